"""A line of a text that reads like a key of the rule, because it is indented like the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from interview_rules.authoring.checks.finding import Finding, Found
from interview_rules.packs.keys import ADVISE_KEYS, RULE_KEYS
from interview_rules.positions import position_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_rules.authoring.checks.context import Context
    from interview_rules.sources.yaml_tree import YamlNode

__all__ = ["FINDING", "validator"]

FINDING = Finding(
    code="key-in-text",
    level="warning",
    title="A line of a text reads like a key",
    why="Everything that is indented like a text after > or | belongs to it. A key that is indented too "
    "far becomes a part of the text: people read it, and it has no effect. If the line is meant as "
    "text, its first word can be written with a capital letter.",
    avoid="""
rules:
  - id: ask
    when: after decision_date
    advise:
      action: ask
      kind: do
      title: Ask for news
      text: >
        The date has passed.
        due: decision_date + 1 day
    source: Our handbook.
""",
    prefer="""
rules:
  - id: ask
    when: after decision_date
    advise:
      action: ask
      kind: do
      title: Ask for news
      text: >
        The date has passed.
      due: decision_date + 1 day
    source: Our handbook.
""",
)

_TEXTS = frozenset({"title", "text", "source"})
_KEY = re.compile(rf"^ *(?P<key>{'|'.join((*RULE_KEYS, *ADVISE_KEYS))}):(?= |\n|\Z)", re.MULTILINE)


def validator(context: Context) -> Iterator[Found]:
    """Find lines with keys in the texts of rules, in the files being checked."""
    for name, tree in context.layers.trees.items():
        if name in context.files:
            for section in ("rules", "override"):
                rules = tree.step(section)
                for rule in (rules.items or (rules.keys or {}).values()) if rules else ():
                    for node in _texts(rule):
                        yield from _found(node, name)


def _texts(rule: YamlNode) -> Iterator[YamlNode]:
    """Yield the texts of a rule that are written on several lines."""
    for part in (rule, rule.step("advise")):
        for key, node in ((part.keys or {}) if part is not None else {}).items():
            if key in _TEXTS and node.text:
                yield node


def _found(node: YamlNode, name: str) -> Iterator[Found]:
    if node.places is None:
        return
    source, start, end, _ = node.places
    for match in _KEY.finditer(source, start, end):
        message = f"'{match['key']}' is a part of the text above, not a key"
        at = position_in(source, match.start("key"), name)
        yield Found(at, message, "indent it like the keys above it")
