"""Mappings: which column of a tracker holds what. Presets are mappings in YAML files."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Self
from warnings import catch_warnings

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from interview_rules.calendars.calendar import calendar_for
from interview_rules.errors import (
    CalendarError,
    PackError,
    Problem,
    StateError,
    nearest,
    printable,
    quoted,
    shown,
)
from interview_rules.events.event import OF_ADVICE, EventName, Name, refused
from interview_rules.imports.statuses import known_statuses
from interview_rules.positions import FieldPath, Position
from interview_rules.sources.files import read_source
from interview_rules.sources.yaml_tree import read_yaml
from interview_rules.state.problems import UNKNOWN_FIELD, steps_in
from interview_rules.state.state_file import CHECK_PATH
from interview_rules.state.validation_messages import message_and_hint

__all__ = ["PLACE", "ColumnMapping", "DateColumn", "StatusColumn", "presets", "read_mapping"]

FOLDER = Path(__file__).parent / "presets"
MOST_BYTES = 100_000
"""Maximum size of a file with a mapping, in bytes."""
PLACE = ("timezone", "country", "subdivision")
"""The fields of a mapping that give the place of the search."""
_LONG = Field(max_length=100)
_WRITE = "write, for example, company: Employer"


def _listed(value: object) -> object:
    return (value,) if isinstance(value, str) else value


def _known_format(value: str) -> str:
    """Return a `strptime` format. Raise a validation error unless it has year, month and day."""
    sample = datetime(2023, 11, 25, 17, 45)  # noqa: DTZ001  # a wall clock, as in the rows
    try:
        with catch_warnings(action="ignore", category=DeprecationWarning):  # no year: refused below
            read = datetime.strptime(sample.strftime(value), value)  # noqa: DTZ007  # the same
    except (ValueError, re.error):  # `%d %d` becomes a pattern that names a group twice
        read = None
    if read is None or read.date() != sample.date():
        hint = "write, for example, '%d/%m/%Y' or '%m/%d/%y, %I:%M %p'"
        raise refused(f"{quoted(value)} is not a strptime format with day, month and year", hint)
    return value


def _known_status(names: tuple[str, ...]) -> tuple[str, ...]:
    for name in names:
        if name not in known_statuses():
            near = nearest(name, known_statuses())
            hint = str(near) if near.near else f"choose from: {', '.join(known_statuses())}"
            raise refused(f"unknown status {quoted(name)}", hint)
    return names


Columns = Annotated[tuple[Name, ...], BeforeValidator(_listed), Field(min_length=1, max_length=20)]
"""One column, or several spellings of its name; case, spaces and punctuation do not matter."""
_Statuses = Annotated[
    tuple[str, ...], BeforeValidator(_listed), _LONG, AfterValidator(_known_status)
]
_Format = Annotated[str, Field(max_length=64), AfterValidator(_known_format)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class DateColumn(_Part):
    """A column of dates, each the date of an `event`.

    For events whose `date` counts, such as `decision-date-set`, the cell is that date. An
    `optional` column may be missing.
    """

    column: Columns
    event: EventName
    optional: bool = False

    @model_validator(mode="after")
    def _of_an_application(self) -> Self:
        if self.event in OF_ADVICE:
            hint = "choose an event of the application, such as interview"
            raise refused(f"{self.event} cannot be imported", hint, "event")
        return self


class StatusColumn(_Part):
    """A column of status words.

    `date` is the column with the moment at which the status was set; `closed` is the column with
    the date of the answer, which is used only in rows where `date` gives no moment, and only if the
    status is an answer, such as `rejected`. A status without a date usually gets the date of the
    latest event of its application, as a guess.
    """

    column: Columns
    date: Columns | None = None
    closed: Columns | None = None
    optional: bool = False


class ColumnMapping(_Part):
    """A mapping: which column of a tracker holds what.

    `application` is the column whose value tells applications apart; values of up to 200 characters
    become the `id`. Without it, each row is one application. `timezone`, `country` and `subdivision`
    are those of the whole search, and `timezone_column` is the column with the time zone of each
    row. `formats` are `strptime` formats for all columns of dates; without them, common notations
    are understood. `words` maps words in the status columns to the names of the statuses that they
    mean; a word with an empty list means nothing.
    """

    title: Name | None = None
    company: Columns | None = None
    position: Columns | None = None
    application: Columns | None = None
    timezone_column: Columns | None = None
    timezone: Name | None = None
    country: Name | None = None
    subdivision: Name | None = None
    dates: Annotated[tuple[DateColumn, ...], _LONG] = ()
    statuses: Annotated[tuple[StatusColumn, ...], _LONG] = ()
    formats: Annotated[tuple[_Format, ...], Field(max_length=20)] = ()
    words: Annotated[dict[Name, _Statuses], Field(max_length=1_000)] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.company is None and self.position is None:
            message = "a mapping requires a column for the company or the position"
            raise refused(message, _WRITE)
        if not self.dates and not any(each.date or each.closed for each in self.statuses):
            hint = "write, for example, dates: [{column: Applied on, event: application-sent}]"
            raise refused("a mapping requires at least one column of dates", hint)
        try:
            calendar_for(self.timezone or "UTC", self.country, self.subdivision)
        except CalendarError as error:
            problem = error.problems[0]
            raise refused(problem.message, problem.hint, problem.where) from None
        return self


def presets() -> dict[str, str]:
    """Return the title of each preset, by name."""
    return {name: _preset(name).title or "" for name in _names()}


def read_mapping(source: ColumnMapping | Mapping[str, Any] | str | Path) -> ColumnMapping:
    """Return the mapping in a dict, a preset or a YAML file; return a `ColumnMapping` unchanged.

    A name that is not a preset is the path of a file if it ends in `.yaml`, `.yml` or `.json`.

    Raises StateError with all problems, located by field in a dict and by position in a file.
    """
    if isinstance(source, ColumnMapping):
        return source
    if isinstance(source, Mapping):
        return _validated(source, "mapping")
    if isinstance(source, str | Path):
        name = str(source)
        if name in _names():
            return _preset(name)
        if Path(name).suffix.lower() in {".yaml", ".yml", ".json"}:
            return _file(Path(name), printable(name, 200) or "''")
        near = nearest(name, _names())
        every = f"choose from: {', '.join(_names())}, or give the path of a file such as mine.yaml"
        hint = str(near) if near.near else every
        raise StateError([Problem("", f"unknown preset {quoted(name)}", hint)])
    message = f"a mapping must be a preset, a file or a dict, not {shown(source)}"
    raise StateError([Problem("", message, f"choose from: {', '.join(_names())}")])


@cache
def _names() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))


@cache
def _preset(name: str) -> ColumnMapping:
    return _file(FOLDER / f"{name}.yaml", f"{name}.yaml")


def _file(path: Path, named: str) -> ColumnMapping:
    """Return the mapping in a file; `named` is the name of the file in problems."""
    try:
        raw = read_source(path, MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "invalid path"
        message = f"cannot be read: {reason}"
        raise StateError([Problem(Position(named), message, CHECK_PATH)]) from None
    if len(raw) > MOST_BYTES:
        message = f"the file is larger than {MOST_BYTES:,} bytes"
        hint = "check that this is a mapping, or shorten it"
        raise StateError([Problem(Position(named), message, hint)])
    if not raw.strip():
        raise StateError([Problem(Position(named), "this file is empty", _WRITE)])
    try:
        tree = read_yaml(raw, named)
    except PackError as error:
        raise StateError(error.problems) from None
    try:
        return _validated(tree.value(), named)
    except StateError as error:
        found = []
        for problem in error.problems:
            node, at = tree, tree.at
            for step in problem.place if isinstance(problem.place, FieldPath) else ():
                inner = node.step(step)
                if inner is not None:
                    key_at = node.key_at.get(str(step)) if problem.code == UNKNOWN_FIELD else None
                    node, at = inner, key_at or inner.at
            found.append(Problem(at, problem.message, problem.hint))
        raise StateError(found) from None


def _validated(data: object, what: str) -> ColumnMapping:
    if not isinstance(data, Mapping):
        message = f"expected a mapping of fields, not {shown(data)}"
        raise StateError([Problem(what, message, _WRITE)])
    try:
        return ColumnMapping.model_validate(dict(data))
    except ValidationError as error:
        problems = [_problem(item) for item in error.errors(include_url=False)[:100]]
        raise StateError(dict.fromkeys(problems)) from None


def _problem(item: Any) -> Problem:
    context, kind, value = item.get("ctx", {}), item["type"], item["input"]
    steps = [*(step for step in item["loc"] if step != "[key]"), *steps_in(context)]
    if item["loc"][-1:] == ("[key]",) and value == "":
        message, hint = "a word in this mapping is empty", "write the word, or remove its entry"
        return Problem(FieldPath(*steps[:-1]), message, hint)
    place = FieldPath(*steps)
    name = str(steps[-1]) if steps else ""
    if "message" in context:
        return Problem(place, context["message"], context.get("suggestions") or context["hint"])
    if kind == "missing":
        return Problem(
            place,
            f"the field {name} is missing",
            f"add it, for example, {_example(str(steps[0]), name)}",
        )
    if kind == "too_short":
        return Problem(place, "this list is empty", "name at least one column")
    if kind == "tuple_type" and name in _COLUMNS:
        message = f"expected the title of a column, or a list of titles, not {shown(value)}"
        return Problem(place, message, "write the title in quotes")
    if kind == "model_type" and steps[:1] in (["dates"], ["statuses"]):
        entry = ", ".join(_example(str(steps[0]), key) for key in _REQUIRED[str(steps[0])])
        message = f"expected a mapping of fields, not {shown(value)}"
        return Problem(place, message, f"write, for example, {{{entry}}}")
    if kind == "extra_forbidden":
        models: dict[str, type[BaseModel]] = {"dates": DateColumn, "statuses": StatusColumn}
        owner = models.get(str(steps[0]), ColumnMapping) if len(steps) > 1 else ColumnMapping
        message = f"unknown field {quoted(name)}"
        return Problem(place, message, nearest(name, owner.model_fields), UNKNOWN_FIELD)
    return Problem(place, *message_and_hint(kind, printable(name), value, context))


def _example(section: str, field: str) -> str:
    """Return how to write a field of the entries in a section of a mapping."""
    if field == "event":
        return "event: application-sent"
    return "column: Status" if section == "statuses" else "column: Applied on"


_REQUIRED = {"dates": ("column", "event"), "statuses": ("column",)}
"""The required fields of an entry, by section of a mapping."""
_COLUMNS = frozenset(
    {"company", "position", "application", "timezone_column", "column", "date", "closed"}
)
