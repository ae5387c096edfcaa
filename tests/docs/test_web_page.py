"""The recipes for web services run as they stand, and refuse with one and the same body."""

from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType

import pytest

from interview_rules import InterviewState, ReportRecord, advise

PAGE = Path(__file__).parent.parent.parent / "docs" / "embedding" / "web.md"
STATE = {"interview": "2026-11-19 10:00", "decision_date": "2026-11-23", "country": "DE"}
NOW = "2026-11-24 12:00"


def recipe(name):
    """Return a module with the code of one recipe."""
    section = PAGE.read_text(encoding="utf-8").split(f"## {name}\n")[1]
    match = re.search(r"```python\n(.*?)```", section, re.DOTALL)
    module = ModuleType(name.lower())
    code = compile(match[1], str(PAGE), "exec", dont_inherit=True)
    exec(code, module.__dict__)  # noqa: S102  # our own page
    return module


@pytest.fixture(scope="module", params=["FastAPI", "Litestar"])
def client(request):
    pytest.importorskip("httpx2")
    if request.param == "FastAPI":
        from fastapi.testclient import TestClient
    pytest.importorskip(request.param.lower())
    if request.param == "Litestar":
        from litestar.testing import TestClient
    with TestClient(recipe(request.param).app) as found:
        yield found


def post(client, state, now=NOW):
    return client.post("/advice", json=state, params={"now": now})


def test_the_answer_is_that_of_a_direct_call(client):
    response = post(client, STATE)
    assert response.status_code == 200
    assert ReportRecord.model_validate_json(response.content) == advise(STATE, NOW).record()


WRONG = {
    "a field": ({"decison_date": "2026-11-23"}, NOW, ["decison_date"], "unknown-field"),
    "a day": ({"interview": "2026-11-31"}, NOW, ["interview"], "invalid-moment"),
    "an entry of a shorthand": (
        {"interview": ["2026-11-19", "soon"]},
        NOW,
        ["interview", 1],
        "invalid-moment",
    ),
    "an event": (
        {"events": [{"at": "2026-11-19", "event": "intervew"}]},
        NOW,
        ["events", 0, "event"],
        "invalid-value",
    ),
    "a zone": ({"timezone": "Europe/Berln"}, NOW, ["timezone"], "unknown-timezone"),
    "a country": ({"country": "XX"}, NOW, ["country"], "unknown-country"),
    "now": ({}, "noon", ["now"], "invalid-moment"),
    "a day as now": ({}, "2026-11-24", ["now"], "invalid-moment"),
    "a fact": ({"facts": {"x": [1]}}, NOW, ["facts", "x"], "wrong-type"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_said_with_its_place_and_code(client, case):
    state, now, place, code = WRONG[case]
    response = post(client, state, now)
    assert response.status_code == 422
    first = response.json()["detail"][0]
    assert first["loc"] == ["body", *place]
    assert first["type"] == code
    assert first["msg"]
    assert first["hint"]
    assert "input" not in first


def test_a_body_that_is_no_json_is_refused(client):
    response = client.post("/advice", content=b"{", headers={"content-type": "application/json"})
    assert 400 <= response.status_code < 500


def test_answers_are_posted_to_the_first_recipe():
    pytest.importorskip("fastapi")
    from fastapi.testclient import TestClient

    with TestClient(recipe("FastAPI").app) as client:
        body = {"state": {"interview": "2026-11-19"}, "answers": {"decision_date": "2026-11-27"}}
        response = client.post("/answers", json=body, params={"now": NOW})
        assert response.status_code == 200
        state = InterviewState.read(response.content)
        assert "wait" in advise(state, NOW)
        body["answers"] = {"decision_date": "2026-11-01"}
        refused = client.post("/answers", json=body, params={"now": NOW}).json()["detail"]
        assert (refused[0]["loc"], refused[0]["type"]) == (
            ["body", "decision_date"],
            "invalid-answer",
        )
        body["state"] = {"interview": "soon"}
        refused = client.post("/answers", json=body, params={"now": NOW}).json()["detail"]
        assert refused[0]["loc"] == ["body", "state", "interview"]
