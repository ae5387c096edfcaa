"""Tests written as prose, such as `at least 2 rounds`, and how the language says the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from interview_rules.errors import Suggestions, printable
from interview_rules.facts.vocabulary import FACTS
from interview_rules.language.grammar import KEYWORDS, UNITS, Token
from interview_rules.language.moment_phrases import against_now, moment_in_words
from interview_rules.language.parser import parse_typed
from interview_rules.language.phrases import (
    FILLERS,
    LENGTH,
    NAME,
    NAMES,
    NEVER_NAMES,
    NUMBER,
    Rewording,
    condition_error,
    known,
    whole,
)
from interview_rules.language.place_phrases import place_in_words
from interview_rules.language.syntax_errors import ConditionSyntaxError, about
from interview_rules.language.typed_text import TypedText
from interview_rules.language.typography import NUMBER_WORDS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from typing import Literal

__all__ = ["reworded"]


_SENTENCE = re.compile(rf"{NAME}(?:\s+{NAME}){{2,}}")
_MOST_WORDS = 12
"""Maximum number of words of a test in which a sound part is looked for."""

_SIGNS = {
    "at least": ">=",
    "at most": "<=",
    "no more than": "<=",
    "not more than": "<=",
    "more than": ">",
    "greater than": ">",
    "over": ">",
    "less than": "<",
    "fewer than": "<",
    "under": "<",
    "exactly": "=",
    "only": "=",
    "": "=",
}
_OPPOSITE = {">=": "<", "<=": ">", ">": "<=", "<": ">=", "=": ""}
_HOW = "|".join(how for how in _SIGNS if how)
_AMOUNT_FIRST = re.compile(
    rf"(?P<not>not\s+)?(?P<how>{_HOW}|)\s*(?<![a-z0-9_])(?P<number>{NUMBER})\s+(?P<name>{NAMES})"
)
_NAME_FIRST = re.compile(
    rf"(?P<name>{NAMES})\s+is\s+(?P<not>not\s+)?(?P<how>{_HOW})\s+(?P<number>{NUMBER})"
)
_VALUE = r"(?P<value>[a-z0-9][a-z0-9_-]*)"
_AT_LEAST = re.compile(
    rf"(?P<first>not\s+)?(?:(?P<name>{NAMES})\s+(?:is\s+)?)?(?P<not>not\s+)?"
    rf"(?P<how>at\s+(?:least|most))\s+(?:the\s+|an?\s+)?{_VALUE}"
)
_WITHOUT_IS = re.compile(rf"(?P<first>not\s+)?(?P<name>{NAMES}?)\s+(?P<not>not\s+)?{_VALUE}")
_NONE_FROM = re.compile(
    rf"no\s+(?P<left>{NAMES})\s+(?:from|after)\s+(?P<name>{NAMES})\s+(?:on|onwards?)"
)
_NOT_EQUAL = re.compile(
    rf"(?P<not>not\s+)?(?P<name>{NAMES})\s*(?P<sign>!\s*=|<\s*>|=\s*=)\s*{_VALUE}"
)
_FROM_ON = re.compile(r"[(\s]*(?:from|after|since)\s+[^()]*?\s(?P<on>on|onwards?)[)\s]*")
_IS = re.compile(
    r"(?<![a-z0-9_])(?:(?P<was>was|are|were)|is(?=\s+(?:before|from|after|on|since)\s))(?![a-z0-9_])"
)
_PASSED = re.compile(
    rf"[(\s]*(?P<test>(?P<name>{NAMES})\s+(?:(?P<past>has\s+(?:passed|happened|taken\s+place|been)|took\s+place|happened|is\s+in\s+the\s+past)"
    r"|is\s+(?:in\s+the\s+future|still\s+ahead|(?:still\s+)?to\s+come)))[)\s]*"
)
_IS_TODAY = re.compile(
    rf"[(\s]*(?:the\s+)?(?P<test>{NAME}\s+(?P<verb>is|was)\s+(?:before|from|after|on|since)\s+(?P<now>now|today)"
    rf"(?:\s*[+-]\s*(?:{LENGTH}|{NAME}))?)[)\s]*"
)
_IS_NOT = re.compile(
    rf"(?P<name>{NAMES})\s+is\s+not\s+(?P<test>(?:before|from|after|on)\s+[a-z0-9_ +,-]+)"
)
_OF_TYPE = {
    "moment": "'{0} is known', 'no {0}' or 'after {0}'",
    "choice": "'{0} is {1}', or name another of its values",
    "count": "'{0} >= 1' or 'no {0}'",
}
"""How a fact of each type is tested."""
_TIME_WORD = re.compile(r"\s+(?:before|from|after|on|since)\s")


def reworded(
    text: TypedText,
    start: Literal["condition", "moment"],
    names: Collection[str],
    error: ConditionSyntaxError,
) -> Rewording:
    """Return the error of a test that cannot be parsed, in words that say what to write.

    `error` is what the grammar makes of the text; it is used if no phrase matches the test.
    """
    found = (
        (_amount(text, names) if start == "condition" else None)
        or moment_in_words(text, start, names)
        or (place_in_words(text) if start == "condition" else None)
        or (_choice(text, names) or _sign(text, names) if start == "condition" else None)
        or _passed(text, start, names)
        or _is_against(text, start, names)
        or _needless(text, start, names)
    )
    meant = error.hint.word if isinstance(error.hint, Suggestions) else ""
    if found is None and (error.vague or meant in names):
        found = _bare_moment(text, start, names) or (
            _with_sound_part(text, start, names) if error.length else None
        )
        found = found or _only_words(text, start)
    if found is not None:
        return found
    return Rewording(error)


def _amount(text: TypedText, names: Collection[str]) -> Rewording | None:
    """Return the error for a count in words, such as `at least 2 rounds`, or None."""
    match = whole(_AMOUNT_FIRST, text) or whole(_NAME_FIRST, text)
    if match is None:
        return None
    name = known(match["name"], names)
    if not name or name in UNITS or match["name"].split()[0] in UNITS:
        return None
    sign = _SIGNS[" ".join(match["how"].split())]
    number = NUMBER_WORDS.get(match["number"], match["number"])
    written = f"{name} {sign} {number}"
    if match["not"]:
        opposite = _OPPOSITE[sign]
        written = f"{name} {opposite} {number}" if opposite else f"not {written}"
    return Rewording(condition_error(text, match, written))


def _choice(text: TypedText, names: Collection[str]) -> Rewording | None:
    """Return the error for a choice or a count that is tested without `is` or a name, or None."""
    match = whole(_AT_LEAST, text)
    if match is not None:
        value, how = match["value"], " ".join(match["how"].split())
        name = known(match["name"], names) if match["name"] else ""
        if match["name"] and not name:
            return None
        negated = bool(match["first"]) is not bool(match["not"])
        test = f"{'not ' * negated}{{}} is {how} {value}"
        if value.isdigit():
            sign = _SIGNS[how]
            test = f"{{}} {_OPPOSITE[sign] if negated else sign} {value}"
        tested = name or next((each for each, fact in FACTS.items() if value in fact.choices), None)
        hint = f"write '{test.format(tested)}'"
        if tested is None:
            example = test.format("rounds") if value.isdigit() else f"offer is {how} firm"
            hint = f"begin with the name of a fact, as in '{example}'"
        return Rewording(about(text, *match.span(), "{} is not a condition", hint))
    match = whole(_NONE_FROM, text)
    if match is not None:
        left, name = known(match["left"], names), known(match["name"], names)
        if left and name:
            return Rewording(condition_error(text, match, f"no {left} since {name}"))
    match = whole(_WITHOUT_IS, text)
    if match is None:
        return None
    name = known(match["name"], names)
    if name not in names:
        return None
    fact = FACTS.get(name)
    of_choice = fact is not None and match["value"] in fact.choices
    if match["value"] != "known" and not of_choice and not (match["not"] and fact is None):
        return None
    negated = bool(match["first"]) is not bool(match["not"])
    return Rewording(condition_error(text, match, f"{name} is {'not ' * negated}{match['value']}"))


def _sign(text: TypedText, names: Collection[str]) -> Rewording | None:
    """Return the error for a comparison that the language writes in another way, or None."""
    match = whole(_NOT_EQUAL, text)
    if match is None:
        return None
    name, value = known(match["name"], names), match["value"]
    if not name:
        return None
    differs = (match["sign"][0] != "=") is not bool(match["not"])
    if value.isdigit():
        written = f"{'not ' * differs}{name} = {value}"
    elif value in names:
        written = f"{'not ' * differs}{name} on {value}"
    else:
        written = f"{name} is {'not ' * differs}{value}"
    error = about(text, *match.span("sign"), "unexpected {}", f"write '{written}'")
    return Rewording(error)


def _passed(
    text: TypedText, start: Literal["condition", "moment"], names: Collection[str]
) -> Rewording | None:
    """Return the error for a moment that `has passed` or `is in the future`, or None."""
    match = whole(_PASSED, text)
    if match is None or start == "moment":
        return None
    name = known(match["name"], names)
    fact = FACTS.get(name)
    if name not in names or (fact is not None and fact.type != "moment"):
        return None
    hint = f"write '{'after' if match['past'] else 'before'} {name}'"
    return Rewording(about(text, *match.span("test"), "{} is not a condition", hint))


def _is_against(
    text: TypedText, start: Literal["condition", "moment"], names: Collection[str]
) -> Rewording | None:
    """Return the error for `reply is not after interview` or `reply is before today`, or None."""
    match = whole(_IS_TODAY, text)
    if match is not None and start == "condition":
        start_of, end_of = match.span("verb")
        without = text.plain[:start_of] + text.plain[end_of:]
        hint = against_now(without, match.start("now") - (end_of - start_of))
        return Rewording(about(text, *match.span("test"), "{} is not a condition", hint))
    match = whole(_IS_NOT, text)
    name = known(match["name"], names) if match is not None else ""
    if match is None or not name:
        return None
    written = f"not {name} {' '.join(match['test'].split())}"
    if not _is_sound(TypedText.of(written), start, names):
        return None
    return Rewording(condition_error(text, match, written))


def _needless(
    text: TypedText, start: Literal["condition", "moment"], names: Collection[str]
) -> Rewording | None:
    """Return the error for words that a condition does not need, or for a name in several words.

    Return None if the test cannot be parsed without them.
    """
    words = [*re.finditer(r"[^\s()]+", text.plain)]
    split = [*_split_names(words, names)]
    fillers = [word for word in words if word[0] in FILLERS and word[0] not in names]
    needless = [
        *((*word.span(), "") for word in fillers),
        *(
            (
                *verb.span(),
                "is" if verb["was"] and not _TIME_WORD.match(text.plain, verb.end()) else "",
            )
            for verb in _IS.finditer(text.plain)
            if verb[0] not in names
        ),
    ]
    onwards = whole(_FROM_ON, text)
    if onwards is not None:
        needless.append((*onwards.span("on"), ""))
    # A word that belongs to a name is needed.
    spans = sorted(
        span
        for span in needless
        if not any(first <= span[0] < last for first, last, _name in split)
    )
    changes = sorted([*spans, *split])
    if not changes:
        return None
    corrected = text.with_changes(changes)
    if not _is_sound(corrected, start, names):
        return None
    lone = corrected.plain.strip()
    fact = FACTS.get(lone) if start == "condition" and not split else None
    if fact is not None and fact.type in _OF_TYPE:
        hint = f"write {_OF_TYPE[fact.type].format(lone, (fact.choices or ('',))[-1])}"
        whole_text = about(text, words[0].start(), words[-1].end(), "{} is not a condition", hint)
        return Rewording(whole_text)
    if split:
        first, last, name = split[0]
        words_of_name = Suggestions(text.plain[first:last], near=(name,))
        error = about(text, first, last, "unknown name {}", words_of_name)
        error.code = "unknown-name"
    else:
        hint = f"write '{_tidy(corrected)}'"
        error = about(text, *spans[0][:2], "unexpected {}", hint)
    return Rewording(error, corrected)


def _is_sound(
    text: TypedText, start: Literal["condition", "moment"], names: Collection[str]
) -> bool:
    """Return True if a text can be parsed and uses no keyword or word of prose as a name."""
    try:
        tree = parse_typed(text, start)
    except ConditionSyntaxError:
        return False
    used = tree.scan_values(
        lambda token: isinstance(token, Token) and token.type in {"NAME", "VALUE"}
    )
    return not any(name in KEYWORDS or (name in NEVER_NAMES and name not in names) for name in used)


def _bare_moment(
    text: TypedText, start: Literal["condition", "moment"], names: Collection[str]
) -> Rewording | None:
    """Return the error for a bare moment where a condition is expected, or None."""
    if start == "moment" or not _is_sound(text, "moment", names):
        return None
    first = len(text.plain) - len(text.plain.lstrip())
    moment = _tidy(text)
    hint = f"write, for example, 'from {moment}'"
    error = about(text, first, len(text.plain.rstrip()), "{} is a moment, not a condition", hint)
    return Rewording(error)


def _only_words(text: TypedText, start: Literal["condition", "moment"]) -> Rewording | None:
    """Return the error for a test that consists of words that say nothing together, or None."""
    match = whole(_SENTENCE, text)
    if match is None or all(word in KEYWORDS for word in match[0].split()[:-1]):
        return None
    hint = (
        "a condition is, for example, 'reply is known', 'no reply since interview' or 'rounds >= 2'"
    )
    if start == "moment":
        hint = "a moment is, for example, 'interview' or 'interview + 3 days'"
    return Rewording(about(text, *match.span(), f"{{}} is not a {start}", hint))


def _split_names(
    words: list[re.Match[str]], names: Collection[str]
) -> Iterator[tuple[int, int, str]]:
    """Yield the names that are written as several words: start, end, and the name in one word."""
    place = 0
    while place < len(words):
        for several in (4, 3, 2):
            name = "_".join(word[0] for word in words[place : place + several])
            if place + several <= len(words) and name in names:
                yield words[place].start(), words[place + several - 1].end(), name
                place += several - 1
                break
        place += 1


def _with_sound_part(
    text: TypedText, start: Literal["condition", "moment"], names: Collection[str]
) -> Rewording | None:
    """Return the error for the words before or after a sound part of a test, or None."""
    words = [*re.finditer(r"[^\s()]+", text.plain)]
    if len(words) > _MOST_WORDS or "(" in text.plain:
        return None
    for left in range(1, len(words) - 1):
        for first, last, cut in (
            (0, len(words) - left, slice(-left, None)),
            (left, len(words), slice(0, left)),
        ):
            part = text.part(words[first].start(), words[last - 1].end())
            if not _is_sound(part, start, names):
                continue
            extra = words[cut]
            if first and start == "condition" and any(word[0] in names for word in extra):
                # Without its subject, the test would mean something else.
                continue
            hint = f"write '{_tidy(part)}', or join another test with 'and' or 'or'"
            if extra[0][0] == "no" and " is " in _tidy(part):
                hint = f"write '{_tidy(part).replace(' is ', ' is not ')}'"
            if start == "moment":
                hint = f"write '{_tidy(part)}'"
            error = about(text, extra[0].start(), extra[-1].end(), "unexpected {}", hint)
            return Rewording(error, part)
    return None


def _tidy(text: TypedText) -> str:
    """Return a text as a hint shows it: with single spaces, and none before `)`."""
    return printable(" ".join(text.plain.split()).replace(" )", ")"))
