"""Layers: the additions, settings and overrides of each pack file, merged in order.

This step handles keys and layers, not conditions. The result is one set of YAML nodes, each with
its file, line and column.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from interview_rules.errors import LIST_RULES, PackError, Problem, nearest, printable
from interview_rules.packs import bundled
from interview_rules.packs.formerly import Formerly
from interview_rules.positions import NOWHERE, Position
from interview_rules.sources.files import read_source
from interview_rules.sources.yaml_shapes import ID, Shapes
from interview_rules.sources.yaml_tree import MOST_CHARACTERS, YamlNode, read_yaml

__all__ = ["ADVISE_KEYS", "DRAFT_KEYS", "NAME", "VALUE", "Layers", "RawRule", "changed"]

PACK_KEYS = (
    "pack", "title", "extends", "parameters", "set", "facts", "definitions", "conclusions",
    "exclusive", "stances", "complete", "drafts", "override_drafts", "formerly", "switch_off",
    "override", "rules", "accept",
)  # fmt: skip
RULE_KEYS = ("id", "when", "conclude", "advise", "instead_of", "before", "source")
ADVISE_KEYS = (
    "action", "kind", "title", "text", "due", "draft", "recorded_as", "again_after", "order",
)  # fmt: skip
DRAFT_KEYS = ("subject", "body", "to", "through")
OVERRIDE_KEYS = (*RULE_KEYS[1:3], *RULE_KEYS[4:], *ADVISE_KEYS)
MOST_LAYERS = 20
"""Maximum number of packs that a pack can extend, directly or through others."""
MOST_BYTES = 4 * MOST_CHARACTERS
"""Maximum size of a pack file, in bytes."""

_UNDECLARED = "extend a pack that has this {0}, or add it under {0}s:"
VALUE = re.compile(r"[a-z][a-z0-9_-]{0,79}")
NAME = re.compile(r"[a-z][a-z0-9_]{0,79}")
_bundled_tree = lru_cache(maxsize=4)(read_yaml)  # most packs extend one of these files


@dataclass(slots=True)
class RawRule:
    """The YAML nodes of a rule, by key; the keys inside `advise` are included."""

    id: str
    pack: str
    at: Position
    keys: dict[str, YamlNode] = field(default_factory=dict)
    advises: bool = False
    draft: YamlNode | None = None
    """The draft of this rule alone, or its changes to the draft that `keys` names."""


@dataclass(slots=True)
class Layers(Shapes):
    """The merged content of all layers, and the problems found so far."""

    name: str = ""
    title: str = ""
    without: str = ""
    """The name of a file to leave out: only the packs that it extends are merged."""
    order: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    """The names of the merged files, as used in positions, lowest layer first."""
    parameters: dict[str, dict[str, YamlNode]] = field(default_factory=dict)
    facts: dict[str, YamlNode] = field(default_factory=dict)
    definitions: dict[str, YamlNode] = field(default_factory=dict)
    conclusions: dict[str, YamlNode] = field(default_factory=dict)
    drafts: dict[str, YamlNode] = field(default_factory=dict)
    changed: list[tuple[str, YamlNode]] = field(default_factory=list)
    exclusive: list[YamlNode] = field(default_factory=list)
    stances: list[YamlNode] = field(default_factory=list)
    complete: list[YamlNode] = field(default_factory=list)
    rules: dict[str, RawRule] = field(default_factory=dict)
    switched_off: dict[str, RawRule] = field(default_factory=dict)
    formerly: Formerly = field(default_factory=Formerly)
    idle: list[tuple[Position, str]] = field(default_factory=list)
    """Settings and overrides that change nothing: the position and the name of each."""
    contents: dict[str, str | bytes] = field(default_factory=dict)
    """The content of each file, by the file name as used in positions."""
    _open: list[str] = field(default_factory=list)

    # -- files ---------------------------------------------------------------------------------

    def add(self, source: str | Path, folder: Path | None, entry: YamlNode | None = None) -> None:
        """Add a pack as the top layer: a bundled pack by name, or a file.

        A relative path is resolved against `folder`, if given. `entry` is the node under `extends`
        that names the pack; without `folder`, such a node must name a bundled pack. Problems are
        noted, not raised. A file that is already merged is not added again.
        """
        text = str(source)
        if text in bundled.names():
            self._add_file(bundled.path_of(text), text)
        elif folder is None and entry is not None:
            near = nearest(text, bundled.names())
            hint = f"only bundled packs can be extended here: {', '.join(bundled.names())}"
            message = f"unknown pack '{printable(text)}'"
            here = near if near.near else hint
            self.note("unreadable-pack", entry.at, message, here, entry.span())
        else:
            path = Path(text) if folder is None else folder / text
            self._add_file(path, str(path), entry)

    def _add_file(self, path: Path, name: str, entry: YamlNode | None = None) -> None:
        at = Position(name) if entry is None else entry.at
        try:
            key = str(path.resolve())
            if key in self.order or key in self._open:
                if key in self._open:
                    message = f"{name} extends itself, directly or through other packs"
                    self.note("loop", at, message, "remove this entry")
                return
            if entry is not None and path.exists() and not path.is_file():
                # Reading a pipe or a device could block forever.
                message = f"'{printable(name)}' is not a regular file"
                self.note("unreadable-pack", at, message, "give the path of a file")
                return
            text = read_source(path, MOST_BYTES + 1)
            if len(text) > MOST_BYTES:
                message = f"the file is larger than {MOST_BYTES:,} bytes"
                self.note("too-large", at, message, "split it into several files")
                return
        except (OSError, ValueError) as error:
            known = nearest(path.name, bundled.names())
            names = ", ".join(bundled.names())
            hint = f"give the path of a file, or the name of a bundled pack: {names}"
            reason = getattr(error, "strerror", None) or "invalid path"
            problem = Problem(
                NOWHERE if entry is None else at,
                f"cannot read '{printable(name)}': {reason}",
                known if known.near else hint,
                "unreadable-pack",
                known,
                entry.span() if entry is not None and entry.text == path.name else None,
            )
            self.problems.append(problem)
            return
        self._open.append(key)
        self.add_text(text, name, path.parent)
        self._open.pop()
        self.order.append(key)

    def add_text(self, text: str | bytes, name: str, folder: Path | None) -> None:
        """Add the pack in a YAML text as the top layer, after the packs that it extends.

        `name` is the file name in positions. Paths under `extends` are relative to `folder`; if
        that is None, only bundled packs can be extended. Problems are noted, not raised.
        """
        keys = self._keys_after_extends(text, name, folder)
        if keys is None or (self.without == name and not self._open[1:]):
            return
        self.files.append(name)
        if "pack" in keys:
            self.name = self.word(keys["pack"], ID, "after-the-interview")
        self.title = self.text(keys["title"]) if "title" in keys else self.name
        self.formerly.add(self, keys.get("formerly"))
        self._add_declarations(keys)
        self._change_rules(keys)
        self._add_rules(keys)

    def _keys_after_extends(
        self, text: str | bytes, name: str, folder: Path | None
    ) -> dict[str, YamlNode] | None:
        """Add the packs that a text extends. Return its keys, or None if it cannot be read."""
        try:
            root = (_bundled_tree if name in bundled.names() else read_yaml)(text, name)
            self.contents[name] = text
        except PackError as error:
            self.problems += error.problems
            return None
        if root.keys is not None and "tests" in root.keys and "pack" not in root.keys:
            message = "this is a test file, not a pack"
            self.note("wrong-form", root.at, message, "name the pack that it tests instead")
            return None
        keys = self.mapping(root, "a pack", PACK_KEYS)
        for entry in self.listing(keys.get("extends")):
            if len(self._open) + len(self.order) > MOST_LAYERS:
                message = f"a pack can extend at most {MOST_LAYERS} others, directly or indirectly"
                self.note("too-large", entry.at, message, "merge some of these packs")
                return None
            word = self.word(entry)
            if word:
                self.add(word, folder, entry)
        if "pack" not in keys and root.keys is not None:
            self.note("missing-key", root.at, "missing key 'pack'", "add pack: my-rules")
        return keys

    # -- contents ------------------------------------------------------------------------------

    def _add_section(
        self, keys: dict[str, YamlNode], section: str, into: dict[str, YamlNode]
    ) -> None:
        section_node = keys.get(section)
        for name, node in self.mapping(section_node, section).items():
            at = section_node.key_at[name] if section_node else node.at
            pattern = ID if section == "drafts" else NAME
            if not pattern.fullmatch(name):
                hint = "use lowercase words and underscores, such as reply_wait"
                if section == "drafts":
                    hint = "use lowercase words and hyphens, such as thank-you"
                self.note("bad-name", at, f"'{printable(name)}' is not a valid name", hint)
            elif name in into:
                message = f"{name} is already defined at {into[name].at}"
                hint = "choose another name"
                if section == "drafts":
                    hint += f", or change the draft with override_drafts: {{{name}: ...}}"
                self.note("name-taken", at, message, hint)
            else:
                node.at = at
                into[name] = node

    def _add_declarations(self, keys: dict[str, YamlNode]) -> None:
        fresh: dict[str, YamlNode] = {}
        self._add_section(keys, "parameters", fresh)
        for name, node in fresh.items():
            if name in self.parameters:
                hint = f"to change its value, write set: {{{name}: ...}}"
                self.note("name-taken", node.at, f"{name} is already a parameter", hint)
                continue
            parts = self.mapping(node, f"parameter {name}", ("value", "doc", "source"))
            if node.keys is not None:
                self.require(node, f"parameter {name}", parts, ("value", "doc"))
            self.parameters[name] = {"": node, **parts}
        for given, node in self.mapping(keys.get("set"), "set").items():
            name = self.formerly.now("parameters", given)
            if name not in self.parameters:
                self.note(
                    "nothing-to-override",
                    keys["set"].key_at[given],
                    f"unknown parameter '{printable(given)}'",
                    nearest(given, self.parameters) or _UNDECLARED.format("parameter"),
                    keys["set"].key_nodes[given].span(),
                )
            else:
                old = self.parameters[name].get("value")
                if old is not None and _content(old) == _content(node):
                    self.idle.append((keys["set"].key_at[given], given))
                self.changed.append((name, node))
        self._add_section(keys, "facts", self.facts)
        self._add_section(keys, "definitions", self.definitions)
        self._add_section(keys, "conclusions", self.conclusions)
        self._add_section(keys, "drafts", self.drafts)
        self._change_drafts(keys.get("override_drafts"))
        self.exclusive += self.listing(keys.get("exclusive"))
        self.stances += self.listing(keys.get("stances"))
        self.complete += self.listing(keys.get("complete"))

    def _change_drafts(self, section: YamlNode | None) -> None:
        for name, node in self.mapping(section, "override_drafts").items():
            assert section is not None  # noqa: S101  # it has an entry
            if name not in self.drafts:
                message = f"unknown draft '{printable(name)}'"
                hint = nearest(name, self.drafts) or _UNDECLARED.format("draft")
                span = section.key_nodes[name].span()
                self.note("nothing-to-override", section.key_at[name], message, hint, span)
                continue
            self._note_idle_keys(self.drafts[name], node, f"draft {name}")
            self.drafts[name] = changed(self.drafts[name], node)

    def _change_draft_of(self, rule: RawRule, node: YamlNode) -> None:
        named = rule.keys["draft"].text if "draft" in rule.keys else None
        below = self.drafts.get(named or "")
        if rule.draft is not None:
            below = changed(below, rule.draft)
        self._note_idle_keys(below, node, f"the draft of rule {rule.id}")
        rule.draft = changed(rule.draft, node)

    def _note_idle_keys(self, below: YamlNode | None, above: YamlNode, what: str) -> None:
        old = (below and below.keys) or {}
        for key, value in self.mapping(above, what).items():
            if key in old and _content(old[key]) == _content(value):
                self.idle.append((above.key_at[key], f"{key} of {what}"))

    def _change_rules(self, keys: dict[str, YamlNode]) -> None:
        for node in self.listing(keys.get("switch_off")):
            rule_id = self.formerly.now("rules", self.word(node))
            if rule_id in self.switched_off:
                message = f"rule '{printable(rule_id)}' is already switched off"
                self.note("nothing-to-override", node.at, message, "remove this entry")
            elif rule_id and rule_id not in self.rules:
                self.note(
                    "nothing-to-override",
                    node.at,
                    f"unknown rule '{printable(rule_id)}'",
                    nearest(rule_id, self.rules) or LIST_RULES,
                    node.span(),
                )
            elif rule_id:
                self.switched_off[rule_id] = self.rules.pop(rule_id)
        for given, node in self.mapping(keys.get("override"), "override").items():
            rule_id = self.formerly.now("rules", given)
            rule = self.rules.get(rule_id)
            if rule is None:
                at = keys["override"].key_at[given]
                gone = rule_id in self.switched_off
                hint = (
                    "remove this override" if gone else nearest(rule_id, self.rules) or LIST_RULES
                )
                message = f"unknown rule '{printable(rule_id)}'"
                if gone:
                    message = f"rule '{printable(rule_id)}' is switched off"
                span = keys["override"].key_nodes[given].span()
                self.note("nothing-to-override", at, message, hint, span)
                continue
            for key, value in self.mapping(node, "an override", OVERRIDE_KEYS).items():
                if key in ADVISE_KEYS and not rule.advises:
                    message = f"cannot override {key}: rule {rule_id} gives no advice"
                    self.note("no-advice", value.at, message, f"remove {key}")
                elif key == "draft" and value.keys is not None:
                    self._change_draft_of(rule, value)
                else:
                    if key == "draft":
                        rule.draft = None
                    if key in rule.keys and _content(rule.keys[key]) == _content(value):
                        self.idle.append((node.key_at[key], f"{key} of {rule_id}"))
                    rule.keys[key] = value

    def _add_rules(self, keys: dict[str, YamlNode]) -> None:
        rules = keys.get("rules")
        if rules is not None and rules.items is None and rules.text != "":
            hint = "begin each rule with - id: ..."
            self.note("wrong-form", rules.at, "rules must be a list", hint)
            return
        for node in self.listing(rules):
            self._add_rule(node)

    def _add_rule(self, node: YamlNode) -> None:
        keys = self.mapping(node, "a rule", RULE_KEYS)
        if not keys and node.keys is None and node.text != "":
            return
        if "id" not in keys:
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
        self.require(node, f"rule {rule_id}", keys, ("when", "source"))
        if "advise" not in keys and "conclude" not in keys:
            message = f"rule {rule_id} neither advises nor concludes anything"
            self.note("idle-rule", node.at, message, "add advise: or conclude:")
        rule = RawRule(rule_id, self.name, keys["id"].at)
        advise = keys.pop("advise", None)
        if advise is not None:
            rule.advises = True
            keys |= self._advice_keys(rule_id, advise)
            if "draft" in keys and keys["draft"].keys is not None:
                rule.draft = keys.pop("draft")
        rule.keys = keys
        self.rules[rule_id] = rule

    def _advice_keys(self, rule_id: str, advise: YamlNode) -> dict[str, YamlNode]:
        what = f"the advice of rule {rule_id}"
        keys = self.mapping(advise, what, ADVISE_KEYS)
        for key in ("title", "text"):
            text = keys[key].text if key in keys else None
            if text is not None and not text.strip():
                message = f"the {key} of rule {rule_id} is empty"
                self.note("missing-key", keys[key].at, message, f"write the {key}")
        if advise.keys is not None or advise.text == "":
            self.require(advise, what, keys, ADVISE_KEYS[:4])
        return keys


def changed(below: YamlNode | None, above: YamlNode) -> YamlNode:
    """Merge the mappings of two layers; if both have a key, the value of `above` is used.

    If `below` is None or not a mapping, return `above`; if only `above` is not a mapping, return
    `below`.
    """
    if below is None or below.keys is None:
        return above
    if above.keys is None:
        return below
    return replace(
        above,
        keys={**below.keys, **above.keys},
        key_at={**below.key_at, **above.key_at},
        key_nodes={**below.key_nodes, **above.key_nodes},
    )


def _content(node: YamlNode) -> object:
    """Return the content of a node for comparison, with white space collapsed and [x] as x."""
    if node.items is not None:
        found = [_content(item) for item in node.items]
        return found[0] if len(found) == 1 else found
    if node.keys is not None:
        return {key: _content(value) for key, value in node.keys.items()}
    return " ".join((node.text or "").split())
