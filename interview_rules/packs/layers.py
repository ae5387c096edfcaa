"""Layers: the additions, settings and overrides of each pack file, merged in order.

This step handles keys and layers, not conditions. The result is one set of YAML nodes, each with
its file, line and column.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from interview_rules.errors import PackError, Problem, nearest, printable
from interview_rules.packs import bundled
from interview_rules.packs.keys import IN_PACK, PACK_KEYS
from interview_rules.packs.raw_rules import RawRules
from interview_rules.positions import NOWHERE, Position
from interview_rules.sources.files import read_source
from interview_rules.sources.yaml_shapes import ID
from interview_rules.sources.yaml_tree import MOST_CHARACTERS, YamlNode, read_yaml

__all__ = ["NAME", "VALUE", "Layers"]

MOST_LAYERS = 20
"""Maximum number of packs that a pack can extend, directly or through others."""
MOST_BYTES = 4 * MOST_CHARACTERS
"""Maximum size of a pack file, in bytes."""

VALUE = re.compile(r"[a-z][a-z0-9_-]{0,79}")
NAME = re.compile(r"[a-z][a-z0-9_]{0,79}")
_bundled_tree = lru_cache(maxsize=4)(read_yaml)  # most packs extend one of these files


@dataclass(slots=True)
class Layers(RawRules):
    """The merged content of all layers, and the problems found so far."""

    title: str = ""
    without: str = ""
    """The name of a file to leave out: only the packs that it extends are merged."""
    order: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    """The names of the merged files, as used in positions, lowest layer first."""
    facts: dict[str, YamlNode] = field(default_factory=dict)
    definitions: dict[str, YamlNode] = field(default_factory=dict)
    conclusions: dict[str, YamlNode] = field(default_factory=dict)
    exclusive: list[YamlNode] = field(default_factory=list)
    stances: list[YamlNode] = field(default_factory=list)
    complete: list[YamlNode] = field(default_factory=list)
    contents: dict[str, str | bytes] = field(default_factory=dict)
    """The content of each file, by the file name as used in positions."""
    packs: dict[str, str] = field(default_factory=dict)
    """The name of the pack in each merged file."""
    _names: dict[str, str] = field(default_factory=dict)
    """The name of each merged file in positions, by its resolved path."""
    _open: list[str] = field(default_factory=list)

    # -- files ---------------------------------------------------------------------------------

    def add(self, source: str | Path, folder: Path | None, entry: YamlNode | None = None) -> str:
        """Add a pack as the top layer: a bundled pack by name, or a file.

        A relative path is resolved against `folder`, if given. `entry` is the node under `extends`
        that names the pack; without `folder`, such a node must name a bundled pack. Problems are
        noted, not raised. A file that is already merged is not added again. Return the name of the
        file in positions; empty if it cannot be read.
        """
        text = str(source)
        if text in bundled.names():
            return self._add_file(bundled.path_of(text), text)
        if folder is None and entry is not None:
            near = nearest(text, bundled.names())
            hint = f"only bundled packs can be extended here: {', '.join(bundled.names())}"
            message = f"unknown pack '{printable(text)}'"
            here = near if near.near else hint
            self.note("unreadable-pack", entry.at, message, here, entry.span())
            return ""
        path = Path(text) if folder is None else folder / text
        return self._add_file(path, str(path), entry)

    def _add_file(self, path: Path, name: str, entry: YamlNode | None = None) -> str:
        at = Position(name) if entry is None else entry.at
        try:
            key = str(path.resolve())
            if key in self.order or key in self._open:
                if key in self._open:
                    message = f"{name} extends itself, directly or through other packs"
                    self.note("loop", at, message, "remove this entry")
                return self._names.get(key, "")
            if entry is not None and path.exists() and not path.is_file():
                # Reading a pipe or a device could block forever.
                message = f"'{printable(name)}' is not a regular file"
                self.note("unreadable-pack", at, message, "give the path of a file")
                return ""
            text = read_source(path, MOST_BYTES + 1)
            if len(text) > MOST_BYTES:
                message = f"the file is larger than {MOST_BYTES:,} bytes"
                self.note("too-large", at, message, "split it into several files")
                return ""
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
            return ""
        self._names[key] = name
        self._open.append(key)
        self.add_text(text, name, path.parent)
        self._open.pop()
        self.order.append(key)
        return name

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
        self.packs[name] = self.name
        self.title = self.text(keys["title"]) if "title" in keys else self.name
        self.formerly.add(self, keys.get("formerly"))
        self._add_declarations(keys)
        self.switch_off(keys.get("switch_off"))
        self.override(keys.get("override"))
        self.add_rules(keys.get("rules"))

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
        keys = self.mapping(root, "a pack", PACK_KEYS, IN_PACK)
        below = self.below.setdefault(name, set())
        for entry in self.listing(keys.get("extends")):
            if len(self._open) + len(self.order) > MOST_LAYERS:
                message = f"a pack can extend at most {MOST_LAYERS} others, directly or indirectly"
                self.note("too-large", entry.at, message, "merge some of these packs")
                return None
            word = self.word(entry)
            extended = self.add(word, folder, entry) if word else ""
            below |= {extended, *self.below.get(extended, ())} - {""}
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
        self.set_parameters(keys.get("set"))
        self._add_section(keys, "facts", self.facts)
        self._add_section(keys, "definitions", self.definitions)
        self._add_section(keys, "conclusions", self.conclusions)
        self._add_section(keys, "drafts", self.drafts)
        self.override_drafts(keys.get("override_drafts"))
        self.exclusive += self.listing(keys.get("exclusive"))
        self.stances += self.listing(keys.get("stances"))
        self.complete += self.listing(keys.get("complete"))
