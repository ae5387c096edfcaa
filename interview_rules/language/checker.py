"""Syntax to checked nodes: every name is looked up and every type compared, once, at loading.

After this nothing about a condition can fail. Problems are gathered, so that all of a file's are
reported together.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol, TypeVar

from interview_rules.errors import Problem, Suggestions, nearest
from interview_rules.language import nodes
from interview_rules.language.nodes import Duration
from interview_rules.language.parser import (
    MOST_OF_A_UNIT,
    UNITS,
    Misread,
    Syntax,
    Token,
    Tree,
    parse,
)

if TYPE_CHECKING:
    from interview_rules.facts.vocabulary import Fact
    from interview_rules.language.nodes import Condition, Moment
    from interview_rules.positions import Position, Range

__all__ = ["Checker", "Locate", "Scope"]

MOST_PARTS = 1_000
"""How many parts a condition or moment has at most, with its definitions written out."""
DEEPEST = 30
"""How deeply they are nested at most."""

_Node = TypeVar("_Node", "Condition", "Moment")


class Locate(Protocol):
    """Finds places in a condition's text in its file."""

    def __call__(self, offset: int, /) -> Position:
        """The position of a character."""
        ...

    def span(self, offset: int, length: int, /) -> Range | None:
        """The range of a word, None if it cannot be told."""
        ...


@dataclass(slots=True)
class Definition:
    """A definition before it is needed: its text, and where that stands."""

    kind: Literal["moment", "condition"]
    text: str
    locate: Locate
    node: Condition | Moment | None = None
    size: tuple[int, int] = (1, 1)
    state: Literal["new", "open", "done"] = "new"


@dataclass(slots=True)
class Scope:
    """What a condition can name."""

    facts: dict[str, Fact]
    parameters: dict[str, Duration | int] = field(default_factory=dict)
    definitions: dict[str, Definition] = field(default_factory=dict)
    conclusions: set[str] = field(default_factory=set)
    used: set[str] = field(default_factory=set)

    def names(self) -> list[str]:
        """Everything a condition can name."""
        return [*self.conclusions, *self.definitions, *self.parameters, *self.facts]

    def kind_of(self, name: str) -> str:
        """What a name stands for, in words; empty if nobody knows it."""
        if name in self.facts:
            return self.facts[name].type
        if name in self.conclusions:
            return "conclusion"
        if name in self.definitions:
            return self.definitions[name].kind
        if name in self.parameters:
            return "parameter"
        return ""


class _Stop(Exception):
    """A problem was noted; this condition cannot be checked further."""


class Checker:
    """Checks the texts of one pack against a scope and gathers the problems."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.problems: list[Problem] = []

    def condition(self, text: str, locate: Locate) -> Condition | None:
        """The checked condition, or None after noting what is wrong with it."""
        syntax = self._parse(text, "condition", locate)
        if syntax is None:
            return None
        try:
            return self._bounded(self._condition(syntax, locate), locate)
        except _Stop:
            return None

    def moment(self, text: str, locate: Locate) -> Moment | None:
        """The checked moment, or None after noting what is wrong with it."""
        syntax = self._parse(text, "moment", locate)
        if syntax is None:
            return None
        try:
            return self._bounded(self._moment(syntax, locate), locate)
        except _Stop:
            return None

    def definition(self, name: str) -> Condition | Moment | None:
        """The checked node of a definition."""
        return self._definition(name, None)

    def _bounded(self, node: _Node, locate: Locate) -> _Node:
        """The node, if it is not too large with everything that its definitions stand for."""
        size, depth = self._size(node)
        if size > MOST_PARTS or depth > DEEPEST:
            what = f"{MOST_PARTS} parts" if size > MOST_PARTS else f"{DEEPEST} levels"
            message = f"with its definitions written out this has more than {what}"
            self.problems.append(Problem(locate(0), message, "say it more simply", "too-large"))
            raise _Stop
        return node

    def _size(self, node: Condition | Moment) -> tuple[int, int]:
        """How many parts a node has and how deep it is, definitions written out."""
        if isinstance(node, nodes.Named | nodes.NamedMoment):
            size, depth = self.scope.definitions[node.name].size
            return (size + 1, depth + 1)
        inner = [self._size(part) for part in nodes.inside(node)]
        return (1 + sum(size for size, _ in inner), 1 + max((d for _, d in inner), default=0))

    def _parse(
        self, text: str, start: Literal["condition", "moment"], locate: Locate
    ) -> Syntax | None:
        try:
            return parse(text, start)
        except Misread as misread:
            at, span = locate(misread.offset), None
            if isinstance(misread.hint, Suggestions):
                span = locate.span(misread.offset, len(misread.hint.word))
            self.problems.append(Problem(at, misread.message, misread.hint, "syntax", span=span))
            return None

    def _fail(
        self,
        code: str,
        token: Token,
        locate: Locate,
        message: str,
        hint: str | Suggestions = "",
    ) -> _Stop:
        start = token.start_pos or 0
        span = locate.span(start, len(token))
        self.problems.append(Problem(locate(start), message, hint, code, span=span))
        return _Stop()

    def _unknown(self, token: Token, locate: Locate, wanted: str) -> _Stop:
        kind = self.scope.kind_of(token)
        if kind:
            return self._fail(
                "wrong-kind",
                token,
                locate,
                f"{token} is a {kind}, not a {wanted}",
                _remedy(token, kind),
            )
        return self._fail(
            "unknown-name",
            token,
            locate,
            f"unknown name '{token}'",
            nearest(token, self.scope.names()),
        )

    def _all(self, trees: list[Syntax | Token], locate: Locate) -> tuple[Condition, ...]:
        checked: list[Condition] = []
        failed = False
        for tree in trees:
            try:
                checked.append(self._condition(tree, locate))
            except _Stop:
                failed = True
        if failed:
            raise _Stop
        return tuple(checked)

    def _condition(self, tree: Syntax | Token, locate: Locate) -> Condition:
        if isinstance(tree, Token):
            return self._named(tree, locate)
        at = locate(getattr(tree.meta, "start_pos", 0) or 0)
        children = tree.children
        words = [child for child in children if isinstance(child, Token)]
        match str(tree.data):
            case "condition":
                return self._condition(children[0], locate)
            case "all":
                return nodes.All(self._all(children, locate), at=at)
            case "any":
                return nodes.Any(self._all(children, locate), at=at)
            case "negation":
                return nodes.Not(self._condition(children[0], locate), at=at)
            case "name":
                return self._named(words[0], locate)
            case "missing":
                return self._missing(words[0], locate)
            case "none_since":
                left = self._moment_named(words[0], locate)
                return nodes.NoneSince(left, self._moment(children[1], locate), at=at)
            case "since":
                left, right = (self._moment(child, locate) for child in children)
                return nodes.Against(left, "from", right, at=at)
            case "against":
                left, right = (self._moment(children[i], locate) for i in (0, 2))
                return nodes.Against(left, str(words[0]), right, at=at)  # type: ignore[arg-type]  # the grammar has only these words
            case "now":
                return nodes.Now(str(words[0]), self._moment(children[1], locate), at=at)  # type: ignore[arg-type]  # the same
            case "known":
                return nodes.Known(self._moment_named(words[0], locate), at=at)
            case "unknown":
                return nodes.Not(nodes.Known(self._moment_named(words[0], locate), at=at), at=at)
            case "count":
                return self._count(words[0], str(words[1]), words[2], locate)
            case "is_not":
                return nodes.Not(self._is(words[0], "is", words[1], locate), at=at)
            case "is_":
                return self._is(words[0], "is", words[1], locate)
            case "at_least":
                return self._is(words[0], "at least", words[1], locate)
            case _:
                return self._is(words[0], "at most", words[1], locate)

    def _named(self, token: Token, locate: Locate) -> Condition:
        name, at = str(token), locate(token.start_pos or 0)
        scope = self.scope
        scope.used.add(name)
        fact = scope.facts.get(name)
        if fact is not None and fact.type == "flag":
            return nodes.Flag(name, at=at)
        if name in scope.conclusions:
            return nodes.Flag(name, conclusion=True, at=at)
        if name in scope.definitions and scope.definitions[name].kind == "condition":
            node = self._definition(name, (token, locate))
            if node is None:
                raise _Stop
            return nodes.Named(name, node, at=at)  # type: ignore[arg-type]  # the kind was asked
        raise self._unknown(token, locate, "condition")

    def _missing(self, token: Token, locate: Locate) -> Condition:
        name, at = str(token), locate(token.start_pos or 0)
        fact = self.scope.facts.get(name)
        if fact is not None and fact.type == "count":
            self.scope.used.add(name)
            return nodes.Count(name, "=", 0, at=at)
        if fact is not None and fact.type == "choice":
            self.scope.used.add(name)
            return nodes.Is(name, "is", fact.choices[0], 0, at=at)
        if self.scope.kind_of(name) == "moment":
            return nodes.Not(nodes.Known(self._moment_named(token, locate), at=at), at=at)
        return nodes.Not(self._named(token, locate), at=at)

    def _is(self, token: Token, test: str, value: Token, locate: Locate) -> Condition:
        name, at = str(token), locate(token.start_pos or 0)
        fact = self.scope.facts.get(name)
        if fact is not None and fact.type == "count" and test != "is":
            return self._count(token, ">=" if test == "at least" else "<=", value, locate)
        if fact is None or fact.type != "choice":
            raise self._unknown(token, locate, "choice")
        self.scope.used.add(name)
        if str(value) not in fact.choices:
            raise self._fail(
                "unknown-value",
                value,
                locate,
                f"{name} is never '{value}'",
                nearest(value, fact.choices),
            )
        if test != "is" and not fact.ordered:
            raise self._fail(
                "wrong-kind", value, locate, f"the values of {name} have no order", "write: is"
            )
        return nodes.Is(name, test, str(value), fact.choices.index(value), at=at)  # type: ignore[arg-type]  # the grammar has only these tests

    def _count(self, token: Token, comparison: str, value: Token, locate: Locate) -> Condition:
        name, at = str(token), locate(token.start_pos or 0)
        fact = self.scope.facts.get(name)
        if fact is None or fact.type != "count":
            raise self._unknown(token, locate, "count")
        self.scope.used.add(name)
        parameter = ""
        if value.type == "NUMBER":
            number: Duration | int = int(value)
        else:
            parameter = str(value)
            self.scope.used.add(parameter)
            known = self.scope.parameters.get(parameter)
            if known is None:
                raise self._unknown(value, locate, "number")
            number = known
        if isinstance(number, Duration):
            raise self._fail(
                "wrong-kind", value, locate, f"{value} is a length of time, not a number"
            )
        return nodes.Count(name, comparison, number, parameter, at=at)  # type: ignore[arg-type]  # the grammar has only these signs

    def _moment_named(self, token: Token, locate: Locate) -> Moment:
        name, at = str(token), locate(token.start_pos or 0)
        self.scope.used.add(name)
        fact = self.scope.facts.get(name)
        if fact is not None and fact.type == "moment":
            return nodes.MomentFact(name, at=at)
        if name in self.scope.definitions and self.scope.definitions[name].kind == "moment":
            node = self._definition(name, (token, locate))
            if node is None:
                raise _Stop
            return nodes.NamedMoment(name, node, at=at)  # type: ignore[arg-type]  # the kind was asked
        raise self._unknown(token, locate, "moment")

    def _moment(self, tree: Syntax | Token, locate: Locate) -> Moment:
        if isinstance(tree, Token):
            return self._moment_named(tree, locate)
        at = locate(getattr(tree.meta, "start_pos", 0) or 0)
        children = tree.children
        match str(tree.data):
            case "shift":
                moment = self._moment(children[0], locate)
                sign = 1 if children[1] == "+" else -1
                return nodes.Shift(moment, sign, self._duration(children[2], locate), at=at)
            case "extreme":
                inner = tuple(self._moment(child, locate) for child in children[1:])
                return nodes.Extreme(str(children[0]), inner, at=at)  # type: ignore[arg-type]  # the grammar has only these words
            case _:
                return self._moment(children[0], locate)

    def _duration(self, tree: Syntax | Token, locate: Locate) -> Duration:
        assert isinstance(tree, Tree)  # noqa: S101  # the grammar has nothing else here
        token, *unit_words = [child for child in tree.children if isinstance(child, Token)]
        at = locate(token.start_pos or 0)
        if str(tree.data) == "parameter":
            name = str(token)
            self.scope.used.add(name)
            length = self.scope.parameters.get(name)
            if length is None:
                raise self._unknown(token, locate, "length of time")
            if not isinstance(length, Duration):
                raise self._fail(
                    "wrong-kind", token, locate, f"{name} is a number, not a length of time"
                )
            return Duration(length.amount, length.unit, name, at=at)
        unit = UNITS[" ".join(unit_words[0].split())]
        amount = int(token)
        if amount > MOST_OF_A_UNIT[unit]:
            raise self._fail(
                "wrong-unit", token, locate, f"{amount} {unit}s is more than ten years or so"
            )
        return Duration(amount, unit, at=at)

    def _definition(
        self, name: str, used_at: tuple[Token, Locate] | None
    ) -> Condition | Moment | None:
        definition = self.scope.definitions[name]
        if definition.state == "done":
            return definition.node
        if definition.state == "open":
            inside = [n for n, d in self.scope.definitions.items() if d.state == "open"]
            message = f"this definition needs itself: {' -> '.join([*inside, name])}"
            token, locate = used_at or (Token("NAME", name), definition.locate)
            raise self._fail("loop", token, locate, message, "say it without naming itself")
        definition.state = "open"
        if definition.kind == "moment":
            definition.node = self.moment(definition.text, definition.locate)
        else:
            definition.node = self.condition(definition.text, definition.locate)
        definition.state = "done"
        if definition.node is not None:
            definition.size = self._size(definition.node)
        return definition.node


def _remedy(name: str, kind: str) -> str:
    return {
        "moment": f"write: {name} is known, no {name}, or after {name}",
        "choice": f"write: {name} is ...",
        "count": f"write: {name} >= 1, or no {name}",
        "parameter": "parameters stand after + or -, or after a comparison",
        "condition": "a condition stands alone, or after and, or, not",
        "conclusion": f"write: {name}, or not {name}",
        "flag": f"write: {name}, or not {name}",
    }[kind]
