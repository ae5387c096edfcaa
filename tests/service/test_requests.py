"""Requests read from JSON: everything that is wrong is told at once, each problem with its place."""

from __future__ import annotations

import json

import pytest

from interview_rules import Advisor, Event, InterviewState, JobSearch, StateError
from interview_rules.service.operations import OPERATIONS, perform
from interview_rules.service.reading import read_request
from interview_rules.service.requests import (
    MOST_TEXT,
    AdviseRequest,
    AnswerRequest,
    CheckRequest,
    IcsRequest,
    PlanRequest,
    SearchAdviseRequest,
)

STATE = {"interview": "2026-11-19", "country": "US"}


def problems(model, asked):
    """Return the places and messages of what is wrong with a request."""
    body = asked if isinstance(asked, bytes) else json.dumps(asked)
    with pytest.raises(StateError) as error:
        read_request(model, body)
    return [(problem.where, problem.message) for problem in error.value.problems]


def test_a_request_has_a_state_and_what_else_the_call_takes():
    asked = {"state": STATE, "now": "2026-11-20 12:00", "include": ["drafts"]}
    read = read_request(AdviseRequest, json.dumps(asked))
    assert read.state == InterviewState.read(STATE)
    assert (read.now, read.include) == ("2026-11-20 12:00", ("drafts",))


def test_all_problems_are_told_at_once():
    asked = {
        "state": {"rounds": [{"date": "2026-11-31"}], "timezone": "Europe/Berln"},
        "nwo": "2026-11-20 12:00",
        "include": ["draft"],
    }
    assert problems(AdviseRequest, asked) == [
        ("state.rounds[0].date", "invalid date 2026-11-31"),
        ("state.timezone", "unknown time zone 'Europe/Berln'"),
        ("include[0]", "unknown part 'draft'"),
        ("nwo", "unknown field 'nwo'"),
    ]


OFFER = {"at": "2026-11-20", "event": "other-offer"}


@pytest.mark.parametrize(
    "state",
    [
        InterviewState.read({"interview": "2026-11-19"}).model_dump(mode="json"),
        {"interview": "2026-11-19", "elsewhere": [OFFER]},
    ],
)
def test_every_field_of_a_state_can_be_sent(state):
    request = read_request(AdviseRequest, json.dumps({"state": state}))
    assert request.state == InterviewState.read(state)


@pytest.mark.parametrize(
    "state",
    [
        {"elsewhere": [{**OFFER, "elsewhere": "yes"}]},
        {"events": [{**OFFER, "elsewhere": []}]},
        {"contact_known": "yes"},
        {"contact_known": []},
    ],
)
def test_a_flag_is_true_or_false_wherever_it_stands(state):
    with pytest.raises(StateError, match="expected true or false"):
        read_request(AdviseRequest, json.dumps({"state": state}))


def test_an_application_is_named_by_its_place():
    asked = {"search": {"applications": {"Birch": {"interview": "2026-14-19"}}}}
    assert problems(SearchAdviseRequest, asked) == [
        ("search.applications.Birch.interview", "invalid month 14 in '2026-14-19'")
    ]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", "the JSON text is empty"),
        (b"{", "line 1, column 2: not valid JSON"),
        (b"\xff", "byte 1 is not UTF-8"),
        (b"[" * 100_000, "not valid JSON: nested too deeply"),
        (b'{"state": {}, "now": NaN}', "line 1, column 22: not valid JSON: NaN"),
        (b"[]", "a request must be a JSON object"),
        (b'"state"', "a request must be a JSON object"),
        (b'{"state": {}, "state": {}}', "duplicate key 'state'"),
        (b'{"state": {"interview": "2026-11-19", "interview": null}}', "duplicate key 'interview'"),
        (b'{"now": null}', "this field is required"),
        (b'{"state": "{}"}', "a state must be a mapping"),
    ],
)
def test_what_is_no_request_is_refused(body, message):
    (_where, said), *_others = problems(AdviseRequest, body)
    assert said.startswith(message)


@pytest.mark.parametrize(
    ("model", "asked", "where"),
    [
        (AdviseRequest, {"state": {"contact_known": "yes"}}, "state.contact_known"),
        (AdviseRequest, {"state": {"rounds": [{"planned": 1}]}}, "state.rounds[0].planned"),
        (AdviseRequest, {"state": {"weekend": ["5"]}}, "state.weekend[0]"),
        (AdviseRequest, {"state": {}, "now": 3}, "now"),
        (IcsRequest, {"state": {}, "todos": 0}, "todos"),
        (IcsRequest, {"state": {}, "alarms": 1}, "alarms"),
        (IcsRequest, {"state": {}, "alarms": [1]}, "alarms[0]"),
        (PlanRequest, {"state": {}, "assume": {"event": "call-missed", "message": 0}}, "assume.message"),
    ],
)  # fmt: skip
def test_a_value_has_the_type_that_the_schema_names(model, asked, where):
    assert [place for place, _message in problems(model, asked)].count(where) == 1


def test_a_value_of_the_wrong_type_is_reported_once():
    wrong = {"state": {"weekend": ["Sat"], "contact_known": "perhaps"}}
    places = [place for place, _message in problems(AdviseRequest, wrong)]
    assert sorted(places) == ["state.contact_known", "state.weekend[0]"]


def test_what_an_app_stores_in_a_state_is_not_looked_at():
    asked = {"state": {"meta": {"planned": 1}, "facts": {"asked": "3"}}, "answers": {"message": 1}}
    assert read_request(AnswerRequest, json.dumps(asked)).answers == {"message": 1}
    search = {"applications": {"asked": STATE, "message": {"skip_questions": {"asked": "x"}}}}
    read = read_request(SearchAdviseRequest, json.dumps({"search": search}))
    assert [*read.search.applications] == ["asked", "message"]


def test_what_is_assumed_is_a_word_an_event_or_a_list():
    def scenario(assume):
        return read_request(PlanRequest, json.dumps({"state": {}, "assume": assume})).scenario

    reply = {"event": "reply-received", "at": "2026-12-01"}
    assert scenario("silence") == "silence"
    assert scenario(reply) == [Event.model_validate(reply)]
    assert scenario(["follow advice", reply]) == ["follow advice", Event.model_validate(reply)]
    assert problems(PlanRequest, {"state": {}, "assume": ["follow", {"event": "reply"}]}) == [
        ("assume[0]", "unknown assumption 'follow'"),
        ("assume[1].at", "this field is required"),
        ("assume[1].event", "unknown event 'reply'"),
    ]


def test_texts_have_a_bound():
    assert problems(CheckRequest, {"pack": "x" * (MOST_TEXT + 1)})[0][0] == "pack"


def test_an_imagined_event_of_a_search_can_name_its_application():
    search = {"applications": {"One": STATE, "Two": {"interview": "2026-11-19"}}}
    refusal = {"event": "rejection", "at": "2026-12-01", "application": "One"}

    def planned(assume):
        asked = {"search": search, "now": "2026-11-30 09:00", "assume": assume}
        return perform(OPERATIONS["search/plan"], Advisor(), json.dumps(asked))

    direct = Advisor().plan(JobSearch.read(search), "2026-11-30 09:00", assume=refusal)
    assert planned(refusal) == planned([refusal]) == direct.to_json().encode()
    assert planned({"event": "networking-attended", "at": "2026-12-01"}) != planned("silence")
    with pytest.raises(StateError) as caught:
        planned(refusal | {"application": "Three"})
    assert str(caught.value.problems[0]).startswith("assume.application: unknown application")


@pytest.mark.parametrize(
    ("name", "asked", "said"),
    [
        (
            "test",
            {"pack": "pack: x"},
            'tests: this field is required (add it, for example, "tests": "tests: [...]")',
        ),
        (
            "ics",
            {"state": STATE, "alarms": ["day before", 5]},
            'alarms[1]: expected text, not 5 (write, for example, "day before")',
        ),
        (
            "plan",
            {
                "state": STATE,
                "assume": {"at": "2026-12-01", "event": "advice-done", "advice": "zz"},
            },
            "assume.advice: unknown advice 'zz' (choose an id from the list of rules)",
        ),
    ],
)
def test_hints_can_be_followed_in_a_request(name, asked, said):
    with pytest.raises(StateError) as caught:
        perform(OPERATIONS[name], Advisor(), json.dumps(asked))
    assert [str(problem) for problem in caught.value.problems] == [said]
