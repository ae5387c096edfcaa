"""Drafts of messages: whom they address, what they leave open, and what names can bring in."""

from __future__ import annotations

import pytest

from interview_rules import RulePack, advise

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


def test_blanks_are_listed_as_they_stand_in_the_text():
    (draft,) = drafts("send-thank-you", [MET | {"interviewers": PANEL[:1]}], position="[Clerk]")
    assert draft.blanks == ("[your name]",)
    assert "[Clerk]" in draft.body
    (draft,) = drafts("send-thank-you", [MET | {"interviewers": PANEL[:1]}], candidate="Kim")
    assert draft.blanks == ("[job title]",)
    assert all(blank in draft.body for blank in draft.blanks)


def test_a_blank_for_a_date_is_listed_too():
    offer = {"at": "2026-11-20", "event": "firm-offer"}
    found = advise(
        {"events": [MET, offer], "candidate": "Kim", "position": "Clerk"}, "2026-11-20 12:00"
    )
    assert found["decide-on-offer"].draft.blanks == ("[the terms you want to change]", "[date]")


def test_a_name_of_several_lines_is_one_line_as_an_addressee():
    (draft,) = drafts("send-thank-you", [MET | {"interviewers": ["Ms\nOkafor"]}])
    assert draft.to == "Ms Okafor"
    assert draft.to_text().startswith(
        "To: Ms Okafor\nSubject: Thank you for the interview\n\nDear "
    )


def test_paragraphs_keep_only_the_line_breaks_that_are_meant():
    (draft,) = drafts("send-thank-you", [MET | {"interviewers": PANEL[:1]}], candidate="Kim")
    assert draft.paragraphs[0] == "Dear Ms Okafor,"
    assert draft.paragraphs[-1] == "Kind regards,\nKim"
    assert "\n" not in "".join(draft.paragraphs[:-1])
    assert "\n\n".join(draft.paragraphs) == draft.body


SENT = {"at": "2026-11-19 18:00", "event": "thank-you-sent"}


@pytest.mark.parametrize(
    ("events", "channel"),
    [
        ([], "email"),
        ([{**SENT, "channel": "linkedin"}], "linkedin"),
        ([{**SENT, "channel": "card", "contact": "Ms Okafor"}], "card"),
        # Another person, another way.
        ([{**SENT, "channel": "card", "contact": "Mr Reyes"}], "email"),
        ([{**SENT, "channel": "card", "role": "hr"}], "email"),
        # Nobody can be written to in person.
        ([{**SENT, "channel": "portal"}, {**SENT, "channel": "in-person"}], "portal"),
        # What a portal takes in or says concerns nobody in particular.
        ([{"at": "2026-11-01", "event": "application-sent", "channel": "portal"}], "email"),
        ([{"at": "2026-11-20", "event": "reply-received", "channel": "portal"}], "email"),
        # The last one counts, also if they wrote it.
        (
            [
                {**SENT, "channel": "card"},
                {"at": "2026-11-20", "event": "positive-signal", "channel": "phone"},
            ],
            "phone",
        ),
        # What did not arrive is no way to reach anybody.
        (
            [
                {**SENT, "channel": "message"},
                {"at": "2026-11-20", "event": "thank-you-failed", "channel": "linkedin"},
            ],
            "message",
        ),
        # What lies ahead has not happened, and other employers are other people.
        ([{**SENT, "channel": "linkedin", "at": "2027-11-19"}], "email"),
        ([{**SENT, "channel": "linkedin", "elsewhere": True}], "email"),
    ],
)
def test_the_channel_is_the_one_last_used_with_this_person(events, channel):
    met = {**MET, "interviewers": PANEL[:1]}
    (draft,) = drafts(
        "follow-up",
        [met, {"at": met["at"], "event": "decision-date-set", "date": "2026-11-25"}, *events],
        "2026-11-27 12:00",
    )
    assert (draft.to, draft.channel) == ("Ms Okafor", channel)


def test_human_resources_have_a_channel_of_their_own():
    log = [
        {**MET, "at": "2026-11-05 10:00"},
        {"at": "2026-11-06", "event": "reply-received", "role": "hr", "channel": "phone"},
        {"at": "2026-11-12", "event": "follow-up-sent", "channel": "linkedin"},
    ]
    (draft,) = drafts("contact-hr", log, "2026-11-27 12:00")
    assert (draft.role, draft.channel) == ("hr", "phone")


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


DRAFTS = RulePack.default().drafts


@pytest.mark.parametrize("name", [name for name, each in DRAFTS.items() if each.through])
def test_an_agency_is_asked_about_the_employer_and_not_as_the_employer(name):
    other = DRAFTS[DRAFTS[name].through]
    names = {part.name: part.otherwise for part in other.body if not isinstance(part, str)}
    assert names["addressee"] == "Recruitment Team"
    subject = "".join(part for part in other.subject if isinstance(part, str))
    assert "Your offer" not in subject
    if name != "ask-for-the-letter":  # The letter comes from the agency, too.
        assert names["company"].lower() == "the employer"


def test_an_offer_that_an_agency_passed_on_is_declined_through_it():
    log = [
        {"at": "2026-11-18", "event": "written-offer", "role": "agency", "contact": "Jo Temp"},
        {"at": "2026-11-19", "event": "interest-lost"},
    ]
    (draft,) = drafts("withdraw", log, company="Acme")
    assert draft.body.startswith("Dear Jo Temp,")
    assert "Please tell Acme" in draft.body


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


@pytest.mark.parametrize("fields", [{}, {"interviewer": "Ms Okafor"}])
def test_who_has_left_stays_away_when_somebody_else_is_in_touch(fields):
    log = [
        {"at": "2026-11-05 10:00", "event": "interview", "interviewers": PANEL[:1]},
        {"at": "2026-11-06", "event": "contact-left"},
        {"at": "2026-11-07", "event": "contact-update", "contact": "Mr New"},
    ]
    (draft,) = drafts("follow-up", log, now="2026-11-24 12:00", **fields)
    assert draft.to is None


def test_a_new_interviewer_of_the_state_is_not_the_one_who_left():
    log = [
        {"at": "2026-11-05 10:00", "event": "interview", "interviewers": PANEL[:1]},
        {"at": "2026-11-06", "event": "contact-left"},
        {"at": "2026-11-07", "event": "contact-update", "contact": "Mr New"},
    ]
    (draft,) = drafts("follow-up", log, now="2026-11-24 12:00", interviewer="Mr New")
    assert draft.to == "Mr New"


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


def test_a_call_is_no_way_to_send_a_note():
    call = {"at": "2026-11-19 10:00", "event": "phone-screen", "channel": "phone"}
    (draft,) = drafts("send-thank-you", [{**call, "interviewers": ["Kim"]}])
    assert (draft.to, draft.channel) == ("Kim", "email")


@pytest.mark.parametrize("named", [{}, {"contact": "Ms Okafor"}])
def test_nobody_thanks_someone_who_has_left(named):
    log = [{**MET, "interviewers": PANEL[:1]}, {"at": "2026-11-19 18:00", "event": "contact-left"}]
    (draft,) = drafts("send-thank-you", [log[0], {**log[1], **named}])
    assert draft.to is None
    assert "Okafor" not in draft.body


def test_those_who_are_left_are_thanked():
    log = [
        {**MET, "interviewers": PANEL[:2]},
        {"at": "2026-11-19 18:00", "event": "contact-left", "contact": PANEL[0]},
    ]
    assert [draft.to for draft in drafts("send-thank-you", log)] == [PANEL[1]]


def test_human_resources_are_not_written_to_by_the_name_of_someone_who_has_left():
    log = [
        LONG_AGO,
        {"at": "2026-11-06", "event": "reply-received", "role": "hr", "contact": "Bo"},
        {"at": "2026-11-12", "event": "follow-up-sent"},
        {"at": "2026-11-13", "event": "contact-left", "contact": "Bo"},
    ]
    for found in drafts("contact-hr", log, "2026-11-28 12:00"):
        assert found.to is None
