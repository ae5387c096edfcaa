"""`Question`, which checks an answer and adds it to the state, and the sequence `Questions`."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, overload

from pydantic import ValidationError

from interview_rules.calendars.calendar import NEVER
from interview_rules.calendars.moment_forms import has_accepted_year
from interview_rules.calendars.moments import parse_moment, resolve
from interview_rules.errors import Problem, StateError, kind_of, nearest, printable, shown
from interview_rules.evaluation.changes import NO, YES
from interview_rules.positions import FieldPath
from interview_rules.records.question import ChoiceRecord, QuestionRecord, QuestionType

if TYPE_CHECKING:
    from interview_rules.calendars.calendar import Calendar, Span
    from interview_rules.state.interview_state import InterviewState

__all__ = ["MOST_NAMES", "UNKNOWN", "Change", "Question", "Questions"]

BEST = 3
UNKNOWN = "unknown"
"""The answer "I do not know" in a form, unless a question has a choice of this name.
`answers.answered` accepts it for every question; the methods of `Question` do not."""
CORRECT = "correct the answer, or what the state says"
"""The hint for an answer that contradicts the state."""
MOST_NAMES = 50
"""Maximum number of names in one answer."""

Change = Callable[[Any], dict[str, Any]]
"""Maps a checked answer to the fields of the state that it changes; `add` lists new events."""

_BETWEEN_NAMES = re.compile(r"[,;\n]")


@dataclass(frozen=True, slots=True)
class Question:
    """A question for the candidate.

    `id` identifies the question while it is open. `fact` is the fact or the field of the state that
    the question is about, and `path` the place in the state where the answer goes. `type` is
    `moment` (answered with a date, a datetime, either of them as text, or one of the choices),
    `choice` (one of the choices; True and False mean yes and no), `names` (a list of names, or text
    with commas, semicolons or line breaks between them) or `count` (a whole number of at least 0,
    also as text). A moment must not be before the span `earliest` or after the span `latest`, if
    there is one; `hour` is True if its hour matters.
    """

    id: str
    text: str
    fact: str
    type: QuestionType
    path: str
    _calendar: Calendar = field(repr=False)
    _recorded: InterviewState = field(repr=False)
    _change: Change = field(repr=False)
    rank: int = 0
    """Questions with a lower rank come first: 0 for rounds and most dates, 1 to 3 for others."""
    labels: tuple[tuple[str, str], ...] = ()
    """The choices, each with its label for a form."""
    hour: bool = False
    earliest: Span | None = None
    latest: Span | None = None

    @property
    def choices(self) -> tuple[str, ...]:
        """The values of the choices, without their labels."""
        return tuple([value for value, _label in self.labels])

    def answered(self, value: Any) -> InterviewState:
        """Return the state with an answer added. Raises StateError for an invalid answer.

        Only the answer is checked, so evaluating the state can still raise an error, for example if
        the holidays of a year are unknown.
        """
        changes = self.changes(value)
        try:
            return self._recorded.amended(changes)
        except ValidationError as error:
            raise self._refused(error) from None

    def changes(self, value: Any) -> dict[str, Any]:
        """Return the changes that an answer makes, as for `InterviewState.amended`.

        Raises StateError for an invalid answer.
        """
        checked = self._checked(value)
        try:
            return self._change(checked)
        except ValidationError as error:
            raise self._refused(error) from None

    def problem(self, message: str, hint: Any = "") -> StateError:
        """Return an error about the answer to this question, with its id as the place."""
        return StateError([Problem(FieldPath(self.id), message, hint, "invalid-answer")])

    def _refused(self, error: ValidationError) -> StateError:
        message = f"the answer contradicts the state: {error.errors()[0]['msg']}"
        return self.problem(message, CORRECT)

    def _checked(self, value: Any) -> Any:
        choices = self.choices
        if isinstance(value, bool) and (YES if value else NO) in choices:
            value = YES if value else NO
        if isinstance(value, str):
            value = value.strip()
            if value in choices:
                return value
        match self.type:
            case "moment":
                return self._moment(value)
            case "names":
                return self._names(value)
            case "count":
                return self._count(value)
            case "choice":
                said = _said(value)
                raise self.problem(f"{said} is not a valid answer", nearest(str(value), choices))

    def tried(self, answer: Any) -> dict[str, Any] | None:
        """Return the changes that an answer from `tries` makes, or None if it is impossible.

        Such an answer already has the right type, so it is not parsed.
        """
        if isinstance(answer, date) and (not has_accepted_year(answer) or self._outside(answer)):
            return None
        try:
            return self._change(answer)
        except ValidationError:
            return None

    def _moment(self, value: Any) -> date:
        moment = parse_moment(value, FieldPath(self.id))
        outside = self._outside(moment)
        if outside == "early":
            assert self.earliest is not None  # noqa: S101  # else nothing is too early
            hint = f"write {self._said(self.earliest, early=True)} or later"
            raise self.problem(f"{moment.isoformat()} is too early", hint)
        if outside == "late":
            assert self.latest is not None  # noqa: S101  # else nothing is too late
            hint = f"write {self._said(self.latest, early=False)} or earlier"
            raise self.problem(f"{moment.isoformat()} is too late", hint)
        return moment

    def _outside(self, moment: date) -> Literal["", "early", "late"]:
        """Return on which side of the bounds a moment lies; empty between them."""
        first, last = self.earliest, self.latest
        if first is None and last is None:
            return ""
        start, end, day = resolve(moment, self._calendar)
        if first is not None and (day < first[2] or (start == end and start < first[0])):
            return "early"
        if last is not None and (day > last[2] or (start == end and start > last[1])):
            return "late"
        return ""

    def _said(self, bound: Span, *, early: bool) -> str:
        """Return a bound as text: its start if `early`, else its end; a whole day as its date."""
        start, end, day = bound
        edge, starts = (start if early else end), self._calendar.starts
        if start < end and edge == starts[day if early else day + 1]:
            return date.fromordinal(day).isoformat()
        moment = self._calendar.to_datetime(edge)
        return f"{moment:%Y-%m-%d %H:%M:%S}" if moment.second else f"{moment:%Y-%m-%d %H:%M}"

    def _names(self, value: Any) -> tuple[str, ...]:
        listed = _BETWEEN_NAMES.split(value) if isinstance(value, str) else value
        if isinstance(listed, list | tuple) and all(isinstance(name, str) for name in listed):
            names = tuple(dict.fromkeys(name.strip() for name in listed if name.strip()))
            if 0 < len(names) <= MOST_NAMES:
                return names
            came = f"{len(names)} names" if names else "an empty list"
            message = f"expected a list of 1 to {MOST_NAMES} names, not {came}"
        elif isinstance(listed, list | tuple):
            message = "expected a list of names, but not every item is text"
        else:
            message = f"expected a list of names, not {kind_of(value)}"
        hint = f'write at most {MOST_NAMES} names, for example, ["Ms Okafor"]'
        raise self.problem(message, hint)

    def _count(self, value: Any) -> int:
        number = value
        if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 20:
            number = int(value)
        if isinstance(number, int) and not isinstance(number, bool) and 0 <= number < NEVER:
            return number
        message = f"{_said(value)} is not a valid answer"
        raise self.problem(message, "write a whole number of at least 0")

    def record(self) -> QuestionRecord:
        """Return the question as data."""
        first, last = self.earliest, self.latest
        lists = {"names": (1, MOST_NAMES), "count": (0, None)}
        minimum, maximum = lists.get(self.type, (None, None))
        return QuestionRecord(
            id=self.id,
            text=self.text,
            fact=self.fact,
            type=self.type,
            choices=tuple([ChoiceRecord(value=value, label=said) for value, said in self.labels]),
            hour=self.hour,
            earliest=None if first is None else date.fromordinal(first[2]),
            latest=None if last is None else date.fromordinal(last[2]),
            minimum=minimum,
            maximum=maximum,
            path=self.path,
        )


def _said(value: object) -> str:
    """Return an invalid answer as a message quotes it; of lists and mappings, the beginning."""
    return printable(repr(value), 60) if isinstance(value, list | tuple | dict) else shown(value)


class Questions(Sequence[Question]):
    """The best three questions or fewer, most useful first. Call it with `all=True` for all.

    `complete` is False if a bound on the work was reached, so that questions may be missing.
    """

    def __init__(self, found: tuple[Question, ...], *, complete: bool = True) -> None:
        self._all = found
        self.complete = complete

    def __call__(self, *, all: bool = False) -> tuple[Question, ...]:  # noqa: A002  # the clearest name
        """Return up to three of the best questions or, with `all`, all questions found."""
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
