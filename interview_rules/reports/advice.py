"""One piece of advice: what to do, avoid or know, when, and why.

Which advice is given is known up front; everything else is computed on first access.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_rules.records import (
    AdviceRecord,
    DraftRecord,
    PlannedRecord,
    ReasonRecord,
    source_record,
)

if TYPE_CHECKING:
    from datetime import date, datetime

    from interview_rules.calendars.calendar import Span
    from interview_rules.evaluation.evaluation import Evaluation
    from interview_rules.packs.model import Kind, Rule, Source
    from interview_rules.state.interview_state import InterviewState

__all__ = ["Advice"]


class Advice:
    """One piece of advice: what to do, avoid or know, from when until when, and why.

    `id` is the rule that speaks, `action` what it is about. `due` is a date, or an aware datetime
    where the hour counts, or None where acting by a moment is not the point.
    """

    def __init__(self, evaluation: Evaluation, index: int) -> None:
        rule = evaluation.pack.rules[index]
        assert rule.advise is not None  # noqa: S101  # only rules with advice are given
        self._evaluation = evaluation
        self._index = index
        self._rule = rule
        self._advise = rule.advise
        self._ends: tuple[int | None, int | None] | None = None
        self.id = rule.id
        self.action = rule.advise.action
        self.kind: Kind = rule.advise.kind

    def __repr__(self) -> str:
        return f"<Advice {self.id}: {self.title}>"

    @property
    def title(self) -> str:
        """The advice in a line."""
        return self._evaluation.filled(self._advise.title)

    @property
    def text(self) -> str:
        """The advice in a few sentences, names and dates filled in."""
        return self._evaluation.filled(self._advise.text)

    def _window(self) -> tuple[int | None, int | None]:
        if self._ends is None:
            self._ends = self._evaluation.windows().window(self._index)
        return self._ends

    @property
    def since(self) -> datetime | None:
        """Where the largest stretch around now in which this is given begins; None if nowhere."""
        return self._evaluation.clock(self._window()[0])

    @property
    def until(self) -> datetime | None:
        """Where that stretch ends: the first instant at which this is no longer given."""
        return self._evaluation.clock(self._window()[1])

    @property
    def due(self) -> date | datetime | None:
        """By when to act, at best: a whole day, or an instant."""
        return self._evaluation.day_or_hour(self._evaluation.due(self._index))

    @property
    def rule(self) -> Rule:
        """The rule that speaks."""
        return self._rule

    @property
    def index(self) -> int:
        """The place of the rule in its pack."""
        return self._index

    @property
    def due_span(self) -> Span:
        """The same as plain numbers: first instant, end and local day, NEVER where there is none."""
        return self._evaluation.due(self._index)

    @property
    def source(self) -> Source:
        """What the rule rests on."""
        return self._rule.source

    @property
    def because(self) -> tuple[ReasonRecord, ...]:
        """The rules that give this advice, the one that speaks first, with the facts they saw."""
        evaluation = self._evaluation
        found = []
        for rule in evaluation.reasons(self._rule):
            facts = evaluation.pack.facts_of(rule)
            found.append(
                ReasonRecord(
                    rule=rule.id,
                    pack=rule.pack,
                    words=rule.words,
                    facts={fact.name: evaluation.fact_said(fact.name)[0] for fact in facts},
                    source=source_record(rule.source),
                )
            )
        return tuple(found)

    @property
    def draft(self) -> DraftRecord | None:
        """A message to send, where one makes sense."""
        draft = self._evaluation.pack.drafts.get(self._advise.draft)
        if draft is None:
            return None
        filled = self._evaluation.filled
        return DraftRecord(subject=filled(draft.subject), body=filled(draft.body))

    def done(self, at: date | datetime | str | None = None) -> InterviewState:
        """The state with a note that this was done, now or at a moment: what an app stores.

        Where the rules name an event for it, such as `follow-up-sent`, that is what is noted. Raises
        StateError for a moment that is none.
        """
        name = self._evaluation.pack.recorded.get(self.action)
        if name is not None:
            return self._noted({"event": name}, at)
        return self._noted({"event": "advice-done", "advice": self.action}, at)

    def set_aside(
        self, until: date | datetime | str | None = None, at: date | datetime | str | None = None
    ) -> InterviewState:
        """The state with a note that this is not wanted until a moment.

        Without one, it is not given again before it would have had a break anyway. Raises
        StateError for a moment that is none.
        """
        note: dict[str, object] = {"event": "advice-set-aside", "advice": self.action}
        return self._noted(note if until is None else {**note, "date": until}, at)

    def _noted(self, note: dict[str, object], at: date | datetime | str | None) -> InterviewState:
        evaluation = self._evaluation
        return evaluation.state.with_events({**note, "at": evaluation.now if at is None else at})

    def planned(self) -> PlannedRecord:
        """What a plan says of it, as data."""
        return PlannedRecord(
            id=self.id,
            action=self.action,
            kind=self.kind,
            title=self.title,
            text=self.text,
            due=self.due,
        )

    def record(self) -> AdviceRecord:
        """The same as data."""
        return AdviceRecord(
            id=self.id,
            action=self.action,
            kind=self.kind,
            title=self.title,
            text=self.text,
            since=self.since,
            until=self.until,
            due=self.due,
            because=self.because,
            source=source_record(self.source),
            draft=self.draft,
        )
