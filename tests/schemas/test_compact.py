"""The short schema of a state: small, complete, and a part of what the library reads."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from profiles import scaled

from interview_rules import InterviewState, RulePack, advise
from interview_rules.events.event import (
    EVENTS,
    NEEDS_DATE,
    OF_ADVICE,
    ROUNDS,
    UNDATED_SAYING,
    Event,
)
from interview_rules.schemas.registry import published, schema_of

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME = st.sampled_from(["Ms. Okafor", "Birch Logistics"])
MOMENT = st.sampled_from(["2026-11-19", "2026-11-19 15:00", "2026-11-25T12:00:00+01:00"])
ZONE = st.sampled_from(["Europe/Berlin", "America/New_York"])


@cache
def schema() -> dict[str, Any]:
    return schema_of("state-compact")


@cache
def of_event() -> dict[str, Any]:
    found: dict[str, Any] = schema()["properties"]["events"]["items"]["properties"]
    return found


@cache
def validator() -> Draft202012Validator:
    return Draft202012Validator(schema())


def parts(part: Any) -> Iterator[dict[str, Any]]:
    if isinstance(part, dict):
        yield part
        for inner in part.values():
            yield from parts(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from parts(inner)


def test_it_is_short() -> None:
    assert published("state-compact").stat().st_size <= 12_000
    left_out = ("pattern", "default", "anyOf", "$ref", "maxLength")
    for part in parts(schema()):
        assert not any(key in part for key in left_out)
        assert part is schema() or not isinstance(part.get("title"), str)


def test_only_the_moment_of_an_event_can_be_null() -> None:
    found = [part for part in parts(schema()) if "null" in part.get("type", ())]
    assert found == [of_event()["at"]]


def test_every_event_has_its_meaning() -> None:
    event = of_event()["event"]
    assert event["enum"] == list(EVENTS)
    lines = event["description"].splitlines()
    assert lines == [f"{name}: {meaning}" for name, meaning in EVENTS.items()]
    for name in NEEDS_DATE:
        assert name in of_event()["date"]["description"]
    # The text on `at` names these events, and the rest as those that require a date.
    assert NEEDS_DATE <= UNDATED_SAYING
    for name in UNDATED_SAYING - NEEDS_DATE:
        assert name in of_event()["at"]["description"]


def test_it_has_every_field_that_a_model_can_know() -> None:
    assert of_event().keys() == Event.model_fields.keys() - {"id", "meta"}
    assert schema()["properties"].keys() == {
        *("company", "position", "interviewer", "candidate"),
        *("timezone", "country", "subdivision", "free_days", "weekend"),
        *("intermediary", "employer_kind", "internal_candidate", "hr_reachable", "contact_known"),
        *("other_applications", "skip_questions", "events"),
    }
    for each in (*of_event().values(), *schema()["properties"].values()):
        assert each["description"].endswith(".")
        assert "null" not in each["description"] or each is of_event()["at"]


def test_the_example_fits_is_read_and_leads_to_advice() -> None:
    (example,) = schema()["examples"]
    validator().validate(example)
    report = advise(example, now="2026-11-24 12:00")
    assert not report.record().warnings
    assert [each.kind for each in report].count("do") >= 1


def complete(event: str) -> dict[str, Any]:
    """Return an event with every field that it can have."""
    fields: dict[str, Any] = {
        "at": "2026-11-19",
        "event": event,
        "date": "2026-11-25",
        "earliest": "2026-11-24",
        "end": "2026-11-26",
        "detail": "They sounded pleased.",
        "channel": "phone",
        "contact": "Ms. Okafor",
        "interviewers": ["Mr. Reyes"],
        "role": "manager",
        "employer": "Birch Logistics",
        "elsewhere": True,
        "other_role": "Data Engineer",
        "zone": "Europe/Berlin",
        "place": "Room 4",
        "link": "https://meet.example/abc",
        "message": True,
        "asked": False,
        "kind": "test",
        "advice": "follow-up",
    }
    if event not in ROUNDS:
        fields = {key: fields[key] for key in fields if key not in {"zone", "place", "link"}}
    return fields


@pytest.mark.parametrize("event", EVENTS)
def test_every_event_can_be_written_and_is_read(event: str) -> None:
    full = complete(event)
    least = {"at": "2026-11-19", "event": event}
    least |= {"date": "2026-11-25"} if event in NEEDS_DATE else {}
    least |= {"advice": "follow-up"} if event in OF_ADVICE else {}
    logs = [[full], [least], [full, least]]
    if event in UNDATED_SAYING:
        logs.append([{**full, "at": None}])
    for log in logs:
        state = {"events": log}
        validator().validate(state)
        assert len(InterviewState.read(state).log()) == len(log)


def of_property(name: str, part: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Draw what a property allows and means."""
    special: dict[str, st.SearchStrategy[Any]] = {
        "country": st.just("US"),
        "subdivision": st.just("NY"),
        "timezone": ZONE,
        "zone": ZONE,
        "link": st.just("https://meet.example/abc"),
        "free_days": st.lists(st.just("2026-11-26"), max_size=2),
        "weekend": st.lists(st.integers(0, 6), max_size=6),
        "end": st.just("2026-12-30"),
        "earliest": st.just("2026-11-18"),
        **dict.fromkeys(("at", "date"), MOMENT),
    }
    if name in special:
        return special[name]
    if "enum" in part:
        return st.sampled_from(part["enum"])
    match part["type"]:
        case "boolean":
            return st.booleans()
        case "integer":
            return st.integers(part["minimum"], part["maximum"])
        case "array":
            return st.lists(NAME, max_size=2)
    return NAME


def of_properties(
    properties: dict[str, Any], required: tuple[str, ...]
) -> st.SearchStrategy[dict[str, Any]]:
    drawn = {name: of_property(name, part) for name, part in properties.items()}
    return st.fixed_dictionaries(
        {name: drawn.pop(name) for name in required},
        optional={name: each for name, each in drawn.items() if name != "events"},
    )


def meant(event: dict[str, Any]) -> dict[str, Any]:
    """Add what the kind of an event requires, and remove what it cannot have."""
    name = event["event"]
    found = dict(event)
    if name in NEEDS_DATE:
        found.setdefault("date", "2026-11-25")
    if name in OF_ADVICE:
        found.setdefault("advice", "follow-up")
    if name not in ROUNDS:
        for key in ("zone", "place", "link"):
            found.pop(key, None)
    return found


@given(st.data())
@scaled(200)
def test_what_fits_and_is_complete_is_read(data: st.DataObject) -> None:
    fields = {name: of for name, of in schema()["properties"].items() if name != "skip_questions"}
    state = data.draw(of_properties(fields, ()))
    if "subdivision" in state:
        state["country"] = "US"
    log = data.draw(st.lists(of_properties(of_event(), ("at", "event")), max_size=4))
    state["events"] = [meant(event) for event in log]
    validator().validate(state)
    read = InterviewState.read(json.dumps(state))
    assert len(read.log()) == len(log)


@pytest.mark.parametrize(
    "state",
    [
        {},
        {"events": {}},
        {"events": [], "interview": "2026-11-19"},
        {"events": [{"event": "interview"}]},
        {"events": [{"at": "2026-11-19", "event": "lunch"}]},
        {"events": [{"at": "2026-11-19", "event": "interview", "colour": "red"}]},
        {"events": [], "company": None},
        {"events": [], "weekend": [7]},
    ],
)
def test_what_it_does_not_allow_is_refused(state: dict[str, Any]) -> None:
    assert not validator().is_valid(state)


def test_a_pack_adds_its_facts_and_events() -> None:
    pack = RulePack.load(Path(__file__).parents[2] / "examples" / "rental-viewing.yaml")
    found = schema_of("state-compact", pack)
    event = found["properties"]["events"]["items"]["properties"]["event"]
    assert event["enum"] == [*EVENTS, *pack.events]
    assert "flat.refused: They chose somebody else." in event["description"].splitlines()
    assert found["properties"]["facts"]["properties"]["answer"]["enum"] == [
        "none",
        "offered",
        "refused",
    ]
    state = {
        "events": [{"at": "2026-11-19", "event": "flat.viewed"}],
        "facts": {"street": "1 Mill"},
    }
    Draft202012Validator(found).validate(state)
    assert not Draft202012Validator(schema()).is_valid(state)
