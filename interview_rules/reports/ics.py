"""Calendar files of appointments (RFC 5545). Only this module imports icalendar.

Each appointment becomes an event or a to-do, with an optional alarm. DTSTAMP is the
`now` of the report.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

try:
    from icalendar import Alarm, Event, Todo
    from icalendar import Calendar as File
except ModuleNotFoundError as missing:
    if (missing.name or "").split(".")[0] != "icalendar":
        raise
    message = "calendar files need an extra: pip install 'interview-rules[calendar]'"
    raise ModuleNotFoundError(message, name="icalendar") from None

if TYPE_CHECKING:
    from collections.abc import Iterable

    from interview_rules.calendars.calendar import Calendar
    from interview_rules.reports.appointments import Appointment

__all__ = ["to_ics"]

_MORNING = 9
"""Local hour of the alarm for a due date; for a due time, the alarm rings an hour earlier."""
_SEQUENCE_START = datetime(2020, 1, 1, tzinfo=UTC)


def to_ics(
    appointments: Iterable[Appointment],
    calendar: Calendar,
    now: datetime,
    *,
    todos: bool = False,
    alarms: bool = True,
) -> bytes:
    """Return a calendar file of appointments, as UTF-8.

    Each appointment becomes an event or, with `todos`, a to-do; `alarms` adds an alarm to each.
    `now` is the time stamp of every entry.
    """
    file = File()
    file.add("prodid", "-//interview-rules//interview-rules//EN")
    file.add("version", "2.0")
    stamp = now.astimezone(UTC).replace(microsecond=0)
    for each in appointments:
        entry = Todo() if todos else Event()
        entry.add("uid", each.uid)
        entry.add("dtstamp", stamp)
        entry.add("last-modified", stamp)
        # Grows with every later file so that calendars accept the changes.
        entry.add("sequence", max(0, (stamp - _SEQUENCE_START) // timedelta(minutes=1)))
        entry.add("summary", each.title)
        entry.add("description", each.text)
        entry.add("categories", [each.action])
        _add_times(entry, each.due, todos=todos)
        if alarms:
            entry.add_component(_alarm(each, calendar, stamp))
        file.add_component(entry)
    written: bytes = file.to_ical()
    return written


def _add_times(entry: Event | Todo, due: date | datetime, *, todos: bool) -> None:
    when = due.astimezone(UTC) if isinstance(due, datetime) else due
    if todos:
        entry.add("due", when)
        entry.add("status", "NEEDS-ACTION")
        return
    entry.add("dtstart", when)
    if not isinstance(due, datetime):
        entry.add("dtend", due + timedelta(days=1))
    entry.add("transp", "TRANSPARENT")


def _alarm(appointment: Appointment, calendar: Calendar, now: datetime) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", appointment.title)
    due = appointment.due
    if isinstance(due, datetime):
        at = due.astimezone(UTC) - timedelta(hours=1)
    else:
        # An absolute time, because calendars disagree on when an all-day event begins.
        at = datetime.combine(due, time(_MORNING), calendar.tzinfo).astimezone(UTC)
    if at <= now:
        # Instead of in the past, the alarm rings an hour from now, or at the due time if sooner.
        at = now + timedelta(hours=1)
        if isinstance(due, datetime) and due > now:
            at = min(at, due.astimezone(UTC))
    alarm.add("trigger", at, parameters={"VALUE": "DATE-TIME"})
    return alarm
