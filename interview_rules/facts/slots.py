"""The happenings of a log by the slots that they set, such as `round` or `answer`."""

from __future__ import annotations

from bisect import insort
from typing import TYPE_CHECKING

from interview_rules.facts.happening import Happening, order_of

if TYPE_CHECKING:
    from interview_rules.facts.timeline import Timeline

__all__ = ["BySlot", "by_slots"]

BySlot = dict[str, list[Happening]]
"""The happenings that set each slot, in order."""


def by_slots(timeline: Timeline, before: tuple[Timeline, BySlot] | None = None) -> BySlot:
    """Return the happenings of a log by slot, without rounds that were called off.

    `before` is a log with fewer events, and its happenings by slot, which are shared where they stay
    the same.
    """
    if before is not None:
        earlier, known = before
        if timeline.happenings is earlier.happenings:
            return known
        if timeline.added is not None and timeline.added_to is earlier.happenings:
            return _with(known, timeline.added)
    found: BySlot = {}
    for happening in timeline.happenings:
        if happening.meeting is not None and happening.meeting.off <= happening.known:
            continue  # a round that was called off before it was over
        for slot in happening.sets:
            found.setdefault(slot, []).append(happening)
    return found


def _with(known: BySlot, added: Happening) -> BySlot:
    found = known.copy()
    for slot in added.sets:
        found[slot] = [*found.get(slot, ())]
        insort(found[slot], added, key=order_of)
    return found
