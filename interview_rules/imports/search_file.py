"""Imported searches as the text of a state file, in YAML or JSON."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from interview_rules.errors import Problem, StateError
from interview_rules.imports.mapping import PLACE
from interview_rules.sources.characters import UNPRINTABLE
from interview_rules.sources.yaml_tree import MOST_CHARACTERS, MOST_NODES
from interview_rules.state.state_file import MOST_BYTES

if TYPE_CHECKING:
    from interview_rules.state.job_search import JobSearch

__all__ = ["search_text"]

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:(?: & |[ -])[A-Za-z0-9]+)*|\d{4}-\d\d-\d\d")
_RESERVED = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan"})
_ESCAPED = re.compile(f"{UNPRINTABLE.pattern}|[\ufeff\ufffe\uffff]")
_INSTANT = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(:00)?")


def search_text(search: JobSearch, *, as_json: bool = False) -> str:
    """Return an imported search as the text of a state file, in YAML or JSON.

    Each application becomes an event log. Raises StateError if the text is too large to be read.
    """
    data = search.model_dump(mode="json", exclude_unset=True, exclude_none=True)
    data.setdefault("applications", {})
    for state in data["applications"].values():
        # The moment of an event is required, and null if it is unknown.
        state["events"] = [{"at": None, **event} for event in state.get("events", ())]
    text = _json(data) if as_json else _yaml(data)
    message = _too_large(text, None if as_json else data)
    if message:
        smaller = not as_json and not _too_large(_json(data), None)
        hint = "write the search to a file that ends in .json" if smaller else "import fewer rows"
        raise StateError([Problem("", message, hint)])
    return text


def _too_large(text: str, tree: dict[str, Any] | None) -> str:
    """Return why a text is too large to be read, if it is. `tree` is the data of a YAML text."""
    if tree is not None and len(text) > MOST_CHARACTERS:
        return f"the search takes more than {MOST_CHARACTERS:,} characters as YAML"
    if tree is not None and _nodes(tree) > MOST_NODES:
        return f"the search has more than {MOST_NODES:,} keys and values, too many for YAML"
    size = len(text.encode())
    return f"the search is larger than {MOST_BYTES:,} bytes" if size > MOST_BYTES else ""


def _nodes(value: object) -> int:
    """Return the number of nodes that a value has in YAML, where each key is a node too."""
    if isinstance(value, dict):
        return 1 + len(value) + sum(map(_nodes, value.values()))
    return 1 + sum(map(_nodes, value)) if isinstance(value, list) else 1


def _json(data: dict[str, Any]) -> str:
    return _escaped(json.dumps(data, indent=1, ensure_ascii=False)) + "\n"


def _yaml(data: dict[str, Any]) -> str:
    lines = [f"{name}: {_scalar(data[name])}" for name in PLACE if name in data]
    lines.append("applications:" if data["applications"] else "applications: {}")
    for name, state in data["applications"].items():
        lines.append(f"  {_scalar(name)}:")
        lines += [f"    {key}: {_scalar(state[key])}" for key in state if key != "events"]
        lines.append("    events:" if state["events"] else "    events: []")
        lines += [f"      - {_event(event)}" for event in state["events"]]
    return "\n".join(lines) + "\n"


def _event(event: dict[str, Any]) -> str:
    parts = [f"{key}: {_moment(value) or _scalar(value)}" for key, value in event.items()]
    return f"{{{', '.join(parts)}}}"


def _moment(value: str | None) -> str:
    """Return an instant without an offset as people write it; an empty text for other values."""
    instant = _INSTANT.fullmatch(value or "")
    return f'"{instant[1]} {instant[2]}"' if instant else ""


def _scalar(value: str | None) -> str:
    """Return a YAML scalar that parsers read as this text, or as null for None.

    A date is not quoted, so YAML 1.1 parsers read it as a date.
    """
    if value is None:
        return "null"
    if _PLAIN.fullmatch(value) and value.lower() not in _RESERVED:
        return value
    return _escaped(json.dumps(value, ensure_ascii=False))


def _escaped(text: str) -> str:
    """Escape characters in JSON strings that are invalid in a file or unsafe on a terminal."""
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
