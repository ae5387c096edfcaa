"""One row of a tracker as events: dates from its columns, and what its status words add."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from interview_rules.calendars.regions import known_zone
from interview_rules.errors import CalendarError, Problem, StateError, kind_of, quoted
from interview_rules.events.event import NEEDS_DATE, NOT_ENCODABLE, ROUNDS
from interview_rules.imports.dates import ColumnOfDates, is_blank
from interview_rules.imports.dates import decide as decide_orders
from interview_rules.imports.result import Guess
from interview_rules.imports.statuses import tracker_words
from interview_rules.positions import FieldPath, Place, Position

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_rules.imports.dates import Order
    from interview_rules.imports.mapping import ColumnMapping, DateColumn, StatusColumn
    from interview_rules.imports.sheets import Row, Sheet
    from interview_rules.imports.statuses import Status

__all__ = ["ReadRow", "RowReader"]

_SEVERAL = re.compile(r"\s*(?:&|;|\n)\s*")
_MOST_EXPLAINED = 200
"""Maximum number of unknown words for which similar ones are looked up, which takes a while."""
_LONGEST_NAME = 200
_LONGEST_TEXT = 10_000
_OFFERS = ("informal-offer", "verbal-offer", "conditional-offer", "firm-offer", "written-offer")


@dataclass(slots=True)
class ReadRow:
    """What one row says. `key` identifies the application; None stands for this row alone."""

    place: Place
    key: str | None = None
    fields: dict[str, str] = field(default_factory=dict)
    events: list[dict[str, Any]] = field(default_factory=list)
    guesses: list[Guess] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    left_out: str = ""
    _known: set[tuple[Any, ...]] = field(default_factory=set)

    def __contains__(self, event: dict[str, Any]) -> bool:
        return _identity(event) in self._known

    @property
    def latest(self) -> date | None:
        """The latest moment of an event of this row."""
        moments = [moment for e in self.events if (moment := e["at"] or e["date"]) is not None]
        return max(moments, key=sortable, default=None)

    @property
    def happened(self) -> date | None:
        """The latest moment at which something happened, rather than a date that was named."""
        moments = [e["at"] for e in self.events if e["at"]]
        return max(moments, key=sortable, default=None)

    @property
    def answered(self) -> date | None:
        """The latest moment of an event other than the application itself."""
        moments = [e["at"] for e in self.events if e["at"] and e["event"] != "application-sent"]
        return max(moments, key=sortable, default=None)

    def names(self) -> set[str]:
        """Return the names of the events."""
        return {event["event"] for event in self.events}

    def add(self, event: str, moment: date) -> None:
        """Add an event at a moment; for an event about a date, the moment is that date."""
        dated = event in NEEDS_DATE or event == "interview-scheduled"
        at, on = (None, moment) if dated else (moment, None)
        self.include({"at": at, "event": event, "date": on})

    def arrange(self, kind: str) -> None:
        """Add a round that is known to be arranged, but not for when."""
        own = {} if kind == "interview" else {"kind": kind}
        self.include({"at": None, "event": "interview-scheduled", "date": None, **own})

    def include(self, event: dict[str, Any]) -> None:
        """Add an event unless it is known already."""
        if event not in self:
            self._known.add(_identity(event))
            self.events.append(event)

    def drop(self, event: str, at: date) -> None:
        """Remove an event of this moment, if there is one."""
        self.events = [e for e in self.events if (e["event"], e["at"]) != (event, at)]
        self._known = {_identity(e) for e in self.events}


def _identity(event: dict[str, Any]) -> tuple[Any, ...]:
    return event["event"], event["at"], event["date"], event.get("kind")


_KINDS = {"interview": "interview", "phone-screen": "phone-screen", "test-taken": "test"}
"""The kind of round for each event that is one."""


def sortable(moment: date) -> tuple[date, time]:
    """Return a key that orders dates and instants by the day and the hour on their own clocks."""
    if isinstance(moment, datetime):
        return moment.date(), moment.time()
    return moment, time()


class _Dated(NamedTuple):
    column: DateColumn
    at: int
    dates: ColumnOfDates


class _Stated(NamedTuple):
    column: StatusColumn
    at: int
    date: tuple[int, ColumnOfDates] | None
    closed: tuple[int, ColumnOfDates] | None


class RowReader:
    """Reads the rows of a sheet by a mapping. Raises StateError with all missing columns."""

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
            _Stated(column, at, self._moments(column.date), self._moments(column.closed))
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
        """Decide what ambiguous dates mean, and yield a guess for each column that has some."""
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

    def read(self, row: Row) -> ReadRow:
        """Read one row; its problems are noted in the result."""
        found = ReadRow(row.place)
        if row.problem:
            found.problems.append(Problem(row.place, row.problem))
            return found
        self._texts(row, found)
        for dated in self.dated:
            several = dated.column.event in ROUNDS
            for part in _parts(self._cell(row, dated.at), several=several):
                moment = self._moment(part, dated.at, dated.dates, found)
                if moment is not None:
                    found.add(dated.column.event, moment)
        statuses = [
            (stated, status)
            for stated in self.stated
            for status in self._statuses(self._cell(row, stated.at), stated.at, found)
        ]
        for stated, status in statuses:
            self._apply(stated, status, row, found)
        self._complete(found, [status for _, status in statuses])
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
                self._note(found, at, f"expected a text, not {kind_of(value)}")
                continue
            if name == "application":
                found.key = text[:1_000]
                continue
            wrong = _wrong_zone(text) if name == "timezone_column" else _wrong_name(text)
            if wrong is not None:
                self._note(found, at, *wrong)
            found.fields["timezone" if name == "timezone_column" else name] = text
        if not found.fields.keys() & {"company", "position"} and not found.problems:
            message = "there is no company and no position"
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
            self._note(found, at, f"expected a status, not {kind_of(value)}")
            return ()
        read = self.words.read(value)
        if read is None:
            self._note(found, at, *self._explained(value.strip()))
            return ()
        return read

    def _explained(self, word: str) -> tuple[str, str]:
        """Return why a status word is not understood; only some words get suggestions."""
        known = self.explained.get(word)
        if known is None:
            message, suggestions = "is not a known status", ""
            if len(self.explained) < _MOST_EXPLAINED:
                message, near = self.words.explain(word)
                suggestions = str(near)
            hint = suggestions or "give it a meaning under words"
            known = self.explained[word] = (f"{quoted(word)} {message}", hint)
        return known

    def _apply(self, stated: _Stated, status: Status, row: Row, found: ReadRow) -> None:
        """Add the events of a status that the row does not have already."""
        given = stated.date or (stated.closed if status.final else None)
        moment = None
        if given is not None:
            moment = self._moment(self._cell(row, given[0]), *given, found)
        for event in status.events:
            name = event
            if status.without_offer and not found.names() & {*_OFFERS}:
                name = status.without_offer
            if _has(found, name):
                continue
            if moment is None and name in _KINDS and found.answered is None:
                found.arrange(_KINDS[name])
                reason = f"the date of {quoted(name)} is not given; it is recorded without one"
                found.guesses.append(Guess(found.place, reason, event="interview-scheduled"))
                continue
            at = moment or found.happened or found.latest
            if at is None:
                continue
            if name == "rejection":
                # The reply of that moment is the rejection.
                found.drop("reply-received", at)
            found.add(name, at)
            if moment is None or name in ROUNDS:
                known = "the latest date of the row" if moment is None else "the date of the status"
                reason = f"the date of {quoted(name)} is not given; {known}, {at}, was taken"
                found.guesses.append(Guess(found.place, reason, event=name, at=at))

    def _complete(self, found: ReadRow, statuses: list[Status]) -> None:
        if found.events or found.problems:
            return
        if statuses and all(status.never_sent for status in statuses):
            found.left_out = f"the status is {statuses[0].name}, and there is no date"
            return
        columns = [self.sheet.header[at] for at in self.columns]
        message = "there is no date" if statuses else "there is no date and no status"
        hint = f"fill in {' or '.join(map(quoted, columns[:8]))}"
        found.problems.append(Problem(found.place, message, hint))


def _text_of(value: object) -> str | None:
    """Return a text, a whole number or an identifier as text; None for anything else."""
    if isinstance(value, float) and value.is_integer():
        # pandas makes such numbers of whole ones if a cell of the column is empty.
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, str | int | UUID):
        return None
    if isinstance(value, int) and abs(value) >= 10**20:
        return None
    return " ".join(str(value)[:_LONGEST_TEXT].split())


def _wrong_name(text: str) -> tuple[str, str] | None:
    if len(text) > _LONGEST_NAME:
        message = f"a name may have at most {_LONGEST_NAME} characters, this one has {len(text)}"
        return message, "shorten it"
    try:
        text.encode()
    except UnicodeEncodeError:
        return NOT_ENCODABLE
    return None


def _wrong_zone(text: str) -> tuple[str, str] | None:
    try:
        known_zone(text)
    except CalendarError as error:
        return error.problems[0].message, error.problems[0].hint
    return None


def _has(found: ReadRow, event: str) -> bool:
    """Return True if the row has an event that stands for this one."""
    names = found.names()
    if event in _KINDS:
        # A status says that there was some round; a column says which and when.
        return bool(names & {*ROUNDS})
    if event in _OFFERS:
        return bool(names & {*_OFFERS})
    return event in names


def _parts(value: object, *, several: bool) -> list[object]:
    """Return the dates in one cell; rounds may share a cell."""
    if several and isinstance(value, str) and len(value) < 500:
        return [part for part in _SEVERAL.split(value) if part] or [value]
    return [value]
