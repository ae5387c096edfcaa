"""The methods of reports and plans that return calendar files and feeds."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from interview_rules.reports.alarms import Alarms
    from interview_rules.reports.calendar_feed import CalendarFeed
    from interview_rules.reports.calendar_part import CalendarPart

__all__ = ["COLOR", "ApplicationCalendar", "SearchCalendar"]

COLOR = "steelblue"
"""Color of a feed, unless the caller names another."""
REFRESH = timedelta(hours=6)
"""How often subscribers are asked to fetch a feed, unless the caller says otherwise."""


class ApplicationCalendar:
    """The calendar of one application, as a file and as a feed."""

    __slots__ = ()

    def _calendar_parts(self, name: str) -> tuple[CalendarPart, ...]:
        raise NotImplementedError

    def to_ics(
        self,
        *,
        name: str = "",
        todos: bool = False,
        alarms: Alarms = True,
        previous: bytes | str | None = None,
    ) -> bytes:
        """Return a calendar file (RFC 5545) of the advised actions and the rounds.

        `name` identifies the application unless its state has an id, and appears in the titles if
        the state has neither a position nor a company. An application with neither a name nor an
        id is identified by its company, its position, and the day and kind of its first event. With
        `todos`, actions are written as to-dos instead of events.

        `alarms` lists how long before an entry to ring, each at most 366 days, such as
        `["day before", "2 hours before"]` or timedeltas; ten at most. True sets the usual alarms:
        for an action, at 9:00 local time on the day, or an hour before if the hour matters; for a
        round, a day before, and an hour before if it has an hour. False sets none.

        `previous` is the content of the last file for the same application: unchanged entries keep
        their stamps and alarms, and entries that no longer apply are cancelled. Without it, a later
        file updates entries but cancels none.

        Needs the extra `calendar`. Raises ModuleNotFoundError without it, and StateError for
        invalid alarms and for a `previous` that cannot be read or belongs to another application.
        Applications with neither an id nor a name are not told apart, so pass the right file.
        """
        from interview_rules.reports.calendar_export import Export

        parts = self._calendar_parts(name)
        export = Export(parts, todos=todos, alarms=alarms, previous=previous)
        return export.to_ics()

    def to_feed(
        self,
        *,
        name: str = "",
        title: str | None = None,
        color: str = COLOR,
        refresh: timedelta = REFRESH,
        todos: bool = False,
        alarms: Alarms = True,
        previous: bytes | str | None = None,
    ) -> CalendarFeed:
        """Return the calendar file with what subscribers need: name, color, refresh interval.

        `title` is the name of the calendar, by default the position and the company, or else
        `name`, or else `Job application`. `color` is one of 17 CSS color names, such as `teal`.
        `refresh` is how often to fetch the file, from a minute to 30 days. Pass the content of the
        last feed as `previous`: without it, all stamps are new. The other arguments and errors are
        those of `to_ics`; an invalid `color` or `refresh` also raises StateError.
        """
        from interview_rules.reports.calendar_export import Export

        parts = self._calendar_parts(name)
        export = Export(parts, todos=todos, alarms=alarms, previous=previous)
        return export.to_feed(title, color, refresh)


class SearchCalendar:
    """The calendar of a whole search, as a file and as a feed."""

    __slots__ = ()

    def _calendar_parts(self) -> tuple[CalendarPart, ...]:
        raise NotImplementedError

    def to_ics(
        self,
        *,
        todos: bool = False,
        alarms: Alarms = True,
        previous: bytes | str | None = None,
    ) -> bytes:
        """Return a calendar file (RFC 5545) of the advised actions and the rounds.

        `todos` and `alarms` are as for one application (see `Report.to_ics`). `previous` is the
        content of the last file for the same search: unchanged entries keep their stamps and
        alarms, and entries that no longer apply are cancelled. Files of different searches are not
        told apart, so pass the right one. Without `previous`, a later file updates entries but
        cancels none.

        Needs the extra `calendar`. Raises ModuleNotFoundError without it, and StateError for
        invalid alarms and for a `previous` that cannot be read or is the file of one application.
        """
        from interview_rules.reports.calendar_export import Export

        parts = self._calendar_parts()
        export = Export(parts, todos=todos, alarms=alarms, previous=previous, is_search=True)
        return export.to_ics()

    def to_feed(
        self,
        *,
        title: str | None = None,
        color: str = COLOR,
        refresh: timedelta = REFRESH,
        todos: bool = False,
        alarms: Alarms = True,
        previous: bytes | str | None = None,
    ) -> CalendarFeed:
        """Return the calendar file with what subscribers need: name, color, refresh interval.

        `title` is the name of the calendar, by default `Job search`. `color` is one of 17 CSS color
        names, such as `teal`. `refresh` is how often to fetch the file, from a minute to 30 days.
        Pass the content of the last feed as `previous`: without it, all stamps are new. The other
        arguments and errors are those of `to_ics`; an invalid `color` or `refresh` also raises
        StateError.
        """
        from interview_rules.reports.calendar_export import Export

        parts = self._calendar_parts()
        export = Export(parts, todos=todos, alarms=alarms, previous=previous, is_search=True)
        return export.to_feed(title, color, refresh)
