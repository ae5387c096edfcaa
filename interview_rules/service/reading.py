"""Reading of requests from JSON, with the place of each problem in the request."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from interview_rules.errors import LIST_RULES, InterviewRulesError, Problem, StateError, shown
from interview_rules.positions import FieldPath, Position
from interview_rules.service.hints import without_commands
from interview_rules.service.requests import EVENT, LIST, WORD, Request
from interview_rules.sources.json_text import read_json
from interview_rules.state.problems import check_json_text, problems_of

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["placed_in", "read_request"]

_Model = TypeVar("_Model", bound=Request)

_SUBJECTS = frozenset({"state", "search"})


def read_request(model: type[_Model], body: str | bytes) -> _Model:
    """Read a request from JSON. A value has to be of the type that the schema names.

    Raises StateError with all problems, each with the path of the field in the request. A text that
    is not valid JSON has only one problem. This problem and those with duplicate keys have no path,
    but name the line and the column if these are known.
    """
    needed = [f"{{{_ADD[name]}}}" for name in _ADD if name in model.model_fields]
    check_json_text(body, needed[0])
    json = read_json(body)
    if json.problem is not None and not json.duplicates:
        raise StateError([_in_body(json.problem)])
    if not isinstance(json.value, dict):
        message = f"a request must be a JSON object, not {shown(json.value)}"
        hint = f"write, for example, {needed[0]}"
        raise StateError([Problem(FieldPath(), message, hint, "wrong-type")])
    problems = json.duplicate_keys()
    try:
        request = model.model_validate_json(body)
    except ValidationError as error:
        problems += [
            _untagged(each, value, model) for each, value in problems_of(error, json.value, model)
        ]
    if problems:
        raise StateError([_for_requests(problem) for problem in problems])
    return request


_ADD = {
    "state": '"state": {"interview": "2026-11-19"}',
    "search": '"search": {"applications": {}}',
    "answers": '"answers": {"decision_date": "2026-11-25"}',
    "rule": '"rule": "contact-hr"',
    "pack": '"pack": "pack: our-rules"',
    "tests": '"tests": "tests: [...]"',
}
"""How to write each field that a request must have."""
_ASSUME = 'write "silence", or an event such as {"at": "2026-11-26", "event": "reply-received"}'
_ALARMS = 'write, for example, ["day before", "2 hours before"]'


def _in_body(problem: Problem) -> Problem:
    """Return a problem with JSON, whose line and column are in its message instead of its place."""
    at = problem.place
    message = problem.message
    if isinstance(at, Position) and at.line:
        message = f"line {at.line}, column {at.column}: {message}"
    hint = problem.hint or "use fewer levels, and numbers with fewer digits"
    return replace(problem, place=FieldPath(), message=message, hint=hint)


def _untagged(problem: Problem, value: object, model: type[Request]) -> Problem:
    """Return a problem with its place in the request and a hint for the sender of a request.

    The place is without pydantic's names of union members.
    """
    path = problem.place if isinstance(problem.place, FieldPath) else FieldPath()
    if problem.code == "wrong-type" and path[-1:] == ("applications",) and path[0] == "state":
        problem = replace(problem, hint="pass one of its applications")
    match problem.place:
        case FieldPath((str(name),)) if problem.code == "missing-field" and name in _ADD:
            example = _ADD[name]
            if name == "answers" and "search" in model.model_fields:
                example = '"answers": {"Harbor & Finch": {"decision_date": "2026-11-25"}}'
            return replace(problem, hint=f"add it, for example, {example}")
        case FieldPath(("assume", *rest)):
            steps = [step for step in rest if step not in {WORD, EVENT, LIST}]
            problem = replace(problem, place=FieldPath("assume", *steps))
            if rest[-1:] == [EVENT] and problem.code == "wrong-type":
                message = f"expected silence, follow advice or an event, not {shown(value)}"
                problem = replace(problem, message=message, hint=_ASSUME)
            return problem
        case FieldPath(("alarms", "alarms")):
            message = f"expected true, false or a list, not {shown(value)}"
            return replace(problem, place=FieldPath("alarms"), message=message, hint=_ALARMS)
        case FieldPath(("alarms", _form, *rest)):
            hint = problem.hint
            if problem.code == "wrong-type":
                hint = 'write, for example, "day before"' if rest else _ALARMS
            return replace(problem, place=FieldPath("alarms", *rest), hint=hint)
        case FieldPath() as place:
            return replace(problem, place=place)
        case _:
            return replace(problem, place=FieldPath())


@contextmanager
def placed_in(asked: Request) -> Iterator[None]:
    """Locate the problems of an error raised in this context in a request."""
    try:
        yield
    except InterviewRulesError as error:
        raise type(error)(
            _for_requests(_placed(problem, asked)) for problem in error.problems
        ) from None


def _for_requests(problem: Problem) -> Problem:
    return replace(problem, hint=without_commands(problem.hint))


def _placed(problem: Problem, asked: Request) -> Problem:
    fields = type(asked).model_fields
    assumed = getattr(asked, "assume", None)
    match problem.place:
        case FieldPath((first, *_)) as path if first in getattr(asked, "answers", {}):
            return replace(problem, place=path.within(FieldPath("answers")))
        case FieldPath((first, *_)) as path if first not in fields:
            return replace(problem, place=path.within(FieldPath(*_SUBJECTS & fields.keys())))
        case FieldPath((first, *steps)) as path:
            if first == "assume" and steps[:1] == [0] and not isinstance(assumed, list | tuple):
                path = FieldPath(first, *steps[1:])
            return replace(problem, place=path)
        case _ if "rule" in fields:
            # An unknown rule.
            hint: Any = problem.suggestions or LIST_RULES
            return replace(problem, place=FieldPath("rule"), hint=hint, code="unknown-name")
        case _:
            return replace(problem, place=FieldPath())
