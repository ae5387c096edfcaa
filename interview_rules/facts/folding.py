"""Facts at an instant: the combination of all intervals that contain it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_rules.facts.happening import newer
from interview_rules.facts.vocabulary import BITS, OFFSETS

if TYPE_CHECKING:
    from interview_rules.facts.happening import Happening
    from interview_rules.facts.intervals import FactIntervals
    from interview_rules.facts.timeline import Timeline
    from interview_rules.facts.vocabulary import Facts

__all__ = ["fold", "not_yet_thanked"]

_PENDING = OFFSETS["follow_up_pending"]
_INTERVIEWERS = OFFSETS["interviewers"]
_NOT_THANKED = OFFSETS["not_yet_thanked"]
_FOLLOW_UPS = OFFSETS["follow_ups"]
_UNANSWERED = OFFSETS["unanswered_follow_ups"]
_PEOPLE_BITS = BITS["interviewers"] | BITS["not_yet_thanked"]


def fold(intervals: FactIntervals, now: int) -> Facts:
    """Return the facts at an instant; later events count as plans."""
    base, spans, values, counts, people = intervals[:5]
    facts = base.copy()
    known = facts[0]
    for start, end, places, bit, span, _ in spans:
        if start <= now < end:
            facts[places] = span
            if bit:
                known |= bit
    for start, end, offset, bit, value, _ in values:
        if start <= now < end:
            facts[offset] = value
            known |= bit
    for start, end, offset, _ in counts:
        if start <= now < end:
            facts[offset] += 1
    if facts[_FOLLOW_UPS]:
        facts[_PENDING] = facts[_UNANSWERED] > 0
    facts[0] = known
    if people is not None:
        _people(people, now, facts)
    return facts


def _people(timeline: Timeline, now: int, facts: Facts) -> None:
    held = timeline.latest_round(now)
    if held is not None:
        facts[_INTERVIEWERS] = len(held.event.interviewers)
        facts[_NOT_THANKED] = len(not_yet_thanked(timeline, now, held))
        facts[0] |= _PEOPLE_BITS


def not_yet_thanked(timeline: Timeline, now: int, held: Happening) -> tuple[str, ...]:
    """Return the interviewers of a round without a note; a note without a name counts for all."""
    notes: set[str | None] = set()
    for happening in timeline.happenings:
        if happening.known > now:
            break
        if not newer(held, happening):
            if "thank_you" in happening.sets:
                notes.add(happening.event.contact)
            elif "thank_you_failed" in happening.sets:
                notes.discard(happening.event.contact)
    if None in notes:
        return ()
    return tuple(person for person in held.event.interviewers if person not in notes)
