"""Of the rules that hold, those whose advice is given: the same for every engine.

An advice stands while no other that stands takes its place; of several rules with one action, the
first in pack order speaks.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from interview_rules.packs.model import RulePack

__all__ = ["ConflictResolution", "mask_of", "replaced_in_order"]

_REMEMBERED = 1 << 22
"""How many bits of masks are kept: few combinations of rules come about, each again and again."""


class ConflictResolution:
    """What speaks in one pack. Thread-safe: every thread works out the same."""

    __slots__ = ("_actions", "_alone", "_beaten", "_most", "known")

    def __init__(self, pack: RulePack) -> None:
        self._beaten = [
            (1 << index, mask_of(replacing))
            for index, replacing in chain.from_iterable(replaced_in_order(pack.replaced_by))
        ]
        of_action: dict[str, list[int]] = {}
        for index, action in enumerate(pack.actions_by_rule):
            if action:
                of_action.setdefault(action, []).append(index)
        masks = [mask_of(rules) for rules in of_action.values()]
        self._actions = [mask for mask in masks if mask.bit_count() > 1]
        self._alone = sum(mask for mask in masks if mask.bit_count() == 1)
        self._most = max(16, min(4_096, _REMEMBERED // (len(pack.rules) + 1)))
        self.known: dict[int, tuple[int, int]] = {}
        """What has been asked for so far: the rules that hold, with those that speak."""

    @property
    def only_advising(self) -> int | None:
        """The rules that speak whenever they hold, if all others have no advice to give."""
        return None if self._beaten or self._actions else self._alone

    def stands(self, holds: int) -> int:
        """Of rules that hold, as a mask, those in whose place no other stands."""
        for bit, replacing in self._beaten:
            if holds & bit and holds & replacing:
                holds ^= bit
        return holds

    def of(self, holds: int) -> tuple[int, int]:
        """Rules that hold, as a mask, and of them those that speak; kept in `known`."""
        found = self.known.get(holds)
        if found is None:
            stands = self.stands(holds)
            given = stands & self._alone
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
    """The rules that others stand instead of, with those, in levels.

    Whether those of a level stand depends on the levels before it and on rules that nothing beats.
    """
    depths: dict[int, int] = {}

    def depth(index: int) -> int:
        if index not in depths:
            depths[index] = 1 + max(map(depth, replaced_by.get(index, ())), default=-1)
        return depths[index]

    found: dict[int, list[tuple[int, tuple[int, ...]]]] = {}
    for index in sorted(replaced_by):
        found.setdefault(depth(index), []).append((index, replaced_by[index]))
    return [found[each] for each in sorted(found)]


def mask_of(rules: Iterable[int]) -> int:
    """Some rules as a mask."""
    mask = 0
    for index in rules:
        mask |= 1 << index
    return mask
