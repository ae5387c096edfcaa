"""JSON Schemas of the inputs and outputs of the library.

The folder `interview_rules/schemas/published` contains them as files, which `python -m
interview_rules.schemas` writes.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, Field, TypeAdapter

from interview_rules.errors import Problem, StateError, nearest, quoted
from interview_rules.events.event import Event
from interview_rules.packs.model import RulePack
from interview_rules.records.explanation import ExplanationRecord
from interview_rules.records.plan import PlanRecord, SearchPlanRecord
from interview_rules.records.report import ReportRecord, SearchReportRecord
from interview_rules.schemas.compact import compact_schema
from interview_rules.schemas.declared import with_declared
from interview_rules.schemas.pack import pack_schema
from interview_rules.schemas.pack_tests import tests_schema
from interview_rules.state.interview_state import InterviewState
from interview_rules.state.job_search import JobSearch
from interview_rules.state.problems import MOST

__all__ = ["OF_RESULTS", "SCHEMAS", "SchemaName", "publish", "published", "schema_of", "text_of"]

SchemaName = Literal[
    "state", "state-compact", "events", "search", "report", "plan", "explanation", "search-report",
    "search-plan", "pack", "tests",
]  # fmt: skip
SCHEMAS: tuple[SchemaName, ...] = get_args(SchemaName)

FOLDER = Path(__file__).with_name("published")
"""The folder of the published schemas."""

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_EVENTS: TypeAdapter[list[Event]] = TypeAdapter(Annotated[list[Event], Field(max_length=MOST)])
_TITLES: dict[SchemaName, tuple[str, str]] = {
    "state": ("InterviewState", ""),
    "state-compact": ("InterviewState, in short", ""),
    "events": (
        "Events",
        "An event log: everything that happened with one application, in any order.",
    ),
    "search": ("JobSearch", ""),
    "report": ("Report", ""),
    "plan": ("Plan", ""),
    "explanation": ("Explanation", ""),
    "search-report": ("SearchReport", ""),
    "search-plan": ("SearchPlan", ""),
    "pack": ("RulePack", "A rule pack: rules for what to do after a job interview."),
    "tests": ("PackTests", "Tests of rules: situations, and the advice expected in them."),
}
_WITH_DECLARED: frozenset[SchemaName] = frozenset({"state", "events", "search"})
_RESULTS: dict[SchemaName, type[BaseModel]] = {
    "report": ReportRecord,
    "plan": PlanRecord,
    "explanation": ExplanationRecord,
    "search-report": SearchReportRecord,
    "search-plan": SearchPlanRecord,
}
"""The class of each result, by the name of its schema."""
OF_RESULTS: frozenset[SchemaName] = frozenset(_RESULTS)
"""The schemas that are the same for every pack."""


def schema_of(name: SchemaName, pack: RulePack | None = None) -> dict[str, Any]:
    """Return the JSON Schema of an input (state, events, search, pack, tests) or of a result.

    `state-compact` is a short schema of states for language models. With `pack`, the schemas of
    states, events and searches list the facts and events that it declares, and allow no others; the
    results have the same schema for every pack. The schemas of packs and tests list the rules,
    facts, parameters and actions of `pack`, by default of the default pack. Raises StateError for
    an unknown name.
    """
    if name == "state":
        found = InterviewState.model_json_schema(mode="validation")
    elif name == "state-compact":
        found = compact_schema(schema_of("state"), pack)
    elif name == "events":
        found = _EVENTS.json_schema(mode="validation")
    elif name == "search":
        found = JobSearch.model_json_schema(mode="validation")
    elif name == "pack":
        found = pack_schema(pack or RulePack.default())
    elif name == "tests":
        found = tests_schema(pack or RulePack.default(), schema_of("state"), schema_of("events"))
    elif name in _RESULTS:
        found = _RESULTS[name].model_json_schema(mode="serialization")
    else:
        message = f"unknown schema {quoted(str(name))}"
        raise StateError([Problem("", message, nearest(str(name), SCHEMAS), "unknown-name")])
    if pack is not None and name in _WITH_DECLARED:
        found = with_declared(found, pack)
    title, description = _TITLES[name]
    head = {"$schema": _DIALECT, "$id": f"urn:interview-rules:schema:{name}", "title": title}
    if description:
        head["description"] = description
    return {**head, **{key: value for key, value in found.items() if key not in head}}


def published(name: SchemaName, folder: Path = FOLDER) -> Path:
    """Return the path at which a schema is published in a folder, by default `FOLDER`."""
    return folder / f"{name}.schema.json"


def publish(folder: Path = FOLDER) -> None:
    """Write every schema to its file in a folder, by default `FOLDER`; create it if needed."""
    folder.mkdir(exist_ok=True)
    for name in SCHEMAS:
        published(name, folder).write_text(text_of(name), encoding="utf-8", newline="\n")


def text_of(name: SchemaName, pack: RulePack | None = None) -> str:
    """Return a schema as JSON text: indented, but `state-compact` on one line.

    `pack` is as for `schema_of`. Raises StateError for an unknown name.
    """
    if name == "state-compact":
        short = schema_of(name, pack)
        return json.dumps(short, separators=(",", ":"), ensure_ascii=False) + "\n"
    return json.dumps(schema_of(name, pack), indent=2, ensure_ascii=False) + "\n"
