"""Calendars agree with numpy, with pendulum, and with a clock read second by second."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

import holidays
import pendulum
import pytest
from hypothesis import given
from hypothesis import strategies as st
from profiles import scaled

from interview_rules.calendars.calendar import calendar_for

if TYPE_CHECKING:
    import numpy as np

SETTINGS: Final = scaled(300)

REGIMES: Final = [
    # Country, subdivision, years of one weekend, and numpy's mask from Monday to Sunday.
    (None, None, 1600, 2400, "1111100"),
    ("US", None, 1990, 2060, "1111100"),
    ("DE", "BY", 1995, 2060, "1111100"),
    ("JP", None, 1990, 2060, "1111100"),
    ("IL", None, 1990, 2060, "1111001"),
    ("SA", None, 1990, 2012, "1110011"),
    ("SA", None, 2014, 2060, "1111001"),
    ("AE", None, 1990, 2021, "1111001"),
    ("AE", None, 2022, 2060, "1111100"),
]
ZONES: Final = [
    "UTC",
    "Africa/Cairo",
    "Africa/Casablanca",
    "America/Havana",
    "America/New_York",
    "America/Sao_Paulo",
    "America/St_Johns",
    "America/Toronto",
    "Antarctica/Troll",
    "Asia/Beirut",
    "Asia/Kathmandu",
    "Asia/Tehran",
    "Australia/Lord_Howe",
    "Europe/Dublin",
    "Pacific/Apia",
    "Pacific/Kwajalein",
]
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


@cache
def numpy_calendar(
    country: str | None, subdivision: str | None, first: int, last: int, mask: str
) -> np.busdaycalendar:
    import numpy as np

    free: list[date] = []
    if country is not None:
        years = range(first, last + 1)
        free = sorted(holidays.country_holidays(country, subdiv=subdivision, years=years))
    return np.busdaycalendar(mask, np.array(free, dtype="datetime64[D]"))


@SETTINGS
@given(regime=st.sampled_from(REGIMES), data=st.data())
def test_business_days_are_numpys(
    regime: tuple[str | None, str | None, int, int, str], data: st.DataObject
) -> None:
    np = pytest.importorskip("numpy")
    country, subdivision, first, last, _ = regime
    # 300 business days are less than two years, and must stay within the same weekend rule.
    day = data.draw(st.dates(date(first + 2, 1, 1), date(last - 2, 12, 31)))
    n = data.draw(st.integers(-300, 300) | st.integers(-3, 3))
    roll = "backward" if n > 0 else "forward"
    busdays = numpy_calendar(*regime)
    expected = np.busday_offset(np.datetime64(day), n, roll=roll, busdaycal=busdays)
    calendar = calendar_for("UTC", country, subdivision)
    assert calendar.business(day.toordinal(), n) == expected.item().toordinal()
    assert calendar.is_business(day.toordinal()) == np.is_busday(
        np.datetime64(day), busdaycal=busdays
    )


@SETTINGS
@given(
    day=st.dates(date(1, 1, 1), date(9998, 12, 31)),
    n=st.integers(-30_000, 30_000) | st.integers(-40, 40),
)
def test_months_are_pendulums(day: date, n: int) -> None:
    months = day.year * 12 + day.month - 1 + n
    if not 12 <= months < 9999 * 12:
        return
    expected = pendulum.date(day.year, day.month, day.day).add(months=n)
    shifted = date.fromordinal(calendar_for().months(day.toordinal(), n))
    assert shifted == expected
    assert (shifted.year * 12 + shifted.month - 1) == months
    assert shifted.day <= day.day


@SETTINGS
@given(
    zone=st.sampled_from(ZONES),
    day=st.dates(date(1900, 1, 1), date(2150, 1, 1)),
    weeks=st.integers(-60, 60),
    days=st.integers(-400, 400),
)
def test_weeks_and_days_are_pendulums(zone: str, day: date, weeks: int, days: int) -> None:
    shifted = day.toordinal() + 7 * weeks + days
    later = pendulum.datetime(day.year, day.month, day.day, 12, tz=zone).add(weeks=weeks, days=days)
    calendar = calendar_for(zone)
    instant = int(later.timestamp())
    # If the day was skipped, pendulum continues with the next one.
    if later.date().toordinal() == shifted:
        assert calendar.day_of(instant) == shifted
        assert calendar.to_datetime(instant).isoformat() == later.isoformat()


@SETTINGS
@given(
    zone=st.sampled_from(ZONES),
    instant=st.integers(-62_000_000_000, 253_000_000_000)
    | st.integers(-3_000_000_000, 4_000_000_000),
)
def test_every_instant_is_on_one_day(zone: str, instant: int) -> None:
    calendar = calendar_for(zone)
    day = calendar.day_of(instant)
    starts = [calendar.starts[d] for d in range(day - 2, day + 3)]
    assert starts == sorted(starts)
    assert starts[2] <= instant < starts[3]
    shown = calendar.to_datetime(instant)
    assert shown.astimezone(UTC) == EPOCH + timedelta(seconds=instant)
    # The clock may show an older date again, but never a newer one than the day.
    assert shown.date().toordinal() in {day, day - 1}


def local_date(zone: ZoneInfo, instant: int) -> int:
    return (EPOCH + timedelta(seconds=instant)).astimezone(zone).toordinal()


def first_instant(zone: ZoneInfo, day: int) -> int:
    """Return the start of a day, found by reading a clock in ever finer steps.

    No clock was ever set back over midnight so soon after it that the first step would miss it.
    """
    noon = (day - EPOCH.toordinal()) * 86_400 + 43_200
    low = noon - 3 * 86_400
    for step in (900, 60, 1):
        while local_date(zone, low + step) < day:
            low += step
    return low + 1


@cache
def days_of_setting(name: str, first: int = 1900, last: int = 2045) -> list[int]:
    """Return the days between two years on which the clocks of a zone change."""
    zone = ZoneInfo(name)
    noons = [
        datetime.fromordinal(day).replace(hour=12, tzinfo=zone).utcoffset()
        for day in range(date(first, 1, 1).toordinal(), date(last, 1, 1).toordinal())
    ]
    start = date(first, 1, 1).toordinal()
    pairs = pairwise(noons)
    return [start + at for at, (one, next_one) in enumerate(pairs) if one != next_one]


@SETTINGS
@given(zone=st.sampled_from(ZONES[1:]), data=st.data())
def test_starts_are_what_a_clock_shows(zone: str, data: st.DataObject) -> None:
    day = data.draw(st.sampled_from(days_of_setting(zone))) + data.draw(st.integers(-1, 2))
    calendar = calendar_for(zone)
    expected = first_instant(ZoneInfo(zone), day)
    assert calendar.starts[day] == expected
    assert calendar.day_of(expected - 1) < day <= calendar.day_of(expected)


@pytest.mark.slow
@pytest.mark.parametrize("zone", ZONES)
def test_days_cover_all_instants(zone: str) -> None:
    calendar = calendar_for(zone)
    days = range(date(1850, 1, 1).toordinal(), date(2060, 1, 1).toordinal())
    starts = [calendar.starts[day] for day in days]
    lengths = {after - before for before, after in pairwise(starts)}
    assert min(lengths) >= 0
    assert max(lengths) <= 48 * 3600
