"""The event log in chronological order, with the slots that each event sets.

Instants are whole seconds since the epoch; days are ordinals. This module alone decides the order
of events: by moment, then by kind, then by content, never by their order in the input.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from copy import copy
from dataclasses import replace
from datetime import datetime
from operator import attrgetter
from typing import TYPE_CHECKING

from interview_rules.calendars.calendar import NEVER, check_year
from interview_rules.calendars.moments import resolve
from interview_rules.errors import CalendarError
from interview_rules.events.effects import ELSEWHERE, OFF, OTHER_ROLE, RANK, ROUND_KINDS, SETS
from interview_rules.events.event import OF_ADVICE
from interview_rules.events.event_names import is_of_pack
from interview_rules.facts.employers import apart
from interview_rules.facts.happening import (
    UNKNOWN,
    Happening,
    Mark,
    Meeting,
    in_its_zone,
    order_of,
    round_key,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from interview_rules.calendars.calendar import Calendar, Span
    from interview_rules.events.event import Event

__all__ = ["Timeline", "mark_of"]

_READ_AGAIN = frozenset({*ROUND_KINDS, *OFF, "interview-scheduled", "holiday"})
"""Events that change other events, or that a timeline keeps in a list of their own."""
_KNOWN = attrgetter("known")


class Timeline:
    """An event log in chronological order, in the time zone of a calendar.

    `events` may be in any order; an event that is repeated counts once. `recorded` maps names
    of advice, as `advice-done` events give them (actions or rule ids), to names of events: such an
    `advice-done` event counts as an event of that name. `marks` are the other statements that
    advice is done or snoozed. `happenings` are the events that affect built-in facts, placed in
    time and in order. `meetings` are the rounds, held and planned, and `other_meetings` those with
    other employers. `free_days` holds, for each named holiday, the instant from which it is known
    and its day. `has_names` is True if a round has interviewers, `foreign` if one was stated with a
    UTC offset other than the calendar's. `of_pack` holds the events that packs declare, in order of
    their moments. `added` is the happening that `with_event` added last, to the happenings
    `added_to`. Raises CalendarError for years without calendar data.
    """

    __slots__ = (
        "_rounds",
        "added",
        "added_to",
        "calendar",
        "events",
        "foreign",
        "free_days",
        "happenings",
        "has_names",
        "marks",
        "meetings",
        "of_pack",
        "other_meetings",
    )

    def __init__(
        self,
        events: tuple[Event, ...],
        calendar: Calendar,
        recorded: Mapping[str, str] | None = None,
    ) -> None:
        self.calendar = calendar
        if recorded:
            events = tuple(_as_recorded(event, recorded) for event in events)
        self.events = events
        self.added: Happening | None = None
        self.added_to: tuple[Happening, ...] = ()
        self.of_pack: tuple[Happening, ...] = ()
        self._read(events, calendar)

    def _read(self, events: tuple[Event, ...], calendar: Calendar) -> None:
        self.marks = tuple(sorted({mark for e in events if (mark := mark_of(e, calendar))}))
        of_pack = [event for event in events if is_of_pack(event.event)]
        if of_pack:
            self.of_pack = _of_pack(of_pack, calendar)
            events = tuple(event for event in events if not is_of_pack(event.event))
        own = [event for event in events if not event.elsewhere and event.other_role is None]
        other = [event for event in events if event.elsewhere]
        roles = [event for event in events if not event.elsewhere and event.other_role is not None]
        self.meetings = _meetings(own, calendar)
        self.other_meetings = _meetings_elsewhere(other, calendar)
        happenings = [
            *_happenings(own, SETS, self.meetings, calendar),
            *_happenings(other, ELSEWHERE, (), calendar),
            *_happenings(roles, OTHER_ROLE, (), calendar),
        ]
        happenings.sort(key=order_of)
        if len({order_of(h) for h in happenings}) < len(happenings):
            # Repeated events have equal keys, so contents need not be compared otherwise.
            distinct: dict[str, Event] = {}
            for event in events:
                distinct.setdefault(_content(event), event)
            if len(distinct) < len(events):
                self._read(tuple(distinct.values()), calendar)
                return
            happenings.sort(key=lambda h: (*order_of(h), _content(h.event)))
        self.happenings = tuple(happenings)
        self.free_days = tuple(
            sorted(
                (h.known, h.date if h.event.date else h.moment)
                for h in happenings
                if h.event.event == "holiday"
            )
        )
        self._rounds: list[Span] | None = None
        self.has_names = any(meeting.event.interviewers for meeting in self.meetings)
        self.foreign = any(meeting.foreign for meeting in self.meetings)

    def with_event(self, event: Event) -> Timeline | None:
        """Return this timeline with one more event, or None if the log has to be read again.

        It has to for events that change others, such as cancellations, and for one at the moment of
        another. Raises CalendarError for years without calendar data.
        """
        sets = SETS.get(event.event, ())
        is_own = not event.elsewhere and event.other_role is None and not is_of_pack(event.event)
        if event.at is None or not is_own or event.event in _READ_AGAIN or "closing" in sets:
            return None
        other = copy(self)
        other.events = (*self.events, event)
        if mark := mark_of(event, self.calendar):
            other.marks = tuple(sorted({*self.marks, mark}))
        if sets:
            added = _placed(event, sets, [], self.calendar)
            key = order_of(added)
            place = bisect_left(self.happenings, key, key=order_of)
            if place < len(self.happenings) and order_of(self.happenings[place]) == key:
                return None
            other.added, other.added_to = added, self.happenings
            other.happenings = (*self.happenings[:place], added, *self.happenings[place:])
        return other

    def placed(self, event: Event) -> Happening:
        """Return an event of this application, not a round, placed in time among the log's rounds.

        Raises CalendarError for years without calendar data.
        """
        if self._rounds is None:
            self._rounds = sorted(h.moment for h in self.happenings if h.meeting is not None)
        return _placed(event, SETS.get(event.event, ()), self._rounds, self.calendar)

    def latest_round(self, now: int) -> Happening | None:
        """Return the latest interview or screening call that is over at an instant, or None."""
        for place in reversed(range(bisect_right(self.happenings, now, key=_KNOWN))):
            held = self.happenings[place]
            if held.meeting is not None and "round" in held.sets and now < held.meeting.off:
                return held
        return None


def _as_recorded(event: Event, recorded: Mapping[str, str]) -> Event:
    name = recorded.get(event.advice or "") if event.event == "advice-done" else None
    return event if name is None else event.model_copy(update={"event": name, "advice": None})


def mark_of(event: Event, calendar: Calendar) -> Mark | None:
    """Return what an event says about advice; None if it is not about advice, or has no date.

    Raises CalendarError for years without calendar data.
    """
    if event.event not in OF_ADVICE or event.advice is None or event.at is None:
        return None
    done = event.event == "advice-done"
    until = None if done else event.date
    end = NEVER if until is None else _span(until, calendar, event.event)[0]
    return Mark(event.advice, _span(event.at, calendar, event.event), end, done)


def _content(event: Event) -> str:
    """Return an event as JSON without `meta`; events with equal content are repetitions."""
    return event.model_dump_json(exclude_defaults=True, exclude={"meta"})


def _span(value: date | datetime, calendar: Calendar, where: str) -> Span:
    try:
        if calendar.country is not None:
            check_year(value.year, calendar)
        return resolve(value, calendar)
    except CalendarError as error:
        raise CalendarError(
            [replace(each, message=f"{where}: {each.message}") for each in error.problems]
        ) from None


def _meetings(events: list[Event], calendar: Calendar) -> tuple[Meeting, ...]:
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
            said = -NEVER if event.at is None else _span(event.at, calendar, name)[0]
            moment = _with_end(event, _hour(event, event.date, calendar), calendar)
            ends = event.end is not None and isinstance(event.date, datetime)
            over = moment[1] if ends else calendar.starts[moment[2] + 1]
            planned.append(Meeting(event, moment, calendar, announced=said, over=over, held=False))
        elif name in OFF and event.at is not None:
            offs.append((_span(event.at, calendar, name), event))
    _sort_meetings(planned)
    offs.sort(key=lambda off: (off[0], _content(off[1])))
    for off, event in offs:
        if (meant := _which(planned, off, event, calendar)) is not None:
            meant.off = max(off[0], meant.announced)
    closings = _closings(events, calendar)
    for meeting in planned:
        closing = closings[bisect_left(closings, meeting.announced)]
        if closing < meeting.over:
            meeting.off = min(meeting.off, closing)
    _sort_meetings(held)
    by_key: dict[tuple[int, bool], Meeting] = {}
    for meeting in held:
        by_key.setdefault(round_key(meeting), meeting)
    for meeting in planned:
        twin = by_key.get(round_key(meeting))
        if twin is not None and meeting.off == NEVER:
            meeting.over = min(meeting.over, max(twin.over, meeting.announced))
            twin.announced = meeting.over
    return (*held, *planned)


def _meetings_elsewhere(events: list[Event], calendar: Calendar) -> tuple[Meeting, ...]:
    """Return the rounds with other employers.

    An ending affects only the rounds with its employer, or all rounds if it names no employer.
    """
    # These are no happenings, among which a repeated one would be noticed.
    rounds = {_content(event): event for event in events if event.event in _READ_AGAIN}
    events = [*rounds.values(), *(e for e in events if "closing" in SETS[e.event])]
    found: list[Meeting] = []
    groups = apart(events, attrgetter("employer"), lambda event: "closing" in SETS[event.event])
    for employer in groups.names:
        own = groups.of(employer)
        meetings = _meetings(own, calendar)
        ends = _closings(own, calendar)
        for meeting in meetings:
            meeting.ended = ends[bisect_left(ends, meeting.over)]
        found += meetings
    _sort_meetings(found)
    return tuple(found)


def _closings(events: list[Event], calendar: Calendar) -> list[int]:
    """Return when the application ended, and NEVER; each end cancels the rounds then planned."""
    ends = [event for event in events if "closing" in SETS[event.event]]
    return [*sorted(_span(e.at, calendar, e.event)[0] for e in ends if e.at is not None), NEVER]


def _hour(event: Event, value: date | datetime, calendar: Calendar) -> Span:
    """Return a moment of a round; a time without an offset is in the event's own zone, if any."""
    moment = in_its_zone(event, value)
    assert moment is not None  # noqa: S101  # `value` is not None
    return _span(moment, calendar, event.event)


def _sort_meetings(meetings: list[Meeting]) -> None:
    if len(meetings) > 1:
        meetings.sort(key=lambda m: (m.moment, m.announced, _content(m.event)))


def _with_end(event: Event, moment: Span, calendar: Calendar) -> Span:
    if event.end is None:
        return moment
    end = _hour(event, event.end, calendar)
    return (moment[0], max(moment[1], end[1]), moment[2])


def _which(planned: list[Meeting], said: Span, event: Event, calendar: Calendar) -> Meeting | None:
    """Return the planned round that a cancellation refers to, or None if none matches."""
    left = [m for m in planned if m.off == NEVER]
    if event.date is not None:
        day = _span(event.date, calendar, event.event)[2]
        return next((m for m in left if m.moment[2] == day), None)
    then = max(said[0] + 1, said[1])  # an instant ends when it starts
    before = [m for m in left if m.announced < said[0]] or [m for m in left if m.announced < then]
    ahead = [m for m in before if m.moment[2] >= said[2]]
    if ahead:
        return ahead[0]
    return before[-1] if before and event.event == "missed-interview" else None


def _happenings(
    events: list[Event],
    table: dict[str, tuple[str, ...]],
    meetings: tuple[Meeting, ...],
    calendar: Calendar,
) -> list[Happening]:
    found = []
    held = {round_key(meeting) for meeting in meetings if meeting.held}
    for meeting in meetings:
        event = meeting.event
        name = event.event if meeting.held else _held_name(event)
        between = (event.role,) if event.role in {"agency", "recruiter"} else ()
        if meeting.held or round_key(meeting) not in held:
            found.append(
                Happening(
                    meeting.over,
                    meeting.moment[0],
                    meeting.moment[2],
                    meeting.timed,
                    RANK[name],
                    (*table[name], *between),
                    meeting.moment,
                    UNKNOWN,
                    UNKNOWN,
                    event,
                    meeting,
                )
            )
    rounds = sorted(h.moment for h in found)
    for event in events:
        sets = table.get(event.event, ())
        closed = event.event == "holiday" and table is SETS
        if event.event not in ROUND_KINDS and (sets or closed):
            found.append(_placed(event, sets, rounds, calendar))
    return found


def _placed(
    event: Event, sets: tuple[str, ...], rounds: list[Span], calendar: Calendar
) -> Happening:
    """Return an event that is not a round, placed in time.

    `rounds` holds the moments of the rounds, in order. An event without `at` is known at all times.
    It counts as stated in the last round that begins before its `date` is over (for an invitation,
    before its `date` begins), or else before all other events.
    """
    name = event.event
    date = UNKNOWN if event.date is None else _span(event.date, calendar, name)
    if event.at is None:
        # An undated statement counts as known at all times.
        before = date[0] if name == "interview-scheduled" else date[1]
        said = [m for m in rounds if m[0] < before] if event.date is not None else []
        moment = said[-1] if said else UNKNOWN
        known, timed = -NEVER, False
        at, day = (moment[0], moment[2]) if said else (-NEVER, -NEVER)
        sets = tuple(s for s in sets if s != "contact")
    else:
        moment = _span(event.at, calendar, name)
        known, timed = moment[0], isinstance(event.at, datetime)
        at, day = moment[0], moment[2]
    if name == "reply-received" and event.date is not None:
        sets = (*sets, "decision_date", "reopened")
    elif name == "reply-received":
        sets = (*sets, "holding")
    elif name == "decision-date-changed" and event.date is None:
        sets = tuple("no_date" if s == "decision_date" else s for s in sets)
    earliest = UNKNOWN if event.earliest is None else _span(event.earliest, calendar, name)
    is_own = not event.elsewhere and event.other_role is None
    if event.role in {"agency", "recruiter"} and is_own:
        sets = (*sets, event.role)
    if name == "follow-up-sent" and event.role == "hr":
        sets = (*sets, "hr_contacted")
    if event.asked and is_own:
        sets = (*sets, "date_asked")
    return Happening(
        known, at, day, timed, RANK.get(name, 0), sets, moment, date, earliest, event, None
    )


def _of_pack(events: list[Event], calendar: Calendar) -> tuple[Happening, ...]:
    """Return the events that packs declare, placed in time, in order and without repetitions."""
    distinct = {_content(event): event for event in reversed(events)}
    found = {content: _placed(event, (), [], calendar) for content, event in distinct.items()}
    return tuple(happening for _content, happening in sorted(found.items(), key=_moment_first))


def _moment_first(item: tuple[str, Happening]) -> tuple[int, str]:
    return item[1].known, item[0]


def _held_name(event: Event) -> str:
    kind = event.kind or "interview"
    return next(name for name, of in ROUND_KINDS.items() if of == kind)
