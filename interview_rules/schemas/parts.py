"""Building blocks of the schemas of packs and test files.

An editor suggests the values under `const`, shows their `description` in completions and on hover,
and marks values that the schema does not allow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from interview_rules.facts.vocabulary import FACTS
from interview_rules.packs.describe import template_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from interview_rules.facts.vocabulary import Fact
    from interview_rules.packs.model import Rule, RulePack

__all__ = [
    "ID",
    "NAME",
    "TEXT",
    "Schema",
    "by_action",
    "by_group",
    "described_actions",
    "described_rules",
    "facts_of",
    "names_to",
    "one_of",
    "one_or_several",
    "part",
    "record",
    "section",
    "suggested",
    "text",
]

Schema = dict[str, Any]

ID = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
NAME = "^[a-z][a-z0-9_]{0,79}$"

TEXT: Schema = {"type": ["string", "number"], "minLength": 1}
"""Any text or number. Packs read all YAML scalars as text, so numbers need no quotation marks."""


# -- shapes ----------------------------------------------------------------------------------------


def part(name: str, description: str = "") -> Schema:
    """Return a reference to a schema under `$defs`, with an optional description."""
    return {"$ref": f"#/$defs/{name}", **({"description": description} if description else {})}


def text(description: str) -> Schema:
    """Return the schema of free text."""
    return {**TEXT, "description": description}


def record(properties: Schema, required: Iterable[str] = (), description: str = "") -> Schema:
    """Return the schema of a mapping with only these keys, some of which can be required."""
    return {
        **({"description": description} if description else {}),
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def section(properties: Schema, description: str = "") -> Schema:
    """Return a schema that accepts null or a mapping with only these keys."""
    return {**record(properties, (), description), "type": ["object", "null"]}


def names_to(values: Schema, description: str, pattern: str = NAME) -> Schema:
    """Return a schema that accepts null or a mapping whose keys are names the author chooses."""
    return {
        "description": description,
        "type": ["object", "null"],
        "propertyNames": {"pattern": pattern},
        "additionalProperties": values,
    }


def one_or_several(item: Schema, description: str, *, required: bool = False) -> Schema:
    """Return a schema that accepts one item, a list of items or, unless `required`, null."""
    # The list has no description of its own, so that hovering over the key shows the description
    # of the key first.
    several = "array" if required else ["array", "null"]
    return {"description": description, "anyOf": [item, {"type": several, "items": item}]}


def one_of(described: Mapping[str, str], description: str = "") -> Schema:
    """Return a schema that accepts only the words in `described`, or nothing if it is empty.

    `described` maps words to their descriptions, which can be empty.
    """
    known: Schema = {"anyOf": _words(described)} if described else {"not": {}}
    return {"description": description, **known} if description else known


def suggested(described: Mapping[str, str], description: str, otherwise: Schema = TEXT) -> Schema:
    """Return a schema that suggests the words in `described` and accepts whatever `otherwise` accepts.

    `described` maps words to their descriptions, which can be empty.
    """
    return {"description": description, "anyOf": [*_words(described), otherwise]}


def _words(described: Mapping[str, str]) -> list[Schema]:
    return [
        {"const": word, **({"description": text} if text else {})}
        for word, text in described.items()
    ]


# -- descriptions of the names in a pack -----------------------------------------------------------


def facts_of(pack: RulePack) -> dict[str, Fact]:
    """Return every fact that the rules of a pack can use, by name."""
    return {**FACTS, **pack.facts}


def described_rules(pack: RulePack, *, advising: bool = False) -> dict[str, str]:
    """Return a description of each rule by id: its title, condition and source.

    `advising` leaves out rules without advice.
    """
    return {
        rule.id: _rule_description(pack, rule) for rule in pack.rules if rule.advise or not advising
    }


def _rule_description(pack: RulePack, rule: Rule) -> str:
    words = rule.words
    if len(words) > 1:
        words = tuple(f"({each})" if " or " in each else each for each in words)
    return " ".join(
        [
            *([sentence(template_text(pack, rule.advise.title))] if rule.advise else []),
            f"When: {' and '.join(words)}.",
            f"Source: {str(rule.source).rstrip('.')}.",
        ]
    )


def sentence(title: str) -> str:
    """Return a text with a full stop added, unless it ends with `.`, `?` or `!`."""
    return title if title.endswith(("?", "!", ".")) else f"{title}."


def described_actions(pack: RulePack) -> dict[str, str]:
    """Return a description of each action by name: its first title, and the rules advising it."""
    titles: dict[str, str] = {}
    rules: dict[str, list[str]] = {}
    for rule in pack.rules:
        if rule.advise is not None:
            action = rule.advise.action
            if action not in titles:
                titles[action] = sentence(template_text(pack, rule.advise.title))
            rules.setdefault(action, []).append(rule.id)
    return {
        action: f"{title} Advised by: {', '.join(rules[action])}."
        for action, title in titles.items()
    }


def by_group(pack: RulePack) -> dict[str, str]:
    """Return the names that stand for the members of a group, each with a description."""
    return {
        f"group {name}": f"The rules of the group: {', '.join(members)}."
        for name, members in pack.groups.items()
    }


def by_action(pack: RulePack) -> dict[str, str]:
    """Return the names that stand for all rules of an action, each with a description.

    For the action `wait`, they are `action wait` and, unless it is also the id of a rule, `wait`.
    """
    found = {}
    for rule in pack.rules:
        if rule.advise is not None and f"action {rule.advise.action}" not in found:
            action = rule.advise.action
            found[f"action {action}"] = f"All rules that advise {action}."
            if action not in pack.by_id:
                found[action] = found[f"action {action}"]
    return found
