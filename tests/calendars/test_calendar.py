"""Starts of days, arithmetic with months and business days, and invalid calendars."""

from __future__ import annotations

import copy
import gc
import pickle
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from interview_rules.calendars import calendar as calendar_module
from interview_rules.calendars import regions
from interview_rules.calendars.calendar import Calendar, calendar_for
from interview_rules.errors import CalendarError, Problem, Suggestions

if TYPE_CHECKING:
    from collections.abc import Callable


def ordinal(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def epoch(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


STARTS = [
    ("UTC", "1970-01-01", "1970-01-01T00:00", 24),
    ("Europe/Berlin", "2026-11-19", "2026-11-18T23:00", 24),
    ("America/New_York", "2026-03-08", "2026-03-08T05:00", 23),
    ("America/New_York", "2026-11-01", "2026-11-01T04:00", 25),
    # If midnight occurs twice, the first one counts.
    ("America/Havana", "2024-11-03", "2024-11-03T04:00", 25),
    # Clocks jump over midnight, from 00:00 to 01:00.
    ("America/Havana", "2024-03-10", "2024-03-10T05:00", 23),
    ("Africa/Cairo", "2024-04-26", "2024-04-25T22:00", 23),
    ("Asia/Beirut", "2024-03-31", "2024-03-30T22:00", 23),
    # From 23:30 to 00:30: one day loses its last half hour, the next one its first.
    ("America/Toronto", "1919-03-30", "1919-03-30T05:00", 23.5),
    ("America/Toronto", "1919-03-31", "1919-03-31T04:30", 23.5),
    # Clocks fall back from 00:00 to 23:00, and from 00:01 to 23:01.
    ("America/Sao_Paulo", "2018-02-17", "2018-02-17T02:00", 25),
    ("America/Sao_Paulo", "2018-02-18", "2018-02-18T03:00", 24),
    ("America/St_Johns", "2006-10-29", "2006-10-29T02:30", 25),
    ("Australia/Lord_Howe", "2026-04-05", "2026-04-04T13:00", 24.5),
    ("Australia/Lord_Howe", "2026-10-04", "2026-10-03T13:30", 23.5),
    ("Antarctica/Troll", "2026-03-29", "2026-03-29T00:00", 22),
    ("Antarctica/Troll", "2026-10-25", "2026-10-24T22:00", 26),
    # A day that was skipped, and a day that occurred twice.
    ("Pacific/Apia", "2011-12-29", "2011-12-29T10:00", 24),
    ("Pacific/Apia", "2011-12-30", "2011-12-30T10:00", 0),
    ("Pacific/Apia", "2011-12-31", "2011-12-30T10:00", 24),
    ("Pacific/Kwajalein", "1993-08-21", "1993-08-21T12:00", 0),
    # After the last transition in the database, its rule continues to apply.
    ("Europe/Berlin", "2126-03-31", "2126-03-30T23:00", 23),
]


@pytest.mark.parametrize(("zone", "day", "start", "hours"), STARTS)
def test_a_day_starts_at_its_first_instant(zone: str, day: str, start: str, hours: float) -> None:
    starts = calendar_for(zone).starts
    assert starts[ordinal(day)] == epoch(start)
    assert starts[ordinal(day) + 1] - starts[ordinal(day)] == hours * 3600


DAYS = [
    ("UTC", "2026-11-19T23:59:59", "2026-11-19"),
    ("Europe/Berlin", "2026-11-19T22:59:59", "2026-11-19"),
    ("Europe/Berlin", "2026-11-19T23:00:00", "2026-11-20"),
    ("America/Havana", "2024-11-03T03:59:59", "2024-11-02"),
    ("America/Havana", "2024-11-03T04:00:00", "2024-11-03"),
    ("Pacific/Apia", "2011-12-30T09:59:59", "2011-12-29"),
    ("Pacific/Apia", "2011-12-30T10:00:00", "2011-12-31"),
    # Clocks show 23:01 on the 28th again, although the 29th has begun.
    ("America/St_Johns", "2006-10-29T02:31:00", "2006-10-29"),
    ("Pacific/Kwajalein", "1969-09-30T12:00:00", "1969-09-30"),
]


@pytest.mark.parametrize(("zone", "instant", "day"), DAYS)
def test_an_instant_is_on_one_day(zone: str, instant: str, day: str) -> None:
    assert calendar_for(zone).day_of(epoch(instant)) == ordinal(day)


MONTHS = [
    ("2026-01-31", 1, "2026-02-28"),
    ("2024-01-31", 1, "2024-02-29"),
    ("2024-02-29", 12, "2025-02-28"),
    ("2024-02-29", 48, "2028-02-29"),
    ("2024-02-29", -12, "2023-02-28"),
    ("2026-03-31", -1, "2026-02-28"),
    ("2026-05-31", 1, "2026-06-30"),
    ("2026-11-30", 3, "2027-02-28"),
    ("2026-11-19", 0, "2026-11-19"),
    ("2026-12-15", 1, "2027-01-15"),
    ("0001-01-31", 1, "0001-02-28"),
    ("9998-11-30", 1, "9998-12-30"),
]


@pytest.mark.parametrize(("day", "n", "later"), MONTHS)
def test_months_end_on_their_last_day(day: str, n: int, later: str) -> None:
    assert calendar_for().months(ordinal(day), n) == ordinal(later)


BUSINESS = [
    # No country: Saturdays and Sundays. 2026-11-21 is a Saturday.
    (None, None, "2026-11-21", 1, "2026-11-23"),
    (None, None, "2026-11-21", 0, "2026-11-23"),
    (None, None, "2027-01-02", 0, "2027-01-04"),
    ("US", None, "2021-12-31", 0, "2022-01-03"),
    (None, None, "2026-11-21", -1, "2026-11-20"),
    (None, None, "2026-11-20", 1, "2026-11-23"),
    (None, None, "2026-11-23", 0, "2026-11-23"),
    (None, None, "2026-11-23", -1, "2026-11-20"),
    (None, None, "2026-11-20", 10, "2026-12-04"),
    (None, None, "2026-12-25", 260, "2027-12-24"),
    # Thanksgiving, and a New Year's Day observed on the last day of the previous year.
    ("US", None, "2026-11-25", 1, "2026-11-27"),
    ("US", None, "2021-12-30", 1, "2022-01-03"),
    # Epiphany, in Bavaria only.
    ("DE", None, "2026-01-05", 1, "2026-01-06"),
    ("DE", "BY", "2026-01-05", 1, "2026-01-07"),
    ("DE", "DE-BY", "2026-01-05", 1, "2026-01-07"),
    ("DE", "BY", "2026-01-07", -2, "2026-01-02"),
    # In 2022, the Emirates moved their weekend from Friday and Saturday to Saturday and Sunday.
    ("AE", None, "2021-11-18", 1, "2021-11-21"),
    ("AE", None, "2022-11-17", 1, "2022-11-18"),
    ("AE", None, "2022-11-18", 1, "2022-11-21"),
    ("IL", None, "2026-11-19", 1, "2026-11-22"),
    # A working Sunday in China, before its New Year.
    ("CN", None, "2024-02-03", 1, "2024-02-04"),
]


@pytest.mark.parametrize(("country", "subdivision", "day", "n", "expected"), BUSINESS)
def test_business_days(
    country: str | None, subdivision: str | None, day: str, n: int, expected: str
) -> None:
    calendar = calendar_for("UTC", country, subdivision)
    assert calendar.business(ordinal(day), n) == ordinal(expected)
    assert calendar.is_business(ordinal(expected))


def test_own_holidays_stand_instead_of_the_countrys() -> None:
    calendar = calendar_for("UTC", "IL", holidays=[date(2026, 11, 22)])
    assert calendar.business(ordinal("2026-11-19"), 1) == ordinal("2026-11-23")
    assert calendar.is_business(ordinal("2026-04-02"))
    assert not calendar_for("UTC", "IL").is_business(ordinal("2026-04-02"))
    # Working days on weekends are part of the holidays of a country.
    assert not calendar_for("UTC", "CN", holidays=()).is_business(ordinal("2024-02-04"))
    # Custom holidays also apply to years outside the package data.
    assert calendar_for("UTC", "LK", holidays=()).is_business(ordinal("2027-11-19"))


def test_an_own_weekend_stands_instead_of_the_countrys() -> None:
    calendar = calendar_for("UTC", "US", weekend=[4, 5])
    assert calendar.business(ordinal("2026-11-19"), 1) == ordinal("2026-11-22")
    assert not calendar.is_business(ordinal("2026-11-26"))
    every_day = calendar_for(weekend=[])
    assert every_day.business(ordinal("2026-11-20"), 1) == ordinal("2026-11-21")
    both = calendar_for("UTC", "US", weekend=[6], holidays=[date(2026, 11, 21)])
    assert both.business(ordinal("2026-11-20"), 1) == ordinal("2026-11-23")
    assert both.is_business(ordinal("2026-11-26"))


BERLIN = "use an IANA name such as Europe/Berlin"
CODES = "use an ISO 3166 code such as DE"
UNKNOWN = [
    (("europe/berlin",), "timezone", "unknown time zone 'europe/berlin'", "Europe/Berlin"),
    (("Europe/Berln",), "timezone", "unknown time zone 'Europe/Berln'", "Europe/Berlin"),
    (("utc",), "timezone", "unknown time zone 'utc'", "UTC"),
    (("",), "timezone", "unknown time zone ''", BERLIN),
    (("localtime",), "timezone", "unknown time zone 'localtime'", None),
    (("Factory",), "timezone", "unknown time zone 'Factory'", None),
    (("right/UTC",), "timezone", "unknown time zone 'right/UTC'", None),
    (("../etc/passwd",), "timezone", "unknown time zone '../etc/passwd'", None),
    (("/etc/passwd",), "timezone", "unknown time zone '/etc/passwd'", None),
    (("Europe",), "timezone", "unknown time zone 'Europe'", None),
    (("UTC\0",), "timezone", "unknown time zone 'UTC\\x00'", "UTC"),
    (("\ud800",), "timezone", "unknown time zone '\\ud800'", BERLIN),
    (("x" * 99_999,), "timezone", f"unknown time zone '{'x' * 79}…'", BERLIN),
    ((3,), "timezone", "a time zone must be text, not 3", BERLIN),
    (("UTC", "de"), "country", "unknown country 'de'", "DE"),
    (("UTC", "DEU"), "country", "unknown country 'DEU'", "DE"),
    (("UTC", "UK"), "country", "unknown country 'UK'", "GB"),
    (("UTC", "Germany"), "country", "unknown country 'Germany'", "did you mean DE?"),
    (("UTC", "unted kingdom"), "country", "unknown country 'unted kingdom'", "did you mean GB?"),
    # Austria is similar, too, but less so.
    (("UTC", "austrlia"), "country", "unknown country 'austrlia'", "did you mean AU?"),
    (
        ("UTC", "Scotland"),
        "country",
        "unknown country 'Scotland'",
        "write GB, with the subdivision SCT",
    ),
    (("UTC", "Deutschland"), "country", "unknown country 'Deutschland'", CODES),
    (("UTC", ""), "country", "unknown country ''", CODES),
    (("UTC", "ZZ"), "country", "unknown country 'ZZ'", CODES),
    (("UTC", "\ud800"), "country", "unknown country '\\ud800'", CODES),
    (("UTC", "__init__"), "country", "unknown country '__init__'", CODES),
    (("UTC", 49), "country", "a country must be text, not 49", CODES),
    (("UTC", "DE", "by"), "subdivision", "unknown subdivision 'by' of DE", "BY"),
    (("UTC", "DE", "Bayern"), "subdivision", "unknown subdivision 'Bayern' of DE", "BY"),
    (("UTC", "DE", "DE-by"), "subdivision", "unknown subdivision 'DE-by' of DE", "BY"),
    (("UTC", "DE", "AT-9"), "subdivision", "unknown subdivision 'AT-9' of DE", None),
    (
        ("UTC", "IT", "x"),
        "subdivision",
        "unknown subdivision 'x' of IT",
        f"choose from: {', '.join(regions.country_days('IT').subdivisions)}",
    ),
    (("UTC", "DE", ""), "subdivision", "unknown subdivision '' of DE", None),
    (("UTC", "DE", 5), "subdivision", "a subdivision must be text, not 5", None),
    (
        ("UTC", "LK", "1"),
        "subdivision",
        "unknown subdivision '1' of LK",
        "leave it out: no subdivision of LK is known",
    ),
    (
        ("UTC", None, "BY"),
        "subdivision",
        "the subdivision 'BY' requires a country",
        "add its country, such as DE",
    ),
    (
        ("UTC", None, None, ["2026-11-19"]),
        "holidays[0]",
        "a holiday must be a date, not '2026-11-19'",
        "pass a datetime.date",
    ),
    (
        ("UTC", None, None, None, [7]),
        "weekend[0]",
        "a weekday must be a number from 0 to 6, not 7",
        "write 0 for Monday to 6 for Sunday",
    ),
    (
        ("UTC", None, None, None, range(7)),
        "weekend",
        "the weekend covers the whole week",
        "leave out at least one day",
    ),
]


@pytest.mark.parametrize(("given", "where", "message", "hint"), UNKNOWN)
def test_what_is_unknown_is_said(
    given: tuple[str, ...], where: str, message: str, hint: str | None
) -> None:
    with pytest.raises(CalendarError) as caught:
        calendar_for(*given)  # type: ignore[arg-type]  # some are invalid on purpose
    (problem,) = caught.value.problems
    assert (problem.where, problem.message) == (where, message)
    if hint is not None:
        assert problem.hint in {hint, f"did you mean {hint}?"}
    str(problem).encode()


def test_years_without_known_holidays_are_refused() -> None:
    calendar = calendar_for("UTC", "LK")
    assert calendar.is_business(ordinal("2026-12-31"))
    with pytest.raises(CalendarError) as caught:
        calendar.business(ordinal("2026-12-31"), 1)
    assert caught.value.problems == (
        Problem(
            "country",
            "the holidays of LK are known only for 2003 to 2026, not for 2027",
            "list the days off in free_days, or pass holidays to calendar_for",
        ),
    )
    with pytest.raises(CalendarError, match="known only for 1949 to 2099, not for 2100"):
        calendar_for("UTC", "JP").is_business(ordinal("2100-01-01"))


def test_a_guess_at_a_place_needs_only_the_countries_that_are_there(monkeypatch):
    country_days = regions.country_days
    missing = {code for code in regions._country_codes().values() if code != "GB"}

    def some(country, *rest):
        if country in missing:
            name = f"holidays.countries.{country}"
            raise ModuleNotFoundError(name, name=name)
        return country_days(country, *rest)

    regions._subdivisions_named.cache_clear()
    monkeypatch.setattr(regions, "country_days", some)
    assert regions.places_named("scotland") == (("GB", "SCT"),)
    assert regions.places_named("Germany") == (("DE", None),)
    assert regions.places_named("Bayern") == ()
    # A country that was not there may be loaded later.
    missing.discard("DE")
    assert regions.places_named("Bayern") == (("DE", "BY"),)


FIRST, LAST = date.min.toordinal(), ordinal("9998-12-31")
HUGE = 10**5_000


@pytest.mark.slow
@pytest.mark.parametrize("zone", ["UTC", "Asia/Tokyo", "America/New_York", "America/Juneau"])
def test_the_ends_of_time_are_refused_not_crashed_into(zone: str) -> None:
    calendar = calendar_for(zone)
    starts = calendar.starts
    for day in (FIRST, LAST):
        assert calendar.day_of(starts[day]) == day
        assert calendar.day_of(starts[day + 1] - 1) == day
        moment = calendar.to_datetime(starts[day])
        assert moment.isoformat()[:19] == f"{date.fromordinal(day)}T00:00:00"
        assert calendar.months(day, 0) == day
        assert calendar.is_business(day) == (date.fromordinal(day).weekday() < 5)
    outside: list[Callable[[], object]] = [
        lambda: starts[FIRST - 1],
        lambda: starts[LAST + 2],
        lambda: starts[HUGE],
        lambda: calendar.day_of(starts[FIRST] - 1),
        lambda: calendar.day_of(starts[LAST + 1]),
        lambda: calendar.day_of(HUGE),
        lambda: calendar.day_of(-HUGE),
        lambda: calendar.to_datetime(starts[FIRST] - 1),
        lambda: calendar.to_datetime(starts[LAST + 1]),
        lambda: calendar.months(FIRST, -1),
        lambda: calendar.months(LAST, 1),
        lambda: calendar.months(LAST, HUGE),
        lambda: calendar.months(FIRST, -HUGE),
        lambda: calendar.months(0, 1),
        lambda: calendar.business(FIRST, -1),
        lambda: calendar.business(LAST, 1),
        lambda: calendar.business(LAST, -HUGE),
        lambda: calendar.business(HUGE, 0),
        lambda: calendar.business(FIRST, 3_000_000),
        lambda: calendar.is_business(0),
        lambda: calendar.is_business(HUGE),
    ]
    for call in outside:
        with pytest.raises(CalendarError, match=r"is outside the years 1 to 9998$"):
            call()


def test_an_instant_is_shown_with_its_offset() -> None:
    calendar = calendar_for("America/New_York")
    assert calendar.to_datetime(0).isoformat() == "1969-12-31T19:00:00-05:00"
    repeated = epoch("2026-11-01T06:30")
    assert calendar.to_datetime(repeated).isoformat() == "2026-11-01T01:30:00-05:00"
    assert calendar.to_datetime(repeated - 3600).isoformat() == "2026-11-01T01:30:00-04:00"


def test_the_same_choices_give_the_same_calendar() -> None:
    calendar = calendar_for("UTC", "DE", "BY", [date(2026, 1, 1)], [6])
    assert calendar is calendar_for("UTC", "DE", "BY", (date(2026, 1, 1),), weekend=(6,))
    assert calendar is pickle.loads(pickle.dumps(calendar))
    assert calendar is copy.deepcopy(calendar)
    assert calendar != calendar_for("UTC", "DE")
    assert (calendar.zone, calendar.country, calendar.subdivision) == ("UTC", "DE", "BY")
    assert calendar_for("UTC", "DE", "DE-BY").subdivision == "BY"
    assert repr(calendar) == "<Calendar UTC DE-BY>"
    assert repr(calendar_for()) == "<Calendar UTC>"


def test_starts_do_not_grow_without_end() -> None:
    calendar = calendar_for("Asia/Kathmandu")
    days = range(ordinal("1700-01-01"), ordinal("1700-01-01") + 100_500)
    expected = {day: calendar.starts[day] for day in days}
    assert len(calendar.starts) <= 100_000
    assert all(calendar.starts[day] == expected[day] for day in (days[0], days[-1]))


def test_threads_agree() -> None:
    calendar = Calendar("America/Havana", "US", None, None, None)
    days = range(ordinal("2020-01-01"), ordinal("2026-01-01"), 7)
    ready = threading.Barrier(8)

    def ask(_: int) -> list[tuple[int, int, int]]:
        ready.wait()
        return [
            (calendar.starts[day], calendar.business(day, 3), calendar.months(day, 5))
            for day in days
        ]

    with ThreadPoolExecutor(8) as pool:
        first, *rest = pool.map(ask, range(8))
    assert all(answers == first for answers in rest)


@pytest.mark.process
def test_holidays_is_imported_for_countries_only() -> None:
    code = (
        "import sys; from interview_rules.calendars.calendar import calendar_for as f;"
        "f('Europe/Berlin', holidays=(), weekend=(6,)).business(739000, 5);"
        "print('holidays' in sys.modules, f('UTC', 'DE') and 'holidays' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": ":".join(sys.path)},
    )
    assert done.stdout.split() == ["False", "True"]


def test_the_known_years_are_those_of_the_country_unless_the_holidays_are_ones_own():
    assert calendar_for("UTC", "CN").known_years == (1950, 2100)
    assert calendar_for("UTC", "CN", holidays=()).known_years == (1, 9998)
    assert Calendar("UTC", None, None, None, None).known_years == (1, 9998)


def test_business_days_are_counted_up_to_the_last_day_and_not_beyond() -> None:
    every_day = calendar_for(weekend=[])
    assert every_day.business(LAST - 3, 3) == LAST
    assert every_day.business(FIRST + 3, -3) == FIRST
    for beyond in (lambda: every_day.business(LAST - 3, 4), lambda: every_day.starts[LAST + 2]):
        with pytest.raises(CalendarError, match=r"is outside the years 1 to 9998$") as caught:
            beyond()
        (problem,) = caught.value.problems
        assert (problem.where, problem.hint, problem.code) == ("", "", "out-of-range")


def test_all_calendars_together_remember_only_so_much(monkeypatch):
    monkeypatch.setattr(calendar_module, "REMEMBERED", 500)
    first, *others = [
        Calendar(zone, None, None, None, None) for zone in ("UTC", "Asia/Tokyo", "Asia/Dubai")
    ]
    expected = [first.starts[day] for day in range(739_000, 739_400)]
    for calendar in others:
        for day in range(739_000, 739_400):
            calendar.starts[day]
        assert sum(len(each.starts) for each in (first, *others)) <= 500
    assert [first.starts[day] for day in range(739_000, 739_400)] == expected


def test_calendars_that_are_gone_are_forgotten():
    calendar = Calendar("Asia/Kathmandu", None, None, None, None)
    before = len(calendar_module._Computed._all)
    del calendar
    gc.collect()
    assert len(calendar_module._Computed._all) < before


@pytest.mark.parametrize(
    ("given", "where"),
    [
        ({"weekend": [[1]]}, "weekend[0]"),
        ({"weekend": [True]}, "weekend[0]"),
        ({"holidays": [["x"]]}, "holidays[0]"),
        ({"zone": ["x"]}, "timezone"),
        ({"country": ["x"]}, "country"),
    ],
)
def test_values_that_cannot_be_hashed_are_refused_as_others_are(given, where):
    with pytest.raises(CalendarError) as caught:
        calendar_for(**given)
    assert caught.value.problems[0].where == where


LAST = date(9998, 12, 31).toordinal()


def test_a_weekday_that_a_zone_skipped_is_no_business_day() -> None:
    # Samoa went from Thursday 29 to Saturday 31 December 2011.
    apia = calendar_for("Pacific/Apia")
    found = [apia.is_business(ordinal(f"2011-12-{day}")) for day in range(28, 32)]
    assert found == [True, True, False, False]
    assert apia.business(ordinal("2011-12-29"), 1) == ordinal("2012-01-02")
    assert calendar_for("UTC").is_business(ordinal("2011-12-30"))


def test_the_first_and_the_last_known_year_are_known() -> None:
    calendar = calendar_for("UTC", "JP")
    first, last = calendar.known_years
    for year in (first, last):
        midsummer = date(year, 6, 20).toordinal()
        assert midsummer <= calendar.business(midsummer, 0) < midsummer + 4
    for year in (first - 1, last + 1):
        with pytest.raises(CalendarError):
            calendar.business(date(year, 6, 20).toordinal(), 0)


def test_without_a_country_all_years_are_known() -> None:
    assert calendar_for("UTC").known_years == (1, 9998)


@pytest.mark.parametrize("zone", ["America/Juneau", "Asia/Manila", "Pacific/Kiritimati", "UTC"])
def test_the_first_and_the_last_day_are_found_whatever_the_clock_is_now(zone: str) -> None:
    calendar = calendar_for(zone)
    for day in (1, 2, LAST - 1, LAST):
        start, end = calendar.starts[day], calendar.starts[day + 1]
        assert [calendar.day_of(each) for each in (start, end - 1)] == [day, day]
        hour = calendar.to_datetime(start + 3600)
        assert (hour.replace(tzinfo=None) - datetime.fromordinal(day)).total_seconds() == 3600


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (("Europe/Berln",), "unknown-timezone"),
        ((3,), "unknown-timezone"),
        (("UTC", "UK"), "unknown-country"),
        (("UTC", 49), "unknown-country"),
        (("UTC", "DE", "Bayern"), "unknown-subdivision"),
        (("UTC", "DE", 5), "unknown-subdivision"),
        (("UTC", None, "BY"), "invalid-value"),
    ],
)
def test_an_unknown_place_has_a_code_that_says_what_is_unknown(given: Any, code: str) -> None:
    with pytest.raises(CalendarError) as caught:
        calendar_for(*given)
    assert [problem.code for problem in caught.value.problems] == [code]


def test_a_misspelled_place_is_suggested_in_place_of_the_word() -> None:
    with pytest.raises(CalendarError) as caught:
        calendar_for("Europe/Berln")
    (problem,) = caught.value.problems
    assert problem.suggestions == Suggestions("Europe/Berln", near=("Europe/Berlin",))
    with pytest.raises(CalendarError) as caught:
        calendar_for("UTC", "DE", "bayern")
    assert caught.value.problems[0].suggestions == Suggestions("bayern", near=("BY",))
