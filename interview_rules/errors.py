"""Errors that say what is wrong, where, and how to mend it; all of them at once."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "CalendarError",
    "InterviewRulesError",
    "PackError",
    "Problem",
    "StateError",
    "nearest",
]

SHOWN_PROBLEMS = 50
"""How many problems an error prints; the rest are counted. `problems` holds all of them."""


def printable(text: str, limit: int = 80) -> str:
    """Somebody's text, cut to a length and safe to print on any terminal."""
    cut = text if len(text) <= limit else text[: limit - 1] + "…"
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in cut)


def nearest(word: str, known: Iterable[str]) -> str:
    """The hint that names the nearest known word, or lists the known ones if they are few.

    Empty if nothing is near and there are too many to list.
    """
    words = list(known)
    close = get_close_matches(word[:80], words, n=1, cutoff=0.6)
    if close:
        return f"did you mean {close[0]}?"
    if 0 < len(words) <= 12:
        return f"known are: {', '.join(words)}"
    return ""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: `where` it stands, what it is, and how to mend it.

    `where` is a field path (`rounds[0].start`) for states and events, and
    `file:line:column` for packs.
    """

    where: str
    message: str
    hint: str = ""

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

    def __reduce__(self) -> tuple[type[InterviewRulesError], tuple[tuple[Problem, ...]]]:
        return (type(self), (self.problems,))


class StateError(InterviewRulesError):
    """A state, an event log or a `now` that cannot be read."""


class PackError(InterviewRulesError):
    """A rule pack that cannot be loaded."""


class CalendarError(InterviewRulesError):
    """A time zone, country, or year that the calendars do not know."""
