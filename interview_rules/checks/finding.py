"""What a check can find: a code with its page, and one place where it was found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from interview_rules.language.nodes import Position

__all__ = ["Finding", "Found", "Level", "Mend"]

Level = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Finding:
    """A kind of finding. `avoid` and `prefer` are YAML of a pack, `why` tells the reason.

    Errors keep a pack from being loaded, warnings do not.
    """

    code: str
    level: Level
    title: str
    why: str
    avoid: str
    prefer: str


class Mend(NamedTuple):
    """A mechanical correction in a file: `old`, which stands at a place, becomes `new`.

    Without `old`, the whole entry that begins there is taken out.
    """

    at: Position
    old: str = ""
    new: str = ""

    def __str__(self) -> str:
        done = f"{self.old} is {self.new} now" if self.old else "what stood here is taken out"
        return f"{self.at}: {done}"


class Found(NamedTuple):
    """One place where a validator found something, what it is, and how to mend it."""

    at: Position
    message: str
    hint: str = ""
    mend: Mend | None = None
