"""Reports: order, windows, reasons, texts, questions, assumptions."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from interview_rules import Advisor, InterviewState, ReportRecord, StateError, advise

STATE = {
    "interview": "2026-11-19 15:00",
    "decision_date": "2026-11-27",
    "timezone": "America/New_York",
    "country": "US",
    "company": "Acme",
    "interviewer": "Ms Okafor",
}


def test_the_follow_up_comes_after_the_date_and_is_due_on_the_next_business_day():
    report = advise(STATE, "2026-11-28 12:00")
    follow_up = report["follow-up"]
    assert follow_up.due == date(2026, 11, 30)
    assert follow_up.since.isoformat() == "2026-11-28T00:00:00-05:00"
    assert follow_up.until.isoformat() == "2027-01-22T00:00:00-05:00"
    assert follow_up.source.section == "When to Reach Out"
    assert "Ms Okafor" in follow_up.title
    assert "Friday 27 November 2026" in follow_up.text


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        ({}, "Ask your interviewer for news"),
        ({"interviewer": "Ms. Okafor"}, "Ask Ms. Okafor for news"),
        ({"interviewer": "Ms. Okafor", "intermediary": "agency"}, "Ask the agency for news"),
        ({"intermediary": "recruiter"}, "Ask the recruiter for news"),
    ],
)
def test_a_title_names_whom_to_write_to(fields, title):
    state = {"interview": "2026-11-19", "decision_date": "2026-11-25", **fields}
    report = advise(state, "2026-11-26 12:00")
    assert report["follow-up"].title == title
    asked = {question.id for question in report.questions(all=True)}
    assert ("intermediary" in asked) is ("intermediary" not in fields)


def test_what_to_do_comes_first_and_sooner_due_before_later():
    report = advise(
        STATE | {"offer": {"at": "2026-11-20", "step": "written"}, "thank_you": "2026-11-20"},
        "2026-11-21 12:00",
    )
    kinds = [advice.kind for advice in report]
    assert kinds == sorted(kinds, key=("do", "avoid", "know").index)
    report = advise(STATE, "2026-11-20 12:00")
    dated = [advice.due for advice in report if advice.kind == "do"]
    assert dated[0] == date(2026, 11, 20)
    assert dated[-1] is None


def test_reasons_name_the_rules_and_the_facts_they_used():
    reason = advise(STATE, "2026-11-20 12:00")["wait"].because[0]
    assert reason.rule == "wait"
    assert reason.facts["decision_date"] == "Friday 27 November 2026"
    assert reason.words[0] == "decision_date is known and not after decision_date"


def test_other_rules_with_the_same_action_follow_the_one_that_gives_its_advice():
    log = [{"at": "2026-11-19", "event": "interview"}]
    because = Advisor().advise(InterviewState.from_events(log), "2026-11-20 12:00")["wait"].because
    assert [reason.rule for reason in because] == ["wait-a-week", "be-patient"]


def test_drafts_are_filled_in():
    draft = advise(STATE, "2026-11-20 12:00")["send-thank-you"].draft
    assert draft.body.startswith("Dear Ms Okafor,\n")
    assert "{" not in draft.body + draft.subject


def test_a_report_reads_back_from_json():
    report = advise(STATE, "2026-11-20 12:00")
    again = ReportRecord.model_validate_json(report.to_json())
    assert again == report.record()
    assert [advice.id for advice in again] == list(report.ids)
    assert again.versions.keys() == {"interview-rules", "tzdata", "holidays"}


def test_a_test_on_the_same_day_does_not_confirm_an_arranged_interview():
    log = [
        {"at": "2026-11-10", "event": "interview-scheduled", "date": "2026-11-19"},
        {"at": "2026-11-19", "event": "test-taken"},
    ]
    state = InterviewState.from_events(log, timezone="UTC", country="US")
    assumed = advise(state, "2026-11-20 12:00").assumptions
    assert "interview" in [each.fact for each in assumed]


def test_next_change_is_when_other_advice_is_given():
    report = advise(STATE, "2026-11-25 12:00")
    assert report.next_change.isoformat() == "2026-11-28T00:00:00-05:00"


@pytest.mark.parametrize(
    "now",
    ["2026-11-20 12:00", datetime(2026, 11, 20, 12), datetime(2026, 11, 20, 17, tzinfo=UTC),
     "2026-11-20T17:00Z"],
)  # fmt: skip
def test_now_is_read_in_the_zone_of_the_state(now):
    assert advise(STATE, now).now.isoformat() == "2026-11-20T12:00:00-05:00"


def test_now_defaults_to_the_current_time():
    before = datetime.now(UTC) - timedelta(seconds=2)
    assert before <= advise(STATE).now <= datetime.now(UTC)


def test_a_report_is_indexed_by_action():
    report = advise(STATE, "2026-11-20 12:00")
    assert "wait" in report
    assert "follow-up" not in report
    assert len(report) == len(list(report)) == len(report.actions)
    with pytest.raises(KeyError):
        report["follow-up"]


def test_an_unknown_engine_is_named():
    with pytest.raises(StateError, match="unknown engine 'rete'"):
        Advisor(engine="rete")


@pytest.mark.parametrize(
    ("start", "end", "due"),
    [
        ("2026-11-25 08:00", "2026-11-25 09:00", "2026-11-25T08:00:00-05:00"),
        ("2026-11-25 00:00", "2026-11-25 09:00", "2026-11-25T00:00:00-05:00"),
        ("2026-11-25 20:00", "2026-11-26 00:00", "2026-11-25T20:00:00-05:00"),
        ("2026-11-25 00:00", "2026-11-26 00:00", "2026-11-25"),
        ("2026-11-25 20:00", "2026-11-26 12:00", "2026-11-25"),
        ("2026-11-25", "2026-11-26", "2026-11-25"),
    ],
)
def test_a_round_within_a_day_is_due_at_its_hour(start, end, due):
    state = {
        "rounds": [{"date": start, "end": end, "planned": True}],
        "timezone": "America/New_York",
    }
    report = advise(state, "2026-11-20 12:00")
    assert report["ask-decision-date"].due.isoformat() == due


def test_a_moment_that_cannot_be_recorded_is_named_as_its_argument():
    advice = advise({"interview": "2026-11-19"}, "2026-11-20 12:00").advice[0]
    for call, place in (
        (lambda: advice.done("soon"), "at"),
        (lambda: advice.set_aside(at="soon"), "at"),
        (lambda: advice.set_aside("next week"), "until"),
    ):
        with pytest.raises(StateError) as caught:
            call()
        assert [problem.where for problem in caught.value.problems] == [place]
