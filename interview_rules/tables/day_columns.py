"""Instants, days and calendars as expressions over the columns of a table.

Instants are naive datetimes in UTC; days are dates. The offset between instants and local days
depends on the place and the season. It comes from the library's own calendars, not from the time
zone database of the engine. Shifts by business days and months are computed for every day that the
table can contain. Polars looks them up in a list; for other engines, they are encoded as the usual
distance for each weekday plus exceptions.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import chain
from typing import TYPE_CHECKING

import narwhals as nw
import polars as pl

from interview_rules.errors import CalendarError, Problem
from interview_rules.tables.expressions import any_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from interview_rules.calendars.calendar import Calendar
    from interview_rules.tables.regions import Places

__all__ = ["Days", "day_literal", "instant_literal", "naive"]

_EPOCH_DAY = date(1970, 1, 1).toordinal()
_DAY = 86_400
_INSTANT = nw.Datetime("us")
_LAST_KEY = date(9900, 1, 1).toordinal()

Offsets = list[tuple[int, int, int]]
"""Intervals as (begin, end, offset): instants or days from `begin` up to, but not including, `end`,
and how many seconds ahead of UTC local time is there."""


def day_literal(day: int) -> nw.Expr:
    """Return a day as a literal."""
    return nw.lit(date.fromordinal(day), nw.Date)


def instant_literal(instant: int) -> nw.Expr:
    """Return an instant as a literal."""
    return nw.lit(naive(instant), _INSTANT)


def naive(instant: int) -> datetime:
    """Return an instant as a naive datetime in UTC."""
    return datetime.fromtimestamp(instant, UTC).replace(tzinfo=None)


def _ahead(seconds: int) -> nw.Expr:
    return nw.lit(timedelta(seconds=seconds))


def _behind(seconds: int) -> nw.Expr:
    return nw.lit(timedelta(seconds=-seconds))


class Days:
    """Converts between days and instants, and shifts days, in the calendars of a table's places.

    Conversions are valid only within the range of days given to the constructor.
    """

    def __init__(self, places: Places, first: int, last: int, *, numbered: bool) -> None:
        """Prepare for days from `first` to `last`, the earliest and latest day of any moment.

        `numbered` is True if Polars computes the table. It can cast dates to integers and back,
        which is several times faster than adding durations.
        """
        self._places = places
        self.numbered = numbered
        # The margin covers local days that differ from UTC days, and the ends of days.
        self.first, self.last = first - 2, last + 3
        self._of_instants: list[Offsets] | None = None
        self._of_days: list[Offsets] | None = None
        calendars = places.calendars
        self.skipped = any(_skips(each, self.first, self.last) for each in calendars)
        """True if any place skips one of the days."""

    def _distance(self, days: int) -> nw.Expr:
        return nw.lit(days, nw.Int32) if self.numbered else nw.lit(timedelta(days=days))

    def plus(self, day: nw.Expr, distance: nw.Expr) -> nw.Expr:
        """Return a day shifted by a number of days."""
        number = day.cast(nw.Int32) if self.numbered else day
        return (number + distance).cast(nw.Date)

    def range_of(self, first: int, last: int, amount: int, unit: str) -> tuple[int, int]:
        """Return the first and the last day that result from shifting each day of a range.

        The range is from `first` to `last`, both included. Raises CalendarError if the business
        days of a place are unknown.
        """
        if unit in {"day", "week"}:
            more = amount * (7 if unit == "week" else 1)
            return first + more, last + more
        moves = [c.months if unit == "month" else c.business for c in self._places.calendars]
        return min(m(first, amount) for m in moves), max(m(last, amount) for m in moves)

    def local(self, instant: nw.Expr) -> nw.Expr:
        """Return the local time of an instant.

        Around a clock change, it may differ from the time on the clock, but its day is always that
        of `Calendar.day_of`.
        """
        if self._of_instants is None:
            calendars = self._places.calendars
            self._of_instants = [_by_instant(c, self.first, self.last) for c in calendars]
        return self._moved(instant, instant, self._of_instants, 1, instant_literal)

    def start_of(self, day: nw.Expr, later: int = 0) -> nw.Expr:
        """Return the first instant of a day, or of the day that is `later` days after it."""
        if self._of_days is None:
            calendars = self._places.calendars
            self._of_days = [_by_day(c, self.first, self.last) for c in calendars]
        if later:
            day = self.plus(day, self._distance(later))
        return self._moved(day.cast(_INSTANT), day, self._of_days, -1, day_literal)

    def _moved(
        self,
        start: nw.Expr,
        compared: nw.Expr,
        offsets: list[Offsets],
        sign: int,
        literal: Callable[[int], nw.Expr],
    ) -> nw.Expr:
        """Return `start` shifted by the offset of the interval that contains `compared`.

        `offsets` holds the intervals of each place; `literal` turns their bounds into expressions.
        The offset of the first interval is corrected at the beginning of each later one.
        """
        ahead = _ahead if sign > 0 else _behind
        found = start + self._places.chosen([each[0][2] for each in offsets], ahead)
        # Places that have fewer intervals share an end without a correction.
        end = (max(each[-1][1] for each in offsets), 0)
        for step in range(1, max(map(len, offsets))):
            changes = [
                (each[step][0], each[step][2] - each[step - 1][2]) if step < len(each) else end
                for each in offsets
            ]
            begins, more = zip(*changes, strict=True)
            changed = compared >= self._places.chosen(begins, literal)
            correction = self._places.chosen(more, ahead)
            found = found + nw.when(changed).then(correction).otherwise(_ahead(0))
        return found

    def shifted(self, day: nw.Expr, amount: int, unit: str, first: int, last: int) -> nw.Expr:
        """Return a day shifted by calendar units, valid for days from `first` to `last`.

        Raises CalendarError if the business days of a place are unknown.
        """
        if unit in {"day", "week"}:
            return self.plus(day, self._distance(amount * (7 if unit == "week" else 1)))
        places: dict[tuple[int, ...], list[int]] = {}
        for number, distances in enumerate(self._distances(amount, unit, first, last)):
            places.setdefault(distances, []).append(number)
        return self._further(day, first, places)

    def distances(
        self, day: nw.Expr, amount: int, unit: str, first: int, last: int
    ) -> tuple[nw.Expr, pl.Series]:
        """Return how far a shift by business days or months moves days from `first` to `last`.

        The second result holds the distances for all days and regions, the first tells for each
        row which of them is its own; null days have any. Raises CalendarError like `shifted`.
        """
        distances = self._distances(amount, unit, first, last)
        regions = dict(zip(self._regions(), distances, strict=True))
        number = day.cast(nw.Int32) - (first - _EPOCH_DAY)
        if unit == "month":
            regions = dict(list(regions.items())[:1])
        elif len(regions) > 1:
            # The same numbers of regions for all shifts, so that they are found once.
            numbers = {region: place for place, region in enumerate(regions)}
            of_place = [numbers[each] for each in self._regions()]
            number = number + self._places.chosen(of_place, self._distance) * (last - first + 1)
        together = pl.Series(list(chain.from_iterable(regions.values())), dtype=pl.Int32)
        return number.fill_null(0), together

    def _regions(self) -> list[tuple[str | None, ...]]:
        """Return, for each place, what its business days depend on."""
        # A day that a zone skipped is not a business day there, but can be one in other zones.
        return [
            (each.country, each.subdivision, each.zone if self.skipped else None)
            for each in self._places.calendars
        ]

    def _distances(self, amount: int, unit: str, first: int, last: int) -> list[tuple[int, ...]]:
        """Return, for each place, how far a shift moves each day from `first` to `last`."""
        problems: list[Problem] = []
        known: dict[object, tuple[int, ...]] = {}
        found = []
        for calendar, region in zip(self._places.calendars, self._regions(), strict=True):
            move = calendar.months if unit == "month" else calendar.business
            key = unit == "month" or region
            try:
                if key not in known:
                    known[key] = tuple([move(day, amount) - day for day in range(first, last + 1)])
            except CalendarError as error:
                problems += [problem for problem in error.problems if problem not in problems]
                continue
            found.append(known[key])
        if problems:
            raise CalendarError(problems)
        return found

    def _further(
        self, day: nw.Expr, first: int, distances: dict[tuple[int, ...], list[int]]
    ) -> nw.Expr:
        """Return a day shifted by the distance for its weekday or, if it is an exception, its own.

        `distances` maps distances, one per day from `first` on, to the numbers of the places where
        they apply.
        """
        block = len(next(iter(distances)))
        usual: dict[tuple[int, ...], list[int]] = {}
        # The days of each set of places are moved to a block of dates of their own, so that
        # one lookup finds the exceptions of all places.
        blocks: list[int] = [0] * len(self._places.all)
        unusual: dict[int, list[date]] = {}
        for number, (each, numbers) in enumerate(distances.items()):
            by_weekday: list[Counter[int]] = [Counter() for _ in range(7)]
            for place, distance in enumerate(each):
                by_weekday[(first + place - 1) % 7][distance] += 1
            pattern = tuple(c.most_common(1)[0][0] if c else 0 for c in by_weekday)
            usual.setdefault(pattern, []).extend(numbers)
            for of_place in numbers:
                blocks[of_place] = number * block
            if first + (number + 1) * block > _LAST_KEY:
                message = "the dates in the table are too far apart for so many countries"
                hint = "split the table, or correct dates that are too early or too late"
                raise CalendarError([Problem("", message, hint, "out-of-range")])
            for place, distance in enumerate(each):
                if distance != pattern[(first + place - 1) % 7]:
                    moved = date.fromordinal(first + place + number * block)
                    unusual.setdefault(distance, []).append(moved)
        weekday = day.dt.weekday()
        by_distance: dict[int, list[nw.Expr]] = {}
        for pattern, numbers in usual.items():
            here = self._places.among(numbers)
            for distance in dict.fromkeys(pattern):
                days = [n + 1 for n, each in enumerate(pattern) if each == distance]
                if 7 in days:
                    days.append(0)  # Sunday on Spark
                by_distance.setdefault(distance, []).append(here & weekday.is_in(days))
        chosen = [
            nw.when(any_of(tests)).then(self._distance(distance))
            for distance, tests in by_distance.items()
        ]
        if unusual:
            key = day
            if len(distances) > 1:
                key = self.plus(day, self._places.chosen(blocks, self._distance))
            chosen = [
                nw.when(key.is_in(found)).then(self._distance(distance))
                for distance, found in unusual.items()
            ] + chosen
        return self.plus(day, nw.coalesce(*chosen) if len(chosen) > 1 else chosen[0])


def _skips(calendar: Calendar, first: int, last: int) -> bool:
    starts = calendar.starts
    return any(starts[day] == starts[day + 1] for day in range(first, last))


def _by_day(calendar: Calendar, first: int, last: int) -> Offsets:
    """Return intervals of days, each with the seconds by which local days start before UTC days."""
    found: Offsets = []
    for day in range(first, last + 1):
        offset = (day - _EPOCH_DAY) * _DAY - calendar.starts[day]
        if found and found[-1][2] == offset:
            found[-1] = (found[-1][0], day + 1, offset)
        else:
            found.append((day, day + 1, offset))
    return found


def _by_instant(calendar: Calendar, first: int, last: int) -> Offsets:
    """Return intervals of instants, each with an offset that gives the right local day.

    On the day of a clock change, the new offset applies from the start if the day has 23 hours, or
    from the second hour if it has 25, so that its last hour belongs to the right day too.
    """
    found: Offsets = []
    starts = calendar.starts
    for begin, end, offset in _by_day(calendar, first, last):
        stop = max(starts[end - 1], starts[end] - _DAY)
        start = found[-1][1] if found else starts[begin]
        found.append((start, stop, offset))
    begin, _end, offset = found[-1]
    found[-1] = (begin, starts[last + 1], offset)
    return found
