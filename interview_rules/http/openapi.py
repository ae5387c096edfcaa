"""The OpenAPI description of the service, from the models of requests and answers."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from interview_rules.service.answers import RuleAnswer, RulesAnswer
from interview_rules.service.examples import EXAMPLES
from interview_rules.service.operations import JSON, OPERATIONS
from interview_rules.service.problem_details import PROBLEM_JSON, ProblemDetails
from interview_rules.state.interview_state import InterviewState
from interview_rules.state.job_search import JobSearch

__all__ = ["TABLES", "description"]

TABLES = {"text/csv": ".csv", "application/vnd.apache.parquet": ".parquet"}
"""The media types of tables, each with the suffix of its files."""

Schemas = dict[type[BaseModel], dict[str, Any]]
"""The schema of each model, which is a reference to a component."""

_STORED: set[type[BaseModel]] = {InterviewState, JobSearch}
_OTHERS: set[type[BaseModel]] = {RuleAnswer, RulesAnswer, ProblemDetails}

_REFUSALS = {
    "400": "The body ended too early, or a query parameter is invalid.",
    "408": "The body arrived too slowly.",
    "413": "The body is too large.",
    "415": "The media type of the body is not supported.",
    "422": "The request is invalid; `errors` lists what is wrong with it.",
    "500": "An internal error.",
    "501": "The service lacks an optional library.",
    "503": "The work took too long, or too many requests are waiting.",
}
_TABLE = "interview,decision_date,country\n2026-11-19,2026-11-25,US\n"
_HEALTH = {
    "type": "object",
    "properties": {
        name: {"type": "string"} for name in ("status", "version", "pack", "digest", "search_pack")
    },
    "required": ["status", "version", "pack", "digest", "search_pack"],
    "additionalProperties": False,
}
_TABLE_OPTIONS: dict[str, dict[str, Any]] = {
    "now": {"type": "string", "maxLength": 64, "examples": ["2026-11-27 12:00"]},
    "keep": {"type": "array", "items": {"type": "string", "minLength": 1}, "maxItems": 100},
    "timezone": {"type": "string", "default": "UTC", "examples": ["Europe/Berlin"]},
    "country": {"type": "string", "examples": ["DE"]},
    "subdivision": {"type": "string", "examples": ["BY"]},
    "form": {"enum": ["wide", "long"], "default": "wide"},
    "windows": {"type": "boolean", "default": True},
}
"""The parameters of a table: the arguments of `advise_table`, with `windows` for `include`."""


def description(version: str) -> dict[str, Any]:
    """Return the OpenAPI 3.1 description of the service; `version` is that of the library."""
    answers = {each.answer for each in OPERATIONS.values() if each.answer is not None}
    requests = {each.request for each in OPERATIONS.values()}
    found, definitions = models_json_schema(
        [
            # An answer has a state in the form of a request, so that it can be sent again.
            *((model, "validation") for model in sorted(requests | _STORED, key=_name_of)),
            *(
                (model, "serialization")
                for model in sorted((answers - _STORED) | _OTHERS, key=_name_of)
            ),
        ],
        ref_template="#/components/schemas/{model}",
    )
    schemas: Schemas = {model: schema for (model, _mode), schema in found.items()}  # type: ignore[misc]  # no dataclasses
    paths: dict[str, Any] = {f"/{name}": {"post": _post(name, schemas)} for name in OPERATIONS}
    paths["/table"] = {"post": _post_table(schemas)}
    rules, rule = schemas[RulesAnswer], schemas[RuleAnswer]
    paths["/rules"] = {"get": _get("rules", "The rules, in the order of the pack", rules)}
    paths["/rules/{rule}"] = {
        "get": {
            **_get("rule", "One rule, with everything that it uses", rule),
            "parameters": [
                {
                    "name": "rule",
                    "in": "path",
                    "required": True,
                    "schema": {"type": "string"},
                    "example": "assume-filled",
                }
            ],
        }
    }
    found_no = _refusal("There is no such rule.", schemas)
    paths["/rules/{rule}"]["get"]["responses"]["404"] = found_no
    paths["/health"] = {
        "get": _get("health", "Whether the service works, with its version and rule packs", _HEALTH)
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "interview_rules",
            "version": version,
            "description": "Dated, explained and cited advice on what to do after a job interview."
            " The service stores nothing: every request contains the whole state.",
        },
        "paths": paths,
        "components": {"schemas": definitions["$defs"]},
    }


def _name_of(model: type[BaseModel]) -> str:
    return model.__name__


def _refusal(text: str, schemas: Schemas) -> dict[str, Any]:
    return {
        "description": text,
        "content": {PROBLEM_JSON: {"schema": schemas[ProblemDetails]}},
    }


def _refusals(schemas: Schemas) -> dict[str, Any]:
    return {status: _refusal(text, schemas) for status, text in _REFUSALS.items()}


def _post(name: str, schemas: Schemas) -> dict[str, Any]:
    operation = OPERATIONS[name]
    if operation.answer is None:
        content: dict[str, Any] = {operation.media_type: {"schema": {"type": "string"}}}
    else:
        content = {JSON: {"schema": schemas[operation.answer]}}
    return {
        "operationId": name.replace("/", "_"),
        "summary": operation.summary,
        "tags": [
            "searches" if "/" in name else "rules" if name in {"check", "test"} else "applications"
        ],
        "requestBody": {
            "required": True,
            "content": {JSON: {"schema": schemas[operation.request], "example": EXAMPLES[name]}},
        },
        "responses": {
            "200": {"description": operation.summary, "content": content},
            **_refusals(schemas),
        },
    }


def _post_table(schemas: Schemas) -> dict[str, Any]:
    binary = {"type": "string", "format": "binary"}
    summary = "The advice for every row of a table"
    return {
        "operationId": "table",
        "summary": summary,
        "tags": ["tables"],
        "parameters": [
            {"name": name, "in": "query", "required": False, "schema": schema}
            for name, schema in _TABLE_OPTIONS.items()
        ],
        "requestBody": {
            "required": True,
            "content": {
                "text/csv": {"schema": {"type": "string"}, "example": _TABLE},
                "application/vnd.apache.parquet": {"schema": binary},
            },
        },
        "responses": {
            "200": {
                "description": summary,
                "content": {name: {"schema": binary} for name in TABLES},
            },
            **_refusals(schemas),
        },
    }


def _get(name: str, summary: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {
        "operationId": name,
        "summary": summary,
        "tags": ["service" if schema is _HEALTH else "rules"],
        "responses": {"200": {"description": summary, "content": {JSON: {"schema": schema}}}},
    }
