"""Calendar appointments for the rounds of an application.

Rounds that have taken place stay in the calendar; those that were called off are left out. A round
keeps its UID when only its hour changes.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from interview_rules.calendars.calendar import NEVER
from interview_rules.facts.happening import round_key
from interview_rules.reports.appointment import Appointment, named, without_controls

if TYPE_CHECKING:
    from datetime import datetime

    from interview_rules.calendars.calendar import Calendar
    from interview_rules.evaluation.session import Session
    from interview_rules.facts.happening import Meeting
    from interview_rules.reports.application_identity import Identity

__all__ = ["rounds_of"]

_TITLES = {
    "interview": "Interview",
    "phone-screen": "Screening call",
    "test": "Test or task",
    "test-taken": "Test or task",
}


def rounds_of(
    session: Session, horizon: int, identity: Identity, name: str = ""
) -> list[Appointment]:
    """Return the appointments for the rounds of an application, in order of their days.

    Rounds called off, and planned rounds announced later than the instant `horizon`, are left out.
    `name` appears in the titles if the state has neither a position nor a company.
    """
    by_key: dict[tuple[int, bool], list[Meeting]] = {}
    for meeting in session.intervals.timeline.meetings:
        known = meeting.held or meeting.announced <= horizon
        if known and meeting.off == NEVER:
            by_key.setdefault(round_key(meeting), []).append(meeting)
    found = []
    for (day, is_test), meetings in sorted(by_key.items()):
        for place, (meeting, twin) in enumerate(_paired(meetings)):
            key = ("round", date.fromordinal(day).isoformat(), is_test, place)
            found.append(_appointment(meeting, twin, session, identity.uid(*key), name))
    return found


def _paired(meetings: list[Meeting]) -> list[tuple[Meeting, Meeting]]:
    """Pair each round of one day that took place with the planned round nearest in time.

    A round without a counterpart is paired with itself. The planned rounds come first, in order, so
    that a round keeps its position once it has taken place.
    """
    plans = [meeting for meeting in meetings if not meeting.held]
    found = [(plan, plan) for plan in plans]
    free = list(range(len(plans)))
    for held in (meeting for meeting in meetings if meeting.held):
        if not free:
            found.append((held, held))
            continue
        # A round without an hour begins with the day, so it takes the first plan.
        place = min(free, key=lambda i: abs(plans[i].moment[0] - held.moment[0]))
        free.remove(place)
        found[place] = (held, plans[place])
    return found


def _appointment(
    meeting: Meeting, twin: Meeting, session: Session, uid: str, name: str
) -> Appointment:
    event, planned = meeting.event, twin.event
    kind = event.event if meeting.held else event.kind or "interview"
    people = event.interviewers or planned.interviewers
    where = event.place or planned.place or ""
    link = event.link or planned.link or ""
    detail = event.detail or planned.detail
    lines = (
        f"With {', '.join(people)}" if people else "",
        f"Where: {where}" if where else "",
        f"Link: {link}" if link else "",
        detail or "",
    )
    start, end = _times(_more_exact(meeting, twin), session.calendar)
    return Appointment(
        uid=uid,
        start=start,
        end=end,
        title=named(_TITLES[kind], session.state, name),
        text=without_controls("\n".join(filter(None, lines))),
        category="test" if kind == "test-taken" else kind,
        place=without_controls(where),
        link=link,
        people=tuple(map(without_controls, people)),
        is_round=True,
    )


def _more_exact(meeting: Meeting, twin: Meeting) -> Meeting:
    """Return the record of a round that took place, or its plan if that is more exact.

    A plan is more exact if only it has an hour. If both have the same hour, the plan counts unless
    the round has an end.
    """
    if not twin.timed or (meeting.timed and meeting.moment[0] != twin.moment[0]):
        return meeting
    return meeting if meeting.timed and meeting.event.end is not None else twin


def _times(meeting: Meeting, calendar: Calendar) -> tuple[date | datetime, date | datetime | None]:
    start, end, day = meeting.moment
    if meeting.timed:
        last = calendar.to_datetime(end) if end > start else None
        return calendar.to_datetime(start), last
    last_day = calendar.day_of(max(start, end - 1))
    over = date.fromordinal(last_day + 1) if last_day > day else None
    return date.fromordinal(day), over
