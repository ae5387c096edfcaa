"""What a table of facts has to look like: one row an application, columns named like the facts.

A moment is a column of dates, or of instants in a time zone. Where some rows know the day and
others the hour, the days stand in a second column, the name with `_day` after it. Flags are true
or false, counts whole numbers, choices texts; what is null is unknown, false, none or the first
choice. Everything that is wrong is told at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import narwhals as nw

from interview_rules.errors import Problem, nearest, printable
from interview_rules.facts.vocabulary import FACTS
from interview_rules.tables.regions import PLACE_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from interview_rules.facts.vocabulary import Fact
    from interview_rules.packs.model import RulePack

__all__ = ["DAY", "Columns", "read_columns"]

DAY = "_day"
"""What the column of days is called after, beside one of instants."""


class Columns(NamedTuple):
    """The columns of a table, by the fact that they are about.

    `instants` and `days` are those of moments (a moment may be in both), `others` all other facts,
    `places` those that say where a row belongs, `kept` those that are carried along.
    """

    instants: dict[str, str]
    days: dict[str, str]
    others: dict[str, Fact]
    places: tuple[str, ...]
    kept: tuple[str, ...]


def read_columns(
    schema: Mapping[str, nw.dtypes.DType],
    pack: RulePack,
    keep: Iterable[str],
    reserved: Iterable[str],
) -> tuple[Columns, list[Problem]]:
    """The columns that a table has, and what is wrong with it.

    `reserved` are names that the result gives to its own.
    """
    kept = tuple(dict.fromkeys((keep,) if isinstance(keep, str) else keep))
    problems = [
        Problem(printable(name), "there is no such column to keep", nearest(name, schema))
        for name in kept
        if name not in schema
    ]
    taken = {name.lower() for name in reserved}
    problems += [
        Problem(printable(name), "the result has a column of this name", "rename it")
        for name in kept
        if name.lower() in taken
    ]
    problems += [
        Problem(printable(name), "names that begin with two underscores are taken", "rename it")
        for name in kept
        if name.startswith("__")
    ]
    facts = {**FACTS, **pack.facts}
    # A column that holds nothing has no type that could be wrong.
    told = {
        name: dtype
        for name, dtype in schema.items()
        if not (isinstance(dtype, nw.Unknown) and _is_named(name, facts))
    }
    places = tuple(name for name in PLACE_COLUMNS if name in told)
    columns = Columns({}, {}, {}, places, tuple(name for name in kept if name in schema))
    for name, dtype in told.items():
        if name in PLACE_COLUMNS:
            problem = None if _is_text(dtype) else _wrong(name, dtype, "texts")
        elif name in facts:
            problem = _fact_column(columns, facts[name], dtype)
        elif name.endswith(DAY) and name.removesuffix(DAY) in facts:
            problem = _day_column(columns, facts[name.removesuffix(DAY)], dtype)
        elif name not in kept:
            near = nearest(name, [*facts, *PLACE_COLUMNS])
            hint = f"{near} Or name it in keep" if near else "name it in keep to carry it along"
            problem = Problem(printable(name), "there is no such fact", hint)
        else:
            problem = None
        if problem is not None:
            problems.append(problem)
    problems += [
        Problem(f"{fact}{DAY}", f"'{fact}' holds days already", "drop one of them")
        for fact, column in columns.days.items()
        if column == fact and f"{fact}{DAY}" in told and f"{fact}{DAY}" not in facts
    ]
    if not problems and not any(_is_named(name, facts) for name in schema):
        message = "the table has no column that is named like a fact"
        problems.append(Problem("", message, "such as interview, decision_date or thank_you"))
    return columns, problems


def _is_named(name: str, facts: Mapping[str, Fact]) -> bool:
    """Whether a column is called like a fact, its days, or a part of a place."""
    return name in facts or name.removesuffix(DAY) in facts or name in PLACE_COLUMNS


def _fact_column(columns: Columns, fact: Fact, dtype: nw.dtypes.DType) -> Problem | None:
    """Note a column that is named like a fact; the problem if it cannot be it."""
    name = fact.name
    if fact.type == "moment":
        if isinstance(dtype, nw.Date):
            columns.days[name] = name
        elif isinstance(dtype, nw.Datetime) and dtype.time_zone is not None:
            columns.instants[name] = name
        elif isinstance(dtype, nw.Datetime):
            message = "these times have no time zone, so nobody knows when they are"
            return Problem(name, message, "give the column its time zone, or make dates of it")
        else:
            return _wrong(name, dtype, "dates, or instants in a time zone")
        return None
    wanted, right = {
        "flag": ("true or false", isinstance(dtype, nw.Boolean)),
        "count": ("whole numbers", dtype.is_integer()),
        "choice": ("texts", _is_text(dtype)),
    }[fact.type]
    if not right:
        return _wrong(name, dtype, wanted)
    columns.others[name] = fact
    return None


def _day_column(columns: Columns, fact: Fact, dtype: nw.dtypes.DType) -> Problem | None:
    """Note a column of the days of a moment; the problem if it cannot be that."""
    name = f"{fact.name}{DAY}"
    if fact.type != "moment":
        return Problem(name, f"'{fact.name}' is no moment, so it has no day")
    if not isinstance(dtype, nw.Date):
        return _wrong(name, dtype, "dates")
    columns.days.setdefault(fact.name, name)
    return None


def _is_text(dtype: nw.dtypes.DType) -> bool:
    return isinstance(dtype, nw.String | nw.Categorical | nw.Enum)


def _wrong(name: str, dtype: nw.dtypes.DType, wanted: str) -> Problem:
    return Problem(printable(name), f"this column has to hold {wanted}, and it holds {dtype}")
