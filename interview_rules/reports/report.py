"""`Report`, the result of `advise`: the advice at one moment, with assumptions and questions.

`Report.record()` returns the report as plain data, which has a published JSON Schema.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_rules.reports.advice import Advice
from interview_rules.reports.calendar_methods import ApplicationCalendar
from interview_rules.reports.calendar_part import CalendarPart
from interview_rules.reports.display import DisplayedAdvice

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from interview_rules.calendars.calendar import Calendar
    from interview_rules.engines.rule_mask import RuleMask
    from interview_rules.errors import Problem
    from interview_rules.evaluation.evaluation import Evaluation
    from interview_rules.evaluation.question import Questions
    from interview_rules.facts.vocabulary import Facts
    from interview_rules.packs.model import RulePack
    from interview_rules.records.parts import Part
    from interview_rules.records.report import AssumptionRecord, ReportRecord
    from interview_rules.reports.document import Document
    from interview_rules.reports.snoozed import SnoozedAdvice
    from interview_rules.state.interview_state import InterviewState

__all__ = ["Report"]


class Report(DisplayedAdvice, ApplicationCalendar):
    """The advice at one moment. Iterating over it yields the advice, most urgent first."""

    __slots__ = ("_advice", "_assumptions", "_questions", "evaluation")

    def __init__(self, evaluation: Evaluation) -> None:
        self.evaluation = evaluation
        # Computed on first access. Slots, unlike cached properties, keep reports cheap to create.
        self._advice: tuple[Advice, ...] | None = None
        self._assumptions: tuple[AssumptionRecord, ...] | None = None
        self._questions: Questions | None = None

    def __reduce__(self) -> tuple[type[Report], tuple[Evaluation]]:
        return (Report, (self.evaluation,))

    def __iter__(self) -> Iterator[Advice]:
        return iter(self.advice)

    def __len__(self) -> int:
        return self.evaluation.given.bit_count()

    def __repr__(self) -> str:
        return f"<Report {self.now.isoformat()}: {', '.join(self.ids)}>"

    @property
    def pack(self) -> RulePack:
        """The rule pack of the report."""
        return self.evaluation.pack

    @property
    def state(self) -> InterviewState:
        """The state that the report advises on."""
        return self.evaluation.state

    @property
    def calendar(self) -> Calendar:
        """The time zone and the business days of the state."""
        return self.evaluation.calendar

    @property
    def instant(self) -> int:
        """The moment of the report, in seconds since the epoch."""
        return self.evaluation.instant

    @property
    def now(self) -> datetime:
        """The moment of the report, in the state's time zone."""
        return self.evaluation.now

    @property
    def facts(self) -> Facts:
        """The facts at the moment of the report, encoded as numbers."""
        return self.evaluation.facts

    @property
    def holds(self) -> RuleMask:
        """The rules that hold, as a mask: bit n stands for the rule at index n of the pack."""
        return self.evaluation.holds

    @property
    def given(self) -> RuleMask:
        """The rules that give their advice, as a mask: bit n is the rule at index n of the pack."""
        return self.evaluation.given

    @property
    def advice(self) -> tuple[Advice, ...]:
        """The advice by rank (`order`, or else kind), then by urgency; `before` overrides both."""
        if self._advice is None:
            evaluation = self.evaluation
            self._advice = tuple([Advice(evaluation, index) for index in evaluation.order])
        return self._advice

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the rules that give the advice, most urgent first."""
        return self.evaluation.ids

    @property
    def headline(self) -> str:
        """How things stand in one sentence, short enough for a notification.

        It is the title of the first advice that says where the application stands, or else of the
        first advice. Empty if there is no advice.
        """
        return self.evaluation.headline

    @property
    def actions(self) -> tuple[str, ...]:
        """The advised actions, most urgent first."""
        return self.evaluation.actions

    def __contains__(self, action: str) -> bool:
        return action in self.actions

    def __getitem__(self, action: str) -> Advice:
        """Return the advice for an action. Raises KeyError if the action is not advised."""
        for advice in self.advice:
            if advice.action == action:
                return advice
        raise KeyError(action)

    @property
    def snoozed(self) -> tuple[SnoozedAdvice, ...]:
        """The advice that is left out because it is snoozed at this moment, in pack order."""
        from interview_rules.reports.snoozed import snoozed_in

        return snoozed_in(self.evaluation)

    def says(self) -> list[tuple[object, ...]]:
        """Return the id, title, text and due date of each piece of advice, most urgent first."""
        return self.evaluation.says()

    @property
    def next_change(self) -> datetime | None:
        """The first later moment at which the advice changes if nothing new happens.

        A change in its wording or a due date counts. Future events in the state are assumed to
        happen. None if the advice never changes.
        """
        return self.evaluation.clock(self.evaluation.next_change())

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """Problems that leave parts of the state without effect, such as unknown names."""
        return self.evaluation.session.unknown_names

    @property
    def assumptions(self) -> tuple[AssumptionRecord, ...]:
        """The assumptions about missing information that may affect the advice."""
        if self._assumptions is None:
            from interview_rules.evaluation.assumptions import assumptions

            self._assumptions = assumptions(self.evaluation)
        return self._assumptions

    @property
    def questions(self) -> Questions:
        """The best three questions, or fewer, whose answers could change the advice.

        The most useful comes first. Call `questions(all=True)` for all of them.
        `questions.complete` is False if some may be missing.
        """
        if self._questions is None:
            from interview_rules.evaluation.questions import questions

            self._questions = questions(self.evaluation)
        return self._questions

    def _document(self) -> Document:
        from interview_rules.reports.advice_document import advice_document
        from interview_rules.reports.document import Section
        from interview_rules.reports.snoozed import say_snoozed

        state, calendar = self.state, self.calendar
        questions = self.questions
        more = len(questions(all=True)) - len(questions)
        lists = [
            Section("Snoozed", points=tuple(say_snoozed("", s, calendar) for s in self.snoozed)),
            Section("Assumptions", points=tuple(map(str, self.assumptions))),
            Section(
                "Open questions",
                points=tuple(each.text for each in questions),
                more=more,
                complete=questions.complete,
            ),
        ]
        return advice_document(
            state.about,
            self.now,
            calendar,
            [("", advice, calendar) for advice in self],
            lists,
            self.next_change,
        )

    def record(self, include: Iterable[Part] | None = None) -> ReportRecord:
        """Return the report as data.

        `include` lists the parts to compute, by default all: `windows` (with `next_change`),
        `reasons`, `drafts`, `assumptions` and `questions`. The others are empty or null. Raises
        StateError for an unknown part.
        """
        from interview_rules.reports.report_record import report_record

        return report_record(self, include)

    def _calendar_parts(self, name: str) -> tuple[CalendarPart, ...]:
        evaluation = self.evaluation
        return (CalendarPart([evaluation], evaluation.session, evaluation.instant, name),)

    def to_json(self, *, indent: int | None = None, include: Iterable[Part] | None = None) -> str:
        """Return the report as JSON; `ReportRecord.model_validate_json` reads it back.

        `include` is as for `record`.
        """
        return self.record(include).model_dump_json(indent=indent)
