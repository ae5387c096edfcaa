"""Conditions without `not`: what is negated is only ever a single question.

A condition becomes a tree of "and" and "or" over literals, with definitions written out. Engines
that have no negation of their own, or whose negation treats the unknown differently, start here.
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
    """A leaf of the tree, and whether it has to hold or has not to."""

    leaf: Condition
    holds: bool


class Joined(NamedTuple):
    """Several of which all have to hold, or at least one."""

    word: Literal["and", "or"]
    parts: tuple[Normal, ...]


Normal = Asked | Joined


def normal(condition: Condition, *, holds: bool = True) -> Normal:
    """A condition, or its opposite, in this form."""
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
    """A condition can come true in more ways than somebody wants to write out."""


def ways(form: Normal, most: int) -> list[tuple[Asked, ...]]:
    """All the ways in which a condition comes true: for each, what has to be so together.

    Raises TooManyWays if there are more than `most`.
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
    """Each way once, without what it says twice and without those that contradict themselves."""
    kept: dict[tuple[Asked, ...], None] = {}
    for way in found:
        asked = tuple(dict.fromkeys(way))
        if not any(Asked(leaf, not holds) in asked for leaf, holds in asked):
            kept[asked] = None
    return list(kept)
