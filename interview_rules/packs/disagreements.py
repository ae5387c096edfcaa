"""Rules that one pack switches off and another overrides, and packs above that decide."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from interview_rules.packs import bundled
from interview_rules.sources.yaml_shapes import Shapes

if TYPE_CHECKING:
    from interview_rules.packs.raw_rule import RawRule
    from interview_rules.sources.yaml_tree import YamlNode

__all__ = ["Disagreements"]


@dataclass(slots=True)
class Disagreements(Shapes):
    """The rules left, those that are switched off, and who switches off or overrides them."""

    rules: dict[str, RawRule] = field(default_factory=dict)
    switched_off: dict[str, RawRule] = field(default_factory=dict)
    below: dict[str, set[str]] = field(default_factory=dict)
    """For each merged file, the files that it extends, directly or through others."""
    off_by: dict[str, list[YamlNode]] = field(default_factory=dict)
    """For each rule, the nodes that switch it off, lowest layer first."""
    overridden_by: dict[str, list[YamlNode]] = field(default_factory=dict)
    """For each rule, the nodes that name it to override it, lowest layer first."""

    def is_above(self, file: str, other: str) -> bool:
        """Return True if `file` is `other`, or extends it, directly or through others."""
        return file == other or other in self.below.get(file, ())

    def contested(self, rule: RawRule, file: str) -> bool:
        """Return True if, of two packs below a file, one switches a rule off and one overrides it."""
        return any(
            self.beside(off.at.file, key.at.file)
            and self.is_above(file, off.at.file)
            and self.is_above(file, key.at.file)
            for off in self.off_by.get(rule.id, ())
            for key in self.overridden_by.get(rule.id, ())
        )

    def can_override(self, rule: RawRule, file: str) -> bool:
        """Return True if a file can override a switched-off rule, which may then be a clash."""
        off = self.off_by.get(rule.id, ())
        return self.contested(rule, file) or any(self.beside(n.at.file, file) for n in off)

    def take_off(self, rule: RawRule, node: YamlNode) -> None:
        """Switch off a rule, which a node names."""
        self.off_by.setdefault(rule.id, []).append(node)
        self.switched_off[rule.id] = self.rules.pop(rule.id, rule)

    def put_back(self, rule: RawRule, key: YamlNode) -> None:
        """Note an override of a rule, which ends a disagreement about it in the packs below."""
        if rule.id in self.switched_off and self.contested(rule, key.at.file):
            self.rules[rule.id] = self.switched_off.pop(rule.id)
            self.rules = dict(sorted(self.rules.items(), key=lambda each: each[1].number))
        self.overridden_by.setdefault(rule.id, []).append(key)

    def beside(self, file: str, other: str) -> bool:
        """Return True if neither file is above the other, and neither is bundled."""
        if {file, other} & {*bundled.names()}:
            return False
        return not (self.is_above(file, other) or self.is_above(other, file))
