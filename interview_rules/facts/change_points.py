"""The instants at which facts can change, which windows and plans go through."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from interview_rules.calendars.calendar import NEVER
from interview_rules.facts.vocabulary import BITS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from interview_rules.facts.interval import Interval

__all__ = ["ChangePoints", "JoinedPoints"]

_Found = tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]


class ChangePoints:
    """The starts and ends of intervals, found when they are first read.

    Advice at a single instant does not need them.
    """

    __slots__ = ("_counts", "_found", "_values")

    def __init__(self, values: Sequence[Interval], counts: Sequence[Interval]) -> None:
        self._values = values
        self._counts = counts
        self._found: _Found | None = None

    @property
    def instants(self) -> tuple[int, ...]:
        """The instants, in order."""
        return self._all[0]

    @property
    def changes(self) -> tuple[int, ...]:
        """For each instant, the mask of the facts that can change there."""
        return self._all[1]

    @property
    def known_changes(self) -> tuple[int, ...]:
        """For each instant, the mask of the facts that can become known or unknown there.

        Counts that can change there are in it, too.
        """
        return self._all[2]

    @property
    def _all(self) -> _Found:
        found = self._found
        if found is None:
            found = self._found = self._find()
        return found

    def _find(self) -> _Found:
        starts, ends = _changes(self._values, self._counts)
        points = sorted(point for point in {*starts, *ends} if -NEVER < point < NEVER)
        return (
            tuple(points),
            tuple([starts.get(point, 0) | ends.get(point, 0) for point in points]),
            tuple([starts.get(point, 0) ^ ends.get(point, 0) for point in points]),
        )


class JoinedPoints(ChangePoints):
    """The change points of two parts of a log that have no fact in common.

    It is fast if the log has few points of its own `here`, even if there are many `elsewhere`.
    """

    __slots__ = ("_elsewhere", "_here")

    def __init__(self, here: ChangePoints, elsewhere: ChangePoints) -> None:
        super().__init__((), ())
        self._here, self._elsewhere = here, elsewhere

    def _find(self) -> _Found:
        elsewhere, here = self._elsewhere, self._here
        points = [*elsewhere.instants]
        changes, known_changes = [*elsewhere.changes], [*elsewhere.known_changes]
        for point, changed, known in zip(
            here.instants, here.changes, here.known_changes, strict=True
        ):
            place = bisect_left(points, point)
            if place < len(points) and points[place] == point:
                changes[place] |= changed
                known_changes[place] |= known
            else:
                points.insert(place, point)
                changes.insert(place, changed)
                known_changes.insert(place, known)
        return tuple(points), tuple(changes), tuple(known_changes)


def _changes(
    values: Iterable[Interval], counts: Iterable[Interval]
) -> tuple[dict[int, int], dict[int, int]]:
    """Return the masks of the facts that gain a value, and of those that lose one, by instant."""
    starts: dict[int, int] = {}
    ends: dict[int, int] = {}
    for start, end, fact, _value, _origin in values:
        bit = BITS[fact]
        starts[start] = starts.get(start, 0) | bit
        ends[end] = ends.get(end, 0) | bit
    for each in counts:
        # Counts overlap, so a gain and a loss at the same instant may still be a change.
        bits = _COUNT_BITS.get(each.fact, BITS[each.fact])
        for instant in (each.start, each.end):
            starts[instant] = starts.get(instant, 0) | bits
    return starts, ends


_FOLLOW_UP_BITS = BITS["follow_ups"] | BITS["unanswered_follow_ups"] | BITS["follow_up_pending"]
_COUNT_BITS = dict.fromkeys(("follow_ups", "unanswered_follow_ups"), _FOLLOW_UP_BITS)
"""For each count on which other facts depend, the mask of the count and these facts."""
