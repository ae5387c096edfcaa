"""Who took part in the latest round, who of them has been thanked, and who stands in between."""

from __future__ import annotations

import pytest
from log_facts import causes, facts, log_of

from interview_rules import InterviewState
from interview_rules.facts.people import intermediary_in, not_yet_thanked

PANEL = (5, "interview", {"interviewers": ["Ann", "Ben", "Cem"]})


def note(day, contact=None, event="thank-you-sent"):
    return (day, event, {"contact": contact} if contact else {})


def left(now, *events):
    """Return the interviewers of the latest round who have received no note by noon on a day."""
    state = InterviewState.from_events(log_of(events))
    instant = state.calendar.starts[739920 + now] + 12 * 3600
    held = state.timeline.latest_round(instant)
    return not_yet_thanked(state.timeline.happenings, instant, held)


@pytest.mark.parametrize(
    ("notes", "expected"),
    [
        ([], ("Ann", "Ben", "Cem")),
        ([note(6, "Ben")], ("Ann", "Cem")),
        ([note(6, "Ben"), note(7, "Ann")], ("Cem",)),
        ([note(6, "Ben"), note(6, "Ann")], ("Cem",)),
        ([note(6, "Ben"), note(7, "Ben")], ("Ann", "Cem")),
        ([note(6)], ()),
        ([note(6), note(7, "Ben")], ()),
        ([note(6, "Dora")], ("Ann", "Ben", "Cem")),
        ([note(5, "Ben")], ("Ann", "Cem")),
        ([note(4, "Ben")], ("Ann", "Ben", "Cem")),
        ([note(4, "Ben"), note(6, "Cem")], ("Ann", "Ben")),
        ([note(15, "Ben")], ("Ann", "Ben", "Cem")),
        ([note(6, "Ben"), note(15, "Ann")], ("Ann", "Cem")),
        ([note(6, "Ben"), note(7, "Ben", "thank-you-failed")], ("Ann", "Ben", "Cem")),
        ([note(6, "Ben"), note(7, "Ann", "thank-you-failed")], ("Ann", "Cem")),
        ([note(6), note(7, event="thank-you-failed")], ("Ann", "Ben", "Cem")),
        ([note(6), note(7, "Ben", "thank-you-failed")], ()),
        ([note(6, "Ben"), note(7, "Ben", "thank-you-failed"), note(8, "Ben")], ("Ann", "Cem")),
        ([note("2026-11-12 12:00", "Ben")], ("Ann", "Cem")),
        ([note("2026-11-12 12:01", "Ben")], ("Ann", "Ben", "Cem")),
        ([note(6, "Ben", "thank-you-reply")], ("Ann", "Ben", "Cem")),
    ],
)
def test_who_has_not_been_thanked(notes, expected):
    assert left(12, PANEL, *notes) == expected
    assert facts(12, PANEL, *notes)["not_yet_thanked"] == len(expected)
    assert facts(12, PANEL, *notes)["interviewers"] == 3


def test_the_people_of_the_latest_round_count():
    log = [PANEL, note(6, "Ben"), (10, "phone-screen", {"interviewers": ["Ben"]}), note(10, "Ben")]
    assert (facts(9, *log)["interviewers"], facts(9, *log)["not_yet_thanked"]) == (3, 2)
    assert (facts(12, *log)["interviewers"], facts(12, *log)["not_yet_thanked"]) == (1, 0)
    assert left(9, *log) == ("Ann", "Cem")


@pytest.mark.parametrize("others", [[(7, "interview")], [(3, "interview")]])
def test_a_round_without_names_has_nobody_to_thank(others):
    seen = facts(12, PANEL, *others)
    named = others[0][0] < 5
    assert (seen["interviewers"], seen["not_yet_thanked"]) == ((3, 3) if named else (0, 0))
    assert facts(4, PANEL, *others)["interviewers"] == 0


def test_a_note_counts_from_its_moment_on():
    log = [PANEL, ("2026-11-06 15:00", "thank-you-sent", {"contact": "Ben"})]
    assert facts("2026-11-06 14:59", *log)["not_yet_thanked"] == 3
    assert facts("2026-11-06 15:00", *log)["not_yet_thanked"] == 2


def test_the_round_is_what_the_people_come_from():
    log = [PANEL, note(6, "Ben"), note(8, "Ann")]
    for day in (5, 7, 9):
        assert causes(day, "interviewers", *log) == [("interview", 5)]
        assert causes(day, "not_yet_thanked", *log) == [("interview", 5)]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, ""),
        ({"intermediary": "agency"}, "agency"),
        ({"intermediary": "recruiter"}, "recruiter"),
    ],
)
def test_who_stands_in_between(fields, expected):
    state = InterviewState.from_events(log_of([PANEL]), **fields)
    assert intermediary_in(state.facts_at(0)) == expected


@pytest.mark.parametrize("whose", [{"elsewhere": True}, {"other_role": "Analyst"}])
def test_events_of_others_do_not_say_who_stands_in_between_or_what_was_asked(whose):
    offer = (5, "verbal-offer", {"role": "agency", "asked": True})
    with_role = facts(6, offer)
    assert (with_role["agency_between"], with_role["date_asked"]) == (1, 1)
    of_others = facts(6, (*offer[:2], {**offer[2], **whose}))
    assert (of_others["agency_between"], of_others["date_asked"]) == (0, 0)
