"""Comparisons with now, rewritten as comparisons of a column with a threshold.

Now is the same for all rows, while their dates differ. Therefore a test such as `from decision_date
+ 3 business days` is inverted: it is true for decision dates up to a threshold. Such a threshold
exists because adding a duration preserves the order of moments. The threshold depends on the
calendar of the place, so a column is compared with one constant per place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from interview_rules.calendars.calendar import CLOCK_UNITS
from interview_rules.language import nodes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interview_rules.calendars.calendar import Calendar
    from interview_rules.language.nodes import Duration, Moment

__all__ = ["Part", "Reached", "Several", "last_day", "reached", "seconds_in"]

Part = Literal["s", "e", "d"]
"""The part of a moment: its first instant (s), its end (e), or its local day (d)."""


class Reached(NamedTuple):
    """A test that is true if a part of a moment fact is no later than a limit.

    `limits` holds one limit per place: an instant for a start or an end, an ordinal for a day.
    """

    fact: str
    part: Part
    limits: tuple[int, ...]


class Several(NamedTuple):
    """A test of the latest or the earliest of several moments.

    For the latest, at least one moment must be known, and all known ones must pass the tests in
    `parts`; for the earliest, any of them.
    """

    which: Literal["latest", "earliest"]
    parts: tuple[Reached | Several, ...]


def reached(
    moment: Moment, part: Part, limits: Sequence[int], calendars: Sequence[Calendar]
) -> Reached | Several:
    """Return a test of facts that is true if a part of a moment is no later than a limit.

    `limits` and `calendars` hold one item per place; for the limits, see `Reached`.
    """
    match moment:
        case nodes.MomentFact(name):
            return Reached(name, part, tuple(limits))
        case nodes.NamedMoment(_, inner):
            return reached(inner, part, limits, calendars)
        case nodes.Extreme(which, several):
            parts = tuple(reached(each, part, limits, calendars) for each in several)
            return Several(which, parts)
        case nodes.Shift(inner, sign, duration):
            seconds = seconds_in(duration)
            places = list(zip(limits, calendars, strict=True))
            if seconds is not None:
                if part == "d":
                    # The day of an instant is no later than a day if the next day has not begun.
                    part, limits = "s", [c.starts[day + 1] - 1 for day, c in places]
                return reached(inner, part, [each - sign * seconds for each in limits], calendars)
            if part == "s":
                limits = [c.day_of(instant) for instant, c in places]
            elif part == "e":
                limits = [c.day_of(instant) - 1 for instant, c in places]
            amount = sign * duration.amount
            days = [
                last_day(calendar, day, amount, duration.unit)
                for day, calendar in zip(limits, calendars, strict=True)
            ]
            return reached(inner, "d", days, calendars)


def seconds_in(duration: Duration) -> int | None:
    """Return the length of a duration in seconds, or None if its unit is a calendar unit."""
    seconds = CLOCK_UNITS.get(duration.unit)
    return None if seconds is None else duration.amount * seconds


def last_day(calendar: Calendar, day: int, amount: int, unit: str) -> int:
    """Return the last day that a shift by `amount` calendar units moves to `day` or earlier."""
    if unit in {"day", "week"}:
        return day - amount * (7 if unit == "week" else 1)
    move = calendar.months if unit == "month" else calendar.business
    found = move(day, -amount)
    while move(found, amount) > day:
        found -= 1
    while move(found + 1, amount) <= day:
        found += 1
    return found
