"""Findings as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interview_rules.authoring.checks.fixes import Edit, Fix
    from interview_rules.authoring.checks.runner import Result
    from interview_rules.positions import Position

__all__ = ["as_json"]


def _record(result: Result) -> dict[str, Any]:
    return {
        "code": result.finding.code,
        "level": result.finding.level,
        "file": result.at.file,
        "line": result.at.line,
        "column": result.at.column,
        "message": result.message,
        "hint": result.hint,
        "fixable": result.fixable,
        "fix": None if result.fix is None else _fix(result.fix),
    }


def _fix(fix: Fix) -> dict[str, Any]:
    edits = [_edit(edit) for edit in fix.edits]
    return {"message": fix.message, "safety": fix.safety, "edits": edits}


def _edit(edit: Edit) -> dict[str, Any]:
    start, end = edit.range.start, edit.range.end
    return {"start": _position(start), "end": _position(end), "text": edit.text}


def _position(place: Position) -> dict[str, int]:
    return {"line": place.line, "column": place.column}


def as_json(results: Sequence[Result]) -> str:
    """Return a JSON array with one object per finding.

    Lines and columns count from 1; line 0 means the whole file. The end of an edit is exclusive.
    """
    return json.dumps([_record(result) for result in results], indent=2, ensure_ascii=False) + "\n"
