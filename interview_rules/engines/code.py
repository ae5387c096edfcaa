"""`Code`: generated Python source in which the uses of shareable values are marked.

A generated function that uses such a value often enough computes it once and keeps it in a
variable. The marks allow uses to be counted and replaced without parsing the source.
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
"""A part of a moment that is computed on first use and kept."""
DEFINED: Kind = "defined"
"""The truth of a definition or conclusion that is used more than once."""

_WRITTEN = {FACT: "F[{}]", AGE: "now - F[{}]", STARTS: "S", KEPT: "m{}", DEFINED: "v{}"}


class Use(NamedTuple):
    """A use of a shareable value; `number` distinguishes values of the same kind."""

    kind: Kind
    number: int = 0

    def __str__(self) -> str:
        return _WRITTEN[self.kind].format(self.number)


class Code(tuple["str | Use", ...]):
    """Python source as a sequence of text and uses. `str` returns the whole source."""

    __slots__ = ()

    def __str__(self) -> str:
        return "".join(map(str, self))

    def uses(self, kind: Kind) -> Iterator[int]:
        """Yield the number of each use of one kind; a value used twice is yielded twice."""
        return (part.number for part in self if isinstance(part, Use) and part.kind == kind)

    def replaced(self, kind: Kind, other: Callable[[int], Code | None]) -> Code:
        """Return the code with each use of one kind replaced by `other(number)`.

        Where `other` returns None, the use stays.
        """
        found: list[str | Use] = []
        for part in self:
            new = other(part.number) if isinstance(part, Use) and part.kind == kind else None
            found += (part,) if new is None else new
        return Code(found)

    @property
    def is_name(self) -> bool:
        """True if the code is a single name or use, so that evaluating it twice costs little."""
        return len(self) == 1 and (isinstance(self[0], Use) or self[0].isidentifier())


def code(template: str, *parts: Code | Use | str | int) -> Code:
    """Return the code of a template, with each `{}` replaced by the next part."""
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
    """Return several pieces of code, joined by a separator."""
    found: list[str | Use] = []
    for each in several:
        if found:
            found.append(separator)
        found += each
    return Code(found)
