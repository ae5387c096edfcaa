"""`RuleMask`: a set of rules as an integer with one bit for each rule, at its place in the pack.

Engines work on whole masks with `&` and `|`. Everything else asks with these functions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["RuleMask", "contains", "mask_of"]

RuleMask = int


def mask_of(indexes: Iterable[int]) -> RuleMask:
    """Return the mask of the rules at these places."""
    mask = 0
    for index in indexes:
        mask |= 1 << index
    return mask


def contains(mask: RuleMask, index: int) -> bool:
    """Return True if a mask contains the rule at a place."""
    return mask >> index & 1 == 1
