"""Conditions as formulas built from steps, and their simplification by known ranges.

Every test of a rule compares a quantity (the time since a moment, a count, a choice, or a truth
value of 0 or 1) with a number. A step tests whether a quantity has reached a number. Steps on the
same quantity can imply or exclude each other, and a step can imply that a moment is known; no other
reasoning is used. For example, if the interview is known to be ahead, "before interview + 1 hour"
needs no test.
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
    """The test that a quantity is at least `at`, or below it if not `reached`."""

    quantity: Quantity
    at: int
    reached: bool


class Compound:
    """A conjunction or, with `any_`, a disjunction of two or more parts.

    A part is never a compound of the same kind.
    """

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
    """Return the truth of a step in the known ranges, or None if they leave it undecided."""
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
    """Return the known ranges, narrowed by the steps that a true formula requires."""
    if isinstance(formula, bool) or (isinstance(formula, Compound) and formula.any_):
        return ranges
    return _narrowed(ranges, conjuncts(formula))


def _narrowed(ranges: Ranges, parts: Iterable[Step | Compound]) -> Ranges:
    """Return the known ranges, narrowed by the steps among the parts of a true conjunction."""
    found = dict(ranges)
    for step in parts:
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
    """Return the part of a formula that the known ranges leave undecided, or its truth value."""
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
    """Return the negation of a formula."""
    if isinstance(formula, bool):
        return not formula
    if isinstance(formula, Step):
        return Step(formula.quantity, formula.at, not formula.reached)
    parts = tuple(negated(part) for part in formula.parts)
    return Compound(parts, any_=not formula.any_)  # type: ignore[arg-type]  # no constants inside


def quantities_of(formula: Formula) -> frozenset[Quantity]:
    """Return the quantities in a formula."""
    if isinstance(formula, Step):
        return frozenset((formula.quantity,))
    return formula.quantities if isinstance(formula, Compound) else frozenset()


def conjuncts(formula: Formula) -> tuple[Step | Compound, ...]:
    """Return the parts of a conjunction, a constant as no parts, any other formula as one part."""
    if isinstance(formula, Compound) and not formula.any_:
        return formula.parts
    return () if isinstance(formula, bool) else (formula,)


def steps_in(parts: Iterable[Formula]) -> list[Step]:
    """Return the steps among some formulas, without the compounds and constants."""
    return [part for part in parts if isinstance(part, Step)]


def ranges_of(steps: Iterable[Step]) -> Ranges | None:
    """Return the ranges in which all steps are true, or None if the steps exclude each other."""
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
    """Return the conjunction of formulas, without parts that follow from the others."""
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
        wide = _narrowed(NOTHING, steps)
        seen = dict.fromkeys(under(part, wide) for part in compounds)
        left = [*steps, *seen]
        if all(isinstance(part, Compound) and part.any_ for part in seen):
            break
    found = [*steps, *(part for part in (seen if compounds else ()))]
    if not found:
        return True
    return found[0] if len(found) == 1 else Compound(tuple(found), any_=False)  # type: ignore[arg-type]


def either(parts: Iterable[Formula]) -> Formula:
    """Return the disjunction of formulas: the negated conjunction of their negations."""
    return negated(both(negated(part) for part in parts))


def _steps(ranges: Ranges) -> list[Step]:
    found = []
    for quantity, (low, high) in ranges.items():
        if low > UNKNOWN:
            found.append(Step(quantity, low, reached=True))
        if high < TOP:
            found.append(Step(quantity, high, reached=False))
    return found
