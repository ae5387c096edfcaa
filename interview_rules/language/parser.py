"""The parser, which uses lark to turn conditions and moments into syntax trees.

The trees are unchecked: the checker looks up their names.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from lark.exceptions import UnexpectedInput

from interview_rules.language.grammar import (
    KEYWORDS,
    MOST_OF_A_UNIT,
    UNITS,
    Syntax,
    Token,
    Tree,
    lark,
)
from interview_rules.language.syntax_errors import ConditionSyntaxError, unexpected
from interview_rules.language.typed_text import TypedText

if TYPE_CHECKING:
    from interview_rules.language.nodes import Unit

__all__ = [
    "KEYWORDS",
    "LONGEST",
    "MOST_OF_A_UNIT",
    "UNITS",
    "ConditionSyntaxError",
    "Syntax",
    "Token",
    "Tree",
    "parse",
    "parse_typed",
    "read_duration",
]

LONGEST = 2_000
"""Maximum length of a condition or a moment, in characters."""
DEEPEST = 40
"""Maximum nesting depth of parentheses, and maximum number of uses of `not`."""
_LONG = 300
"""Maximum length of a text whose tree is cached. A tree takes eighty times the memory of its text, and
packs from strangers stay in the cache, too: with this limit, it takes at most a hundred megabytes."""
_SPLIT = "move parts of it into definitions"
_EXAMPLES = {"condition": "no reply since interview", "moment": "interview + 3 days"}


def parse(text: str, start: Literal["condition", "moment"]) -> Syntax:
    """Return the syntax tree of a condition or a moment. Raises ConditionSyntaxError.

    Loading a pack also parses the conditions of every pack that it extends, so trees are cached and
    shared, except those of long texts. Do not modify them.
    """
    return _parsed(text, start) if len(text) <= _LONG else _parsed.__wrapped__(text, start)


@lru_cache(maxsize=4_096)
def _parsed(text: str, start: Literal["condition", "moment"]) -> Syntax:
    _check_limits(text, start)
    return parse_typed(TypedText.of(text), start)


def parse_typed(text: TypedText, start: Literal["condition", "moment"]) -> Syntax:
    """Return the syntax tree of the plain form of a text. Raises ConditionSyntaxError.

    The offset of an error refers to the text as typed, positions in the tree to the plain form.
    """
    try:
        return lark().parse(text.plain, start=start)
    except UnexpectedInput as error:
        raise unexpected(text, start, error) from None


def _check_limits(text: str, start: Literal["condition", "moment"]) -> None:
    if len(text) > LONGEST:
        message = f"the {start} is longer than {LONGEST} characters"
        raise ConditionSyntaxError(message, LONGEST, _SPLIT, final=True)
    depth = 0
    for offset, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if depth > DEEPEST:
            message = f"the {start} has more than {DEEPEST} nested parentheses"
            raise ConditionSyntaxError(message, offset, _SPLIT, final=True)
    if text.split().count("not") > DEEPEST:
        message = f"the {start} uses 'not' more than {DEEPEST} times"
        raise ConditionSyntaxError(message, 0, _SPLIT, final=True)
    if not text.strip():
        hint = f"write, for example, '{_EXAMPLES[start]}'"
        raise ConditionSyntaxError(f"the {start} is empty", 0, hint, final=True)


def read_duration(text: str) -> tuple[int, Unit] | None:
    """Return the amount and unit of a length of time such as `3 days`, or None if invalid.

    The amount is not checked against `MOST_OF_A_UNIT`. After leading zeros, only its first nine
    digits are read.
    """
    words = text.split()
    unit = UNITS.get(" ".join(words[1:]))
    if not words or unit is None or not (words[0].isascii() and words[0].isdigit()):
        return None
    # Python refuses to read thousands of digits; nine are more than any unit allows.
    return int(words[0].lstrip("0")[:9] or "0"), unit
