"""The rounds of many applications as columns: which were held, planned and called off.

These are the meetings of a `Timeline`, with the same meaning; see `Meeting`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from interview_rules.calendars.calendar import NEVER
from interview_rules.events.effects import OFF
from interview_rules.tables.folding.events import APP, is_own
from interview_rules.tables.folding.moments import DAY, PLACE
from interview_rules.tables.folding.updates import updated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interview_rules.calendars.calendar import Calendar
    from interview_rules.tables.folding.events import Events

__all__ = ["Rounds", "ahead_of", "over_by", "rounds_of"]

_KEY = (APP, "day", "test")
"""What a plan and the round that was held have in common; see `round_key`."""


class Rounds(NamedTuple):
    """The rounds of this application, one per row, held or planned.

    `frame` has the attributes of a `Meeting`, and the start, the end and the day of its moment.
    `recorded` is true where it counts in the log, unless it was called off: a plan does not if the
    round was held too. `hard` holds the numbers of applications for which columns do not suffice.
    """

    frame: pl.DataFrame
    hard: pl.Series


def rounds_of(events: Events, calendars: Sequence[Calendar | None]) -> Rounds:
    """Return the rounds that events record or arrange, with cancellations applied."""
    found = events.frame.join(events.happenings.filter("round"), on="shape")
    held = pl.col("held")

    def of_moment(name: str) -> pl.Expr:
        return pl.when(held).then(f"at_{name}").otherwise(f"date_{name}")

    timed = of_moment("kind") != DAY
    end = pl.max_horizontal(of_moment("end"), "end_end")
    frame = found.select(
        APP, PLACE, "held", "test", "meaning", "rank", "interviewers",
        start=of_moment("start"), end=end, day=of_moment("day"), timed=timed,
        foreign=of_moment("foreign"),
        announced=pl.when(held).then(-NEVER).otherwise(pl.col("at_start").fill_null(-NEVER)),
        over=pl.when(timed & (held | pl.col("end_end").is_not_null())).then(end)
        .when(held).then("at_start"),
        off=pl.lit(NEVER),
    )  # fmt: skip
    frame = frame.with_columns(over=pl.coalesce("over", _ends_of_days(frame, calendars)))
    plans = frame.filter(~held).sort(APP, "start", "end", "day", "announced")
    if plans.is_empty():
        frame = frame.with_columns(recorded=pl.lit(value=True))
        return Rounds(frame, frame[APP].clear())
    held_rounds = frame.filter(held)
    hard = _hard(plans, held_rounds, events)
    plans = _closed(_called_off(plans.with_row_index("plan"), events), events)
    return Rounds(_met(plans.drop("plan"), held_rounds), hard)


def _ends_of_days(frame: pl.DataFrame, calendars: Sequence[Calendar | None]) -> pl.Series:
    """Return the ends of the days of rounds whose `over` is still null."""
    days = frame.filter(pl.col("over").is_null()).select(PLACE, "day").unique()
    ends = []
    for place, day in days.iter_rows():
        calendar = calendars[place]
        assert calendar is not None  # noqa: S101  # these rows have valid places
        ends.append(calendar.starts[day + 1])
    table = days.with_columns(ends=pl.Series(ends, dtype=pl.Int64))
    return frame.join(table, on=[PLACE, "day"], how="left", maintain_order="left")["ends"]


def _hard(plans: pl.DataFrame, held: pl.DataFrame, events: Events) -> pl.Series:
    """Return the applications in which the order of plans or of what cancels them matters."""
    several = (
        plans.filter(pl.struct(APP, "day").is_duplicated()),
        held.filter(pl.struct(_KEY).is_duplicated()).join(plans, on=_KEY, how="semi"),
        _offs(plans, events).filter(pl.col(APP).is_duplicated()),
    )
    return pl.concat([frame[APP] for frame in several]).unique()


def _offs(plans: pl.DataFrame, events: Events) -> pl.DataFrame:
    offs = events.frame.filter(pl.col("event").is_in(OFF) & is_own())
    offs = offs.select(APP, "event", "at_start", "at_end", "at_day", "date_day")
    return offs.join(plans, on=APP, how="semi")


def _called_off(plans: pl.DataFrame, events: Events) -> pl.DataFrame:
    """Apply the one cancellation of an application, as `_which` finds the plan that it is about."""
    each = plans.join(_offs(plans, events), on=APP)
    plan, announced = pl.col("plan"), pl.col("announced")
    named = pl.col("date_day").is_not_null()
    before = announced < pl.col("at_start")
    # An instant ends when it starts.
    by_its_end = announced < pl.max_horizontal(pl.col("at_start") + 1, "at_end")
    known = ~named & pl.when(before.any().over(APP)).then(before).otherwise(by_its_end)
    ahead = known & (pl.col("day") >= pl.col("at_day"))
    each = each.with_columns(
        meant=pl.when(named).then(pl.col("day") == pl.col("date_day")).otherwise(ahead),
        missed=known & (pl.col("event") == "missed-interview"),
        off=pl.max_horizontal("at_start", "announced"),
    )
    chosen = pl.coalesce(plan.filter("meant").min(), plan.filter("missed").max())
    return updated(plans, each.filter(plan == chosen.over(APP)).select("plan", "off"), "plan")


def _closed(plans: pl.DataFrame, events: Events) -> pl.DataFrame:
    """Call off what was still planned when the application ended."""
    closing = events.happenings.filter(pl.col("slots").list.contains("closing"))["shape"]
    ends = events.frame.filter(pl.col("shape").is_in(closing.implode()))
    ends = ends.select(APP, closed="at_start").join(plans, on=APP)
    closed = pl.col("closed")
    ends = ends.filter((closed >= pl.col("announced")) & (closed < pl.col("off")))
    found = ends.group_by("plan").agg(pl.col("closed").min().alias("off"), pl.col("over").first())
    found = found.filter(pl.col("off") < pl.col("over"))
    return updated(plans, found.select("plan", "off"), "plan")


def _met(plans: pl.DataFrame, held: pl.DataFrame) -> pl.DataFrame:
    """Return the rounds; a plan is over when its round was held, which then counts as held."""
    twins = held.select(*_KEY, held_over="over").unique(subset=_KEY)
    plans = plans.join(twins, on=_KEY, how="left", maintain_order="left")
    met = pl.col("held_over").is_not_null()
    over = pl.min_horizontal("over", pl.max_horizontal("held_over", "announced"))
    plans = plans.with_columns(
        over=pl.when(met & (pl.col("off") == NEVER)).then(over).otherwise("over"), recorded=~met
    )
    taken = plans.filter(met & (pl.col("off") == NEVER)).select(*_KEY, said="over")
    held = held.join(taken, on=_KEY, how="left", maintain_order="left")
    held = held.with_columns(
        announced=pl.coalesce("said", "announced"), recorded=pl.lit(value=True)
    )
    columns = [*held.drop("said").columns]
    return pl.concat([held.select(columns), plans.select(columns)])


def ahead_of(rounds: pl.DataFrame, now: int) -> pl.DataFrame:
    """Return the next round of each application that has one at an instant."""
    ahead = (pl.col("announced") <= now) & (now < pl.min_horizontal("over", "off"))
    order = (APP, "start", "end", "day", pl.col("held").not_(), "announced")
    return rounds.filter(ahead).sort(order).unique(APP, keep="first", maintain_order=True)


def over_by(rounds: pl.DataFrame, now: int) -> pl.DataFrame:
    """Return the latest round of each application that is over at an instant."""
    over = (pl.col("over") <= now) & (now < pl.col("off"))
    latest_first = [-pl.col(each) for each in ("over", "start")]
    order = [pl.col(APP), *latest_first, pl.col("held"), -pl.col("end"), -pl.col("announced")]
    return rounds.filter(over).sort(order).unique(APP, keep="first", maintain_order=True)
