"""What a generated function does: lines and decisions, and where what they need is worked out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping

__all__ = ["Block", "Hoisted", "If", "hoisted", "rendered"]
_AGAIN = 0.3
"""How often something is needed again in one line, on average: mostly where the first is true."""


@dataclass(slots=True)
class If:
    """A question, what is done if the answer is yes, and what if it is no."""

    test: str
    then: Block
    otherwise: Block = field(default_factory=list)


Block = list["str | If"]


def rendered(block: Block, indent: str = "    ") -> list[str]:
    """The lines of source."""
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
    """What is worked out once and kept under a name, where it is needed often enough.

    `pattern` finds it, in a group if it is more than a name; `name` and `line` say what it is
    called and how it gets there, given what was found. It is needed `often` if it comes up so many
    times on average, supposing that every answer is as likely as its opposite.
    """

    pattern: re.Pattern[str]
    name: str
    line: str
    often: float


def hoisted(block: Block, named: Hoisted, lines: Mapping[str, str] | None = None) -> Block:
    """A block with a line for everything that it needs often enough.

    The line stands in the innermost block that needs it as often as that, before the first place
    it is needed at. With `lines`, they are what is found, and their lines.
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
        """How often a statement needs each thing, on average."""
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
        """The block with the lines it needs; some things are there already."""
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
        """Whether something is needed behind one answer to a question only."""
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
