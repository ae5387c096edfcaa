"""`Parameter`: a number or a length of time that a pack declares, and who set its value."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from interview_rules.language.nodes import Duration
    from interview_rules.packs.origins import Change, Source
    from interview_rules.positions import Position

__all__ = ["Parameter"]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number or a length of time that rules refer to by name.

    `doc`, `source` and `at` are those of its declaration, which gives it the value `declared` in
    the pack named `pack`. `changed` says which pack above has set `value`; it is None if none has.
    """

    name: str
    value: Duration | int
    doc: str
    source: Source
    at: Position = field(compare=False)
    pack: str = field(default="", compare=False)
    declared: Duration | int = field(default=0, compare=False)
    changed: Change | None = field(default=None, compare=False)
