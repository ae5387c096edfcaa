"""Safe YAML reader: bounded, with positions, and without code execution.

A file becomes a tree of `YamlNode` objects, each with its line and column. Size, depth and aliases
are limited, duplicate keys and tags are errors, and scalars stay text until `YamlNode.value`
converts them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate, islice
from typing import TYPE_CHECKING, Any

from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.reader import ReaderError

from interview_rules.errors import PackError, Problem, printable
from interview_rules.positions import Position, Range, position_in
from interview_rules.sources.yaml_events import EventKind, YamlEvent, yaml_events
from interview_rules.sources.yaml_syntax import read_as_sign, syntax_problem

if TYPE_CHECKING:
    from collections.abc import Container

__all__ = ["ODD_BREAKS", "Passage", "YamlNode", "read_yaml"]

MOST_CHARACTERS = 1_000_000
MOST_NODES = 100_000
MOST_IN_PACK = 5_000_000
"""Maximum number of characters of a pack, which can have more nodes than other files as well."""
DEEPEST = 30
ODD_BREAKS = re.compile(r"\r(?!\n)|[\x85\u2028\u2029]")
"""Characters that the YAML parser can treat as line breaks but most editors do not."""
_FOLDED = frozenset(" \t\n\r\x85\u2028\u2029")
"""Characters that folding adds, removes or replaces. Other spaces are part of the text."""
_SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(slots=True)
class YamlNode:
    """A node: a scalar (`text`), a list (`items`) or a mapping (`keys`, with the value nodes).

    For a mapping, `key_at` holds the position of each key, and `key_nodes` its node. `flow` is true
    for a mapping or a list in braces or brackets, `quoted` for a scalar in quotation marks and for
    a block scalar (after `|` or `>`). For a scalar, `places` holds the whole source, the indexes in
    it at which the scalar starts and ends, and whether the scalar is free of escapes. `size` is the
    number of nodes in the subtree, where an alias counts as all nodes that it stands for.
    """

    at: Position
    text: str | None = None
    quoted: bool = False
    items: list[YamlNode] | None = None
    keys: dict[str, YamlNode] | None = None
    key_at: dict[str, Position] = field(default_factory=dict)
    key_nodes: dict[str, YamlNode] = field(default_factory=dict)
    places: tuple[str, int, int, bool] | None = None
    size: int = 1
    flow: bool = False
    _visible: tuple[list[int], list[int]] | None = None
    """For each offset in the text, how many visible characters precede it; and the index in the
    source of each visible character, and of the end."""

    @property
    def kind(self) -> str:
        """The shape of the node, for messages: `text`, `a list` or `a mapping`."""
        if self.text is not None:
            return "text"
        return "a list" if self.items is not None else "a mapping"

    def step(self, step: str | int) -> YamlNode | None:
        """Return the node at a key of this mapping or an index of this list, or None."""
        if isinstance(step, str):
            return (self.keys or {}).get(step)
        items = self.items or []
        return items[step] if step < len(items) else None

    def locate(self, offset: int) -> Position:
        """Return the file position of the character at an offset in this scalar's text.

        If it is unknown, for example because of escapes, return the position of the node.
        """
        index = self._index(offset)
        return self.at if index is None else self._position(index)

    def span(self, offset: int = 0, length: int | None = None) -> Range | None:
        """Return the file range of a part of this scalar's text, by default up to the text's end.

        Return None if the source differs from the text, for example in escapes or line breaks.
        """
        index = self._index(offset)
        if index is None or self.places is None or self.text is None:
            return None
        source = self.places[0]
        part = self.text[offset:] if length is None else self.text[offset : offset + length]
        if source[index : index + len(part)] != part or "\n" in part or _has_odd_breaks(source):
            return None
        start = self._position(index)
        return Range(start, start.right(len(part)))

    def _index(self, offset: int) -> int | None:
        """Return the source index of the character at an offset in the text, or None if unknown.

        Folding changes only spaces and line breaks, so the n-th visible character of the text is
        also the n-th visible character of the source.
        """
        if self.places is None or self.text is None:
            return None
        source, start, end, exact = self.places
        if not exact:
            return None
        if self._visible is None:
            before = [0, *accumulate(c not in _FOLDED for c in self.text)]
            visible = (index for index in range(start, end) if source[index] not in _FOLDED)
            indexes = list(islice(visible, before[-1]))
            self._visible = before, [*indexes, indexes[-1] + 1 if indexes else start]
        before, indexes = self._visible
        return indexes[min(before[min(offset, len(self.text))], len(indexes) - 1)]

    def _position(self, index: int) -> Position:
        return position_in(self.places[0] if self.places else "", index, self.at.file)

    def value(self) -> Any:
        """Return the Python value: texts, integers, booleans, None, lists and dicts (YAML 1.2).

        Dates, numbers with a fraction and integers of more than 18 digits stay texts.
        """
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


@lru_cache(maxsize=8)
def _has_odd_breaks(source: str) -> bool:
    """Return True if a source matches `ODD_BREAKS`; cached, because each range needs the answer."""
    return ODD_BREAKS.search(source) is not None


@dataclass(frozen=True, slots=True)
class Passage:
    """The part of a scalar's text that starts at `shift`; maps offsets in it to file positions."""

    node: YamlNode
    shift: int = 0

    def __call__(self, offset: int) -> Position:
        """Return the file position of the character at an offset in the passage."""
        return self.node.locate(self.shift + offset)

    def span(self, offset: int, length: int) -> Range | None:
        """Return the file range of a part of the passage, or None if it is unknown."""
        return self.node.span(self.shift + offset, length)


def read_yaml(text: str | bytes, name: str, most: int = MOST_CHARACTERS) -> YamlNode:
    """Parse one YAML document of at most `most` characters, and a tenth as many nodes.

    `name` is the file name in positions.

    Raises PackError with all duplicate or otherwise invalid keys and the first syntax error, tag or
    other element that is not supported, or if the text is empty, too large or not UTF-8.
    """
    if isinstance(text, bytes):
        try:
            text = text.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            message = f"the byte {error.object[error.start]:#04x} is not UTF-8"
            before = error.object[: error.start].decode()
            at = position_in(before, len(before), name)
            raise PackError([Problem(at, message, "save the file as UTF-8", "no-yaml")]) from None
    if len(text) > most:
        message = f"the file is longer than {most:,} characters"
        raise PackError(
            [Problem(Position(name), message, "split it into several files", "too-large")]
        )
    surrogate = _SURROGATES.search(text)
    if surrogate is not None:
        at = position_in(text, surrogate.start(), name)
        message = f"{surrogate[0]!r} is a lone surrogate, not a character"
        raise PackError(
            [Problem(at, message, "remove it, or write the intended character", "no-yaml")]
        )
    return _Reader(text, name, most * MOST_NODES // MOST_CHARACTERS).read()


_ESCAPED_SURROGATE = re.compile(
    r"\\u[dD][89a-fA-F][0-9a-fA-F]{2}|\\U0000[dD][89a-fA-F][0-9a-fA-F]{2}"
)


_NO_CHARACTER = re.compile(r"\\U(?!000|0010)[0-9a-fA-F]{8}")
"""An escape sequence beyond the last character, U+10FFFF."""


class _Reader:
    def __init__(self, text: str, name: str, most: int) -> None:
        self.text = text.replace("\r\n", "\n")
        self.name = name
        self.most = most
        self.problems: list[Problem] = []
        self.nodes = 0
        self.anchors: dict[str, YamlNode] = {}
        self.used: set[str] = set()
        """The anchors to which the text refers."""
        self.anchored: list[YamlEvent] = []
        """The scalars with an anchor."""
        self.last: YamlEvent | None = None
        """The last scalar that was read."""

    def read(self) -> YamlNode:
        try:
            root = self._build()
        except PackError:
            raise
        except MarkedYAMLError as error:
            raise PackError(
                [*self.problems, syntax_problem(error, self.name, self.text, self.last)]
            ) from None
        except ReaderError as error:
            at = position_in(self.text, error.position, self.name)
            message = f"the character {chr(error.character)!r} is not allowed in YAML"
            raise PackError(
                [*self.problems, Problem(at, message, "remove it", "no-yaml")]
            ) from None
        except (YAMLError, RecursionError, ValueError, LookupError, OverflowError) as error:
            escape = _NO_CHARACTER.search(self.text)
            if escape is not None and not isinstance(error, YAMLError):
                at = position_in(self.text, escape.start(), self.name)
                said = f"no character has the number of the escape sequence {escape[0]}"
                hint = "write the character itself instead of the escape"
                raise PackError([*self.problems, Problem(at, said, hint, "no-yaml")]) from None
            message = " ".join(str(error).split()) or "not valid YAML"
            raise PackError(
                [
                    *self.problems,
                    Problem(Position(self.name), printable(message, 200), "", "no-yaml"),
                ]
            ) from None
        for event in self.anchored:
            self._note_sign(event, self.used)
        if self.problems:
            raise PackError(self.problems)
        if root is None:
            hint = "write lines such as key: value"
            raise PackError([Problem(Position(self.name), "this file is empty", hint, "no-yaml")])
        return root

    def _note_sign(self, event: YamlEvent, anchors: Container[str]) -> None:
        found = read_as_sign(event, self.name, self.text, anchors)
        self.problems += [found] if found is not None else []

    def _position(self, event: YamlEvent) -> Position:
        return Position(self.name, event.line + 1, event.column + 1)

    def _stop(self, event: YamlEvent, message: str, hint: str = "") -> PackError:
        return PackError([*self.problems, Problem(self._position(event), message, hint, "no-yaml")])

    def _surrogate(self, event: YamlEvent) -> PackError:
        escape = _ESCAPED_SURROGATE.search(self.text, event.start, event.end)
        if escape is None:
            return self._stop(event, "the text contains a lone surrogate", "write other characters")
        at = position_in(self.text, escape.start(), self.name)
        message = f"{escape[0]} stands for a lone surrogate, not for a character"
        hint = "write the character itself instead of the escape"
        return PackError([*self.problems, Problem(at, message, hint, "no-yaml")])

    def _build(self) -> YamlNode | None:
        root: YamlNode | None = None
        stack: list[tuple[YamlNode, list[YamlNode], str | None]] = []
        documents = 0
        for event in yaml_events(self.text):
            if event.kind is EventKind.DOCUMENT_END:
                documents += 1
                continue
            if event.kind is EventKind.END:
                closed, pending, anchor = stack.pop()
                if closed.keys is not None:
                    self._close(closed, pending)
                else:
                    closed.items = pending
                closed.size = 1 + sum(node.size for node in pending)
                if anchor:
                    self.anchors[anchor] = closed
                continue
            if documents:
                raise self._stop(
                    event, "a second document starts here", "keep one document per file"
                )
            node = self._node(event)
            if event.kind is EventKind.MAPPING or event.kind is EventKind.LIST:
                if len(stack) >= DEEPEST:
                    raise self._stop(
                        event, f"nested more than {DEEPEST} levels deep", "use fewer levels"
                    )
                if stack:
                    stack[-1][1].append(node)
                stack.append((node, [], event.anchor))
            elif stack:
                stack[-1][1].append(node)
            root = root or node
        return root

    def _node(self, event: YamlEvent) -> YamlNode:
        at = self._position(event)
        self.nodes += 1
        if event.tag is not None:
            message = f"tags such as {printable(event.tag)} are not supported"
            scalar = event.kind is EventKind.SCALAR
            hint = f"remove the tag{', or put the text in quotes' * scalar}"
            raise self._stop(event, message, hint)
        if event.kind is EventKind.ALIAS:
            anchor = event.anchor or ""
            target = self.anchors.get(anchor)
            if target is None:
                self._note_sign(event, ())
                raise PackError(self.problems)
            self.used.add(anchor)
            self.nodes += target.size
            node = target
        elif event.kind is EventKind.SCALAR:
            self.last = event
            if _SURROGATES.search(event.text):
                raise self._surrogate(event)
            node = YamlNode(at, text=event.text, quoted=event.style in {"'", '"', "|", ">"})
            node.places = self._places(event)
            if event.anchor:
                self.anchors[event.anchor] = node
                self.anchored.append(event)
            elif self.text.startswith("!", event.start):
                self._note_sign(event, ())
        else:
            mapping = event.kind is EventKind.MAPPING
            node = YamlNode(at, keys={}) if mapping else YamlNode(at, items=[])
            node.flow = event.flow
        if self.nodes > self.most:
            raise self._stop(
                event,
                f"the file has more than {self.most:,} nodes, including aliases",
                "use fewer aliases, or split the file",
            )
        return node

    def _places(self, event: YamlEvent) -> tuple[str, int, int, bool] | None:
        """Return where a scalar stands in the source, or None for an empty one without quotes."""
        start, end = event.start, event.end
        if not event.text and event.style is None:
            return None
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
        return (self.text, start, end, True)

    def _close(self, mapping: YamlNode, pending: list[YamlNode]) -> None:
        keys: dict[str, YamlNode] = {}
        for key, value in zip(pending[::2], pending[1::2], strict=True):
            if key.text is None:
                hint = (
                    "write a word before the colon, or put text with brackets or braces in quotes"
                )
                self.problems.append(Problem(key.at, "a key must be text", hint, "no-yaml"))
            elif key.text in keys:
                first = mapping.key_at[key.text]
                message = f"duplicate key '{printable(key.text)}'"
                hint = f"the first is on line {first.line}; merge the two, or remove one"
                self.problems.append(Problem(key.at, message, hint, "no-yaml"))
            elif key.text == "<<" and not key.quoted:
                message = "merge keys are not supported"
                self.problems.append(Problem(key.at, message, "write the keys out", "no-yaml"))
            else:
                if value.text == "" and not value.quoted:
                    # An empty value gets the position of its key.
                    value.at = key.at
                keys[key.text] = value
                mapping.key_at[key.text] = key.at
                mapping.key_nodes[key.text] = key
        mapping.keys = keys
