"""Problem details for HTTP (RFC 9457), with the place of each problem as a JSON Pointer."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict

from interview_rules.positions import FieldPath

if TYPE_CHECKING:
    from interview_rules.errors import InterviewRulesError, Problem

__all__ = ["PROBLEM_JSON", "ErrorDetail", "ProblemDetails", "invalid", "pointer_to", "refused"]

PROBLEM_JSON = "application/problem+json"
_MOST = 100
"""The maximum number of problems in one answer."""


class ErrorDetail(BaseModel):
    """One problem with a request.

    `pointer` is the place in the body as a JSON Pointer (RFC 6901) in a URI fragment, empty if the
    problem is not in one place. `code` stays the same between versions; `detail` and `hint` are for
    people.
    """

    model_config = ConfigDict(json_schema_serialization_defaults_required=True)

    pointer: str = ""
    code: str = ""
    detail: str
    hint: str = ""


class ProblemDetails(BaseModel):
    """An error (RFC 9457). `errors` lists what is wrong with the request, at most 100 problems."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=True)

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    errors: tuple[ErrorDetail, ...] = ()


def refused(status: HTTPStatus, detail: str) -> ProblemDetails:
    """Return the problem details for a request that is refused as a whole."""
    return ProblemDetails(title=status.phrase, status=status.value, detail=detail)


def invalid(error: InterviewRulesError, *, in_json: bool = True) -> ProblemDetails:
    """Return the problem details for a request with invalid values.

    `detail` counts all problems, and `errors` lists the first 100. Unless the request is `in_json`,
    the place of a problem is not a pointer but written before its message.
    """
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    listed = error.problems[:_MOST]
    count = len(error.problems)
    return ProblemDetails(
        title=status.phrase,
        status=status.value,
        detail=f"{count} problems in the request" if count > 1 else "1 problem in the request",
        errors=tuple(_detail(each) if in_json else _in_words(each) for each in listed),
    )


def _detail(problem: Problem) -> ErrorDetail:
    place = problem.place
    return ErrorDetail(
        pointer=pointer_to(place) if isinstance(place, FieldPath) else "",
        code=problem.code,
        detail=problem.message,
        hint=str(problem.hint),
    )


def _in_words(problem: Problem) -> ErrorDetail:
    where = problem.where
    detail = f"{where}: {problem.message}" if where else problem.message
    return ErrorDetail(code=problem.code, detail=detail, hint=str(problem.hint))


def pointer_to(path: FieldPath) -> str:
    """Return a path as a JSON Pointer in a URI fragment; empty for the empty path."""
    steps = (str(step).replace("~", "~0").replace("/", "~1") for step in path)
    return "#" + "".join(f"/{quote(step)}" for step in steps) if path else ""
