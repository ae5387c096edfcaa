"""Accepted findings: warnings that the author of a pack keeps, each with the reason.

They are listed under `accept` in a pack. Only checks read this section.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from interview_rules.authoring.checks.finding import Finding
from interview_rules.errors import LIST_NAMES, LIST_RULES, nearest, printable
from interview_rules.packs import bundled
from interview_rules.sources.yaml_shapes import Shapes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from interview_rules.authoring.checks.context import Context
    from interview_rules.positions import Position
    from interview_rules.sources.yaml_tree import YamlNode

__all__ = ["UNUSED", "Accepted"]

KINDS = ("rule", "definition", "parameter", "fact", "draft")
"""What a finding can be about, as the key that names it."""
KEYS = ("finding", *KINDS, "because")
_SECTIONS = {
    "override": "rule",
    "definitions": "definition",
    "parameters": "parameter",
    "set": "parameter",
    "facts": "fact",
    "drafts": "draft",
    "override_drafts": "draft",
}
"""Sections of a pack whose keys are names, each with what they name."""

UNUSED = Finding(
    code="unused-acceptance",
    level="warning",
    title="This accepted finding does not occur",
    why="An entry under `accept` that accepts nothing is left over or names the wrong thing. If it "
    "stayed, it would hide the finding as soon as that occurs.",
    avoid="""
accept:
  - {finding: unused-parameter, parameter: patience, because: Packs of our branches use it.}
parameters:
  patience: {value: 4 days, doc: How long to wait., source: Our own practice.}
rules:
  - id: write
    when: from decision_date + patience
    advise: {action: write, kind: do, title: Write, text: Write to them.}
    source: Our own practice.
""",
    prefer="""
accept:
  - {finding: unused-parameter, parameter: patience, because: Packs of our branches use it.}
parameters:
  patience: {value: 4 days, doc: How long to wait., source: Our own practice.}
rules:
  - id: write
    when: from decision_date + 4 days
    advise: {action: write, kind: do, title: Write, text: Write to them.}
    source: Our own practice.
""",
)


class _Entry(NamedTuple):
    """An accepted finding: its code, what it is about, and the position of the entry."""

    code: str
    kind: str
    name: str
    at: Position

    @property
    def about(self) -> tuple[str, str, str]:
        """What the entry accepts: the code of a finding, and the kind and name of its subject."""
        return self.code, self.kind, self.name

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"


class Accepted(Shapes):
    """The accepted findings of a pack and of the files that it extends; bundled packs have none.

    `problems` holds what is wrong with the entries. `kinds` are all kinds of findings, by code.
    """

    def __init__(self, context: Context, kinds: Mapping[str, Finding]) -> None:
        super().__init__()
        self._context = context
        self._kinds = kinds
        self._used: set[Position] = set()
        self._trees = {
            name: tree for name, tree in context.layers.trees.items() if name not in bundled.names()
        }
        self._entries = [
            entry for tree in self._trees.values() for entry in self._read(tree.step("accept"))
        ]
        # Of equal entries, the first counts.
        self._first = {entry.about: entry for entry in reversed(self._entries)}

    def _read(self, section: YamlNode | None) -> Iterator[_Entry]:
        for item in self.listing(section):
            before = len(self.problems)
            keys = self.mapping(item, "an accepted finding", KEYS)
            self.require(item, "an accepted finding", keys, ("finding", "because"))
            if (
                "because" in keys
                and not self.text(keys["because"])
                and before == len(self.problems)
            ):
                hint = "write why you keep what this finding is about"
                self.note("missing-key", keys["because"].at, "the reason is empty", hint)
            kind = self._kind(item, keys)
            name = self._name(kind, keys[kind]) if kind else ""
            code = self._code(keys["finding"]) if "finding" in keys else ""
            if before == len(self.problems):
                yield _Entry(code, kind, name, item.at)

    def _kind(self, item: YamlNode, keys: Mapping[str, YamlNode]) -> str:
        given = [kind for kind in KINDS if kind in keys]
        if len(given) == 1:
            return given[0]
        if item.keys is not None and not (item.keys.keys() - keys.keys()):
            message = "an accepted finding must be about exactly one thing"
            hint = f"write one of: {', '.join(KINDS)}; for example, rule: my-rule"
            self.note("missing-key", item.at, message, hint)
        return ""

    def _name(self, kind: str, node: YamlNode) -> str:
        pack, layers = self._context.pack, self._context.layers
        names: dict[str, Collection[str]] = {
            "rule": {*pack.by_id, *layers.switched_off},
            "definition": pack.definitions,
            "parameter": pack.parameters,
            "fact": pack.facts,
            "draft": layers.drafts,
        }
        known = names[kind]
        name = self.word(node)
        if kind == "rule":
            name = layers.formerly.now("rules", name)
        if not name or name in known:
            return name
        code = "unknown-rule" if kind == "rule" else "unknown-name"
        hint = nearest(name, known) or (LIST_RULES if kind == "rule" else LIST_NAMES)
        self.note(code, node.at, f"unknown {kind} '{printable(name)}'", hint, node.span())
        return ""

    def _code(self, node: YamlNode) -> str:
        code = self.word(node)
        warnings = [each.code for each in self._kinds.values() if each.level == "warning"]
        if not code or code in warnings:
            return code
        message = f"unknown finding '{printable(code)}'"
        near = nearest(code, warnings)
        hint = near if near.near else "run 'interview-rules check --explain' to list them"
        if code in self._kinds:
            message = f"{code} is an error, and only warnings can be accepted"
            hint = "fix it instead, and remove this entry"
        self.note("unknown-value", node.at, message, hint, node.span() if near.near else None)
        return ""

    # -- findings ------------------------------------------------------------------------------

    def covers(self, code: str, at: Position) -> bool:
        """Return True if the finding at a position is accepted, and mark its entry as used."""
        if not self._entries:
            return False
        owner = self._owner(at)
        entry = self._first.get((code, *owner))
        if entry is not None:
            self._used.add(entry.at)
        return entry is not None

    def unused(self) -> Iterator[tuple[Position, str, str]]:
        """Yield the position of each entry that accepts nothing, a message, and a hint.

        Only entries in the files being checked count: what a file below accepts may not occur here.
        """
        for entry in self._entries:
            if entry.at not in self._used and self._context.own(entry.at):
                message = f"{entry.code} is not found in {entry}"
                if self._first[entry.about].at in self._used:
                    message = f"{entry.code} is already accepted for {entry}"
                yield entry.at, message, "remove this entry"

    def _owner(self, at: Position) -> tuple[str, str]:
        """Return the kind and name of what is at a position; the name is empty if nothing is."""
        starts = self._starts.get(at.file)
        if starts is None:
            return ("rule", self._rules_at.get(at, ""))
        place = bisect_right(starts, (at.line, at.column, "~"))
        return starts[place - 1][2:] if place else ("", "")

    @cached_property
    def _rules_at(self) -> dict[Position, str]:
        """The ids of all rules by position, for bundled packs, which `_starts` does not have."""
        rules = self._context.pack.rules
        return {at: rule.id for rule in rules for at in (rule.when.at, rule.at)}

    @cached_property
    def _starts(self) -> dict[str, list[tuple[int, int, str, str]]]:
        """For each file: where its sections and their entries start, in order, with owners."""
        now = self._context.layers.formerly.now
        found = {}
        for file, tree in self._trees.items():
            starts = []
            for section, node in (tree.keys or {}).items():
                starts.append((tree.key_at[section], "", ""))
                kind = _SECTIONS.get(section, "")
                names = node.key_at.items() if kind else ()
                starts += [(at, kind, name) for name, at in names]
                for item in (node.items or []) if section == "rules" else []:
                    rule = item.step("id")
                    starts.append((item.at, "rule", (rule and rule.text) or ""))
                for item in (node.items or [node]) if section == "switch_off" else []:
                    starts.append((item.at, "rule", item.text or ""))
            found[file] = sorted(
                (at.line, at.column, kind, now("rules", name) if kind == "rule" else name)
                for at, kind, name in starts
            )
        return found
