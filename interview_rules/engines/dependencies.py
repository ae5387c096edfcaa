"""What decides what: facts without which something cannot hold, and rules that decide others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_rules.language import nodes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from interview_rules.language.nodes import Condition, Moment
    from interview_rules.packs.model import RulePack

__all__ = ["Required", "fact_masks", "levels", "needed", "needed_to_advise", "needed_to_hold"]


def needed(moment: Moment) -> frozenset[str]:
    """Facts without which a moment is unknown."""
    match moment:
        case nodes.MomentFact(name):
            return frozenset({name})
        case nodes.NamedMoment(_, inner) | nodes.Shift(inner):
            return needed(inner)
        case nodes.Extreme(_, inner):
            return frozenset.intersection(*(needed(each) for each in inner))


class Required(dict[int, frozenset[str]]):
    """For each rule of a pack, facts without which it cannot hold: each has to have a value."""

    def __init__(self, pack: RulePack) -> None:
        super().__init__()
        self._pack = pack

    def __missing__(self, index: int) -> frozenset[str]:
        found = self[index] = self.of(self._pack.rules[index].when)
        return found

    def of(self, condition: Condition) -> frozenset[str]:
        """The same for a condition."""
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
    """Some rules, those first that need no other's conclusion.

    What a level asks for has been concluded, or not, by those before it.
    """
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
    """The facts whose values some rules ask for, and those they only ask to be known."""
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
    """The rules that decide whether some rules hold, themselves included."""
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
    """The rules that decide whether one rule speaks, itself included."""
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
