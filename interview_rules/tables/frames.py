"""Frames of every kind, opened for reading and given back as the kind they came as.

What is in memory is worked out by Polars, whatever library it belongs to; what is not (a lazy
Polars frame, a DuckDB relation, a PySpark frame) stays where it is and as lazy as it was.
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
    from collections.abc import Iterable

__all__ = ["ROW", "Frame", "Opened", "collected", "grouped", "opened"]

Frame = TypeVar("Frame")
"""A frame of any kind; what comes back is of the same."""


Part = Callable[..., pl.DataFrame]
"""What makes something of some rows, given the number of the first."""
ROW = "row"
"""The column of the number of a row, where one row may become several."""
ROWS = 250_000
"""How many rows are worked on together where each may become several."""


class Opened(NamedTuple):
    """A frame that can be asked, and what makes the kind it came as out of a result."""

    frame: nw.LazyFrame[Any]
    close: Callable[[nw.LazyFrame[Any]], Any]
    ordered: bool
    """Whether its rows have an order, and so a number."""
    long: Callable[..., Any]
    """The same kind out of what something makes of each part of the frame, or of the whole."""


def opened(frame: object, days: Iterable[str] = (), counts: Iterable[str] = ()) -> Opened:
    """A frame of any kind that narwhals takes.

    pandas has no dates and no whole numbers beside nothing: where it has times without a zone in
    one of the columns `days`, and each of them is midnight, they are days, and whole numbers in
    `counts` are counts. Raises StateError for what is no frame, and for a database
    session that reckons in another zone than UTC.
    """
    try:
        known = nw.from_native(frame)  # type: ignore[call-overload]  # anything may come
    except nw.exceptions.NarwhalsError as error:
        raise _unreadable(error) from None
    except TypeError:
        message = f"{type(frame).__name__} is no table"
        hint = "bring a frame of Polars, pandas, pyarrow, DuckDB or PySpark"
        raise StateError([Problem("", message, hint)]) from None
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
                # What is carried along comes back as it came.
                if name in theirs.columns:
                    ours[name] = theirs[name]
        return made if native is None else made.to_native()

    def long(part: Part, *, whole: bool = False) -> Any:
        made = in_parts(found, part, whole=whole).to_arrow()
        frame = nw.DataFrame.from_arrow(made, backend=known.implementation)
        return frame if native is None else frame.to_native()

    return Opened(nw.from_native(found.lazy()), close, ordered=True, long=long)


def in_parts(frame: pl.DataFrame, part: Part, *, whole: bool = False) -> pl.DataFrame:
    """What something makes of a frame, some rows at a time or the whole at once."""
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
            message = f"the session reckons in {', '.join(foreign)}, and has to in UTC"
            hint = "SET TimeZone = 'UTC' in DuckDB, spark.sql.session.timeZone in Spark"
            raise StateError([Problem("", message, hint)])
    return Opened(
        frame,
        lambda result: result if wrapped else result.to_native(),
        ordered,
        lambda part, whole=False: _wrapped(_lazy_long(frame, part, whole=whole), wrapped=wrapped),
    )


def _unreadable(error: Exception) -> StateError:
    reason = printable(str(error).split("\n")[0], 200)
    return StateError([Problem("", f"the table cannot be read: {reason}")])


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
        # Asked of the relation itself, so that the result belongs to its connection.
        return native.query("unused", "SELECT * FROM made")
    return nw.DataFrame.from_arrow(made, backend="pyarrow").lazy(frame.implementation).to_native()


def _on_workers(native: Any, part: Part, together: str = "") -> Any:
    """A PySpark frame worked on where its parts are: nothing is sent from one worker to another.

    `together` is a column by which the rows are sorted, and of which each value stays whole.
    """
    from pyspark.sql.pandas.types import from_arrow_schema  # noqa: PLC0415  # only PySpark brings its frames

    def batches(arriving: Iterable[Any]) -> Iterable[Any]:
        kept: list[pl.DataFrame] = []
        for batch in arriving:
            kept.append(pl.DataFrame(batch))
            if sum(rows.height for rows in kept) >= ROWS:
                rows, kept = pl.concat(kept), []
                if together:
                    last = pl.col(together) == rows[together][-1]
                    kept, rows = [rows.filter(last)], rows.filter(~last)
                yield from part(rows).to_arrow().to_batches()
        if kept:
            yield from part(pl.concat(kept)).to_arrow().to_batches()

    nothing = part(pl.DataFrame(native.limit(0).toArrow())).to_arrow()
    return native.mapInArrow(batches, from_arrow_schema(nothing.schema))


def _as_meant(frame: pl.DataFrame, days: Iterable[str], counts: Iterable[str]) -> pl.DataFrame:
    """A frame that was one of pandas, with the types that pandas does not have."""
    of_days = {name for moment in days for name in (moment, f"{moment}{DAY}")}
    meant: list[pl.Expr] = []
    for name, dtype in frame.schema.items():
        column = frame[name]
        if column.null_count() == frame.height and not dtype.is_temporal():
            # Nor does it say what a column is of that holds nothing.
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
    """What something makes of a frame, given all rows with one value of a column together.

    PySpark sends every row to where the others with its value are, once.
    """
    known = opened(frame, days)
    if known.frame.implementation is not Implementation.PYSPARK:
        return known.long(lambda rows, _first=0: part(rows), whole=True)
    native = known.frame.to_native()
    if column not in native.columns:
        part(pl.DataFrame(native.limit(0).toArrow()))  # which says so
    together = native.repartition(column).sortWithinPartitions(column)
    return _on_workers(together, lambda rows, _first=0: part(rows), together=column)


def collected(frame: nw.LazyFrame[Any]) -> list[dict[str, Any]]:
    """The rows of a small result. Raises ValueError or OverflowError for dates beyond Python's."""
    if frame.implementation is Implementation.POLARS:
        return _polars(frame).to_dicts()
    return frame.collect().rows(named=True)
