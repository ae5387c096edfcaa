"""`RuleMask`: a set of rules as an integer, in which bit n stands for the rule at index n.

Masks are combined with the operators of integers: `&`, `|`, `^` and `~`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["RuleMask", "contains", "mask_of"]

RuleMask = int


def mask_of(indexes: Iterable[int]) -> RuleMask:
    """Return the mask of the rules with these indexes."""
    mask = 0
    for index in indexes:
        mask |= 1 << index
    return mask


def contains(mask: RuleMask, index: int) -> bool:
    """Return True if a mask contains the rule at an index."""
    return mask >> index & 1 == 1
