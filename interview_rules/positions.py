"""Places of problems: positions and ranges in a file, and paths to a field of a state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Self

__all__ = ["NOWHERE", "FieldPath", "Place", "Position", "Range"]


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A file (or the name given for it) with a line and column, both from 1.

    Line 0 stands for the file as a whole. Columns count code points.
    """

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file

    def right(self, columns: int) -> Position:
        """The position this many columns further on the same line."""
        return Position(self.file, self.line, self.column + columns)


NOWHERE = Position("")
"""The place of a problem that has none; prints as an empty text."""


@dataclass(frozen=True, slots=True, order=True)
class Range:
    """A stretch of a file from `start` up to, but not including, `end`."""

    start: Position
    end: Position


class FieldPath(tuple[str | int, ...]):
    """The steps to a field: names of fields, and indices from 0 into lists.

    `FieldPath("rounds", 0, "start")` prints as `rounds[0].start`. A column of a table, a parameter
    of a call and a command-line option are paths of one step.
    """

    __slots__ = ()

    def __new__(cls, *steps: str | int) -> Self:
        """A path of these steps."""
        return super().__new__(cls, steps)

    def __getnewargs__(self) -> tuple[str | int, ...]:
        return tuple(self)

    def __truediv__(self, step: str | int) -> FieldPath:
        """The path one step further down."""
        return FieldPath(*self, step)

    def within(self, path: FieldPath) -> FieldPath:
        """The same field of something that stands at `path` itself."""
        return FieldPath(*path, *self)

    def __str__(self) -> str:
        text = ""
        for step in self:
            text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
        return text

    def __repr__(self) -> str:
        return f"FieldPath({', '.join(map(repr, self))})"


Place = Position | FieldPath
