"""Selection of the most urgent offer if several other employers have made one.

A fact holds a single moment. The most urgent open offer is the one with the next upcoming
deadline, or else the latest one without a deadline, or else the one whose deadline passed last.
"""

from __future__ import annotations

from heapq import heappop, heappush
from itertools import pairwise
from typing import TYPE_CHECKING

from interview_rules.calendars.calendar import NEVER
from interview_rules.facts.employers import apart
from interview_rules.facts.happening import Happening

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from interview_rules.facts.interval import Interval
    from interview_rules.facts.slots import BySlot

    SetBy = Callable[[str, list[Happening], BySlot], list[Interval]]

__all__ = ["OVER", "SLOTS", "by_employer", "most_pressing", "of_each_employer"]

_Waiting = tuple[int, str]
"""The urgency of an offer within its degree, and its employer."""

_OPEN = ("other_offer", "other_offer_deadline")
_ACCEPTED = "accepted_elsewhere"
SLOTS = (*_OPEN, _ACCEPTED)
"""Slots that are evaluated per employer if events concern several employers."""
OVER = "other_offer_over"


def by_employer(by_slot: BySlot) -> bool:
    """Return True if offers and their outcomes name several employers; no name counts as one."""
    return len({h.event.employer for slot in (*SLOTS, OVER) for h in by_slot.get(slot, ())}) > 1


def of_each_employer(by_slot: BySlot) -> dict[str | None, BySlot]:
    """Return the offers of each employer that has some, and their outcomes, by slot.

    None stands for the unnamed employer. An ending without an employer applies to all offers.
    """
    own = {slot: apart(by_slot.get(slot, ()), _employer) for slot in SLOTS}
    over = apart(by_slot.get(OVER, ()), _employer, shared=lambda _ending: True)
    return {
        employer: {
            **{slot: groups.of(employer) for slot, groups in own.items()},
            OVER: over.of(employer),
        }
        for employer in dict.fromkeys(name for groups in own.values() for name in groups.names)
    }


def _employer(happening: Happening) -> str | None:
    return happening.event.employer


def most_pressing(of_employers: dict[str | None, BySlot], set_by: SetBy) -> Iterator[Interval]:
    """Yield the intervals of acceptances, then those in which each offer is the most urgent one.

    Acceptances are evaluated per employer too, because an ending affects only its employer.
    `of_employers` is the result of `of_each_employer`. `set_by` computes the intervals of the facts
    that a slot sets.
    """
    found: list[tuple[str, Interval]] = []
    accepted: list[Interval] = []
    for employer, own in of_employers.items():
        for slot in _OPEN:
            found += [(employer or "", each) for each in set_by(slot, own[slot], own)]
        accepted += set_by(_ACCEPTED, own[_ACCEPTED], own)
    yield from sorted(accepted, key=_said)
    yield from _in_turn(found)


def _in_turn(found: list[tuple[str, Interval]]) -> Iterator[Interval]:
    """Yield the parts of the intervals of several employers in which their offer comes first."""
    begins: dict[int, list[tuple[str, Interval]]] = {}
    ends: dict[int, list[tuple[str, Interval]]] = {}
    for employer, each in found:
        begins.setdefault(each.start, []).append((employer, each))
        ends.setdefault(each.end, []).append((employer, each))
    change_points = {
        *begins,
        *ends,
        *(_end(each) for _, each in found if each.fact == "other_offer_deadline"),
    }
    offers = _Offers()
    for start, end in pairwise(sorted(change_points)):
        offers.change(start, ends.get(start, ()), begins.get(start, ()))
        for each in offers.first(start):
            yield each.during(start, end)


class _Offers:
    """The open offers at an instant, by employer; the most urgent is found without trying all."""

    def __init__(self) -> None:
        self._open: dict[str, dict[str, Interval]] = {}
        # One queue for each degree of urgency; only the last entry of an employer counts.
        self._queues: tuple[list[_Waiting], ...] = ([], [])
        self._last: dict[str, _Waiting] = {}

    def change(
        self,
        now: int,
        ended: Iterable[tuple[str, Interval]],
        begun: Iterable[tuple[str, Interval]],
    ) -> None:
        """Close and open intervals at an instant, which must be later than in the call before."""
        for employer, each in ended:
            del self._open[employer][each.fact]
        for employer, each in begun:
            self._open.setdefault(employer, {})[each.fact] = each
        for employer in {employer for employer, _each in (*ended, *begun)}:
            if self._open[employer]:
                self._wait(now, employer)
            else:
                del self._last[employer]

    def first(self, now: int) -> Iterator[Interval]:
        """Yield the interval of the most urgent offer at an instant and that of its deadline."""
        for degree, queue in enumerate(self._queues):
            while queue:
                waiting = queue[0]
                _urgency, employer = waiting
                if waiting is self._last.get(employer):
                    offer = self._open[employer]
                    if _urgency_of(offer, now)[0] == degree:
                        yield from (offer[slot] for slot in _OPEN if slot in offer)
                        return
                    self._wait(now, employer)
                heappop(queue)

    def _wait(self, now: int, employer: str) -> None:
        degree, urgency = _urgency_of(self._open[employer], now)
        self._last[employer] = (urgency, employer)
        heappush(self._queues[degree], self._last[employer])


def _said(interval: Interval) -> int:
    """Return the instant at which the event that set a value became known."""
    assert isinstance(interval.origin, Happening)  # noqa: S101  # events set these
    return interval.origin.known


def _end(deadline: Interval) -> int:
    """Return the end of the day or instant of a deadline."""
    assert isinstance(deadline.value, tuple)  # noqa: S101  # deadlines are moments
    return deadline.value[1]


def _urgency_of(offer: dict[str, Interval], now: int) -> tuple[int, int]:
    """Return an offer's degree of urgency and its place within that degree; lower comes first."""
    deadline = offer.get("other_offer_deadline")
    if deadline is None:
        return 1, -_said(offer["other_offer"])
    assert isinstance(deadline.value, tuple)  # noqa: S101  # deadlines are moments
    first, over, _day = deadline.value
    # A deadline that has passed comes after every offer without a deadline.
    return (0, first) if now < over else (1, NEVER - first)
