"""Mermaid diagrams of the pages in words, with links.

A code host draws the diagrams. The site has no scripts for that: it lists what leads to what, which
can also be read aloud.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_DIAGRAM = re.compile(r"^```mermaid\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EDGE = re.compile(r"^\s*(\S+) --> (\S+)$", re.MULTILINE)
_NODE = re.compile(r'r_\w+\["([\w-]+)"\]')
_CONCLUSION = re.compile(r'c_\w+\(\["(\w+)"\]\)')


def in_words(text: str) -> str:
    """Return a page with a list instead of each of its diagrams."""
    return _DIAGRAM.sub(lambda match: "\n".join(_lines(match[1])), text)


def _lines(diagram: str) -> Iterator[str]:
    edges = EDGE.findall(diagram)
    for start in dict.fromkeys(start for start, _end in edges):
        ends = ", ".join(_shown(end) for begin, end in edges if begin == start)
        yield f"- {_shown(start)} → {ends}"


def _shown(node: str) -> str:
    if rule := _NODE.fullmatch(node):
        return f"[{rule[1]}]({rule[1]}.md)"
    if conclusion := _CONCLUSION.fullmatch(node):
        return f"*{conclusion[1]}*"
    return f"`{node}`"
