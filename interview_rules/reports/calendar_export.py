"""The content of calendar files and feeds of reports and plans, and how to write it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from interview_rules.errors import Problem, StateError
from interview_rules.reports.alarms import read_alarms
from interview_rules.reports.application_identity import SEARCH, Identity, identity_of
from interview_rules.reports.appointments import tasks_of
from interview_rules.reports.calendar_entries import Style, continued
from interview_rules.reports.calendar_feed import CalendarFeed, etag_of, read_look, read_text
from interview_rules.reports.rounds import rounds_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import timedelta
    from uuid import UUID

    from interview_rules.reports.alarms import AlarmRule, Alarms
    from interview_rules.reports.appointment import Appointment
    from interview_rules.reports.calendar_feed import FeedLook
    from interview_rules.reports.calendar_part import CalendarPart
    from interview_rules.reports.ics import EarlierFile

__all__ = ["Export"]


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
