"""Updates of the reports in a test file, without changes to anything else in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from interview_rules.authoring.pack_tests.reader import read_test_file
from interview_rules.authoring.pack_tests.runner import report_at
from interview_rules.authoring.pack_tests.snapshots import report_as_data, written_advice
from interview_rules.errors import CalendarError, InterviewRulesError, PackError, Problem
from interview_rules.positions import position_in
from interview_rules.sources.files import read_source, with_content, write_file
from interview_rules.sources.yaml_tree import MOST_CHARACTERS, ODD_BREAKS, read_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from interview_rules.authoring.pack_tests.model import TestFile
    from interview_rules.authoring.pack_tests.snapshots import Advice, Snapshot
    from interview_rules.positions import Position

__all__ = ["update_reports"]

_KEY = re.compile(
    r"""(?P<key>["']?report["']?[ \t]*:)(?:[ \t]+(?:\[[ \t]*\]|null|~))?(?P<comment>[ \t]+\#.*)?[ \t]*"""
)
"""The key of a report with no value, an empty list or null, and the comment after it."""


def update_reports(file: TestFile) -> int:
    """Rewrite the reports that differ from what the pack advises now, and return their number.

    Comments stay with their piece of advice as long as it is given. Raises PackError if a report
    is written in a way that cannot be rewritten in place, and InterviewRulesError if the file
    cannot be written; the file then stays as it was.
    """
    changes: list[tuple[Snapshot, tuple[Advice, ...]]] = []
    for test in file.tests:
        if test.report is None:
            continue
        try:
            came = report_as_data(report_at(test, test.nows[0]))
        except CalendarError:
            continue  # running the test reports it
        if came != test.report.advice:
            changes.append((test.report, came))
    if not changes:
        return 0
    path = Path(file.name)
    content = read_source(path, 4 * MOST_CHARACTERS + 1)
    written = _rewritten(content.decode("utf-8-sig"), changes)
    mark = b"\xef\xbb\xbf" if content.startswith(b"\xef\xbb\xbf") else b""
    after = mark + written.encode()
    _verify(path, content, after, {report.at: came for report, came in changes}, file)
    write_file(file.name, after)
    return len(changes)


def _refusal(at: Position) -> PackError:
    message = "this report is written in a way that cannot be updated in place"
    hint = "write report: on a line of its own with nothing below it, then update again"
    return PackError([Problem(at, message, hint, "wrong-form")])


def _rewritten(text: str, changes: Sequence[tuple[Snapshot, tuple[Advice, ...]]]) -> str:
    odd = ODD_BREAKS.search(text)
    if odd is not None:
        at = position_in(text.replace("\r\n", "\n"), odd.start(), changes[0][0].at.file)
        message = f"the line break {odd[0]!a} keeps the reports in this file from being updated"
        raise PackError(
            [Problem(at, message, "replace it with an ordinary line break", "wrong-form")]
        )
    ending = "\r\n" if "\r\n" in text else "\n"
    lines = text.replace("\r\n", "\n").split("\n")
    # From the last to the first, so that the positions of the others stay valid.
    for report, came in sorted(changes, key=lambda each: each[0].at.line, reverse=True):
        block = _Block(lines, report)
        lines[block.first : block.end] = block.rewritten(came)
    return ending.join(lines)


@dataclass(slots=True)
class _Chunk:
    """The lines of one piece of advice: the comments above it, and the advice."""

    comments: list[str]
    lines: list[str]
    advice: Advice


class _Block:
    """The lines of a report in a file: indexes from `first`, its key, up to but excluding `end`."""

    def __init__(self, lines: list[str], report: Snapshot) -> None:
        self.report = report
        self.lines = lines
        self.first = report.at.line - 1
        self.column = report.at.column - 1
        line = lines[self.first]
        if line[: self.column].strip(" -"):
            raise _refusal(report.at)
        found = _KEY.fullmatch(line, self.column)
        rest = line[self.column :].partition(":")[2].lstrip()
        if found is None and not rest.startswith("["):
            raise _refusal(report.at)
        self.head = line[: self.column] + (found["key"] if found is not None else "report:")
        self.comment = (found["comment"] or "") if found is not None else ""
        self.hyphen, self.end = self._extent()

    def _extent(self) -> tuple[int, int]:
        """Return the indent of the list's hyphens, and the index of the line after the list."""
        hyphen = self.column + 2
        end = last = self.first + 1
        for place in range(self.first + 1, len(self.lines)):
            line = self.lines[place]
            indent = len(line) - len(line.lstrip())
            if not line.strip():
                continue
            at_key = indent == self.column and line[indent:].startswith(("- ", "-\n"))
            if not (indent > self.column or at_key):
                break
            if last == self.first + 1 and line[indent:].startswith("- "):
                hyphen = indent
            # A comment below the list is not part of it; a deeper one may be text of a draft.
            if not (line[indent:].startswith("#") and indent <= hyphen + 2):
                end = place + 1
            last = place + 1
        return hyphen, end

    def _chunks(self) -> list[_Chunk]:
        """Return the pieces of advice in the file, or none if one does not begin its line."""
        report = self.report
        starts = [at.line - 1 for at in report.items_at]
        for start in starts:
            line = self.lines[start]
            if start <= self.first or not line[self.hyphen :].startswith("- "):
                return []
        tops = []
        for start in starts:
            top = start
            while top - 1 > self.first and self._is_comment(self.lines[top - 1]):
                top -= 1
            tops.append(top)
        ends = [*tops[1:], self.end][: len(starts)]
        return [
            _Chunk(self.lines[top:start], self.lines[start:end], advice)
            for top, start, end, advice in zip(tops, starts, ends, report.advice or (), strict=True)
        ]

    def _is_comment(self, line: str) -> bool:
        return line.lstrip().startswith("#") and len(line) - len(line.lstrip()) <= self.hyphen

    def _inner_comments(self, chunk: _Chunk | None) -> list[str]:
        """Return the comments among the keys of a piece of advice, to stand above it."""
        inner = [] if chunk is None else chunk.lines
        stripped = [(line, line.lstrip()) for line in inner]
        return [
            f"{' ' * self.hyphen}{text}"
            for line, text in stripped
            if text.startswith("#") and len(line) - len(text) <= self.hyphen + 2
        ]

    def rewritten(self, came: Sequence[Advice]) -> list[str]:
        """Return the lines of the report with this advice."""
        if not came:
            return [f"{self.head} []{self.comment}"]
        chunks = self._chunks()
        found = [f"{self.head}{self.comment}"]
        for advice in came:
            chunk = next((c for c in chunks if c.advice.get("action") == advice["action"]), None)
            if chunk is not None:
                chunks.remove(chunk)
                found += chunk.comments
            if chunk is not None and chunk.advice == advice:
                found += chunk.lines
            else:
                found += self._inner_comments(chunk)
                found += written_advice(advice, self.hyphen)
        return found


def _verify(
    path: Path,
    before: bytes,
    after: bytes,
    came: Mapping[Position, tuple[Advice, ...]],
    file: TestFile,
) -> None:
    """Raise PackError unless the new content has the new reports and differs in nothing else."""
    first = next(iter(came))
    try:
        with with_content(path, after):
            again = read_test_file(path)
    except InterviewRulesError:
        raise _refusal(first) from None
    if _without_reports(before, file.name) != _without_reports(after, file.name):
        raise _refusal(first)
    reports = {test.name: test.report for test in again.tests}
    for test in file.tests:  # perhaps not all tests of the file
        old, new = test.report, reports[test.name]
        if old is not None and new is not None and new.advice != came.get(old.at, old.advice):
            raise _refusal(old.at)


def _without_reports(content: bytes, name: str) -> Any:
    data = read_yaml(content, name).value()
    for test in data["tests"]:
        test.pop("report", None)
    return data
