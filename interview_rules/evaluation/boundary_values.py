"""Values that represent all possible values of a moment, for trying out a question.

A rule that compares a fact with a boundary (now or another moment) depends only on whether the fact
is before or after the boundary. The days around each boundary, and a distant day before and after
all of them, therefore represent all days.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, NamedTuple, cast

from interview_rules.calendars.calendar import CLOCK_UNITS, NEVER
from interview_rules.facts.vocabulary import FACTS
from interview_rules.language import nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_rules.engines.moment_functions import SpanOf
    from interview_rules.engines.program import Program
    from interview_rules.evaluation.evaluation import Evaluation
    from interview_rules.language.nodes import Condition, Moment

__all__ = ["boundary_values", "find_comparisons"]

_FAR = 1_200
"""Distance in days from now to a date assumed to lie beyond every boundary."""
_DAYS = {"day": 1.0, "week": 7.0, "month": 30.5, "business day": 1.4}
_DAYS |= {unit: seconds / 86_400 for unit, seconds in CLOCK_UNITS.items()}
"""The average length of each unit in days."""
_SLACK = {"month": 3}

_Shifts = tuple[nodes.Shift, ...]


class Comparison(NamedTuple):
    """A comparison of a fact, perhaps shifted, with another moment, or with now.

    `shifted` is True if there are shifts. Together they shift a day forward by about `back` days
    (backward if negative), give or take `slack` days. `clock` is the sum of the shifts in seconds,
    or None if that depends on the calendar. `other` computes the other moment; None stands for now.
    """

    shifted: bool
    back: float
    slack: int
    clock: int | None
    other: SpanOf | None


def boundary_values(
    evaluation: Evaluation, fact: str, *, hours: bool = True
) -> list[date | datetime]:
    """Return dates, then aware datetimes, that together stand for all values of a moment.

    `fact` is the name of the moment. Without `hours`, return only the dates.
    """
    calendar, now = evaluation.calendar, evaluation.instant
    starts = calendar.starts
    today = calendar.day_of(now)
    days: set[int] = {today - _FAR, today - 1, today, today + 1, today + _FAR}
    instants: set[int] = {now - 1, now, now + 1}
    for shifted, back, slack, clock, other in _comparisons(evaluation.program, fact):
        start, end, day = (now, now, today) if other is None else other(evaluation.facts, calendar)
        if start >= NEVER:
            continue
        first = int(day - back) - slack
        days.update(range(first, first + 2 * slack + 2))
        if clock is not None and (shifted or start == end):
            instants.update((start - clock - 1, start - clock, start - clock + 1))
    ordered = sorted(days)
    found: list[date | datetime] = [date.fromordinal(day) for day in ordered]
    if not hours:
        return found
    found += [datetime.fromtimestamp(instant, UTC) for instant in sorted(instants)]
    # Instants within a day can compare differently from its ends; its middle represents them.
    found += [calendar.to_datetime((starts[day] + starts[day + 1]) // 2) for day in ordered]
    return found


def find_comparisons(program: Program) -> None:
    """Find the comparisons of every moment, which `boundary_values` otherwise finds on demand."""
    for name, fact in (FACTS | program.pack.facts).items():
        if fact.type == "moment":
            _comparisons(program, name)


def _comparisons(program: Program, fact: str) -> tuple[Comparison, ...]:
    """Return each comparison of a fact in the rules, computed once per program."""
    known = program.comparisons.get(fact)
    if known is None:
        leaves = [leaf for rule in program.pack.rules for leaf in nodes.leaves(rule.when)]
        compared = dict.fromkeys(pair for leaf in leaves for pair in _compared(leaf, fact))
        parts = dict.fromkeys(
            (shifts, part)
            for shifts, other in compared
            for part in ([None] if other is None else _parts(other))
            if part is None or fact not in nodes.names_in(nodes.Known(part))
        )
        known = program.comparisons[fact] = tuple(
            [_comparison(program, shifts, part) for shifts, part in parts]
        )
    return cast("tuple[Comparison, ...]", known)


def _comparison(program: Program, shifts: _Shifts, part: Moment | None) -> Comparison:
    other = None if part is None else program.moments.span(part)
    return Comparison(bool(shifts), *_moved(shifts), _seconds(shifts), other)


def _moved(shifts: _Shifts) -> tuple[float, int]:
    """Return the average number of days by which shifts move a day, and a margin in days."""
    back, slack = 0.0, 1
    for shift in shifts:
        amount, unit = shift.duration.amount, shift.duration.unit
        if unit == "business day":
            # Allow for consecutive holidays: no country has more than ten in a row.
            slack += 10 + amount // 5
        else:
            slack += _SLACK.get(unit, 1)
        back += shift.sign * amount * _DAYS[unit]
    return back, slack


def _seconds(shifts: _Shifts) -> int | None:
    """Return the sum of shifts in seconds, or None if that depends on the calendar."""
    if not all(shift.duration.unit in CLOCK_UNITS for shift in shifts):
        return None
    return sum(
        shift.sign * shift.duration.amount * CLOCK_UNITS[shift.duration.unit] for shift in shifts
    )


def _compared(leaf: Condition, fact: str) -> Iterator[tuple[_Shifts, Moment | None]]:
    """Yield the shifts of a fact in a comparison, with the other moment; None stands for now."""
    match leaf:
        case nodes.Now(_, moment):
            yield from ((shifts, None) for shifts in _ways(moment, fact))
        case nodes.Against(left, _, right) | nodes.NoneSince(left, right):
            yield from ((shifts, right) for shifts in _ways(left, fact))
            yield from ((shifts, left) for shifts in _ways(right, fact))


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


def _parts(moment: Moment) -> Iterator[Moment]:
    """Yield a moment and, if it is the latest or earliest of several, each one, shifted alike."""
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
