"""Facts with one more event: the same as those of the whole log with that event."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_rules import CalendarError, InterviewState
from interview_rules.calendars.calendar import NEVER
from interview_rules.events.event import Event
from interview_rules.facts.added_event import facts_with
from interview_rules.facts.vocabulary import OFFSETS
from tests.drawn import logs

INTERVIEW = {"at": "2026-11-10", "event": "interview"}


def after(state, days):
    return state.calendar.starts[739920 + 10 + days] + 12 * 3600


@given(logs, logs, st.integers(-5, 60), st.sampled_from([None, "agency", "recruiter"]))
def test_the_facts_are_those_of_the_whole_log(log, added, days, intermediary):
    state = InterviewState.from_events(log, intermediary=intermediary)
    now = after(state, days)
    for event in map(Event.model_validate, added):
        seen = {}
        for later in (0, 1, 9):
            moved = _moved(event, timedelta(later))
            found = facts_with(state.intervals, state.facts_at(now), now, moved, seen)
            if found is not None:
                assert found == state.imagined(moved).facts_at(now)


def _moved(event, by):
    """Return an event with its date, and that alone, moved by a length of time."""
    return event if event.date is None else event.model_copy(update={"date": event.date + by})


@pytest.mark.parametrize(
    "event",
    [
        {"event": "decision-date-set", "at": None, "date": "2026-11-20"},
        {"event": "no-decision-date", "at": "2026-11-10"},
        {"event": "offer-deadline", "at": None, "date": "2026-11-20"},
        {"event": "other-offer-deadline", "at": None, "date": "2026-11-20"},
        {"event": "thank-you-sent", "at": "2026-11-11"},
        {"event": "reply-received", "at": "2026-11-12"},
        {"event": "follow-up-sent", "at": "2026-11-12 10:00"},
    ],
)
def test_the_events_that_questions_try_take_no_second_folding(event):
    log = [INTERVIEW, {"at": "2026-11-11", "event": "other-offer"}]
    state = InterviewState.from_events(log)
    now = after(state, 5)
    facts = state.facts_at(now)
    found = facts_with(state.intervals, facts, now, Event.model_validate(event))
    assert found is not None
    assert found != facts
    assert facts == state.facts_at(now)


def test_an_answer_after_opposed_statements_takes_no_second_folding():
    log = [
        INTERVIEW,
        {"at": "2026-11-11", "event": "rejection", "role": "hr"},
        {"at": "2026-11-12", "event": "positive-signal", "role": "manager"},
    ]
    state = InterviewState.from_events(log)
    now = after(state, 6)
    facts = state.facts_at(now)
    assert facts[OFFSETS["contradiction"]] < NEVER
    event = Event(event="reply-received", at="2026-11-13")
    found = facts_with(state.intervals, facts, now, event)
    assert found == state.imagined(event).facts_at(now)
    assert found[OFFSETS["contradiction"]] == NEVER


@pytest.mark.parametrize(
    "event",
    [
        {"event": "interview", "at": "2026-11-12"},
        {"event": "interview-cancelled", "at": "2026-11-12"},
        {"event": "rejection", "at": "2026-11-12"},
        {"event": "other-offer", "at": "2026-11-12"},
        {"event": "written-offer", "at": "2026-11-12", "elsewhere": True},
        {"event": "advice-done", "at": "2026-11-12", "advice": "wait"},
    ],
)
def test_events_that_change_more_than_single_facts_are_left_to_folding(event):
    state = InterviewState.from_events([INTERVIEW])
    now = after(state, 5)
    event = Event.model_validate(event)
    assert facts_with(state.intervals, state.facts_at(now), now, event) is None


def test_a_later_event_changes_nothing_yet():
    state = InterviewState.from_events([INTERVIEW])
    now = after(state, 0)
    facts = state.facts_at(now)
    event = Event(event="thank-you-sent", at="2026-11-20")
    assert facts_with(state.intervals, facts, now, event) == facts


def test_a_date_beyond_the_known_years_is_an_error():
    state = InterviewState.from_events([INTERVIEW], country="US")
    now = after(state, 5)
    event = Event(event="decision-date-set", at=None, date="2199-01-01")
    with pytest.raises(CalendarError):
        facts_with(state.intervals, state.facts_at(now), now, event)


def test_a_round_called_off_before_it_does_not_double_the_count_of_questions():
    log = [
        {"at": "2026-11-19", "event": "interview-scheduled", "date": "2026-11-28"},
        {"at": "2026-11-20", "event": "follow-up-sent"},
        {"at": "2026-11-22", "event": "offer-withdrawn"},
    ]
    state = InterviewState.from_events(log)
    for days in (11, 14):
        facts = state.facts_at(after(state, days))
        assert facts[OFFSETS["follow_ups"]] == 1
