"""Places of problems: positions and ranges in files, and paths to fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Self

__all__ = ["NOWHERE", "FieldPath", "Place", "Position", "Range"]


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A file (or a name for it) with a line and a column, both counted from 1.

    Line 0 stands for the whole file. Columns count code points.
    """

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file

    def right(self, columns: int) -> Position:
        """Return the position this many columns further on the same line."""
        return Position(self.file, self.line, self.column + columns)


NOWHERE = Position("")
"""The place of a problem without one; formats as an empty text."""


@dataclass(frozen=True, slots=True, order=True)
class Range:
    """A part of a file from `start` up to, but not including, `end`."""

    start: Position
    end: Position


class FieldPath(tuple[str | int, ...]):
    """The path to a field: names of fields, and indices into lists counted from 0.

    `FieldPath("rounds", 0, "start")` formats as `rounds[0].start`. Columns of tables, parameters
    of calls and command-line options are paths of one step.
    """

    __slots__ = ()

    def __new__(cls, *steps: str | int) -> Self:
        """Create a path of these steps."""
        return super().__new__(cls, steps)

    def __getnewargs__(self) -> tuple[str | int, ...]:
        return tuple(self)

    def __truediv__(self, step: str | int) -> FieldPath:
        """Return the path one step further down."""
        return FieldPath(*self, step)

    def within(self, path: FieldPath) -> FieldPath:
        """Return this path below `path`."""
        return FieldPath(*path, *self)

    def __str__(self) -> str:
        text = ""
        for step in self:
            text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
        return text

    def __repr__(self) -> str:
        return f"FieldPath({', '.join(map(repr, self))})"


Place = Position | FieldPath
