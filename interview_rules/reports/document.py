"""A result as a document: headings, advice and lists, to be shown as text, Markdown or HTML.

The texts of a document are as they come, with names from outside. Each format escapes them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from interview_rules.packs.model import Kind
    from interview_rules.records.advice import DraftRecord
    from interview_rules.reports.rows import Days, Row

__all__ = ["HEADINGS", "Chart", "Document", "Entry", "Section"]

HEADINGS: dict[Kind, str] = {"do": "Do", "avoid": "Hold back", "know": "Know"}


class Entry(NamedTuple):
    """A piece of advice, with its drafts; in a plan, its periods and its row of bars."""

    kind: Kind
    title: str
    when: str
    text: str = ""
    source: str = ""
    drafts: tuple[DraftRecord, ...] = ()
    row: Row | None = None

    @property
    def lines(self) -> tuple[str, ...]:
        """What stands below the title: when, the text and the source, without empty lines."""
        return tuple(filter(None, (self.when, self.text, self.source)))


class Section(NamedTuple):
    """A heading with entries or with a list of points; `more` counts entries left out.

    `is_sentence` is True if the heading is a sentence with nothing below it.
    """

    heading: str
    entries: tuple[Entry, ...] = ()
    points: tuple[str, ...] = ()
    more: int = 0
    is_sentence: bool = False


class Chart(NamedTuple):
    """What the bars of a plan are drawn on, and the plan as an SVG picture, drawn on demand."""

    days: Days
    now: datetime
    svg: Callable[[], str]


class Document(NamedTuple):
    """A result as a document.

    `title` can be empty; `about` says for which moment the result is. `outline` is the tree of an
    explanation: lines with their depth, from 1. `notes` stand at the end, and `hint` after them if
    a command prints the document.
    """

    title: str
    about: str = ""
    sections: tuple[Section, ...] = ()
    outline: tuple[tuple[int, str], ...] = ()
    notes: tuple[str, ...] = ()
    hint: str = ""
    chart: Chart | None = None
