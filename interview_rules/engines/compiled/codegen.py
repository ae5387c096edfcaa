"""Code generation: rules as Python source.

The source contains only numbers and generated names. `F` means the folded facts, `C` the calendar,
`S` the starts of its days, `h` the mask of rules that hold, and `K` the cache of conflict
resolution.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_rules.engines.code import AGE, DEFINED, FACT, KEPT, STARTS, Code, Use, code, joined
from interview_rules.engines.compiled.blocks import Hoisted, If, hoisted, rendered, replaced
from interview_rules.engines.compiled.decision_tree import DecisionTree
from interview_rules.engines.compiled.expressions import expression
from interview_rules.engines.compiled.formulas import quantities_of
from interview_rules.engines.compiled.lowering import Lowering
from interview_rules.engines.compiled.ranges import NOTHING
from interview_rules.engines.compiled.rule_groups import WINDOW, RuleGroups
from interview_rules.engines.dependencies import Required, in_levels, levels
from interview_rules.engines.moment_code import PARTS, MomentCode
from interview_rules.engines.rule_mask import mask_of
from interview_rules.facts.vocabulary import EVERYDAY
from interview_rules.language import nodes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from interview_rules.engines.compiled.blocks import Block
    from interview_rules.engines.compiled.decision_tree import Asking
    from interview_rules.engines.compiled.formulas import Formula
    from interview_rules.engines.compiled.ranges import Quantity
    from interview_rules.engines.compiled.rule_groups import Group
    from interview_rules.engines.conflict_resolution import ConflictResolution
    from interview_rules.language.nodes import Moment
    from interview_rules.packs.model import Rule, RulePack

__all__ = ["CodeGenerator"]

_ROOM = 6
"""The maximum number of extra decisions per rule. Repeating a rule in both branches of a decision
lets it share tests, but needs more decisions."""
_MANY = 200
"""The number of rules from which on similar rules are grouped, no rule is repeated in both branches
of a decision, and states without unusual facts have no function of their own."""
_MOSTLY = 0.6
"""The minimum share of rules that need an unusual fact at which a separate function for states
without such facts pays off."""
_KEPT = Hoisted(KEPT, lambda n: code("{} = 0", Use(KEPT, n)))
_AGES = Hoisted(
    AGE, lambda n: code("d{} = now - {}", n, Use(FACT, n)), 1.6, lambda n: Code([f"d{n}"])
)
_FACTS = Hoisted(FACT, lambda n: code("f{} = {}", n, Use(FACT, n)), 1.5, lambda n: Code([f"f{n}"]))
_STARTS = Hoisted(STARTS, lambda _: code("{} = C.starts", Use(STARTS)))


class CodeGenerator:
    """Generates the source of functions that evaluate some rules of a pack or its moments."""

    def __init__(self, pack: RulePack, rules: Iterable[int]) -> None:
        self.pack = pack
        self.moments = MomentCode(pack)
        self.rules: tuple[Rule, ...] = pack.rules
        self.needed = sorted(rules)
        self.in_order = [index for level in levels(pack, self.needed) for index in level]
        self.tables: list[str] = []

    # -- functions -----------------------------------------------------------------------------

    def evaluate(self, conflicts: ConflictResolution, *, plain: bool = False) -> str:
        """Return the source of the function that evaluates all rules.

        This function returns the mask of the rules that hold and the mask of those that give their
        advice. If advice depends on other rules, it looks up both in `K`, by the first, or calls
        `resolve`. With `plain`, it handles only states without unusual facts, in which most rules
        cannot hold, and calls `unusual` for all others.
        """
        meanings = Lowering(self.pack, self.needed, self.moments, plain=plain)
        block = self._holding(meanings)
        advising = conflicts.only_advising
        if advising is None:
            block += ["try:", "    return K[h]", "except KeyError:", "    return resolve(h)"]
        else:
            all_advise = advising == mask_of(self.needed)
            block.append(f"return h, {'h' if all_advise else f'h & {_number(advising)}'}")
        if plain:
            block.insert(0, If(Code([Use(FACT, 0)]), ["return unusual(now, F, C)"]))
        return self._source(block)

    def is_mostly_plain(self) -> bool:
        """Return True if most rules can hold only with an unusual fact.

        Return False for `_MANY` rules or more.
        """
        required = Required(self.pack)
        rare = sum(bool(required[index] - EVERYDAY) for index in self.in_order)
        return len(self.needed) < _MANY and rare >= _MOSTLY * len(self.needed) > 0

    def borders(self) -> str:
        """Return the source of a function that lists the instants at which a result can change.

        It lists the thresholds of the rules. The instants at which facts change are not among them.
        """
        found: dict[Code, None] = {}
        for index in self.needed:
            for leaf in nodes.leaves(self.rules[index].when):
                if isinstance(leaf, nodes.Now):
                    for name in self._thresholds(leaf):
                        found[name] = None
        return self._source([code("return [{}]", joined(", ", found))], "F, C")

    def _thresholds(self, leaf: nodes.Now) -> tuple[Code, ...]:
        if leaf.word == "on":
            day = self.moments.part(leaf.moment, "d")
            starts = Use(STARTS)
            return code("{}[{}]", starts, day), code("{}[{} + 1]", starts, day)
        return (self.moments.part(leaf.moment, "e" if leaf.word == "after" else "s"),)

    def span(self, moment: Moment) -> str:
        """Return the source of a function that computes the start, end and day of a moment."""
        parts = [self.moments.part(moment, part) for part in PARTS]
        return self._source([code("return ({})", joined(", ", parts))], "F, C")

    def _source(self, block: Block, arguments: str = "now, F, C") -> str:
        """Return the source of a function that keeps values it uses often in variables."""
        block = hoisted(hoisted(block, _KEPT), _AGES)
        block = replaced(block, AGE, lambda n: code("now - {}", Use(FACT, n)))
        block = hoisted(hoisted(block, _FACTS), _STARTS)
        return "\n".join([*self.tables, f"def run({arguments}):", *rendered(block)])

    # -- rules ---------------------------------------------------------------------------------

    def _holding(self, meanings: Lowering) -> Block:
        """Return the block that computes `h`; rules come after those whose results they use."""
        formulas = {index: meanings.rule(index) for index in self.in_order}
        alike = RuleGroups(meanings.truths)
        decided: list[Asking] = []
        together: dict[int, Group] = {}
        for level in _levels(formulas, meanings):
            asking = [(index, formulas[index]) for index in level]
            if len(formulas) >= _MANY:
                groups, asking = alike.of_level(asking)
                for group in groups:
                    # Decisions identify a group by a negative number, which no rule has.
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
        block = self._decided(decided, by_name, together)
        for several in _by_depth(meanings):
            lines = dict(self._definition(truth, meanings) for truth in several)
            block = hoisted(block, Hoisted(DEFINED, lines.__getitem__), lines)
        return block

    def _definition(self, truth: Quantity, meanings: Lowering) -> tuple[int, Code]:
        """Return the number of a definition and the assignment to its variable."""
        meaning = expression(meanings.definitions[truth])
        (number,) = truth.value.uses(DEFINED)
        return number, code("{} = {}", truth.value, meaning)

    def _decided(
        self, levels: list[Asking], by_name: set[int], together: dict[int, Group]
    ) -> Block:
        """Return the block of decisions that sets the mask of rules that hold.

        Negative numbers in `levels` are keys of `together`, and stand for groups of rules. Each
        rule in `by_name`, whose result other rules use, also gets a variable.
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
                block.append(code("{} = {}", group.name, group.mask))
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
            left = _ROOM * len(level) if len(level) < _MANY else 0
            block += decisions.about(level, NOTHING, left, first=place == 0)
        if windows > 1:
            joined = " | ".join(f"{word} << {place * WINDOW}" for place, word in enumerate(words))
            block.append(f"h = {joined}")
        return block


def _number(mask: int) -> str:
    """Return a mask as a literal; a long one is hexadecimal, which has no length limit."""
    return str(mask) if -1 << 64 < mask < 1 << 64 else hex(mask)


def _levels(formulas: dict[int, Formula], meanings: Lowering) -> list[list[int]]:
    """Sort the rules into levels; a rule uses the results of rules in earlier levels only."""
    asked: dict[Quantity, set[int]] = {}

    def rules_in(formula: Formula) -> set[int]:
        found: set[int] = set()
        for quantity in quantities_of(formula):
            if quantity in meanings.truths:
                found.add(meanings.truths[quantity])
            elif quantity in asked:
                found |= asked[quantity]
        return found

    for truth, formula in meanings.definitions.items():  # each uses only earlier ones
        asked[truth] = rules_in(formula)
    return in_levels({index: rules_in(formula) for index, formula in formulas.items()})


def _by_depth(meanings: Lowering) -> list[list[Quantity]]:
    """Sort the definitions into levels, each of which uses only definitions in later ones."""
    definitions = meanings.definitions
    uses = {
        truth: [each for each in quantities_of(formula) if each in definitions]
        for truth, formula in definitions.items()
    }
    return in_levels(uses)[::-1]
