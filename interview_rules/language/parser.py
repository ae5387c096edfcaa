"""The parser, which uses lark to turn conditions and moments into syntax trees.

The trees are unchecked: the checker looks up their names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedEOF, UnexpectedInput, UnexpectedToken

from interview_rules.errors import Suggestions, nearest, printable

if TYPE_CHECKING:
    from interview_rules.language.nodes import Unit

__all__ = [
    "KEYWORDS",
    "LONGEST",
    "UNITS",
    "ConditionSyntaxError",
    "Syntax",
    "Token",
    "Tree",
    "parse",
    "read_duration",
]

LONGEST = 2_000
"""Maximum length of a condition or a moment, in characters."""
DEEPEST = 40
"""Maximum nesting depth of parentheses, and maximum number of uses of `not`."""

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
class ConditionSyntaxError(Exception):
    """A syntax error in a condition or a moment: the message, the offset in the text, and a hint.

    A hint of type Suggestions holds replacements for the word at the offset.
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


@lru_cache(maxsize=1_024)
def parse(text: str, start: Literal["condition", "moment"]) -> Syntax:
    """Return the syntax tree of a condition or a moment. Raises ConditionSyntaxError.

    Loading a pack also parses the conditions of every pack that it extends, so trees are cached and
    shared. Do not modify them.
    """
    if len(text) > LONGEST:
        message = f"the {start} is longer than {LONGEST} characters"
        raise ConditionSyntaxError(message, LONGEST, _SPLIT)
    depth = 0
    for offset, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if depth > DEEPEST:
            message = f"the {start} has more than {DEEPEST} nested parentheses"
            raise ConditionSyntaxError(message, offset, _SPLIT)
    if text.split().count("not") > DEEPEST:
        message = f"the {start} uses 'not' more than {DEEPEST} times"
        raise ConditionSyntaxError(message, 0, _SPLIT)
    if not text.strip():
        hint = f"write, for example, '{_EXAMPLES[start]}'"
        raise ConditionSyntaxError(f"the {start} is empty", 0, hint)
    try:
        tree = _lark().parse(text, start=start)
    except UnexpectedInput as error:
        raise _syntax_error(text, start, error) from None
    return tree if isinstance(tree, Tree) else Tree("name", [tree])


def _syntax_error(text: str, start: str, error: UnexpectedInput) -> ConditionSyntaxError:
    offset = error.pos_in_stream if error.pos_in_stream is not None else len(text)
    token = error.token if isinstance(error, UnexpectedToken) else None
    if isinstance(error, UnexpectedEOF) or (token is not None and token.type == "$END"):
        message = f"unexpected end of the {start}"
        return ConditionSyntaxError(message, len(text.rstrip()), _expected(error))
    number = _invalid_number(text, start, offset)
    if number is not None:
        return number
    for at, length in ((offset - 1, 2), (offset, 2), (offset, 1)):
        sign = text[max(at, 0) : at + length]
        if len(sign) == length and sign in _PROGRAM_OPERATORS:
            hint = f"write {_PROGRAM_OPERATORS[sign]}"
            return ConditionSyntaxError(f"unexpected '{sign}'", at, hint)
    word = next(iter(text[offset:].split(None, 1)), str(token or ""))
    if token is None and word[:1].isalpha() and word.lower() != word:
        message = f"'{printable(word)}' has capital letters"
        return ConditionSyntaxError(message, offset, "write names and keywords in lowercase")
    amount = _unknown_unit(text, offset, error) or _misplaced_number(text, offset, error)
    if amount is not None:
        return amount
    if "-" in word.strip("-") and word.replace("-", "").replace("_", "").isalnum():
        message = f"'{printable(word)}' is not a valid name"
        hint = f"use underscores: {word.replace('-', '_')}; to subtract, put spaces around '-'"
        return ConditionSyntaxError(message, offset, hint)
    if len(word) > _LONGEST_NAME and re.fullmatch("[a-z0-9_]+", word):
        message = f"the name '{printable(word)}' is too long"
        hint = f"use at most {_LONGEST_NAME} characters"
        return ConditionSyntaxError(message, offset, hint)
    keyword = _keyword_before(error)
    if keyword is not None:
        kind = "a name" if keyword.type == "NAME" else "a value"
        return ConditionSyntaxError(
            f"unexpected '{keyword}'", keyword.start_pos or 0, f"expected {kind}"
        )
    if token is None and text[offset] in "'\"`‘’“”":  # noqa: RUF001  # typographic quotation marks
        hint = "write names and values without quotation marks"
        return ConditionSyntaxError("unexpected quotation mark", offset, hint)
    if token is None:
        message = f"unexpected '{printable(word or text[offset])}'"
        return ConditionSyntaxError(message, offset, _expected(error))
    if token.type == "RPAR" and text[:offset].count("(") <= text[:offset].count(")"):
        return ConditionSyntaxError("unexpected ')'", offset, "remove it; no '(' is open here")
    before = text[:offset].split()
    if before and token.type == "NAME":
        # Two names in a row: the first is often a misspelled keyword.
        meant = nearest(before[-1], KEYWORDS)
        start_of_word = text[:offset].rindex(before[-1])
        if before[-1] not in KEYWORDS and _helps(text, start, start_of_word, meant, offset):
            message = f"unexpected '{printable(before[-1])}'"
            return ConditionSyntaxError(message, start_of_word, meant)
    return ConditionSyntaxError(
        f"unexpected '{printable(token)}'", offset, _expected(error, str(token))
    )


def _invalid_number(text: str, start: str, offset: int) -> ConditionSyntaxError | None:
    """Return the error for a date or an invalid number at an offset; None if there is neither."""
    for match in _NUMBERS.finditer(text):
        if not match.start() <= offset < match.end():
            continue
        found = f"'{printable(match[0])}'"
        if match["date"]:
            message = f"the date {found} is not allowed in a {start}"
            hint = "compare with a fact, such as 'before decision_date'"
            if start == "moment":
                hint = "name a fact, such as decision_date"
        elif match["negative"]:
            message, hint = f"the number {found} is negative", "use a whole number of at least 0"
        elif match["thousands"]:
            message = f"unexpected ',' in {found}"
            hint = f"write {match[0].replace(',', '')}"
        elif match["decimal"]:
            message, hint = (
                f"{found} is not a whole number",
                "use a whole number; for a length of time, use a smaller unit",
            )
        else:
            message, hint = f"the number {found} is too long", "use at most seven digits"
        return ConditionSyntaxError(message, match.start(), hint)
    return None


def _unknown_unit(text: str, offset: int, error: UnexpectedInput) -> ConditionSyntaxError | None:
    """Return the error for an unknown unit: a word after a number, where only a unit is allowed.

    Return None for any other error.
    """
    before, words = text[:offset].split(), text[offset:].split()
    if "UNIT" not in _accepted(error) or not before or not before[-1].isdigit() or not words:
        return None
    if not words[0][0].isalpha():
        return None
    of_two_words = nearest(words[0], ("business", "working")).near
    found = " ".join(words[:2]) if of_two_words else words[0]
    one = before[-1].lstrip("0") == "1"
    meant = nearest(found, [unit for unit in UNITS if unit.endswith("s") is not one])
    return ConditionSyntaxError(f"unknown unit '{printable(found)}'", offset, meant)


def _misplaced_number(
    text: str, offset: int, error: UnexpectedInput
) -> ConditionSyntaxError | None:
    """Return the error for a number that touches its unit, begins a moment, or follows `is`.

    Return None for any other error.
    """
    match = re.compile(r"([0-9]{1,7})( *)([a-z]*)").match(text, offset)
    if match is None:
        return None
    number, space, unit = match.groups()
    if unit in UNITS and not space:
        hint = f"put a space before the unit: {number} {unit}"
        return ConditionSyntaxError(f"unexpected '{number}{unit}'", offset, hint)
    if unit in UNITS and "NAME" in _accepted(error):
        hint = f"begin with a moment, such as 'interview + {number} {unit}'"
        return ConditionSyntaxError(f"unexpected '{number} {unit}'", offset, hint)
    if not unit and text[:offset].split()[-1:] == ["is"]:
        return ConditionSyntaxError(f"unexpected '{number}'", offset, "write '=' instead of 'is'")
    return None


def _keyword_before(error: UnexpectedInput) -> Token | None:
    """Return the keyword before an error if it stands where a name or a value should; else None."""
    parser = getattr(error, "interactive_parser", None)
    before = parser.parser_state.value_stack[-1:] if parser is not None else ()
    for token in before:
        if isinstance(token, Token) and token.type in {"NAME", "VALUE"} and token in KEYWORDS:
            return token
    return None


def _helps(text: str, start: str, at: int, meant: Suggestions, offset: int) -> bool:
    """Return True if a suggested word at an index makes the text valid beyond an offset."""
    for word in meant.near:
        corrected = text[:at] + word + text[at + len(meant.word) :]
        try:
            _lark().parse(corrected, start=start)
        except UnexpectedInput as error:
            found = error.pos_in_stream
            if found is not None and 0 <= found <= offset + len(word) - len(meant.word):
                continue
        return True
    return False


_NUMBERS = re.compile(
    r"(?<![a-z0-9_])"
    r"(?:(?P<date>[0-9]{1,4}([-./])[0-9]{1,2}\2[0-9]{1,4})|(?P<negative>-[0-9]+(?![a-z0-9_]))"
    r"|(?P<thousands>[0-9]{1,3}(,[0-9]{3})+(?![0-9]))|(?P<decimal>[0-9]+[.,][0-9]+)|[0-9]{8,})"
)
"""A date, or a number that the grammar does not allow: negative, with separators, or too long."""
_LONGEST_NAME = 80
_SPLIT = "move parts of it into definitions"
_EXAMPLES = {"condition": "no reply since interview", "moment": "interview + 3 days"}
_PROGRAM_OPERATORS = {
    "==": "'=' for a count, or 'is' for a choice",
    "!=": "'not follow_ups = 2' for a count, or 'offer is not firm' for a choice",
    "&&": "'and'",
    "||": "'or'",
    "=>": "'>='",
    "=<": "'<='",
    "!": "'not'",
    "&": "'and'",
    "|": "'or'",
}
"""Operators of programming languages, and what to write instead."""
_TOKEN_NAMES = {
    "NAME": "a name",
    "VALUE": "a value",
    "NUMBER": "a number",
    "UNIT": "a unit such as days or business days",
    "WORD": "'before', 'from', 'after', 'on'",
    "SIGN": "'+', '-'",
    "COMPARISON": "a comparison",
    "EXTREME": "'latest', 'earliest'",
    "LPAR": "an opening parenthesis",
    "RPAR": "a closing parenthesis",
    "COMMA": "a comma",
}


def _accepted(error: UnexpectedInput) -> set[str]:
    """Return the names of the tokens that the grammar allows where an error occurred."""
    parser = getattr(error, "interactive_parser", None)
    if parser is not None:
        return set(parser.accepts())
    found = (getattr(error, name, None) for name in ("accepts", "expected", "allowed"))
    return set(next(filter(None, found), ()))


def _expected(error: UnexpectedInput, word: str = "") -> str | Suggestions:
    """Return the hint for an unexpected `word`: similar words, or else what the grammar allows."""
    names = _accepted(error)
    if "UNIT" in names and word:
        return nearest(word, UNITS)
    words = {name.lower() for name in names if name.lower() in KEYWORDS}
    close = nearest(word, [*words, "before", "from", "after", "on"])
    if word and close.near and close.near != (word,):
        return close
    expected = sorted(
        {_TOKEN_NAMES.get(name, f"'{name.lower()}'") for name in names if name != "$END"}
    )
    said = ", ".join(expected[:8])
    first, _comma, last = said.rpartition(", ")
    return f"expected {f'{first} or {last}' if first else last}" if said else ""


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
