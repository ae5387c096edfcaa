"""Building blocks of phrases in prose: names in several words, numbers and lengths of time."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from interview_rules.language.grammar import KEYWORDS, UNITS
from interview_rules.language.syntax_errors import OTHER_UNITS, ConditionSyntaxError, about
from interview_rules.language.typography import NUMBER_WORDS

if TYPE_CHECKING:
    import re
    from collections.abc import Collection

    from interview_rules.language.typed_text import TypedText

__all__ = [
    "FILLERS",
    "LENGTH",
    "NAME",
    "NAMES",
    "NEVER_NAMES",
    "NUMBER",
    "UNIT",
    "Rewording",
    "condition_error",
    "in_digits",
    "joined",
    "known",
    "whole",
]


class Rewording(NamedTuple):
    """An error that says what to write instead, and the text as it should have been, if known."""

    error: ConditionSyntaxError
    corrected: TypedText | None = None


NAME = rf"(?!(?:{'|'.join(KEYWORDS)})(?![a-z0-9_]))[a-z][a-z0-9_]*(?![a-z0-9_-])"
NAMES = rf"{NAME}(?:\s+{NAME}){{0,3}}"
NUMBER = rf"(?:[0-9]{{1,7}}|{'|'.join(NUMBER_WORDS)})(?![a-z0-9_])"
UNIT = "|".join(sorted([*UNITS, *OTHER_UNITS], key=len, reverse=True))
LENGTH = rf"(?:{NUMBER}|an?)\s+(?:{UNIT})(?![a-z0-9_])"
FILLERS = frozenset(
    {
        "a", "already", "an", "any", "been", "currently", "finally", "had", "has", "have", "i", "if",
        "it", "just", "now", "only", "once", "still", "that", "the", "then", "there", "they",
        "today", "very", "we", "when", "yet", "you",
    }
)  # fmt: skip
"""Words that a sentence can have and a condition does not need."""
NEVER_NAMES = FILLERS | {"am", "are", "be", "for", "until", "was", "were"}
"""Words that a hint does not offer as a name, unless the pack declares it."""


def in_digits(length: str) -> str:
    """Return a length of time with its number in digits and its unit as the language names it."""
    number, unit = length.split(None, 1)
    unit = " ".join(unit.split())
    digits = "1" if number in {"a", "an"} else NUMBER_WORDS.get(number, number)
    return f"{digits} {OTHER_UNITS.get(unit, unit)}"


def joined(words: str) -> str:
    """Return several words as one name."""
    return "_".join(words.split())


def known(words: str, names: Collection[str]) -> str:
    """Return the name that words stand for, without fillers; empty if there is none.

    A single word that is left is returned even if no such name is known.
    """
    several = [word for word in words.split() if word in names or word not in FILLERS]
    name = "_".join(several)
    return name if name in names or len(several) == 1 else ""


def whole(pattern: re.Pattern[str], text: TypedText) -> re.Match[str] | None:
    """Match a pattern against a whole text, apart from the white space around it."""
    plain = text.plain
    first = len(plain) - len(plain.lstrip())
    return pattern.fullmatch(plain, first, len(plain.rstrip()))


def condition_error(
    text: TypedText, match: re.Match[str], written: str, what: str = "condition"
) -> ConditionSyntaxError:
    """Return the error for a phrase that is not what it should be, with what to write instead."""
    return about(text, *match.span(), f"{{}} is not a {what}", f"write '{written}'")
