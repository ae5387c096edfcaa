"""Frames of all supported libraries: opening them, and returning results of the same kind.

Polars computes the results for frames in memory, whatever their library. Other frames (lazy Polars
frames, DuckDB relations, PySpark frames) are computed by their own engine and stay lazy. Only the
long form and `facts_table` are always computed by Polars: at once for DuckDB relations, and on the
workers for PySpark frames.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import narwhals as nw
import polars as pl
from narwhals import Implementation

from interview_rules.errors import Problem, StateError, printable
from interview_rules.tables.columns import DAY

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

__all__ = ["ROW", "Frame", "Opened", "collected", "grouped", "in_range", "opened", "with_columns"]

Frame = TypeVar("Frame")
"""A frame of any supported kind; the result is of the same kind."""


Part = Callable[..., pl.DataFrame]
"""A function of some rows and, where it matters, the number of the first row.

The number is None if the column `ROW` already holds the numbers of the rows."""
ROW = "row"
"""Name of the column of row numbers in results that can have several rows per input row."""
ROWS = 250_000
"""Number of input rows per batch where a `Part` does not get all rows at once.

It is a minimum on PySpark; lazy Polars frames have batches of their own size."""


class Opened(NamedTuple):
    """A frame to compute with, and functions that convert a result to the original kind."""

    frame: nw.LazyFrame[Any]
    close: Callable[[nw.LazyFrame[Any]], Any]
    ordered: bool
    """True if the rows are ordered and can be numbered."""
    long: Callable[..., Any]
    """Applies a `Part` to batches of rows, or with `whole` to all rows, and converts the result.

    On PySpark, `whole` has no effect."""


def opened(
    frame: object,
    days: Iterable[str] = (),
    counts: Iterable[str] = (),
    keep: Collection[str] = (),
) -> Opened:
    """Open a frame of any kind that narwhals supports.

    pandas has no dates, and no integers in columns with nulls. Therefore, in pandas frames, naive
    datetimes in a column of `days` are read as dates if all are at midnight, and floats in a column
    of `counts` as integers if all are whole. Results for pandas have the columns in `keep` in their
    original types. Raises StateError for anything that is not a frame,
    for a frame that cannot be read, and for a database session in a zone other than UTC.
    """
    try:
        known = nw.from_native(frame)  # type: ignore[call-overload]  # anything may come
    except nw.exceptions.NarwhalsError as error:
        raise _unreadable(error) from None
    except TypeError:
        message = f"'{type(frame).__name__}' is not a table"
        hint = "pass a frame of Polars, pandas, pyarrow, DuckDB or PySpark"
        raise StateError([Problem("", message, hint, "wrong-type")]) from None
    native = frame if not isinstance(frame, nw.DataFrame | nw.LazyFrame) else None
    if isinstance(known, nw.LazyFrame):
        return _lazy(known, wrapped=native is None)
    if known.implementation is Implementation.POLARS:
        found = known.to_polars()
        return Opened(
            nw.from_native(found.lazy()),
            lambda result: _wrapped(_polars(result), wrapped=native is None),
            ordered=True,
            long=lambda part, whole=False: _wrapped(
                in_parts(found, part, whole=whole), wrapped=native is None
            ),
        )
    pandas = known.implementation.is_pandas_like()
    try:
        found = known.to_polars()
    except (nw.exceptions.NarwhalsError, pl.exceptions.PolarsError, TypeError, ValueError) as error:
        raise _unreadable(error) from None
    if pandas:
        found = _as_meant(found, days, counts)

    def close(result: nw.LazyFrame[Any]) -> Any:
        made = nw.DataFrame.from_arrow(_polars(result), backend=known.implementation)
        if pandas:
            theirs, ours = known.to_native(), made.to_native()
            ours.index = theirs.index
            for name in ours.columns:
                if name in keep:
                    ours[name] = theirs[name]
        return made if native is None else made.to_native()

    def long(part: Part, *, whole: bool = False) -> Any:
        made = in_parts(found, part, whole=whole).to_arrow()
        frame = nw.DataFrame.from_arrow(made, backend=known.implementation)
        return frame if native is None else frame.to_native()

    return Opened(nw.from_native(found.lazy()), close, ordered=True, long=long)


def in_parts(frame: pl.DataFrame, part: Part, *, whole: bool = False) -> pl.DataFrame:
    """Apply a function to a frame in batches of rows, or once to the whole frame."""
    if whole:
        return part(frame)
    found = [part(frame[n : n + ROWS], n) for n in range(0, max(frame.height, 1), ROWS)]
    return pl.concat(found, rechunk=False)


def _polars(result: nw.LazyFrame[Any]) -> pl.DataFrame:
    frame: pl.LazyFrame = result.to_native()
    return frame.collect(engine="streaming")


def _wrapped(frame: Any, *, wrapped: bool) -> Any:
    return nw.from_native(frame) if wrapped else frame


def _lazy(frame: nw.LazyFrame[Any], *, wrapped: bool) -> Opened:
    ordered = frame.implementation is Implementation.POLARS
    if not ordered:
        zones = {
            dtype.time_zone
            for dtype in frame.collect_schema().values()
            if isinstance(dtype, nw.Datetime) and dtype.time_zone is not None
        }
        if frame.implementation is Implementation.PYSPARK:
            zones = {frame.to_native().sparkSession.conf.get("spark.sql.session.timeZone")}
        foreign = sorted(zones - {"UTC", "Etc/UTC", "Z", "Zulu", "Etc/UCT", "UCT"})
        if foreign:
            message = f"the time zone of the session is {', '.join(foreign)}, but must be UTC"
            hint = "run SET TimeZone = 'UTC' in DuckDB, or set spark.sql.session.timeZone in Spark"
            raise StateError([Problem("", message, hint, "invalid-value")])
    return Opened(
        frame,
        lambda result: result if wrapped else result.to_native(),
        ordered,
        lambda part, whole=False: _wrapped(_lazy_long(frame, part, whole=whole), wrapped=wrapped),
    )


def _unreadable(error: Exception) -> StateError:
    reason = printable(str(error).split("\n")[0], 200)
    hint = "give each column one type, such as dates, whole numbers or text"
    return StateError([Problem("", f"cannot read the table: {reason}", hint, "unreadable-file")])


def _lazy_long(frame: nw.LazyFrame[Any], part: Part, *, whole: bool) -> Any:
    native = frame.to_native()
    if frame.implementation is Implementation.POLARS:
        if whole:
            nothing = part(native.head(0).collect())
            return native.map_batches(part, schema=nothing.schema)
        numbered = native.with_row_index(ROW)
        nothing = part(numbered.head(0).collect(), None)
        return numbered.map_batches(
            lambda rows: part(rows, None), schema=nothing.schema, streamable=True
        )
    if frame.implementation is Implementation.PYSPARK:
        return _on_workers(native, part)
    made = in_parts(frame.collect("polars").to_native(), part, whole=whole).to_arrow()
    if frame.implementation is Implementation.DUCKDB:
        # Query the relation itself, so that the result uses the same connection.
        return native.query("unused", "SELECT * FROM made")
    return nw.DataFrame.from_arrow(made, backend="pyarrow").lazy(frame.implementation).to_native()


def _on_workers(native: Any, part: Part, together: str = "") -> Any:
    """Apply a function to a PySpark frame on its workers, without a shuffle.

    With `together`, each partition must be sorted by this column and contain all rows with the same
    value; these rows are passed in one call.
    """
    from pyspark.sql.pandas.types import from_arrow_schema  # noqa: PLC0415  # only PySpark frames need it

    def batches(arriving: Iterable[Any]) -> Iterable[Any]:
        kept: list[pl.DataFrame] = []
        for batch in arriving:
            kept.append(pl.DataFrame(batch))
            if sum(rows.height for rows in kept) >= ROWS:
                rows, kept = pl.concat(kept), []
                if together:
                    last = pl.col(together).eq_missing(pl.lit(rows[together][-1]))
                    kept, rows = [rows.filter(last)], rows.filter(~last)
                yield from part(rows).to_arrow().to_batches()
        if kept:
            yield from part(pl.concat(kept)).to_arrow().to_batches()

    nothing = part(pl.DataFrame(native.limit(0).toArrow())).to_arrow()
    return native.mapInArrow(batches, from_arrow_schema(nothing.schema))


def _as_meant(frame: pl.DataFrame, days: Iterable[str], counts: Iterable[str]) -> pl.DataFrame:
    """Return a frame from pandas with columns cast to the types that `opened` describes.

    A column that holds only nulls loses its type, unless it is one of dates or times.
    """
    of_days = {name for moment in days for name in (moment, f"{moment}{DAY}")}
    meant: list[pl.Expr] = []
    for name, dtype in frame.schema.items():
        column = frame[name]
        if column.null_count() == frame.height and not dtype.is_temporal():
            # pandas has no type for a column of nulls.
            meant.append(pl.lit(None).alias(name))
        elif name in of_days and dtype == pl.Datetime and column.dtype.time_zone is None:  # type: ignore[attr-defined]  # it is a Datetime
            if (column == column.dt.truncate("1d")).all():
                meant.append(pl.col(name).cast(pl.Date))
        elif name in counts and dtype.is_float() and (column == column.round()).all():
            meant.append(pl.col(name).cast(pl.Int64))
    return frame.with_columns(meant)


def grouped(
    frame: object,
    column: str,
    part: Callable[[pl.DataFrame], pl.DataFrame],
    days: Iterable[str] = (),
) -> Any:
    """Apply a function to a frame; rows with the same value in `column` are passed in one call.

    `days` names columns of moments, read as in `opened`. On PySpark this needs one shuffle.
    """
    known = opened(frame, days)
    if known.frame.implementation is not Implementation.PYSPARK:
        return known.long(lambda rows, _first=0: part(rows), whole=True)
    native = known.frame.to_native()
    if column not in native.columns:
        part(pl.DataFrame(native.limit(0).toArrow()))  # raises the error
    together = native.repartition(column).sortWithinPartitions(column)
    return _on_workers(together, lambda rows, _first=0: part(rows), together=column)


def with_columns(
    frame: nw.LazyFrame[Any], columns: Iterable[nw.Expr | pl.Expr]
) -> nw.LazyFrame[Any]:
    """Add columns to a frame. Expressions of Polars are possible if Polars computes the frame."""
    given = list(columns)
    native = [each for each in given if isinstance(each, pl.Expr)]
    if native:
        frame = nw.from_native(frame.to_native().with_columns(native))
    others = [each for each in given if not isinstance(each, pl.Expr)]
    return frame.with_columns(*others) if others else frame


def collected(frame: nw.LazyFrame[Any]) -> list[dict[str, Any]]:
    """Return the rows of a small result.

    Raises ValueError or OverflowError for dates outside Python's range.
    """
    if frame.implementation is Implementation.POLARS:
        return _polars(frame).to_dicts()
    return frame.collect().rows(named=True)


def in_range(frame: nw.LazyFrame[Any], column: str) -> bool:
    """Return False if a date in a column is outside the years that Python's dates have."""
    try:
        collected(
            frame.select(nw.col(column).min().alias("min"), nw.col(column).max().alias("max"))
        )
    except (ValueError, OverflowError):
        return False
    return True
