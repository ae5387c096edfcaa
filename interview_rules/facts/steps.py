"""Intervals as plain tuples, which folding can unpack quickly."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from interview_rules.calendars.calendar import NEVER
from interview_rules.facts.vocabulary import BITS, OFFSETS, RARE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from interview_rules.facts.change_points import ChangePoints
    from interview_rules.facts.interval import Interval

__all__ = ["AnySteps", "JoinedSteps", "LongSteps", "Steps", "steps_of"]

_Moment = tuple[int, int, int, int, int, int, int, int, int]
"""Start and end, three places in the folded list and what is stored there (the start, end and local
day of the moment), and the bit, which is zero for everyday facts."""
_Value = tuple[int, int, int, int, int]
"""Start, end, place in the folded list, bit, and value."""
_Count = tuple[int, int, int, int]
"""Start, end, place in the folded list, and what to add there."""
_MANY = 200
"""From this number of intervals on, they are encoded in blocks."""
_BLOCK = 32
"""The usual number of periods of constant facts in a block."""


class Steps(NamedTuple):
    """The intervals as plain tuples, which `fold` can unpack quickly."""

    moments: tuple[_Moment, ...]
    values: tuple[_Value, ...]
    counts: tuple[_Count, ...]

    def at(self, _now: int) -> Steps:
        """Return the steps among which are all that contain an instant."""
        return self


class LongSteps:
    """The intervals of a long log, which are encoded when they are needed, block by block.

    A fold then looks at the intervals around its instant instead of all of them.
    """

    __slots__ = ("_block", "_blocks", "_counts", "_points", "_values")

    def __init__(
        self,
        values: Sequence[Interval],
        counts: Sequence[Interval],
        points: tuple[int, ...],
        block: int = _BLOCK,
    ) -> None:
        """Keep the intervals; `points` are the instants at which facts can change, in order.

        `block` is the number of periods of constant facts in a block.
        """
        self._values, self._counts, self._points = values, counts, points
        self._block = block
        self._blocks: dict[int, Steps] = {}

    def at(self, now: int) -> Steps:
        """Return the steps among which are all that contain an instant."""
        block = bisect_right(self._points, now) // self._block
        found = self._blocks.get(block)
        if found is None:
            found = self._blocks[block] = self._encoded(block * self._block)
        return found

    def _encoded(self, first: int) -> Steps:
        points, last = self._points, first + self._block
        start = points[first - 1] if first else -NEVER
        end = points[last - 1] if last <= len(points) else NEVER
        within = _of_values(each for each in self._values if each.start < end and each.end > start)
        throughout = Counter(e.fact for e in self._counts if e.start <= start and e.end >= end)
        partly = (
            each
            for each in self._counts
            if each.start < end
            and each.end > start
            and not (each.start <= start and each.end >= end)
        )
        always = [(-NEVER, NEVER, OFFSETS[fact], many) for fact, many in throughout.items()]
        return Steps(*within, (*always, *_of_counts(partly)))


class JoinedSteps:
    """The steps of two parts of a log that have no fact in common."""

    __slots__ = ("_elsewhere", "_here")

    def __init__(self, here: AnySteps, elsewhere: AnySteps) -> None:
        self._here, self._elsewhere = here, elsewhere

    def at(self, now: int) -> Steps:
        """Return the steps among which are all that contain an instant."""
        moments, values, counts = self._here.at(now)
        more_moments, more_values, more_counts = self._elsewhere.at(now)
        return Steps(moments + more_moments, values + more_values, counts + more_counts)


AnySteps = Steps | LongSteps | JoinedSteps


def steps_of(
    values: Sequence[Interval], counts: Sequence[Interval], points: ChangePoints
) -> AnySteps:
    """Return the intervals of facts, and those that add one to a count, as plain tuples."""
    if len(values) + len(counts) >= _MANY:
        return LongSteps(values, counts, points.instants)
    return Steps(*_of_values(values), _of_counts(counts))


def _of_values(values: Iterable[Interval]) -> tuple[tuple[_Moment, ...], tuple[_Value, ...]]:
    moments: list[_Moment] = []
    others: list[_Value] = []
    for start, end, fact, value, _origin in values:
        place = OFFSETS[fact]
        if isinstance(value, tuple):
            first, over, day = value
            moments.append((start, end, place, place + 1, place + 2, first, over, day, RARE[fact]))
        else:
            others.append((start, end, place, BITS[fact], value))
    return tuple(moments), tuple(others)


def _of_counts(counts: Iterable[Interval]) -> tuple[_Count, ...]:
    return tuple([(each.start, each.end, OFFSETS[each.fact], 1) for each in counts])
