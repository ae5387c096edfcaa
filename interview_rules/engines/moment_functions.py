"""Generated functions for the moments of a pack, shared by all engines.

They compute moments, due dates, and the instants at which the result of a rule can change.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from interview_rules.engines.compiled.functions import compile_function, generator_for
from interview_rules.engines.dependencies import (
    Required,
    fact_masks,
    needed_to_advise,
    needed_to_hold,
)
from interview_rules.language import nodes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from interview_rules.calendars.calendar import Calendar, Span
    from interview_rules.facts.vocabulary import Facts
    from interview_rules.language.nodes import Moment
    from interview_rules.packs.model import RulePack

__all__ = ["Borders", "MomentFunctions", "Sensitive", "SpanOf"]

Borders = Callable[["Facts", "Calendar"], list[int]]
SpanOf = Callable[["Facts", "Calendar"], "Span"]
Sensitive = tuple[int, int, Borders]
"""What decides a result for a rule: the mask of facts whose values matter, the mask of facts that
are only tested for being known or set, and the function that lists the instants at which the result
can change although the facts do not. The list is unordered; NEVER in it means no instant."""


_MOST_ASKED = 10_000
"""The maximum number of nodes that are remembered by identity."""


class MomentFunctions:
    """The functions for the moments of one pack, compiled on first use. Thread-safe."""

    def __init__(self, pack: RulePack) -> None:
        self._pack = pack
        self._advising: dict[int, Sensitive] = {}
        self._holding: dict[tuple[int, ...], Sensitive] = {}
        self._dues: dict[int, SpanOf | None] = {}
        self._spans: dict[Moment, SpanOf] = {}
        self._asked: dict[int, tuple[Moment, SpanOf]] = {}

    @cached_property
    def surely_due(self) -> frozenset[int]:
        """The indexes of rules whose due date is certainly known whenever they hold."""
        required = Required(self._pack)
        return frozenset(
            index
            for index, rule in enumerate(self._pack.rules)
            if rule.advise is not None
            and rule.advise.due is not None
            and _is_known(rule.advise.due, required[index])
        )

    @cached_property
    def borders(self) -> Borders:
        """The function that lists when the result of any rule can change although no fact does.

        The list is as in `Sensitive`.
        """
        return self._borders(range(len(self._pack.rules)))

    def _borders(self, rules: Iterable[int]) -> Borders:
        function: Borders = compile_function(generator_for(self._pack, rules).borders())
        return function

    def advising(self, rule: int) -> Sensitive:
        """Return what decides whether a rule's advice is given; see `Sensitive`."""
        found = self._advising.get(rule)
        if found is None:
            asked = needed_to_advise(self._pack, rule)
            found = (*fact_masks(self._pack, asked), self._borders(asked))
            self._advising[rule] = found
        return found

    def holding(self, *rules: int) -> Sensitive:
        """Return what decides whether each of some rules holds; see `Sensitive`."""
        found = self._holding.get(rules)
        if found is None:
            asked = needed_to_hold(self._pack, rules)
            found = (*fact_masks(self._pack, asked), self._borders(asked))
            self._holding[rules] = found
        return found

    def due(self, rule: int) -> SpanOf | None:
        """Return the function that computes a rule's due date, or None if the rule has no `due`.

        The start, end and day that it returns are NEVER if the due date is unknown.
        """
        if rule not in self._dues:
            advise = self._pack.rules[rule].advise
            due = None if advise is None else advise.due
            self._dues[rule] = None if due is None else self.span(due)
        return self._dues[rule]

    def span(self, moment: Moment) -> SpanOf:
        """Return the function that computes the start, end and local day of a moment.

        All three are NEVER if the moment is unknown.
        """
        # Texts ask for the same few nodes again and again, and hashing a node takes longer than
        # computing most moments. Kept nodes keep their identity.
        asked = self._asked.get(id(moment))
        if asked is not None:
            return asked[1]
        found = self._spans.get(moment)
        if found is None:
            found = compile_function(generator_for(self._pack, ()).span(moment))
            self._spans[moment] = found
        if len(self._asked) < _MOST_ASKED:
            self._asked[id(moment)] = (moment, found)
        return found


def _is_known(moment: Moment, facts: Collection[str]) -> bool:
    """Return True if a moment is certainly known while all of these facts are."""
    match moment:
        case nodes.MomentFact(name):
            return name in facts
        case nodes.NamedMoment(_, inner) | nodes.Shift(inner):
            return _is_known(inner, facts)
        case nodes.Extreme(_, inner):
            return any(_is_known(each, facts) for each in inner)
