"""Explanations: why a rule holds or not, and when it could hold."""

from __future__ import annotations

import pytest

from interview_rules import (
    Advisor,
    ExplanationRecord,
    InterviewState,
    JobSearch,
    PackError,
    RulePack,
    StateError,
    explain,
)

STATE = InterviewState.from_events(
    [
        {"at": "2026-11-19 15:00", "event": "interview"},
        {"at": "2026-11-19 15:00", "event": "decision-date-set", "date": "2026-11-27"},
    ],
    timezone="America/New_York",
    country="US",
)
NOW = "2026-11-20 12:00"


def test_a_rule_that_does_not_hold_shows_when_it_will():
    why_not = explain(STATE, "follow-up", NOW)
    assert not why_not.holds
    assert not why_not.given
    assert [part.words for part in why_not.deciding] == ["after decision_date"]
    (test,) = why_not.deciding
    assert test.changes == why_not.earliest
    assert why_not.earliest.isoformat() == "2026-11-28T00:00:00-05:00"
    assert why_not.given_from == why_not.earliest
    assert why_not.missing == ()
    (seen,) = test.saw
    assert (seen.fact, seen.value) == ("decision_date", "Friday 27 November 2026")
    (origin,) = seen.origins
    assert (origin.path, origin.event) == ("events[1]", "decision-date-set")


def test_a_rule_that_cannot_hold_names_the_missing_information():
    why_not = explain({"interview": "2026-11-19"}, "assume-filled", NOW)
    assert why_not.rule.id == "assume-filled"
    assert why_not.earliest is None
    assert why_not.missing == ("decision_date",)
    assert "Cannot hold unless something happens" in why_not.to_text(width=200)
    assert "Missing information: decision_date" in why_not.to_text(width=200)


def test_conclusions_lead_to_the_rules_that_conclude_them():
    why_not = explain(STATE, "contact-hr", NOW)
    conclusion = why_not.tree.parts[0]
    assert (conclusion.kind, conclusion.words) == ("conclusion", "assumed_filled")
    assert [part.words for part in conclusion.parts] == [
        "assume-filled",
        "assume-filled-unanswered",
    ]
    assert "from decision_date + reply_wait" in [part.words for part in why_not.deciding]
    assert why_not.earliest is None
    assert "follow_up" in why_not.missing
    assert "decision_date + reply_wait: Monday 30 November 2026" in why_not.to_text(width=200)


def test_a_rule_that_holds_shows_its_end():
    why = explain(STATE, "wait", NOW)
    assert why.given
    assert why.until.isoformat() == "2026-11-28T00:00:00-05:00"
    assert why.earliest == why.evaluation.now
    assert why.instead == ()
    assert "holds, and its advice is given" in why.to_text(width=200)
    assert "Holds until Fri 27 Nov 2026." in why.to_text(width=200)


def test_a_rule_that_holds_without_giving_its_advice_names_the_rule_that_does():
    state = STATE.with_events({"at": "2026-11-20", "event": "other-offer"})
    why = explain(state, "wait", NOW)
    assert why.holds
    assert not why.given
    assert why.instead == ("tell-about-other-offer",)
    assert "tell-about-other-offer takes precedence" in why.to_text(width=200)
    search = JobSearch.read({"applications": {"A": {"interview": "2026-11-19"}}})
    later = explain(search, "search-again", "2026-11-20 12:00", application="A")
    assert "Even then, the rules of the search advise this action." in later.to_text(width=200)
    quiet = explain({"interview": "2026-11-10"}, "be-patient", "2026-11-12 12:00")
    assert quiet.instead == ("wait-a-week",)
    first = Advisor(
        RulePack.from_text(
            """
pack: both
rules:
  - id: one
    when: rounds >= 0
    advise: {action: act, kind: do, title: One, text: One.}
    source: Drawn.
  - id: two
    when: rounds >= 0
    advise: {action: act, kind: do, title: Two, text: Two.}
    source: Drawn.
"""
        )
    )
    assert first.explain({}, "two", NOW).instead == ("one",)
    assert first.explain({}, "two", NOW).given_from is None
    assert first.explain({}, "act", NOW).rule.id == "one"


def test_the_origins_of_an_explanation_are_those_of_the_deciding_tests():
    state = STATE.with_events(
        {"at": "2026-11-20 10:00", "event": "thank-you-sent"},
        {"at": "2026-11-21 10:00", "event": "boards-searched"},
    )
    for rule in ("wait", "follow-up", "assume-filled", "thank-you", "continue-search"):
        why = explain(state, rule, NOW)
        found = {each.path for part in why.deciding for saw in part.saw for each in saw.origins}
        assert {each.path for each in why.origins} == found
        assert len(why.origins) == len(found)
        assert why.record().origins == why.origins
    thanked = explain(state, "thank-you", NOW)
    assert [each.event for each in thanked.origins][-1] == "thank-you-sent"
    written = why.record().model_dump(mode="json")
    del written["origins"]
    assert ExplanationRecord.model_validate(written).origins == ()


def test_snoozed_advice_is_named_as_such():
    aside = STATE.with_events({"at": "2026-11-20", "event": "advice-set-aside", "advice": "wait"})
    why = explain(aside, "wait", NOW)
    assert why.hidden
    assert why.holds
    assert "its advice is done or snoozed" in why.to_text(width=200)


def test_an_action_is_explained_by_the_rule_that_gives_its_advice_or_holds_first():
    assert explain(STATE, "send-thank-you", NOW).rule.id == "thank-you"
    assert explain(STATE, "reschedule", NOW).rule.id == "reschedule"
    closed = explain(STATE, "application-closed", NOW).rule
    assert closed.advise.action == "application-closed"
    state = STATE.with_events({"at": "2026-11-20", "event": "offer-withdrawn"})
    assert explain(state, "application-closed", NOW).rule.id == "offer-taken-back"


def test_an_unknown_rule_is_an_error():
    with pytest.raises(PackError, match=r"unknown rule 'folow-up'.*did you mean follow-up"):
        explain(STATE, "folow-up", NOW)


@pytest.mark.parametrize("rule", [None, 5, [], ["wait"], b"wait"])
def test_an_invalid_rule_id_is_an_error(rule):
    with pytest.raises(PackError, match="expected the id of a rule"):
        explain(STATE, rule, NOW)


SEARCH = JobSearch.read(
    {
        "applications": {
            "Harbor": {"interview": "2026-11-19", "decision_date": "2026-11-30"},
            "Birch": {
                "offer": {"at": "2026-11-20", "step": "written"},
                "offer_deadline": "2026-11-27",
            },
        }
    }
)


def test_an_application_is_explained_as_its_search_sees_it():
    alone = explain(SEARCH.applications["Harbor"], "tell-about-other-offer", "2026-11-23 12:00")
    within = explain(SEARCH, "tell-about-other-offer", "2026-11-23 12:00", application="Harbor")
    assert (alone.holds, within.holds, within.given) == (False, True, True)


def test_an_action_of_the_search_is_not_called_done():
    explanation = explain(SEARCH, "continue-search", "2026-11-19 12:00", application="Harbor")
    assert explanation.to_text().startswith(
        "continue-search: holds, but the rules of the search advise this action"
    )


def test_an_empty_name_explains_the_search_as_a_whole():
    explanation = explain(SEARCH, "weigh-the-offers", "2026-11-23 12:00", application="")
    assert (explanation.given, explanation.record().pack) == (True, "job-search")


@pytest.mark.parametrize(
    ("state", "application", "expected"),
    [
        (SEARCH, None, "application: a search has several applications"),
        (SEARCH, "Harbour", "application: unknown application 'Harbour'.*did you mean Harbor"),
        (STATE, "Harbor", "application: a state is a single application"),
    ],
)
def test_the_application_to_explain_is_named_for_a_search_only(state, application, expected):
    with pytest.raises(StateError, match=expected):
        explain(state, "wait", NOW, application=application)


def test_missing_information_can_be_more_than_a_moment():
    assert explain(STATE, "decide-on-offer", NOW).missing == ("offer",)


def test_fields_and_own_facts_are_origins_too():
    pack = RulePack.from_text(
        """
pack: mine
facts:
  visa_needed: {type: flag, doc: The candidate needs a work permit.}
rules:
  - id: mine
    when: visa_needed and hr_unreachable and follow_up_pending and rounds >= 2
      and interviewers >= 1 and offer is none and agency_between and upcoming_interview is known
    conclude: c
    source: Drawn.
"""
    )
    state = InterviewState.read(
        {
            "events": [
                {"at": "2026-11-10", "event": "phone-screen", "role": "agency"},
                {"at": "2026-11-19", "event": "interview", "interviewers": ["Ms Okafor"]},
                {"at": "2026-11-20", "event": "follow-up-sent"},
            ],
            "rounds": [{"date": "2026-11-30", "planned": True}],
            "hr_reachable": False,
            "facts": {"visa_needed": True},
        }
    )
    seen = {
        saw.fact: [origin.path for origin in saw.origins]
        for part in Advisor(pack).explain(state, "mine", "2026-11-20 12:00").tree.parts
        for saw in part.saw
    }
    assert seen == {
        "visa_needed": ["facts.visa_needed"],
        "hr_unreachable": ["hr_reachable"],
        "follow_up_pending": ["events[2]"],
        "rounds": ["events[0]", "events[1]"],
        "interviewers": ["events[1]"],
        "offer": [],
        "agency_between": ["events[0]"],
        "upcoming_interview": ["rounds[0]"],
    }


def test_an_explanation_reads_back_from_json():
    why = explain(STATE, "contact-hr", NOW)
    again = ExplanationRecord.model_validate_json(why.to_json())
    assert again == why.record()
    assert again.tree.parts[0].words == "assumed_filled"
