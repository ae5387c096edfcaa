"""The default engine: a whole pack as generated Python code over integers.

Generated code contains numbers, but no text from a pack.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from interview_rules.engines.compiled.functions import compile_function, generator_for
from interview_rules.engines.compiled.stored_code import stored_function

if TYPE_CHECKING:
    from interview_rules.calendars.calendar import Calendar
    from interview_rules.engines.conflict_resolution import ConflictResolution
    from interview_rules.engines.engine import Evaluate
    from interview_rules.facts.vocabulary import Facts
    from interview_rules.packs.model import RulePack

__all__ = ["Compiled"]


class Compiled:
    """A pack compiled to Python functions. Thread-safe.

    A separate function for states with unusual facts, if there is one, is compiled when such a
    state is first evaluated.
    """

    __slots__ = ("_conflicts", "_names", "_pack", "evaluate")

    def __init__(self, pack: RulePack, conflicts: ConflictResolution) -> None:
        self._pack = pack
        self._conflicts = conflicts
        self._names: dict[str, Any] = {"K": conflicts.known, "resolve": conflicts.of}
        names = {**self._names, "unusual": self._unusual}
        self.evaluate: Evaluate = (
            stored_function(pack, "plain", **names)
            or stored_function(pack, "whole", **names)
            or compile_function(self._generated(), **names)
        )

    def _generated(self) -> str:
        writer = generator_for(self._pack)
        return writer.evaluate(self._conflicts, plain=writer.is_mostly_plain())

    def _unusual(self, now: int, facts: Facts, calendar: Calendar) -> tuple[int, int]:
        """Compile and call the function for states with unusual facts, which replaces this one."""
        function: Evaluate | None = stored_function(self._pack, "whole", **self._names)
        if function is None:
            writer = generator_for(self._pack)
            function = compile_function(writer.evaluate(self._conflicts), **self._names)
        self.evaluate.__globals__["unusual"] = function
        return function(now, facts, calendar)

    @property
    def source(self) -> str:
        """The source of the functions that evaluate the whole pack, generated again on access."""
        writer = generator_for(self._pack)
        found = writer.evaluate(self._conflicts)
        return (
            f"{found}\n{writer.evaluate(self._conflicts, plain=True)}"
            if writer.is_mostly_plain()
            else found
        )
