"""Error responses of web services: one format for everything that makes a request invalid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from interview_rules.errors import InterviewRulesError
from interview_rules.positions import FieldPath, Position

if TYPE_CHECKING:
    from collections.abc import Iterable

    from interview_rules.errors import Problem

__all__ = ["error_body"]

_MOST = 100
"""Maximum number of problems in a body."""


def error_body(error: Exception, prefix: Iterable[str | int] = ("body",)) -> dict[str, Any]:
    """Return the body of a response with status 422 (unprocessable content) for an error.

    `error` is an InterviewRulesError, or has an `errors()` method like that of pydantic's
    ValidationError and FastAPI's RequestValidationError. The body has the form that FastAPI uses:
    `{"detail": [{"type": ..., "loc": [...], "msg": ..., "hint": ...}]}`. `type` is the stable code
    of the problem, and `loc` is the path to the invalid field, which starts with `prefix` for
    an InterviewRulesError. Problems in files also have `file`, `line` and `column`, where line 0
    means the whole file. The body lists at most 100 problems. Invalid values are left out, but a
    message can quote a short part of one. Raises TypeError for any other error.
    """
    if isinstance(error, InterviewRulesError):
        found = [_of_problem(problem, [*prefix]) for problem in error.problems[:_MOST]]
    elif callable(listed := getattr(error, "errors", None)):
        found = [_of_pydantic(item) for item in listed()[:_MOST]]
    else:
        message = f"expected a validation error, not {type(error).__name__}"
        raise TypeError(message)
    return {"detail": found}


def _of_problem(problem: Problem, prefix: list[str | int]) -> dict[str, Any]:
    place = problem.place
    found: dict[str, Any] = {
        "type": problem.code or "invalid-value",
        "loc": [*prefix, *place] if isinstance(place, FieldPath) else prefix,
        "msg": problem.message,
        "hint": problem.hint,
    }
    if isinstance(place, Position) and place.file:
        found |= {"file": place.file, "line": place.line, "column": place.column}
    return found


def _of_pydantic(item: dict[str, Any]) -> dict[str, Any]:
    hint = item.get("ctx", {}).get("hint", "")
    return {
        "type": item["type"],
        "loc": [*item["loc"]],
        "msg": item["msg"],
        "hint": hint if isinstance(hint, str) else "",
    }
