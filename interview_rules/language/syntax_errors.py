"""Syntax errors of conditions and moments: what is unexpected, where, and what to write instead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lark.exceptions import UnexpectedEOF, UnexpectedInput, UnexpectedToken

from interview_rules.errors import Suggestions, nearest
from interview_rules.language.grammar import KEYWORDS, UNITS, Token, lark

if TYPE_CHECKING:
    from interview_rules.language.typed_text import TypedText

__all__ = ["OTHER_UNITS", "QUOTES", "ConditionSyntaxError", "a_date", "about", "unexpected"]


@dataclass(slots=True)
class ConditionSyntaxError(Exception):
    """A syntax error in a condition or a moment: the message, the offset in the text, and a hint.

    A hint of type Suggestions holds replacements for the word at the offset. `length` is the number
    of characters that the message is about, if known. `code` is that of the problem to report.
    """

    message: str
    offset: int
    hint: str | Suggestions = ""
    length: int = 0
    code: str = "syntax"
    vague: bool = False
    """True if the hint only lists what the grammar allows here."""
    final: bool = False
    """True if the rest of the text cannot be read, for example because it is too long."""


def about(
    text: TypedText,
    start: int,
    end: int,
    message: str,
    hint: str | Suggestions = "",
    *,
    vague: bool = False,
) -> ConditionSyntaxError:
    """Return the error about a part of a text, which is quoted as typed for `{}` in `message`."""
    at, past = text.places[start], text.places[end]
    said = message.replace("{}", text.quote(start, end))
    return ConditionSyntaxError(said, at, hint, past - at, vague=vague)


def unexpected(text: TypedText, start: str, error: UnexpectedInput) -> ConditionSyntaxError:
    """Return the syntax error for what the parser did not expect in a text.

    `start` is the kind of text, `condition` or `moment`.
    """
    plain = text.plain
    offset = error.pos_in_stream if error.pos_in_stream is not None else len(plain)
    token = error.token if isinstance(error, UnexpectedToken) else None
    if isinstance(error, UnexpectedEOF) or (token is not None and token.type == "$END"):
        message = f"unexpected end of the {start}"
        end = text.places[len(plain.rstrip())]
        return ConditionSyntaxError(message, end, _expected(error), vague=True)
    found = (
        _invalid_number(text, start, offset)
        or _operator(text, offset)
        or _unknown_unit(text, offset, error)
        or _misplaced_number(text, offset, error)
        or _invalid_name(text, offset)
    )
    if found is not None:
        return found
    if token is None or token.type == "PLACE":
        return _invalid_word(text, offset, error)
    return _unexpected_token(text, start, token, error)


def _operator(text: TypedText, offset: int) -> ConditionSyntaxError | None:
    """Return the error for an operator with a space in it, or of a programming language, or None."""
    for match in _SPACED_OPERATOR.finditer(text.plain):
        sign = "".join(match[0].split())
        if match.start() <= offset < match.end():
            hint = f"write {_PROGRAM_OPERATORS.get(sign, repr(sign))}, without a space in it"
            return about(text, *match.span(), "unexpected {}", hint)
    for at, length in ((offset - 1, 2), (offset, 2), (offset, 1)):
        sign = text.plain[max(at, 0) : at + length]
        if len(sign) == length and sign in _PROGRAM_OPERATORS:
            hint = f"write {_PROGRAM_OPERATORS[sign]}"
            return about(text, at, at + length, "unexpected {}", hint)
    return None


def _invalid_word(text: TypedText, offset: int, error: UnexpectedInput) -> ConditionSyntaxError:
    """Return the error for characters at an offset that are not part of the language."""
    plain = text.plain
    word = _word_at(plain, offset)
    end = offset + len(word)
    if not word:
        hint = "type an ordinary space"
        return about(text, offset, offset + 1, "unexpected unusual space", hint)
    if word[0].isalpha() and word.lower() != word:
        hint = "write names and keywords in lowercase"
        return about(text, offset, end, "{} has capital letters", hint)
    if plain[offset] in QUOTES:
        hint = "write names and values without quotation marks"
        return about(text, offset, offset + 1, "unexpected quotation mark", hint)
    keyword = _keyword_before(error)
    if keyword is not None:
        return _misplaced_keyword(text, keyword)
    if plain[offset] in ",;":
        return about(text, offset, offset + 1, "unexpected {}", _JOIN)
    return about(text, offset, end, "unexpected {}", _expected(error), vague=True)


def _word_at(plain: str, offset: int) -> str:
    """Return the characters from an offset to the next space of any kind."""
    return re.compile(r"\S*").match(plain, offset)[0]  # type: ignore[index]  # it matches anything


def _invalid_name(text: TypedText, offset: int) -> ConditionSyntaxError | None:
    """Return the error for a name with hyphens, or one that is too long, at an offset, or None."""
    word = _word_at(text.plain, offset)
    end = offset + len(word)
    if "-" in word.strip("-") and word.replace("-", "").replace("_", "").isalnum():
        hint = f"use underscores: {word.replace('-', '_')}; to subtract, put spaces around '-'"
        return about(text, offset, end, "{} is not a valid name", hint)
    if len(word) > _LONGEST_NAME and re.fullmatch("[a-z0-9_]+", word):
        hint = f"use at most {_LONGEST_NAME} characters"
        return about(text, offset, end, "the name {} is too long", hint)
    return None


def _unexpected_token(
    text: TypedText, start: str, token: Token, error: UnexpectedInput
) -> ConditionSyntaxError:
    """Return the error for a word or a sign of the language that cannot stand where it does."""
    plain, offset = text.plain, token.start_pos or 0
    end = offset + len(token)
    keyword = _keyword_before(error)
    if keyword is not None:
        return _misplaced_keyword(text, keyword)
    if token.type == "RPAR" and plain[:offset].count("(") <= plain[:offset].count(")"):
        return about(text, offset, end, "unexpected {}", "remove it; no '(' is open here")
    if token.type == "COMMA" and start == "condition":
        return about(text, offset, end, "unexpected {}", _JOIN)
    before = plain[:offset].split()
    if before and token.type == "NAME":
        # Two names in a row: the first is often a misspelled keyword.
        meant = nearest(before[-1], KEYWORDS)
        place = plain[:offset].rindex(before[-1])
        if before[-1] not in KEYWORDS and _helps(plain, start, place, meant, offset):
            return about(text, place, place + len(before[-1]), "unexpected {}", meant)
    hint = _expected(error, str(token))
    vague = not isinstance(hint, Suggestions)
    return about(text, offset, end, "unexpected {}", hint, vague=vague)


def _misplaced_keyword(text: TypedText, keyword: Token) -> ConditionSyntaxError:
    at = keyword.start_pos or 0
    if keyword in {"and", "or"} and not text.plain[:at].strip():
        hint = _IN_A_LIST[str(keyword)]
        return about(text, at, at + len(keyword), "unexpected {} at the start", hint)
    kind = "a name" if keyword.type == "NAME" else "a value"
    return about(text, at, at + len(keyword), "unexpected {}", f"expected {kind}", vague=True)


def _invalid_number(text: TypedText, start: str, offset: int) -> ConditionSyntaxError | None:
    """Return the error for a date or an invalid number at an offset; None if there is neither."""
    for match in _NUMBERS.finditer(text.plain):
        if not match.start() <= offset < match.end():
            continue
        if match["date"]:
            return a_date(text, start, *match.span())
        if match["negative"]:
            message, hint = "the number {} is negative", "use a whole number of at least 0"
        elif match["thousands"]:
            message, hint = "unexpected ',' in {}", f"write {match[0].replace(',', '')}"
        elif match["decimal"]:
            message = "{} is not a whole number"
            hint = "use a whole number; for a length of time, use a smaller unit"
        else:
            message, hint = "the number {} is too long", "use at most seven digits"
        return about(text, *match.span(), message, hint)
    return None


def a_date(text: TypedText, start: str, first: int, last: int) -> ConditionSyntaxError:
    """Return the error for a date in the part of a text from `first` to `last`."""
    hint = "compare with a fact, such as 'before decision_date'"
    if start == "moment":
        hint = "name a fact, such as decision_date"
    return about(text, first, last, f"the date {{}} is not allowed in a {start}", hint)


def _unknown_unit(
    text: TypedText, offset: int, error: UnexpectedInput
) -> ConditionSyntaxError | None:
    """Return the error for an unknown unit: a word after a number, where only a unit is allowed.

    Return None for any other error.
    """
    before, words = text.plain[:offset].split(), text.plain[offset:].split()
    if "UNIT" not in _accepted(error) or not before or not before[-1].isdigit() or not words:
        return None
    if not words[0][0].isalpha():
        return None
    several = [each for each in OTHER_UNITS if words[: each.count(" ") + 1] == each.split()]
    if several:
        end = offset + re.match(several[-1].replace(" ", r"\s+"), text.plain[offset:]).end()  # type: ignore[union-attr]  # the words are there
        meant = Suggestions(several[-1], near=(OTHER_UNITS[several[-1]],))
        return about(text, offset, end, "unknown unit {}", meant)
    of_two_words = nearest(words[0], ("business", "working")).near and words[1:]
    found = " ".join(words[:2]) if of_two_words else words[0]
    one = before[-1].lstrip("0") == "1"
    meant = nearest(found, [unit for unit in UNITS if unit.endswith("s") is not one])
    end = offset + len(words[0])
    if of_two_words:
        end = text.plain.index(words[1], end) + len(words[1])
    return about(text, offset, end, "unknown unit {}", meant)


def _misplaced_number(
    text: TypedText, offset: int, error: UnexpectedInput
) -> ConditionSyntaxError | None:
    """Return the error for a number that touches its unit, begins a moment, or follows `is`.

    Return None for any other error.
    """
    match = re.compile(r"([0-9]{1,7})( *)([a-z]*)").match(text.plain, offset)
    if match is None:
        return None
    number, space, unit = match.groups()
    if unit in UNITS and not space:
        hint = f"put a space before the unit: {number} {unit}"
        return about(text, *match.span(), "unexpected {}", hint)
    if unit in UNITS and "NAME" in _accepted(error):
        hint = f"begin with a moment, such as 'interview + {number} {unit}'"
        return about(text, *match.span(), "unexpected {}", hint)
    if not unit and text.plain[:offset].split()[-1:] == ["is"]:
        hint = "write '=' instead of 'is' to compare a count with a number"
        return about(text, *match.span(1), "unexpected {}", hint)
    return None


def _keyword_before(error: UnexpectedInput) -> Token | None:
    """Return the keyword before an error if it stands where a name or a value should; else None."""
    before = error.interactive_parser.parser_state.value_stack[-1:]
    for token in before:
        if isinstance(token, Token) and token.type in {"NAME", "VALUE"} and token in KEYWORDS:
            return token
    return None


def _helps(text: str, start: str, at: int, meant: Suggestions, offset: int) -> bool:
    """Return True if a suggested word at an index makes the text valid beyond an offset."""
    for word in meant.near:
        corrected = text[:at] + word + text[at + len(meant.word) :]
        try:
            lark().parse(corrected, start=start)
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
QUOTES = "\"'`´‘’‚“”„«»‹›"  # noqa: RUF001  # typographic quotation marks
OTHER_UNITS = {
    f"{word}{gap}day{s}": f"business day{s}"
    for word, gap in (
        ("working", " "), ("working", "-"), ("work", " "), ("work", ""), ("week", ""),
        ("banking", " "), ("bank", " "), ("office", " "), ("business", "-"),
    )
    for s in ("", "s")
}  # fmt: skip
"""What people call business days, and the unit that they mean."""
_LONGEST_NAME = 80
_IN_A_LIST = {
    "and": "remove it; the entries of a list are already joined with 'and'",
    "or": "remove it, or write both tests in one entry, joined with 'or'",
}
_JOIN = "join two tests with 'and' or 'or'"
_SPACED_OPERATOR = re.compile(r"[<>]\s+=|=\s+[<>]")
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
    return set(error.interactive_parser.accepts())  # type: ignore[no-untyped-call]  # of lark


def _expected(error: UnexpectedInput, word: str = "") -> str | Suggestions:
    """Return the hint for an unexpected `word`: similar words, or else what the grammar allows."""
    names = _accepted(error)
    if "UNIT" in names and word:
        return nearest(word, UNITS)
    words = {name.lower() for name in names if name.lower() in KEYWORDS}
    if "WORD" in names:
        words |= {"before", "from", "after", "on"}
    close = nearest(word, words)
    if word and close.near and close.near != (word,):
        return close
    expected = sorted(
        {_TOKEN_NAMES.get(name, f"'{name.lower()}'") for name in names if name != "$END"}
    )
    said = ", ".join(expected)
    first, _comma, last = said.rpartition(", ")
    return f"expected {f'{first} or {last}' if first else last}" if said else ""
