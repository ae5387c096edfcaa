"""What a pack makes of a state: its own facts looked up, and what is done or set aside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from interview_rules.advice import Report
from interview_rules.calendars import NEVER
from interview_rules.errors import InterviewRulesError, Problem, StateError, nearest, printable
from interview_rules.facts import FACTS, PLACES, RARE, default_of
from interview_rules.folding import fold_stretches
from interview_rules.marks import marked
from interview_rules.moments import parse_moment, resolve
from interview_rules.positions import FieldPath
from interview_rules.timeline import check_year
from interview_rules.windows import NO_OWN, Own, Windows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from interview_rules.calendars import Calendar
    from interview_rules.facts import Fact, Facts
    from interview_rules.packs import RulePack
    from interview_rules.state import InterviewState
    from interview_rules.windows import Hidden

__all__ = ["Reading", "reading_of_facts"]


class Reading:
    """One state as one pack reads it, ready to be asked about at any instant."""

    # Most states have none of these, and one is made for every call of `advise`.
    own: Own = NO_OWN
    hidden: tuple[Hidden, ...] = ()
    open_applications: tuple[tuple[int, int], ...] = ()
    leave_out: int = 0

    def __init__(
        self,
        pack: RulePack,
        state: InterviewState,
        open_applications: tuple[tuple[int, int], ...] = (),
        leave_out: int = 0,
    ) -> None:
        """`open_applications`: from when until when each application of a search is open.

        `leave_out` are rules, as a mask, whose advice somebody else gives.
        Raises StateError for facts and advice that the pack does not know.
        """
        self.pack = pack
        self.state = state
        self.stretches = stretches = state.stretches
        self.calendar = stretches.calendar
        if pack.facts or stretches.has_own_facts:
            self.own = _own_facts(pack, state)
        if stretches.marks or open_applications:
            self.open_applications = open_applications
            self.stretches, self.hidden = marked(pack, state, self.own, open_applications)
        if leave_out:
            self.leave_out = leave_out
            self.hidden = ((-NEVER, NEVER, leave_out), *self.hidden)

    def again(self, state: InterviewState) -> Reading:
        """Another state as the same pack reads it."""
        return Reading(self.pack, state, self.open_applications, self.leave_out)

    def facts(self, instant: int) -> Facts:
        """The facts at an instant."""
        facts = fold_stretches(self.stretches, instant)
        if self.own.values:
            facts[0] |= self.own.bits
            facts += self.own.values
        return facts

    def windows(self, instant: int, facts: Facts | None = None) -> Windows:
        """The stretches around an instant; `facts` are those there, if they are known."""
        return Windows(
            self.pack.engine,
            self.pack.moments,
            self.stretches,
            instant,
            self.own,
            self.hidden,
            facts,
        )

    def report(self, instant: int) -> Report:
        """The advice at an instant."""
        plain = self.own is NO_OWN
        facts = fold_stretches(self.stretches, instant) if plain else self.facts(instant)
        holds, given = self.pack.engine.evaluate(instant, facts, self.calendar)
        if self.hidden:
            given &= ~self.windows(instant, facts).hidden_at(instant)
        return self.at(instant, facts, holds, given)

    def at(self, instant: int, facts: Facts, holds: int, given: int) -> Report:
        """The report at an instant at which facts and rules are known."""
        return Report(self.pack, self.state, self.calendar, instant, facts, holds, given, self)


def reading_of_facts(pack: RulePack, state: InterviewState, given: Mapping[str, Any]) -> Reading:
    """A state without a log, read with facts that are simply so at every instant.

    Logs need not be able to bring them about: tables of facts can. Raises StateError.
    """
    problems: list[Problem] = []
    own: dict[str, Any] = {}
    held: dict[str, Facts] = {}
    for name, value in given.items():
        fact = FACTS.get(name)
        if fact is None:
            own[name] = value
            continue
        try:
            held[name] = _own_value(fact, value, state.calendar)
        except InterviewRulesError as error:
            problems += error.problems
    try:
        reading = Reading(pack, state.read({**_said(state), "facts": own}))
    except StateError as error:
        problems += [_with_any_name(problem, pack) for problem in error.problems]
    if problems:
        raise StateError(problems)
    _count_pending(held)
    base = reading.stretches.base.copy()
    for name, places in held.items():
        base[PLACES[name]] = places
        if places[0] != FACTS[name].default:
            base[0] |= RARE[name]
    reading.stretches = reading.stretches._replace(base=base)
    return reading


def _said(state: InterviewState) -> dict[str, Any]:
    """What a state says, to be read again with something else beside it."""
    return {name: getattr(state, name) for name in state.model_fields_set}


def _count_pending(held: dict[str, Facts]) -> None:
    """A follow-up that is pending is one that is not answered: folding tells one by the other."""
    pending, count = (held.get(name) for name in ("follow_up_pending", "unanswered_follow_ups"))
    if pending is None or not held.get("follow_ups", [0])[0]:
        return
    if count is None:
        held["unanswered_follow_ups"] = [int(pending[0])]
    elif bool(count[0]) is not bool(pending[0]):
        message = "this contradicts unanswered_follow_ups"
        hint = "leave out one of the two"
        raise StateError([Problem(FieldPath("facts", "follow_up_pending"), message, hint)])


def _with_any_name(problem: Problem, pack: RulePack) -> Problem:
    """The same of a fact that nobody knows, with the nearest of all facts."""
    match problem.place:
        case ("facts", str(name), *_) if name not in pack.facts:
            message = f"there is no fact '{printable(name)}'"
            hint = nearest(name, [*FACTS, *pack.facts])
            return Problem(problem.place, message, hint, "unknown-name")
        case _:
            return problem


def _own_facts(pack: RulePack, state: InterviewState) -> Own:
    problems = []
    for name in state.facts:
        if name not in pack.facts:
            hint = nearest(name, pack.facts) or "declare it in the pack, under facts:"
            message = f"the rules know no fact '{printable(name)}'"
            problems.append(Problem(FieldPath("facts", name), message, hint))
    bits, values = 0, list[int]()
    for fact in pack.facts.values():
        given = state.facts.get(fact.name)
        try:
            value = default_of(fact) if given is None else _own_value(fact, given, state.calendar)
        except InterviewRulesError as error:
            problems += error.problems
            continue
        if value[0] != fact.default:
            bits |= pack.bits[fact.name]
        values += value
    if problems:
        raise StateError(problems)
    return Own(bits, values)


def _own_value(fact: Fact, given: object, calendar: Calendar) -> Facts:
    where = FieldPath("facts", fact.name)
    if fact.type == "moment":
        moment = parse_moment(given, where)
        if calendar.country is not None:
            check_year(moment.year, calendar, where)
        return [*resolve(moment, calendar)]
    if fact.type == "choice":
        if given in fact.choices:
            return [fact.choices.index(str(given))]
        hint = nearest(str(given), fact.choices)
        message = f"'{printable(str(given))}' is none of its values"
        raise StateError([Problem(where, message, hint)])
    if fact.type == "flag" and isinstance(given, bool):
        return [given]
    number = given if isinstance(given, int) and not isinstance(given, bool) else -1
    if fact.type == "count" and 0 <= number < NEVER:
        return [number]
    kind = "true or false" if fact.type == "flag" else "a whole number from 0"
    raise StateError([Problem(where, f"this fact is {kind}", f"{fact.name} is a {fact.type}")])
