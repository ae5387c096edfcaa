"""The schema of a table of facts: one row per application, columns named after the facts.

A moment is a column of dates, or of instants with a time zone. If some rows have a date and others
an instant, the dates are in a second column with the suffix `_day`. Flags are booleans, counts
are integers, and choices and texts are strings. Null means unknown, false, zero, the first choice
or no text. All problems are reported at once.
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
"""Suffix of the column that holds the dates of a moment beside its column of instants."""


class Columns(NamedTuple):
    """The columns of a table by fact.

    `instants` and `days` map moments to columns (a moment may have both). `others` holds the facts
    of all other types that have a column. `places` names the columns with the time zone, country or
    subdivision of a row, and `kept` the columns to copy to the result.
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
    """Return the columns of a table by fact, and the problems of its schema.

    `reserved` holds the column names of the result.
    """
    kept = tuple(dict.fromkeys((keep,) if isinstance(keep, str) else keep))
    problems = [
        Problem(printable(name), "unknown column in keep", nearest(name, schema), "unknown-name")
        for name in kept
        if name not in schema
    ]
    taken = {name.lower() for name in reserved}
    problems += [
        Problem(
            printable(name),
            "the result already has a column of this name",
            "rename the column",
            "name-taken",
        )
        for name in kept
        if name.lower() in taken
    ]
    problems += [
        Problem(
            printable(name),
            "names that begin with two underscores are reserved",
            "rename the column",
            "name-taken",
        )
        for name in kept
        if name.startswith("__")
    ]
    facts = {**FACTS, **pack.facts}
    # A column of nulls without a type cannot have a wrong type.
    typed = {
        name: dtype
        for name, dtype in schema.items()
        if not (isinstance(dtype, nw.Unknown) and is_named(name, facts))
    }
    places = tuple(name for name in PLACE_COLUMNS if name in typed)
    columns = Columns({}, {}, {}, places, tuple(name for name in kept if name in schema))
    for name, dtype in typed.items():
        if name in PLACE_COLUMNS:
            problem = None if _is_text(dtype) else _wrong(name, dtype, "text")
        elif name in facts:
            problem = _fact_column(columns, facts[name], dtype)
        elif name.endswith(DAY) and name.removesuffix(DAY) in facts:
            problem = _day_column(columns, facts[name.removesuffix(DAY)], dtype)
        elif name not in kept:
            near = nearest(name, [*facts, *PLACE_COLUMNS])
            hint = "list the column in keep to copy it to the result, or drop it"
            hint = f"{near} If not, {hint}" if near.near else hint
            problem = Problem(
                printable(name), "this column is not named after a fact", hint, "unknown-field"
            )
        else:
            problem = None
        if problem is not None:
            problems.append(problem)
    problems += [
        Problem(
            f"{fact}{DAY}",
            f"the column '{fact}' already holds dates",
            "drop one of the columns",
            "name-taken",
        )
        for fact, column in columns.days.items()
        if column == fact and f"{fact}{DAY}" in typed and f"{fact}{DAY}" not in facts
    ]
    if not problems and not any(is_named(name, facts) for name in schema):
        message = "no column of the table has the name of a fact"
        hint = "add one, such as interview or decision_date"
        problems.append(Problem("", message, hint, "missing-field"))
    return columns, problems


def is_named(name: str, facts: Mapping[str, Fact]) -> bool:
    """Return True if a column is named after a fact, the days of a fact, or a part of a place."""
    return name in facts or name.removesuffix(DAY) in facts or name in PLACE_COLUMNS


def _fact_column(columns: Columns, fact: Fact, dtype: nw.dtypes.DType) -> Problem | None:
    """Add a column named after a fact to `columns`, or return the problem with its type."""
    name = fact.name
    if fact.type == "moment":
        if isinstance(dtype, nw.Date):
            columns.days[name] = name
        elif isinstance(dtype, nw.Datetime) and dtype.time_zone is not None:
            columns.instants[name] = name
        elif isinstance(dtype, nw.Datetime):
            message = "these times have no time zone"
            hint = (
                "write them with an offset, as in 2026-11-25T15:00Z, set the time zone of the"
                " column, or convert it to dates"
            )
            return Problem(name, message, hint, "wrong-type")
        else:
            return _wrong(name, dtype, "dates, or instants with a time zone")
        return None
    of_flag = isinstance(dtype, nw.Boolean)
    wanted, right = {
        "flag": ("text", _is_text(dtype)) if fact.is_text else ("true or false", of_flag),
        "count": ("whole numbers", dtype.is_integer()),
        "choice": ("text", _is_text(dtype)),
    }[fact.type]
    if not right:
        return _wrong(name, dtype, wanted)
    columns.others[name] = fact
    return None


def _day_column(columns: Columns, fact: Fact, dtype: nw.dtypes.DType) -> Problem | None:
    """Add a column with the days of a moment to `columns`, or return the problem with it."""
    name = f"{fact.name}{DAY}"
    if fact.type != "moment":
        message = f"'{fact.name}' is not a moment, so it has no day"
        return Problem(name, message, "drop or rename the column", "unknown-field")
    if not isinstance(dtype, nw.Date):
        return _wrong(name, dtype, "dates")
    columns.days.setdefault(fact.name, name)
    return None


def _is_text(dtype: nw.dtypes.DType) -> bool:
    return isinstance(dtype, nw.String | nw.Categorical | nw.Enum)


def _wrong(name: str, dtype: nw.dtypes.DType, wanted: str) -> Problem:
    message = f"this column must hold {wanted}, but its type is {dtype}"
    hint = f"{_WRITE[wanted]}, or convert the column"
    return Problem(printable(name), message, hint, "wrong-type")


_WRITE = {
    "text": "write text in every row",
    "dates": "write dates such as 2026-11-25 in every row",
    "dates, or instants with a time zone": (
        "write dates such as 2026-11-25, or instants such as 2026-11-25T15:00Z, in every row"
    ),
    "true or false": "write true or false in every row",
    "whole numbers": "write whole numbers in every row",
}
"""How to fix a column of the wrong type, by what it must hold."""
