"""Searches as text that the commands read: YAML, or JSON for names that end in `.json`."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from interview_rules.errors import Problem, StateError
from interview_rules.sources.characters import UNPRINTABLE
from interview_rules.sources.yaml_tree import MOST_CHARACTERS

if TYPE_CHECKING:
    from interview_rules.state.job_search import JobSearch

__all__ = ["search_text"]

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:(?: & |[ -])[A-Za-z0-9]+)*|\d{4}-\d\d-\d\d")
_RESERVED = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan"})
_ESCAPED = re.compile(f"{UNPRINTABLE.pattern}|[\ufeff\ufffe\uffff]")
_INSTANT = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(:00)?")


def search_text(search: JobSearch, *, as_json: bool = False) -> str:
    """Return the text of a search with event logs, for a state file.

    Raises StateError if the text is larger than a YAML file may be.
    """
    data = search.model_dump(mode="json", exclude_unset=True, exclude_none=True)
    data.setdefault("applications", {})
    for state in data["applications"].values():
        # The moment of an event is required, and null if it is unknown.
        state["events"] = [{"at": None, **event} for event in state.get("events", ())]
    if as_json:
        return _escaped(json.dumps(data, indent=1, ensure_ascii=False)) + "\n"
    lines = [f"{name}: {_scalar(data[name])}" for name in ("timezone", "country") if name in data]
    lines.append("applications:" if data["applications"] else "applications: {}")
    for name, state in data["applications"].items():
        lines.append(f"  {_scalar(name)}:")
        lines += [f"    {key}: {_scalar(state[key])}" for key in state if key != "events"]
        lines += ["    events:", *(f"      - {_event(event)}" for event in state["events"])]
    text = "\n".join(lines) + "\n"
    if len(text) > MOST_CHARACTERS:
        message = f"the search is longer than {MOST_CHARACTERS:,} characters of YAML"
        raise StateError([Problem("", message, "write it to a file that ends in .json")])
    return text


def _event(event: dict[str, Any]) -> str:
    parts = [f"{key}: {_scalar(value)}" for key, value in event.items()]
    return f"{{{', '.join(parts)}}}"


def _scalar(value: str | None) -> str:
    """Return a YAML scalar that every reader reads as this text."""
    if value is None:
        return "null"
    if instant := _INSTANT.fullmatch(value):
        return f'"{instant[1]} {instant[2]}"'
    if _PLAIN.fullmatch(value) and value.lower() not in _RESERVED:
        return value
    return _escaped(json.dumps(value, ensure_ascii=False))


def _escaped(text: str) -> str:
    """Escape characters in JSON strings that are invalid in a file or unsafe on a terminal."""
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
