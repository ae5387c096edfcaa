"""What a whole search is advised, and what it will be: `SearchReport` and `SearchPlan`.

Each application is read by the rules for one application, with the offers of the others in it, and
the person by the rules for the search. What those rules advise on is left out of the applications:
nobody has to be told five hundred times to keep searching.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from interview_rules.calendars.calendar import NEVER
from interview_rules.calendars.data_versions import data_versions
from interview_rules.evaluation.evaluation import evaluate
from interview_rules.records import (
    SearchAdviceRecord,
    SearchPlannedRecord,
    SearchPlanRecord,
    SearchReportRecord,
    SearchStretchRecord,
)
from interview_rules.reports.appointments import of_plan, of_report
from interview_rules.reports.plan import make_plan
from interview_rules.reports.report import Report

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from interview_rules.calendars.calendar import Calendar
    from interview_rules.evaluation.scenario import Scenario
    from interview_rules.evaluation.search_session import SearchSession
    from interview_rules.events.event import Event
    from interview_rules.reports.advice import Advice
    from interview_rules.reports.plan import Plan
    from interview_rules.reports.rows import Happens, Row
    from interview_rules.state.job_search import JobSearch

__all__ = ["SearchAdvice", "SearchPlan", "SearchReport", "SearchStretch"]

WEEKS = 8
"""How far a plan of a search goes if nobody says: what is to be done for it comes round again."""


class SearchAdvice(NamedTuple):
    """One piece of advice, and the name of the application it is for; empty for the search."""

    application: str
    advice: Advice


def _places(
    order: list[tuple[str, Report]],
) -> Iterator[tuple[tuple[int, int, int, int], SearchAdvice]]:
    ranks = {"do": 0, "avoid": 1, "know": 2}
    for place, (name, report) in enumerate(order):
        # What a report puts before something that is due sooner is as urgent as that.
        soonest: dict[str, int] = {}
        for inner, advice in reversed(list(enumerate(report))):
            due = soonest[advice.kind] = min(advice.due_span[1], soonest.get(advice.kind, NEVER))
            yield (ranks[advice.kind], due, place, inner), SearchAdvice(name, advice)


class SearchReport:
    """The advice across a search at one moment: iterate it, what to do first comes first.

    `search` is the report on the search as a whole, `applications` the one on each application.
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
        """The advice for each application, without what is the search's own."""
        sessions = self._whole.sessions
        return {name: Report(evaluate(session, self.instant)) for name, session in sessions.items()}

    @cached_property
    def advice(self) -> tuple[SearchAdvice, ...]:
        """All advice, in order: by kind, then sooner due, then the search before its applications."""
        placed = sorted(
            _places([("", self.search), *self.applications.items()]), key=lambda p: p[0]
        )
        return tuple(each for _place, each in placed)

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
        """The zone and the business days that the person counts in."""
        return self._whole.search.calendar

    @property
    def now(self) -> datetime:
        """The moment the report is about, in the person's zone."""
        return self.calendar.to_datetime(self.instant)

    @cached_property
    def next_change(self) -> datetime | None:
        """The first moment at which anything in it changes, if nothing else happens."""
        changes = [each.next_change for each in (self.search, *self.applications.values())]
        known = [int(change.timestamp()) for change in changes if change is not None]
        return self.calendar.to_datetime(min(known)) if known else None

    def done(self, item: SearchAdvice, at: date | datetime | str | None = None) -> JobSearch:
        """The search with a note that an advice was followed; see Advice.done."""
        return self._noted(item.application, item.advice.done(at).events[-1])

    def set_aside(
        self,
        item: SearchAdvice,
        until: date | datetime | str | None = None,
        at: date | datetime | str | None = None,
    ) -> JobSearch:
        """The search with a note that an advice is not wanted for now; see Advice.set_aside."""
        return self._noted(item.application, item.advice.set_aside(until, at).events[-1])

    def _noted(self, application: str, event: Event) -> JobSearch:
        search = self._whole.search
        if not application:
            return search.with_events(event)
        return search.with_application(
            application, search.applications[application].with_events(event)
        )

    def record(self) -> SearchReportRecord:
        """The report as data: all advice with its application, in order."""
        return SearchReportRecord(
            now=self.now,
            packs=(self._whole.program.pack.name, self._whole.search_program.pack.name),
            advice=tuple(
                SearchAdviceRecord(application=name, **dict(advice.record()))
                for name, advice in self
            ),
            assumptions=self.search.assumptions,
            next_change=self.next_change,
            versions=data_versions(self._whole.search.country),
        )

    def to_ics(self, *, todos: bool = False, alarms: bool = True) -> bytes:
        """What is due, of the search and of every application, as a calendar file (RFC 5545).

        `todos` writes to-dos instead of events. Importing a later file again updates what is there.
        Needs the extra `calendar`; raises ModuleNotFoundError without it.
        """
        from interview_rules.reports.ics import to_ics  # noqa: PLC0415  # the extra may be missing

        parts = [("", self.search), *self.applications.items()]
        found = [entry for name, part in parts for entry in of_report(part.evaluation, name)]
        return to_ics(found, self.calendar, self.now, todos=todos, alarms=alarms)

    def to_json(self, *, indent: int | None = None) -> str:
        """The report as JSON; `SearchReportRecord.model_validate_json` reads it back."""
        return self.record().model_dump_json(indent=indent)


class SearchStretch:
    """A stretch of a plan in which nothing changes anywhere: iterate it for the advice."""

    def __init__(
        self, reports: list[tuple[str, Report]], since: datetime, until: datetime | None
    ) -> None:
        self._reports = reports
        self.since = since
        self.until = until

    @cached_property
    def advice(self) -> tuple[SearchAdvice, ...]:
        """All advice of the stretch, in order."""
        return tuple(each for _place, each in sorted(_places(self._reports), key=lambda p: p[0]))

    def __iter__(self) -> Iterator[SearchAdvice]:
        return iter(self.advice)

    def __repr__(self) -> str:
        return f"<SearchStretch {self.since.isoformat()}: {len(self.advice)} pieces of advice>"


class SearchPlan:
    """What a whole search will be advised when: iterate it for its stretches.

    `search` is the plan of the search as a whole, `applications` the one of each application.
    """

    def __init__(self, whole: SearchSession, start: int, end: int, assumed: Scenario) -> None:
        self._whole = whole
        self._start, self._end = start, end
        self._assumed = assumed
        self.applications: dict[str, Plan] = {
            name: make_plan(session, start, end, assumed, name)
            for name, session in whole.sessions.items()
        }
        last = {name: plan.session for name, plan in self.applications.items()}
        self.search: Plan = make_plan(whole.person(last), start, end, assumed)

    @property
    def calendar(self) -> Calendar:
        """The zone and the business days that the person counts in."""
        return self._whole.search.calendar

    @property
    def now(self) -> datetime:
        """Where the plan begins."""
        return self.calendar.to_datetime(self._start)

    @property
    def until(self) -> datetime:
        """Where the plan ends."""
        return self.calendar.to_datetime(self._end)

    @property
    def heading(self) -> str:
        """What the plan is about."""
        count = len(self.applications)
        return f"{count} application{'' if count == 1 else 's'}"

    @property
    def assumed(self) -> tuple[str, ...]:
        """What was taken to happen."""
        return self._assumed.words

    @property
    def foreseen(self) -> tuple[Event, ...]:
        """The events that were brought to be imagined."""
        return tuple(event for events in self._assumed.events.values() for event in events)

    @property
    def cut_short(self) -> bool:
        """Whether following the advice came to no end for one of the applications or the search."""
        return any(plan.cut_short for plan in self._plans.values())

    @property
    def _plans(self) -> dict[str, Plan]:
        return {"": self.search, **self.applications}

    @cached_property
    def stretches(self) -> tuple[SearchStretch, ...]:
        """The stretches, in order, without gaps."""
        changes: dict[int, list[tuple[str, Report]]] = {}
        for name, plan in self._plans.items():
            for report in plan.reports:
                changes.setdefault(report.instant, []).append((name, report))
        borders = sorted(changes)
        ends = [*borders[1:], self._end]
        now: dict[str, Report] = {}
        found = []
        for since, until in zip(borders, ends, strict=True):
            now |= dict(changes[since])
            order = [(name, now[name]) for name in self._plans if name in now]
            clock = self.calendar.to_datetime
            found.append(SearchStretch(order, clock(since), clock(until)))
        return tuple(found)

    def __iter__(self) -> Iterator[SearchStretch]:
        return iter(self.stretches)

    def __len__(self) -> int:
        return len(self.stretches)

    def __repr__(self) -> str:
        return f"<SearchPlan {self.now.isoformat()}: {len(self.applications)} applications>"

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every advice with its bars: the search first, then one application after the other."""
        return tuple(
            row._replace(application=name)
            for name, plan in self._plans.items()
            for row in plan.rows
        )

    @property
    def happens(self) -> tuple[Happens, ...]:
        """What happens within the plan, in order."""
        borrowed = self._whole.search.borrowed
        found = [
            each._replace(application=name)
            for name, plan in self._plans.items()
            for each in plan.happens
            # What one application means for the others is told once, with the application.
            if not (each.event.elsewhere and each.event.employer in self.applications)
            and not (not name and any(each.event is event for event in borrowed))
        ]
        return tuple(sorted(found, key=lambda each: each.at.timestamp()))

    def record(self) -> SearchPlanRecord:
        """The plan as data."""
        return SearchPlanRecord(
            now=self.now,
            until=self.until,
            packs=(self._whole.program.pack.name, self._whole.search_program.pack.name),
            assumed=self._assumed.words,
            cut_short=self.cut_short,
            stretches=tuple(
                SearchStretchRecord(
                    since=stretch.since,
                    until=stretch.until,
                    advice=tuple(
                        SearchPlannedRecord(application=name, **dict(advice.planned()))
                        for name, advice in stretch
                    ),
                )
                for stretch in self.stretches
            ),
        )

    def to_ics(self, *, todos: bool = False, alarms: bool = True) -> bytes:
        """What will be due, of the search and of every application, as a calendar file (RFC 5545).

        `todos` writes to-dos instead of events. Importing a later file again updates what is there.
        Needs the extra `calendar`; raises ModuleNotFoundError without it.
        """
        from interview_rules.reports.ics import to_ics  # noqa: PLC0415  # the extra may be missing

        found = []
        for name, plan in self._plans.items():
            found += of_plan([report.evaluation for report in plan.reports], plan.session, name)
        return to_ics(found, self.calendar, self.now, todos=todos, alarms=alarms)

    def to_svg(self) -> str:
        """The plan as a picture: rows of advice as bars over days, with now marked.

        Legible at 600 pixels, in light and in dark. Names and texts are escaped.
        """
        from interview_rules.reports.svg import to_svg  # noqa: PLC0415  # most callers draw nothing

        return to_svg(
            self.heading,
            self.now,
            self.until,
            self.rows,
            self.happens,
            self.calendar,
        )

    def _repr_html_(self) -> str:
        return f"<div>{self.to_svg()}</div>"

    def to_json(self, *, indent: int | None = None) -> str:
        """The plan as JSON; `SearchPlanRecord.model_validate_json` reads it back."""
        return self.record().model_dump_json(indent=indent)
