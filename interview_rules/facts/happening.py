"""Events placed in time: happenings, meetings and marks, and the order between them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from interview_rules.calendars.calendar import NEVER, Span, check_year
from interview_rules.calendars.moments import resolve
from interview_rules.errors import CalendarError

if TYPE_CHECKING:
    from datetime import date

    from interview_rules.calendars.calendar import Calendar
    from interview_rules.events.event import Event

__all__ = [
    "SURELY_EARLIER",
    "UNKNOWN",
    "Happening",
    "Later",
    "Mark",
    "Meeting",
    "beyond",
    "content_of",
    "in_its_zone",
    "in_known_years",
    "newer",
    "order_of",
    "round_key",
    "since",
    "span_of",
]

UNKNOWN: Span = (NEVER, NEVER, NEVER)
SURELY_EARLIER = 3 * 86_400
"""Difference in seconds at which one event is on an earlier day than another in any time zone."""


class Happening(NamedTuple):
    """An event placed in time, known from the instant `known` on, or always if that is -NEVER.

    `at` and `day` are the instant and the local day by which the event is compared with others, and
    `rank` is its place among events at the same moment. `timed` is True if it has a time of day.
    `sets` names the slots that it sets. `moment` is when it took place or was stated; `date` and
    `earliest` are its fields of these names, left out for a round. Each is `UNKNOWN` if not given.
    `meeting` is the round, or None for any other event.
    """

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


order_of: Callable[[Happening], tuple[int, int, int]] = itemgetter(
    *map(Happening._fields.index, ("known", "at", "rank"))
)
"""Returns the sort key of a happening; happenings with equal keys are sorted by content."""


class Mark(NamedTuple):
    """A statement, made at `said`, that advice is done, or snoozed until the instant `until`.

    `advice` is an action or the id of a rule. `until` is NEVER if the advice is done, or snoozed
    without an end.
    """

    advice: str
    said: Span
    until: int
    done: bool


class Meeting:
    """A round: announced at `announced`, upcoming until `over`, called off at `off`.

    All three are instants, as is `ended`, after which a round with another employer no longer
    matters. `announced` is -NEVER for a round that was always known; `off` and `ended` are NEVER if
    they do not apply. The end of the application also calls off its planned rounds. `held` is True
    for a round that is recorded at its own moment, not only as arranged; if it was planned too, it
    is announced only when its plan is over. `timed` is True if it has a time of day; `foreign` is
    True if its time was stated with a UTC offset other than the calendar's.
    """

    __slots__ = ("announced", "ended", "event", "foreign", "held", "moment", "off", "over", "timed")

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
        self.ended = NEVER
        given = in_its_zone(event, event.at if held else event.date)
        self.timed = isinstance(given, datetime)
        self.foreign = (
            isinstance(given, datetime)
            and given.tzinfo is not None
            and given.utcoffset() != calendar.to_datetime(moment[0]).utcoffset()
        )


def in_its_zone(event: Event, value: date | datetime | None) -> date | datetime | None:
    """Return `value`, a moment of an event; a time without an offset gets the event's zone, if any.

    None remains None.
    """
    if event.zone is not None and isinstance(value, datetime) and value.tzinfo is None:
        return value.replace(tzinfo=ZoneInfo(event.zone))
    return value


def content_of(event: Event) -> str:
    """Return an event as JSON without `meta`; events with equal content are repetitions."""
    return event.model_dump_json(exclude_defaults=True, exclude={"meta"})


def span_of(value: date | datetime, calendar: Calendar, where: str) -> Span:
    """Return a moment of the event `where` as a span.

    Raises CalendarError, with that name, for years without calendar data.
    """
    try:
        if calendar.country is not None:
            check_year(value.year, calendar)
        return resolve(value, calendar)
    except CalendarError as error:
        raise CalendarError(
            [replace(each, message=f"{where}: {each.message}") for each in error.problems]
        ) from None


def in_known_years(events: Iterable[Event], calendar: Calendar) -> bool:
    """Return True if `span_of` raises no error for any moment of some validated events."""
    if calendar.country is None:
        return True
    years = {m.year for e in events for m in (e.at, e.date, e.earliest, e.end) if m is not None}
    try:
        for year in years:
            check_year(year, calendar)
    except CalendarError:
        return False
    return True


def newer(later: Happening, earlier: Happening) -> bool:
    """Return True if `later` is after `earlier`, to the second if both have a time, else by day."""
    if later.timed and earlier.timed:
        return later.at > earlier.at
    return later.day > earlier.day


def beyond(later: Happening, earlier: Happening) -> bool:
    """Return True if `later` is after `earlier`, or at the same moment with a higher rank.

    The moments are compared to the second if both have a time, else by day.
    """
    if later.timed and earlier.timed:
        return (later.at, later.rank) > (earlier.at, earlier.rank)
    return (later.day, later.rank) > (earlier.day, earlier.rank)


def since(later: Happening, earlier: Happening) -> bool:
    """Return True if `later` is after `earlier` or at the same moment.

    The moments are compared to the second if both have a time, else by day.
    """
    return not newer(earlier, later)


Later = Callable[[Happening, Happening], bool]
"""One of `newer`, `beyond` and `since`."""


def round_key(meeting: Meeting) -> tuple[int, bool]:
    """Return the local day of a round and whether it is a test, to match plans to rounds held."""
    event = meeting.event
    is_test = event.event == "test-taken" if meeting.held else event.kind == "test"
    return (meeting.moment[2], is_test)
