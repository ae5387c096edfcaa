"""`Interval`: the time during which an event gives a fact its value."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from interview_rules.facts.happening import Happening, Meeting

if TYPE_CHECKING:
    from interview_rules.calendars.calendar import Span

__all__ = ["Interval", "Origin"]

Origin = Happening | Meeting | None


class Interval(NamedTuple):
    """One value of one fact from the instant `start` until `end`, exclusive.

    `start` is -NEVER, or `end` NEVER, if the interval is open on that side. `value` is a span for a
    moment, and an integer for a flag, a choice (its index) or a count. `origin` is the happening or
    the round that set the value, or None if neither did.
    """

    start: int
    end: int
    fact: str
    value: Span | int
    origin: Origin = None

    def during(self, start: int, end: int) -> Interval:
        """Return an interval with the same value and origin for another period."""
        return self._replace(start=start, end=end)

    def contains(self, instant: int) -> bool:
        """Return True if the fact has this value at an instant."""
        return self.start <= instant < self.end
