"""Moments in prose, such as `3 days after interview`, and how the language says the same."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from interview_rules.language.phrases import (
    LENGTH,
    NAME,
    NAMES,
    UNIT,
    Rewording,
    condition_error,
    in_digits,
    joined,
    known,
    whole,
)
from interview_rules.language.syntax_errors import about

if TYPE_CHECKING:
    from collections.abc import Collection
    from typing import Literal

    from interview_rules.language.syntax_errors import ConditionSyntaxError
    from interview_rules.language.typed_text import TypedText

__all__ = ["against_now", "moment_in_words", "two_moments"]

_WORDS = {
    "more than": "after",
    "over": "after",
    "at least": "from",
    "less than": "before",
    "within": "before",
    "under": "before",
    "at most": "not after",
    "no more than": "not after",
    "not more than": "not after",
    "exactly": "on",
}
"""What `at least 3 days after a moment` and the like are in the language."""
_WORDS_BEFORE = {
    "after": ("before",),
    "from": ("not after",),
    "before": ("after", "before"),
    "not after": ("from", "before"),
    "on": ("on",),
}
"""What `at least 3 days before a moment` and the like are, by the word in `_WORDS`: the word that
compares with the moment shifted back and, if there is a second, that for the moment itself."""
_OTHER_WORDS = {"since": "from", "until": "before", "by": "not after"}
_LENGTH_FIRST = re.compile(
    rf"(?:(?P<word>before|from|after|on|since|until|by)\s+)?(?:(?P<how>{'|'.join(_WORDS)})\s+)?"
    rf"(?:it\s+(?:is|has\s+been)\s+)?(?:the\s+)?(?P<length>{LENGTH})\s+(?:ha(?:s|ve)\s+passed\s+)?"
    rf"(?P<side>after|before|since|from|of|following|prior\s+to)"
    rf"\s+(?P<name>{NAMES})"
)
_LEFT_OF_LENGTH = re.compile(
    rf"(?P<left>{NAME})\s+(?:(?P<how>{'|'.join(_WORDS)})\s+)?(?P<length>{LENGTH})\s+"
    rf"(?P<side>after|before|since|from|of|following|prior\s+to)\s+(?P<name>{NAMES})"
)
_NONE_FOR = re.compile(
    rf"no\s+(?P<left>{NAMES})\s+(?:for|in|within)\s+(?:the\s+)?(?:last\s+|past\s+)?(?P<length>{LENGTH})"
)
_FOR = re.compile(
    rf"(?P<word>from|after|since)\s+(?P<name>{NAMES})\s+for\s+"
    rf"(?:(?:only|at\s+most|up\s+to|the\s+next|the\s+first|another)\s+)?(?P<length>{LENGTH})"
)
_FOR_FIRST = re.compile(
    rf"for\s+(?:(?:only|at\s+most|up\s+to|the\s+next|the\s+first)\s+)?(?P<length>{LENGTH})\s+"
    rf"(?P<word>from|after|since)\s+(?P<name>{NAMES})"
)
_UNTIL = re.compile(
    rf"(?P<word>from|after|since)\s+(?P<name>{NAMES})\s+(?:until|till|up\s+to|to)\s+(?P<other>{NAMES})"
)
_SUBJECT = rf"(?:(?P<left>{NAME}(?:\s+{NAME}){{0,3}}?)\s+)??(?:(?:is|was|were|has\s+been|took\s+place)\s+)?"
_AGO = re.compile(rf"{_SUBJECT}(?:(?P<how>{'|'.join(_WORDS)})\s+)?(?P<length>{LENGTH})\s+ago")
_RECENTLY = re.compile(
    rf"{_SUBJECT}(?:in|within|during)\s+(?:the\s+)?(?:last|past)\s+(?P<length>{LENGTH}|{UNIT})"
)
_SO_LONG = re.compile(rf"(?:since|for)\s+(?P<length>{LENGTH})")
_DAY = re.compile(rf"{_SUBJECT}(?P<day>yesterday|today|tomorrow)")
_DAYS = {"yesterday": " + 1 day", "today": "", "tomorrow": " - 1 day"}
_NEXT_DAY = re.compile(
    rf"(?:(?P<word>on|before|after|from)\s+)?(?:the\s+)?(?:next\s+|first\s+|following\s+)?"
    rf"(?P<unit>{UNIT})(?:\s+(?P<side>after|before|following)\s+(?P<name>{NAMES}))?"
)
_DAY_OF = re.compile(rf"(?P<word>on|before|after|from)\s+(?:the\s+)?day\s+of\s+(?P<name>{NAMES})")
_BETWEEN = re.compile(
    rf"(?<![a-z0-9_])(?:(?P<left>{NAME})\s+(?:is\s+)?)?between\s+(?P<one>{NAMES})\s+and\s+(?P<other>{NAMES}?)(?=\s*(?:\)|\Z|(?:and|or)\s))"
)
_EXTREME = re.compile(
    rf"(?<![a-z0-9_])(?P<which>latest|earliest)\s+of\s+(?P<one>{NAME})\s+and\s+(?P<other>{NAME})"
)
_NOW = re.compile(
    rf"(?:(?<![a-z0-9_])(?P<left>{NAME})\s*)?(?P<word>\b(?:before|from|after|on|since)\b|>=|<=|>|<|=)\s*(?P<now>now|today)"
    rf"(?:\s*(?P<sign>[+-])\s*(?P<length>{LENGTH}|{NAME}))?"
)
_NOW_FIRST = re.compile(
    rf"(?P<now>now|today)\s*(?:is\s+)?(?P<word>before|from|after|on|since|>=|<=|>|<|=)\s*(?P<right>{NAME})"
)
_COMPARED_WITH_NOW = "'before', 'from', 'after' and 'on' compare with now, as in 'after interview'"
_OF_SIGN = {
    ">": "after",
    ">=": "from",
    "<": "before",
    "<=": "not after",
    "=": "on",
    "since": "from",
}
_AROUND = {
    "before": "after",
    "after": "before",
    "from": "not after",
    "not after": "from",
    "on": "on",
}
"""How the test of a moment against now is said as a test of now against the moment."""


def two_moments(text: TypedText) -> tuple[TypedText, list[ConditionSyntaxError]]:
    """Return a condition without any `and` that joins two moments, and an error for each `and`.

    A placeholder name replaces `between x and y`, and a comma replaces the `and` in
    `latest of x and y`. If two such phrases overlap, return the text unchanged and only one error.
    """
    errors = []
    changes = []
    for match in _BETWEEN.finditer(text.plain):
        one, other = (joined(match[each]) for each in ("one", "other"))
        left = match["left"]
        start = match.start() if left else match.start() + match[0].index("between")
        of = f"{left} " if left else ""
        hint = f"write '{of}from {one} and {of}before {other}'"
        errors.append(about(text, start, match.end(), "{} is not a condition", hint))
        changes.append((start, match.end(), "x"))
    for match in _EXTREME.finditer(text.plain):
        written = f"{match['which']} of {match['one']}, {match['other']}"
        errors.append(about(text, *match.span(), "{} is not a moment", f"write '{written}'"))
        changes.append((*match.span(), written))
    changes.sort()
    if any(one[1] > other[0] for one, other in pairwise(changes)):
        return text, errors[:1]
    return text.with_changes(changes), errors


def moment_in_words(
    text: TypedText, start: Literal["condition", "moment"], names: Collection[str]
) -> Rewording | None:
    """Return the error for a moment in words, such as `3 days after interview`, or None."""
    spoken = _day_or_silence(text, names) if start == "condition" else None
    spoken = spoken or _ago(text, start, names) or _next_day(text, start, names)
    if spoken is not None:
        return spoken
    match = whole(_LENGTH_FIRST, text) or whole(_LEFT_OF_LENGTH, text)
    name = known(match["name"], names) if match is not None else ""
    if match is None or not name:
        return None
    length = in_digits(match["length"])
    earlier = match["side"].split()[0] in {"before", "prior"}
    moment = f"{name} {'-' if earlier else '+'} {length}"
    groups = match.groupdict()
    said = groups.get("word") or ""
    word = _OTHER_WORDS.get(said, said)
    how = " ".join((match["how"] or "").split())
    if not word and how and not earlier:
        word = _WORDS[how]
    if start == "moment":
        return Rewording(condition_error(text, match, moment, "moment"))
    if not word and how:
        tests = zip(_WORDS_BEFORE[_WORDS[how]], (moment, name), strict=False)
        written = " and ".join(_test(groups.get("left"), word, at) for word, at in tests)
        return Rewording(condition_error(text, match, written))
    if "left" in groups:
        left, word = groups["left"], word or ("before" if earlier else "from")
        return Rewording(condition_error(text, match, _test(left, word, moment)))
    if word:
        return Rewording(condition_error(text, match, f"{word} {moment}"))
    hint = f"write '{moment}', as in 'from {moment}'"
    error = about(text, *match.span(), "{} is not a condition", hint)
    return Rewording(error)


def _test(left: str | None, word: str, moment: str) -> str:
    """Return the test of a moment, or of now if `left` is None, against another moment."""
    if left is None:
        return f"{word} {moment}"
    if word == "not after":
        return f"{left} is known and not {left} after {moment}"
    return f"{left} {word} {moment}"


def _day_or_silence(text: TypedText, names: Collection[str]) -> Rewording | None:
    """Return the error for `on the day of interview`, `no reply for 3 days` or the like, or None."""
    match = whole(_DAY_OF, text)
    if match is not None and (name := known(match["name"], names)):
        return Rewording(condition_error(text, match, f"{match['word']} {name}"))
    match = whole(_FOR, text) or whole(_FOR_FIRST, text) or whole(_UNTIL, text)
    if match is not None and (name := known(match["name"], names)):
        word = _OTHER_WORDS.get(match["word"], match["word"])
        other = match.groupdict().get("other")
        end = known(other, names) if other else f"{name} + {in_digits(match['length'])}"
        if end:
            return Rewording(condition_error(text, match, f"{word} {name} and before {end}"))
    match = whole(_NONE_FOR, text)
    if match is None or not (left := known(match["left"], names)):
        return None
    length = in_digits(match["length"])
    hint = (
        "say from when on the time counts, as in"
        f" 'no {left} since interview and from interview + {length}'"
    )
    return Rewording(about(text, *match.span(), "{} is not a condition", hint))


_SINCE_THEN = {
    "": "from {0} + {1}",
    "from": "from {0} + {1}",
    "after": "after {0} + {1}",
    "before": "from {0} and before {0} + {1}",
    "not after": "from {0} and not after {0} + {1}",
    "on": "on {0} + {1}",
}
"""The tests for a moment `at least 3 days ago` and the like, by the word in `_WORDS`."""


def _ago(
    text: TypedText, start: Literal["condition", "moment"], names: Collection[str]
) -> Rewording | None:
    """Return the error for `interview was 3 days ago` or `interview was yesterday`, or None."""
    word = ""
    if (match := whole(_AGO, text)) is not None:
        word = _WORDS.get(" ".join((match["how"] or "").split()), "")
        length = in_digits(match["length"])
    elif (match := whole(_RECENTLY, text)) is not None:
        given = match["length"]
        word, length = (
            "not after",
            in_digits(given if re.fullmatch(LENGTH, given) else f"1 {given}"),
        )
    elif (match := whole(_SO_LONG, text)) is not None:
        length = in_digits(match["length"])
    elif (match := whole(_DAY, text)) is None or match["day"] == text.plain.strip():
        return None
    left = match.groupdict().get("left")
    name = known(left, names) if left else ""
    if left and not name:
        return None
    if start == "moment":
        return Rewording(about(text, *match.span(), "{} is not a moment", _A_MOMENT))
    example = name or "interview"
    if "day" in match.groupdict():
        written = f"on {example}{_DAYS[match['day']]}"
    else:
        written = _SINCE_THEN[word].format(example, length)
    hint = f"write '{written}'" if name else f"name what it counts from, as in '{written}'"
    return Rewording(about(text, *match.span(), "{} is not a condition", hint))


_A_MOMENT = "a moment counts from a fact, as in 'interview + 3 days'"


def _next_day(
    text: TypedText, start: Literal["condition", "moment"], names: Collection[str]
) -> Rewording | None:
    """Return the error for a moment such as `the working day after interview`, or None."""
    match = whole(_NEXT_DAY, text)
    if match is None or (match["name"] is None and "next" not in match[0].split()):
        return None
    name = known(match["name"] or "interview", names)
    if not name:
        return None
    sign = "-" if match["side"] == "before" else "+"
    length = in_digits(f"1 {match['unit']}")
    moment = f"{name} {sign} {length}"
    if match["name"] is None:
        hint = f"name what it counts from, as in '{moment}'"
        return Rewording(about(text, *match.span(), f"{{}} is not a {start}", hint))
    if start == "moment":
        return Rewording(condition_error(text, match, moment, "moment"))
    return Rewording(condition_error(text, match, f"{match['word'] or 'on'} {moment}"))


def against_now(plain: str, at: int) -> str:
    """Return what to write instead of the word `now` or `today` at an offset of a condition."""
    for match in _NOW.finditer(plain):
        if match.start("now") == at:
            return _around(match)
    for match in _NOW_FIRST.finditer(plain):
        if match.start("now") == at:
            word = _OF_SIGN.get(match["word"], match["word"])
            return f"write '{word} {match['right']}'"
    return _COMPARED_WITH_NOW


def _around(match: re.Match[str]) -> str:
    left, word = match["left"], _OF_SIGN.get(match["word"], match["word"])
    if left is None:
        if match["length"] is None:
            return _COMPARED_WITH_NOW
        other = "+" if match["sign"] == "-" else "-"
        return f"write, for example, 'from interview {other} {match['length']}'"
    moment = left
    if match["length"] is not None:
        moment += f" {'+' if match['sign'] == '-' else '-'} {match['length']}"
    return f"write '{_AROUND[word]} {moment}'"
