"""Implications between conditions, as far as they can be decided without a solver.

Conditions become formulas built from steps: tests of whether a quantity has reached a number (see
`engines.compiled.formulas`). To show that a formula is never true, the ways to satisfy it are
listed, if they are few enough. Each way must contradict itself: in one quantity, or between the
quantities of one moment (once its end has passed, its start has passed too). Not every formula that
is never true is recognized; proofs decide more of them.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from interview_rules.authoring.invariants import invariants
from interview_rules.engines.compiled.formulas import Compound, Step, assume, both, negated
from interview_rules.engines.compiled.lowering import Lowering
from interview_rules.engines.compiled.quantities import Age, DayAge
from interview_rules.engines.compiled.ranges import KNOWN, NOTHING, TOP, UNKNOWN
from interview_rules.engines.moment_code import MomentCode
from interview_rules.language import nodes

if TYPE_CHECKING:
    from interview_rules.engines.compiled.formulas import Formula
    from interview_rules.engines.compiled.ranges import Quantity, Ranges
    from interview_rules.language.nodes import Condition, Moment
    from interview_rules.packs.model import RulePack

__all__ = ["Logic"]

_MOST_WAYS = 400


class Logic:
    """The formulas of one pack, with definitions and conclusions expanded."""

    def __init__(self, pack: RulePack) -> None:
        self._pack = pack
        rules = range(len(pack.rules))
        self._meanings = Lowering(pack, rules, MomentCode(pack), whole=True)
        # Each lint asks about the same conditions, and many rules about the same facts.
        self._formulas: dict[Condition, Formula] = {}
        self._never: dict[tuple[Formula, ...], bool] = {}

    def rule(self, index: int) -> Formula:
        """Return the formula of a rule's condition."""
        return self._meanings.rule(index)

    def condition(self, condition: Condition) -> Formula:
        """Return the formula of a condition."""
        if condition not in self._formulas:
            self._formulas[condition] = self._meanings.of(condition)
        return self._formulas[condition]

    def never(self, *formulas: Formula) -> bool:
        """Return True if the formulas are certainly never true together."""
        if formulas not in self._never:
            # A formula by itself is in its shortest form already.
            whole = formulas[0] if len(formulas) == 1 else both(formulas)
            self._never[formulas] = _is_never_true(whole)
        return self._never[formulas]

    def implies(self, one: Formula, other: Formula) -> bool:
        """Return True if `one` certainly implies `other`."""
        return self.never(one, negated(other))

    def makes_sure(self, formula: Formula, moment: Moment) -> bool:
        """Return True if a formula certainly implies that a moment is known, in every event log."""
        unknown = negated(self.condition(nodes.Known(moment)))
        if self.never(formula, unknown):
            return True
        names = nodes.facts_of(moment)
        return any(
            self.never(formula, unknown, self.condition(each))
            for each in invariants()
            if not set(names).isdisjoint(nodes.names_in(each))
        )

    def always(self, formula: Formula) -> bool:
        """Return True if a formula is certainly true for all facts."""
        return self.never(negated(formula))


def _is_never_true(whole: Formula) -> bool:
    if isinstance(whole, bool):
        return not whole
    ways = _ways(whole)
    return ways is not None and all(_contradicts(way) for way in ways)


def _ways(formula: Formula) -> list[Ranges] | None:
    """Return the ways to satisfy a formula, each as ranges of quantities; None if too many."""
    if isinstance(formula, Step):
        return [assume(NOTHING, formula)]
    if not isinstance(formula, Compound):
        return [NOTHING] if formula else []
    each = []
    # Parts with few ways come first, so that most excluded combinations are never built.
    for part in sorted(formula.parts, key=lambda p: 0 if isinstance(p, Step) else p.size):
        found = _ways(part)
        if found is None:
            return None
        each.append(found)
    if formula.any_:
        ways = [way for found in each for way in found]
        return ways if len(ways) <= _MOST_WAYS else None
    joined: list[Ranges] = [NOTHING]
    for found in each:
        if len(joined) * len(found) > _MOST_WAYS * 4:
            return None
        joined = [
            way
            for before, more in product(joined, found)
            if (way := _together(before, more)) is not None
        ]
        if len(joined) > _MOST_WAYS:
            return None
    return joined


def _together(one: Ranges, other: Ranges) -> Ranges | None:
    """Return the intersection of two sets of ranges, or None if it is empty."""
    if not one:
        return other
    found = dict(one)
    for quantity, (low, high) in other.items():
        known = found.get(quantity)
        if known is not None:
            low, high = max(low, known[0]), min(high, known[1])  # noqa: PLW2901  # narrowed
            if low >= high:
                return None
        found[quantity] = (low, high)
    return found


def _contradicts(ranges: Ranges) -> bool:
    """Return True if the ranges of any moment's quantities contradict each other."""
    by_start: dict[Quantity, list[Quantity]] = {}
    for quantity in ranges:
        if isinstance(quantity, Age | DayAge):
            by_start.setdefault(quantity.base or quantity, []).append(quantity)
    return any(_at_odds(start, quantities, ranges) for start, quantities in by_start.items())


def _at_odds(start: Quantity, quantities: list[Quantity], ranges: Ranges) -> bool:
    """Return True if the quantities of one moment contradict each other.

    A moment starts on its day, and no later than it ends. Its end can be on a later day.
    """
    low, high = ranges.get(start, (UNKNOWN, TOP))
    end_low, end_high = UNKNOWN, TOP
    day_low, day_high = UNKNOWN, TOP
    for quantity in quantities:
        if isinstance(quantity, DayAge):
            day_low, day_high = ranges[quantity]
        elif quantity.base is not None:
            end_low, end_high = ranges[quantity]
    if day_low >= 1:
        low = max(low, 0)
    low = max(low, end_low)
    end_high = min(end_high, high) if KNOWN < high < TOP else end_high
    if day_high <= 0 and day_high > KNOWN:
        high, end_high = min(high, 0), min(end_high, 0)
    if low >= 0:
        day_low = max(day_low, 0)
    return low >= high or end_low >= end_high or day_low >= day_high
