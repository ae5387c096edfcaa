"""Additions to the JSON Schemas that pydantic derives for events, entries and states.

Fields get descriptions and examples. Some events and entries require or forbid certain fields: the
models check this in code, and the schemas express it with `if`, `then` and `else`.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from interview_rules.events.event_names import EVENTS, NEEDS_DATE, OF_ADVICE, ROUNDS, UNDATED_SAYING
from interview_rules.events.field_descriptions import ANY, DESCRIPTIONS, EXAMPLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pydantic import BaseModel

__all__ = ["complete", "describe"]

_Schema = dict[str, Any]


def complete(schema: _Schema, model: type[BaseModel]) -> None:
    """Complete the schema of a model in place; pydantic calls this as `json_schema_extra`."""
    describe(schema, model, DESCRIPTIONS, EXAMPLES)
    requirements = _requirements()
    for owner in model.__mro__:
        schema.update(requirements.get(owner.__name__, {}))


def describe(
    schema: _Schema,
    model: type[BaseModel],
    descriptions: Mapping[str, Mapping[str, str]],
    examples: Mapping[str, list[Any]],
) -> None:
    """Add descriptions and examples to the properties of a schema, in place.

    `descriptions` holds texts by the name of the model, and under `ANY` those for any model. The
    text of a model takes precedence over that of its base class, and both over `ANY`. Properties
    without a text stay unchanged; others lose the title that pydantic derives from their name,
    because type generators would name a type after it and hide, for example, the `Date` of
    TypeScript.
    """
    owners = [*[descriptions.get(owner.__name__, {}) for owner in model.__mro__], descriptions[ANY]]
    properties = schema.get("properties", {})
    for name, found in properties.items():
        texts = next((texts for texts in owners if name in texts), None)
        if texts is None:
            continue
        described = {key: value for key, value in found.items() if key != "title"}
        if "$ref" in described:
            # Type generators would read a reference with a description beside it as another type.
            described = {"allOf": [described]}
        described["description"] = texts[name]
        if name in examples:
            described["examples"] = deepcopy(examples[name])
        properties[name] = described


def _given(*fields: str) -> _Schema:
    return {"required": [*fields], "properties": {field: {"type": "string"} for field in fields}}


def _is(field: str, values: Iterable[object]) -> _Schema:
    return {"required": [field], "properties": {field: {"enum": [*values]}}}


def _events(names: Iterable[str]) -> _Schema:
    return {"properties": {"event": {"enum": [name for name in EVENTS if name in names]}}}


def _requirements() -> dict[str, _Schema]:
    """Return JSON Schema keywords that express which fields depend on others, for each model."""
    return {
        "Event": {
            # Type generators read a top-level `allOf` as an intersection of types, so it is nested.
            "if": {"required": ["event"]},
            "then": {
                "allOf": [
                    {"if": _events(NEEDS_DATE), "then": _given("date")},
                    {"if": _events(OF_ADVICE), "then": _given("advice")},
                    {
                        "if": {"properties": {"at": {"type": "null"}}},
                        "then": _events(UNDATED_SAYING),
                    },
                    {
                        "if": {"anyOf": [_given("zone"), _given("place"), _given("link")]},
                        "then": _events(ROUNDS),
                    },
                ]
            },
        },
        "Round": {
            "if": _is("planned", [True]),
            "else": {
                "required": ["date"],
                "properties": {"date": {"type": "string"}, "arranged": {"type": "null"}},
            },
        },
        "StatedDate": {
            "if": _is("kind", ["changed", "none"]),
            "then": {"if": _is("kind", ["none"]), "then": _given("said_on")},
            "else": _given("date"),
        },
    }
