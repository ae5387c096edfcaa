"""The fact `contradiction`: one person at the employer says no, another says otherwise."""

from __future__ import annotations

from bisect import bisect_left
from itertools import islice, pairwise, zip_longest
from typing import TYPE_CHECKING

from interview_rules.calendars.calendar import NEVER
from interview_rules.facts.happening import beyond, order_of
from interview_rules.facts.interval import Interval

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from interview_rules.events.event import Event
    from interview_rules.facts.happening import Happening

__all__ = ["contradictions"]


def contradictions(
    refusals: Iterable[Happening], hopes: Iterable[Happening], answers: Sequence[Happening]
) -> Iterator[Interval]:
    """Yield the intervals of `contradiction`, each set by the later of two opposed statements.

    `hopes` are offers and good signs. Each statement is compared only with the one before it, so
    repeating a statement is no contradiction. An interval ends at the next contradiction or at the
    employer's next answer; without either, its end is NEVER. `answers` must be in order. A round is
    no answer once it is called off.
    """
    said = sorted(
        [*((h, False) for h in refusals), *((h, True) for h in hopes)],
        key=lambda each: order_of(each[0]),
    )
    found = [
        later
        for (earlier, first), (later, second) in pairwise(said)
        if first != second and _two_people(earlier.event, later.event)
    ]
    if not found:
        return
    answered = [h.known for h in answers]
    for happening, after in zip_longest(found, found[1:]):
        superseded = NEVER if after is None else after.known
        later = islice(answers, bisect_left(answered, happening.known), None)
        for start, stop in _unanswered(happening, later):
            end = min(superseded, stop)
            if start < end:
                yield Interval(start, end, "contradiction", happening.moment, happening)


def _unanswered(happening: Happening, answers: Iterable[Happening]) -> Iterator[tuple[int, int]]:
    """Yield the intervals in which no answer has come; a round counts until it is called off."""
    start = happening.known
    for answer in answers:
        if beyond(answer, happening):
            yield start, answer.known
            start = NEVER if answer.meeting is None else max(start, answer.meeting.off)
        if start == NEVER:
            return
    yield start, NEVER


def _two_people(one: Event, other: Event) -> bool:
    """Return True if the events name two different people or, if either names nobody, two roles.

    If either names nobody, a portal also counts as different from anyone with a name or a role.
    """
    if one.contact is not None and other.contact is not None:
        return one.contact.casefold() != other.contact.casefold()
    if (one.channel == "portal") != (other.channel == "portal"):
        person = other if one.channel == "portal" else one
        return person.contact is not None or person.role is not None
    return one.role is not None and other.role is not None and one.role != other.role
