"""Days and hours as pages and pictures say them, shorter than the texts of the advice do."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from interview_rules.calendars.calendar import Calendar
    from interview_rules.events.event import Event

__all__ = ["last_day", "say_border", "say_day", "say_event", "say_hour", "say_month", "say_short"]

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def say_day(day: date) -> str:
    """`Fri 27 Nov 2026`, in whatever language the machine is set to."""
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def say_event(event: Event, *, takes_place: bool) -> str:
    """What happened, in a few words: `follow-up sent`, or for a round that takes place `interview`."""
    if takes_place and event.event == "interview-scheduled":
        return (event.kind or "interview").replace("-", " ")
    return _EVENTS.get(event.event, event.event.replace("-", " "))


_EVENTS = {
    "interview-scheduled": "round arranged",
    "follow-up-sent": "follow-up sent",
    "hr-contacted": "human resources asked",
    "thank-you-sent": "thank-you note sent",
    "thank-you-failed": "thank-you note came back",
}


def say_short(day: date) -> str:
    """`27 Nov`, where the year is clear."""
    return f"{day.day} {_MONTHS[day.month - 1]}"


def say_month(day: date) -> str:
    """`Nov 2026`."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def say_hour(moment: datetime) -> str:
    """`Fri 27 Nov 2026, 15:00`."""
    return f"{say_day(moment)}, {moment:%H:%M}"


def last_day(until: datetime) -> datetime:
    """The last second before a stretch ends, on whatever day the clocks show then."""
    return (until.astimezone(UTC) - timedelta(seconds=1)).astimezone(until.tzinfo)


def say_border(calendar: Calendar, moment: datetime, *, ends: bool = False) -> str:
    """Where a stretch begins or ends; what ends with a day is said to last until that day."""
    if int(moment.timestamp()) != calendar.starts[moment.toordinal()]:
        return say_hour(moment)
    if not ends:
        return say_day(moment)
    return say_day(last_day(moment))
