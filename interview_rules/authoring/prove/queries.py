"""Queries to the solver: proofs that a condition is impossible, or examples that satisfy it."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from time import monotonic
from typing import TYPE_CHECKING, Any

from interview_rules.authoring.invariants import invariants, usual
from interview_rules.authoring.prove.encoding import Encoding, Term
from interview_rules.authoring.prove.solver import new_solver, z3
from interview_rules.authoring.prove.time_models import AnyCalendar, OneCalendar
from interview_rules.authoring.prove.witness_logs import Found
from interview_rules.facts.place import OTHER, is_of_place
from interview_rules.language.nodes import names_in

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator

    from interview_rules.language.nodes import Condition
    from interview_rules.packs.model import RulePack

__all__ = ["SEARCHING", "PackSolver", "examples", "impossible"]

SEARCHING = 20
"""Time limit of the search for examples per claim, in seconds; a running query is completed."""


def impossible(pack: RulePack, wanted: Callable[[Encoding], Term]) -> bool | None:
    """Return True if `wanted` is impossible with any log, zone or calendar.

    Return None if the solver gave up. False means only that no proof was found.
    """
    encoding = Encoding(pack, AnyCalendar())
    condition = wanted(encoding)
    given = [*encoding.given, condition]
    answer = _solver([*given, *_hanging_together(encoding, invariants(), whole=False)]).check()
    if answer == z3.sat:
        everything = _hanging_together(encoding, invariants(), whole=True)
        answer = _solver([*encoding.given, condition, *everything]).check()
    return None if answer == z3.unknown else bool(answer == z3.unsat)


class PackSolver:
    """A solver for many queries about one pack in one time model.

    The solver reads the formulas of the pack and the invariants of event logs once, which takes a
    tenth of the time of separate queries. With `OneCalendar`, the conditions in `USUAL` count as
    invariants, so nothing is proved for all logs.
    """

    def __init__(self, pack: RulePack, time_model: AnyCalendar | OneCalendar) -> None:
        self.encoding = Encoding(pack, time_model)
        self.solver = _solver([])
        lawful = invariants()
        if isinstance(time_model, OneCalendar):
            lawful = (*lawful, *usual())
        self.solver.add([self.encoding.condition(each) for each in lawful])
        self._added = 0

    @contextmanager
    def _asking(self, wanted: Callable[[Encoding], Term]) -> Iterator[None]:
        """Add a condition to the solver in this context."""
        condition = wanted(self.encoding)
        self.solver.add(self.encoding.given[self._added :])
        self._added = len(self.encoding.given)
        self.solver.push()
        try:
            self.solver.add(condition)
            yield
        finally:
            self.solver.pop()

    def impossible(self, wanted: Callable[[Encoding], Term]) -> bool:
        """Return True if `wanted` is impossible in the time model; False if no proof was found."""
        with self._asking(wanted):
            return bool(self.solver.check() == z3.unsat)

    def examples(
        self, wanted: Callable[[Encoding], Term], until: float, most: int = 4
    ) -> Generator[Found]:
        """Yield up to `most` combinations of now and facts that satisfy `wanted`.

        No two have the same known facts. The search ends when `time.monotonic` reaches `until`.
        Until the generator ends or is closed, `wanted` constrains all other queries too.
        """
        with self._asking(wanted):
            yield from _examples(self.encoding, self.solver, until, most)


def examples(
    pack: RulePack,
    wanted: Callable[[Encoding], Term],
    time_model: OneCalendar,
    *,
    whole: bool,
    until: float,
    most: int = 4,
) -> Iterator[Found]:
    """Yield up to `most` combinations of now and facts that satisfy `wanted` in one calendar.

    No two have the same known facts. The conditions in `INVARIANTS` and `USUAL` constrain the facts
    in the formula or, with `whole`, all facts. The search ends when `time.monotonic` reaches
    `until`.
    """
    encoding = Encoding(pack, time_model)
    condition = wanted(encoding)
    hanging = _hanging_together(encoding, (*invariants(), *usual()), whole=whole)
    yield from _examples(encoding, _solver([*encoding.given, condition, *hanging]), until, most)


def _examples(encoding: Encoding, solver: Any, until: float, most: int) -> Iterator[Found]:
    for _ in range(most):
        if monotonic() >= until or solver.check() != z3.sat:
            return
        model, unknown = _with_little_known(encoding, solver, until)
        yield _found(encoding, model)
        if not unknown:
            return
        # The next example must have a known fact that this one lacks.
        solver.add(z3.Or([z3.Not(each) for each in unknown]))


def _solver(constraints: list[Term]) -> Any:
    solver = new_solver()
    solver.add(constraints)
    return solver


def _hanging_together(
    encoding: Encoding, conditions: Iterable[Condition], *, whole: bool
) -> list[Term]:
    """Return conditions as formulas; without `whole`, only those about facts in use."""
    names = {*encoding.moments, *encoding.values}
    return [
        encoding.condition(each) for each in conditions if whole or names.issuperset(names_in(each))
    ]


def _with_little_known(encoding: Encoding, solver: Any, until: float) -> tuple[Any, list[Term]]:
    """Return a model with few known facts, and the constraints that keep other facts unknown."""
    model = solver.model()
    unknown = [z3.Not(term.known) for term in encoding.moments.values()]
    unknown += [_default(term) for term in encoding.values.values()]
    # Whole days are easier to read than instants, so they are preferred.
    plain = [term.whole for term in encoding.moments.values()]
    plain += _past(encoding)
    kept: list[Term] = []
    scopes = solver.num_scopes()
    # Most facts can be unknown, so many are tried at once, and halves of those that cannot.
    left = [plain, unknown]
    while left and monotonic() < until:
        tried = left.pop()
        solver.push()
        solver.add(tried)
        if solver.check() == z3.sat:
            model = solver.model()
            kept += tried
            continue
        solver.pop()
        if len(tried) > 1:
            half = len(tried) // 2
            left += [tried[half:], tried[:half]]
    solver.pop(solver.num_scopes() - scopes)
    wanted = {each.get_id() for each in unknown}
    return model, [each for each in kept if each.get_id() in wanted]


def _past(encoding: Encoding) -> list[Term]:
    """Return that no fact which only the moment of an event can set is still to come.

    An example in which one is to come would have to give the fact by hand.
    """
    settings = [each for event in encoding.pack.events.values() for each in event.sets]
    at, dated = ({each.fact for each in settings if each.to == to} for to in ("at", "date"))
    moments = [term for name, term in encoding.moments.items() if name in at - dated]
    room, now = encoding.time_model.room, encoding.now
    return [z3.Implies(term.known, term.day * room + term.within <= now) for term in moments]


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
        fact = encoding.fact(name)
        given = value(each)
        if given:
            if is_of_place(fact):
                named = {code: place for place, code in encoding.places[name].items()}
                facts[name] = named.get(given, OTHER)
            elif fact.is_text:
                facts[name] = fact.spoken
            else:
                facts[name] = fact.choices[given] if fact.type == "choice" else given
    return Found(_instant(value(encoding.now_day), value(encoding.now_within)), facts)


def _instant(day: int, within: int) -> datetime:
    return datetime.combine(date.fromordinal(day), time()) + timedelta(seconds=within)
