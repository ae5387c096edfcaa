"""Text to syntax: the grammar of conditions and moments, read with lark.

What comes out is unchecked: names are only words until the checker has looked them up.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedCharacters, UnexpectedEOF, UnexpectedInput, UnexpectedToken

from interview_rules.errors import Suggestions, nearest, printable

if TYPE_CHECKING:
    from interview_rules.language.nodes import Unit

__all__ = [
    "KEYWORDS",
    "LONGEST",
    "UNITS",
    "Misread",
    "Syntax",
    "Token",
    "Tree",
    "parse",
    "read_duration",
]

LONGEST = 2_000
"""How long a condition may be, in characters."""
DEEPEST = 40
"""How deeply a condition may be nested."""

UNITS: dict[str, Unit] = {
    "minute": "minute",
    "minutes": "minute",
    "hour": "hour",
    "hours": "hour",
    "day": "day",
    "days": "day",
    "week": "week",
    "weeks": "week",
    "month": "month",
    "months": "month",
    "business day": "business day",
    "business days": "business day",
}

MOST_OF_A_UNIT: dict[Unit, int] = {
    "minute": 1_000_000,
    "hour": 100_000,
    "day": 3_660,
    "week": 520,
    "month": 120,
    "business day": 2_000,
}

KEYWORDS = (
    "and", "or", "not", "no", "is", "at", "least", "most", "known", "before", "from", "after", "on",
    "since", "latest", "earliest", "of",
)  # fmt: skip

_GRAMMAR = r"""
?condition: any
?any: all ("or" all)*
?all: negation ("and" negation)*
?negation: "not" negation -> negation
    | leaf

?leaf: "(" condition ")"
    | "no" NAME -> missing
    | "no" NAME "since" moment -> none_since
    | left "since" moment -> since
    | left WORD moment -> against
    | WORD moment -> now
    | NAME -> name
    | NAME "is" VALUE -> is_
    | NAME "is" "not" VALUE -> is_not
    | NAME "is" "at" "least" (VALUE | NUMBER) -> at_least
    | NAME "is" "at" "most" (VALUE | NUMBER) -> at_most
    | NAME "is" "known" -> known
    | NAME "is" "not" "known" -> unknown
    | NAME COMPARISON (NAME | NUMBER) -> count

?left: plain
    | left SIGN duration -> shift
?moment: single
    | moment SIGN duration -> shift
?single: plain
    | "(" moment ")"
?plain: NAME -> fact
    | EXTREME "of" moment ("," moment)+ -> extreme
duration: NUMBER UNIT -> length
    | NAME -> parameter

WORD.3: /(before|from|after|on)(?![a-z0-9_])/
EXTREME.3: /(latest|earliest)(?![a-z0-9_])/
UNIT.4: /(business days?|minutes?|hours?|days?|weeks?|months?)(?![a-z0-9_])/
COMPARISON: "<=" | ">=" | "<" | ">" | "="
SIGN: "+" | "-"
NUMBER: /[0-9]{1,7}(?![a-z0-9_])/
NAME: /[a-z][a-z0-9_]{0,79}(?![a-z0-9_-])/
VALUE: /[a-z][a-z0-9_-]{0,79}/
%ignore /[ \t\r\n]+/
"""

Syntax = Tree[Token]


@dataclass(slots=True)
class Misread(Exception):
    """What is wrong with a text that is not a condition, from which character on, and the fix.

    Suggestions as a hint replace the word at that character.
    """

    message: str
    offset: int
    hint: str | Suggestions = ""


@cache
def _lark() -> Lark:
    return Lark(
        _GRAMMAR,
        parser="lalr",
        lexer="contextual",
        start=["condition", "moment"],
        propagate_positions=True,
        maybe_placeholders=False,
    )


def parse(text: str, start: str) -> Syntax:
    """The syntax tree of a `condition` or a `moment`. Raises Misread."""
    if len(text) > LONGEST:
        raise Misread(
            f"this is longer than {LONGEST} characters", LONGEST, "put parts of it in definitions"
        )
    depth = 0
    for offset, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if depth > DEEPEST:
            raise Misread("this is nested too deeply", offset, "put parts of it in definitions")
    nots = text.split().count("not")
    if nots > DEEPEST:
        raise Misread("this says 'not' too often", 0, "put parts of it in definitions")
    if not text.strip():
        raise Misread("this is empty", 0, "write a condition such as: no reply since interview")
    try:
        tree = _lark().parse(text, start=start)
    except UnexpectedInput as error:
        raise _misread(text, error) from None
    return tree if isinstance(tree, Tree) else Tree("name", [tree])


def _misread(text: str, error: UnexpectedInput) -> Misread:
    offset = error.pos_in_stream if error.pos_in_stream is not None else len(text)
    if isinstance(error, UnexpectedEOF) or (
        isinstance(error, UnexpectedToken) and error.token.type == "$END"
    ):
        return Misread("this ends too early", len(text.rstrip()), _expected(error))
    for at in (offset - 1, offset):
        sign = text[max(at, 0) : at + 2]
        if sign in _OF_PROGRAMS:
            return Misread(f"'{sign}' is not expected here", at, f"write {_OF_PROGRAMS[sign]}")
    if isinstance(error, UnexpectedCharacters):
        word = text[offset:].split(None, 1)[0] if text[offset:].split() else ""
        if word[:1].isalpha() and word.lower() != word:
            return Misread(
                f"'{printable(word)}' has capital letters", offset, "names are in small letters"
            )
        if "-" in word and word.replace("-", "").isalnum():
            hint = f"names are written with underscores: {word.replace('-', '_')}"
            return Misread(f"'{printable(word)}' is no name", offset, hint)
        return Misread(
            f"'{printable(word or text[offset])}' is not expected here", offset, _expected(error)
        )
    token = str(getattr(error, "token", ""))
    word = text[offset:].split(None, 1)[0] if text[offset:].split() else token
    if "-" in word and word.replace("-", "").replace("_", "").isalnum():
        hint = f"names are written with underscores: {word.replace('-', '_')}"
        return Misread(f"'{printable(word)}' is no name", offset, hint)
    before = text[:offset].split()
    if before and getattr(error, "token", None) is not None and error.token.type == "NAME":  # type: ignore[attr-defined]  # just asked
        meant = nearest(before[-1], KEYWORDS)
        if before[-1] not in KEYWORDS and meant.near:
            start = text[:offset].rindex(before[-1])
            return Misread(f"'{printable(before[-1])}' is not expected here", start, meant)
    return Misread(f"'{printable(token)}' is not expected here", offset, _expected(error, token))


_OF_PROGRAMS = {"==": "=", "&&": "and", "||": "or", "!=": "not x = 2", "=>": ">=", "=<": "<="}
"""What programs write, and what conditions say instead."""
_SAID = {
    "NAME": "a name",
    "VALUE": "a value",
    "NUMBER": "a number",
    "UNIT": "a unit such as days or business days",
    "WORD": "before, from, after or on",
    "SIGN": "+ or -",
    "COMPARISON": "a comparison",
    "EXTREME": "latest or earliest",
    "LPAR": "(",
    "RPAR": ")",
    "COMMA": "a comma",
}


def _expected(error: UnexpectedInput, word: str = "") -> str | Suggestions:
    names = set(getattr(error, "expected", None) or getattr(error, "allowed", None) or ())
    names |= set(getattr(error, "accepts", None) or ())
    if "UNIT" in names and word:
        return (
            nearest(word, UNITS) or "units are minutes, hours, days, business days, weeks, months"
        )
    words = {name.lower() for name in names if name.lower() in KEYWORDS}
    close = nearest(word, [*words, "before", "from", "after", "on"])
    if word and close.near and close.near != (word,):
        return close
    said = sorted({_SAID.get(name, name.lower()) for name in names if name != "$END"})
    return f"expected {', '.join(said[:8])}" if said else ""


def read_duration(text: str) -> tuple[int, Unit] | None:
    """The amount and unit of a length such as `3 business days`, or None if it is no length."""
    words = text.split()
    unit = UNITS.get(" ".join(words[1:]))
    if not words or unit is None or not (words[0].isascii() and words[0].isdigit()):
        return None
    return int(words[0][:9]), unit
