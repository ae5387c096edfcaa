"""The names that the conditions and moments of a pack can use."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from interview_rules.facts.vocabulary import Fact
    from interview_rules.language.nodes import Condition, Duration, Moment
    from interview_rules.positions import Position, Range

__all__ = ["Locate", "PendingDefinition", "Scope"]


class Locate(Protocol):
    """Maps offsets in a text to positions in its file."""

    def __call__(self, offset: int, /) -> Position:
        """Return the position of the character at an offset."""
        ...

    def span(self, offset: int, length: int, /) -> Range | None:
        """Return the range of a part of the text, or None if it cannot be determined."""
        ...


@dataclass(slots=True)
class PendingDefinition:
    """A definition that is checked when it is first used.

    `node` is None before the check, and stays None if the definition has problems. The check also
    sets `size`: the number of parts and the nesting depth with all definitions expanded.
    """

    kind: Literal["moment", "condition"]
    text: str
    locate: Locate
    node: Condition | Moment | None = None
    size: tuple[int, int] = (1, 1)
    checked: bool = False


@dataclass(slots=True)
class Scope:
    """The names that conditions can use, by kind.

    `renamed` maps former names of facts and parameters to present ones. `used` collects the names
    that conditions, moments and texts refer to, `invalid` those of parameters whose value is a problem
    already noted.
    """

    facts: dict[str, Fact]
    renamed: dict[str, str] = field(default_factory=dict)
    parameters: dict[str, Duration | int] = field(default_factory=dict)
    definitions: dict[str, PendingDefinition] = field(default_factory=dict)
    conclusions: set[str] = field(default_factory=set)
    used: set[str] = field(default_factory=set)
    invalid: set[str] = field(default_factory=set)

    def names(self) -> list[str]:
        """Return every name in the scope."""
        return [*self.conclusions, *self.definitions, *self.parameters, *self.facts]

    def now(self, name: str) -> str:
        """Return the present name for a former name; any other name is returned unchanged."""
        return self.renamed.get(name, name)

    def fact(self, name: str) -> Fact | None:
        """Return the fact with a present or former name, or None."""
        return self.facts.get(self.now(name))

    def kind_of(self, name: str) -> str:
        """Return the kind of a present name, such as `moment`; empty if the name is unknown."""
        if name in self.facts:
            return self.facts[name].type
        if name in self.conclusions:
            return "conclusion"
        if name in self.definitions:
            return self.definitions[name].kind
        if name in self.parameters:
            return "parameter"
        return ""
