"""What `advise` returns: a report, and the pieces of advice in it.

Everything but which advice is given is worked out when it is first read. `record()` is the same as
plain data, with a published JSON Schema, and reads back from JSON.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import cached_property
from operator import gt
from typing import TYPE_CHECKING, Any

from interview_rules.assumptions import assumptions
from interview_rules.calendars import NEVER
from interview_rules.facts import FACTS
from interview_rules.folding import not_yet_thanked
from interview_rules.questions import Questions, questions
from interview_rules.records import (
    AdviceRecord,
    AssumptionRecord,
    DraftRecord,
    PlannedRecord,
    ReasonRecord,
    ReportRecord,
    source_record,
)
from interview_rules.texts import fill, said
from interview_rules.versions import data_versions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_rules.calendars import Calendar
    from interview_rules.facts import Facts
    from interview_rules.language.nodes import Moment as MomentNode
    from interview_rules.packs import Kind, Rule, RulePack, Source
    from interview_rules.reading import Reading
    from interview_rules.state import InterviewState
    from interview_rules.timeline import Span
    from interview_rules.windows import Windows

__all__ = ["Advice", "Report"]


class Advice:
    """One piece of advice: what to do, avoid or know, from when until when, and why.

    `id` is the rule that speaks, `action` what it is about. `due` is a date, or an aware datetime
    where the hour counts, or None where acting by a moment is not the point.
    """

    def __init__(self, report: Report, index: int, rule: Rule) -> None:
        assert rule.advise is not None  # noqa: S101  # only rules with advice speak
        self._report = report
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
        return self._report.filled(self._advise.title)

    @property
    def text(self) -> str:
        """The advice in a few sentences, names and dates filled in."""
        return self._report.filled(self._advise.text)

    def _window(self) -> tuple[int | None, int | None]:
        if self._ends is None:
            self._ends = self._report.windows().window(self._index)
        return self._ends

    @property
    def since(self) -> datetime | None:
        """Where the largest stretch around now in which this is given begins; None if nowhere."""
        return self._report.clock(self._window()[0])

    @property
    def until(self) -> datetime | None:
        """Where that stretch ends: the first instant at which this is no longer given."""
        return self._report.clock(self._window()[1])

    @property
    def due(self) -> date | datetime | None:
        """By when to act, at best: a whole day, or an instant."""
        return self._report.day_or_hour(self._report.due(self._index))

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
        return self._report.due(self._index)

    @property
    def source(self) -> Source:
        """What the rule rests on."""
        return self._rule.source

    @property
    def because(self) -> tuple[ReasonRecord, ...]:
        """The rules that give this advice, the one that speaks first, with the facts they saw."""
        return self._report.reasons(self._rule)

    @property
    def draft(self) -> DraftRecord | None:
        """A message to send, where one makes sense."""
        draft = self._report.pack.drafts.get(self._advise.draft)
        if draft is None:
            return None
        return DraftRecord(
            subject=self._report.filled(draft.subject), body=self._report.filled(draft.body)
        )

    def done(self, at: date | datetime | str | None = None) -> InterviewState:
        """The state with a note that this was done, now or at a moment: what an app stores.

        Where the rules name an event for it, such as `follow-up-sent`, that is what is noted. Raises
        StateError for a moment that is none.
        """
        name = self._report.pack.recorded.get(self.action)
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
        return self._report.state.with_events(
            {**note, "at": self._report.now if at is None else at}
        )

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


class Report:
    """The advice at one moment: iterate it, what to do first comes first."""

    __slots__ = (
        "__dict__",
        "_advice",
        "_order",
        "_reading",
        "_windows",
        "calendar",
        "facts",
        "given",
        "holds",
        "instant",
        "pack",
        "state",
    )

    def __init__(
        self,
        pack: RulePack,
        state: InterviewState,
        calendar: Calendar,
        instant: int,
        facts: Facts,
        holds: int,
        given: int,
        reading: Reading | None = None,
    ) -> None:
        """`holds` and `given` are the rules that hold and whose advice is given, as masks.

        `reading` is made when it is asked for if the state has nothing that it would add.
        """
        self.pack = pack
        self.state = state
        self.calendar = calendar
        self.instant = instant
        self.facts = facts
        self.holds = holds
        self.given = given
        # Worked out when first asked for; functools' cached properties take a lock each.
        self._reading = reading
        self._order: tuple[int, ...] | None = None
        self._advice: tuple[Advice, ...] | None = None
        self._windows: Windows | None = None

    def __iter__(self) -> Iterator[Advice]:
        return iter(self.advice)

    def __len__(self) -> int:
        return self.given.bit_count()

    def __repr__(self) -> str:
        return f"<Report {self.now.isoformat()}: {', '.join(self.ids)}>"

    @property
    def now(self) -> datetime:
        """The moment the report is about, in the state's zone."""
        return self.calendar.to_datetime(self.instant)

    @property
    def order(self) -> tuple[int, ...]:
        """The rules that speak, by their place in the pack, what to do first first."""
        if self._order is None:
            self._order = self._in_order()
        return self._order

    def _in_order(self) -> tuple[int, ...]:
        found, dated = self.pack.in_order(self.given)
        if len(dated) > 1 or (dated and dated[0] not in self.pack.moments.surely_due):
            ends = [self.due(index)[1] for index in dated]
            if NEVER in ends or any(map(gt, ends, ends[1:])):
                ranks, due = self.pack.ranks, dict(zip(dated, ends, strict=True))
                found = tuple(
                    sorted(found, key=lambda i: (ranks[i][0], due.get(i, NEVER), ranks[i][1]))
                )
        return self._with_befores(found) if self.pack.has_befores else found

    def _with_befores(self, order: tuple[int, ...]) -> tuple[int, ...]:
        """The order with every rule that says so put right before the rule it names."""
        found = list(order)
        for index in order:
            others = {self.pack.by_id[name] for name in self.pack.rules[index].before}
            first = next((place for place, other in enumerate(found) if other in others), None)
            if first is not None and first < found.index(index):
                found.remove(index)
                found.insert(first, index)
        return tuple(found)

    @property
    def advice(self) -> tuple[Advice, ...]:
        """The pieces of advice, in order."""
        if self._advice is None:
            rules = self.pack.rules
            self._advice = tuple([Advice(self, index, rules[index]) for index in self.order])
        return self._advice

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the rules that speak, in order."""
        ids = self.pack.ids
        return tuple([ids[index] for index in self.order])

    @property
    def actions(self) -> tuple[str, ...]:
        """The actions advised, in order."""
        actions = self.pack.actions_by_rule
        return tuple([actions[index] for index in self.order])

    def __contains__(self, action: str) -> bool:
        return action in self.actions

    def __getitem__(self, action: str) -> Advice:
        """The advice for an action. Raises KeyError where it is not given."""
        for advice in self.advice:
            if advice.action == action:
                return advice
        raise KeyError(action)

    @property
    def reading(self) -> Reading:
        """The state as the pack reads it."""
        if self._reading is None:
            from interview_rules.reading import Reading  # noqa: PLC0415  # a cycle: it makes reports

            self._reading = Reading(self.pack, self.state)
        return self._reading

    def windows(self) -> Windows:
        """The stretches around now."""
        if self._windows is None:
            self._windows = self.reading.windows(self.instant, self.facts)
        return self._windows

    @property
    def next_change(self) -> datetime | None:
        """The first moment at which this report says something else, if nothing else happens.

        What the state knows of already and is still ahead does happen: it can bring other advice,
        or the same in other words or due another day.
        """
        mine = None
        for instant, facts, holds, given in self.windows().moments():
            if given != self.given:
                return self.clock(instant)
            if facts is not self.facts:
                mine = mine or self.says()
                if self.reading.at(instant, facts, holds, given).says() != mine:
                    return self.clock(instant)
        return None

    def says(self) -> list[tuple[object, ...]]:
        """What a person reads: a plan that becomes history can change it, and time alone cannot."""
        return [(advice.id, advice.title, advice.text, advice.due) for advice in self.advice]

    @cached_property
    def assumptions(self) -> tuple[AssumptionRecord, ...]:
        """What was only assumed and mattered: each with its fact, and a text."""
        return assumptions(self)

    @cached_property
    def questions(self) -> Questions:
        """The best three questions whose answers would change the advice, the most useful first.

        `questions(all=True)` are all of them.
        """
        return questions(self)

    # -- what the pieces of advice ask for -----------------------------------------------------

    def due(self, index: int) -> Span:
        """When a rule's advice is due, as a moment; unknown if there is nothing to say."""
        due = self.pack.moments.due(index)
        return due(self.facts, self.calendar) if due else (NEVER, NEVER, NEVER)

    def _span(self, moment: MomentNode) -> Span:
        return self.pack.moments.span(moment)(self.facts, self.calendar)

    def clock(self, instant: int | None) -> datetime | None:
        """An instant in the state's zone."""
        return None if instant is None else self.calendar.clock[instant]

    def day_or_hour(self, span: Span) -> date | datetime | None:
        """A moment as a person writes it: a date if it is a whole day, a datetime if not."""
        start, end, day = span
        if start == NEVER:
            return None
        whole = start < end or start == self.calendar.starts[day + 1]
        return date.fromordinal(day) if whole else self.clock(start)

    def filled(self, template: Any) -> str:
        """A template of the pack with the facts of this report."""
        pack = self.pack
        calendar = self.calendar
        return fill(template, self.facts, pack.offsets, self._span, calendar, self._name)

    def _name(self, name: str) -> str:
        """A name that a text asks for; empty where it is not known."""
        given = getattr(self.state, name, None)
        if given:
            return str(given)
        timeline = self.reading.stretches.timeline
        held = timeline.latest_round(self.instant)
        people = held.event.interviewers if held else ()
        if name == "interviewer":
            return people[0] if people else ""
        if name == "interviewers":
            return _listed(people)
        if name == "not_yet_thanked" and held:
            return _listed(not_yet_thanked(timeline, self.instant, held))
        return ""

    def reasons(self, rule: Rule) -> tuple[ReasonRecord, ...]:
        """The rules behind an advice: the one that speaks, then others with the same action."""
        assert rule.advise is not None  # noqa: S101  # only rules with advice speak
        pack = self.pack
        same = [
            other
            for index, other in enumerate(pack.rules)
            if other is not rule
            and self.holds >> index & 1
            and other.advise is not None
            and other.advise.action == rule.advise.action
        ]
        return tuple(self._reason(each) for each in (rule, *same))

    def fact_said(self, name: str) -> tuple[str, bool]:
        """A fact as a person says it, and whether it has another value than its default."""
        fact = FACTS.get(name) or self.pack.facts[name]
        place = self.pack.offsets[name]
        value = self.facts[place]
        known = value != fact.default
        if fact.type == "moment":
            span = (value, self.facts[place + 1], self.facts[place + 2])
            return said(span, self.calendar) if known else "unknown", known
        if fact.type == "choice":
            return fact.choices[value], known
        if fact.type == "flag":
            return "yes" if value else "no", known
        return str(value), known

    def active(self, index: int) -> bool:
        """Whether a rule's advice stands: it holds, and none that stands in its place does."""
        return bool(self.pack.speaking.stands(self.holds) >> index & 1)

    def _reason(self, rule: Rule) -> ReasonRecord:
        seen = {fact.name: self.fact_said(fact.name)[0] for fact in self.pack.facts_of(rule)}
        return ReasonRecord(
            rule=rule.id,
            pack=rule.pack,
            words=rule.words,
            facts=seen,
            source=source_record(rule.source),
        )

    def record(self) -> ReportRecord:
        """The report as data, everything worked out."""
        return ReportRecord(
            now=self.now,
            pack=self.pack.name,
            advice=tuple(advice.record() for advice in self.advice),
            assumptions=self.assumptions,
            questions=tuple(question.record() for question in self.questions),
            next_change=self.next_change,
            versions=data_versions(self.state.country),
        )

    def to_ics(self, *, name: str = "", todos: bool = False, alarms: bool = True) -> bytes:
        """What is due, as a calendar file (RFC 5545).

        `name` stands for the application in what tells its events from others, company and
        position if it is left out. `todos` writes to-dos instead of events. Importing a later file again
        updates what is there. Needs the extra `calendar`; raises ModuleNotFoundError without it.
        """
        from interview_rules.ics import of_report, to_ics  # noqa: PLC0415  # the extra may be missing

        found = of_report(self, name)
        return to_ics(found, self.calendar, self.now, todos=todos, alarms=alarms)

    def to_json(self, *, indent: int | None = None) -> str:
        """The report as JSON; `ReportRecord.model_validate_json` reads it back."""
        return self.record().model_dump_json(indent=indent)


def _listed(names: tuple[str, ...]) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
