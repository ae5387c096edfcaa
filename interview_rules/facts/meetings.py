"""The rounds of a log, held and planned, with their cancellations."""

from __future__ import annotations

from bisect import bisect_left
from datetime import datetime
from operator import attrgetter
from typing import TYPE_CHECKING

from interview_rules.calendars.calendar import NEVER
from interview_rules.events.effects import OFF, ROUND_KINDS, SETS
from interview_rules.facts.employers import apart
from interview_rules.facts.happening import Meeting, content_of, in_its_zone, round_key, span_of

if TYPE_CHECKING:
    from datetime import date

    from interview_rules.calendars.calendar import Calendar, Span
    from interview_rules.events.event import Event

__all__ = ["OF_ROUNDS", "meetings_elsewhere", "meetings_of"]

OF_ROUNDS = frozenset({*ROUND_KINDS, *OFF, "interview-scheduled"})
"""Events that record, plan or cancel a round."""


def meetings_of(events: list[Event], calendar: Calendar) -> tuple[Meeting, ...]:
    """Return one employer's rounds, held and planned, with cancellations applied."""
    held: list[Meeting] = []
    planned: list[Meeting] = []
    offs: list[tuple[Span, Event]] = []
    for event in events:
        name = event.event
        if name in ROUND_KINDS and event.at is not None:
            moment = _with_end(event, _hour(event, event.at, calendar), calendar)
            over = moment[1] if isinstance(event.at, datetime) else moment[0]
            held.append(Meeting(event, moment, calendar, announced=-NEVER, over=over, held=True))
        elif name == "interview-scheduled" and event.date is not None:
            said = -NEVER if event.at is None else span_of(event.at, calendar, name)[0]
            moment = _with_end(event, _hour(event, event.date, calendar), calendar)
            ends = event.end is not None and isinstance(event.date, datetime)
            over = moment[1] if ends else calendar.starts[moment[2] + 1]
            planned.append(Meeting(event, moment, calendar, announced=said, over=over, held=False))
        elif name in OFF and event.at is not None:
            offs.append((span_of(event.at, calendar, name), event))
    _sort_meetings(held)
    if planned:
        _sort_meetings(planned)
        _call_off(planned, offs, events, calendar)
        _match(held, planned)
    return (*held, *planned)


def _call_off(
    planned: list[Meeting], offs: list[tuple[Span, Event]], events: list[Event], calendar: Calendar
) -> None:
    """Apply cancellations, and the ends of the application, to planned rounds."""
    offs.sort(key=lambda off: (off[0], content_of(off[1])))
    for off, event in offs:
        if (meant := _which(planned, off, event, calendar)) is not None:
            meant.off = max(off[0], meant.announced)
    closings = _closings(events, calendar)
    for meeting in planned:
        closing = closings[bisect_left(closings, meeting.announced)]
        if closing < meeting.over:
            meeting.off = min(meeting.off, closing)


def _match(held: list[Meeting], planned: list[Meeting]) -> None:
    """Match the plans of rounds that took place to these rounds."""
    by_key: dict[tuple[int, bool], Meeting] = {}
    for meeting in held:
        by_key.setdefault(round_key(meeting), meeting)
    for meeting in planned:
        twin = by_key.get(round_key(meeting))
        if twin is not None and meeting.off == NEVER:
            meeting.over = min(meeting.over, max(twin.over, meeting.announced))
            twin.announced = meeting.over


def meetings_elsewhere(events: list[Event], calendar: Calendar) -> tuple[Meeting, ...]:
    """Return the rounds with other employers.

    An ending affects only the rounds with its employer, or all rounds if it names no employer.
    """
    # These are no happenings, among which a repeated one would be noticed.
    rounds = {content_of(event): event for event in events if event.event in OF_ROUNDS}
    events = [*rounds.values(), *(e for e in events if "closing" in SETS[e.event])]
    found: list[Meeting] = []
    groups = apart(events, attrgetter("employer"), lambda event: "closing" in SETS[event.event])
    for employer in groups.names:
        own = groups.of(employer)
        meetings = meetings_of(own, calendar)
        ends = _closings(own, calendar)
        for meeting in meetings:
            meeting.ended = ends[bisect_left(ends, meeting.over)]
        found += meetings
    _sort_meetings(found)
    return tuple(found)


def _closings(events: list[Event], calendar: Calendar) -> list[int]:
    """Return when the application ended, and NEVER; each end cancels the rounds then planned."""
    ends = [event for event in events if "closing" in SETS[event.event]]
    return [*sorted(span_of(e.at, calendar, e.event)[0] for e in ends if e.at is not None), NEVER]


def _hour(event: Event, value: date | datetime, calendar: Calendar) -> Span:
    """Return a moment of a round; a time without an offset is in the event's own zone, if any."""
    moment = in_its_zone(event, value)
    assert moment is not None  # noqa: S101  # `value` is not None
    return span_of(moment, calendar, event.event)


def _sort_meetings(meetings: list[Meeting]) -> None:
    if len(meetings) > 1:
        meetings.sort(key=lambda m: (m.moment, m.announced, content_of(m.event)))


def _with_end(event: Event, moment: Span, calendar: Calendar) -> Span:
    if event.end is None:
        return moment
    end = _hour(event, event.end, calendar)
    return (moment[0], max(moment[1], end[1]), moment[2])


def _which(planned: list[Meeting], said: Span, event: Event, calendar: Calendar) -> Meeting | None:
    """Return the planned round that a cancellation refers to, or None if none matches."""
    left = [m for m in planned if m.off == NEVER]
    if event.date is not None:
        day = span_of(event.date, calendar, event.event)[2]
        return next((m for m in left if m.moment[2] == day), None)
    then = max(said[0] + 1, said[1])  # an instant ends when it starts
    before = [m for m in left if m.announced < said[0]] or [m for m in left if m.announced < then]
    ahead = [m for m in before if m.moment[2] >= said[2]]
    if ahead:
        return ahead[0]
    return before[-1] if before and event.event == "missed-interview" else None
