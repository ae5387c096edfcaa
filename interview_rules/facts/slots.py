"""The happenings of a log by the slots that they set, such as `round` or `answer`."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING

from interview_rules.calendars.calendar import NEVER
from interview_rules.facts.happening import SURELY_EARLIER, Happening, order_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["BySlot", "around", "by_slots", "with_added"]

_FEW = 8
"""Up to this number of happenings, a loop is faster than a binary search."""
_KNOWN = attrgetter("known")

BySlot = dict[str, list[Happening]]
"""The happenings that set each slot, in order."""


def by_slots(happenings: Iterable[Happening]) -> BySlot:
    """Return happenings by slot, without rounds that were called off."""
    found: BySlot = {}
    for happening in happenings:
        if happening.meeting is not None and happening.meeting.off <= happening.known:
            continue  # a round that was called off before it was over
        for slot in happening.sets:
            found.setdefault(slot, []).append(happening)
    return found


def with_added(known: BySlot, added: Happening) -> BySlot:
    """Return `known` with one more happening; the lists that stay the same are shared."""
    found = known.copy()
    for slot in added.sets:
        found[slot] = [*found.get(slot, ())]
        insort(found[slot], added, key=order_of)
    return found


def around(others: Sequence[Happening], happening: Happening) -> Iterable[Happening]:
    """Return, in order, at least the happenings of a slot that may come after `happening`."""
    if len(others) <= _FEW:
        return others
    undated = bisect_right(others, -NEVER, key=_KNOWN)
    first = max(undated, bisect_left(others, happening.at - SURELY_EARLIER, key=_KNOWN))
    return map(others.__getitem__, chain(range(undated), range(first, len(others))))
