"""Applying safe fixes: misspelt words, and what is set or overridden with what it is anyway.

Fixes are tried out before the file is written. One that makes anything worse, or removes what makes
a difference, is not applied.
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
"""How many fixes are applied to one file at most, give or take one round."""
_MARK = "\ufeff"


def fix_files(sources: Iterable[str | Path]) -> list[Result]:
    """Apply the safe fixes to some files; the results that were fixed. Skips shipped packs.

    Raises InterviewRulesError if a file cannot be written.
    """
    files = dict.fromkeys(str(Path(source)) for source in sources if Path(source).is_file())
    fixed: list[Result] = []
    # A test file can be fixed only once the pack that it tests can be loaded.
    for _ in files:
        more = [each for file in files for each in _fixed(file)]
        fixed += more
        if not more:
            break
    return fixed


def _fixed(file: str) -> list[Result]:
    """Fix one file as long as there is a fix that helps; it is written once, at the end."""
    path = Path(file)
    before = content = path.read_bytes()
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
            if _better(results, now, several) and _means_the_same(path, content, after, several):
                content, results = after, now
                fixed += several
                break
        else:
            break
    if content != before:
        write_file(file, content)
    return fixed


def _means_the_same(path: Path, before: bytes, after: bytes, fixed: Iterable[Result]) -> bool:
    """Return True if a pack is what it was, where entries were only removed."""
    if any(map(_replaces, fixed)):
        return True
    with with_content(path, before):
        old = inspect_packs([path]).pack
    with with_content(path, after):
        return old == inspect_packs([path]).pack


def _replaces(result: Result) -> bool:
    return result.fix is not None and any(edit.text for edit in result.fix.edits)


def _fixable(results: Iterable[Result], file: str) -> tuple[Result, ...]:
    """The results with a safe fix in one file, from its end, so that the others stay in place."""
    found = [r for r in results if r.fixable and r.at.file == file]
    return tuple(sorted(found, key=lambda each: (each.at.line, each.at.column), reverse=True))


def _better(before: list[Result], after: list[Result], fixed: tuple[Result, ...]) -> bool:
    """Return True if as many findings are gone and the file can be read as far as before.

    What was hidden behind an error may come to light, but nothing that keeps YAML from being read,
    and no other error in the place of a fix.
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
    """The file with some fixes, the last place first; None if one cannot be applied."""
    if not several:
        return None
    text: str | None = content.decode("utf-8-sig")
    for each in several:
        if each.fix is None or text is None:
            return None
        edits = each.fix.edits
        if not _replaces(each):
            # What is left of its section may be less than when the fix was found.
            removed = removal_at(text, each.at)
            edits = () if removed is None else (removed,)
        text = applied(text, edits) if edits else None
    if text is None:
        return None
    mark = _MARK if content.startswith(_MARK.encode()) else ""
    return (mark + text).encode()
