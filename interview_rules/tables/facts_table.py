"""`facts_table`: an event log of many applications as a table of facts.

Each application is read with the same code as a single log. `advise_table` accepts the result if
its `keep` names the column of the application and the kept columns.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, cast

import polars as pl

from interview_rules.calendars.calendar import NEVER, calendar_for
from interview_rules.calendars.moments import instant_of
from interview_rules.errors import CalendarError, Problem, StateError, nearest, printable
from interview_rules.evaluation.own_facts import own_facts, with_changes
from interview_rules.evaluation.unknown_names import unknown_names
from interview_rules.events.event import Event
from interview_rules.facts.place import is_of_place
from interview_rules.facts.vocabulary import FACTS
from interview_rules.packs.loading import pack_of
from interview_rules.state.interview_state import InterviewState
from interview_rules.tables.columns import DAY
from interview_rules.tables.frames import Frame, grouped
from interview_rules.tables.regions import PLACE_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from interview_rules.calendars.calendar import Calendar
    from interview_rules.calendars.moments import Now
    from interview_rules.facts.vocabulary import Fact, Facts
    from interview_rules.packs.loading import Rules
    from interview_rules.packs.model import RulePack

__all__ = ["facts_table"]

_OF_EVENTS = tuple(name for name in Event.model_fields if name not in {"id", "meta"})
"""The fields of an event that columns can hold. A column `id` is not read as the id of an event,
because it more often identifies the application."""
_FIELDS = (*_OF_EVENTS, *PLACE_COLUMNS)
_MOMENTS = ("at", "date", "earliest", "end")
_MOST = 200
"""Number of problems beyond which reading stops; further problems are usually of the same kind."""
_UTC = pl.Datetime("us", "UTC")
_HINTS = {"no-holidays": "correct the date, or leave out the country"}
"""Hints that replace those for a state, by the code of the problem. A table has no free days."""


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
    kept = tuple(dict.fromkeys((keep,) if isinstance(keep, str) else keep))
    default = {"timezone": timezone, "country": country, "subdivision": subdivision}
    folded = _Folded(application, kept, instant, default, pack)
    made = grouped(events, application, folded, _MOMENTS)
    return cast("Frame", made)


@dataclass(frozen=True)
class _Folded:
    """Computes the facts of some applications from all of their events."""

    application: str
    keep: tuple[str, ...]
    now: int
    default: Mapping[str, str | None]
    pack: RulePack | None

    def __call__(self, part: pl.DataFrame) -> pl.DataFrame:
        self._check(part)
        problems: list[Problem] = []
        rows: list[list[object]] = []
        for name, events in _applications(part, self.application):
            place = {column: self._place(column, events) for column in PLACE_COLUMNS}
            if place["country"] != self.default["country"]:
                place["subdivision"] = _first(events, "subdivision")
            kept = [_first(events, column) for column in self.keep]
            try:
                state = InterviewState.from_events(
                    [_event(each, self.keep) for each in events],
                    **{column: value for column, value in place.items() if value is not None},
                )
                values = [*self._values(state)]
            except StateError as error:
                where = f"{self.application} {printable(str(name))}"
                problems += [
                    Problem(
                        f"{where}: {each.where}", each.message, _HINTS.get(each.code, each.hint)
                    )
                    for each in error.problems
                ]
                if len(problems) > _MOST:
                    break
                continue
            places = [state.calendar.zone, state.calendar.country, state.calendar.subdivision]
            rows.append([name, *kept, *places, *values])
        if problems:
            raise StateError(problems)
        own = (self.application, *self.keep)
        of_pack = _columns(self._of_pack())
        schema = {**{column: part.schema[column] for column in own}, **_SCHEMA, **of_pack}
        return pl.DataFrame(rows, schema=schema, orient="row")

    def _values(self, state: InterviewState) -> Iterator[object]:
        """Yield the values of the fact columns of one application, in the order of the schema.

        Raises StateError for events that the pack does not know.
        """
        yield from _values(FACTS.values(), state.facts_at(self.now), state.calendar)
        events = state.timeline.of_pack
        if self.pack is None:
            return
        if events and (unknown := unknown_names(self.pack, state)):
            raise StateError(unknown)
        own = with_changes(own_facts(self.pack, state), self.pack, events)
        of_pack = self._of_pack()
        width = sum(fact.width for fact in of_pack)
        # The facts about the place come last.
        yield from _values(of_pack, own.at(self.now)[1][:width], state.calendar)

    def _of_pack(self) -> list[Fact]:
        """Return the facts of the pack, without those on the place, which have columns already."""
        facts = () if self.pack is None else self.pack.facts.values()
        return [fact for fact in facts if not is_of_place(fact)]

    def _check(self, part: pl.DataFrame) -> None:
        known = (*_FIELDS, self.application, *self.keep)
        problems = [
            Problem(
                name,
                "this column is missing",
                "add it, or leave it out of keep"
                if name in self.keep
                else "add it, or name another column in application"
                if name == self.application
                else "add it",
            )
            for name in (self.application, "event", "at", *self.keep)
            if name not in part.columns
        ]
        problems += [
            Problem(
                printable(name),
                "this name is taken by a column of the result or a field of an event",
                "rename the column",
            )
            for name in (self.application, *self.keep)
            if name in _SCHEMA or name in _OF_EVENTS or name in _columns(self._of_pack())
        ]
        problems += [
            Problem(
                printable(name),
                "unknown field of an event",
                nearest(name, known) or "name it in keep to copy it to the result",
            )
            for name in part.columns
            if name not in known
        ]
        if not problems and (count := part[self.application].null_count()):
            message = f"{count:,} rows have" if count > 1 else "a row has"
            hint = "give every event an application"
            problems.append(Problem(self.application, f"{message} no application", hint))
        if problems:
            raise StateError(problems)

    def _place(self, column: str, events: list[dict[str, Any]]) -> Any:
        found = _first(events, column)
        return self.default[column] if found is None else found


def _applications(part: pl.DataFrame, column: str) -> Iterator[tuple[Any, list[dict[str, Any]]]]:
    """Yield each application with its events, in order of appearance."""
    found: dict[Any, list[dict[str, Any]]] = {}
    for row in part.iter_rows(named=True):
        found.setdefault(row.pop(column), []).append(row)
    return iter(found.items())


def _first(events: list[dict[str, Any]], column: str) -> Any:
    """Return the first value of a column that is not null, or None."""
    return next((value for event in events if (value := event.get(column)) is not None), None)


def _event(row: Mapping[str, Any], keep: tuple[str, ...]) -> dict[str, Any]:
    """Return a row as the fields of an event, without nulls.

    A null in `at` is kept: it means that the moment was not recorded.
    """
    fields = {
        name: value
        for name, value in row.items()
        if name not in PLACE_COLUMNS and name not in keep and (value is not None or name == "at")
    }
    people = fields.get("interviewers")
    if isinstance(people, str):
        fields["interviewers"] = [each.strip() for each in people.split(",") if each.strip()]
    return fields


def _columns(facts: Iterable[Fact]) -> dict[str, Any]:
    """Return the columns of facts with their types: two columns for a moment."""
    found: dict[str, Any] = {}
    for fact in facts:
        if fact.type == "moment":
            found[fact.name] = _UTC
            found[f"{fact.name}{DAY}"] = pl.Date
        else:
            types = {"flag": pl.Boolean, "count": pl.Int32, "choice": pl.String}
            found[fact.name] = types[fact.type]
    return found


_SCHEMA = {**dict.fromkeys(PLACE_COLUMNS, pl.String), **_columns(FACTS.values())}


def _values(kinds: Iterable[Fact], facts: Facts, calendar: Calendar) -> Iterator[object]:
    """Yield the values of the columns of facts; `facts` ends with the folded values of them all."""
    place = len(facts) - sum(fact.width for fact in kinds)
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
        place += fact.width
