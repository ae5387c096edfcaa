"""One application in a tracker: its rows, and the events that their dates and statuses imply."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from interview_rules.errors import Problem, quoted
from interview_rules.events.effects import ROUND_KINDS
from interview_rules.events.event import ROUNDS
from interview_rules.imports.result import Guess
from interview_rules.imports.rows import day_of, event_at, kind_of_event, moment_of, sortable
from interview_rules.state.problems import MOST

if TYPE_CHECKING:
    from datetime import date, time

    from interview_rules.imports.rows import ReadRow, Stated
    from interview_rules.positions import Place

__all__ = ["Application"]

_REPEATED = frozenset({"round", "reply-received"})
"""Kinds of events that happen more than once, so that each row may record another one."""


_Dated = tuple["date", str]
"""The moment of an event, and the name of the event."""


class _Known(NamedTuple):
    """Events whose dates are assumed for statuses without a date; None where there is none."""

    first: _Dated | None
    last: _Dated | None
    answer: _Dated | None
    """The last event other than the application itself."""
    named: _Dated | None
    """The event with the latest date, even one that it only names, such as a decision date."""


def _when(dated: _Dated) -> tuple[tuple[date, time], str]:
    """Return a sort key; the names of events decide between equal moments."""
    return sortable(dated[0]), dated[1]


@dataclass(slots=True)
class Application:
    """The rows of one application, and its events once `settle` has been called.

    Date columns take precedence over statuses with a date, and these over statuses without one.
    Therefore, the order of rows and columns does not affect the events.
    """

    rows: list[ReadRow] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    events: list[dict[str, Any]] = field(default_factory=list)
    guesses: list[Guess] = field(default_factory=list)
    _expected: set[tuple[Any, ...]] = field(default_factory=set)
    _identities: set[tuple[Any, ...]] = field(default_factory=set)
    _days: set[tuple[str, date]] = field(default_factory=set)
    _kinds: set[str] = field(default_factory=set)

    @property
    def place(self) -> Place:
        """The place of the first row."""
        return self.rows[0].place

    @property
    def latest(self) -> date | None:
        """The latest date of an event, even one that it only names; None if no event has a date."""
        moments = [moment for e in self.events if (moment := moment_of(e)) is not None]
        return max(moments, key=sortable, default=None)

    def add(self, row: ReadRow) -> None:
        """Add a row; a field that an earlier row has already set keeps its value.

        If the application would get too many events, the row gets a problem instead.
        """
        further = row.expected() - self._expected
        if len(self._expected) + len(further) > MOST:
            message = f"an application may have at most {MOST:,} events"
            row.problems.append(Problem(row.place, message, "leave out rows that no longer matter"))
            return
        self._expected |= further
        self.rows.append(row)
        self.fields = {**row.fields, **self.fields}

    def settle(self) -> None:
        """Turn the rows into events.

        If no date yields an event, the rows get problems or are left out, unless the statuses mean
        only rounds, or rounds and `application-sent`.
        """
        for row in self.rows:
            for event in row.events:
                self._include(event)
        by_columns = {*self._kinds}
        self._days |= {(kind_of_event(name), day) for name, day in self._days}
        # Some statuses mean something else if there is an offer, so offers come first.
        stated = sorted(
            ((row, each) for row in self.rows for each in row.stated),
            key=lambda pair: bool(pair[1].status.without_offer),
        )
        dated = [(at, row, each) for row, each in stated if (at := each.moment) is not None]
        for at, row, each in sorted(dated, key=lambda item: sortable(item[0])):
            self._state(row, each, at, by_columns)
        if not self.events and not self._can_be_undated([each for _, each in stated]):
            return
        known = self._known()
        # A round in a date column covers all round statuses; one from a status, only its own event.
        told = self._kinds - {"round"} | by_columns | {e["event"] for e in self.events}
        for row, each in stated:
            if each.moment is None:
                self._guess(row, each, known, told)
        self._join_replies()

    def _include(self, event: dict[str, Any]) -> None:
        """Add an event unless the application already has it."""
        identity = (event["event"], event["at"], event["date"], event.get("kind"))
        if identity in self._identities:
            return
        self._identities.add(identity)
        self.events.append(event)
        self._kinds.add(kind_of_event(event["event"]))
        if (moment := moment_of(event)) is not None:
            self._days.add((event["event"], day_of(moment)))

    def _meant(self, stated: Stated) -> list[str]:
        """Return the events of a status, which may depend on whether there is an offer."""
        if stated.status.without_offer and "offer" not in self._kinds:
            return [stated.status.without_offer]
        return [*stated.status.events]

    def _state(self, row: ReadRow, stated: Stated, moment: date, by_columns: set[str]) -> None:
        """Add the events of a status with a date.

        An event is left out if a date column has one of its kind (for repeated kinds, in the same
        row), or if the application already has it on the same day.
        """
        for name in self._meant(stated):
            kind = kind_of_event(name)
            told = kind in (row.kinds() if kind in _REPEATED else by_columns)
            if told or {(kind, day_of(moment)), (name, day_of(moment))} & self._days:
                continue
            self._include(event_at(name, moment))
            if kind == "round":
                self._note(row, name, moment, "the date of its status")

    def _can_be_undated(self, stated: list[Stated]) -> bool:
        """Return True if the statuses mean only rounds, or rounds and `application-sent`.

        Otherwise, give the rows their problems, or leave them out.
        """
        statuses = [each.status for each in stated]
        names = {name for status in statuses for name in status.events}
        if names & {*ROUND_KINDS} and names <= {*ROUND_KINDS, "application-sent"}:
            return True
        unsent = bool(statuses) and all(status.never_sent for status in statuses)
        for row in self.rows:
            if unsent:
                dated = any(each.moment is not None for each in row.stated)
                why = "" if dated else ", and no date is given"
                row.left_out = f"the status is {statuses[0].name}{why}"
            elif row.undated is not None:
                row.problems.append(row.undated)
        return False

    def _known(self) -> _Known:
        happened = [(e["at"], e["event"]) for e in self.events if e["at"] is not None]
        answers = [dated for dated in happened if dated[1] != "application-sent"]
        named = [(on, e["event"]) for e in self.events if (on := moment_of(e)) is not None]
        return _Known(
            min(happened, key=_when, default=None),
            max(happened, key=_when, default=None),
            max(answers, key=_when, default=None),
            max(named, key=_when, default=None),
        )

    def _guess(self, row: ReadRow, stated: Stated, known: _Known, told: set[str]) -> None:
        """Add the events of a status without a date, unless `told` has their name or kind.

        The events are added to `told`. Their dates are guesses based on `known`; a round can stay
        undated.
        """
        for name in self._meant(stated):
            kind = kind_of_event(name)
            if told & {kind, name}:
                continue
            told.add(name if kind == "round" else kind)
            if kind == "round" and (known.answer is None or known.answer[1] in ROUNDS):
                own = {} if name == "interview" else {"kind": ROUND_KINDS[name]}
                self._include({"at": None, "event": "interview-scheduled", "date": None, **own})
                reason = (
                    f"the date of {quoted(name)} is not given; the event is recorded without it"
                )
                self.guesses.append(Guess(row.place, reason, event="interview-scheduled"))
                continue
            if name == "application-sent":
                basis, which = known.first, "the date of the earliest event"
            else:
                basis = known.answer if kind == "round" else known.last
                which = "the date of the latest event"
                if basis is None:
                    basis, which = known.named, "the latest date named"
            if basis is None:
                continue
            at, event = basis
            self._include(event_at(name, at))
            self._note(row, name, at, f"{which}, {quoted(event)}")

    def _note(self, row: ReadRow, name: str, at: date, why: str) -> None:
        reason = f"the date of {quoted(name)} is not given; {at} is assumed, {why}"
        self.guesses.append(Guess(row.place, reason, event=name, at=at))

    def _join_replies(self) -> None:
        """Remove replies on the day of a rejection, because they are the rejection itself."""
        days = {day for kind, day in self._days if kind == "rejection"}

        def joined(event: str, at: date | None) -> bool:
            return event == "reply-received" and at is not None and day_of(at) in days

        self.events = [e for e in self.events if not joined(e["event"], e["at"])]
        self.guesses = [each for each in self.guesses if not joined(each.event, each.at)]
