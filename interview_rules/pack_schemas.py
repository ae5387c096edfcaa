"""JSON Schemas of packs and of their tests, for editors: with the names of the packs at hand.

What a file may change below it (override, set, switch_off) is a closed list there, so that an
editor marks a typo; what it may add to (actions, rules that it names itself) is open, and only
offered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from interview_rules.events import OWN_ACTS
from interview_rules.facts import FACTS
from interview_rules.language.wording import say_duration
from interview_rules.packs import ADVICE_KINDS
from interview_rules.rule_pages import rule_page
from interview_rules.texts import NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from interview_rules.facts import Fact
    from interview_rules.packs import RulePack

__all__ = ["pack_schema", "tests_schema"]

Schema = dict[str, Any]

_ID = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
_NAME = "^[a-z][a-z0-9_]{0,79}$"
_TEXT: Schema = {"type": "string", "minLength": 1}


def pack_schema(pack: RulePack) -> Schema:
    """The schema of a pack that lies on another one, or is that one."""
    overridable = {"$ref": "#/$defs/overridable"}
    return {
        "$defs": _parts_of_packs(pack),
        "type": "object",
        "required": ["pack"],
        "additionalProperties": False,
        "properties": {
            "pack": {"type": "string", "pattern": _ID, "description": "The name of this pack."},
            "title": _said("What this pack is, in a line."),
            "extends": _one_or_several(
                _offered(
                    ("after-the-interview", "in-practice", "job-search"),
                    description="The packs that this one builds on: shipped ones by their names, "
                    "files by their paths.",
                )
            ),
            "parameters": _named(
                _object(
                    {
                        "value": _value("A length of time, such as 3 days, or a number."),
                        "doc": _said("What it is for, in a line."),
                        "source": _of("source"),
                    },
                    required=("value", "doc"),
                ),
                "Numbers and lengths of time that rules name instead of writing them out.",
            ),
            "set": _closed(
                {
                    name: _value(f"{parameter.doc} Now: {_said_value(parameter.value)}.")
                    for name, parameter in pack.parameters.items()
                },
                "Parameters of the packs below that get another value.",
            ),
            "facts": _named(
                _object(
                    {
                        "type": {"enum": ["moment", "flag", "choice", "count"]},
                        "doc": _said("What sets it, in a line."),
                        "choices": {"type": "array", "items": {"type": "string"}, "minItems": 2},
                        "ordered": {"type": "boolean"},
                        "spoken": _said("What a text says where it is unknown."),
                        "ask": _said("The question for it."),
                    },
                    required=("type", "doc"),
                ),
                "Facts of this pack's own, which a state brings under facts:.",
            ),
            "definitions": _named(
                _object(
                    {
                        "condition": _of("condition"),
                        "moment": _of("moment"),
                        "doc": _said("What it says, in a line."),
                    },
                    required=("doc",),
                ),
                "Conditions and moments with a name.",
            ),
            "conclusions": _named(_said("What it means, in a line."), "What rules conclude."),
            "exclusive": {
                "description": "Groups of actions that are never to be advised together; "
                "interview-rules prove shows whether that is so.",
                "type": "array",
                "items": {"type": "array", "items": _of("action"), "minItems": 2},
            },
            "stances": {
                "description": "Actions that say how things stand with an application.",
                "type": "array",
                "items": _of("action"),
            },
            "complete": {
                "description": "Kinds of state in which every moment is to have a stance.",
                **_one_or_several(_of("condition")),
            },
            "drafts": {
                "description": "Messages that a person can send.",
                "type": "object",
                "propertyNames": {"pattern": _ID},
                "additionalProperties": _object(
                    {"subject": _template("The subject."), "body": _template("The message.")},
                    required=("subject", "body"),
                ),
            },
            "switch_off": {
                "description": "Rules of the packs below that are not to apply.",
                **_one_or_several(_of("rule")),
            },
            "override": _closed(
                {
                    page["id"]: {"allOf": [overridable], "description": _told(page)}
                    for page in _pages(pack)
                },
                "Rules of the packs below of which single keys are said otherwise.",
            ),
            "rules": {
                "description": "The rules of this pack.",
                "type": "array",
                "items": _rule(pack),
            },
        },
    }


def _of(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _parts_of_packs(pack: RulePack) -> Schema:
    """What stands in several places of a schema."""
    return {
        "action": _action(pack),
        "condition": _condition(pack),
        "moment": _moment(pack),
        "overridable": _object({**_beside_advice(pack), **_advice(pack)}),
        "other_rule": _other_rule(pack),
        "rule": _known_rule(pack),
        "source": _source(),
    }


def _pages(pack: RulePack) -> list[Schema]:
    return [rule_page(pack, rule) for rule in pack.rules]


def _told(page: Mapping[str, Any]) -> str:
    """What is shown of a rule beside its id."""
    title = f"{page['title']}. " if page["title"] else ""
    return f"{title}When: {' and '.join(page['when'])}. Source: {page['source']}"


def _said_value(value: Any) -> str:
    return str(value) if isinstance(value, int) else say_duration(value)


def _object(properties: Schema, required: Iterable[str] = ()) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def _closed(properties: Schema, description: str) -> Schema:
    return {**_object(properties), "description": description}


def _named(values: Schema, description: str) -> Schema:
    return {
        "description": description,
        "type": "object",
        "propertyNames": {"pattern": _NAME},
        "additionalProperties": values,
    }


def _said(description: str) -> Schema:
    return {**_TEXT, "description": description}


def _value(description: str) -> Schema:
    return {"type": ["string", "integer"], "description": description}


def _one_or_several(item: Schema) -> Schema:
    return {"anyOf": [item, {"type": "array", "items": item}]}


def _offered(
    words: Iterable[str], told: Mapping[str, str] | None = None, description: str = ""
) -> Schema:
    """A text for which some are offered, each with what is told of it."""
    offers: list[Schema] = [
        {"const": word, **({"description": told[word]} if told and word in told else {})}
        for word in words
    ]
    return {"anyOf": [*offers, _TEXT], "description": description}


def _source() -> Schema:
    return {
        "description": "What it rests on: a sentence, or a section of the article.",
        "anyOf": [
            _TEXT,
            _object({"section": _said("A section of the article.")}, ("section",)),
            _object({"rests_on": _said("The reason given instead.")}, ("rests_on",)),
        ],
    }


def _facts(pack: RulePack) -> dict[str, Fact]:
    return {**FACTS, **pack.facts}


def _condition(pack: RulePack) -> Schema:
    told = {name: f"{fact.doc} ({fact.type})." for name, fact in _facts(pack).items()}
    told |= {
        name: f"{definition.doc} ({' '.join(definition.text.split())})"
        for name, definition in pack.definitions.items()
    }
    told |= {name: f"{doc or 'A conclusion.'}" for name, doc in pack.conclusions.items()}
    simple = {name: _asks(name, _facts(pack).get(name), pack) for name in told}
    return _offered(
        simple.values(),
        {simple[name]: text for name, text in told.items()},
        "When it holds, in the rule language, such as: after decision_date and no reply. Several in "
        "a list have to hold together.",
    )


def _asks(name: str, fact: Fact | None, pack: RulePack) -> str:
    """The simplest condition about a name."""
    definition = pack.definitions.get(name)
    if fact is None and (definition is None or name in pack.conclusions):
        return name
    kind = fact.type if fact is not None else ""
    if kind == "moment":
        return f"{name} is known"
    if kind == "choice" and fact is not None:
        return f"{name} is {fact.choices[-1]}"
    if kind == "count":
        return f"{name} >= 1"
    return name


def _moment(pack: RulePack) -> Schema:
    told = {name: f"{fact.doc}." for name, fact in _facts(pack).items() if fact.type == "moment"}
    return _offered(told, told, "A moment, such as: decision_date + 1 business day.")


def _template(description: str) -> Schema:
    names = ", ".join(f"{{{name}}}" for name in NAMES)
    return _said(
        f"{description} {{decision_date}} or another moment is filled in, {{x|otherwise}} where it "
        f"may be unknown; so are {names}."
    )


def _action(pack: RulePack) -> Schema:
    told: dict[str, str] = {}
    for page in _pages(pack):
        if page["action"]:
            told.setdefault(page["action"], page["title"])
    return _offered(told, told, "What the advice is about; apps know it by this name.")


def _known_rule(pack: RulePack) -> Schema:
    return (
        {"anyOf": [{"const": page["id"], "description": _told(page)} for page in _pages(pack)]}
        if pack.rules
        else {"not": {}}
    )


def _other_rule(pack: RulePack) -> Schema:
    told = {page["id"]: _told(page) for page in _pages(pack) if page["action"]}
    return _offered(told, told, "Another rule that gives advice.")


def _other_rules(description: str) -> Schema:
    return {"description": description, **_one_or_several(_of("other_rule"))}


def _advice(pack: RulePack) -> Schema:
    return {
        "action": _of("action"),
        "kind": {
            "description": "What is to be done, to be left alone, or to be known.",
            "enum": list(ADVICE_KINDS),
        },
        "title": _template("The advice in a line."),
        "text": _template("The advice in a few sentences."),
        "due": {"allOf": [_of("moment")], "description": "By when to act, at best."},
        "draft": _offered(pack.drafts, None, "A message that goes with it, under drafts:."),
        "recorded_as": {
            "description": "The event that stands for having done it.",
            "enum": ["", *OWN_ACTS],
        },
        "again_after": _offered(
            [name for name, each in pack.parameters.items() if not isinstance(each.value, int)],
            {name: each.doc for name, each in pack.parameters.items()},
            "After how long it comes back once it is done, such as 2 weeks.",
        ),
    }


def _beside_advice(pack: RulePack) -> Schema:
    return {
        "when": _one_or_several(_of("condition")),
        "conclude": _one_or_several(
            _offered(pack.conclusions, pack.conclusions, "What other rules can ask for.")
        ),
        "instead_of": _other_rules("Rules whose advice is not given while this one and they hold."),
        "before": _other_rules("Rules before whose advice this one is listed."),
        "source": _of("source"),
    }


def _rule(pack: RulePack) -> Schema:
    advise = _object(_advice(pack), ("action", "kind", "title", "text"))
    return _object(
        {
            "id": {"type": "string", "pattern": _ID, "description": "The name of this rule."},
            **_beside_advice(pack),
            "advise": {**advise, "description": "What is said to a person while the rule holds."},
        },
        ("id", "when", "source"),
    )


# -- tests -----------------------------------------------------------------------------------------


def tests_schema(pack: RulePack, state: Schema, events: Schema) -> Schema:
    """The schema of tests for a pack; `state` and `events` are the schemas of those."""
    names = {page["id"]: _told(page) for page in _pages(pack) if page["action"]}
    for page in _pages(pack):
        if page["action"]:
            names[page["action"]] = page["title"]
    rules = {page["id"]: _told(page) for page in _pages(pack)}
    moment = {"type": "string", "description": "Such as 2026-11-25 12:00, in the zone of the test."}
    details = _object(
        {
            "rule": _of("rule"),
            "since": {"type": "string", "description": "From when on it is given; always."},
            "until": {"type": "string", "description": "Until when it is given; never."},
            "due": {"type": "string", "description": "By when to act: a day, an instant, never."},
            "text": _said("Words that its title or text has."),
        }
    )
    listed = {"type": "array", "items": _of("rule")}
    test = _object(
        {
            "name": _said("What the test shows, in a sentence."),
            "events": {**_without(events), "description": "A log: what happened."},
            "state": {**_without(state), "description": "A state, as apps store it."},
            "facts": _closed(
                {name: _fact(fact) for name, fact in _facts(pack).items()},
                "Facts that are simply so, though no log may bring them about.",
            ),
            **_places(),
            "now": {
                "description": "The moment, or several at which the same is expected.",
                **_one_or_several(moment),
            },
            "expect": {
                "description": "Actions or rules whose advice is given.",
                **_one_or_several(
                    {
                        "anyOf": [
                            _of("name"),
                            _object(
                                {
                                    name: {"allOf": [_of("details")], "description": told}
                                    for name, told in names.items()
                                }
                            ),
                        ]
                    }
                ),
            },
            "expect_not": {
                "description": "Actions or rules whose advice is not given.",
                "type": "array",
                "items": _of("name"),
            },
            "nothing_else": {
                "type": "boolean",
                "description": "Whether nothing is advised beyond what is expected.",
            },
            "holds": {"description": "Rules that hold, whether they speak or not.", **listed},
            "holds_not": {"description": "Rules that do not hold.", **listed},
        },
        ("name", "now"),
    )
    return {
        "type": "object",
        "required": ["tests"],
        "additionalProperties": False,
        "properties": {
            "rules": {
                "description": "The packs under test: names of shipped ones, or paths.",
                **_one_or_several(_TEXT),
            },
            **_places(),
            "tests": {"type": "array", "items": test, "minItems": 1},
        },
        "$defs": {
            **state.get("$defs", {}),
            **events.get("$defs", {}),
            "details": details,
            "name": _chosen(names),
            "rule": _chosen(rules),
        },
    }


def _without(schema: Schema) -> Schema:
    return {key: value for key, value in schema.items() if not key.startswith("$")}


def _chosen(told: Mapping[str, str]) -> Schema:
    if not told:
        return {"not": {}}
    return {"anyOf": [{"const": word, "description": text} for word, text in told.items()]}


def _places() -> Schema:
    return {
        "timezone": _said("The zone, such as Europe/Berlin."),
        "country": _said("The country whose holidays count, such as DE."),
        "subdivision": _said("The part of that country, such as BY."),
    }


def _fact(fact: Fact) -> Schema:
    shapes: dict[str, Schema] = {
        "moment": {"type": "string"},
        "flag": {"type": "boolean"},
        "count": {"type": "integer", "minimum": 0},
        "choice": {"enum": list(fact.choices)},
    }
    return {**shapes[fact.type], "description": f"{fact.doc}."}
