"""`Plan`, the result of `plan`: the advice to come, as an ordered list of stretches.

Rules change their truth values only at instants that can be computed, so a plan without further
events evaluates the rules at each of these change points. If the candidate follows the advice, each
completed action becomes an event and the simulation continues from there.

Planning always terminates; see `interview_rules.evaluation.simulation`.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from interview_rules.calendars.calendar import NEVER
from interview_rules.calendars.moments import parse_instant, resolve
from interview_rules.calendars.versions import versions
from interview_rules.evaluation.simulation import Simulation
from interview_rules.evaluation.unknown_names import action_of
from interview_rules.events.labels import say_event
from interview_rules.records.plan import PlanRecord, StretchRecord
from interview_rules.records.upgrading import RESULT_VERSION
from interview_rules.reports.advice_record import planned_record
from interview_rules.reports.calendar_methods import ApplicationCalendar
from interview_rules.reports.calendar_part import CalendarPart
from interview_rules.reports.display import Displayed
from interview_rules.reports.report import Report
from interview_rules.reports.rows import Bar, PlannedEvent, Row

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from interview_rules.calendars.calendar import Calendar
    from interview_rules.errors import Problem
    from interview_rules.evaluation.evaluation import Evaluation
    from interview_rules.evaluation.scenario import Scenario
    from interview_rules.evaluation.session import Session
    from interview_rules.events.event import Event
    from interview_rules.packs.model import RulePack
    from interview_rules.records.plan import Assumed
    from interview_rules.reports.advice import Advice
    from interview_rules.reports.document import Document
    from interview_rules.state.interview_state import InterviewState

__all__ = ["Plan", "Stretch", "make_plan"]


class Stretch:
    """A stretch of a plan with unchanging advice. Iterating over it yields the advice.

    `since` is its first instant, `until` the first instant after it, or None if the stretch has no
    end.
    """

    __slots__ = ("report", "since", "until")

    def __init__(self, report: Report, until: datetime | None) -> None:
        self.report = report
        self.since = report.now
        self.until = until

    def __iter__(self) -> Iterator[Advice]:
        return iter(self.report)

    def __contains__(self, action: str) -> bool:
        return action in self.report

    def __repr__(self) -> str:
        return f"<Stretch {self.since.isoformat()}: {', '.join(self.report.ids)}>"

    @property
    def advice(self) -> tuple[Advice, ...]:
        """The pieces of advice, most urgent first; their windows ignore later imagined actions."""
        return self.report.advice

    @property
    def actions(self) -> tuple[str, ...]:
        """The advised actions, most urgent first."""
        return self.report.actions


class Plan(Displayed, ApplicationCalendar):
    """The advice to come. Iterating over the plan yields its stretches.

    `state` is the state with all imagined events; `assumed` holds `silence` or `follow advice`.
    `imagined` holds the imagined events passed to `plan`, then those added by following the advice;
    `foreseen` holds only the former. `cut_short` is True if the plan reached its limit of imagined
    actions and follows the advice no further.
    """

    def __init__(
        self,
        evaluations: list[Evaluation],
        end: int | None,
        session: Session,
        assumed: tuple[Assumed, ...],
        imagined: tuple[Event, ...],
        *,
        foreseen: int,
        cut_short: bool,
    ) -> None:
        self.session = session
        self.state: InterviewState = session.state
        self.assumed = assumed
        self.imagined = imagined
        self.foreseen = imagined[:foreseen]
        self.cut_short = cut_short
        self.reports = [Report(each) for each in evaluations]
        self._end = end
        self._stretches: tuple[Stretch, ...] | None = None

    def __iter__(self) -> Iterator[Stretch]:
        return iter(self.stretches)

    def __len__(self) -> int:
        return len(self.reports)

    def __getitem__(self, place: int) -> Stretch:
        return self.stretches[place]

    def __repr__(self) -> str:
        return f"<Plan {self.now.isoformat()}: {len(self)} stretches>"

    @property
    def pack(self) -> RulePack:
        """The rule pack of the plan."""
        return self.reports[0].pack

    @property
    def calendar(self) -> Calendar:
        """The time zone and the business days of the state."""
        return self.reports[0].calendar

    @property
    def now(self) -> datetime:
        """The start of the plan, in the time zone of the state."""
        return self.reports[0].now

    @property
    def until(self) -> datetime | None:
        """The end of the plan, exclusive; None if its last stretch has no end."""
        return self.reports[0].evaluation.clock(self._end)

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """The stretches in order, without gaps."""
        if self._stretches is None:
            ends = [*(report.now for report in self.reports[1:]), self.until]
            self._stretches = tuple(map(Stretch, self.reports, ends))
        return self._stretches

    def at(self, moment: datetime | str) -> Stretch:
        """Return the stretch containing a moment: a datetime, or text such as `2026-11-25 12:00`.

        Without an offset, the moment is in the time zone of the plan. Raises KeyError for a moment
        outside the plan, and StateError for what is no moment, such as a date without a time.
        """
        # Compare instants: datetimes in one zone compare by wall time, which clocks can repeat.
        instant = resolve(parse_instant(moment, "moment"), self.calendar)[0]
        place = bisect_right([report.instant for report in self.reports], instant)
        if not place or (self._end is not None and instant >= self._end):
            raise KeyError(moment)
        return self.stretches[place - 1]

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """Problems that leave parts of the state without effect, such as unknown names."""
        return self.session.unknown_names

    @property
    def rows(self) -> tuple[Row, ...]:
        """Each piece of advice with its bars, in order of first appearance.

        Advice whose title changes within the plan has a row for each title.
        """
        rows: dict[tuple[str, str], list[Bar]] = {}
        first: dict[tuple[str, str], Advice] = {}
        last: dict[tuple[str, str], int] = {}
        for place, stretch in enumerate(self.stretches):
            for advice in stretch:
                key = (advice.id, advice.title)
                bars = rows.setdefault(key, [])
                first.setdefault(key, advice)
                if last.get(key, -1) == place - 1 and bars:
                    bars[-1] = Bar(bars[-1].since, stretch.until, advice.due)
                else:
                    bars.append(Bar(stretch.since, stretch.until, advice.due))
                last[key] = place
        return tuple(
            Row(key[0], first[key].action, first[key].kind, key[1], tuple(bars))
            for key, bars in rows.items()
        )

    @property
    def heading(self) -> str:
        """A heading for the plan: the position and the company; empty if neither is known."""
        return self.state.about

    @property
    def happens(self) -> tuple[PlannedEvent, ...]:
        """The events within the plan, recorded or imagined, in chronological order.

        Rounds that are called off are left out, and so are marks on advice, unless a mark counts as
        another event or sets a fact of the pack.
        """
        start, end = self.reports[0].instant, NEVER if self._end is None else self._end
        timeline = self.session.intervals.timeline
        passed = {id(event) for event in self.imagined}
        # The timeline lists, at the index of an `advice-done` event, the event that it counts as.
        imagined = {
            id(event)
            for event, said in zip(timeline.events, self.state.log(), strict=True)
            if id(said) in passed
        }
        found: list[tuple[int, Event, bool, str]] = []
        for h in timeline.happenings:
            if h.meeting is not None and h.meeting.off < NEVER:
                continue
            # A round takes place before it is known to be over.
            at = h.at if h.meeting else h.known
            if start < at < end:
                says = say_event(h.event, takes_place=h.meeting is not None)
                found.append((at, h.event, id(h.event) in imagined, says))
        found += [
            (h.known, h.event, id(h.event) in imagined, own.doc.rstrip("."))
            for h in timeline.of_pack
            if start < h.known < end and (own := self.pack.event(h.event.event))
        ]
        done = [*self._done_in_facts()]
        titles = {row.action: row.title for row in reversed(self.rows)} if done else {}
        for event, action in done:
            at = resolve(event.at, self.calendar)[0] if event.at is not None else start
            if start < at < end:
                says = f"“{titles.get(action, action)}” done"
                found.append((at, event, id(event) in imagined, says))
        found.sort(key=lambda each: each[0])
        clock = self.calendar.to_datetime
        return tuple(PlannedEvent(clock(at), event, mine, says) for at, event, mine, says in found)

    def _done_in_facts(self) -> Iterator[tuple[Event, str]]:
        """Yield each event that marks an action as done and so sets a fact, and the action."""
        pack = self.pack
        if not pack.facts.keys().isdisjoint(pack.recorded.values()):
            for event in self.session.intervals.timeline.events:
                if event.event != "advice-done":
                    continue
                action = action_of(pack, event.advice or "") or ""
                if pack.recorded.get(action) in pack.facts:
                    yield event, action

    def record(self) -> PlanRecord:
        """Return the plan as data."""
        return PlanRecord(
            schema_version=RESULT_VERSION,
            now=self.now,
            until=self.until,
            pack=self.pack.name,
            pack_digest=self.pack.digest,
            state=self.state.identity,
            assumed=self.assumed,
            imagined=self.imagined,
            cut_short=self.cut_short,
            stretches=tuple(
                StretchRecord(
                    since=stretch.since,
                    until=stretch.until,
                    advice=tuple(planned_record(advice) for advice in stretch),
                )
                for stretch in self.stretches
            ),
            rows=tuple([row.record() for row in self.rows]),
            happens=tuple([each.record() for each in self.happens]),
            versions=versions(self.state.country),
        )

    def _calendar_parts(self, name: str) -> tuple[CalendarPart, ...]:
        evaluations = [report.evaluation for report in self.reports]
        return (CalendarPart(evaluations, self.session, NEVER, name),)

    def to_svg(self) -> str:
        """Return the plan as an SVG picture: rows of advice as bars over days, with `now` marked.

        The picture is legible at a width of 600 pixels or more, in light and dark mode. All text is
        escaped.
        """
        from interview_rules.reports.svg import to_svg  # noqa: PLC0415  # most callers draw nothing

        return to_svg(self.heading, self.now, self.until, self.rows, self.happens, self.calendar)

    def _document(self) -> Document:
        from interview_rules.reports.plan_document import plan_document  # noqa: PLC0415  # most callers show nothing

        return plan_document(self)

    def to_json(self, *, indent: int | None = None) -> str:
        """Return the plan as JSON; `PlanRecord.model_validate_json` reads it back."""
        return self.record().model_dump_json(indent=indent)


def make_plan(
    session: Session, start: int, end: int | None, scenario: Scenario, application: str = ""
) -> Plan:
    """Return a plan from one instant to another, open-ended if `end` is None.

    The session already includes the imagined events, which the scenario lists under `application`.
    Raises CalendarError if the plan needs the business days of a year without known holidays.
    """
    simulation = Simulation(session, start, end)
    simulation.go(follow=scenario.follow)
    foreseen = scenario.events.get(application, ())
    return Plan(
        simulation.evaluations,
        end,
        simulation.session,
        scenario.words,
        (*foreseen, *simulation.done),
        foreseen=len(foreseen),
        cut_short=simulation.cut_short,
    )
