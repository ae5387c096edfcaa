"""Selection of the most urgent offer if several other employers have made one.

A fact holds a single moment. The most urgent open offer is the one with the next upcoming
deadline, or else the latest one without a deadline, or else the one whose deadline passed last.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from interview_rules.calendars.calendar import NEVER
from interview_rules.facts.happening import Happening

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from interview_rules.facts.interval import Interval

    BySlot = dict[str, list[Happening]]
    SetBy = Callable[[str, list[Happening], BySlot], Iterator[Interval]]

__all__ = ["SLOTS", "by_employer", "most_pressing", "of_employer"]

SLOTS = ("other_offer", "other_offer_deadline", "accepted_elsewhere")
"""Slots that are evaluated per employer if events concern several employers."""
OVER = "other_offer_over"


def by_employer(by_slot: BySlot) -> bool:
    """Return True if offers and their outcomes name several employers; no name counts as one."""
    return len({h.event.employer for slot in (*SLOTS, OVER) for h in by_slot.get(slot, ())}) > 1


def of_employer(by_slot: BySlot, employer: str | None) -> BySlot:
    """Return the slots, with only the offers of one employer and the endings that apply to them.

    None stands for the unnamed employer. An ending without an employer applies to all offers.
    """
    own = {
        slot: [h for h in by_slot.get(slot, ()) if h.event.employer == employer] for slot in SLOTS
    }
    over = [h for h in by_slot.get(OVER, ()) if h.event.employer in {None, employer}]
    return {**by_slot, **own, OVER: over}


def most_pressing(by_slot: BySlot, set_by: SetBy) -> Iterator[Interval]:
    """Yield the intervals of acceptances, then those in which each offer is the most urgent one.

    Acceptances are evaluated per employer too, because an ending affects only its employer.
    `set_by` computes the intervals of the facts that a slot sets.
    """
    found: list[tuple[str, Interval]] = []
    accepted: list[Interval] = []
    names = {h.event.employer for slot in SLOTS for h in by_slot.get(slot, ())}
    for employer in sorted(names, key=lambda name: name or ""):
        own = of_employer(by_slot, employer)
        for slot in SLOTS[:2]:
            found += [(employer or "", each) for each in set_by(slot, own[slot], own)]
        accepted += set_by(SLOTS[2], own[SLOTS[2]], own)
    yield from sorted(accepted, key=_said)
    change_points = {point for _employer, each in found for point in (each.start, each.end)}
    change_points |= {_end(each) for _employer, each in found if each.fact == SLOTS[1]}
    for start, end in pairwise(sorted(change_points)):
        here: dict[str, dict[str, Interval]] = {}
        for employer, each in found:
            if each.contains(start):
                here.setdefault(employer, {})[each.fact] = each
        if here:
            for each in min(here.values(), key=_pressing(start)).values():
                yield each.during(start, end)


def _said(interval: Interval) -> int:
    """Return the instant at which the event that set a value became known."""
    assert isinstance(interval.origin, Happening)  # noqa: S101  # events set these
    return interval.origin.known


def _end(deadline: Interval) -> int:
    """Return the end of the day or instant of a deadline."""
    assert isinstance(deadline.value, tuple)  # noqa: S101  # deadlines are moments
    return deadline.value[1]


def _pressing(now: int) -> Callable[[dict[str, Interval]], tuple[int, int]]:
    def key(offer: dict[str, Interval]) -> tuple[int, int]:
        deadline = offer.get("other_offer_deadline")
        if deadline is None:
            return 1, -_said(offer["other_offer"])
        assert isinstance(deadline.value, tuple)  # noqa: S101  # deadlines are moments
        first, over, _day = deadline.value
        return (0, first) if now < over else (2, NEVER - first)

    return key
