"""The sessions of a job search: one for each application, and one for the person."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from interview_rules.calendars.calendar import NEVER
from interview_rules.engines.rule_mask import mask_of
from interview_rules.errors import StateError
from interview_rules.evaluation.session import Session
from interview_rules.evaluation.unknown_names import unknown_names
from interview_rules.evaluation.windows import Windows
from interview_rules.positions import FieldPath

if TYPE_CHECKING:
    from interview_rules.engines.program import Program
    from interview_rules.state.job_search import JobSearch

__all__ = ["SearchSession", "open_while"]

_OVER = ("settled", "assumed_filled", "written_off")
"""The conclusions that close an application."""


class SearchSession:
    """The sessions of the applications of a search; `person` returns the session of the person.

    Actions that the search rules advise are not advised for single applications. With `strict`,
    names that the packs do not know are problems. Raises StateError for the first application that
    has problems, with field paths such as `applications.Acme.facts.name`, or else for the problems
    of the person's state.
    """

    def __init__(
        self, program: Program, search_program: Program, search: JobSearch, *, strict: bool
    ) -> None:
        self.program = program
        self.search_program = search_program
        self.search = search
        theirs = frozenset(search_program.pack.actions)
        actions = program.pack.actions_by_rule
        out = mask_of(index for index, action in enumerate(actions) if action in theirs)
        self.sessions: dict[str, Session] = {}
        for name, state in search.prepared.items():
            try:
                self.sessions[name] = Session(
                    program,
                    state,
                    leave_out=out,
                    recorded=search.applications[name],
                    strict=strict,
                )
            except StateError as error:
                raise error.within(FieldPath("applications", name)) from None
        if strict and (problems := unknown_names(search_program.pack, search.person)):
            raise StateError(problems)

    def person(self, sessions: dict[str, Session]) -> Session:
        """Return the session of the person.

        `sessions` maps the names of applications to their sessions, which show when each is open.
        """
        loose = [Session(self.program, state) for state in self.search.loose]
        opened = _OpenInSearch((*sessions.values(), *loose))
        search = self.search
        return Session(self.search_program, search.person, opened, recorded=search.person_alone)


class _OpenInSearch:
    """The open applications of a search, each with its session."""

    def __init__(self, sessions: tuple[Session, ...]) -> None:
        self._sessions = sessions
        self._counted: tuple[int, int] | None = None  # the last instant, and how many were open

    @cached_property
    def periods(self) -> tuple[tuple[int, int], ...]:
        """The periods, as instants [start, end), during which each application is open."""
        return tuple([span for session in self._sessions for span in open_while(session)])

    def at(self, instant: int) -> int:
        """Return the number of applications that are open at an instant."""
        if self._counted is None or self._counted[0] != instant:
            self._counted = instant, sum(_is_open(session, instant) for session in self._sessions)
        return self._counted[1]


def open_while(session: Session) -> list[tuple[int, int]]:
    """Return the periods during which an application is open, as pairs of instants [start, end).

    The first begins with the first event, or at -NEVER if there is none or if one is known at all
    times, such as a round recorded without its arrangement. The last may end at NEVER.
    """
    rules = _closing(session)
    over = mask_of(rules)
    begun = _begun(session)
    found: list[tuple[int, int]] = []
    since: int | None = None
    program = session.program
    # Windows of the session would keep the facts of each period, which are seldom asked for again.
    windows = Windows(
        program.engine, program.moments, session.intervals, begun, session.own, session.suppressed
    )
    for instant, holds in windows.held(rules):
        if since is None and not holds & over:
            since = instant
        elif since is not None and holds & over:
            found.append((since, instant))
            since = None
    if since is not None:
        found.append((since, NEVER))
    return found


def _is_open(session: Session, instant: int) -> bool:
    """Return True if an application is open at an instant: if it lies in `open_while`."""
    if instant < _begun(session):
        return False
    holds = session.program.evaluate(instant, session.facts(instant), session.calendar)[0]
    return not holds & mask_of(_closing(session))


def _closing(session: Session) -> tuple[int, ...]:
    """Return the indexes of the rules that close an application."""
    return tuple(index for name in _OVER for index in session.pack.concluders.get(name, ()))


def _begun(session: Session) -> int:
    """Return the instant from which an application is known; -NEVER if it is known at all times."""
    timeline = session.intervals.timeline
    first = -NEVER if timeline.begins is None else timeline.begins
    return min([first, *(meeting.announced for meeting in timeline.meetings)])
