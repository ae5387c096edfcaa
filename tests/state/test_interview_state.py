"""States: accepted input, its validated form, and the separation of employers."""

from __future__ import annotations

from collections import ChainMap, UserDict
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType

import pytest
from pydantic import ValidationError

from interview_rules import Event, InterviewState, JobSearch, StateError, advise
from interview_rules.events.entries import Round
from interview_rules.facts.vocabulary import OFFSETS

NOON = 12 * 3600


def facts_at(state, day):
    return state.facts_at(state.calendar.starts[day] + NOON)


def test_a_script_may_write_two_dates():
    state = InterviewState.read({"interview": "2026-11-19", "decision_date": "2026-11-25"})
    assert [r.date.isoformat() for r in state.rounds] == ["2026-11-19"]
    assert [d.date.isoformat() for d in state.dates] == ["2026-11-25"]
    assert advise(state, "2026-11-20 12:00")["wait"].id == "wait"


def test_short_and_long_forms_say_the_same():
    short = InterviewState.read({"interview": "2026-11-19 15:00", "thank_you": "2026-11-20"})
    long = InterviewState.read(
        {"rounds": [{"date": "2026-11-19 15:00"}], "thank_yous": [{"at": "2026-11-20"}]}
    )
    assert short == long
    assert short.identity == long.identity


def test_a_short_form_takes_an_entry_or_a_list():
    state = InterviewState.read(
        {
            "interview": [{"date": "2026-11-05", "kind": "test"}, "2026-11-19"],
            "offer": {"at": "2026-11-20", "step": "verbal"},
        }
    )
    assert [r.kind for r in state.rounds] == ["test", "interview"]
    assert state.offers[0].step == "verbal"


def test_states_are_frozen_and_hashable():
    state = InterviewState.read({"interview": "2026-11-19", "facts": {"visa": True}})
    with pytest.raises(ValidationError):
        state.company = "Acme"
    assert len({state, InterviewState.read(state.model_dump_json())}) == 1


def test_with_events_adds_and_leaves_the_old_state_alone():
    state = InterviewState.read({"interview": "2026-11-19"})
    more = state.with_events({"at": "2026-11-20", "event": "rejection"})
    assert not state.events
    assert more.events == (Event(at="2026-11-20", event="rejection"),)
    assert "application-closed" in advise(more, "2026-11-21 12:00")


def test_a_log_becomes_a_snapshot_and_keeps_what_does_not_fit():
    state = InterviewState.from_events(
        [
            {"at": "2026-11-19", "event": "interview", "interviewers": ["Ms Okafor"]},
            {"at": "2026-11-19", "event": "decision-date-set", "date": "2026-11-25"},
            {"at": "2026-11-20", "event": "thank-you-sent", "contact": "Ms Okafor"},
            {"at": "2026-11-26", "event": "follow-up-sent", "employer": "Acme"},
            {"at": "2026-11-26", "event": "other-offer", "elsewhere": True},
        ],
        company="Acme",
    )
    snapshot = state.snapshot()
    assert snapshot.company == "Acme"
    assert snapshot.rounds[0].interviewers == ("Ms Okafor",)
    assert snapshot.dates[0].kind == "decision"
    assert snapshot.thank_yous[0].to == "Ms Okafor"
    assert [event.event for event in snapshot.events] == ["follow-up-sent"]
    assert [event.event for event in snapshot.elsewhere] == ["other-offer"]


def test_an_instant_without_a_zone_takes_the_zone_of_the_state():
    berlin = InterviewState.read({"interview": "2026-11-19 15:00", "timezone": "Europe/Berlin"})
    aware = InterviewState.read({"interview": "2026-11-19T14:00Z", "timezone": "Europe/Berlin"})
    moment = berlin.timeline.happenings[0].moment
    assert moment == aware.timeline.happenings[0].moment


def test_a_date_that_was_said_nobody_knows_when_is_known_all_along():
    state = InterviewState.read({"rounds": [{"date": "2026-11-19"}], "decision_date": "2026-11-25"})
    day = state.dates[0].date.toordinal()
    for now in (day - 30, day - 5, day + 5):
        assert facts_at(state, now)[OFFSETS["decision_date"] + 2] == day


def test_another_employers_rounds_and_dates_stay_apart():
    state = InterviewState.from_events(
        [
            {"at": "2026-11-19", "event": "interview", "elsewhere": True},
            {
                "at": "2026-11-19",
                "event": "decision-date-set",
                "date": "2026-11-25",
                "elsewhere": True,
            },
            {
                "at": "2026-11-19",
                "event": "interview-scheduled",
                "date": "2026-12-01",
                "elsewhere": True,
            },
        ]
    )
    facts = facts_at(state, state.events[0].at.toordinal() + 1)
    known = {name for name, place in OFFSETS.items() if facts[place] not in {0, 1 << 60}}
    assert known == {"other_interview", "other_interview_held"}


def test_a_round_has_a_place_or_a_link():
    link = "https://meet.example/abc"
    shown = {"date": "2026-11-25 15:00", "planned": True, "place": "Room 4", "link": link}
    (event,) = InterviewState.read({"rounds": [shown]}).log()
    assert (event.place, event.link) == ("Room 4", link)
    assert Round.of(event).model_dump(exclude_defaults=True)["link"] == link
    wrong = {"at": "2026-11-25", "event": "rejection", "place": "Room 4"}
    with pytest.raises(StateError) as error:
        InterviewState.read(
            {"rounds": [{**shown, "link": "javascript:alert(1)"}], "events": [wrong]}
        )
    assert str(error.value).split("\n") == [
        (
            "rounds[0].link: 'javascript:alert(1)' is not a web address (write it in full, for"
            " example, https://meet.example/abc, with ASCII characters only and without spaces)"
        ),
        (
            "events[0].place: rejection cannot have a place (remove place; only these events"
            " can have one: interview, phone-screen, test-taken, interview-scheduled)"
        ),
    ]


def test_years_without_known_holidays_are_a_problem_of_the_country():
    with pytest.raises(StateError) as error:
        InterviewState.read({"interview": "2199-11-19", "country": "US"})
    (problem,) = error.value.problems
    assert (problem.where, problem.code) == ("country", "no-holidays")
    assert problem.message.startswith("interview: business days from 2199 cannot be counted")


def test_events_can_be_imagined_one_by_one_before_the_facts_are_read():
    state = InterviewState.from_events([{"at": "2026-01-10", "event": "interview"}])
    first = datetime(2026, 1, 11, tzinfo=UTC)
    followed = [
        Event(event="follow-up-sent", at=first + timedelta(days=day)) for day in range(1_000)
    ]
    grown = state
    for event in followed:
        grown = grown.imagined(event)
    assert grown.intervals.values == state.imagined(*followed).intervals.values


def test_a_copy_with_other_fields_is_advised_on_as_it_is():
    state = InterviewState.from_events([{"at": "2026-11-19", "event": "interview"}])
    now = "2026-11-21 12:00"
    assert advise(state, now).to_json()  # everything that follows from the fields is known now
    refused = Event(at=date(2026, 11, 20), event="rejection")
    changes = {"events": (*state.events, refused), "timezone": "Asia/Tokyo"}
    for copied in (state.model_copy(update=changes), state.model_copy(update=changes, deep=True)):
        read = InterviewState.read(copied.model_dump_json())
        assert advise(copied, now).to_json() == advise(read, now).to_json()
    assert state.model_copy().intervals is state.intervals


@pytest.mark.parametrize("given", [MappingProxyType, UserDict, ChainMap])
def test_a_state_can_be_any_mapping(given):
    fields = {"interview": "2026-11-19", "thank_you": [given({"at": "2026-11-20"})]}
    state = InterviewState.read(given(fields))
    assert state.thank_yous[0].at == date(2026, 11, 20)
    search = {"applications": given({"A": given(fields)})}
    assert JobSearch.read(given(search)).applications["A"] == state
    assert JobSearch.read({"applications": [given(fields)]}).applications["application 1"] == state
    assert JobSearch.read({}).with_application("A", given(fields)).applications["A"] == state
