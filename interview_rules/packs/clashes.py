"""Clashes: packs side by side that change the same thing differently, or give opposite advice.

Two packs are side by side if neither extends the other and neither is bundled. A pack that extends
both can settle the clash.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from interview_rules.packs.merging import content_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_rules.packs.raw_rule import RawRule
    from interview_rules.packs.raw_rules import Change, RawRules
    from interview_rules.positions import Position
    from interview_rules.sources.yaml_tree import YamlNode

__all__ = ["note_clashes"]

_OPPOSITE = {"do": "avoid", "avoid": "do"}


def note_clashes(layers: RawRules) -> None:
    """Note a problem for each clash, at the later of its two places."""
    # An override of an action changes several rules at one place.
    found: dict[tuple[Position, Position], list[Change]] = {}
    for change, nodes in layers.changes.items():
        for below, above in _undecided(layers, nodes):
            found.setdefault((below.at, above.at), []).append(change)
    for (below_at, above_at), changes in found.items():
        for change in _by_action(layers, changes):
            message = f"{_what(change)} is also changed at {below_at}, to something else"
            hint = f"decide in a pack that extends both: {_decision(change)}"
            layers.note("clash", above_at, message, hint)
    _note_vanished(layers)
    by_action: dict[str, list[RawRule]] = {}
    for rule in layers.rules.values():
        if rule.action:
            by_action.setdefault(rule.action, []).append(rule)
    for action, rules in by_action.items():
        for one, other in _opposed(layers, rules):
            message = (
                f"{other.id} advises {action} as {_kind(other)}, but {one.id} at {one.at} advises it"
                f" as {_kind(one)}"
            )
            hint = (
                "in a pack that extends both, switch one of them off, or let one replace the other"
                " with instead_of"
            )
            layers.note("clash", other.at, message, hint)


def _by_action(layers: RawRules, changes: list[Change]) -> Iterator[Change]:
    """Yield the changes at one place; one of several rules of an action stands for them all."""
    by_action: dict[str, Change] = {}
    for change in changes:
        rule = None
        if change[0] == "override" and len(changes) > 1:
            rule = layers.rules.get(change[1]) or layers.switched_off.get(change[1])
        if rule is None or not rule.action:
            yield change
        else:
            by_action.setdefault(rule.action, change)
    for action, change in by_action.items():
        yield (change[0], f"action {action}", *change[2:])


def _note_vanished(layers: RawRules) -> None:
    """Note a problem for each override of rules that packs beside it have all switched off."""
    overrides: dict[Position, list[tuple[str, YamlNode]]] = {}
    for rule_id, keys in layers.overridden_by.items():
        for key in keys:
            overrides.setdefault(key.at, []).append((rule_id, key))
    for found in overrides.values():
        if any(rule_id in layers.rules for rule_id, _ in found):
            continue
        for rule_id, key in found:
            off = _switched_off_beside(layers, rule_id, key)
            if off is not None:
                _note_switched_off(layers, key.text or rule_id, key.at, off.at)
                break


def _note_switched_off(layers: RawRules, word: str, override: Position, off: Position) -> None:
    """Note that rules are overridden at one place and switched off at another."""
    files = [*layers.below]
    what = f"{_rule(word)} {'are' if _is_several(word) else 'is'}"
    if files.index(off.file) > files.index(override.file):
        at, message = off, f"{what} switched off, but overridden at {override}"
    else:
        at, message = override, f"{what} overridden, but switched off at {off}"
    hint = f"decide in a pack that extends both: switch_off: {word}, or override: {{{word}: ...}}"
    layers.note("clash", at, message, hint)


def _switched_off_beside(layers: RawRules, rule_id: str, key: YamlNode) -> YamlNode | None:
    """Return the node that switches off a rule in a pack beside an override of it, or None.

    The last pack to switch it off decides if it is above both.
    """
    nodes = layers.off_by.get(rule_id, [])
    for number, off in enumerate(nodes, start=1):
        files = off.at.file, key.at.file
        if layers.beside(*files) and not any(
            layers.is_above(later.at.file, files[0]) and layers.is_above(later.at.file, files[1])
            for later in nodes[number:]
        ):
            return off
    return None


def _undecided(layers: RawRules, nodes: list[YamlNode]) -> Iterator[tuple[YamlNode, YamlNode]]:
    """Yield pairs of consecutive changes that clash, unless a later pack above both decides."""
    for number, (below, above) in enumerate(pairwise(nodes), start=2):
        if content_of(below) == content_of(above):
            continue
        files = below.at.file, above.at.file
        if layers.beside(*files) and not any(
            layers.is_above(later.at.file, files[0]) and layers.is_above(later.at.file, files[1])
            for later in nodes[number:]
        ):
            yield below, above


def _opposed(layers: RawRules, rules: list[RawRule]) -> Iterator[tuple[RawRule, RawRule]]:
    """Yield each rule that clashes with an earlier one, as a pair with the earlier rule first.

    All `rules` have the same action. Two of them clash if they give opposite advice, are in packs
    side by side, and neither replaces the other.
    """
    earlier: dict[str, list[RawRule]] = {}
    for rule in rules:
        for other in earlier.get(_OPPOSITE.get(_kind(rule), ""), ()):
            if (
                layers.beside(rule.at.file, other.at.file)
                and not _replaces(layers, rule, other)
                and not _replaces(layers, other, rule)
            ):
                yield other, rule
                break
        earlier.setdefault(_kind(rule), []).append(rule)


def _kind(rule: RawRule) -> str:
    return rule.keys["kind"].text or "" if "kind" in rule.keys else ""


def _replaces(layers: RawRules, rule: RawRule, other: RawRule) -> bool:
    names = rule.keys.get("instead_of")
    items = (names.items or [names]) if names is not None else []
    words = [word for item in items for word in layers.named(item.text or "", item)]
    return any(
        layers.formerly.now("rules", word) == other.id or layers.action_named(word) == other.action
        for word in words
    )


def _what(change: Change) -> str:
    match change:
        case "set", name:
            return name
        case "override_drafts", name, key:
            return f"{key} of draft {name}"
        case "override", rule, "draft", key:
            return f"{key} of the draft of {_rule(rule)}"
        case _:
            return f"{change[2]} of {_rule(change[1])}"


def _rule(name: str) -> str:
    return f"the rules of {name}" if _is_several(name) else f"rule {name}"


def _is_several(name: str) -> bool:
    return name.startswith(("action ", "group "))


def _decision(change: Change) -> str:
    section, *names = change
    written = "..."
    for name in reversed(names):
        written = f"{{{name}: {written}}}"
    return f"{section}: {written}"
