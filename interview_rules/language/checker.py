"""The checker: turns syntax trees into nodes, checking all names and types.

A pack is checked when it is loaded, so evaluation never meets an unknown or misused name. The
checker collects all problems, so that they can be reported together.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeVar

from interview_rules.errors import Problem, Suggestions
from interview_rules.language import nodes
from interview_rules.language.condition_checker import ConditionChecker
from interview_rules.language.lookup import CheckFailed, Lookup
from interview_rules.language.moment_checker import MomentChecker
from interview_rules.language.parser import ConditionSyntaxError, Syntax, Token, parse
from interview_rules.language.scope import Scope

if TYPE_CHECKING:
    from interview_rules.language.nodes import Condition, Moment
    from interview_rules.language.scope import Locate
    from interview_rules.positions import Position, Range

__all__ = ["Checker", "Scope"]

MOST_PARTS = 1_000
"""Maximum number of parts of a condition or moment, with definitions expanded."""
DEEPEST = 30
"""Maximum nesting depth, with definitions expanded."""
MOST_EXPLAINED = 200
"""Number of problems in a pack after which only the first syntax error of each text is noted."""

_Node = TypeVar("_Node", "Condition", "Moment")


class Checker:
    """Checks the texts of one pack against a scope and collects the problems."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.problems: list[Problem] = []
        self._open_definitions: list[str] = []
        """The definitions being checked, each referring to the next."""

    def condition(self, text: str, locate: Locate) -> Condition | None:
        """Return the checked condition, or None after noting its problems."""
        syntax = self._parse(text, "condition", locate)
        if syntax is None:
            return None
        try:
            checked = ConditionChecker(self._lookup(text, "condition", locate)).condition(syntax)
            return self._limited(checked, "condition", locate)
        except CheckFailed:
            return None

    def moment(self, text: str, locate: Locate) -> Moment | None:
        """Return the checked moment, or None after noting its problems."""
        syntax = self._parse(text, "moment", locate)
        if syntax is None:
            return None
        try:
            checked = MomentChecker(self._lookup(text, "moment", locate)).moment(syntax)
            return self._limited(checked, "moment", locate)
        except CheckFailed:
            return None

    def definition(self, name: str) -> Condition | Moment | None:
        """Return the checked node of a definition, or None after noting its problems.

        Raises KeyError if the scope has no definition of this name.
        """
        return self._resolve(name)

    def _lookup(self, text: str, start: Literal["condition", "moment"], locate: Locate) -> Lookup:
        return Lookup(self.scope, text, start, locate, self.problems, self._resolve)

    def _parse(
        self, text: str, start: Literal["condition", "moment"], locate: Locate
    ) -> Syntax | None:
        try:
            return parse(text, start)
        except ConditionSyntaxError as error:
            if len(self.problems) < MOST_EXPLAINED:
                self._explain(text, start, error, locate)
            else:
                self._note(error, locate)
            return None

    def _explain(
        self,
        text: str,
        start: Literal["condition", "moment"],
        first: ConditionSyntaxError,
        locate: Locate,
    ) -> None:
        """Note all syntax errors of a text, and the other problems of its sound parts."""
        from interview_rules.language.recovery import recover  # noqa: PLC0415  # for errors

        item = self._item(text, locate)
        if item is not None:
            self.problems.append(item)
            return
        found = recover(text, start, self.scope.names(), first)
        for error in found.errors:
            self._note(error, locate)
        for part, syntax in found.sound:
            lookup = self._lookup(part.plain, start, _Typed(part.places, locate))
            with suppress(CheckFailed):
                if start == "moment":
                    MomentChecker(lookup).moment(syntax)
                else:
                    ConditionChecker(lookup).condition(syntax)

    def _item(self, text: str, locate: Locate) -> Problem | None:
        """Return the problem of a line in a text that was meant as an item of a list, or None."""
        for match in _ITEM.finditer(text):
            at = locate(match.start("sign"))
            if match["word"] not in self.scope.parameters and at.line > locate(match.start()).line:
                message = "this line continues the text of the line above"
                hint = "indent it like the '-' of the first item, to make it an item of the list"
                return Problem(at, message, hint, "syntax")
        return None

    def _note(self, error: ConditionSyntaxError, locate: Locate) -> None:
        at, span = locate(error.offset), None
        if isinstance(error.hint, Suggestions):
            span = locate.span(error.offset, error.length or len(error.hint.word))
        self.problems.append(Problem(at, error.message, error.hint, error.code, span=span))

    def _resolve(
        self, name: str, /, used_at: tuple[Token, Lookup] | None = None
    ) -> Condition | Moment | None:
        definition = self.scope.definitions[name]
        if definition.checked:
            return definition.node
        if used_at is not None and name in self._open_definitions:
            token, lookup = used_at
            cycle = [*self._open_definitions[self._open_definitions.index(name) :], name]
            message = f"the definition refers to itself: {' -> '.join(cycle)}"
            raise lookup.fail("loop", token, message, "remove a reference from this cycle")
        self._open_definitions.append(name)
        check = self.moment if definition.kind == "moment" else self.condition
        definition.node = check(definition.text, definition.locate)
        self._open_definitions.pop()
        definition.checked = True
        if definition.node is not None:
            definition.size = self._size(definition.node)
        return definition.node

    def _limited(self, node: _Node, kind: str, locate: Locate) -> _Node:
        """Return the node, or raise CheckFailed after noting that it is too large or too deep."""
        size, depth = self._size(node)
        if size > MOST_PARTS or depth > DEEPEST:
            limit = f"{MOST_PARTS:,} parts" if size > MOST_PARTS else f"{DEEPEST} nesting levels"
            message = f"the {kind} has more than {limit} with its definitions expanded"
            hint = f"simplify the {kind}, or the definitions that it uses"
            self.problems.append(Problem(locate(0), message, hint, "too-large"))
            raise CheckFailed
        return node

    def _size(self, node: Condition | Moment) -> tuple[int, int]:
        """Return the number of parts of a node and its nesting depth, with definitions expanded."""
        if isinstance(node, nodes.Named | nodes.NamedMoment):
            size, depth = self.scope.definitions[node.name].size
            return (size + 1, depth + 1)
        inner = [self._size(part) for part in nodes.inside(node)]
        return (1 + sum(size for size, _ in inner), 1 + max((d for _, d in inner), default=0))


_ITEM = re.compile(r"\S\s+(?P<sign>-)\s+(?P<word>[^\s\d]\S*)")
"""A hyphen between two words, which does not subtract a length of time."""


@dataclass(frozen=True, slots=True)
class _Typed:
    """Maps offsets in the plain form of a text to positions of what was typed."""

    places: tuple[int, ...]
    locate: Locate

    def __call__(self, offset: int, /) -> Position:
        """Return the position of the character that was typed for the one at an offset."""
        return self.locate(self.places[offset])

    def span(self, offset: int, length: int, /) -> Range | None:
        """Return the range of a part of the text, or None if other characters were typed for it."""
        first, last = self.places[offset], self.places[offset + length - 1] + 1
        return self.locate.span(first, length) if last - first == length else None
