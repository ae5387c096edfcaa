"""What a check can find: a code with its page, and one place where it was found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from interview_rules.authoring.checks.fixes import Fix
    from interview_rules.positions import Position

__all__ = ["Finding", "Found", "Level"]

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


class Found(NamedTuple):
    """One place where a validator found something, what it is, and how to fix it."""

    at: Position
    message: str
    hint: str = ""
    fix: Fix | None = None
