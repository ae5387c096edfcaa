"""Conflict resolution, shared by all engines: which of the rules that hold give their advice.

A rule loses its advice if another rule that holds and keeps its advice names it in `instead_of`. Of
the remaining rules with the same action, only the first in pack order gives its advice.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from interview_rules.engines.dependencies import in_levels
from interview_rules.engines.rule_mask import mask_of

if TYPE_CHECKING:
    from interview_rules.engines.rule_mask import RuleMask
    from interview_rules.packs.model import RulePack

__all__ = ["ConflictResolution", "replaced_in_order"]

_REMEMBERED = 1 << 22
"""The maximum size of a cache of masks, in bits. In practice, a few combinations of rules recur."""


class ConflictResolution:
    """Conflict resolution for one pack. Thread-safe: all threads compute the same results."""

    __slots__ = ("_actions", "_most", "_only", "_replaced", "known")

    def __init__(self, pack: RulePack) -> None:
        self._replaced = [
            (1 << index, mask_of(replacing))
            for index, replacing in chain.from_iterable(replaced_in_order(pack.replaced_by))
        ]
        masks = [mask_of(rules) for rules in pack.by_action.values()]
        self._actions = [mask for mask in masks if mask.bit_count() > 1]
        self._only = sum(mask for mask in masks if mask.bit_count() == 1)
        self._most = max(16, min(4_096, _REMEMBERED // (len(pack.rules) + 1)))
        self.known: dict[RuleMask, tuple[RuleMask, RuleMask]] = {}
        """The results of `of`, cached by the mask of rules that hold."""

    @property
    def only_advising(self) -> RuleMask | None:
        """The mask of rules with advice, if each gives its advice whenever it holds.

        None if some advice depends on other rules, because of `instead_of` or a shared action.
        """
        return None if self._replaced or self._actions else self._only

    def stands(self, holds: RuleMask) -> RuleMask:
        """Return the given mask of rules that hold, without those whose advice is replaced."""
        for bit, replacing in self._replaced:
            if holds & bit and holds & replacing:
                holds ^= bit
        return holds

    def of(self, holds: RuleMask) -> tuple[int, int]:
        """Return the given mask of rules that hold, and the mask of those that give their advice.

        Results are cached in `known`.
        """
        found = self.known.get(holds)
        if found is None:
            stands = self.stands(holds)
            given = stands & self._only
            for action in self._actions:
                of_action = stands & action
                given |= of_action & -of_action
            if len(self.known) >= self._most:
                self.known.clear()
            found = self.known[holds] = (holds, given)
        return found


def replaced_in_order(
    replaced_by: dict[int, tuple[int, ...]],
) -> list[list[tuple[int, tuple[int, ...]]]]:
    """Return the rules that can be replaced, in levels, each with the rules that replace it.

    `replaced_by` maps the index of each rule to those of the rules that replace it. Whether a rule
    keeps its advice depends only on earlier levels and on rules that nothing replaces.
    """
    graph = {index: replaced_by[index] for index in sorted(replaced_by)}
    return [[(index, graph[index]) for index in level] for level in in_levels(graph) if level]
