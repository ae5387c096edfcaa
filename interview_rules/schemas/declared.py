"""JSON Schemas of the facts and events that a pack declares, and of the values of its facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_rules.events.event import EVENTS
from interview_rules.events.event_names import OF_PACK
from interview_rules.facts.place import is_of_place
from interview_rules.schemas.parts import (
    NAME,
    Schema,
    names_to,
    one_of,
    one_or_several,
    record,
    sentence,
    text,
)

if TYPE_CHECKING:
    from interview_rules.facts.vocabulary import Fact
    from interview_rules.packs.model import RulePack

__all__ = ["described_events", "event_declarations", "fact_value", "own_facts", "with_declared"]


def event_declarations() -> Schema:
    """Return the schema of the key `events` of a pack."""
    values = {
        "anyOf": [
            {"enum": ["at", "date", "one more", "one less"]},
            {"type": ["boolean", "integer", "string"]},
        ]
    }
    event = record(
        {
            "doc": text("What happened, in one line."),
            "by": one_of(
                {"you": "An act of the user, which can record advice as done.", "them": "Not."},
                "Whose move it is.",
            ),
            "sets": names_to(
                values,
                "The facts that it sets: a moment to the event's `at` or `date`, a count to a "
                "number, or by one more or less, any other fact to a value.",
            ),
            "clears": one_or_several(
                {"type": "string", "pattern": NAME}, "The facts that it resets."
            ),
            "ask": text("The question whether and when it happened."),
        },
        ("doc", "by"),
    )
    about = "Events declared by this pack, which a log names as event: ..., and which set facts."
    return names_to(event, about, OF_PACK.pattern)


def described_events(pack: RulePack, *, acts: bool = False) -> dict[str, str]:
    """Return the descriptions of a pack's own events; with `acts`, only of those by the user."""
    events = pack.events.values()
    return {each.name: sentence(each.doc) for each in events if each.by == "you" or not acts}


def with_declared(schema: Schema, pack: RulePack) -> Schema:
    """Return a schema of states, events or searches with the facts and events of one pack only."""
    definitions = {**schema["$defs"]}
    event = definitions["Event"]
    happened = event["properties"]["event"]
    names = {"type": "string", "enum": [*EVENTS, *pack.events]}
    described = [f"{name}: {meaning}" for name, meaning in described_events(pack).items()]
    happened = {
        **{key: value for key, value in happened.items() if key not in {"anyOf", "examples"}},
        **names,
        "description": "\n".join([happened["description"], *described]),
    }
    properties = {**event["properties"], "event": happened}
    definitions["Event"] = {**event, "properties": properties}
    if "InterviewState" in definitions:
        definitions["InterviewState"] = _with_facts(definitions["InterviewState"], pack)
    return _with_facts({**schema, "$defs": definitions}, pack)


def _with_facts(schema: Schema, pack: RulePack) -> Schema:
    properties = schema.get("properties", {})
    if "facts" not in properties:
        return schema
    return {**schema, "properties": {**properties, "facts": own_facts(pack)}}


def own_facts(pack: RulePack) -> Schema:
    """Return the schema of the values that a state gives to the facts of a pack."""
    own = {name: fact_value(fact) for name, fact in pack.facts.items() if not is_of_place(fact)}
    return record(own, (), "Facts declared by the pack.")


def fact_value(fact: Fact) -> Schema:
    """Return the schema of a value of a fact, as a state or a test gives it."""
    shapes: dict[str, Schema] = {
        "moment": {"type": "string"},
        "flag": {"type": "boolean"},
        "count": {"type": "integer", "minimum": 0},
        "choice": {"enum": list(fact.choices)},
    }
    shape = {"type": "string"} if fact.is_text else shapes[fact.type]
    return {**shape, "description": sentence(fact.doc)}
