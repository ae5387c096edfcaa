"""Windows: the periods during which advice is given, and the instants at which it changes.

A rule can begin or cease to hold only at a change point of the facts, or when now passes a moment
with which the rule compares it (a threshold). Nothing is sampled: the intervals between these
instants are evaluated one by one. Change points of facts that a rule does not use are skipped.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from interview_rules.calendars.calendar import NEVER
from interview_rules.engines.rule_mask import contains
from interview_rules.evaluation.own_facts import NO_OWN
from interview_rules.facts.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from interview_rules.engines.engine import Engine
    from interview_rules.engines.moment_functions import Borders, MomentFunctions
    from interview_rules.engines.rule_mask import RuleMask
    from interview_rules.evaluation.own_facts import Own
    from interview_rules.facts.intervals import FactIntervals
    from interview_rules.facts.vocabulary import Facts

__all__ = ["Computed", "Suppressed", "Windows"]

Suppressed = tuple[int, int, int]
"""A period, [start, end), and the mask of the rules whose advice is suppressed during it.

Advice is suppressed because it is done, snoozed, or left to the rules of the search.
"""


Computed = tuple["dict[int, Facts]", "dict[tuple[int, int], RuleMask]"]
"""The facts by epoch, and the rules that give advice by instant and epoch; see `_given_at`."""


class Windows:
    """The windows of one session around an instant."""

    __slots__ = (
        "_given",
        "_here",
        "_known",
        "_own",
        "borders",
        "calendar",
        "changes",
        "engine",
        "intervals",
        "known_changes",
        "moment_functions",
        "now",
        "suppressed",
    )

    def __init__(
        self,
        engine: Engine,
        moment_functions: MomentFunctions,
        intervals: FactIntervals,
        now: int,
        own: Own = NO_OWN,
        suppressed: tuple[Suppressed, ...] = (),
        facts: Facts | None = None,
        computed: Computed | None = None,
    ) -> None:
        """Prepare the windows around `now`; `facts` are the facts at `now`, if already folded.

        `computed` is what other windows of the session have computed; these windows add to it.
        """
        self.engine = engine
        self.moment_functions = moment_functions
        self.intervals = intervals
        self.calendar = intervals.calendar
        self.now = now
        self._own = own
        self.suppressed = suppressed
        points = intervals.points
        self.borders = points.instants
        self.changes = points.changes
        self.known_changes = points.known_changes
        if own.later:
            self._add_changes(own)
        self._here = bisect_right(self.borders, now)
        """The number of change points up to now, which identifies an interval of constant facts."""
        self._known, self._given = ({}, {}) if computed is None else computed
        if facts is not None:
            self._known[self._here] = facts

    def _add_changes(self, own: Own) -> None:
        """Add the instants at which facts of the pack change to the change points."""
        changes = {
            instant: (changed, known)
            for instant, changed, known in zip(
                self.borders, self.changes, self.known_changes, strict=True
            )
        }
        for each in own.later:
            changed, known = changes.get(each.instant, (0, 0))
            changes[each.instant] = (changed | each.changed, known | each.changed)
        self.borders = tuple(sorted(changes))
        self.changes = tuple(changes[instant][0] for instant in self.borders)
        self.known_changes = tuple(changes[instant][1] for instant in self.borders)

    def window(self, rule: int) -> tuple[int | None, int | None]:
        """Return the longest period around now during which a rule's advice is given.

        The advice must be given now. Start and end are instants, the end exclusive; either is None
        if the period is open on that side.
        """
        part = (*self.moment_functions.advising(rule), 1 << rule)
        since, until = self._since(*part), self._until(*part)
        if not self.suppressed:
            return since, until
        for start, end, mask in self.suppressed:
            if contains(mask, rule):
                if end <= self.now:
                    since = end if since is None else max(since, end)
                elif start > self.now:
                    until = start if until is None else min(until, start)
        return since, until

    def end(self, rule: int, by: int) -> int | None:
        """Return the end of the period around now during which a rule's advice is given.

        The advice must be given now. Return None if it is still given at the instant `by`; facts
        after `by` are not computed.
        """
        until = self._until(*self.moment_functions.advising(rule), 1 << rule, by)
        for start, _end, mask in self.suppressed:
            if start > self.now and contains(mask, rule):
                until = start if until is None else min(until, start)
        return None if until is None or until > by else until

    def holds_from(self, rule: int) -> int | None:
        """Return the first instant at which a rule holds, not earlier than now, or None."""
        return self._first(rule, holding=True)

    def holds_until(self, rule: int) -> int | None:
        """Return the first instant at which a rule does not hold, not earlier than now, or None."""
        return self._first(rule, holding=False)

    def _first(self, rule: int, *, holding: bool) -> int | None:
        values, known_changes, thresholds = self.moment_functions.holding(rule)
        evaluate, calendar = self.engine.evaluate, self.calendar
        for instant, facts in self._points(values, known_changes, thresholds):
            if contains(evaluate(instant, facts, calendar)[0], rule) is holding:
                return instant
        return None

    def held(self, rules: tuple[int, ...]) -> Iterator[tuple[int, RuleMask]]:
        """Yield now and every later instant at which one of some rules can change, in order.

        Each instant comes with the mask of all rules that hold.
        """
        evaluate, calendar = self.engine.evaluate, self.calendar
        for instant, facts in self._points(*self.moment_functions.holding(*rules)):
            yield instant, evaluate(instant, facts, calendar)[0]

    def _since(
        self, values: int, known_changes: int, thresholds: Borders, rule: RuleMask
    ) -> int | None:
        calendar, given = self.calendar, self._given_at
        changes, flipped = self.changes, self.known_changes
        since = right = self.now
        epoch = self._here
        while True:
            same, facts = epoch, self._facts(epoch)
            while epoch and not (changes[epoch - 1] & values or flipped[epoch - 1] & known_changes):
                epoch -= 1
            start = self.borders[epoch - 1] if epoch else -NEVER
            points = [t for t in thresholds(facts, calendar) if start < t <= right]
            if len(points) > 1:
                points.sort(reverse=True)
            for point in (*points, start):
                if not given(point, same) & rule:
                    return since
                since = point
            if not epoch:
                return None
            epoch -= 1
            right = start - 1

    def _until(
        self,
        values: int,
        known_changes: int,
        thresholds: Borders,
        rule: RuleMask,
        by: int = NEVER,
    ) -> int | None:
        # `_points` is inlined for speed: the end of every piece of advice is computed here.
        calendar, given = self.calendar, self._given_at
        changes, flipped = self.changes, self.known_changes
        last = len(self.borders)
        left, epoch = self.now, self._here
        while True:
            same, facts = epoch, self._facts(epoch)
            while epoch < last and not (changes[epoch] & values or flipped[epoch] & known_changes):
                epoch += 1
            stop = self.borders[epoch] if epoch < last else NEVER
            points = [t for t in thresholds(facts, calendar) if left < t < stop]
            if len(points) > 1:
                points.sort()
            for point in points:
                if not given(point, same) & rule:
                    return point
            if epoch == last or stop > by:
                return None
            epoch += 1
            left = stop
            if not given(left, epoch) & rule:
                return left

    def _given_at(self, instant: int, epoch: int) -> RuleMask:
        """Return the mask of the rules that give advice at an instant, under the facts of an epoch.

        An epoch is an interval of constant facts, numbered as in `_here`. Results are cached,
        because the windows of the advice in one report share most of their instants.
        """
        found = self._given.get((instant, epoch))
        if found is None:
            facts = self._facts(epoch)
            found = self.engine.evaluate(instant, facts, self.calendar)[1]
            self._given[instant, epoch] = found
        return found

    def _points(
        self, values: int, known_changes: int, thresholds: Borders
    ) -> Iterator[tuple[int, Facts]]:
        """Yield now and every later instant at which a rule can change, each with its facts.

        The arguments are the dependencies of the rule; see `MomentFunctions.holding`.
        """
        calendar, changes, flipped = self.calendar, self.changes, self.known_changes
        last = len(self.borders)
        left, epoch = self.now, self._here
        while True:
            facts = self._facts(epoch)
            while epoch < last and not (changes[epoch] & values or flipped[epoch] & known_changes):
                epoch += 1
            stop = self.borders[epoch] if epoch < last else NEVER
            yield left, facts
            points = [t for t in thresholds(facts, calendar) if left < t < stop]
            if len(points) > 1:
                points.sort()
            for point in points:
                yield point, facts
            if epoch == last:
                return
            epoch += 1
            left = stop

    def moments(self) -> Iterator[tuple[int, Facts, int, int]]:
        """Yield now and every later instant at which anything can change, in order.

        Each instant comes with its facts, the mask of the rules that hold and the mask of the rules
        whose advice is given.
        """
        engine, calendar, borders = self.engine, self.calendar, self.moment_functions.borders
        ends, suppressed = _in_order(self.suppressed)
        left = self.now
        for epoch in range(self._here, len(self.borders) + 1):
            facts = self._facts(epoch)
            stop = self.borders[epoch] if epoch < len(self.borders) else NEVER
            inside = {t for t in borders(facts, calendar) if left < t < stop}
            if ends:
                inside.update(ends[bisect_right(ends, left) : bisect_left(ends, stop)])
            for instant in (left, *sorted(inside)):
                holds, given = engine.evaluate(instant, facts, calendar)
                if ends:
                    given &= ~suppressed[bisect_right(ends, instant)]
                yield instant, facts, holds, given
            left = stop

    def suppressed_at(self, instant: int) -> int:
        """Return the mask of the rules whose advice is suppressed at an instant."""
        found = 0
        for start, end, mask in self.suppressed:
            if start <= instant < end:
                found |= mask
        return found

    def occasion(self, rules: int, by: int) -> tuple[int, int] | None:
        """Return the next period in which at least one of the rules in a mask gives its advice.

        The period begins now or later, but before the instant `by`; its end is NEVER if it is open.
        Return None if there is no such period.
        """
        begun = None
        for instant, _facts, _holds, given in self.moments():
            if begun is not None:
                if not given & rules:
                    return begun, instant
            elif instant >= by:
                return None
            elif given & rules:
                begun = instant
        return None if begun is None else (begun, NEVER)

    def _facts(self, epoch: int) -> Facts:
        facts = self._known.get(epoch)
        if facts is None:
            at = self.borders[epoch - 1] if epoch else -NEVER
            facts = fold(self.intervals, at)
            if self._own.values:
                bits, values = self._own.at(at)
                facts[0] |= bits
                facts += values
            self._known[epoch] = facts
        return facts


def _in_order(suppressed: Iterable[Suppressed]) -> tuple[list[int], list[RuleMask]]:
    """Return the instants at which periods begin or end, in order, and what is suppressed between.

    The second list has a mask for the time before each of these instants, and one for the time
    after the last.
    """
    turns: dict[int, list[tuple[RuleMask, int]]] = {}
    for start, end, mask in suppressed:
        turns.setdefault(start, []).append((mask, 1))
        turns.setdefault(end, []).append((mask, -1))
    ends, masks = sorted(turns), [0]
    periods: Counter[RuleMask] = Counter()  # the current ones
    for instant in ends:
        for mask, change in turns[instant]:
            periods[mask] += change
        masks.append(reduce(or_, (mask for mask, count in periods.items() if count), 0))
    return ends, masks
