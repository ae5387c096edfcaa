"""Facts about people: the interviewers of the latest round, and those who received no note yet."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from interview_rules.facts.happening import newer
from interview_rules.facts.interval import Interval

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from interview_rules.facts.happening import Happening

__all__ = ["NOTES", "not_yet_thanked", "people_intervals"]

NOTES = frozenset({"thank_you", "thank_you_failed"})
"""The slots of thank-you notes, sent or returned."""


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
        if people:
            changes = [start, *(note.known for note in notes if start < note.known < end), end]
            for since, until in pairwise(changes):
                if since < until:
                    left = len(not_yet_thanked(notes, since, held))
                    yield Interval(since, until, "not_yet_thanked", left, held)


def not_yet_thanked(notes: Iterable[Happening], now: int, held: Happening) -> tuple[str, ...]:
    """Return the interviewers of a round without a note; a note without a name counts for all.

    `notes` are the notes sent and those that came back, in order. Other events are ignored.
    """
    thanked: set[str | None] = set()
    for note in notes:
        if note.known > now:
            break
        if not newer(held, note):
            if "thank_you" in note.sets:
                thanked.add(note.event.contact)
            elif "thank_you_failed" in note.sets:
                thanked.discard(note.event.contact)
    if None in thanked:
        return ()
    return tuple(person for person in held.event.interviewers if person not in thanked)
