"""Questions to the solver: whether something is impossible, and where there is an example of it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from time import monotonic
from typing import TYPE_CHECKING, Any

from interview_rules.authoring.invariants import invariants, usual
from interview_rules.authoring.prove.encoding import Encoding, Term
from interview_rules.authoring.prove.solver import z3
from interview_rules.authoring.prove.time_models import AnyCalendar
from interview_rules.authoring.prove.witness_logs import Found
from interview_rules.facts.vocabulary import FACTS
from interview_rules.language.nodes import names_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from interview_rules.authoring.prove.time_models import OneCalendar
    from interview_rules.language.nodes import Condition
    from interview_rules.packs.model import RulePack

__all__ = ["SEARCHING", "SECONDS", "examples", "impossible"]

SECONDS = 10
"""How long the solver thinks about one question at most."""
SEARCHING = 20
"""For how many seconds examples of one thing are looked for; the question that is open is finished."""


def impossible(pack: RulePack, wanted: Callable[[Encoding], Term]) -> bool | None:
    """Whether no log, zone or calendar brings something about; None if the solver gave up."""
    encoding = Encoding(pack, AnyCalendar())
    condition = wanted(encoding)
    given = [*encoding.given, condition]
    answer = _solver([*given, *_hanging_together(encoding, invariants(), whole=False)]).check()
    if answer == z3.sat:
        everything = _hanging_together(encoding, invariants(), whole=True)
        answer = _solver([*encoding.given, condition, *everything]).check()
    return None if answer == z3.unknown else bool(answer == z3.unsat)


def examples(
    pack: RulePack,
    wanted: Callable[[Encoding], Term],
    reckoning: OneCalendar,
    *,
    whole: bool,
    until: float,
    most: int = 4,
) -> Iterator[Found]:
    """Now and facts that bring something about in one place, each with other facts known.

    `whole` lets all facts be such as a log has them, not only those that are asked about. None is
    looked for once `time.monotonic` has come to `until`.
    """
    encoding = Encoding(pack, reckoning)
    condition = wanted(encoding)
    hanging = _hanging_together(encoding, (*invariants(), *usual()), whole=whole)
    solver = _solver([*encoding.given, condition, *hanging])
    for _ in range(most):
        if monotonic() >= until or solver.check() != z3.sat:
            return
        model, unknown = _with_little_known(encoding, solver, until)
        yield _found(encoding, model)
        if not unknown:
            return
        # The next one has to know something that this one does not.
        solver.add(z3.Or([z3.Not(each) for each in unknown]))


def _solver(constraints: list[Term]) -> Any:
    solver = z3.Solver()
    solver.set("timeout", SECONDS * 1_000)
    solver.set("random_seed", 0)
    solver.add(constraints)
    return solver


def _hanging_together(
    encoding: Encoding, conditions: Iterable[Condition], *, whole: bool
) -> list[Term]:
    """What is so of the facts of logs; without `whole`, only of those that are asked about."""
    names = {*encoding.moments, *encoding.values}
    return [
        encoding.condition(each) for each in conditions if whole or names.issuperset(names_in(each))
    ]


def _with_little_known(encoding: Encoding, solver: Any, until: float) -> tuple[Any, list[Term]]:
    """A model in which as few facts as possible have a value, and what was kept from having one."""
    model = solver.model()
    unknown = [z3.Not(term.known) for term in encoding.moments.values()]
    unknown += [_default(term) for term in encoding.values.values()]
    # Whole days are easier to read than hours, where either will do.
    plain = [term.whole for term in encoding.moments.values()]
    kept: list[Term] = []
    solver.push()
    for place, each in enumerate([*unknown, *plain]):
        if monotonic() >= until:
            break
        solver.push()
        solver.add(each)
        if solver.check() == z3.sat:
            model = solver.model()
            if place < len(unknown):
                kept.append(each)
        else:
            solver.pop()
    while solver.num_scopes():
        solver.pop()
    return model, kept


def _default(term: Term) -> Term:
    return z3.Not(term) if z3.is_bool(term) else term == 0


def _found(encoding: Encoding, model: Any) -> Found:
    def value(term: Term) -> Any:
        found = model.eval(term, model_completion=True)
        return z3.is_true(found) if z3.is_bool(found) else found.as_long()

    facts: dict[str, Any] = {}
    for name, term in encoding.moments.items():
        if value(term.known):
            whole = value(term.whole)
            facts[name] = (
                date.fromordinal(value(term.day))
                if whole
                else _instant(value(term.day), value(term.within))
            )
    for name, each in encoding.values.items():
        fact = encoding.pack.facts.get(name) or FACTS[name]
        given = value(each)
        if given:
            facts[name] = fact.choices[given] if fact.type == "choice" else given
    return Found(_instant(value(encoding.now_day), value(encoding.now_within)), facts)


def _instant(day: int, within: int) -> datetime:
    return datetime.combine(date.fromordinal(day), time()) + timedelta(seconds=within)
