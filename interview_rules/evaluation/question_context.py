"""`QuestionContext`, which builds questions about one evaluation."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from interview_rules.calendars.calendar import NEVER
from interview_rules.calendars.moments import resolve
from interview_rules.evaluation.changes import NO, YES, Amend, SetField
from interview_rules.evaluation.provenance import causes
from interview_rules.evaluation.question import Question
from interview_rules.facts.happening import in_its_zone
from interview_rules.facts.vocabulary import OFFSETS

if TYPE_CHECKING:
    from interview_rules.calendars.calendar import Span
    from interview_rules.evaluation.evaluation import Evaluation
    from interview_rules.evaluation.question import Change
    from interview_rules.events.event import Event
    from interview_rules.records.question import QuestionType
    from interview_rules.state.interview_state import InterviewState

__all__ = ["YES_NO", "QuestionContext"]

YES_NO = ((YES, "Yes"), (NO, "No"))


class QuestionContext:
    """One evaluation and its recorded state, for which questions are built."""

    def __init__(self, evaluation: Evaluation) -> None:
        self.evaluation = evaluation
        self.state = evaluation.state
        self.recorded = evaluation.session.recorded
        self.now = evaluation.instant
        self.today = date.fromordinal(evaluation.calendar.day_of(evaluation.instant))
        self.latest_round = evaluation.latest_round

    def knows(self, fact: str) -> bool:
        """Return True if a moment is known."""
        return self.evaluation.facts[OFFSETS[fact]] < NEVER

    def question(
        self,
        text: str,
        name: str,
        path: str,
        change: Change,
        *,
        rank: int = 0,
        id_: str = "",
        type_: QuestionType = "moment",
        choices: tuple[tuple[str, str], ...] = (),
        hour: bool = False,
        earliest: Span | None = None,
        latest: Span | None = None,
    ) -> Question:
        """Return a question; `name` is its fact and, unless `id_` is given, its id."""
        return Question(
            id_ or name,
            text,
            name,
            type_,
            path,
            self.evaluation.calendar,
            self.recorded,
            change,
            rank,
            choices,
            hour,
            earliest,
            latest,
        )

    @property
    def next_event(self) -> str:
        """The path of the next event to be added to the state."""
        return f"events[{len(self.recorded.events)}]"

    def after(self, event: Event | None) -> Span | None:
        """Return the moment of an event, to use as `earliest`; None if it is unknown."""
        at = None if event is None or event.at is None else in_its_zone(event, event.at)
        return None if at is None else resolve(at, self.evaluation.calendar)

    def yes_no(self, rank: int, text: str, field: str) -> Question:
        """Return a yes-or-no question about a field of the state."""
        change = SetField(field, {YES: True, NO: False})
        return self.question(text, field, field, change, rank=rank, type_="choice", choices=YES_NO)

    # -- recorded events ------------------------------------------------------------------------

    def cause(self, fact: str) -> Event | None:
        """Return the event that gives a moment its value, or None if no event does."""
        found = causes(self.evaluation, fact)
        return found[0].event if found and found[0] is not None else None

    def latest(self, name: str) -> Event | None:
        """Return the latest event of this name whose `at` is now or earlier, or None.

        Events of other employers and other roles are left out. A date counts from the beginning of
        the day.
        """
        events = [
            event
            for event in self.evaluation.session.intervals.timeline.events
            if event.event == name
            and event.at is not None
            and not event.elsewhere
            and event.other_role is None
        ]
        past = [event for event in events if self._known(event) <= self.evaluation.instant]
        return max(past, key=self._known, default=None)

    def _known(self, event: Event) -> int:
        span = self.after(event)
        assert span is not None  # noqa: S101  # `latest` filters out events without `at`
        return span[0]

    def dated(self, text: str, fact: str, event: Event, *, hour: bool = False) -> Question:
        """Return a question about the `date` of a recorded event.

        The answer must not be before the `at` of the event.
        """
        return self.question(
            text,
            fact,
            self.path(event, "date"),
            self.amend(event, "date"),
            hour=hour,
            earliest=self.after(event),
        )

    def amend(self, event: Event, field: str) -> Amend:
        """Return the change that sets a field of a recorded event."""
        state, place = self._place(event)
        return Amend(state, place, field)

    def path(self, event: Event, name: str) -> str:
        """Return the path of a field of a recorded event in the state."""
        state, place = self._place(event)
        return state.path_to(place, name)

    def _place(self, event: Event) -> tuple[InterviewState, int]:
        """Return the state that has an event, and the index of the event in its log.

        The recorded state comes first: in a search, the evaluated state has further events.
        """
        for state, events in (
            (self.recorded, self.recorded.log()),
            (self.state, self.evaluation.session.intervals.timeline.events),
        ):
            for place, other in enumerate(events):
                if other is event:
                    return state, place
        raise LookupError(event)
