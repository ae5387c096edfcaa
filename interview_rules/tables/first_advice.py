"""For every row, the advice that a report would list first, and when it is due.

The first piece of advice is found with boolean columns only, one per rule, true where the advice of
the rule comes first. Texts and dates are derived from these columns at the end.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import narwhals as nw

from interview_rules.errors import PackError, Problem
from interview_rules.tables.expressions import all_of, any_of, constant, filled

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from interview_rules.language.nodes import Moment
    from interview_rules.packs.model import RulePack
    from interview_rules.tables.moment_columns import Moments, Value

__all__ = ["TOP", "Top", "check_order"]

TOP = ("action", "due", "due_at")
"""The columns of the first advice: its action, the local day on which it is due, and the instant in
UTC if it is due at an instant."""
_WIDE = "the wide form does not support"
_TOP = "__top"
_TOGETHER = 10
"""Number of candidates per group. The test for earlier candidates treats earlier groups as one
test each."""


def check_order(pack: RulePack) -> None:
    """Raise PackError if a pack uses `before` in a way that the wide form does not support.

    Finding the first advice would then require sorting all advice of a row. A rule with the name of
    a column in `TOP` is an error, too.
    """
    firsts = {rule.id for rule in pack.rules if rule.before}
    named = Counter(name for rule in pack.rules for name in rule.before)
    problems: list[Problem] = []
    for rule in pack.rules:
        for name in rule.before:
            if name in firsts:
                chain = f"'{rule.id}' comes before '{name}', which itself comes before other rules"
                hint = f"take 'before' out of '{rule.id}' or '{name}', or use the long form"
                problems.append(Problem(rule.at, f"{_WIDE} this: {chain}", hint, "wrong-form"))
            if named[name] > 1:
                message = f"{_WIDE} several rules before '{name}'"
                hint = f"name '{name}' under 'before' in one rule only, or use the long form"
                problems.append(Problem(rule.at, message, hint, "wrong-form"))
        if rule.id in TOP:
            message = f"the result already has a column '{rule.id}'"
            problems.append(Problem(rule.at, message, "rename the rule", "name-taken"))
    if problems:
        raise PackError(problems)


class Top:
    """For every row, the advice that a report would list first.

    `stages` holds the columns to add, in order, after those that say which rules give their advice.
    `results` uses them to return the columns named in `TOP`.
    """

    def __init__(
        self,
        pack: RulePack,
        given: Mapping[int, nw.Expr],
        moments: Moments,
        zone: str,
        *,
        numbered: bool,
    ) -> None:
        """Prepare the columns. `given` maps rules to tests, `zone` is the frame's name for UTC.

        `numbered` is True if the frame supports enumerations.
        """
        self._numbered = numbered
        self._moments = moments
        self._pack = pack
        self._given = given
        self._zone = zone
        self._dues: dict[Moment, Value] = {}
        self._due_rules: dict[Moment, list[int]] = {}
        self._moment_of: dict[int, Moment] = {}
        for index, rule in enumerate(pack.rules):
            if index in given and rule.advise is not None and rule.advise.due is not None:
                moment = rule.advise.due
                value = moments.value(moment)
                if value is not None:
                    self._dues[moment] = value
                    self._due_rules.setdefault(moment, []).append(index)
                    self._moment_of[index] = moment
        self._number = {moment: place for place, moment in enumerate(self._dues)}
        self.stages = [self._ends(moments), *self._soonest(), *self._firsts()]

    def _ends(self, moments: Moments) -> list[nw.Expr]:
        """Return the ends of due moments, as local times if these sort in the same order.

        Local times sort like instants, except within an hour that the clocks repeat. Therefore the
        ends are instants if several due moments can be instants, or if one can be an interval other
        than a whole day.
        """
        kinds = [value.kind for value in self._dues.values()]
        exact = "stretches" in kinds or sum(kind != "days" for kind in kinds) > 1
        return [
            (value.end() if exact else moments.local_end(moment)).alias(
                f"__e{self._number[moment]}"
            )
            for moment, value in self._dues.items()
        ]

    def _kinds(self) -> list[list[int]]:
        """Return the rules that give advice, grouped by rank, in the order of a report."""
        by_kind: dict[int, list[int]] = {}
        for index, (kind, _place, _dated) in self._pack.ranks.items():
            if index in self._given:
                by_kind.setdefault(kind, []).append(index)
        return [by_kind[kind] for kind in sorted(by_kind)]

    def _soonest(self) -> list[list[nw.Expr]]:
        """Return two stages: the earliest due end per rank, and which due moments have this end."""
        found, same = [], []
        for place, rules in enumerate(self._kinds()):
            ends: dict[Moment, list[int]] = {}
            for index in rules:
                if index in self._moment_of:
                    ends.setdefault(self._moment_of[index], []).append(index)
            each = [
                nw.when(any_of([self._given[i] for i in which])).then(self._end(moment))
                for moment, which in ends.items()
            ]
            if each:
                soonest = nw.min_horizontal(*each) if len(each) > 1 else each[0]
                found.append(soonest.alias(f"__soonest{place}"))
                same += [
                    filled(self._end(moment) == nw.col(f"__soonest{place}")).alias(
                        f"__same{place}_{self._number[moment]}"
                    )
                    for moment in ends
                ]
        return [found, same]

    def _end(self, moment: Moment) -> nw.Expr:
        return nw.col(f"__e{self._number[moment]}")

    def _firsts(self) -> list[list[nw.Expr]]:
        """Return three stages of columns.

        The first tests groups of candidates. The second has, for each rule, a column that is true
        in the rows where its advice comes first. The third corrects these columns for `before`.
        """
        candidates: list[tuple[int, nw.Expr]] = []
        for place, rules in enumerate(self._kinds()):
            for index in rules:
                if index in self._moment_of:
                    name = f"__same{place}_{self._number[self._moment_of[index]]}"
                    candidates.append((index, self._given[index] & nw.col(name)))
            candidates += [(index, self._given[index]) for index in rules]
        groups = [candidates[n : n + _TOGETHER] for n in range(0, len(candidates), _TOGETHER)]
        by_group = [
            any_of([test for _index, test in group]).alias(f"__any{place}")
            for place, group in enumerate(groups)
        ]
        firsts: dict[int, list[nw.Expr]] = {}
        for place, group in enumerate(groups):
            before = [~nw.col(f"__any{earlier}") for earlier in range(place)]
            for index, test in group:
                firsts.setdefault(index, []).append(all_of([test, *before]))
                before.append(~test)
        found = [any_of(tests).alias(f"{_TOP}{index}") for index, tests in firsts.items()]
        return [by_group, found, self._befores()]

    def _befores(self) -> list[nw.Expr]:
        """Return columns that put a rule first in place of a rule that its `before` names."""
        found: list[nw.Expr] = []
        for index, rule in enumerate(self._pack.rules):
            places = [self._pack.by_id[name] for name in rule.before]
            others = [place for place in places if place in self._given]
            if others and rule.advise is not None and index in self._given:
                firsts = any_of([self._is_first(other) for other in others])
                here = self._is_first(index) | (firsts & self._given[index])
                found.append(here.alias(f"{_TOP}{index}"))
                found += [
                    (self._is_first(other) & ~self._given[index]).alias(f"{_TOP}{other}")
                    for other in others
                ]
        return found

    def _is_first(self, index: int) -> nw.Expr:
        return nw.col(f"{_TOP}{index}")

    def results(self) -> list[nw.Expr]:
        """Return the columns `action`, `due` and `due_at`."""
        actions: dict[str, list[int]] = {}
        for index, action in enumerate(self._pack.actions_by_rule):
            if action and index in self._given:
                actions.setdefault(action, []).append(index)
        return [
            self._action(actions).alias("action"),
            self._due([(rules, self._dues[m].day) for m, rules in self._due_rules.items()], nw.Date)
            .alias("due"),
            self._due_at().alias("due_at"),
        ]  # fmt: skip

    def _action(self, actions: Mapping[str, list[int]]) -> nw.Expr:
        """Return the action of the first advice as text, if possible by way of an enumeration."""
        dtype = nw.Enum(list(actions)) if self._numbered and actions else nw.String()
        named = [(rules, nw.lit(action).cast(dtype)) for action, rules in actions.items()]
        return self._due(named, dtype).cast(nw.String)

    def _due_at(self) -> nw.Expr:
        utc = nw.Datetime("us", self._zone)
        instants = [
            (rules, instant)
            for moment, rules in self._due_rules.items()
            if (instant := self._moments.told_instant(self._dues[moment])) is not None
        ]
        if not instants:
            return self._due([], utc)
        due = self._due(instants, utc)
        return due.dt.replace_time_zone(self._zone) if self._numbered else due.cast(utc)

    def _due(self, found: Iterable[tuple[list[int], nw.Expr]], dtype: Any) -> nw.Expr:
        due = [
            nw.when(any_of([self._is_first(index) for index in rules])).then(value)
            for rules, value in found
        ]
        if not due:
            return nw.when(constant(so=False)).then(nw.lit(None, dtype))
        return nw.coalesce(*due) if len(due) > 1 else due[0]
