"""Advice for a file of applications, in bounded memory whatever the size of the file.

The result is written to a temporary file next to the target. The temporary file replaces the target
when it is complete, and is removed after an error.
"""

from __future__ import annotations

import os
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import polars as pl

from interview_rules.errors import Problem, StateError, printable
from interview_rules.facts.vocabulary import FACTS
from interview_rules.packs.loading import pack_of
from interview_rules.sources.files import real_path, replaced_when_complete
from interview_rules.tables.advise import advise_table
from interview_rules.tables.columns import is_named

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from interview_rules.calendars.moments import Now
    from interview_rules.packs.loading import Rules as RulesGiven

__all__ = ["KINDS", "advise_file", "check_files", "read_errors", "write_advice"]

KINDS = (".parquet", ".csv")
"""The supported file types, by suffix."""
_MORE = 65_536
"""Bytes to write to find out whether a disk is full."""


def advise_file(
    source: str | Path,
    target: str | Path,
    now: Now = None,
    rules: RulesGiven = None,
    *,
    keep: Iterable[str] = (),
    timezone: str = "UTC",
    country: str | None = None,
    subdivision: str | None = None,
    form: Literal["wide", "long"] = "wide",
    include: Iterable[Literal["windows"]] | None = None,
    progress: Callable[[int, int], object] | None = None,
) -> int:
    """Write the advice for a Parquet or CSV file of facts to another such file.

    Return the number of rows in the source. The other arguments are those of `advise_table`.
    Columns of a CSV file that are kept and are not facts are copied as text. `progress` is called
    with the number of rows read so far and the total, one call at a time but from any thread.
    Raises StateError for problems of the table, for a source that cannot be read and for other file
    types, PackError for rules that are invalid or that `advise_table` does not support, and OSError
    if the target cannot be written.
    """
    source, target = Path(source), real_path(Path(target))
    check_files(source, target)
    kept = (keep,) if isinstance(keep, str) else tuple(keep)
    pack = pack_of(rules)
    with read_errors(source):
        scanned = _scan(
            source, {name for name in kept if not is_named(name, {**FACTS, **pack.facts})}
        )
    return write_advice(
        scanned,
        source,
        target,
        progress=progress,
        now=now,
        rules=pack,
        keep=kept,
        timezone=timezone,
        country=country,
        subdivision=subdivision,
        form=form,
        include=include,
    )


def write_advice(
    scanned: pl.LazyFrame,
    source: Path,
    target: Path,
    *,
    progress: Callable[[int, int], object] | None,
    **arguments: Any,
) -> int:
    """Write the advice for a table of facts to a file; return the number of rows of the table.

    `source` is the file that errors name, and `arguments` are those of `advise_table`.
    """
    with read_errors(source):
        if target.suffix.lower() == ".csv":
            kept = [name for name in scanned.collect_schema() if name in arguments["keep"]]
            _refuse_nested(scanned.select(kept))
        total = int(scanned.select(pl.len()).collect(engine="streaming").item())
    read, writing = 0, False
    counting = threading.Lock()

    def counted(rows: pl.DataFrame) -> pl.DataFrame:
        nonlocal read
        if writing and progress is not None:
            with counting:
                read += rows.height
                progress(read, total)
        return rows

    with replaced_when_complete(target) as unfinished, read_errors(source, unfinished):
        made = advise_table(
            scanned.map_batches(
                counted, projection_pushdown=True, streamable=True, validate_output_schema=False
            ),
            **arguments,
        )
        # Up to here, the table was only checked.
        writing = True
        if target.suffix.lower() == ".csv":
            made.sink_csv(unfinished)
        else:
            made.sink_parquet(unfinished)
    return total


def check_files(source: Path, target: Path) -> None:
    """Raise StateError if a file has an unknown type, or the source is missing or the target."""
    problems = []
    for path, what in ((source, "read"), (target, "write")):
        if path.suffix.lower() not in KINDS:
            message = f"cannot {what} '{printable(path.name)}': unknown file type"
            hint = f"use a name that ends in {' or '.join(KINDS)}"
            problems.append(Problem("", message, hint, "unknown-value"))
    if not source.is_file():
        message = f"cannot read '{printable(str(source))}': no such file"
        problems.append(Problem("", message, "check the path", "unreadable-file"))
    elif target.exists() and target.samefile(source):
        message = f"the result would overwrite the table '{printable(str(source))}'"
        problems.append(Problem("", message, "write the result to another file", "name-taken"))
    if problems:
        raise StateError(problems)


def _refuse_nested(kept: pl.LazyFrame) -> None:
    """Raise StateError for columns that a CSV file cannot hold."""
    problems = [
        Problem(
            name,
            f"a CSV file cannot hold values of type {dtype}",
            "write to a Parquet file",
            "wrong-type",
        )
        for name, dtype in kept.collect_schema().items()
        if dtype.is_nested() or dtype == pl.Binary
    ]
    if problems:
        raise StateError(problems)


def _scan(source: Path, copied: set[str]) -> pl.LazyFrame:
    """Scan a file; `copied` names the columns that are kept and are not facts."""
    if source.suffix.lower() != ".csv":
        return pl.scan_parquet(source, glob=False)
    names = pl.scan_csv(source, glob=False, infer_schema=False).collect_schema().names()
    frame = pl.scan_csv(
        source,
        glob=False,
        try_parse_dates=True,
        infer_schema_length=10_000,
        # Numbers would lose their leading zeros.
        schema_overrides={name: pl.String for name in names if name in copied},
    )
    text = [name for name, dtype in frame.collect_schema().items() if dtype == pl.String]
    if not text:
        return frame
    counts = frame.select(pl.col(text).count()).collect(engine="streaming").row(0, named=True)
    # Polars reads an empty column as text. A column of nulls is valid for every fact.
    empty = [name for name, count in counts.items() if not count and name not in copied]
    return frame.with_columns(pl.lit(None).alias(name) for name in empty)


@contextmanager
def read_errors(source: Path, target: Path | None = None) -> Iterator[None]:
    """Convert an error of Polars in this context to a StateError with a one-line message.

    Polars calls a full disk an invalid file. So if something is written to the file or folder
    `target`, an error raises OSError instead if nothing more can be written there.
    """
    try:
        yield
    except pl.exceptions.PolarsError as error:
        if target is not None:
            _write_more(target / "more" if target.is_dir() else target)
        reason = printable(str(error).strip().split("\n")[0], 200)
        message = f"cannot read '{printable(source.name)}': {reason}"
        kind = "CSV file with a header" if source.suffix.lower() == ".csv" else "Parquet file"
        hint = f"check that this is a {kind}"
        raise StateError([Problem("", message, hint, "unreadable-file")]) from None


def _write_more(path: Path) -> None:
    """Write to the end of a file that is removed afterwards. Raises OSError on a full disk."""
    with path.open("ab") as file:
        file.write(bytes(_MORE))
        file.flush()
        os.fsync(file.fileno())
