"""Mending what is mechanical.

That is a misspelt word of which it is certain what was meant, and what is set or overridden with what
it is anyway. Corrections are tried out before the file is written: one that makes anything worse, or
takes out what makes a difference, is not made.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from interview_rules.checks.run import check
from interview_rules.pack_reader import inspect_packs
from interview_rules.source_files import with_content, write_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from interview_rules.checks.finding import Mend
    from interview_rules.checks.run import Result

__all__ = ["mend"]

_MOST = 200
"""With how many corrections in one file it is left at that."""
_MARK = "\ufeff"


def mend(sources: Iterable[str | Path]) -> list[Mend]:
    """Mend some files and tell what was corrected. Shipped packs are left alone.

    Raises InterviewRulesError if a file cannot be written.
    """
    files = dict.fromkeys(str(Path(source)) for source in sources if Path(source).is_file())
    made: list[Mend] = []
    # A file of tests can only be mended once the pack is that it tests.
    for _ in files:
        more = [each for file in files for each in _mended(file)]
        made += more
        if not more:
            break
    return made


def _mended(file: str) -> list[Mend]:
    """Mend one file as long as there is a correction that helps; it is written once, at the end."""
    path = Path(file)
    before = content = path.read_bytes()
    results = check([file])
    made: list[Mend] = []
    tried: set[tuple[bytes, tuple[Mend, ...]]] = set()
    while len(made) < _MOST:
        mends = tuple(_mends(results, file))
        for several in (mends, *((each,) for each in mends)):
            after = _corrected(content, several)
            if after is None or (after, several) in tried:
                continue
            tried.add((after, several))
            with with_content(path, after):
                now = check([file])
            if _better(results, now, several) and _means_the_same(path, content, after, several):
                content, results = after, now
                made += several
                break
        else:
            break
    if content != before:
        write_file(file, content)
    return made


def _means_the_same(path: Path, before: bytes, after: bytes, mends: Iterable[Mend]) -> bool:
    """Whether a pack is what it was where entries were only taken out."""
    if any(each.old for each in mends):
        return True
    with with_content(path, before):
        old = inspect_packs([path]).pack
    with with_content(path, after):
        return old == inspect_packs([path]).pack


def _mends(results: Iterable[Result], file: str) -> Iterator[Mend]:
    """The corrections for one file, from its end, so that the others stay where they are."""
    found = [r.mend for r in results if r.mend is not None and r.mend.at.file == file]
    yield from sorted(found, key=lambda each: (each.at.line, each.at.column), reverse=True)


def _better(before: list[Result], after: list[Result], mends: tuple[Mend, ...]) -> bool:
    """Whether as many findings are gone and the file can still be read as far as it could.

    What was hidden behind an error may come to light, but nothing that keeps YAML from being read,
    and no other error in the place of a correction.
    """
    known = _counted(before)
    places = {(each.at.line, each.at.column) for each in mends if each.old}
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
    return (_counted(before) - _counted(after)).total() >= len(mends)


def _counted(results: list[Result]) -> Counter[tuple[str, str]]:
    return Counter((result.finding.code, result.message) for result in results)


def _corrected(content: bytes, mends: tuple[Mend, ...]) -> bytes | None:
    """The file with some corrections, the last place first; None if one cannot be made there."""
    if not mends:
        return None
    text = content.decode("utf-8-sig")
    if re.search(r"\r(?!\n)|[\x85\u2028\u2029]", text):
        return None  # YAML counts lines that an editor does not show
    lines = text.split("\n")
    for each in mends:
        if each.at.line > len(lines):
            return None
        if not (_replaced(lines, each) if each.old else _removed(lines, each)):
            return None
    mark = _MARK if content.startswith(_MARK.encode()) else ""
    return (mark + "\n".join(lines)).encode()


def _replaced(lines: list[str], each: Mend) -> bool:
    """One word instead of another, if it stands there as a word of its own."""
    at = each.at.column - 1
    line = lines[each.at.line - 1]
    while line[at : at + 1] in {'"', "'"}:
        at += 1
    word = re.compile(rf"(?<![\w-]){re.escape(each.old)}(?![\w-])")
    found = word.match(line, at)
    if found is None:
        return False
    lines[each.at.line - 1] = line[: found.start()] + each.new + line[found.end() :]
    return True


def _removed(lines: list[str], each: Mend) -> bool:
    """Take out the entry that begins at a place, with what stands below it, and empty sections."""
    first = each.at.line - 1
    indent = len(lines[first]) - len(lines[first].lstrip())
    if indent != each.at.column - 1:
        return False  # it stands in braces, beside others
    last = first + 1
    while last < len(lines) and _belongs(lines[last], indent):
        last += 1
    while last > first + 1 and not lines[last - 1].strip():
        last -= 1
    if any("#" in line for line in lines[first:last]):
        return False  # somebody said why it stands there
    del lines[first:last]
    above = first - 1
    while above >= 0 and _is_empty_section(lines, above, indent):
        indent = len(lines[above]) - len(lines[above].lstrip())
        del lines[above]
        if above and not lines[above - 1].strip() and _is_blank(lines, above):
            above -= 1
            del lines[above]
        above -= 1
    return True


def _belongs(line: str, indent: int) -> bool:
    return not line.strip() or len(line) - len(line.lstrip()) > indent


def _is_blank(lines: list[str], place: int) -> bool:
    return place >= len(lines) or not lines[place].strip()


def _is_empty_section(lines: list[str], above: int, indent: int) -> bool:
    """Whether a line opens a section of which nothing is left."""
    line = lines[above]
    own = len(line) - len(line.lstrip())
    if not re.fullmatch(r"\s*[\w-]+:\s*(#.*)?", line) or own >= indent:
        return False
    after = next((each for each in lines[above + 1 :] if each.strip()), "")
    return not after or len(after) - len(after.lstrip()) <= own
