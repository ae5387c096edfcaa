"""Advice as data: one piece, with its reasons, its source and its drafts."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal

from interview_rules.packs.model import Kind
from interview_rules.packs.origins import cited
from interview_rules.records.base import Record
from interview_rules.records.values import FactValue

if TYPE_CHECKING:
    from interview_rules.packs.origins import Source

__all__ = [
    "AdviceRecord",
    "DraftChannel",
    "DraftRecord",
    "ReasonRecord",
    "SearchAdviceRecord",
    "SourceRecord",
    "source_record",
]


DraftChannel = Literal["email", "phone", "post", "card", "message", "linkedin", "portal"]
"""How a draft can be sent: by any channel of an event except `in-person` and `video`."""


class SourceRecord(Record):
    """What the advice rests on: a section of the article, or the reason given instead."""

    section: str = ""
    rests_on: str = ""
    words_of: str = ""

    def __str__(self) -> str:
        return cited(self.section, self.rests_on, self.words_of)


def source_record(source: Source) -> SourceRecord:
    """Return a source as data."""
    return SourceRecord(section=source.section, rests_on=source.rests_on, words_of=source.words_of)


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
    `channel` is how they last wrote or were written to, `email` if that is not recorded. `body`
    is not wrapped, so that it can be pasted anywhere, and has an empty line between two paragraphs.

    Two lists say what is not filled in. `missing` has the names that the draft uses and the state
    lacks, such as `candidate`; the text has a general phrase or a blank in their place. `blanks`
    has the blanks, such as `[your name]`, that the candidate fills in before sending.
    """

    to: str | None
    role: Literal["interviewer", "agency", "recruiter", "hr"]
    channel: DraftChannel
    subject: str
    body: str
    missing: tuple[str, ...]
    blanks: tuple[str, ...]

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The paragraphs of the body, without empty ones.

        A line break within a paragraph is intentional, as in a closing.
        """
        found = (each.strip("\n") for each in re.split(r"\n[ \t]*\n", self.body))
        return tuple(each for each in found if each.strip())

    def to_text(self) -> str:
        """Return the message as plain text: addressee if known, subject and body, not wrapped."""
        head = [f"To: {self.to}"] if self.to else []
        return "\n".join([*head, f"Subject: {self.subject}", "", self.body])

    def mailto(self, address: str = "") -> str:
        """Return a link (RFC 6068) that opens the message in a mail program.

        `address` is the address of the recipient, such as `kim@example.org`; without it, the
        link has no recipient. Raises InterviewRulesError if it is not one valid address.
        """
        from interview_rules.records.mail import mailto  # noqa: PLC0415  # most callers send nothing

        return mailto(self.subject, self.body, address)

    def eml(self, sender: str = "", address: str = "") -> bytes:
        """Return the message as a file (RFC 5322), which mail programs open as a draft.

        `sender` and `address` are the addresses of the candidate and of the recipient, such as
        `kim@example.org` or `Kim Doe <kim@example.org>`; one that is empty is left out. The mail
        program adds the date. Raises InterviewRulesError if either is not one valid address.
        """
        from interview_rules.records.mail import eml  # noqa: PLC0415  # most callers send nothing

        return eml(self.to or "", self.subject, self.body, sender, address)


class AdviceRecord(Record):
    """One piece of advice.

    `id` identifies the rule that gives the advice, `action` the advised action. The advice is
    given from `since` until `until`, exclusive; either is null if the window is open on that side
    or was left out. `due` is the local day of the recommended deadline, `due_at` its instant if the
    hour matters; each is null otherwise.
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
    """One piece of advice within a search, with the name of its application.

    The name is empty for advice on the search as a whole.
    """

    application: str
