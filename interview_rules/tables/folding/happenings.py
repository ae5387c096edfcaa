"""Happenings of many applications as columns, in the order of a `Timeline`, up to one moment."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from interview_rules.calendars.calendar import NEVER
from interview_rules.tables.folding.events import APP
from interview_rules.tables.folding.moments import DAY
from interview_rules.tables.folding.updates import updated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_rules.tables.folding.events import Events

__all__ = ["HAPPENING", "Happenings", "happenings_of"]

HAPPENING = "happening"
"""Name of the column with the numbers of happenings."""
_SPANS = ("moment", "date", "earliest")
_LONG_AGO = -1_000_000
"""Stands for the day of what comes before everything else."""


class Happenings(NamedTuple):
    """What is known and not called off at one moment.

    `placed` has one row for each happening, in order: the number of its application, `known`, `at`,
    `day`, `timed` and `rank`, which mean the same as in a `Happening`, its `meaning` and whether it
    is a `round`. The number of a happening is its place. `slots` has a row for each slot that a
    happening sets, with the number of the happening, the slot, and what orders it.
    """

    placed: pl.DataFrame
    slots: pl.DataFrame
    sources: pl.DataFrame

    def of(self, numbers: pl.Series, *fields: str) -> pl.DataFrame:
        """Return the applications of happenings, and some of their fields.

        These can be fields of the event, and the start, the end and the day of each moment of a
        `Happening`, such as `date_day`; `date_timed` is true for a time of day.
        """
        return self.sources.select(APP, *fields)[self.placed["source"][numbers]]


def happenings_of(events: Events, rounds: pl.DataFrame, now: int) -> Happenings:
    """Return the happenings of all applications that count at the instant `now`."""
    frame = _with_moments(events.frame, rounds)
    said = frame.with_row_index("source").select(
        "source", APP, "shape",
        known=pl.col("at_start").fill_null(-NEVER),
        at=pl.col("moment_start").fill_null(-NEVER),
        day=pl.col("moment_day").fill_null(_LONG_AGO),
        timed=(pl.col("at_kind") != DAY).fill_null(value=False),
    )  # fmt: skip
    others = events.happenings.filter(~pl.col("round")).select("shape", "meaning", "rank", "round")
    said = said.filter(pl.col("known") <= now).join(others, on="shape").drop("shape")
    held = rounds.with_row_index("source", offset=frame.height)
    held = held.filter(pl.col("recorded") & (pl.col("over") <= now) & (now < pl.col("off")))
    held = held.select(
        "source", APP, known="over", at="start", day="day", timed="timed", meaning="meaning",
        rank="rank", round=pl.lit(value=True),
    )  # fmt: skip
    placed = pl.concat([said, held]).sort(APP, "known", "at", "rank")
    slots = events.happenings.select("meaning", slot="slots").explode("slot").drop_nulls()
    slots = placed.with_row_index(HAPPENING).join(slots, on="meaning")
    slots = slots.select(HAPPENING, APP, "at", "day", "timed", "rank", "slot")
    return Happenings(placed, slots, pl.concat(_sources(frame, rounds), how="diagonal"))


def _sources(frame: pl.DataFrame, rounds: pl.DataFrame) -> Iterator[pl.DataFrame]:
    moments = [f"{span}_{each}" for span in _SPANS for each in ("start", "end", "day")]
    fields = (APP, "event", "contact", "role", "channel", "employer")
    timed = (
        (pl.col(f"{name}_kind") != DAY).alias(f"{name}_timed") for name in ("date", "earliest")
    )
    yield frame.select(*fields, *moments, "moment_timed", *timed)
    own = {f"moment_{each}": each for each in ("start", "end", "day", "timed")}
    yield rounds.select(APP, "interviewers", **own)


def _with_moments(frame: pl.DataFrame, rounds: pl.DataFrame) -> pl.DataFrame:
    """Add the moments of events: those of events without one are the rounds where they were said."""
    own = {f"moment_{each}": f"at_{each}" for each in ("start", "end", "day")}
    frame = frame.with_columns(**own, moment_timed=pl.col("at_kind") != DAY)
    undated = pl.col("at_kind").is_null()
    if not frame.select(undated.any()).item():
        return frame
    frame = frame.with_row_index("said")
    before = pl.when(pl.col("event") == "interview-scheduled").then("date_start")
    stated = frame.filter(undated).select("said", APP, before=before.otherwise("date_end"))
    own = {f"moment_{each}": each for each in ("start", "end", "day", "timed")}
    stated = stated.join(rounds.filter("recorded").select(APP, **own), on=APP)
    stated = stated.filter(pl.col("moment_start") < pl.col("before"))
    stated = stated.sort("moment_start", "moment_end", "moment_day").unique("said", keep="last")
    stated = stated.drop(APP, "before")
    return updated(frame, stated, "said").drop("said")
