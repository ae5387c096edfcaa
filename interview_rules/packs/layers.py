"""Layers: what each pack file adds, sets, switches off and overrides, put on top of each other.

This is the part of loading that knows keys and layers and nothing of conditions; what comes out is
one set of YAML nodes, each still knowing its file, line and column.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from interview_rules.errors import PackError, nearest, printable
from interview_rules.packs import bundled
from interview_rules.positions import NOWHERE, Position
from interview_rules.sources.files import read_source
from interview_rules.sources.yaml_shapes import ID, Shapes
from interview_rules.sources.yaml_tree import MOST_CHARACTERS, YamlNode, read_yaml

__all__ = ["ADVISE_KEYS", "NAME", "VALUE", "Layers", "RawRule"]

PACK_KEYS = (
    "pack", "title", "extends", "parameters", "set", "facts", "definitions", "conclusions",
    "exclusive", "stances", "complete", "drafts", "switch_off", "override", "rules",
)  # fmt: skip
RULE_KEYS = ("id", "when", "conclude", "advise", "instead_of", "before", "source")
ADVISE_KEYS = ("action", "kind", "title", "text", "due", "draft", "recorded_as", "again_after")
OVERRIDE_KEYS = (*RULE_KEYS[1:3], *RULE_KEYS[4:], *ADVISE_KEYS)
MOST_LAYERS = 20

VALUE = re.compile(r"[a-z][a-z0-9_-]{0,79}")
NAME = re.compile(r"[a-z][a-z0-9_]{0,79}")


@dataclass(slots=True)
class RawRule:
    """A rule as written, key by key; `advise` keys stand beside the others."""

    id: str
    pack: str
    at: Position
    keys: dict[str, YamlNode] = field(default_factory=dict)
    advises: bool = False


@dataclass(slots=True)
class Layers(Shapes):
    """Everything that the layers say, the later ones on top, and the problems found so far."""

    name: str = ""
    title: str = ""
    without: str = ""
    """What errors call a file of which only what it extends is wanted."""
    order: list[str] = field(default_factory=list)
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
    idle: list[tuple[Position, str]] = field(default_factory=list)
    """Where something is set or overridden with what it was anyway, and what that is."""
    contents: dict[str, str | bytes] = field(default_factory=dict)
    """What each file holds, by the name that positions give it."""
    _open: list[str] = field(default_factory=list)

    # -- files ---------------------------------------------------------------------------------

    def add(self, source: str | Path, folder: Path | None, entry: YamlNode | None = None) -> None:
        """Put a pack on top: a shipped one by name, or a file, relative to `folder` if given.

        `entry` is where the pack above names it.
        """
        text = str(source)
        if text in bundled.names():
            self._add_file(bundled.path_of(text), text)
        elif folder is None and entry is not None:
            hint = nearest(text, bundled.names()) or "only shipped packs can be extended here"
            message = f"there is no pack '{printable(text)}'"
            self.note("unreadable-pack", entry.at, message, hint, entry.span())
        else:
            path = Path(text) if folder is None else folder / text
            self._add_file(path, str(path), entry)

    def _add_file(self, path: Path, name: str, entry: YamlNode | None = None) -> None:
        at = Position(name) if entry is None else entry.at
        try:
            key = str(path.resolve())
            if key in self.order or key in self._open:
                if key in self._open:
                    self.note("loop", at, f"packs extend each other in a circle: {name}")
                return
            if entry is not None and path.exists() and not path.is_file():
                # Reading a pipe or a device could take for ever.
                self.note("unreadable-pack", at, f"'{printable(name)}' is no file")
                return
            text = read_source(path, 4 * MOST_CHARACTERS + 1)
            if len(text) > 4 * MOST_CHARACTERS:
                self.note("too-large", at, "this file is too large to be a pack")
                return
        except (OSError, ValueError) as error:
            known = nearest(path.name, bundled.names())
            reason = getattr(error, "strerror", None) or "it is no path"
            self.note(
                "unreadable-pack",
                NOWHERE if entry is None else at,
                f"cannot read '{printable(name)}': {reason}",
                known,
                entry.span() if entry is not None and entry.text == path.name else None,
            )
            return
        self._open.append(key)
        self.add_text(text, name, path.parent)
        self._open.pop()
        self.order.append(key)

    def add_text(self, text: str | bytes, name: str, folder: Path | None) -> None:
        """Put the pack in a text on top, and before it what it extends."""
        keys = self._extended(text, name, folder)
        if keys is None or (self.without == name and not self._open[1:]):
            return
        if "pack" in keys:
            self.name = self.word(keys["pack"], ID, "after-the-interview")
        self.title = self.text(keys["title"]) if "title" in keys else self.name
        self._collect(keys)
        self._rules(keys)

    def _extended(
        self, text: str | bytes, name: str, folder: Path | None
    ) -> dict[str, YamlNode] | None:
        """The keys of a pack, after what it extends was put on top; None if it cannot be read."""
        try:
            root = read_yaml(text, name)
            self.contents[name] = text
        except PackError as error:
            self.problems += error.problems
            return None
        if root.keys is not None and "tests" in root.keys and "pack" not in root.keys:
            message = "this is a file of tests, not a pack"
            self.note("wrong-form", root.at, message, "name the pack that it tests")
            return None
        keys = self.mapping(root, "a pack", PACK_KEYS)
        for entry in self.listing(keys.get("extends")):
            if len(self._open) + len(self.order) > MOST_LAYERS:
                self.note("too-large", entry.at, f"more than {MOST_LAYERS} packs extend each other")
                return None
            word = self.word(entry)
            if word:
                self.add(word, folder, entry)
        if "pack" not in keys:
            self.note("missing-key", root.at, "the pack has no name", "add pack: my-rules")
        return keys

    # -- contents ------------------------------------------------------------------------------

    def _named(self, keys: dict[str, YamlNode], section: str, into: dict[str, YamlNode]) -> None:
        section_node = keys.get(section)
        for name, node in self.mapping(section_node, section).items():
            at = section_node.key_at[name] if section_node else node.at
            pattern = ID if section == "drafts" else NAME
            if not pattern.fullmatch(name):
                like = "thank-you" if section == "drafts" else "reply_wait"
                self.note(
                    "bad-name",
                    at,
                    f"'{printable(name)}' is no proper name",
                    f"write it like {like}",
                )
            elif name in into:
                hint = "choose another name"
                self.note("name-taken", at, f"{name} is already there, in {into[name].at}", hint)
            else:
                node.at = at
                into[name] = node

    def _collect(self, keys: dict[str, YamlNode]) -> None:
        fresh: dict[str, YamlNode] = {}
        self._named(keys, "parameters", fresh)
        for name, node in fresh.items():
            if name in self.parameters:
                hint = f"to change it, write under set: {name}: ..."
                self.note("name-taken", node.at, f"{name} is already a parameter", hint)
                continue
            parts = self.mapping(node, f"parameter {name}", ("value", "doc", "source"))
            for key in ("value", "doc"):
                if key not in parts and node.keys is not None:
                    self.note(
                        "missing-key", node.at, f"parameter {name} has no {key}", f"add {key}: ..."
                    )
            self.parameters[name] = {"": node, **parts}
        for name, node in self.mapping(keys.get("set"), "set").items():
            if name not in self.parameters:
                self.note(
                    "nothing-to-override",
                    keys["set"].key_at[name],
                    f"there is no parameter '{printable(name)}'",
                    nearest(name, self.parameters),
                    keys["set"].key_nodes[name].span(),
                )
            else:
                old = self.parameters[name].get("value")
                if old is not None and _says_the_same(old, node):
                    self.idle.append((keys["set"].key_at[name], name))
                self.changed.append((name, node))
        self._named(keys, "facts", self.facts)
        self._named(keys, "definitions", self.definitions)
        self._named(keys, "conclusions", self.conclusions)
        self._named(keys, "drafts", self.drafts)
        self.exclusive += self.listing(keys.get("exclusive"))
        self.stances += self.listing(keys.get("stances"))
        self.complete += self.listing(keys.get("complete"))

    def _rules(self, keys: dict[str, YamlNode]) -> None:
        for node in self.listing(keys.get("switch_off")):
            rule_id = self.word(node)
            if rule_id in self.switched_off:
                message = f"'{printable(rule_id)}' is switched off already"
                self.note("nothing-to-override", node.at, message, "leave it out here")
            elif rule_id and rule_id not in self.rules:
                self.note(
                    "nothing-to-override",
                    node.at,
                    f"there is no rule '{printable(rule_id)}' to switch off",
                    nearest(rule_id, self.rules),
                    node.span(),
                )
            elif rule_id:
                self.switched_off[rule_id] = self.rules.pop(rule_id)
        for rule_id, node in self.mapping(keys.get("override"), "override").items():
            rule = self.rules.get(rule_id)
            if rule is None:
                at = keys["override"].key_at[rule_id]
                gone = rule_id in self.switched_off
                hint = "it is switched off" if gone else nearest(rule_id, self.rules)
                self.note(
                    "nothing-to-override",
                    at,
                    f"there is no rule '{printable(rule_id)}' to override",
                    hint,
                    keys["override"].key_nodes[rule_id].span(),
                )
                continue
            for key, value in self.mapping(node, "an override", OVERRIDE_KEYS).items():
                if key in ADVISE_KEYS and not rule.advises:
                    self.note(
                        "no-advice", value.at, f"{rule_id} gives no advice, so it has no {key}"
                    )
                else:
                    if key in rule.keys and _says_the_same(rule.keys[key], value):
                        self.idle.append((node.key_at[key], f"{key} of {rule_id}"))
                    rule.keys[key] = value
        rules = keys.get("rules")
        if rules is not None and rules.items is None and rules.text != "":
            self.note("wrong-form", rules.at, "rules is a list", "begin each rule with - id: ...")
            return
        for node in self.listing(rules):
            self._rule(node)

    def _rule(self, node: YamlNode) -> None:
        keys = self.mapping(node, "a rule", RULE_KEYS)
        if not keys and node.keys is None and node.text != "":
            return
        if "id" not in keys:
            self.note("missing-key", node.at, "this rule has no id", "add id: my-rule")
            return
        rule_id = self.identifier(keys["id"])
        if not rule_id:
            return
        if rule_id in self.rules:
            message = f"rule {rule_id} is already there, in {self.rules[rule_id].at}"
            self.note(
                "name-taken",
                keys["id"].at,
                message,
                "choose another id, or change it under override:",
            )
            return
        for key in ("when", "source"):
            if key not in keys:
                self.note("missing-key", node.at, f"rule {rule_id} has no {key}", f"add {key}: ...")
        if "advise" not in keys and "conclude" not in keys:
            self.note(
                "idle-rule", node.at, f"rule {rule_id} does nothing", "add advise: or conclude:"
            )
        rule = RawRule(rule_id, self.name, keys["id"].at)
        advise = keys.pop("advise", None)
        if advise is not None:
            rule.advises = True
            said = self.mapping(advise, "advise", ADVISE_KEYS)
            for key in ("title", "text"):
                text = said[key].text if key in said else None
                if text is not None and not text.strip():
                    message = f"the {key} of the advice of {rule_id} is empty"
                    self.note("missing-key", said[key].at, message, "say something")
            for key in ADVISE_KEYS[:4]:
                if key not in said and (advise.keys is not None or advise.text == ""):
                    self.note(
                        "missing-key",
                        advise.at,
                        f"the advice of {rule_id} has no {key}",
                        f"add {key}: ...",
                    )
            keys |= said
        rule.keys = keys
        self.rules[rule_id] = rule


def _says_the_same(one: YamlNode, other: YamlNode) -> bool:
    """Whether two nodes have the same content, however it is folded; a list of one is its item."""
    return _content(one) == _content(other)


def _content(node: YamlNode) -> object:
    if node.items is not None:
        found = [_content(item) for item in node.items]
        return found[0] if len(found) == 1 else found
    if node.keys is not None:
        return {key: _content(value) for key, value in node.keys.items()}
    return " ".join((node.text or "").split())
