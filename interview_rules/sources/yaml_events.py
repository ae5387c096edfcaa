"""What a YAML text consists of, piece by piece, from one of two parsers.

ruamel.yaml's parser is pure Python, and decides what a text means. libyaml, in C, is thirty times
as fast. If PyYAML is installed with libyaml, the latter reads the texts that both parsers read
alike: those without tags, anchors, tabs, document markers and the like. All other texts, and all
in which libyaml finds an error, go to ruamel.yaml, so results and messages never depend on what
is installed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["EventKind", "YamlEvent", "error_line", "yaml_events"]

_READ_APART = re.compile(
    r"[^\n -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
    r"|(?:^|[\s\[{,])[?:](?:\s|$)"  # keys after a question mark, and empty keys
    r"|(?:^|\s)- *(?:$| #)"  # empty items
    r"|[|>][-+0-9]*#"  # a comment right after the head of a text in several lines
    r"|(?:^|[\s\[{(,:-])!"  # tags
    r"|^ +$"  # lines of nothing but spaces
    r"|^(?:---|\.\.\.|%)",  # document markers and directives
    re.MULTILINE,
)
"""What the two parsers may read differently, found by comparing them on random texts."""


class EventKind(Enum):
    """What a piece of YAML is."""

    SCALAR = "scalar"
    MAPPING = "start of a mapping"
    LIST = "start of a list"
    END = "end of a mapping or list"
    ALIAS = "alias"
    DOCUMENT_END = "end of a document"


_KINDS = {
    "ScalarEvent": EventKind.SCALAR,
    "MappingStartEvent": EventKind.MAPPING,
    "SequenceStartEvent": EventKind.LIST,
    "MappingEndEvent": EventKind.END,
    "SequenceEndEvent": EventKind.END,
    "AliasEvent": EventKind.ALIAS,
    "DocumentEndEvent": EventKind.DOCUMENT_END,
}
"""The kinds by the names that both parsers give to the classes of their events."""


@dataclass(slots=True)
class YamlEvent:
    """A piece of a YAML source: where it stands, and what its author wrote there.

    `line` and `column` count from 0; `start` and `end` are indexes into the source, and the end
    of a multi-line scalar lies somewhere between its last character and the next piece. `text` is
    the text of a scalar, and `style` its quotes, `|` or `>`, or None.
    """

    kind: EventKind
    line: int
    column: int
    start: int
    end: int
    anchor: str | None
    tag: str | None
    text: str
    style: str | None
    flow: bool


def yaml_events(text: str) -> Iterator[YamlEvent]:
    """Yield the pieces of a text in their order.

    Raises ruamel.yaml's YAMLError where the text is not YAML, after the pieces before it.
    """
    alike = _events_of_libyaml(text)
    return _events_of_ruamel(text) if alike is None else iter(alike)


def error_line(text: str) -> int | None:
    """Return the line of the first error in a text, counted from 0; None if it is YAML."""
    from ruamel.yaml.error import MarkedYAMLError, YAMLError  # noqa: PLC0415 - only for errors

    try:
        for _event in _events_of_ruamel(text):
            pass
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return mark.line if mark is not None else 0
    except (YAMLError, ValueError, RecursionError):
        return 0
    return None


def _events_of_ruamel(text: str) -> Iterator[YamlEvent]:
    from ruamel.yaml import YAML  # noqa: PLC0415 - most texts do not need it
    from ruamel.yaml.error import MarkedYAMLError, StringMark  # noqa: PLC0415 - the same

    try:
        yield from _events(YAML(typ="safe", pure=True).parse(text))
    except AssertionError:
        # That is how it refuses the versions 1.0 and 1.3 to 1.9.
        found = _VERSION.search(text)
        start = 0 if found is None else found.start()
        mark = StringMark("", start, text.count("\n", 0, start), 0, text, start)
        problem = "found incompatible YAML document"
        raise MarkedYAMLError(problem=problem, problem_mark=mark) from None


def _events_of_libyaml(text: str) -> list[YamlEvent] | None:
    """Return the pieces of a text, or None if libyaml is missing or ruamel.yaml must read it."""
    if _READ_APART.search(text):
        return None
    try:
        from yaml import CSafeLoader, YAMLError, parse  # noqa: PLC0415 - often not installed
    except ImportError:
        return None
    events = []
    depth = 0
    try:
        for event in _events(parse(text, Loader=CSafeLoader)):
            if event.anchor or event.tag or event.kind is EventKind.ALIAS:
                return None
            kind = event.kind
            if kind is EventKind.SCALAR:
                if not depth:
                    return None
            elif kind is EventKind.END:
                depth -= 1
            elif kind is not EventKind.DOCUMENT_END:
                depth += 1
                if depth > _DEEPEST:
                    return None
            events.append(event)
    except (YAMLError, ValueError):
        return None
    return events


_VERSION = re.compile(r"^%YAML", re.MULTILINE)
_DEEPEST = 100
"""The nesting depth beyond which libyaml is stopped; `read_yaml` refuses such texts anyway."""


def _events(parsed: Any) -> Iterator[YamlEvent]:
    """Yield the events of either parser as events of this module."""
    for event in parsed:
        kind = _KINDS.get(type(event).__name__)
        if kind is None:
            continue
        start, end = event.start_mark, event.end_mark
        scalar = kind is EventKind.SCALAR
        tag = getattr(event, "ctag", None) or getattr(event, "tag", None)
        yield YamlEvent(
            kind,
            start.line,
            start.column,
            start.index,
            end.index,
            getattr(event, "anchor", None),
            None if tag is None or str(tag) in {"None", "!"} else str(tag),
            event.value if scalar else "",
            (event.style or None) if scalar else None,
            bool(getattr(event, "flow_style", False)),
        )
