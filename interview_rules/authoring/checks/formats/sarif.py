"""Findings as SARIF 2.1.0, the OASIS standard for static analysis results."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from interview_rules import __version__
from interview_rules.authoring.checks.formats.text import explained, full_message
from interview_rules.authoring.checks.registry import FINDINGS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interview_rules.authoring.checks.fixes import Edit, Fix
    from interview_rules.authoring.checks.runner import Result

__all__ = ["as_sarif"]


def as_sarif(results: Sequence[Result]) -> str:
    """Return a SARIF log with one run. Columns count code points."""
    used = sorted({result.finding.code for result in results})
    rules = [
        {
            "id": code,
            "shortDescription": {"text": FINDINGS[code].title},
            "fullDescription": {"text": FINDINGS[code].why},
            "help": {"text": explained(FINDINGS[code])},
            "defaultConfiguration": {"level": FINDINGS[code].level},
        }
        for code in used
    ]
    driver = {
        "name": "interview-rules",
        "version": __version__,
        "rules": rules,
    }
    found = [
        {
            "ruleId": result.finding.code,
            "ruleIndex": used.index(result.finding.code),
            "level": result.finding.level,
            "message": {"text": full_message(result)},
            **({"locations": [_location(result)]} if result.at.file else {}),
            **({"fixes": [_fix(result.fix)]} if result.fix is not None else {}),
        }
        for result in results
    ]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": found}
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return json.dumps(log, indent=2, ensure_ascii=False) + "\n"


def _location(result: Result) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": _artifact(result.at.file)}
    if result.at.line:
        place["region"] = {"startLine": result.at.line, "startColumn": result.at.column}
    return {"physicalLocation": place}


def _artifact(file: str) -> dict[str, str]:
    return {"uri": quote(file.replace("\\", "/"), safe="/:")}


def _fix(fix: Fix) -> dict[str, Any]:
    """Return a fix object (SARIF 2.1.0, section 3.55), with the safety in its property bag."""
    changes: dict[str, list[dict[str, Any]]] = {}
    for edit in fix.edits:
        changes.setdefault(edit.range.start.file, []).append(_replacement(edit))
    return {
        "description": {"text": fix.message},
        "artifactChanges": [
            {"artifactLocation": _artifact(file), "replacements": replacements}
            for file, replacements in changes.items()
        ],
        "properties": {"safety": fix.safety},
    }


def _replacement(edit: Edit) -> dict[str, Any]:
    start, end = edit.range.start, edit.range.end
    region = {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    }
    return {
        "deletedRegion": region,
        **({"insertedContent": {"text": edit.text}} if edit.text else {}),
    }
