"""What a plan may assume and when it may end: what is read, and what is said of anything else."""

from __future__ import annotations

from datetime import timedelta
from itertools import repeat

import pytest

from interview_rules import StateError
from interview_rules.calendars.calendar import calendar_for
from interview_rules.calendars.moments import instant_of
from interview_rules.errors import Problem
from interview_rules.evaluation.scenario import parse_end, read_scenario
from interview_rules.positions import NOWHERE, FieldPath

REPLY = {"event": "reply-received", "at": "2026-12-01"}
REFUSAL = {"event": "rejection", "at": "2026-12-02"}
NAMES = ("Harbor & Finch", "Cobalt")
HINT = "write 'silence', 'follow advice' or a list of events"


def said(error: StateError) -> list[tuple[str, str, str, str]]:
    return [(each.code, each.where, each.message, each.hint) for each in error.problems]


def test_events_are_kept_with_their_application_and_their_place():
    given = [REPLY, "follow advice", {**REFUSAL, "application": "Cobalt"}, REFUSAL]
    scenario = read_scenario(given, NAMES)
    assert scenario.words == ("follow advice",)
    assert scenario.places == {"": [0, 3], "Cobalt": [2]}
    assert {name: [each.event for each in own] for name, own in scenario.events.items()} == {
        "": ["reply-received", "rejection"],
        "Cobalt": ["rejection"],
    }
    assert read_scenario(REPLY).words == ("silence",)
    assert len(read_scenario(repeat(REPLY, 1_000)).events[""]) == 1_000


def test_an_offer_for_no_application_of_a_search_is_that_of_another_employer():
    offer = {"event": "written-offer", "at": "2026-12-01"}
    for applications, elsewhere in ((NAMES, True), (None, False)):
        (event,) = read_scenario(offer, applications).events[""]
        assert event.elsewhere is elsewhere
    (event,) = read_scenario({**offer, "application": "Cobalt"}, NAMES).events["Cobalt"]
    assert not event.elsewhere


WRONG = {
    "a number": (
        5,
        ("wrong-type", "assume", "expected a keyword or a list of events, not a number", HINT),
    ),
    "a keyword": (
        ["silnce"],
        ("unknown-value", "assume", "unknown scenario 'silnce'", "did you mean silence?"),
    ),
    "an application": (
        [REPLY, {**REPLY, "application": "Cobolt"}],
        (
            "unknown-name",
            "assume[1].application",
            "unknown application 'Cobolt'",
            "did you mean Cobalt?",
        ),
    ),
    "no name of an application": (
        [{**REPLY, "application": 5}],
        (
            "wrong-type",
            "assume[0].application",
            "the name of an application must be text, not 5",
            "name an application of the search",
        ),
    ),
    "no end": (
        repeat(REPLY),
        (
            "too-long",
            "assume",
            "this list may have at most 1,000 entries, but has 1,001",
            "leave out entries that no longer matter",
        ),
    ),
}


@pytest.mark.parametrize(("given", "problem"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_assumed_is_said_with_its_place(given, problem):
    with pytest.raises(StateError) as caught:
        read_scenario(given, NAMES)
    assert said(caught.value) == [problem]


def test_all_problems_are_said_at_once():
    unknown = {**REPLY, "application": "Nobody & Sons"}
    given = [
        "silnce",
        unknown,
        {"event": "reply"},
        {**unknown, "application": None},
        {"at": "soon"},
    ]
    with pytest.raises(StateError) as caught:
        read_scenario(given, NAMES)
    assert [each.where for each in caught.value.problems] == [
        "assume",
        "assume[1].application",
        "assume[3].application",
        "assume[2].at",
        "assume[2].event",
        "assume[4].at",
        "assume[4].event",
    ]


@pytest.mark.parametrize(
    ("name", "place", "moved"),
    [
        ("", ("events", 7, "at"), ("assume", 0, "at")),
        ("", ("events", 8), ("assume", 3)),
        ("Cobalt", ("applications", "Cobalt", "events", 7, "at"), ("assume", 2, "at")),
        ("Cobalt", ("events", 7), ("assume", 2)),
        # These are in the state.
        ("", ("events", 6, "at"), ("events", 6, "at")),
        ("", ("events", 9), ("events", 9)),
        ("", ("rounds", 7), ("rounds", 7)),
        ("Cobalt", ("applications", "Harbor & Finch", "events", 7), None),
        ("Harbor & Finch", ("events", 7), None),
        ("Cobalt", NOWHERE, None),
    ],
)
def test_problems_with_imagined_events_are_located_in_the_argument(name, place, moved):
    scenario = read_scenario(
        [REPLY, "silence", {**REFUSAL, "application": "Cobalt"}, REFUSAL], NAMES
    )
    at = FieldPath(*place) if isinstance(place, tuple) else place
    (problem,) = scenario.located(StateError([Problem(at, "wrong")]), name, 7).problems
    assert problem.place == (at if moved is None else FieldPath(*moved))


CALENDAR = calendar_for("Europe/Berlin")
START = instant_of("2026-11-20 12:00", CALENDAR)
CENTURY = timedelta(days=36_525)


@pytest.mark.parametrize(
    ("until", "end"),
    [
        ("2026-11-25", "2026-11-26 00:00:00+01:00"),
        ("2026-11-25 09:00", "2026-11-25 09:00:00+01:00"),
        (timedelta(seconds=1, milliseconds=999), "2026-11-20 12:00:01+01:00"),
        (CENTURY, "2126-11-21 12:00:00+01:00"),
    ],
)
def test_a_plan_ends_at_a_whole_second(until, end):
    found = parse_end(until, START, CALENDAR)
    assert isinstance(found, int)
    assert str(CALENDAR.to_datetime(found)) == end


@pytest.mark.parametrize(
    ("until", "message", "hint"),
    [
        (
            CENTURY + timedelta(seconds=1),
            "this period is longer than 100 years",
            "choose a shorter period",
        ),
        (timedelta(0), "a plan must end after it begins", "choose a longer period"),
        (
            "2026-11-20 12:00",
            "a plan must end after it begins",
            "choose a date or time after 2026-11-20 12:00",
        ),
    ],
)
def test_a_plan_ends_after_it_begins_and_within_a_century(until, message, hint):
    with pytest.raises(StateError) as caught:
        parse_end(until, START, CALENDAR)
    assert said(caught.value) == [("out-of-range", "until", message, hint)]
