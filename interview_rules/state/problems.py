"""Problems of a state, in plain words and with the field names of the input."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import chain, count, filterfalse
from typing import TYPE_CHECKING, Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import PydanticCustomError

from interview_rules.calendars.calendar import WEEKDAY, WEEKDAY_HINT
from interview_rules.errors import (
    Problem,
    StateError,
    Suggestions,
    nearest,
    printable,
    quoted,
    shown,
)
from interview_rules.events.event import LONGEST_NAME, Event
from interview_rules.events.field_descriptions import EXAMPLES
from interview_rules.events.snapshot import ENTRIES, SHORTHANDS
from interview_rules.positions import NOWHERE, FieldPath
from interview_rules.sources.json_text import read_json
from interview_rules.state.validation_messages import message_and_hint

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pydantic_core import ErrorDetails, InitErrorDetails


__all__ = [
    "MOST",
    "MOST_APPLICATIONS",
    "UNKNOWN_FIELD",
    "check_json_text",
    "given",
    "named_applications",
    "problems_of",
    "read_as",
    "reworded",
    "steps_in",
]

_Model = TypeVar("_Model", bound=BaseModel)

UNKNOWN_FIELD = "unknown-field"
"""The code of problems with the name of a field rather than its value."""
MOST = 1_000
"""Maximum number of entries in each list of events."""
MOST_APPLICATIONS = 5_000
"""Maximum number of applications in a search."""
WRONG_TYPE = "wrong-type"
"""The code of problems with the type of a value."""
_CODES = {
    "extra_forbidden": UNKNOWN_FIELD,
    "missing": "missing-field",
    "literal_error": "unknown-value",
    "refused": "invalid-value",
    "moment": "invalid-moment",
    "too_long": "too-long",
    "string_too_long": "too-long",
    "string_too_short": "empty-text",
    "string_unicode": "invalid-value",
    "greater_than_equal": "out-of-range",
    "less_than_equal": "out-of-range",
    "json_invalid": "invalid-json",
    "json_type": "invalid-json",
}
"""The code for each type of pydantic error; all other types get `WRONG_TYPE`."""


def given(value: object) -> list[Any]:
    """Return the value of a list or a shorthand as a list of entries, empty for None."""
    if value is None:
        return []
    return [*value] if isinstance(value, list | tuple) else [value]


_Location = tuple[int | str, ...]


def _as_written(data: object, location: _Location) -> tuple[_Location, bool]:
    """Return the location in the input, where an entry may be written under a shorthand.

    The second value is True if the entry is written as a bare moment.
    """
    match location:
        case (str(field), int(place), *rest) if isinstance(data, Mapping):
            place -= len(given(data.get(field)))
        case _:
            return location, False
    for short, (into, _key, _fixed) in SHORTHANDS.items():
        if into != field or place < 0:
            continue
        many_given = given(data.get(short))
        if place < len(many_given):
            many = isinstance(data[short], list | tuple)
            bare = not isinstance(many_given[place], Mapping)
            return (short, *([place] if many else []), *([] if bare else rest)), bare
        place -= len(many_given)
    return location, False


def read_as(
    model: type[_Model], source: Mapping[str, Any] | str | bytes, what: str, context: object = None
) -> _Model:
    """Validate a mapping or JSON text as a model.

    `what` is `state` or `search`, the name of the model in messages; `context` is that of pydantic.
    Raises StateError with all problems found.
    """
    written: object = source
    duplicates: list[Problem] = []
    try:
        if isinstance(source, str | bytes):
            check_json_text(source, _EXAMPLES[what])
            json = read_json(source)
            written, duplicates = json.value, json.duplicate_keys()
            read = model.model_validate_json(source, context=context)
        else:
            given_data = dict(source) if isinstance(source, Mapping) else source
            read = model.model_validate(given_data, context=context)
    except ValidationError as error:
        problems = [problem for problem, _input in problems_of(error, written, model)]
        raise StateError([*duplicates, *problems]) from None
    except RecursionError:
        message = f"reading this {what} exceeded Python's recursion limit"
        hint = "use fewer levels of nesting, or call read() from a shallower call stack"
        problem = Problem("", message, hint, "too-long")
        raise StateError([problem]) from None
    if duplicates:
        raise StateError(duplicates)
    return read


def check_json_text(source: str | bytes, example: str) -> None:
    """Raise StateError for a JSON text that is empty or not in UTF-8; the hint shows `example`."""
    try:
        text = source.decode() if isinstance(source, bytes) else source
    except UnicodeDecodeError as error:
        problem = Problem("", f"byte {error.start + 1} is not UTF-8", "encode the text as UTF-8")
        raise StateError([replace(problem, code="invalid-json")]) from None
    if not text.strip():
        hint = f"write, for example, {example}"
        raise StateError([Problem("", "the JSON text is empty", hint, "invalid-json")])


def reworded(
    error: ValidationError, data: object, root: type[BaseModel], also: Iterable[Problem] = ()
) -> ValidationError:
    """Return an error of pydantic with the messages, codes and field names of this library.

    `data` is the input, and `root` the model that it was validated as. `also` holds problems that
    pydantic may not have reached. With the returned error, web frameworks that validate a state
    themselves report the same problems as `read`.
    """
    lines: list[InitErrorDetails] = []
    found = dict(problems_of(error, data, root))
    for problem in also:
        found.setdefault(problem, data)
    for problem, value in found.items():
        suggestions = problem.suggestions
        context = {
            "message": problem.message,
            "hint": problem.hint,
            "word": suggestions.word,
            "near": suggestions.near,
            "known": suggestions.known,
        }
        path = problem.place if isinstance(problem.place, FieldPath) else ()
        kind = PydanticCustomError(problem.code or "invalid-value", "{message}", context)
        lines.append({"type": kind, "loc": tuple(path), "input": value})
    return ValidationError.from_exception_data(error.title, lines)


def problems_of(
    error: ValidationError, data: object, root: type[BaseModel]
) -> list[tuple[Problem, object]]:
    """Convert the errors of pydantic into problems with the field names of the input `data`.

    Each problem comes with the invalid value. `root` is the validated model. At most `MOST` errors
    are converted.
    """
    found: dict[Problem, object] = {}
    for item in error.errors(include_url=False)[:MOST]:
        location = item["loc"]
        if location[-1:] == ("[key]",):
            found.setdefault(_of_key(item, location), item["input"])
            continue
        if location[:1] == ("applications",) and len(location) > 1:
            at, inner = _application(data, location[1])
            moved = StateError(_problems(item, location[2:], inner, root)).within(at)
        else:
            moved = StateError(_problems(item, location, data, root))
        for problem in moved.problems:
            found.setdefault(problem, item["input"])
    return list(found.items())


def _application(data: object, name: int | str) -> tuple[FieldPath, object]:
    """Return the path of an application in the input, and its data."""
    listed = data.get("applications") if isinstance(data, Mapping) else None
    if isinstance(listed, Mapping):
        return FieldPath("applications", name), listed.get(name)
    if isinstance(listed, list | tuple):
        if isinstance(name, int):
            # Reworded already, with the place in the list.
            return FieldPath("applications", name), listed[name]
        named = named_applications(listed)
        place = list(named).index(name) if name in named else 0
        return FieldPath("applications", place), listed[place] if listed else None
    return FieldPath("applications"), None


def named_applications(listed: Sequence[object]) -> dict[str, object]:
    """Return the applications in a list by name: company and position, or `application 1`.

    A name that is already taken gets the number of the application, or the next free one, in
    parentheses. Long names are shortened, so that the number fits within the allowed length.
    """
    named: dict[str, object] = {}
    for place, each in enumerate(listed, start=1):
        given_ = each if isinstance(each, Mapping) else getattr(each, "__dict__", {})
        parts = (given_.get("company"), given_.get("position"))
        name = ", ".join(part for part in parts if isinstance(part, str) and part)
        name = name[: LONGEST_NAME - 8] or f"application {place}"
        numbers = (f"{name} ({number})" for number in count(place))
        named[next(filterfalse(named.__contains__, chain((name,), numbers)))] = each
    return named


def _of_key(item: ErrorDetails, location: _Location) -> Problem:
    """Return the problem with a key of a mapping, such as the name of an application or a fact."""
    *path, key, _marker = location
    code = _CODES.get(item["type"], WRONG_TYPE)
    if key == "":
        remove = "write the name, or remove its entry"
        return Problem(FieldPath(*path), "a name in this mapping is empty", remove, code)
    message, hint = message_and_hint(item["type"], str(key), item["input"], item.get("ctx", {}))
    message = message.replace("this text", "this name", 1)
    return Problem(FieldPath(*path, key), message, hint, code)


def _problems(
    item: ErrorDetails, location: _Location, data: object, root: type[BaseModel]
) -> list[Problem]:
    context = item.get("ctx", {})
    if "problems" in context:
        return list(context["problems"])
    if "known" in context:
        # Reworded already, as part of a model inside this one.
        near = Suggestions(context["word"], context["near"], context["known"])
        path = FieldPath(*location) if location else NOWHERE
        return [Problem(path, context["message"], context["hint"], item["type"], near)]
    if location[:1] == ("facts",) and len(location) > 2:
        # pydantic reports a fact of three possible types three times.
        if item["type"] in _NOT_THIS_TYPE and isinstance(item["input"], str):
            return []
        location = location[:2] if location[1] else location[:1]
    location = (*location, *steps_in(context))
    written, bare = _as_written(data, location)
    message, hint = _words(item, location, root, bare=bare)
    code = str(context.get("code") or _CODES.get(item["type"], WRONG_TYPE))
    if item["type"] == "extra_forbidden" and location[-1] == "applications":
        code = WRONG_TYPE
    return [Problem(FieldPath(*written) if written else NOWHERE, message, hint, code)]


def steps_in(context: Mapping[str, Any]) -> _Location:
    """Return the steps to add to the location of an error that a validator of ours raised."""
    where = context.get("where") or ()
    return (where,) if isinstance(where, str) else tuple(where)


_NOT_THIS_TYPE = frozenset({"bool_type", "int_type", "string_type"})


_EXAMPLES = {
    "state": '{"interview": "2026-11-19"}',
    "search": '{"applications": {"Acme": {"interview": "2026-11-19"}}}',
}
"""A state and a search in JSON, to show in hints."""
_OF_ANY_ENTRY = ("detail", "id", "meta")
"""Fields that every entry has; hints list them last."""


def _words(
    item: ErrorDetails, location: _Location, root: type[BaseModel], *, bare: bool
) -> tuple[str, str | Suggestions]:
    context = item.get("ctx", {})
    kind, value, name = item["type"], item["input"], str(location[-1]) if location else ""
    if "message" in context:
        return str(context["message"]), context.get("suggestions") or str(context["hint"])
    match location:
        case () if kind in {"model_type", "model_attributes_type", "dict_type"}:
            what = "search" if "applications" in root.model_fields else "state"
            log = what == "state" and isinstance(value, list)
            example = '{"events": [...]}' if log else _EXAMPLES[what]
            message = f"a {what} must be a mapping of fields, not {shown(value)}"
            return message, f"write, for example, {example}"
        case ("weekend",) if kind == "too_long":
            return "the weekend covers the whole week", "leave out at least one day"
        case ("weekend", int()):
            return f"{WEEKDAY}, not {shown(value)}", WEEKDAY_HINT
        case ("facts", str()) if kind in _NOT_THIS_TYPE:
            message = f"a fact must be true or false, a whole number, or text, not {shown(value)}"
            return message, f"write, for example, {printable(name)}: true, or put text in quotes"
        case _:
            pass
    if not location:
        return message_and_hint(kind, "", value, context)
    owner = _owner(location, root)
    if kind == "extra_forbidden" and name == "applications":
        return (
            "this is a search, not one application",
            "use one of its applications, or read it with JobSearch.read in Python",
        )
    if kind == "extra_forbidden":
        own = [field.alias or each for each, field in owner.model_fields.items()]
        fields = [*own, *(SHORTHANDS if "rounds" in owner.model_fields else ())]
        fields.sort(key=lambda each: each in _OF_ANY_ENTRY)
        return f"unknown field {quoted(name)}", nearest(name, fields) or _fields(name, owner)
    if kind == "string_too_short" and (isinstance(location[-1], int) or root is owner):
        pass
    elif kind == "string_too_short" and (
        (field := owner.model_fields.get(name)) is not None and field.is_required()
    ):
        return "this text is empty", f"write, for example, {name}: {_example_of(owner, name)}"
    if kind == "missing" and bare and name == "step":
        example = "offer: {at: 2026-11-20, step: verbal}"
        return "an offer requires a step", f"write, for example, {example}"
    if kind == "missing":
        value_shown = _example_of(owner, name)
        hint = f"add it, for example, {name}: {value_shown}" if value_shown else "add it"
        return "this field is required", hint
    if kind == "model_type" and isinstance(location[-1], int):
        needed = [n for n, field in owner.model_fields.items() if field.is_required()] or ["date"]
        entry = ", ".join(f"{n}: {_example_of(owner, n)}" for n in needed)
        message = f"expected a mapping of fields, not {shown(value)}"
        return message, f"write, for example, {{{entry}}}"
    if isinstance(location[-1], int) and len(location) > 1:
        name = str(location[-2])
    return message_and_hint(kind, printable(name), value, context)


def _example_of(owner: type[BaseModel], name: str) -> object:
    """Return a value that a required field of a model accepts, to show in hints, or None."""
    if name == "event":
        return "interview"
    words = get_args(owner.model_fields[name].annotation)
    return words[0] if words and isinstance(words[0], str) else EXAMPLES.get(name, [None])[0]


def _fields(name: str, owner: type[BaseModel]) -> str:
    """Return the hint for a field that nothing resembles: where it belongs, and where to look."""
    schema = "state"
    if owner is Event:
        schema = "events"
    elif "applications" in owner.model_fields:
        schema = "search"
    hint = f"run 'interview-rules schema {schema}' to list all fields"
    if "facts" in owner.model_fields and name.isidentifier():
        return f"if it is a fact of a rule pack, put it under facts; otherwise {hint}"
    return hint


def _owner(location: _Location, root: type[BaseModel]) -> type[BaseModel]:
    """Return the model of the entry at a location; `root` for a field of the state itself."""
    if len(location) < 2:
        return root
    return ENTRIES[str(location[0])][0] if location[0] in ENTRIES else Event
