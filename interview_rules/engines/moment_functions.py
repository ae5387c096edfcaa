"""Arithmetic with a pack's moments, as generated functions.

Which moment an expression means, when advice is due, and at which instants a rule can change: the
same for every engine.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from interview_rules.engines.compiled.codegen import CodeGenerator, compile_function
from interview_rules.engines.dependencies import (
    Required,
    fact_masks,
    needed,
    needed_to_advise,
    needed_to_hold,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from interview_rules.calendars.calendar import Calendar, Span
    from interview_rules.facts.vocabulary import Facts
    from interview_rules.language.nodes import Moment
    from interview_rules.packs.model import RulePack

__all__ = ["Borders", "MomentFunctions", "Sensitive", "SpanOf"]

Borders = Callable[["Facts", "Calendar"], list[int]]
SpanOf = Callable[["Facts", "Calendar"], "Span"]
Sensitive = tuple[int, int, Borders]
"""To what a rule is sensitive: the facts whose values it depends on and those of which it only
matters whether they are known, as masks, and the function that lists the instants at which it can
change while none of these does, in no order, NEVER standing for none."""


class MomentFunctions:
    """The moments of one pack. Made when they are first needed; thread-safe."""

    def __init__(self, pack: RulePack) -> None:
        self._pack = pack
        self._speaking: dict[int, Sensitive] = {}
        self._holding: dict[int, Sensitive] = {}
        self._dues: dict[int, SpanOf | None] = {}
        self._spans: dict[Moment, SpanOf] = {}

    @cached_property
    def surely_due(self) -> frozenset[int]:
        """The rules whose due date is known whenever they hold."""
        required = Required(self._pack)
        return frozenset(
            index
            for index, rule in enumerate(self._pack.rules)
            if rule.advise is not None
            and rule.advise.due is not None
            and needed(rule.advise.due) <= required[index]
        )

    @cached_property
    def borders(self) -> Borders:
        """The function that lists the instants at which any rule can change."""
        return self._borders(range(len(self._pack.rules)))

    def _borders(self, rules: Iterable[int]) -> Borders:
        function: Borders = compile_function(CodeGenerator(self._pack, rules).borders())
        return function

    def advising(self, rule: int) -> Sensitive:
        """To what it is sensitive whether a rule's advice is given."""
        found = self._speaking.get(rule)
        if found is None:
            asked = needed_to_advise(self._pack, rule)
            found = (*fact_masks(self._pack, asked), self._borders(asked))
            self._speaking[rule] = found
        return found

    def holding(self, rule: int) -> Sensitive:
        """The same for whether a rule holds, whatever becomes of its advice."""
        found = self._holding.get(rule)
        if found is None:
            asked = needed_to_hold(self._pack, [rule])
            found = (*fact_masks(self._pack, asked), self._borders(asked))
            self._holding[rule] = found
        return found

    def due(self, rule: int) -> SpanOf | None:
        """The function that says when a rule's advice is due, if it ever is."""
        if rule not in self._dues:
            advise = self._pack.rules[rule].advise
            known = advise is not None and advise.due is not None
            self._dues[rule] = self.span(advise.due) if known else None  # type: ignore[union-attr, arg-type]  # just asked
        return self._dues[rule]

    def span(self, moment: Moment) -> SpanOf:
        """The function that says which moment an expression of the pack means."""
        found = self._spans.get(moment)
        if found is None:
            found = self._spans[moment] = compile_function(
                CodeGenerator(self._pack, ()).span(moment)
            )
        return found
