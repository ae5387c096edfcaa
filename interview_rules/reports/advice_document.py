"""Advice at one moment as a document, for one application or for a search."""

from __future__ import annotations

from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

from interview_rules.calendars.formatting import say_border, say_day, say_hour
from interview_rules.reports.document import HEADINGS, Document, Entry, Section

if TYPE_CHECKING:
    from collections.abc import Iterable

    from interview_rules.calendars.calendar import Calendar
    from interview_rules.reports.advice import Advice

__all__ = ["Given", "advice_document"]

Given = tuple[str, "Advice", "Calendar"]
"""The name of an application, a piece of advice on it, and its calendar.

The name is empty if there is only one application, and for advice on a search as a whole.
"""


def advice_document(
    title: str,
    now: datetime,
    calendar: Calendar,
    given: Iterable[Given],
    lists: Iterable[Section],
    next_change: datetime | None,
) -> Document:
    """Return advice as a document; `lists` are sections to add, without those that have no points.

    `calendar` gives the zone of `now`. `next_change` is None if the advice never changes.
    """
    entries = [(_heading(each[1]), _entry(each, now)) for each in given]
    sections = [
        Section(heading, tuple(entry for _heading, entry in group))
        for heading, group in groupby(entries, key=lambda pair: pair[0])
    ] or [Section("No advice at this moment.", is_sentence=True)]
    sections += [section for section in lists if section.points]
    note = "This advice stays the same until something happens."
    if next_change is not None:
        when = say_border(calendar, next_change)
        note = f"If nothing happens, this advice changes on {when}."
    count = sum(len(entry.drafts) for _heading, entry in entries)
    hint = f"Add --drafts to show {count} draft message{'s' * (count > 1)}." if count else ""
    about = f"As of {say_hour(now)} ({calendar.zone})"
    return Document(title, about, tuple(sections), notes=(note,), hint=hint)


def _heading(advice: Advice) -> str:
    """Return the heading for advice, by its `order` if it has one, or else by its kind."""
    assert advice.rule.advise is not None  # noqa: S101  # only rules with advice give it
    match advice.rule.advise.order:
        case "first":
            return "First"
        case "last":
            return "Meanwhile"
        case None:
            return HEADINGS[advice.kind]


def _entry(given: Given, now: datetime) -> Entry:
    name, advice, calendar = given
    title = f"{name}: {advice.title}" if name else advice.title
    when = _when(advice, calendar.to_datetime(int(now.timestamp())), calendar)
    source = f"Source: {advice.source}"
    return Entry(advice.kind, title, when, advice.text, source, advice.drafts)


def _when(advice: Advice, now: datetime, calendar: Calendar) -> str:
    """Return a line with the due date or the start of the window, and the end of the window.

    Advice to do shows no start. The line is empty if there is nothing to show.
    """
    due, said = advice.due, []
    if due is not None:
        hour = due.timestamp() if isinstance(due, datetime) else None
        over = due < now.date() if hour is None else hour < now.timestamp()
        today = due.timetuple()[:3] == now.timetuple()[:3]
        word = "was due" if over else "due today," if today else "due"
        said.append(f"{word} {say_hour(due) if isinstance(due, datetime) else say_day(due)}")
    elif advice.kind != "do" and advice.since is not None:
        said.append(f"since {say_border(calendar, advice.since)}")
    if advice.until is not None:
        said.append(f"until {say_border(calendar, advice.until, ends=True)}")
    line = "; ".join(said)
    return line[:1].upper() + line[1:]
