"""The default engine: a whole pack as one generated Python function over plain whole numbers.

Smaller functions of the same kind tell whether one rule speaks or holds; they are made when they
are first needed. What is generated contains no text of a pack, only numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from interview_rules.engines.compiled.codegen import CodeGenerator, compile_function
from interview_rules.engines.dependencies import needed_to_advise, needed_to_hold

if TYPE_CHECKING:
    from interview_rules.calendars.calendar import Calendar
    from interview_rules.engines.conflict_resolution import ConflictResolution
    from interview_rules.engines.engine import Asks, Evaluate
    from interview_rules.facts.vocabulary import Facts
    from interview_rules.packs.model import RulePack

__all__ = ["Compiled"]


class Compiled:
    """A pack made executable. Thread-safe.

    Immutable but for the functions it has made so far.
    """

    __slots__ = ("_answers", "_conflicts", "_holds", "_pack", "_speaks", "evaluate")

    def __init__(self, pack: RulePack, conflicts: ConflictResolution) -> None:
        self._pack = pack
        self._conflicts = conflicts
        self._speaks: dict[int, Asks] = {}
        self._holds: dict[int, Asks] = {}
        self._answers: dict[str, Any] = {"K": conflicts.known, "speaking": conflicts.of}
        writer = CodeGenerator(pack, range(len(pack.rules)))
        plain = writer.is_mostly_plain()
        source = writer.evaluate(conflicts, plain=plain)
        self.evaluate: Evaluate = compile_function(source, unusual=self._unusual, **self._answers)

    def _unusual(self, now: int, facts: Facts, calendar: Calendar) -> tuple[int, int]:
        """The first state that is out of the ordinary: from now on there is a function for them."""
        source = CodeGenerator(self._pack, range(len(self._pack.rules))).evaluate(self._conflicts)
        function: Evaluate = compile_function(source, **self._answers)
        self.evaluate.__globals__["unusual"] = function
        return function(now, facts, calendar)

    @property
    def source(self) -> str:
        """All that is generated to evaluate the pack."""
        writer = CodeGenerator(self._pack, range(len(self._pack.rules)))
        found = writer.evaluate(self._conflicts)
        return (
            f"{found}\n{writer.evaluate(self._conflicts, plain=True)}"
            if writer.is_mostly_plain()
            else found
        )

    def advises(self, rule: int) -> Asks:
        """Whether one rule's advice is given, asking only what decides that."""
        function = self._speaks.get(rule)
        if function is None:
            writer = CodeGenerator(self._pack, needed_to_advise(self._pack, rule))
            function = self._speaks[rule] = compile_function(writer.advises(rule))
        return function

    def holds(self, rule: int) -> Asks:
        """Whether one rule holds, asking only what decides that."""
        function = self._holds.get(rule)
        if function is None:
            writer = CodeGenerator(self._pack, needed_to_hold(self._pack, [rule]))
            function = self._holds[rule] = compile_function(writer.holds(rule))
        return function
