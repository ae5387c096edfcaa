"""The interface of engines, which execute rule packs.

An engine tells which rules of a pack hold at an instant, and which of them give their advice. All
engines share `moment_functions`, which computes when these results can change, and
`conflict_resolution`, which selects the rules that give their advice.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from interview_rules.calendars.calendar import Calendar
    from interview_rules.facts.vocabulary import Facts

__all__ = ["ENGINES", "Engine", "EngineName", "Evaluate"]

Evaluate = Callable[[int, "Facts", "Calendar"], tuple[int, int]]
"""Maps an instant, the folded facts and the calendar to two masks of rules of the pack: those that
hold, and those whose advice is given. Raises CalendarError if a moment falls in a year without
calendar data."""

EngineName = Literal["compiled", "durable"]
ENGINES: tuple[EngineName, ...] = ("compiled", "durable")
"""The names of the engines, the default first."""


class Engine(Protocol):
    """A rule pack, ready to be evaluated. Thread-safe."""

    @property
    def evaluate(self) -> Evaluate:
        """The function that evaluates all rules of the pack."""
