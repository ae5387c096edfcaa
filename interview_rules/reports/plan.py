"""What will be advised when: a plan, as an ordered list of stretches.

What holds changes only at instants that can be computed, so a plan of what happens if nothing
happens is a walk over them. If the candidate is to follow the advice, everything that is done
becomes an event at its moment, and the walk goes on from there.

A plan always ends; see `walks`.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from interview_rules.calendars.calendar import NEVER
from interview_rules.evaluation.simulation import Simulation
from interview_rules.events.labels import say_event
from interview_rules.records import PlanRecord, StretchRecord
from interview_rules.reports.appointments import of_plan
from interview_rules.reports.report import Report
from interview_rules.reports.rows import Bar, Happens, Row

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from interview_rules.calendars.calendar import Calendar
    from interview_rules.evaluation.evaluation import Evaluation
    from interview_rules.evaluation.scenario import Scenario
    from interview_rules.evaluation.session import Session
    from interview_rules.events.event import Event
    from interview_rules.packs.model import RulePack
    from interview_rules.reports.advice import Advice
    from interview_rules.state.interview_state import InterviewState


__all__ = ["Plan", "Stretch", "make_plan"]


class Stretch:
    """A stretch of a plan, in which the same is advised: iterate it for the advice.

    `since` is its first instant, `until` the first instant of the next one, None if it never ends.
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
        """The pieces of advice, in order. Their windows end where no doing would end them."""
        return self.report.advice

    @property
    def actions(self) -> tuple[str, ...]:
        """The actions advised, in order."""
        return self.report.actions


class Plan:
    """What will be advised when: iterate it for its stretches.

    `state` is what was asked about, with what was imagined; `assumed` says what was taken to
    happen. `imagined` are the events that were brought for it (`foreseen`) and what was done, and
    `cut_short` tells whether following the advice came to no end; see `walks`.
    """

    def __init__(
        self,
        evaluations: list[Evaluation],
        end: int | None,
        session: Session,
        assumed: tuple[str, ...],
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
        """The rules."""
        return self.reports[0].pack

    @property
    def calendar(self) -> Calendar:
        """The zone and the business days that are counted in."""
        return self.reports[0].calendar

    @property
    def now(self) -> datetime:
        """Where the plan begins."""
        return self.reports[0].now

    @property
    def until(self) -> datetime | None:
        """Where the plan ends; None if its last stretch never does."""
        return self.reports[0].evaluation.clock(self._end)

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """The stretches, in order, without gaps."""
        if self._stretches is None:
            ends = [*(report.now for report in self.reports[1:]), self.until]
            self._stretches = tuple(map(Stretch, self.reports, ends))
        return self._stretches

    def at(self, moment: datetime) -> Stretch:
        """The stretch that a moment falls into; a naive one is in the zone of the plan.

        Raises KeyError outside the plan.
        """
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=self.calendar.tzinfo)
        # By instants: datetimes of one zone compare by what the clock shows, twice in some nights.
        instant = moment.timestamp()
        place = bisect_right([report.instant for report in self.reports], instant)
        if not place or (self._end is not None and instant >= self._end):
            raise KeyError(moment)
        return self.stretches[place - 1]

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every advice of the plan with its bars, in the order in which they are first given."""
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
        """What the plan is about: position and company, as far as they are known."""
        return " at ".join(each for each in (self.state.position, self.state.company) if each)

    @property
    def happens(self) -> tuple[Happens, ...]:
        """What happens within the plan, as far as the state knows of it or it was imagined."""
        start, end = self.reports[0].instant, NEVER if self._end is None else self._end
        timeline = self.session.intervals.timeline
        brought = {id(event) for event in self.imagined}
        # What is done by word counts as another event, at the same place of the log.
        imagined = {
            id(event)
            for event, said in zip(timeline.events, self.state.log(), strict=True)
            if id(said) in brought
        }
        found: list[tuple[int, Event, bool, str]] = []
        for h in timeline.happenings:
            if h.meeting is not None and h.meeting.off < NEVER:
                continue
            # A round counts as over later than it takes place.
            at = h.at if h.meeting else h.known
            if start < at < end:
                says = say_event(h.event, takes_place=h.meeting is not None)
                found.append((at, h.event, id(h.event) in imagined, says))
        found.sort(key=lambda each: each[0])
        clock = self.calendar.to_datetime
        return tuple(Happens(clock(at), event, mine, says) for at, event, mine, says in found)

    def record(self) -> PlanRecord:
        """The plan as data."""
        return PlanRecord(
            now=self.now,
            until=self.until,
            pack=self.pack.name,
            assumed=self.assumed,
            imagined=self.imagined,
            cut_short=self.cut_short,
            stretches=tuple(
                StretchRecord(
                    since=stretch.since,
                    until=stretch.until,
                    advice=tuple(advice.planned() for advice in stretch),
                )
                for stretch in self.stretches
            ),
        )

    def to_ics(self, *, name: str = "", todos: bool = False, alarms: bool = True) -> bytes:
        """What will be due, as a calendar file (RFC 5545).

        `name` stands for the application in what tells its events from others, company and
        position if it is left out. `todos` writes to-dos instead of events. Importing a later file again
        updates what is there. Needs the extra `calendar`; raises ModuleNotFoundError without it.
        """
        from interview_rules.reports.ics import to_ics  # noqa: PLC0415  # the extra may be missing

        found = of_plan([report.evaluation for report in self.reports], self.session, name)
        return to_ics(found, self.calendar, self.now, todos=todos, alarms=alarms)

    def to_svg(self) -> str:
        """The plan as a picture: rows of advice as bars over days, with now marked.

        Legible at 600 pixels, in light and in dark. Names and texts are escaped.
        """
        from interview_rules.reports.svg import to_svg  # noqa: PLC0415  # most callers draw nothing

        return to_svg(self.heading, self.now, self.until, self.rows, self.happens, self.calendar)

    def _repr_html_(self) -> str:
        return f"<div>{self.to_svg()}</div>"

    def to_json(self, *, indent: int | None = None) -> str:
        """The plan as JSON; `PlanRecord.model_validate_json` reads it back."""
        return self.record().model_dump_json(indent=indent)


def make_plan(
    session: Session, start: int, end: int | None, assumed: Scenario, application: str = ""
) -> Plan:
    """The plan from an instant on, until another one if it is to end.

    The imagined events of the application are in the session already.
    """
    walk = Simulation(session, start, end)
    walk.go(follow=assumed.follow)
    foreseen = assumed.events.get(application, ())
    return Plan(
        walk.evaluations,
        end,
        walk.session,
        assumed.words,
        (*foreseen, *walk.done),
        foreseen=len(foreseen),
        cut_short=walk.cut_short,
    )
