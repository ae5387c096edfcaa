"""Lowering: translates conditions of the checked tree into formulas of steps (see `formulas`)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from interview_rules.calendars.calendar import CLOCK_UNITS
from interview_rules.engines.code import DEFINED, STARTS, Code, Use, code
from interview_rules.engines.compiled.expressions import cost
from interview_rules.engines.compiled.formulas import Compound, Step, both, either, negated
from interview_rules.engines.compiled.quantities import Age, DayAge, Truth, Value
from interview_rules.engines.compiled.ranges import KNOWN, Quantity
from interview_rules.facts.vocabulary import EVERYDAY, FACTS
from interview_rules.language import nodes

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from interview_rules.engines.compiled.formulas import Formula
    from interview_rules.engines.moment_code import MomentCode, Part
    from interview_rules.language.nodes import Condition, Moment
    from interview_rules.packs.model import RulePack

__all__ = ["Lowering"]

_LATE = 12
"""The cost of comparing now with a moment that takes several steps to compute."""
_AGAINST = 6
"""The cost of comparing two moments."""
_SHORT = 20
"""The maximum cost of a definition that is inlined wherever it is used."""
_FEW = 3
"""The maximum number of steps of a conclusion that is inlined although several rules reach it and
it is used more than once."""
_IN_FULL = 8
"""The maximum number of steps of a rule that is inlined where its conclusion is used."""
_WRITTEN_OUT = 100
"""With `whole`, the maximum number of steps of an inlined conclusion."""


class Lowering:
    """The formulas of some rules of a pack.

    With `plain`, the formulas are valid only for states without unusual facts, in which every fact
    except the everyday ones has its default. With `whole`, definitions and conclusions are inlined
    instead of named; a conclusion that is too long to inline becomes a quantity of its own, as if
    it did not depend on the rules that reach it.
    """

    def __init__(
        self,
        pack: RulePack,
        rules: Iterable[int],
        moments: MomentCode,
        *,
        plain: bool = False,
        whole: bool = False,
    ) -> None:
        self.pack = pack
        self.moments = moments
        self.plain = plain
        self.whole = whole
        self.definitions: dict[Quantity, Formula] = {}
        """The formulas whose truth is kept in a variable, by the quantity for this truth."""
        self.truths: dict[Quantity, int] = {}
        """The indexes of the rules whose results other rules use, by quantity."""
        self._quantities: dict[Hashable, Quantity] = {}
        self._named: dict[str, Formula] = {}
        self._rules: dict[int, Formula] = {}
        self._concluders: dict[str, list[int]] = {}
        self._uses: Counter[str] = Counter()
        self._asked: Counter[str] = Counter()
        for index in rules:
            rule = pack.rules[index]
            for name in rule.conclude:
                self._concluders.setdefault(name, []).append(index)
            self._count(rule.when)

    def _count(self, condition: Condition) -> None:
        """Count the uses of definitions and conclusions; parts of a definition count only once."""
        if isinstance(condition, nodes.Named):
            self._uses[condition.name] += 1
            if self._uses[condition.name] > 1:
                return
        elif isinstance(condition, nodes.Flag) and condition.conclusion:
            self._asked[condition.name] += 1
        for part in nodes.parts(condition):
            self._count(part)

    def rule(self, index: int) -> Formula:
        """Return the formula of the condition of a rule."""
        if index not in self._rules:
            self._rules[index] = self.of(self.pack.rules[index].when)
        return self._rules[index]

    # -- conditions ----------------------------------------------------------------------------

    def of(self, condition: Condition) -> Formula:
        """Return the formula of a condition."""
        match condition:
            case nodes.All(inner):
                return both([self.of(part) for part in inner])
            case nodes.Any(inner):
                return either([self.of(part) for part in inner])
            case nodes.Not(inner):
                return negated(self.of(inner))
            case nodes.Named(name, inner):
                if name not in self._named:
                    self._named[name] = self._definition(name, self.of(inner))
                return self._named[name]
            case nodes.Flag(name, conclusion):
                if conclusion:
                    return self._conclusion(name)
                return self._value(name, 1, flag=True)
            case nodes.Is(name, test, _, index):
                return self._compared(
                    name, {"is": "=", "at least": ">=", "at most": "<="}[test], index
                )
            case nodes.Count(name, comparison, number):
                return self._compared(name, comparison, number)
            case nodes.Known(moment):
                return self._known(moment)
            case nodes.Now(word, moment):
                return self._now(word, moment)
            case nodes.Against(left, word, right):
                return self._against(left, word, right)
            case nodes.NoneSince(left, right):
                return both([self._known(right), negated(self._against(left, "from", right))])

    def _definition(self, name: str, meaning: Formula) -> Formula:
        """Return the formula of a definition, by name if it is costly and used repeatedly."""
        if self.whole or self._uses[name] < 2 or cost(meaning) <= _SHORT:
            return meaning
        return self._under_a_name(meaning)

    def _under_a_name(self, meaning: Formula) -> Formula:
        truth = Truth(Code([Use(DEFINED, len(self.definitions))]), 0)
        self.definitions[truth] = meaning
        return Step(truth, 1, reached=True)

    def _conclusion(self, name: str) -> Formula:
        key = f"conclusion {name}"
        if key not in self._named:
            meant = either(
                [self._concluded(index, name) for index in self._concluders.get(name, ())]
            )
            several = (
                not self.whole and self._asked[name] > 1 and len(self._concluders.get(name, ())) > 1
            )
            if several and isinstance(meant, Compound) and meant.size > _FEW:
                meant = self._under_a_name(meant)
            elif self.whole and isinstance(meant, Compound) and meant.size > _WRITTEN_OUT:
                # If inlined, a chain of conclusions can double in length with each link.
                meant = Step(self._quantity(key, Truth(Code([key]), 0)), 1, reached=True)
            self._named[key] = meant
        return self._named[key]

    def _concluded(self, index: int, name: str) -> Formula:
        """Return the formula of a rule whose conclusion is used: inlined if short, else by name."""
        meant = self.rule(index)
        if self.whole or isinstance(meant, bool | Step):
            return meant
        few = len(self.pack.rules) <= 200
        if few and meant.size <= _IN_FULL and meant.size * self._asked[name] <= 4 * _IN_FULL:
            return meant
        quantity = self._quantity(("rule", index), Truth(Code([f"r{index}"]), 0))
        self.truths[quantity] = index
        return Step(quantity, 1, reached=True)

    def _quantity(self, key: Hashable, made: Quantity) -> Quantity:
        return self._quantities.setdefault(key, made)

    def _fact(self, name: str, part: Part = "s") -> Code:
        return self.moments.fact(name, part)

    def _default(self, name: str) -> int | None:
        """Return the only possible value of a fact, or None if there are several."""
        if not self.plain or name in EVERYDAY:
            return None
        return int((self.pack.facts.get(name) or FACTS[name]).default)

    def _value(self, name: str, at: int, *, flag: bool = False) -> Formula:
        if at <= 0:
            return True  # counts and choices start at 0
        default = self._default(name)
        if default is not None:
            return default >= at
        quantity = self._quantity(("value", name), Value(self._fact(name), flag=flag))
        return Step(quantity, at, reached=True)

    def _compared(self, name: str, sign: str, number: int) -> Formula:
        at_least, more = self._value(name, number), self._value(name, number + 1)
        match sign:
            case ">=":
                return at_least
            case ">":
                return more
            case "<":
                return negated(at_least)
            case "<=":
                return negated(more)
            case _:
                return both([at_least, negated(more)])

    # -- moments -------------------------------------------------------------------------------

    def _known(self, moment: Moment) -> Formula:
        match moment:
            case nodes.MomentFact(name):
                if self._default(name) is not None:
                    return False
                return Step(self._age(name), KNOWN, reached=True)
            case nodes.NamedMoment(_, inner) | nodes.Shift(inner):
                return self._known(inner)
            case nodes.Extreme("earliest" | "latest", several):
                return either([self._known(each) for each in several])

    def _age(self, name: str, part: Part = "s") -> Quantity:
        start = self._fact(name)
        base = self._quantity(("age", name, "s"), Age(start))
        if part == "s":
            return base
        own = self._fact(name, part)
        made = DayAge(own, base, start) if part == "d" else Age(own, base=base)
        return self._quantity(("age", name, part), made)

    def _now(self, word: str, moment: Moment) -> Formula:
        known = self._known(moment)
        if known is False:
            return False
        quantity, first, end = self._elapsed(word, self._certain(moment))
        if word == "before":
            return both([known, Step(quantity, first, reached=False)])
        reached = Step(quantity, end if word == "after" else first, reached=True)
        if word == "on" and not isinstance(quantity, Truth):
            return both([known, reached, Step(quantity, end, reached=False)])
        return both([known, reached])

    def _certain(self, moment: Moment) -> Moment:
        """Return a moment with definitions expanded and certainly unknown parts removed.

        Without `plain`, the latest or earliest of several moments is left as it is.
        """
        match moment:
            case nodes.NamedMoment(_, inner):
                return self._certain(inner)
            case nodes.Shift(inner, sign, duration):
                return nodes.Shift(self._certain(inner), sign, duration)
            case nodes.Extreme(which, several) if self.plain:
                left = [self._certain(each) for each in several if self._known(each) is not False]
                return left[0] if len(left) == 1 else nodes.Extreme(which, tuple(left))
            case _:
                return moment

    def _elapsed(self, word: str, moment: Moment) -> tuple[Quantity, int, int]:
        """Return the quantity that compares now with a moment, and two values of this quantity.

        The quantity reaches the first value at the start of the moment and the second at its end;
        only the values that `word` compares with are valid. For "on", the quantity can also be a
        truth value, which is 1 on the day of the moment.
        """
        match moment:
            case nodes.MomentFact(name):
                part: Part = {"after": "e", "on": "d"}.get(word, "s")  # type: ignore[assignment]
                return self._age(name, part), 0, 1 if word == "on" else 0
            case nodes.Shift(nodes.MomentFact(name), sign, nodes.Duration(amount, unit)):
                later = sign * amount
                if unit in CLOCK_UNITS and word != "on":
                    later *= CLOCK_UNITS[unit]
                    return self._age(name, "e" if word == "after" else "s"), later, later
                if unit in {"day", "week"}:
                    later *= 7 if unit == "week" else 1
                    return self._age(name, "d"), later, later + 1
        if word == "on":
            day = self.moments.part(moment, "d")
            starts = Use(STARTS)
            asked = code("({}[{}] <= now < {}[{} + 1])", starts, day, starts, day)
            return self._quantity(("on", moment), Truth(asked, _LATE)), 1, 1
        part = "e" if word == "after" else "s"
        late = Age(self.moments.part(moment, part), _LATE)
        return self._quantity(("late", moment, part), late), 0, 0

    def _against(self, left: Moment, word: str, right: Moment) -> Formula:
        known = both([self._known(left), self._known(right)])
        if known is False:
            return False
        left, right = self._certain(left), self._certain(right)
        asked = self.moments.against(left, word, right)
        quantity = self._quantity(
            ("against", left, word, right), Truth(code("({})", asked), _AGAINST)
        )
        return both([known, Step(quantity, 1, reached=True)])
