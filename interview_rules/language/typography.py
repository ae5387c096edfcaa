"""What the grammar of conditions and moments does not allow, with what to type instead.

Covers typographic signs, look-alike letters, capitals, quotation marks, dates, days of the week
and numbers in words.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from interview_rules.errors import printable
from interview_rules.language.grammar import KEYWORDS, UNITS
from interview_rules.language.syntax_errors import OTHER_UNITS, QUOTES, a_date, about
from interview_rules.language.typed_text import TypedText

if TYPE_CHECKING:
    from collections.abc import Collection

    from interview_rules.language.syntax_errors import ConditionSyntaxError

__all__ = ["NUMBER_WORDS", "Retyped", "retyped"]


class Retyped(NamedTuple):
    """A text in plain characters, the errors about the others, and the offsets of guessed words."""

    text: TypedText
    errors: list[ConditionSyntaxError]
    guessed: list[int]


NUMBER_WORDS = {
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
    "eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12",
}  # fmt: skip

_LATIN = dict(
    zip(
        "авгеѕіјкмнорстухуԁһԛԝьαεικνορτυχωη",  # Cyrillic and Greek letters that look like Latin ones
        "abresijkmhopctyxydhqwbaeikvoptuxwn",
        strict=True,
    )
)
"""The Latin letters that letters of other alphabets look like, by those letters."""
_SIGNS = {
    "≥": ">=",
    "⩾": ">=",
    "≧": ">=",
    "≤": "<=",
    "⩽": "<=",
    "≦": "<=",
    "＞": ">",  # noqa: RUF001  # fullwidth
    "＜": "<",  # noqa: RUF001  # fullwidth
    "＝": "=",  # noqa: RUF001  # fullwidth
    "≠": "!=",
    "（": "(",  # noqa: RUF001  # fullwidth
    "）": ")",  # noqa: RUF001  # fullwidth
    "，": ",",  # noqa: RUF001  # fullwidth
}
_DASHES = "−–—‐‑‒―﹣－"  # noqa: RUF001  # minus signs, dashes and hyphens
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\.?"
)
_SPACES = r"\ \t\r\n"  # in a verbose pattern
"""The only spaces that the grammar knows."""
_UNIT = "|".join(sorted([*UNITS, *OTHER_UNITS], key=len, reverse=True))
_PARTS = re.compile(
    rf"""
    (?P<date>(?<!\w)[0-9]{{1,4}}(?P<dot>[-./{_DASHES}])[0-9]{{1,2}}(?P=dot)[0-9]{{1,4}}(?!\w)
        |(?<!\w)[0-9]{{1,2}}(?:st|nd|rd|th|\.)?\s+(?:of\s+)?{_MONTH}(?!\w)(?:,?\s+[0-9]{{4}})?
        |(?<!\w){_MONTH}\s+[0-9]{{1,2}}(?:st|nd|rd|th)?(?!\w)(?:,?\s+[0-9]{{4}})?)
    |(?P<spelled>(?<!\w)(?:{"|".join(NUMBER_WORDS)}|an?)(?=\s+(?:{_UNIT})(?!\w)))
    |(?P<summed>(?<!\w)(?:plus|minus)(?=\s+(?:[0-9]|{"|".join(NUMBER_WORDS)})))
    |(?P<word>[^\W\d]\w*)
    |(?P<quoted>[{QUOTES}](?-i:[a-z0-9_ -]{{1,80}})[{QUOTES}])
    |(?P<space>[^\S{_SPACES}]+)
    |(?P<unseen>[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+)
    |(?P<dash>[{_DASHES}])
    |(?P<sign>[{"".join(_SIGNS)}])
    """,
    re.VERBOSE | re.IGNORECASE,
)
WEEKDAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
NO_WEEKDAYS = {
    "condition": "conditions cannot test the day of the week; write, for example, "
    "'from decision_date'",
    "moment": "a moment cannot be a day of the week; write, for example, decision_date",
}
_IS_PLACE = re.compile(
    rf"(?:country|subdivision|timezone)(?:\s+is(?:\s+not)?\s+[{QUOTES}]?|\s*(?:=|==|!=|<>)\s*)\Z"
)
"""What comes before the code of a place, which has capital letters."""
_PLACEHOLDER = "x"
"""Stands for a word that cannot be read, so that the text around it can be parsed."""


def retyped(typed: str, start: str, names: Collection[str]) -> Retyped:
    """Return a text in the characters of the grammar, and an error for each part replaced.

    `start` is the kind of text, `condition` or `moment`, and `names` the names that it can use.
    Dates, words in other alphabets and words with capital letters are guessed: what the plain text
    has in their place need not be what the author means.
    """
    text = TypedText.of(typed)
    errors: list[ConditionSyntaxError] = []
    guessed: list[int] = []
    changes: list[tuple[int, int, str]] = []
    for match in _PARTS.finditer(typed):
        kind, part, (first, last) = match.lastgroup, match[0], match.span()
        if kind == "date" or match["date"]:
            errors.append(a_date(text, start, first, last))
            changes.append((first, last, _PLACEHOLDER))
            guessed.append(first)
            continue
        if kind == "word" or (kind in {"spelled", "summed"} and part in names):
            if (part.isascii() and part == part.lower()) or _IS_PLACE.search(typed, 0, first):
                continue
            error, new = _word(text, start, part, first, names)
            guessed.append(first)
        elif kind == "quoted":
            error, new = _quoted(text, first, last)
            if not new.strip():
                continue
            changes += [(first, first + 1, " "), (last - 1, last, " ")]
            errors.append(error)
            continue
        else:
            error, new = _sign(text, kind or "", first, last)
        errors.append(error)
        changes.append((first, last, new))
    return Retyped(text.with_changes(changes), errors, guessed)


def _quoted(text: TypedText, first: int, last: int) -> tuple[ConditionSyntaxError, str]:
    inside = text.plain[first + 1 : last - 1].strip()
    hint = f"write {printable(inside)}"
    message = f"{printable(text.plain[first:last])} has quotation marks"
    return about(text, first, last, message, hint), inside


def _sign(text: TypedText, kind: str, first: int, last: int) -> tuple[ConditionSyntaxError, str]:
    """Return the error for a sign, a space or a number in words, and its replacement."""
    part = text.plain[first:last]
    match kind:
        case "space":
            name = (
                unicodedata.name(part[0], "unusual space")
                .lower()
                .replace("no-break", "non-breaking")
            )
            found = ("unexpected " + name, "type an ordinary space", " ")
        case "unseen":
            found = (
                "unexpected invisible character",
                "delete it, or type the word before it again",
                "",
            )
        case "dash":
            found = ("unexpected {}", "write '-', the hyphen of the keyboard", "-")
        case "spelled":
            number = NUMBER_WORDS.get(part.lower(), "1")
            found = ("unexpected {}", f"write the number in digits: {number}", number)
        case _:
            new = _SIGNS.get(part) or ("+" if part.lower() == "plus" else "-")
            found = ("unexpected {}", f"write '{new}'", new)
    message, hint, new = found
    return about(text, first, last, message, hint), new


def _word(
    text: TypedText, start: str, word: str, first: int, names: Collection[str]
) -> tuple[ConditionSyntaxError, str]:
    """Return the error for a word with letters that the grammar lacks, and a guess at the word."""
    last = first + len(word)
    latin = "".join(map(_latin, word.lower()))
    if word.lower() in WEEKDAYS and word.lower() not in names:
        return about(text, first, last, "unexpected day of the week {}", NO_WEEKDAYS[start]), latin
    if word.isascii():
        hint = f"write names and keywords in lowercase: {printable(latin)}"
        return about(text, first, last, "{} has capital letters", hint), latin
    alike = latin in names or latin in KEYWORDS or any(each.isascii() for each in word)
    if not latin.isascii() or not alike:
        hint = "write names with the letters a to z, digits and underscores"
        return about(text, first, last, "{} is not a valid name", hint), _PLACEHOLDER
    letter = next(each for each in word if not each.isascii())
    script = unicodedata.name(letter, "unusual").split()[0].capitalize()
    kind = f"a {script} letter" if script in {"Cyrillic", "Greek"} else "an unusual letter"
    message = f"the '{printable(letter)}' in {{}} is {kind}"
    hint = f"type the word again in Latin letters: {printable(latin)}"
    return about(text, first, last, message, hint), latin


def _latin(letter: str) -> str:
    """Return the Latin spelling of a letter that looks like Latin, or else the letter itself."""
    plain = _LATIN.get(letter) or unicodedata.normalize("NFKC", letter).lower()
    return plain if plain.isascii() and (plain.isalnum() or plain == "_") else letter
