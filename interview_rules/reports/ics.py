"""Reports and plans as a calendar file (RFC 5545), the only module that knows icalendar.

What is due becomes an event, or a to-do, with an alarm. Its UID rests on the application, the
action, and which time it is that the action is advised, and not on the day: importing a later file
again moves what has moved and doubles nothing. DTSTAMP is the report's own now.
"""

from __future__ import annotations

import json
import re
import uuid
from bisect import bisect_right
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from interview_rules.calendars.calendar import NEVER
from interview_rules.evaluation.windows import Windows

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
    from interview_rules.evaluation.session import Session
    from interview_rules.reports.advice import Advice
    from interview_rules.reports.plan import Plan
    from interview_rules.reports.report import Report
    from interview_rules.state.interview_state import InterviewState

__all__ = ["Appointment", "of_plan", "of_report", "to_ics"]

_OURS = uuid.UUID("5d0f9d0e-6a39-5b0b-9a3c-0b6a1d7f4c11")
_UNPRINTABLE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
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
    times = _Times(report.evaluation.session)
    return [
        _appointment(advice, advice.due, times.which(advice.action, report.instant), report, name)
        for advice in report
        if advice.kind == "do" and advice.due is not None
    ]


def of_plan(plan: Plan, name: str = "") -> list[Appointment]:
    """What a plan says is due, and what begins in it without a day of its own, on its first day."""
    times = _Times(plan.session)
    found: dict[tuple[str, int], Appointment | None] = {}
    speaks: dict[tuple[str, int], str] = {}
    for report in plan.reports:
        for advice in report:
            if advice.kind != "do":
                continue
            which = times.which(advice.action, report.instant)
            key = (advice.action, which)
            due = advice.due
            if key not in found:
                begins = report.instant > plan.reports[0].instant
                day = report.now.date() if due is None and begins else due
                speaks[key] = advice.id
                found[key] = _appointment(advice, day, which, report, name) if day else None
            elif due is not None and speaks[key] == advice.id:
                # Of one time it is the day last named that counts, in the words of its first rule.
                found[key] = _appointment(advice, due, which, report, name)
    return [each for each in found.values() if each is not None]


class _Times:
    """The how-manieth time an action is advised in the whole history of a state, from 1."""

    def __init__(self, session: Session) -> None:
        self._begins: dict[str, list[int]] = {}
        actions = session.pack.actions_by_rule
        before: set[str] = set()
        history = Windows(
            session.program.engine, session.program.moments, session.stretches, -NEVER, session.own
        )
        for instant, _facts, _holds, given in history.moments():
            here = {action for i, action in enumerate(actions) if action and given >> i & 1}
            for action in here - before:
                self._begins.setdefault(action, []).append(instant)
            before = here

    def which(self, action: str, instant: int) -> int:
        """Which time it is at an instant at which the action is advised."""
        return bisect_right(self._begins.get(action, ()), instant)


def _appointment(
    advice: Advice, due: date | datetime | None, which: int, report: Report, name: str
) -> Appointment:
    assert due is not None  # noqa: S101  # only what is due comes here
    state = report.state
    about = " at ".join(each for each in (state.position, state.company) if each) or name
    key = json.dumps([name or _name_of(state), advice.action, which])
    return Appointment(
        uid=f"{uuid.uuid5(_OURS, key)}@interview-rules",
        due=due,
        title=_clean(f"{advice.title} ({about})" if about else advice.title),
        text=_clean(f"{advice.text}\n\nSource: {advice.source}"),
        action=advice.action,
    )


def _name_of(state: InterviewState) -> list[str]:
    """What tells one application from another if nobody gave it a name."""
    return [state.company or "", state.position or ""]


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
    if at <= now:
        # What should have rung already rings soon, but not after an hour that counts.
        at = now + timedelta(hours=1)
        if isinstance(due, datetime) and due > now:
            at = min(at, due.astimezone(UTC))
    alarm.add("trigger", at, parameters={"VALUE": "DATE-TIME"})
    return alarm
