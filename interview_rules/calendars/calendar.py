"""Calendars: the starts of days in a time zone, and the business days of a country.

A day is a number as returned by `datetime.date.toordinal`; an instant is the number of whole
seconds since 1970-01-01T00:00:00Z. A calendar converts between the two in its time zone, and
counts months and business days. It covers the years 1 to 9998.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar, Final, TypeVar, final
from weakref import ref

import pendulum

from interview_rules.calendars.regions import country_days, known_place, known_zone
from interview_rules.errors import CalendarError, Problem, shown
from interview_rules.positions import FieldPath

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import tzinfo

__all__ = ["CLOCK_UNITS", "NEVER", "Calendar", "Span", "calendar_for", "check_year"]

NEVER: Final = 1 << 60
"""Sentinel for an unknown moment; sorts after every instant and day."""

Span = tuple[int, int, int]
"""A moment as (start, end, local day). The end is exclusive; that of an instant is its start."""

_K = TypeVar("_K")
_V = TypeVar("_V")

YEARS_AHEAD: Final = 11
"""Years after a moment's own whose holidays must be known; shifts in a row can reach further."""

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCH_DAY: Final = _EPOCH.toordinal()
_DAY_SECONDS: Final = 86_400
_HALF_A_DAY: Final = 43_200
CLOCK_UNITS: Final = {"minute": 60, "hour": 3600}
"""Seconds in each unit of time that does not depend on the calendar."""
_SECOND: Final = timedelta(seconds=1)
_FIRST_DAY: Final = date.min.toordinal()
_LAST_DAY: Final = date(9998, 12, 31).toordinal()
_WEEKDAYS: Final = frozenset(range(7))
_SATURDAY_SUNDAY: Final = (5, 6)

WEEKDAY, WEEKDAY_HINT = (
    "a weekday must be a number from 0 to 6",
    "write 0 for Monday to 6 for Sunday",
)
"""Message and hint for an invalid weekday."""
INVALID = "invalid-value"
"""The code of problems with a value."""


def calendar_for(
    zone: str = "UTC",
    country: str | None = None,
    subdivision: str | None = None,
    holidays: Iterable[date] | None = None,
    weekend: Iterable[int] | None = None,
) -> Calendar:
    """Return the calendar of an IANA time zone and, for business days, of a country.

    `country` is an ISO 3166 code (`DE`), `subdivision` the code of a part of it (`BY` or `DE-BY`).
    `holidays` replace those of the country, whose weekends still count; `weekend` (Monday is 0)
    replaces its weekends. With either of them, make-up working days (a Saturday or Sunday worked in
    exchange for another free day) are ignored. Without a country, the weekend is Saturday and
    Sunday, unless `weekend` is given.

    Equal arguments usually return the same object. Raises CalendarError for an unknown zone,
    country or subdivision, a subdivision without a country, and invalid holidays or weekends.
    """
    own = None if holidays is None else tuple(holidays)
    free = None if weekend is None else tuple(weekend)
    try:
        return _calendar(zone, country, subdivision, own, free)
    except TypeError:  # something cannot be hashed, so it is invalid
        return _calendar.__wrapped__(zone, country, subdivision, own, free)


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
        message = f"the subdivision {shown(subdivision)} requires a country"
        raise _refused("subdivision", message, "add its country, such as DE")
    for place, each in enumerate(holidays or ()):
        if not isinstance(each, date):
            message = f"a holiday must be a date, not {shown(each)}"
            raise _refused(FieldPath("holidays", place), message, "pass a datetime.date")
    for place, number in enumerate(weekend or ()):
        if type(number) is not int or number not in _WEEKDAYS:
            message = f"{WEEKDAY}, not {shown(number)}"
            raise _refused(FieldPath("weekend", place), message, WEEKDAY_HINT)
    if weekend is not None and _WEEKDAYS.issubset(weekend):
        message = "the weekend covers the whole week"
        raise _refused("weekend", message, "leave out at least one day")
    return Calendar(zone, country, subdivision, holidays, weekend)


def _refused(where: FieldPath | str, message: str, hint: str, code: str = INVALID) -> CalendarError:
    return CalendarError([Problem(where, message, hint, code)])


def _outside(what: str) -> CalendarError:
    return _refused("", f"{what} is outside the years 1 to 9998", "", "out-of-range")


REMEMBERED = 1_000_000
"""Maximum number of values cached by all calendars of a process: about a hundred megabytes."""


class _Computed(dict[_K, _V]):
    """A dict that computes missing values, and is cleared once it holds `limit` values.

    All instances also share the limit `REMEMBERED`; the instance that exceeds it clears them all.
    Threads compute equal values for a key, so it does not matter which value is kept.
    """

    __slots__ = ("__weakref__", "_compute", "_limit")
    _all: ClassVar[dict[int, ref[_Computed[Any, Any]]]] = {}
    _added: ClassVar[int] = 0

    def __init__(self, compute: Callable[[_K], _V], limit: int) -> None:
        super().__init__()
        self._compute = compute
        self._limit = limit
        key = id(self)
        _Computed._all[key] = ref(self, lambda _gone: _Computed._all.pop(key, None))

    def __missing__(self, key: _K) -> _V:
        value = self._compute(key)
        if len(self) >= self._limit:
            self.clear()
        _Computed._added += 1
        if _Computed._added > REMEMBERED:
            _Computed._clear_all()
        self[key] = value
        return value

    @classmethod
    def _clear_all(cls) -> None:
        cls._added = 0
        for each in list(cls._all.values()):
            found = each()
            if found is not None:
                found.clear()


@lru_cache(maxsize=65_536)
def _months_later(day: int, n: int) -> int:
    try:
        shifted = pendulum.Date.fromordinal(day).add(months=n).toordinal()
    except (ValueError, OverflowError):
        raise _outside("the resulting day") from None
    if shifted > _LAST_DAY:
        raise _outside("the resulting day")
    return shifted


@final
class Calendar:
    """The days of one time zone and the business days of one country; see `calendar_for`.

    `starts[day]` is the first instant whose local date is that day or a later one. If midnight
    occurs twice, the day starts at the first; if clocks skip midnight, it starts when they jump;
    a day that is skipped altogether has length zero. The day NEVER starts at NEVER. Days outside
    the years 1 to 9998 raise CalendarError, but `starts` also has the first day of 9999, whose
    start ends the last valid day. `clock[instant]` caches `to_datetime(instant)`. `known_years`
    holds the first and the last year whose business days are known.
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
        # The offset in 2026, for the first guess of `day_of`; an error of some hours does no harm.
        self._offset = self._offset_at(1_767_225_600)

    def __repr__(self) -> str:
        place = "-".join(filter(None, (self.country, self.subdivision)))
        return f"<Calendar {self.zone} {place}>" if place else f"<Calendar {self.zone}>"

    def __reduce__(self) -> tuple[Callable[..., Calendar], tuple[object, ...]]:
        return (calendar_for, (self.zone, self.country, self.subdivision, *self._given))

    def day_of(self, instant: int) -> int:
        """Return the local day of an instant.

        This is the date on the clock, except when clocks fall back across midnight: the hour
        that repeats the old date belongs to the new day, so that days never interleave.
        Raises CalendarError outside the years 1 to 9998.
        """
        day = (instant + self._offset) // _DAY_SECONDS + _EPOCH_DAY
        if not _FIRST_DAY <= day <= _LAST_DAY:
            # Only near the first and the last day is the guess out of range; the loops correct it.
            day = min(max(day, _FIRST_DAY), _LAST_DAY)
        starts = self.starts
        while starts[day] > instant:
            day -= 1
        while starts[day + 1] <= instant:
            day += 1
        return day

    def to_datetime(self, instant: int) -> datetime:
        """Return the aware local datetime of an instant.

        Raises CalendarError outside the years 1 to 9998.
        """
        self.day_of(instant)
        try:
            return (_EPOCH + timedelta(seconds=instant)).astimezone(self.tzinfo)
        except OverflowError:
            # East of Greenwich, the year 1 starts in the year 0 of UTC, which datetime lacks.
            first = datetime(1, 1, 1, tzinfo=self.tzinfo)
            return first + timedelta(seconds=instant - self.starts[_FIRST_DAY])

    def months(self, day: int, n: int) -> int:
        """Return the same day of the month, n calendar months later, or earlier if n is negative.

        If the month is too short, return its last day: one month after 31 January is the end of
        February. Raises CalendarError outside the years 1 to 9998.
        """
        return _months_later(day, n)

    def business(self, day: int, n: int) -> int:
        """Return the n-th business day after a day, or before it if n is negative.

        The day itself is never counted: one business day after a Saturday is Monday. A day that the
        time zone skipped is not a business day. For n = 0, return the day itself or, if it is not a
        business day, the next business day. Raises CalendarError for years with unknown holidays
        and outside the years 1 to 9998.
        """
        return self._business[day, n]

    def shifted(self, span: Span, amount: int, unit: str) -> Span:
        """Return a known moment shifted by a number of units, such as 3 business days.

        A shift by minutes or hours moves its start and end; a shift by days, weeks, months or
        business days makes it a whole day. A negative amount shifts it back. Raises CalendarError
        as `business` does.
        """
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
        """Return True for a business day. Raises CalendarError as `business` does."""
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
        # Clocks skip this midnight: find the instant of the jump.
        around = range(wall - after, wall - before)
        return around.start + bisect_left(
            around, x=True, key=lambda instant: instant + self._offset_at(instant) >= wall
        )

    def _business_day(self, key: tuple[int, int]) -> int:
        day, n = key
        # n business days span at least n days, so an unreachable result is rejected right away.
        if not (_FIRST_DAY <= day <= _LAST_DAY and _FIRST_DAY <= day + n <= _LAST_DAY):
            raise _outside("a business day")
        year = date.fromordinal(day).year
        days = self._open[year]
        if n >= 0:
            at = bisect_right(days, day) + n - 1 if n else bisect_left(days, day)
            while at >= len(days):
                at -= len(days)
                year += 1
                days = self._open[year]
        else:
            at = bisect_left(days, day) + n
            while at < 0:
                year -= 1
                days = self._open[year]
                at += len(days)
        return days[at]

    def _open_days(self, year: int) -> tuple[int, ...]:
        """Return the business days of a year in ascending order."""
        if not 1 <= year <= date.fromordinal(_LAST_DAY).year:
            raise _outside("a business day")
        holidays, weekend = self._given
        span = range(date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal())
        starts = self.starts
        lost = len(span) * _DAY_SECONDS - (starts[span.stop] - starts[span.start])
        # A zone that moves west of the date line skips a day, which cannot be a business day.
        skipped = {d for d in span if starts[d] == starts[d + 1]} if lost > _HALF_A_DAY else set()
        days = [date.fromordinal(day) for day in span if day not in skipped]
        # Loaded for this year alone, and so not shared with other threads or years.
        entity = country_days(self.country, self.subdivision, year) if self.country else None
        if entity is not None and holidays is None:
            if not entity.start_year <= year <= entity.end_year:
                known = f"known only for {entity.start_year} to {entity.end_year}"
                message = f"the holidays of {self.country} are {known}, not for {year}"
                hint = "list the days off in free_days, or pass holidays to calendar_for"
                raise _refused("country", message, hint, "no-holidays")
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
    """Raise CalendarError unless holidays are known from `year` - 1 to `year` + `YEARS_AHEAD`."""
    first, last = calendar.known_years
    if not first < year <= last - YEARS_AHEAD:
        message = (
            f"business days from {year} cannot be counted: that needs the holidays of"
            f" {calendar.country} for {year - 1} to {year + YEARS_AHEAD}, and only those for"
            f" {first} to {last} are known"
        )
        hint = "list the days off in free_days"
        raise _refused(where, message, hint, "no-holidays")
