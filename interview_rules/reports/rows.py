"""A plan as rows of bars over days, to be drawn in a picture or in a terminal."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from interview_rules.records.plan import BarRecord, PlannedEventRecord, RowRecord
from interview_rules.records.values import day_and_instant

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interview_rules.calendars.calendar import Calendar
    from interview_rules.events.event import Event
    from interview_rules.packs.model import Kind

__all__ = ["Bar", "Days", "PlannedEvent", "Row", "days_of"]

_LONG = 300
"""Maximum number of days for which ticks name days; beyond it, they name months."""
_LEAST_DAYS, _PADDING = 10, 4


class PlannedEvent(NamedTuple):
    """An event within a plan: recorded in the state, or `imagined` for the plan."""

    at: datetime
    event: Event
    imagined: bool
    says: str
    application: str = ""

    def record(self) -> PlannedEventRecord:
        """Return the event as data."""
        return PlannedEventRecord(**self._asdict())


class Bar(NamedTuple):
    """A period of uninterrupted advice, with the due date that the advice has at its end.

    `until` is exclusive, and None if the period has no end. `due` is None if there is no due date.
    """

    since: datetime
    until: datetime | None
    due: date | datetime | None

    def record(self) -> BarRecord:
        """Return the bar as data."""
        due, due_at = day_and_instant(self.due)
        return BarRecord(since=self.since, until=self.until, due=due, due_at=due_at)


class Row(NamedTuple):
    """One piece of advice in a plan, with its bars in order."""

    id: str
    action: str
    kind: Kind
    title: str
    bars: tuple[Bar, ...]
    application: str = ""

    def record(self) -> RowRecord:
        """Return the row as data."""
        return RowRecord(**{**self._asdict(), "bars": tuple([bar.record() for bar in self.bars])})


class Days(NamedTuple):
    """The days that a picture shows, as ordinals from `first` to `last`, both included."""

    first: int
    last: int
    calendar: Calendar

    @property
    def length(self) -> int:
        """The number of days."""
        return self.last - self.first + 1

    @property
    def is_long(self) -> bool:
        """True if ticks in a picture name months instead of days."""
        return self.length > _LONG

    def position(self, moment: datetime | None) -> float:
        """Return the distance of a moment from the left edge in days; None means the right edge.

        A moment outside the picture is placed at its edge.
        """
        if moment is None:
            return float(self.length)
        instant = int(moment.timestamp())
        day = self.calendar.day_of(instant)
        starts = self.calendar.starts
        part = (instant - starts[day]) / max(1, starts[day + 1] - starts[day])
        return min(max(day - self.first + part, 0.0), float(self.length))

    def of(self, due: date | datetime) -> float:
        """Return the distance of a deadline from the left edge, as `position` does for a moment.

        A date counts as noon.
        """
        if isinstance(due, datetime):
            return self.position(due)
        return min(max(due.toordinal() - self.first + 0.5, 0.0), float(self.length))

    def ticks(self, most: int) -> list[tuple[int, date]]:
        """Return the days to label, at most `most`, each as (days from the left edge, date).

        If labels are a week or more apart, they fall on Mondays.
        """
        weeks = -(-self.length // (7 * most))
        step = next((n for n in (1, 2) if self.length <= n * most), 7 * weeks)
        days = range(self.first, self.last + 1)
        chosen = [d for d in days if (d - self.first) % step == 0]
        if step >= 7:
            monday = next((d for d in days if d % 7 == 1), self.first)
            chosen = [d for d in days if d >= monday and (d - monday) % step == 0]
        return [(day - self.first, date.fromordinal(day)) for day in chosen]


def days_of(now: datetime, until: datetime | None, rows: Sequence[Row], calendar: Calendar) -> Days:
    """Return the days to show, from `now` to the end of the plan.

    If `until` is None, they extend a few days past the last change or due date, whichever is later,
    and at least two weeks past `now`.
    """
    first = calendar.day_of(int(now.timestamp()))
    if until is not None:
        last = calendar.day_of(int(until.timestamp()) - 1)
        return Days(first, max(first, last), calendar)
    ends = [first + _LEAST_DAYS]
    for row in rows:
        for bar in row.bars:
            ends += [
                calendar.day_of(int(m.timestamp())) for m in (bar.since, bar.until) if m is not None
            ]
            if bar.due is not None:
                ends.append(date(bar.due.year, bar.due.month, bar.due.day).toordinal())
    return Days(first, max(ends) + _PADDING, calendar)
