"""Everything that is wrong is reported in one go, places and their holidays included."""

from __future__ import annotations

import json

import pytest
from pydantic import ValidationError

from interview_rules import InterviewState, JobSearch, StateError

PLACE = {
    "timezone": "Europe/Berln",
    "country": "XX",
    "interview": "2026-11-31",
}
TOLD = [
    "country: unknown country 'XX' (use an ISO 3166 code such as DE)",
    "interview: invalid date 2026-11-31 (write a day from 01 to 30)",
    "timezone: unknown time zone 'Europe/Berln' (did you mean Europe/Berlin?)",
]


@pytest.mark.parametrize("written", [dict, json.dumps], ids=["dict", "json"])
def test_a_place_is_checked_beside_the_other_fields(written):
    with pytest.raises(StateError) as caught:
        InterviewState.read(written(PLACE))
    assert sorted(map(str, caught.value.problems)) == TOLD


def test_a_search_checks_its_own_place_beside_its_applications():
    search = {"timezone": "Mars", "applications": {"A": PLACE, "B": {"weekend": [9]}}}
    with pytest.raises(StateError) as caught:
        JobSearch.read(search)
    places = sorted(str(problem.place) for problem in caught.value.problems)
    assert places == [
        "applications.A.country",
        "applications.A.interview",
        "applications.A.timezone",
        "applications.B.weekend[0]",
        "timezone",
    ]


@pytest.mark.parametrize(
    ("model", "data"),
    [
        (InterviewState, {"timezone": "Mars"}),
        (JobSearch, {"timezone": "Mars", "applications": {"A": {}}}),
        (InterviewState, {"country": "DE", "subdivision": "XX"}),
        (InterviewState, {"weekend": [0, 1, 2, 3, 4, 5, 6]}),
    ],
)
def test_validation_by_pydantic_checks_places_too(model, data):
    with pytest.raises(StateError) as read:
        model.read(data)
    with pytest.raises(ValidationError) as validated:
        model.model_validate(data)
    assert [each["msg"] for each in validated.value.errors()] == [
        problem.message for problem in read.value.problems
    ]


@pytest.mark.parametrize("weekend", [["a"], [7], 5, "Saturday"])
def test_a_weekend_of_another_kind_is_reported_once(weekend):
    with pytest.raises(StateError) as caught:
        InterviewState.read({"weekend": weekend, "interview": "2026-11-31"})
    assert len(caught.value.problems) == 2
