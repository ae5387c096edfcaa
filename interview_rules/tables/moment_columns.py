"""Moments as columns of a table: their days, starts and ends, and their comparisons."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple

import narwhals as nw
import polars as pl

from interview_rules.facts.vocabulary import FACTS
from interview_rules.language import nodes
from interview_rules.tables.expressions import any_of, constant
from interview_rules.tables.in_polars import date_of, latest_of, looked_up, whole_seconds
from interview_rules.tables.thresholds import seconds_in

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from interview_rules.facts.vocabulary import Fact
    from interview_rules.language.nodes import Moment
    from interview_rules.tables.columns import Columns
    from interview_rules.tables.day_columns import Days

__all__ = ["Moments", "Range", "Value"]

Range = tuple[int, int]
"""The earliest and the latest possible day of a moment in any row, as ordinals."""


class Value(NamedTuple):
    """The values of a moment in all rows, as expressions that are null where it is unknown.

    `day` is the local day, within `range`. `instant` is null where the moment is not an instant,
    and None if it is not an instant in any row. `start` and `end` are functions that return
    expressions for instants. `kind` tells what the rows may contain: instants, whole days, either
    of these, or intervals of any length (`stretches`).
    """

    day: nw.Expr
    instant: nw.Expr | None
    start: Callable[[], nw.Expr]
    end: Callable[[], nw.Expr]
    range: Range
    kind: Literal["instants", "days", "either", "stretches"]


class Moments:
    """The moments of one table.

    `stages` holds the columns that the expressions of this class need, in the order to add them.
    """

    def __init__(
        self,
        columns: Columns,
        days: Days,
        ranges: Mapping[str, Range],
        facts: Mapping[str, Fact],
    ) -> None:
        """Prepare for the moments of a table; `ranges` maps each fact with values to its days."""
        self.facts: Mapping[str, Fact] = {**FACTS, **facts}
        self.stages: list[list[nw.Expr | pl.Expr]] = []
        self._stage_of: dict[int, int] = {}
        self._names: dict[int, str] = {}
        self._columns = columns
        self._days = days
        self.in_half_days = days.numbered and not days.skipped
        """True if `half_days` is possible."""
        self._ranges = ranges
        self._made: dict[object, nw.Expr] = {}
        self._values: dict[Moment, Value | None] = {}

    def _staged(
        self, key: object, made: Callable[[], nw.Expr | pl.Expr], *needs: nw.Expr
    ) -> nw.Expr:
        """Return the column of an expression, made once per key in a stage after those it needs."""
        found = self._made.get(key)
        if found is None:
            name = f"__m{len(self._made)}"
            found = self._made[key] = nw.col(name)
            # `_made` keeps the expressions alive, so their ids stay unique.
            stage = max((self._stage_of.get(id(each), -1) for each in needs), default=-1) + 1
            self._stage_of[id(found)] = stage
            self._names[id(found)] = name
            if stage == len(self.stages):
                self.stages.append([])
            self.stages[stage].append(made().alias(name))
        return found

    def known(self, moment: Moment) -> nw.Expr:
        """Return a test that is true where a moment is known."""
        match moment:
            case nodes.MomentFact(name):
                columns = [
                    each[name]
                    for each in (self._columns.instants, self._columns.days)
                    if name in each
                ]
                found = [~nw.col(column).is_null() for column in columns]
                return any_of(found)
            case nodes.Shift(inner) | nodes.NamedMoment(_, inner):
                return self.known(inner)
            case nodes.Extreme(_, several):
                return any_of([self.known(each) for each in several])

    def instant(self, fact: str) -> nw.Expr:
        """Return the instants of a fact as naive datetimes in UTC."""
        column = nw.col(self._columns.instants[fact])
        if self._days.numbered:
            # Other engines need no conversion: their sessions are in UTC.
            column = column.dt.convert_time_zone("UTC")
        naive = column.dt.replace_time_zone(None).cast(nw.Datetime("us"))
        return self._staged(("instant", fact), lambda: naive)

    def _second(self, fact: str) -> nw.Expr:
        """Return the instants of a fact in whole seconds, the precision of comparisons."""
        instant = self.instant(fact)
        second = whole_seconds(instant) if self._days.numbered else instant.dt.truncate("1s")
        return self._staged(("second", fact), lambda: second, instant)

    def day_of_instant(self, fact: str) -> nw.Expr:
        """Return the local days of the instants of a fact."""
        return self._day(("day", fact), self.instant(fact))

    def _day(self, key: object, instant: nw.Expr) -> nw.Expr:
        """Return the local days of instants."""
        if not self._days.numbered:
            return self._staged(key, lambda: self._days.local(instant).cast(nw.Date), instant)
        local = self._staged(("local", key), lambda: self._days.local(instant), instant)
        return self._staged(key, lambda: date_of(pl.col(self._names[id(local)])), local)

    def value(self, moment: Moment) -> Value | None:
        """Return the values of a moment, or None if it is unknown in every row."""
        if moment not in self._values:
            self._values[moment] = self._value(moment)
        return self._values[moment]

    def _value(self, moment: Moment) -> Value | None:
        match moment:
            case nodes.MomentFact(name):
                return self._fact(name)
            case nodes.NamedMoment(_, inner):
                return self.value(inner)
            case nodes.Extreme(which, several):
                found = [value for each in several if (value := self.value(each)) is not None]
                return self._extreme(moment, which, found)
            case nodes.Shift(inner, sign, duration):
                value = self.value(inner)
                if value is None:
                    return None
                seconds = seconds_in(duration)
                if seconds is not None:
                    return self._later(moment, value, sign * seconds)
                return self._shifted(moment, value, sign * duration.amount, duration.unit)

    def _fact(self, name: str) -> Value | None:
        columns, days = self._columns, self._days
        in_days = nw.col(columns.days[name]) if name in columns.days else None
        span = self._ranges.get(name)
        if span is None:
            return None
        if name not in columns.instants:
            return None if in_days is None else self._whole(in_days, span, name)
        second, of_instant = self._second(name), self.day_of_instant(name)
        if in_days is None:
            return Value(of_instant, second, lambda: second, lambda: second, span, "instants")
        day = self._staged(("either", name), lambda: nw.coalesce(of_instant, in_days), of_instant)

        def edge(later: int) -> nw.Expr:
            return self._staged(
                ("edge", name, later),
                lambda: nw.coalesce(second, days.start_of(in_days, later)),
                second,
            )

        instant = second
        if days.skipped:
            instant = self._instant_of(("skipped", name), edge(0), edge(1))
        return Value(day, instant, lambda: edge(0), lambda: edge(1), span, "either")

    def _whole(self, day: nw.Expr, span: Range, key: object) -> Value:
        """Return the values of a moment that is a whole day in every row."""

        def edge(later: int) -> nw.Expr:
            of_day = ("edge of day", key, later)
            return self._staged(of_day, lambda: self._days.start_of(day, later), day)

        instant = None
        if self._days.skipped:
            # A skipped day ends at the instant it begins, and counts as that instant.
            instant = self._instant_of(("skipped", key), edge(0), edge(1))
        return Value(day, instant, lambda: edge(0), lambda: edge(1), span, "days")

    def _instant_of(self, key: object, start: nw.Expr, end: nw.Expr) -> nw.Expr:
        return self._staged(key, lambda: nw.when(start == end).then(start), start, end)

    def _shifted(self, moment: Moment, value: Value, amount: int, unit: str) -> Value:
        first, last = value.range
        days = self._days
        if days.numbered and unit not in {"day", "week"}:
            numbers, distances = days.distances(value.day, amount, unit, first, last)
            number = self._staged(("number", moment), lambda: numbers, value.day)
            column = self._names[id(number)]
            further = self._staged(
                ("distance", moment), lambda: looked_up(distances, pl.col(column)), number
            )
            day = self._staged(moment, lambda: days.plus(value.day, further), value.day, further)
        else:
            day = self._staged(
                moment, lambda: days.shifted(value.day, amount, unit, first, last), value.day
            )
        return self._whole(day, self._days.range_of(first, last, amount, unit), moment)

    def _later(self, moment: Moment, value: Value, seconds: int) -> Value:
        """Return the values of a moment, shifted by `seconds`.

        A whole day becomes an interval of the same length.
        """

        def later(key: str, before: nw.Expr) -> nw.Expr:
            length = timedelta(seconds=seconds)
            return self._staged((key, moment), lambda: before + length, before)

        start = later("start", value.start())
        day = self._day(moment, start)
        instant = None if value.instant is None else later("instant", value.instant)
        more = seconds // 86_400
        span = (value.range[0] + more - 1, value.range[1] + more + 2)
        kind: Literal["instants", "stretches"] = (
            "instants" if value.kind == "instants" else "stretches"
        )
        return Value(day, instant, lambda: start, lambda: later("end", value.end()), span, kind)

    def _extreme(self, moment: Moment, which: str, found: list[Value]) -> Value | None:
        if len(found) < 2:
            return found[0] if found else None
        earliest = which == "earliest"

        def picked(key: str, several: list[nw.Expr]) -> nw.Expr:
            if self._days.numbered:
                made = latest_of(several, earliest=earliest)
            else:
                made = (nw.min_horizontal if earliest else nw.max_horizontal)(*several)
            return self._staged((key, moment), lambda: made, *several)

        day = picked("day", [value.day for value in found])
        span = (min(value.range[0] for value in found), max(value.range[1] for value in found))
        if all(value.kind == "days" for value in found):
            return self._whole(day, span, moment)

        def start() -> nw.Expr:
            return picked("start", [value.start() for value in found])

        def end() -> nw.Expr:
            return picked("end", [value.end() for value in found])

        # A moment that ends at its start is an instant.
        instant = self._instant_of(("instant", moment), start(), end())
        return Value(day, instant, start, end, span, "stretches")

    def told_instant(self, value: Value) -> nw.Expr | None:
        """Return the instants of a moment, null where the moment is shown as a day."""
        if value.instant is None or not self._days.skipped:
            return value.instant
        # A skipped day is shown as a day.
        over = self._days.start_of(value.day, 1)
        return nw.when(value.instant != over).then(value.instant)

    def edges(self, day: nw.Expr) -> tuple[nw.Expr, nw.Expr]:
        """Return the first instants of a day and of the next day."""
        return self._days.start_of(day), self._days.start_of(day, 1)

    def local_end(self, moment: Moment) -> nw.Expr:
        """Return the end of a moment as a naive datetime in local time."""
        value = self._values[moment]
        assert value is not None  # noqa: S101  # callers pass only moments with a value
        next_midnight = (value.day.cast(nw.Datetime("us")) + timedelta(days=1)).cast(
            nw.Datetime("us")
        )
        if value.instant is None:
            return next_midnight
        return nw.coalesce(self._days.local(value.instant), next_midnight)

    def half_days(self, moment: Moment) -> nw.Expr:
        """Return numbers that sort like local ends if at most one of several is not a midnight.

        A midnight is twice the number of the day that it begins, and all times up to the next
        midnight are the number in between. These are half as long as times, and so half the work.
        """
        value = self._values[moment]
        assert value is not None  # noqa: S101  # callers pass only moments with a value
        begin = value.day.cast(nw.Int32) * 2
        if value.instant is None:
            return begin + nw.lit(2, nw.Int32)
        local = self._days.local(value.instant)
        after, at, end = (nw.lit(number, nw.Int32) for number in (1, 0, 2))
        of_instant = nw.when(local == value.day.cast(nw.Datetime("us"))).then(at).otherwise(after)
        return begin + nw.when(local.is_null()).then(end).otherwise(of_instant)

    def against(self, left: Moment, word: str, right: Moment) -> nw.Expr:
        """Return the comparison of two moments: to the second if both are instants, else by day.

        For `on`, instants are compared by day, too. The result is null or False where one of the
        moments is unknown.
        """
        one, other = self.value(left), self.value(right)
        if one is None or other is None:
            return constant(so=False)
        daily = _compared(one.day, word, other.day, exact=False)
        if word == "on" or one.instant is None or other.instant is None:
            return daily
        exact = _compared(one.instant, word, other.instant, exact=True)
        # `exact` is null where one of the moments is not an instant.
        return nw.coalesce(exact, daily)


def _compared(left: nw.Expr, word: str, right: nw.Expr, *, exact: bool) -> nw.Expr:
    match word:
        case "before":
            return left < right
        case "from":
            return left >= right
        case "after":
            return left >= right if exact else left > right
        case _:
            return left == right
