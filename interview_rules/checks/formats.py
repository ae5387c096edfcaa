"""Results for those who read them: people, programs, SARIF viewers, and GitHub's annotations."""

from __future__ import annotations

import json
from collections import Counter
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Literal, get_args
from urllib.parse import quote

from interview_rules.checks.findings import FINDINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from interview_rules.checks.finding import Finding
    from interview_rules.checks.run import Result

__all__ = ["FORMATS", "Format", "explained", "formatted"]

Format = Literal["text", "json", "sarif", "github"]
FORMATS: tuple[Format, ...] = get_args(Format)


def formatted(results: Sequence[Result], form: Format) -> str:
    """Results in a format, ending with a line break unless there is nothing to say."""
    return _WRITERS[form](results)


def _text(results: Sequence[Result]) -> str:
    lines = [str(result) for result in results]
    counts = Counter(result.finding.level for result in results)
    said = [f"{counts[level]} {level}{'s' * (counts[level] > 1)}" for level in sorted(counts)]
    mended = sum(result.mend is not None for result in results)
    total = f"found {' and '.join(said)}" if said else "nothing found"
    if mended:
        total += f"; --fix mends {mended} of them"
    return "\n".join([*lines, total]) + "\n"


def _record(result: Result) -> dict[str, Any]:
    return {
        "code": result.finding.code,
        "level": result.finding.level,
        "file": result.at.file,
        "line": result.at.line,
        "column": result.at.column,
        "message": result.message,
        "hint": result.hint,
        "fixable": result.mend is not None,
    }


def _json(results: Sequence[Result]) -> str:
    return json.dumps([_record(result) for result in results], indent=2, ensure_ascii=False) + "\n"


def _sarif(results: Sequence[Result]) -> str:
    """SARIF 2.1.0, the OASIS standard for results of static analysis."""
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
        "version": version("interview-rules"),
        "rules": rules,
    }
    found = [
        {
            "ruleId": result.finding.code,
            "ruleIndex": used.index(result.finding.code),
            "level": result.finding.level,
            "message": {"text": _said(result)},
            **({"locations": [_location(result)]} if result.at.file else {}),
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
    place: dict[str, Any] = {
        "artifactLocation": {"uri": quote(result.at.file.replace("\\", "/"), safe="/:")}
    }
    if result.at.line:
        place["region"] = {"startLine": result.at.line, "startColumn": result.at.column}
    return {"physicalLocation": place}


def _said(result: Result) -> str:
    return f"{result.message} ({result.hint})" if result.hint else result.message


def _github(results: Sequence[Result]) -> str:
    """Workflow commands, which GitHub shows beside the lines they are about."""
    lines = []
    for result in results:
        place = f"file={_escaped(result.at.file, in_property=True)}," if result.at.file else ""
        if result.at.line:
            place += f"line={result.at.line},col={result.at.column},"
        place += f"title={result.finding.code}"
        lines.append(f"::{result.finding.level} {place}::{_escaped(_said(result))}\n")
    return "".join(lines)


def _escaped(text: str, *, in_property: bool = False) -> str:
    found = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return found.replace(":", "%3A").replace(",", "%2C") if in_property else found


def explained(finding: Finding) -> str:
    """The page of a finding, as text: what it is, why it matters, what to avoid and to prefer."""
    parts = [
        f"{finding.code} ({finding.level})",
        f"{finding.title}.",
        finding.why,
        f"Avoid:\n\n{_indented(finding.avoid)}",
        f"Prefer:\n\n{_indented(finding.prefer)}",
    ]
    return "\n\n".join(parts) + "\n"


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" if line else "" for line in text.strip("\n").split("\n"))


_WRITERS: dict[Format, Callable[[Sequence[Result]], str]] = {
    "text": _text,
    "json": _json,
    "sarif": _sarif,
    "github": _github,
}
