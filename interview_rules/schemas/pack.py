"""The JSON Schema of packs, for editors: with the names of the pack at hand.

What a file says about the packs below it under `override` and `set` is a closed list there, so
that an editor marks a typo; what it may add to (actions, rules that it names itself) is open, and
only offered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_rules.events.event import EVENTS, OWN_ACTS
from interview_rules.language.nodes import Moment
from interview_rules.language.parser import UNITS
from interview_rules.language.printer import say_duration
from interview_rules.packs import bundled
from interview_rules.packs.layers import VALUE
from interview_rules.packs.templates import NAMES
from interview_rules.schemas.parts import (
    ID,
    NAME,
    TEXT,
    Schema,
    actions_told,
    chosen,
    facts_of,
    named,
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
    from interview_rules.packs.model import Definition, Parameter, RulePack
    from interview_rules.packs.templates import Template

__all__ = ["pack_schema"]

_LENGTH = rf"[0-9]+ +({'|'.join(UNITS)})"
_NUMBER: Schema = {"type": ["integer", "string"], "pattern": "^[0-9]+$"}
_NOTHING: Schema = {"type": ["string", "number", "null"]}
"""Any text, or nothing: under `override`, that takes back what the pack below says."""

_KINDS = {
    "do": "Something to do.",
    "avoid": "Something to leave alone.",
    "know": "Something to know.",
}


def pack_schema(pack: RulePack) -> Schema:
    """The schema of a pack that lies on another one, or is that one."""
    return {
        "$defs": {
            "action": _action(pack),
            "condition": _condition(pack),
            "moment": _moment(pack),
            "other_rule": offered(
                rules_told(pack, advising=True), "Another rule that gives advice."
            ),
            "overridable": section({**_beside_advice(pack), **_advice(pack)}),
            "source": _source(),
        },
        "type": "object",
        "required": ["pack"],
        "additionalProperties": False,
        "properties": {
            "pack": {"type": "string", "pattern": ID, "description": "The name of this pack."},
            "title": said("What this pack is, in a line."),
            "extends": one_or_several(
                offered(dict.fromkeys(bundled.names(), ""), "A shipped pack, or a path."),
                "The packs that this one builds on: shipped ones by their names, files by their "
                "paths.",
            ),
            **_names(pack),
            **_groups(),
            "drafts": named(
                record(
                    {"subject": _template("The subject."), "body": _template("The message.")},
                    ("subject", "body"),
                ),
                "Messages that a person can send.",
                ID,
            ),
            "switch_off": one_or_several(
                # A pack does not know any more what it has switched off, so the list is open.
                offered(rules_told(pack), "The id of a rule.", {"type": "string", "pattern": ID}),
                "Rules of the packs below that are not to apply.",
            ),
            "override": section(
                {rule: part("overridable", told) for rule, told in rules_told(pack).items()},
                "Rules of the packs below of which single keys are said otherwise.",
            ),
            "rules": {
                "description": "The rules of this pack.",
                "type": ["array", "null"],
                "items": _rule(pack),
            },
        },
    }


# -- what a pack declares --------------------------------------------------------------------------


def _names(pack: RulePack) -> Schema:
    return {
        "parameters": named(
            record(
                {
                    "value": _value("A length of time, such as 3 days, or a number."),
                    "doc": said("What it is for, in a line."),
                    "source": part("source"),
                },
                ("value", "doc"),
            ),
            "Numbers and lengths of time that rules name instead of writing them out.",
        ),
        "set": section(
            {name: _changed(parameter) for name, parameter in pack.parameters.items()},
            "Parameters of the packs below that get another value.",
        ),
        "facts": named(_declared(), "Facts of this pack's own, which a state brings under facts:."),
        "definitions": named(
            {
                **record(
                    {
                        "condition": part("condition"),
                        "moment": part("moment"),
                        "doc": said("What it says, in a line."),
                    },
                    ("doc",),
                ),
                # A condition or a moment, and not both.
                "minProperties": 2,
                "maxProperties": 2,
            },
            "Conditions and moments with a name.",
        ),
        "conclusions": named(said("What it means, in a line."), "What rules conclude."),
    }


def _declared() -> Schema:
    return record(
        {
            "type": chosen(
                {
                    "moment": "A date, or an instant; unknown as long as nobody has said it.",
                    "flag": "True or false.",
                    "choice": "One of its choices, the first of which nobody has to say.",
                    "count": "A whole number from 0.",
                },
                "What can be said of it.",
            ),
            "doc": said("What sets it, in a line."),
            "choices": {
                "description": "The values of a choice, the usual one first.",
                "type": "array",
                "items": {"type": "string", "pattern": f"^{VALUE.pattern}$"},
                "minItems": 2,
            },
            "ordered": {
                "description": "Whether the choices rise, so that rules can ask for at least one.",
                "type": "boolean",
            },
            "spoken": said("What a text says where it is unknown."),
            "ask": said("The question for it."),
        },
        ("type", "doc"),
    )


def _groups() -> Schema:
    group = {"type": "array", "items": part("action"), "minItems": 2}
    return {
        "exclusive": {
            "description": "Groups of actions that are never to be advised together; "
            "interview-rules prove shows whether that is so.",
            "type": ["array", "null"],
            "items": group,
        },
        "stances": one_or_several(
            part("action"), "Actions that say how things stand with an application."
        ),
        "complete": one_or_several(
            part("condition"), "Kinds of state in which every moment is to have a stance."
        ),
    }


def _value(description: str) -> Schema:
    return {
        "description": description,
        "type": ["string", "integer"],
        "pattern": f"^({_LENGTH}|[0-9]+)$",
    }


def _changed(parameter: Parameter) -> Schema:
    """Another value for a parameter: it stays a number, or a length of time."""
    value = parameter.value
    if isinstance(value, int):
        return {"description": f"{parameter.doc} Now: {value}.", "examples": [value], **_NUMBER}
    now = say_duration(value)
    return {
        "description": f"{parameter.doc} Now: {now}.",
        "examples": [now],
        "type": "string",
        "pattern": f"^{_LENGTH}$",
    }


# -- rules -----------------------------------------------------------------------------------------


def _rule(pack: RulePack) -> Schema:
    return record(
        {
            "id": {"type": "string", "pattern": ID, "description": "The name of this rule."},
            **_beside_advice(pack),
            "advise": record(
                _advice(pack),
                ("action", "kind", "title", "text"),
                "What is said to a person while the rule holds.",
            ),
        },
        ("id", "when", "source"),
    )


def _beside_advice(pack: RulePack) -> Schema:
    return {
        "when": one_or_several(
            part("condition"), "When the rule holds. Several have to hold together.", required=True
        ),
        "conclude": one_or_several(
            offered(pack.conclusions, "A name, such as settled."),
            "What other rules can ask for while this one holds.",
        ),
        "instead_of": one_or_several(
            part("other_rule"), "Rules whose advice is not given while this one and they hold."
        ),
        "before": one_or_several(
            part("other_rule"), "Rules before whose advice this one is listed."
        ),
        "source": part("source"),
    }


def _advice(pack: RulePack) -> Schema:
    lengths = {
        name: f"{parameter.doc} Now: {say_duration(parameter.value)}."
        for name, parameter in pack.parameters.items()
        if not isinstance(parameter.value, int)
    }
    return {
        "action": part("action"),
        "kind": chosen(_KINDS, "What is to be done, to be left alone, or to be known."),
        "title": _template("The advice in a line."),
        "text": _template("The advice in a few sentences."),
        "due": {**_moment(pack, _NOTHING), "description": "By when to act, at best."},
        "draft": offered(
            {name: _filled(draft.subject) for name, draft in pack.drafts.items()},
            "A message that goes with it, under drafts:.",
            _NOTHING,
        ),
        "recorded_as": {
            "description": "The event that stands for having done it.",
            "anyOf": [
                *chosen({name: EVENTS[name] for name in OWN_ACTS})["anyOf"],
                {"enum": ["", None]},
            ],
        },
        "again_after": offered(
            lengths,
            "After how long it comes back once it is done, such as 2 weeks.",
            {"type": ["string", "null"], "pattern": f"^({_LENGTH}|{NAME[1:-1]}|)$"},
        ),
    }


def _filled(template: Template) -> str:
    return "".join(
        piece if isinstance(piece, str) else f"{{{piece.name}}}" for piece in template
    ).strip()


def _source() -> Schema:
    return {
        "description": "What it rests on: a sentence, or a section of the article.",
        "anyOf": [
            TEXT,
            record({"section": said("A section of the article.")}, ("section",)),
            record({"rests_on": said("The reason given instead.")}, ("rests_on",)),
        ],
    }


def _template(description: str) -> Schema:
    names = ", ".join(f"{{{name}}}" for name in NAMES)
    return said(
        f"{description} {{decision_date}} or another moment is filled in, {{x|otherwise}} where it "
        f"may be unknown; so are {names}."
    )


def _action(pack: RulePack) -> Schema:
    identifier = {"type": "string", "pattern": ID}
    return offered(
        actions_told(pack), "What the advice is about; apps know it by this name.", identifier
    )


def _moment(pack: RulePack, otherwise: Schema = TEXT) -> Schema:
    facts = facts_of(pack).values()
    told = {fact.name: f"{fact.doc}." for fact in facts if fact.type == "moment"}
    told |= {
        name: _defined(definition)
        for name, definition in pack.definitions.items()
        if isinstance(definition.node, Moment)
    }
    return offered(told, "A moment, such as: decision_date + 1 business day.", otherwise)


def _condition(pack: RulePack) -> Schema:
    facts = facts_of(pack).values()
    told = {_asks(fact): f"{fact.doc} ({fact.type})." for fact in facts}
    for name, definition in pack.definitions.items():
        moment = isinstance(definition.node, Moment)
        told[f"{name} is known" if moment else name] = _defined(definition)
    told |= {name: doc or "A conclusion." for name, doc in pack.conclusions.items()}
    return offered(told, "In the rule language, such as: after decision_date and no reply.")


def _defined(definition: Definition) -> str:
    return f"{definition.doc} ({' '.join(definition.text.split())})"


def _asks(fact: Fact) -> str:
    """The simplest condition about a fact."""
    match fact.type:
        case "moment":
            return f"{fact.name} is known"
        case "choice":
            return f"{fact.name} is {fact.choices[-1]}"
        case "count":
            return f"{fact.name} >= 1"
        case "flag":
            return fact.name
