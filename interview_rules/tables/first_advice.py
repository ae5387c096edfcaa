"""For every row, the advice that a report would list first, and when it is due.

All advice that a row can have is put in the order of a report, where dated advice stands twice: if
it is due the soonest of its kind, and if it is not. The first advice is then the one whose position
is the least. Texts and dates are derived from this number at the end.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import narwhals as nw
import polars as pl

from interview_rules.errors import PackError, Problem
from interview_rules.tables.day_columns import instant_literal
from interview_rules.tables.expressions import any_of, constant
from interview_rules.tables.in_polars import looked_up

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from interview_rules.language.nodes import Moment
    from interview_rules.packs.model import RulePack
    from interview_rules.tables.moment_columns import Moments, Value

__all__ = ["TOP", "Top", "check_order"]

TOP = ("action", "due", "due_at")
"""The columns of the first advice: its action, the local day on which it is due, and the instant in
UTC if it is due at an instant."""
_WIDE = "the wide form does not support"
_FIRST, _ACTION = "__first", "__action"
_SHORT = 255
"""Number of positions that fit in a byte."""
# Ends of dues that are not given or not known. All real ends are earlier. They are no nulls, because
# Polars finds the least of several columns ten times as fast without nulls. And they differ, so that
# an unknown end is not the soonest where nothing else is given.
_LATE = tuple(
    instant_literal(int(datetime(9999, 12, day, tzinfo=UTC).timestamp())) for day in (30, 31)
)
_LATE_NUMBERS = tuple(nw.lit(2**31 - less, nw.Int32) for less in (2, 1))


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

        `numbered` is True if Polars computes the frame.
        """
        self._numbered = numbered
        self._moments = moments
        self._pack = pack
        self._given = given
        self._zone = zone
        self._dues: dict[Moment, Value] = {}
        self._due_rules: dict[Moment, list[int]] = {}
        self._moment_of: dict[int, Moment] = {}
        self._positions: dict[int, list[int]] = {}
        self._type: nw.dtypes.DType = nw.Int32()
        for index, rule in enumerate(pack.rules):
            if index in given and rule.advise is not None and rule.advise.due is not None:
                moment = rule.advise.due
                value = moments.value(moment)
                if value is not None:
                    self._dues[moment] = value
                    self._due_rules.setdefault(moment, []).append(index)
                    self._moment_of[index] = moment
        self._number = {moment: place for place, moment in enumerate(self._dues)}
        kinds = [value.kind for value in self._dues.values()]
        self._exact = "stretches" in kinds or sum(kind != "days" for kind in kinds) > 1
        self._in_half_days = moments.in_half_days and not self._exact
        self._never, self._unknown = _LATE_NUMBERS if self._in_half_days else _LATE
        self.stages: list[Sequence[nw.Expr | pl.Expr]] = []
        self.stages += [self._ends(moments), self._soonest(), *self._firsts()]

    def _ends(self, moments: Moments) -> list[nw.Expr]:
        """Return the ends of due moments, as local times if these sort in the same order.

        Local times sort like instants, except within an hour that the clocks repeat. Therefore the
        ends are instants if several due moments can be instants, or if one can be an interval other
        than a whole day.
        """
        local_end = moments.half_days if self._in_half_days else moments.local_end
        return [
            nw.coalesce(value.end() if self._exact else local_end(moment), self._unknown).alias(
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

    def _soonest(self) -> list[nw.Expr]:
        """Return the earliest due end per rank."""
        found = []
        for place, rules in enumerate(self._kinds()):
            ends: dict[Moment, list[int]] = {}
            for index in rules:
                if index in self._moment_of:
                    ends.setdefault(self._moment_of[index], []).append(index)
            each = [
                nw.when(any_of([self._given[i] for i in which]))
                .then(self._end(moment))
                .otherwise(self._never)
                for moment, which in ends.items()
            ]
            if each:
                found.append(nw.min_horizontal(*each, self._never).alias(f"__soonest{place}"))
        return found

    def _end(self, moment: Moment) -> nw.Expr:
        return nw.col(f"__e{self._number[moment]}")

    def _candidates(self) -> list[tuple[int, nw.Expr]]:
        """Return rules with tests: the advice of the first rule whose test is true comes first."""
        found: list[tuple[int, nw.Expr]] = []
        for place, rules in enumerate(self._kinds()):
            for index in rules:
                if index in self._moment_of:
                    soonest = self._end(self._moment_of[index]) == nw.col(f"__soonest{place}")
                    found.append((index, self._given[index] & soonest))
            found += [(index, self._given[index]) for index in rules]
        return found

    def _firsts(self) -> list[list[nw.Expr | pl.Expr]]:
        """Return the stages with the position of the first candidate, and with its action."""
        candidates = self._candidates()
        for position, (index, _test) in enumerate(candidates):
            self._positions.setdefault(index, []).append(position)
        if not candidates:
            return []
        if self._numbered and len(candidates) <= _SHORT:
            self._type = nw.UInt8()
        # Like above, no nulls: a position that no candidate has.
        none = self._position(len(candidates))
        first = [
            nw.when(test).then(self._position(position)).otherwise(none)
            for position, (_index, test) in enumerate(candidates)
        ]
        stages: list[list[nw.Expr | pl.Expr]] = [[nw.min_horizontal(*first, none).alias(_FIRST)]]
        befores = self._befores()
        if befores:
            stages.append([nw.coalesce(*befores, nw.col(_FIRST)).alias(_FIRST)])
        if self._numbered:
            actions = [self._pack.actions_by_rule[index] for index, _test in candidates]
            texts = pl.Series([*actions, None], dtype=pl.String)
            stages.append([looked_up(texts, pl.col(_FIRST)).alias(_ACTION)])
        return stages

    def _befores(self) -> list[nw.Expr]:
        """Return positions of rules that come first in place of a rule that their `before` names."""
        found: list[nw.Expr] = []
        for index, rule in enumerate(self._pack.rules):
            others = [self._pack.by_id[name] for name in rule.before]
            if index in self._positions and any(other in self._positions for other in others):
                here = self._is_first(others) & self._given[index]
                found.append(nw.when(here).then(self._position(self._positions[index][0])))
        return found

    def _is_first(self, rules: Iterable[int]) -> nw.Expr:
        """Return a test that is true where the advice of one of several rules comes first."""
        positions = [each for index in rules for each in self._positions.get(index, ())]
        return any_of([nw.col(_FIRST) == self._position(each) for each in positions])

    def _position(self, position: int) -> nw.Expr:
        return nw.lit(position, self._type)

    def results(self) -> list[nw.Expr]:
        """Return the columns `action`, `due` and `due_at`."""
        return [
            self._action().alias("action"),
            self._due([(rules, self._dues[m].day) for m, rules in self._due_rules.items()], nw.Date)
            .alias("due"),
            self._due_at().alias("due_at"),
        ]  # fmt: skip

    def _action(self) -> nw.Expr:
        """Return the action of the first advice as text."""
        if self._numbered and self._positions:
            return nw.col(_ACTION)
        actions: dict[str, list[int]] = {}
        for index in self._positions:
            actions.setdefault(self._pack.actions_by_rule[index], []).append(index)
        named = [(rules, nw.lit(action)) for action, rules in actions.items()]
        return self._due(named, nw.String)

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
        due = [nw.when(self._is_first(rules)).then(value) for rules, value in found]
        if not due:
            return nw.when(constant(so=False)).then(nw.lit(None, dtype))
        return nw.coalesce(*due) if len(due) > 1 else due[0]
