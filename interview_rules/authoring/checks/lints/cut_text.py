"""A text that ends at a `#`, where YAML reads a comment."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from interview_rules.authoring.checks.finding import Finding, Found
from interview_rules.errors import printable
from interview_rules.sources.yaml_syntax import in_quotes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_rules.authoring.checks.context import Context
    from interview_rules.sources.yaml_tree import YamlNode

__all__ = ["FINDING", "validator"]

FINDING = Finding(
    code="cut-text",
    level="warning",
    title="The text ends at a #",
    why="In YAML, a # after a space begins a comment, so the rest of the line does not belong to the "
    "text, and nobody will read it. An intended comment can go on a line of its own, or "
    "after two spaces.",
    avoid="""
rules:
  - id: late
    when: after decision_date
    conclude: late
    source: Handbook, rule #7 on waiting.
""",
    prefer="""
rules:
  - id: late
    when: after decision_date
    conclude: late
    source: "Handbook, rule #7 on waiting."
""",
)

_PROSE = frozenset(
    {"title", "text", "doc", "source", "section", "rests_on", "subject", "body", "ask", "spoken"}
)
"""Keys whose values people read."""
_LINES = frozenset({"conclusions"})
"""Keys of mappings whose values people read."""
_REMARK = re.compile(r" #(?P<rest>[^\n]*)")


def validator(context: Context) -> Iterator[Found]:
    """Find texts without quotation marks that a # cuts short, in the files being checked."""
    for name, tree in context.layers.trees.items():
        if name in context.files:
            for node in _prose(tree):
                yield from _found(node)


def _prose(node: YamlNode, key: str = "") -> Iterator[YamlNode]:
    """Yield the plain scalars in a tree whose text is meant for people."""
    if node.text is not None:
        if key in _PROSE and not node.quoted:
            yield node
        return
    for name, inner in (node.keys or {}).items():
        yield from _prose(inner, "text" if key in _LINES else name)
    for inner in node.items or ():
        yield from _prose(inner, key)


def _found(node: YamlNode) -> Iterator[Found]:
    if node.places is None or not node.text:
        return
    source, _, end, _ = node.places
    match = _REMARK.match(source, end)
    if match is None:
        return
    rest = match["rest"]
    if node.text[-1] in ".!?" and rest[:1].isspace():
        return  # a comment after a whole sentence
    cut = f"#{rest.rstrip()}"
    message = f"the text ends before '{printable(cut)}', which is read as a comment"
    hint = f"put the text in quotes: {in_quotes(f'{node.text} {cut}')}"
    yield Found(node.locate(len(node.text) - 1).right(2), message, hint)
