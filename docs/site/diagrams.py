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
    """Yield a line for each start of an arrow or for each end, whichever makes fewer lines."""
    edges = EDGE.findall(diagram)
    starts, ends = (dict.fromkeys(each) for each in zip(*edges, strict=True))
    if len(starts) <= len(ends):
        for start in starts:
            others = ", ".join(_shown(end) for begin, end in edges if begin == start)
            yield f"- {_shown(start)} → {others}"
    else:
        for end in ends:
            others = ", ".join(_shown(start) for start, stop in edges if stop == end)
            yield f"- {_shown(end)} ← {others}"
    yield "\n<!-- The end of the list, so that another can follow. -->"


def _shown(node: str) -> str:
    if rule := _NODE.fullmatch(node):
        return f"[{rule[1]}]({rule[1]}.md)"
    if conclusion := _CONCLUSION.fullmatch(node):
        return f"*{conclusion[1]}*"
    return f"`{node}`"
