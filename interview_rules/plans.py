"""What will be advised when: a plan, as an ordered list of stretches.

What holds changes only at instants that can be computed, so a plan of what happens if nothing
happens is a walk over them. If the candidate is to follow the advice, everything that is done
becomes an event at its moment, and the walk goes on from there.

A plan always ends. A state has finitely many borders and a pack finitely many comparisons with now,
so every walk is finite; what is done begins another one later in time, at most `MOST_ACTS` times.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from interview_rules.calendars import NEVER
from interview_rules.errors import Problem, StateError, kind_of, nearest, printable, quoted
from interview_rules.events import Event
from interview_rules.moments import parse_moment, resolve
from interview_rules.records import PlanRecord, StretchRecord
from interview_rules.saying import say_event
from interview_rules.state import InterviewState
from interview_rules.state_problems import MOST

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from interview_rules.advice import Advice, Report
    from interview_rules.calendars import Calendar
    from interview_rules.packs import Kind, RulePack
    from interview_rules.reading import Reading

    Assume = str | Iterable[str | Event | Mapping[str, object]]

__all__ = [
    "MOST_ACTS",
    "Assumed",
    "Bar",
    "Happens",
    "Plan",
    "Row",
    "Stretch",
    "make_plan",
    "parse_end",
    "read_assumed",
]

SILENCE, FOLLOW = "silence", "follow advice"
MOST_ACTS = 100
"""How much a candidate who follows all advice does at most in one plan."""
OPENING, CLOSING = 9, 21
"""The hours between which an imagined candidate does what is due on the day itself."""
_HOUR = 3600
_LONGEST = timedelta(days=36_525)
_LAST_DAY = date(2200, 12, 31).toordinal()
"""After this day nothing can be noted; see `moments`."""


class Happens(NamedTuple):
    """Something that happens within a plan: known to the state, or `imagined` for the plan."""

    at: datetime
    event: Event
    imagined: bool
    says: str
    application: str = ""


class Bar(NamedTuple):
    """From when until when something is advised without a break; None where a plan has no end."""

    since: datetime
    until: datetime | None
    due: date | datetime | None


class Row(NamedTuple):
    """All that a plan says about one advice: its bars, in order."""

    id: str
    action: str
    kind: Kind
    title: str
    bars: tuple[Bar, ...]
    application: str = ""


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
    happen; `imagined` are the events brought for it (`foreseen`) and what was done; `cut_short` whether following the advice came to no end within `MOST_ACTS` doings.
    """

    def __init__(
        self,
        reports: list[Report],
        end: int | None,
        reading: Reading,
        assumed: tuple[str, ...],
        imagined: tuple[Event, ...],
        *,
        foreseen: int,
        cut_short: bool,
    ) -> None:
        self.reading = reading
        self.state: InterviewState = reading.state
        self.assumed = assumed
        self.imagined = imagined
        self.foreseen = imagined[:foreseen]
        self.cut_short = cut_short
        self.reports = reports
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
        return self.reports[0].clock(self._end)

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
        timeline = self.reading.stretches.timeline
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
        from interview_rules.ics import of_plan, to_ics  # noqa: PLC0415  # the extra may be missing

        found = of_plan(self, name)
        return to_ics(found, self.calendar, self.now, todos=todos, alarms=alarms)

    def to_svg(self) -> str:
        """The plan as a picture: rows of advice as bars over days, with now marked.

        Legible at 600 pixels, in light and in dark. Names and texts are escaped.
        """
        from interview_rules.picture import to_svg  # noqa: PLC0415  # most callers draw nothing

        return to_svg(self.heading, self.now, self.until, self.rows, self.happens, self.calendar)

    def _repr_html_(self) -> str:
        return f"<div>{self.to_svg()}</div>"

    def to_json(self, *, indent: int | None = None) -> str:
        """The plan as JSON; `PlanRecord.model_validate_json` reads it back."""
        return self.record().model_dump_json(indent=indent)


class Assumed(NamedTuple):
    """Whether the advice is followed, and the events that are imagined, by application."""

    follow: bool
    events: dict[str, tuple[Event, ...]]
    places: dict[str, list[int]]
    """Where the events of each application stand in what was to be assumed."""

    @property
    def words(self) -> tuple[str, ...]:
        """The same in the words it is asked for."""
        return (FOLLOW if self.follow else SILENCE,)

    def located(self, error: StateError, name: str, known: int) -> StateError:
        """An error about a state that had so many events of its own before these were added."""
        prefix = f"applications.{printable(name)}." if name else ""
        problems = []
        for problem in error.problems:
            match = re.match(r"events\[(\d+)\]", problem.where.removeprefix(prefix))
            place = int(match[1]) - known if match else -1
            if match is not None and 0 <= place < len(self.places.get(name, ())):
                rest = problem.where.removeprefix(prefix)[match.end() :]
                where = f"assume[{self.places[name][place]}]{rest}"
                problem = Problem(where, problem.message, problem.hint)  # noqa: PLW2901  # moved
            problems.append(problem)
        return StateError(problems)


def make_plan(
    reading: Reading, start: int, end: int | None, assumed: Assumed, application: str = ""
) -> Plan:
    """The plan from an instant on, until another one if it is to end.

    The imagined events of the application are in the reading already.
    """
    walk = _Walk(reading, start, end)
    walk.go(follow=assumed.follow)
    foreseen = assumed.events.get(application, ())
    return Plan(
        walk.reports,
        end,
        walk.reading,
        assumed.words,
        (*foreseen, *walk.done),
        foreseen=len(foreseen),
        cut_short=walk.cut_short,
    )


def read_assumed(assume: Assume, applications: Collection[str] | None = None) -> Assumed:
    """What is to be assumed. With several applications, an event says which it is about.

    Raises StateError for what cannot be assumed.
    """
    if not isinstance(assume, Iterable):
        message = f"what is assumed is a word or a list of events, this is {kind_of(assume)}"
        raise StateError([Problem("assume", message, f"write {FOLLOW}")])
    alone = isinstance(assume, str | Mapping | Event)
    given = [assume] if alone else list(islice(assume, MOST + 1))
    words = [each for each in given if isinstance(each, str)]
    problems = [
        Problem(
            "assume",
            f"nobody can assume {quoted(word)}",
            nearest(word, (SILENCE, FOLLOW)) or f"write {SILENCE}, {FOLLOW}, or a list of events",
        )
        for word in words
        if word not in {SILENCE, FOLLOW}
    ]
    places: dict[str, list[int]] = {}
    for place, each in enumerate(given):
        if not isinstance(each, str):
            name = ""
            if isinstance(each, Mapping) and "application" in each and applications is not None:
                name = each["application"]
                if not isinstance(name, str) or name not in applications:
                    message = f"there is no application {quoted(str(name))}"
                    hint = nearest(str(name), applications)
                    problems.append(Problem(f"assume[{place}].application", message, hint))
                    continue
            places.setdefault(name, []).append(place)
    events: dict[str, tuple[Event, ...]] = {}
    for name, own in places.items():
        try:
            listed = [_without_application(given[place], name) for place in own]
            events[name] = InterviewState.read({"events": listed}).events
        except StateError as error:
            problems += [_moved(problem, own) for problem in error.problems]
    if problems:
        raise StateError(problems)
    return Assumed(FOLLOW in words, events, places)


def _without_application(event: Any, name: str) -> Any:
    if not name:
        return event
    return {key: value for key, value in event.items() if key != "application"}


def _moved(problem: Problem, places: list[int]) -> Problem:
    """What is wrong with one of the events, under its place in what was to be assumed."""
    match = re.match(r"events\[(\d+)\]", problem.where)
    if match is None:
        return Problem("assume", problem.message, problem.hint)
    where = f"assume[{places[int(match[1])]}]{problem.where[match.end() :]}"
    return Problem(where, problem.message, problem.hint)


class _Walk:
    """One walk over a state's future, with what is done on the way."""

    def __init__(self, reading: Reading, start: int, end: int | None) -> None:
        self.reading = reading
        self.at = start
        self.end = NEVER if end is None else end
        self.reports: list[Report] = []
        self.done: list[Event] = []
        self.cut_short = False
        self._due: dict[str, int | None] = {}
        """For each action that is given without a break: when it is to be done, None if it cannot."""
        self._done: set[str] = set()
        """Of these the ones that were done."""

    def go(self, *, follow: bool) -> None:
        """Walk to the end."""
        while self._leg(follow=follow):
            pass

    def _leg(self, *, follow: bool) -> bool:
        """Walk until something is done, and note it; false if nothing more is."""
        reading = self.reading
        act: tuple[int, int, str] | None = None
        advised, seen = -1, None
        for instant, facts, holds, given in reading.windows(self.at).moments():
            if act is not None and act[0] < min(instant, self.end):
                if self._do(*act):
                    return True
                follow, act = False, None
            if instant >= self.end:
                return False
            report = reading.at(instant, facts, holds, given)
            if self.reports and self.reports[-1].instant == instant:
                self.reports.pop()
            if not self.reports or _differs(self.reports[-1], report):
                self.reports.append(report)
            if follow and (given != advised or facts is not seen):
                act, advised, seen = self._next_act(report), given, facts
        return act is not None and act[0] < self.end and self._do(*act)

    def _next_act(self, report: Report) -> tuple[int, int, str] | None:
        """What is done next, of all that is advised: when, in which place, and which action."""
        recorded, acting = self.reading.pack.recorded, {}
        for advice in report.advice if report.given else ():
            if advice.kind == "do" and advice.action in recorded:
                acting[advice.action] = advice
        self._done &= acting.keys()
        begun = self._due
        # A day that was moved is another day; one that was reached stays as it was.
        self._due = {
            action: None if action in self._done else _when(report, advice, begun.get(action))
            for action, advice in acting.items()
        }
        ahead = [
            (at, place, action)
            for place, action in enumerate(acting)
            if (at := self._due[action]) is not None
        ]
        return min(ahead, default=None)

    def _do(self, at: int, _place: int, action: str) -> bool:
        """Note that something was done; false if that would be too much, or too far ahead."""
        calendar = self.reports[-1].calendar
        day = calendar.day_of(at)
        if len(self.done) == MOST_ACTS or day > _LAST_DAY:
            self.cut_short = True
            return False
        on_the_day = at == calendar.starts[day]
        moment = date.fromordinal(day) if on_the_day else calendar.to_datetime(at)
        event = Event(at=moment, event=self.reading.pack.recorded[action])
        self.reading = self.reading.again(self.reading.state.imagined(event))
        self.done.append(event)
        self.at = at
        self._done.add(action)
        return True


def _differs(one: Report, other: Report) -> bool:
    """Whether a person reads something else in two reports that follow each other."""
    if one.given != other.given:
        return True
    return one.facts is not other.facts and one.says() != other.says()


def _when(report: Report, advice: Advice, planned: int | None) -> int | None:
    """When somebody who follows an advice does it; None if it is not for now.

    On the day it is due, or on the first business day if it has none; what is due by then or on that
    very day, in the morning, or an hour later, or on the next morning if it is evening. What is due only
    after the advice has ended is left to the advice that follows. `planned` is what was meant before.
    """
    calendar, now = report.calendar, report.instant
    due = advice.due_span
    today = calendar.day_of(now)
    if due[0] < NEVER:
        day = max(due[2], today)
    elif planned is not None:
        return planned
    else:
        day = today if calendar.is_business(today) else calendar.business(today, 1)
    starts = calendar.starts
    at = starts[day]
    if at <= now:
        if planned is not None and planned >= now and day == calendar.day_of(planned):
            return planned
        at = max(starts[day] + OPENING * _HOUR, now + _HOUR)
        if at >= starts[day] + CLOSING * _HOUR:
            at = starts[day + 1] + OPENING * _HOUR
    until = report.windows().window(advice.index)[1]
    if until is None or at < until:
        return at
    # A day that is never reached is no reason not to act, unless it was named.
    soon = min(now + _HOUR, until - 1)
    named_later = due[0] < NEVER and due[0] >= until
    return None if named_later or soon <= now else soon


def parse_end(
    until: datetime | date | timedelta | str | None, start: int, calendar: Calendar
) -> int | None:
    """Where a plan is to end: a moment, the end of a day, or a length of time from its start.

    Raises StateError for what is none of these, and for an end that is not after the start.
    """
    if until is None:
        return None
    if isinstance(until, timedelta):
        end = start + until // timedelta(seconds=1)
        if until > _LONGEST:
            raise StateError([Problem("until", "a plan goes on for a hundred years at most")])
    else:
        end = resolve(parse_moment(until, "until"), calendar)[1]
    if end <= start:
        raise StateError([Problem("until", "a plan ends after it begins", "write a later day")])
    return end
