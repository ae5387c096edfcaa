"""Plans as documents: rows of advice with their periods and bars, and the events to come."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

from interview_rules.calendars.formatting import last_day, say_hour, say_short
from interview_rules.reports.document import HEADINGS, Chart, Document, Entry, Section
from interview_rules.reports.rows import days_of

if TYPE_CHECKING:
    from interview_rules.calendars.calendar import Calendar
    from interview_rules.events.event import Event
    from interview_rules.reports.rows import Bar, PlannedEvent, Row

__all__ = ["plan_document"]

MOST_ROWS = 60
"""Maximum number of rows of each kind, and of events."""
_MOST_BARS = 6
"""Maximum number of periods of a row in words; later ones are left out."""


class Planned(Protocol):
    """The members of `Plan` and `SearchPlan` that `plan_document` uses."""

    @property
    def heading(self) -> str: ...  # see `Plan`

    @property
    def now(self) -> datetime: ...

    @property
    def until(self) -> datetime | None: ...

    @property
    def calendar(self) -> Calendar: ...

    @property
    def rows(self) -> tuple[Row, ...]: ...

    @property
    def happens(self) -> tuple[PlannedEvent, ...]: ...

    @property
    def assumed(self) -> tuple[str, ...]: ...

    @property
    def foreseen(self) -> tuple[Event, ...]: ...

    @property
    def cut_short(self) -> bool: ...

    def to_svg(self) -> str: ...


def plan_document(plan: Planned) -> Document:
    """Return a plan as a document: each piece of advice with its periods, then the events."""
    rows = plan.rows
    follow = "the advice is followed" if "follow advice" in plan.assumed else "nothing is done"
    imagined = " and the imagined events happen" if plan.foreseen else ""
    sections = []
    for kind, heading in HEADINGS.items():
        own = [row for row in rows if row.kind == kind]
        if own:
            entries = tuple(_entry(row, plan.now) for row in own[:MOST_ROWS])
            sections.append(Section(heading, entries, more=max(0, len(own) - MOST_ROWS)))
    happens = plan.happens
    if happens:
        points = tuple(map(_event, happens[:MOST_ROWS]))
        sections.append(Section("Events", points=points, more=max(0, len(happens) - MOST_ROWS)))
    cut = "The plan reached its limit of imagined actions and follows the advice no further."
    days = days_of(plan.now, plan.until, rows, plan.calendar)
    return Document(
        plan.heading,
        f"From {say_hour(plan.now)} ({plan.calendar.zone}), if {follow}{imagined}",
        tuple(sections),
        notes=(cut,) if plan.cut_short else (),
        chart=Chart(days, plan.now, plan.to_svg),
    )


def _entry(row: Row, now: datetime) -> Entry:
    title = f"{row.application}: {row.title}" if row.application else row.title
    said = "; ".join(_span_said(bar, now) for bar in row.bars[:_MOST_BARS])
    if (more := len(row.bars) - _MOST_BARS) > 0:
        said += f"; and {more} more"
    return Entry(row.kind, title, said, row=row)


def _event(each: PlannedEvent) -> str:
    about = f" ({each.application})" if each.application else ""
    return f"{say_short(each.at)}: {each.says}{about}{', imagined' if each.imagined else ''}"


def _span_said(bar: Bar, now: datetime) -> str:
    """Return the period and the due date of a bar: `28 Nov to 29 Nov, due 30 Nov`."""
    begins = "now" if bar.since.timestamp() == now.timestamp() else say_short(bar.since)
    last = None if bar.until is None else last_day(bar.until)
    said = begins
    if last is None:
        said = "from now on" if begins == "now" else f"from {begins}"
    elif begins != say_short(last) and (begins != "now" or last.date() != now.date()):
        said = f"{begins} to {say_short(last)}"
    due = "" if bar.due is None else f", due {_due_said(bar.due)}"
    return f"{said}{due}"


def _due_said(due: date | datetime) -> str:
    return f"{say_short(due)}, {due:%H:%M}" if isinstance(due, datetime) else say_short(due)
