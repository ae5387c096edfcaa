"""Event logs of many applications, as a tracker holds them, and how fast they are folded."""

from __future__ import annotations

import random
import statistics
import time
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SCHEMA = {
    "application": pl.Int64, "timezone": pl.String, "country": pl.String, "event": pl.String,
    "at": pl.String, "date": pl.String, "contact": pl.String, "channel": pl.String,
    "role": pl.String,
}  # fmt: skip
ENDINGS = (
    (0.20, ("rejection",)), (0.12, ("verbal-offer", "written-offer", "firm-offer")),
    (0.04, ("withdrawn",)), (0.04, ("position-on-hold",)), (0.05, ("positive-signal",)),
    (0.03, ("references-requested",)), (0.52, ()),
)  # fmt: skip


def events(count: int, places: dict[str, str | None], now: datetime, seed: int) -> pl.DataFrame:
    """Draw the events of applications: rounds, notes, dates, messages, answers and endings.

    An application has up to twelve events, 4.5 on average. Six in ten moments have a time of day.
    """
    rnd = random.Random(seed)
    rows: list[tuple[object, ...]] = []
    for number in range(count):
        rows += ((number, *each) for each in _log(rnd, rnd.choice([*places.items()]), now))
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def _log(rnd: random.Random, place: tuple[str, str | None], now: datetime) -> list[tuple]:
    found: list[tuple] = []
    when = now - timedelta(days=rnd.randint(0, 80), minutes=rnd.randint(0, 1440))
    person = rnd.choice(("Ada", "Ben", "Cleo", "Dan")) if rnd.random() < 0.3 else None

    def later(low: int, high: int) -> str:
        nonlocal when
        when += timedelta(days=rnd.randint(low, high), minutes=rnd.randint(0, 1440))
        return f"{when:%Y-%m-%d}" if rnd.random() < 0.4 else f"{when:%Y-%m-%d %H:%M}"

    def add(name: str, at: str, date: str | None = None, role: str | None = None) -> None:
        found.append((*place, name, at, date, person, "email", role))

    for _round in range(1 if rnd.random() < 0.7 else 2):
        at = later(0, 5)
        if rnd.random() < 0.5:
            planned = when + timedelta(days=rnd.randint(1, 7))
            hour = " %H:%M" if rnd.random() < 0.8 else ""
            add("interview-scheduled", at, planned.strftime(f"%Y-%m-%d{hour}"))
            if rnd.random() < 0.06:
                add(rnd.choice(("interview-cancelled", "reschedule-requested")), later(0, 1))
                break
            when, at = planned, f"{planned:%Y-%m-%d %H:%M}"
        if rnd.random() < 0.9:
            add(rnd.choice((*["interview"] * 3, "phone-screen", "test-taken")), at)
        if rnd.random() < 0.6:
            add("thank-you-sent", later(0, 1))
    if rnd.random() < 0.5:
        at = later(0, 2)
        day = when + timedelta(days=rnd.randint(3, 20))
        name = rnd.choice(("decision-date-set", "decision-date-set", "next-step-date-set"))
        add(name, at, f"{day:%Y-%m-%d}")
    for share, name, low, high in (
        (0.4, "follow-up-sent", 3, 10), (0.35, "reply-received", 0, 5), (0.1, "reply-received", 0, 5),
    ):  # fmt: skip
        if rnd.random() < share:
            role = rnd.choice((None, None, "hr", "recruiter")) if name == "reply-received" else None
            add(name, later(low, high), role=role)
    (names,) = rnd.choices([names for _share, names in ENDINGS], [share for share, _ in ENDINGS])
    if names:
        add(rnd.choice(names), later(0, 10))
    return found


def scattered(path: Path, count: int, places: dict[str, str | None], now: datetime) -> int:
    """Write the events of many applications in order of time; return the number of events.

    The events of an application are therefore far apart.
    """
    step = min(count, 200_000)
    some = events(step, places, now, 1)
    number = pl.col("application")
    log = pl.concat(some.with_columns(number + first) for first in range(0, count, step))
    log.sort("at").write_parquet(path, row_group_size=125_000)
    return log.height


def measured(log: pl.DataFrame, now: datetime) -> dict[str, float]:
    """Return the applications that are folded per second of processor time, in all threads.

    The baseline is a loop over a twentieth of them, which makes a state for each, without a table.
    """
    from interview_rules import InterviewState
    from interview_rules.tables import facts_table

    rows = log["application"].n_unique()
    few = log.filter(pl.col("application") < rows // 20)

    def states() -> None:
        instant, place = int(now.timestamp()), ("timezone", "country")
        for part in few.partition_by("application", maintain_order=True):
            one = [
                {name: value for name, value in row.items() if value is not None}
                for row in part.drop("application", *place).iter_rows(named=True)
            ]
            of_place = part.select(place).row(0, named=True)
            InterviewState.from_events(one, **of_place).facts_at(instant)

    def rate(work: Callable[[], object], count: int) -> float:
        work()
        times = []
        for _ in range(3):
            start = time.process_time()
            work()
            times.append(time.process_time() - start)
        return count / statistics.median(times)

    return {
        "events": log.height / rows,
        "a state for each application": rate(states, rows // 20),
        "`facts_table`": rate(lambda: facts_table(log, now), rows),
    }
