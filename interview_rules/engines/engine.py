"""What an engine is: a pack made executable, and nothing more.

An engine is a visitor of the checked tree that says which rules hold at an instant and whose
advice is given. When that can change is arithmetic with moments, the same for every engine, and
stands in `moment_functions`, as does in `speaking` which of the rules that hold speak.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from interview_rules.calendars.calendar import Calendar
    from interview_rules.facts.vocabulary import Facts

__all__ = ["ENGINES", "Asks", "Engine", "EngineName", "Evaluate"]

Evaluate = Callable[[int, "Facts", "Calendar"], tuple[int, int]]
"""An instant, the folded facts and the calendar, to two bit masks over the rules of the pack:
those that hold, and those whose advice is given."""
Asks = Callable[[int, "Facts", "Calendar"], bool]

EngineName = Literal["compiled", "durable"]
ENGINES: tuple[EngineName, ...] = ("compiled", "durable")
"""The engines that an Advisor can be asked for, the default first."""


class Engine(Protocol):
    """A pack made executable. Safe to use from several threads."""

    @property
    def evaluate(self) -> Evaluate:
        """All rules at once."""

    def advises(self, rule: int) -> Asks:
        """Whether one rule's advice is given, at any instant."""

    def holds(self, rule: int) -> Asks:
        """Whether one rule holds, at any instant."""
