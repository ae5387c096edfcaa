"""Values that represent all possible values of a moment, for trying out a question.

A rule that compares a fact with a boundary (now or another moment) depends only on which side of it
the fact lies. The days around each boundary, and a distant day on either side, therefore represent
all days.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, cast

from interview_rules.calendars.calendar import CLOCK_UNITS, NEVER
from interview_rules.language import nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_rules.engines.program import Program
    from interview_rules.evaluation.evaluation import Evaluation
    from interview_rules.language.nodes import Condition, Moment

__all__ = ["boundary_values"]

_FAR = 1_200
"""Distance in days from now to a date assumed to lie beyond every boundary."""
_DAYS = {"day": 1.0, "week": 7.0, "month": 30.5, "business day": 1.4}
_DAYS |= {unit: seconds / 86_400 for unit, seconds in CLOCK_UNITS.items()}
"""The average length of each unit in days."""
_SLACK = {"month": 3}

_Shifts = tuple[nodes.Shift, ...]
_Comparison = tuple[_Shifts, "Moment | None"]


def boundary_values(evaluation: Evaluation, fact: str) -> list[date | datetime]:
    """Return dates, then instants, that together stand for all possible values of a moment."""
    calendar, now = evaluation.calendar, evaluation.instant
    today = calendar.day_of(now)
    days: set[int] = {today - _FAR, today - 1, today, today + 1, today + _FAR}
    instants: set[int] = {now - 1, now, now + 1}
    for shifts, other in _comparisons(evaluation.program, fact):
        for start, end, day in _spans(evaluation, other, fact):
            low, high = _before(day, shifts)
            days.update(range(low, high + 1))
            if start == end and not shifts:
                instants.update((start - 1, start, start + 1))
            if shifts and all(shift.duration.unit in CLOCK_UNITS for shift in shifts):
                clock = sum(
                    shift.sign * shift.duration.amount * CLOCK_UNITS[shift.duration.unit]
                    for shift in shifts
                )
                instants.update((start - clock - 1, start - clock, start - clock + 1))
    found: list[date | datetime] = [date.fromordinal(day) for day in sorted(days)]
    found += [datetime.fromtimestamp(instant, UTC) for instant in sorted(instants)]
    # An instant within a day differs from both ends of the day; its middle represents them all.
    found += [
        calendar.to_datetime((calendar.starts[day] + calendar.starts[day + 1]) // 2)
        for day in sorted(days)
    ]
    return found


def _before(day: int, shifts: _Shifts) -> tuple[int, int]:
    """Return the first and the last day that shifts may move to `day`, with a margin."""
    back, slack = 0.0, 1
    for shift in shifts:
        amount, unit = shift.duration.amount, shift.duration.unit
        if unit == "business day":
            # Allow for consecutive holidays: no country has more than ten in a row.
            slack += 10 + amount // 5
        else:
            slack += _SLACK.get(unit, 1)
        back += shift.sign * amount * _DAYS[unit]
    return int(day - back) - slack, int(day - back) + slack + 1


def _comparisons(program: Program, fact: str) -> tuple[_Comparison, ...]:
    """Return each comparison of a fact in the rules: its shifts, and the other moment.

    The other moment is None for a comparison with now.
    """
    known = program.comparisons.get(fact)
    if known is None:
        leaves = [leaf for rule in program.pack.rules for leaf in nodes.leaves(rule.when)]
        found = dict.fromkeys(pair for leaf in leaves for pair in _compared(leaf, fact))
        known = program.comparisons[fact] = tuple(found)
    return cast("tuple[_Comparison, ...]", known)


def _compared(leaf: Condition, fact: str) -> Iterator[_Comparison]:
    match leaf:
        case nodes.Now(_, moment):
            yield from ((shifts, None) for shifts in _ways(moment, fact))
        case nodes.Against(left, _, right) | nodes.NoneSince(left, right):
            yield from ((shifts, right) for shifts in _ways(left, fact))
            yield from ((shifts, left) for shifts in _ways(right, fact))
        case _:
            return


def _ways(moment: Moment, fact: str) -> Iterator[_Shifts]:
    """Yield each sequence of shifts by which a moment is computed from a fact."""
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
    """Yield what a fact is compared with: the span of now, or those of the other moment's parts."""
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
    """Yield a moment and, for a latest or earliest, each of its moments with the same shift."""
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
