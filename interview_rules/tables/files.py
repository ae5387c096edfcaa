"""A file of applications to a file of advice, of any size, in bounded memory.

What is being written stands beside its target under a name of its own and takes its place when it
is complete; stopped on the way, it is removed.
"""

from __future__ import annotations

import os
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import polars as pl

from interview_rules.errors import Problem, StateError, printable
from interview_rules.facts.vocabulary import FACTS
from interview_rules.tables.advise import advise_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from interview_rules.calendars.moments import Now
    from interview_rules.packs.loading import Rules as RulesGiven

__all__ = ["KINDS", "advise_file"]

KINDS = (".parquet", ".csv")
"""The kinds of file, by what their names end in."""


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
    progress: Callable[[int, int], object] | None = None,
) -> int:
    """Read a Parquet or CSV file of facts, and write the advice as one. The number of rows read.

    Everything but the files is as for `advise_table`. `progress` is called with the rows read so
    far and the rows in all. Raises StateError with what is wrong with the table, or with files that cannot
    be read or are of another kind; OSError where the target cannot be written.
    """
    source, target = Path(source), Path(target).resolve()
    _check(source, target)
    kept = (keep,) if isinstance(keep, str) else tuple(keep)
    with _told(source):
        scanned = _scan(source, kept)
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

    with _told(source), _beside(target) as unfinished:
        made = advise_table(
            scanned.map_batches(
                counted, projection_pushdown=True, streamable=True, validate_output_schema=False
            ),
            now,
            rules,
            keep=kept,
            timezone=timezone,
            country=country,
            subdivision=subdivision,
            form=form,
        )
        # Until here the table was only looked through.
        writing = True
        if target.suffix.lower() == ".csv":
            made.sink_csv(unfinished)
        else:
            made.sink_parquet(unfinished)
    return total


def _check(source: Path, target: Path) -> None:
    problems = []
    for path, what in ((source, "read"), (target, "written")):
        if path.suffix.lower() not in KINDS:
            message = (
                f"'{printable(path.name)}' cannot be {what}: it is no table this command knows"
            )
            problems.append(Problem("", message, f"tables end in {' or '.join(KINDS)}"))
    if not source.is_file():
        problems.append(Problem("", f"there is no file {printable(str(source))}"))
    elif target.exists() and target.samefile(source):
        problems.append(Problem("", "the table would be written over itself", "name another file"))
    if problems:
        raise StateError(problems)


def _scan(source: Path, kept: tuple[str, ...]) -> pl.LazyFrame:
    if source.suffix.lower() != ".csv":
        return pl.scan_parquet(source, glob=False)
    # What is carried along keeps its zeros: it is text unless it is a fact as well.
    texts = {name: pl.String for name in kept if name not in FACTS}
    names = pl.scan_csv(source, glob=False, infer_schema=False).collect_schema().names()
    frame = pl.scan_csv(
        source,
        glob=False,
        try_parse_dates=True,
        infer_schema_length=10_000,
        schema_overrides={name: dtype for name, dtype in texts.items() if name in names},
    )
    text = [name for name, dtype in frame.collect_schema().items() if dtype == pl.String]
    told = frame.select(pl.col(text).count()).collect(engine="streaming").row(0, named=True)
    # A column that holds nothing is of no type, and not of texts.
    empty = [name for name, count in told.items() if not count and name not in kept]
    return frame.with_columns(pl.lit(None).alias(name) for name in empty)


@contextmanager
def _told(source: Path) -> Iterator[None]:
    """What cannot be read of a file, in a line."""
    try:
        yield
    except pl.exceptions.PolarsError as error:
        reason = printable(str(error).strip().split("\n")[0], 200)
        message = f"{printable(source.name)} cannot be read: {reason}"
        raise StateError([Problem("", message)]) from None


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """A file beside the target, which takes its place at the end, or goes."""
    unfinished = target.with_name(f".{target.name}.{os.getpid()}.unfinished")
    try:
        yield unfinished
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
