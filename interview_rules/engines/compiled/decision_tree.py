"""Nested decisions that find the rules that hold and evaluate each shared test once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Protocol

from interview_rules.engines.compiled.blocks import If
from interview_rules.engines.compiled.expressions import expression
from interview_rules.engines.compiled.formulas import (
    Formula,
    Step,
    assume,
    conjuncts,
    negated,
    quantities_of,
    ranges_of,
    steps_in,
    under,
)
from interview_rules.engines.compiled.quantities import Age
from interview_rules.engines.compiled.ranges import KNOWN, NOTHING, TOP, UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from interview_rules.engines.compiled.blocks import Block
    from interview_rules.engines.compiled.ranges import Quantity, Ranges

__all__ = ["Asking", "DecisionTree"]

Asking = list[tuple[int, Formula]]
"""Rules by index, each with the part of its formula that is still undecided."""
_DEEPEST = 40
"""The maximum depth of nested decisions."""


class Noted(Protocol):
    """Returns the block that records that some rules hold.

    `first` is True if nothing has been recorded before, so that the block can assign the mask.
    """

    def __call__(self, numbers: list[int], *, first: bool) -> Block: ...


class DecisionTree:
    """Generates nested decisions about which rules hold.

    `noted` returns the block that records that some rules hold.
    """

    def __init__(self, noted: Noted) -> None:
        self._noted = noted

    def about(
        self,
        rules: Iterable[tuple[int, Formula]],
        ranges: Ranges,
        room: int,
        *,
        first: bool = False,
        depth: int = 0,
    ) -> Block:
        """Return the block of decisions about some rules, given the known ranges of quantities.

        `first` is True if no rule is recorded yet. A rule that does not depend on the first test is
        repeated in both branches if it shares a quantity with the rules there. Repeating rules does
        not slow down evaluation, but adds up to `room` decisions to the source. Rules that
        certainly hold are recorded in the branches, together with the rules decided there, unless
        decisions about other rules follow.
        """
        block: Block = []
        sure: Asking = []
        left: Asking = []
        for index, formula in rules:
            rest = under(formula, ranges)
            if rest is True:
                sure.append((index, True))
            elif rest is not False:
                left.append((index, rest))
        while left:
            step = _commonest(left, ranges) if depth < _DEEPEST else None
            if step is None:
                break
            yes, no, neither = _sides(left, step)
            shared: Asking = []
            if room > 0:
                shared, neither = _related(neither, step, yes, no, room)
                room -= len(shared)
            if neither and sure:
                block += self._noted([index for index, _ in sure], first=first)
                sure, first = [], False
            share = room * (len(yes) + len(shared)) // (len(yes) + len(no) + 2 * len(shared))
            opposite = negated(step)
            then, otherwise = (
                self.about(
                    [*rules, *shared, *sure],
                    assume(ranges, answer),
                    part,
                    first=first,
                    depth=depth + 1,
                )
                for rules, answer, part in ((yes, step, share), (no, opposite, room - share))
            )
            if then:
                block.append(If(expression(step, ranges), then, otherwise))
            elif otherwise:
                block.append(If(expression(opposite, ranges), otherwise))
            left, sure, first, room = neither, [], False, 0
        if sure:
            block += self._noted([index for index, _ in sure], first=first)
            first = False
        return block + self._each(left, ranges, first=first)

    def _each(self, rules: Asking, ranges: Ranges, *, first: bool) -> Block:
        """Return a separate decision about each rule; equal formulas are tested together."""
        same: dict[Formula, list[int]] = {}
        for index, formula in rules:
            same.setdefault(formula, []).append(index)
        block: Block = []
        for formula, found in same.items():
            block.append(If(expression(formula, ranges), self._noted(found, first=first)))
            first = False
        return block


def _commonest(rules: Asking, ranges: Ranges = NOTHING) -> Step | None:
    """Return the test that saves the most if it is evaluated once, or None if no test is shared.

    If a rule requires a moment to be known, or to be unknown, this is tested before how long ago
    the moment was, because arithmetic with unknown moments is slow.
    """
    asked_on: dict[Quantity, list[tuple[int, int]]] = {}
    for _index, formula in rules:
        steps = ranges_of(steps_in(conjuncts(formula)))
        for quantity, ends in (steps or {}).items():
            asked_on.setdefault(quantity, []).append(ends)
    best, most = None, 0.0
    for quantity, several in asked_on.items():
        if len(several) < 2:
            continue
        lows, highs = (sorted(ends) for ends in zip(*several, strict=True))
        for at in dict.fromkeys(end for ends in several for end in ends):
            if UNKNOWN < at < TOP:
                # Each range lies below a step, beyond it, or around it.
                decided = len(several) - bisect_left(lows, at) + bisect_right(highs, at)
                saved = (decided - 1) / (quantity.cost + 1)
                if saved > most:
                    best, most = Step(quantity, at, reached=True), saved
    if best is None or best.at in {KNOWN, 0} or not isinstance(best.quantity, Age):
        return best
    if best.quantity.is_known(ranges) or best.quantity.base is not None:
        return best
    if all(low < KNOWN < high for low, high in asked_on[best.quantity]):
        return best
    return Step(best.quantity, KNOWN, reached=True)


def _sides(rules: Asking, step: Step) -> tuple[Asking, Asking, Asking]:
    """Split rules into those that require a step, those that require its opposite, and others."""
    yes: Asking = []
    no: Asking = []
    neither: Asking = []
    when, unless = assume(NOTHING, step), assume(NOTHING, negated(step))
    for rule in rules:
        if under(rule[1], unless) is False:
            yes.append(rule)
        elif under(rule[1], when) is False:
            no.append(rule)
        else:
            neither.append(rule)
    return yes, no, neither


def _related(
    rules: Asking, step: Step, yes: Asking, no: Asking, room: int
) -> tuple[Asking, Asking]:
    """Return up to `room` rules that share a quantity with a decision, and all other rules."""
    quantities = {step.quantity}
    for _index, formula in (*yes, *no):
        quantities.update(part.quantity for part in conjuncts(formula) if isinstance(part, Step))
    gains: Asking = []
    others: Asking = []
    for rule in rules:
        formula = rule[1]
        mentioned = quantities_of(formula)
        (gains if len(gains) < room and not quantities.isdisjoint(mentioned) else others).append(
            rule
        )
    return gains, others
