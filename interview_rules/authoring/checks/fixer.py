"""Safe fixes of files: correcting misspelled words and removing entries without effect.

Each fix is tried in memory before the file is written. A fix is not applied if it causes a new
error, or if it removes an entry that has an effect.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from interview_rules.authoring.checks.fixes import applied, removal_at
from interview_rules.authoring.checks.runner import check
from interview_rules.packs.loading import inspect_packs
from interview_rules.sources.files import with_content, write_file

if TYPE_CHECKING:
    from collections.abc import Iterable

    from interview_rules.authoring.checks.runner import Result

__all__ = ["fix_files"]

_MOST = 200
"""Approximate limit on the fixes of one file; the last step may exceed it."""
_MARK = "\ufeff"


def fix_files(sources: Iterable[str | Path]) -> list[Result]:
    """Apply the safe fixes to files and return the findings that were fixed.

    Sources that are not files, such as names of bundled packs, and files that cannot be read are
    skipped. Raises InterviewRulesError if a file cannot be written.
    """
    files = dict.fromkeys(str(Path(source)) for source in sources if Path(source).is_file())
    fixed: list[Result] = []
    # A test file can be fixed only after the pack it tests can be loaded.
    for _ in files:
        more = [each for file in files for each in _fixed(file)]
        fixed += more
        if not more:
            break
    return fixed


def _fixed(file: str) -> list[Result]:
    """Fix one file until no fix helps, then write it once; return the findings fixed."""
    path = Path(file)
    try:
        before = content = path.read_bytes()
    except OSError:
        return []  # `check` reports files that cannot be read
    results = check([file])
    fixed: list[Result] = []
    tried: set[tuple[bytes, tuple[Result, ...]]] = set()
    while len(fixed) < _MOST:
        fixable = _fixable(results, file)
        for several in (fixable, *((each,) for each in fixable)):
            after = _corrected(content, several)
            if after is None or (after, several) in tried:
                continue
            tried.add((after, several))
            with with_content(path, after):
                now = check([file])
            if _better(results, now, several) and _means_the_same(path, content, several):
                content, results = after, now
                fixed += several
                break
        else:
            break
    if content != before:
        write_file(file, content)
    return fixed


def _means_the_same(path: Path, before: bytes, fixed: Iterable[Result]) -> bool:
    """Return True if those fixes that remove entries leave the pack unchanged."""
    removals = tuple(each for each in fixed if not _replaces(each))
    if not removals:
        return True
    without = _corrected(before, removals)
    if without is None:
        return False
    with with_content(path, before):
        old = inspect_packs([path]).pack
    with with_content(path, without):
        return old == inspect_packs([path]).pack


def _replaces(result: Result) -> bool:
    return result.fix is not None and any(edit.text for edit in result.fix.edits)


def _fixable(results: Iterable[Result], file: str) -> tuple[Result, ...]:
    """Return the findings of one file with safe fixes, last first so that positions stay valid."""
    found = [r for r in results if r.fixable and r.at.file == file]
    return tuple(sorted(found, key=lambda each: (each.at.line, each.at.column), reverse=True))


def _better(before: list[Result], after: list[Result], fixed: tuple[Result, ...]) -> bool:
    """Return True if the fixes removed enough findings and caused no new error.

    At least one finding per fix must be gone. Findings that an error used to hide may appear, but
    not invalid YAML, a new error where a word was replaced, or an error in a file that had none.
    """
    known = _counted(before)
    places = {(each.at.line, each.at.column) for each in fixed if _replaces(each)}
    if any(
        result.finding.level == "error" and (result.at.line, result.at.column) in places
        for result in after
        if (result.finding.code, result.message) not in known
    ):
        return False
    codes = {result.finding.code for result in before}
    errors = {r.finding.code for r in after if r.finding.level == "error"}
    if "no-yaml" in errors - codes:
        return False
    if not any(result.finding.level == "error" for result in before) and errors:
        return False
    return (_counted(before) - _counted(after)).total() >= len(fixed)


def _counted(results: list[Result]) -> Counter[tuple[str, str]]:
    return Counter((result.finding.code, result.message) for result in results)


def _corrected(content: bytes, several: tuple[Result, ...]) -> bytes | None:
    """Return the content with fixes applied in order; None if there are none, or if one fails."""
    if not several:
        return None
    text: str | None = content.decode("utf-8-sig")
    for each in several:
        if each.fix is None or text is None:
            return None
        edits = each.fix.edits
        if not _replaces(each):
            # Earlier fixes may have shrunk the section since this fix was found.
            removed = removal_at(text, each.at)
            edits = () if removed is None else (removed,)
        text = applied(text, edits) if edits else None
    if text is None:
        return None
    mark = _MARK if content.startswith(_MARK.encode()) else ""
    return (mark + text).encode()
