"""Parsing of dates and instants as people type them, without confusing the two.

A date is a `datetime.date` and covers a whole day. An instant is a `datetime.datetime` in whole
seconds: aware with a fixed offset from UTC, or naive and interpreted in the zone of a state.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Annotated, Final

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from interview_rules.calendars.moment_forms import (
    ACCEPTED,
    DATE,
    LONGEST,
    TIME,
    explain,
    has_accepted_year,
)
from interview_rules.errors import Problem, StateError

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
_DAY_SECONDS: Final = 86_400
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
        raise StateError([Problem(where, *explain(value).for_moment(), MOMENT)])
    return moment


def parse_instant(value: object, where: FieldPath | str = "") -> datetime:
    """Parse an instant as `parse_moment` does; a date without a time raises StateError too."""
    moment = _read(value)
    if moment is None:
        raise StateError([Problem(where, *explain(value).for_instant(), MOMENT)])
    if not isinstance(moment, datetime):
        raise StateError([Problem(where, *_needs_time(moment), MOMENT)])
    return moment


def _needs_time(day: date) -> tuple[str, str]:
    """Return the message and the hint for a date where an instant is required."""
    return "a time is required", f"add one, for example, {day} 12:00"


def surely_after(one: date | None, other: date | None) -> bool:
    """Return True only if the first moment is later than the second in every time zone.

    Return False if either is unknown (None), or if they are of different kinds: a date and an
    instant, or a time with a zone and a time without. Times without a zone are compared as written,
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
    starts = calendar.starts
    if isinstance(value, datetime) and value.tzinfo is not None:
        return _resolved(value, calendar)
    day = value.toordinal()
    start, end = starts[day], starts[day + 1]
    if not isinstance(value, datetime):
        return start, end, day
    if end - start != _DAY_SECONDS:
        return _resolved(value.replace(tzinfo=calendar.tzinfo, fold=0), calendar)
    # On all other days, clocks do not change, and counting is faster than asking the time zone.
    instant = start + value.hour * 3600 + value.minute * 60 + value.second
    return instant, instant, day


def _resolved(value: datetime, calendar: Calendar) -> tuple[int, int, int]:
    """Return what `resolve` does for an aware instant."""
    instant = _seconds(value)
    return instant, instant, calendar.day_of(instant)


def _seconds(value: datetime) -> int:
    """Return an aware instant in whole seconds since the epoch."""
    passed = value - _EPOCH
    return passed.days * _DAY_SECONDS + passed.seconds


def _read(value: object) -> date | datetime | None:
    """Return a date or an instant, given as such or as text, or None for anything else."""
    if isinstance(value, str):
        return _read_text(value.strip()) if len(value) <= LONGEST else None
    if not isinstance(value, date) or not has_accepted_year(value):
        return None
    day = date(value.year, value.month, value.day)
    if not isinstance(value, datetime):
        return day
    # Drop fractions of a second, and what ISO 8601 text cannot hold: the zone's name and the fold.
    wall = datetime.combine(day, value.time().replace(microsecond=0, fold=0))
    offset = value.utcoffset()
    return wall if offset is None else wall.replace(tzinfo=timezone(offset // _SECOND * _SECOND))


def _read_text(text: str) -> date | datetime | None:
    match = ACCEPTED.fullmatch(text)
    try:
        if match is None:
            return None
        if match[1] is None:
            return date.fromisoformat(text)
        instant = datetime.fromisoformat(text)
        # Replacing takes longer than everything else here, and few texts have fractions.
        return instant.replace(microsecond=0) if instant.microsecond else instant
    except ValueError:
        return None


def _refused(message: str, hint: str) -> PydanticCustomError:
    # pydantic fills in the context in order, so braces inside the last value stay untouched.
    return PydanticCustomError("moment", "{message}", {"hint": hint, "message": message})


def _moment(value: object) -> date | datetime:
    moment = _read(value)
    if moment is None:
        raise _refused(*explain(value).for_moment())
    return moment


def _date_only(value: object) -> date:
    moment = _read(value)
    if moment is None:
        raise _refused(*explain(value).for_date())
    if isinstance(moment, datetime):
        raise _refused("a date without a time is required", f"write {moment.date()}")
    return moment


def _instant_only(value: object) -> datetime:
    moment = _read(value)
    if moment is None:
        raise _refused(*explain(value).for_instant())
    if not isinstance(moment, datetime):
        raise _refused(*_needs_time(moment))
    return moment


def _iso(value: date) -> str:
    return value.isoformat()


_AS_ISO: Final = PlainSerializer(_iso, return_type=str, when_used="json")

Moment = Annotated[
    date | datetime,
    PlainValidator(_moment),
    _AS_ISO,
    # A time may lack the offset or the `T` that the format `date-time` requires.
    WithJsonSchema(
        {
            "type": "string",
            "pattern": f"^{DATE}(?:{TIME})?$",
            "description": "A date or an instant: ISO 8601, with or without an offset from UTC.",
            "examples": ["2026-11-25", "2026-11-25 12:00", "2026-11-25T12:00:00+01:00"],
        }
    ),
]
"""A field for anything that `parse_moment` accepts; serialized to JSON as ISO 8601 text."""

DateOnly = Annotated[
    date,
    PlainValidator(_date_only),
    _AS_ISO,
    WithJsonSchema(
        {
            "type": "string",
            "format": "date",
            "pattern": f"^{DATE}$",
            "description": "A date: ISO 8601.",
            "examples": ["2026-11-25"],
        }
    ),
]
"""A field for a date; rejects instants."""

InstantOnly = Annotated[
    datetime,
    PlainValidator(_instant_only),
    _AS_ISO,
    WithJsonSchema(
        {
            "type": "string",
            "pattern": f"^{DATE}{TIME}$",
            "description": "An instant: ISO 8601, with or without an offset from UTC.",
            "examples": ["2026-11-25 12:00", "2026-11-25T12:00:00+01:00"],
        }
    ),
]
"""A field for an instant; rejects dates."""


Now = datetime | str | None
"""The instant of a call: a datetime, or text for one; None stands for the current time."""


def instant_of(now: Now, calendar: Calendar) -> int:
    """Return `now` in seconds since the epoch; None stands for the current time.

    A naive datetime, and text without an offset, is in the calendar's zone. Raises StateError for
    anything that `parse_instant` refuses, and for an instant whose year in that zone is before 1900
    or after 2200.
    """
    if now is None:
        return int(datetime.now(UTC).timestamp())
    if isinstance(now, datetime) and now.tzinfo is not None and 1900 < now.year < 2200:
        # The usual case does not need the checks for typed text.
        return _seconds(now)
    instant, _end, day = resolve(parse_instant(now, "now"), calendar)
    local = date.fromordinal(day)
    if not has_accepted_year(local):  # which can differ from the year in another zone
        message = f"{explain(local).message} in {calendar.zone}"
        hint = f"{explain(local).hint} in that time zone"
        raise StateError([Problem("now", message, hint, MOMENT)])
    return instant
