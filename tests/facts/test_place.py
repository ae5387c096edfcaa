"""Facts about the place of a state, and their choices."""

from __future__ import annotations

import pytest

from interview_rules.calendars.calendar import calendar_for
from interview_rules.facts.place import (
    OTHER,
    PLACE_FACTS,
    UNKNOWN,
    is_of_place,
    place_of,
    with_choice,
)
from interview_rules.facts.vocabulary import FACTS


def test_a_value_is_a_choice_once():
    named = with_choice(with_choice(PLACE_FACTS["country"], "US"), "DE")
    assert named.choices == (UNKNOWN, OTHER, "US", "DE")
    assert with_choice(named, "US") is named
    assert PLACE_FACTS["country"].choices == (UNKNOWN, OTHER)


@pytest.mark.parametrize(
    ("fact", "zone", "country", "subdivision", "expected"),
    [
        ("country", "UTC", None, None, UNKNOWN),
        ("country", "UTC", "US", None, "US"),
        ("country", "UTC", "FR", None, OTHER),
        ("subdivision", "UTC", "US", None, UNKNOWN),
        ("subdivision", "UTC", "US", "CA", "CA"),
        ("subdivision", "UTC", "US", "NY", OTHER),
        ("timezone", "UTC", None, None, OTHER),
        ("timezone", "Europe/Berlin", None, None, "Europe/Berlin"),
    ],
)
def test_the_choice_that_a_calendar_gives(fact, zone, country, subdivision, expected):
    values = {"country": "US", "subdivision": "CA", "timezone": "Europe/Berlin"}
    named = with_choice(PLACE_FACTS[fact], values[fact])
    assert named.choices[place_of(named, calendar_for(zone, country, subdivision))] == expected


def test_only_the_facts_about_the_place_are_of_the_place():
    assert all(map(is_of_place, PLACE_FACTS.values()))
    assert not any(map(is_of_place, FACTS.values()))
