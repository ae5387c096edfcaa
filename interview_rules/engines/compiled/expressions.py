"""Formulas as Python expressions that test cheap parts first and leave out decided parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_rules.engines.code import Code, code, joined
from interview_rules.engines.compiled.formulas import (
    Compound,
    Step,
    assume,
    negated,
    ranges_of,
    steps_in,
    under,
)
from interview_rules.engines.compiled.quantities import Value
from interview_rules.engines.compiled.ranges import NOTHING, TOP, UNKNOWN

if TYPE_CHECKING:
    from interview_rules.engines.compiled.formulas import Formula
    from interview_rules.engines.compiled.ranges import Quantity, Ranges

__all__ = ["cost", "expression"]


def cost(formula: Formula) -> int:
    """Return a rough estimate of the time to evaluate a formula; see `Quantity.cost`."""
    if isinstance(formula, bool):
        return 0
    if isinstance(formula, Step):
        return formula.quantity.cost
    return sum(map(cost, formula.parts))


def expression(formula: Formula, ranges: Ranges = NOTHING) -> Code:
    """Return an expression for the part of a formula that is undecided in the known ranges."""
    formula = under(formula, ranges)
    if isinstance(formula, bool):
        return Code([str(formula)])
    if isinstance(formula, Step):
        ends = (formula.at, TOP) if formula.reached else (UNKNOWN, formula.at)
        return formula.quantity.between(*ends, ranges)
    if formula.any_:
        return _any(formula, ranges)
    return _all(formula, ranges)


def _all(formula: Compound, ranges: Ranges) -> Code:
    words = []
    for part in _in_order(formula):
        words.append(_enclosed(part, ranges))
        ranges = assume(ranges, part)
    return joined(" and ", words)


def _any(formula: Compound, ranges: Ranges) -> Code:
    words = []
    for part in _in_order(negated(formula)):  # type: ignore[arg-type]  # a compound stays one
        words.append(_enclosed(negated(part), ranges))
        ranges = assume(ranges, part)
    return joined(" or ", words)


def _in_order(whole: Compound) -> list[Formula]:
    """Return the parts of a conjunction, cheapest first; both ends of a range form one part."""
    steps = ranges_of(steps_in(whole.parts)) or {}
    parts: list[Formula] = [part for part in whole.parts if isinstance(part, Compound)]
    for quantity, (low, high) in steps.items():
        ends = []
        if low > UNKNOWN:
            ends.append(Step(quantity, low, reached=True))
        if high < TOP:
            ends.append(Step(quantity, high, reached=False))
        parts.append(ends[0] if len(ends) == 1 else Compound(tuple(ends), any_=False))
    return sorted(parts, key=lambda part: (cost(part) - isinstance(part, Compound), cost(part)))


def _enclosed(part: Formula, ranges: Ranges) -> Code:
    """Return a part as an operand, in parentheses if necessary."""
    part = under(part, ranges)
    if not isinstance(part, Compound):
        return expression(part, ranges)
    within = _range(part)
    if within is not None:
        quantity, low, high = within
        if part.any_:
            return _outside(quantity, low, high, ranges)
        return quantity.between(low, high, ranges)
    return code("({})", expression(part, ranges))


def _range(part: Compound) -> tuple[Quantity, int, int] | None:
    """Return the quantity and the range of a formula that tests one range, or None.

    With `any_`, the formula tests that the value is outside the range. Only two steps form a range:
    a formula with a nested compound, such as "known and before", does not, even if it is about a
    single quantity.
    """
    steps = steps_in(part.parts)
    if len(part.quantities) > 1 or len(part.parts) != 2 or len(steps) != 2:
        return None
    opposite = [Step(quantity, at, not reached) for quantity, at, reached in steps]
    ranges = ranges_of(opposite if part.any_ else steps) or {}
    return next(((quantity, low, high) for quantity, (low, high) in ranges.items()), None)


def _outside(quantity: Quantity, low: int, high: int, ranges: Ranges) -> Code:
    """Return an expression that is true if a value is outside a range."""
    if isinstance(quantity, Value) and high == low + 1:
        return code("{} != {}", quantity.value, low)
    return code("not {}", quantity.between(low, high, ranges))
