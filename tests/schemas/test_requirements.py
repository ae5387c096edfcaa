"""Fields that a kind of event or entry requires: the schema asks for them exactly as the models do."""

from __future__ import annotations

from functools import cache
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from profiles import scaled
from pydantic import BaseModel, ValidationError

from interview_rules import InterviewState, StateError
from interview_rules.events.entries import Round, StatedDate
from interview_rules.events.event import EVENTS, Event
from interview_rules.events.snapshot import ENTRIES, SHORTHANDS
from interview_rules.schemas.registry import SchemaName, schema_of

MOMENT = st.sampled_from(["2026-11-19", "2026-11-19 15:00", "2026-11-19T15:00:00+01:00"])
KINDS = get_args(StatedDate.model_fields["kind"].annotation)


def absent_null_or(values: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    """Draw a list of no value, or of one that may be null."""
    return st.just([]) | st.just([None]) | values.map(lambda value: [value])


def drawn(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Draw a dict in which each field is absent, null or one of its values."""
    several = st.fixed_dictionaries(
        {name: absent_null_or(values) for name, values in fields.items()}
    )
    return several.map(lambda found: {name: v[0] for name, v in found.items() if v})


@cache
def validator(name: SchemaName) -> Draft202012Validator:
    return Draft202012Validator(schema_of(name))


@cache
def validator_of(model: type[BaseModel]) -> Draft202012Validator:
    return Draft202012Validator(model.model_json_schema())


def is_read(model: type[BaseModel], data: dict[str, Any]) -> bool:
    try:
        model.model_validate(data)
    except ValidationError:
        return False
    return True


@given(
    st.sampled_from(sorted(EVENTS)),
    drawn(
        at=MOMENT,
        date=MOMENT,
        advice=st.just("follow-up"),
        zone=st.just("Europe/Berlin"),
        place=st.just("Room 4"),
        link=st.just("https://meet.example/abc"),
    ),
)
@scaled(1_000)
def test_events_require_what_their_kind_requires(event: str, fields: dict[str, Any]) -> None:
    data = {"event": event, **fields}
    assert validator("events").is_valid([data]) == is_read(Event, data)


@pytest.mark.parametrize("event", EVENTS)
def test_every_kind_of_event_is_allowed_and_refused_in_both(event: str) -> None:
    full = {"at": "2026-11-19", "event": event, "date": "2026-11-25", "advice": "follow-up"}
    assert validator("events").is_valid([full])
    assert is_read(Event, full)
    for name in full:
        for less in ({key: full[key] for key in full if key != name}, {**full, name: None}):
            assert validator("events").is_valid([less]) == is_read(Event, less)


@given(
    drawn(
        date=MOMENT,
        arranged=MOMENT,
        planned=st.booleans(),
        kind=st.sampled_from(["interview", "phone-screen", "test"]),
    )
)
def test_a_round_requires_a_date_unless_planned(data: dict[str, Any]) -> None:
    assert validator_of(Round).is_valid(data) == is_read(Round, data)


@given(drawn(kind=st.sampled_from(KINDS), date=MOMENT, said_on=MOMENT, asked=st.booleans()))
def test_a_stated_date_requires_what_its_kind_requires(data: dict[str, Any]) -> None:
    assert validator_of(StatedDate).is_valid(data) == is_read(StatedDate, data)


# -- shorthands ------------------------------------------------------------------------------------

ENTRY = drawn(
    at=MOMENT,
    date=MOMENT,
    said_on=MOMENT,
    kind=st.sampled_from([*KINDS, "phone-screen", "answer"]),
    step=st.sampled_from(["verbal", "accepted"]),
    planned=st.booleans(),
    detail=st.just("By phone."),
)
ONE = MOMENT | ENTRY | st.sampled_from(["soon", "", 20261119, True, {}, None])
"""A moment, an entry of any list, or nothing that a shorthand can hold."""


@given(st.sampled_from(sorted(SHORTHANDS)), ONE | st.lists(ONE, max_size=3))
@scaled(1_000)
def test_shorthands_are_read_exactly_if_they_fit_the_schema(short: str, value: Any) -> None:
    data = {short: value}
    try:
        InterviewState.read(data)
        read = True
    except StateError:
        read = False
    assert validator("state").is_valid(data) == read


@pytest.mark.parametrize("short", SHORTHANDS)
def test_a_shorthand_refers_to_the_entry_of_its_list(short: str) -> None:
    field, key, _fixed = SHORTHANDS[short]
    schema = schema_of("state")
    entry = schema["properties"][field]["items"]
    assert entry == {"$ref": f"#/$defs/{ENTRIES[field][0].__name__}"}
    assert entry in schema["properties"][short]["anyOf"]
    full = {key: "2026-11-19", **({"step": "verbal"} if short == "offer" else {})}
    for value in (full, [full], None, []):
        assert validator("state").is_valid({short: value})
    assert not validator("state").is_valid({short: {**full, "colour": "red"}})
    # A moment alone is checked faster than an entry.
    item = "2026-11-19" if validator("state").is_valid({short: ["2026-11-19"]}) else full
    assert not validator("state").is_valid({short: [item] * 1_001})


def test_references_of_shorthands_survive_another_place_for_definitions() -> None:
    template = "#/components/schemas/{model}"
    schema = InterviewState.model_json_schema(ref_template=template)
    allowed = schema["properties"]["interview"]["anyOf"]
    assert {"$ref": "#/components/schemas/Round"} in allowed
