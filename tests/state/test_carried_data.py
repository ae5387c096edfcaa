"""What an app stores beside states and events, repeated events, and undoing."""

from __future__ import annotations

import pytest
from drawn import logs
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from interview_rules import Event, InterviewState, JobSearch, StateError, advise, plan
from interview_rules.evaluation.fact_values import fact_value

NOW = "2026-11-28 12:00"
META = {"source": "mail 17", "seen": [1, 2.5, None, {"deep": True}]}
STATE = {
    "$schema": "https://example.org/state.json",
    "id": "a-17",
    "meta": META,
    "interview": {"date": "2026-11-19", "id": "r-1", "meta": META},
    "follow_up": {"at": "2026-11-25", "id": "f-1", "meta": {"by": "app"}},
    "events": [{"at": "2026-11-26", "event": "auto-reply-received", "id": "e-1", "meta": META}],
}


def test_what_an_app_stores_is_carried_along_untouched():
    state = InterviewState.read(STATE)
    for kept in (
        state,
        InterviewState.read(state.model_dump_json()),
        state.snapshot(),
        state.with_events({"at": "2026-11-27", "event": "reply-received"}),
        InterviewState.read({**STATE, "schema_version": 1}),
    ):
        assert (kept.schema_, kept.id, kept.meta) == (STATE["$schema"], "a-17", META)
        assert {event.id: event.meta for event in kept.log() if event.id} == {
            "r-1": META,
            "f-1": {"by": "app"},
            "e-1": META,
        }
    assert state.model_dump()["$schema"] == STATE["$schema"]
    assert "$schema" not in InterviewState.read({}).model_dump_json()


def test_it_changes_no_advice():
    plain = {key: value for key, value in STATE.items() if key not in {"$schema", "id", "meta"}}
    plain["interview"] = "2026-11-19"
    plain["follow_up"] = "2026-11-25"
    plain["events"] = [{"at": "2026-11-26", "event": "auto-reply-received"}]
    assert advise(STATE, NOW).says() == advise(plain, NOW).says()
    assert len(plan(STATE, NOW)) == len(plan(plain, NOW))


def test_a_search_and_its_applications_carry_their_own():
    search = JobSearch.read({"$schema": "s", "id": 17 * "x", "meta": META, "applications": [STATE]})
    again = JobSearch.read(search.model_dump_json())
    assert again == search
    assert (again.schema_, again.meta) == ("s", META)
    (state,) = again.applications.values()
    assert state.id == "a-17"
    assert hash(state) == hash(InterviewState.read(STATE))


@pytest.mark.parametrize(
    ("meta", "said"),
    [
        (
            {"x": [1, {"y": float("nan")}]},
            "meta.x[1].y: JSON cannot hold the number NaN (replace or remove it)",
        ),
        ({"x": float("-inf")}, "meta.x: JSON cannot hold the number -inf"),
        (
            {"x": "a\ud800"},
            "meta.x: character 2 of this text, '\\ud800', is a lone surrogate, which JSON cannot hold",
        ),
        ({"x": {"\ud800": 1}}, "meta.x: character 1 of this text, '\\ud800', is a lone surrogate"),
        (
            {"x": "y" * 20_000},
            (
                "meta may have at most 20,000 characters as JSON, but has 20,009"
                " (store the data elsewhere, and only a reference to it here)"
            ),
        ),
        (
            {"x": 10**5_000},
            "this data holds a number that is too long for JSON (replace or remove it)",
        ),
        ([1], "expected a mapping of fields, not a list"),
        (5, "expected a mapping of fields, not 5"),
        ({"x": {1, 2}}, "x: JSON cannot hold a set (pass a list)"),
    ],
)
def test_data_that_json_cannot_hold_is_refused(meta, said):
    for data in ({"meta": meta}, {"events": [{"at": "2026-11-19", "event": "interview"}]}):
        if "events" in data:
            data["events"][0]["meta"] = meta
        with pytest.raises(StateError) as error:
            InterviewState.read(data)
        assert error.value.problems[0].where.endswith("meta") or "meta" in str(error.value)
        assert said in str(error.value)


def test_data_may_have_as_many_characters_as_the_limit_says():
    longest = {"x": "ü" * (20_000 - len('{"x": ""}'))}
    assert InterviewState.read({"meta": longest}).meta == longest


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"meta": {"x": float("nan")}}, "JSON cannot hold the number NaN"),
        ({"zone": "Nowhere"}, "unknown time zone 'Nowhere'"),
    ],
)
def test_models_say_the_same_to_those_who_use_them_without_a_state(fields, message):
    with pytest.raises(ValidationError) as caught:
        Event(event="interview", at="2026-11-19", **fields)
    (error,) = caught.value.errors()
    assert error["msg"] == message


def test_meta_is_a_copy():
    meta = {"list": [1]}
    state = InterviewState.read({"meta": meta})
    meta["list"].append(2)
    assert state.meta == {"list": [1]}


SENT = {"at": "2026-11-25", "event": "follow-up-sent"}
LOG = [
    {"at": "2026-11-19", "event": "interview"},
    SENT,
]


def test_the_same_event_twice_counts_once():
    once = InterviewState.from_events(LOG)
    twice = once.with_events(SENT)
    assert len(twice.events) == 3
    assert advise(twice, NOW).facts == advise(once, NOW).facts
    with_other_data = once.with_events({**SENT, "meta": {"click": 2}})
    assert advise(with_other_data, NOW).facts == advise(once, NOW).facts
    both_ways = InterviewState.read({"interview": "2026-11-19", "follow_up": "2026-11-25"})
    assert advise(both_ways.with_events(SENT), NOW).facts == advise(both_ways, NOW).facts


def test_two_events_with_their_own_ids_or_hours_are_two():
    once = advise(InterviewState.from_events(LOG), NOW).evaluation
    ids = InterviewState.from_events([LOG[0], {**SENT, "id": "1"}, {**SENT, "id": "2"}])
    hours = [{**SENT, "at": f"2026-11-25 {hour}:00"} for hour in ("09", "15")]
    for state in (ids, InterviewState.from_events([LOG[0], *hours])):
        two = advise(state, NOW).evaluation
        assert fact_value(once, "unanswered_follow_ups").value == 1
        assert fact_value(two, "unanswered_follow_ups").value == 2


def test_cancelling_twice_cancels_one_round():
    rounds = [
        {"at": "2026-11-10", "event": "interview-scheduled", "date": day}
        for day in ("2026-12-02", "2026-12-09")
    ]
    off = {"at": "2026-11-20", "event": "interview-cancelled"}
    once = advise(InterviewState.from_events([*rounds, off]), NOW)
    twice = advise(InterviewState.from_events([*rounds, off, off]), NOW)
    assert once.facts == twice.facts
    assert fact_value(once.evaluation, "upcoming_interview").day.isoformat() == "2026-12-09"


@given(logs, st.data())
def test_repeating_any_event_changes_no_advice(log, data):
    state = InterviewState.from_events(log)
    repeated = state.with_events(data.draw(st.sampled_from(log))) if log else state
    assert advise(repeated, NOW).facts == advise(state, NOW).facts
    assert advise(repeated, NOW).says() == advise(state, NOW).says()


def test_a_step_can_be_undone():
    state = InterviewState.read({"interview": "2026-11-19", "decision_date": "2026-11-23"})
    done = advise(state, NOW)["follow-up"].done()
    assert "follow-up" not in advise(done, NOW)
    undone = done.without(done.events[-1])
    assert undone == state
    doubled = done.with_events(done.events[-1])
    assert doubled.without(done.events[-1]) == state
    by_id = InterviewState.read(STATE).without("e-1", "f-1")
    assert not by_id.events
    assert not by_id.follow_ups
    assert by_id.rounds


def test_what_is_not_there_cannot_be_undone():
    state = InterviewState.from_events(LOG)
    other = InterviewState.from_events([{"at": "2026-11-25", "event": "rejection"}]).events[0]
    with pytest.raises(StateError) as error:
        state.without("e-9", other)
    assert [problem.message for problem in error.value.problems] == [
        "there is no event with the id 'e-9' to remove",
        "there is no such rejection event to remove",
    ]


def nested(levels):
    data = 1
    for level in range(levels):
        data = {"x": data} if level % 2 or level == levels - 1 else [data]
    return data


def test_data_can_be_nested_only_so_deeply_that_every_reader_reads_it_back():
    state = InterviewState.read({"meta": nested(20)})
    assert InterviewState.read(state.model_dump_json()) == state
    for levels in (21, 300, 50_000):
        with pytest.raises(StateError) as error:
            InterviewState.read({"meta": nested(levels)})
        (problem,) = error.value.problems
        assert (problem.where, problem.code) == ("meta", "invalid-value")
        assert problem.message == "meta is nested more than 20 levels deep"
        assert problem.hint == "use fewer levels, or store the data as text"


def test_the_version_of_a_schema_is_a_number():
    with pytest.raises(StateError) as error:
        InterviewState.read({"schema_version": "1"})
    assert error.value.problems[0].where == "schema_version"
    assert InterviewState.read('{"schema_version": 1}').schema_version == 2


def test_a_step_of_a_search_can_be_undone():
    search = JobSearch.read({"applications": {"Acme": {"interview": "2026-11-10"}}})
    report = advise(search, NOW)
    item = next(item for item in report if not item.application)
    done = report.done(item)
    assert done.without(done.events[-1]) == search
    with pytest.raises(StateError, match="there is no event with the id 'x' to remove"):
        done.without("x")


@pytest.mark.parametrize("what", [{"event": "interview"}, None, [LOG[0]]])
def test_only_events_and_ids_can_be_undone(what):
    state = InterviewState.from_events(LOG)
    with pytest.raises(StateError) as caught:
        state.without(what)
    (problem,) = caught.value.problems
    assert problem.message.startswith("expected an event or an id, not")
