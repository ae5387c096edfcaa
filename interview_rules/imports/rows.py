"""Reading of the rows of a tracker: the events in the date columns, and the statuses."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from interview_rules.calendars.regions import known_zone
from interview_rules.errors import CalendarError, Problem, StateError, quoted, shown
from interview_rules.events.effects import OFFER_LEVELS
from interview_rules.events.event import LONGEST_NAME, NEEDS_DATE, ROUNDS, not_encodable
from interview_rules.imports.dates import ColumnOfDates, is_blank
from interview_rules.imports.dates import decide as decide_orders
from interview_rules.imports.result import Guess
from interview_rules.imports.statuses import tracker_words
from interview_rules.positions import FieldPath, Place, Position

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_rules.imports.dates import Order
    from interview_rules.imports.mapping import ColumnMapping, DateColumn
    from interview_rules.imports.sheets import Row, Sheet
    from interview_rules.imports.statuses import Status

__all__ = [
    "ReadRow",
    "RowReader",
    "Stated",
    "day_of",
    "event_at",
    "kind_of_event",
    "moment_of",
    "sortable",
]

_SEVERAL = re.compile(r"\s*(?:&|;|\n)\s*")
_MOST_EXPLAINED = 200
"""Maximum number of unknown words that get suggestions, because similar words are slow to find."""
_LONGEST_KEY = 1_000
_OFFERS = frozenset(f"{level}-offer" for level in OFFER_LEVELS)


class Stated(NamedTuple):
    """A status in a row, and its moment, or None if no column gives it."""

    status: Status
    moment: date | None


@dataclass(slots=True)
class ReadRow:
    """The content of one row.

    `number` counts the rows of an import from 1. `key` identifies the application; with None, the
    row is an application of its own. `undated` is the problem that the row gets if no date
    yields an event of its application. `left_out` is the reason for leaving the row out, if any.
    """

    place: Place
    number: int = 0
    key: str | None = None
    fields: dict[str, str] = field(default_factory=dict)
    events: list[dict[str, Any]] = field(default_factory=list)
    stated: list[Stated] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    undated: Problem | None = None
    left_out: str = ""

    def kinds(self) -> set[str]:
        """Return the kinds of events for which the date columns of this row have dates."""
        return {kind_of_event(event["event"]) for event in self.events}

    def expected(self) -> set[tuple[Any, ...]]:
        """Return a key for each event that this row may add to its application."""
        found: set[tuple[Any, ...]] = {(e["event"], e["at"], e["date"]) for e in self.events}
        known = self.kinds()
        for status, moment in self.stated:
            names = {name for name in status.events if kind_of_event(name) not in known}
            found |= {(name, moment, None) for name in names}
        return found


def event_at(event: str, moment: date) -> dict[str, Any]:
    """Return an event at a moment; if it states or arranges a date, the moment is its `date`."""
    dated = event in NEEDS_DATE or event == "interview-scheduled"
    at, on = (None, moment) if dated else (moment, None)
    return {"at": at, "event": event, "date": on}


def moment_of(event: dict[str, Any]) -> date | None:
    """Return the moment of an event or, if it has none, the date that it names, or else None."""
    moment: date | None = event["at"] or event["date"]
    return moment


def kind_of_event(event: str) -> str:
    """Return the kind of an event: `round`, `offer` (any level), or the event's own name."""
    if event in ROUNDS:
        return "round"
    return "offer" if event in _OFFERS else event


def day_of(moment: date) -> date:
    """Return the day of a moment, in its own time zone."""
    return moment.date() if isinstance(moment, datetime) else moment


def sortable(moment: date) -> tuple[date, time]:
    """Return a sort key: day and time of day in the moment's own zone; a date means midnight."""
    return day_of(moment), moment.time() if isinstance(moment, datetime) else time()


class _Dated(NamedTuple):
    column: DateColumn
    at: int
    dates: ColumnOfDates


class _StatedAt(NamedTuple):
    at: int
    date: tuple[int, ColumnOfDates] | None
    closed: tuple[int, ColumnOfDates] | None


class RowReader:
    """Reads the rows of a sheet with a mapping.

    Raises StateError with all columns that are missing or whose names occur several times.
    """

    def __init__(self, sheet: Sheet, mapping: ColumnMapping) -> None:
        self.sheet = sheet
        self.mapping = mapping
        self.words = tracker_words().with_words(mapping.words)
        self.columns: dict[int, ColumnOfDates] = {}
        self.explained: dict[str, tuple[str, str]] = {}
        self._problems: list[Problem] = []
        self.texts = {
            name: self._find(getattr(mapping, name), optional=False)
            for name in ("company", "position", "application", "timezone_column")
        }
        self.dated = [
            _Dated(column, at, self._dates(at))
            for column in mapping.dates
            if (at := self._find(column.column, optional=column.optional)) is not None
        ]
        self.stated = [
            _StatedAt(at, self._moments(column.date), self._moments(column.closed))
            for column in mapping.statuses
            if (at := self._find(column.column, optional=column.optional)) is not None
        ]
        if self._problems:
            raise StateError(dict.fromkeys(self._problems))

    def _find(self, names: tuple[str, ...] | None, *, optional: bool) -> int | None:
        if names is None:
            return None
        try:
            found = self.sheet.find(names)
        except StateError as error:
            self._problems += error.problems
            return None
        if found is None and not optional:
            self._problems.append(self.sheet.missing(names))
        return found

    def _dates(self, at: int) -> ColumnOfDates:
        name = self.sheet.header[at]
        return self.columns.setdefault(at, ColumnOfDates(name, self.mapping.formats))

    def _moments(self, names: tuple[str, ...] | None) -> tuple[int, ColumnOfDates] | None:
        at = self._find(names, optional=False)
        return None if at is None else (at, self._dates(at))

    def decide(self) -> Iterator[Guess]:
        """Decide how to read ambiguous dates, and yield a guess for each column that has some.

        A column with evidence for both orders stays undecided, so `read` rejects its ambiguous
        dates. Exhaust the iterator before calling `read`: nothing is decided until then.
        """
        rounds = {each.at for each in self.dated if each.column.event in ROUNDS}
        for row in self.sheet.rows:
            for at, column in self.columns.items():
                for part in _parts(self._cell(row, at), several=at in rounds):
                    column.add(part)
        default: Order = "month-first" if self.mapping.country == "US" else "day-first"
        for name, reason in decide_orders(self.columns.values(), default):
            yield Guess(self.sheet.place, f"column {quoted(name)}: {reason}")

    @staticmethod
    def _cell(row: Row, at: int) -> object:
        return row.cells[at] if at < len(row.cells) else None

    def read(self, row: Row, number: int = 0) -> ReadRow:
        """Read one row; its problems are noted in the result."""
        found = ReadRow(row.place, number)
        if row.problem:
            found.problems.append(Problem(row.place, row.problem, row.hint))
            return found
        self._texts(row, found)
        for dated in self.dated:
            several = dated.column.event in ROUNDS
            for part in _parts(self._cell(row, dated.at), several=several):
                moment = self._moment(part, dated.at, dated.dates, found)
                if moment is not None:
                    found.events.append(event_at(dated.column.event, moment))
        for column in self.stated:
            for status in self._statuses(self._cell(row, column.at), column.at, found):
                moment = None
                for given in (column.date, column.closed if status.final else None):
                    if moment is None and given is not None:
                        moment = self._moment(self._cell(row, given[0]), *given, found)
                found.stated.append(Stated(status, moment))
        self._complete(found)
        return found

    def _note(self, found: ReadRow, at: int, message: str, hint: object = "") -> None:
        title = self.sheet.header[at]
        if isinstance(found.place, Position):
            problem = Problem(found.place, f"column {quoted(title)}: {message}", str(hint))
        else:
            problem = Problem(FieldPath(*found.place, title), message, str(hint))
        found.problems.append(problem)

    def _texts(self, row: Row, found: ReadRow) -> None:
        for name, at in self.texts.items():
            value = None if at is None else self._cell(row, at)
            if at is None or is_blank(value):
                continue
            text = _text_of(value)
            if text is None:
                self._note(found, at, f"expected text, not {shown(value)}", "pass it as text")
                continue
            wrong = _WRONG.get(name, _wrong_name)(text)
            if wrong is not None:
                self._note(found, at, *wrong)
            if name == "application":
                found.key = text
                if len(text) <= LONGEST_NAME:
                    found.fields["id"] = text
            else:
                found.fields["timezone" if name == "timezone_column" else name] = text
        if not found.fields.keys() & {"company", "position"} and not found.problems:
            message = "neither a company nor a position is given"
            found.problems.append(Problem(found.place, message, "fill in one of them"))

    def _moment(self, value: object, at: int, dates: ColumnOfDates, found: ReadRow) -> date | None:
        moment, problem, hint = dates.read(value)
        if problem:
            self._note(found, at, problem, hint)
        return moment

    def _statuses(self, value: object, at: int, found: ReadRow) -> tuple[Status, ...]:
        if is_blank(value):
            return ()
        if not isinstance(value, str):
            self._note(found, at, f"expected a status, not {shown(value)}", "pass it as text")
            return ()
        read = self.words.read(value)
        if read is None:
            self._note(found, at, *self._explained(value.strip()))
            return ()
        return read

    def _explained(self, word: str) -> tuple[str, str]:
        """Return the message and the hint for an unknown status word."""
        known = self.explained.get(word)
        if known is None:
            message, suggestions = "is not a known status", ""
            if len(self.explained) < _MOST_EXPLAINED:
                message, near = self.words.explain(word)
                suggestions = str(near)
            hint = suggestions or "give it a meaning under words: in the mapping"
            known = self.explained[word] = (f"{quoted(word)} {message}", hint)
        return known

    def _complete(self, found: ReadRow) -> None:
        if found.events or found.problems:
            return
        columns = [self.sheet.header[at] for at in self.columns]
        message = "no date is given" if found.stated else "neither a date nor a status is given"
        dated = [each.status.name for each in found.stated if each.moment is not None]
        if dated:
            message = f"the status is {dated[0]}, which does not say what happened on its date"
        several = " or ".join(map(quoted, columns[:8]))
        hint = f"fill in {several}" if several else "add one of the columns with dates"
        found.undated = Problem(found.place, message, hint)
        if not found.stated:
            found.problems.append(found.undated)


def _text_of(value: object) -> str | None:
    """Return a text, a UUID or a whole number of up to 20 digits as text, or else None."""
    if isinstance(value, bool) or not isinstance(value, str | int | UUID):
        return None
    if isinstance(value, int) and abs(value) >= 10**20:
        return None
    return " ".join(str(value).split())


def _wrong_name(text: str) -> tuple[str, str] | None:
    return _wrong_text(text, "a name", LONGEST_NAME)


def _wrong_key(text: str) -> tuple[str, str] | None:
    return _wrong_text(text, "an identifier", _LONGEST_KEY)


def _wrong_text(text: str, what: str, longest: int) -> tuple[str, str] | None:
    if len(text) > longest:
        message = f"{what} may have at most {longest:,} characters, but this one has {len(text):,}"
        return message, "shorten it"
    return not_encodable(text)


def _wrong_zone(text: str) -> tuple[str, str] | None:
    if len(text) > LONGEST_NAME:
        return _wrong_name(text)
    try:
        known_zone(text)
    except CalendarError as error:
        return error.problems[0].message, error.problems[0].hint
    return None


_WRONG = {"application": _wrong_key, "timezone_column": _wrong_zone}


def _parts(value: object, *, several: bool) -> list[object]:
    """Return the dates in one cell; with `several`, as for rounds, possibly more than one."""
    if several and isinstance(value, str) and len(value) < 500:
        return [part for part in _SEVERAL.split(value) if part] or [value]
    return [value]
