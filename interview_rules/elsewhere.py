"""Offers of several other employers at once: which of them presses most, and from when until when.

A fact holds one moment. Of several open offers it is the one whose deadline comes first among those
still ahead; then one without a deadline; then, of deadlines that are over, the latest.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from interview_rules.calendars import NEVER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from interview_rules.timeline import Happening, Span

    BySlot = dict[str, list[Happening]]
    Found = tuple[int, int, str, Span, Happening]
    Spans = Callable[[str, list[Happening], BySlot], Iterator[Found]]

__all__ = ["employers", "most_pressing", "of_employer"]

SLOTS = ("other_offer", "other_offer_deadline")


def employers(by_slot: BySlot) -> frozenset[str]:
    """The slots to be looked at by employer: none unless several are named."""
    names = {h.event.employer for slot in SLOTS for h in by_slot.get(slot, ())}
    return frozenset(SLOTS) if len(names) > 1 else frozenset()


def of_employer(by_slot: BySlot, employer: str | None) -> BySlot:
    """The log of one other employer: its own offers, and whatever is said of offers in general."""

    def concerns(happening: Happening) -> bool:
        return employer is None or happening.event.employer in {None, employer}

    own = {
        slot: [h for h in by_slot.get(slot, ()) if h.event.employer == employer] for slot in SLOTS
    }
    over = [h for h in by_slot.get("other_offer_over", ()) if concerns(h)]
    return {**by_slot, **own, "other_offer_over": over}


def most_pressing(by_slot: BySlot, spans: Spans) -> Iterator[Found]:
    """The moments of the offer that presses most, wherever another one takes its place."""
    found: list[tuple[str, Found]] = []
    names = {h.event.employer for slot in SLOTS for h in by_slot.get(slot, ())}
    for employer in sorted(names, key=lambda name: name or ""):
        own = of_employer(by_slot, employer)
        for slot in SLOTS:
            found += [(employer or "", each) for each in spans(slot, own[slot], own)]
    borders = {instant for _employer, (start, end, *_rest) in found for instant in (start, end)}
    borders |= {span[1] for _employer, (_s, _e, name, span, _h) in found if name == SLOTS[1]}
    for start, end in pairwise(sorted(borders)):
        here: dict[str, dict[str, Found]] = {}
        for employer, each in found:
            if each[0] <= start < each[1]:
                here.setdefault(employer, {})[each[2]] = each
        if here:
            for _s, _e, name, span, happening in min(here.values(), key=_pressing(start)).values():
                yield start, end, name, span, happening


def _pressing(now: int) -> Callable[[dict[str, Found]], tuple[int, int]]:
    def key(offer: dict[str, Found]) -> tuple[int, int]:
        deadline = offer.get("other_offer_deadline")
        if deadline is None:
            return 1, -offer["other_offer"][4].known
        first, over = deadline[3][0], deadline[3][1]
        return (0, first) if now < over else (2, NEVER - first)

    return key
