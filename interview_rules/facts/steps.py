"""Intervals as plain tuples, which folding can unpack quickly."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from interview_rules.facts.vocabulary import BITS, OFFSETS, RARE

if TYPE_CHECKING:
    from interview_rules.facts.interval import Interval

__all__ = ["Steps", "steps_of"]

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


def steps_of(values: list[Interval], counts: list[Interval]) -> Steps:
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
