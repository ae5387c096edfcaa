"""A log of many applications as a table of facts: `facts_table`.

Every application is read and folded as a single call reads and folds it; there is no second
meaning of a log here. What comes out is what `advise_table` takes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, cast

import polars as pl

from interview_rules.calendars.calendar import NEVER, calendar_for
from interview_rules.calendars.moments import instant_of
from interview_rules.errors import CalendarError, Problem, StateError, kind_of, nearest, printable
from interview_rules.events.event import Event
from interview_rules.facts.vocabulary import FACTS, OFFSETS
from interview_rules.state.interview_state import InterviewState
from interview_rules.tables.columns import DAY
from interview_rules.tables.frames import Frame, grouped
from interview_rules.tables.regions import PLACE_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from interview_rules.calendars.calendar import Calendar
    from interview_rules.calendars.moments import Now
    from interview_rules.facts.vocabulary import Facts

__all__ = ["facts_table"]

_FIELDS = (*Event.model_fields, *PLACE_COLUMNS)
_MOMENTS = ("at", "date", "earliest", "end")
_MOST = 200
"""After how many problems the rest of a part is not read: they are usually all of one kind."""
_UTC = pl.Datetime("us", "UTC")


def facts_table(
    events: Frame,
    now: Now = None,
    *,
    application: str = "application",
    keep: Iterable[str] = (),
    timezone: str | None = None,
    country: str | None = None,
    subdivision: str | None = None,
) -> Frame:
    """What a log of many applications says at a moment: one row an application.

    `events` is a frame of any kind that `advise_table` takes, one row an event: `application` names
    the column that tells whose it is, the others are called like the fields of an event (`event`
    and `at` have to be there; dates may be dates, instants or texts as people write them).
    `timezone`, `country` and `subdivision` may be columns too, of which the first that is told counts
    for an application; the arguments are for those without. Times without a zone are read in the
    application's. A `now` without a zone is in `timezone`, or else in UTC.

    The result is a table of the same kind with the application, its place, and a column for every
    fact: flags, counts, choices, and for a moment its instants in UTC and, in a second column, its
    days (see `advise_table`, which has to be given the same `now`). Applications come in the order in which
    they first appear, where rows have one. `keep` names columns to carry along, of each the first
    value that is told for an application. Words on an advice (`advice-done`) are no facts.

    Raises StateError with what is wrong with the columns, or with the events, each told by its
    application and its place in it.
    """
    try:
        instant = instant_of(now, calendar_for(timezone or "UTC", country, subdivision))
    except CalendarError as error:
        raise StateError(error.problems) from None
    kept = tuple(dict.fromkeys((keep,) if isinstance(keep, str) else keep))
    default = {"timezone": timezone, "country": country, "subdivision": subdivision}
    folded = _Folded(application, kept, instant, default)
    made = grouped(events, application, folded, _MOMENTS)
    return cast("Frame", made)


@dataclass(frozen=True)
class _Folded:
    """What makes facts of a part of a log that has all events of its applications."""

    application: str
    keep: tuple[str, ...]
    now: int
    default: Mapping[str, str | None]

    def __call__(self, part: pl.DataFrame) -> pl.DataFrame:
        self._check(part)
        problems: list[Problem] = []
        rows: list[list[object]] = []
        for name, events in _applications(part, self.application):
            place = {column: self._place(column, events) for column in PLACE_COLUMNS}
            kept = [_first(events, column) for column in self.keep]
            try:
                state = InterviewState.from_events(
                    [_event(each, self.keep) for each in events],
                    **{column: value for column, value in place.items() if value is not None},
                )
            except StateError as error:
                where = f"{self.application} {printable(str(name))}"
                problems += [
                    Problem(f"{where}: {each.where}", each.message, each.hint)
                    for each in error.problems
                ]
                if len(problems) > _MOST:
                    break
                continue
            places = [state.calendar.zone, state.calendar.country, state.calendar.subdivision]
            rows.append([name, *kept, *places, *_values(state.facts_at(self.now), state.calendar)])
        if problems:
            raise StateError(problems)
        own = (self.application, *self.keep)
        schema = {**{column: part.schema[column] for column in own}, **_SCHEMA}
        return pl.DataFrame(rows, schema=schema, orient="row")

    def _check(self, part: pl.DataFrame) -> None:
        known = (*_FIELDS, self.application, *self.keep)
        problems = [
            Problem(
                name, "the log needs this column", "application names the column of applications"
            )
            for name in (self.application, "event", "at", *self.keep)
            if name not in part.columns
        ]
        problems += [
            Problem(printable(name), "the result has a column of this name", "rename it")
            for name in (self.application, *self.keep)
            if name in _SCHEMA or name in Event.model_fields
        ]
        problems += [
            Problem(
                printable(name),
                "events have no such field",
                nearest(name, known) or "name it in keep to carry it along",
            )
            for name in part.columns
            if name not in known
        ]
        if not problems and part[self.application].null_count():
            hint = "every event belongs to an application"
            problems.append(Problem(self.application, "some rows tell no application", hint))
        if problems:
            raise StateError(problems)

    def _place(self, column: str, events: list[dict[str, Any]]) -> str | None:
        found = _first(events, column)
        found = self.default[column] if found is None else found
        return found if found is None or isinstance(found, str) else kind_of(found)


def _applications(part: pl.DataFrame, column: str) -> Iterator[tuple[Any, list[dict[str, Any]]]]:
    """Each application with its events, in the order in which they appear."""
    found: dict[Any, list[dict[str, Any]]] = {}
    for row in part.iter_rows(named=True):
        found.setdefault(row.pop(column), []).append(row)
    return iter(found.items())


def _first(events: list[dict[str, Any]], column: str) -> Any:
    """The first value that is told in a column."""
    return next((told for event in events if (told := event.get(column)) is not None), None)


def _event(row: Mapping[str, Any], keep: tuple[str, ...]) -> dict[str, Any]:
    """A row as an event: what is null is left out, except that nobody noted when."""
    told = {
        name: value
        for name, value in row.items()
        if name not in PLACE_COLUMNS and name not in keep and (value is not None or name == "at")
    }
    people = told.get("interviewers")
    if isinstance(people, str):
        told["interviewers"] = [each.strip() for each in people.split(",") if each.strip()]
    return told


def _schema() -> dict[str, Any]:
    found: dict[str, Any] = dict.fromkeys(PLACE_COLUMNS, pl.String)
    for fact in FACTS.values():
        if fact.type == "moment":
            found[fact.name] = _UTC
            found[f"{fact.name}{DAY}"] = pl.Date
        else:
            types = {"flag": pl.Boolean, "count": pl.Int32, "choice": pl.String}
            found[fact.name] = types[fact.type]
    return found


_SCHEMA = _schema()


def _values(facts: Facts, calendar: Calendar) -> Iterator[object]:
    """The columns of folded facts, in the order of the schema."""
    for fact in FACTS.values():
        place = OFFSETS[fact.name]
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
            # A day, which begins when it ends if the place skipped it.
            yield from (None, date.fromordinal(facts[place + 2]))
