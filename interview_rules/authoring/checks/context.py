"""What validators look at: a checked pack, how it was written, and what follows from what."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from interview_rules.authoring.checks.logic import Logic
from interview_rules.language.nodes import Condition, Named, NamedMoment, parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_rules.packs.layers import Layers
    from interview_rules.packs.model import Rule, RulePack
    from interview_rules.positions import Position

__all__ = ["Context"]

_COMPARED_WITH = 100
"""With how many earlier ones of its kind a rule is compared: more would take minutes."""


class Context:
    """A pack under check. `files` are those that were named, not what they extend."""

    def __init__(
        self, pack: RulePack, layers: Layers, used: frozenset[str], files: frozenset[str]
    ) -> None:
        self.pack = pack
        self.layers = layers
        self.used = used
        self.files = files

    @cached_property
    def logic(self) -> Logic:
        """What follows from what."""
        return Logic(self.pack)

    def own(self, at: Position) -> bool:
        """Whether something stands in one of the files that were named."""
        return at.file in self.files

    @property
    def conditions(self) -> Iterator[tuple[str, Condition]]:
        """Every condition with what it belongs to: of definitions, kinds of state, and rules."""
        for definition in self.pack.definitions.values():
            if isinstance(definition.node, Condition):
                yield f"definition {definition.name}", definition.node
        for complete in self.pack.complete:
            yield "complete", complete.when
        for rule in self.pack.rules:
            yield f"rule {rule.id}", rule.when

    @property
    def advising(self) -> Iterator[tuple[int, Rule]]:
        """The rules that give advice, with their places."""
        for index, rule in enumerate(self.pack.rules):
            if rule.advise is not None:
                yield index, rule

    @cached_property
    def alike(self) -> dict[int, list[int]]:
        """For each rule, the nearest earlier ones that advise the same action, or nothing either."""
        by_action: dict[str, list[int]] = {}
        found = {}
        for index, action in enumerate(self.pack.actions_by_rule):
            before = by_action.setdefault(action, [])
            found[index] = before[-_COMPARED_WITH:]
            before.append(index)
        return found

    @staticmethod
    def written(condition: Condition) -> Iterator[Condition]:
        """A condition and every part of it that is written there, the outer ones first."""
        yield condition
        if not isinstance(condition, Named | NamedMoment):
            for part in parts(condition):
                yield from Context.written(part)
