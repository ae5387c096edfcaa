"""Durations moved to the side of now.

In a table now is one moment and every row has dates of its own, so a question such as
`from decision_date + 3 business days` is asked the other way round: which is the last decision
date of which that is true? Every duration keeps the order of the moments it is added to, so there
is such a last day, and the calendar of the row's place knows it. What is left is one comparison of
a column with a constant, or with one of a few.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from interview_rules.language import nodes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interview_rules.calendars.calendar import Calendar
    from interview_rules.language.nodes import Duration, Moment

__all__ = ["Part", "Reached", "Several", "last_day", "reached", "seconds_in"]

Part = Literal["s", "e", "d"]
"""Which side of a moment is asked for: its first instant, its end, or its local day."""


class Reached(NamedTuple):
    """Whether a part of a moment fact is no later than a limit, one for each place.

    Limits are instants for a start or an end, and days for a day.
    """

    fact: str
    part: Part
    limits: tuple[int, ...]


class Several(NamedTuple):
    """The same of the latest or the earliest of several: of all that are known, or of any."""

    which: Literal["latest", "earliest"]
    parts: tuple[Reached | Several, ...]


def reached(
    moment: Moment, part: Part, limits: Sequence[int], calendars: Sequence[Calendar]
) -> Reached | Several:
    """Whether a part of a moment is no later than a limit, as questions about facts alone."""
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
                    # The day of an instant is no later than a day if the next has not begun.
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
    """The seconds of minutes and hours, None for the units of the calendar."""
    if duration.unit not in {"minute", "hour"}:
        return None
    return duration.amount * (60 if duration.unit == "minute" else 3600)


def last_day(calendar: Calendar, day: int, amount: int, unit: str) -> int:
    """The last day that, moved by so many units of the calendar, is no later than a day."""
    if unit in {"day", "week"}:
        return day - amount * (7 if unit == "week" else 1)
    move = calendar.months if unit == "month" else calendar.business
    found = move(day, -amount)
    while move(found, amount) > day:
        found -= 1
    while move(found + 1, amount) <= day:
        found += 1
    return found
