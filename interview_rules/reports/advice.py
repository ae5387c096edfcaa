"""One piece of advice: what to do, avoid or know, when, and why.

A report only selects the rules that give advice; everything else is computed on access.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from interview_rules.errors import StateError
from interview_rules.positions import FieldPath

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from interview_rules.calendars.calendar import Span
    from interview_rules.errors import Problem
    from interview_rules.evaluation.evaluation import Evaluation
    from interview_rules.packs.model import Kind, Rule
    from interview_rules.packs.origins import Source
    from interview_rules.records.advice import AdviceRecord, DraftRecord, ReasonRecord
    from interview_rules.records.parts import Part
    from interview_rules.state.interview_state import InterviewState

__all__ = ["Advice"]

_ARGUMENTS = {"at": "at", "date": "until"}
"""The arguments of `done` and `set_aside` from which fields of the added event come."""


class Advice:
    """One piece of advice: what to do, avoid or know, in which window, and why.

    `id` identifies the rule that gives the advice, `action` the advised action. `due` is a date,
    an aware datetime if the hour matters, or None if the advice has no deadline.
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
        """The advice in one line."""
        return self._evaluation.filled(self._advise.title)

    @property
    def text(self) -> str:
        """The advice in a few sentences, with names and dates filled in."""
        return self._evaluation.filled(self._advise.text)

    def _window(self) -> tuple[int | None, int | None]:
        if self._ends is None:
            self._ends = self._evaluation.windows().window(self._index)
        return self._ends

    @property
    def since(self) -> datetime | None:
        """The first instant of the longest interval around now in which the advice is given.

        It is in the time zone of the state; None if the interval has no start.
        """
        return self._evaluation.clock(self._window()[0])

    @property
    def until(self) -> datetime | None:
        """The first instant after the interval around now in which the advice is given.

        It is in the time zone of the state; None if the interval has no end.
        """
        return self._evaluation.clock(self._window()[1])

    @property
    def due(self) -> date | datetime | None:
        """The recommended deadline: a date, or an aware datetime if the hour matters, or None."""
        return self._evaluation.day_or_hour(self._evaluation.due(self._index))

    @property
    def rule(self) -> Rule:
        """The rule that gives the advice."""
        return self._rule

    @property
    def index(self) -> int:
        """The index of the rule in its pack."""
        return self._index

    @property
    def due_span(self) -> Span:
        """The deadline as numbers: start, end and local day; all NEVER if there is none."""
        return self._evaluation.due(self._index)

    @property
    def source(self) -> Source:
        """The source of the rule: a section of the article, or the reason given instead."""
        return self._rule.source

    @property
    def because(self) -> tuple[ReasonRecord, ...]:
        """The rule that gives the advice, then all others that hold and advise the same action."""
        from interview_rules.reports.advice_record import reason_record

        evaluation = self._evaluation
        return tuple(reason_record(evaluation, rule) for rule in evaluation.reasons(self._rule))

    @property
    def drafts(self) -> tuple[DraftRecord, ...]:
        """Drafts of messages, one for each person to write to; empty if the rule has no draft."""
        from interview_rules.reports.drafts import drafts_of

        draft = self._evaluation.pack.drafts.get(self._advise.draft)
        return () if draft is None else drafts_of(self._evaluation, draft)

    @property
    def draft(self) -> DraftRecord | None:
        """The first of `drafts`; None if the advice has none."""
        return next(iter(self.drafts), None)

    def done(self, at: date | datetime | str | None = None) -> InterviewState:
        """Return the state with this advice recorded as done, for the caller to store.

        Records the event that the rules name for the action, such as `follow-up-sent`, or else
        `advice-done`; if the rules name a moment of the pack, `advice-done` sets that moment. `at`
        is when the advice was done, by default the moment of the report. In a search, call
        `SearchReport.done` instead. Raises StateError if `at` is not a valid moment, or if the
        state cannot hold another event.
        """
        pack = self._evaluation.pack
        name = pack.recorded.get(self.action)
        if name is not None and name not in pack.facts:
            return self._noted({"event": name}, at)
        return self._noted({"event": "advice-done", "advice": self.action}, at)

    def set_aside(
        self, until: date | datetime | str | None = None, at: date | datetime | str | None = None
    ) -> InterviewState:
        """Return the state with this advice snoozed until a moment, for the caller to store.

        A date as `until` means the start of that day. Without `until`, the advice stays snoozed
        until no rule advises its action any longer. `at` is when it was snoozed, by default the
        moment of the report. In a search, call `SearchReport.set_aside` instead. Raises StateError
        if `until` or `at` is not a valid moment, or if the state cannot hold another event.
        """
        note: dict[str, object] = {"event": "advice-set-aside", "advice": self.action}
        return self._noted(note if until is None else {**note, "date": until}, at)

    def _noted(self, note: dict[str, object], at: date | datetime | str | None) -> InterviewState:
        evaluation = self._evaluation
        recorded = evaluation.session.recorded
        try:
            return recorded.with_events({**note, "at": evaluation.now if at is None else at})
        except StateError as error:
            added = ("events", len(recorded.events))
            raise StateError(_of_argument(problem, added) for problem in error.problems) from None

    def record(self, include: Iterable[Part] | None = None) -> AdviceRecord:
        """Return the advice as data.

        `include` lists the parts to compute, by default all; the others are empty or null. Only
        `windows`, `reasons` and `drafts` concern a single piece of advice. Raises StateError for an
        unknown part.
        """
        from interview_rules.reports.advice_record import advice_record

        return advice_record(self, include)


def _of_argument(problem: Problem, added: tuple[str, int]) -> Problem:
    """Return a problem with the path of the argument that an invalid field of the event came from."""
    match problem.place:
        case (field, index, str(name)) if (field, index) == added and name in _ARGUMENTS:
            return replace(problem, place=FieldPath(_ARGUMENTS[name]))
        case _:
            return problem
