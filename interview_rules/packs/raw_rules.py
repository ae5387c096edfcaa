"""The rules, drafts and parameters of merged layers as YAML nodes, and what layers change in them.

A name under `switch_off`, `override`, `instead_of` or `before` is the id of a rule. `action a`
names all rules that advise the action `a`, and so does a plain `a` if no rule, even one switched
off, has this id. `group g` names the members of the group `g`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from interview_rules.errors import LIST_RULES, Suggestions, nearest, printable
from interview_rules.packs.disagreements import Disagreements
from interview_rules.packs.formerly import Formerly
from interview_rules.packs.keys import (
    ADVISE_KEYS,
    IN_ADVICE,
    IN_OVERRIDE,
    IN_RULE,
    OVERRIDE_KEYS,
    RULE_KEYS,
)
from interview_rules.packs.merging import changed, content_of, is_whole_draft, misplaced
from interview_rules.packs.raw_rule import RawRule
from interview_rules.sources.yaml_shapes import ID

if TYPE_CHECKING:
    from collections.abc import Callable

    from interview_rules.positions import Position
    from interview_rules.sources.yaml_tree import YamlNode

__all__ = ["ACTION", "GROUP", "Change", "RawRules"]

_UNDECLARED = "extend a pack that has this {0}, or add it under {0}s:"
_RENAMED = f"{LIST_RULES}; if it was renamed, name it under formerly:"
ACTION = re.compile(r"action\s+(\S+)")
GROUP = re.compile(r"group\s+(\S+)")

Change = tuple[str, ...]
"""What a layer changes, such as `("set", "reply_wait")` or `("override", "follow-up", "title")`."""


@dataclass(slots=True)
class RawRules(Disagreements):
    """The merged rules, drafts and parameters; each layer changes those of the layers below."""

    name: str = ""
    parameters: dict[str, dict[str, YamlNode]] = field(default_factory=dict)
    drafts: dict[str, YamlNode] = field(default_factory=dict)
    changed: list[tuple[str, YamlNode]] = field(default_factory=list)
    formerly: Formerly = field(default_factory=Formerly)
    groups: dict[str, list[YamlNode]] = field(default_factory=dict)
    """The rules and actions of each group, as they are named."""
    idle: list[tuple[Position, str]] = field(default_factory=list)
    """Settings and overrides that change nothing: the position and the name of each."""
    named_like_actions: list[tuple[Position, str]] = field(default_factory=list)
    """Rules switched off or grouped by an id that is also their action: position and id of each."""
    changes: dict[Change, list[YamlNode]] = field(default_factory=dict)
    """The values that layers give to what they change, lowest layer first."""
    _of_actions: dict[str, list[tuple[YamlNode, YamlNode | None]]] = field(default_factory=dict)
    """For each action, the nodes that name it, each with its override; None switches rules off."""
    _advising: dict[str, dict[str, None]] = field(default_factory=dict)
    """For each action, the ids of the rules that advise it, or did in a layer below."""

    # -- parameters and drafts -----------------------------------------------------------------

    def set_parameters(self, section: YamlNode | None) -> None:
        """Record the values that a layer sets for parameters; note a problem for unknown names."""
        for given, node in self.mapping(section, "set").items():
            assert section is not None  # noqa: S101  # it has an entry
            name = self.formerly.now("parameters", given)
            if name not in self.parameters:
                self.note(
                    "nothing-to-override",
                    section.key_at[given],
                    f"unknown parameter '{printable(given)}'",
                    nearest(given, self.parameters) or _UNDECLARED.format("parameter"),
                    section.key_nodes[given].span(),
                )
                continue
            old = self.changes.get(("set", name), [self.parameters[name].get("value")])[-1]
            if old is not None and content_of(old) == content_of(node):
                self.idle.append((section.key_at[given], given))
            self.changed.append((name, node))
            self._note_change(("set", name), node)

    def override_drafts(self, section: YamlNode | None) -> None:
        """Change drafts that rules share, for all rules that offer them."""
        for name, node in self.mapping(section, "override_drafts").items():
            assert section is not None  # noqa: S101  # it has an entry
            if name not in self.drafts:
                message = f"unknown draft '{printable(name)}'"
                hint = nearest(name, self.drafts) or _UNDECLARED.format("draft")
                span = section.key_nodes[name].span()
                self.note("nothing-to-override", section.key_at[name], message, hint, span)
                continue
            self._note_draft_keys(
                self.drafts[name], node, ("override_drafts", name), f"draft {name}"
            )
            self.drafts[name] = changed(self.drafts[name], node)

    def _change_draft_of(self, rule: RawRule, node: YamlNode) -> None:
        named = rule.keys["draft"].text if "draft" in rule.keys else None
        below = self.drafts.get(named or "")
        if rule.draft is not None:
            below = changed(below, rule.draft)
        change = ("override", rule.id, "draft")
        self._note_draft_keys(below, node, change, f"the draft of rule {rule.id}")
        rule.draft = changed(rule.draft, node)

    def _note_draft_keys(
        self, below: YamlNode | None, above: YamlNode, change: Change, what: str
    ) -> None:
        old = (below and below.keys) or {}
        for key, value in self.mapping(above, what).items():
            self._note_change((*change, key), value)
            if key in old and content_of(old[key]) == content_of(value):
                self.idle.append((above.key_at[key], f"{key} of {what}"))

    def _note_change(self, change: Change, node: YamlNode) -> None:
        self.changes.setdefault(change, []).append(node)

    # -- rules -----------------------------------------------------------------------------------

    def add_groups(self, section: YamlNode | None) -> None:
        """Add the groups of a layer; their members are checked once all rules are known."""
        for name, node in self.mapping(section, "groups").items():
            assert section is not None  # noqa: S101  # it has an entry
            if not self.word(section.key_nodes[name], ID, "asking"):
                continue
            if name in self.groups:
                hint = "choose another name, or list its members under another group"
                message = f"{name} is already a group"
                self.note("name-taken", section.key_at[name], message, hint)
                continue
            self.groups[name] = self.listing(node)

    @property
    def _group_names(self) -> list[str]:
        return [f"group {name}" for name in self.groups]

    def named(self, word: str, node: YamlNode) -> list[str]:
        """Return the names of rules and actions for which a word at a node stands.

        They are the members of a group, or else the word itself. For an unknown group, return an
        empty list after noting a problem.
        """
        found = GROUP.fullmatch(word)
        if found is None:
            return [word] if word else []
        if found[1] in self.groups:
            return [self.word(member) for member in self.groups[found[1]]]
        message = f"unknown group '{printable(found[1])}'"
        hint = nearest(word, self._group_names) or _UNDECLARED.format("group")
        self.note("unknown-rule", node.at, message, hint, node.span())
        return []

    def note_unknown_members(self) -> None:
        """Note a problem for each member of a group that names neither a rule nor an action."""
        for name, members in self.groups.items():
            for node in members:
                word = self.word(node)
                rule_id = self.formerly.now("rules", word)
                known = rule_id in self.rules or rule_id in self.switched_off
                if rule_id in self.rules and self.rules[rule_id].action == word:
                    self.named_like_actions.append((node.at, word))
                if GROUP.fullmatch(word):
                    message = "a group cannot contain a group"
                    self.note("unknown-rule", node.at, message, "list the members of that group")
                elif word and not known and not self.action_named(word):
                    message, hint = self.unknown_rule(word)
                    self.note("unknown-rule", node.at, f"{message} in group {name}", hint)

    def action_named(self, word: str) -> str:
        """Return the action that a word names; empty if it names a rule, or nothing."""
        found = ACTION.fullmatch(word)
        action = self.formerly.now("actions", found[1] if found else word)
        rule_id = self.formerly.now("rules", word)
        if rule_id in self.rules or rule_id in self.switched_off or action not in self._advising:
            return ""
        return action

    def rules_of(self, action: str) -> list[RawRule]:
        """Return the rules that advise an action and are not switched off."""
        found = [self.rules[each] for each in self._advising.get(action, ()) if each in self.rules]
        return [raw for raw in found if raw.action == action]

    def unknown_rule(self, word: str) -> tuple[str, Suggestions | str]:
        """Return the message and the hint for a word that names no rule and no action."""
        found = ACTION.fullmatch(word)
        if found and found[1] in self._advising:
            message = f"no rule advises '{printable(found[1])}' any more"
            return message, "remove this entry"
        if found:
            message = f"no rule advises '{printable(found[1])}'"
            return message, nearest(found[1], self._advising) or LIST_RULES
        near: Suggestions | str = Suggestions(word, near=(f"group {word}",))
        if word not in self.groups:
            near = nearest(word, dict.fromkeys([*self.rules, *self._advising, *self._group_names]))
        return f"unknown rule '{printable(word)}'", near or _RENAMED

    def switch_off(self, section: YamlNode | None) -> None:
        """Switch off rules of the layers below and beside."""
        for node in self.listing(section):
            named = self.word(node)
            words = self.named(named, node)
            found = [self._switch_off(word, node, in_group=word != named) for word in words]
            self._note_empty_group(named, node, found)

    def _note_empty_group(self, named: str, node: YamlNode, found: list[bool]) -> None:
        if found and not any(found) and GROUP.fullmatch(named):
            message = f"no rules are left in '{printable(named)}'"
            self.note("nothing-to-override", node.at, message, "remove this entry", node.span())

    def _switch_off(self, word: str, node: YamlNode, *, in_group: bool) -> bool:
        """Switch off what a word names; return False for a group member without any rule left."""
        action = self.action_named(word)
        rule_id = self.formerly.now("rules", word)
        found = self._found(word, lambda raw: self.contested(raw, node.at.file))
        if found and action:
            self._of_actions.setdefault(action, []).append((node, None))
        elif rule_id in self.rules and self.rules[rule_id].action == word and not in_group:
            self.named_like_actions.append((node.at, word))
        for raw in found:
            self.take_off(raw, node)
        if found:
            return True
        if in_group:
            return False
        if rule_id in self.switched_off:
            message = f"rule '{printable(rule_id)}' is already switched off"
            self.note("nothing-to-override", node.at, message, "remove this entry")
        else:
            self.note("nothing-to-override", node.at, *self.unknown_rule(word), node.span())
        return True

    def override(self, section: YamlNode | None) -> None:
        """Replace keys of rules of the layers below and beside."""
        for given, node in self.mapping(section, "override").items():
            assert section is not None  # noqa: S101  # it has an entry
            key = section.key_nodes[given]
            words = self.named(given, key)
            self._note_no_draft(given, words, (node.keys or {}).get("draft"))
            found = [
                self._override_named(word, key, node, in_group=word != given) for word in words
            ]
            self._note_empty_group(given, key, found)

    def _override_named(self, word: str, key: YamlNode, node: YamlNode, *, in_group: bool) -> bool:
        """Override what a word names; return False for a group member without any rule left."""
        action = self.action_named(word)
        rule_id = self.formerly.now("rules", word)
        found = self._found(word, lambda raw: self.can_override(raw, key.at.file))
        if found:
            several = in_group or bool(action)
            allowed = (*ADVISE_KEYS, "source") if several else OVERRIDE_KEYS
            of = " of a group" if in_group else " of an action" if action else ""
            keys = self.mapping(node, f"an override{of}", allowed, IN_OVERRIDE)
            if action:
                self._of_actions.setdefault(action, []).append((key, node))
            for raw in found:
                self.put_back(raw, key)
                self._override(raw, node, keys, whole_action=several)
        elif in_group:
            return False
        elif rule_id in self.switched_off:
            message = f"rule '{printable(rule_id)}' is switched off"
            self.note("nothing-to-override", key.at, message, "remove this override", key.span())
        else:
            self.note("nothing-to-override", key.at, *self.unknown_rule(word), key.span())
        return True

    def _found(self, word: str, is_open: Callable[[RawRule], bool]) -> list[RawRule]:
        """Return the rules that a word names; if all are switched off, those that are open."""
        action = self.action_named(word)
        rule_id = self.formerly.now("rules", word)
        if action:
            off = [raw for raw in self.switched_off.values() if raw.action == action]
            return self.rules_of(action) or [raw for raw in off if is_open(raw)]
        if rule_id in self.rules:
            return [self.rules[rule_id]]
        return [raw for raw in self.switched_off.values() if raw.id == rule_id and is_open(raw)]

    def _note_no_draft(self, given: str, words: list[str], draft: YamlNode | None) -> None:
        """Note a problem if an action or a group is to change drafts, but none of its rules has one."""
        rules = [raw for word in words for raw in self._found(word, lambda _: False)]
        if draft is None or draft.keys is None or is_whole_draft(draft) or not rules:
            return
        several = words != [given] or self.action_named(given)
        if several and not any(each.offers_draft for each in rules):
            message = f"no rule of '{printable(given)}' offers a draft that could be changed"
            self.note("missing-key", draft.at, message, "add subject and body, or remove draft")

    def _override(
        self,
        rule: RawRule,
        node: YamlNode,
        keys: dict[str, YamlNode],
        *,
        whole_action: bool = False,
    ) -> None:
        for key, value in keys.items():
            if key in ADVISE_KEYS and not rule.advises:
                message = f"cannot override {key}: rule {rule.id} gives no advice"
                self.note("no-advice", value.at, message, f"remove {key}")
                continue
            if key == "draft" and value.keys is not None:
                # What changes the drafts of an action adds none to rules that offer none.
                if not whole_action or rule.offers_draft or is_whole_draft(value):
                    self._change_draft_of(rule, value)
                continue
            if key == "draft":
                rule.draft = None
            same = key in rule.keys and content_of(rule.keys[key]) == content_of(value)
            if same and not whole_action:
                self.idle.append((node.key_at[key], f"{key} of {rule.id}"))
            rule.keys[key] = value
            if key == "action":
                self._advising.setdefault(rule.action, {})[rule.id] = None
            self._note_change(("override", rule.id, key), value)

    def add_rules(self, section: YamlNode | None) -> None:
        """Add the rules of a layer."""
        if section is not None and section.items is None and section.text != "":
            hint = "begin each rule with - id: ..."
            self.note("wrong-form", section.at, "rules must be a list", hint)
            return
        for node in self.listing(section):
            self._add_rule(node)

    def _add_rule(self, node: YamlNode) -> None:
        keys = self.mapping(node, "a rule", RULE_KEYS, IN_RULE)
        if not keys and node.keys is None and node.text != "":
            return
        if "id" not in keys:
            if self.lacks(node, keys, "id"):
                self.note("missing-key", node.at, "missing key 'id' in a rule", "add id: my-rule")
            return
        rule_id = self.identifier(keys["id"])
        if not rule_id:
            return
        if rule_id in self.rules:
            message = f"rule {rule_id} is already defined at {self.rules[rule_id].at}"
            hint = "choose another id, or change the rule with override:"
            self.note("name-taken", keys["id"].at, message, hint)
            return
        keys = {**misplaced(keys.get("advise"), RULE_KEYS[1:]), **keys}
        self.require(node, f"rule {rule_id}", keys, ("when", "source"))
        idle = self.lacks(node, keys, "advise") and self.lacks(node, keys, "conclude")
        if idle and not misplaced(node, ADVISE_KEYS):
            message = f"rule {rule_id} neither advises nor concludes anything"
            self.note("idle-rule", node.at, message, "add advise: or conclude:")
        number = len(self.rules) + len(self.switched_off)
        rule = RawRule(rule_id, self.name, keys["id"].at, number=number)
        advise = keys.pop("advise", None)
        if advise is not None:
            rule.advises = True
            keys |= self._advice_keys(rule_id, advise, node)
            if "draft" in keys and keys["draft"].keys is not None:
                rule.draft = keys.pop("draft")
        rule.keys = keys
        self.rules[rule_id] = rule
        if rule.action:
            self._advising.setdefault(rule.action, {})[rule_id] = None
            self._change_by_action(rule)

    def _change_by_action(self, rule: RawRule) -> None:
        """Apply to a new rule what layers beside its own have changed in all rules of its action.

        Changes by layers that its own layer extends do not apply: the author knew of them and
        added the rule all the same.
        """
        for named, node in self._of_actions.get(rule.action, ()):
            if self.is_above(rule.at.file, named.at.file):
                continue
            if node is None:
                self.take_off(rule, named)
                return
            self.overridden_by.setdefault(rule.id, []).append(named)
            self._override(rule, node, {**(node.keys or {})}, whole_action=True)

    def _advice_keys(self, rule_id: str, advise: YamlNode, rule: YamlNode) -> dict[str, YamlNode]:
        what = f"the advice of rule {rule_id}"
        keys = {
            **misplaced(rule, ADVISE_KEYS),
            **self.mapping(advise, what, ADVISE_KEYS, IN_ADVICE),
        }
        for key in ("title", "text"):
            text = keys[key].text if key in keys else None
            if text is not None and not text.strip():
                message = f"the {key} of rule {rule_id} is empty"
                self.note("missing-key", keys[key].at, message, f"write the {key}")
        if advise.keys is not None or advise.text == "":
            self.require(advise, what, keys, ADVISE_KEYS[:4])
        return keys
