"""What the schemas of packs and of their tests are made of.

An editor offers what stands under `const`, shows the `description` of it beside it and where a
name is pointed at, and marks what no part of the schema takes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from interview_rules.facts.vocabulary import FACTS
from interview_rules.packs.describe import rule_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from interview_rules.facts.vocabulary import Fact
    from interview_rules.packs.model import RulePack

__all__ = [
    "ID",
    "NAME",
    "TEXT",
    "Schema",
    "actions_told",
    "chosen",
    "facts_of",
    "named",
    "offered",
    "one_or_several",
    "part",
    "record",
    "rules_told",
    "said",
    "section",
]

Schema = dict[str, Any]

ID = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
NAME = "^[a-z][a-z0-9_]{0,79}$"

TEXT: Schema = {"type": ["string", "number"], "minLength": 1}
"""Any text: a number is one as well, since packs are read without regard to YAML's types."""


# -- shapes ----------------------------------------------------------------------------------------


def part(name: str, description: str = "") -> Schema:
    """What stands under `$defs`, with a description of its own if one is given."""
    return {"$ref": f"#/$defs/{name}", **({"description": description} if description else {})}


def said(description: str) -> Schema:
    """A text that somebody writes."""
    return {**TEXT, "description": description}


def record(properties: Schema, required: Iterable[str] = (), description: str = "") -> Schema:
    """A mapping with these keys and no others."""
    return {
        **({"description": description} if description else {}),
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def section(properties: Schema, description: str = "") -> Schema:
    """A mapping with these keys, under a key behind which nothing need stand."""
    return {**record(properties, (), description), "type": ["object", "null"]}


def named(values: Schema, description: str, pattern: str = NAME) -> Schema:
    """A mapping from names that the author chooses, under a key behind which nothing need stand."""
    return {
        "description": description,
        "type": ["object", "null"],
        "propertyNames": {"pattern": pattern},
        "additionalProperties": values,
    }


def one_or_several(item: Schema, description: str, *, required: bool = False) -> Schema:
    """One, a list of them, or nothing unless it is `required`."""
    # Two alternatives, and only the first with a description: what points at the key then shows
    # what the key means, before what is told of the value.
    several = "array" if required else ["array", "null"]
    return {"description": description, "anyOf": [item, {"type": several, "items": item}]}


def chosen(told: Mapping[str, str], description: str = "") -> Schema:
    """One of some words, each with what is told of it; nothing at all if there are none."""
    known: Schema = {"anyOf": _words(told)} if told else {"not": {}}
    return {"description": description, **known} if description else known


def offered(told: Mapping[str, str], description: str, otherwise: Schema = TEXT) -> Schema:
    """The same, but anything else that is `otherwise` taken as well."""
    return {"description": description, "anyOf": [*_words(told), otherwise]}


def _words(told: Mapping[str, str]) -> list[Schema]:
    return [
        {"const": word, **({"description": text} if text else {})} for word, text in told.items()
    ]


# -- what is told of the names in a pack -----------------------------------------------------------


def facts_of(pack: RulePack) -> dict[str, Fact]:
    """Every fact that rules of a pack can ask for, by its name."""
    return {**FACTS, **pack.facts}


def rules_told(pack: RulePack, *, advising: bool = False) -> dict[str, str]:
    """Each rule by its id: its title, its condition and its source. `advising` are those only."""
    pages = [rule_page(pack, rule) for rule in pack.rules if rule.advise or not advising]
    return {page["id"]: _rule_told(page) for page in pages}


def _rule_told(page: Mapping[str, Any]) -> str:
    title = page["title"]
    words = page["when"]
    if len(words) > 1:
        words = [f"({each})" if " or " in each else each for each in words]
    return " ".join(
        [
            *([title if title.endswith(("?", "!", ".")) else f"{title}."] if title else []),
            f"When: {' and '.join(words)}.",
            f"Source: {page['source'].rstrip('.')}.",
        ]
    )


def actions_told(pack: RulePack) -> dict[str, str]:
    """Each action: the first title under which it is advised, and by which rules."""
    titles: dict[str, str] = {}
    rules: dict[str, list[str]] = {}
    for rule in pack.rules:
        if rule.advise is not None:
            page = rule_page(pack, rule)
            titles.setdefault(page["action"], page["title"])
            rules.setdefault(page["action"], []).append(rule.id)
    return {
        action: f"{title}{'' if title.endswith(('?', '!', '.')) else '.'}"
        f" Advised by: {', '.join(rules[action])}."
        for action, title in titles.items()
    }
