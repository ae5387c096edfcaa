"""Facts about people: interviewers, those not yet thanked, and intermediaries."""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter
from typing import TYPE_CHECKING

from interview_rules.facts.happening import SURELY_EARLIER, newer
from interview_rules.facts.interval import Interval
from interview_rules.facts.vocabulary import OFFSETS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from interview_rules.facts.happening import Happening
    from interview_rules.facts.vocabulary import Facts

__all__ = ["INTERMEDIARIES", "NOTES", "intermediary_in", "not_yet_thanked", "people_intervals"]

INTERMEDIARIES = {"agency": "agency_between", "recruiter": "recruiter_between"}
"""Who can act between the candidate and the employer, each with the fact that says so."""

_KNOWN = attrgetter("known")
NOTES = frozenset({"thank_you", "thank_you_failed"})
"""The slots of thank-you notes, sent or returned."""


def intermediary_in(facts: Facts) -> str:
    """Return who acts between the candidate and the employer; empty if no one does."""
    return next((role for role, fact in INTERMEDIARIES.items() if facts[OFFSETS[fact]]), "")


def people_intervals(
    rounds: Iterable[tuple[int, int, Happening]], notes: list[Happening]
) -> Iterator[Interval]:
    """Yield the intervals of `interviewers` and `not_yet_thanked`.

    `rounds` are the intervals, [start, end), in which each round is the latest one. `notes` are the
    notes sent and those that came back, in order.
    """
    for start, end, held in rounds:
        people = held.event.interviewers
        yield Interval(start, end, "interviewers", len(people), held)
        if not people:
            continue
        thanked: set[str | None] = set()
        since = start
        for note in notes[bisect_left(notes, held.at - SURELY_EARLIER, key=_KNOWN) :]:
            if note.known >= end:
                break
            if since < note.known:
                left = len(_left(people, thanked))
                yield Interval(since, note.known, "not_yet_thanked", left, held)
                since = note.known
            _count(note, held, thanked)
        yield Interval(since, end, "not_yet_thanked", len(_left(people, thanked)), held)


def not_yet_thanked(notes: Iterable[Happening], now: int, held: Happening) -> tuple[str, ...]:
    """Return the interviewers of a round who have received no note by the instant `now`.

    A note without a contact counts for all. `notes` holds the notes sent and those that came back,
    in order; other happenings are ignored.
    """
    thanked: set[str | None] = set()
    for note in notes:
        if note.known > now:
            break
        _count(note, held, thanked)
    return _left(held.event.interviewers, thanked)


def _count(note: Happening, held: Happening, thanked: set[str | None]) -> None:
    """Add the addressee of a note to `thanked`, or remove the addressee of one that came back.

    Notes from before the round are ignored.
    """
    if newer(held, note):
        return
    if "thank_you" in note.sets:
        thanked.add(note.event.contact)
    elif "thank_you_failed" in note.sets:
        thanked.discard(note.event.contact)


def _left(people: tuple[str, ...], thanked: set[str | None]) -> tuple[str, ...]:
    if None in thanked:
        return ()
    return tuple(person for person in people if person not in thanked)
