"""Documents as Markdown (CommonMark), in which no text from outside acts as markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from interview_rules.sources.characters import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_rules.records.advice import DraftRecord
    from interview_rules.reports.document import Document, Entry

__all__ = ["to_markdown"]

# Everything that can open or close markup within a line, including tables, formulas and bare links.
# An underscore between letters or digits never does. Email addresses, which some renderers link,
# are left alone.
_INLINE = re.compile(
    r"[\\`*\[\]<>~|$#]"
    r"|_(?![A-Za-z0-9])|(?<![A-Za-z0-9])_"
    r"|&(?=[A-Za-z#])|:(?=//)|(?<=[Ww]{3})\."
)
_BLOCK = re.compile(r"^(?:[-+=]|[0-9]{1,9}(?=[.)]))")
"""What opens a list or underlines a heading at the start of a line."""


def to_markdown(document: Document, *, drafts: bool) -> str:
    """Return a document as Markdown, with its drafts as block quotes if asked for."""
    return "\n".join(_lines(document, drafts=drafts)).rstrip("\n") + "\n"


def _lines(document: Document, *, drafts: bool) -> Iterator[str]:
    if document.title:
        yield from (f"## {_escaped(document.title)}", "")
    if document.about:
        yield from (_escaped(document.about), "")
    for depth, text in document.outline:
        yield f"{'  ' * (depth - 1)}- {_escaped(text)}"
    for section in document.sections:
        if section.is_sentence:
            yield from (_escaped(section.heading), "")
            continue
        yield from (f"### {_escaped(section.heading)}", "")
        for entry in section.entries:
            yield from _entry(entry, drafts=drafts)
        for point in section.points:
            yield f"- {_escaped(point)}"
        if section.points:
            yield ""
        if section.rest:
            yield from (section.rest, "")
    for note in document.notes:
        yield from (_escaped(note), "")


def _entry(entry: Entry, *, drafts: bool) -> Iterator[str]:
    title = _escaped(entry.title)
    yield f"**{title}**" if title else ""
    for line in entry.lines:
        yield from ("", _escaped(line))
    yield ""
    for draft in entry.drafts if drafts else ():
        yield from (f"> {line}".rstrip() for line in _draft(draft))
        yield ""


def _draft(draft: DraftRecord) -> Iterator[str]:
    head = [f"To: {draft.to}"] if draft.to else []
    head += [f"Channel: {draft.channel}"] if draft.channel != "email" else []
    yield from _broken([*head, f"Subject: {draft.subject}"])
    for paragraph in draft.paragraphs:
        yield ""
        yield from _broken(paragraph.split("\n"))


def _broken(lines: list[str]) -> list[str]:
    """Return the lines of a paragraph with a hard line break after each but the last."""
    said = [text for text in map(_escaped, lines) if text]
    return [*(f"{text}\\" for text in said[:-1]), *said[-1:]]


def _escaped(text: str) -> str:
    """Return a text as one line of Markdown that renders as the text itself."""
    line = shown(" ".join(text.split()), "utf-8")
    return _BLOCK.sub(_block, _INLINE.sub(r"\\\g<0>", line))


def _block(match: re.Match[str]) -> str:
    # A backslash escapes only punctuation, so it goes between a list number and its punctuation.
    return f"{match[0]}\\" if match[0].isdigit() else f"\\{match[0]}"
