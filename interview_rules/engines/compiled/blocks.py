"""The body of a generated function: lines, decisions, and the placement of shared values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from interview_rules.engines.code import Code

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from interview_rules.engines.code import Kind

__all__ = ["Block", "Hoisted", "If", "hoisted", "rendered", "replaced"]
_AGAIN = 0.3
"""Estimate of how many times each use after the first in a line is evaluated, on average."""


@dataclass(slots=True, eq=False)
class If:
    """An `if` statement with both of its branches."""

    test: Code
    then: Block
    otherwise: Block = field(default_factory=list)


Block = list["str | Code | If"]
"""Statements. A line without uses of shareable values may be a plain string."""


def rendered(block: Block, indent: str = "    ") -> list[str]:
    """Return the source lines of a block."""
    lines: list[str] = []
    for statement in block:
        if not isinstance(statement, If):
            lines.append(f"{indent}{statement}")
            continue
        lines += [f"{indent}if {statement.test}:", *rendered(statement.then, indent + " ")]
        otherwise = statement.otherwise
        while len(otherwise) == 1 and isinstance(otherwise[0], If):
            other = otherwise[0]
            lines += [f"{indent}elif {other.test}:", *rendered(other.then, indent + " ")]
            otherwise = other.otherwise
        if otherwise:
            lines += [f"{indent}else:", *rendered(otherwise, indent + " ")]
    return lines


@dataclass(frozen=True, slots=True)
class Hoisted:
    """A kind of value that is computed once and kept in a variable if it is used often enough.

    Given the number of a value, `line` returns the assignment to its variable, and `name` the code
    that replaces its uses; without `name`, uses stay as they are. `often` is the minimum average
    number of uses, assuming that both branches of every decision are equally likely.
    """

    kind: Kind
    line: Callable[[int], Code]
    often: float = 0
    name: Callable[[int], Code] | None = None


def hoisted(block: Block, named: Hoisted, among: Mapping[int, object] | None = None) -> Block:
    """Return a block with an assignment for each value that it uses often enough.

    The assignment is placed before the first use in the outermost block that uses the value often
    enough or, if only one branch of an `if` there uses the value, inside that branch. If `among` is
    given, only values whose numbers it contains are considered.
    """
    return _Hoisting(named, among).inside(block)


def replaced(block: Block, kind: Kind, other: Callable[[int], Code | None]) -> Block:
    """Return a block with each use of one kind replaced by `other(number)`.

    Where `other` returns None, the use stays.
    """
    found: Block = []
    for statement in block:
        match statement:
            case If(test, then, otherwise):
                test = test.replaced(kind, other)
                sides = replaced(then, kind, other), replaced(otherwise, kind, other)
                found.append(If(test, *sides))
            case Code():
                found.append(statement.replaced(kind, other))
            case _:
                found.append(statement)
    return found


class _Hoisting:
    def __init__(self, named: Hoisted, among: Mapping[int, object] | None) -> None:
        self._named = named
        self._among = among
        self._found: dict[If, dict[int, float]] = {}

    def _in_line(self, line: str | Code) -> dict[int, float]:
        found: dict[int, float] = {}
        if isinstance(line, Code):
            for number in line.uses(self._named.kind):
                if self._among is None or number in self._among:
                    found[number] = found[number] + _AGAIN if number in found else 1.0
        return found

    def _uses(self, statement: str | Code | If) -> dict[int, float]:
        """Return the average number of times that running a statement uses each value."""
        if not isinstance(statement, If):
            return self._in_line(statement)
        found = self._found.get(statement)
        if found is None:
            found = self._in_line(statement.test)
            for each in (*statement.then, *statement.otherwise):
                for number, times in self._uses(each).items():
                    found[number] = found.get(number, 0.0) + times / 2
            self._found[statement] = found
        return found

    def inside(self, block: Block, there: frozenset[int] = frozenset()) -> Block:
        """Return a block with assignments added; `there` holds the values already assigned."""
        totals: dict[int, float] = {}
        first: dict[int, int] = {}
        last: dict[int, int] = {}
        for place, statement in enumerate(block):
            for number, times in self._uses(statement).items():
                totals[number] = totals.get(number, 0.0) + times
                first.setdefault(number, place)
                last[number] = place
        if not totals:
            return block
        before: dict[int, list[int]] = {}
        for number in sorted(totals):
            if number in there or totals[number] < self._named.often:
                continue
            if first[number] < last[number] or not self._deeper(block[first[number]], number):
                before.setdefault(first[number], []).append(number)
                there |= {number}
        made: Block = []
        for place, statement in enumerate(block):
            made += [self._named.line(number) for number in before.get(place, ())]
            made.append(self._changed(statement, there) if self._uses(statement) else statement)
        return made

    def _deeper(self, statement: str | Code | If, number: int) -> bool:
        """Return True if a value is used in just one branch of an `if`, and not in its test.

        The value can then be assigned inside that branch.
        """
        if not isinstance(statement, If) or number in self._in_line(statement.test):
            return False
        sides = (statement.then, statement.otherwise)
        return sum(any(number in self._uses(each) for each in side) for side in sides) == 1

    def _changed(self, statement: str | Code | If, there: frozenset[int]) -> str | Code | If:
        if not isinstance(statement, If):
            return statement if isinstance(statement, str) else self._with_names(statement, there)
        return If(
            self._with_names(statement.test, there),
            self.inside(statement.then, there),
            self.inside(statement.otherwise, there),
        )

    def _with_names(self, line: Code, there: frozenset[int]) -> Code:
        name = self._named.name
        if name is None:
            return line
        return line.replaced(self._named.kind, lambda n: name(n) if n in there else None)
