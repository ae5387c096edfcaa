"""Calendar files and feeds of reports and plans, for one application or a whole search."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from interview_rules.errors import Problem, StateError
from interview_rules.reports.alarms import read_alarms
from interview_rules.reports.application_identity import SEARCH, Identity, identity_of
from interview_rules.reports.appointments import tasks_of
from interview_rules.reports.calendar_entries import Style, continued
from interview_rules.reports.calendar_feed import CalendarFeed, etag_of, read_look, read_text
from interview_rules.reports.rounds import rounds_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from uuid import UUID

    from interview_rules.evaluation.evaluation import Evaluation
    from interview_rules.evaluation.session import Session
    from interview_rules.reports.alarms import AlarmRule, Alarms
    from interview_rules.reports.appointment import Appointment
    from interview_rules.reports.calendar_feed import FeedLook
    from interview_rules.reports.ics import EarlierFile

__all__ = ["COLOR", "ApplicationCalendar", "CalendarPart", "SearchCalendar"]

COLOR = "steelblue"
"""Color of a feed, unless the caller names another."""
REFRESH = timedelta(hours=6)
"""How often subscribers are asked to fetch a feed, unless the caller says otherwise."""


class CalendarPart(NamedTuple):
    """A report (one evaluation) or a plan, of an application or of the search as a whole.

    `session` is the session of the report, or the one at the end of the plan. Planned rounds
    announced later than the instant `horizon` are left out. `name` is the name of the application,
    if it has one; empty for the search.
    """

    evaluations: Sequence[Evaluation]
    session: Session
    horizon: int
    name: str = ""


class Export(NamedTuple):
    """The content of a calendar file, and how to write it."""

    parts: tuple[CalendarPart, ...]
    todos: bool
    alarms: Alarms
    previous: bytes | str | None
    is_search: bool = False

    def to_ics(self) -> bytes:
        """Return a calendar file. Raises StateError as `ApplicationCalendar.to_ics` does."""
        rule, before, _name = _all_of(
            lambda: read_alarms(self.alarms),
            self._before,
            lambda: read_text("name", self.parts[0].name),
        )
        return self._written(rule, before, None)

    def to_feed(self, title: str | None, color: str, refresh: timedelta) -> CalendarFeed:
        """Return a feed; None stands for the default title. Raises StateError as `to_feed` does."""
        rule, before, _name, look = _all_of(
            lambda: read_alarms(self.alarms),
            self._before,
            lambda: read_text("name", self.parts[0].name),
            lambda: read_look(self._heading() if title is None else title, color, refresh),
        )
        content = self._written(rule, before, look)
        return CalendarFeed(content, etag_of(content), look.name, look.refresh)

    def _before(self) -> EarlierFile | None:
        from interview_rules.reports.ics import read_ics  # noqa: PLC0415  # the extra may be missing

        return None if self.previous is None else read_ics(self.previous)

    def _heading(self) -> str:
        if self.is_search:
            return "Job search"
        state, name = self.parts[0].session.state, self.parts[0].name
        return state.about or str(name) or "Job application"

    def _written(self, rule: AlarmRule, before: EarlierFile | None, look: FeedLook | None) -> bytes:
        from interview_rules.reports.ics import write_ics  # noqa: PLC0415  # the extra may be missing

        first = self.parts[0].evaluations[0]
        own = SEARCH if self.is_search else _identity(self.parts[0])
        if before is not None and before.calendar_uid:
            own = _continued(own, before.calendar_uid)
        # Without the previous file, each refresh of a feed would treat every late entry as new.
        late = look is None or before is not None
        entries = continued(
            self._appointments(own),
            {} if before is None else before.entries,
            first.calendar,
            first.now,
            Style(rule, self.todos, late),
        )
        return write_ics(entries, own.calendar_uid, look)

    def _appointments(self, own: Identity) -> Iterable[Appointment]:
        seen: set[UUID] = set()
        for part in self.parts:
            identity = _identity(part) if self.is_search and part.name else own
            if identity.code in seen:
                # Two applications with one id must not share entries.
                identity = identity.within(part.name)
            seen.add(identity.code)
            yield from tasks_of(
                part.evaluations, part.session, identity, part.name, todos=self.todos
            )
            yield from rounds_of(part.session, part.horizon, identity, part.name)


def _all_of(*reads: Callable[[], Any]) -> list[Any]:
    """Return what several readers return. Raises StateError with the problems of all of them."""
    found: list[Any] = []
    problems: list[Problem] = []
    for read in reads:
        try:
            found.append(read())
        except StateError as error:
            problems += error.problems
    if problems:
        raise StateError(problems)
    return found


def _identity(part: CalendarPart) -> Identity:
    return identity_of(part.evaluations[0].state, part.name)


def _continued(own: Identity, earlier: str) -> Identity:
    """Return the identity for a file that follows one with the calendar UID `earlier`.

    Raises StateError if the earlier file is about something else.
    """
    found = own.continued(earlier)
    if found is None:
        message = "this is the calendar file of another application or search"
        hint = "pass the last file for the same application or search, or leave it out"
        raise StateError([Problem("previous", message, hint, "invalid-value")])
    return found


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
        parts = self._calendar_parts()
        export = Export(parts, todos=todos, alarms=alarms, previous=previous, is_search=True)
        return export.to_feed(title, color, refresh)
