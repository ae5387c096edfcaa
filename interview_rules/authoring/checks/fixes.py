"""Fixes as data: edits to a file, and whether they are safe to apply automatically."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Literal

from interview_rules.positions import Position, Range
from interview_rules.sources.yaml_tree import ODD_BREAKS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from interview_rules.errors import Problem

__all__ = ["Edit", "Fix", "Safety", "applied", "correction", "removal", "removal_at"]

Safety = Literal["safe", "unsafe"]

_WORD = re.compile(r"[\w-]+")
_ALIKE = 0.85
"""Minimum similarity (0 to 1) between a misspelled word and its correction for a safe fix."""
_SLIP = 5
"""Minimum length of a word in which one wrong letter or two swapped letters count as a typo."""
_DECIDES = "nothing-to-override"
"""Code of problems with a name that selects what to change; the author has to fix it."""


@dataclass(frozen=True, slots=True)
class Edit:
    """New text for a range of a file; empty text removes the range.

    `old` is the word being replaced, empty for a removal.
    """

    range: Range
    text: str
    old: str = ""


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits to one file that fix one finding.

    A `safe` fix is almost certainly what the author meant; an `unsafe` fix is a proposal.
    """

    message: str
    edits: tuple[Edit, ...]
    safety: Safety


def correction(problem: Problem) -> Fix | None:
    """Return the fix that corrects a misspelled word, or None.

    There is a fix only if one known word is more similar than all others, both are plain words, and
    the position of the misspelled word is known. The fix is `unsafe` if the words differ by more
    than a typo, or if the word selects what a pack changes.
    """
    old, new = problem.suggestions.word, problem.suggestions.only
    if problem.span is None or not (_WORD.fullmatch(old) and _WORD.fullmatch(new)):
        return None
    certain = problem.code != _DECIDES and _misspelt(old, new)
    edit = Edit(problem.span, new, old)
    return Fix(f"replace {old} with {new}", (edit,), "safe" if certain else "unsafe")


def _misspelt(old: str, new: str) -> bool:
    """Return True if `old` is similar enough to `new` to be a misspelling of it."""
    if re.findall(r"\d+", old) != re.findall(r"\d+", new):
        return False  # a different number means something different
    if SequenceMatcher(None, old, new).ratio() >= _ALIKE:
        return True
    wrong = sum(one != other for one, other in zip(old, new, strict=False))
    slips = wrong == 1 or (wrong == 2 and sorted(old) == sorted(new))
    return len(old) == len(new) >= _SLIP and slips


def removal(content: str | bytes, at: Position) -> Fix | None:
    """Return the fix that removes the entry at a position; None if that would not be safe."""
    text = content.decode("utf-8-sig") if isinstance(content, bytes) else content
    edit = removal_at(text, at)
    return None if edit is None else Fix("remove this entry", (edit,), "safe")


def removal_at(text: str, at: Position) -> Edit | None:
    """Return the edit that removes the entry at a position, and the sections it leaves empty.

    Return None if the entry does not begin its line (as in braces), if it contains a `#`, which may
    begin a comment with its reason, or if the text has line breaks that most editors ignore.
    """
    if ODD_BREAKS.search(text):
        return None
    lines = text.split("\n")
    first = at.line - 1
    indent = _indent(lines[first])
    if indent != at.column - 1:
        return None
    last = first + 1
    while last < len(lines) and (_is_blank(lines[last]) or _indent(lines[last]) > indent):
        last += 1
    while last > first + 1 and _is_blank(lines[last - 1]):
        last -= 1
    if any("#" in line for line in lines[first:last]):
        return None
    below = next((line for line in lines[last:] if not _is_blank(line)), "")
    while first and _opens_section(lines[first - 1], indent):
        own = _indent(lines[first - 1])
        if _indent(below) > own:
            break  # the section has other entries
        if "#" in lines[first - 1]:
            return None
        first, indent = first - 1, own
        if first and _is_blank(lines[first - 1]) and _is_blank(*lines[last : last + 1]):
            first -= 1
    return Edit(_of_lines(at.file, lines, first, last), "")


def _of_lines(file: str, lines: list[str], first: int, last: int) -> Range:
    """Return the range of the lines from `first` up to, but not including, `last`.

    Both are zero-based. The range includes the line break after the lines or, at the end of the
    file, the one before them.
    """
    if last < len(lines):
        return Range(Position(file, first + 1, 1), Position(file, last + 1, 1))
    end = Position(file, last, len(lines[-1]) + 1)
    if not first:
        return Range(Position(file, 1, 1), end)
    return Range(Position(file, first, len(lines[first - 1].rstrip("\r")) + 1), end)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _is_blank(line: str = "") -> bool:
    return not line.strip()


def _opens_section(line: str, indent: int) -> bool:
    """Return True if a line is a key whose value is on the more indented lines below."""
    return re.fullmatch(r"\s*[\w-]+:\s*(#.*)?", line) is not None and _indent(line) < indent


def applied(text: str, edits: Iterable[Edit]) -> str | None:
    """Return the text with edits applied.

    Return None if edits overlap, or if the text that an edit replaces is not its `old` word.
    """
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    found = text
    before = Position("", len(starts) + 1)
    for edit in sorted(edits, key=lambda each: each.range, reverse=True):
        span = edit.range
        if (span.end.line, span.end.column) > (before.line, before.column):
            return None
        start, end = (starts[place.line - 1] + place.column - 1 for place in (span.start, span.end))
        if edit.old and found[start:end] != edit.old:
            return None
        found = found[:start] + edit.text + found[end:]
        before = span.start
    return found
