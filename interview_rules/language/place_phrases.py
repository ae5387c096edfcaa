"""Places in prose, such as `not in Scotland`, and how the language says the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from interview_rules.calendars.regions import country_days, places_named
from interview_rules.language.phrases import NAME, Rewording, condition_error, whole
from interview_rules.language.syntax_errors import about

if TYPE_CHECKING:
    from interview_rules.language.typed_text import TypedText

__all__ = ["place_in_words"]

_WORDS = r"[a-z][a-z_.'-]*(?:\s+[a-z][a-z_.'-]*){0,4}"
_IN = re.compile(
    rf"(?P<one>not\s+)?(?:(?:the\s+)?{NAME}\s+)??(?:is\s+)?(?P<other>not\s+)?(?:based\s+|located\s+)?in\s+"
    rf"(?:the\s+)?(?P<place>{_WORDS})"
)
_IS = re.compile(
    rf"(?:the\s+)?(?:country|subdivision)\s+is\s+(?P<other>not\s+)?(?P<place>{_WORDS})",
    re.IGNORECASE,
)
_EQUALS = re.compile(
    r"(?P<field>country|subdivision|timezone)\s*(?P<sign>==?|!=|<>)\s*(?P<value>[a-z0-9_/+-]+)",
    re.IGNORECASE,
)
_CODE = re.compile("[A-Z]{2}")


def place_in_words(text: TypedText) -> Rewording | None:
    """Return the error for a place in words, such as `in Germany` or `country = DE`, or None."""
    match = whole(_EQUALS, text)
    if match is not None:
        word = "is" if match["sign"] in {"=", "=="} else "is not"
        written = f"{match['field']} {word} {_typed(text, match, 'value')}"
        return Rewording(condition_error(text, match, written))
    match = whole(_IN, text) or whole(_IS, text)
    if match is None:
        return None
    typed = _typed(text, match, "place")
    places = places_named(typed) or places_named(match["place"])
    if not places and _CODE.fullmatch(typed) and country_days(typed) is not None:
        places = ((typed, None),)
    negated = bool(match.groupdict().get("one")) is not bool(match["other"])
    if not places:
        if not typed[:1].isupper() or match.re is _IS:
            return None
        hint = "write a place as 'country is DE' or 'subdivision is BY'"
        return Rewording(about(text, *match.span(), "{} is not a condition", hint))
    written = "' or '".join(_test(*place, negated=negated) for place in places[:2])
    return Rewording(condition_error(text, match, written))


def _test(country: str, subdivision: str | None, *, negated: bool) -> str:
    """Return the test for a place."""
    if subdivision is None:
        return f"country is {'not ' * negated}{country}"
    test = f"country is {country} and subdivision is {subdivision}"
    return f"not ({test})" if negated else test


def _typed(text: TypedText, match: re.Match[str], group: str) -> str:
    """Return a group of a match as it was typed."""
    first, last = match.span(group)
    return text.typed[text.places[first] : text.places[last]].strip()
