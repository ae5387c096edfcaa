"""`Importer`: reads the rows of a tracker as a job search, with a mapping of its columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from inspect import isroutine
from typing import TYPE_CHECKING, Any

from interview_rules.errors import Problem, StateError, quoted, shown
from interview_rules.events.event import LONGEST_NAME
from interview_rules.imports.application import Application
from interview_rules.imports.mapping import PLACE, read_mapping
from interview_rules.imports.result import Guess, Imported, LeftOut, RejectedRow, Summary
from interview_rules.imports.rows import RowReader, sortable
from interview_rules.imports.sheets import MOST_ROWS, Sheet, read_csv, read_csv_file, read_rows
from interview_rules.positions import FieldPath, Position
from interview_rules.state.interview_state import InterviewState
from interview_rules.state.job_search import JobSearch
from interview_rules.state.problems import MOST_APPLICATIONS

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from interview_rules.imports.mapping import ColumnMapping
    from interview_rules.imports.rows import ReadRow

__all__ = ["Importer"]


class Importer:
    """Reads rows of a tracker as a job search.

    `mapping` is the name of a preset, a `ColumnMapping`, a dict with its fields, or the path of a
    YAML file with them. `timezone`, `country` and `subdivision` replace those of the mapping;
    a `country` without a `subdivision` replaces both. Raises StateError for an unknown preset, and
    with all problems of an invalid mapping.
    """

    def __init__(
        self,
        mapping: ColumnMapping | Mapping[str, Any] | str | Path,
        *,
        timezone: str | None = None,
        country: str | None = None,
        subdivision: str | None = None,
    ) -> None:
        read = read_mapping(mapping)
        given = {"timezone": timezone, "country": country, "subdivision": subdivision}
        changes = {name: value for name, value in given.items() if value is not None}
        if changes:
            fields = read.model_dump(exclude_unset=True)
            if country is not None:
                fields.pop("subdivision", None)
            read = read_mapping({**fields, **changes})
        self.mapping = read

    def read(
        self, rows: object, *, progress: Callable[[int, int], object] | None = None
    ) -> Imported:
        """Read rows: an iterable of dicts or of database rows with `keys()`, or a frame.

        A frame of pandas, Polars or another library needs the extra `tables`. `progress` is called
        after every 100 rows and at the end, with the number of rows read so far and the total.
        Invalid rows are listed in the result and do not affect the others. Raises StateError if
        there are no rows, if there are too many rows or columns, or if columns are missing or occur
        more than once, and MissingExtraError for a frame without the extra.
        """
        if isinstance(rows, str | bytes | Mapping | int | float | None):
            message = f"expected a list of dicts or a frame, not {shown(rows)}"
            text = isinstance(rows, str | bytes)
            hint = "use read_csv or read_csv_file for CSV" if text else "pass [{...}, ...]"
            raise StateError([Problem("rows", message, hint)])
        if _has_columns(rows) or not isinstance(rows, Iterable):
            from interview_rules.imports.frames import frame_rows  # noqa: PLC0415  # the extra may be missing

            rows = frame_rows(rows, MOST_ROWS + 1)
        return self._read(read_rows(rows), progress)

    def read_csv(
        self,
        text: str | bytes,
        *,
        encoding: str | None = None,
        progress: Callable[[int, int], object] | None = None,
    ) -> Imported:
        """Read the text of a CSV file with a header.

        The delimiter (comma, semicolon, tab or vertical bar) is detected from the header. Bytes are
        read as UTF-8, or as UTF-16 if they start with its byte-order mark, unless `encoding` names
        another of the supported encodings, such as `cp1252`; `encoding` has no effect on a str.
        `progress` is as for `read`. Raises StateError for bytes whose encoding is unsupported or
        wrong, for a text that has no rows, is too large or is not valid CSV, and for columns that
        are missing or occur more than once.
        """
        if not isinstance(text, str | bytes):
            message = f"CSV text must be a str or bytes, not {shown(text)}"
            raise StateError([Problem("", message, "use read_csv_file for a path")])
        return self._read(read_csv(text, encoding), progress)

    def read_csv_file(
        self,
        path: str | Path,
        *,
        encoding: str | None = None,
        progress: Callable[[int, int], object] | None = None,
    ) -> Imported:
        """Read a CSV file as `read_csv` does; the places of rows are lines of the file.

        Also raises StateError if the file cannot be read.
        """
        return self._read(read_csv_file(path, encoding), progress)

    def _read(self, sheet: Sheet, progress: Callable[[int, int], object] | None) -> Imported:
        reader = RowReader(sheet, self.mapping)
        found = _Collected(self.mapping, list(reader.decide()))
        total = len(sheet.rows)
        for number, row in enumerate(sheet.rows, start=1):
            found.add(reader.read(row, number))
            if progress is not None and (number % 100 == 0 or number == total):
                progress(number, total)
        return found.imported(total)


def _has_columns(rows: object) -> bool:
    """Return True for frames. Results of database libraries may have `columns` too, as a method."""
    columns = getattr(type(rows), "columns", None)
    return columns is not None and not isroutine(columns)


class _Collected:
    """The rows read so far, by application."""

    def __init__(self, mapping: ColumnMapping, guesses: list[Guess]) -> None:
        self.mapping = mapping
        self.guesses = guesses
        self.rejected: dict[int, RejectedRow] = {}
        self.left_out: dict[int, LeftOut] = {}
        self.applications: dict[str | int, Application] = {}

    def add(self, row: ReadRow) -> None:
        """Add a row to its application, unless it has problems."""
        if not row.problems:
            key: str | int = row.number if row.key is None else row.key
            self.applications.setdefault(key, Application()).add(row)
        self._note(row)

    def _note(self, row: ReadRow) -> None:
        if row.problems:
            self.rejected[row.number] = RejectedRow(row.place, tuple(row.problems))
        elif row.left_out:
            self.left_out[row.number] = LeftOut(row.place, row.left_out)

    def _settle(self) -> None:
        """Settle all applications, and remove those without any event."""
        for key, application in [*self.applications.items()]:
            application.settle()
            for row in application.rows:
                self._note(row)
            if not application.events:
                del self.applications[key]

    def _states(self) -> dict[str | int, InterviewState]:
        """Return the newest applications as states, in the order of their rows.

        Note invalid applications as rejected, and older ones as left out.
        """
        place = self._place()
        states: dict[str | int, InterviewState] = {}
        older: set[str | int] = set()
        # If the latest moments are equal, the application further down counts as newer.
        for key in sorted(self.applications, key=self._age)[::-1]:
            found = self.applications[key]
            if len(states) == MOST_APPLICATIONS:
                older.add(key)
                continue
            try:
                # The place is stored in the search, but each application must be valid there.
                state = InterviewState.read({**place, **found.fields, "events": found.events})
                of_search = dict.fromkeys(place.keys() - found.fields.keys())
                states[key] = state.amended(of_search) if of_search else state
            except StateError as error:
                problems = tuple(_at(found, problem) for problem in error.problems)
                self.rejected[found.rows[0].number] = RejectedRow(found.place, problems)
        reason = f"a search has at most {MOST_APPLICATIONS:,} applications; this is an older one"
        for key in older:
            found = self.applications[key]
            self.left_out[found.rows[0].number] = LeftOut(found.place, reason)
        return {key: states[key] for key in self.applications if key in states}

    def _place(self) -> dict[str, str]:
        """Return the place of the search, by the fields that give it."""
        return {name: value for name in PLACE if (value := getattr(self.mapping, name)) is not None}

    def imported(self, rows: int) -> Imported:
        """Return the result, with only the newest applications if there are too many."""
        self._settle()
        states = self._states()
        kept = list(states)
        names: dict[str | int, str] = dict(zip(kept, self._names(kept), strict=True))
        search = JobSearch.read(
            {
                "applications": {name: states[key] for key, name in names.items()},
                **self._place(),
            }
        )
        guesses = [
            Guess(guess.place, guess.reason, name, guess.event, guess.at)
            for key, name in names.items()
            for guess in self.applications[key].guesses
        ]
        events = sum(len(self.applications[key].events) for key in kept)
        self.guesses += guesses
        summary = Summary(
            rows,
            len(kept),
            events,
            len(self.rejected),
            len(self.guesses),
            len(self.left_out),
        )
        rejected = tuple(self.rejected[number] for number in sorted(self.rejected))
        left_out = tuple(self.left_out[number] for number in sorted(self.left_out))
        return Imported(search, summary, rejected, tuple(self.guesses), left_out)

    def _age(self, key: str | int) -> tuple[object, ...]:
        latest: date | None = self.applications[key].latest
        return () if latest is None else sortable(latest)

    def _names(self, kept: list[str | int]) -> list[str]:
        """Return a unique name for each application: company, position and number as needed."""
        companies: dict[str, int] = {}
        for key in kept:
            company = self.applications[key].fields.get("company", "")
            companies[company] = companies.get(company, 0) + 1
        taken: dict[str, int] = {}
        names: list[str] = []
        for key in kept:
            fields = self.applications[key].fields
            company, position = fields.get("company", ""), fields.get("position", "")
            parts = (company, position) if not company or companies[company] > 1 else (company,)
            name = ", ".join(part for part in parts if part)[: LONGEST_NAME - 8]
            number = taken.get(name, 0) + 1
            unique = name if number == 1 else f"{name} ({number})"
            while unique in taken:
                number += 1
                unique = f"{name} ({number})"
            taken[name] = number
            taken.setdefault(unique, 1)
            names.append(unique)
        return names


_HINTS = {"no-holidays": "correct the date, or leave out the country"}
"""Hints that replace those for a state, by the code of the problem: a tracker has no free days."""


def _at(application: Application, problem: Problem) -> Problem:
    """Return a problem of an application's state, located at the application's first row."""
    match problem.place:
        case ("events", int(index), *_):
            message = f"{quoted(application.events[index]['event'])}: {problem.message}"
        case ("company" | "position" | "timezone" | "id" as name, *_):
            message = f"{name}: {problem.message}"
        case _:
            message = problem.message
    at = application.place
    place = at if isinstance(at, Position) else FieldPath(*at)
    return Problem(place, message, _HINTS.get(problem.code, problem.hint))
