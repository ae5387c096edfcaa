"""Where a rule comes from: its source, and the packs that change it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from interview_rules.positions import Position

__all__ = ["Change", "Source", "cited"]


@dataclass(frozen=True, slots=True)
class Source:
    """The source of a rule or a parameter: a section of the article, or another reason.

    At most one of the two is set; neither is if the source is missing or empty. `words_of` names
    the pack that replaces the title or text of the rule without giving a source of its own; it is
    empty if no pack does so, or only bundled packs do.
    """

    section: str = ""
    rests_on: str = ""
    words_of: str = field(default="", compare=False)

    def __str__(self) -> str:
        return cited(self.section, self.rests_on, self.words_of)


def cited(section: str, rests_on: str, words_of: str) -> str:
    """Return a source in words, from the fields of a Source."""
    source = f"the article, section “{section}”" if section else rests_on
    if not words_of:
        return source
    words = f"in the words of {words_of}"
    return f"{source} ({words})" if source else words


@dataclass(frozen=True, slots=True)
class Change:
    """Who wrote the value of a key: the key, the pack, and the position."""

    key: str
    pack: str
    at: Position
