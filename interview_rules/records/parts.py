"""The parts of a report that can be left out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, get_args

from interview_rules.errors import Problem, StateError, nearest, printable, shown

__all__ = ["PARTS", "Part", "parts_of"]

Part = Literal["windows", "reasons", "drafts", "assumptions", "questions"]
"""A part of a report that can be left out, because it takes time to compute or space to store."""


PARTS: tuple[Part, ...] = get_args(Part)


def parts_of(include: Iterable[str] | None) -> tuple[Part, ...]:
    """Return the parts to include, in the order of PARTS: all for None, none for an empty list.

    `include` can also be a single name. Raises StateError listing the unknown names.
    """
    if include is None:
        return PARTS
    if not isinstance(include, Iterable):
        message = f"expected a list of parts, not {shown(include)}"
        raise StateError(
            [Problem("include", message, f"choose from: {', '.join(PARTS)}", "wrong-type")]
        )
    given = {include} if isinstance(include, str) else {*include}
    unknown = sorted(str(name) for name in given.difference(PARTS))
    if unknown:
        raise StateError(
            Problem(
                "include",
                f"unknown part '{printable(name)}'",
                nearest(name, PARTS),
                "unknown-value",
            )
            for name in unknown
        )
    return tuple(part for part in PARTS if part in given)
