"""`SearchPlan`, the result of `plan` for a job search: the advice to come for all applications.

Each application has its own plan, and so does the search as a whole; a stretch of the combined
plan ends whenever any of these plans changes.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from interview_rules.calendars.calendar import NEVER
from interview_rules.calendars.versions import versions
from interview_rules.evaluation.unknown_names import unknown_in_search
from interview_rules.records.plan import SearchPlannedRecord, SearchPlanRecord, SearchStretchRecord
from interview_rules.records.upgrading import RESULT_VERSION
from interview_rules.reports.advice_record import planned_record
from interview_rules.reports.calendar_methods import SearchCalendar
from interview_rules.reports.calendar_part import CalendarPart
from interview_rules.reports.display import Displayed
from interview_rules.reports.plan import make_plan
from interview_rules.reports.search_report import in_order

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from interview_rules.calendars.calendar import Calendar
    from interview_rules.errors import Problem
    from interview_rules.evaluation.scenario import Scenario
    from interview_rules.evaluation.search_session import SearchSession
    from interview_rules.events.event import Event
    from interview_rules.records.plan import Assumed
    from interview_rules.reports.document import Document
    from interview_rules.reports.plan import Plan
    from interview_rules.reports.report import Report
    from interview_rules.reports.rows import PlannedEvent, Row
    from interview_rules.reports.search_report import SearchAdvice

__all__ = ["WEEKS", "SearchPlan", "SearchStretch"]

WEEKS = 8
"""Default length of a search plan in weeks; it needs an end because activities recur."""


class SearchStretch:
    """A stretch of a search plan with unchanging advice. Iterating over it yields the advice.

    `since` is its first instant, `until` the first instant after it.
    """

    def __init__(
        self, reports: list[tuple[str, Report]], since: datetime, until: datetime | None
    ) -> None:
        self._reports = reports
        self.since = since
        self.until = until

    @cached_property
    def advice(self) -> tuple[SearchAdvice, ...]:
        """All advice of the stretch, ordered as in `SearchReport.advice`."""
        return in_order(self._reports)

    def __iter__(self) -> Iterator[SearchAdvice]:
        return iter(self.advice)

    def __repr__(self) -> str:
        return f"<SearchStretch {self.since.isoformat()}: {len(self.advice)} pieces of advice>"


class SearchPlan(Displayed, SearchCalendar):
    """The advice to come for a whole search. Iterating over the plan yields its stretches.

    `search` is the plan of the search as a whole; `applications` maps the name of each application
    to its plan.
    """

    def __init__(self, whole: SearchSession, start: int, end: int, scenario: Scenario) -> None:
        self._whole = whole
        self._start, self._end = start, end
        self._scenario = scenario
        self.applications: dict[str, Plan] = {
            name: make_plan(session, start, end, scenario, name)
            for name, session in whole.sessions.items()
        }
        last = {name: plan.session for name, plan in self.applications.items()}
        self.search: Plan = make_plan(whole.person(last), start, end, scenario)

    @property
    def calendar(self) -> Calendar:
        """The person's time zone and business days."""
        return self._whole.search.calendar

    @property
    def now(self) -> datetime:
        """The start of the plan, in the person's time zone."""
        return self.calendar.to_datetime(self._start)

    @property
    def until(self) -> datetime:
        """The end of the plan, exclusive, in the person's time zone."""
        return self.calendar.to_datetime(self._end)

    @property
    def heading(self) -> str:
        """A heading for the plan: the number of applications."""
        count = len(self.applications)
        return f"{count} application{'' if count == 1 else 's'}"

    @property
    def assumed(self) -> tuple[Assumed, ...]:
        """What the plan assumes: `silence` or `follow advice`."""
        return self._scenario.words

    @property
    def foreseen(self) -> tuple[Event, ...]:
        """The imagined events passed to `plan`, of all applications and of the search."""
        return tuple(event for events in self._scenario.events.values() for event in events)

    @property
    def cut_short(self) -> bool:
        """True if any of the plans is cut short; see `Plan`."""
        return any(plan.cut_short for plan in self._plans.values())

    @property
    def _plans(self) -> dict[str, Plan]:
        return {"": self.search, **self.applications}

    @cached_property
    def stretches(self) -> tuple[SearchStretch, ...]:
        """The stretches in order, without gaps."""
        changes: dict[int, list[tuple[str, Report]]] = {}
        for name, plan in self._plans.items():
            for report in plan.reports:
                changes.setdefault(report.instant, []).append((name, report))
        starts = sorted(changes)
        ends = [*starts[1:], self._end]
        now: dict[str, Report] = {}
        found = []
        for since, until in zip(starts, ends, strict=True):
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
    def warnings(self) -> tuple[Problem, ...]:
        """Problems that leave parts of the search without effect, such as unknown names."""
        found = {name: plan.warnings for name, plan in self.applications.items()}
        return unknown_in_search(self.search.warnings, found)

    @property
    def rows(self) -> tuple[Row, ...]:
        """Each piece of advice with its bars: the search's, then each application's."""
        return tuple(
            row._replace(application=name)
            for name, plan in self._plans.items()
            for row in plan.rows
        )

    @property
    def happens(self) -> tuple[PlannedEvent, ...]:
        """The events within the plan, recorded or imagined, in chronological order.

        Each is listed once: an event of an application with that application, even if it concerns
        others, and an event of the person with the search.
        """
        search = self._whole.search
        own = {
            name: [e for e in state.log() if e.elsewhere]
            for name, state in search.applications.items()
        }
        found = [
            each._replace(application=name)
            for name, plan in self._plans.items()
            for each in plan.happens
            if (
                not each.event.elsewhere or each.event in own[name]
                if name
                else not any(each.event is event for event in search.borrowed)
            )
        ]
        return tuple(sorted(found, key=lambda each: each.at.timestamp()))

    def record(self) -> SearchPlanRecord:
        """Return the plan as data."""
        packs = self._whole.program.pack, self._whole.search_program.pack
        return SearchPlanRecord(
            schema_version=RESULT_VERSION,
            now=self.now,
            until=self.until,
            packs=(packs[0].name, packs[1].name),
            pack_digests=(packs[0].digest, packs[1].digest),
            search=self._whole.search.identity,
            assumed=self._scenario.words,
            cut_short=self.cut_short,
            stretches=tuple(
                SearchStretchRecord(
                    since=stretch.since,
                    until=stretch.until,
                    advice=tuple(
                        SearchPlannedRecord(application=name, **dict(planned_record(advice)))
                        for name, advice in stretch
                    ),
                )
                for stretch in self.stretches
            ),
            rows=tuple([row.record() for row in self.rows]),
            happens=tuple([each.record() for each in self.happens]),
            versions=versions(self._whole.search.country),
        )

    def _calendar_parts(self) -> tuple[CalendarPart, ...]:
        return tuple(
            CalendarPart([report.evaluation for report in plan.reports], plan.session, NEVER, name)
            for name, plan in self._plans.items()
        )

    def to_svg(self) -> str:
        """Return the plan as an SVG picture: rows of advice as bars over days, with `now` marked.

        The picture is legible at a width of 600 pixels or more, in light and dark mode. All text is
        escaped.
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

    def _document(self) -> Document:
        from interview_rules.reports.plan_document import plan_document  # noqa: PLC0415  # most callers show nothing

        return plan_document(self)

    def to_json(self, *, indent: int | None = None) -> str:
        """Return the plan as JSON; `SearchPlanRecord.model_validate_json` reads it back."""
        return self.record().model_dump_json(indent=indent)
