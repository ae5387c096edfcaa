"""Grouping of events, and of what follows from them, by employer."""

from __future__ import annotations

from heapq import merge
from operator import itemgetter
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["Apart", "apart"]

_T = TypeVar("_T")


class Apart(NamedTuple, Generic[_T]):
    """Items by employer; see `apart`."""

    names: dict[str | None, list[tuple[int, _T]]]
    common: list[tuple[int, _T]]

    def of(self, employer: str | None) -> list[_T]:
        """Return the items of an employer and those for all, in their order."""
        own = self.names.get(employer, [])
        if employer is None or not self.common:
            return [item for _place, item in own]
        return [item for _place, item in merge(own, self.common, key=itemgetter(0))]


def apart(
    items: Iterable[_T],
    employer: Callable[[_T], str | None],
    shared: Callable[[_T], bool] = lambda _item: False,
) -> Apart[_T]:
    """Group items by employer. An item without one belongs to all if `shared` is true of it."""
    names: dict[str | None, list[tuple[int, _T]]] = {}
    for place, item in enumerate(items):
        names.setdefault(employer(item), []).append((place, item))
    return Apart(names, [(place, item) for place, item in names.get(None, ()) if shared(item)])
