"""The result of an import: the search, and what was rejected, guessed or left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from interview_rules.errors import Problem
    from interview_rules.positions import Place
    from interview_rules.state.job_search import JobSearch

__all__ = ["Guess", "Imported", "LeftOut", "RejectedRow", "Summary"]


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that could not be read, with all its problems. None of its data is in the search.

    An application whose events are invalid is rejected as a whole; only its first row is listed.
    """

    place: Place
    problems: tuple[Problem, ...]

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


@dataclass(frozen=True, slots=True)
class Guess:
    """A guess: a date that a row does not give, or the order of day and month in a column.

    `application` and `event` name the event whose date is a guess. `at` is that date, or None if
    the event is recorded without a date. For a column, `application` and `event` are empty.
    """

    place: Place
    reason: str
    application: str = ""
    event: str = ""
    at: date | None = None

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row whose application was apparently never sent, or is one too many for a search.

    Of an application that is one too many, only the first row is listed.
    """

    place: Place
    reason: str

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Summary:
    """How many rows were read, and what became of them."""

    rows: int
    applications: int
    events: int
    rejected: int
    guesses: int
    left_out: int

    def __str__(self) -> str:
        counts = (
            _count(self.applications, "application"),
            _count(self.events, "event"),
            _count(self.rejected, "rejected row"),
            _count(self.guesses, "guess", "guesses"),
            f"{_count(self.left_out, 'row')} left out",
        )
        return f"{_count(self.rows, 'row')}: {', '.join(counts)}"


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


@dataclass(frozen=True, slots=True)
class Imported:
    """The search made from the rows, and what to check before relying on it."""

    search: JobSearch
    summary: Summary
    rejected: tuple[RejectedRow, ...]
    guesses: tuple[Guess, ...]
    left_out: tuple[LeftOut, ...]
