"""Repairs of YAML: which line needs another indent, a colon or a space for the text to be readable.

The parser reports the line in which it gives up, which is often the one after the line to change.
So each line near the error is tried with the indents of its neighbors, and with a missing colon or
space. The change with which the parser reads furthest is the one to make.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from interview_rules.sources.yaml_events import error_line

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Moved", "Retyped", "Unindented", "repair"]

_MOST_ABOVE, _MOST_BELOW = 30, 8
"""Number of lines above and below an error that are read again."""
_MOST_CHARACTERS = 8_000
"""Maximum number of characters that are read again, many times."""
_MOST_TRIED = 6
"""Maximum number of lines that are tried with other indents."""
_BREAK = re.compile("\r\n?|\n")
"""The ends of lines as YAML counts them."""
_KEY = re.compile(r" *(?:- +)*[a-z][a-z0-9_-]*:(?:\s|$)")
_ITEM = re.compile(r" *-(?:\s|$)")
_NO_COLON = re.compile(r"(?P<key> *(?:- +)*[a-z][a-z0-9_-]*)(?P<rest>| +[^\s:#].*)")
_NO_SPACE = re.compile(r"(?P<before> *(?:- +)*(?:-(?=[a-z])|[a-z][a-z0-9_-]*:))(?P<rest>[^\s:].*)")
_BULLET = re.compile(r"(?P<indent> *)(?P<sign>[•‣▪◦·*–—]|\d{1,3}[.)])(?P<gap> +)(?P<rest>\S.*)")  # noqa: RUF001  # bullets and dashes
_HEAD = re.compile(r"(?P<sign>[|>])[-+0-9]*\s*(?:#.*)?$")
"""The end of a line whose text begins in the next line."""


class Moved(NamedTuple):
    """A line to move, counted from 0, its indent, and the indents that it may have instead."""

    line: int
    indent: int
    meant: tuple[int, ...]


class Retyped(NamedTuple):
    """A line that lacks a colon or a space, counted from 0; the column and the line as it should be.

    `lacks` is `colon`, `hyphen`, or the sign after which a space is missing.
    """

    line: int
    column: int
    lacks: str
    meant: str


class Unindented(NamedTuple):
    """The first line of a text after `>` or `|`, counted from 0, its indent, and the least it needs."""

    line: int
    indent: int
    meant: int
    sign: str


class _Trial(NamedTuple):
    """One line with another indent. Trials compare by how much speaks for them."""

    stops: int
    """The line in which the parser gives up, or the number of lines."""
    flush: int
    """Minus the number of lists that are not indented below their keys."""
    near: int
    """Minus the number of columns by which the line moves."""
    is_even: bool
    even: int
    """Minus the number of columns by which neighboring lines differ in all."""
    line: int
    meant: int


def repair(text: str, error_at: int) -> Moved | Retyped | Unindented | None:
    """Return the line to change for a text to be YAML up to its error and beyond, and the change.

    `error_at` is the line in which the parser gives up, counted from 0. Return None if no change
    of one line helps.
    """
    lines = _BREAK.split(text)
    unindented = _unindented(lines, error_at)
    if unindented is not None:
        return unindented
    first = _start(lines, error_at)
    window = lines[first : error_at + _MOST_BELOW]
    wrong = error_at - first
    # Read apart from the rest, the lines must have the same error.
    if wrong >= len(window) or sum(map(len, window)) > _MOST_CHARACTERS:
        return None
    if error_line("\n".join(window)) != wrong:
        return None
    trials = [*_trials(window, wrong)]
    furthest = max((each.stops for each in trials), default=wrong + 1)
    retyped = _retyped(window, wrong, furthest)
    if retyped is not None:
        return retyped._replace(line=first + retyped.line)
    if not trials:
        return None
    best = max(trials)
    meant = [each.meant for each in trials if each.line == best.line and each[:4] == best[:4]]
    return Moved(first + best.line, _indent(window[best.line]), tuple(sorted(meant)))


def _trials(window: list[str], wrong: int) -> Iterator[_Trial]:
    """Yield the other indents of one line with which the parser reads past a line."""
    usual = _flush_lists(window)
    for place in _candidates(window, wrong):
        own = _indent(window[place])
        for meant in _indents(window, own):
            if _KEY.match(window[place]) and _in_text(window, place, meant):
                continue
            tried = [*window[:place], " " * meant + window[place].lstrip(), *window[place + 1 :]]
            stops = error_line("\n".join(tried))
            if stops is None or stops > wrong:
                yield _Trial(
                    len(window) if stops is None else stops,
                    -_flush_lists(tried) if not usual else 0,
                    -abs(meant - own),
                    meant % 2 == 0,
                    -_unevenness(tried),
                    place,
                    meant,
                )


def _unindented(lines: list[str], error_at: int) -> Unindented | None:
    """Return the text after `>` or `|` above an error that is indented no more than its key."""
    for head in range(min(error_at, len(lines)) - 1, max(error_at - _MOST_ABOVE, -1), -1):
        match = _HEAD.search(lines[head])
        if match is None or not _KEY.match(lines[head]):
            continue
        own = _indent(lines[head])
        for line in range(head + 1, min(error_at + 1, len(lines))):
            if not lines[line].strip():
                continue
            if _indent(lines[line]) > own or _KEY.match(lines[line]) or _ITEM.match(lines[line]):
                return None
            return Unindented(line, _indent(lines[line]), own + 2, match["sign"])
        return None
    return None


def _retyped(window: list[str], wrong: int, furthest: int) -> Retyped | None:
    """Return the line that lacks a colon or a space, if the parser reads as far as a line with it."""
    for place in range(wrong, max(wrong - 3, -1), -1):
        line = window[place]
        if _in_text(window, place, _indent(line)) or _is_text(window, place):
            continue
        match = _BULLET.fullmatch(line)
        if match is not None:
            lacks, column = "hyphen", match.start("sign")
            spaces = " " * (match.end("gap") - match.end("indent") - 1)
            meant = f"{match['indent']}-{spaces}{match['rest']}"
        elif (match := _NO_SPACE.fullmatch(line)) is not None:
            lacks, column = match["before"][-1], match.end("before")
            meant = f"{match['before']} {match['rest']}"
        elif (match := _NO_COLON.fullmatch(line)) is not None and not _ITEM.match(line):
            lacks, column = "colon", match.start("key") + _indent(line)
            meant = f"{match['key']}:{match['rest']}"
        else:
            continue
        tried = [*window[:place], meant, *window[place + 1 :]]
        stops = error_line("\n".join(tried))
        if (len(window) if stops is None else stops) >= furthest:
            return Retyped(place, column, lacks, " ".join(meant.split()))
    return None


def _start(lines: list[str], error_at: int) -> int:
    """Return the line from which to read again: the first of the outermost ones above an error."""
    above = range(max(0, error_at - _MOST_ABOVE), error_at + 1)
    if above.start == 0:
        return 0
    starts = [at for at in above if _KEY.match(lines[at]) or _ITEM.match(lines[at])]
    return min(starts, key=lambda at: (_indent(lines[at]), at), default=error_at)


def _candidates(window: list[str], wrong: int) -> Iterator[int]:
    """Yield the lines that may have a wrong indent, from the one with the error upwards."""
    tried = 0
    for place in range(wrong, -1, -1):
        line = window[place]
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if _KEY.match(line) or _ITEM.match(line) or _is_text(window, place):
            yield place
            tried += 1
        if tried == _MOST_TRIED:
            return


def _is_text(window: list[str], place: int) -> bool:
    """Return True if a line is one of the first lines of a text after `>` or `|`."""
    for above in range(place - 1, max(place - 4, -1), -1):
        if _KEY.match(window[above]):
            return _HEAD.search(window[above]) is not None
    return False


def _in_text(window: list[str], place: int, indent: int) -> bool:
    """Return True if a line with this indent would belong to a text after `>` or `|`."""
    for above in reversed(window[:place]):
        if above.strip() and _indent(above) < indent:
            return _HEAD.search(above) is not None
    return False


def _indents(window: list[str], own: int) -> set[int]:
    """Return the indents of some lines, and those of the keys after a hyphen, except one."""
    found = {_indent(line) for line in window if line.strip()}
    found |= {item.end() for line in window if (item := re.match(r" *(?:- +)+", line))}
    return found - {own}


def _flush_lists(window: list[str]) -> int:
    """Return how many lists begin below a key without being indented."""
    return sum(
        _ITEM.match(below) is not None
        and above.rstrip().endswith(":")
        and _indent(above) == _indent(below)
        for above, below in pairwise(window)
    )


def _unevenness(window: list[str]) -> int:
    """Return by how many columns the indents of neighboring lines differ in all."""
    indents = [_indent(line) for line in window if line.strip()]
    return sum(abs(one - other) for one, other in pairwise(indents))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
