"""Conditions as formulas over steps: what can be told from what is already known.

Everything a rule asks is where a value stands on a scale: how long ago a fact was, a count, a
choice, or whether something holds (0 or 1). A step is a place on a scale and the question whether
the value has reached it. Steps on one scale imply or exclude each other, which is all the
reasoning there is: "before interview + 1 day" need not ask whether the interview has begun where
it is known that it has not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from interview_rules.engines.compiled.ranges import ANYWHERE, KNOWN, NOTHING, TOP, UNKNOWN, Ranges

if TYPE_CHECKING:
    from collections.abc import Iterable

    from interview_rules.engines.compiled.ranges import Quantity

__all__ = [
    "Compound",
    "Formula",
    "Step",
    "assume",
    "both",
    "conjuncts",
    "either",
    "negated",
    "quantities_of",
    "ranges_of",
    "steps_in",
    "under",
]


class Step(NamedTuple):
    """Whether the value on a scale is at least `at`, or below it if not `reached`."""

    quantity: Quantity
    at: int
    reached: bool


class Compound:
    """Formulas that all have to be true, or with `any_` one of them; at least two, none nested."""

    __slots__ = ("_hash", "any_", "parts", "quantities", "size")

    def __init__(self, parts: tuple[Step | Compound, ...], *, any_: bool) -> None:
        self.parts = parts
        self.any_ = any_
        self._hash = hash((parts, any_))
        quantities: set[Quantity] = set()
        size = 0
        for part in parts:
            if isinstance(part, Step):
                quantities.add(part.quantity)
                size += 1
            else:
                quantities |= part.quantities
                size += part.size
        self.quantities: frozenset[Quantity] = frozenset(quantities)
        self.size: int = size

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return self is other or (
            isinstance(other, Compound)
            and self._hash == other._hash
            and self.any_ == other.any_
            and self.parts == other.parts
        )


Formula = bool | Step | Compound


def told(step: Step, ranges: Ranges) -> bool | None:
    """Whether a step has been reached, as far as that is known."""
    quantity, at, reached = step
    low, high = ranges.get(quantity, ANYWHERE)
    if low >= at:
        return reached
    if high <= at:
        return not reached
    base = quantity.base
    if base is not None and ranges.get(base, ANYWHERE)[1] <= KNOWN:
        return not reached
    return None


def assume(ranges: Ranges, formula: Formula) -> Ranges:
    """What is known once a formula is known to be true."""
    if isinstance(formula, bool) or (isinstance(formula, Compound) and formula.any_):
        return ranges
    found = dict(ranges)
    for step in conjuncts(formula):
        if not isinstance(step, Step):
            continue
        quantity, at, reached = step
        low, high = found.get(quantity, ANYWHERE)
        found[quantity] = (max(low, at), high) if reached else (low, min(high, at))
        if reached and quantity.base is not None:
            low, high = found.get(quantity.base, ANYWHERE)
            found[quantity.base] = (max(low, KNOWN), high)
    return found


def under(formula: Formula, ranges: Ranges) -> Formula:
    """What is left of a formula where so much is known."""
    if isinstance(formula, Step):
        answer = told(formula, ranges)
        return formula if answer is None else answer
    if isinstance(formula, bool):
        return formula
    for quantity in formula.quantities:
        if quantity in ranges or (quantity.base is not None and quantity.base in ranges):
            break
    else:
        return formula
    parts = [under(part, ranges) for part in formula.parts]
    if all(map(_same, parts, formula.parts)):
        return formula
    return either(parts) if formula.any_ else both(parts)


def _same(one: Formula, other: Formula) -> bool:
    return one is other


def negated(formula: Formula) -> Formula:
    """The opposite of a formula."""
    if isinstance(formula, bool):
        return not formula
    if isinstance(formula, Step):
        return Step(formula.quantity, formula.at, not formula.reached)
    parts = tuple(negated(part) for part in formula.parts)
    return Compound(parts, any_=not formula.any_)  # type: ignore[arg-type]  # no constants inside


def quantities_of(formula: Formula) -> frozenset[Quantity]:
    """The scales that a formula asks about."""
    if isinstance(formula, Step):
        return frozenset((formula.quantity,))
    return formula.quantities if isinstance(formula, Compound) else frozenset()


def conjuncts(formula: Formula) -> tuple[Step | Compound, ...]:
    """The formulas that all have to be true for one to be."""
    if isinstance(formula, Compound) and not formula.any_:
        return formula.parts
    return () if isinstance(formula, bool) else (formula,)


def steps_in(parts: Iterable[Formula]) -> list[Step]:
    """The steps among some formulas. What the others ask is lost: say so where it is called."""
    return [part for part in parts if isinstance(part, Step)]


def ranges_of(steps: Iterable[Step]) -> Ranges | None:
    """Where all of some steps are taken; None if they exclude each other."""
    found: Ranges = {}
    for quantity, at, reached in steps:
        low, high = found.get(quantity, ANYWHERE)
        low, high = (max(low, at), high) if reached else (low, min(high, at))
        if low >= high:
            return None
        found[quantity] = (low, high)
    for quantity, (low, _high) in found.items():
        base = quantity.base
        if low > UNKNOWN and base is not None and found.get(base, ANYWHERE)[1] <= KNOWN:
            return None
    return found


def both(parts: Iterable[Formula]) -> Formula:
    """All of some formulas: steps that follow from others are left out, and so is what they tell."""
    left: list[Formula] = list(parts)
    while True:
        flat: list[Step | Compound] = []
        for part in left:
            if part is False:
                return False
            flat += conjuncts(part)
        ranges = ranges_of(steps_in(flat))
        if ranges is None:
            return False
        compounds = [part for part in flat if isinstance(part, Compound)]
        steps = _steps(ranges)
        if not compounds:
            break
        wide = assume(NOTHING, Compound(tuple(steps), any_=False)) if steps else NOTHING
        seen = dict.fromkeys(under(part, wide) for part in compounds)
        left = [*steps, *seen]
        if all(isinstance(part, Compound) and part.any_ for part in seen):
            break
    found = [*steps, *(part for part in (seen if compounds else ()))]
    if not found:
        return True
    return found[0] if len(found) == 1 else Compound(tuple(found), any_=False)  # type: ignore[arg-type]


def either(parts: Iterable[Formula]) -> Formula:
    """At least one of some formulas: none of their opposites."""
    return negated(both(negated(part) for part in parts))


def _steps(ranges: Ranges) -> list[Step]:
    found = []
    for quantity, (low, high) in ranges.items():
        if low > UNKNOWN:
            found.append(Step(quantity, low, reached=True))
        if high < TOP:
            found.append(Step(quantity, high, reached=False))
    return found
