"""Groups of rules that differ only in the numbers they compare with, evaluated together.

For example, a hundred rules of the form "from interview + n minutes" need one bisection of their
sorted numbers, which finds the mask of the rules that hold. If the rules combine several tests, the
masks of the tests are combined in the same way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from interview_rules.engines.code import Code, code, joined
from interview_rules.engines.compiled.expressions import expression
from interview_rules.engines.compiled.formulas import (
    Compound,
    Formula,
    Step,
    both,
    conjuncts,
    either,
)
from interview_rules.engines.compiled.quantities import Age, Value
from interview_rules.engines.compiled.ranges import KNOWN
from interview_rules.engines.rule_mask import mask_of

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping

    from interview_rules.engines.compiled.ranges import Quantity

__all__ = ["WINDOW", "Group", "RuleGroups"]

WINDOW = 4096
"""The number of rules that share a mask. Longer masks take longer to combine."""
_ENOUGH = 16
"""The minimum number of similar rules that form a group."""


class Group(NamedTuple):
    """Rules of one shape. If `guard` is true, the expression `mask` gives those that hold."""

    name: str
    rules: tuple[int, ...]
    guard: Formula
    mask: Code


class RuleGroups:
    """Finds groups of similar rules, level by level, and collects their lookup tables."""

    def __init__(self, truths: Mapping[Quantity, int]) -> None:
        self._truths = truths
        self.groups: list[Group] = []
        self.tables: list[str] = []
        self.group_of: dict[int, int] = {}

    def of_level(
        self, rules: list[tuple[int, Formula]]
    ) -> tuple[list[Group], list[tuple[int, Formula]]]:
        """Return the groups among some rules, and the rules that belong to none."""
        shapes: dict[Hashable, list[tuple[int, Formula]]] = {}
        found: list[Group] = []
        others: list[tuple[int, Formula]] = []
        for rule in rules:
            index, formula = rule
            if isinstance(formula, bool):
                others.append(rule)
                continue
            shapes.setdefault((index // WINDOW, self._shape(index, formula)), []).append(rule)
        for several in shapes.values():
            if len(several) < _ENOUGH:
                others += several
                continue
            indexes = tuple(index for index, _ in several)
            guard, mask = self._joined(
                indexes, [conjuncts(formula) for _, formula in several], any_=False
            )
            group = Group(f"g{len(self.groups)}", indexes, guard, mask)
            for index in indexes:
                self.group_of[index] = len(self.groups)
            self.groups.append(group)
            found.append(group)
        return found, sorted(others, key=lambda rule: rule[0])

    def _shape(self, index: int, formula: Formula) -> Hashable:
        """Return a key that is equal for rules that differ only in numbers."""
        if isinstance(formula, Compound):
            return (formula.any_, *(self._shape(index, part) for part in formula.parts))
        if isinstance(formula, bool):
            return formula
        quantity, at, reached = formula
        if quantity in self._truths:
            other = self._truths[quantity]
            if other in self.group_of:
                return (self.group_of[other], index - other, reached)
        return (quantity, None if _may_differ(formula) else at, reached)

    def _joined(
        self, indexes: tuple[int, ...], aligned: list[tuple[Formula, ...]], *, any_: bool
    ) -> tuple[Formula, Code]:
        """Combine similar rules: return a formula for equal parts, and a mask for other parts."""
        same: list[Formula] = []
        masks: list[Code] = []
        for parts in zip(*aligned, strict=True):
            found = self._part(indexes, list(parts))
            if isinstance(found, Code):
                masks.append(found)
            else:
                same.append(found)
        guard = either(same) if any_ else both(same)
        everything = Code([hex(_bits(indexes))])
        if not masks:
            return guard, everything
        return guard, joined(" | " if any_ else " & ", masks)

    def _part(self, indexes: tuple[int, ...], parts: list[Formula]) -> Formula | Code:
        first = parts[0]
        if isinstance(first, bool) or (
            all(part == first for part in parts) and not self._asks_a_group(first)
        ):
            return first
        if isinstance(first, Compound):
            aligned: list[tuple[Formula, ...]] = []
            aligned += [part.parts for part in parts if isinstance(part, Compound)]
            guard, mask = self._joined(indexes, aligned, any_=first.any_)
            if isinstance(guard, bool):
                return code("({})", mask)
            if first.any_:
                everything = hex(_bits(indexes))
                return code("({} if {} else {})", everything, expression(guard), mask)
            return code("({} if {} else 0)", mask, expression(guard))
        if self._asks_a_group(first):
            return self._concluded(indexes, first)
        places = [part.at for part in parts if isinstance(part, Step)]
        steps = [(at, index % WINDOW) for at, index in zip(places, indexes, strict=True)]
        number = len(self.tables)
        self.tables.append(f"A{number}, T{number} = ladder({steps}, {int(first.reached)})")
        return code("T{}[bisect(A{}, {})]", number, number, first.quantity.value)

    def _asks_a_group(self, formula: Step | Compound) -> bool:
        quantities = formula.quantities if isinstance(formula, Compound) else (formula.quantity,)
        return any(self._truths.get(quantity) in self.group_of for quantity in quantities)

    def _concluded(self, indexes: tuple[int, ...], first: Step) -> Code:
        """Return the mask of the rules whose counterpart in another group holds.

        If the step is negated, return the mask of those whose counterpart does not hold.
        """
        group = self.groups[self.group_of[self._truths[first.quantity]]]
        other = self._truths[first.quantity]
        moved = indexes[0] % WINDOW - other % WINDOW
        mask = f"({group.name} {'<<' if moved > 0 else '>>'} {abs(moved)})"
        everything = hex(_bits(indexes))
        if len(group.rules) != len(indexes):
            mask = f"({mask} & {everything})"
        return Code([mask if first.reached else f"({everything} ^ {mask})"])


def _may_differ(step: Step) -> bool:
    """Return True if similar rules may compare the quantity with different numbers."""
    if step.at == KNOWN:
        return False
    return isinstance(step.quantity, Age) or (
        isinstance(step.quantity, Value) and not step.quantity.flag
    )


def _bits(indexes: Iterable[int]) -> int:
    return mask_of(index % WINDOW for index in indexes)
