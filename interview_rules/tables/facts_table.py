"""`facts_table`: an event log of many applications as a table of facts.

Applications are folded in columns, many at once, and those that need it one by one. `advise_table`
accepts the result if its `keep` names the column of the application and the kept columns.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, cast

import polars as pl

from interview_rules.calendars.calendar import calendar_for
from interview_rules.calendars.moments import instant_of
from interview_rules.errors import CalendarError, Problem, StateError, nearest, printable
from interview_rules.packs.loading import pack_of
from interview_rules.tables.folding.events import APP, MOMENTS, read_events
from interview_rules.tables.folding.fact_columns import columns_of, types_of
from interview_rules.tables.folding.facts import fold_events
from interview_rules.tables.folding.moments import PLACE
from interview_rules.tables.folding.places import places_of
from interview_rules.tables.folding.singly import OF_EVENTS, Single, problems_of
from interview_rules.tables.frames import Frame, grouped
from interview_rules.tables.regions import PLACE_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from interview_rules.calendars.moments import Now
    from interview_rules.packs.loading import Rules
    from interview_rules.tables.folding.places import PlacesOfApplications

__all__ = ["facts_table"]

_FIELDS = (*OF_EVENTS, *PLACE_COLUMNS)
ROWS = 200_000
"""Number of events in a batch, at least, unless it is the last one."""
_MOST = 200
"""Number of problems beyond which reading stops; further problems are usually of the same kind."""


def facts_table(
    events: Frame,
    now: Now = None,
    *,
    rules: Rules = None,
    application: str = "application",
    keep: Iterable[str] = (),
    timezone: str | None = None,
    country: str | None = None,
    subdivision: str | None = None,
) -> Frame:
    """Return the facts of many applications at one moment, with one row per application.

    `events` is a frame of any kind that `advise_table` accepts, with one row per event.
    `application` names the column that identifies the application; the other columns are named
    after the fields of an event. `event` and `at` are required. Moments may be dates, instants or
    text, and `interviewers` may be names separated by commas. `timezone`, `country` and
    `subdivision` may also be columns; the first value of an application that is not null is used,
    and the arguments are the defaults. Times without a zone are in the zone of the application.
    `now` is as for `advise`; without a zone, it is in `timezone`, by default UTC.

    The result is a table of the same kind with the application, the kept columns, its place, and
    the columns of every fact. A moment has a column of instants in UTC and one of days, of which at
    most one has a value; a moment with an end counts as a day. `rules` are as for `advise`, but by
    default there are none; the facts that a pack declares have columns too, with the values that
    its events set. To pass the table to `advise_table`, use the same `now` and `rules`, and name
    the application and the kept columns in the `keep` of that call. Applications are in the order
    of their first rows if rows are ordered. `keep` names columns to copy; the first value that is
    not null is copied. Events about advice, such as `advice-done`, do not become facts.

    Raises StateError for an invalid place or `now`, and with the problems of the columns or, if
    there are none, those of the events, located by application and event number (from 0). For a
    lazy Polars frame or a PySpark frame, problems with values appear only when the result is
    computed. Raises PackError for invalid rules.
    """
    pack = None if rules is None else pack_of(rules)
    try:
        instant = instant_of(now, calendar_for(timezone or "UTC", country, subdivision))
    except CalendarError as error:
        raise StateError(error.problems) from None
    named = (keep,) if isinstance(keep, str) else keep
    kept = tuple(name for name in dict.fromkeys(named) if name != application)
    default = {"timezone": timezone, "country": country, "subdivision": subdivision}
    folded = _Folded(application, kept, default, Single(instant, pack))
    made = grouped(events, application, folded, MOMENTS)
    return cast("Frame", made)


@dataclass(frozen=True)
class _Folded:
    """Computes the facts of some applications from all of their events."""

    application: str
    keep: tuple[str, ...]
    default: Mapping[str, str | None]
    single: Single

    def __call__(self, part: pl.DataFrame) -> pl.DataFrame:
        self._check(part)
        problems: list[Problem] = []
        made: list[pl.DataFrame] = []
        for events in _batches(part, self.application):
            made.append(self._folded(events, problems))
            if len(problems) > _MOST:
                break
        if problems:
            raise StateError(problems)
        return pl.concat(made, rechunk=False) if made else self._nothing(part)

    def _nothing(self, part: pl.DataFrame) -> pl.DataFrame:
        """Return the facts of no application."""
        named = part.select(self.application, *self.keep).clear()
        places = pl.DataFrame(schema=dict.fromkeys(PLACE_COLUMNS, pl.String))
        return pl.concat([named, places, columns_of(self.single.facts, {}, 0)], how="horizontal")

    def _folded(self, events: pl.DataFrame, problems: list[Problem]) -> pl.DataFrame:
        """Return the facts of applications, whose numbers in `APP` are 0 and following.

        Problems are added to a list; if there are any, the result does not count.
        """
        copied = pl.col(self.application, *self.keep).drop_nulls().first()
        named = events.group_by(APP).agg(copied).sort(APP).drop(APP)
        places = places_of(events, self.default)
        events = events.with_columns(places.numbers.gather(events[APP]).alias(PLACE))
        fields = [name for name in OF_EVENTS if name in events.columns]
        read = read_events(events.select(APP, PLACE, *fields), places.calendars)
        folded = fold_events(read, self.single.now, places.calendars)
        columns = columns_of(self.single.facts, folded.facts, named.height)
        hard = events.filter(pl.col(APP).is_in(folded.hard.implode()))
        if not hard.is_empty():
            rows = self._singly(hard, places, problems)
            columns = columns.select(
                each.scatter(rows[APP], rows[each.name]) for each in columns.iter_columns()
            )
        return pl.concat([named, places.columns[places.numbers], columns], how="horizontal")

    def _singly(
        self, events: pl.DataFrame, places: PlacesOfApplications, problems: list[Problem]
    ) -> pl.DataFrame:
        """Return the columns of facts of applications that are folded one by one."""
        rows: list[list[object]] = []
        for number, each in groupby(events.iter_rows(named=True), itemgetter(APP)):
            of_one = [*each]
            try:
                values = self.single.values(of_one, places.fields[of_one[0][PLACE]])
            except StateError as error:
                name = printable(str(of_one[0][self.application]))
                problems += problems_of(error, f"{self.application} {name}")
                if len(problems) > _MOST:
                    break
            else:
                rows.append([number, *values])
        schema = {APP: events.schema[APP], **types_of(self.single.facts)}
        return pl.DataFrame(rows, schema=schema, orient="row")

    def _check(self, part: pl.DataFrame) -> None:
        known = (*_FIELDS, self.application, *self.keep)
        taken = {*_FIELDS, *types_of(self.single.facts)}
        problems = [
            Problem(
                name,
                "this column is missing",
                "add it, or leave it out of keep"
                if name in self.keep
                else "add it, or name another column in application"
                if name == self.application
                else "add it",
                "missing-field",
            )
            for name in (self.application, "event", "at", *self.keep)
            if name not in part.columns
        ]
        problems += [
            Problem(
                printable(name),
                "this name is taken by a column of the result or a field of an event",
                "rename the column",
                "name-taken",
            )
            for name in (self.application, *self.keep)
            if name in taken
        ]
        problems += [
            Problem(
                printable(name),
                "unknown field of an event",
                nearest(name, known) or "name it in keep to copy it to the result",
                "unknown-field",
            )
            for name in part.columns
            if name not in known
        ]
        if not problems and (count := part[self.application].null_count()):
            message = f"{count:,} rows have" if count > 1 else "a row has"
            message += " no application"
            hint = "give every event an application"
            problems.append(Problem(self.application, message, hint, "missing-field"))
        if problems:
            raise StateError(problems)


def _batches(part: pl.DataFrame, column: str) -> Iterator[pl.DataFrame]:
    """Yield the events of some applications each, with their numbers from 0 on in `APP`.

    Applications, and the events of each, are in order of appearance.
    """
    names = part.select(column).unique(maintain_order=True).with_row_index(APP)
    numbers = part.select(column).join(names, on=column, how="left", maintain_order="left")[APP]
    order = None
    if not numbers.is_sorted():
        order = numbers.to_frame().with_row_index("row").sort(APP, maintain_order=True)["row"]
        numbers = numbers.gather(order)
    ends = numbers.to_frame().group_by(APP, maintain_order=True).len()["len"].cum_sum().to_list()
    start = first = 0
    for number, end in enumerate(ends, 1):
        if end - start >= ROWS or number == len(ends):
            rows = part[start:end] if order is None else part[order[start:end]]
            yield rows.with_columns((numbers[start:end] - first).alias(APP))
            start, first = end, number
