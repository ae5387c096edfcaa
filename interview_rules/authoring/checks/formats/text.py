"""Findings as text: one line each and a summary, and the explanation of a code."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from interview_rules.authoring.checks.finding import Finding
    from interview_rules.authoring.checks.fixes import Edit
    from interview_rules.authoring.checks.runner import Result

__all__ = ["as_text", "explained", "fixed_as_text", "full_message", "listed"]


def as_text(results: Sequence[Result]) -> str:
    """Return one line per finding, then the numbers of errors, warnings and safe fixes."""
    lines = [str(result) for result in results]
    counts = Counter(result.finding.level for result in results)
    found = [f"{counts[level]} {level}{'s' * (counts[level] > 1)}" for level in sorted(counts)]
    fixable = sum(result.fixable for result in results)
    total = f"found {' and '.join(found)}" if found else "nothing found"
    if fixable:
        total += f"; {fixable} can be fixed with --fix"
    return "\n".join([*lines, total]) + "\n"


def full_message(result: Result) -> str:
    """Return the message of a finding with its hint, but without its position."""
    return f"{result.message} ({result.hint})" if result.hint else result.message


def fixed_as_text(fixed: Sequence[Result]) -> str:
    """Return one line per edit made, then the number of fixes; empty if there is none."""
    lines = [
        f"{result.at}: {_done(edit)}\n"
        for result in fixed
        if result.fix is not None
        for edit in result.fix.edits
    ]
    return "".join(lines) + f"fixed {len(fixed)}\n" if fixed else ""


def _done(edit: Edit) -> str:
    return f"replaced {edit.old} with {edit.text}" if edit.old else "removed this entry"


def explained(finding: Finding) -> str:
    """Return the explanation of a kind of finding, with YAML to avoid and to prefer."""
    parts = [
        f"{finding.code} ({finding.level})",
        f"{finding.title}.",
        finding.why,
        f"Avoid:\n\n{_indented(finding.avoid)}",
        f"Prefer:\n\n{_indented(finding.prefer)}",
    ]
    return "\n\n".join(parts) + "\n"


def listed(findings: Iterable[Finding]) -> str:
    """Return one line per kind of finding: its code, its level and its title."""
    several = [*findings]
    width = max(len(each.code) for each in several)
    return "".join(f"{each.code:{width}}  {each.level:7}  {each.title}\n" for each in several)


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" if line else "" for line in text.strip("\n").split("\n"))
