"""Offers that applications of a search receive from the person and from each other.

All applications receive the same offers, except those that have made some: they do not receive
their own. So the offers are placed in time and folded once for each calendar.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from interview_rules.errors import CalendarError
from interview_rules.facts.elsewhere import intervals_elsewhere

if TYPE_CHECKING:
    from collections.abc import Mapping

    from interview_rules.calendars.calendar import Calendar
    from interview_rules.events.event import Event
    from interview_rules.facts.intervals import FactIntervals
    from interview_rules.state.interview_state import InterviewState

__all__ = ["SharedOffers"]

_EVERY_OTHER = ""
"""Stands for all applications without offers; no application has an empty name."""


class SharedOffers:
    """Offers by employers outside a search, and by its applications, as events for the others."""

    def __init__(self, outside: tuple[Event, ...], offers: Mapping[str, tuple[Event, ...]]) -> None:
        self._outside = outside
        self._offers = offers
        self._events: dict[str, tuple[Event, ...]] = {}
        self._intervals: dict[tuple[str, Calendar], FactIntervals | None] = {}

    def added_to(
        self, state: InterviewState, name: str, changes: Mapping[str, Any]
    ) -> InterviewState:
        """Return the state of the application `name` with the offers that it receives.

        `changes` replaces some fields as well. Raises CalendarError for an unknown time zone or
        country. As with `amended`, reading the `intervals` of the result raises it for years
        without calendar data.
        """
        receiver = name if name in self._offers else _EVERY_OTHER
        events = self._received_by(receiver)
        if not events:
            return state.amended(changes) if changes else state
        # What happened elsewhere according to the application can affect what it receives.
        if not any(event.elsewhere for event in state.log()):
            calendar = state.calendar_with(changes)
            intervals = self._intervals_for(receiver, calendar)
            if intervals is not None:
                return state.beside(intervals, changes)
        return state.amended({**changes, "elsewhere": (*state.elsewhere, *events)})

    def _received_by(self, receiver: str) -> tuple[Event, ...]:
        found = self._events.get(receiver)
        if found is None:
            others = [e for name, es in self._offers.items() if name != receiver for e in es]
            found = self._events[receiver] = (*self._outside, *others)
        return found

    def _intervals_for(self, receiver: str, calendar: Calendar) -> FactIntervals | None:
        """Return what follows from the offers alone; None if a year has no calendar data."""
        key = (receiver, calendar)
        if key not in self._intervals:
            try:
                found = intervals_elsewhere(self._received_by(receiver), calendar)
            except CalendarError:
                found = None  # the application raises it, unless its own events come first
            self._intervals[key] = found
        return self._intervals[key]
