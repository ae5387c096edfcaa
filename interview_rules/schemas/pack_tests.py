"""The JSON Schema that editors use for test files, with the names in the pack under test."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_rules.events.event import EVENTS
from interview_rules.facts.place import is_of_place
from interview_rules.packs import bundled
from interview_rules.schemas.declared import described_events, fact_value, own_facts
from interview_rules.schemas.parts import (
    Schema,
    by_group,
    described_actions,
    described_rules,
    facts_of,
    one_of,
    one_or_several,
    part,
    record,
    section,
    suggested,
    text,
)

if TYPE_CHECKING:
    from collections.abc import Collection

    from interview_rules.packs.model import RulePack

__all__ = ["tests_schema"]

_OTHER_SPELLING: Schema = {"type": "string", "pattern": "[A-Z_ ]"}
"""Other spellings of event names, such as `Follow up sent` and `follow_up_sent`. Event logs accept
them, but the schema cannot check them."""


def tests_schema(pack: RulePack, state: Schema, events: Schema) -> Schema:
    """Return the schema of tests for a pack, given the schemas of states and events."""
    # A name that is both a rule and an action stands for the action.
    names = {**described_rules(pack, advising=True), **described_actions(pack)}
    names |= {f"action {action}": said for action, said in described_actions(pack).items()}
    definitions = {**state.get("$defs", {}), **events.get("$defs", {})}
    return {
        "type": "object",
        "required": ["tests"],
        "additionalProperties": False,
        "properties": {
            "rules": one_or_several(
                suggested(dict.fromkeys(bundled.names(), ""), "A pack, or a path."),
                "The packs under test: names of packs, or paths. By default, the pack next "
                "to this file.",
            ),
            **_locale(),
            "tests": {
                "description": "The tests.",
                "type": "array",
                "items": _test(pack, names, state, events),
                "minItems": 1,
            },
        },
        "$defs": {
            **definitions,
            "Event": _event(definitions["Event"], pack),
            "details": _details(),
            "advice": _advice(),
            "name": one_of(names),
            "rule": one_of(described_rules(pack)),
        },
    }


def _test(pack: RulePack, names: dict[str, str], state: Schema, events: Schema) -> Schema:
    off = pack.absent.intersection(pack.switched_off.values())
    moment = {
        "type": "string",
        "description": "For example 2026-11-25 12:00, in the time zone of the test.",
    }
    # allOf hides the form of the value from editors, so that they suggest each name only once.
    detailed = record(
        {
            name: {"allOf": [part("details")], "description": described}
            for name, described in names.items()
        }
    )
    return record(
        {
            "name": text("What the test shows, in one sentence."),
            "events": {
                **_without_names(events),
                "description": "An event log: everything that happened.",
            },
            "state": {
                **_without_names(state),
                "description": "A state, as stored by an app.",
                "properties": {**state["properties"], "facts": own_facts(pack)},
            },
            "facts": section(
                {
                    name: fact_value(fact)
                    for name, fact in facts_of(pack).items()
                    if not is_of_place(fact)
                },
                "Facts set directly, even if no event log can produce them.",
            ),
            **_locale(unset=True),
            "now": one_or_several(
                moment, "The time, or several times with the same expectations.", required=True
            ),
            "expect": one_or_several(
                {"anyOf": [part("name"), detailed]}, "Actions or rules whose advice must be given."
            ),
            "expect_not": one_or_several(
                _absent("name", {*pack.absent, *(f"action {name}" for name in off)}, pack),
                "Actions or rules whose advice must not be given.",
            ),
            "nothing_else": {
                "type": "boolean",
                "description": "True if all other advice is an error.",
            },
            "holds": one_or_several(
                part("rule"), "Rules that must hold, whether or not their advice is given."
            ),
            "holds_not": one_or_several(
                _absent("rule", pack.switched_off, pack), "Rules that must not hold."
            ),
            "report": {
                "description": "All advice in order. Leave it empty, and run interview-rules test "
                "--update to fill it in.",
                "anyOf": [{"type": "null"}, {"type": "array", "items": part("advice")}],
            },
        },
        ("name", "now"),
    )


def _absent(kind: str, off: Collection[str], pack: RulePack) -> Schema:
    """Return the schema of what must be absent: also a group, or a name that is switched off."""
    more = {**dict.fromkeys(sorted(off), "Switched off."), **by_group(pack)}
    return {"anyOf": [part(kind), one_of(more)]} if more else part(kind)


def _advice() -> Schema:
    """Return the schema of one piece of advice in a report."""
    draft = {
        "to": text("The name of the addressee."),
        "subject": text("The subject of the message."),
        "body": text("The text of the message."),
    }
    return record(
        {
            "action": text("The advised action."),
            "rule": text("The rule that gives the advice."),
            "kind": text("do, avoid or know."),
            "title": text("The advice in one line."),
            "text": text("The advice in a few sentences."),
            "since": text("The start of the advice, or always."),
            "until": text("The end of the advice, or never."),
            "due": text("The recommended deadline."),
            "drafts": {
                "description": "Drafts of messages, one for each person.",
                "type": "array",
                "items": record(draft),
            },
        }
    )


def _details() -> Schema:
    """Return the schema of the expected details of a piece of advice."""
    return section(
        {
            "rule": part("rule", "The rule that gives the advice."),
            "since": {"type": "string", "description": "The start of the advice, or always."},
            "until": {"type": "string", "description": "The end of the advice, or never."},
            "due": {
                "type": "string",
                "description": "The recommended deadline: a date, a date and time if the hour "
                "matters, or never.",
            },
            "text": text("Words that the title or text of the advice must contain."),
        }
    )


def _event(event: Schema, pack: RulePack) -> Schema:
    """Return the schema of an event, with descriptions of all event names and actions."""
    properties = event["properties"]
    advice = properties["advice"]
    about = {
        **advice,
        "description": "The action of the advice that is done or snoozed.",
        "anyOf": [*suggested(described_actions(pack), "")["anyOf"][:-1], *advice["anyOf"]],
    }
    names = {**EVENTS, **described_events(pack)}
    happened = suggested(names, "What happened.", _OTHER_SPELLING)
    requirements = [_any_spelling(each) for each in event["then"]["allOf"]]
    return {
        **event,
        "properties": {**properties, "event": happened, "advice": about},
        "then": {"allOf": requirements},
    }


def _any_spelling(requirement: Schema) -> Schema:
    """Return a requirement that also allows other spellings of the events under its `then`."""
    names = requirement["then"]["properties"].get("event")
    if names is None:
        return requirement
    return {**requirement, "then": {"properties": {"event": {"anyOf": [names, _OTHER_SPELLING]}}}}


def _without_names(schema: Schema) -> Schema:
    """Return a schema without its top-level `$` keys, to embed it in another schema."""
    return {key: value for key, value in schema.items() if not key.startswith("$")}


def _locale(*, unset: bool = False) -> Schema:
    """Return the schemas of time zone, country and subdivision; with `unset`, null is allowed."""
    places = {
        "timezone": text("The time zone, for example Europe/Berlin."),
        "country": text("The country whose public holidays apply, for example DE."),
        "subdivision": text("The subdivision of the country, for example BY."),
    }
    if not unset:
        return places
    return {
        name: {
            "description": f"{place['description']} Null unsets what the file gives.",
            "anyOf": [
                {"type": "null"},
                {key: value for key, value in place.items() if key != "description"},
            ],
        }
        for name, place in places.items()
    }
