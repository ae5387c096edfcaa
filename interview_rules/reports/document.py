"""A result as a document: headings, advice and lists, to be shown as text, Markdown or HTML.

The texts of a document are unescaped and can hold names from outside; each format escapes them.
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
    """A piece of advice with its drafts or, in a plan, with its periods and its row of bars."""

    kind: Kind
    title: str
    when: str
    text: str = ""
    source: str = ""
    drafts: tuple[DraftRecord, ...] = ()
    row: Row | None = None

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines below the title: `when`, `text` and `source`, without empty ones."""
        return tuple(filter(None, (self.when, self.text, self.source)))


class Section(NamedTuple):
    """A heading with entries or with a list of points; `more` counts those left out.

    `complete` is False if others may be left out besides, which are not counted. `is_sentence` is
    True if the heading is a sentence with nothing below it.
    """

    heading: str
    entries: tuple[Entry, ...] = ()
    points: tuple[str, ...] = ()
    more: int = 0
    is_sentence: bool = False
    complete: bool = True

    @property
    def rest(self) -> str:
        """How many are left out, as a line after the entries and points; empty if none is known."""
        least = "" if self.complete else "at least "
        return f"and {least}{self.more} more" if self.more else ""


class Chart(NamedTuple):
    """The days and the moment `now` for the bars of a plan; `svg` draws the plan as a picture."""

    days: Days
    now: datetime
    svg: Callable[[], str]


class Document(NamedTuple):
    """A result as a document.

    `title` and `about` can be empty; `about` says which moment the result is for. `outline` is the
    tree of an explanation: pairs of a depth, which starts at 1, and a line. `notes` come last.
    `hint` follows them if a command prints the document without drafts.
    """

    title: str
    about: str = ""
    sections: tuple[Section, ...] = ()
    outline: tuple[tuple[int, str], ...] = ()
    notes: tuple[str, ...] = ()
    hint: str = ""
    chart: Chart | None = None
