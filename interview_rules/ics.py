"""Reports and plans as a calendar file (RFC 5545), the only module that knows icalendar.

What is due becomes an event, or a to-do, with an alarm. Its UID rests on the application, the
action, the round and, for messages, on how many went before, and not on the day: importing a later
file again moves what has moved and doubles nothing. DTSTAMP is the report's own now.
"""

from __future__ import annotations

import re
import uuid
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from interview_rules.calendars import NEVER
from interview_rules.facts import OFFSETS

try:
    from icalendar import Alarm, Event, Todo
    from icalendar import Calendar as File
except ModuleNotFoundError as missing:
    if (missing.name or "").split(".")[0] != "icalendar":
        raise
    message = "calendar files need an extra: pip install 'interview-rules[calendar]'"
    raise ModuleNotFoundError(message, name="icalendar") from None

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from interview_rules.advice import Advice, Report
    from interview_rules.calendars import Calendar
    from interview_rules.plans import Plan
    from interview_rules.state import InterviewState

__all__ = ["Appointment", "of_plan", "of_report", "to_ics"]

_OURS = uuid.UUID("5d0f9d0e-6a39-5b0b-9a3c-0b6a1d7f4c11")
_UNPRINTABLE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_MORNING = 9
"""The hour of the alarm for what is due on a day; for what is due at an hour it is one before."""
_FIRST = datetime(2020, 1, 1, tzinfo=UTC)


class Appointment(NamedTuple):
    """Something that is due: a whole day, or an aware moment."""

    uid: str
    due: date | datetime
    title: str
    text: str
    action: str


def of_report(report: Report, name: str = "") -> list[Appointment]:
    """What a report says is due."""
    return [
        _appointment(advice, advice.due, report, name)
        for advice in report
        if advice.kind == "do" and advice.due is not None
    ]


def of_plan(plan: Plan, name: str = "") -> list[Appointment]:
    """What a plan says is due, and what begins in it without a day of its own, on its first day."""
    found: dict[str, Appointment] = {}
    for advice, report in _first_days(plan):
        due = advice.due
        if due is None and report.instant > plan.reports[0].instant:
            due = report.now.date()
        if due is not None:
            appointment = _appointment(advice, due, report, name)
            found.setdefault(appointment.uid, appointment)
    return list(found.values())


def _first_days(plan: Plan) -> Iterator[tuple[Advice, Report]]:
    """Every advice to do, where a plan begins to give it."""
    before: set[str] = set()
    for report in plan.reports:
        for advice in report:
            if advice.kind == "do" and advice.id not in before:
                yield advice, report
        before = {*report.ids}


def _appointment(
    advice: Advice, due: date | datetime | None, report: Report, name: str
) -> Appointment:
    assert due is not None  # noqa: S101  # only what is due comes here
    state = report.state
    about = " at ".join(each for each in (state.position, state.company) if each) or name
    key = "|".join((name or _name_of(state), advice.action, *_occasion(advice, report)))
    return Appointment(
        uid=f"{uuid.uuid5(_OURS, key)}@interview-rules",
        due=due,
        title=_clean(f"{advice.title} ({about})" if about else advice.title),
        text=_clean(f"{advice.text}\n\nSource: {advice.source}"),
        action=advice.action,
    )


def _name_of(state: InterviewState) -> str:
    """What tells one application from another if nobody gave it a name."""
    return "/".join(each for each in (state.company, state.position) if each)


def _occasion(advice: Advice, report: Report) -> tuple[str, ...]:
    """What tells one time that something is due from another, whatever day it is moved to."""
    recorded = report.pack.recorded.get(advice.action, "")
    rounds = str(report.facts[OFFSETS["rounds"]])
    if recorded == "follow-up-sent":
        return (rounds, str(report.facts[OFFSETS["follow_ups"]]))
    if recorded in _SEARCH and advice.due_span[0] < NEVER:
        # Done every few weeks, and counted from the last time: that day says which time it is.
        return (str(advice.due_span[2]),)
    return (rounds,)


_SEARCH = frozenset(
    {"application-sent", "boards-searched", "networking-attended", "mentor-consulted"}
)


def _clean(text: str) -> str:
    return _UNPRINTABLE.sub(" ", text)


def to_ics(
    appointments: Iterable[Appointment],
    calendar: Calendar,
    now: datetime,
    *,
    todos: bool = False,
    alarms: bool = True,
) -> bytes:
    """A calendar file of appointments, as events or as to-dos."""
    file = File()
    file.add("prodid", "-//interview-rules//interview-rules//EN")
    file.add("version", "2.0")
    stamp = now.astimezone(UTC).replace(microsecond=0)
    for each in appointments:
        entry = Todo() if todos else Event()
        entry.add("uid", each.uid)
        entry.add("dtstamp", stamp)
        entry.add("last-modified", stamp)
        # Grows with every later file, so that calendars take what changed.
        entry.add("sequence", max(0, (stamp - _FIRST) // timedelta(minutes=1)))
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
        # Absolute, since calendars differ in where a whole day begins for an alarm.
        at = datetime.combine(due, time(_MORNING), calendar.tzinfo).astimezone(UTC)
    # What should have rung already rings soon.
    at = at if at > now else now + timedelta(hours=1)
    alarm.add("trigger", at, parameters={"VALUE": "DATE-TIME"})
    return alarm
