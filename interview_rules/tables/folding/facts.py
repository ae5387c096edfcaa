"""The facts of many applications at one moment, computed in columns from their events.

At one moment, no intervals are needed: an event gives a fact its value if it is the latest one that
no other event clears, as far as both are known by then. What sets and clears a fact is said by the
tables that `intervals_of` reads, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from interview_rules.events.effects import RANK
from interview_rules.facts.competing_offers import OVER, SLOTS
from interview_rules.facts.happening import beyond, newer, since
from interview_rules.facts.intervals import COUNTED, FLAGS, LEVEL, OFFER_ENDS, OTHER_ENDS, SOLID
from interview_rules.facts.vocabulary import MOMENTS
from interview_rules.tables.folding.events import APP, is_own
from interview_rules.tables.folding.happenings import HAPPENING, happenings_of
from interview_rules.tables.folding.moments import DAY
from interview_rules.tables.folding.rounds import ahead_of, over_by, rounds_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from interview_rules.calendars.calendar import Calendar
    from interview_rules.facts.happening import Later
    from interview_rules.tables.folding.events import Events
    from interview_rules.tables.folding.happenings import Happenings

__all__ = ["Folded", "Values", "fold_events"]

_Lasting = tuple[str, tuple[tuple[str, "Later"], ...]]
_OTHER_OFFERS: _Lasting = ("other_offer", OTHER_ENDS)
_OFFERS: _Lasting = ("offer_made", OFFER_ENDS)
_ROUNDS: _Lasting = ("round", ())
_LASTING: tuple[_Lasting, ...] = tuple(
    dict.fromkeys(
        (
            *((slot, ends) for _name, slot, _which, ends, *_rest in MOMENTS),
            *((slot, ends) for slot, _name, ends in (*FLAGS, *COUNTED)),
            *(_OTHER_OFFERS, _OFFERS, _ROUNDS),
        )
    )
)
"""Slots, each with what clears the values that it sets: this decides which happening counts."""
_SETTING = {slot for slot, _ends in _LASTING}
_CLEARING = {slot for _slot, ends in _LASTING for slot, _later in ends}
_NUMBERS = {slot: number for number, slot in enumerate(sorted(_SETTING | _CLEARING))}
"""The numbers of the slots that set or clear a value."""
_MANY = 1_000
"""More than the number of slots, and of kinds of values."""
_RANKS = max(RANK.values()) + 2
"""More than the highest rank, so that a moment and a rank make one number."""
_ADDED: dict[Later, int | None] = {newer: _RANKS - 1, beyond: None, since: -1}
"""What a later event has to exceed, beside the moment; None stands for the rank."""
_OF_SLOTS = pl.DataFrame(
    [(_NUMBERS[slot], number) for number, (slot, _ends) in enumerate(_LASTING)],
    schema={"slot": pl.Int64, "lasting": pl.Int64},
    orient="row",
)
_ENDS = pl.DataFrame(
    [
        (_NUMBERS[slot], number, _NUMBERS[end], _ADDED[later])
        for number, (slot, ends) in enumerate(_LASTING)
        for end, later in ends
    ],
    schema={"slot": pl.Int64, "lasting": pl.Int64, "end": pl.Int64, "added": pl.Int64},
    orient="row",
)
_DELICATE = {
    *(slot for _name, slot, which, *_rest in MOMENTS if which != "moment"),
    *(slot for slot, _name, _ends in COUNTED),
    *("round", "test", "other_offer"),
}
"""The slots for which it matters which of two events at the same moment comes first, or whether
one repeats the other. For the others, only the moment counts."""


class Values(NamedTuple):
    """The values of a fact, which differ from its default, and the applications that have them.

    A moment has an instant in `values` or, if that is null, a day in `days`. Instants are in
    seconds since the epoch, days are ordinals.
    """

    applications: pl.Series
    values: pl.Series
    days: pl.Series | None = None


class Folded(NamedTuple):
    """The facts by name, and the applications that are left to the code for single logs."""

    facts: dict[str, Values]
    hard: pl.Series


def fold_events(events: Events, now: int, calendars: Sequence[Calendar | None]) -> Folded:
    """Return the facts at the instant `now`. The values for applications in `hard` do not count."""
    rounds, hard_rounds = rounds_of(events, calendars)
    happenings = happenings_of(events, rounds, now)
    latest = _latest(happenings.slots)
    facts = {**_moments(latest, happenings), **_others(latest, happenings)}
    facts |= _of_rounds(rounds, now)
    if "round_off" in facts:
        facts["round_off"] = _without(facts["round_off"], facts["upcoming_interview"])
    facts["holiday"] = _holidays(events, now)
    facts |= _people(latest, happenings)
    hard = [events.hard, hard_rounds, *_hard(happenings)]
    return Folded(facts, pl.concat(hard).unique())


def _latest(slots: pl.DataFrame) -> dict[_Lasting, pl.DataFrame]:
    """Return, for each kind of value, the latest happening of each application and their number.

    What another happening has cleared is left out.
    """
    slots = slots.with_columns(
        slot=pl.col("slot").replace_strict(_NUMBERS, default=None, return_dtype=pl.Int64)
    ).drop_nulls("slot")
    at, day = pl.col("at") * _RANKS, pl.col("day") * _RANKS
    timed, rank = pl.col("timed"), pl.col("rank")
    # One number for two is joined and grouped faster.
    ends = slots.filter(pl.col("slot").is_in([_NUMBERS[slot] for slot in _CLEARING]))
    ends = ends.group_by(end=pl.col(APP) * _MANY + pl.col("slot")).agg(
        last_time=pl.when(timed).then(at + rank).max(),
        last_day=pl.when(~timed).then(day + rank).max(),
        last=(day + rank).max(),
    )
    added = pl.coalesce("added", "rank")
    # To the second if both have a time, else by day; see `newer`, `beyond` and `since`.
    by_time = (pl.col("last_time") > at + added).fill_null(value=False)
    by_day = (pl.col("last_day") > day + added).fill_null(value=False)
    after = pl.when(timed).then(by_time | by_day).otherwise(pl.col("last") > day + added)
    tests = slots.join(_ENDS, on="slot").with_columns(end=pl.col(APP) * _MANY + pl.col("end"))
    value = (pl.col(HAPPENING) * _MANY + pl.col("lasting")).alias("value")
    cleared = tests.join(ends, on="end").filter(after).select(value)
    found = slots.select(HAPPENING, APP, "slot").join(_OF_SLOTS, on="slot")
    found = found.with_columns(value).join(cleared, on="value", how="anti")
    found = found.group_by(kind=pl.col(APP) * _MANY + pl.col("lasting")).agg(
        pl.col(HAPPENING).max(), pl.len().alias("count"), pl.col(APP, "lasting").first()
    )
    parts = found.drop("kind").partition_by("lasting", as_dict=True)
    return {_LASTING[number]: part for (number,), part in parts.items()}


def _moments(latest: Mapping[_Lasting, pl.DataFrame], happenings: Happenings) -> dict[str, Values]:
    found: dict[str, Values] = {}
    for name, slot, which, ends, *_rest in MOMENTS:
        part = latest.get((slot, ends))
        if part is not None:
            fields = {f"{which}_{each}": each for each in ("start", "end", "day", "timed")}
            found[name] = _span(happenings.of(part[HAPPENING], *fields).rename(fields))
    return found


def _span(rows: pl.DataFrame) -> Values:
    """Return the moments of rows as values; rows without one are left out."""
    start, end, day, timed = map(pl.col, ("start", "end", "day", "timed"))
    # A moment with an end counts as its day, as in the columns of a single application.
    instant = pl.when(timed & (start == end)).then(start)
    found = rows.filter(start.is_not_null()).select(APP, instant=instant, day=day)
    return Values(found[APP], found["instant"], found["day"])


def _others(latest: Mapping[_Lasting, pl.DataFrame], happenings: Happenings) -> dict[str, Values]:
    """Return flags, counts and the offer."""
    found: dict[str, Values] = {}
    for slot, name, ends in (*FLAGS, *COUNTED):
        part = latest.get((slot, ends))
        if part is not None:
            is_flag = (slot, name, ends) in FLAGS
            found[name] = Values(
                part[APP], part["count"].cast(pl.Boolean) if is_flag else part["count"]
            )
    if "follow_ups" in found and "unanswered_follow_ups" in found:
        pending = found["unanswered_follow_ups"].applications
        sent = found["follow_ups"].applications
        found["follow_up_pending"] = _true_of(pending.filter(pending.is_in(sent.implode())))
    part = latest.get(_OFFERS)
    if part is not None:
        names = happenings.of(part[HAPPENING], "event")["event"]
        found["offer"] = Values(part[APP], names.replace_strict(LEVEL, return_dtype=pl.Int64))
    part = latest.get(_OTHER_OFFERS)
    if part is not None:
        solid = part.filter(happenings.of(part[HAPPENING], "event")["event"].is_in(SOLID))
        found["solid_offers"] = _true_of(solid[APP])
    rounds = happenings.placed.filter("round").group_by(APP).len()
    found["rounds"] = Values(rounds[APP], rounds["len"])
    return found


def _true_of(applications: pl.Series) -> Values:
    return Values(applications, pl.repeat(value=True, n=len(applications), eager=True))


def _of_rounds(rounds: pl.DataFrame, now: int) -> dict[str, Values]:
    """Return the facts about the round that is next, or else the latest."""
    ahead = ahead_of(rounds, now)
    found = {"upcoming_interview": _span(ahead)}
    found["no_hour"] = _true_of(ahead.filter(~pl.col("timed"))[APP])
    if rounds["foreign"].any():
        current = pl.concat([ahead, over_by(rounds, now)])
        current = current.unique(APP, keep="first", maintain_order=True)
        found["other_time_zone"] = _true_of(current.filter("foreign")[APP])
    return found


def _without(values: Values, others: Values) -> Values:
    kept = ~values.applications.is_in(others.applications.implode())
    days = None if values.days is None else values.days.filter(kept)
    return Values(values.applications.filter(kept), values.values.filter(kept), days)


def _holidays(events: Events, now: int) -> Values:
    """Return the next day, of those named so far, on which the employer is closed."""
    named = pl.col("date_kind").is_not_null()
    start, end, day, kind = (
        pl.when(named).then(f"date_{each}").otherwise(f"at_{each}")
        for each in ("start", "end", "day", "kind")
    )
    holidays = events.frame.filter((pl.col("event") == "holiday") & is_own())
    holidays = holidays.filter((pl.col("at_start") <= now) & (now < end))
    holidays = holidays.select(APP, start=start, end=end, day=day, timed=kind != DAY)
    order = (APP, "start", "end", "day", "timed")
    return _span(holidays.sort(order).unique(APP, keep="first", maintain_order=True))


def _people(latest: Mapping[_Lasting, pl.DataFrame], happenings: Happenings) -> dict[str, Values]:
    """Return the numbers of interviewers, and of those who have received no note yet."""
    part = latest.get(_ROUNDS)
    if part is None:
        return {}
    people = happenings.of(part[HAPPENING], "interviewers")["interviewers"]
    held = happenings.placed[part[HAPPENING]].select(APP, "at", "day", "timed")
    held = held.with_columns(people.alias("people")).filter(pl.col("people").list.len() > 0)
    notes = happenings.slots.filter(pl.col("slot") == "thank_you")
    contacts = happenings.of(notes[HAPPENING], "contact")["contact"]
    notes = held.join(notes.with_columns(contact=contacts), on=APP, suffix="_note")
    by_time = pl.col("timed") & pl.col("timed_note")
    earlier = pl.when(by_time).then(pl.col("at") > pl.col("at_note"))
    notes = notes.filter(~earlier.otherwise(pl.col("day") > pl.col("day_note")))
    left = held.select(APP, contact="people").explode("contact")
    left = left.join(notes, on=[APP, "contact"], how="anti")
    left = left.join(notes.filter(pl.col("contact").is_null()), on=APP, how="anti")
    left = left.group_by(APP).len()
    return {
        "interviewers": Values(held[APP], held["people"].list.len()),
        "not_yet_thanked": Values(left[APP], left["len"]),
    }


def _hard(happenings: Happenings) -> Iterator[pl.Series]:
    """Yield the applications for which the content of events matters, not only their moments."""
    key = [APP, "known", "at", "rank"]
    placed = happenings.placed.select(*key, "timed").with_row_index(HAPPENING)
    same = pl.all_horizontal(pl.col(each) == pl.col(each).shift(1) for each in key)
    tied = placed.filter((same | same.shift(-1)).fill_null(value=False))
    yield tied.group_by(key).agg(pl.col("timed").n_unique()).filter(pl.col("timed") > 1)[APP]
    slots = happenings.slots.filter(pl.col("slot").is_in(_DELICATE))
    slots = slots.join(tied.select(HAPPENING, "known"), on=HAPPENING)
    yield slots.filter(pl.struct([*key, "slot"]).is_duplicated())[APP]

    def setting(*names: str) -> pl.DataFrame:
        found = happenings.slots.filter(pl.col("slot").is_in(names))
        return happenings.of(found[HAPPENING], "contact", "role", "channel", "employer")

    # Offers of several employers compete; see `most_pressing`.
    employers = setting(*SLOTS, OVER).group_by(APP).agg(pl.col("employer").n_unique())
    yield employers.filter(pl.col("employer") > 1)[APP]
    # Two people may contradict each other; see `contradictions`.
    refusals, hopes = setting("rejection"), setting("offer_made", "positive_signal")
    said = pl.concat([refusals, hopes])
    portal = (pl.col("channel") == "portal").fill_null(value=False)
    named = pl.any_horizontal(pl.col("contact", "role").is_not_null(), portal)
    several = said.filter(named).filter(pl.col(APP).is_duplicated())
    yield several.join(refusals, on=APP, how="semi").join(hopes, on=APP, how="semi")[APP]
    # Notes that came back count one after the other.
    people = happenings.sources.filter(pl.col("interviewers").list.len() > 0)
    yield setting("thank_you_failed").join(people, on=APP, how="semi")[APP]
