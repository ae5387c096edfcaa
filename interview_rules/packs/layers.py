"""Layers: the additions, settings and overrides of each pack file, merged in order.

This step handles keys and layers, not conditions. The result is one set of YAML nodes, each with
its file, line and column.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from interview_rules.errors import PackError, printable
from interview_rules.events.event_names import OF_PACK
from interview_rules.packs import bundled
from interview_rules.packs.keys import IN_PACK, PACK_KEYS, of_set
from interview_rules.packs.lookup import Lookup
from interview_rules.packs.raw_rules import RawRules
from interview_rules.positions import Position
from interview_rules.sources.yaml_shapes import ID
from interview_rules.sources.yaml_tree import MOST_IN_PACK, YamlNode, read_yaml

if TYPE_CHECKING:
    from interview_rules.packs.lookup import PackFile

__all__ = ["NAME", "VALUE", "Layers"]

MOST_LAYERS = 20
"""Maximum number of packs below a pack, counting all that are loaded together with it."""

VALUE = re.compile(r"[a-z][a-z0-9_-]{0,79}")
NAME = re.compile(r"[a-z][a-z0-9_]{0,79}")
_OTHER_NAMES = (NAME, "use lowercase words and underscores, such as reply_wait")
_NAMES = {
    "drafts": (ID, "use lowercase words and hyphens, such as thank-you"),
    "events": (OF_PACK, "use lowercase words with a dot between them, such as flat.viewed"),
}
"""For sections with names of another form: the pattern, and the hint for other names."""
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
    events: dict[str, YamlNode] = field(default_factory=dict)
    definitions: dict[str, YamlNode] = field(default_factory=dict)
    conclusions: dict[str, YamlNode] = field(default_factory=dict)
    exclusive: list[YamlNode] = field(default_factory=list)
    stances: list[YamlNode] = field(default_factory=list)
    complete: list[YamlNode] = field(default_factory=list)
    contents: dict[str, str | bytes] = field(default_factory=dict)
    """The content of each file, by the file name as used in positions."""
    trees: dict[str, YamlNode] = field(default_factory=dict)
    """The YAML of each file, by the same name."""
    packs: dict[str, str] = field(default_factory=dict)
    """The name of the pack in each merged file."""
    shipped: dict[str, str] = field(default_factory=dict)
    """The package and version of each file of an installed package, by the file name as used in
    positions; empty for a bundled pack. Authors of other packs cannot edit these files."""
    _names: dict[str, str] = field(default_factory=dict)
    """The name of each merged file in positions, by its key."""
    lookup: Lookup = field(default_factory=Lookup)
    outside: dict[str, tuple[Path, YamlNode]] = field(default_factory=dict)
    """The files outside the folders of the files that the caller named, by name in positions: the
    path of each, and the entry under `extends` that names it."""
    _folders: list[Path] = field(default_factory=list)
    _open: list[str] = field(default_factory=list)

    # -- files ---------------------------------------------------------------------------------

    def add(
        self, source: str | Path, within: PackFile | None = None, entry: YamlNode | None = None
    ) -> str:
        """Add a pack as the top layer: a bundled or installed pack by name, or a file.

        `entry` is the node under `extends` that names the pack, and `within` the file that has it;
        without `within`, the node must have the name of a pack, not a path. Problems are noted, not
        raised. A file that is already merged is not added again. Return the name of the file in
        positions; empty if the file cannot be found or read, or extends itself.
        """
        try:
            file = self.lookup.find(str(source), within, entry)
            if file.mismatch is not None:
                self.problems.append(file.mismatch)
            if file.key in self.order:
                return self._names[file.key]
            if file.key in self._open:
                at = Position(file.name) if entry is None else entry.at
                message = f"{file.name} extends itself, directly or through other packs"
                self.note("loop", at, message, "remove this entry")
                return ""
            text = self.lookup.read(file, entry)
        except PackError as error:
            self.problems += error.problems
            return ""
        self._names[file.key] = file.name
        self._remember_folder(file, entry)
        self._open.append(file.key)
        self.add_text(text, file.name, file)
        self._open.pop()
        self.order.append(file.key)
        return file.name

    def _remember_folder(self, file: PackFile, entry: YamlNode | None) -> None:
        """Record the folder of a file that the caller named, or a file outside those folders."""
        folder = Path(file.key).parent
        if entry is None:
            self._folders.append(folder)
        elif not file.shipped and not any(map(folder.is_relative_to, self._folders)):
            self.outside[file.name] = (file.path, entry)

    def add_text(self, text: str | bytes, name: str, file: PackFile | None = None) -> None:
        """Add the pack in a YAML text as the top layer, after the packs that it extends.

        `name` is the file name in positions. Paths under `extends` are relative to `file`; if that
        is None, packs can be extended only by name, not by path. Problems are noted, not raised.
        """
        if file is not None and file.shipped:
            self.shipped[name] = file.package
        keys = self._keys_after_extends(text, name, file)
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
        self, text: str | bytes, name: str, file: PackFile | None
    ) -> dict[str, YamlNode] | None:
        """Add the packs that a text extends. Return its keys, or None if they cannot be used."""
        try:
            read = _bundled_tree if name in bundled.names() else read_yaml
            root = read(text, name, MOST_IN_PACK)
            self.contents[name], self.trees[name] = text, root
        except PackError as error:
            self.problems += error.problems
            return None
        if root.keys is not None and "tests" in root.keys and "pack" not in root.keys:
            message = "this is a test file, not a pack"
            self.note(
                "wrong-form", root.at, message, "use the pack that it tests instead of this file"
            )
            return None
        below = self.below.setdefault(name, set())
        for entry in self.listing((root.keys or {}).get("extends")):
            if len(self._open) + len(self.order) > MOST_LAYERS:
                message = f"more than {MOST_LAYERS} packs are loaded together"
                self.note("too-large", entry.at, message, "merge some of these packs")
                return None
            word = self.word(entry)
            extended = self.add(word, file, entry) if word else ""
            below |= {extended, *self.below.get(extended, ())} - {""}
        # The packs below say which keys are parameters.
        own = (root.keys or {}).get("parameters")
        parameters = [*self.parameters, *((own and own.keys) or ())]
        keys = self.mapping(root, "a pack", PACK_KEYS, {**of_set(parameters), **IN_PACK})
        if root.keys is not None and self.lacks(root, keys, "pack"):
            self.note("missing-key", root.at, "missing key 'pack'", "add pack: my-rules")
        return keys

    # -- contents ------------------------------------------------------------------------------

    def _add_section(
        self, keys: dict[str, YamlNode], section: str, into: dict[str, YamlNode]
    ) -> None:
        section_node = keys.get(section)
        for name, node in self.mapping(section_node, section).items():
            at = section_node.key_at[name] if section_node else node.at
            pattern, hint = _NAMES.get(section, _OTHER_NAMES)
            if not pattern.fullmatch(name):
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
        self._add_section(keys, "events", self.events)
        self._add_section(keys, "definitions", self.definitions)
        self._add_section(keys, "conclusions", self.conclusions)
        self._add_section(keys, "drafts", self.drafts)
        self.override_drafts(keys.get("override_drafts"))
        self.add_groups(keys.get("groups"))
        self.exclusive += self.listing(keys.get("exclusive"))
        self.stances += self.listing(keys.get("stances"))
        self.complete += self.listing(keys.get("complete"))
