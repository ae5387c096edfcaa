"""Pieces of advice that are given together do not contradict each other."""

from __future__ import annotations

import pytest

from interview_rules import Advisor, InterviewState

ADVISOR = Advisor()

MET = {"at": "2026-11-02", "event": "interview"}
CASES = {
    "thanks are due, and an offer in sight is not an answer that settles nothing": (
        [MET, {"at": "2026-11-02", "event": "informal-offer"}],
        "2026-11-03 12:00",
        {"thank-you", "not-an-offer-yet"},
        {"neither-yes-nor-no"},
    ),
    "papers are to be sent, so it is not said that no message should go out": (
        [MET, {"at": "2026-11-09", "event": "materials-requested"}],
        "2026-11-10 12:00",
        {"send-the-materials"},
        {"neither-yes-nor-no"},
    ),
    "an invitation from before the interview is no answer to it": (
        [
            {"at": "2026-10-30", "event": "interview-scheduled", "date": "2026-11-02"},
            MET,
        ],
        "2026-11-04 12:00",
        {"wait-a-week"},
        {"neither-yes-nor-no"},
    ),
    "while a check runs they are left in peace until it is to be done": (
        [
            {"at": "2026-11-02", "event": "conditional-offer"},
            {"at": "2026-11-02", "event": "background-check", "date": "2026-11-16"},
        ],
        "2026-11-13 12:00",
        {"wait-a-week", "meet-conditions"},
        {"check-overdue", "ask-after-silence"},
    ),
    "once it is overdue there is one question, and it is about the check": (
        [
            {"at": "2026-11-02", "event": "conditional-offer"},
            {"at": "2026-11-02", "event": "background-check", "date": "2026-11-16"},
        ],
        "2026-11-17 12:00",
        {"check-overdue", "meet-conditions"},
        {"wait-a-week", "ask-after-silence"},
    ),
    "a reference is not called late on the day after it was asked for": (
        [
            {"at": "2026-11-02", "event": "conditional-offer"},
            {"at": "2026-11-03", "event": "references-requested"},
        ],
        "2026-11-04 12:00",
        {"meet-conditions", "wait-a-week"},
        {"chase-the-reference"},
    ),
    "the day they named for contact outweighs the question still unanswered": (
        [
            MET,
            {"at": "2026-11-09", "event": "contact-date-set", "date": "2026-11-12"},
            {"at": "2026-11-11", "event": "follow-up-sent"},
        ],
        "2026-11-12 12:00",
        {"contact-as-asked"},
        {"assume-filled", "await-reply"},
    ),
    "a letter that is late may be asked for after a question that came too early": (
        [
            {"at": "2026-11-02", "event": "verbal-offer"},
            {"at": "2026-11-02", "event": "paperwork-date-set", "date": "2026-11-13"},
            {"at": "2026-11-09", "event": "follow-up-sent"},
        ],
        "2026-11-16 12:00",
        {"ask-for-the-letter"},
        {"await-reply", "assume-filled-unanswered"},
    ),
    "a decision that is late may be asked for after a question that came too early": (
        [
            MET,
            {"at": "2026-11-02", "event": "decision-date-set", "date": "2026-11-13"},
            {"at": "2026-11-09", "event": "follow-up-sent"},
        ],
        "2026-11-17 12:00",
        {"follow-up", "assume-filled"},
        {"await-reply", "contact-hr"},
    ),
    "a round that fell through is theirs to arrange by the day they promised": (
        [
            MET,
            {"at": "2026-11-09", "event": "missed-interview"},
            {"at": "2026-11-09", "event": "next-step-date-set", "date": "2026-11-11"},
        ],
        "2026-11-10 12:00",
        {"wait-for-their-word"},
        {"reschedule"},
    ),
    "about a start that is off nobody is left in peace": (
        [
            {"at": "2026-11-02", "event": "verbal-offer"},
            {"at": "2026-11-09", "event": "start-date-changed"},
        ],
        "2026-11-10 12:00",
        {"start-date-off", "get-it-in-writing"},
        {"wait-a-week"},
    ),
    "and once they were asked they are not to be rung again": (
        [
            {"at": "2026-11-02", "event": "verbal-offer"},
            {"at": "2026-11-09", "event": "start-date-changed"},
            {"at": "2026-11-10", "event": "hr-contacted"},
        ],
        "2026-11-10 12:00",
        {"get-it-in-writing"},
        {"start-date-off"},
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_one_speaks_and_the_other_is_silent(case):
    events, now, given, silent = CASES[case]
    assert silent <= {*ADVISOR.pack.ids}, "a rule that no longer exists is always silent"
    ids = set(ADVISOR.advise(InterviewState.from_events(events), now).ids)
    assert given <= ids
    assert not silent & ids


def test_an_absence_and_a_week_of_quiet_name_days_that_agree():
    events = [MET, {"at": "2026-11-02", "event": "contact-away", "date": "2026-11-18"}]
    report = ADVISOR.advise(InterviewState.from_events(events), "2026-11-10 12:00")
    assert report["wait"].title == "Do not ask before Thursday 19 November 2026"
    assert "contact-is-away" not in report.actions, "one piece names the day"
    later = ADVISOR.advise(InterviewState.from_events(events), "2026-11-19 12:00")
    assert str(later["follow-up"].due) == "2026-11-19"


def actions(now, *events):
    log = [{"at": at, "event": event, **dict(more)} for at, event, *more in events]
    return set(Advisor().advise(InterviewState.from_events(log), now).actions)


def test_telling_them_of_another_offer_is_advised_once():
    log = [("2026-11-05", "interview"), ("2026-11-10", "other-offer")]
    assert "tell-about-other-offer" in actions("2026-11-11 12:00", *log)
    told = actions("2026-11-12 12:00", *log, ("2026-11-11", "follow-up-sent"))
    assert "tell-about-other-offer" not in told
    assert "await-reply" in told


def test_a_hold_that_has_ended_is_asked_about():
    log = [("2026-11-05", "interview"), ("2026-11-10", "position-on-hold", ("date", "2026-11-20"))]
    assert "follow-up" not in actions("2026-11-20 12:00", *log)
    assert "follow-up" in actions("2026-11-23 12:00", *log)


def test_an_absence_is_not_taken_for_silence():
    log = [
        ("2026-11-06", "interview"),
        ("2026-11-06", "decision-date-set", ("date", "2026-11-10")),
        ("2026-11-09", "contact-away", ("date", "2026-11-20")),
    ]
    given = actions("2026-11-16 12:00", *log)
    assert "follow-up" in given
    assert not given & {"assume-filled", "contact-hr"}


def test_an_agency_that_held_the_call_stands_in_between():
    log = [("2026-11-05", "phone-screen", ("role", "agency"))]
    events = [{"at": "2026-11-05", "event": "phone-screen", "role": "agency"}]
    report = Advisor().advise(InterviewState.from_events(events), "2026-11-07 12:00")
    assert "through-the-agency" in report.ids
    assert actions("2026-11-07 12:00", *log) == set(report.actions)
