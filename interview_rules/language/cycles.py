"""Cycles and chains of references between conclusions or between rules."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter

__all__ = ["find_cycle", "longest_chain"]


def find_cycle(edges: dict[str, set[str]]) -> list[str]:
    """Return a cycle in a graph, with its first name repeated at the end, or an empty list.

    `edges` maps each name to the names it refers to. The cycle starts with whichever of its names
    comes first in `edges`.
    """
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for name, targets in edges.items():
        # The order of a set differs between processes, but messages must not.
        sorter.add(name, *sorted(targets))
    try:
        sorter.prepare()
    except CycleError as error:
        # graphlib lists each name after its target.
        cycle = error.args[1][:0:-1]
        places = {name: place for place, name in enumerate(edges)}
        start = min(range(len(cycle)), key=lambda index: places[cycle[index]])
        return [*cycle[start:], *cycle[: start + 1]]
    return []


def longest_chain(edges: dict[str, set[str]]) -> tuple[int, str]:
    """Return the number of steps in the longest path of a graph, and the name at its start.

    A step leads from one name to another, so a name without references gives 0. Return 0 and an
    empty name for an empty graph. Raises graphlib.CycleError if the graph has a cycle.
    """
    length: dict[str, int] = {}
    for name in TopologicalSorter(edges).static_order():
        length[name] = 1 + max((length[target] for target in edges.get(name, ())), default=-1)
    first = max(edges, key=length.__getitem__, default="")
    return length.get(first, 0), first
