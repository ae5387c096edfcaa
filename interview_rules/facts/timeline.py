"""The event log in chronological order, with the slots that each event sets.

Instants are whole seconds since the epoch; days are ordinals. This module alone decides the order
of events: by moment, then by kind, then by content, never by their order in the input.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import datetime
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from interview_rules.calendars.calendar import NEVER
from interview_rules.events.effects import ELSEWHERE, OTHER_ROLE, RANK, ROUND_KINDS, SETS
from interview_rules.events.event import OF_ADVICE
from interview_rules.events.event_names import is_of_pack
from interview_rules.facts.happening import (
    UNKNOWN,
    Happening,
    Mark,
    content_of,
    order_of,
    round_key,
    span_of,
)
from interview_rules.facts.meetings import OF_ROUNDS, meetings_elsewhere, meetings_of
from interview_rules.facts.slots import by_slots, with_added

if TYPE_CHECKING:
    from collections.abc import Mapping

    from interview_rules.calendars.calendar import Calendar, Span
    from interview_rules.events.event import Event
    from interview_rules.facts.happening import Meeting
    from interview_rules.facts.slots import BySlot

__all__ = ["Timeline", "mark_of"]

_READ_AGAIN = OF_ROUNDS | {"holiday"}
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
    their moments. Raises CalendarError for years without calendar data.
    """

    __slots__ = (
        "_by_slot",
        "_happenings",
        "_parts",
        "_rounds",
        "calendar",
        "events",
        "foreign",
        "free_days",
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
        self.of_pack: tuple[Happening, ...] = ()
        self._read(events, calendar)

    def _read(self, events: tuple[Event, ...], calendar: Calendar) -> None:
        own: list[Event] = []
        other: list[Event] = []
        roles: list[Event] = []
        of_pack: list[Event] = []
        marks: set[Mark] = set()
        for event in events:
            if event.event in OF_ADVICE and (mark := mark_of(event, calendar)):
                marks.add(mark)
            if is_of_pack(event.event):
                of_pack.append(event)
            elif event.elsewhere:
                other.append(event)
            elif event.other_role is not None:
                roles.append(event)
            else:
                own.append(event)
        self.marks = tuple(sorted(marks))
        if of_pack:
            self.of_pack = _of_pack(of_pack, calendar)
        self.meetings = meetings_of(own, calendar)
        self.other_meetings = meetings_elsewhere(other, calendar) if other else ()
        happenings = _happenings(own, SETS, self.meetings, calendar)
        if other or roles:
            happenings += _happenings(other, ELSEWHERE, (), calendar)
            happenings += _happenings(roles, OTHER_ROLE, (), calendar)
        happenings.sort(key=order_of)
        if len(set(map(order_of, happenings))) < len(happenings):
            # Repeated events have equal keys, so contents need not be compared otherwise.
            events = (*own, *other, *roles)
            contents = {id(event): content_of(event) for event in events}
            distinct: dict[str, Event] = {}
            for event in events:
                distinct.setdefault(contents[id(event)], event)
            if len(distinct) < len(events):
                self._read(tuple(distinct.values()), calendar)
                return
            happenings.sort(key=lambda h: (*order_of(h), contents[id(h.event)]))
        self._by_slot: BySlot | None = None
        self._happenings: tuple[Happening, ...] | None = tuple(happenings)
        self._parts: tuple[tuple[Happening, ...], ...] = (self._happenings,)
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

    @property
    def happenings(self) -> tuple[Happening, ...]:
        """The events that affect built-in facts, placed in time and in order."""
        found = self._happenings
        if found is None:
            # Advice on a search reads this for few of its applications.
            found = self._happenings = _merged(*self._parts)
        return found

    @property
    def by_slot(self) -> BySlot:
        """The happenings that set each slot, in order, without rounds that were called off."""
        found = self._by_slot
        if found is None:
            found = self._by_slot = by_slots(self.happenings)
        return found

    @property
    def begins(self) -> int | None:
        """The instant from which the first happening is known; None without happenings."""
        return min((part[0].known for part in self._parts if part), default=None)

    def joined(self, elsewhere: Timeline, events: tuple[Event, ...]) -> Timeline:
        """Return this timeline, which has no events of other employers, with those of another one.

        Both have the same calendar. `elsewhere` has nothing but events of other employers, none of
        which is about advice. `events` are those of both in the order of the state.
        """
        return self._changed(
            events=events,
            other_meetings=elsewhere.other_meetings,
            _by_slot=None,
            _happenings=None,
            _parts=(self.happenings, elsewhere.happenings),
        )

    def with_event(self, event: Event) -> Timeline | None:
        """Return this timeline with one more event, or None if the log has to be read again.

        It has to for events that change others, such as cancellations, and for one at the moment of
        another. Raises CalendarError for years without calendar data.
        """
        sets = SETS.get(event.event, ())
        is_own = not event.elsewhere and event.other_role is None and not is_of_pack(event.event)
        if event.at is None or not is_own or event.event in _READ_AGAIN or "closing" in sets:
            return None
        changes: dict[str, Any] = {"events": (*self.events, event)}
        if mark := mark_of(event, self.calendar):
            changes["marks"] = tuple(sorted({*self.marks, mark}))
        if sets:
            added = _placed(event, sets, [], self.calendar)
            key = order_of(added)
            place = bisect_left(self.happenings, key, key=order_of)
            if place < len(self.happenings) and order_of(self.happenings[place]) == key:
                return None
            happenings = (*self.happenings[:place], added, *self.happenings[place:])
            changes |= {"_happenings": happenings, "_parts": (happenings,)}
            changes["_by_slot"] = with_added(self.by_slot, added)
        return self._changed(**changes)

    def _changed(self, **changes: Any) -> Timeline:
        # `copy.copy` takes several times as long, and a search needs one for each application.
        other = object.__new__(type(self))
        for name in self.__slots__:
            setattr(other, name, changes[name] if name in changes else getattr(self, name))
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
    end = NEVER if until is None else span_of(until, calendar, event.event)[0]
    return Mark(event.advice, span_of(event.at, calendar, event.event), end, done)


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
        name = event.event
        if name in ROUND_KINDS:
            continue
        sets = table.get(name, ())
        if sets or (name == "holiday" and table is SETS):
            found.append(_placed(event, sets, rounds, calendar))
    return found


def _merged(*parts: tuple[Happening, ...]) -> tuple[Happening, ...]:
    found = sorted(chain.from_iterable(parts), key=order_of)
    keys = [{*map(order_of, part)} for part in parts]
    if len(set.union(*keys)) < sum(map(len, keys)):
        found.sort(key=lambda h: (*order_of(h), content_of(h.event)))
    return tuple(found)


def _placed(
    event: Event, sets: tuple[str, ...], rounds: list[Span], calendar: Calendar
) -> Happening:
    """Return an event that is not a round, placed in time.

    `rounds` holds the moments of the rounds, in order. An event without `at` is known at all times.
    It counts as stated in the last round that begins before its `date` is over (for an invitation,
    before its `date` begins), or else before all other events.
    """
    name = event.event
    date = UNKNOWN if event.date is None else span_of(event.date, calendar, name)
    if event.at is None:
        # An undated statement counts as known at all times.
        before = date[0] if name == "interview-scheduled" else date[1]
        said = [m for m in rounds if m[0] < before] if event.date is not None else []
        moment = said[-1] if said else UNKNOWN
        known, timed = -NEVER, False
        at, day = (moment[0], moment[2]) if said else (-NEVER, -NEVER)
        sets = tuple(s for s in sets if s != "contact")
    else:
        moment = span_of(event.at, calendar, name)
        known, timed = moment[0], isinstance(event.at, datetime)
        at, day = moment[0], moment[2]
    if name == "reply-received" and event.date is not None:
        sets = (*sets, "decision_date", "reopened")
    elif name == "reply-received":
        sets = (*sets, "holding")
    elif name == "decision-date-changed" and event.date is None:
        sets = tuple("no_date" if s == "decision_date" else s for s in sets)
    earliest = UNKNOWN if event.earliest is None else span_of(event.earliest, calendar, name)
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
    distinct = {content_of(event): event for event in reversed(events)}
    found = {content: _placed(event, (), [], calendar) for content, event in distinct.items()}
    return tuple(happening for _content, happening in sorted(found.items(), key=_moment_first))


def _moment_first(item: tuple[str, Happening]) -> tuple[int, str]:
    return item[1].known, item[0]


def _held_name(event: Event) -> str:
    kind = event.kind or "interview"
    return next(name for name, of in ROUND_KINDS.items() if of == kind)
