"""Facts at an instant: the combination of all intervals that contain it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from interview_rules.facts.vocabulary import BITS, OFFSETS, RARE

if TYPE_CHECKING:
    from interview_rules.facts.interval import Interval
    from interview_rules.facts.intervals import FactIntervals
    from interview_rules.facts.vocabulary import Facts

__all__ = ["Steps", "encoded", "fold"]

_PENDING = OFFSETS["follow_up_pending"]
_FOLLOW_UPS = OFFSETS["follow_ups"]
_UNANSWERED = OFFSETS["unanswered_follow_ups"]


_Moment = tuple[int, int, int, int, int, int, int, int, int]
"""Start and end, three places in the folded list and what is stored there (the start, end and local
day of the moment), and the bit, which is zero for everyday facts."""
_Value = tuple[int, int, int, int, int]
"""Start, end, place in the folded list, bit, and value."""


class Steps(NamedTuple):
    """The intervals as plain tuples, which `fold` can unpack quickly."""

    moments: tuple[_Moment, ...]
    values: tuple[_Value, ...]
    counts: tuple[tuple[int, int, int], ...]


def encoded(values: list[Interval], counts: list[Interval]) -> Steps:
    """Return the intervals of facts, and those that add one to a count, as plain tuples."""
    moments: list[_Moment] = []
    others: list[_Value] = []
    for start, end, fact, value, _origin in values:
        place = OFFSETS[fact]
        if isinstance(value, tuple):
            first, over, day = value
            moments.append((start, end, place, place + 1, place + 2, first, over, day, RARE[fact]))
        else:
            others.append((start, end, place, BITS[fact], value))
    added = [(each.start, each.end, OFFSETS[each.fact]) for each in counts]
    return Steps(tuple(moments), tuple(others), tuple(added))


def fold(intervals: FactIntervals, now: int) -> Facts:
    """Return the folded facts at the instant `now`, without the facts that a pack declares.

    Events after `now` have no effect, except that a round recorded for a later moment is upcoming.
    """
    facts = intervals.base.copy()
    moments, values, counts = intervals.steps
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
    for start, end, offset in counts:
        if start <= now < end:
            facts[offset] += 1
    if facts[_FOLLOW_UPS]:
        facts[_PENDING] = facts[_UNANSWERED] > 0
    facts[0] = known
    return facts
