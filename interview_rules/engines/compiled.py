"""The default engine: a whole pack as one generated Python function over plain whole numbers.

The function takes an instant, the folded facts and the calendar, and returns two bit masks: the
rules that hold, and the rules whose advice is given. Smaller functions of the same kind tell
whether one rule speaks, at which instants that can change, and which moment an expression means;
they are made when they are first needed. What is generated contains no text of a pack, only
numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from interview_rules.engines.writer import Writer, needed
from interview_rules.language import nodes

if TYPE_CHECKING:
    from interview_rules.calendars import Calendar
    from interview_rules.facts import Facts
    from interview_rules.language.nodes import Moment
    from interview_rules.packs import RulePack
    from interview_rules.timeline import Span

__all__ = ["Borders", "Compiled", "Evaluate", "Part", "Speaks"]

Evaluate = Callable[[int, "Facts", "Calendar"], tuple[int, int]]
Speaks = Callable[[int, "Facts", "Calendar"], bool]
Borders = Callable[["Facts", "Calendar"], list[int]]
SpanOf = Callable[["Facts", "Calendar"], "Span"]
Part = tuple[int, int, Borders, Speaks]


class Compiled:
    """A pack made executable. Immutable but for the functions it has made so far; thread-safe."""

    __slots__ = (
        "_dues",
        "_holding",
        "_parts",
        "_spans",
        "all_borders",
        "evaluate",
        "pack",
        "source",
        "surely_due",
    )

    def __init__(self, pack: RulePack) -> None:
        self.pack = pack
        writer = Writer(pack, range(len(pack.rules)))
        self.source = writer.evaluate()
        self.surely_due = frozenset(
            index
            for index, rule in enumerate(pack.rules)
            if rule.advise is not None
            and rule.advise.due is not None
            and needed(rule.advise.due) <= writer.asked[index]
        )
        """The rules whose due date is known whenever they hold."""
        self.evaluate: Evaluate = _made(self.source)
        self.all_borders: Borders = _made(Writer(pack, range(len(pack.rules))).borders())
        self._parts: dict[int, Part] = {}
        self._holding: dict[int, Part] = {}
        self._dues: dict[int, SpanOf | None] = {}
        self._spans: dict[int, tuple[Moment, SpanOf]] = {}

    def part(self, rule: int) -> Part:
        """What windows need to know of one rule's advice.

        The facts whose values it depends on, and those of which it only matters whether they are
        known, as masks; the function that lists the instants at which it can change while none of
        these does, in no order, NEVER standing for none; and the function that tells whether it
        is given.
        """
        made = self._parts.get(rule)
        if made is None:
            needed = needed_to_speak(self.pack, rule)
            values, flips = _masks(self.pack, needed)
            borders = _made(Writer(self.pack, needed).borders())
            made = (values, flips, borders, _made(Writer(self.pack, needed).speaks(rule)))
            self._parts[rule] = made
        return made

    def holding(self, rule: int) -> Part:
        """The same as `part` for whether a rule holds, whatever becomes of its advice."""
        made = self._holding.get(rule)
        if made is None:
            asked = needed_to_hold(self.pack, [rule])
            values, flips = _masks(self.pack, asked)
            borders = _made(Writer(self.pack, asked).borders())
            made = (values, flips, borders, _made(Writer(self.pack, asked).holds(rule)))
            self._holding[rule] = made
        return made

    def due(self, rule: int) -> SpanOf | None:
        """The function that says when a rule's advice is due, if it ever is."""
        if rule not in self._dues:
            advise = self.pack.rules[rule].advise
            known = advise is not None and advise.due is not None
            self._dues[rule] = self.span(advise.due) if known else None  # type: ignore[union-attr, arg-type]  # just asked
        return self._dues[rule]

    def span(self, moment: Moment) -> SpanOf:
        """The function that says which moment an expression of the pack means."""
        made = self._spans.get(id(moment))
        if made is None:
            # The moment is kept beside its function, so that no other can come by its id.
            made = self._spans[id(moment)] = (moment, _made(Writer(self.pack, ()).span(moment)))
        return made[1]


def _made(source: str) -> Any:
    names: dict[str, Any] = {}
    exec(compile(source, "<rule pack>", "exec"), names)  # noqa: S102  # our own code: no text of a pack is in it
    return names["run"]


def _masks(pack: RulePack, rules: Iterable[int]) -> tuple[int, int]:
    """The facts whose values some rules ask for, and those they only ask to be known."""
    values = flips = 0
    for index in rules:
        for leaf in nodes.leaves(pack.rules[index].when):
            mask = 0
            for name in nodes.names_in(leaf):
                mask |= pack.bits.get(name, 0)
            if isinstance(leaf, nodes.Known | nodes.Flag):
                flips |= mask
            else:
                values |= mask
    return values, flips & ~values


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


def needed_to_speak(pack: RulePack, rule: int) -> set[int]:
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
        same += pack.beaten_by.get(index, ())
        same += [place for name in asked for place in pack.concluders.get(name, ())]
    return found
