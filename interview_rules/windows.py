"""Windows: from when until when an advice is given, and when the advice next changes.

What holds can change only where something becomes history (the borders of the timeline) and where
now passes a moment that a rule compares it with (the borders of the engine), so nothing is
sampled: the stretches between these borders are looked at one after the other.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from interview_rules.calendars import NEVER
from interview_rules.facts import fold

if TYPE_CHECKING:
    from interview_rules.engines.compiled import Compiled
    from interview_rules.facts import Facts
    from interview_rules.state import InterviewState

__all__ = ["Windows"]


class Windows:
    """The stretches of one state around an instant. Ends are instants, None where there is none."""

    __slots__ = ("_epochs", "borders", "engine", "now", "own", "state")

    def __init__(self, engine: Compiled, state: InterviewState, own: Facts, now: int) -> None:
        self.engine = engine
        self.state = state
        self.own = own
        self.now = now
        self.borders = (-NEVER, *state.timeline.borders, NEVER)
        self._epochs: dict[int, Facts] = {}

    def window(self, rule: int) -> tuple[int | None, int | None]:
        """The largest stretch around now in which this rule's advice is given."""
        speaks, borders = self.engine.speaks(rule), self.engine.borders(rule)
        calendar = self.state.calendar
        here = bisect_right(self.borders, self.now) - 1
        since, epoch, right = self.now, here, self.now
        while epoch >= 0:
            facts, start = self._facts(epoch), self.borders[epoch]
            inside = {t for t in borders(facts, calendar) if start < t <= right}
            for point in sorted({start, *inside}, reverse=True):
                if not speaks(point, facts, calendar):
                    break
                since = point
            else:
                epoch -= 1
                right = start - 1
                continue
            break
        until, epoch, left = None, here, self.now
        while epoch < len(self.borders) - 1:
            facts = self._facts(epoch)
            stop = self.borders[epoch + 1]
            points = sorted({t for t in borders(facts, calendar) if left < t < stop})
            if epoch != here:
                points.insert(0, left)
            for point in points:
                if not speaks(point, facts, calendar):
                    until = point
                    break
            else:
                epoch += 1
                left = stop
                continue
            break
        return (since if since > -NEVER else None), until

    def next_change(self) -> int | None:
        """The first instant after now at which other advice is given than at now."""
        calendar, engine = self.state.calendar, self.engine
        epoch = bisect_right(self.borders, self.now) - 1
        given = engine.evaluate(self.now, self._facts(epoch), calendar)[1]
        left = self.now
        while epoch < len(self.borders) - 1:
            facts = self._facts(epoch)
            stop = self.borders[epoch + 1]
            for point in sorted({left, *(engine.all_borders(facts, calendar))}):
                inside = left <= point < stop and point > self.now
                if inside and engine.evaluate(point, facts, calendar)[1] != given:
                    return point
            epoch += 1
            left = stop
        return None

    def _facts(self, epoch: int) -> Facts:
        facts = self._epochs.get(epoch)
        if facts is None:
            facts = fold(self.state, self.borders[epoch]) + self.own
            self._epochs[epoch] = facts
        return facts
