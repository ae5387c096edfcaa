"""The body of a generated function: lines, decisions, and the placement of shared values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping

__all__ = ["Block", "Hoisted", "If", "hoisted", "rendered"]
_AGAIN = 0.3
"""The average number of evaluations for each repeated use in a line, after the first one."""


@dataclass(slots=True)
class If:
    """An `if` statement with both of its branches."""

    test: str
    then: Block
    otherwise: Block = field(default_factory=list)


Block = list["str | If"]


def rendered(block: Block, indent: str = "    ") -> list[str]:
    """Return the lines of source of a block."""
    lines: list[str] = []
    for statement in block:
        if isinstance(statement, str):
            lines.append(indent + statement)
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

    `pattern` finds its uses, with a group unless it matches a plain name. `name` and `line` are
    templates for the variable and for the assignment. `often` is the minimum average number of
    uses, assuming that both branches of every decision are equally likely.
    """

    pattern: re.Pattern[str]
    name: str
    line: str
    often: float


def hoisted(block: Block, named: Hoisted, lines: Mapping[str, str] | None = None) -> Block:
    """Return a block with an assignment for every value that it uses often enough.

    The assignment is placed in the innermost block that uses the value often enough, before its
    first use there. `lines`, if given, maps the names to look for to their assignments.
    """
    return _Hoisting(named, lines).inside(block)


class _Hoisting:
    def __init__(self, named: Hoisted, lines: Mapping[str, str] | None) -> None:
        self._named = named
        self._lines = lines
        self._found: dict[int, dict[str, float]] = {}

    def _in_text(self, text: str) -> dict[str, float]:
        found: dict[str, float] = {}
        for key in self._named.pattern.findall(text):
            if self._lines is None or key in self._lines:
                found[key] = found[key] + _AGAIN if key in found else 1.0
        return found

    def _uses(self, statement: str | If) -> dict[str, float]:
        """Return the average number of times that a statement uses each value."""
        found = self._found.get(id(statement))
        if found is None:
            if isinstance(statement, str):
                found = self._in_text(statement)
            else:
                found = self._in_text(statement.test)
                for each in (*statement.then, *statement.otherwise):
                    for key, times in self._uses(each).items():
                        found[key] = found.get(key, 0.0) + times / 2
            self._found[id(statement)] = found
        return found

    def inside(self, block: Block, there: frozenset[str] = frozenset()) -> Block:
        """Return a block with the assignments it needs; the values in `there` are already assigned."""
        totals: dict[str, float] = {}
        first: dict[str, int] = {}
        last: dict[str, int] = {}
        for place, statement in enumerate(block):
            for key, times in self._uses(statement).items():
                totals[key] = totals.get(key, 0.0) + times
                first.setdefault(key, place)
                last[key] = place
        if not totals:
            return block
        before: dict[int, list[str]] = {}
        for key in sorted(totals, key=_natural):
            if key in there or totals[key] < self._named.often:
                continue
            if first[key] < last[key] or not self._deeper(block[first[key]], key):
                before.setdefault(first[key], []).append(key)
                there |= {key}
        made: Block = []
        for place, statement in enumerate(block):
            made += [self._line(key) for key in before.get(place, ())]
            made.append(self._changed(statement, there) if self._uses(statement) else statement)
        return made

    def _deeper(self, statement: str | If, key: str) -> bool:
        """Return True if a value is used in only one branch of a decision."""
        if isinstance(statement, str) or key in self._in_text(statement.test):
            return False
        sides = (statement.then, statement.otherwise)
        return sum(any(key in self._uses(each) for each in side) for side in sides) == 1

    def _changed(self, statement: str | If, there: frozenset[str]) -> str | If:
        if isinstance(statement, str):
            return self._with_names(statement, there)
        return If(
            self._with_names(statement.test, there),
            self.inside(statement.then, there),
            self.inside(statement.otherwise, there),
        )

    def _with_names(self, text: str, there: frozenset[str]) -> str:
        if not there or not self._named.name:
            return text
        return self._named.pattern.sub(
            lambda m: self._named.name.format(m[1]) if m[1] in there else m[0], text
        )

    def _line(self, key: str) -> str:
        if self._lines is not None:
            return self._lines[key]
        return self._named.line.format(key)


def _natural(name: str) -> tuple[int, str]:
    return (len(name), name)
