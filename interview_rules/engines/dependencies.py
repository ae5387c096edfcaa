"""Dependencies of rules: the facts they require, and the other rules they depend on."""

from __future__ import annotations

from collections.abc import Hashable
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING, TypeVar

from interview_rules.language import nodes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from interview_rules.language.nodes import Condition, Moment
    from interview_rules.packs.model import RulePack

__all__ = [
    "Required",
    "fact_masks",
    "in_levels",
    "levels",
    "needed",
    "needed_to_advise",
    "needed_to_hold",
]

_Node = TypeVar("_Node", bound=Hashable)


def in_levels(graph: Mapping[_Node, Collection[_Node]]) -> list[list[_Node]]:
    """Sort the keys of a graph into levels, each of which depends only on earlier ones.

    `graph` maps nodes to the nodes they depend on, which need not be keys themselves, so the
    first level may be empty. Keys keep their order within a level. Raises graphlib.CycleError for
    a cycle.
    """
    level_of: dict[_Node, int] = {}
    # Most nodes depend on nothing and need no sorting.
    sorter = TopologicalSorter({node: others for node, others in graph.items() if others})
    sorter.prepare()
    depth = 0
    while sorter.is_active():
        ready = sorter.get_ready()
        level_of.update(dict.fromkeys(ready, depth))
        sorter.done(*ready)
        depth += 1
    found: list[list[_Node]] = [[] for _ in range(max(depth, 1 if graph else 0))]
    for node in graph:
        found[level_of.get(node, 0)].append(node)
    return found


def needed(moment: Moment) -> frozenset[str]:
    """Return the facts that must all be known for a moment to be known."""
    match moment:
        case nodes.MomentFact(name):
            return frozenset({name})
        case nodes.NamedMoment(_, inner) | nodes.Shift(inner):
            return needed(inner)
        case nodes.Extreme(_, inner):
            return frozenset.intersection(*(needed(each) for each in inner))


class Required(dict[int, frozenset[str]]):
    """For each rule of a pack, by index, facts that must differ from their defaults for it to hold.

    Facts that a rule requires only inside a negation are not found.
    """

    def __init__(self, pack: RulePack) -> None:
        super().__init__()
        self._pack = pack

    def __missing__(self, index: int) -> frozenset[str]:
        found = self[index] = self.of(self._pack.rules[index].when)
        return found

    def of(self, condition: Condition) -> frozenset[str]:
        """Return facts that must differ from their defaults for a condition to hold."""
        match condition:
            case nodes.All(inner):
                return frozenset().union(*map(self.of, inner))
            case nodes.Any(inner):
                return frozenset.intersection(*map(self.of, inner))
            case nodes.Named(_, inner):
                return self.of(inner)
            case nodes.Flag(name, conclusion):
                if not conclusion:
                    return frozenset({name})
                asked = [self[index] for index in self._pack.concluders.get(name, ())]
                return frozenset.intersection(*asked) if asked else frozenset()
            case nodes.Is(name, test, _, index) if index and test != "at most":
                return frozenset({name})
            case nodes.Count(name, ">=" | "=", number) if number:
                return frozenset({name})
            case nodes.Count(name, ">"):
                return frozenset({name})
            case nodes.Known(moment) | nodes.Now(_, moment) | nodes.NoneSince(_, moment):
                return needed(moment)
            case nodes.Against(left, _, right):
                return needed(left) | needed(right)
            case _:
                return frozenset()


def levels(pack: RulePack, rules: Iterable[int]) -> list[list[int]]:
    """Sort rules into levels; a rule uses only conclusions that earlier levels have settled."""
    # On packs of thousands of rules, graphlib would take several times as long.
    asked = {index: nodes.conclusions_in(pack.rules[index].when) for index in rules}
    left = sorted(asked)
    concluders: dict[str, set[int]] = {}
    for index in left:
        for name in pack.rules[index].conclude:
            concluders.setdefault(name, set()).add(index)
    found: list[list[int]] = []
    done: set[int] = set()
    while left:
        open_ = {name for name, each in concluders.items() if not each <= done}
        level = [index for index in left if not asked[index] & open_]
        found.append(level)
        done.update(level)
        left = [index for index in left if index not in done]
    return found


def fact_masks(pack: RulePack, rules: Iterable[int]) -> tuple[int, int]:
    """Return two masks of the facts that rules use.

    The first has the facts whose values matter, the second those that are only tested for being
    known or set.
    """
    values = known_changes = 0
    for index in rules:
        for leaf in nodes.leaves(pack.rules[index].when):
            mask = 0
            for name in nodes.names_in(leaf):
                mask |= pack.bits.get(name, 0)
            if isinstance(leaf, nodes.Known | nodes.Flag):
                known_changes |= mask
            else:
                values |= mask
    return values, known_changes & ~values


def needed_to_hold(pack: RulePack, rules: Iterable[int]) -> set[int]:
    """Return the given rules and all rules whose conclusions they use, directly or indirectly."""
    found: set[int] = set()
    left = list(rules)
    while left:
        index = left.pop()
        if index not in found:
            found.add(index)
            for name in nodes.conclusions_in(pack.rules[index].when):
                left += pack.concluders.get(name, ())
    return found


def needed_to_advise(pack: RulePack, rule: int) -> set[int]:
    """Return the rules that decide whether a rule's advice is given, including the rule itself.

    For a rule without advice, return only this rule.
    """
    advise = pack.rules[rule].advise
    if advise is None:
        return {rule}
    same = [
        index
        for index, other in enumerate(pack.rules[: rule + 1])
        if other.advise is not None and other.advise.action == advise.action
    ]
    found: set[int] = set()
    while same:
        index = same.pop()
        if index in found:
            continue
        found.add(index)
        asked = nodes.conclusions_in(pack.rules[index].when)
        same += pack.replaced_by.get(index, ())
        same += [place for name in asked for place in pack.concluders.get(name, ())]
    return found
