"""What a log is made of once it is in order: happenings, meetings and marks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from interview_rules.calendars.calendar import NEVER, Span

if TYPE_CHECKING:
    from interview_rules.calendars.calendar import Calendar
    from interview_rules.events.event import Event

__all__ = [
    "UNKNOWN",
    "Happening",
    "Later",
    "Mark",
    "Meeting",
    "beyond",
    "newer",
    "same_round",
    "since",
]

UNKNOWN: Span = (NEVER, NEVER, NEVER)


class Happening(NamedTuple):
    """One event in order: from `known` on it is history."""

    known: int
    at: int
    day: int
    timed: bool
    rank: int
    sets: tuple[str, ...]
    moment: Span
    date: Span
    earliest: Span
    event: Event
    meeting: Meeting | None


class Mark(NamedTuple):
    """A word on an advice: done, or not wanted until an instant (NEVER if none was named)."""

    advice: str
    said: Span
    until: int
    done: bool


class Meeting:
    """A round: announced from `announced` on, ahead until `over`, off from `off` on."""

    __slots__ = ("announced", "event", "foreign", "held", "moment", "off", "over", "timed")

    def __init__(
        self,
        event: Event,
        moment: Span,
        calendar: Calendar,
        *,
        announced: int,
        over: int,
        held: bool,
    ) -> None:
        self.event = event
        self.moment = moment
        self.announced = announced
        self.over = over
        self.held = held
        self.off = NEVER
        given = event.at if held else event.date
        self.timed = isinstance(given, datetime)
        self.foreign = (
            isinstance(given, datetime)
            and given.tzinfo is not None
            and given.utcoffset() != calendar.to_datetime(moment[0]).utcoffset()
        )


def newer(later: Happening, earlier: Happening) -> bool:
    """Whether one happened after the other: to the second if both have a time, else by the day."""
    if later.timed and earlier.timed:
        return later.at > earlier.at
    return later.day > earlier.day


def beyond(later: Happening, earlier: Happening) -> bool:
    """The same, and where the moment is one, by the order of kinds."""
    if later.timed and earlier.timed:
        return (later.at, later.rank) > (earlier.at, earlier.rank)
    return (later.day, later.rank) > (earlier.day, earlier.rank)


def since(later: Happening, earlier: Happening) -> bool:
    """Whether one did not happen before the other; the same moment counts."""
    return not newer(earlier, later)


Later = Callable[[Happening, Happening], bool]


def same_round(held: Meeting, planned: Meeting) -> bool:
    """Whether a round that took place is the one that was arranged for that day."""
    is_test = (held.event.event == "test-taken", planned.event.kind == "test")
    return held.held and held.moment[2] == planned.moment[2] and is_test[0] == is_test[1]
