"""The encoding of a checked pack as formulas for the solver.

An instant is encoded as one integer: the ordinal of its local day times `room` (the seconds
reserved for a day), plus the seconds since that day began. Instants keep their order, and days
begin at multiples of `room`, so now can be compared exactly with any moment, in every zone.
Everything that depends on a zone or a calendar is delegated to a time model (see `time_models`):
`AnyCalendar` allows whatever any place may do, `OneCalendar` models a single place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from interview_rules.authoring.prove.solver import z3
from interview_rules.calendars.calendar import CLOCK_UNITS
from interview_rules.facts.place import PLACE_FACTS, UNKNOWN, is_of_place
from interview_rules.facts.vocabulary import FACTS, LASTING
from interview_rules.language import nodes

if TYPE_CHECKING:
    from interview_rules.authoring.prove.time_models import AnyCalendar, OneCalendar
    from interview_rules.facts.vocabulary import Fact
    from interview_rules.language.nodes import Condition, Moment
    from interview_rules.packs.model import RulePack

__all__ = ["Encoding", "FactTerm", "Span", "Term"]

Term = Any
"""A formula or a number of the solver; z3 has no type annotations."""


class Span(NamedTuple):
    """A moment as terms: whether it is known, its encoded start and end, and its local day."""

    known: Term
    start: Term
    end: Term
    day: Term


class FactTerm(NamedTuple):
    """A moment fact as terms.

    If `whole` is true, the moment is the whole of `day`; otherwise, it is the instant `within`
    seconds after the day began. `lasts` is the number of seconds added to its end.
    """

    known: Term
    whole: Term
    day: Term
    within: Term
    lasts: Term


class Encoding:
    """A pack as formulas over its facts and now; the formulas `given` hold for every state.

    Asking for terms adds to `given`, so pass it to the solver last.
    """

    def __init__(self, pack: RulePack, time_model: AnyCalendar | OneCalendar) -> None:
        self.pack = pack
        self.time_model = time_model
        self.given: list[Term] = []
        self.moments: dict[str, FactTerm] = {}
        self.values: dict[str, Term] = {}
        self.places: dict[str, dict[str, int]] = {}
        self._spans: dict[Moment, Span] = {}
        self._holds: dict[int, Term] = {}
        self._stands: dict[int, Term] = {}
        self._named: dict[str, Term] = {}
        # Fresh names, because fact names are arbitrary and might collide.
        self.now_day, self.now_within = z3.FreshInt("now"), z3.FreshInt("now")
        self.given += self._inside(self.now_day, self.now_within)
        self.given += time_model.instant(self.now_day)
        self.now = self.now_day * time_model.room + self.now_within

    def beside(self, pack: RulePack) -> Encoding:
        """Return the encoding of another pack that shares this one's facts, now and `given`."""
        other = Encoding(pack, self.time_model)
        other.given, other.moments, other.values = self.given, self.moments, self.values
        other.places = self.places
        other.now_day, other.now_within, other.now = self.now_day, self.now_within, self.now
        return other

    # -- facts ---------------------------------------------------------------------------------

    def fact(self, name: str) -> Fact:
        """Return a fact of the pack, or one that only another pack over the same facts uses."""
        return self.pack.facts.get(name) or FACTS.get(name) or PLACE_FACTS[name]

    def _inside(self, day: Term, within: Term) -> list[Term]:
        return [*self.time_model.inside(day), within >= 0, within < self.time_model.room]

    def moment(self, name: str) -> FactTerm:
        """Return the terms of a moment fact."""
        term = self.moments.get(name)
        if term is None:
            # A round may last several days; a moment declared by a pack is a day or an instant.
            lasts = self.time_model.lasting and name in LASTING
            term = FactTerm(
                z3.FreshBool(name),
                z3.FreshBool(name),
                z3.FreshInt(name),
                z3.FreshInt(name),
                z3.FreshInt(name) if lasts else z3.IntVal(0),
            )
            self.moments[name] = term
            self.given += [*self._inside(term.day, term.within), term.lasts >= 0]
            self.given += [z3.Or(term.whole, each) for each in self.time_model.instant(term.day)]
        return term

    def value(self, name: str) -> Term:
        """Return the term of a flag, a count, or a choice (the index of its value, or its `_code`)."""
        term = self.values.get(name)
        if term is None:
            fact = self.fact(name)
            term = z3.FreshBool(name) if fact.type == "flag" else z3.FreshInt(name)
            self.values[name] = term
            if fact.type == "count":
                self.given.append(term >= 0)
            elif is_of_place(fact):
                self.given.append(term >= 0)
                if name == "country" and self.time_model.calendar is not None:
                    here = self.time_model.calendar.country
                    self.given.append(term == self._code(name, here or UNKNOWN))
            elif fact.type == "choice":
                self.given += [term >= 0, term < len(fact.choices)]
        return term

    def _code(self, name: str, value: str) -> int:
        """Return the number that stands for a place, the same in all packs that are compared.

        Numbers without a place stand for any other one.
        """
        codes = self.places.setdefault(name, {UNKNOWN: 0})
        return codes.setdefault(value, len(codes))

    # -- moments -------------------------------------------------------------------------------

    def span(self, moment: Moment) -> Span:
        """Return the terms of a moment."""
        found = self._spans.get(moment)
        if found is None:
            found = self._spans[moment] = self._span(moment)
        return found

    def _span(self, moment: Moment) -> Span:
        match moment:
            case nodes.MomentFact(name):
                term = self.moment(name)
                starts = self.time_model.starts
                instant = term.day * self.time_model.room + term.within
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
        if unit in CLOCK_UNITS:
            seconds = amount * CLOCK_UNITS[unit]
            start, more = self.time_model.later(span.start, seconds)
            end, yet_more = self.time_model.later(span.end, seconds)
            self.given += [*more, *yet_more]
            return Span(span.known, start, end, start / self.time_model.room)
        if unit == "business day":
            day, more = self.time_model.business(span.day, amount)
        elif unit == "month":
            day, more = self.time_model.months(span.day, amount)
        else:
            day, more = span.day + amount * (7 if unit == "week" else 1), []
        self.given += more
        return Span(span.known, self.time_model.starts(day), self.time_model.starts(day + 1), day)

    # -- conditions ----------------------------------------------------------------------------

    def condition(self, node: Condition) -> Term:
        """Return the formula of a condition."""
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
            case nodes.Is(name, _, value, _) if is_of_place(self.fact(name)):
                return _compared(self.value(name), "=", self._code(name, value))
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
        """Return a formula that is true if a rule holds."""
        if index not in self._holds:
            self._holds[index] = self.condition(self.pack.rules[index].when)
        return self._holds[index]

    def stands(self, index: int) -> Term:
        """Return a formula that is true if a rule holds and is not replaced."""
        if index not in self._stands:
            replacing = [self.stands(other) for other in self.pack.replaced_by.get(index, ())]
            found = z3.And([self.holds(index), *map(z3.Not, replacing)])
            # A named term prevents the expansion of long chains of `instead_of`.
            name = z3.FreshBool("stands")
            self.given.append(name == found)
            self._stands[index] = name
        return self._stands[index]

    def gives_advice(self, index: int) -> Term:
        """Return a formula that is true if a rule gives its advice."""
        action = self.pack.actions_by_rule[index]
        earlier = [i for i in range(index) if self.pack.actions_by_rule[i] == action]
        return z3.And([self.stands(index), *(z3.Not(self.stands(i)) for i in earlier)])

    @staticmethod
    def together(several: list[Term]) -> Term:
        """Return the conjunction of formulas."""
        return z3.And(several)

    @staticmethod
    def without(one: Term, others: list[Term]) -> Term:
        """Return a formula that is true if `one` is true and all of `others` are false."""
        return z3.And([one, *map(z3.Not, others)])

    def advised(self, action: str) -> Term:
        """Return a formula that is true if an action is advised."""
        return z3.Or([self.stands(index) for index in self.pack.by_action.get(action, ())])


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
