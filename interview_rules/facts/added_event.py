"""Facts at one instant as if one event were added or changed, without recomputing all intervals.

Questions and assumptions try dozens of events on one state, and most events change only a few
facts.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from functools import lru_cache
from typing import TYPE_CHECKING

from interview_rules.calendars.calendar import NEVER
from interview_rules.events.effects import OFF, ROUND_KINDS, SETS
from interview_rules.events.event import OF_ADVICE
from interview_rules.facts.competing_offers import OVER, SLOTS
from interview_rules.facts.contradictions import contradictions
from interview_rules.facts.happening import UNKNOWN, Happening, order_of
from interview_rules.facts.intervals import COUNTED, FLAGS, LEVEL, OFFER_ENDS, SPANS
from interview_rules.facts.people import NOTES, not_yet_thanked
from interview_rules.facts.slots import around
from interview_rules.facts.vocabulary import BITS, OFFSETS, PLACES, RARE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interview_rules.calendars.calendar import Span
    from interview_rules.events.event import Event
    from interview_rules.facts.happening import Later
    from interview_rules.facts.intervals import FactIntervals
    from interview_rules.facts.slots import BySlot
    from interview_rules.facts.timeline import Timeline
    from interview_rules.facts.vocabulary import Facts

__all__ = ["Seen", "facts_with", "facts_with_other"]

_Ends = tuple[tuple[str, "Later"], ...]

_INVOLVED = frozenset({*ROUND_KINDS, *OFF, *OF_ADVICE, "interview-scheduled", "holiday"}) | {
    name for name, sets in SETS.items() if {"closing", "other_offer"} & {*sets}
}
"""Events that affect rounds, free days, marks on advice or offers of other employers, or end the
application."""

_OPPOSED = frozenset({"answer", "offer_made", "positive_signal"})
"""Slots that can start or end a contradiction with a rejection."""
_DATE = Happening._fields.index("date")
"""Index of the field `date`; the fields before it say when a happening counts and what it sets."""
_COUNTING = frozenset(
    name for slot, _fact, ends in COUNTED for name in (slot, *(end for end, _comes in ends))
)
_FLAGGED = frozenset(slot for slot, _fact, _ends in FLAGS)


Seen = dict[tuple[object, ...], tuple["Facts", tuple[str, ...]]]
"""Results for one state and one instant, by everything that matters about an event but its `date`.

A result holds the facts, and the names of those whose value is that date."""


def facts_with(
    intervals: FactIntervals, facts: Facts, now: int, event: Event, seen: Seen | None = None
) -> Facts | None:
    """Return the facts at the instant `now` as if the log had one more event.

    `facts` are the facts at `now` without the event; they are not modified, but may be returned.
    Calls for the same state and instant whose events differ only in `at` and `date` can share a
    dict `seen`, which saves most of the work. Returns None if all intervals must be recomputed:
    the event affects facts that depend on several events, concerns another employer or role, or
    ties with another event. Raises CalendarError for years without calendar data.
    """
    if event.event not in SETS or event.event in _INVOLVED:
        return None
    if event.elsewhere or event.other_role is not None:
        return None
    happening = intervals.timeline.placed(event)
    key = (event.event, *happening[:_DATE], happening.earliest)
    known = None if seen is None else seen.get(key)
    if known is None:
        slots = happening.sets
        if _changes_more(intervals, event, slots) or _ties(
            happening, intervals.timeline.happenings
        ):
            return None
        if happening.known > now:
            return facts
        by_slot = intervals.by_slot.copy()
        for slot in slots:
            listed = by_slot[slot] = [*by_slot.get(slot, ())]
            insort(listed, happening, key=order_of)
        known = _with_slots(intervals, facts, now, slots, by_slot, happening)
        if seen is not None:
            seen[key] = known
        return known[0]
    return _with_date(known, happening, intervals)


def facts_with_other(
    intervals: FactIntervals,
    facts: Facts,
    now: int,
    event: Event,
    other: Event,
    seen: Seen | None = None,
) -> Facts | None:
    """Return the facts at the instant `now` as if the log had `other` instead of its event `event`.

    `facts` are the facts at `now` with `event`; they are not modified, but may be returned. Returns
    None if all intervals must be recomputed. Most changes to the interviewers of the latest round,
    or to the date that an event names, do not require that. Calls for the same state, instant and
    event can share a dict `seen`, as in `facts_with`. Raises CalendarError for years without
    calendar data.
    """
    timeline = intervals.timeline
    happening = next((h for h in timeline.happenings if h.event is event), None)
    if happening is None or _is_repeated(event, timeline) or _is_tied(happening, timeline):
        return None
    if happening.meeting is not None:
        if timeline.latest_round(now) is not happening or any(
            value != other.__dict__[name]
            for name, value in event.__dict__.items()
            if name != "interviewers"
        ):
            return None
        if not other.interviewers:
            return None  # without names, it depends on the other rounds what is known
        return _with_people(timeline, facts, now, happening, other)
    if event.event in _INVOLVED:
        return None
    # An event of another employer or role would set other slots here.
    placed = timeline.placed(other)
    slots = happening.sets
    if placed[:_DATE] != happening[:_DATE] or _changes_more(intervals, event, slots):
        return None
    if happening.known > now:
        return facts
    key = (*placed[:_DATE], placed.earliest)
    known = None if seen is None else seen.get(key)
    if known is not None:
        return _with_date(known, placed, intervals)
    by_slot = intervals.by_slot.copy()
    for slot in slots:
        by_slot[slot] = [placed if each is happening else each for each in by_slot[slot]]
    known = _with_slots(intervals, facts, now, slots, by_slot, placed)
    if seen is not None:
        seen[key] = known
    return known[0]


def _with_date(
    known: tuple[Facts, tuple[str, ...]], happening: Happening, intervals: FactIntervals
) -> Facts:
    """Return an earlier result with the date of another happening."""
    changed = known[0].copy()
    for fact in known[1]:
        _set_moment(changed, fact, happening.date, intervals.base)
    return changed


def _with_people(
    timeline: Timeline, facts: Facts, now: int, held: Happening, other: Event
) -> Facts:
    """Return the facts as if the latest round had had the interviewers of `other`."""
    left = not_yet_thanked(timeline.happenings, now, held._replace(event=other))
    changed = facts.copy()
    for fact, people in (("interviewers", other.interviewers), ("not_yet_thanked", left)):
        changed[OFFSETS[fact]] = len(people)
        changed[0] |= BITS[fact]
    return changed


def _with_slots(
    intervals: FactIntervals,
    facts: Facts,
    now: int,
    slots: tuple[str, ...],
    by_slot: BySlot,
    happening: Happening,
) -> tuple[Facts, tuple[str, ...]]:
    """Return the facts at an instant, recomputed from `by_slot` as far as `slots` affect them.

    Also return the names of the facts whose value is the date of `happening`.
    """
    changed = facts.copy()
    dated = []
    for fact, set_by, field, ends in _affected(slots):
        # A slot that only clears a fact cannot make it known.
        if set_by in slots or facts[OFFSETS[fact]] < NEVER:
            found = _latest(by_slot.get(set_by, ()), ends, by_slot, now)
            span: Span = UNKNOWN if found is None else found[field]  # type: ignore[assignment]  # one of its spans
            _set_moment(changed, fact, span, intervals.base)
            if found is happening and field == _DATE:
                dated.append(fact)
    if "rejection" in by_slot and not _OPPOSED.isdisjoint(slots):
        _set_moment(changed, "contradiction", _contradiction(by_slot, now), intervals.base)
    _set_others(changed, {*slots}, by_slot, now)
    return changed, tuple(dated)


@lru_cache(maxsize=256)
def _affected(slots: tuple[str, ...]) -> tuple[tuple[str, str, int, _Ends], ...]:
    """Return the moments that slots set or clear: fact, slot, field, and what clears the fact."""
    return tuple(
        [
            (fact, slot, field, ends)
            for slot, facts in SPANS.items()
            for fact, field, ends in facts
            if slot in slots or not {end for end, _later in ends}.isdisjoint(slots)
        ]
    )


def _contradiction(by_slot: BySlot, now: int) -> Span:
    hopes = [*by_slot.get("offer_made", ()), *by_slot.get("positive_signal", ())]
    for each in contradictions(by_slot["rejection"], hopes, by_slot["answer"]):
        if each.start <= now < each.end:
            return each.value  # type: ignore[return-value]  # a moment
    return UNKNOWN


def _changes_more(intervals: FactIntervals, event: Event, slots: tuple[str, ...]) -> bool:
    """Return True if an event affects facts that are computed from several events together."""
    by_slot = intervals.by_slot
    if "other_offer_deadline" in slots and (
        {event.employer} != {h.event.employer for s in (*SLOTS, OVER) for h in by_slot.get(s, ())}
    ):
        return True
    return intervals.timeline.has_names and not NOTES.isdisjoint(slots)


def _ties(happening: Happening, happenings: Sequence[Happening]) -> bool:
    """Return True if another happening has the same sort key, so that content decides the order."""
    key = order_of(happening)
    place = bisect_left(happenings, key, key=order_of)
    return place < len(happenings) and order_of(happenings[place]) == key


def _is_repeated(event: Event, timeline: Timeline) -> bool:
    """Return True if the log has another event equal to this one, so that the two count as one.

    Their `meta` may differ.
    """
    # Comparing whole events is slow, and most differ in their names.
    return any(
        each is not event
        and each.event == event.event
        and each == event.model_copy(update={"meta": each.meta})
        for each in timeline.events
    )


def _is_tied(happening: Happening, timeline: Timeline) -> bool:
    """Return True if another happening of the log has the same sort key."""
    key = order_of(happening)
    return any(order_of(each) == key for each in timeline.happenings if each is not happening)


def _set_moment(facts: Facts, fact: str, span: Span, base: Facts) -> None:
    place, bit = PLACES[fact], RARE[fact]
    if span[0] < NEVER:
        facts[place] = span
        facts[0] |= bit
    else:
        facts[place] = base[place]
        facts[0] = facts[0] & ~bit | base[0] & bit


def _set_others(facts: Facts, slots: set[str], by_slot: BySlot, now: int) -> None:
    """Set the flags, the offer and the counts of messages that depend on the slots."""
    for slot, fact, ends in FLAGS:
        if slot in slots and _latest(by_slot[slot], ends, by_slot, now):
            facts[OFFSETS[fact]] = 1
            facts[0] |= BITS[fact]
    if "offer_made" in slots:
        found = _latest(by_slot["offer_made"], OFFER_ENDS, by_slot, now)
        if found is not None:
            facts[OFFSETS["offer"]] = LEVEL[found.event.event]
            facts[0] |= BITS["offer"]
    if not _COUNTING.isdisjoint(slots):
        for slot, fact, ends in COUNTED:
            sent = [h for h in by_slot.get(slot, ()) if _counts(h, ends, by_slot, now)]
            facts[OFFSETS[fact]] = len(sent)
        if facts[OFFSETS["follow_ups"]]:
            facts[OFFSETS["follow_up_pending"]] = facts[OFFSETS["unanswered_follow_ups"]] > 0


def _latest(
    happenings: Sequence[Happening], ends: _Ends, by_slot: BySlot, now: int
) -> Happening | None:
    """Return the latest happening that is known at an instant and not cleared, or None."""
    for happening in reversed(happenings):
        if _counts(happening, ends, by_slot, now):
            return happening
    return None


def _counts(happening: Happening, ends: _Ends, by_slot: BySlot, now: int) -> bool:
    """Return True if a happening is known at an instant and nothing has cleared its value."""
    if not _known(happening, now):
        return False
    for slot, comes in ends:
        for other in around(by_slot[slot], happening) if slot in by_slot else ():
            if comes(other, happening) and _known(other, now):
                return False
    return True


def _known(happening: Happening, now: int) -> bool:
    meeting = happening.meeting
    return happening.known <= now and (meeting is None or now < meeting.off)
