"""Findings as GitHub workflow commands, which GitHub shows as annotations of lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_rules.authoring.checks.formats.text import full_message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interview_rules.authoring.checks.runner import Result

__all__ = ["as_github"]


def as_github(results: Sequence[Result]) -> str:
    """Return one workflow command per finding."""
    lines = []
    for result in results:
        place = f"file={_escaped(result.at.file, in_property=True)}," if result.at.file else ""
        if result.at.line:
            place += f"line={result.at.line},col={result.at.column},"
        place += f"title={result.finding.code}"
        lines.append(f"::{result.finding.level} {place}::{_escaped(full_message(result))}\n")
    return "".join(lines)


def _escaped(text: str, *, in_property: bool = False) -> str:
    found = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return found.replace(":", "%3A").replace(",", "%2C") if in_property else found
