"""The default engine: a whole pack as one generated Python function over plain whole numbers.

Smaller functions of the same kind tell whether one rule speaks or holds; they are made when they
are first needed. What is generated contains no text of a pack, only numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_rules.engines.needs import needed_to_hold, needed_to_speak
from interview_rules.engines.writer import Writer, made

if TYPE_CHECKING:
    from interview_rules.engines.contract import Evaluate, Speaks
    from interview_rules.packs import RulePack

__all__ = ["Compiled"]


class Compiled:
    """A pack made executable. Immutable but for the functions it has made so far; thread-safe."""

    __slots__ = ("_holds", "_pack", "_speaks", "evaluate", "source")

    def __init__(self, pack: RulePack) -> None:
        self._pack = pack
        self.source = Writer(pack, range(len(pack.rules))).evaluate()
        self.evaluate: Evaluate = made(self.source)
        self._speaks: dict[int, Speaks] = {}
        self._holds: dict[int, Speaks] = {}

    def speaks(self, rule: int) -> Speaks:
        """Whether one rule's advice is given, asking only what decides that."""
        function = self._speaks.get(rule)
        if function is None:
            writer = Writer(self._pack, needed_to_speak(self._pack, rule))
            function = self._speaks[rule] = made(writer.speaks(rule))
        return function

    def holds(self, rule: int) -> Speaks:
        """Whether one rule holds, asking only what decides that."""
        function = self._holds.get(rule)
        if function is None:
            writer = Writer(self._pack, needed_to_hold(self._pack, [rule]))
            function = self._holds[rule] = made(writer.holds(rule))
        return function
