"""A short schema of a state for language models: its plain fields and an event log.

It is derived from the full schema. It leaves out what a model does not need to write a state: the
lists and shorthands that can be written as events, the fields that apps fill in, and patterns,
lengths, titles, defaults and null. It keeps `skip_questions`, which a model must pass on, and null
as the `at` of an event.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from interview_rules.events.event import EVENTS, NEEDS_DATE, UNDATED_SAYING
from interview_rules.events.snapshot import ENTRIES, SHORTHANDS
from interview_rules.schemas.declared import described_events, own_facts

if TYPE_CHECKING:
    from interview_rules.packs.model import RulePack
    from interview_rules.schemas.parts import Schema

__all__ = ["compact_schema"]

_OF_APPS = ("$schema", "schema_version", "id", "meta", "facts", "skip_questions")
"""Fields that apps fill in; `facts` is added again for a pack that declares some."""

_TWICE = ("elsewhere", "events", *ENTRIES, *SHORTHANDS)
"""Fields of a state that hold events; the short schema has `events` only."""

_KEPT = ("type", "enum", "minimum", "maximum")
"""Keywords that the short schema keeps."""

_NULL = re.compile(r"; null\b[^;.]*")
"""The part of a description that says what null means."""

_ABOUT = (
    "The state of one application after a job interview, as an event log. Leave out what you do not"
    " know: no null except in `at`, no empty text. A moment is a date, 2026-11-19, or if the time is"
    " known, an instant, 2026-11-19 15:00, in `timezone` unless it has an offset."
)
_AT = (
    "When it happened or was said; null only if that is unknown, for events that require `date`"
    " and for {}."
)
_DATE = "{} Required for {}."

_EXAMPLE = {
    "company": "Harbor & Finch",
    "position": "Data Analyst",
    "timezone": "America/New_York",
    "country": "US",
    "events": [
        {
            "at": "2026-11-19 14:00",
            "event": "interview",
            "interviewers": ["Ms. Okafor", "Mr. Reyes"],
        },
        {"at": "2026-11-19", "event": "decision-date-set", "date": "2026-11-25", "asked": True},
        {"at": "2026-11-20", "event": "thank-you-sent", "contact": "Ms. Okafor"},
        {"at": "2026-11-23", "event": "written-offer", "elsewhere": True},
        {"at": "2026-11-23", "event": "offer-deadline", "date": "2026-12-01", "elsewhere": True},
    ],
}


def compact_schema(state: Schema, pack: RulePack | None = None) -> Schema:
    """Return the short schema of a state, given the full one.

    It lists the facts and events that `pack` declares, too.
    """
    left_out = {*_OF_APPS, *_TWICE}
    event = {**state["$defs"]["Event"]["properties"]}
    event["event"] = event["event"]["anyOf"][0]
    fields = {name: _short(each) for name, each in event.items() if name not in _OF_APPS}
    events = {**EVENTS, **({} if pack is None else described_events(pack))}
    at = _AT.format(_listed(UNDATED_SAYING - NEEDS_DATE))
    fields["at"] = {"type": ["string", "null"], "description": at}
    fields["date"]["description"] = _DATE.format(fields["date"]["description"], _listed(NEEDS_DATE))
    meanings = [f"{name}: {meaning}" for name, meaning in events.items()]
    known = {"type": "string", "enum": [*events], "description": "\n".join(meanings)}
    fields = {name: known if name == "event" else each for name, each in fields.items()}
    facts = {} if pack is None or not pack.facts else {"facts": own_facts(pack)}
    properties = state["properties"]
    return {
        "description": _ABOUT,
        "type": "object",
        "required": ["events"],
        "additionalProperties": False,
        "properties": {
            **{name: _short(each) for name, each in properties.items() if name not in left_out},
            **facts,
            "skip_questions": {
                "type": "object",
                "description": "Questions not to ask again; keep them.",
            },
            "events": {
                "type": "array",
                "description": properties["events"]["description"],
                "items": {
                    "type": "object",
                    "required": ["at", "event"],
                    "additionalProperties": False,
                    "properties": fields,
                },
            },
        },
        "examples": [_EXAMPLE],
    }


def _listed(names: frozenset[str]) -> str:
    return ", ".join(name for name in EVENTS if name in names)


def _short(field: Schema) -> Schema:
    """Return the schema of a field with the keywords in `_KEPT`, its description, and no null."""
    alternatives = [each for each in field.get("anyOf", [field]) if each.get("type") != "null"]
    (found,) = alternatives
    short = {key: found[key] for key in _KEPT if key in found}
    if "items" in found:
        short["items"] = {key: found["items"][key] for key in _KEPT if key in found["items"]}
    if "description" in field:
        short["description"] = _NULL.sub("", field["description"])
    return short
