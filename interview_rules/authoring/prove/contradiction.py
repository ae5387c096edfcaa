"""Why a rule can never take effect: a minimal set of conditions that conflict, in words."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from interview_rules.authoring.invariants import invariants
from interview_rules.authoring.prove.encoding import Encoding
from interview_rules.authoring.prove.solver import SECONDS, new_solver, z3
from interview_rules.authoring.prove.time_models import AnyCalendar
from interview_rules.language import nodes
from interview_rules.language.printer import say_condition

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_rules.authoring.prove.encoding import Term
    from interview_rules.language.nodes import Condition
    from interview_rules.packs.model import RulePack

__all__ = ["contradiction"]


def contradiction(pack: RulePack, index: int, *, advice: bool) -> tuple[str, ...]:
    """Return conditions, in words, that together keep a rule from ever taking effect.

    The conditions are parts of `when`; with `advice`, also that rules that would take precedence
    give no advice. If time allows, none can be left out: without any one of them, the others can be
    true together. Empty if the solver finds no contradiction in time.
    """
    encoding = Encoding(pack, AnyCalendar())
    parts = dict(_parts(encoding, index, advice=advice))
    lawful = [encoding.condition(each) for each in invariants()]
    solver = new_solver()
    solver.add(encoding.given)
    solver.add(lawful)
    until = monotonic() + SECONDS
    marks = {words: z3.FreshBool("part") for words in parts}
    solver.add([z3.Implies(marks[words], term) for words, term in parts.items()])
    if solver.check(list(marks.values())) != z3.unsat:
        return ()
    used = {mark.get_id() for mark in solver.unsat_core()}
    found = [words for words, mark in marks.items() if mark.get_id() in used]
    for words in list(found):
        others = [each for each in found if each != words]
        if monotonic() < until and solver.check([marks[each] for each in others]) == z3.unsat:
            found = others
    return tuple(found)


def _parts(encoding: Encoding, index: int, *, advice: bool) -> Iterator[tuple[str, Term]]:
    pack = encoding.pack
    for condition in _conjuncts(pack.rules[index].when):
        yield say_condition(condition), encoding.condition(condition)
    if not advice:
        return
    for other in pack.replaced_by.get(index, ()):
        yield _not_first(pack, other, "replaces it"), z3.Not(encoding.stands(other))
    for other in range(index):
        if pack.actions_by_rule[other] == pack.actions_by_rule[index]:
            words = _not_first(pack, other, "comes first for the same action")
            yield words, z3.Not(encoding.stands(other))


def _conjuncts(condition: Condition) -> Iterator[Condition]:
    if isinstance(condition, nodes.All):
        for part in condition.conditions:
            yield from _conjuncts(part)
    else:
        yield condition


def _not_first(pack: RulePack, index: int, why: str) -> str:
    rule = pack.rules[index]
    return f"{rule.id}, which {why}, gives no advice (its condition: {say_condition(rule.when)})"
