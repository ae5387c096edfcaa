"""Errors: lists of problems, each with a place, a message and a hint on how to fix it."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher, get_close_matches
from typing import TYPE_CHECKING, Self

from interview_rules.positions import NOWHERE, FieldPath, Position

if TYPE_CHECKING:
    from collections.abc import Iterable

    from interview_rules.positions import Place, Range

__all__ = [
    "CalendarError",
    "InterviewRulesError",
    "MissingExtraError",
    "PackError",
    "Problem",
    "StateError",
    "Suggestions",
    "nearest",
]

MOST_LISTED = 12
"""Maximum number of known words that a hint lists."""
LIST_RULES = "run 'interview-rules rules --rules PACK' to list the rules of a pack"
LIST_NAMES = "declare it, or run 'interview-rules schema pack --rules PACK' to list all names"
"""Hints for an unknown name that resembles no known name."""
SHOWN_PROBLEMS = 50
"""Maximum number of problems that an error prints; the rest are counted."""


def printable(text: str, limit: int = 80) -> str:
    """Return untrusted text, cut to `limit` characters, with unprintable characters escaped.

    The text is cut before characters are escaped, so the result can be longer.
    """
    cut = text if len(text) <= limit else text[: limit - 1] + "…"
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in cut)


def quoted(text: str) -> str:
    """Return untrusted text in quotation marks, truncated and escaped by `printable`."""
    return f"'{printable(text)}'"


def kind_of(value: object) -> str:
    """Describe a value in a message by its type, such as "a number"; null and booleans by value."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int() | float():
            return "a number"
        case str():
            return "text"
        case bytes():
            return "bytes"
        case list() | tuple() | set() | frozenset():
            return "a list"
        case dict():
            return "a mapping"
        case _:
            return f"a value of type {printable(type(value).__name__)}"


def shown(value: object) -> str:
    """Return a value as a message quotes it: text, numbers, null and booleans as they are written.

    Anything else, and a number that is too long, is described by its type.
    """
    match value:
        case str():
            return quoted(value)
        case int() | float() if not isinstance(value, bool) and abs(value) < _LONG_NUMBER:
            return str(value)
        case _:
            return kind_of(value)


_LONG_NUMBER = 10**20
"""From here on, messages do not write numbers out."""


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Replacements for an unknown `word`; formats as a hint or an empty string.

    `near` holds the most similar known words: two if they tie, otherwise at most one. `known` holds
    all known words if none is similar and there are few enough to list.
    """

    word: str = ""
    near: tuple[str, ...] = ()
    known: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.near or self.known)

    def __str__(self) -> str:
        if self.near:
            retyped = not self.word.isascii() and "".join(self.near).isascii()
            how = ", in Latin letters" if retyped else ""
            if self.word.strip(_QUOTES) == self.only != self.word:
                how = ", without quotation marks"
            return f"did you mean {', or '.join(self.near)}{how}?"
        return f"choose from: {', '.join(self.known)}" if self.known else ""

    @property
    def only(self) -> str:
        """The only similar word; empty if no word or two words are similar."""
        return self.near[0] if len(self.near) == 1 else ""


_QUOTES = "\"'`´‘’‚“”„«»‹›"  # noqa: RUF001  # typographic quotation marks
NO_SUGGESTIONS = Suggestions()


def nearest(word: str, known: Iterable[str]) -> Suggestions:
    """Return the known words most similar to `word`.

    If none is similar, return all known words, or none if there are more than `MOST_LISTED`.
    """
    # The order of a set varies between processes; hints must not.
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
    """A problem: its place, a message, and a hint on how to fix it.

    `place` is a `FieldPath` for states and events, and a `Position` for packs and files. A string
    is converted to a path of one step, an empty string to `NOWHERE`. `code` identifies the kind of
    problem; it is empty if the kind has no code. `hint` accepts `Suggestions` and defaults to the
    text of `suggestions`. `span` is the range of the misspelled word in its file, if known.
    Problems with equal places, messages and hints are equal.
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
        """The place as text: `rounds[0].start`, `file:line:column` or `file`; empty if unknown."""
        if isinstance(self.place, Position):
            return str(self.place)
        steps = (step if isinstance(step, int) else printable(step, 200) for step in self.place)
        return str(FieldPath(*steps))

    def __str__(self) -> str:
        text = f"{self.where}: {self.message}" if self.where else self.message
        return f"{text} ({self.hint})" if self.hint else text


class InterviewRulesError(ValueError):
    """Base class of errors about invalid input; `problems` lists what was found to be wrong."""

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
        """Return a copy of this error with `path` prepended to every field path.

        A missing place becomes `path`; positions in files stay as they are.
        """
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
    """An invalid state, event log, table or argument."""


class PackError(InterviewRulesError):
    """A rule pack or test file that is invalid or cannot be found, or an unknown rule."""


class CalendarError(InterviewRulesError):
    """An invalid calendar setting, such as an unknown country, or a year without calendar data."""


class MissingExtraError(ModuleNotFoundError):
    """An optional library is not installed or does not run; the message says what to do."""
