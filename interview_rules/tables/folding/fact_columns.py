"""Columns of facts: their types, and the values of one application or of many."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import polars as pl

from interview_rules.calendars.calendar import NEVER
from interview_rules.tables.columns import DAY
from interview_rules.tables.folding.moments import EPOCH_DAY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from interview_rules.calendars.calendar import Calendar
    from interview_rules.facts.vocabulary import Fact, Facts
    from interview_rules.tables.folding.facts import Values

__all__ = ["columns_of", "types_of", "values_of"]

_UTC = pl.Datetime("us", "UTC")
_TYPES = {"flag": pl.Boolean(), "count": pl.Int32(), "choice": pl.String()}


def types_of(facts: Iterable[Fact]) -> dict[str, pl.DataType]:
    """Return the columns of facts with their types: two columns for a moment."""
    found: dict[str, pl.DataType] = {}
    for fact in facts:
        if fact.type == "moment":
            found[fact.name] = _UTC
            found[f"{fact.name}{DAY}"] = pl.Date()
        else:
            found[fact.name] = _TYPES[fact.type]
    return found


def values_of(kinds: Iterable[Fact], facts: Facts, calendar: Calendar) -> Iterator[object]:
    """Yield the values of the columns of facts; `facts` begins with the folded values of them all."""
    place = 0
    for fact in kinds:
        value = facts[place]
        if fact.type == "choice":
            yield fact.choices[value]
        elif fact.type == "flag":
            yield bool(value)
        elif fact.type == "count":
            yield int(value)
        elif value == NEVER:
            yield from (None, None)
        elif value == facts[place + 1] < calendar.starts[facts[place + 2] + 1]:
            yield from (datetime.fromtimestamp(value, UTC), None)
        else:
            # A whole day, or a moment with an end, which counts as its day. A day that the zone
            # skipped ends at the instant it begins.
            yield from (None, date.fromordinal(facts[place + 2]))
        place += 3 if fact.type == "moment" else 1


def columns_of(facts: Iterable[Fact], found: Mapping[str, Values], count: int) -> pl.DataFrame:
    """Return the columns of facts of `count` applications, whose numbers are 0 and following.

    Facts that `found` does not have, or not for an application, have their default.
    """
    columns: dict[str, pl.Series] = {}
    for fact in facts:
        values = found.get(fact.name)
        for name, dtype in types_of((fact,)).items():
            default = None if fact.type == "moment" else fact.choices[0] if fact.choices else 0
            column = pl.repeat(default, count, eager=True).cast(dtype)
            if values is not None:
                of_column = _of_column(fact, values, of_day=name != fact.name).cast(dtype)
                # Places have to be in order.
                order = values.applications.arg_sort()
                column = column.scatter(values.applications[order], of_column[order])
            columns[name] = column
    return pl.DataFrame(columns)


def _of_column(fact: Fact, values: Values, *, of_day: bool) -> pl.Series:
    """Return the values for a column of a fact; a moment has two columns, of which one is a day."""
    if fact.type == "choice":
        return pl.Series(fact.choices, dtype=pl.String).gather(values.values)
    if values.days is None:
        return values.values
    if of_day:
        days = values.days.to_frame("day").select(
            pl.when(values.values.is_null()).then(pl.col("day") - EPOCH_DAY).cast(pl.Int32)
        )
        return days.to_series()
    return values.values * 1_000_000
