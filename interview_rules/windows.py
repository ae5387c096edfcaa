"""Windows: from when until when an advice is given, and when the advice next changes.

What holds can change only where something becomes history (the borders of the timeline) and where
now passes a moment that a rule compares it with (the borders of the engine), so nothing is
sampled: the stretches between these borders are looked at one after the other. Borders of the
timeline at which nothing happens that a rule asks about are passed over.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from interview_rules.calendars import NEVER
from interview_rules.facts import BITS
from interview_rules.folding import fold

if TYPE_CHECKING:
    from interview_rules.engines.compiled import Borders, Compiled, Speaks
    from interview_rules.facts import Facts
    from interview_rules.state import InterviewState

__all__ = ["Windows"]


class Windows:
    """The stretches of one state around an instant, whose facts are given.

    Ends are instants, None where there is none.
    """

    __slots__ = (
        "_here",
        "_known",
        "_own",
        "_own_bits",
        "borders",
        "changes",
        "engine",
        "flips",
        "now",
        "state",
    )

    def __init__(
        self, engine: Compiled, state: InterviewState, now: int, facts: Facts, own: Facts
    ) -> None:
        self.engine = engine
        self.state = state
        self.now = now
        self._own = own
        self._own_bits = facts[0] >> len(BITS) << len(BITS)
        self.borders = state.stretches.borders
        self.changes = state.stretches.changes
        self.flips = state.stretches.flips
        self._here = bisect_right(self.borders, now)
        """The stretch around now: after this many borders."""
        self._known: dict[int, Facts] = {self._here: facts}

    def window(self, rule: int) -> tuple[int | None, int | None]:
        """The largest stretch around now in which this rule's advice is given."""
        part = self.engine.part(rule)
        return self._since(*part), self._until(*part)

    def _since(self, values: int, flips: int, thresholds: Borders, speaks: Speaks) -> int | None:
        calendar, changes, flipped = self.state.calendar, self.changes, self.flips
        since = right = self.now
        epoch = self._here
        facts = self._known[epoch]
        while True:
            while epoch and not (changes[epoch - 1] & values or flipped[epoch - 1] & flips):
                epoch -= 1
            start = self.borders[epoch - 1] if epoch else -NEVER
            points = [t for t in thresholds(facts, calendar) if start < t <= right]
            if len(points) > 1:
                points.sort(reverse=True)
            for point in (*points, start):
                if not speaks(point, facts, calendar):
                    return since
                since = point
            if not epoch:
                return None
            epoch -= 1
            right = start - 1
            facts = self._facts(epoch)

    def _until(self, values: int, flips: int, thresholds: Borders, speaks: Speaks) -> int | None:
        calendar, changes, flipped = self.state.calendar, self.changes, self.flips
        last = len(self.borders)
        left, epoch = self.now, self._here
        facts = self._known[epoch]
        while True:
            while epoch < last and not (changes[epoch] & values or flipped[epoch] & flips):
                epoch += 1
            stop = self.borders[epoch] if epoch < last else NEVER
            points = [t for t in thresholds(facts, calendar) if left < t < stop]
            if len(points) > 1:
                points.sort()
            for point in points:
                if not speaks(point, facts, calendar):
                    return point
            if epoch == last:
                return None
            epoch += 1
            left, facts = stop, self._facts(epoch)
            if not speaks(left, facts, calendar):
                return left

    def next_change(self) -> int | None:
        """The first instant after now at which other advice is given than at now."""
        calendar, engine = self.state.calendar, self.engine
        given = engine.evaluate(self.now, self._facts(self._here), calendar)[1]
        left = self.now
        for epoch in range(self._here, len(self.borders) + 1):
            facts = self._facts(epoch)
            stop = self.borders[epoch] if epoch < len(self.borders) else NEVER
            inside = {t for t in engine.all_borders(facts, calendar) if left < t < stop}
            for point in sorted({left, *inside} - {self.now}):
                if engine.evaluate(point, facts, calendar)[1] != given:
                    return point
            left = stop
        return None

    def _facts(self, epoch: int) -> Facts:
        facts = self._known.get(epoch)
        if facts is None:
            at = self.borders[epoch - 1] if epoch else -NEVER
            facts = fold(self.state, at)
            if self._own:
                facts[0] |= self._own_bits
                facts += self._own
            self._known[epoch] = facts
        return facts
