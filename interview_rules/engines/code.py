"""`Code`: a piece of generated Python source in which the uses of values that can be shared are marked.

A generated function computes each of these values once if it uses it often enough. Marked uses make
that possible without reading the source again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["AGE", "DEFINED", "FACT", "KEPT", "STARTS", "Code", "Kind", "Use", "code", "joined"]

Kind = Literal["fact", "age", "starts", "kept", "defined"]
FACT: Kind = "fact"
"""A place in the folded facts."""
AGE: Kind = "age"
"""The seconds since the instant at a place in the folded facts."""
STARTS: Kind = "starts"
"""The starts of the calendar's days."""
KEPT: Kind = "kept"
"""A moment that is computed on first use."""
DEFINED: Kind = "defined"
"""The truth of a definition that several rules use."""

_WRITTEN = {FACT: "F[{}]", AGE: "now - F[{}]", STARTS: "S", KEPT: "m{}", DEFINED: "v{}"}


class Use(NamedTuple):
    """A use of a value of some kind; `number` tells the values of one kind apart."""

    kind: Kind
    number: int = 0

    def __str__(self) -> str:
        return _WRITTEN[self.kind].format(self.number)


class Code(tuple["str | Use", ...]):
    """Source as text and uses, in order. `str` returns the source."""

    __slots__ = ()

    def __str__(self) -> str:
        return "".join(map(str, self))

    def uses(self, kind: Kind) -> Iterator[int]:
        """Yield the number of each use of one kind, as often as it occurs."""
        return (part.number for part in self if isinstance(part, Use) and part.kind == kind)

    def replaced(self, kind: Kind, other: Callable[[int], Code | None]) -> Code:
        """Return the code with other code for the uses of a kind; None leaves a use as it is."""
        found: list[str | Use] = []
        for part in self:
            new = other(part.number) if isinstance(part, Use) and part.kind == kind else None
            found += (part,) if new is None else new
        return Code(found)

    @property
    def is_name(self) -> bool:
        """True if evaluating the code again costs nothing."""
        return len(self) == 1 and (isinstance(self[0], Use) or self[0].isidentifier())


def code(template: str, *parts: Code | Use | str | int) -> Code:
    """Return code from a template with a part for each `{}`."""
    pieces = template.split("{}")
    found: list[str | Use] = [pieces[0]]
    for part, piece in zip(parts, pieces[1:], strict=True):
        if isinstance(part, Code):
            found += part
        else:
            found.append(part if isinstance(part, Use) else str(part))
        found.append(piece)
    return Code([part for part in found if part != ""])


def joined(separator: str, several: Iterable[Code]) -> Code:
    """Return several pieces of code with a separator between them."""
    found: list[str | Use] = []
    for each in several:
        if found:
            found.append(separator)
        found += each
    return Code(found)
