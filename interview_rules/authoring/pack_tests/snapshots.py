"""Snapshots: whole reports that tests hold, read, compared and written as YAML."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from difflib import unified_diff
from io import StringIO
from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import LiteralScalarString

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from interview_rules.positions import Position
    from interview_rules.reports.report import Report
    from interview_rules.sources.yaml_shapes import Shapes
    from interview_rules.sources.yaml_tree import YamlNode

__all__ = [
    "ADVICE_KEYS",
    "DRAFT_KEYS",
    "Snapshot",
    "difference",
    "read_snapshot",
    "report_as_data",
    "written_advice",
]

ADVICE_KEYS = ("action", "rule", "kind", "title", "text", "since", "until", "due", "drafts")
DRAFT_KEYS = ("to", "subject", "body")
_CONTEXT = 3
"""How many equal lines a difference shows before and after the lines that differ."""
_COMPARED = 4_000_000
"""The lines of two reports are aligned only if the product of their numbers is at most this."""
_SHOWN = 400
"""How many lines of a difference are shown."""

Advice = dict[str, Any]
"""One piece of advice as a test holds it: texts by key, and under `drafts` a list of mappings."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The report that a test holds, at the position of its key.

    `advice` is None if the report has yet to be recorded. `items_at` has the position of each
    piece of advice.
    """

    at: Position
    advice: tuple[Advice, ...] | None
    items_at: tuple[Position, ...] = ()


def read_snapshot(shapes: Shapes, node: YamlNode, at: Position) -> Snapshot:
    """Return the report in a test, and note a problem for each unknown key or wrong form.

    Names are not looked up: a report that names a rule that is gone differs, and can be updated.
    """
    if node.text is not None and node.value() is None:
        return Snapshot(at, None)
    items = shapes.listing(node)
    found: list[Advice] = []
    for item in items:
        keys = shapes.mapping(item, "advice in a report", ADVICE_KEYS)
        advice: Advice = {
            key: _tidy(key, shapes.text(value, 20_000))
            for key, value in keys.items()
            if key != "drafts"
        }
        if "drafts" in keys:
            advice["drafts"] = [_draft(shapes, each) for each in shapes.listing(keys["drafts"])]
        found.append(advice)
    return Snapshot(at, tuple(found), tuple(item.at for item in items))


def _draft(shapes: Shapes, node: YamlNode) -> dict[str, str]:
    keys = shapes.mapping(node, "a draft in a report", DRAFT_KEYS)
    return {key: _tidy(key, shapes.text(value, 100_000)) for key, value in keys.items()}


def _tidy(key: str, text: str) -> str:
    """Return a text as it is compared: the lines of a body count, other white space does not."""
    if key == "body":
        return "\n".join(line.rstrip() for line in text.strip().splitlines())
    return " ".join(text.split())


def report_as_data(report: Report) -> tuple[Advice, ...]:
    """Return the advice of a report in the form of a snapshot."""
    found = []
    for advice in report:
        told: Advice = {
            "action": advice.action,
            "rule": advice.id,
            "kind": advice.kind,
            "title": advice.title,
            "text": advice.text,
            "since": _moment(advice.since, "always"),
            "until": _moment(advice.until, "never"),
        }
        if advice.due is not None:
            told["due"] = _moment(advice.due, "never")
        told = {key: _tidy(key, value) for key, value in told.items()}
        drafts = [
            {"to": each.to, "subject": each.subject, "body": each.body} for each in advice.drafts
        ]
        if drafts:
            told["drafts"] = [
                {key: _tidy(key, text) for key, text in each.items() if text} for each in drafts
            ]
        found.append(told)
    return tuple(found)


def _moment(value: date | None, otherwise: str) -> str:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S}".removesuffix(":00")
    return otherwise if value is None else value.isoformat()


def difference(expected: Sequence[Advice], came: Sequence[Advice]) -> str:
    """Return a comparison of two reports: `-` marks expected lines, `+` lines that came instead.

    It includes a few equal lines around these; a long comparison is cut. Empty if the reports are
    equal.
    """
    if [*expected] == [*came]:
        return ""
    one, other = ([*_lines(advice)] for advice in (expected, came))
    if len(one) * len(other) > _COMPARED:
        # Aligning the lines could take time that grows with their product.
        found = [*(f"-{line}" for line in one), *(f"+{line}" for line in other)]
    else:
        found = list(unified_diff(one, other, n=_CONTEXT, lineterm=""))[3:]  # without the head
    more = len(found) - _SHOWN
    lines = ["..." if line.startswith("@@") else line for line in found[:_SHOWN]]
    return "\n".join([*lines, f"... and {more} more"] if more > 0 else lines)


def _lines(several: Iterable[Advice]) -> Iterable[str]:
    for advice in several:
        yield from written_advice(_sorted(advice), 0)


def _sorted(advice: Advice) -> Advice:
    return {key: advice[key] for key in ADVICE_KEYS if key in advice}


def written_advice(advice: Mapping[str, Any], indent: int) -> list[str]:
    """Return advice as an item of a YAML list: its lines, indented by `indent` spaces."""
    told = {key: _written(key, value) for key, value in advice.items()}
    yaml = YAML()
    yaml.width = max(100 - indent, 40)
    yaml.indent(mapping=2, sequence=4, offset=2)
    out = StringIO()
    yaml.dump([told], out)
    # The writer puts two spaces before the hyphen.
    lines = (line[2:].rstrip() for line in out.getvalue().rstrip("\n").split("\n"))
    return [f"{' ' * indent}{line}" if line else "" for line in lines]


def _written(key: str, value: Any) -> Any:
    if key == "drafts":
        return [{name: _written(name, text) for name, text in each.items()} for each in value]
    if key == "body":
        return LiteralScalarString(f"{value}\n")
    if key == "due" and len(value) == len("2026-11-25"):
        try:
            return date.fromisoformat(value)  # written without quotes
        except ValueError:
            return value
    return value
