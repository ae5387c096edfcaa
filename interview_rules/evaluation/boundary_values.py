"""The values of a moment at which something can change: what a question has to be tried with.

Where a rule compares a fact with now or with another moment, the fact matters only by the side on
which it lies. So the days around each place where it would change sides, and a day far off in either
direction, stand for all days.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from interview_rules.calendars.calendar import NEVER
from interview_rules.language import nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_rules.evaluation.evaluation import Evaluation
    from interview_rules.language.nodes import Condition, Moment
    from interview_rules.packs.model import RulePack

__all__ = ["boundary_values"]

_FAR = 1_200
"""How far off a day has to be to lie on one side of everything that is near."""
_DAYS = {"minute": 1 / 1440, "hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 30.5}
_SLACK = {"month": 3}
_BUSINESS = 1.4

_Shifts = tuple[nodes.Shift, ...]


def boundary_values(evaluation: Evaluation, fact: str) -> list[date | datetime]:
    """Dates and instants that stand for all that a moment could be, in order."""
    calendar, now = evaluation.calendar, evaluation.instant
    today = calendar.day_of(now)
    days: set[int] = {today - _FAR, today - 1, today, today + 1, today + _FAR}
    instants: set[int] = {now - 1, now, now + 1}
    for shifts, other in _comparisons(evaluation.pack, fact):
        for start, end, day in _spans(evaluation, other, fact):
            low, high = _before(day, shifts)
            days.update(range(low, high + 1))
            if start == end and not shifts:
                instants.update((start - 1, start, start + 1))
            clock = sum(s.sign * s.duration.amount * _seconds(s) for s in shifts)
            if shifts and all(_seconds(s) for s in shifts):
                instants.update((start - clock - 1, start - clock, start - clock + 1))
    found: list[date | datetime] = [date.fromordinal(day) for day in sorted(days)]
    found += [datetime.fromtimestamp(instant, UTC) for instant in sorted(instants)]
    # An instant on a day is neither of its ends: one within it stands for all of them.
    found += [
        calendar.to_datetime((calendar.starts[day] + calendar.starts[day + 1]) // 2)
        for day in sorted(days)
    ]
    return found


def _seconds(shift: nodes.Shift) -> int:
    return {"minute": 60, "hour": 3600}.get(shift.duration.unit, 0)


def _before(day: int, shifts: _Shifts) -> tuple[int, int]:
    """Between which days a day has to lie that comes to a given one by some shifts."""
    back, slack = 0.0, 1
    for shift in shifts:
        amount, unit = shift.duration.amount, shift.duration.unit
        if unit == "business day":
            # Holidays can stand together; ten of them in a row are more than any country has.
            slack += 10 + amount // 5
            back += shift.sign * amount * _BUSINESS
        else:
            slack += _SLACK.get(unit, 1)
            back += shift.sign * amount * _DAYS[unit]
    return int(day - back) - slack, int(day - back) + slack + 1


def _comparisons(pack: RulePack, fact: str) -> Iterator[tuple[_Shifts, Moment | None]]:
    """How a fact is moved and what it is compared with then, None for now, in all rules."""
    seen: set[tuple[_Shifts, Moment | None]] = set()
    for rule in pack.rules:
        for leaf in nodes.leaves(rule.when):
            for pair in _compared(leaf, fact):
                if pair not in seen:
                    seen.add(pair)
                    yield pair


def _compared(leaf: Condition, fact: str) -> Iterator[tuple[_Shifts, Moment | None]]:
    match leaf:
        case nodes.Now(_, moment):
            yield from ((shifts, None) for shifts in _ways(moment, fact))
        case nodes.Against(left, _, right) | nodes.NoneSince(left, right):
            yield from ((shifts, right) for shifts in _ways(left, fact))
            yield from ((shifts, left) for shifts in _ways(right, fact))
        case _:
            return


def _ways(moment: Moment, fact: str) -> Iterator[_Shifts]:
    """The shifts by which a fact becomes part of a moment."""
    match moment:
        case nodes.MomentFact(name):
            if name == fact:
                yield ()
        case nodes.NamedMoment(_, inner):
            yield from _ways(inner, fact)
        case nodes.Shift(inner):
            yield from ((*shifts, moment) for shifts in _ways(inner, fact))
        case nodes.Extreme(_, several):
            for each in several:
                yield from _ways(each, fact)


def _spans(
    evaluation: Evaluation, other: Moment | None, fact: str
) -> Iterator[tuple[int, int, int]]:
    """Where the other side of a comparison lies: now, or the moments that it is made of."""
    if other is None:
        now = evaluation.instant
        yield now, now, evaluation.calendar.day_of(now)
        return
    for part in _parts(other):
        if fact not in nodes.names_in(nodes.Known(part)):
            span = evaluation.span(part)
            if span[0] < NEVER:
                yield span


def _parts(moment: Moment) -> Iterator[Moment]:
    """A moment, and every moment that it is the latest or earliest of, moved as it is."""
    yield moment
    match moment:
        case nodes.NamedMoment(_, inner):
            yield from _parts(inner)
        case nodes.Shift(nodes.Extreme(_, several), sign, by):
            for each in several:
                yield from _parts(nodes.Shift(each, sign, by))
        case nodes.Extreme(_, several):
            for each in several:
                yield from _parts(each)
        case _:
            return
