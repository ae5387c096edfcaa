"""Output formats of findings: text, JSON, SARIF and GitHub workflow commands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

from interview_rules.authoring.checks.formats.github import as_github
from interview_rules.authoring.checks.formats.json_format import as_json
from interview_rules.authoring.checks.formats.sarif import as_sarif
from interview_rules.authoring.checks.formats.text import as_text, explained, fixed_as_text, listed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from interview_rules.authoring.checks.runner import Result

__all__ = ["FORMATS", "Format", "explained", "fixed_as_text", "formatted", "listed"]

Format = Literal["text", "json", "sarif", "github"]
FORMATS: tuple[Format, ...] = get_args(Format)


def formatted(results: Sequence[Result], form: Format) -> str:
    """Return findings in a format, ending with a line break unless the output is empty."""
    return _RENDERERS[form](results)


_RENDERERS: dict[Format, Callable[[Sequence[Result]], str]] = {
    "text": as_text,
    "json": as_json,
    "sarif": as_sarif,
    "github": as_github,
}
