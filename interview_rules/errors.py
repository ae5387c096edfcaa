"""Errors that say what is wrong, where, and how to mend it; all of them at once."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher, get_close_matches
from typing import TYPE_CHECKING, Any, Self

from interview_rules.positions import NOWHERE, FieldPath, Position

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from interview_rules.positions import Place, Range

__all__ = [
    "CalendarError",
    "InterviewRulesError",
    "PackError",
    "Problem",
    "StateError",
    "Suggestions",
    "nearest",
]

MOST_LISTED = 12
"""How many known words a hint lists at most."""
SHOWN_PROBLEMS = 50
"""How many problems an error prints; the rest are counted. `problems` holds all of them."""


def printable(text: str, limit: int = 80) -> str:
    """Somebody's text, cut to a length and safe to print on any terminal."""
    cut = text if len(text) <= limit else text[: limit - 1] + "…"
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in cut)


def quoted(text: str) -> str:
    """Somebody's text in quotation marks, as `printable` makes it."""
    return f"'{printable(text)}'"


def kind_of(value: object) -> str:
    """What sort of value this is, for people who have never heard of types."""
    match value:
        case None:
            return "nothing"
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case str() | bytes():
            return "a text"
        case list() | tuple() | set() | frozenset():
            return "a list"
        case dict():
            return "a mapping"
        case _:
            return f"of type {printable(type(value).__name__)}"


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Replacements for an unknown `word`, as data; prints as a hint, or as an empty text.

    `near` are the known words spelt most like it: two if they are equally near, else at most one.
    `known` are all known words if nothing is near and they are few enough to list.
    """

    word: str = ""
    near: tuple[str, ...] = ()
    known: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.near or self.known)

    def __str__(self) -> str:
        if self.near:
            return f"did you mean {', or '.join(self.near)}?"
        return f"known are: {', '.join(self.known)}" if self.known else ""

    @property
    def only(self) -> str:
        """The nearest known word; empty if there is none, or more than one."""
        return self.near[0] if len(self.near) == 1 else ""


NO_SUGGESTIONS = Suggestions()


def nearest(word: str, known: Iterable[str]) -> Suggestions:
    """The known words nearest to `word`, or all known words if none is near and they are few."""
    # Sets have another order in every process, and hints have none.
    words = sorted(known) if isinstance(known, AbstractSet) else list(known)
    close = get_close_matches(word[:80], words, n=2, cutoff=0.6)
    if len(close) == 2 and close[0] != close[1]:
        ratios = [SequenceMatcher(None, each, word[:80]).ratio() for each in close]
        if ratios[0] == ratios[1]:
            return Suggestions(word, near=tuple(close))
    if close:
        return Suggestions(word, near=(close[0],))
    return Suggestions(word, known=tuple(words) if len(words) <= MOST_LISTED else ())


@dataclass(frozen=True, slots=True, init=False)
class Problem:
    """One thing that is wrong: its place, what it is, and how to fix it.

    `place` is a `FieldPath` for states and events, and a `Position` for packs and files. A text
    given for it is a path of one step; an empty one stands for no place. `code` names the kind of
    problem. `hint` is the text of `suggestions` unless another is given; suggestions can be given
    for it. `span` is the range that the misspelt word takes up in its file, if that is known.
    """

    place: Place
    message: str
    hint: str
    code: str = field(compare=False)
    suggestions: Suggestions = field(compare=False)
    span: Range | None = field(compare=False)

    def __init__(
        self,
        place: Place | str,
        message: str,
        hint: str | Suggestions = "",
        code: str = "",
        suggestions: Suggestions = NO_SUGGESTIONS,
        span: Range | None = None,
    ) -> None:
        if isinstance(place, str):
            place = FieldPath(place) if place else NOWHERE
        if isinstance(hint, Suggestions):
            suggestions = hint
        for name, value in (
            ("place", place),
            ("message", message),
            ("hint", str(hint) or str(suggestions)),
            ("code", code),
            ("suggestions", suggestions),
            ("span", span),
        ):
            object.__setattr__(self, name, value)

    @property
    def where(self) -> str:
        """The place as printed: `rounds[0].start`, `file:line:column`, or empty."""
        if isinstance(self.place, Position):
            return str(self.place)
        steps = (step if isinstance(step, int) else printable(step, 200) for step in self.place)
        return str(FieldPath(*steps))

    def __str__(self) -> str:
        text = f"{self.where}: {self.message}" if self.where else self.message
        return f"{text} ({self.hint})" if self.hint else text


class InterviewRulesError(ValueError):
    """What every error of this library is: a list of problems found in what was brought."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        lines = [str(problem) for problem in self.problems[:SHOWN_PROBLEMS]]
        more = len(self.problems) - len(lines)
        if more:
            lines.append(f"and {more} more")
        return "\n".join(lines)

    def within(self, path: FieldPath) -> Self:
        """The same error for a part that stands at `path` in a larger whole."""
        found = []
        for problem in self.problems:
            place = problem.place
            if isinstance(place, FieldPath):
                place = place.within(path)
            elif place == NOWHERE:
                place = path
            found.append(replace(problem, place=place))
        return type(self)(found)

    def __reduce__(self) -> tuple[type[InterviewRulesError], tuple[tuple[Problem, ...]]]:
        return (type(self), (self.problems,))


class StateError(InterviewRulesError):
    """A state, an event log or a `now` that cannot be read."""


class PackError(InterviewRulesError):
    """A rule pack that cannot be loaded."""


class CalendarError(InterviewRulesError):
    """A time zone, country, or year that the calendars do not know."""


NO_TEXT = (
    "this text has a character that is no text (a lone surrogate)",
    "write the character itself, or leave it out",
)
"""What is said of a text that cannot be encoded, and how to mend it."""


def in_plain_words(
    kind: str, name: str, value: object, limits: Mapping[str, Any]
) -> tuple[str, str | Suggestions]:
    """What is wrong with the value of the field `name`, and how to mend it.

    `kind` and `limits` are the type and the context of an error of pydantic. None of its own
    sentences are used: they speak of inputs and types, and may change with any release.
    """
    match kind:
        case "tuple_type" | "list_type":
            return "this should be a list", f"write {name}: [...]"
        case "model_type" | "dict_type" | "mapping_type" | "model_attributes_type":
            return "this should be a mapping of fields", f"write {name}: {{...}}"
        case "too_long":
            holder = "a mapping" if isinstance(value, dict) else "a list"
            counted = limits.get("actual_length")
            message = f"{holder} holds at most {limits['max_length']} entries here"
            return (
                f"{message}, this one has {counted}" if counted else message,
                "leave out what is long settled",
            )
        case "literal_error":
            word = quoted(value) if isinstance(value, str) else f"what is {kind_of(value)}"
            known = re.findall(r"'([^']*)'", limits["expected"])
            what = _SPOKEN.get(name, name)
            # They are few, and the one that is meant need not be the one spelt most like it.
            given = value if isinstance(value, str) else ""
            return f"{word} is no {what}", Suggestions(given, known=tuple(known))
        case "string_type":
            plain = isinstance(value, int | float)
            hint = "put it in quotes" if plain else "write a single text in quotes"
            return f"this should be a text, and is {kind_of(value)}", hint
        case "string_too_short":
            return "this text is empty", "leave it out if it is not known"
        case "string_too_long":
            message = f"a text has at most {limits['max_length']} characters here"
            counted = f", this one has {len(value)}" if isinstance(value, str) else ""
            return message + counted, "say it in fewer words"
        case "string_unicode":
            return NO_TEXT
        case "bool_type" | "bool_parsing":
            return "this should be true or false", f"write {name}: true, or {name}: false"
        case "int_type" | "int_parsing" | "int_from_float" | "int_parsing_size" | "finite_number":
            return "this should be a whole number", f"write {name}: 3 or the like"
        case "greater_than_equal":
            return f"this number is below {limits['ge']}", f"write {limits['ge']} or more"
        case "less_than_equal":
            return f"this number is above {limits['le']}", f"write {limits['le']} or less"
        case "json_invalid":
            reason = printable(str(limits["error"]), 200)
            return f"this is not JSON: {reason}", "mend the quotes, commas or brackets there"
        case "json_type":
            return "this is not JSON", "bring a text, or the bytes of one"
        case "invalid_key":
            return "the name of a field is a text", "put the name in quotes"
        case _:
            return f"this cannot be read as {_SPOKEN.get(name, name) or 'a state'}", _SEE_SCHEMA


_SPOKEN = {"how": "way for a round to fall through"}
"""What a field is called in a sentence, where its own name does not fit into one."""

_SEE_SCHEMA = "see the schema: interview-rules schema state"


def json_tree(text: str | bytes) -> tuple[Any, list[Problem]]:
    """What a JSON text holds, None if it cannot be told, and the keys it has twice."""
    doubled: dict[str, None] = {}

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            counted = Counter(key for key, _value in pairs)
            doubled.update((key, None) for key, times in counted.items() if times > 1)
        return found

    try:
        tree = json.loads(text, object_pairs_hook=once)
    except (ValueError, RecursionError):
        return None, []
    return tree, [
        Problem("", f"the key {quoted(key)} stands twice in one object", "keep one of them")
        for key in doubled
    ]
