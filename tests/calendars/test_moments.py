"""Dates and instants: accepted and rejected values, messages, and conversion to seconds."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

import pendulum
import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from interview_rules.calendars.calendar import calendar_for
from interview_rules.calendars.moments import (
    DateOnly,
    InstantOnly,
    Moment,
    instant_of,
    parse_instant,
    parse_moment,
    resolve,
    surely_after,
)
from interview_rules.errors import CalendarError, Problem, StateError

HOUR = timedelta(hours=1)
CET = timezone(HOUR)
PST = timezone(-8 * HOUR)


def naive(*parts: int) -> datetime:
    return datetime(*parts)  # type: ignore[arg-type]


NOON = naive(2026, 11, 19, 12, 0)
ACCEPTED: list[tuple[object, date]] = [
    ("2026-11-19", date(2026, 11, 19)),
    ("  2026-11-19\n", date(2026, 11, 19)),
    ("1900-01-01", date(1900, 1, 1)),
    ("2200-12-31", date(2200, 12, 31)),
    ("2024-02-29", date(2024, 2, 29)),
    ("2026-11-19T12:00", NOON),
    ("2026-11-19 12:00", NOON),
    ("2026-11-19 12:00:00", NOON),
    ("2026-11-19T12:00:00.999999999", NOON),
    ("2026-11-19T12:00:00,5", NOON),
    ("2026-11-19T12:00Z", NOON.replace(tzinfo=UTC)),
    ("2026-11-19T12:00-00:00", NOON.replace(tzinfo=UTC)),
    ("2026-11-19T12:00+01:00", NOON.replace(tzinfo=CET)),
    ("2026-11-19 12:00+01", NOON.replace(tzinfo=CET)),
    ("2026-11-19T12:00:00.5-0800", NOON.replace(tzinfo=PST)),
    ("1937-01-01T00:00+00:19:32", naive(1937, 1, 1).replace(tzinfo=timezone(1172 * HOUR / 3600))),
    (date(2026, 11, 19), date(2026, 11, 19)),
    (NOON.replace(microsecond=999_999, fold=1), NOON),
    (NOON.replace(tzinfo=ZoneInfo("Europe/Berlin")), NOON.replace(tzinfo=CET)),
    (pendulum.date(2026, 11, 19), date(2026, 11, 19)),
    (pendulum.naive(2026, 11, 19, 12), NOON),
    (pendulum.datetime(2026, 11, 19, 12, tz="Europe/Berlin"), NOON.replace(tzinfo=CET)),
    (pendulum.datetime(2026, 11, 19, 12), NOON.replace(tzinfo=UTC)),
    # The second 02:30 keeps the offset that distinguishes it from the first.
    (
        datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Berlin"), fold=1),
        naive(2026, 10, 25, 2, 30).replace(tzinfo=CET),
    ),
]


@pytest.mark.parametrize(("value", "moment"), ACCEPTED)
def test_what_is_read(value: object, moment: date) -> None:
    read = parse_moment(value)
    assert repr(read) == repr(moment)
    assert read.isoformat() == moment.isoformat()
    # A round trip through JSON loses nothing.
    adapter: TypeAdapter[Any] = TypeAdapter(Moment)
    assert repr(adapter.validate_json(adapter.dump_json(read))) == repr(moment)


ANY = "write one such as 2026-11-25, or 2026-11-25 12:00 with a time"
TIMES = "write times as in 2026-11-25 15:00, 2026-11-25T15:00:30Z or 2026-11-25T15:00+01:00"
YEARS = "write a year from 1900 to 2200"
CLOCK = "write a time from 00:00:00 to 23:59:59"
REFUSED: list[tuple[object, str, str]] = [
    (1_764_028_800, "1764028800 is not a date", ANY),
    (20261125, "20261125 is not a date", "write 2026-11-25"),
    (1764028800.0, "1764028800.0 is not a date", ANY),
    (float("nan"), "a number is not a date", ANY),
    (10**5_000, "a number is not a date", ANY),
    (True, "true is not a date", ANY),
    (None, "null is not a date", ANY),
    (Decimal(20261119), "a value of type Decimal is not a date", ANY),
    (Fraction(1, 2), "a value of type Fraction is not a date", ANY),
    (b"2026-11-19", "bytes is not a date", ANY),
    (["2026-11-19"], "a list is not a date", ANY),
    (NOON.time(), "a value of type time is not a date", ANY),
    (date(1899, 12, 31), "the year 1899 is out of range", YEARS),
    (naive(2201, 1, 1), "the year 2201 is out of range", YEARS),
    ("1764028800", "'1764028800' is a number, not a date", ANY),
    ("-5", "'-5' is a number, not a date", ANY),
    ("17.5", "'17.5' is a number, not a date", ANY),
    ("20261119", "'20261119' is a number, not a date", "write 2026-11-19"),
    ("99999999", "'99999999' is a number, not a date", ANY),
    (
        "11/12/2026",
        "the order of day and month in '11/12/2026' is ambiguous",
        "write 2026-12-11 or 2026-11-12",
    ),
    (
        "1.2.2026",
        "the order of day and month in '1.2.2026' is ambiguous",
        "write 2026-02-01 or 2026-01-02",
    ),
    ("25/12/2026", "'25/12/2026' is not an ISO date", "write 2026-12-25"),
    ("25/12/1900", "'25/12/1900' is not an ISO date", "write 1900-12-25"),
    ("25/12/2200", "'25/12/2200' is not an ISO date", "write 2200-12-25"),
    ("25/12/2201", "'25/12/2201' is not an ISO date", ANY),
    ("25/12/2026 9:30", "'25/12/2026 9:30' is not an ISO date", "write 2026-12-25 09:30"),
    (
        "25.12.2026, 3 pm",
        "'25.12.2026, 3 pm' is not an ISO date",
        ANY,
    ),
    (
        "11/12/2026 15:00",
        "the order of day and month in '11/12/2026 15:00' is ambiguous",
        "write 2026-12-11 15:00 or 2026-11-12 15:00",
    ),
    ("12/25/2026", "'12/25/2026' is not an ISO date", "write 2026-12-25"),
    ("12-25-2026", "'12-25-2026' is not an ISO date", "write 2026-12-25"),
    ("25. 12. 2026", "'25. 12. 2026' is not an ISO date", "write 2026-12-25"),
    ("11/11/2026", "'11/11/2026' is not an ISO date", "write 2026-11-11"),
    ("2026/11/19", "'2026/11/19' is not an ISO date", "write 2026-11-19"),
    ("31/31/2026", "'31/31/2026' is not an ISO date", ANY),
    ("11/12/26", "'11/12/26' is not an ISO date", ANY),
    ("tomorrow", "'tomorrow' is not a date", ANY),
    ("19 November 2026", "'19 November 2026' is not a date", ANY),
    ("2026-02-30", "invalid date 2026-02-30", "write a day from 01 to 28"),
    ("2026-11-00", "invalid date 2026-11-00", "write a day from 01 to 30"),
    ("2025-02-29T12:00", "invalid date 2025-02-29", "write a day from 01 to 28"),
    ("2026-13-01", "invalid month 13 in '2026-13-01'", "write a month from 01 to 12"),
    ("2026-1-5", "'2026-1-5' lacks a leading zero", "write 2026-01-05"),
    ("1900-1-5", "'1900-1-5' lacks a leading zero", "write 1900-01-05"),
    ("2200-1-5", "'2200-1-5' lacks a leading zero", "write 2200-01-05"),
    ("2026-11-19 25:00", "invalid time of day in '2026-11-19 25:00'", CLOCK),
    ("2026-11-19T12:60", "invalid time of day in '2026-11-19T12:60'", CLOCK),
    ("2026-11-19T24:01", "invalid time of day in '2026-11-19T24:01'", CLOCK),
    (
        "2026-12-31T24:00Z",
        "hour 24 is not supported in '2026-12-31T24:00Z'",
        "write 2027-01-01T00:00Z",
    ),
    (
        "2016-12-31T23:59:60Z",
        "'2016-12-31T23:59:60Z' is a leap second, which is not supported",
        "write 2016-12-31T23:59:59Z",
    ),
    (
        "2026-11-19 9:30",
        "unsupported time format in '2026-11-19 9:30'",
        "write 2026-11-19T09:30",
    ),
    (
        "2026-11-19t15:00:30z",
        "unsupported time format in '2026-11-19t15:00:30z'",
        "write 2026-11-19T15:00:30Z",
    ),
    (
        "2026-11-19 15:00 +01:00",
        "unsupported time format in '2026-11-19 15:00 +01:00'",
        "write 2026-11-19T15:00+01:00",
    ),
    ("2026-11-19 3pm", "unsupported time format in '2026-11-19 3pm'", TIMES),
    (
        "2026-11-19T15:00[Europe/Berlin]",
        "unsupported time format in '2026-11-19T15:00[Europe/Berlin]'",
        TIMES,
    ),
    (
        "2026-W47-4",
        "'2026-W47-4' is a week date, which is not supported",
        "write 2026-11-19",
    ),
    (
        "2026W474",
        "'2026W474' is a week date, which is not supported",
        "write 2026-11-19",
    ),
    ("2026-W60-1", "'2026-W60-1' is not a date", ANY),
    (
        "2026-323",
        "'2026-323' is an ordinal date, which is not supported",
        "write 2026-11-19",
    ),
    ("2026-366", "'2026-366' is not a date", ANY),
    ("1800-366", "'1800-366' is not a date", ANY),
    ("1800-100", "the year 1800 is out of range", YEARS),
    ("2201-W20-1", "the year 2201 is out of range", YEARS),
    ("0000-001", "'0000-001' is not a date", ANY),
    ("15:00", "'15:00' is a time without a date", "write a date and time such as 2026-11-25 12:00"),
    ("3 pm", "'3 pm' is a time without a date", "write a date and time such as 2026-11-25 12:00"),
    ("", "empty text is not a date", ANY),
    (" \n", "empty text is not a date", ANY),
    ("1899-12-31", "the year 1899 is out of range", YEARS),
    ("2201-01-01T00:00", "the year 2201 is out of range", YEARS),
    ("0000-00-00", "the year 0 is out of range", YEARS),
    ("2026-11-19" * 9_999, "text of 99990 characters is not a date", ANY),
    ("\ud800", "'\\ud800' is not a date", ANY),
    ("2026-11-19\0", "'2026-11-19\\x00' is not a date", ANY),
    ("２０２６-11-19", "'２０２６-11-19' is not a date", ANY),
    ("2026-11-19\n12:00", "'2026-11-19\\n12:00' is not a date", ANY),
    ("{hint} {message}", "'{hint} {message}' is not a date", ANY),
]


@pytest.mark.parametrize(
    ("value", "message", "hint"), REFUSED, ids=[str(n) for n in range(len(REFUSED))]
)
def test_what_is_refused_and_why(value: object, message: str, hint: str) -> None:
    with pytest.raises(StateError) as caught:
        parse_moment(value, "rounds[0].date")
    assert caught.value.problems == (Problem("rounds[0].date", message, hint),)
    assert caught.value.problems[0].code == "invalid-moment"
    str(caught.value).encode()
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(Moment).validate_python(value)
    (error,) = refused.value.errors()
    assert (error["type"], error["msg"], error["ctx"]["hint"]) == ("moment", message, hint)
    # The text that a hint suggests is accepted.
    for written in re.findall(r"\d{4}-\d\d-\d\d(?:[T ][\d:]+[Z+\d:]*)?", hint):
        parse_moment(written)


class Stated(BaseModel):
    moment: Moment | None = None
    days: tuple[DateOnly, ...] = ()
    instant: InstantOnly | None = None


def test_fields_refuse_what_they_do_not_hold() -> None:
    with pytest.raises(ValidationError) as caught:
        Stated.model_validate_json(
            '{"moment": 1764028800, "days": ["2026-11-25", "2026-11-25 12:00"],'
            ' "instant": "2026-11-25"}'
        )
    assert [(e["loc"], e["msg"], e["ctx"]["hint"]) for e in caught.value.errors()] == [
        (("moment",), "1764028800 is not a date", ANY),
        (("days", 1), "a date without a time is required", "write 2026-11-25"),
        (("instant",), "a time is required", "add one, for example, 2026-11-25 12:00"),
    ]


def test_fields_keep_what_they_hold() -> None:
    texts = {
        "moment": "2026-11-25 12:00",
        "days": ["2026-11-25"],
        "instant": "2026-11-25T12:00:00+01:00",
    }
    stated = Stated.model_validate(texts)
    assert stated.moment == naive(2026, 11, 25, 12)
    assert stated.model_dump()["days"] == (date(2026, 11, 25),)
    assert json.loads(stated.model_dump_json()) == {**texts, "moment": "2026-11-25T12:00:00"}
    assert Stated.model_validate_json(stated.model_dump_json()) == stated
    assert Stated.model_validate(stated.model_dump(), strict=True) == stated


@pytest.mark.parametrize("field", [Moment, DateOnly, InstantOnly])
def test_the_schema_says_what_is_read(field: Any) -> None:
    adapter: TypeAdapter[Any] = TypeAdapter(field)
    schema = adapter.json_schema(mode="validation")
    assert schema == adapter.json_schema(mode="serialization")
    assert set(schema) - {"format"} == {"type", "description", "examples", "pattern"}
    assert schema["type"] == "string"
    # An instant may lack the offset that the format of an instant requires.
    assert schema.get("format") == ("date" if field is DateOnly else None)
    for example in schema["examples"]:
        assert re.search(schema["pattern"], example)
        written = adapter.dump_python(adapter.validate_python(example), mode="json")
        assert re.search(schema["pattern"], written)
    for value, _, _ in REFUSED:
        # The pattern does not check the lengths of months.
        if isinstance(value, str) and value not in {"2026-02-30", "2025-02-29T12:00"}:
            assert not re.search(schema["pattern"], value)


RESOLVED = [
    ("Europe/Berlin", "2026-11-19", "2026-11-18T23:00", 24, "2026-11-19"),
    ("America/New_York", "2026-03-08", "2026-03-08T05:00", 23, "2026-03-08"),
    ("Pacific/Apia", "2011-12-30", "2011-12-30T10:00", 0, "2011-12-30"),
    ("Europe/Berlin", "2026-11-19 12:00", "2026-11-19T11:00", 0, "2026-11-19"),
    ("Europe/Berlin", "2026-11-19T23:30Z", "2026-11-19T23:30", 0, "2026-11-20"),
    ("Europe/Berlin", "2026-11-19T23:30-08:00", "2026-11-20T07:30", 0, "2026-11-20"),
    # The first of two, and a time that clocks skip.
    ("America/New_York", "2026-11-01 01:30", "2026-11-01T05:30", 0, "2026-11-01"),
    ("America/New_York", "2026-03-08 02:30", "2026-03-08T07:30", 0, "2026-03-08"),
    ("Africa/Cairo", "2024-04-26 00:00", "2024-04-25T22:00", 0, "2024-04-26"),
    ("Pacific/Apia", "2011-12-30 12:00", "2011-12-30T22:00", 0, "2011-12-31"),
    ("UTC", "1900-01-01", "1900-01-01T00:00", 24, "1900-01-01"),
    ("UTC", "2200-12-31T23:59:59", "2200-12-31T23:59:59", 0, "2200-12-31"),
]


@pytest.mark.parametrize(("zone", "text", "start", "hours", "day"), RESOLVED)
def test_when_a_moment_is(zone: str, text: str, start: str, hours: int, day: str) -> None:
    instant = int(datetime.fromisoformat(start).replace(tzinfo=UTC).timestamp())
    resolved = resolve(parse_moment(text), calendar_for(zone))
    expected = (instant, instant + hours * 3600, date.fromisoformat(day).toordinal())
    assert resolved == expected


def test_a_second_occurrence_cannot_be_meant_without_an_offset() -> None:
    calendar = calendar_for("America/New_York")
    value = naive(2026, 11, 1, 1, 30)
    assert resolve(value.replace(fold=1), calendar) == resolve(value, calendar)


def test_fractions_before_the_epoch_are_cut_off_as_later_ones_are() -> None:
    value = datetime(1969, 12, 31, 23, 59, 58, 900_000, tzinfo=UTC)
    assert resolve(value, calendar_for())[0] == resolve(parse_moment(value), calendar_for())[0]


def test_days_out_of_reach_are_refused() -> None:
    with pytest.raises(CalendarError):
        resolve(date.max, calendar_for())


@pytest.mark.parametrize(
    ("one", "other", "after"),
    [
        ("2026-11-20", "2026-11-19", True),
        ("2026-11-19", "2026-11-19", False),
        ("2026-11-19 12:00", "2026-11-19 12:00", False),
        ("2026-11-19 12:01", "2026-11-19 12:00", True),
        ("2026-11-19T12:00Z", "2026-11-19T12:30+01:00", True),
        ("2026-11-19T12:00Z", "2026-11-19 11:00", False),
        ("2026-11-20", "2026-11-19 11:00", False),
        ("2026-11-20 11:00", "2026-11-19", False),
    ],
)
def test_one_moment_after_another_in_every_zone(one: str, other: str, *, after: bool) -> None:
    assert surely_after(parse_moment(one), parse_moment(other)) is after
    assert not surely_after(parse_moment(one), None)
    assert not surely_after(None, parse_moment(other))


def test_hints_for_an_instant_are_instants() -> None:
    for value, message, _hint in REFUSED:
        with pytest.raises(StateError) as caught:
            parse_instant(value, "now")
        (problem,) = caught.value.problems
        assert (problem.where, problem.code) == ("now", "invalid-moment")
        no_date = re.search(r"\bnot an? (ISO )?date$", message)
        assert problem.message == (f"{message} and time" if no_date else message)
        if problem.hint.startswith("write "):
            for written in re.findall(r"\d{4}-\d\d-\d\d(?:[T ][\d:]+[Z+\d:]*)?", problem.hint):
                parse_instant(written)


@pytest.mark.parametrize(
    ("now", "zone", "message"),
    [
        (
            "1900-01-01T00:00Z",
            "Etc/GMT+12",
            (
                "now: the year 1899 is out of range in Etc/GMT+12"
                " (write a year from 1900 to 2200 in that time zone)"
            ),
        ),
        (
            "2200-12-31T23:00Z",
            "Pacific/Auckland",
            (
                "now: the year 2201 is out of range in Pacific/Auckland"
                " (write a year from 1900 to 2200 in that time zone)"
            ),
        ),
    ],
)
def test_the_moment_of_a_report_has_an_accepted_year_in_its_zone(now, zone, message):
    calendar = calendar_for(zone)
    for given in (now, datetime.fromisoformat(now)):
        with pytest.raises(StateError) as caught:
            instant_of(given, calendar)
        assert str(caught.value) == message
        assert caught.value.problems[0].code == "invalid-moment"
    assert instant_of(now, calendar_for("UTC")) == datetime.fromisoformat(now).timestamp()


def test_now_may_be_a_time_in_the_zone_of_the_calendar() -> None:
    berlin = calendar_for("Europe/Berlin")
    noon = int(datetime(2026, 11, 19, 11, tzinfo=UTC).timestamp())
    for now in (naive(2026, 11, 19, 12), "2026-11-19 12:00", NOON.replace(tzinfo=CET)):
        assert instant_of(now, berlin) == noon
    with pytest.raises(StateError, match=r"^now: 'soon' is not a date and time"):
        instant_of("soon", berlin)
    with pytest.raises(
        StateError, match=r"^now: a time is required \(add .* 2026-11-19 12:00\)$"
    ) as caught:
        instant_of("2026-11-19", berlin)
    assert caught.value.problems[0].code == "invalid-moment"


def test_without_a_moment_now_is_the_current_time() -> None:
    before = datetime.now(UTC)
    now = instant_of(None, calendar_for("Asia/Tokyo"))
    assert int(before.timestamp()) <= now <= datetime.now(UTC).timestamp()


@pytest.mark.parametrize("parse", [parse_moment, parse_instant])
def test_without_a_place_the_message_stands_alone(parse: Any) -> None:
    with pytest.raises(StateError, match=r"^'soon' is not a date"):
        parse("soon")


def test_spaces_around_a_moment_count_towards_its_length() -> None:
    assert parse_moment("2026-11-19".center(64)) == date(2026, 11, 19)
    with pytest.raises(StateError, match="text of 65 characters is not a date"):
        parse_moment("2026-11-19".center(65))


@pytest.mark.parametrize(
    ("value", "for_instant", "for_date"),
    [
        ("11/12/2026", "write 2026-12-11 12:00 or 2026-11-12 12:00", "write 2026-12-11 or 2026-11-12"),
        ("20261119", "write 2026-11-19 12:00", "write 2026-11-19"),
        ("2026-11-19 24:00", "write 2026-11-20T00:00", "write 2026-11-19"),
        ("soon", "write one such as 2026-11-25 12:00", "write one such as 2026-11-25"),
        ("1899-12-31", "write a year from 1900 to 2200", "write a year from 1900 to 2200"),
    ],
)  # fmt: skip
def test_a_hint_says_how_to_write_what_a_field_holds(
    value: str, for_instant: str, for_date: str
) -> None:
    for field, hint in ((InstantOnly, for_instant), (DateOnly, for_date)):
        with pytest.raises(ValidationError) as caught:
            TypeAdapter(field).validate_python(value)
        (error,) = caught.value.errors()
        assert error["ctx"]["hint"] == hint


def test_a_date_that_does_not_equal_itself_stands_for_a_missing_one() -> None:
    class Missing(date):
        def __ne__(self, other: object) -> bool:
            return True

    hint = "use None for a moment that is unknown"
    with pytest.raises(StateError) as caught:
        parse_instant(Missing(2201, 1, 1))
    (problem,) = caught.value.problems
    assert (problem.message, problem.hint) == ("NaT is not a date and time", hint)


def test_a_missing_time_of_pandas_is_no_date() -> None:
    pandas = pytest.importorskip("pandas")
    for read in (parse_moment, parse_instant):
        with pytest.raises(StateError, match=r"NaT is not a date.*use None for a moment"):
            read(pandas.NaT)


def test_an_offset_with_fractions_of_a_second_is_cut_off_to_seconds() -> None:
    odd = timezone(timedelta(hours=1, seconds=30, microseconds=7))
    read = parse_moment(datetime(2026, 11, 19, 15, tzinfo=odd))
    assert isinstance(read, datetime)
    assert read.utcoffset() == timedelta(hours=1, seconds=30)


def test_a_field_for_an_instant_says_what_is_wrong_with_a_value() -> None:
    with pytest.raises(ValidationError, match="hour 24 is not supported"):
        TypeAdapter(InstantOnly).validate_python("2026-11-19 24:00")
