"""Facts about the place of a state, which conditions test: its country, subdivision and time zone.

They follow from fields of the state, not from events. A pack has such a fact if one of its
conditions tests it. Its choices are `unknown`, except for the time zone, and `other`, followed by
the values that the conditions name.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from interview_rules.facts.vocabulary import Fact

if TYPE_CHECKING:
    from interview_rules.calendars.calendar import Calendar

__all__ = ["OTHER", "PLACE_FACTS", "UNKNOWN", "is_of_place", "place_of", "with_choice"]

UNKNOWN, OTHER = "unknown", "other"
_SETS = "a field of the state"
PLACE_FACTS = {
    fact.name: fact
    for fact in (
        Fact(
            "country",
            "choice",
            "The country whose weekends and public holidays apply",
            _SETS,
            spoken="your country",
            choices=(UNKNOWN, OTHER),
            place="country",
        ),
        Fact(
            "subdivision",
            "choice",
            "The part of the country whose public holidays apply",
            _SETS,
            spoken="your region",
            choices=(UNKNOWN, OTHER),
            place="subdivision",
        ),
        Fact(
            "timezone",
            "choice",
            "The time zone of the candidate",
            _SETS,
            spoken="your time zone",
            choices=(OTHER,),
            place="zone",
        ),
    )
}
"""The facts about the place, before any condition names a value. The zone is UTC by default."""


def is_of_place(fact: Fact) -> bool:
    """Return True for a fact about the place of a state."""
    return fact.place != ""


def with_choice(fact: Fact, value: str) -> Fact:
    """Return a fact about the place with a value among its choices."""
    return fact if value in fact.choices else replace(fact, choices=(*fact.choices, value))


def place_of(fact: Fact, calendar: Calendar) -> int:
    """Return the index of the choice that a calendar gives to a fact about the place."""
    value = getattr(calendar, fact.place)
    if value is None:
        return 0
    return fact.choices.index(value if value in fact.choices else OTHER)
