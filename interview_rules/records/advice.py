"""Advice as data: one piece, with its reasons, its source and its drafts."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Literal

from interview_rules.packs.model import Kind
from interview_rules.records.base import Record
from interview_rules.records.values import FactValue

if TYPE_CHECKING:
    from interview_rules.packs.model import Source

__all__ = [
    "AdviceRecord",
    "DraftRecord",
    "ReasonRecord",
    "SearchAdviceRecord",
    "SourceRecord",
    "source_record",
]


class SourceRecord(Record):
    """What the advice rests on: a section of the article, or the reason given instead."""

    section: str = ""
    rests_on: str = ""

    def __str__(self) -> str:
        return f"the article, section “{self.section}”" if self.section else self.rests_on


def source_record(source: Source) -> SourceRecord:
    """Return a source as data."""
    return SourceRecord(section=source.section, rests_on=source.rests_on)


class ReasonRecord(Record):
    """A rule behind a piece of advice: its condition in words, and the facts it used.

    `facts` holds the values of the facts in words. `values` holds them as data, without the facts
    that have their default value: unknown, false, the first choice, or zero.
    """

    rule: str
    pack: str
    words: tuple[str, ...]
    facts: dict[str, str]
    values: dict[str, FactValue]
    source: SourceRecord


class DraftRecord(Record):
    """A draft of a message to send.

    `to` is the name of the addressee, null if it is unknown, and `role` the part they play.
    `missing` lists the names that the draft uses and the state lacks, such as `candidate`: the
    text has a general phrase in their place.
    """

    to: str | None
    role: Literal["interviewer", "agency", "recruiter", "hr"]
    subject: str
    body: str
    missing: tuple[str, ...]


class AdviceRecord(Record):
    """One piece of advice.

    `id` identifies the rule that gives the advice, `action` the advised action. The advice is
    given from `since` until `until`, exclusive; either is null if the window is open on that side.
    `due` is the local day of the recommended deadline, `due_at` its instant if the hour matters.
    """

    id: str
    action: str
    kind: Kind
    title: str
    text: str
    since: datetime | None
    until: datetime | None
    due: date | None
    due_at: datetime | None
    because: tuple[ReasonRecord, ...]
    source: SourceRecord
    draft: DraftRecord | None
    drafts: tuple[DraftRecord, ...]


class SearchAdviceRecord(AdviceRecord):
    """One piece of advice within a search, with the name of its application."""

    application: str
