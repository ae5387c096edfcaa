"""The changes that answers make to a state: one class for each kind of question.

An instance is called with a checked answer and returns changes for `InterviewState.amended`. These
are classes rather than functions so that questions can be pickled.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from interview_rules.events.effects import ROUND_KINDS
from interview_rules.events.event import Event

if TYPE_CHECKING:
    from collections.abc import Mapping

    from interview_rules.state.interview_state import InterviewState

__all__ = [
    "NO",
    "YES",
    "AddDecisionDate",
    "AddEvent",
    "AddThanks",
    "Amend",
    "CallOff",
    "ConfirmRound",
    "SetFact",
    "SetField",
]

YES, NO = "yes", "no"


@dataclass(frozen=True, slots=True)
class AddEvent:
    """Adds an event. The answer is its `at` or, if `dated`, the date that the event states.

    `employer` and `said`, its `at`, count only for an event that is `dated`.
    """

    event: str
    dated: bool = False
    employer: str | None = None
    said: datetime | None = None

    def __call__(self, answer: date) -> dict[str, Any]:
        """Return the change that adds the event."""
        if self.dated:
            event = Event.of_validated(
                event=self.event, at=self.said, date=answer, employer=self.employer
            )
        else:
            event = Event.of_validated(event=self.event, at=answer)
        return {"add": [event]}


@dataclass(frozen=True, slots=True)
class AddDecisionDate:
    """Adds the decision date or, for `no`, an event at `said` that records that none was given.

    The answer `no` raises pydantic's ValidationError if `said` is None.
    """

    said: date | datetime | None

    def __call__(self, answer: Any) -> dict[str, Any]:
        """Return the change that adds the statement."""
        if answer == NO:
            return {"add": [Event(event="no-decision-date", at=self.said)]}
        return {"add": [Event.of_validated(event="decision-date-set", date=answer)]}


@dataclass(frozen=True, slots=True)
class AddThanks:
    """Adds a thank-you note whose `at` is the answer or, for `no`, records that none was sent.

    `now` is the `at` of that record.
    """

    now: datetime

    def __call__(self, answer: Any) -> dict[str, Any]:
        """Return the change that adds the note."""
        if answer == NO:
            return {"add": [Event(event="thank-you-not-sent", at=self.now)]}
        return {"add": [Event.of_validated(event="thank-you-sent", at=answer)]}


@dataclass(frozen=True, slots=True)
class ConfirmRound:
    """Records that an arranged round took place as planned or, for `no`, that it was missed."""

    arranged: Event
    day: date

    def __call__(self, answer: str) -> dict[str, Any]:
        """Return the change that adds the outcome of the round."""
        if answer == NO:
            return {"add": [Event(event="missed-interview", at=self.day, date=self.day)]}
        arranged = self.arranged
        kind = next(n for n, of in ROUND_KINDS.items() if of == (arranged.kind or "interview"))
        # The id and the `meta` of the app belong to the arrangement, not to the round.
        own = {"id": None, "meta": None}
        held = {"event": kind, "at": arranged.date, "date": None, "kind": None, **own}
        return {"add": [arranged.model_copy(update=held)]}


@dataclass(frozen=True, slots=True)
class CallOff:
    """Records that an arranged round was called off; changes nothing for `yes` (still on)."""

    arranged: Event
    now: datetime

    def __call__(self, answer: str) -> dict[str, Any]:
        """Return the change that calls off the round; empty for `yes`."""
        if answer == YES:
            return {}
        date_ = self.arranged.date
        return {"add": [Event(event="interview-cancelled", at=self.now, date=date_)]}


@dataclass(frozen=True, slots=True)
class Amend:
    """Sets a field of a recorded event, given by its index in the log of the state."""

    state: InterviewState
    place: int
    field: str

    def __call__(self, answer: Any) -> dict[str, Any]:
        """Return the change that sets the field.

        Raises pydantic's ValidationError if the event cannot have this value.
        """
        return self.state.amendment(self.place, {self.field: answer})


@dataclass(frozen=True, slots=True)
class SetField:
    """Sets a field of the state to the answer, or to the value that `values` has for it."""

    field: str
    values: Mapping[str, object]

    def __call__(self, answer: str) -> dict[str, Any]:
        """Return the change that sets the field."""
        return {self.field: self.values.get(answer, answer)}


@dataclass(frozen=True, slots=True)
class SetFact:
    """Sets a fact that the pack declares; yes and no stand for true and false if it is a flag."""

    state: InterviewState
    fact: str
    flag: bool

    def __call__(self, answer: Any) -> dict[str, Any]:
        """Return the change that sets the fact."""
        value = answer == YES if self.flag else answer
        if isinstance(value, date):
            value = value.isoformat()
        return {"facts": {**self.state.facts, self.fact: value}}
