"""`OwnEvent`: an event that a pack declares, and what it does to the facts of the pack."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from interview_rules.positions import Position

__all__ = ["MOVES", "Move", "OwnEvent", "Setting"]

Move = Literal["you", "them"]
MOVES: tuple[Move, ...] = ("you", "them")


@dataclass(frozen=True, slots=True)
class Setting:
    """What an event sets one fact to.

    `to` is `at` or `date` for a moment that gets this field of the event, `more` or `less` for a
    count that goes up or down by one, and `value` for a fact that gets the encoded `value`.
    """

    fact: str
    to: Literal["at", "date", "more", "less", "value"]
    value: int = 0


@dataclass(frozen=True, slots=True)
class OwnEvent:
    """An event that a pack declares, such as `flat.viewed`.

    `by` says whose move it is: only an act of `you`, the user, can record advice as done. `clears`
    names the facts that the event resets to their defaults, before it sets others. `ask` is the
    question of whether and when it happened; if `ask` is empty, nobody is asked.
    """

    name: str
    doc: str
    by: Move
    sets: tuple[Setting, ...] = ()
    clears: tuple[str, ...] = ()
    ask: str = ""
    at: Position | None = field(default=None, compare=False)

    @property
    def first_moment(self) -> Setting | None:
        """The first moment that the event sets, or None if it sets none."""
        return next((each for each in self.sets if each.to in {"at", "date"}), None)
