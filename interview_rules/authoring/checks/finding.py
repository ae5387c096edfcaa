"""Kinds of findings, and single findings at a position."""

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
    """A kind of finding: its code, title and explanation, with YAML to `avoid` and to `prefer`.

    Errors keep a pack from being loaded, except errors in its section `accept`; warnings do not.
    """

    code: str
    level: Level
    title: str
    why: str
    avoid: str
    prefer: str


class Found(NamedTuple):
    """One finding of a lint: its position, a message, a hint, and a fix if one is known."""

    at: Position
    message: str
    hint: str = ""
    fix: Fix | None = None
