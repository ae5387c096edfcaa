"""Calendars: where days begin, and which of them people work on.

A day is the proleptic ordinal of `datetime.date.toordinal`, an instant the number of whole
seconds since 1970-01-01T00:00:00Z. A calendar turns one into the other in its time zone, and
counts months and business days. It knows the years 1 to 9998.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final, TypeVar, final

import pendulum

from interview_rules.calendars.regions import country_days, known_place, known_zone
from interview_rules.errors import CalendarError, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import tzinfo

    from interview_rules.positions import FieldPath

__all__ = ["CLOCK_UNITS", "NEVER", "Calendar", "Span", "calendar_for", "check_year"]

NEVER: Final = 1 << 60
"""Later than every instant and every day: the start, end and day of a moment nobody knows."""

CLOCK_UNITS: Final = {"minute": 60, "hour": 3600}
"""Units of durations on the clock, in seconds; all other units are counted in the calendar."""

Span = tuple[int, int, int]
"""A moment: first instant, end, and local day."""

_K = TypeVar("_K")
_V = TypeVar("_V")

YEARS_AHEAD: Final = 11
"""How many years past a moment a rule can count: ten, and the rest of one."""

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCH_DAY: Final = _EPOCH.toordinal()
_DAY_SECONDS: Final = 86_400
_HALF_A_DAY: Final = 43_200
_SECOND: Final = timedelta(seconds=1)
_FIRST_DAY: Final = date.min.toordinal()
_LAST_DAY: Final = date(9998, 12, 31).toordinal()
_WEEKDAYS: Final = frozenset(range(7))
_SATURDAY_SUNDAY: Final = (5, 6)


def calendar_for(
    zone: str = "UTC",
    country: str | None = None,
    subdivision: str | None = None,
    holidays: Iterable[date] | None = None,
    weekend: Iterable[int] | None = None,
) -> Calendar:
    """The calendar of an IANA time zone and, for business days, of a country.

    The country is its ISO 3166 code (`DE`), the subdivision the code of a part of it (`BY` or
    `DE-BY`). Your own `holidays` stand instead of the country's, whose weekends still count;
    your own `weekend` (Monday is 0) stands instead of the country's weekends. With either of
    them, the Saturdays and Sundays on which a country makes up for a bridge day are not
    worked. Without a country, Saturdays and Sundays are free.

    The same arguments give the same calendar. Raises CalendarError for a zone, country or
    subdivision nobody knows, and for holidays and weekends that are none.
    """
    own = None if holidays is None else tuple(holidays)
    free = None if weekend is None else tuple(weekend)
    return _calendar(zone, country, subdivision, own, free)


@lru_cache(maxsize=256)
def _calendar(
    zone: str,
    country: str | None,
    subdivision: str | None,
    holidays: tuple[date, ...] | None,
    weekend: tuple[int, ...] | None,
) -> Calendar:
    zone = known_zone(zone)
    if country is not None:
        subdivision = known_place(country, subdivision)
    elif subdivision is not None:
        raise CalendarError(
            [Problem("subdivision", "a subdivision without its country", "name the country too")]
        )
    if holidays is not None and not all(isinstance(day, date) for day in holidays):
        raise CalendarError([Problem("holidays", "a holiday must be a date")])
    if weekend is not None and not _WEEKDAYS.issuperset(weekend):
        hint = "Monday is 0, Sunday is 6"
        raise CalendarError([Problem("weekend", "a day of the week is a number 0 to 6", hint)])
    if weekend is not None and _WEEKDAYS.issubset(weekend):
        raise CalendarError([Problem("weekend", "a week without a working day")])
    return Calendar(zone, country, subdivision, holidays, weekend)


def _outside(what: str) -> CalendarError:
    return CalendarError([Problem("", f"{what} is outside the years 1 to 9998")])


class _Computed(dict[_K, _V]):
    """A dict that computes what it lacks, and starts afresh when it has grown to its limit.

    Every thread computes the same value for a key, so it does not matter whose is kept.
    """

    __slots__ = ("_compute", "_limit")

    def __init__(self, compute: Callable[[_K], _V], limit: int) -> None:
        super().__init__()
        self._compute = compute
        self._limit = limit

    def __missing__(self, key: _K) -> _V:
        value = self._compute(key)
        if len(self) >= self._limit:
            self.clear()
        self[key] = value
        return value


@lru_cache(maxsize=65_536)
def _months_later(day: int, n: int) -> int:
    try:
        shifted = pendulum.Date.fromordinal(day).add(months=n).toordinal()
    except (ValueError, OverflowError):
        raise _outside("a day so many months away") from None
    if shifted > _LAST_DAY:
        raise _outside("a day so many months away")
    return shifted


@final
class Calendar:
    """The days of one time zone and the business days of one country; see `calendar_for`.

    `starts[day]` is the first instant of a local day: the first one whose local date is that
    day or a later one. A midnight that comes twice counts when it comes first, one that the
    clocks jump over counts when they jump, and a day they jump over altogether is as long as
    nothing. Reading it raises CalendarError for a day outside the years 1 to 9998 (the first day
    of 9999 it still has, as the end of the last one); the day NEVER starts at NEVER.
    `clock[instant]` is `to_datetime(instant)`, remembered. `known_years` are the first and the
    last year whose business days are known.
    """

    __slots__ = (
        "_business",
        "_given",
        "_offset",
        "_open",
        "clock",
        "country",
        "known_years",
        "starts",
        "subdivision",
        "tzinfo",
        "zone",
    )

    def __init__(
        self,
        zone: str,
        country: str | None,
        subdivision: str | None,
        holidays: tuple[date, ...] | None,
        weekend: tuple[int, ...] | None,
    ) -> None:
        self.zone: Final = zone
        self.country: Final = country
        self.subdivision: Final = subdivision
        self.tzinfo: Final[tzinfo] = pendulum.timezone(zone)
        self.starts: Final[dict[int, int]] = _Computed(self._start, 100_000)
        self.clock: Final[dict[int, datetime]] = _Computed(self.to_datetime, 10_000)
        self._given = (holidays, weekend)
        entity = country_days(country, subdivision) if country and holidays is None else None
        last = date.fromordinal(_LAST_DAY).year
        years = (1, last) if entity is None else (entity.start_year, entity.end_year)
        self.known_years: Final = years
        self._open: dict[int, tuple[int, ...]] = _Computed(self._open_days, 1_000)
        self._business: dict[tuple[int, int], int] = _Computed(self._business_day, 100_000)
        # Where `day_of` starts to look: a few hours off in other years does no harm.
        self._offset = self._offset_at(1_767_225_600)

    def __repr__(self) -> str:
        place = "-".join(filter(None, (self.country, self.subdivision)))
        return f"<Calendar {self.zone} {place}>" if place else f"<Calendar {self.zone}>"

    def __reduce__(self) -> tuple[Callable[..., Calendar], tuple[object, ...]]:
        return (calendar_for, (self.zone, self.country, self.subdivision, *self._given))

    def day_of(self, instant: int) -> int:
        """The local day of an instant: the one that has started and whose next has not.

        It is the date on the clock, except where clocks fall back across midnight: the hour
        that shows the old date again belongs to the new day, so that days never interleave.
        Raises CalendarError outside the years 1 to 9998.
        """
        day = (instant + self._offset) // _DAY_SECONDS + _EPOCH_DAY
        if not _FIRST_DAY <= day <= _LAST_DAY:
            # Only near the ends can the guess be wrong here; the loops below find that out.
            day = min(max(day, _FIRST_DAY), _LAST_DAY)
        starts = self.starts
        while starts[day] > instant:
            day -= 1
        while starts[day + 1] <= instant:
            day += 1
        return day

    def to_datetime(self, instant: int) -> datetime:
        """What clock and calendar show at an instant, in this zone and with its offset.

        Raises CalendarError outside the years 1 to 9998.
        """
        self.day_of(instant)
        try:
            return (_EPOCH + timedelta(seconds=instant)).astimezone(self.tzinfo)
        except OverflowError:
            # East of Greenwich the year 1 begins in a year 0, which UTC cannot be written in.
            first = datetime(1, 1, 1, tzinfo=self.tzinfo)
            return first + timedelta(seconds=instant - self.starts[_FIRST_DAY])

    def months(self, day: int, n: int) -> int:
        """The same day of the month, n calendar months later, or earlier if n is negative.

        A month too short for it ends on its last day: a month after 31 January is the end of
        February. Raises CalendarError outside the years 1 to 9998.
        """
        return _months_later(day, n)

    def business(self, day: int, n: int) -> int:
        """The n-th business day after a day, or before it if n is negative.

        The day itself is never counted, free or not: one business day after a Saturday is
        Monday. A day that a place skipped is nobody's business day. None at all (n = 0) is the day itself or, if it is free, the last business day
        before it. Raises CalendarError for years whose holidays are not known.
        """
        return self._business[day, n]

    def shifted(self, span: Span, amount: int, unit: str) -> Span:
        """A known moment moved by so many units, as the rule language means it."""
        if unit in CLOCK_UNITS:
            seconds = amount * CLOCK_UNITS[unit]
            start, end = span[0] + seconds, span[1] + seconds
            return start, end, self.day_of(start)
        if unit == "month":
            day = self.months(span[2], amount)
        elif unit == "business day":
            day = self.business(span[2], amount)
        else:
            day = span[2] + amount * (7 if unit == "week" else 1)
        return self.starts[day], self.starts[day + 1], day

    def is_business(self, day: int) -> bool:
        """Whether people work on a day; CalendarError if its holidays are not known."""
        if not _FIRST_DAY <= day <= _LAST_DAY:
            raise _outside("a day")
        days = self._open[date.fromordinal(day).year]
        at = bisect_left(days, day)
        return at < len(days) and days[at] == day

    def _offset_at(self, instant: int) -> int:
        offset = (_EPOCH + timedelta(seconds=instant)).astimezone(self.tzinfo).utcoffset()
        return (offset or timedelta()) // _SECOND

    def _start(self, day: int) -> int:
        if NEVER <= day <= NEVER + 1:
            return NEVER
        if not _FIRST_DAY <= day <= _LAST_DAY + 1:
            raise _outside("a day")
        midnight = datetime.fromordinal(day)
        before, after = (
            (self.tzinfo.utcoffset(midnight.replace(fold=fold)) or timedelta()) // _SECOND
            for fold in (0, 1)
        )
        wall = (day - _EPOCH_DAY) * _DAY_SECONDS
        if after <= before:
            return wall - before
        # No clock shows this midnight: find the instant that takes them past it.
        around = range(wall - after, wall - before)
        return around.start + bisect_left(
            around, x=True, key=lambda instant: instant + self._offset_at(instant) >= wall
        )

    def _business_day(self, key: tuple[int, int]) -> int:
        day, n = key
        # n business days are at least n days: what cannot be reached is not walked to.
        if not (_FIRST_DAY <= day <= _LAST_DAY and _FIRST_DAY <= day + n <= _LAST_DAY):
            raise _outside("a business day")
        year = date.fromordinal(day).year
        days = self._open[year]
        if n > 0:
            at = bisect_right(days, day) + n - 1
            while at >= len(days):
                at -= len(days)
                year += 1
                days = self._open[year]
        else:
            at = bisect_left(days, day) + n if n else bisect_right(days, day) - 1
            while at < 0:
                year -= 1
                days = self._open[year]
                at += len(days)
        return days[at]

    def _open_days(self, year: int) -> tuple[int, ...]:
        """The business days of a year, in their order."""
        if not 1 <= year <= date.fromordinal(_LAST_DAY).year:
            raise _outside("a business day")
        holidays, weekend = self._given
        span = range(date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal())
        starts = self.starts
        lost = len(span) * _DAY_SECONDS - (starts[span.stop] - starts[span.start])
        # A place that crosses the date line westwards skips a day, which nobody works on.
        skipped = {d for d in span if starts[d] == starts[d + 1]} if lost > _HALF_A_DAY else set()
        days = [date.fromordinal(day) for day in span if day not in skipped]
        # An entity made for this year alone is shared with no thread and no other year.
        entity = country_days(self.country, self.subdivision, year) if self.country else None
        if entity is not None and holidays is None:
            if not entity.start_year <= year <= entity.end_year:
                known = f"known for {entity.start_year} to {entity.end_year}"
                message = f"the holidays of {self.country} are {known}, not for {year}"
                raise CalendarError([Problem("country", message, "bring your own holidays")])
            if weekend is None:
                return tuple(day.toordinal() for day in days if entity.is_working_day(day))
        if weekend is not None or entity is None:
            free = _SATURDAY_SUNDAY if weekend is None else weekend
            days = [day for day in days if day.weekday() not in free]
        else:
            days = [day for day in days if not entity.is_weekend(day)]
        closed = {day.toordinal() for day in (entity or () if holidays is None else holidays)}
        return tuple(day.toordinal() for day in days if day.toordinal() not in closed)


def check_year(year: int, calendar: Calendar, where: FieldPath | str = "country") -> None:
    """Raise CalendarError for a year from which business days cannot be counted as far as rules may."""
    first, last = calendar.known_years
    if not first < year <= last - YEARS_AHEAD:
        message = (
            f"the holidays of {calendar.country} are known for {first} to {last}, which is not"
            f" enough to count from {year}"
        )
        raise CalendarError([Problem(where, message, "give free_days of your own")])
