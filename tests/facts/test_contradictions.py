"""The fact `contradiction`: what sets and clears it."""

from __future__ import annotations

import pytest
from log_facts import causes, dated, facts

from interview_rules import InterviewState
from interview_rules.calendars.calendar import NEVER
from interview_rules.facts.vocabulary import OFFSETS

HR = {"role": "hr"}
MANAGER = {"role": "manager"}
ANN = {"contact": "Ann Lee"}
BOB = {"contact": "Bob Roe"}
DAYS = range(1, 29)


def known_on(*events):
    """Return the days of November 2026 on which the fact is known, with the day it names."""
    log = [{"at": f"2026-11-{day:02}", "event": name, **more} for day, name, more in events]
    state = InterviewState.from_events(log)
    found = {}
    for day in DAYS:
        folded = state.facts_at(state.calendar.starts[739920 + day] + 12 * 3600)
        said = folded[OFFSETS["contradiction"]]
        if said < NEVER:
            found[day] = folded[OFFSETS["contradiction"] + 2] - 739920
    return found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (HR, MANAGER),
        (ANN, BOB),
        ({**ANN, **HR}, {**BOB, **HR}),
        ({**ANN, **HR}, MANAGER),
    ],
)
@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("rejection", "positive-signal"),
        ("rejection", "verbal-offer"),
        ("positive-signal", "rejection"),
        ("written-offer", "rejection"),
    ],
)
def test_two_people_who_contradict_each_other(first, second, one, other):
    found = known_on((5, first, one), (8, second, other))
    assert found == dict.fromkeys(range(8, 29), 8)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {}),
        (HR, HR),
        (HR, {}),
        (ANN, {"contact": "ann lee"}),
        ({**ANN, **HR}, {**ANN, **MANAGER}),
    ],
)
def test_one_person_or_an_unknown_one_contradicts_nobody(one, other):
    assert known_on((5, "rejection", one), (8, "verbal-offer", other)) == {}


@pytest.mark.parametrize(
    ("event", "more"),
    [
        ("reply-received", {}),
        ("rejection", MANAGER),  # the manager agrees with the no
        ("firm-offer", MANAGER),
        ("interview", {}),
    ],
)
def test_the_next_answer_settles_it(event, more):
    found = known_on((5, "rejection", HR), (8, "positive-signal", MANAGER), (12, event, more))
    assert found == dict.fromkeys(range(8, 12), 8)


@pytest.mark.parametrize("event", ["follow-up-sent", "auto-reply-received", "third-party-info"])
def test_a_question_or_hearsay_does_not(event):
    found = known_on((5, "rejection", HR), (8, "verbal-offer", MANAGER), (12, event, {}))
    assert found == dict.fromkeys(range(8, 29), 8)


def test_a_round_that_was_missed_settles_it_only_until_that_is_stated():
    found = known_on(
        (5, "rejection", HR),
        (6, "interview-scheduled", dated(10)),
        (8, "positive-signal", MANAGER),
        (14, "missed-interview", {}),
    )
    assert found == dict.fromkeys((8, 9, 10, *range(14, 29)), 8)


def test_a_second_contradiction_replaces_the_first():
    found = known_on((5, "rejection", HR), (8, "verbal-offer", MANAGER), (12, "rejection", HR))
    assert found == {**dict.fromkeys(range(8, 12), 8), **dict.fromkeys(range(12, 29), 12)}


def test_another_role_or_employer_does_not_count():
    assert known_on((5, "rejection", HR), (8, "verbal-offer", {**MANAGER, "elsewhere": True})) == {}
    assert (
        known_on((5, "rejection", {**HR, "other_role": "Clerk"}), (8, "firm-offer", MANAGER)) == {}
    )


PORTAL = {"channel": "portal"}


def test_a_portal_contradicts_a_person():
    assert 9 in known_on((3, "positive-signal", ANN), (9, "rejection", PORTAL))
    assert 9 in known_on((3, "rejection", PORTAL), (9, "positive-signal", MANAGER))


def test_nobody_contradicts_a_portal_that_names_them():
    assert not known_on((3, "positive-signal", ANN), (9, "rejection", {**PORTAL, **ANN}))


def test_a_portal_contradicts_no_other_portal_and_nobody_without_a_name():
    assert not known_on((3, "positive-signal", PORTAL), (9, "rejection", PORTAL))
    assert not known_on((3, "positive-signal", {}), (9, "rejection", PORTAL))


def test_statements_of_one_day_are_compared_in_the_order_of_events():
    # An offer comes before a refusal of the same day, whatever the hour that only one of them has.
    offer = ("2026-11-05T00:00", "verbal-offer", MANAGER)
    assert causes(9, "contradiction", (5, "rejection", HR), offer) == [("rejection", 5)]


def test_two_refusals_and_an_offer_of_one_day():
    log = [(5, "rejection", ANN), (5, "rejection", BOB), (8, "verbal-offer", HR)]
    assert causes(9, "contradiction", *log) == []
    log[2] = (8, "verbal-offer", {"contact": "Cem Kar"})
    assert causes(9, "contradiction", *log) == [("verbal-offer", 8)]
    assert facts(9, *log)["contradiction"] == 8


def test_a_good_sign_replaces_a_contradiction_although_it_is_no_answer():
    log = [
        (5, "rejection", ANN),
        (8, "positive-signal", BOB),
        (9, "rejection", ANN),
        (11, "positive-signal", BOB),
    ]
    found = {day: causes(day, "contradiction", *log) for day in (7, 8, 10, 12)}
    assert found == {
        7: [],
        8: [("positive-signal", 8)],
        10: [("rejection", 9)],
        12: [("positive-signal", 11)],
    }
