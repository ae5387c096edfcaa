"""Offers of several employers: at any moment, the facts are those of the most urgent one alone."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from profiles import scaled

from interview_rules import InterviewState
from interview_rules.calendars.calendar import NEVER
from interview_rules.facts.folding import fold
from interview_rules.facts.vocabulary import OFFSETS

FACTS = ("other_offer", "other_offer_deadline")
EMPLOYERS = (None, "Ash", "Birch", "Cobalt", "Dune")
KINDS = ("written-offer", "verbal-offer", "offer-deadline", "offer-declined", "offer-withdrawn")
DAYS = st.integers(0, 12).map(lambda number: date(2026, 11, 2) + timedelta(number))


@st.composite
def events(draw) -> dict:
    kind = draw(st.sampled_from(KINDS))
    event = {"at": draw(DAYS), "event": kind, "employer": draw(st.sampled_from(EMPLOYERS))}
    if kind == "offer-deadline":
        event["date"] = max(draw(DAYS), event["at"])
    return {**event, "elsewhere": True}


def offer(log, instant):
    """Return the spans of an offer and its deadline in a log at an instant."""
    facts = fold(InterviewState.from_events(log).intervals, instant)
    return tuple(tuple(facts[OFFSETS[name] : OFFSETS[name] + 3]) for name in FACTS)


def concerns(event, employer):
    """Return True if an event is about an employer; endings without one are about all."""
    over = event["event"] in {"offer-declined", "offer-withdrawn"}
    return event["employer"] == employer or (over and event["employer"] is None)


def urgency(found, instant):
    (said, *_), (first, over, _day) = found
    if first == NEVER:
        return 1, -said
    return (0, first) if instant < over else (2, -first)


@scaled(300)
@given(st.lists(events(), min_size=1, max_size=12))
def test_the_most_urgent_offer_is_that_of_a_log_of_its_own(log):
    points = InterviewState.from_events(log).intervals.change_points
    for instant in (*points, *(point - 1 for point in points)):
        alone = [
            offer([e for e in log if concerns(e, employer)], instant)
            for employer in sorted({e["employer"] for e in log}, key=lambda name: name or "")
        ]
        open_ = [found for found in alone if any(span[0] < NEVER for span in found)]
        found = offer(log, instant)
        if not open_:
            assert all(span[0] == NEVER for span in found)
        else:
            assert urgency(found, instant) == min(urgency(each, instant) for each in open_)
            assert found in open_
