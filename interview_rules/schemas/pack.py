"""The JSON Schema of packs for editors, with the names of the pack being edited.

Under `override`, `override_drafts` and `set`, the schema allows only names that the pack or a pack
below defines, so that an editor marks typos. Elsewhere, names that a pack can define itself, such
as actions and rules, are only suggested.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_rules.events.event import EVENTS, OWN_ACTS
from interview_rules.language.parser import UNITS
from interview_rules.language.printer import say_duration
from interview_rules.packs import bundled
from interview_rules.packs.formerly import KINDS
from interview_rules.packs.layers import VALUE
from interview_rules.schemas.accepted import accepted_findings
from interview_rules.schemas.conditions import condition, moment, own_moments
from interview_rules.schemas.declared import described_events, event_declarations
from interview_rules.schemas.drafts import draft_keys, subject_of, template
from interview_rules.schemas.parts import (
    ID,
    NAME,
    TEXT,
    Schema,
    by_action,
    by_group,
    described_actions,
    described_rules,
    names_to,
    one_of,
    one_or_several,
    part,
    record,
    section,
    suggested,
    text,
)

if TYPE_CHECKING:
    from interview_rules.packs.model import RulePack
    from interview_rules.packs.parameter import Parameter

__all__ = ["pack_schema"]

_LENGTH = rf"[0-9]+ +({'|'.join(UNITS)})"
_NUMBER: Schema = {"type": ["integer", "string"], "pattern": "^[0-9]+$"}
_TEXT_OR_NULL: Schema = {"type": ["string", "number", "null"]}
"""Any text, or null: under `override`, null removes a value that a pack below sets."""

_ORDERS = {
    "first": "Before all other advice: for a warning that must not be missed.",
    "last": "After all other advice: for what is always true.",
}
_KINDS = {
    "do": "Something to do.",
    "avoid": "Something to avoid.",
    "know": "Something to know.",
}


def pack_schema(pack: RulePack) -> Schema:
    """Return the schema for `pack` itself and for packs that extend it."""
    return {
        "$defs": {
            "action": _action(pack),
            "condition": condition(pack),
            "draft_name": suggested(
                {name: subject_of(draft) for name, draft in pack.shared_drafts.items()},
                "The name of a draft.",
            ),
            "moment": moment(pack),
            "other_rule": suggested(
                {**described_rules(pack, advising=True), **by_action(pack), **by_group(pack)},
                "Another rule that gives advice, or all of an action or a group.",
            ),
            "rule": suggested(  # any id, because rules that are switched off are not described
                described_rules(pack), "The id of a rule.", {"type": "string", "pattern": ID}
            ),
            "of_action": suggested(
                by_action(pack) | by_group(pack),
                "All rules that advise an action, or those of a group.",
                {"type": "string", "pattern": f"^(action|group) +{ID.removeprefix('^')}"},
            ),
            "overridable": section({**_rule_keys(pack), **_advice_keys(pack)}),
            "overridable_of_action": section({"source": part("source"), **_advice_keys(pack)}),
            "source": _source(),
        },
        "type": "object",
        "required": ["pack"],
        "additionalProperties": False,
        "properties": {
            "pack": {"type": "string", "pattern": ID, "description": "The name of this pack."},
            "title": text("The title of this pack, in one line."),
            "extends": one_or_several(
                suggested(dict.fromkeys(bundled.names(), ""), "A pack, or a path."),
                "The packs that this one extends: names of bundled or installed packs, which may be "
                "followed by versions such as >= 2, < 3, or paths of files.",
            ),
            **_names(pack),
            **_groups(),
            "accept": accepted_findings(),
            "drafts": names_to(
                record(draft_keys(), ("subject", "body")),
                "Drafts of messages to send.",
                ID,
            ),
            "override_drafts": section(
                {
                    name: section(draft_keys(), f"Subject: {subject_of(draft)}")
                    for name, draft in pack.shared_drafts.items()
                },
                "Drafts of the packs below, with the keys to replace for all rules.",
            ),
            "switch_off": one_or_several(
                {"anyOf": [part("rule"), part("of_action")]},
                "Rules of the packs below to disable, by id, action or group.",
            ),
            "override": section(
                {
                    rule: part("overridable", described)
                    for rule, described in described_rules(pack).items()
                }
                | {
                    name: part("overridable_of_action", described)
                    for name, described in (by_action(pack) | by_group(pack)).items()
                },
                "Rules of the packs below, by id, action or group, with the keys to replace.",
            ),
            "rules": {
                "description": "The rules of this pack.",
                "type": ["array", "null"],
                "items": _rule(pack),
            },
        },
    }


# -- declarations ----------------------------------------------------------------------------------


def _names(pack: RulePack) -> Schema:
    return {
        "parameters": names_to(
            record(
                {
                    "value": _value("A length of time such as 3 days, or a number."),
                    "doc": text("The purpose of the parameter, in one line."),
                    "source": part("source"),
                },
                ("value", "doc"),
            ),
            "Numbers and lengths of time that rules refer to by name.",
        ),
        "set": section(
            {name: _new_value(parameter) for name, parameter in pack.parameters.items()},
            "New values for parameters of the packs below.",
        ),
        "facts": names_to(
            _fact_declaration(), "Facts declared by this pack, which a state provides under facts:."
        ),
        "events": event_declarations(),
        "definitions": names_to(
            {
                **record(
                    {
                        "condition": part("condition"),
                        "moment": part("moment"),
                        "doc": text("The meaning, in one line."),
                    },
                    ("doc",),
                ),
                # `doc`, and either a condition or a moment.
                "minProperties": 2,
                "maxProperties": 2,
            },
            "Named conditions and moments.",
        ),
        "conclusions": names_to(text("The meaning, in one line."), "The conclusions of rules."),
    }


def _fact_declaration() -> Schema:
    return record(
        {
            "type": one_of(
                {
                    "moment": "A date or an instant; unknown until it is set.",
                    "flag": "True or false.",
                    "choice": "One of its choices; the first is the default.",
                    "count": "A whole number, 0 or more.",
                    "text": "A text to show, such as a name; in conditions, true if it is given.",
                },
                "The type of the fact.",
            ),
            "doc": text("The meaning of the fact, in one line."),
            "choices": {
                "description": "The values of a choice, the default first.",
                "type": "array",
                "items": {"type": "string", "pattern": f"^{VALUE.pattern}$"},
                "minItems": 2,
            },
            "ordered": {
                "description": "True if the choices are in ascending order, which allows "
                "'is at least' and 'is at most'.",
                "type": "boolean",
            },
            "spoken": text("The text that templates show while the fact is unknown."),
            "ask": text("The question to ask for the fact."),
        },
        ("type", "doc"),
    )


def _groups() -> Schema:
    group = {"type": "array", "items": part("action"), "minItems": 2}
    return {
        "exclusive": {
            "description": "Groups of actions that must never be advised together; "
            "interview-rules prove checks this.",
            "type": ["array", "null"],
            "items": group,
        },
        "stances": one_or_several(
            part("action"), "Actions that describe the status of an application."
        ),
        "complete": one_or_several(
            part("condition"), "Conditions under which every point in time must have a stance."
        ),
        "groups": names_to(
            one_or_several(
                {"anyOf": [part("rule"), part("of_action")]},
                "Rules by id, and actions.",
            ),
            "Groups of rules, which other packs name by group and the name.",
            ID,
        ),
        "formerly": section(
            {
                kind: names_to(TEXT, f"Former names of {kind}, each with the present name.", "")
                for kind in KINDS
            },
            "Former names of what this pack defines, so that stored data keeps its meaning.",
        ),
    }


def _value(description: str) -> Schema:
    return {
        "description": description,
        "type": ["string", "integer"],
        "pattern": f"^({_LENGTH}|[0-9]+)$",
    }


def _new_value(parameter: Parameter) -> Schema:
    """Return the schema of a new value for a parameter, of the same kind as the old value."""
    value = parameter.value
    if isinstance(value, int):
        return {
            "description": f"{parameter.doc} Current value: {value}.",
            "examples": [value],
            **_NUMBER,
        }
    now = say_duration(value)
    return {
        "description": f"{parameter.doc} Current value: {now}.",
        "examples": [now],
        "type": "string",
        "pattern": f"^{_LENGTH}$",
    }


# -- rules -----------------------------------------------------------------------------------------


def _rule(pack: RulePack) -> Schema:
    return record(
        {
            "id": {"type": "string", "pattern": ID, "description": "The id of this rule."},
            **_rule_keys(pack),
            "advise": record(
                _advice_keys(pack),
                ("action", "kind", "title", "text"),
                "The advice that is given while the rule holds.",
            ),
        },
        ("id", "when", "source"),
    )


def _rule_keys(pack: RulePack) -> Schema:
    return {
        "when": one_or_several(
            part("condition"),
            "The condition of the rule. In a list, all conditions must hold.",
            required=True,
        ),
        "conclude": one_or_several(
            suggested(pack.conclusions, "A name, for example settled."),
            "Conclusions that other rules can use while this one holds.",
        ),
        "instead_of": one_or_several(
            part("other_rule"),
            "Rules whose advice this rule replaces while it holds and is not itself replaced.",
        ),
        "before": one_or_several(
            part("other_rule"), "Rules whose advice is listed after the advice of this rule."
        ),
        "source": part("source"),
    }


def _advice_keys(pack: RulePack) -> Schema:
    lengths = {
        name: f"{parameter.doc} Current value: {say_duration(parameter.value)}."
        for name, parameter in pack.parameters.items()
        if not isinstance(parameter.value, int)
    }
    return {
        "action": part("action"),
        "kind": one_of(_KINDS, "The kind of advice: something to do, to avoid, or to know."),
        "title": template("The advice in one line."),
        "text": template("The advice in a few sentences."),
        "due": {**moment(pack, _TEXT_OR_NULL), "description": "The recommended deadline."},
        "draft": {
            "description": "The draft of a message: a name under drafts:, or a draft for this rule.",
            "anyOf": [
                *suggested(
                    {name: subject_of(draft) for name, draft in pack.shared_drafts.items()},
                    "",
                    _TEXT_OR_NULL,
                )["anyOf"],
                record(draft_keys()),
            ],
        },
        "recorded_as": {
            "description": "The event, or the moment of the pack, that records the advice as "
            "followed.",
            "anyOf": [
                *one_of(_records(pack))["anyOf"],
                {"enum": ["", None]},
            ],
        },
        "again_after": suggested(
            lengths,
            "The time after which the advice is repeated once it is done, for example 2 weeks.",
            {"type": ["string", "null"], "pattern": f"^({_LENGTH}|{NAME[1:-1]}|)$"},
        ),
        "order": {
            "description": "The place of the advice, whatever its kind.",
            "anyOf": [*one_of(_ORDERS)["anyOf"], {"enum": ["", None]}],
        },
    }


def _records(pack: RulePack) -> dict[str, str]:
    """Return the descriptions of what can record advice as done, by name."""
    events = {name: EVENTS[name] for name in OWN_ACTS}
    return events | own_moments(pack) | described_events(pack, acts=True)


def _source() -> Schema:
    return {
        "description": "The source: a sentence, or a section of the article.",
        "anyOf": [
            TEXT,
            record({"section": text("A section of the article.")}, ("section",)),
            record(
                {"rests_on": text("The reason, if it is not a section of the article.")},
                ("rests_on",),
            ),
        ],
    }


def _action(pack: RulePack) -> Schema:
    why = "The action, the name by which apps identify the advice."
    return suggested(described_actions(pack), why, {"type": "string", "pattern": ID})
