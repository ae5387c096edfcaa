"""The published JSON Schemas: up to date, and consistent with input and output."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from interview_rules import InterviewState, JobSearch, RulePack, StateError, advise, explain, plan
from interview_rules.events.snapshot import SHORTHANDS
from interview_rules.schemas.registry import (
    FOLDER,
    SCHEMAS,
    SchemaName,
    publish,
    published,
    schema_of,
    text_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

STATES: list[dict[str, Any]] = [
    {},
    {"interview": "2026-11-19", "decision_date": "2026-11-25"},
    {
        "timezone": "America/New_York",
        "country": "US",
        "subdivision": "NY",
        "company": "Harbor & Finch",
        "rounds": [{"date": "2026-11-19 14:00", "end": "2026-11-19T15:00", "interviewers": ["A"]}],
        "thank_yous": [{"at": "2026-11-19T18:30:00-05:00", "channel": "e-mail", "role": "hr"}],
        "dates": [{"date": "2026-11-25", "earliest": "2026-11-23", "asked": True}],
    },
    {
        "free_days": ["2026-11-26"],
        "weekend": [4, 5],
        "offers": [{"at": "2026-11-20", "step": "verbal"}],
        "offer_deadline": {"date": "2026-12-01T12:00Z", "said_on": "2026-11-20"},
        "internal_candidate": True,
        "hr_reachable": False,
        "intermediary": "agency",
    },
    {
        "events": [
            {"at": "2026-11-19", "event": "interview"},
            {"at": None, "event": "decision-date-set", "date": "2026-11-25"},
            {"at": "2026-11-27T09:00", "event": "Follow up sent", "contact": "B"},
        ],
        "elsewhere": [{"at": "2026-11-27", "event": "written-offer", "employer": "C"}],
    },
    {"follow_up": ["2026-11-20", {"at": "2026-11-21", "to": "D"}], "rejection": "2026-11-30"},
]


@cache
def validator(name: SchemaName) -> Draft202012Validator:
    return Draft202012Validator(schema_of(name))


SLOW = ("pack", "tests")
"""Schemas with the names of a whole pack, which take seconds to check."""


@pytest.mark.parametrize(
    "name", [pytest.param(n, marks=pytest.mark.slow if n in SLOW else ()) for n in SCHEMAS]
)
def test_each_is_a_schema_with_its_name(name: SchemaName) -> None:
    schema = schema_of(name)
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"urn:interview-rules:schema:{name}"
    assert schema["title"]
    assert schema["description"]


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_published_file_is_up_to_date(name: SchemaName) -> None:
    text = published(name).read_text(encoding="utf-8")
    assert text == text_of(name), "run: python -m interview_rules.schemas"


def test_publishing_writes_what_is_in_the_package(tmp_path: Path) -> None:
    publish(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {path.name for path in FOLDER.iterdir()}
    for name in SCHEMAS:
        assert published(name, tmp_path).read_bytes() == published(name).read_bytes()


@pytest.mark.parametrize("data", STATES)
def test_written_states_match_the_schema(data: dict[str, Any]) -> None:
    state = InterviewState.read(data)
    for written in (state, state.snapshot(), InterviewState(events=state.log())):
        for unset in (False, True):
            said = json.loads(written.model_dump_json(exclude_unset=unset))
            validator("state").validate(said)
            assert InterviewState.read(said) == written
        validator("events").validate(json.loads(written.model_dump_json())["events"])


@pytest.mark.parametrize("now", ["2026-11-18 08:00", "2026-11-20 12:00", "2026-12-05 09:30"])
@pytest.mark.parametrize("data", STATES)
def test_written_reports_match_the_schema(data: dict[str, Any], now: str) -> None:
    validator("report").validate(json.loads(advise(data, now=now).to_json()))


SEARCH = {
    "timezone": "Europe/Berlin",
    "activities": [{"at": "2026-11-18", "kind": "boards"}],
    "applications": {"Acme": STATES[1], "Birch": STATES[-1]},
}


@pytest.mark.parametrize("assume", ["silence", "follow advice"])
@pytest.mark.parametrize("data", STATES)
def test_written_plans_match_the_schema(data: dict[str, Any], assume: str) -> None:
    made = plan(data, now="2026-11-20 12:00", assume=assume)
    validator("plan").validate(json.loads(made.to_json()))


@pytest.mark.parametrize("rule", ["follow-up", "contact-hr", "wait", "told-no"])
@pytest.mark.parametrize("data", STATES)
def test_written_explanations_match_the_schema(data: dict[str, Any], rule: str) -> None:
    why = explain(data, rule, now="2026-11-20 12:00")
    validator("explanation").validate(json.loads(why.to_json()))


def test_a_search_and_what_is_given_back_are_what_the_schemas_say() -> None:
    validator("search").validate(SEARCH)
    search = JobSearch.read(SEARCH)
    validator("search").validate(json.loads(search.model_dump_json()))
    report = advise(search, now="2026-11-20 12:00")
    validator("search-report").validate(json.loads(report.to_json()))
    made = plan(search, now="2026-11-20 12:00")
    validator("search-plan").validate(json.loads(made.to_json()))
    assert not validator("search").is_valid({**SEARCH, "colour": "red"})


def test_applications_have_names_or_are_a_list() -> None:
    for given in ({}, {"A": {}}, [], [{}, {"company": "B"}]):
        validator("search").validate({"applications": given})
        JobSearch.read({"applications": given})
    for wrong in (None, "", 0, False, [1], {"A": []}, {"": {}}, [{}] * 5_001):
        assert not validator("search").is_valid({"applications": wrong})
        with pytest.raises(StateError):
            JobSearch.read({"applications": wrong})


def test_every_shorthand_is_in_the_schema_and_read() -> None:
    properties = schema_of("state")["properties"]
    for short in SHORTHANDS:
        assert short in properties
        for value in ("2026-11-19", ["2026-11-19", "2026-11-20"], None):
            # A date alone does not determine the step of an offer.
            if short == "offer" and value is not None:
                assert not validator("state").is_valid({short: value})
                continue
            validator("state").validate({short: value})
            InterviewState.read({short: value})
        entry = {"date": "2026-11-19"} if SHORTHANDS[short][1] == "date" else {"at": "2026-11-19"}
        if short == "offer":
            entry["step"] = "verbal"
        for full in (entry, [entry]):
            validator("state").validate({short: full})
            InterviewState.read({short: full})


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("state", {"interview": 20261119}),
        ("state", {"dates": [{"date": 20261125}]}),
        ("state", {"dates": [{"date": "soon"}]}),
        ("state", {"colour": "red"}),
        ("state", {"rounds": [{"date": "2026-11-19", "colour": "red"}]}),
        ("state", {"rounds": {"date": "2026-11-19"}}),
        ("state", {"events": [{"at": "2026-11-19", "event": "lunch"}]}),
        ("state", {"weekend": [7]}),
        ("state", {"free_days": ["2026-11-26 12:00"]}),
        ("state", {"company": ""}),
        ("state", {"other_applications": -1}),
        ("state", []),
        ("events", {}),
        ("events", [{"at": "2026-11-19", "event": "lunch"}]),
        ("events", [{"at": 5, "event": "interview"}]),
        ("events", [{"event": "interview"}]),
        ("events", [{"at": "2026-11-19", "event": "interview", "colour": "red"}]),
        ("events", [{"at": "2026-11-19", "event": "interview"}] * 1001),
    ],
)
def test_invalid_input_is_refused_by_schema_and_library(name: SchemaName, data: Any) -> None:
    assert not validator(name).is_valid(data)
    with pytest.raises(StateError):
        InterviewState.read(data if name == "state" else {"events": data})


@pytest.mark.parametrize(
    ("field", "value"), [("now", 5), ("advice", {}), ("next_change", "later"), ("colour", "red")]
)
def test_invalid_reports_are_refused(field: str, value: object) -> None:
    report = json.loads(advise(STATES[1], now="2026-11-20 12:00").to_json())
    checker = Draft202012Validator(
        schema_of("report"), format_checker=Draft202012Validator.FORMAT_CHECKER
    )
    assert checker.is_valid(report)
    if field == "next_change":
        # Formats are checked only if their package is installed.
        value = 5
    assert not checker.is_valid(report | {field: value})


def test_an_unknown_schema_is_refused() -> None:
    with pytest.raises(StateError, match=r"unknown schema 'stat' \(did you mean state\?\)"):
        schema_of("stat")  # type: ignore[arg-type]


def test_with_a_pack_the_inputs_allow_its_facts_and_events_and_no_others(tmp_path):
    path = tmp_path / "flats.yaml"
    path.write_text(
        "pack: flats\n"
        "facts:\n  viewing: {type: moment, doc: The viewing.}\n  rooms: {type: count, doc: Rooms.}\n"
        "events:\n  flat.viewed: {doc: You saw the flat., by: you, sets: {viewing: at}}\n"
        "rules:\n  - id: seen\n    when: viewing is known and rooms >= 2\n    conclude: looked\n"
        "    source: Our own practice.\n"
    )
    pack = RulePack.load(path)
    known = {"at": "2026-11-20", "event": "flat.viewed"}
    unknown = {"at": "2026-11-20", "event": "flat.painted"}
    shapes: dict[SchemaName, Callable[[Any, Any], Any]] = {
        "events": lambda event, _facts: [event],
        "state": lambda event, facts: {"events": [event], "facts": facts},
        "search": lambda event, facts: {"applications": {"A": {"events": [event], "facts": facts}}},
    }
    for name, shaped in shapes.items():
        checked = Draft202012Validator(schema_of(name, pack))
        assert checked.is_valid(shaped(known, {"rooms": 3}))
        assert not checked.is_valid(shaped(unknown, {"rooms": 3}))
        assert Draft202012Validator(schema_of(name)).is_valid(shaped(unknown, {"rooms": 3}))
        if name != "events":
            assert not checked.is_valid(shaped(known, {"windows": 3}))
            assert not checked.is_valid(shaped(known, {"rooms": "many"}))
