"""Events of many applications as columns, and what the events of each shape mean.

The model `Event` checks each distinct value of a field, and each distinct shape of an event, once.
What an event of a shape becomes is learned from the timeline of one such event.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, get_type_hints

import polars as pl
from pydantic import TypeAdapter, ValidationError

from interview_rules.calendars.calendar import YEARS_AHEAD, calendar_for
from interview_rules.events.event import Event
from interview_rules.events.event_names import is_of_pack
from interview_rules.facts.happening import round_key
from interview_rules.facts.timeline import Timeline
from interview_rules.state.problems import MOST
from interview_rules.tables.folding.moments import INVALID, PLACE, place_moments, read_moments

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interview_rules.calendars.calendar import Calendar

__all__ = ["APP", "MOMENTS", "Events", "interviewers_of", "is_own", "read_events"]

APP = "__application"
"""Name of the column with the numbers of the applications."""
MOMENTS = ("at", "date", "earliest", "end")
_SHAPE = ("event", "elsewhere", "kind", "role", "asked")
"""The fields whose values decide what an event becomes."""
_GIVEN = {
    "at": "2026-01-01",
    "date": "2026-01-01",
    "other_role": "x",
    "place": "x",
    "link": "https://x.example",
    "advice": "x",
}
"""The fields of which only whether they are given decides that, each with a value to try."""
_CHECKED = (
    *_SHAPE,
    *("other_role", "place", "link", "advice"),
    *("detail", "channel", "contact", "interviewers", "employer", "message"),
)
"""The fields that are not moments, except `zone`, which columns do not support."""


class Events(NamedTuple):
    """Events as columns, with a row for each event of the applications that are not in `hard`.

    `frame` has the fields of an event in the form of the model, with the moments as
    `place_moments` returns them, and `shape`, the number of its shape. `happenings` has what events
    of a shape become, each with a number, `meaning`: the `rank` and the `slots` of a happening, and
    whether it is a `round`, which then may be `held` and may be a `test`. `hard` holds the numbers
    of the applications for which columns do not suffice: some value is invalid, or something in
    them needs the code for single logs.
    """

    frame: pl.DataFrame
    happenings: pl.DataFrame
    hard: pl.Series


def interviewers_of(value: object) -> object:
    """Return names separated by commas as a list, and anything else unchanged."""
    if isinstance(value, str):
        return [each.strip() for each in value.split(",") if each.strip()]
    return value


def is_own() -> pl.Expr:
    """Return a test for events of this application, not of another employer or role."""
    return ~pl.col("elsewhere") & pl.col("other_role").is_null()


def read_events(events: pl.DataFrame, calendars: Sequence[Calendar | None]) -> Events:
    """Read events; the columns are `APP`, `PLACE` and fields of an event.

    `PLACE` is an index of `calendars`, in which None stands for a place that is invalid.
    """
    valid = [number for number, each in enumerate(calendars) if each is not None]
    many = events.group_by(APP).len().filter(pl.col("len") > MOST)[APP]
    sound = events[PLACE].is_in(valid) & ~events[APP].is_in(many.implode())
    if "zone" in events.columns:
        sound &= events["zone"].is_null()
    columns = [events[APP], events[PLACE]]
    for name in _CHECKED:
        given = (
            events[name] if name in events.columns else pl.repeat(None, events.height, eager=True)
        )
        column, accepted = _checked(given.alias(name))
        columns.append(column)
        sound &= accepted
    for name in MOMENTS:
        given = (
            events[name] if name in events.columns else pl.repeat(None, events.height, eager=True)
        )
        read = read_moments(given, name)
        columns += read.iter_columns()
        sound &= read[f"{name}_kind"].ne_missing(INVALID)
    frame, shapes = _with_shapes(pl.DataFrame(columns))
    happenings, meant = _learned(shapes)
    planned = pl.col("event") == "interview-scheduled"
    begins = pl.when(planned).then(_told("date")).otherwise(_told("at"))
    backwards = _backwards(begins, _told("end")) | _backwards(_told("earliest"), _told("date"))
    hard = frame.filter(~sound | backwards | ~pl.col("shape").is_in(meant))[APP].unique()
    frame = place_moments(_without(frame, hard), MOMENTS, calendars)
    late = frame.filter(~_countable(calendars))[APP].unique()
    return Events(_without(frame, late), happenings, pl.concat([hard, late]))


def _checked(column: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Return a column in the form of the model, and where the model accepts its values."""
    name = column.name
    if isinstance(column.dtype, pl.Categorical | pl.Enum):
        column = column.cast(pl.String)
    adapter, form = _field(name)
    default = False if name == "elsewhere" else None
    nothing = pl.repeat(default, len(column), dtype=form, eager=True).alias(name)
    if column.null_count() == len(column):
        return nothing, column.is_null()
    if column.dtype not in {pl.String, pl.Boolean, pl.List(pl.String)}:
        # Anything else is for the model to refuse.
        return nothing, column.is_null()
    found: list[tuple[object, object, bool]] = []
    for value in column.drop_nulls().unique().to_list():
        given = interviewers_of(value) if name == "interviewers" else value
        try:
            read = adapter.validate_python(given)
        except ValidationError:
            found.append((value, None, False))
        else:
            found.append((value, list(read) if isinstance(read, tuple) else read, True))
    if all(accepted and value == read for value, read, accepted in found):
        made = column if default is None else column.fill_null(default)
        return made, pl.repeat(value=True, n=len(column), eager=True)
    schema: dict[str, Any] = {name: column.dtype, "read": form, "accepted": pl.Boolean}
    table = pl.DataFrame(found, schema=schema, orient="row")
    joined = column.to_frame().join(table, on=name, how="left", maintain_order="left")
    made = joined["read"] if default is None else joined["read"].fill_null(default)
    return made.alias(name), joined["accepted"].fill_null(value=True)


@cache
def _field(name: str) -> tuple[TypeAdapter[object], pl.DataType]:
    """Return what checks a field of an event, and the type of its column."""
    types = {
        "elsewhere": pl.Boolean(),
        "message": pl.Boolean(),
        "asked": pl.Boolean(),
        "interviewers": pl.List(pl.String()),
    }
    hint = get_type_hints(Event, include_extras=True)[name]
    return TypeAdapter(hint), types.get(name, pl.String())


def _told(name: str) -> pl.Expr:
    return pl.struct(kind=f"{name}_kind", number=f"{name}_number")


def _backwards(first: pl.Expr, last: pl.Expr) -> pl.Expr:
    """Return a test that is true where a moment is surely after another; see `surely_after`."""
    kind, number = (
        (first.struct.field(name), last.struct.field(name)) for name in ("kind", "number")
    )
    return ((kind[0] == kind[1]) & (number[0] > number[1])).fill_null(value=False)


def _countable(calendars: Sequence[Calendar | None]) -> pl.Expr:
    """Return a test that is true where all moments are in years that `check_year` accepts."""
    first, last = date(1, 1, 1).toordinal(), date(9998, 1, 1).toordinal()
    bounds = [(first, last)] * len(calendars)
    for number, calendar in enumerate(calendars):
        if calendar is not None and calendar.country is not None:
            known = calendar.known_years
            # A year can differ from that in another zone, so the days next to it are left out.
            early, late = date(known[0] + 1, 1, 2), date(known[1] - YEARS_AHEAD, 12, 30)
            bounds[number] = (early.toordinal(), late.toordinal())
    low, high = (
        pl.col(PLACE).replace_strict(dict(enumerate(each)), return_dtype=pl.Int64)
        for each in zip(*bounds, strict=True)
    )
    tests = (pl.col(f"{name}_day").is_between(low, high).fill_null(value=True) for name in MOMENTS)
    return pl.all_horizontal(*tests)


def _with_shapes(frame: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Number the shapes of the events; return them as a second frame."""
    given = [
        pl.col(f"{name}_kind" if name in MOMENTS else name).is_not_null().alias(f"{name}_given")
        for name in _GIVEN
    ]
    keys = frame.select(*_SHAPE, *given)
    shapes = keys.unique().with_row_index("shape")
    on = keys.columns
    numbered = keys.join(shapes, on=on, how="left", nulls_equal=True, maintain_order="left")
    return frame.with_columns(numbered["shape"]), shapes


class _Meaning(NamedTuple):
    rank: int
    slots: list[str]
    round: bool
    held: bool
    test: bool


def _learned(shapes: pl.DataFrame) -> tuple[pl.DataFrame, list[int]]:
    """Return `happenings` of `Events`, and the shapes for which columns suffice."""
    found: list[tuple[object, ...]] = []
    meant: list[int] = []
    for *values, shape in shapes.select(pl.exclude("shape"), "shape").iter_rows():
        meanings = _meanings(*values)
        if meanings is not None:
            meant.append(shape)
            found += [(shape, *each) for each in meanings]
    schema: dict[str, Any] = {
        "shape": pl.UInt32,
        "rank": pl.Int64,
        "slots": pl.List(pl.String),
        **dict.fromkeys(("round", "held", "test"), pl.Boolean),
    }
    return pl.DataFrame(found, schema=schema, orient="row").with_row_index("meaning"), meant


@cache
def _meanings(
    event: str | None,
    elsewhere: bool,  # noqa: FBT001  # a row of a frame
    kind: str | None,
    role: str | None,
    asked: bool | None,  # noqa: FBT001
    *given: bool,
) -> tuple[_Meaning, ...] | None:
    """Return what an event of a shape becomes, or None if columns do not suffice for it."""
    fields = {"elsewhere": elsewhere, "kind": kind, "role": role, "asked": asked, "at": None}
    fields |= {name: _GIVEN[name] for name, so in zip(_GIVEN, given, strict=True) if so}
    try:
        tried = Event.model_validate({"event": event, **fields})
    except ValidationError:
        return None
    timeline = Timeline((tried,), calendar_for())
    if is_of_pack(tried.event) or timeline.other_meetings:
        return None
    found = []
    for happening in timeline.happenings:
        meeting = happening.meeting
        held, test = (False, False) if meeting is None else (meeting.held, round_key(meeting)[1])
        what = (happening.rank, [*happening.sets])
        found.append(_Meaning(*what, meeting is not None, held, test))
    return tuple(found)


def _without(frame: pl.DataFrame, applications: pl.Series) -> pl.DataFrame:
    return frame.filter(~pl.col(APP).is_in(applications.implode()))
