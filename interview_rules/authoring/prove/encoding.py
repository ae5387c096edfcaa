"""The checked tree as formulas for a solver, another visitor like the engines.

An instant is a place on one line of whole numbers: its local day times the room a day has, plus
the seconds since that day began. Order is kept, days begin at round numbers, and so now is compared
with any moment exactly, in every zone. What a zone or a calendar decides is left to the reckoning:
a sound one allows everything that any place could do, an exact one does what one place does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from interview_rules.authoring.prove.solver import z3
from interview_rules.facts.vocabulary import FACTS, LASTING
from interview_rules.language import nodes

if TYPE_CHECKING:
    from interview_rules.authoring.prove.time_models import AnyCalendar, OneCalendar
    from interview_rules.facts.vocabulary import Fact
    from interview_rules.language.nodes import Condition, Moment
    from interview_rules.packs.model import RulePack

__all__ = ["Encoding", "FactTerm", "Span", "Term"]

Term = Any
"""A formula or a number of the solver, whose classes are not typed."""


class Span(NamedTuple):
    """A moment: whether it is known, its start and end on the line, and its local day."""

    known: Term
    start: Term
    end: Term
    day: Term


class FactTerm(NamedTuple):
    """A moment as a fact: a whole day, or so many seconds into it, and how far on it ends."""

    known: Term
    whole: Term
    day: Term
    within: Term
    lasts: Term


class Encoding:
    """One pack as formulas over its facts and now. `given` holds whatever the state is like."""

    def __init__(self, pack: RulePack, reckoning: AnyCalendar | OneCalendar) -> None:
        self.pack = pack
        self.reckoning = reckoning
        self.given: list[Term] = []
        self.moments: dict[str, FactTerm] = {}
        self.values: dict[str, Term] = {}
        self._spans: dict[Moment, Span] = {}
        self._holds: dict[int, Term] = {}
        self._stands: dict[int, Term] = {}
        self._named: dict[str, Term] = {}
        # Terms get names of the solver's making: those of facts and rules can be anything.
        self.now_day, self.now_within = z3.FreshInt("now"), z3.FreshInt("now")
        self.given += self._inside(self.now_day, self.now_within)
        self.given += reckoning.instant(self.now_day)
        self.now = self.now_day * reckoning.room + self.now_within

    def beside(self, pack: RulePack) -> Encoding:
        """Another pack over the same facts and the same now."""
        other = Encoding(pack, self.reckoning)
        other.given, other.moments, other.values = self.given, self.moments, self.values
        other.now_day, other.now_within, other.now = self.now_day, self.now_within, self.now
        return other

    # -- facts ---------------------------------------------------------------------------------

    def _fact(self, name: str) -> Fact:
        return self.pack.facts.get(name) or FACTS[name]

    def _inside(self, day: Term, within: Term) -> list[Term]:
        return [*self.reckoning.inside(day), within >= 0, within < self.reckoning.room]

    def moment(self, name: str) -> FactTerm:
        """The terms of a fact that is a moment."""
        term = self.moments.get(name)
        if term is None:
            # A round may last, also for days; what a pack declares is a day or a point in time.
            lasts = self.reckoning.lasting and name in LASTING
            term = FactTerm(
                z3.FreshBool(name),
                z3.FreshBool(name),
                z3.FreshInt(name),
                z3.FreshInt(name),
                z3.FreshInt(name) if lasts else z3.IntVal(0),
            )
            self.moments[name] = term
            self.given += [*self._inside(term.day, term.within), term.lasts >= 0]
            self.given += [z3.Or(term.whole, each) for each in self.reckoning.instant(term.day)]
        return term

    def value(self, name: str) -> Term:
        """The term of a flag, a choice (its place) or a count."""
        term = self.values.get(name)
        if term is None:
            fact = self._fact(name)
            term = z3.FreshBool(name) if fact.type == "flag" else z3.FreshInt(name)
            self.values[name] = term
            if fact.type == "count":
                self.given.append(term >= 0)
            elif fact.type == "choice":
                self.given += [term >= 0, term < len(fact.choices)]
        return term

    # -- moments -------------------------------------------------------------------------------

    def span(self, moment: Moment) -> Span:
        """Start, end and day of a moment."""
        found = self._spans.get(moment)
        if found is None:
            found = self._spans[moment] = self._span(moment)
        return found

    def _span(self, moment: Moment) -> Span:
        match moment:
            case nodes.MomentFact(name):
                term = self.moment(name)
                starts = self.reckoning.starts
                instant = term.day * self.reckoning.room + term.within
                return Span(
                    term.known,
                    z3.If(term.whole, starts(term.day), instant),
                    z3.If(term.whole, starts(term.day + 1), instant) + term.lasts,
                    term.day,
                )
            case nodes.NamedMoment(_, inner):
                return self.span(inner)
            case nodes.Extreme(which, several):
                found = self.span(several[0])
                for each in several[1:]:
                    found = _extreme(which, found, self.span(each))
                return found
            case nodes.Shift(inner, sign, duration):
                return self._shifted(self.span(inner), sign * duration.amount, duration.unit)

    def _shifted(self, span: Span, amount: int, unit: str) -> Span:
        if unit in {"minute", "hour"}:
            seconds = amount * (60 if unit == "minute" else 3600)
            start, more = self.reckoning.later(span.start, seconds)
            end, yet_more = self.reckoning.later(span.end, seconds)
            self.given += [*more, *yet_more]
            return Span(span.known, start, end, start / self.reckoning.room)
        if unit == "business day":
            day, more = self.reckoning.business(span.day, amount)
        elif unit == "month":
            day, more = self.reckoning.months(span.day, amount)
        else:
            day, more = span.day + amount * (7 if unit == "week" else 1), []
        self.given += more
        return Span(span.known, self.reckoning.starts(day), self.reckoning.starts(day + 1), day)

    # -- conditions ----------------------------------------------------------------------------

    def condition(self, node: Condition) -> Term:
        """When a condition holds."""
        match node:
            case nodes.All(inner):
                return z3.And([self.condition(part) for part in inner])
            case nodes.Any(inner):
                return z3.Or([self.condition(part) for part in inner])
            case nodes.Not(inner):
                return z3.Not(self.condition(inner))
            case nodes.Named(name, inner):
                if name not in self._named:
                    self._named[name] = self.condition(inner)
                return self._named[name]
            case nodes.Flag(name, conclusion=True):
                return z3.Or([self.holds(i) for i in self.pack.concluders.get(name, ())])
            case nodes.Flag(name):
                return self.value(name)
            case nodes.Is(name, test, _, index):
                return _compared(
                    self.value(name), {"is": "=", "at least": ">="}.get(test, "<="), index
                )
            case nodes.Count(name, comparison, number):
                return _compared(self.value(name), comparison, number)
            case nodes.Known(moment):
                return self.span(moment).known
            case nodes.Now(word, moment):
                return self._now(word, self.span(moment))
            case nodes.Against(left, word, right):
                return self._against(self.span(left), word, self.span(right))
            case nodes.NoneSince(left, right):
                since = self.span(right)
                return z3.And(since.known, z3.Not(self._against(self.span(left), "from", since)))

    def _now(self, word: str, span: Span) -> Term:
        if word == "before":
            return z3.And(span.known, self.now < span.start)
        if word == "on":
            return z3.And(span.known, self.now_day == span.day)
        return z3.And(span.known, self.now >= (span.end if word == "after" else span.start))

    @staticmethod
    def _against(left: Span, word: str, right: Span) -> Term:
        known = z3.And(left.known, right.known)
        if word == "on":
            return z3.And(known, left.day == right.day)
        exact = z3.And(left.start == left.end, right.start == right.end)
        instants, days = {
            "before": (left.start < right.start, left.day < right.day),
            "from": (left.start >= right.start, left.day >= right.day),
            "after": (left.start >= right.start, left.day > right.day),
        }[word]
        return z3.And(known, z3.If(exact, instants, days))

    # -- rules ---------------------------------------------------------------------------------

    def holds(self, index: int) -> Term:
        """When a rule holds."""
        if index not in self._holds:
            self._holds[index] = self.condition(self.pack.rules[index].when)
        return self._holds[index]

    def stands(self, index: int) -> Term:
        """When a rule holds and no other stands in its place."""
        if index not in self._stands:
            replacing = [self.stands(beater) for beater in self.pack.replaced_by.get(index, ())]
            found = z3.And([self.holds(index), *map(z3.Not, replacing)])
            # A name of its own keeps long chains of "instead of" from being written out.
            name = z3.FreshBool("stands")
            self.given.append(name == found)
            self._stands[index] = name
        return self._stands[index]

    def speaks(self, index: int) -> Term:
        """When the advice of a rule is given."""
        action = self.pack.actions_by_rule[index]
        earlier = [i for i in range(index) if self.pack.actions_by_rule[i] == action]
        return z3.And([self.stands(index), *(z3.Not(self.stands(i)) for i in earlier)])

    @staticmethod
    def together(several: list[Term]) -> Term:
        """All of several."""
        return z3.And(several)

    @staticmethod
    def without(one: Term, others: list[Term]) -> Term:
        """One, and none of some others."""
        return z3.And([one, *map(z3.Not, others)])

    def advised(self, action: str) -> Term:
        """When an action is advised."""
        rules = [i for i, other in enumerate(self.pack.actions_by_rule) if other == action]
        return z3.Or([self.stands(index) for index in rules])


def _extreme(which: str, one: Span, other: Span) -> Span:
    later = which == "latest"

    def chosen(first: Term, second: Term) -> Term:
        better = (
            z3.If(first >= second, first, second)
            if later
            else z3.If(first <= second, first, second)
        )
        return z3.If(z3.And(one.known, other.known), better, z3.If(one.known, first, second))

    return Span(
        z3.Or(one.known, other.known),
        chosen(one.start, other.start),
        chosen(one.end, other.end),
        chosen(one.day, other.day),
    )


def _compared(value: Term, sign: str, number: int) -> Term:
    match sign:
        case ">=":
            return value >= number
        case ">":
            return value > number
        case "<":
            return value < number
        case "<=":
            return value <= number
        case _:
            return value == number
