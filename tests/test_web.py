"""The body of a response that refuses a request."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from pydantic import BaseModel, ValidationError

from interview_rules import (
    Advisor,
    InterviewState,
    JobSearch,
    PackError,
    RulePack,
    StateError,
    advise,
    answer,
    plan,
)
from interview_rules.web import error_body


class Body(BaseModel):
    """A typed body with a state and a search."""

    state: InterviewState
    search: JobSearch | None = None


WRONG = [
    {"interview": "soon"},
    {"follow_up": [{"at": "2026-11-25"}, {"at": "2026-11-26", "zz": 1}]},
    {"timezone": "Mars", "country": "XX"},
    {"country": "DE", "subdivision": "ZZ"},
    {"weekend": [0, 1, 2, 3, 4, 5, 6]},
    {"events": [{"event": "rejection"}], "replies": [{"at": "2026-11-25", "kind": "x"}]},
    {"rounds": 3, "facts": {"x": None}},
    {"interview": {"date": "2026-11-19 10:00", "end": "2026-11-19 09:00"}},
    {"schema_version": 99},
    {"meta": {"x": float("nan")}},
    [],
    None,
]


@pytest.mark.parametrize("data", WRONG, ids=map(str, WRONG))
def test_a_typed_body_has_the_same_problems_as_reading(data):
    with pytest.raises(StateError) as read:
        InterviewState.read(data)
    with pytest.raises(ValidationError) as typed:
        Body.model_validate({"state": data})
    expected = error_body(read.value, ("state",))
    assert error_body(typed.value) == expected
    with pytest.raises(ValidationError) as alone:
        InterviewState.model_validate(data)
    assert error_body(alone.value) == error_body(read.value, ())
    json.dumps(expected)
    json.dumps(json.loads(typed.value.json()))


@pytest.mark.parametrize("listed", [True, False])
def test_applications_of_a_typed_search_have_their_places(listed):
    one = {"company": "Acme", "interview": ["2026-11-19", "soon"]}
    search = {"applications": [one] if listed else {"Acme": one}}
    with pytest.raises(StateError) as read:
        JobSearch.read(search)
    with pytest.raises(ValidationError) as typed:
        Body.model_validate({"state": {}, "search": search})
    expected = error_body(read.value, ("search",))
    assert error_body(typed.value) == expected
    name = 0 if listed else "Acme"
    assert expected["detail"][0]["loc"] == ["search", "applications", name, "interview", 1]


CALLS = {
    "now": lambda: advise({}, "noon"),
    "a day as now": lambda: advise({}, "2026-11-24"),
    "until": lambda: plan({}, "2026-11-24 12:00", until="2026-11-20"),
    "assume": lambda: plan({}, assume="nothing"),
    "imagined advice": lambda: plan(
        {}, assume=[{"at": "2026-11-25", "event": "advice-done", "advice": "x"}]
    ),
    "holidays": lambda: advise({"country": "DE", "interview": "9000-01-01"}),
    "strict": lambda: Advisor(strict=True).advise({"facts": {"x": 1}}),
    "explain": lambda: Advisor().explain(JobSearch(), "wait"),
    "answers": lambda: answer({}, {"x": 1}),
    "no answers": lambda: answer({}, []),
    "application": lambda: answer(JobSearch(), {"x": {}}),
    "json": lambda: advise("{"),
    "keys": lambda: advise('{"interview": "2026-11-19", "interview": "2026-11-20"}'),
    "include": lambda: advise({}).record(include=["x"]),
    "alarms": lambda: advise({}).to_ics(alarms=["x"]),
    "no alarms": lambda: advise({}).to_ics(alarms="day before"),
    "previous": lambda: advise({}).to_ics(previous=b"x"),
    "colour": lambda: advise({}).to_feed(color="x"),
    "refresh": lambda: advise({}).to_feed(refresh=timedelta(0)),
    "undo": lambda: InterviewState.read({}).without("x"),
    "log": lambda: InterviewState.from_events("x"),
    "own fact": lambda: Advisor(
        RulePack.from_text("pack: m\nfacts: {a: {type: flag, doc: A.}}\n")
    ).advise({"facts": {"a": "x"}}),
}


@pytest.mark.parametrize("call", CALLS)
def test_every_problem_of_a_call_has_a_code(call):
    with pytest.raises(StateError) as error:
        CALLS[call]()
    assert all(problem.code for problem in error.value.problems)
    for problem in error_body(error.value)["detail"]:
        assert problem["type"]
        assert problem["loc"][0] == "body"


def test_problems_of_a_pack_have_their_position():
    with pytest.raises(PackError) as error:
        RulePack.from_text("pack: m\ncolor: red\n", "mine.yaml")
    (problem,) = error_body(error.value)["detail"]
    assert (problem["file"], problem["line"], problem["column"]) == ("mine.yaml", 2, 1)


def test_any_other_error_is_a_mistake_of_the_program():
    with pytest.raises(TypeError):
        error_body(KeyError("x"))
