"""The first look at a table: the range of its days, its places, and values that cannot be right."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import narwhals as nw

from interview_rules.errors import Problem, printable
from interview_rules.tables.frames import collected, in_range

if TYPE_CHECKING:
    from collections.abc import Mapping

    from interview_rules.tables.columns import Columns
    from interview_rules.tables.moment_columns import Range

__all__ = ["places_in", "scanned"]

_FARTHEST = 150 * 366
"""Maximum distance of dates in a table from now, in days; more distant dates count as typos."""


def scanned(
    frame: nw.LazyFrame[Any], asked: set[str], columns: Columns, today: int
) -> tuple[dict[str, Range], list[Problem]]:
    """Scan the table; return the range of days of each fact in `asked`, and wrong values."""
    ends: list[nw.Expr] = []
    of_moments = [
        (fact, column)
        for each in (columns.days, columns.instants)
        for fact, column in each.items()
        if fact in asked
    ]
    for _fact, column in of_moments:
        ends += [
            nw.col(column).min().alias(f"__min_{column}"),
            nw.col(column).max().alias(f"__max_{column}"),
        ]
    for name, other in columns.others.items():
        if other.type == "choice":
            wrong = ~nw.col(name).cast(nw.String).is_in(list(other.choices))
            ends.append(
                nw.when(wrong).then(nw.col(name).cast(nw.String)).max().alias(f"__bad_{name}")
            )
        elif other.type == "count":
            ends.append(nw.col(name).min().alias(f"__bad_{name}"))
    try:
        (row,) = collected(frame.select(*ends)) if ends else ({},)
    except (ValueError, OverflowError):
        message, hint = "a date is outside the years 1 to 9999", "correct it, or set it to null"
        far = [column for _fact, column in of_moments if not in_range(frame, column)]
        return {}, [
            Problem(printable(column), message, hint, "out-of-range") for column in far or [""]
        ]
    problems = [*_impossible(row, columns)]
    ranges: dict[str, Range] = {}
    for fact, column in of_moments:
        found = [_day(row[f"__{end}_{column}"]) for end in ("min", "max")]
        known = [day for day in found if day is not None]
        if not known:
            continue
        for day in (min(known), max(known)):
            if abs(day - today) > _FARTHEST:
                message = f"{date.fromordinal(day)} is too far from now to be plausible"
                hint = "correct the date, or set it to null"
                problems.append(Problem(column, message, hint, "out-of-range"))
                break
        # The local day of an instant may differ by one from the day in UTC.
        more = 1 if column in columns.instants.values() else 0
        low, high = min(known) - more, max(known) + more
        before = ranges.get(fact, (low, high))
        ranges[fact] = (min(low, before[0]), max(high, before[1]))
    return ranges, problems


def places_in(frame: nw.LazyFrame[Any], columns: Columns) -> list[tuple[str | None, ...]]:
    """Return the distinct values of the place columns."""
    if not columns.places:
        return []
    names = [nw.col(name).cast(nw.String) for name in columns.places]
    found = collected(frame.select(*names).unique())
    return [tuple(each[name] for name in columns.places) for each in found]


def _impossible(row: Mapping[str, Any], columns: Columns) -> list[Problem]:
    problems = []
    for name, fact in columns.others.items():
        wrong = row.get(f"__bad_{name}")
        if fact.type == "choice":
            if wrong is not None:
                hint = f"choose from: {', '.join(fact.choices)}"
                message = f"unknown value '{printable(wrong)}'"
                problems.append(Problem(name, message, hint, "unknown-value"))
        elif fact.type == "count" and wrong is not None and wrong < 0:
            message = f"the count {wrong} is negative"
            problems.append(Problem(name, message, "write 0 or more", "out-of-range"))
    return problems


def _day(value: date | datetime | None) -> int | None:
    if isinstance(value, datetime):
        return value.astimezone(UTC).toordinal()
    return None if value is None else value.toordinal()
