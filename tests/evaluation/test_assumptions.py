"""Assumptions that changed the advice."""

from __future__ import annotations

from datetime import date

import pytest

from interview_rules import Advisor, RulePack, advise
from interview_rules.evaluation.assumptions import unconfirmed

STATE = {
    "interview": "2026-11-19 15:00",
    "decision_date": "2026-11-27",
    "thank_you": "2026-11-20",
    "timezone": "America/New_York",
    "country": "US",
}


def assumed(state, now):
    return [each.fact for each in advise(state, now).assumptions]


def test_nothing_is_assumed_where_everything_was_said():
    assert assumed(STATE, "2026-11-20 12:00") == []


def test_a_zone_is_assumed_where_there_are_days_to_count():
    without = {key: value for key, value in STATE.items() if key != "timezone"}
    assert assumed(without, "2026-11-20 12:00") == ["timezone"]
    assert assumed({}, "2026-11-20 12:00") == []


def test_a_country_is_assumed_where_business_days_are_counted():
    without = {key: value for key, value in STATE.items() if key != "country"}
    assert "country" not in assumed(without, "2026-11-20 12:00")
    assert "country" in assumed(without, "2026-11-28 12:00")
    assert "country" not in assumed({**without, "free_days": []}, "2026-11-28 12:00")
    away = {**without, "events": [{"at": "2026-11-20", "event": "holiday", "date": "2026-11-26"}]}
    assert "country" in assumed(away, "2026-11-20 12:00")


def test_a_round_is_taken_to_have_taken_place():
    planned = {**STATE, "thank_you": None, "interview": {"date": "2026-11-19", "planned": True}}
    (first, *_rest) = advise(planned, "2026-11-20 12:00").assumptions
    assert first.fact == "interview"
    assert str(first) == "The round arranged for 2026-11-19 is assumed to have taken place."
    closed = {**planned, "withdrawn": "2026-11-20"}
    assert "interview" not in assumed(closed, "2026-11-20 12:00")


def test_a_round_is_over_from_its_end_on():
    planned = {"date": "2026-11-19 15:00", "end": "2026-11-19 16:00", "planned": True}
    state = {**STATE, "thank_you": None, "interview": planned}

    def left(now: str) -> list[date]:
        return [day for _event, day in unconfirmed(advise(state, now).evaluation)]

    assert left("2026-11-19 15:59:59") == []
    assert left("2026-11-19 16:00") == [date(2026, 11, 19)]
    cancelled = {"at": "2026-11-20 09:00", "event": "interview-cancelled", "date": "2026-11-19"}
    state["events"] = [cancelled]
    assert left("2026-11-20 08:59") == [date(2026, 11, 19)]
    assert left("2026-11-20 09:00") == []


@pytest.mark.parametrize(
    ("now", "facts"),
    [
        ("2026-11-26 12:00", []),
        ("2026-11-28 12:00", ["reply", "follow_up"]),
        ("2026-11-30 12:00", ["reply", "follow_up"]),
    ],
)
def test_silence_and_what_was_not_done_are_assumed(now, facts):
    assert assumed(STATE, now) == facts


def test_a_question_to_human_resources_that_is_not_recorded_counts_as_not_asked():
    asked = {**STATE, "follow_up": "2026-11-28"}
    assert "contact-hr" in advise(asked, "2026-12-05 12:00")
    assert assumed(asked, "2026-12-05 12:00") == ["reply", "hr_contacted"]


def test_a_note_that_is_not_recorded_counts_as_not_sent():
    assert assumed({**STATE, "thank_you": None}, "2026-11-20 12:00") == ["thank_you"]


def test_nothing_counts_as_unsent_that_nobody_asked_for():
    checked = {"events": [{"at": "2026-11-19", "event": "references-checked"}]}
    asked = {"events": [{"at": "2026-11-19", "event": "references-requested"}]}
    facts = [
        {each.fact for each in advise(state, "2026-11-20 12:00").assumptions}
        for state in (checked, asked)
    ]
    assert "materials_sent" not in facts[0]
    assert "materials_sent" in facts[1]


def said_by(when, state, now="2026-11-25 12:00"):
    """Return the assumptions under one rule, whose words name no moment."""
    rule = f"{{id: it, when: {when}, source: Us., advise: {{action: a, kind: do, title: A, text: A.}}}}"
    advisor = Advisor(RulePack.from_text(f"pack: tiny\nrules:\n  - {rule}\n"))
    return [str(each) for each in advisor.advise(state, now).assumptions]


MET = {"interview": "2026-11-19"}
UTC = {**MET, "timezone": "UTC"}
COUNTRY = "No country is given, so Saturday and Sunday are free and no holiday is counted."


@pytest.mark.parametrize(
    ("when", "state", "said"),
    [
        ("from interview", MET, ["No time zone is given, so days are counted in UTC."]),
        ("from interview", UTC, []),
        ("from interview + 1 business day", UTC, [COUNTRY]),
        ("from interview + 1 business day", {**UTC, "country": "US"}, []),
        ("not from decision_date + 1 business day", UTC, []),
        ("no reply", UTC, ["Anything they said that is not recorded counts as silence."]),
        ("no offer", UTC, []),
    ],
)
def test_assumptions_are_whole_sentences(when, state, said):
    assert said_by(when, state) == said
