"""Facts at one instant if one more event were in the log, without computing all intervals again.

Questions and assumptions try dozens of events on one state, and most events change only a few
facts.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from typing import TYPE_CHECKING

from interview_rules.calendars.calendar import NEVER
from interview_rules.events.effects import OFF, ROUND_KINDS, SETS
from interview_rules.events.event import OF_ADVICE
from interview_rules.facts.competing_offers import OVER, SLOTS
from interview_rules.facts.happening import UNKNOWN
from interview_rules.facts.intervals import COUNTED, FLAGS, LEVEL, OFFER_ENDS, SPANS, around
from interview_rules.facts.people import NOTES
from interview_rules.facts.timeline import order_of
from interview_rules.facts.vocabulary import BITS, OFFSETS, PLACES, RARE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interview_rules.calendars.calendar import Span
    from interview_rules.events.event import Event
    from interview_rules.facts.competing_offers import BySlot
    from interview_rules.facts.happening import Happening, Later
    from interview_rules.facts.intervals import FactIntervals
    from interview_rules.facts.vocabulary import Facts

__all__ = ["facts_with"]

_Ends = tuple[tuple[str, "Later"], ...]

_INVOLVED = frozenset({*ROUND_KINDS, *OFF, *OF_ADVICE, "interview-scheduled", "holiday"}) | {
    name for name, sets in SETS.items() if {"closing", "other_offer"} & {*sets}
}
"""Events that change rounds, free days, offers of other employers, or which advice is marked."""

_AFFECTED: dict[str, tuple[tuple[str, str, int, _Ends], ...]] = {}
"""By slot, the moments that change if it is set: the fact, its slot, field and what clears it."""
for _slot, _facts in SPANS.items():
    for _fact, _field, _ends in _facts:
        for _changed in {_slot, *(end for end, _later in _ends)}:
            entry = (_fact, _slot, _field, _ends)
            _AFFECTED[_changed] = (*_AFFECTED.get(_changed, ()), entry)

_COUNTING = frozenset(
    name for slot, _fact, ends in COUNTED for name in (slot, *(end for end, _comes in ends))
)
_FLAGGED = frozenset(slot for slot, _fact, _ends in FLAGS)


def facts_with(intervals: FactIntervals, facts: Facts, now: int, event: Event) -> Facts | None:
    """Return the facts at an instant if one more event were in the log.

    `facts` are the facts at `now` without the event; they are not modified. Returns None if the
    event affects facts that depend on several events, so that all intervals must be computed again.
    Raises CalendarError for years without calendar data.
    """
    if event.event in _INVOLVED or event.elsewhere or event.other_role is not None:
        return None
    timeline = intervals.timeline
    happening = timeline.placed(event)
    slots = happening.sets
    if _changes_more(intervals, event, slots) or _ties(happening, timeline.happenings):
        return None
    if happening.known > now:
        return facts
    by_slot = intervals.by_slot.copy()
    for slot in slots:
        listed = by_slot[slot] = [*by_slot.get(slot, ())]
        insort(listed, happening, key=order_of)
    changed = facts.copy()
    affected = {each for slot in slots for each in _AFFECTED.get(slot, ()) if each[1] in by_slot}
    for fact, set_by, field, ends in affected:
        found = _latest(by_slot[set_by], ends, by_slot, now)
        span: Span = UNKNOWN if found is None else found[field]  # type: ignore[assignment]  # one of its spans
        _set_moment(changed, fact, span, intervals.base)
    _set_others(changed, {*slots}, by_slot, now)
    return changed


def _changes_more(intervals: FactIntervals, event: Event, slots: Sequence[str]) -> bool:
    """Return True if an event affects facts that are computed from several events together."""
    by_slot = intervals.by_slot
    if "other_offer_deadline" in slots and (
        {event.employer} != {h.event.employer for s in (*SLOTS, OVER) for h in by_slot.get(s, ())}
    ):
        return True
    if "rejection" in by_slot and not {"answer", "offer_made", "positive_signal"}.isdisjoint(slots):
        return True
    if "round_off" in by_slot and any(
        fact == "round_off" for slot in slots for fact, *_ in _AFFECTED.get(slot, ())
    ):
        return True
    return intervals.timeline.has_names and not NOTES.isdisjoint(slots)


def _ties(happening: Happening, happenings: Sequence[Happening]) -> bool:
    """Return True if another happening has the same key, so that content decides the order."""
    key = order_of(happening)
    place = bisect_left(happenings, key, key=order_of)
    return place < len(happenings) and order_of(happenings[place]) == key


def _set_moment(facts: Facts, fact: str, span: Span, base: Facts) -> None:
    place, bit = PLACES[fact], RARE[fact]
    if span[0] < NEVER:
        facts[place] = span
        facts[0] |= bit
    else:
        facts[place] = base[place]
        facts[0] = facts[0] & ~bit | base[0] & bit


def _set_others(facts: Facts, slots: set[str], by_slot: BySlot, now: int) -> None:
    """Set the flags, the offer and the follow-up counts that depend on the slots."""
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
    return not any(
        comes(other, happening) and _known(other, now)
        for slot, comes in ends
        for other in around(by_slot.get(slot, ()), happening)
    )


def _known(happening: Happening, now: int) -> bool:
    meeting = happening.meeting
    return happening.known <= now and (meeting is None or now < meeting.off)
