"""The long form: one row per piece of advice that is given, with its window.

A table holds the facts of one moment. The window of a piece of advice is the longest interval
around now in which these facts lead to the advice. Advice can begin or end only at a change point:
a moment with which a rule compares now. Therefore all rows are evaluated at each change point, and
the nearest change points at which the advice is not given bound the window.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import narwhals as nw
import polars as pl

from interview_rules.engines.dependencies import levels, needed_to_advise
from interview_rules.language import nodes
from interview_rules.tables.day_columns import instant_literal, naive
from interview_rules.tables.expressions import any_of, constant, filled, formula, given, standing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from interview_rules.language.nodes import Condition, Moment
    from interview_rules.packs.model import RulePack
    from interview_rules.tables.moment_columns import Moments, Value
    from interview_rules.tables.rule_columns import Rules

__all__ = ["LONG", "ChangePoints", "long_form"]

LONG = ("rule", "action", "since", "until", "due", "due_at")
"""The columns of the long form, after those that identify the row of the table."""
_ROW = "__row"
_SECOND = timedelta(seconds=1)


class ChangePoints:
    """The change points of a table: the instants at which advice can begin or end.

    `columns` holds an expression for each, which uses the columns of the table's moments.
    """

    def __init__(self, pack: RulePack, rules: Rules, moments: Moments) -> None:
        self.pack = pack
        self.rules = rules
        self.columns: dict[str, nw.Expr] = {}
        self._of: dict[tuple[str, Moment], tuple[str, ...]] = {}
        self.moments = moments
        for index in sorted(rules.possible):
            for leaf in nodes.leaves(pack.rules[index].when):
                if isinstance(leaf, nodes.Now) and (leaf.word, leaf.moment) not in self._of:
                    self._of[leaf.word, leaf.moment] = self._change_points(leaf)
        self.dues: dict[Moment, Value | None] = {
            rule.advise.due: moments.value(rule.advise.due)
            for index, rule in enumerate(pack.rules)
            if index in rules.possible and rule.advise is not None and rule.advise.due is not None
        }

    def _change_points(self, leaf: nodes.Now) -> tuple[str, ...]:
        value = self.moments.value(leaf.moment)
        if value is None:
            return ()
        found: tuple[nw.Expr, ...]
        match leaf.word:
            case "on":
                found = self.moments.edges(value.day)
            case "after":
                found = (value.end(),)
            case _:
                found = (value.start(),)
        names = tuple(f"__b{len(self.columns) + place}" for place in range(len(found)))
        self.columns.update(zip(names, found, strict=True))
        return names

    def of(self, leaf: nodes.Now) -> tuple[str, ...]:
        """Return the names of a leaf's change-point columns; empty if its moment is never known."""
        return self._of[leaf.word, leaf.moment]

    def asked(self, leaf: nodes.Now, at: nw.Expr) -> nw.Expr:
        """Return the test of a leaf at the instant `at`, which can differ from row to row."""
        names = self.of(leaf)
        if not names:
            return constant(so=False)
        change_point = nw.col(names[0])
        match leaf.word:
            case "on":
                return (at >= change_point) & (at < nw.col(names[1]))
            case "before":
                return at < change_point
            case _:
                return at >= change_point


def long_form(
    frame: nw.LazyFrame[Any],
    change_points: ChangePoints,
    given_columns: Mapping[int, nw.Expr],
    now: int,
    identifying: tuple[str, ...],
    *,
    windows: bool,
) -> pl.DataFrame:
    """Return one row for each piece of advice given for a table, with its window (in UTC) if `windows`.

    `frame` has the columns of all intermediate results. `now` is the instant of the advice.
    `identifying` names the columns that identify a row.
    """
    pack, rules = change_points.pack, change_points.rules
    advising = [index for index in sorted(given_columns) if pack.rules[index].advise is not None]
    days = {moment: f"__due{n}" for n, moment in enumerate(change_points.dues)}
    wanted: list[nw.Expr | str] = [
        *identifying,
        *(given_columns[index].alias(f"__gives{index}") for index in advising),
    ]
    if windows:
        wanted += [
            *rules.questions,
            "__so",
            "__not",
            *(expression.alias(name) for name, expression in change_points.columns.items()),
        ]
    for moment, value in change_points.dues.items():
        if value is not None:
            wanted.append(value.day.alias(days[moment]))
            instant = change_points.moments.told_instant(value)
            if instant is not None:
                wanted.append(instant.alias(f"{days[moment]}_at"))
    native: pl.LazyFrame = frame.select(*wanted).to_native()
    known = native.with_row_index(_ROW).collect(engine="streaming")
    found = []
    for index in advising:
        here = known.filter(pl.col(f"__gives{index}"))
        if here.height:
            advise = pack.rules[index].advise
            due = None if advise is None else advise.due
            if windows:
                since_until = _windows(change_points, index, here, now)
                here = here.join(since_until, on=_ROW, how="left", maintain_order="left")
            found.append(_advice(pack, index, here, identifying, days.get(due) if due else None))
    made = (
        pl.concat(found).sort(_ROW, "__rule").drop(_ROW, "__rule")
        if found
        else known.head(0).select(*identifying, *_columns(None, "", "", known))
    )
    return made if windows else made.drop("since", "until")


def _advice(
    pack: RulePack, index: int, here: pl.DataFrame, identifying: tuple[str, ...], due: str | None
) -> pl.DataFrame:
    """Return one rule's advice for `here`, the rows of the table in which it is given."""
    columns = _columns(due, pack.ids[index], pack.actions_by_rule[index], here)
    rule = pl.lit(index, pl.Int32).alias("__rule")
    return here.select(_ROW, rule, *identifying, *columns)


def _columns(due: str | None, rule: str, action: str, here: pl.DataFrame) -> list[pl.Expr]:
    utc = pl.Datetime("us", "UTC")
    day = pl.col(due) if due in here.columns else pl.lit(None)
    at = pl.col(f"{due}_at") if f"{due}_at" in here.columns else pl.lit(None, pl.Datetime("us"))
    since, until = (
        (pl.col(name) if name in here.columns else pl.lit(None, pl.Datetime("us")))
        .dt.replace_time_zone("UTC")
        .cast(utc)
        for name in ("__since", "__until")
    )
    return [
        pl.lit(rule).alias("rule"),
        pl.lit(action).alias("action"),
        since.alias("since"),
        until.alias("until"),
        day.cast(pl.Date).alias("due"),
        at.dt.replace_time_zone("UTC").cast(utc).alias("due_at"),
    ]


def _windows(change_points: ChangePoints, index: int, here: pl.DataFrame, now: int) -> pl.DataFrame:
    """Return the change points at which the advice begins and ends in each row; null if open.

    Rows in which both ends are open may be missing.
    """
    pack, rules = change_points.pack, change_points.rules
    among = needed_to_advise(pack, index) & rules.possible
    leaves = [leaf for i in among for leaf in nodes.leaves(pack.rules[i].when)]
    asked = [leaf for leaf in leaves if isinstance(leaf, nodes.Now)]
    names = list(dict.fromkeys(name for leaf in asked for name in change_points.of(leaf)))
    questions = list(
        dict.fromkeys(
            rules.name_of(leaf)
            for leaf in leaves
            if not isinstance(leaf, nodes.Now)
            and not (isinstance(leaf, nodes.Flag) and leaf.conclusion)
        )
    )
    if not names:
        instant = pl.Datetime("us")
        return here.select(_ROW).with_columns(
            pl.lit(None, instant).alias("__since"), pl.lit(None, instant).alias("__until")
        )
    some = here.select(_ROW, *names, *questions, "__so", "__not")
    points = pl.concat([some.with_columns(pl.col(name).alias("__p")) for name in names])
    current = nw.col("__p") > instant_literal(now)
    # Past change points are evaluated one second earlier, future ones at the change point itself.
    looked = nw.when(current).then(nw.col("__p")).otherwise(nw.col("__p") - _SECOND)
    frame = nw.from_native(points.lazy().filter(pl.col("__p").is_not_null()))
    frame = frame.with_columns(looked.alias("__at"))

    def ask(leaf: Condition) -> nw.Expr:
        if isinstance(leaf, nodes.Now):
            return change_points.asked(leaf, nw.col("__at"))
        return nw.col(rules.name_of(leaf))

    def concluded(name: str) -> nw.Expr:
        return any_of([nw.col(f"__h{n}") for n in pack.concluders.get(name, ()) if n in among])

    for level in levels(pack, among):
        frame = frame.with_columns(
            *(filled(formula(pack.rules[n].when, ask, concluded)).alias(f"__h{n}") for n in level)
        )

    def holds(number: int) -> nw.Expr:
        return nw.col(f"__h{number}")

    for stage in standing(pack, holds, among):
        if stage:
            frame = frame.with_columns(*stage)
    is_given = given(pack, holds, among)[index]
    silent: pl.LazyFrame = frame.filter(~is_given).to_native()
    to_come = pl.col("__p") > naive(now)
    ends = silent.group_by(_ROW).agg(
        pl.col("__p").filter(~to_come).max().alias("__since"),
        pl.col("__p").filter(to_come).min().alias("__until"),
    )
    return ends.collect()
