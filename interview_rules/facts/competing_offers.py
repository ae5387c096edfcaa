"""Selection of the most urgent offer if several other employers have made one.

A fact holds a single moment. Among open offers, the one with the first deadline ahead is the most
urgent, then one without a deadline, then the one whose deadline passed last.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from interview_rules.calendars.calendar import NEVER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from interview_rules.calendars.calendar import Span
    from interview_rules.facts.happening import Happening

    BySlot = dict[str, list[Happening]]
    Found = tuple[int, int, str, Span, Happening]
    Spans = Callable[[str, list[Happening], BySlot], Iterator[Found]]

__all__ = ["SLOTS", "by_employer", "most_pressing", "of_employer"]

SLOTS = ("other_offer", "other_offer_deadline", "accepted_elsewhere")
"""Slots that are evaluated per employer if several are named."""
OVER = "other_offer_over"


def by_employer(by_slot: BySlot) -> bool:
    """Return True if the log has several other employers, one of which may be unnamed."""
    return len({h.event.employer for slot in (*SLOTS, OVER) for h in by_slot.get(slot, ())}) > 1


def of_employer(by_slot: BySlot, employer: str | None) -> BySlot:
    """Return the events of one other employer, and the endings without an employer."""
    own = {
        slot: [h for h in by_slot.get(slot, ()) if h.event.employer == employer] for slot in SLOTS
    }
    over = [h for h in by_slot.get(OVER, ()) if h.event.employer in {None, employer}]
    return {**by_slot, **own, OVER: over}


def most_pressing(by_slot: BySlot, spans: Spans) -> Iterator[Found]:
    """Yield the intervals in which each offer is the most urgent one, and all acceptances.

    Acceptances are evaluated per employer too, because an ending affects only its employer.
    """
    found: list[tuple[str, Found]] = []
    accepted: list[Found] = []
    names = {h.event.employer for slot in SLOTS for h in by_slot.get(slot, ())}
    for employer in sorted(names, key=lambda name: name or ""):
        own = of_employer(by_slot, employer)
        for slot in SLOTS[:2]:
            found += [(employer or "", each) for each in spans(slot, own[slot], own)]
        accepted += spans(SLOTS[2], own[SLOTS[2]], own)
    yield from sorted(accepted, key=lambda each: each[4].known)
    change_points = {
        instant for _employer, (start, end, *_rest) in found for instant in (start, end)
    }
    change_points |= {span[1] for _employer, (_s, _e, name, span, _h) in found if name == SLOTS[1]}
    for start, end in pairwise(sorted(change_points)):
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
