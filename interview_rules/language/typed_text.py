"""Conditions as they were typed, and the same in the characters that the grammar knows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from interview_rules.errors import printable

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["TypedText"]


@dataclass(frozen=True, slots=True)
class TypedText:
    """A text in plain characters, and where each of them was typed.

    `plain` is what the grammar reads. `places` holds, for each character of it and for its end, the
    offset in `typed`. Messages quote `typed`, so that authors find what they wrote.
    """

    typed: str
    plain: str
    places: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> TypedText:
        """Return a text in which every character is plain."""
        return cls(text, text, tuple(range(len(text) + 1)))

    def part(self, start: int, end: int) -> TypedText:
        """Return the part of the plain text from `start` to `end`, with its places."""
        return TypedText(self.typed, self.plain[start:end], self.places[start : end + 1])

    def with_changes(self, changes: Iterable[tuple[int, int, str]]) -> TypedText:
        """Return the text with parts of `plain` replaced, each given as start, end and new text.

        The parts are in order and do not overlap. Every new character has the place of the first
        character that it replaces.
        """
        plain: list[str] = []
        places: list[int] = []
        done = 0
        for start, end, new in changes:
            plain += [self.plain[done:start], new]
            places += [*self.places[done:start], *[self.places[start]] * len(new)]
            done = end
        plain.append(self.plain[done:])
        return TypedText(self.typed, "".join(plain), (*places, *self.places[done:]))

    def quote(self, start: int, end: int) -> str:
        """Return a part of the plain text in quotation marks, as it was typed."""
        typed = self.typed[self.places[start] : self.places[max(start, end)]]
        return f"'{printable(typed.strip())}'"
