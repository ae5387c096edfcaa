"""Rules to Python source: a visitor of the checked tree.

What is written contains numbers only, and names of the writer's own: `F` the folded facts, `C` the
calendar, `S` where its days start, `h` and `k` the rules that hold and that speak.
"""

from __future__ import annotations

import itertools
import linecache
import re
import weakref
from bisect import bisect_right
from itertools import chain
from typing import TYPE_CHECKING, Any

from interview_rules.engines.compiled.blocks import Hoisted, If, hoisted, rendered
from interview_rules.engines.compiled.decision_tree import DecisionTree
from interview_rules.engines.compiled.expressions import expression
from interview_rules.engines.compiled.formulas import quantities_of
from interview_rules.engines.compiled.lowering import Lowering
from interview_rules.engines.compiled.ranges import NOTHING
from interview_rules.engines.compiled.rule_groups import WINDOW, RuleGroups, ladder
from interview_rules.engines.conflict_resolution import (
    ConflictResolution,
    mask_of,
    replaced_in_order,
)
from interview_rules.engines.dependencies import Required, levels
from interview_rules.engines.moment_code import MomentCode
from interview_rules.facts.vocabulary import EVERYDAY
from interview_rules.language import nodes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from interview_rules.engines.compiled.blocks import Block
    from interview_rules.engines.compiled.decision_tree import Asking
    from interview_rules.engines.compiled.formulas import Formula
    from interview_rules.engines.compiled.rule_groups import Group
    from interview_rules.language.nodes import Moment
    from interview_rules.packs.model import Rule, RulePack

__all__ = ["CodeGenerator", "compile_function"]

_compiled = itertools.count(1)
_ROOM = 6
"""How many times as many decisions as rules there may be, so that what they ask is shared."""
_MANY = 200
"""From how many rules on it is worth the time to look for those that are alike."""
_MOSTLY = 0.6
"""How large a part of the rules that has to be for states without to be told apart first."""
_KEPT = Hoisted(re.compile(r"\bm\d+\b"), "", "{} = 0", 0)
_AGES = Hoisted(re.compile(r"now - F\[(\d+)\]"), "d{}", "d{0} = now - F[{0}]", 1.6)
_FACTS = Hoisted(re.compile(r"F\[(\d+)\]"), "f{}", "f{0} = F[{0}]", 1.5)
_STARTS = Hoisted(re.compile(r"\bS\b"), "", "S = C.starts", 0)
_DEFINED = Hoisted(re.compile(r"\bv\d+\b"), "", "", 0)
"""What a function works out once, in the order in which one may need the next."""


class CodeGenerator:
    """Writes one function about some rules of a pack."""

    def __init__(self, pack: RulePack, rules: Iterable[int]) -> None:
        self.pack = pack
        self.moments = MomentCode(pack)
        self.rules: tuple[Rule, ...] = pack.rules
        self.needed = sorted(rules)
        self.in_order = [index for level in levels(pack, self.needed) for index in level]
        self.tables: list[str] = []

    # -- functions -----------------------------------------------------------------------------

    def evaluate(self, conflicts: ConflictResolution, *, plain: bool = False) -> str:
        """All rules: which hold, and which speak.

        What speaks is looked up in `K`, by what holds, and else expression of `speaking`. With `plain`,
        what is written asks `unusual` about states of which anything out of the ordinary is known,
        and little else: most rules cannot hold without.
        """
        meanings = Lowering(self.pack, self.needed, self.moments, plain=plain)
        block = self._holding(meanings, _ROOM)
        advising = conflicts.only_advising
        if advising is None:
            block += ["try:", "    return K[h]", "except KeyError:", "    return speaking(h)"]
        else:
            all_speak = advising == mask_of(self.needed)
            block.append(f"return h, {'h' if all_speak else f'h & {_number(advising)}'}")
        if plain:
            block.insert(0, If("F[0]", ["return unusual(now, F, C)"]))
        return self._source(block)

    def is_mostly_plain(self) -> bool:
        """Whether most rules cannot hold unless something out of the ordinary is known."""
        required = Required(self.pack)
        rare = sum(bool(required[index] - EVERYDAY) for index in self.in_order)
        return len(self.needed) < _MANY and rare >= _MOSTLY * len(self.needed) > 0

    def advises(self, rule: int) -> str:
        """Whether one rule's advice is given: no earlier one of its action stands, and it does."""
        advise = self.rules[rule].advise
        if advise is None:
            return "def run(now, F, C):\n    return False"
        block = self._holding(Lowering(self.pack, self.needed, self.moments))
        for index, replacing in chain.from_iterable(replaced_in_order(self.pack.replaced_by)):
            if index in self.needed:
                away = f"h &= {_number(~(1 << index))}"  # whether it is there or not
                block.append(If(f"h & {_number(mask_of(replacing))}", [away]))
        actions = self.pack.actions_by_rule
        first = mask_of(n for n in range(rule + 1) if actions[n] == advise.action)
        return self._source([*block, f"return h & {_number(first)} == {_number(1 << rule)}"])

    def holds(self, rule: int) -> str:
        """Whether one rule holds."""
        block = self._holding(Lowering(self.pack, self.needed, self.moments))
        return self._source([*block, f"return h & {_number(1 << rule)} != 0"])

    def borders(self) -> str:
        """The instants at which any of the rules can change."""
        found: dict[str, None] = {}
        for index in self.needed:
            for leaf in nodes.leaves(self.rules[index].when):
                if isinstance(leaf, nodes.Now):
                    for name in self._thresholds(leaf):
                        found[name] = None
        return self._source([f"return [{', '.join(found)}]"], "F, C")

    def _thresholds(self, leaf: nodes.Now) -> tuple[str, ...]:
        if leaf.word == "on":
            day = self.moments.part(leaf.moment, "d")
            return f"S[{day}]", f"S[{day} + 1]"
        return (self.moments.part(leaf.moment, "e" if leaf.word == "after" else "s"),)

    def span(self, moment: Moment) -> str:
        """Start, end and day of a moment."""
        parts = ", ".join(self.moments.part(moment, part) for part in ("s", "e", "d"))
        return self._source([f"return ({parts})"], "F, C")

    def _source(self, block: Block, arguments: str = "now, F, C") -> str:
        """The source, with everything worked out once where it is needed several times."""
        for named in (_KEPT, _AGES, _FACTS, _STARTS):
            block = hoisted(block, named)
        return "\n".join([*self.tables, f"def run({arguments}):", *rendered(block)])

    # -- rules ---------------------------------------------------------------------------------

    def _holding(self, meanings: Lowering, room: int = 0) -> Block:
        """What works out `h`: those rules first that others ask for.

        `room` says how many times as many decisions as rules there may be.
        """
        formulas = {index: meanings.rule(index) for index in self.in_order}
        alike = RuleGroups(meanings.truths)
        decided: list[Asking] = []
        together: dict[int, Group] = {}
        for level in _levels(formulas, meanings):
            asking = [(index, formulas[index]) for index in level]
            if len(formulas) >= _MANY:
                groups, asking = alike.of_level(asking)
                for group in groups:
                    # Decisions know a group by a number of its own, which is no rule's.
                    number = -1 - len(together)
                    together[number] = group
                    asking.append((number, group.guard))
            decided.append(asking)
        self.tables = alike.tables
        by_name = {
            meanings.truths[quantity]
            for index, formula in (
                *formulas.items(),
                *((-1, f) for f in meanings.definitions.values()),
            )
            for quantity in quantities_of(formula)
            if quantity in meanings.truths
            and not (index in alike.group_of and meanings.truths[quantity] in alike.group_of)
        }
        block = self._decided(decided, by_name, together, room)
        for several in _by_depth(meanings):
            lines = {name: f"{name} = {expression(meanings.definitions[name])}" for name in several}
            block = hoisted(block, _DEFINED, lines)
        return block

    def _decided(
        self, levels: list[Asking], by_name: set[int], together: dict[int, Group], room: int
    ) -> Block:
        """Decisions about single rules and, by numbers below 0, about groups of them.

        Whether a rule holds gets a name of its own where others ask for it by name.
        """
        windows = (max(self.needed, default=0) // WINDOW) + 1
        words = [f"h{place}" for place in range(windows)] if windows > 1 else ["h"]

        def noted(numbers: list[int], *, first: bool) -> Block:
            block: Block = []
            masks: dict[int, int] = {}
            for number in numbers:
                if number >= 0:
                    place, bit = divmod(number, WINDOW)
                    masks[place] = masks.get(place, 0) | 1 << bit
                    continue
                group = together[number]
                block.append(f"{group.name} = {group.mask}")
                block.append(f"{words[group.rules[0] // WINDOW]} |= {group.name}")
                for index in sorted(by_name.intersection(group.rules)):
                    block.append(f"r{index} = {group.name} >> {index % WINDOW} & 1")
            sign = "=" if first and windows == 1 and not together else "|="
            block += [f"{words[place]} {sign} {_number(mask)}" for place, mask in masks.items()]
            names = "".join(f"r{index} = " for index in numbers if index in by_name)
            return [*block, f"{names}True"] if names else block

        block: Block = [f"{' = '.join([*words, *(group.name for group in together.values())])} = 0"]
        if by_name:
            block.append(f"{''.join(f'r{index} = ' for index in sorted(by_name))}False")
        decisions = DecisionTree(noted)
        for place, level in enumerate(levels):
            left = room * len(level) if len(level) < _MANY else 0
            block += decisions.about(level, NOTHING, left, first=place == 0)
        if windows > 1:
            joined = " | ".join(f"{word} << {place * WINDOW}" for place, word in enumerate(words))
            block.append(f"h = {joined}")
        return block


def compile_function(source: str, **names: Any) -> Any:
    """Compile the function that a source defines, with these names as its globals.

    The source is registered with `linecache` for as long as the function lives, so that tracebacks
    and debuggers show it.
    """
    names |= {"ladder": ladder, "bisect": bisect_right}
    filename = f"<rule pack {next(_compiled)}>"
    exec(compile(source, filename, "exec"), names)  # noqa: S102  # our own code: no text of a pack is in it
    function = names["run"]
    lines = source.splitlines(keepends=True)
    linecache.cache[filename] = (len(source), None, lines, filename)
    weakref.finalize(function, linecache.cache.pop, filename, None).atexit = False
    return function


def _number(mask: int) -> str:
    """A mask: in hexadecimal if it is long, which is read faster and has no limit."""
    return str(mask) if -1 << 64 < mask < 1 << 64 else hex(mask)


def _levels(formulas: dict[int, Formula], meanings: Lowering) -> list[list[int]]:
    """The rules, those first that others ask for."""
    level_of: dict[int, int] = {}

    def asks(formula: Formula) -> int:
        found = 0
        for quantity in quantities_of(formula):
            if quantity in meanings.truths:
                found = max(found, level(meanings.truths[quantity]) + 1)
            elif quantity.value in meanings.definitions:
                found = max(found, asks(meanings.definitions[quantity.value]))
        return found

    def level(index: int) -> int:
        if index not in level_of:
            level_of[index] = asks(formulas[index])
        return level_of[index]

    found: dict[int, list[int]] = {}
    for index in formulas:
        found.setdefault(level(index), []).append(index)
    return [found[each] for each in sorted(found)]


def _by_depth(meanings: Lowering) -> list[set[str]]:
    """The definitions, those first that ask for others."""
    depths: dict[str, int] = {}
    for name, formula in meanings.definitions.items():
        inner = [depths.get(quantity.value, 0) for quantity in quantities_of(formula)]
        depths[name] = 1 + max(inner, default=0)
    found: dict[int, set[str]] = {}
    for name, depth in depths.items():
        found.setdefault(depth, set()).add(name)
    return [found[depth] for depth in sorted(found, reverse=True)]
