"""What lints check: a valid pack, its layers, and the logic of its conditions."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from interview_rules.authoring.checks.logic import Logic
from interview_rules.language.nodes import Condition, Named, NamedMoment, parts
from interview_rules.packs import bundled
from interview_rules.packs.model import RulePack

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_rules.packs.layers import Layers
    from interview_rules.packs.model import Rule
    from interview_rules.positions import Position

__all__ = ["Context"]

_COMPARED_WITH = 100
"""Maximum number of earlier rules that a rule is compared with; more would take minutes."""


class Context:
    """A pack to check, with what the lints need to know about it.

    `used` holds the names that conditions, texts and other parts of the pack use; `files` holds the
    files being checked, without the packs that they extend.
    """

    def __init__(
        self, pack: RulePack, layers: Layers, used: frozenset[str], files: frozenset[str]
    ) -> None:
        self.pack = pack
        self.layers = layers
        self.used = used
        self.files = files

    @cached_property
    def logic(self) -> Logic:
        """The formulas of the pack, used to decide which conditions imply or exclude each other."""
        return Logic(self.pack)

    def own(self, at: Position) -> bool:
        """Return True if a position is in one of the files being checked."""
        return at.file in self.files

    def below(self, at: Position) -> bool:
        """Return True if a position is in a bundled or installed pack below the checked files."""
        return at.file in self.layers.shipped and not self.own(at)

    @property
    def conditions(self) -> Iterator[Condition]:
        """The conditions of the pack, except those in extended packs that are bundled or installed.

        They are those of definitions, `complete` entries and rules.
        """
        for definition in self.pack.definitions.values():
            if isinstance(definition.node, Condition) and not self.below(definition.node.at):
                yield definition.node
        for complete in self.pack.complete:
            if not self.below(complete.at):
                yield complete.when
        for rule in self.pack.rules:
            if not self.below(rule.when.at):
                yield rule.when

    @cached_property
    def as_bundled(self) -> frozenset[int]:
        """The indexes of the rules of an extended bundled pack, if all hold just as they do there.

        Empty if the pack removes one of them, changes its condition, conclusions, action or
        `instead_of`, or changes what conditions name. These rules need not be compared with each
        other, because every bundled pack passes all checks.
        """
        extended = [name for name in self.layers.files if name in bundled.names()]
        if not extended or any(name in self.files for name in extended):
            return frozenset()
        base = RulePack.shipped(extended[-1])
        index_of = self.pack.by_id
        if not all(rule.id in index_of for rule in base.rules):
            return frozenset()
        found = frozenset(index_of[rule.id] for rule in base.rules)
        own = [rule for index, rule in enumerate(self.pack.rules) if index not in found]
        unchanged = (
            all(self._same(rule, self.pack.rules[index_of[rule.id]]) for rule in base.rules)
            and all(self.pack.parameters[n].value == p.value for n, p in base.parameters.items())
            and all(self.pack.definitions[n].node == d.node for n, d in base.definitions.items())
            and not any(name in base.conclusions for rule in own for name in rule.conclude)
        )
        return found if unchanged else frozenset()

    @staticmethod
    def _same(one: Rule, other: Rule) -> bool:
        names = ("when", "conclude", "instead_of")
        actions = [each.advise and each.advise.action for each in (one, other)]
        return actions[0] == actions[1] and all(
            getattr(one, name) == getattr(other, name) for name in names
        )

    @property
    def advising(self) -> Iterator[tuple[int, Rule]]:
        """The rules that give advice, each with its index."""
        for index, rule in enumerate(self.pack.rules):
            if rule.advise is not None:
                yield index, rule

    @cached_property
    def alike(self) -> dict[int, list[int]]:
        """For each rule: the nearest earlier rules with the same action, in pack order.

        Keys and values are indexes in the pack. For a rule without advice, the values are the
        nearest earlier rules without advice. Each rule has at most `_COMPARED_WITH` of them.
        """
        by_action: dict[str, list[int]] = {}
        found = {}
        for index, action in enumerate(self.pack.actions_by_rule):
            before = by_action.setdefault(action, [])
            found[index] = before[-_COMPARED_WITH:]
            before.append(index)
        return found

    @staticmethod
    def written(condition: Condition) -> Iterator[Condition]:
        """Yield a condition and its parts, outermost first; definitions are not expanded."""
        yield condition
        if not isinstance(condition, Named | NamedMoment):
            for part in parts(condition):
                yield from Context.written(part)
