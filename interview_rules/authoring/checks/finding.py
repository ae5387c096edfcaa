"""Kinds of findings, and single occurrences of a finding."""

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
    """A kind of finding: code, title, explanation, and YAML examples to `avoid` and to `prefer`.

    A pack with errors cannot be loaded; a pack with warnings can.
    """

    code: str
    level: Level
    title: str
    why: str
    avoid: str
    prefer: str


class Found(NamedTuple):
    """One occurrence of a finding: its position, a message, and a way to fix it."""

    at: Position
    message: str
    hint: str = ""
    fix: Fix | None = None
