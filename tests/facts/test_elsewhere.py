"""Offers of other employers that many logs share."""

from __future__ import annotations

import pickle

import pytest

from interview_rules import Event, InterviewState
from interview_rules.errors import CalendarError
from interview_rules.facts.elsewhere import intervals_beside, intervals_elsewhere
from interview_rules.facts.folding import fold
from interview_rules.facts.timeline import Timeline
from interview_rules.facts.vocabulary import OFFSETS


def offer(employer, at, event="written-offer", **fields):
    return Event(event=event, at=at, employer=employer, elsewhere=True, **fields)


OFFERS = (
    offer("Ash", "2026-11-20"),
    offer("Birch", "2026-11-22"),
    offer("Birch", "2026-11-22", "offer-deadline", date="2026-11-30"),
    offer("Birch", "2026-11-26", "offer-declined"),
)
LOG = ({"event": "interview", "at": "2026-11-19"}, {"event": "follow-up-sent", "at": "2026-11-22"})


def beside(log, shared):
    state = InterviewState.from_events(log)
    events = (*shared.timeline.events, *state.events)
    return intervals_beside(Timeline(state.events, state.calendar), {}, shared, events)


@pytest.fixture
def shared():
    return intervals_elsewhere(OFFERS, InterviewState().calendar)


def test_two_logs_share_what_follows_from_the_offers(shared):
    one, other = beside(LOG, shared), beside(LOG[:1], shared)
    for found in (one, other):
        assert found.values[-len(shared.values) :] == shared.values
        assert found.values[-1] is shared.values[-1]
    at = one.calendar.starts[Timeline(OFFERS, one.calendar).happenings[1].day] + 3600
    assert fold(one, at)[OFFSETS["solid_offers"]] == 2
    assert fold(one, at)[OFFSETS["follow_ups"]] == 1
    assert fold(other, at)[OFFSETS["follow_ups"]] == 0


def test_each_period_of_the_offers_is_encoded_on_its_own(shared):
    sizes = [sum(map(len, shared.steps.at(point))) for point in shared.change_points]
    whole = len(shared.values) + len(shared.counts)
    assert max(sizes) < whole


def test_an_own_mention_of_another_offer_counts_among_the_offers(shared):
    own = {"event": "other-offer", "at": "2026-11-23"}
    found = beside([*LOG, own], shared)
    latest = [each for each in found.values if each.fact == "other_offer"][-1]
    assert latest.origin.event.event == "other-offer"


def test_events_at_the_same_moment_are_in_the_order_of_the_whole_log(shared):
    own = {"event": "written-offer", "at": "2026-11-20"}
    found = beside([own], shared).timeline
    whole = Timeline(found.events, found.calendar)
    assert found.happenings == whole.happenings
    assert found.happenings[0].event.employer != found.happenings[1].event.employer


def test_a_log_begins_with_the_first_event_of_either_part(shared):
    assert beside([], shared).timeline.begins == shared.timeline.begins
    assert beside(LOG, shared).timeline.begins < shared.timeline.begins
    assert InterviewState().timeline.begins is None


def test_an_event_can_be_added_to_the_whole_log(shared):
    timeline = beside(LOG, shared).timeline
    sent = Event(event="thank-you-sent", at="2026-11-21")
    whole = Timeline((*timeline.events, sent), timeline.calendar)
    found = timeline.with_event(sent)
    assert [h.event for h in found.happenings] == [h.event for h in whole.happenings]
    assert found.by_slot.keys() == whole.by_slot.keys()


def test_shared_intervals_can_be_pickled(shared):
    found = beside(LOG, shared)
    again = pickle.loads(pickle.dumps(found))
    for point in found.change_points:
        assert fold(again, point) == fold(found, point)


def test_years_without_calendar_data_are_refused():
    calendar = InterviewState(country="US").calendar
    with pytest.raises(CalendarError, match="written-offer: business days from 2190"):
        intervals_elsewhere((offer("Ash", "2190-01-01"),), calendar)
