"""The grammar of conditions and moments: its keywords and units, and the lark parser for it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from lark import Lark, Token, Tree

if TYPE_CHECKING:
    from interview_rules.language.nodes import Unit

__all__ = ["KEYWORDS", "MOST_OF_A_UNIT", "UNITS", "Syntax", "Token", "Tree", "lark"]

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
"""Maximum amount of each unit: at most about eleven years."""

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
    | NAME "is" (VALUE | PLACE) -> is_
    | NAME "is" "not" (VALUE | PLACE) -> is_not
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
PLACE: /[A-Z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*/
VALUE: /[a-z][a-z0-9_-]{0,79}/
%ignore /[ \t\r\n]+/
"""

Syntax = Tree[Token]


@cache
def lark() -> Lark:
    """Return the parser, whose start rules are `condition` and `moment`."""
    return Lark(
        _GRAMMAR,
        parser="lalr",
        lexer="contextual",
        start=["condition", "moment"],
        propagate_positions=True,
        maybe_placeholders=False,
    )
