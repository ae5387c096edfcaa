"""The base class of quantities, and the known ranges of their values."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from interview_rules.engines.code import Code

__all__ = ["ANYWHERE", "KNOWN", "NOTHING", "TOP", "UNKNOWN", "Quantity", "Ranges"]

UNKNOWN = -(1 << 62)
"""Stands for the age of an unknown moment; below all other values."""
KNOWN = UNKNOWN + 1
"""The lowest age that a known moment can have."""
TOP = 1 << 62
"""Above all values."""


class Quantity:
    """A value that rules compare with numbers.

    `value` is an expression for the quantity, also used where similar rules compare it with
    different numbers. `cost` estimates the time of a test: 0 for a local variable, 1 for a fact.
    `base` is the quantity that decides whether the value is known, if it is another one.
    """

    __slots__ = ("base", "cost", "value")

    def __init__(self, value: Code, cost: int, base: Quantity | None = None) -> None:
        self.value = value
        self.cost = cost
        self.base = base

    def between(self, low: int, high: int, ranges: Ranges) -> Code:
        """Return a test that the value is in [low, high); `UNKNOWN` or `TOP` leaves an end open."""
        known = self.is_known(ranges)
        if high == TOP:
            return self._reached(low, known=known)
        if low == UNKNOWN:
            return self._below(high, known=known)
        return self._within(low, high, known=known)

    def _reached(self, at: int, *, known: bool) -> Code:
        raise NotImplementedError

    def _below(self, at: int, *, known: bool) -> Code:
        raise NotImplementedError

    def _within(self, low: int, high: int, *, known: bool) -> Code:
        """Return the test of both ends; `known` is True if the value is certainly known."""
        raise NotImplementedError

    def is_known(self, ranges: Ranges) -> bool:
        """Return True if the value is certainly known in the given ranges."""
        return ranges.get(self.base or self, (UNKNOWN, TOP))[0] >= KNOWN


Ranges = dict[Quantity, tuple[int, int]]
"""For each quantity, its lowest possible value and the first value above all possible ones.

A quantity that is left out can have any value."""
NOTHING: Ranges = {}
ANYWHERE = (UNKNOWN, TOP)
