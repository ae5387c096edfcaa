"""Parsing of dates and instants as people type them, without confusing the two.

A date is a `datetime.date` and covers a whole day. An instant is a `datetime.datetime` in whole
seconds: aware with a fixed offset from UTC, or naive and interpreted in the zone of a state.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Annotated, Final, NamedTuple

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from interview_rules.errors import Problem, StateError, quoted, shown

if TYPE_CHECKING:
    from interview_rules.calendars.calendar import Calendar
    from interview_rules.positions import FieldPath

__all__ = [
    "DateOnly",
    "InstantOnly",
    "Moment",
    "parse_instant",
    "parse_moment",
    "resolve",
    "surely_after",
]

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_SECOND: Final = timedelta(seconds=1)
_FIRST_YEAR: Final = 1900
_LAST_YEAR: Final = 2200
_LONGEST: Final = 64
_ANY_HINT: Final = "write one such as 2026-11-25, or 2026-11-25 12:00 with a time"
_TIME_HINT: Final = (
    "write times as in 2026-11-25 15:00, 2026-11-25T15:00:30Z or 2026-11-25T15:00+01:00"
)

_DATE: Final = r"(?:(?:19|20|21)[0-9]{2}|2200)-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
_HOUR: Final = r"(?:[01][0-9]|2[0-3])"
_CLOCK: Final = _HOUR + r":[0-5][0-9](?::[0-5][0-9](?:[.,][0-9]{1,9})?)?"
_OFFSET: Final = rf"(?:Z|[+-]{_HOUR}(?::?[0-5][0-9]|:[0-5][0-9]:[0-5][0-9])?)?"
_TIME: Final = rf"[T ]{_CLOCK}{_OFFSET}"
_ACCEPTED: Final = re.compile(rf"{_DATE}({_TIME})?")

# A rejected text is matched again, part by part, to explain what is wrong with it.
_REFUSED_ISO: Final = re.compile(
    r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"
    r"(?:(?:T| +)([0-9]{1,2})(?::([0-9]{2}))?(?::([0-9]{2})(?:[.,][0-9]+)?)?(.*))?",
    re.IGNORECASE,
)
_THREE_NUMBERS: Final = re.compile(r"([0-9]{1,4})([./-]) ?([0-9]{1,2})\2 ?([0-9]{1,4})(?:[T ].*)?")
_COUNTED: Final = re.compile(r"([0-9]{4})-?(?:W[0-9]{2}-?[1-7]|([0-9]{3}))")
_DIGITS: Final = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})|[+-]?\d+(?:[.,]\d*)?")
_TIME_ALONE: Final = re.compile(r"T?[0-9]{1,2}:[0-9]{2}.*|[0-9]{1,2} ?[ap]\.?m\.?", re.IGNORECASE)

MOMENT = "invalid-moment"
"""The code of problems with a date or an instant."""


def parse_moment(value: object, where: FieldPath | str = "") -> date | datetime:
    """Parse a date or an instant; `where` is the field reported in errors.

    Accepts dates, datetimes and their ISO 8601 texts: `2026-11-19`, or `2026-11-19T15:00`,
    optionally with seconds, an offset or `Z`, and a space instead of the `T`. Fractions of a
    second are dropped; an aware datetime keeps its offset but not the name of its zone, a naive one
    stays naive. Raises StateError for anything else, such as numbers, ambiguous dates, invalid days
    or times of day, and years before 1900 or after 2200.
    """
    moment = _read(value)
    if moment is None:
        raise StateError([Problem(where, *_explain(value).for_moment(), MOMENT)])
    return moment


def parse_instant(value: object, where: FieldPath | str = "") -> datetime:
    """Parse an instant as `parse_moment` does; a date without a time raises StateError too."""
    moment = _read(value)
    if moment is None:
        raise StateError([Problem(where, *_explain(value).for_instant(), MOMENT)])
    if not isinstance(moment, datetime):
        raise StateError([Problem(where, *_needs_time(moment), MOMENT)])
    return moment


def _needs_time(day: date) -> tuple[str, str]:
    """Return the message and the hint for a date where an instant is required."""
    return "a time is required", f"add one, for example, {day} 12:00"


def surely_after(one: date | None, other: date | None) -> bool:
    """Return True only if the first moment is later than the second in every time zone.

    Never true for an unknown moment, None, nor for moments of different kinds: a date and an
    instant, or a time with a zone and one without. Times without a zone are compared as written,
    even if clocks skip one of them.
    """
    if isinstance(one, datetime) and isinstance(other, datetime):
        return (one.tzinfo is None) == (other.tzinfo is None) and one > other
    if one is None or other is None or isinstance(one, datetime) or isinstance(other, datetime):
        return False
    return one > other


def resolve(value: date | datetime, calendar: Calendar) -> tuple[int, int, int]:
    """Return the start and the end in seconds since the epoch, and the local day as an ordinal.

    A date lasts from the start of its day to the start of the next; an instant ends when it
    starts. A naive instant is in the zone of the calendar. If it occurs twice, because clocks fall
    back, the first occurrence counts; if clocks skip it, it is moved forward by the length of the
    gap. Raises CalendarError outside the years 1 to 9998.
    """
    if isinstance(value, datetime):
        if value.tzinfo is None:
            value = value.replace(tzinfo=calendar.tzinfo, fold=0)
        instant = (value - _EPOCH) // _SECOND
        return instant, instant, calendar.day_of(instant)
    day = value.toordinal()
    starts = calendar.starts
    return starts[day], starts[day + 1], day


def has_accepted_year(value: date) -> bool:
    """Return True if a date or an instant is in a year that a state may contain."""
    return _FIRST_YEAR <= value.year <= _LAST_YEAR


def _read(value: object) -> date | datetime | None:
    """Return a date or an instant, given as such or as text, or None for anything else."""
    if isinstance(value, str):
        return _read_text(value.strip()) if len(value) <= _LONGEST else None
    if not isinstance(value, date) or not has_accepted_year(value):
        return None
    day = date(value.year, value.month, value.day)
    if not isinstance(value, datetime):
        return day
    # Drop what JSON cannot hold: the name of a zone, the fold, fractions of a second.
    wall = datetime.combine(day, value.time().replace(microsecond=0, fold=0))
    offset = value.utcoffset()
    return wall if offset is None else wall.replace(tzinfo=timezone(offset // _SECOND * _SECOND))


def _read_text(text: str) -> date | datetime | None:
    match = _ACCEPTED.fullmatch(text)
    try:
        if match is None:
            return None
        if match[1] is None:
            return date.fromisoformat(text)
        return datetime.fromisoformat(text).replace(microsecond=0)
    except ValueError:
        return None


class _Refusal(NamedTuple):
    """The reason for rejecting a value, and what to write instead.

    `days` holds the dates that the value may mean. If `days` and `hint` are both empty, the hint is
    a general example. `no_date` is True if the message ends in a phrase such as "not a date", to
    which `for_instant` adds "and time".
    """

    message: str
    hint: str = ""
    days: tuple[date, ...] = ()
    no_date: bool = False

    def for_moment(self) -> tuple[str, str]:
        """Return the message and the hint for a field that accepts a date or an instant."""
        meant = " or ".join(map(str, self.days))
        return self.message, self.hint or (f"write {meant}" if meant else _ANY_HINT)

    def for_instant(self) -> tuple[str, str]:
        """Return the message and the hint for a field that accepts only an instant."""
        message = f"{self.message} and time" if self.no_date else self.message
        meant = " or ".join(f"{day} 12:00" for day in self.days)
        return message, self.hint or f"write {meant or 'one such as 2026-11-25 12:00'}"


def _explain(value: object) -> _Refusal:
    if isinstance(value, date):
        return _wrong_year(value.year)
    if not isinstance(value, str):
        digits = _DIGITS.fullmatch(str(value)) if type(value) is int and 0 < value < 10**8 else None
        days = _days(*digits.group(1, 2, 3)) if digits and digits[3] else ()
        return _Refusal(f"{shown(value)} is not a date", days=days, no_date=True)
    text = value[: _LONGEST + 1].strip()
    if len(value) > _LONGEST or not text:
        what = f"text of {len(value)} characters" if text else "empty text"
        return _Refusal(f"{what} is not a date", no_date=True)
    for shape, explain in _SHAPES:
        if parts := shape.fullmatch(text):
            return explain(quoted(text), parts)
    return _Refusal(f"{quoted(text)} is not a date", no_date=True)


def _explain_iso(typed: str, parts: re.Match[str]) -> _Refusal:
    year, month, day = (int(part) for part in parts.group(1, 2, 3))
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return _wrong_year(year)
    if not 1 <= month <= 12:
        return _Refusal(f"invalid month {month:02} in {typed}", "write a month from 01 to 12")
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        message = f"invalid date {year}-{month:02}-{day:02}"
        return _Refusal(message, f"write a day from 01 to {last}")
    if parts[4] is None:
        return _Refusal(f"{typed} lacks a leading zero", days=_days(parts[1], parts[2], parts[3]))
    return _explain_time(typed, date(year, month, day), parts)


def _explain_time(typed: str, day: date, parts: re.Match[str]) -> _Refusal:
    hour, minute, second = (int(part or 0) for part in parts.group(4, 5, 6))
    offset = parts[7].strip().upper()
    if hour == 24 and not minute and not second:
        after = day + timedelta(days=1)
        hint = _time_hint(f"{after}T00:00{offset}")
        return _Refusal(f"hour 24 is not supported in {typed}", hint)
    if hour > 23 or minute > 59 or second > 60:
        message = f"invalid time of day in {typed}"
        return _Refusal(message, "write a time from 00:00:00 to 23:59:59")
    start = f"{day}T{hour:02}:{minute:02}"
    if second == 60:
        message = f"{typed} is a leap second, which is not supported"
        return _Refusal(message, _time_hint(f"{start}:59{offset}"))
    seconds = f":{second:02}" if parts[6] else ""
    message = f"unsupported time format in {typed}"
    return _Refusal(message, _time_hint(f"{start}{seconds}{offset}"))


def _time_hint(text: str) -> str:
    return f"write {text}" if _ACCEPTED.fullmatch(text) else _TIME_HINT


def _explain_three(typed: str, parts: re.Match[str]) -> _Refusal:
    first, second, third = parts.group(1, 3, 4)
    year_first = _days(first, second, third) if len(first) == 4 else ()
    day_first = _days(third, second, first) if len(third) == 4 else ()
    month_first = _days(third, first, second) if len(third) == 4 else ()
    if day_first and month_first and day_first != month_first:
        message = f"the order of day and month in {typed} is ambiguous"
        return _Refusal(message, days=(*day_first, *month_first))
    days = year_first or day_first or month_first
    return _Refusal(f"{typed} is not an ISO date", days=days, no_date=True)


def _explain_counted(typed: str, parts: re.Match[str]) -> _Refusal:
    try:
        # Python parses week dates, but not ordinal dates.
        counted = timedelta(days=int(parts[2] or 1) - 1)
        day = date(int(parts[1]), 1, 1) + counted if parts[2] else date.fromisoformat(parts[0])
    except (ValueError, OverflowError):
        return _Refusal(f"{typed} is not a date", no_date=True)
    # A week date may fall in a neighboring year, but an ordinal date must not.
    if parts[2] and day.year != int(parts[1]):
        return _Refusal(f"{typed} is not a date", no_date=True)
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        return _wrong_year(day.year)
    kind = "an ordinal date" if parts[2] else "a week date"
    return _Refusal(f"{typed} is {kind}, which is not supported", days=(day,))


def _explain_digits(typed: str, parts: re.Match[str]) -> _Refusal:
    days = _days(parts[1], parts[2], parts[3]) if parts[3] else ()
    return _Refusal(f"{typed} is a number, not a date", days=days, no_date=True)


def _explain_clock(typed: str, _parts: re.Match[str]) -> _Refusal:
    hint = "write a date and time such as 2026-11-25 12:00"
    return _Refusal(f"{typed} is a time without a date", hint)


_SHAPES: Final = (
    (_DIGITS, _explain_digits),
    (_REFUSED_ISO, _explain_iso),
    (_THREE_NUMBERS, _explain_three),
    (_COUNTED, _explain_counted),
    (_TIME_ALONE, _explain_clock),
)


def _days(year: str, month: str, day: str) -> tuple[date, ...]:
    """Return the date with these numbers in a tuple; empty if it is invalid or out of range."""
    try:
        meant = date(int(year), int(month), int(day))
    except ValueError:
        return ()
    return (meant,) if _FIRST_YEAR <= meant.year <= _LAST_YEAR else ()


def _wrong_year(year: int) -> _Refusal:
    return _Refusal(
        f"the year {year} is out of range", f"write a year from {_FIRST_YEAR} to {_LAST_YEAR}"
    )


def _refused(message: str, hint: str) -> PydanticCustomError:
    # pydantic fills in the context in order, so braces inside the last value stay untouched.
    return PydanticCustomError("moment", "{message}", {"hint": hint, "message": message})


def _moment(value: object) -> date | datetime:
    moment = _read(value)
    if moment is None:
        raise _refused(*_explain(value).for_moment())
    return moment


def _date_only(value: object) -> date:
    moment = _moment(value)
    if isinstance(moment, datetime):
        raise _refused("a date without a time is required", f"write {moment.date()}")
    return moment


def _instant_only(value: object) -> datetime:
    moment = _read(value)
    if moment is None:
        raise _refused(*_explain(value).for_instant())
    if not isinstance(moment, datetime):
        raise _refused(*_needs_time(moment))
    return moment


def _iso(value: date) -> str:
    return value.isoformat()


def _schema(time: str, description: str, *examples: str) -> WithJsonSchema:
    # A time may lack the offset or the `T` that the format `date-time` requires.
    shape = {"type": "string", **({} if time else {"format": "date"})}
    shape["pattern"] = f"^{_DATE}{time}$"
    return WithJsonSchema({**shape, "description": description, "examples": list(examples)})


_AS_ISO: Final = PlainSerializer(_iso, return_type=str, when_used="json")

Moment = Annotated[
    date | datetime,
    PlainValidator(_moment),
    _AS_ISO,
    _schema(
        f"(?:{_TIME})?",
        "A date or an instant: ISO 8601, with or without an offset from UTC.",
        "2026-11-25",
        "2026-11-25 12:00",
        "2026-11-25T12:00:00+01:00",
    ),
]
"""A field for anything that `parse_moment` accepts; serialized to JSON as ISO 8601 text."""

DateOnly = Annotated[
    date,
    PlainValidator(_date_only),
    _AS_ISO,
    _schema("", "A date: ISO 8601.", "2026-11-25"),
]
"""A field for a date; rejects instants."""

InstantOnly = Annotated[
    datetime,
    PlainValidator(_instant_only),
    _AS_ISO,
    _schema(
        _TIME,
        "An instant: ISO 8601, with or without an offset from UTC.",
        "2026-11-25 12:00",
        "2026-11-25T12:00:00+01:00",
    ),
]
"""A field for an instant; rejects dates."""


Now = datetime | str | None
"""The instant of a call: a datetime, or text for one; None stands for the current time."""


def instant_of(now: Now, calendar: Calendar) -> int:
    """Return `now` in seconds since the epoch; None stands for the current time.

    A naive datetime, and text without an offset, is in the calendar's zone. Raises StateError for
    anything that `parse_instant` refuses.
    """
    if now is None:
        return int(datetime.now(UTC).timestamp())
    if isinstance(now, datetime) and now.tzinfo is not None and 1900 < now.year < 2200:
        # The usual case does not need the checks for typed text.
        passed = now - _EPOCH
        return passed.days * 86_400 + passed.seconds
    instant = resolve(parse_instant(now, "now"), calendar)[0]
    local = calendar.to_datetime(instant)
    if not has_accepted_year(local):  # which can differ from the year in another zone
        message = f"{_wrong_year(local.year).message} in {calendar.zone}"
        hint = f"write a moment from {_FIRST_YEAR} to {_LAST_YEAR} in that time zone"
        raise StateError([Problem("now", message, hint, MOMENT)])
    return instant
