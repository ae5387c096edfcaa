"""Coverage of pack tests: which rules hold, and which leaves are true or false, in some test.

A leaf is a condition that contains no other. It is counted where it is written: a leaf of a
definition counts once, however many rules use it. Equal leaves of one rule or definition count as
one. Only leaves in the files under test are counted, not those in the packs that they extend.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from interview_rules.errors import CalendarError
from interview_rules.evaluation.interpreter import Interpreter
from interview_rules.language import nodes
from interview_rules.language.nodes import Moment
from interview_rules.language.printer import say_condition

if TYPE_CHECKING:
    from collections.abc import Iterable

    from interview_rules.authoring.pack_tests.model import TestFile
    from interview_rules.language.nodes import Condition
    from interview_rules.packs.model import Rule, RulePack
    from interview_rules.positions import Position

__all__ = ["Coverage", "Leaf"]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A leaf of a condition; `of` is the id of its rule or the name of its definition."""

    of: str
    condition: Condition

    @property
    def at(self) -> Position:
        """The position of the leaf."""
        return self.condition.at

    @property
    def words(self) -> str:
        """The text of the leaf in the rule language."""
        return say_condition(self.condition)


@dataclass(slots=True)
class _Seen:
    true: bool = False
    false: bool = False


@dataclass
class Coverage:
    """The coverage of a pack by its tests, collected with `add`.

    `files` names the files under test. Only the rules that they add or whose conditions they
    override are counted, and the leaves that they contain.
    """

    pack: RulePack
    files: frozenset[str]
    _rules: dict[str, _Seen] = field(default_factory=dict)
    _leaves: dict[Leaf, _Seen] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._rules = {rule.id: _Seen() for rule in self.pack.rules if self._counts(rule)}
        self._leaves = {leaf: _Seen() for leaf in leaves_of(self.pack, self.files)}

    def _counts(self, rule: Rule) -> bool:
        return rule.at.file in self.files or rule.when.at.file in self.files

    def add(self, files: Iterable[TestFile]) -> None:
        """Evaluate the tests of some files for this pack, and add their coverage.

        Instants that raise CalendarError, such as in years with unknown holidays, are skipped.
        """
        for file in files:
            for test in file.tests:
                for instant in test.nows:
                    try:
                        facts = test.session.facts(instant)
                        self._note(Interpreter(self.pack, instant, facts, test.session.calendar))
                    except CalendarError:
                        continue

    def _note(self, meaning: Interpreter) -> None:
        for rule in self.pack.rules:
            if rule.id in self._rules:
                _seen(self._rules[rule.id], true=meaning.holds(rule.when))
        for leaf, seen in self._leaves.items():
            _seen(seen, true=meaning.holds(leaf.condition))

    @property
    def never_held(self) -> tuple[str, ...]:
        """The ids of the rules that hold in no test."""
        return tuple(rule for rule, seen in self._rules.items() if not seen.true)

    @property
    def always_held(self) -> tuple[str, ...]:
        """The ids of the rules that hold in every test, at each of its instants."""
        return tuple(rule for rule, seen in self._rules.items() if not seen.false)

    @property
    def never_true(self) -> tuple[Leaf, ...]:
        """Leaves that are true in no test."""
        return tuple(leaf for leaf, seen in self._leaves.items() if not seen.true)

    @property
    def never_false(self) -> tuple[Leaf, ...]:
        """Leaves that are false in no test."""
        return tuple(leaf for leaf, seen in self._leaves.items() if not seen.false)

    @property
    def wanted(self) -> int:
        """The number of outcomes to cover: true and false for each leaf."""
        return 2 * len(self._leaves)

    @property
    def reached(self) -> int:
        """The number of outcomes that occur in some test."""
        return sum(seen.true + seen.false for seen in self._leaves.values())

    @property
    def percent(self) -> float:
        """The covered outcomes in percent; 100 if there are none to cover."""
        return 100 * self.reached / self.wanted if self.wanted else 100.0


def _seen(seen: _Seen, *, true: bool) -> None:
    if true:
        seen.true = True
    else:
        seen.false = True


def leaves_of(pack: RulePack, files: frozenset[str]) -> list[Leaf]:
    """Return the leaves in the files under test: those of definitions, then those of rules."""
    found: dict[Position, Leaf] = {}
    for definition in pack.definitions.values():
        if not isinstance(definition.node, Moment):
            _collect(definition.node, definition.name, found)
    for rule in pack.rules:
        _collect(rule.when, rule.id, found)
    return [leaf for leaf in found.values() if leaf.at.file in files]


def _collect(condition: Condition, of: str, found: dict[Position, Leaf]) -> None:
    """Add the leaves of a condition to `found`, except those inside definitions it names."""
    match condition:
        case nodes.Named():
            return
        case nodes.All(inner) | nodes.Any(inner):
            for part in inner:
                _collect(part, of, found)
        case nodes.Not(inner):
            _collect(inner, of, found)
        case _:
            found.setdefault(condition.at, Leaf(of, condition))
