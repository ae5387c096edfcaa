"""The places of applications in a table of events, and their calendars."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import polars as pl

from interview_rules.errors import StateError
from interview_rules.state.interview_state import InterviewState
from interview_rules.tables.folding.events import APP
from interview_rules.tables.folding.moments import PLACE
from interview_rules.tables.regions import PLACE_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from interview_rules.calendars.calendar import Calendar

__all__ = ["PlacesOfApplications", "places_of"]


class PlacesOfApplications(NamedTuple):
    """The places of applications, each of which has a number.

    `numbers` has the number for each application, by its own number. For each place, `fields` has
    the fields of a state, `calendars` the calendar, or None if the place is invalid, and `columns`
    what the result says of it.
    """

    numbers: pl.Series
    fields: list[dict[str, Any]]
    calendars: list[Calendar | None]
    columns: pl.DataFrame


def places_of(events: pl.DataFrame, default: Mapping[str, str | None]) -> PlacesOfApplications:
    """Return the places that events give to their applications, whose numbers are in `APP`.

    The first value that is not null counts, or else that in `default`, whose subdivision applies
    only in its country.
    """
    names = [name for name in PLACE_COLUMNS if name in events.columns]
    told = events.group_by(APP).agg(pl.col(name).drop_nulls().first() for name in names).sort(APP)
    distinct = told.select(names).unique() if names else pl.DataFrame({"": [None]})
    if names:
        numbered = distinct.with_row_index(PLACE)
        told = told.join(numbered, on=names, how="left", nulls_equal=True, maintain_order="left")
    else:
        told = told.with_columns(pl.lit(0, pl.UInt32).alias(PLACE))
    fields = [_fields(row, default) for row in distinct.iter_rows(named=True)]
    calendars = [_calendar(each) for each in fields]
    places = [(None,) * 3 if c is None else (c.zone, c.country, c.subdivision) for c in calendars]
    columns = pl.DataFrame(places, schema=dict.fromkeys(PLACE_COLUMNS, pl.String), orient="row")
    return PlacesOfApplications(told[PLACE], fields, calendars, columns)


def _fields(told: Mapping[str, Any], default: Mapping[str, str | None]) -> dict[str, Any]:
    """Return a place as fields of a state, without those that are unknown."""
    found = {
        name: default[name] if told.get(name) is None else told[name] for name in PLACE_COLUMNS
    }
    if found["country"] != default["country"]:
        found["subdivision"] = told.get("subdivision")
    return {name: value for name, value in found.items() if value is not None}


def _calendar(fields: Mapping[str, Any]) -> Calendar | None:
    try:
        return InterviewState.from_events((), **fields).calendar
    except StateError:
        return None
