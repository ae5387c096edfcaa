"""Drafts of messages: whom they address, what they leave open, and what names can bring in."""

from __future__ import annotations

import pytest

from interview_rules import advise

PANEL = ["Ms Okafor", "Mr Reyes", "Dr Abe"]
MET = {"at": "2026-11-19 10:00", "event": "interview", "interviewers": PANEL}


def drafts(action, events, now="2026-11-20 12:00", **fields):
    return advise({"events": events, **fields}, now)[action].drafts


def test_everyone_on_a_panel_gets_a_note_of_their_own():
    found = drafts("send-thank-you", [MET])
    assert [draft.to for draft in found] == PANEL
    assert [draft.body.split("\n")[0] for draft in found] == [f"Dear {name}," for name in PANEL]


def test_nobody_is_thanked_twice():
    sent = {"at": "2026-11-19 18:00", "event": "thank-you-sent", "contact": "Mr Reyes"}
    assert [each.to for each in drafts("thank-the-others", [MET, sent])] == ["Ms Okafor", "Dr Abe"]


def test_a_question_goes_to_the_agency_in_between():
    log = [
        {**MET, "at": "2026-11-05 10:00"},
        {"at": "2026-11-06", "event": "reply-received", "role": "agency", "contact": "Jo Temp"},
    ]
    (draft,) = drafts("follow-up", log)
    assert (draft.to, draft.role) == ("Jo Temp", "agency")
    assert draft.body.startswith("Dear Jo Temp,\n")


def test_what_is_unknown_is_listed_and_left_blank():
    (draft,) = drafts("send-thank-you", [{"at": "2026-11-19 10:00", "event": "interview"}])
    assert draft.to is None
    assert draft.missing == ("addressee", "position", "candidate")
    assert "[job title]" in draft.body
    (known,) = drafts(
        "send-thank-you", [{**MET, "interviewers": PANEL[:1]}], candidate="Kim", position="Clerk"
    )
    assert known.missing == ()
    assert known.body.endswith("Kind regards,\nKim")


@pytest.mark.parametrize(
    "name", ["Clerk\nBcc: all@example.com", "Clerk\r\n\x00\x1b[31m", "\u202eClerk"]
)
def test_a_name_brings_no_line_break_and_no_control_character(name):
    log = [{**MET, "at": "2026-11-05 10:00"}]
    (plain,) = drafts("follow-up", log, position="Clerk", candidate="Kim")
    (strange,) = drafts("follow-up", log, position=name, candidate=name)
    assert strange.subject.isprintable()
    assert strange.body.replace("\n", "").isprintable()
    assert strange.body.count("\n") == plain.body.count("\n")


LONG_AGO = {**MET, "at": "2026-11-05 10:00"}


@pytest.mark.parametrize(
    ("between", "greeting"), [("agency", "Recruitment Team"), ("recruiter", "Recruiter")]
)
def test_an_agency_is_asked_to_ask_the_employer(between, greeting):
    (draft,) = drafts("follow-up", [LONG_AGO], intermediary=between, company="Acme")
    assert (draft.to, draft.role) == (None, between)
    assert draft.body.startswith(f"Dear {greeting},\n")
    assert "Could you ask Acme how things stand" in draft.body
    assert "addressee" in draft.missing


def test_an_agency_without_a_draft_of_its_own_is_not_the_hiring_manager():
    log = [LONG_AGO, {"at": "2026-11-19", "event": "interest-lost"}]
    (draft,) = drafts("withdraw", log, intermediary="agency")
    assert draft.body.startswith("Dear Recruitment Team,\n")


def test_an_agency_that_brings_a_no_is_thanked_and_not_for_its_decision():
    log = [LONG_AGO, {"at": "2026-11-19", "event": "rejection", "role": "agency"}]
    (draft,) = drafts("ask-for-feedback", log)
    assert "your decision" not in draft.body
    assert "told you anything about my interview" in draft.body


@pytest.mark.parametrize("named", [{}, {"contact": "Ms Okafor"}])
def test_nobody_writes_to_someone_who_has_left(named):
    log = [LONG_AGO, {"at": "2026-11-06", "event": "contact-left", **named}]
    (draft,) = drafts("follow-up", log, now="2026-11-24 12:00")
    assert draft.to is None
    assert "addressee" in draft.missing


def test_the_others_are_still_written_to_when_one_has_left():
    log = [LONG_AGO, {"at": "2026-11-06", "event": "contact-left", "contact": "Dr Abe"}]
    (draft,) = drafts("follow-up", log, now="2026-11-24 12:00")
    assert draft.to == "Ms Okafor"


def test_an_offer_in_writing_is_not_asked_for_in_writing():
    log = [{"at": "2026-11-19", "event": "written-offer"}]
    (draft,) = drafts("decide-on-offer", log)
    assert "in writing" not in draft.body
    assert "I would like to talk about" in draft.body


def test_an_offer_that_is_not_wanted_is_declined_and_not_an_application_withdrawn():
    log = [
        {"at": "2026-11-18", "event": "written-offer"},
        {"at": "2026-11-19", "event": "interest-lost"},
    ]
    (draft,) = drafts("withdraw", log)
    assert "decided not to accept it" in draft.body
    assert "withdraw" not in draft.body


def test_new_contacts_are_asked_for_at_human_resources():
    log = [LONG_AGO, {"at": "2026-11-19", "event": "contact-left"}]
    (draft,) = drafts("find-the-new-contact", log)
    assert (draft.to, draft.role) == (None, "hr")
    assert "who is now responsible" in draft.body
