"""Facts at an instant: the combination of all intervals that contain it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_rules.facts.vocabulary import OFFSETS

if TYPE_CHECKING:
    from interview_rules.facts.intervals import FactIntervals
    from interview_rules.facts.vocabulary import Facts

__all__ = ["fold"]

_PENDING = OFFSETS["follow_up_pending"]
_FOLLOW_UPS = OFFSETS["follow_ups"]
_UNANSWERED = OFFSETS["unanswered_follow_ups"]


def fold(intervals: FactIntervals, now: int) -> Facts:
    """Return the folded facts at the instant `now`, without the facts that a pack declares.

    Events after `now` have no effect, except that a round recorded for a later moment is upcoming.
    """
    facts = intervals.base.copy()
    moments, values, counts = intervals.steps.at(now)
    known = facts[0]
    for start, end, at_start, at_end, at_day, first, over, day, bit in moments:
        if start <= now < end:
            facts[at_start] = first
            facts[at_end] = over
            facts[at_day] = day
            if bit:
                known |= bit
    for start, end, offset, bit, value in values:
        if start <= now < end:
            facts[offset] = value
            known |= bit
    for start, end, offset, many in counts:
        if start <= now < end:
            facts[offset] += many
    if facts[_FOLLOW_UPS]:
        facts[_PENDING] = facts[_UNANSWERED] > 0
    facts[0] = known
    return facts
