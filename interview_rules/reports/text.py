"""Documents as text for a terminal or a file, wrapped to a width."""

from __future__ import annotations

import re
import shutil
import sys
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import category, east_asian_width

from interview_rules.calendars.formatting import say_short
from interview_rules.sources.characters import shown

if TYPE_CHECKING:
    from datetime import datetime

    from interview_rules.records.advice import DraftRecord
    from interview_rules.reports.document import Document, Entry
    from interview_rules.reports.rows import Days, Row

__all__ = ["Line", "Page", "terminal_encoding", "terminal_width"]

NARROWEST, WIDEST = 20, 100
WIDEST_CHART = 500
"""Maximum width of a chart; a caller who wants no wrapping may pass any width for texts."""
_BARS = {"do": "█", "avoid": "▒", "know": "░", "due": "◆", "none": "·"}
_PLAIN_BARS = {"do": "#", "avoid": "/", "know": "-", "due": "*", "none": "."}
_WORD = re.compile(r"\s*\S+\s*")


def terminal_width() -> int:
    """Return the width of the terminal in columns, from 20 to 100; 80 without a terminal."""
    return min(max(shutil.get_terminal_size().columns, NARROWEST), WIDEST)


def terminal_encoding() -> str:
    """Return the encoding of standard output; UTF-8 for a stream without an encoding."""
    return getattr(sys.stdout, "encoding", None) or "utf-8"


class Line(NamedTuple):
    """A line of a page. Bold type carries no meaning of its own."""

    text: str
    bold: bool = False


class Page:
    """Lines of text, wrapped to a width in columns, at least 20, and printable in an encoding."""

    def __init__(self, width: int, encoding: str) -> None:
        self.width = max(width, NARROWEST)
        self.chart_width = min(self.width, WIDEST_CHART) - 4
        self.encoding = encoding
        self.lines: list[Line] = []

    def __str__(self) -> str:
        return "\n".join(line.text for line in self.lines)

    def gap(self) -> None:
        """Add an empty line unless the page is empty or already ends with one."""
        if self.lines and self.lines[-1].text:
            self.lines.append(Line(""))

    def say(self, text: str, indent: int = 0, *, bold: bool = False, bullet: str = "") -> None:
        """Add a paragraph, wrapped, with every line indented like the first."""
        first = " " * indent + shown(bullet, self.encoding)
        words = shown(" ".join(text.split("\n")), self.encoding)
        for line in _wrapped(words, self.width - len(first)):
            self.lines.append(Line(f"{first}{line}".rstrip(), bold))
            first = " " * len(first)

    def heading(self, text: str) -> None:
        """Add a bold line, separated from any text above it by an empty line."""
        self.gap()
        self.say(text, bold=True)

    def document(self, document: Document, *, drafts: bool, hint: bool) -> Page:
        """Add a document, with its drafts and its hint if requested, and return the page."""
        if document.title:
            self.say(document.title, bold=True)
        if document.about:
            self.say(document.about)
        chart = document.chart
        if chart is not None:
            self.gap()
            self.lines.append(Line(f"    {_axis(chart.days, chart.now, self.chart_width)}"))
        for depth, text in document.outline:
            bullet = text[:2] if text[:2] in {"✓ ", "✗ "} else ""
            self.say(text.removeprefix(bullet), 2 * depth, bullet=bullet)
        for section in document.sections:
            self.heading(section.heading if section.is_sentence else section.heading.upper())
            for place, entry in enumerate(section.entries):
                if place and chart is None:
                    self.gap()
                self._entry(entry, chart and chart.days, drafts=drafts)
            for point in section.points:
                self.say(point, 2, bullet="- ")
            if section.rest:
                self.say(section.rest, 2)
        notes = [*document.notes, *([document.hint] if hint and document.hint else [])]
        if notes:
            self.gap()
        for note in notes:
            self.say(note)
        return self

    def _entry(self, entry: Entry, days: Days | None, *, drafts: bool) -> None:
        self.say(entry.title, 2, bold=True)
        for line in entry.lines:
            self.say(line, 4)
        if entry.row is not None and days is not None:
            self.lines.append(Line(f"    {self._drawn(entry.row, days, self.chart_width)}"))
        for draft in entry.drafts if drafts else ():
            self._draft(draft)

    def _draft(self, draft: DraftRecord) -> None:
        self.gap()
        if draft.to:
            self.say(f"To: {draft.to}", 6)
        if draft.channel != "email":
            self.say(f"Channel: {draft.channel}", 6)
        self.say(f"Subject: {draft.subject}", 6)
        for paragraph in draft.paragraphs:
            self.gap()
            for line in paragraph.split("\n"):
                self.say(line, 6)

    def _drawn(self, row: Row, days: Days, width: int) -> str:
        """Draw the bars of a row, each at least one character wide, and its due dates."""
        marks = _BARS if shown(_BARS["do"], self.encoding) == _BARS["do"] else _PLAIN_BARS
        cells = [marks["none"]] * width
        scale = width / days.length
        for bar in row.bars:
            left = min(int(days.position(bar.since) * scale), width - 1)
            right = max(left + 1, round(days.position(bar.until) * scale))
            cells[left:right] = [marks[row.kind]] * (min(right, width) - left)
        for bar in row.bars:
            if bar.due is not None:
                cells[min(int(days.of(bar.due) * scale), width - 1)] = marks["due"]
        return "".join(cells)


def _axis(days: Days, now: datetime, width: int) -> str:
    """Return the axis: a line with `now` and some days, each label where it belongs in time."""
    first = max(0, min(int(days.position(now) / days.length * width), width - len("now")))
    line = f"{'':<{first}}now"
    for place, day in days.ticks(max(1, min(8, width // 12))):
        at = int(place / days.length * width)
        said = say_short(day)
        if at > len(line) and at + len(said) <= width:
            line = f"{line:<{at}}{said}"
    return line


# -- wrapping ----------------------------------------------------------------------------------


def _wrapped(text: str, width: int) -> list[str]:
    """Return the lines of a text; a word that is wider than a line is broken."""
    width = max(width, 2)
    lines, line, used = [], "", 0
    for match in _WORD.finditer(text):
        word = match[0]
        if used and used + _cells(word.rstrip()) > width:
            lines.append(line.rstrip())
            line, used = "", 0
        while not used and _cells(word.rstrip()) > width:
            fits = _fitting(word, width)
            lines.append(word[:fits])
            word = word[fits:]
        line += word
        used += _cells(word)
    return [*lines, line.rstrip()] if line or not lines else lines


def _fitting(word: str, width: int) -> int:
    """Return how many characters of a word fit into a line."""
    used = 0
    for place, character in enumerate(word):
        used += _cell(character)
        if used > width:
            return place
    return len(word)


def _cells(text: str) -> int:
    """Return the number of columns that a text occupies in a terminal."""
    return len(text) if text.isascii() else sum(map(_cell, text))


@lru_cache(maxsize=4096)
def _cell(character: str) -> int:
    if category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if east_asian_width(character) in "WF" else 1
