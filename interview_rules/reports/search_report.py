"""`SearchReport`, the result of `advise` for a job search: the advice across all applications.

The application rules are evaluated for each application, with the offers of the others in its
state; the search rules are evaluated for the person. Actions that the search rules advise are left
out of the applications, so that "keep searching" appears once rather than for each application.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from interview_rules.calendars.calendar import NEVER
from interview_rules.calendars.versions import versions
from interview_rules.errors import Problem, StateError, shown
from interview_rules.evaluation.evaluation import evaluate
from interview_rules.evaluation.unknown_names import unknown_in_search
from interview_rules.packs.model import ADVICE_KINDS
from interview_rules.records.advice import SearchAdviceRecord
from interview_rules.records.parts import parts_of
from interview_rules.records.report import (
    SearchReportRecord,
    SearchSnoozedAdviceRecord,
    warning_records,
)
from interview_rules.records.upgrading import RESULT_VERSION
from interview_rules.reports.calendar_methods import SearchCalendar
from interview_rules.reports.calendar_part import CalendarPart
from interview_rules.reports.display import DisplayedAdvice
from interview_rules.reports.report import Report
from interview_rules.reports.search_questions import search_questions
from interview_rules.reports.snoozed import SearchSnoozedAdvice, say_snoozed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime

    from interview_rules.calendars.calendar import Calendar
    from interview_rules.evaluation.search_session import SearchSession
    from interview_rules.events.event import Event
    from interview_rules.records.parts import Part
    from interview_rules.reports.advice import Advice
    from interview_rules.reports.document import Document
    from interview_rules.reports.search_questions import SearchQuestions
    from interview_rules.state.job_search import JobSearch

__all__ = ["SearchAdvice", "SearchReport", "in_order"]


class SearchAdvice(NamedTuple):
    """One piece of advice with the name of its application, empty for the search as a whole."""

    application: str
    advice: Advice


def in_order(reports: list[tuple[str, Report]]) -> tuple[SearchAdvice, ...]:
    """Merge the advice of named reports, ordered by rank (`order`, or else kind) and urgency.

    Advice of equal urgency keeps the order of the reports and the order within each report.
    """
    ranked = sorted(_ranked(reports), key=lambda pair: pair[0])
    return tuple(each for _rank, each in ranked)


def _ranked(
    reports: list[tuple[str, Report]],
) -> Iterator[tuple[tuple[int, int, int, int], SearchAdvice]]:
    for place, (name, report) in enumerate(reports):
        # Advice that its report lists before advice due sooner counts as equally urgent.
        soonest: dict[int, int] = {}
        rank = len(ADVICE_KINDS)
        for inner, advice in reversed(list(enumerate(report))):
            # `before` can list advice ahead of advice of a higher rank.
            rank = min(rank, report.pack.ranks[advice.index][0])
            due = soonest[rank] = min(advice.due_span[1], soonest.get(rank, NEVER))
            yield (rank, due, place, inner), SearchAdvice(name, advice)


class SearchReport(DisplayedAdvice, SearchCalendar):
    """The advice across a search at one moment. Iterating over it yields the advice in order.

    `search` is the report on the search as a whole; `applications` maps the name of each
    application to its report.
    """

    def __init__(self, whole: SearchSession, instant: int) -> None:
        self._whole = whole
        self.instant = instant

    @cached_property
    def search(self) -> Report:
        """The advice on the search as a whole."""
        return Report(evaluate(self._whole.person(self._whole.sessions), self.instant))

    @cached_property
    def applications(self) -> dict[str, Report]:
        """The report on each application, without the actions that the search rules advise."""
        sessions = self._whole.sessions
        return {name: Report(evaluate(session, self.instant)) for name, session in sessions.items()}

    @cached_property
    def advice(self) -> tuple[SearchAdvice, ...]:
        """All advice by rank (`order`, or else kind), then by urgency.

        Advice that its report lists ahead of other advice, by `before`, has at least the rank and
        the urgency of that advice. On ties, the search precedes its applications.
        """
        return in_order([("", self.search), *self.applications.items()])

    @property
    def snoozed(self) -> tuple[SearchSnoozedAdvice, ...]:
        """The advice that is left out because it is snoozed; that on the search as a whole first."""
        reports = [("", self.search), *self.applications.items()]
        return tuple(
            [SearchSnoozedAdvice(name, each) for name, report in reports for each in report.snoozed]
        )

    @cached_property
    def headline(self) -> str:
        """How things stand in one sentence: what to see first about the search.

        It is the headline of the application whose advice comes first, after the name of that
        application if the search has several. If no application has advice, it is that of the
        search as a whole. Empty if there is no advice.
        """
        first = next((name for name, _advice in self if name), "")
        if not first:
            return self.search.headline
        headline = self.applications[first].headline
        return f"{first}: {headline}" if len(self.applications) > 1 else headline

    def __iter__(self) -> Iterator[SearchAdvice]:
        return iter(self.advice)

    def __len__(self) -> int:
        return len(self.search) + sum(map(len, self.applications.values()))

    def __repr__(self) -> str:
        return f"<SearchReport {self.now.isoformat()}: {len(self.applications)} applications>"

    def __contains__(self, action: str) -> bool:
        return action in self.search or any(action in each for each in self.applications.values())

    @property
    def calendar(self) -> Calendar:
        """The person's time zone and business days."""
        return self._whole.search.calendar

    @property
    def now(self) -> datetime:
        """The moment of the report, in the person's time zone."""
        return self.calendar.to_datetime(self.instant)

    @cached_property
    def next_change(self) -> datetime | None:
        """The first later moment at which the advice changes if nothing new happens.

        It is in the person's time zone; None if the advice never changes. See `Report.next_change`.
        """
        changes = [each.next_change for each in (self.search, *self.applications.values())]
        known = [int(change.timestamp()) for change in changes if change is not None]
        return self.calendar.to_datetime(min(known)) if known else None

    def done(self, item: SearchAdvice, at: date | datetime | str | None = None) -> JobSearch:
        """Return the search with advice of this report recorded as done; see `Advice.done`."""
        item = self._own(item)
        return self._noted(item.application, item.advice.done(at).events[-1])

    def set_aside(
        self,
        item: SearchAdvice,
        until: date | datetime | str | None = None,
        at: date | datetime | str | None = None,
    ) -> JobSearch:
        """Return the search with advice of this report snoozed; see `Advice.set_aside`."""
        item = self._own(item)
        return self._noted(item.application, item.advice.set_aside(until, at).events[-1])

    def _own(self, item: object) -> SearchAdvice:
        """Return an item of `advice` unchanged. Raises StateError for anything else."""
        if isinstance(item, SearchAdvice):
            return item
        message = f"expected advice with its application, not {shown(item)}"
        hint = "pass an item of the `advice` of this report"
        raise StateError([Problem("item", message, hint, "wrong-type")])

    def _noted(self, application: str, event: Event) -> JobSearch:
        search = self._whole.search
        if not application:
            return search.with_events(event)
        return search.with_application(
            application, search.applications[application].with_events(event)
        )

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """Problems that leave parts of the search without effect, such as unknown names."""
        found = {name: report.warnings for name, report in self.applications.items()}
        return unknown_in_search(self.search.warnings, found)

    @cached_property
    def questions(self) -> SearchQuestions:
        """The best question about each application, at most ten; see `SearchQuestions`."""
        return search_questions(self.applications, [name for name, _ in self if name])

    def _document(self) -> Document:
        from interview_rules.reports.advice_document import advice_document  # noqa: PLC0415  # most callers show nothing
        from interview_rules.reports.document import Section  # noqa: PLC0415  # the same

        reports = {"": self.search, **self.applications}
        count = len(self.applications)
        return advice_document(
            f"{count} application{'' if count == 1 else 's'}",
            self.now,
            self.calendar,
            [(name, advice, reports[name].calendar) for name, advice in self],
            [
                Section(
                    "Snoozed",
                    points=tuple(
                        say_snoozed(name, each, reports[name].calendar)
                        for name, each in self.snoozed
                    ),
                ),
                Section("Assumptions", points=tuple(map(str, self.search.assumptions))),
            ],
            self.next_change,
        )

    def record(self, include: Iterable[Part] | None = None) -> SearchReportRecord:
        """Return the report as data: all advice with its application, in order.

        `include` is as for `Report.record`.
        """
        parts = parts_of(include)
        packs = self._whole.program.pack, self._whole.search_program.pack
        questions = self.questions if "questions" in parts else None
        return SearchReportRecord(
            schema_version=RESULT_VERSION,
            now=self.now,
            packs=(packs[0].name, packs[1].name),
            pack_digests=(packs[0].digest, packs[1].digest),
            search=self._whole.search.identity,
            headline=self.headline,
            advice=tuple(
                [
                    SearchAdviceRecord(application=name, **dict(advice.record(parts)))
                    for name, advice in self
                ]
            ),
            snoozed=tuple(
                [
                    SearchSnoozedAdviceRecord(application=name, **dict(each.record()))
                    for name, each in self.snoozed
                ]
            ),
            assumptions=self.search.assumptions if "assumptions" in parts else (),
            questions=() if questions is None else questions.records(),
            questions_complete=questions is not None and questions.complete,
            next_change=self.next_change if "windows" in parts else None,
            warnings=warning_records(self.warnings),
            included=parts,
            versions=versions(self._whole.search.country),
        )

    def _calendar_parts(self) -> tuple[CalendarPart, ...]:
        reports = [("", self.search), *self.applications.items()]
        found = [(report.evaluation, name) for name, report in reports]
        return tuple(CalendarPart([each], each.session, each.instant, name) for each, name in found)

    def to_json(self, *, indent: int | None = None, include: Iterable[Part] | None = None) -> str:
        """Return the report as JSON; `SearchReportRecord.model_validate_json` reads it back.

        `include` is as for `record`.
        """
        return self.record(include).model_dump_json(indent=indent)
