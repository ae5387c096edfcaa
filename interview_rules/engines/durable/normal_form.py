"""Conditions in negation normal form, in which only leaves are negated.

A condition becomes a tree of "and" and "or" over literals, with definitions inlined. Engines need
this form if they have no negation or treat unknown values differently.
"""

from __future__ import annotations

from itertools import chain, product
from typing import TYPE_CHECKING, Literal, NamedTuple

from interview_rules.language import nodes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from interview_rules.language.nodes import Condition

__all__ = ["Asked", "Joined", "Normal", "TooManyWays", "normal", "ways"]


class Asked(NamedTuple):
    """A literal: a leaf of a condition, and whether it must hold or must not hold."""

    leaf: Condition
    holds: bool


class Joined(NamedTuple):
    """A conjunction or disjunction of several parts."""

    word: Literal["and", "or"]
    parts: tuple[Normal, ...]


Normal = Asked | Joined


def normal(condition: Condition, *, holds: bool = True) -> Normal:
    """Return the normal form of a condition or, if `holds` is False, of its negation."""
    match condition:
        case nodes.All(inner):
            parts = tuple(normal(part, holds=holds) for part in inner)
            return Joined("and" if holds else "or", parts)
        case nodes.Any(inner):
            parts = tuple(normal(part, holds=holds) for part in inner)
            return Joined("or" if holds else "and", parts)
        case nodes.Not(inner):
            return normal(inner, holds=not holds)
        case nodes.Named(_, inner):
            return normal(inner, holds=holds)
        case _:
            return Asked(condition, holds)


class TooManyWays(Exception):
    """Raised if the disjunctive normal form of a condition is too long."""


def ways(form: Normal, most: int) -> list[tuple[Asked, ...]]:
    """Return the disjunctive normal form of a condition, as conjunctions of literals.

    Raises TooManyWays if this form, or that of a part of the condition, has more than `most`
    conjunctions, or if an intermediate product has more than the square of `most`.
    """
    if isinstance(form, Asked):
        return [(form,)]
    each = [ways(part, most) for part in form.parts]
    if form.word == "or":
        found = _distinct(chain.from_iterable(each))
    else:
        found = [()]
        for part in each:
            if len(found) * len(part) > most * most:
                raise TooManyWays
            found = _distinct(before + more for before, more in product(found, part))
    if len(found) > most:
        raise TooManyWays
    return found


def _distinct(found: Iterable[tuple[Asked, ...]]) -> list[tuple[Asked, ...]]:
    """Return conjunctions without duplicates and without contradictions."""
    kept: dict[tuple[Asked, ...], None] = {}
    for way in found:
        asked = tuple(dict.fromkeys(way))
        if not any(Asked(leaf, not holds) in asked for leaf, holds in asked):
            kept[asked] = None
    return list(kept)
