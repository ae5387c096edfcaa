"""Rules as plain data for pages and JSON, with the definitions and parameters they use."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from interview_rules.facts.vocabulary import FACTS
from interview_rules.language import nodes
from interview_rules.language.printer import say_duration, say_moment
from interview_rules.packs.model import OF_RULE
from interview_rules.packs.templates import NAMES, Placeholder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_rules.packs.model import Rule, RulePack
    from interview_rules.packs.parameter import Parameter
    from interview_rules.packs.templates import Template

__all__ = ["pack_and_package", "rule_page", "template_text", "value_text"]


def rule_page(pack: RulePack, rule: Rule) -> dict[str, Any]:
    """Return a rule as plain data, with the definitions, parameters and conclusions it uses.

    Every rule has all keys; those that do not apply have empty values.
    """
    advise = rule.advise
    parts = list(_parts(rule))
    named = dict.fromkeys(p.name for p in parts if isinstance(p, nodes.Named | nodes.NamedMoment))
    used = dict.fromkeys(p.name for p in parts if isinstance(p, nodes.Flag) and p.conclusion)
    lengths = [p.parameter for p in parts if isinstance(p, nodes.Duration | nodes.Count)]
    said = [p.name for p in parts if isinstance(p, Placeholder) and p.kind == "words"]
    parameters = [pack.parameters[name] for name in dict.fromkeys([*lengths, *said]) if name]
    return {
        "id": rule.id,
        "title": template_text(pack, advise.title) if advise else "",
        "when": list(rule.words),
        "definitions": {
            name: f"{pack.definitions[name].doc} ({' '.join(pack.definitions[name].text.split())})"
            for name in named
        },
        "conclusions_of_other_rules": {name: pack.conclusions[name] for name in used},
        "parameters": {each.name: f"{_value_and_author(each)}. {each.doc}" for each in parameters},
        "parameters_set": {
            each.name: {
                "value": value_text(each.value),
                "pack": each.changed.pack,
                "at": str(each.changed.at),
                "instead_of": value_text(each.declared),
                "instead_of_pack": each.pack,
            }
            for each in parameters
            if each.changed
        },
        "concludes": list(rule.conclude),
        "kind": advise.kind if advise else "",
        "action": advise.action if advise else "",
        "text": template_text(pack, advise.text) if advise else "",
        "due": say_moment(advise.due) if advise and advise.due else "",
        "draft": _draft(pack, advise.draft) if advise else "",
        "recorded_as": advise.recorded_as if advise else "",
        "again_after": _waiting_time(advise.again_after) if advise and advise.again_after else "",
        "order": (advise.order or "") if advise else "",
        "instead_of": list(rule.instead_of),
        "not_while_one_of_these_holds": [r.id for r in pack.rules if rule.id in r.instead_of],
        "before": list(rule.before),
        "source": str(rule.source),
        "changed": [f"{each.key} by {each.pack} at {each.at}" for each in rule.changed],
        "pack": rule.pack,
        "at": str(rule.at),
    }


def pack_and_package(pack: RulePack, rule: Rule) -> str:
    """Return the pack that adds a rule, and in parentheses the installed package that it is in."""
    package = pack.packages.get(rule.at.file)
    return f"{rule.pack} ({package})" if package else rule.pack


def _parts(value: object) -> Iterator[object]:
    if isinstance(value, tuple):
        for each in value:
            yield from _parts(each)
        return
    names = _fields(type(value))  # type: ignore[arg-type]  # types are hashable
    if names is not None:
        yield value
        for name in names:
            yield from _parts(getattr(value, name))


@cache
def _fields(kind: type[Any]) -> tuple[str, ...] | None:
    return tuple(each.name for each in fields(kind)) if is_dataclass(kind) else None


def value_text(value: nodes.Duration | int) -> str:
    """Return the value of a parameter in words, such as `3 days`."""
    return str(value) if isinstance(value, int) else say_duration(value)


def _value_and_author(parameter: Parameter) -> str:
    """Return the value and, if a pack above has set it, who did and what was declared.

    The `doc` and the source of a parameter are about the declared value.
    """
    value, by = value_text(parameter.value), parameter.changed
    if by is None:
        return value
    return (
        f"{value}, set by {by.pack} at {by.at}; "
        f"{value_text(parameter.declared)} in {parameter.pack}"
    )


def _draft(pack: RulePack, name: str) -> str:
    """Return the name of a draft or, if it belongs to a single rule, its subject."""
    if name.startswith(OF_RULE):
        return f"“{template_text(pack, pack.drafts[name].subject)}”, of this rule"
    return name


def _waiting_time(length: nodes.Duration) -> str:
    return length.parameter or say_duration(length)


def template_text(pack: RulePack, template: Template) -> str:
    """Return the source text of a template, without `|` texts that equal the default."""
    out = ""
    for piece in template:
        if isinstance(piece, str):
            out += piece
            continue
        fact = FACTS.get(piece.name) or pack.facts.get(piece.name)
        name = fact.spoken if fact else NAMES.get(piece.name, "")
        default = {"words": piece.otherwise, "name": name}.get(piece.kind, "")
        if piece.moment is not None:
            default = (fact.spoken if fact else "") or "then"
        out += f"{{{piece.name}{'' if piece.otherwise == default else '|' + piece.otherwise}}}"
    return out
