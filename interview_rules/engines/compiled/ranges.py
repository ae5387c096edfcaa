"""What is known about quantities while code is generated: the range in which each value lies."""

from __future__ import annotations

__all__ = ["ANYWHERE", "KNOWN", "NOTHING", "TOP", "UNKNOWN", "Quantity", "Ranges"]

UNKNOWN = -(1 << 62)
"""Where a moment that nobody knows stands: below everything."""
KNOWN = UNKNOWN + 1
"""The step that every known moment has reached."""
TOP = 1 << 62


class Quantity:
    """Something that has a value. `base` is the scale that tells whether it has any.

    `value` is an expression for the value, for scales on which rules may differ in where they
    stand, and `cost` about how long a question takes, where reading a local name is nothing.
    """

    __slots__ = ("base", "cost", "value")

    def __init__(self, value: str, cost: int, base: Quantity | None = None) -> None:
        self.value = value
        self.cost = cost
        self.base = base

    def between(self, low: int, high: int, ranges: Ranges) -> str:
        """The question whether the value is at least `low` and below `high`; one may be open."""
        known = self.is_known(ranges)
        if high == TOP:
            return self._reached(low, known=known)
        if low == UNKNOWN:
            return self._below(high, known=known)
        return self._within(low, high, known=known)

    def _reached(self, at: int, *, known: bool) -> str:
        raise NotImplementedError

    def _below(self, at: int, *, known: bool) -> str:
        raise NotImplementedError

    def _within(self, low: int, high: int, *, known: bool) -> str:
        """Both of them; `known` tells whether it is certain that there is a value."""
        raise NotImplementedError

    def is_known(self, ranges: Ranges) -> bool:
        """Whether it is certain that there is a value."""
        return ranges.get(self.base or self, (UNKNOWN, TOP))[0] >= KNOWN


Ranges = dict[Quantity, tuple[int, int]]
"""For each scale, the lowest possible value and the first value above all possible ones."""
NOTHING: Ranges = {}
ANYWHERE = (UNKNOWN, TOP)
