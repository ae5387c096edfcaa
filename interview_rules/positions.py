"""Places in files and data: positions and ranges in files, and paths to fields."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Self

__all__ = ["NOWHERE", "FieldPath", "Place", "Position", "Range", "position_in"]


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A position in a file: the path or another name of the file, a line and a column.

    Lines and columns are numbered from 1, and columns count code points. Line 0 means the whole
    file.
    """

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file

    def right(self, columns: int) -> Position:
        """Return the position this many columns to the right."""
        return Position(self.file, self.line, self.column + columns)


NOWHERE = Position("")
"""Stands for an unknown or missing place; formats as an empty string."""


def position_in(text: str, index: int, file: str) -> Position:
    """Return the position of the character at an index in a file's text, or of that text's end."""
    starts = _line_starts(text)
    line = bisect_right(starts, index)
    return Position(file, line, index - starts[line - 1] + 1)


_last: tuple[str, list[int]] = ("", [0])
"""The text last asked about and its line starts: callers ask for many positions in one text."""


def _line_starts(text: str) -> list[int]:
    """Return the index of each line's first character."""
    global _last  # noqa: PLW0603 - replaced as a whole, so threads cannot mix two texts up
    known, starts = _last
    if known is not text:  # comparing long texts would take longer than the rest
        starts = [0]
        while end := text.find("\n", starts[-1]) + 1:
            starts.append(end)
        _last = (text, starts)
    return starts


@dataclass(frozen=True, slots=True, order=True)
class Range:
    """A part of a file from `start` up to, but not including, `end`."""

    start: Position
    end: Position


class FieldPath(tuple[str | int, ...]):
    """A path to a field, made of field names and zero-based list indices.

    `FieldPath("rounds", 0, "start")` formats as `rounds[0].start`. Table columns, parameters and
    command-line options are paths of one step.
    """

    __slots__ = ()

    def __new__(cls, *steps: str | int) -> Self:
        """Create a path from its steps."""
        return super().__new__(cls, steps)

    def __getnewargs__(self) -> tuple[str | int, ...]:
        return tuple(self)

    def __truediv__(self, step: str | int) -> FieldPath:
        """Return this path extended by one step."""
        return FieldPath(*self, step)

    def within(self, path: FieldPath) -> FieldPath:
        """Return this path with `path` prepended."""
        return FieldPath(*path, *self)

    def __str__(self) -> str:
        text = ""
        for step in self:
            text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
        return text

    def __repr__(self) -> str:
        return f"FieldPath({', '.join(map(repr, self))})"


Place = Position | FieldPath
