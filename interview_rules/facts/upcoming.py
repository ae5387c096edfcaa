"""Intervals in which a round or a named holiday is the next one, or a round the latest one."""

from __future__ import annotations

from bisect import bisect_right
from heapq import heappop, heappush
from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, Any, TypeVar

from interview_rules.facts.interval import Interval

if TYPE_CHECKING:
    from collections.abc import Iterable

    from interview_rules.calendars.calendar import Span
    from interview_rules.facts.happening import Meeting
    from interview_rules.facts.timeline import Timeline

__all__ = ["foreign_rounds", "free_days", "outside", "rounds_ahead", "rounds_held"]

_T = TypeVar("_T")


def rounds_ahead(meetings: tuple[Meeting, ...]) -> list[tuple[int, int, Meeting]]:
    """Return the intervals in which each round is the next one, each with its round."""
    return _first_of(
        (m.announced, min(m.over, m.off), (m.moment, place), m) for place, m in enumerate(meetings)
    )


def rounds_held(meetings: tuple[Meeting, ...]) -> list[tuple[int, int, Meeting]]:
    """Return the intervals in which each round is the latest one that took place."""
    return _first_of(
        (m.over, min(m.off, m.ended), (*_latest_first(m), -place), m)
        for place, m in enumerate(meetings)
    )


def free_days(timeline: Timeline) -> list[tuple[int, int, Span]]:
    """Return the intervals in which each named holiday is the next one, each with its moment."""
    return _first_of((known, day[1], day, day) for known, day in timeline.free_days)


def foreign_rounds(timeline: Timeline, ahead: list[tuple[int, int, Meeting]]) -> list[Interval]:
    """Return the intervals in which the next round, or else the latest, is foreign.

    A round is foreign if its time was stated with a UTC offset other than the calendar's.
    """
    past = _first_of(
        (m.over, m.off, (*_latest_first(m), -place), m) for place, m in enumerate(timeline.meetings)
    )
    points = sorted({point for start, end, _m in (*ahead, *past) for point in (start, end)})
    found: list[Interval] = []
    for start, end in pairwise(points):
        meeting = _current(ahead, start) or _current(past, start)
        if meeting is not None and meeting.foreign:
            found.append(Interval(start, end, "other_time_zone", 1, meeting))
    return found


def _latest_first(meeting: Meeting) -> tuple[int, int]:
    """Return a sort key: of rounds that are over at the same time, the one that began last is first."""
    return -meeting.over, -meeting.moment[0]


def _current(pieces: list[tuple[int, int, Meeting]], instant: int) -> Meeting | None:
    place = bisect_right(pieces, instant, key=itemgetter(0)) - 1
    return pieces[place][2] if place >= 0 and instant < pieces[place][1] else None


def _first_of(found: Iterable[tuple[int, int, Any, _T]]) -> list[tuple[int, int, _T]]:
    """Return the intervals in which each item has the lowest key of all valid items.

    Each item is given as the start and the end of its validity, its key, and the item itself.
    """
    items = [each for each in found if each[0] < each[1]]
    if len(items) < 2:  # as in most logs
        return [(start, end, item) for start, end, _key, item in items]
    items.sort(key=lambda each: (each[0], each[2]))
    points = sorted({point for start, end, *_rest in items for point in (start, end)})
    counting: list[tuple[Any, int, int, _T]] = []
    pieces: list[tuple[int, int, _T]] = []
    place = 0
    for start, end in pairwise(points):
        while place < len(items) and items[place][0] <= start:
            _since, until, key, item = items[place]
            heappush(counting, (key, place, until, item))
            place += 1
        while counting and counting[0][2] <= start:
            heappop(counting)
        if counting:
            item = counting[0][3]
            if pieces and pieces[-1][2] is item:
                pieces[-1] = (pieces[-1][0], end, item)
            else:
                pieces.append((start, end, item))
    return pieces


def outside(interval: Interval, ahead: list[tuple[int, int, Meeting]]) -> list[Interval]:
    """Return an interval without the times at which a round is ahead."""
    start, stop = interval.start, interval.end
    found: list[Interval] = []
    for place in range(bisect_right(ahead, start, key=itemgetter(1)), len(ahead)):
        first, last, _meeting = ahead[place]
        if first >= stop:
            break
        if start < first:
            found.append(interval.during(start, first))
        start = last
    if start < stop:
        found.append(interval.during(start, stop))
    return found
