"""The reference semantics of conditions, evaluated node by node.

Engines are tested against the interpreter, and explanations are built from its results. Nothing
here is generated, optimized, or cached between instants.
"""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING

from interview_rules.calendars.calendar import NEVER
from interview_rules.engines.rule_mask import mask_of
from interview_rules.language import nodes

if TYPE_CHECKING:
    from collections.abc import Callable

    from interview_rules.calendars.calendar import Calendar, Span
    from interview_rules.facts.vocabulary import Facts
    from interview_rules.language.nodes import Condition, Moment
    from interview_rules.packs.model import RulePack

__all__ = ["Interpreter"]

UNKNOWN: Span = (NEVER, NEVER, NEVER)

_COMPARISONS: dict[str, Callable[[int, int], bool]] = {
    "=": operator.eq,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "is": operator.eq,
    "at least": operator.ge,
    "at most": operator.le,
}


class Interpreter:
    """Evaluates the conditions and rules of one pack on the folded facts at one instant."""

    __slots__ = ("_concluded", "calendar", "facts", "now", "pack")

    def __init__(self, pack: RulePack, now: int, facts: Facts, calendar: Calendar) -> None:
        self.pack = pack
        self.now = now
        self.facts = facts
        self.calendar = calendar
        self._concluded: dict[str, bool] = {}

    def holds(self, condition: Condition) -> bool:
        """Return True if a condition holds."""
        match condition:
            case nodes.All(several):
                return all(map(self.holds, several))
            case nodes.Any(several):
                return any(map(self.holds, several))
            case nodes.Not(inner):
                return not self.holds(inner)
            case nodes.Named(_, inner):
                return self.holds(inner)
            case nodes.Flag(name, conclusion):
                return self._concludes(name) if conclusion else bool(self.value(name))
            case nodes.Is(name, test, _, index):
                return _COMPARISONS[test](self.value(name), index)
            case nodes.Count(name, comparison, number):
                return _COMPARISONS[comparison](self.value(name), number)
            case nodes.Known(moment):
                return self.span(moment)[0] < NEVER
            case nodes.Now(word, moment):
                return self.meets(word, moment, self.now)
            case nodes.Against(left, word, right):
                return _against(self.span(left), word, self.span(right))
            case nodes.NoneSince(left, right):
                since = self.span(right)
                return since[0] < NEVER and not _against(self.span(left), "from", since)

    def meets(self, word: str, moment: Moment, now: int) -> bool:
        """Return True if a moment is known and `now` is before, from, after or on it, as `word` says."""
        start, end, day = self.span(moment)
        if start == NEVER:
            return False
        match word:
            case "before":
                return now < start
            case "from":
                return now >= start
            case "after":
                return now >= end
            case _:
                starts = self.calendar.starts
                return starts[day] <= now < starts[day + 1]

    def _concludes(self, name: str) -> bool:
        if name not in self._concluded:
            rules = self.pack.concluders.get(name, ())
            self._concluded[name] = any(self.holds(self.pack.rules[i].when) for i in rules)
        return self._concluded[name]

    # -- values --------------------------------------------------------------------------------

    def value(self, name: str) -> int:
        """Return the value of a flag, choice or count; for a moment, return its start."""
        return self.facts[self.pack.offsets[name]]

    def span(self, moment: Moment) -> Span:
        """Return a moment as start, end and local day; all NEVER if it is unknown."""
        match moment:
            case nodes.MomentFact(name):
                place = self.pack.offsets[name]
                start, end, day = self.facts[place : place + 3]
                return start, end, day
            case nodes.NamedMoment(_, inner):
                return self.span(inner)
            case nodes.Shift(inner, sign, duration):
                span = self.span(inner)
                if span[0] == NEVER:
                    return UNKNOWN
                return self.calendar.shifted(span, sign * duration.amount, duration.unit)
            case nodes.Extreme(which, several):
                return _extreme(which, [self.span(each) for each in several])

    # -- rules ---------------------------------------------------------------------------------

    def evaluate(self) -> tuple[int, int]:
        """Return the mask of the rules that hold and the mask of those that give their advice."""
        rules = self.pack.rules
        holding = {index for index, rule in enumerate(rules) if self.holds(rule.when)}
        standing: dict[int, bool] = {}

        def stands(index: int) -> bool:
            if index not in standing:
                replacing = self.pack.replaced_by.get(index, ())
                standing[index] = index in holding and not any(map(stands, replacing))
            return standing[index]

        first: dict[str, int] = {}
        for index, action in enumerate(self.pack.actions_by_rule):
            if action and stands(index):
                first.setdefault(action, index)
        return mask_of(holding), mask_of(first.values())


def _extreme(which: str, spans: list[Span]) -> Span:
    """Return the latest or earliest known moment; start, end and day are compared separately."""
    known = [span for span in spans if span[0] < NEVER]
    if not known:
        return UNKNOWN
    pick = max if which == "latest" else min
    starts, ends, days = zip(*known, strict=True)
    return pick(starts), pick(ends), pick(days)


def _against(left: Span, word: str, right: Span) -> bool:
    """Return True if two moments compare as `word` says.

    Two instants are compared to the second, any other two moments by local day. `on` always
    compares local days. `after` means from the end of the other moment, so it is true of two equal
    instants. The result is False if either moment is unknown.
    """
    if left[0] == NEVER or right[0] == NEVER:
        return False
    exact = left[0] == left[1] and right[0] == right[1]
    match word:
        case "before":
            return left[0] < right[0] if exact else left[2] < right[2]
        case "from":
            return left[0] >= right[0] if exact else left[2] >= right[2]
        case "after":
            return left[0] >= right[0] if exact else left[2] > right[2]
        case _:
            return left[2] == right[2]
