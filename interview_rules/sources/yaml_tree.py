"""YAML with positions, bounded: nothing in a file is executed, and nothing in it can hang.

A file becomes a tree of `YamlNode`, each with the line and column it stands at. Sizes, depths and
aliases are limited, doubled keys are problems, tags are refused, and scalars stay text until
somebody asks for more.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from interview_rules.errors import PackError, Problem, printable
from interview_rules.positions import Position, Range

__all__ = ["ODD_BREAKS", "Passage", "YamlNode", "read_yaml"]

MOST_CHARACTERS = 1_000_000
MOST_NODES = 100_000
DEEPEST = 30
ODD_BREAKS = re.compile(r"\r(?!\n)|[\x85\u2028\u2029]")
"""Line breaks that YAML counts and most editors do not."""


@dataclass(slots=True)
class YamlNode:
    """A scalar (`text`), a list (`items`) or a mapping (`keys` with their nodes)."""

    at: Position
    text: str | None = None
    quoted: bool = False
    items: list[YamlNode] | None = None
    keys: dict[str, YamlNode] | None = None
    key_at: dict[str, Position] = field(default_factory=dict)
    key_nodes: dict[str, YamlNode] = field(default_factory=dict)
    places: tuple[str, int, int, bool] | None = None
    size: int = 1

    @property
    def kind(self) -> str:
        """What this is, in words."""
        return "text" if self.text is not None else "list" if self.items is not None else "mapping"

    def locate(self, offset: int) -> Position:
        """The position in the file of a character of this scalar's text."""
        index = self._index(offset)
        return self.at if index is None else self._position(index)

    def span(self, offset: int = 0, length: int | None = None) -> Range | None:
        """The range in the file of a part of this scalar's text, by default of all of it.

        None if the file writes it in another way, such as with escapes or on several lines.
        """
        index = self._index(offset)
        if index is None or self.places is None or self.text is None:
            return None
        source = self.places[0]
        part = self.text[offset:] if length is None else self.text[offset : offset + length]
        if source[index : index + len(part)] != part or "\n" in part or ODD_BREAKS.search(source):
            return None
        start = self._position(index)
        return Range(start, start.right(len(part)))

    def _index(self, offset: int) -> int | None:
        """The index of a character of the text in the source, None if it cannot be told.

        Folding only moves white space, so the n-th visible character of the text is the n-th
        visible one of the source.
        """
        if self.places is None or self.text is None:
            return None
        source, start, end, exact = self.places
        if not exact:
            return None
        wanted = sum(1 for c in self.text[:offset] if not c.isspace())
        seen = 0
        for index in range(start, end):
            if source[index].isspace():
                continue
            if seen == wanted:
                return index
            seen += 1
        return end

    def _position(self, index: int) -> Position:
        source = self.places[0] if self.places else ""
        line = source.count("\n", 0, index) + 1
        return Position(self.at.file, line, index - source.rfind("\n", 0, index))

    def value(self) -> Any:
        """The plain Python value: text, numbers, booleans, null, lists and dicts (YAML 1.2)."""
        if self.keys is not None:
            return {key: node.value() for key, node in self.keys.items()}
        if self.items is not None:
            return [node.value() for node in self.items]
        text = self.text or ""
        if self.quoted:
            return text
        if text in {"", "~", "null", "Null", "NULL"}:
            return None
        if text in {"true", "True", "TRUE", "false", "False", "FALSE"}:
            return text.lower() == "true"
        if re.fullmatch(r"[-+]?[0-9]{1,18}", text):
            return int(text)
        return text


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a scalar's text from `shift` on: finds places in it in the file."""

    node: YamlNode
    shift: int = 0

    def __call__(self, offset: int) -> Position:
        """The position of a character of the passage."""
        return self.node.locate(self.shift + offset)

    def span(self, offset: int, length: int) -> Range | None:
        """The range of a word in the passage, None if it cannot be told."""
        return self.node.span(self.shift + offset, length)


def read_yaml(text: str | bytes, name: str) -> YamlNode:
    """The tree of one YAML document. `name` is what positions call it.

    Raises PackError with every doubled key, or with the first thing that is no YAML.
    """
    if isinstance(text, bytes):
        try:
            text = text.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            message = f"byte {error.start + 1} is not UTF-8"
            raise PackError(
                [Problem(Position(name), message, "save the file as UTF-8", "no-yaml")]
            ) from None
    if len(text) > MOST_CHARACTERS:
        message = f"this is longer than {MOST_CHARACTERS:,} characters"
        raise PackError(
            [Problem(Position(name), message, "split it into several files", "too-large")]
        )
    if any(0xD800 <= ord(c) <= 0xDFFF for c in text):
        raise PackError(
            [Problem(Position(name), "this has a character that is no text", "", "no-yaml")]
        )
    return _Reader(text, name).read()


_HINTS = {
    "mapping values are not allowed": "quote the text",
    "'\\t'": "indent with spaces",
    "unexpected end of stream": "a quotation mark is opened and never closed",
    "expected ',' or": "a comma is missing, a bracket is not closed, or a text needs quotation marks",
    "expected <block end>": "this is indented differently from what it belongs to",
}
"""How to mend what the parser complains about in words of its own."""


class _Reader:
    def __init__(self, text: str, name: str) -> None:
        self.text = text.replace("\r\n", "\n")
        self.name = name
        self.problems: list[Problem] = []
        self.nodes = 0
        self.anchors: dict[str, YamlNode] = {}

    def read(self) -> YamlNode:
        try:
            root = self._build()
        except PackError:
            raise
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            at = Position(self.name)
            if mark:
                at = Position(self.name, mark.line + 1, mark.column + 1)
            message = " ".join(str(error.problem or error.context or "this is no YAML").split())
            hint = next((hint for said, hint in _HINTS.items() if said in message), "")
            raise PackError(
                [*self.problems, Problem(at, printable(message, 200), hint, "no-yaml")]
            ) from None
        except (YAMLError, RecursionError, ValueError, LookupError, OverflowError) as error:
            message = " ".join(str(error).split()) or "this is no YAML"
            raise PackError(
                [
                    *self.problems,
                    Problem(Position(self.name), printable(message, 200), "", "no-yaml"),
                ]
            ) from None
        if self.problems:
            raise PackError(self.problems)
        if root is None:
            raise PackError([Problem(Position(self.name), "this file is empty", "", "no-yaml")])
        return root

    def _position(self, event: Any) -> Position:
        mark = event.start_mark
        return Position(self.name, mark.line + 1, mark.column + 1)

    def _stop(self, event: Any, message: str, hint: str = "") -> PackError:
        return PackError([*self.problems, Problem(self._position(event), message, hint, "no-yaml")])

    def _build(self) -> YamlNode | None:
        root: YamlNode | None = None
        stack: list[tuple[YamlNode, list[YamlNode], str | None]] = []
        documents = 0
        for event in YAML(typ="safe", pure=True).parse(self.text):
            if isinstance(event, DocumentEndEvent):
                documents += 1
                continue
            if isinstance(event, MappingEndEvent | SequenceEndEvent):
                closed, pending, anchor = stack.pop()
                if closed.keys is not None:
                    self._close(closed, pending)
                else:
                    closed.items = pending
                closed.size = 1 + sum(node.size for node in pending)
                if anchor:
                    self.anchors[anchor] = closed
                continue
            if not isinstance(event, NodeEvent):
                continue
            if documents:
                raise self._stop(event, "a second document begins here", "one document a file")
            node = self._node(event)
            if isinstance(event, MappingStartEvent | SequenceStartEvent):
                if len(stack) >= DEEPEST:
                    raise self._stop(event, f"this is nested more than {DEEPEST} deep")
                if stack:
                    stack[-1][1].append(node)
                stack.append((node, [], event.anchor))
            elif stack:
                stack[-1][1].append(node)
            root = root or node
        return root

    def _node(self, event: Any) -> YamlNode:
        at = self._position(event)
        self.nodes += 1
        if isinstance(event, AliasEvent):
            target = self.anchors.get(event.anchor)
            if target is None:
                raise self._stop(event, f"nothing is anchored as '{printable(event.anchor)}'")
            self.nodes += target.size
            node = target
        elif isinstance(event, ScalarEvent):
            if event.ctag is not None and str(event.ctag) not in {"None", "!"}:
                raise self._stop(event, f"tags such as {printable(str(event.ctag))} are not taken")
            if any(0xD800 <= ord(c) <= 0xDFFF for c in event.value):
                raise self._stop(event, "this has a character that is no text")
            node = YamlNode(at, text=event.value, quoted=event.style in {"'", '"', "|", ">"})
            node.places = self._places(event)
            if event.anchor:
                self.anchors[event.anchor] = node
        else:
            if event.ctag is not None and str(event.ctag) not in {"None", "!"}:
                raise self._stop(event, f"tags such as {printable(str(event.ctag))} are not taken")
            mapping = isinstance(event, MappingStartEvent)
            node = YamlNode(at, keys={}) if mapping else YamlNode(at, items=[])
        if self.nodes > MOST_NODES:
            raise self._stop(event, f"this has more than {MOST_NODES:,} parts, aliases included")
        return node

    def _places(self, event: Any) -> tuple[str, int, int, bool]:
        start, end = event.start_mark.index, event.end_mark.index
        if event.anchor:
            start = self.text.find(event.anchor, start) + len(event.anchor)
            while start < end and self.text[start].isspace():
                start += 1
        if event.style in {"|", ">"}:
            newline = self.text.find("\n", start)
            start = newline + 1 if newline >= 0 else start
        elif event.style in {"'", '"'}:
            start += 1
        raw = self.text[start:end]
        return (self.text, start, end, "\\" not in raw and "''" not in raw)

    def _close(self, mapping: YamlNode, pending: list[YamlNode]) -> None:
        keys: dict[str, YamlNode] = {}
        for key, value in zip(pending[::2], pending[1::2], strict=True):
            if key.text is None:
                self.problems.append(Problem(key.at, "a key must be a word", "", "no-yaml"))
            elif key.text in keys:
                first = mapping.key_at[key.text]
                message = f"'{printable(key.text)}' stands here twice"
                hint = f"the first is in line {first.line}; keep one"
                self.problems.append(Problem(key.at, message, hint, "no-yaml"))
            elif key.text == "<<":
                message = "merge keys are not taken"
                self.problems.append(Problem(key.at, message, "write the keys out", "no-yaml"))
            else:
                if value.text == "" and not value.quoted:
                    # Nothing stands behind the key: the reader is told where the key is.
                    value.at = key.at
                keys[key.text] = value
                mapping.key_at[key.text] = key.at
                mapping.key_nodes[key.text] = key
        mapping.keys = keys
