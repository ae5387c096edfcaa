"""OneCalendar agrees with real calendars, and the assumptions of AnyCalendar hold in all."""

from __future__ import annotations

from datetime import date
from functools import cache
from itertools import pairwise

import pytest
from fact_rows import CORNERS, PLACE_CALENDARS

pytest.importorskip("z3")

from interview_rules.authoring.prove.solver import z3
from interview_rules.authoring.prove.time_models import AnyCalendar, OneCalendar

FIRST, LAST = date(2026, 11, 16), date(2027, 3, 1)
COUNTS = (-7, -5, -1, 0, 1, 2, 3, 5, 8, 21)


@cache
def exact(country: str | None) -> OneCalendar:
    return OneCalendar(FIRST, LAST, country)


def at(term, variable, day: int) -> int:
    return z3.simplify(z3.substitute(term, (variable, z3.IntVal(day)))).as_long()


@pytest.mark.parametrize("country", [None, "DE", "US", "AE"])
@pytest.mark.parametrize("count", COUNTS)
def test_business_days_are_those_of_the_calendar(country, count):
    day, place = z3.Int("day"), exact(country)
    term, more = place.business(day, count)
    assert not more
    for each in range(place.days[0], place.days[1] + 1):
        assert at(term, day, each) == place.calendar.business(each, count), date.fromordinal(each)


@pytest.mark.parametrize("count", [-13, -1, 0, 1, 2, 12])
def test_months_are_those_of_the_calendar(count):
    day, place = z3.Int("day"), exact(None)
    term, _more = place.months(day, count)
    for each in range(place.days[0], place.days[1] + 1):
        assert at(term, day, each) == place.calendar.months(each, count), date.fromordinal(each)


@pytest.mark.parametrize("calendar", PLACE_CALENDARS, ids=lambda calendar: calendar.zone)
def test_the_assumptions_of_any_calendar_hold(calendar):
    days = sorted({calendar.day_of(corner) + step for corner in CORNERS for step in range(-3, 4)})
    starts = calendar.starts
    for day in days:
        length = starts[day + 1] - starts[day]
        assert 0 <= length < AnyCalendar.room
        assert length or starts[day + 2] > starts[day + 1], "two days in a row are never skipped"
        for count in COUNTS:
            business = calendar.business(day, count)
            assert business >= day + count if count >= 0 else business <= day + count
            month = calendar.months(day, count)
            assert min(28 * count, 31 * count) <= month - day <= max(28 * count, 31 * count)
    for one, other in pairwise(days):
        passed = starts[other] - starts[one]
        assert abs(passed - (other - one) * 86_400) <= 32 * 3_600
        for count in COUNTS:
            assert calendar.business(one, count) <= calendar.business(other, count)
            assert calendar.months(one, count) <= calendar.months(other, count)
        for fewer, more in pairwise(COUNTS):
            gap = more - fewer if fewer * more > 0 else 0
            assert calendar.business(one, more) >= calendar.business(one, fewer) + gap


@pytest.mark.slow
def test_many_instants_do_not_make_a_formula_of_every_pair():
    sound, base = AnyCalendar(), z3.FreshInt()
    sizes = [len(sound.later(base, seconds)[1]) for seconds in range(1, 200)]
    assert max(sizes) < 200
    assert sound.later(base, 7)[1] == []
