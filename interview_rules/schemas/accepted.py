"""The schema of accepted findings, for the schema of packs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_rules.schemas.parts import ID, part, record, text

if TYPE_CHECKING:
    from interview_rules.schemas.parts import Schema

__all__ = ["accepted_findings"]


def accepted_findings() -> Schema:
    """Return the schema of the findings that a pack accepts."""
    name: Schema = {"type": "string", "pattern": "^[a-z][a-z0-9_-]*$"}
    entry = record(
        {
            "finding": {
                "type": "string",
                "pattern": ID,
                "description": "The code of a warning, such as shadowed-rule.",
            },
            "rule": part("rule", "The rule in which the warning is accepted."),
            "definition": {**name, "description": "The definition that the warning is about."},
            "parameter": {**name, "description": "The parameter that the warning is about."},
            "fact": {**name, "description": "The fact that the warning is about."},
            "draft": {**name, "description": "The draft that the warning is about."},
            "because": text("Why the warning is accepted."),
        },
        ("finding", "because"),
    )
    return {
        "description": "Warnings of interview-rules check that the pack accepts, with the reasons.",
        "type": ["array", "null"],
        "items": entry,
    }
