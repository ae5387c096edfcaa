"""The tables of docs/states.md, from the fields of states and searches."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from interview_rules import InterviewState
from interview_rules.events.snapshot import ENTRIES, SHORTHANDS
from interview_rules.schemas.registry import schema_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

Schema = dict[str, Any]

NAMES = ("company", "position", "interviewer", "candidate")
PLACE = ("timezone", "country", "subdivision", "free_days", "weekend")
CIRCUMSTANCES = (
    "intermediary",
    "employer_kind",
    "internal_candidate",
    "hr_reachable",
    "contact_known",
    "other_applications",
    "facts",
)
STORED = ("$schema", "schema_version", "id", "meta", "skip_questions")
LOGS = ("elsewhere", "events")
IN_EVERY_ENTRY = ("detail", "id", "meta")

_KINDS = {
    "string": "text",
    "boolean": "true or false",
    "integer": "whole number",
    "Activity": "[Activity](#activity)",
    "Mark": "[Mark](#mark)",
    "Event": "[event](events.md)",
}
_DATE = "^(?:(?:19|20|21)[0-9]{2}|2200)-"
"""How the patterns of dates and moments begin."""


def state_tables() -> list[str]:
    """Return the lines of all tables of the fields of a state."""
    return [
        "",
        *_fields("### Names", NAMES),
        *_fields("### Place", PLACE),
        *_fields("### Circumstances", CIRCUMSTANCES),
        "### Dates",
        "",
        "| key | event | the same as an entry of a list |",
        "|---|---|---|",
        *(_shorthand(name) for name in SHORTHANDS),
        "",
        "### Lists",
        "",
        "| key | contents | entry | events it can record |",
        "|---|---|---|---|",
        *(_list(name) for name in (*ENTRIES, *LOGS)),
        "",
        *_fields("### What apps store", STORED),
    ]


def entry_tables() -> list[str]:
    """Return the lines of a table for each kind of entry in a list."""
    lines = ["", "Every entry can also have these:", ""]
    of_all = _state()["$defs"]["Word"]["properties"]
    lines += _table(of_all, IN_EVERY_ENTRY)
    for kind in dict.fromkeys(entry for entry, _events in ENTRIES.values()):
        schema = _state()["$defs"][kind.__name__]
        fields = [name for name in schema["properties"] if name not in IN_EVERY_ENTRY]
        about = [" ".join(each.split()) for each in schema["description"].split("\n\n")]
        said = [line for each in about for line in (each, "")]
        lines += [
            "",
            f"### {kind.__name__}",
            "",
            *said,
            *_table(schema["properties"], fields, schema.get("required", ())),
        ]
    return [*lines, ""]


def search_table() -> list[str]:
    """Return the lines of the table of the fields of a search."""
    properties = schema_of("search")["properties"]
    return ["", *_table(properties, [name for name in properties if name not in STORED]), ""]


@cache
def _state() -> Schema:
    return schema_of("state")


def _fields(heading: str, names: Iterable[str]) -> list[str]:
    return [heading, "", *_table(_state()["properties"], names), ""]


def _table(properties: Schema, names: Iterable[str], required: Collection[str] = ()) -> list[str]:
    lines = ["| key | value | meaning |", "|---|---|---|"]
    for name in names:
        says = _says(properties[name]) + (" **Required.**" if name in required else "")
        lines.append(f"| `{name}` | {_kind(properties[name])} | {says} |")
    return lines


def _says(schema: Schema) -> str:
    """Return a description in which what null means is what leaving the key out means."""
    says = str(schema["description"])
    says = re.sub(r"; null only for ([^;.]*)", r". Required except for \1", says)
    says = re.sub(r"; null (?:for|to use) (?!none)([^;.]*)", r". Default: \1", says)
    return re.sub(r"; null\b[^;.]*", "", says)


def _kind(schema: Schema) -> str:
    """Return the kind of value in words."""
    if "$ref" in schema:
        name = str(schema["$ref"]).rpartition("/")[2]
        return _KINDS.get(name, name)
    if "enum" in schema:
        return ", ".join(f"`{each}`" for each in schema["enum"])
    if "anyOf" in schema:
        kinds = [_kind(each) for each in schema["anyOf"] if each.get("type") != "null"]
        return " or ".join(dict.fromkeys(kinds))
    if schema["type"] == "array":
        return f"list: {_kind(schema['items'])}"
    if schema["type"] == "object":
        return "mapping"
    if schema.get("format") == "date":
        return "date"
    if schema.get("pattern", "").startswith(_DATE):
        return "moment"
    return _KINDS[str(schema["type"])]


def _shorthand(name: str) -> str:
    field, key, fixed = SHORTHANDS[name]
    entry = {key: "2026-11-20", **fixed, **({"step": "written"} if name == "offer" else {})}
    short = InterviewState.read({name: entry})
    event = short.log()[0].event
    pairs = ", ".join(f"{key}: {value}" for key, value in entry.items())
    return f"| `{name}` | `{event}` | `{field}: [{{{pairs}}}]` |"


def _list(name: str) -> str:
    contents = _says(_state()["properties"][name])
    if name in LOGS:
        return f"| `{name}` | {contents} | [event](events.md) | all |"
    entry, events = ENTRIES[name]
    anchor = f"[{entry.__name__}](#{entry.__name__.lower()})"
    return f"| `{name}` | {contents} | {anchor} | {', '.join(f'`{each}`' for each in events)} |"
