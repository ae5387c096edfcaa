"""Models of time: days, hours, months and business days as terms of the solver.

`AnyCalendar` assumes only what is true in every zone and calendar, so its proofs are valid
everywhere. `OneCalendar` is UTC with Saturdays and Sundays off, or with the business days of a
country: its examples are real, but it does not show what is possible elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from interview_rules.authoring.prove.solver import z3
from interview_rules.calendars.calendar import Calendar, calendar_for

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

__all__ = ["AnyCalendar", "OneCalendar", "Term", "Terms"]

Term = Any
Terms = list[Any]

_DAY = 86_400
_OFFSETS_APART = 32 * 3_600
"""Maximum difference between two UTC offsets, in seconds: each is 16 hours or less from UTC."""

_COMPARED = 30
"""Maximum number of instants to compare each new one with; fewer leave more claims undecided."""


class AnyCalendar:
    """A time model that assumes only what is true in every zone and calendar.

    A place may skip a day, but never two in a row; the n-th business day is at least n days later;
    a month has 28 to 31 days; no clock change exceeds the largest difference between two UTC
    offsets.
    """

    room = 1 << 18
    """Seconds reserved for a day, more than any local day has: a repeated date has 172,800."""
    calendar: Calendar | None = None
    """The calendar of the place that is modelled; None for any place."""
    lasting = True
    """True if moments other than whole days may have a duration."""

    def __init__(self) -> None:
        self._skipped = z3.Function("skipped", z3.IntSort(), z3.BoolSort())
        self._seconds = z3.Function("seconds", z3.IntSort(), z3.IntSort())
        self._business = z3.Function("business", z3.IntSort(), z3.IntSort(), z3.IntSort())
        self._months = z3.Function("months", z3.IntSort(), z3.IntSort(), z3.IntSort())
        self._instants: dict[int, Term] = {}
        self._later: dict[tuple[int, int], Term] = {}
        self._counted: dict[str, list[tuple[Term, int]]] = {"business": [], "months": []}

    def inside(self, _day: Term) -> Terms:
        """Return no constraints: any day is allowed."""
        return []

    def instant(self, day: Term) -> Terms:
        """Return the constraints on a day that contains an instant."""
        return [z3.Not(self._skipped(day))]

    def starts(self, day: Term) -> Term:
        """Return the start of a day; a skipped day starts when the next day does."""
        return z3.If(self._skipped(day), (day + 1) * self.room, day * self.room)

    def later(self, instant: Term, seconds: int) -> tuple[Term, Terms]:
        """Return the instant some seconds later, with constraints on it."""
        known = self._later.get((instant.get_id(), seconds))
        if known is not None:
            return known, []
        there = self._later[instant.get_id(), seconds] = z3.FreshInt("later")
        more: Terms = [self._seconds(there) == self._seconds(instant) + seconds]
        more += self.instant(there / self.room)
        for new in (instant, there):
            if new.get_id() not in self._instants:
                for old in [*self._instants.values()][:_COMPARED]:
                    more += self._apart(old, new)
                self._instants[new.get_id()] = new
        return there, more

    def _apart(self, one: Term, other: Term) -> Terms:
        """Return constraints that relate elapsed seconds to the order and days of two instants."""
        passed = self._seconds(other) - self._seconds(one)
        days = other / self.room - one / self.room
        shown = days * _DAY + other % self.room - one % self.room
        # An instant is before the start of the next day, however long its own day is.
        ahead = (days - 1) * _DAY + other % self.room - _OFFSETS_APART
        behind = (-days - 1) * _DAY + one % self.room - _OFFSETS_APART
        return [
            z3.Implies(days > 0, passed > ahead),
            z3.Implies(days < 0, -passed > behind),
            (one < other) == (passed > 0),
            (one == other) == (passed == 0),
            z3.If(
                days == 0,
                passed == shown,
                z3.And(passed - shown <= _OFFSETS_APART, shown - passed <= _OFFSETS_APART),
            ),
        ]

    def business(self, day: Term, count: int) -> tuple[Term, Terms]:
        """Return the business day `count` business days after a day, with constraints on it.

        If `count` is negative, the business day is before the day; if it is 0, it is the day itself
        or the next business day.
        """
        there = self._business(day, count)
        low = [there >= day + count] if count >= 0 else [there <= day + count]
        return there, [*low, *self._in_order("business", self._business, day, count)]

    def months(self, day: Term, count: int) -> tuple[Term, Terms]:
        """Return the day some months later (earlier if negative), with constraints on it."""
        there = self._months(day, count)
        shortest, longest = sorted((28 * count, 31 * count))
        bounds = [there >= day + shortest, there <= day + longest]
        return there, [*bounds, *self._in_order("months", self._months, day, count)]

    def _in_order(self, kind: str, function: Term, day: Term, count: int) -> Terms:
        """Return constraints on order: a later day or a higher count never gives an earlier day."""
        more: Terms = []
        for other, others in self._counted[kind]:
            one, two = function(day, count), function(other, others)
            # From a day off, counts of 0 and 1 give the same day.
            same_way = count * others > 0
            apart = abs(count - others) if same_way and kind == "business" else 0
            if count >= others:
                more.append(z3.Implies(day >= other, one >= two + apart))
            if others >= count:
                more.append(z3.Implies(other >= day, two >= one + apart))
        self._counted[kind].append((day, count))
        return more


class OneCalendar:
    """A time model of UTC with Saturdays and Sundays off, or with the business days of a country.

    `days` holds the ordinals of the first and the last date allowed; months and business days are
    tabulated for this range. `country` is an ISO 3166 code. Raises CalendarError for an unknown
    country.
    """

    room = _DAY
    lasting = False

    def __init__(
        self,
        first: date,
        last: date,
        country: str | None = None,
    ) -> None:
        self.days = (first.toordinal(), last.toordinal())
        self.country = country
        self.calendar: Calendar = calendar_for("UTC", country)

    def inside(self, day: Term) -> Terms:
        """Return the constraints that keep a day within `days`."""
        return [self.days[0] <= day, day <= self.days[1]]

    def instant(self, _day: Term) -> Terms:
        """Return no constraints: every day has instants."""
        return []

    def starts(self, day: Term) -> Term:
        """Return the start of a day: midnight UTC."""
        return day * self.room

    def later(self, instant: Term, seconds: int) -> tuple[Term, Terms]:
        """Return the instant some seconds later. It needs no constraints."""
        return instant + seconds, []

    def business(self, day: Term, count: int) -> tuple[Term, Terms]:
        """Return the business day `count` business days after a day, or before it if negative."""
        if self.country is None:
            return _without_holidays(day, count), []
        return self._piecewise(day, lambda each: self.calendar.business(each, count))

    def months(self, day: Term, count: int) -> tuple[Term, Terms]:
        """Return the day some months later, or earlier if `count` is negative."""
        return self._piecewise(day, lambda each: self.calendar.months(each, count))

    def _piecewise(self, day: Term, of: Callable[[int], int]) -> tuple[Term, Terms]:
        """Return `of` applied to a day, as a term made of linear pieces with slope 0 or 1.

        The term needs no constraints.
        """
        first, last = self.days
        pieces: list[tuple[int, int, int]] = []
        before = of(first)
        pieces.append((first, before, -1))
        for each in range(first + 1, last + 1):
            value = of(each)
            slope, before = value - before, value
            start, at_start, known = pieces[-1]
            if slope in {0, 1} and start == each - 1:
                pieces[-1] = (start, at_start, slope)
            elif slope != known:
                pieces.append((each, value, -1))
        found: Term = z3.IntVal(0)
        for start, value, slope in pieces:
            here = day - start + value if slope == 1 else z3.IntVal(value)
            found = here if start == first else z3.If(day >= start, here, found)
        return found, []


def _without_holidays(day: Term, count: int) -> Term:
    """Return the business day `count` business days after a day, if only weekends are off.

    Days are ordinals; day 1 is a Monday.
    """
    weekday = (day - 1) % 7
    if count > 0:
        friday = z3.If(weekday > 4, day - (weekday - 4), day)
        place = z3.If(weekday > 4, 4, weekday)
        return friday + count + 2 * ((place + count) / 5)
    monday = z3.If(weekday > 4, day + (7 - weekday), day)
    if count == 0:
        return monday
    place = z3.If(weekday > 4, 0, weekday)
    return monday + count - 2 * ((4 - place - count) / 5)
