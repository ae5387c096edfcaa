"""Facts about people: the interviewers of the latest round, and those who received no note yet."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from interview_rules.facts.happening import newer
from interview_rules.facts.interval import Interval

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from interview_rules.facts.happening import Happening

__all__ = ["not_yet_thanked", "people_intervals"]


def people_intervals(
    rounds: Iterable[tuple[int, int, Happening]], happenings: tuple[Happening, ...]
) -> Iterator[Interval]:
    """Yield the intervals of `interviewers` and `not_yet_thanked`.

    `rounds` are the intervals, [start, end), in which each round is the latest one.
    """
    notes = [h for h in happenings if "thank_you" in h.sets or "thank_you_failed" in h.sets]
    known = [note.known for note in notes]
    for start, end, held in rounds:
        people = held.event.interviewers
        yield Interval(start, end, "interviewers", len(people), held)
        if not people:
            continue
        first, last = bisect_left(known, start + 1), bisect_left(known, end)
        changes = sorted({start, *known[first:last]})
        for since, until in zip(changes, [*changes[1:], end], strict=True):
            left = len(not_yet_thanked(notes, since, held))
            yield Interval(since, until, "not_yet_thanked", left, held)


def not_yet_thanked(notes: Iterable[Happening], now: int, held: Happening) -> tuple[str, ...]:
    """Return the interviewers of a round without a note; a note without a name counts for all.

    `notes` are happenings in chronological order; only notes sent and notes that failed matter.
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
