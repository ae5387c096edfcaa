"""Formatting of dates and times in English: short for pages and charts, in full for advice."""

from __future__ import annotations

from datetime import UTC, date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from interview_rules.calendars.calendar import Calendar, Span

__all__ = ["last_day", "said", "say_border", "say_day", "say_hour", "say_month", "say_short"]

# Written out, so that the locale of the machine does not change a report.
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def say_day(day: date) -> str:
    """Format as `Fri 27 Nov 2026`, whatever the locale."""
    return f"{_WEEKDAYS[day.weekday()][:3]} {day.day} {say_month(day)}"


def say_short(day: date) -> str:
    """Format as `27 Nov`, for places where the year is clear."""
    return f"{day.day} {_MONTHS[day.month - 1][:3]}"


def say_month(day: date) -> str:
    """Format as `Nov 2026`."""
    return f"{_MONTHS[day.month - 1][:3]} {day.year}"


def say_hour(moment: datetime) -> str:
    """Format with the time of day, as `Fri 27 Nov 2026, 15:00`."""
    return f"{say_day(moment)}, {moment:%H:%M}"


def last_day(until: datetime) -> datetime:
    """Return the second before `until`, in the same zone: it falls on the last day of a period."""
    return (until.astimezone(UTC) - timedelta(seconds=1)).astimezone(until.tzinfo)


def say_border(calendar: Calendar, moment: datetime, *, ends: bool = False) -> str:
    """Format the start or, with `ends`, the end of a period.

    If a day of the calendar starts at `moment`, the time is left out, and an end is shown as the
    day before. `moment` is in the zone of the calendar.
    """
    if int(moment.timestamp()) != calendar.starts[moment.toordinal()]:
        return say_hour(moment)
    if not ends:
        return say_day(moment)
    return say_day(last_day(moment))


def said(span: Span, calendar: Calendar) -> str:
    """Format a known moment as `Friday 27 November 2026`, or `Friday 27 November 2026, 15:00`.

    The time is shown for an instant, and for a part of a day, such as a round with an end, but not
    for an instant at the start of a day.
    """
    start, end, day = span
    if start != calendar.starts[day] and end <= calendar.starts[day + 1]:
        moment = calendar.to_datetime(start)
        return f"{_day_said(day)}, {moment:%H:%M}"
    return _day_said(day)


@lru_cache(maxsize=4096)
def _day_said(day: int) -> str:
    when = date.fromordinal(day)
    return f"{_WEEKDAYS[when.weekday()]} {when.day} {_MONTHS[when.month - 1]} {when.year}"
