"""The facts of short logs in November 2026, by name, with moments as days of that month."""

from __future__ import annotations

from datetime import UTC, datetime

from interview_rules import InterviewState
from interview_rules.calendars.calendar import NEVER
from interview_rules.calendars.moments import resolve
from interview_rules.facts.vocabulary import FACTS, OFFSETS

EVE = 739920  # the last day of October


def log_of(events):
    """Return a log from tuples of a day or a moment, an event, and its other fields, if any."""
    return [
        {"at": f"2026-11-{day:02}" if isinstance(day, int) else day, "event": event, **more}
        for day, event, more in ((*each, {})[:3] for each in events)
    ]


def facts(now, *events, **fields):
    """Return the facts of a log at noon on a day of November, or at a moment such as `2026-11-05 09:00`.

    A moment is given as its day of November, or as None if it is unknown.
    """
    state = InterviewState.from_events(log_of(events), **fields)
    calendar = state.calendar
    if isinstance(now, int):
        start = calendar.starts[EVE + now] + 12 * 3600
    else:
        start = resolve(datetime.fromisoformat(now), calendar)[0]
    folded = state.facts_at(start)
    return {
        name: (None if folded[place] == NEVER else folded[place + 2] - EVE)
        if FACTS[name].type == "moment"
        else folded[place]
        for name, place in OFFSETS.items()
    }


def span(now, fact, *events, **fields):
    """Return the start and the end of a moment in a log at noon on a day, both in UTC."""
    state = InterviewState.from_events(log_of(events), **fields)
    folded = state.facts_at(state.calendar.starts[EVE + now] + 12 * 3600)
    start, end = folded[OFFSETS[fact] :][:2]
    return tuple(f"{datetime.fromtimestamp(each, tz=UTC):%d %H:%M}" for each in (start, end))


def dated(day):
    """Return the field `date` with a day of November."""
    return {"date": f"2026-11-{day:02}"}


def causes(now, fact, *events):
    """Return the events, as name and day, that give a fact its value at noon on a day of November."""
    state = InterviewState.from_events(log_of(events))
    start = state.calendar.starts[EVE + now] + 12 * 3600
    intervals = state.intervals
    return [
        (each.origin.event.event, each.origin.moment[2] - EVE)
        for each in (*intervals.values, *intervals.counts)
        if each.fact == fact and each.contains(start)
    ]
