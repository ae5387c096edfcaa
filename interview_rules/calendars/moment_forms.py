"""The forms in which moments can be written, and what to write instead of any other."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Final, NamedTuple

from interview_rules.errors import quoted, shown

__all__ = [
    "ACCEPTED",
    "DATE",
    "LONGEST",
    "TIME",
    "Refusal",
    "explain",
    "has_accepted_year",
]

_FIRST_YEAR: Final = 1900
_LAST_YEAR: Final = 2200
LONGEST: Final = 64
_ANY_HINT: Final = "write one such as 2026-11-25, or 2026-11-25 12:00 with a time"
_TIME_HINT: Final = (
    "write times as in 2026-11-25 15:00, 2026-11-25T15:00:30Z or 2026-11-25T15:00+01:00"
)

DATE: Final = r"(?:(?:19|20|21)[0-9]{2}|2200)-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
_HOUR: Final = r"(?:[01][0-9]|2[0-3])"
_CLOCK: Final = _HOUR + r":[0-5][0-9](?::[0-5][0-9](?:[.,][0-9]{1,9})?)?"
_OFFSET: Final = rf"(?:Z|[+-]{_HOUR}(?::?[0-5][0-9]|:[0-5][0-9]:[0-5][0-9])?)?"
TIME: Final = rf"[T ]{_CLOCK}{_OFFSET}"
ACCEPTED: Final = re.compile(rf"{DATE}({TIME})?")

# A rejected text is matched again, part by part, to explain what is wrong with it.
_REFUSED_ISO: Final = re.compile(
    r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"
    r"(?:(?:T| +)([0-9]{1,2})(?::([0-9]{2}))?(?::([0-9]{2})(?:[.,][0-9]+)?)?(.*))?",
    re.IGNORECASE,
)
_THREE_NUMBERS: Final = re.compile(
    r"([0-9]{1,4})([./-]) ?([0-9]{1,2})\2 ?([0-9]{1,4})(?:(?:T|,? +)(.*))?"
)
_ORDINARY_TIME: Final = re.compile(r"([0-9]{1,2}):([0-9]{2})(:[0-9]{2})?")
_COUNTED: Final = re.compile(r"([0-9]{4})-?(?:W[0-9]{2}-?[1-7]|([0-9]{3}))")
_DIGITS: Final = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})|[+-]?\d+(?:[.,]\d*)?")
_TIME_ALONE: Final = re.compile(r"T?[0-9]{1,2}:[0-9]{2}.*|[0-9]{1,2} ?[ap]\.?m\.?", re.IGNORECASE)


def has_accepted_year(value: date) -> bool:
    """Return True if a date or an instant is in a year that a state may contain."""
    return _FIRST_YEAR <= value.year <= _LAST_YEAR


class Refusal(NamedTuple):
    """The reason for rejecting a value, and what to write instead.

    `days` holds the dates that the value may mean, and `time` its time of day, as it is to be
    written. If `days` and `hint` are both empty, the hint is a general example. `no_date` is True
    if the message ends in a phrase such as "not a date", to which `for_instant` adds "and time".
    """

    message: str
    hint: str = ""
    days: tuple[date, ...] = ()
    no_date: bool = False
    time: str = ""

    def for_moment(self) -> tuple[str, str]:
        """Return the message and the hint for a field that accepts a date or an instant."""
        meant = " or ".join(f"{day} {self.time}".strip() for day in self.days)
        return self.message, self.hint or (f"write {meant}" if meant else _ANY_HINT)

    def for_instant(self) -> tuple[str, str]:
        """Return the message and the hint for a field that accepts only an instant."""
        message = f"{self.message} and time" if self.no_date else self.message
        meant = " or ".join(f"{day} {self.time or '12:00'}" for day in self.days)
        return message, self.hint or f"write {meant or 'one such as 2026-11-25 12:00'}"

    def for_date(self) -> tuple[str, str]:
        """Return the message and the hint for a field that accepts only a date."""
        meant = " or ".join(map(str, self.days))
        hint = f"write {meant}" if meant else self.hint or "write one such as 2026-11-25"
        return self.message, hint


def explain(value: object) -> Refusal:
    """Return why a value that is not a moment, or whose year is out of range, is refused."""
    if isinstance(value, date) and value != value:  # noqa: PLR0124  # true for the NaT of pandas only
        return Refusal("NaT is not a date", "use None for a moment that is unknown", no_date=True)
    if isinstance(value, date):
        return _wrong_year(value.year)
    if not isinstance(value, str):
        digits = _DIGITS.fullmatch(str(value)) if type(value) is int and 0 < value < 10**8 else None
        days = _days(*digits.group(1, 2, 3)) if digits and digits[3] else ()
        return Refusal(f"{shown(value)} is not a date", days=days, no_date=True)
    text = value[: LONGEST + 1].strip()
    if len(value) > LONGEST or not text:
        what = f"text of {len(value)} characters" if text else "empty text"
        return Refusal(f"{what} is not a date", no_date=True)
    for shape, explain in _SHAPES:
        if parts := shape.fullmatch(text):
            return explain(quoted(text), parts)
    return Refusal(f"{quoted(text)} is not a date", no_date=True)


def _explain_iso(typed: str, parts: re.Match[str]) -> Refusal:
    year, month, day = (int(part) for part in parts.group(1, 2, 3))
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return _wrong_year(year)
    if not 1 <= month <= 12:
        return Refusal(f"invalid month {month:02} in {typed}", "write a month from 01 to 12")
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        message = f"invalid date {year}-{month:02}-{day:02}"
        return Refusal(message, f"write a day from 01 to {last}")
    if parts[4] is None:
        return Refusal(f"{typed} lacks a leading zero", days=_days(parts[1], parts[2], parts[3]))
    return _explain_time(typed, date(year, month, day), parts)


def _explain_time(typed: str, day: date, parts: re.Match[str]) -> Refusal:
    hour, minute, second = (int(part or 0) for part in parts.group(4, 5, 6))
    offset = parts[7].strip().upper()
    if hour == 24 and not minute and not second:
        after = day + timedelta(days=1)
        hint = _time_hint(f"{after}T00:00{offset}")
        return Refusal(f"hour 24 is not supported in {typed}", hint, (day,))
    if hour > 23 or minute > 59 or second > 60:
        message = f"invalid time of day in {typed}"
        return Refusal(message, "write a time from 00:00:00 to 23:59:59", (day,))
    start = f"{day}T{hour:02}:{minute:02}"
    if second == 60:
        message = f"{typed} is a leap second, which is not supported"
        return Refusal(message, _time_hint(f"{start}:59{offset}"), (day,))
    seconds = f":{second:02}" if parts[6] else ""
    message = f"unsupported time format in {typed}"
    return Refusal(message, _time_hint(f"{start}{seconds}{offset}"), (day,))


def _time_hint(text: str) -> str:
    return f"write {text}" if ACCEPTED.fullmatch(text) else _TIME_HINT


def _explain_three(typed: str, parts: re.Match[str]) -> Refusal:
    first, second, third = parts.group(1, 3, 4)
    year_first = _days(first, second, third) if len(first) == 4 else ()
    day_first = _days(third, second, first) if len(third) == 4 else ()
    month_first = _days(third, first, second) if len(third) == 4 else ()
    time = _time_meant(parts[5] or "")
    if time is None:
        return Refusal(f"{typed} is not an ISO date", no_date=True)
    if day_first and month_first and day_first != month_first:
        message = f"the order of day and month in {typed} is ambiguous"
        return Refusal(message, days=(*day_first, *month_first), time=time)
    days = year_first or day_first or month_first
    return Refusal(f"{typed} is not an ISO date", days=days, no_date=True, time=time)


def _time_meant(typed: str) -> str | None:
    """Return how to write a time of day, which may be empty; None if it cannot be read."""
    if not typed or re.fullmatch(_CLOCK + _OFFSET, typed):
        return typed
    parts = _ORDINARY_TIME.fullmatch(typed)
    written = f"{int(parts[1]):02}:{parts[2]}{parts[3] or ''}" if parts else ""
    return written if re.fullmatch(_CLOCK, written) else None


def _explain_counted(typed: str, parts: re.Match[str]) -> Refusal:
    try:
        # Python parses week dates, but not ordinal dates.
        counted = timedelta(days=int(parts[2] or 1) - 1)
        day = date(int(parts[1]), 1, 1) + counted if parts[2] else date.fromisoformat(parts[0])
    except (ValueError, OverflowError):
        return Refusal(f"{typed} is not a date", no_date=True)
    # A week date may fall in a neighboring year, but an ordinal date must not.
    if parts[2] and day.year != int(parts[1]):
        return Refusal(f"{typed} is not a date", no_date=True)
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        return _wrong_year(day.year)
    kind = "an ordinal date" if parts[2] else "a week date"
    return Refusal(f"{typed} is {kind}, which is not supported", days=(day,))


def _explain_digits(typed: str, parts: re.Match[str]) -> Refusal:
    days = _days(parts[1], parts[2], parts[3]) if parts[3] else ()
    return Refusal(f"{typed} is a number, not a date", days=days, no_date=True)


def _explain_clock(typed: str, _parts: re.Match[str]) -> Refusal:
    hint = "write a date and time such as 2026-11-25 12:00"
    return Refusal(f"{typed} is a time without a date", hint)


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


def _wrong_year(year: int) -> Refusal:
    return Refusal(
        f"the year {year} is out of range", f"write a year from {_FIRST_YEAR} to {_LAST_YEAR}"
    )
