"""Moments of events as columns: dates and instants are read, and placed in the calendars of rows.

The calendars are the library's own. They are asked once for each day of each place, and for each
moment of the few days on which clocks change.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

import polars as pl

from interview_rules.calendars.moment_forms import DATE
from interview_rules.calendars.moments import parse_moment, resolve
from interview_rules.errors import StateError
from interview_rules.tables.folding.updates import updated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interview_rules.calendars.calendar import Calendar

__all__ = ["DAY", "EPOCH_DAY", "PLACE", "place_moments", "read_moments"]

DAY, WALL, INSTANT, INVALID = range(1, 5)
"""The kinds of moments: a date, a time without a zone, a time with one, and what is none of these.

A missing moment has no kind."""
PLACE = "__place"
"""Name of the column with the numbers of the places of rows."""
EPOCH_DAY = date(1970, 1, 1).toordinal()
_DAY = 86_400
_DAYS = 1 << 22
"""More than the ordinal of any day."""
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001  # the zero of times without a zone
_MINUTES = rf"^{DATE}[T ](?:[01][0-9]|2[0-3]):[0-5][0-9]$"
_SECONDS = rf"^{DATE}[T ](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]$"


def read_moments(column: pl.Series, name: str) -> pl.DataFrame:
    """Read a column of moments, one row per value.

    The result has three columns whose names begin with `name`: `_kind`; `_number`, which is the
    ordinal of a date, or else the seconds since the epoch, by the wall clock for `WALL`; and
    `_ahead`, the seconds by which a time was stated ahead of UTC. The kind is INVALID for whatever
    needs a closer look, including values that `parse_moment` refuses.
    """
    dtype = column.dtype
    if isinstance(dtype, pl.Categorical | pl.Enum):
        column, dtype = column.cast(pl.String), pl.String()
    frame = column.alias("value").to_frame()
    value = pl.col("value")
    never = pl.lit(None, pl.Int64)
    if isinstance(dtype, pl.String):
        found = _read_texts(frame)
    elif isinstance(dtype, pl.Date):
        number = value.cast(pl.Int32).cast(pl.Int64) + EPOCH_DAY
        found = frame.select(kind=_where(value.is_not_null(), DAY), number=number, ahead=never)
    elif isinstance(dtype, pl.Datetime):
        kind = _where(value.is_not_null(), WALL if dtype.time_zone is None else INSTANT)
        number = value.dt.epoch("us") // 1_000_000
        found = frame.select(kind=kind, number=number).with_columns(ahead=_ahead_of(column))
    else:
        kind = _where(value.is_not_null(), INVALID)
        found = frame.select(kind=kind, number=never, ahead=never)
    # The years that a state may contain.
    day = pl.when(pl.col("kind") == DAY).then("number").otherwise(_day_of(pl.col("number")))
    accepted = day.is_between(date(1900, 1, 2).toordinal(), date(2200, 12, 30).toordinal())
    kind = pl.when(~accepted).then(pl.lit(INVALID, pl.Int8)).otherwise("kind")
    return found.select(
        kind.alias(f"{name}_kind"),
        pl.col("number").alias(f"{name}_number"),
        pl.col("ahead").alias(f"{name}_ahead"),
    )


def _where(test: pl.Expr, kind: int) -> pl.Expr:
    return pl.when(test).then(pl.lit(kind, pl.Int8))


def _ahead_of(column: pl.Series) -> pl.Series | pl.Expr:
    """Return the seconds by which datetimes with a time zone are ahead of UTC."""
    zone = column.dtype.time_zone  # type: ignore[attr-defined]  # it is a Datetime
    if zone in {None, "UTC"}:
        return pl.lit(None if zone is None else 0, pl.Int64)
    distinct = column.drop_nulls().unique()
    ahead = [each.utcoffset() // timedelta(seconds=1) for each in distinct.to_list()]
    return column.replace_strict(distinct, ahead, default=None, return_dtype=pl.Int64)


def _day_of(number: pl.Expr) -> pl.Expr:
    """Return the ordinal of the day, in UTC or on the wall clock, of seconds since the epoch."""
    return number // _DAY + EPOCH_DAY


def _read_texts(frame: pl.DataFrame) -> pl.DataFrame:
    value = pl.col("value")
    spaced = value.str.replace("T", " ", literal=True)

    def wall(pattern: str, form: str) -> pl.Expr:
        matching = pl.when(value.str.contains(pattern)).then(spaced)
        return matching.str.to_datetime(form, time_unit="us", strict=False)

    matching = pl.when(value.str.contains(f"^{DATE}$")).then(value)
    day = matching.str.to_date("%Y-%m-%d", strict=False).cast(pl.Int32).cast(pl.Int64) + EPOCH_DAY
    time = pl.coalesce(wall(_MINUTES, "%Y-%m-%d %H:%M"), wall(_SECONDS, "%Y-%m-%d %H:%M:%S"))
    found = frame.with_columns(day=day, wall=time.dt.epoch("us") // 1_000_000)
    found = found.select(
        "value",
        kind=pl.coalesce(
            _where(pl.col("day").is_not_null(), DAY), _where(pl.col("wall").is_not_null(), WALL)
        ),
        number=pl.coalesce("day", "wall"),
        ahead=pl.lit(None, pl.Int64),
    )
    others = found.filter(value.is_not_null() & pl.col("kind").is_null())["value"].unique()
    if others.is_empty():
        return found
    read = [(text, *_read_text(text)) for text in others]
    table = pl.DataFrame(read, schema=found.schema, orient="row")
    return updated(found, table, "value")


def _read_text(text: str) -> tuple[int, int | None, int | None]:
    """Return the kind, the number and the offset from UTC of a moment in any accepted form."""
    try:
        moment = parse_moment(text)
    except StateError:
        return INVALID, None, None
    if not isinstance(moment, datetime):
        return DAY, moment.toordinal(), None
    offset = moment.utcoffset()
    wall = (moment.replace(tzinfo=None) - _EPOCH) // timedelta(seconds=1)
    if offset is None:
        return WALL, wall, None
    ahead = offset // timedelta(seconds=1)
    return INSTANT, wall - ahead, ahead


def place_moments(
    frame: pl.DataFrame, names: Sequence[str], calendars: Sequence[Calendar | None]
) -> pl.DataFrame:
    """Add the start, the end and the local day of moments that `read_moments` has read.

    The row's `PLACE` is the index of its calendar. For each name, the new columns are `_start`,
    `_end` and `_day`, as `resolve` returns them, and `_foreign`, true if the time was stated with
    another offset from UTC than the calendar has then. They are null for a missing moment.
    """
    for name in names:
        columns = {f"{name}_{each}": each for each in ("kind", "number", "ahead")}
        placed = _placed(frame.select(PLACE, *columns).rename(columns), calendars)
        frame = frame.hstack([each.alias(f"{name}_{each.name}") for each in placed.iter_columns()])
    return frame


def _placed(moments: pl.DataFrame, calendars: Sequence[Calendar | None]) -> pl.DataFrame:
    kind, number = pl.col("kind"), pl.col("number")
    day = pl.when(kind == DAY).then(number).otherwise(_day_of(number))
    # One number for the place, the kind and the day is found faster than all three.
    key = (pl.col(PLACE).cast(pl.Int64) * INVALID + kind) * _DAYS + day
    moments = moments.with_columns(day=day, key=key)
    days = moments.select("key", PLACE, "kind", "day").drop_nulls().unique("key")
    told = [
        (key, *_day_in(calendars[place], kind_of, on))
        for key, place, kind_of, on in days.iter_rows()
    ]
    schema = {"key": pl.Int64, "first": pl.Int64, "second": pl.Int64}
    table = pl.DataFrame(told, schema=schema, orient="row")
    found = moments.join(table, on="key", how="left", maintain_order="left")
    first = pl.col("first")
    start = (
        pl.when(kind == DAY)
        .then(first)
        .when(kind == WALL)
        .then(number - first)
        # Without an offset, clocks change on this day.
        .when(first.is_not_null())
        .then(number)
    )
    end = pl.when(kind == DAY).then("second").otherwise(start)
    local = pl.when(kind == INSTANT).then(_day_of(number + first)).otherwise("day")
    foreign = (pl.col("ahead") != first).fill_null(value=False)
    found = found.with_columns(
        start=start, end=end, day=pl.when(start.is_not_null()).then(local), foreign=foreign
    )
    return _around_changes(found, calendars).select("start", "end", "day", "foreign")


def _around_changes(moments: pl.DataFrame, calendars: Sequence[Calendar | None]) -> pl.DataFrame:
    """Fill in the moments on days on which clocks change, one by one."""
    key = [PLACE, "kind", "number", "ahead"]
    left = moments.filter(pl.col("kind").is_not_null() & pl.col("start").is_null())
    left = left.select(key).unique()
    if left.is_empty():
        return moments
    rows = []
    for place, kind, number, ahead in left.iter_rows():
        calendar = calendars[place]
        assert calendar is not None  # noqa: S101  # only valid places have rows
        value = _EPOCH + timedelta(seconds=number)
        span = resolve(value if kind == WALL else value.replace(tzinfo=UTC), calendar)
        here = calendar.to_datetime(span[0]).utcoffset()
        foreign = ahead is not None and timedelta(seconds=ahead) != here
        rows.append((place, kind, number, ahead, *span, foreign))
    values = {each: moments.schema[each] for each in ("start", "end", "day", "foreign")}
    table = pl.DataFrame(rows, schema={**left.schema, **values}, orient="row")
    return updated(moments, table, key)


@lru_cache(maxsize=200_000)
def _day_in(calendar: Calendar, kind: int, day: int) -> tuple[int | None, int | None]:
    """Return what a calendar says about a day.

    For `DAY`, this is its start and its end; otherwise the offset from UTC that holds throughout
    the day, on the wall clock for `WALL` and in UTC for `INSTANT`, or None if clocks change on it.
    """
    starts = calendar.starts
    if kind == DAY:
        return starts[day], starts[day + 1]
    begin = (day - EPOCH_DAY) * _DAY
    if kind == WALL:
        wall = _EPOCH + timedelta(seconds=begin)
        offset, later = (calendar.tzinfo.utcoffset(wall + timedelta(days=n)) for n in (0, 1))
    else:
        first, last = calendar.to_datetime(begin), calendar.to_datetime(begin + _DAY)
        offset, later = first.utcoffset(), last.utcoffset()
    if offset is None or offset != later:
        return None, None
    ahead = offset // timedelta(seconds=1)
    local = day if kind == WALL else (begin + ahead) // _DAY + EPOCH_DAY
    midnights = {(starts[each] + ahead) - (each - EPOCH_DAY) * _DAY for each in (local, local + 1)}
    return (ahead if midnights == {0} else None), None
