"""The JSON Schema of test files, for editors: with the names of the pack under test."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_rules.events.event import EVENTS
from interview_rules.packs import bundled
from interview_rules.schemas.parts import (
    Schema,
    actions_told,
    chosen,
    facts_of,
    offered,
    one_or_several,
    part,
    record,
    rules_told,
    said,
    section,
)

if TYPE_CHECKING:
    from interview_rules.facts.vocabulary import Fact
    from interview_rules.packs.model import RulePack

__all__ = ["tests_schema"]

_OTHER_SPELLING: Schema = {"type": "string", "pattern": "[A-Z_ ]"}
"""Logs may also say `Follow up sent` or `follow_up_sent`; whether that is an event, only they know."""


def tests_schema(pack: RulePack, state: Schema, events: Schema) -> Schema:
    """The schema of tests for a pack; `state` and `events` are the schemas of those."""
    # A name that is both means the action.
    names = {**rules_told(pack, advising=True), **actions_told(pack)}
    definitions = {**state.get("$defs", {}), **events.get("$defs", {})}
    return {
        "type": "object",
        "required": ["tests"],
        "additionalProperties": False,
        "properties": {
            "rules": one_or_several(
                offered(dict.fromkeys(bundled.names(), ""), "A shipped pack, or a path."),
                "The packs under test: names of shipped ones, or paths. Left out, the pack beside "
                "this file.",
            ),
            **_places(),
            "tests": {
                "description": "The tests, one after another.",
                "type": "array",
                "items": _test(pack, names, state, events),
                "minItems": 1,
            },
        },
        "$defs": {
            **definitions,
            "Event": _event(definitions["Event"], pack),
            "details": _details(),
            "name": chosen(names),
            "rule": chosen(rules_told(pack)),
        },
    }


def _test(pack: RulePack, names: dict[str, str], state: Schema, events: Schema) -> Schema:
    moment = {"type": "string", "description": "Such as 2026-11-25 12:00, in the zone of the test."}
    # Behind allOf, a name has no form of its own, so that an editor offers it once and not twice.
    detailed = record(
        {name: {"allOf": [part("details")], "description": told} for name, told in names.items()}
    )
    return record(
        {
            "name": said("What the test shows, in a sentence."),
            "events": {**_without_names(events), "description": "A log: what happened."},
            "state": {
                **_without_names(state),
                "description": "A state, as apps store it.",
                "properties": {**state["properties"], "facts": _own_facts(pack)},
            },
            "facts": section(
                {name: _fact(fact) for name, fact in facts_of(pack).items()},
                "Facts that are simply so, though no log may bring them about.",
            ),
            **_places(),
            "now": one_or_several(
                moment, "The moment, or several at which the same is expected.", required=True
            ),
            "expect": one_or_several(
                {"anyOf": [part("name"), detailed]}, "Actions or rules whose advice is given."
            ),
            "expect_not": one_or_several(
                part("name"), "Actions or rules whose advice is not given."
            ),
            "nothing_else": {
                "type": "boolean",
                "description": "Whether nothing is advised beyond what is expected.",
            },
            "holds": one_or_several(part("rule"), "Rules that hold, whether they speak or not."),
            "holds_not": one_or_several(part("rule"), "Rules that do not hold."),
        },
        ("name", "now"),
    )


def _details() -> Schema:
    """What may be said of an advice that is expected, under its name."""
    return section(
        {
            "rule": part("rule", "The rule that gives it."),
            "since": {"type": "string", "description": "From when on it is given, or always."},
            "until": {"type": "string", "description": "Until when it is given, or never."},
            "due": {"type": "string", "description": "By when to act: a day, or never."},
            "text": said("Words that its title or text has."),
        }
    )


def _event(event: Schema, pack: RulePack) -> Schema:
    """An event, with what each name means and the actions that it can be about."""
    properties = event["properties"]
    advice = properties["advice"]
    about = {
        **advice,
        "description": "The action of the advice that is done or set aside.",
        "anyOf": [*offered(actions_told(pack), "")["anyOf"][:-1], *advice["anyOf"]],
    }
    happened = offered(EVENTS, "What happened.", _OTHER_SPELLING)
    return {**event, "properties": {**properties, "event": happened, "advice": about}}


def _own_facts(pack: RulePack) -> Schema:
    own = {name: _fact(fact) for name, fact in pack.facts.items()}
    return record(own, (), "Facts of the pack's own.")


def _without_names(schema: Schema) -> Schema:
    """A schema inside another one: its own names and parts stand with those of the whole."""
    return {key: value for key, value in schema.items() if not key.startswith("$")}


def _places() -> Schema:
    return {
        "timezone": said("The zone, such as Europe/Berlin."),
        "country": said("The country whose holidays count, such as DE."),
        "subdivision": said("The part of that country, such as BY."),
    }


def _fact(fact: Fact) -> Schema:
    shapes: dict[str, Schema] = {
        "moment": {"type": "string"},
        "flag": {"type": "boolean"},
        "count": {"type": "integer", "minimum": 0},
        "choice": {"enum": list(fact.choices)},
    }
    return {**shapes[fact.type], "description": f"{fact.doc}."}
