"""What the default rules promise to a person, for every event log."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from drawn import PEOPLE, logs, states, zones
from hypothesis import given
from hypothesis import strategies as st
from profiles import scaled

from interview_rules import Advisor, InterviewState
from interview_rules.calendars.calendar import NEVER
from interview_rules.facts.vocabulary import OFFSETS

EXAMPLES = scaled(500)
ADVISOR = Advisor()
YOUR_TURN = ("their_question", "materials_requested", "call_missed")
TO_THEM = {"wait", "await-reply", "follow-up", "assume-filled", "contact-hr"}
ENDED = ("rejection", "offer_declined", "offer_withdrawn", "withdrawn")
TO_ASK = {"send-thank-you", "thank-the-others", "follow-up", "contact-hr", "reschedule"}
later = st.builds(
    lambda days, hour: datetime(2026, 11, 2, hour, 30) + timedelta(days=days),
    st.integers(0, 1_500),
    st.integers(0, 23),
)


def known(report, fact):
    return report.facts[OFFSETS[fact]] < NEVER


def settled(report):
    pack = report.pack
    return any(report.holds >> index & 1 for index in pack.concluders["settled"])


@EXAMPLES
@given(states(), later)
def test_nothing_is_theirs_to_answer_while_it_is_your_turn(state, now):
    report = ADVISOR.advise(state, now)
    turn = {"answer-their-question", "send-materials", "return-the-call"} & {*report.actions}
    if turn:
        assert not TO_THEM & {*report.actions}


@EXAMPLES
@given(states(), later)
def test_whoever_owes_an_answer_is_told_so(state, now):
    report = ADVISOR.advise(state, now)
    if known(report, "their_question") and not settled(report):
        assert "answer-their-question" in report.actions


@EXAMPLES
@given(states(), later)
def test_nothing_is_asked_of_anyone_in_a_closed_application(state, now):
    report = ADVISOR.advise(state, now)
    if any(known(report, fact) for fact in ENDED) or "application-closed" in report.actions:
        assert not TO_ASK & {*report.actions}


@EXAMPLES
@given(states(), later)
def test_nothing_stays_overdue_for_more_than_a_year(state, now):
    report = ADVISOR.advise(state, now)
    for advice in report:
        if advice.due is not None:
            day = advice.due.date() if isinstance(advice.due, datetime) else advice.due
            assert isinstance(day, date)
            assert report.now.date() - day <= timedelta(days=365), advice.id


@EXAMPLES
@given(states(), later)
def test_a_plan_comes_to_an_end_that_is_not_waiting(state, now):
    plan = ADVISOR.plan(state, now)
    assert plan[-1].until is None
    assert not {"wait", "await-reply"} & {*plan[-1].actions}


@EXAMPLES
@given(logs, zones, later)
def test_a_draft_goes_to_somebody_in_the_state_who_has_not_had_it(log, zone, now):
    report = ADVISOR.advise(InterviewState.from_events(log, timezone=zone), now)
    named = {*PEOPLE, *(event["contact"] for event in log if "contact" in event)}
    for advice in report:
        for draft in advice.drafts:
            assert draft.to is None or draft.to in named
            assert "\n" not in draft.subject
            assert len(draft.body.split()) <= 120
            assert draft.body.startswith("Dear ")
            if draft.to is None and draft.role == "interviewer":
                assert "addressee" in draft.missing
            if advice.action == "thank-the-others":
                assert draft.to in named
        if advice.action == "thank-the-others":
            assert len(advice.drafts) == report.facts[OFFSETS["not_yet_thanked"]]


@EXAMPLES
@given(states(), later)
def test_a_headline_is_one_short_line(state, now):
    report = ADVISOR.advise(state, now)
    assert bool(report.headline) == bool(len(report))
    assert "\n" not in report.headline
    assert len(report.headline) <= 120
