"""Mending what is mechanical.

That is a misspelt word of which it is certain what was meant, and entries that do nothing.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from interview_rules.checks.run import check

if TYPE_CHECKING:
    from collections.abc import Iterable

    from interview_rules.checks.finding import Mend

__all__ = ["mend"]

_MOST_ROUNDS = 10
"""What is mended may show what else is wrong, such as behind a misspelt key."""


def mend(sources: Iterable[str | Path]) -> int:
    """Mend some files and return how many corrections were made. Shipped packs are left alone."""
    files = [str(source) for source in sources if Path(source).is_file()]
    made = 0
    for _ in range(_MOST_ROUNDS):
        by_file: dict[str, list[Mend]] = {}
        for result in check(files):
            if result.mend is not None and result.mend.at.file in files:
                by_file.setdefault(result.mend.at.file, []).append(result.mend)
        done = sum(_mended(file, mends) for file, mends in by_file.items())
        made += done
        if not done:
            break
    return made


def _mended(file: str, mends: list[Mend]) -> int:
    path = Path(file)
    text = path.read_bytes().decode("utf-8-sig")
    lines = text.split("\n")
    done = 0
    # From the end, so that places further up stay where they are.
    for each in sorted(mends, key=lambda m: (m.at.line, m.at.column), reverse=True):
        done += _replaced(lines, each) if each.old else _removed(lines, each)
    if done:
        path.write_bytes("\n".join(lines).encode())
    return done


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
    """Take out the entry that begins at a place, with what stands below it, and an empty section."""
    first = each.at.line - 1
    indent = len(lines[first]) - len(lines[first].lstrip())
    if indent != each.at.column - 1:
        return False  # it stands in braces, beside others
    last = first + 1
    while last < len(lines) and _belongs(lines[last], indent):
        last += 1
    while last > first + 1 and not lines[last - 1].strip():
        last -= 1
    del lines[first:last]
    above = first - 1
    if above >= 0 and _is_empty_section(lines, above, indent):
        del lines[above]
        if (
            above
            and not lines[above - 1].strip()
            and (above == len(lines) or not lines[above].strip())
        ):
            del lines[above - 1]
    return True


def _belongs(line: str, indent: int) -> bool:
    return not line.strip() or len(line) - len(line.lstrip()) > indent


def _is_empty_section(lines: list[str], above: int, indent: int) -> bool:
    """Whether a line opens a section of which nothing is left."""
    line = lines[above]
    own = len(line) - len(line.lstrip())
    if not re.fullmatch(r"\s*[\w-]+:\s*", line) or own >= indent:
        return False
    after = next((each for each in lines[above + 1 :] if each.strip()), "")
    return not after or len(after) - len(after.lstrip()) <= own
