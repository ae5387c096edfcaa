"""Events of other employers that many logs share: placed in time and folded once for all of them.

Every application of a search has the offers of the others in its log, which are the same for nearly
all of them. No other event changes what follows from these, unless it concerns offers of other
employers itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_rules.facts.change_points import JoinedPoints
from interview_rules.facts.competing_offers import OVER, SLOTS
from interview_rules.facts.intervals import FactIntervals, intervals_of
from interview_rules.facts.steps import JoinedSteps, LongSteps
from interview_rules.facts.timeline import Timeline

if TYPE_CHECKING:
    from collections.abc import Mapping

    from interview_rules.calendars.calendar import Calendar
    from interview_rules.events.event import Event

__all__ = ["intervals_beside", "intervals_elsewhere"]

_OF_OFFERS = frozenset({*SLOTS, OVER})


def intervals_elsewhere(events: tuple[Event, ...], calendar: Calendar) -> FactIntervals:
    """Return the intervals of facts that follow from events of other employers alone.

    Raises CalendarError for years without calendar data.
    """
    found = intervals_of(Timeline(events, calendar), {})
    # Many logs ask for the same instants, so each period of constant facts is encoded on its own.
    steps = LongSteps(found.values, found.counts, found.change_points, block=1)
    return found._replace(steps=steps)


def intervals_beside(
    here: Timeline, standing: Mapping[str, int], elsewhere: FactIntervals, events: tuple[Event, ...]
) -> FactIntervals:
    """Return the intervals of a log with events of other employers, from its two parts.

    `here` is the log without these events, `elsewhere` has the intervals that `intervals_elsewhere`
    returns for them, in the same calendar, and `events` are those of the whole log, as they stand in
    its state. `standing` is as for `intervals_of`.
    """
    timeline = here.joined(elsewhere.timeline, events)
    if not all(_OF_OFFERS.isdisjoint(happening.sets) for happening in here.happenings):
        # Facts about offers of other employers depend on both parts.
        return intervals_of(timeline, standing)
    found = intervals_of(here, standing)
    return FactIntervals(
        found.base,
        JoinedSteps(found.steps, elsewhere.steps),
        found.values + elsewhere.values,
        found.counts + elsewhere.counts,
        found.calendar,
        JoinedPoints(found.points, elsewhere.points),
        timeline,
        found.marks,
        found.ahead,
        found.of_rounds,
    )
