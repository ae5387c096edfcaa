"""`Question`, which checks an answer and adds it to the state, and `Questions`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, overload

from pydantic import ValidationError

from interview_rules.calendars.calendar import NEVER
from interview_rules.calendars.moments import parse_moment
from interview_rules.errors import Problem, StateError, nearest, quoted
from interview_rules.records import QuestionRecord

if TYPE_CHECKING:
    from interview_rules.state.interview_state import InterviewState

__all__ = ["NO", "YES", "Change", "Question", "Questions"]

BEST = 3
YES, NO = "yes", "no"

Change = Callable[[Any], dict[str, Any]]
"""Maps a checked answer to the fields of the state that it changes; `add` lists new events."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question for the candidate.

    `type` is `moment` (answered with a date, a datetime or one of the choices), `choice` (one of
    the choices), `names` (a list of names) or `count` (a whole number). `answered` returns the
    state with an answer added.
    """

    text: str
    fact: str
    type: str
    choices: tuple[str, ...]
    _state: InterviewState
    _change: Change
    rank: int = 0
    """Questions with a lower rank come first: 0 for dates, more for people and circumstances."""

    def answered(self, value: Any) -> InterviewState:
        """Return the state with this answer added. Raises StateError for an invalid answer."""
        checked = self._checked(value)
        try:
            return self._state.amended(self._change(checked))
        except ValidationError as error:
            message = error.errors()[0]["msg"]
            raise StateError(
                [Problem(self.fact, f"the answer contradicts the state: {message}")]
            ) from None

    def changes(self, value: Any) -> dict[str, Any]:
        """Return the changes that a valid answer makes, as for `InterviewState.amended`."""
        return self._change(self._checked(value))

    def _checked(self, value: Any) -> Any:
        if isinstance(value, bool) and (YES if value else NO) in self.choices:
            value = YES if value else NO
        if isinstance(value, str) and value in self.choices:
            return value
        if self.type == "moment":
            return parse_moment(value, self.fact)
        if self.type == "names":
            if isinstance(value, list | tuple) and value and all(isinstance(n, str) for n in value):
                return tuple(value)
            hint = 'write, for example, ["Ms Okafor"]'
            raise StateError([Problem(self.fact, "not a valid list of names", hint)])
        if self.type == "count" and isinstance(value, int) and 0 <= value < NEVER:
            return value
        said = quoted(value) if isinstance(value, str) else repr(value)[:60]
        near = "write a whole number" if self.type == "count" else nearest(str(value), self.choices)
        raise StateError([Problem(self.fact, f"{said} is not a valid answer", near)])

    def record(self) -> QuestionRecord:
        """Return the question as data."""
        return QuestionRecord(text=self.text, fact=self.fact, type=self.type, choices=self.choices)


class Questions(Sequence[Question]):
    """The best three questions, most useful first. Call the object with `all=True` for all.

    `complete` is False if a bound on the work was reached, so that questions may be missing.
    """

    def __init__(self, found: tuple[Question, ...], *, complete: bool = True) -> None:
        self._all = found
        self.complete = complete

    def __call__(self, *, all: bool = False) -> tuple[Question, ...]:  # noqa: A002  # the clearest name
        """Return the best three questions or, with `all`, all that can change the advice."""
        return self._all if all else self._all[:BEST]

    @overload
    def __getitem__(self, place: int) -> Question: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Question, ...]: ...
    def __getitem__(self, place: int | slice) -> Question | tuple[Question, ...]:
        return self._all[:BEST][place]

    def __len__(self) -> int:
        return len(self._all[:BEST])

    def __repr__(self) -> str:
        return repr([question.text for question in self])
