"""Advice for a file of events of many applications, in bounded memory whatever its size.

The events are divided among temporary files next to the target, so that those of an application are
in one of them. Each is folded by itself; the facts are a temporary table, for which advice is
written as for any table of facts.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Literal

import polars as pl

from interview_rules.calendars.calendar import calendar_for
from interview_rules.calendars.moments import instant_of
from interview_rules.errors import CalendarError, StateError
from interview_rules.packs.loading import pack_of
from interview_rules.sources.files import real_path
from interview_rules.tables.facts_table import facts_table
from interview_rules.tables.files import check_files, read_errors, write_advice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from interview_rules.calendars.moments import Now
    from interview_rules.packs.loading import Rules as RulesGiven

__all__ = ["advise_event_file"]

EVENTS = 500_000
"""Number of events that are in memory at a time, roughly."""
_ROW_GROUP = 125_000
_PART = "__part"
_YES_OR_NO = ("elsewhere", "message", "asked")


def advise_event_file(
    source: str | Path,
    target: str | Path,
    now: Now = None,
    rules: RulesGiven = None,
    *,
    application: str = "application",
    keep: Iterable[str] = (),
    timezone: str = "UTC",
    country: str | None = None,
    subdivision: str | None = None,
    form: Literal["wide", "long"] = "wide",
    include: Iterable[Literal["windows"]] | None = None,
    progress: Callable[[int, int], object] | None = None,
) -> int:
    """Write the advice for a Parquet or CSV file of events to another such file.

    Return the number of events. The columns of the source are those of `facts_table`, and
    `application` names the one that identifies the application; the result has this column, those
    in `keep`, and those of `advise_table`. Columns of a CSV file are read as text, except for
    fields that are true or false. If there are more than half a million events, applications are in
    no particular order. `progress` is called with the number of events folded so far and the total.
    Raises StateError for problems of the events and for files as in `advise_file`, PackError for
    rules that are invalid or that `advise_table` does not support, and OSError if a file cannot be
    written.
    """
    source, target = Path(source), real_path(Path(target))
    check_files(source, target)
    pack = pack_of(rules)
    kept = [name for name in ((keep,) if isinstance(keep, str) else keep) if name != application]
    try:
        instant = instant_of(now, calendar_for(timezone, country, subdivision))
    except CalendarError as error:
        raise StateError(error.problems) from None
    moment = datetime.fromtimestamp(instant, UTC)

    def facts(events: pl.DataFrame) -> pl.DataFrame:
        return facts_table(
            events,
            moment,
            rules=pack,
            application=application,
            keep=kept,
            timezone=timezone,
            country=country,
            subdivision=subdivision,
        )

    with TemporaryDirectory(prefix=".", suffix=".part", dir=target.parent) as temporary:
        folder = Path(temporary)
        with read_errors(source, folder):
            scanned = _scan(source, folder)
            facts(scanned.head(0).collect())  # reports problems of the columns
            total = int(scanned.select(pl.len()).collect(engine="streaming").item())
            made, folded = [], 0
            for number, events in enumerate(_parts(scanned, total, application, folder)):
                made.append(folder / f"facts-{number}.parquet")
                facts(events).write_parquet(made[-1], row_group_size=_ROW_GROUP)
                folded += events.height
                if progress is not None:
                    progress(folded, total)
        write_advice(
            pl.scan_parquet(made, glob=False),
            source,
            target,
            progress=None,
            now=moment,
            rules=pack,
            keep=(application, *kept),
            form=form,
            include=include,
        )
    return total


def _scan(source: Path, folder: Path) -> pl.LazyFrame:
    """Scan a file of events; a CSV file is first copied to a Parquet file, whose parts are read."""
    if source.suffix.lower() != ".csv":
        return pl.scan_parquet(source, glob=False)
    names = pl.scan_csv(source, glob=False, infer_schema=False).collect_schema().names()
    texts = {name: pl.String for name in names if name not in _YES_OR_NO}
    copy = folder / "events.parquet"
    scanned = pl.scan_csv(source, glob=False, schema_overrides=texts, infer_schema_length=None)
    scanned.sink_parquet(copy, row_group_size=_ROW_GROUP)
    return pl.scan_parquet(copy, glob=False)


def _parts(
    scanned: pl.LazyFrame, total: int, application: str, folder: Path
) -> Iterator[pl.DataFrame]:
    """Yield the events in parts, each with all events of its applications, in their order."""
    count = -(-total // EVENTS)
    if count <= 1:
        yield scanned.collect(engine="streaming")
        return
    files: dict[int, list[Path]] = {}
    for start in range(0, total, EVENTS):
        rows = scanned.slice(start, EVENTS).collect(engine="streaming")
        numbers = (rows[application].cast(pl.String).hash() % count).alias(_PART)
        parts = rows.with_columns(numbers).partition_by(_PART, as_dict=True, include_key=False)
        for (number,), of_part in parts.items():
            file = folder / f"events-{number}-{start}.parquet"
            of_part.write_parquet(file)
            files.setdefault(number, []).append(file)
    for _number, written in sorted(files.items()):
        yield pl.concat([pl.read_parquet(file, glob=False) for file in written])
        for file in written:
            file.unlink()
