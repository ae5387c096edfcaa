"""A session evaluated at one instant: the facts, the rules that hold and the advice given.

The order, texts, due dates and windows of the advice are computed only on access. Reports,
explanations, questions and plans are built from evaluations.
"""

from __future__ import annotations

from datetime import date
from operator import gt
from typing import TYPE_CHECKING

from interview_rules.calendars.calendar import NEVER
from interview_rules.calendars.formatting import said
from interview_rules.engines.rule_mask import contains
from interview_rules.evaluation.own_facts import text_of
from interview_rules.facts.people import intermediary_in, not_yet_thanked
from interview_rules.facts.vocabulary import FACTS
from interview_rules.packs.templates import fill

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from interview_rules.calendars.calendar import Calendar, Span
    from interview_rules.engines.program import Program
    from interview_rules.engines.rule_mask import RuleMask
    from interview_rules.evaluation.session import Session
    from interview_rules.evaluation.windows import Windows
    from interview_rules.facts.happening import Happening
    from interview_rules.facts.vocabulary import Facts
    from interview_rules.language.nodes import Moment
    from interview_rules.packs.model import Rule, RulePack
    from interview_rules.packs.templates import Template
    from interview_rules.state.interview_state import InterviewState

__all__ = ["Evaluation", "evaluate"]


class Evaluation:
    """The result of evaluating one session at one instant.

    Rules are identified by their index in the pack. `holds` is the mask of the rules that hold,
    `given` that of the rules whose advice is given.
    """

    __slots__ = ("_order", "_windows", "facts", "given", "held", "holds", "instant", "session")

    def __init__(
        self,
        session: Session,
        instant: int,
        facts: Facts,
        holds: RuleMask,
        given: RuleMask,
        held: Happening | None = None,
    ) -> None:
        """Store the facts, and the masks of the rules that hold and that give their advice.

        `held` replaces the latest round of the log, which supplies the names of people in texts.
        """
        self.held = held
        self.session = session
        self.instant = instant
        self.facts = facts
        self.holds = holds
        self.given = given
        self._order: tuple[int, ...] | None = None
        self._windows: Windows | None = None

    def __reduce__(self) -> tuple[Callable[..., Evaluation], tuple[object, ...]]:
        return (evaluate, (self.session, self.instant))

    @property
    def pack(self) -> RulePack:
        """The rule pack of the session."""
        return self.session.program.pack

    @property
    def program(self) -> Program:
        """The rule pack on its engine."""
        return self.session.program

    @property
    def state(self) -> InterviewState:
        """The state that was evaluated."""
        return self.session.state

    @property
    def calendar(self) -> Calendar:
        """The time zone and the business days of the state."""
        return self.session.calendar

    @property
    def now(self) -> datetime:
        """The instant as a datetime in the state's time zone."""
        return self.calendar.to_datetime(self.instant)

    @property
    def latest_round(self) -> Happening | None:
        """The latest interview or screening call held, or None."""
        return self.held or self.session.intervals.timeline.latest_round(self.instant)

    # -- which advice, in which order ----------------------------------------------------------

    @property
    def order(self) -> tuple[int, ...]:
        """The indexes of the rules whose advice is given, most urgent first."""
        order = self._order
        if order is None:
            order = self._order = self._in_order()
        return order

    def _in_order(self) -> tuple[int, ...]:
        program = self.session.program
        pack = program.pack
        found, dated = program.in_order(self.given)
        if dated:
            ends = [self.due(index)[1] for index in dated]
            if NEVER in ends or any(map(gt, ends, ends[1:])):
                ranks, due = pack.ranks, dict(zip(dated, ends, strict=True))
                found = tuple(
                    sorted(found, key=lambda i: (ranks[i][0], due.get(i, NEVER), ranks[i][1]))
                )
        return self._with_befores(found) if pack.has_befores else found

    def _with_befores(self, order: tuple[int, ...]) -> tuple[int, ...]:
        """Return the order with each rule moved before the first rule that its `before` names."""
        found = list(order)
        for index in order:
            others = {self.pack.by_id[name] for name in self.pack.rules[index].before}
            first = next((place for place, other in enumerate(found) if other in others), None)
            if first is not None and first < found.index(index):
                found.remove(index)
                found.insert(first, index)
        return tuple(found)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the rules whose advice is given, in order."""
        ids = self.session.program.pack.ids
        return tuple([ids[index] for index in self.order])

    @property
    def headline(self) -> str:
        """The title of the first advice that is a stance, or else of the first advice.

        It says on one line how things stand; empty if there is no advice.
        """
        order = self.order
        actions, stances = self.pack.actions_by_rule, self.pack.stances
        stance = next((index for index in order if actions[index] in stances), None)
        for index in order[:1] if stance is None else (stance,):
            advise = self.pack.rules[index].advise
            assert advise is not None  # noqa: S101  # only rules with advice are in order
            return self.filled(advise.title)
        return ""

    @property
    def actions(self) -> tuple[str, ...]:
        """The advised actions, in order."""
        actions = self.session.program.pack.actions_by_rule
        return tuple([actions[index] for index in self.order])

    def stands(self, index: int) -> bool:
        """Return True if a rule holds and no other standing rule replaces its advice."""
        return contains(self.program.conflicts.stands(self.holds), index)

    # -- when ----------------------------------------------------------------------------------

    def windows(self) -> Windows:
        """Return the windows around the instant of this evaluation; created on first use."""
        if self._windows is None:
            self._windows = self.session.windows(self.instant, self.facts)
        return self._windows

    def next_change(self) -> int | None:
        """Return the first later instant at which the advice, its wording or a due date changes.

        Events planned in the state are assumed to happen at their time. Return None if nothing
        changes any more.
        """
        mine = None
        for instant, facts, holds, given in self.windows().moments():
            if given != self.given:
                return instant
            if facts is not self.facts:
                mine = mine or self.says()
                if Evaluation(self.session, instant, facts, holds, given).says() != mine:
                    return instant
        return None

    def due(self, index: int) -> Span:
        """Return a rule's due date as start, end and local day; all NEVER if it has none."""
        due = self.program.moments.due(index)
        return due(self.facts, self.calendar) if due else (NEVER, NEVER, NEVER)

    def span(self, moment: Moment) -> Span:
        """Return a moment of the pack as start, end and local day; all NEVER if it is unknown."""
        return self.program.moments.span(moment)(self.facts, self.calendar)

    def clock(self, instant: int | None) -> datetime | None:
        """Return an instant as a datetime in the state's time zone; None remains None.

        Raises CalendarError outside the years 1 to 9998, and so for NEVER.
        """
        return None if instant is None else self.calendar.clock[instant]

    def day_or_hour(self, span: Span) -> date | datetime | None:
        """Return a moment as a date if it is a whole day, else as a datetime; None if unknown.

        A part of a day, such as a round from eight to nine, becomes the instant at which it begins.
        The instant at the end of a day, and a span that ends after the day, count as whole days.
        """
        start, end, day = span
        if start == NEVER:
            return None
        first, over = self.calendar.starts[day], self.calendar.starts[day + 1]
        whole = start == over if start == end else end > over or (start == first and end == over)
        return date.fromordinal(day) if whole else self.clock(start)

    # -- in words ------------------------------------------------------------------------------

    def says(self) -> list[tuple[object, ...]]:
        """Return the visible parts of each piece of advice: rule id, title, text and due date.

        While the same advice is given, these change only with the facts, not with time alone.
        """
        return [self.reads(index) for index in self.order]

    def reads(self, index: int) -> tuple[object, ...]:
        """Return the rule id, title, text and due date of the advice of a rule."""
        rule = self.pack.rules[index]
        assert rule.advise is not None  # noqa: S101  # only rules with advice can be asked for
        title, text = self.filled(rule.advise.title), self.filled(rule.advise.text)
        return (rule.id, title, text, self.day_or_hour(self.due(index)))

    def filled(self, template: Template, named: Callable[[str], str] | None = None) -> str:
        """Return a template as text, with names, dates, numbers and choices filled in.

        `named` returns the value of a name, empty if unknown; it defaults to the method `name`.
        """
        offsets = self.pack.offsets
        return fill(template, self.facts, offsets, self.span, self.calendar, named or self.name)

    def name(self, name: str) -> str:
        """Return the value of a name in a template, such as `company`; empty if unknown."""
        if name in self.pack.facts and self.pack.facts[name].is_text:
            return text_of(self.pack, name, self.state)
        given = getattr(self.state, name, None)
        if given:
            return str(given)
        held = self.latest_round
        people = held.event.interviewers if held else ()
        if name == "addressee":
            between = intermediary_in(self.facts)
            return f"the {between}" if between else self.name("interviewer")
        if name == "interviewer":
            return people[0] if people else ""
        if name == "interviewers":
            return _listed(people)
        if name == "not_yet_thanked" and held:
            happenings = self.session.intervals.timeline.happenings
            return _listed(not_yet_thanked(happenings, self.instant, held))
        return ""

    def fact_said(self, name: str) -> tuple[str, bool]:
        """Return the value of a fact as text, and whether it differs from the default."""
        fact = FACTS.get(name) or self.pack.facts[name]
        place = self.pack.offsets[name]
        value = self.facts[place]
        if value == fact.default:
            return fact.default_text, False
        if fact.type == "moment":
            return said((value, self.facts[place + 1], self.facts[place + 2]), self.calendar), True
        if fact.type == "choice":
            return fact.choices[value], True
        if fact.is_text:
            return text_of(self.pack, name, self.state) or fact.default_text, True
        return "yes" if fact.type == "flag" else str(value), True

    # -- why -----------------------------------------------------------------------------------

    def reasons(self, rule: Rule) -> tuple[Rule, ...]:
        """Return a rule, followed by all other rules that hold and advise the same action."""
        assert rule.advise is not None  # noqa: S101  # only rules with advice have reasons
        pack, action = self.pack, rule.advise.action
        same = [pack.rules[i] for i in pack.by_action[action] if contains(self.holds, i)]
        return (rule, *(each for each in same if each is not rule))


def evaluate(session: Session, instant: int) -> Evaluation:
    """Return the evaluation of a session at an instant, in seconds since the epoch."""
    facts = session.facts(instant)
    holds, given = session.program.evaluate(instant, facts, session.calendar)
    if session.suppressed:
        given &= ~session.windows(instant, facts).suppressed_at(instant)
    return Evaluation(session, instant, facts, holds, given)


def _listed(names: tuple[str, ...]) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
