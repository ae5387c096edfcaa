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
