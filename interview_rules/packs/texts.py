"""What a pack says and where: its texts with their origins, and its differences from another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from interview_rules.errors import PackError, Problem, nearest, quoted
from interview_rules.packs.describe import rule_page, template_text, value_text
from interview_rules.packs.model import OF_RULE
from interview_rules.packs.origins import Change

if TYPE_CHECKING:
    from collections.abc import Mapping

    from interview_rules.facts.vocabulary import Fact
    from interview_rules.packs.model import Draft, Rule, RulePack
    from interview_rules.packs.own_event import OwnEvent

__all__ = ["differences", "texts_of"]

_LEFT_OUT = {
    "at", "pack", "changed", "not_while_one_of_these_holds",
    "parameters", "parameters_set", "definitions", "conclusions_of_other_rules",
}  # fmt: skip
"""Keys of a rule's page that say where it comes from, or follow from other parts of the pack."""
_AS_ON_PAGE = {"conclude": "concludes"}
_OF_RULE_IN_WORDS = "of rule "


def texts_of(pack: RulePack, *, not_by: str = "") -> list[dict[str, Any]]:
    """Return the texts of a pack that people are shown, as plain data.

    They are those of its rules and of its drafts, then those of the facts and events that it
    declares: the questions, the words for an unknown value, and the name of an event in a plan.

    Each text has its words, the pack that wrote them, and their position; each draft has the ids of
    the rules that offer it. `not_by` leaves out what the pack of this name wrote. Raises PackError
    if that pack wrote nothing.
    """
    found = [_texts_of_rule(pack, rule) for rule in pack.rules if rule.advise is not None]
    offered = _offered(pack)
    found += [
        _texts_of_draft(pack, draft, offered.get(draft.name, [])) for draft in pack.drafts.values()
    ]
    found += [
        _texts_of_own("fact", pack.written[name], pack.facts[name])
        for name in pack.facts
        if name in pack.written
    ]
    found += [
        _texts_of_own("event", pack.written[name], each) for name, each in pack.events.items()
    ]
    found = [each for each in found if any(isinstance(text, dict) for text in each.values())]
    return _of_others(found, not_by) if not_by else found


def _of_others(found: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    """Return the texts that the pack of this name did not write."""
    writers = {text["pack"] for each in found for text in each.values() if isinstance(text, dict)}
    if name not in writers:
        near = nearest(name, sorted(writers))
        message = f"no text is by {quoted(name)}"
        raise PackError([Problem("", message, near, "unknown-name")])
    left = [
        {
            key: text
            for key, text in each.items()
            if not (isinstance(text, dict) and text["pack"] == name)
        }
        for each in found
    ]
    return [each for each in left if any(isinstance(text, dict) for text in each.values())]


def _texts_of_rule(pack: RulePack, rule: Rule) -> dict[str, Any]:
    changed = {each.key: each for each in rule.changed}
    texts: dict[str, Any] = {"rule": rule.id}
    for key in ("title", "text"):
        words = template_text(pack, getattr(rule.advise, key))
        texts[key] = _written(words, changed.get(key, Change(key, rule.pack, rule.at)))
    return texts


def _texts_of_own(what: str, written: tuple[Change, ...], own: Fact | OwnEvent) -> dict[str, Any]:
    """Return the texts of a fact or an event that the pack declares."""
    words = {each.key: _written(getattr(own, each.key), each) for each in written}
    return {what: own.name, "rule": "", **words}


def _offered(pack: RulePack) -> dict[str, list[str]]:
    """Return the ids of the rules that offer each draft, directly or for use through an agency."""
    found: dict[str, list[str]] = {}
    for rule in pack.rules:
        name = rule.advise.draft if rule.advise is not None else ""
        for each in (name, pack.drafts[name].through if name in pack.drafts else ""):
            if each:
                found.setdefault(each, []).append(rule.id)
    return found


def _texts_of_draft(pack: RulePack, draft: Draft, offered: list[str]) -> dict[str, Any]:
    own = draft.name.startswith(OF_RULE)
    return {
        "draft": "" if own else draft.name,
        "rule": draft.name.removeprefix(OF_RULE) if own else "",
        "to": draft.to,
        "offered_by": offered,
        **{
            each.key: _written(template_text(pack, getattr(draft, each.key)), each)
            for each in draft.written
        },
    }


def _written(words: str, origin: Change) -> dict[str, str]:
    return {"words": words, "pack": origin.pack, "at": str(origin.at)}


def differences(base: RulePack, pack: RulePack) -> list[dict[str, Any]]:
    """Return as plain data how a pack differs from a base: its parameters, drafts and rules.

    `what` is the kind of thing, and `change` is `added`, `removed` or `changed`. `keys` maps each
    key that differs to its values in the base and in the pack; it is empty unless `change` is
    `changed`. `by` maps those keys of which it is known to the pack and the place of the new value.
    """
    found = [
        *_compared("parameter", _parameters(base), _parameters(pack)),
        *_compared("draft", _drafts(base), _drafts(pack)),
        *_compared("rule", _rules(base), _rules(pack)),
    ]
    return [{**each, "by": _authors(pack, each)} for each in found]


def _authors(pack: RulePack, difference: dict[str, Any]) -> dict[str, str]:
    """Return who wrote the new values of a difference, by key."""
    name, written = difference["name"], {}
    if not difference["keys"]:
        return {}
    match difference["what"]:
        case "parameter":
            parameter = pack.parameters[name]
            own = Change("value", parameter.pack, parameter.at)
            written = {"value": parameter.changed or own}
        case "draft":
            draft = pack.drafts[name.replace(_OF_RULE_IN_WORDS, OF_RULE)]
            written = {each.key: each for each in draft.written}
        case "rule":
            rule = pack.rule(name)
            written = {_AS_ON_PAGE.get(each.key, each.key): each for each in rule.changed}
    return {
        key: f"{written[key].pack} at {written[key].at}"
        for key in difference["keys"]
        if key in written
    }


def _parameters(pack: RulePack) -> dict[str, dict[str, Any]]:
    return {name: {"value": value_text(found.value)} for name, found in pack.parameters.items()}


def _drafts(pack: RulePack) -> dict[str, dict[str, Any]]:
    return {
        name.replace(OF_RULE, _OF_RULE_IN_WORDS): {
            "to": draft.to,
            "subject": template_text(pack, draft.subject),
            "body": template_text(pack, draft.body),
            "through": draft.through,
        }
        for name, draft in pack.drafts.items()
    }


def _rules(pack: RulePack) -> dict[str, dict[str, Any]]:
    pages = [rule_page(pack, rule) for rule in pack.rules]
    return {page["id"]: {k: v for k, v in page.items() if k not in _LEFT_OUT} for page in pages}


def _compared(
    what: str, old: Mapping[str, dict[str, Any]], new: Mapping[str, dict[str, Any]]
) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for name in dict.fromkeys([*old, *new]):
        if name not in new:
            found.append({"what": what, "name": name, "change": "removed", "keys": {}})
        elif name not in old:
            found.append({"what": what, "name": name, "change": "added", "keys": {}})
        elif old[name] != new[name]:
            keys = {
                key: [old[name][key], value]
                for key, value in new[name].items()
                if old[name][key] != value
            }
            found.append({"what": what, "name": name, "change": "changed", "keys": keys})
    return found
