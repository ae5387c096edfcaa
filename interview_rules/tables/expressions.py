"""Conditions and conflict resolution as narwhals expressions."""

from __future__ import annotations

from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING

import narwhals as nw

from interview_rules.engines.conflict_resolution import replaced_in_order
from interview_rules.language import nodes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from interview_rules.language.nodes import Condition
    from interview_rules.packs.model import RulePack

__all__ = ["CONSTANTS", "all_of", "any_of", "constant", "filled", "formula", "given", "standing"]

_MANY = 8
"""Maximum number of tests to nest; more are combined in one flat call, as engines limit nesting."""


def formula(
    condition: Condition,
    ask: Callable[[Condition], nw.Expr],
    concluded: Callable[[str], nw.Expr],
) -> nw.Expr:
    """Return a condition as an expression; where it is null, the condition is false.

    `ask` returns the expression for a leaf, `concluded` that for a conclusion. Null is replaced
    by False before a condition is negated.
    """
    match condition:
        case nodes.All(inner):
            return all_of([formula(part, ask, concluded) for part in inner])
        case nodes.Any(inner):
            return any_of([formula(part, ask, concluded) for part in inner])
        case nodes.Not(inner):
            return ~filled(formula(inner, ask, concluded))
        case nodes.Named(_, inner):
            return formula(inner, ask, concluded)
        case nodes.Flag(name, conclusion) if conclusion:
            return concluded(name)
        case _:
            return ask(condition)


def standing(
    pack: RulePack, holds: Callable[[int], nw.Expr], rules: Iterable[int]
) -> list[list[nw.Expr]]:
    """Return columns for `given`, one per replaceable rule: true where it holds unless replaced.

    The columns come in stages, each of which uses only columns of earlier stages. Rules not in
    `rules` count as not holding.
    """
    among = {*rules}
    return [
        [
            all_of(
                [holds(index), *(~_stands(pack, n, holds) for n in replacing if n in among)]
            ).alias(f"__s{index}")
            for index, replacing in level
            if index in among
        ]
        for level in replaced_in_order(pack.replaced_by)
    ]


def given(
    pack: RulePack, holds: Callable[[int], nw.Expr], rules: Iterable[int]
) -> dict[int, nw.Expr]:
    """Return a test for each of `rules`: true where it gives its advice, or holds if it has none.

    Other rules count as not holding. The tests use the columns of `standing`.
    """
    found: dict[int, nw.Expr] = {}
    before: dict[str, list[nw.Expr]] = {}
    for index in sorted(rules):
        advise = pack.rules[index].advise
        if advise is None:
            found[index] = holds(index)
            continue
        stands = _stands(pack, index, holds)
        earlier = before.setdefault(advise.action, [])
        found[index] = stands & ~any_of(earlier) if earlier else stands
        earlier.append(stands)
    return found


def _stands(pack: RulePack, index: int, holds: Callable[[int], nw.Expr]) -> nw.Expr:
    return nw.col(f"__s{index}") if index in pack.replaced_by else holds(index)


CONSTANTS = (nw.lit(True).alias("__so"), nw.lit(False).alias("__not"))  # noqa: FBT003  # literals of a column
"""The columns behind `constant`, to be added first: some engines refuse a literal in place of a
column."""


def all_of(tests: Sequence[nw.Expr]) -> nw.Expr:
    """Return the conjunction of one or more tests."""
    if len(tests) <= _MANY:
        return reduce(and_, tests)
    return nw.all_horizontal(*tests, ignore_nulls=False)


def any_of(tests: Sequence[nw.Expr]) -> nw.Expr:
    """Return the disjunction of tests, or False if there are none."""
    if not tests:
        return constant(so=False)
    if len(tests) <= _MANY:
        return reduce(or_, tests)
    return nw.any_horizontal(*tests, ignore_nulls=False)


def constant(*, so: bool) -> nw.Expr:
    """Return a column that is `so` in every row; the columns `CONSTANTS` must have been added."""
    return nw.col("__so" if so else "__not")


def filled(test: nw.Expr) -> nw.Expr:
    """Return a test in which null is replaced by False."""
    return test.fill_null(value=False)
