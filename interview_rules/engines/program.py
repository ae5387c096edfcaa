"""Programs: rule packs with their engine, their moment functions and the order of their advice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_rules.engines.compiled.engine import Compiled
from interview_rules.engines.conflict_resolution import ConflictResolution
from interview_rules.engines.engine import ENGINES
from interview_rules.engines.moment_functions import MomentFunctions
from interview_rules.engines.rule_mask import contains
from interview_rules.errors import Problem, StateError, nearest, printable
from interview_rules.facts.people import INTERMEDIARIES
from interview_rules.facts.vocabulary import FACTS
from interview_rules.language.nodes import Known, names_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from interview_rules.engines.engine import Engine
    from interview_rules.packs.model import Advise, RulePack

__all__ = ["Program", "program_for"]

_MOST_ORDERS = 10_000
"""The maximum number of cached orders of advice."""


class Program:
    """A rule pack on one engine. Create it with `program_for`, which caches it. Thread-safe."""

    def __init__(self, pack: RulePack, engine: str = "compiled") -> None:
        self.pack = pack
        self.engine_name = engine
        self.conflicts = ConflictResolution(pack)
        self.moments = MomentFunctions(pack)
        self.engine: Engine = engine_for(pack, engine, self.conflicts)
        self.evaluate = self.engine.evaluate
        self.comparisons: dict[str, tuple[object, ...]] = {}
        """The comparisons of each fact in the rules, cached by `boundary_values`."""
        self._shown: dict[int, tuple[slice, ...]] = {}
        self._orders: dict[int, tuple[tuple[int, ...], tuple[int, ...]]] = {}

    def __reduce__(self) -> tuple[Callable[..., Program], tuple[object, ...]]:
        # Generated functions cannot be pickled, so unpickling builds or finds the program again.
        return (program_for, (self.pack, self.engine_name))

    def __repr__(self) -> str:
        return f"<Program {self.pack.name} on {self.engine_name}>"

    def in_order(self, mask: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Return the rules of a mask in order, and the rules whose due dates can change that order.

        Rules without advice are left out. The order is by rank; within a rank, rules with `due`
        come first, and otherwise rules are in pack order.
        """
        known = self._orders.get(mask)
        if known is None:
            ranks = self.pack.ranks
            found = [index for index in ranks if contains(mask, index)]
            found.sort(key=lambda index: (ranks[index][0], not ranks[index][2], index))
            dated = tuple(index for index in found if ranks[index][2])
            if len(dated) == 1 and dated[0] in self.moments.surely_due:
                dated = ()
            known = (tuple(found), dated)
            if len(self._orders) >= _MOST_ORDERS:
                self._orders.clear()
            self._orders[mask] = known
        return known

    def warm_up(self) -> None:
        """Compile the functions for the windows, titles, texts and due dates of all rules."""
        _ = self.moments.borders
        for index, rule in enumerate(self.pack.rules):
            if rule.advise is None:
                continue
            self.moments.advising(index)
            self.moments.due(index)
            for piece in (*rule.advise.title, *rule.advise.text):
                if not isinstance(piece, str) and piece.moment is not None:
                    self.moments.span(piece.moment)

    def shown(self, index: int) -> tuple[slice, ...]:
        """Return the slices of the folded facts that a rule's title, text and due date use."""
        places = self._shown.get(index)
        if places is None:
            places = self._shown[index] = tuple(
                slice(self.pack.offsets[name], self.pack.offsets[name] + _width(self.pack, name))
                for name in sorted(_facts_shown(self.pack.rules[index].advise))
            )
        return places


def _facts_shown(advise: Advise | None) -> set[str]:
    if advise is None:
        return set()
    places = [each for each in (*advise.title, *advise.text) if not isinstance(each, str)]
    moments = [advise.due, *(place.moment for place in places)]
    used = {place.name for place in places if place.kind in {"count", "choice"}}
    if any(place.name == "addressee" for place in places):
        used |= {*INTERMEDIARIES.values()}
    return used.union(*(names_in(Known(moment)) for moment in moments if moment is not None))


def _width(pack: RulePack, name: str) -> int:
    return (FACTS.get(name) or pack.facts[name]).width


def program_for(pack: RulePack, engine: str = "compiled") -> Program:
    """Return the program of a pack on an engine, cached for the lifetime of the pack.

    Raises StateError for an unknown engine, PackError for a pack beyond the engine's limits, and
    MissingExtraError if the engine is not installed or does not run.
    """
    program = pack.programs.get(engine)
    if not isinstance(program, Program):
        program = pack.programs[engine] = Program(pack, engine)
    return program


def engine_for(pack: RulePack, name: str, conflicts: ConflictResolution) -> Engine:
    """Return the engine of this name for a pack.

    Raises StateError for an unknown engine, PackError for a pack beyond the engine's limits, and
    MissingExtraError if the engine is not installed or does not run.
    """
    if name == "compiled":
        return Compiled(pack, conflicts)
    if name == "durable":
        from interview_rules.engines.durable.engine import Durable  # noqa: PLC0415  # the extra may be missing

        return Durable(pack, conflicts)
    hint = nearest(str(name), ENGINES)
    problem = Problem("engine", f"unknown engine '{printable(str(name))}'", hint)
    raise StateError([problem])
