"""Advice that is done or snoozed: when it is suppressed, and when it returns."""

from __future__ import annotations

import pytest

from interview_rules import Advisor, InterviewState, RulePack, StateError, advise

STATE = InterviewState.from_events(
    [
        {"at": "2026-11-19 15:00", "event": "interview"},
        {"at": "2026-11-19 15:00", "event": "decision-date-set", "date": "2026-11-25"},
    ],
    timezone="America/New_York",
    country="US",
)


def marked(event: str, **fields):
    return STATE.with_events({"event": event, **fields})


def test_a_message_that_is_done_counts_as_sent():
    done = marked("advice-done", at="2026-11-27 10:00", advice="follow-up")
    sent = marked("follow-up-sent", at="2026-11-27 10:00")
    for now in ("2026-11-27 09:59", "2026-11-27 10:00", "2026-11-29 12:00", "2026-12-04 12:00"):
        one, other = advise(done, now), advise(sent, now)
        assert one.ids == other.ids
        assert [a.text for a in one] == [a.text for a in other]
    assert "await-reply" in advise(done, "2026-11-27 12:00")


def test_what_is_done_stays_done_as_long_as_the_advice_would_last():
    done = marked("advice-done", at="2026-11-20", advice="wait")
    assert "wait" in advise(done, "2026-11-19 23:59")
    assert "wait" not in advise(done, "2026-11-20 00:00")
    assert "wait" not in advise(done, "2026-11-25 12:00")
    again = done.with_events(
        {"at": "2026-11-27", "event": "reply-received", "date": "2026-12-04"},
    )
    assert "wait" in advise(again, "2026-11-28 12:00"), "another date is another wait"


def test_what_is_done_once_is_not_advised_by_another_rule_for_the_same_action():
    pack = RulePack.from_text(
        """
pack: two
rules:
  - id: early
    when: from interview and before interview + 2 days
    advise: {action: thank, kind: do, title: Thank, text: Thank.}
    source: Drawn.
  - id: late
    when: from interview + 2 days and before interview + 5 days
    advise: {action: thank, kind: do, title: Thank, text: Thank.}
    source: Drawn.
  - id: much-later
    when: from interview + 6 days
    advise: {action: thank, kind: do, title: Thank, text: Thank.}
    source: Drawn.
"""
    )
    done = marked("advice-done", at="2026-11-19", advice="thank")
    given = {
        day: Advisor(pack).advise(done, f"2026-11-{day} 12:00").ids for day in (19, 20, 22, 25)
    }
    assert given == {19: (), 20: (), 22: (), 25: ("much-later",)}


def test_searching_is_due_again_after_a_week():
    done = marked("advice-done", at="2026-11-20 10:00", advice="continue-search")
    report = advise(done, "2026-11-20 12:00")
    assert "continue-search" not in report
    assert "continue-search" not in advise(done, "2026-11-26 23:59")
    back = advise(done, "2026-11-27 00:00")["continue-search"]
    assert back.since.isoformat() == "2026-11-27T00:00:00-05:00"
    before = advise(done, "2026-11-20 09:00")["continue-search"]
    assert before.until.isoformat() == "2026-11-20T10:00:00-05:00"


def test_set_aside_lasts_until_the_moment_named():
    aside = marked("advice-set-aside", at="2026-11-26 09:00", advice="follow-up", date="2026-11-30")
    assert "follow-up" in advise(aside, "2026-11-26 08:59")
    report = advise(aside, "2026-11-26 09:00")
    assert "follow-up" not in report
    assert "follow-up" in advise(aside, "2026-11-30 00:00")
    assert report.next_change.isoformat() == "2026-11-28T00:00:00-05:00"


def test_set_aside_without_a_moment_lasts_as_long_as_the_advice_would():
    aside = marked("advice-set-aside", at="2026-11-26 09:00", advice="follow-up")
    assert "follow-up" not in advise(aside, "2027-11-26 09:00")
    later = aside.with_events({"at": "2026-12-01", "event": "decision-date-changed",
                               "date": "2026-12-10"})  # fmt: skip
    assert "follow-up" in advise(later, "2026-12-11 12:00")


def test_hidden_advice_still_stands_where_it_stands():
    state = STATE.with_events({"at": "2026-11-20", "event": "other-offer"})
    told = advise(state, "2026-11-20 12:00")
    assert "wait" not in told
    aside = advise(told["tell-about-other-offer"].set_aside("2026-11-22"), "2026-11-21 12:00")
    assert not {"wait", "tell-about-other-offer"} & {*aside.actions}


def test_an_advice_notes_itself_as_done():
    report = advise(STATE, "2026-11-20 12:00")
    sent = report["send-thank-you"].done()
    assert sent.events[-1].event == "thank-you-sent"
    assert "send-thank-you" not in advise(sent, "2026-11-20 12:00")
    searched = report["continue-search"].done("2026-11-20 18:00")
    assert searched.events[-1].model_dump(exclude_defaults=True)["advice"] == "continue-search"
    assert "continue-search" in advise(searched, "2026-11-20 12:00")
    assert "continue-search" not in advise(searched, "2026-11-20 18:00")
    assert InterviewState.read(searched.model_dump_json()) == searched


def test_a_mark_may_name_a_rule_and_is_kept_by_snapshots():
    aside = marked("advice-set-aside", at="2026-11-20", advice="continue-search")
    by_rule = marked("advice-set-aside", at="2026-11-20", advice="thank-you")
    assert "continue-search" not in advise(aside, "2026-11-20 12:00")
    assert "send-thank-you" in advise(STATE, "2026-11-20 12:00")
    assert "send-thank-you" not in advise(by_rule, "2026-11-20 12:00")
    snapshot = aside.snapshot()
    assert snapshot.marks[0].how == "set-aside"
    assert advise(snapshot, "2026-11-20 12:00").ids == advise(aside, "2026-11-20 12:00").ids


def test_a_pack_that_lacks_the_advice_of_another_passes_over_it():
    aside = marked("advice-set-aside", at="2026-11-20", advice="thank-the-others")
    article = Advisor(RulePack.shipped("after-the-interview"))
    assert article.advise(aside, "2026-11-20 12:00").ids


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"advice": "folow-up"}, "events[2].advice: unknown advice 'folow-up' (did you mean fol"),
        (
            {},
            "events[2]: advice-done requires the action of the advice (add it, for example, advice:",
        ),
    ],
)
def test_wrong_marks_are_told(fields, said):
    with pytest.raises(StateError) as error:
        Advisor(strict=True).advise(
            marked("advice-done", at="2026-11-20", **fields), "2026-11-20 12:00"
        )
    assert said in str(error.value)


def test_advice_of_rules_that_are_gone_is_kept_and_has_no_effect():
    gone = marked("advice-done", at="2026-11-20", advice="write-a-poem")
    report = advise(gone, "2026-11-20 12:00")
    plain = InterviewState.from_events(gone.events[:-1])
    assert report.says() == advise(plain, "2026-11-20 12:00").says()
    assert [str(problem) for problem in report.warnings] == [
        "events[2].advice: unknown advice 'write-a-poem' (run 'interview-rules rules --rules PACK' to list the rules of a pack)"
    ]
    assert report.record().warnings[0].place == ("events", 2, "advice")
    assert report.state.events[2].advice == "write-a-poem"
    assert not advise(plain, "2026-11-20 12:00").warnings


NOBODY = {
    "nobody to write to": {"contact_known": False},
    "nobody at human resources": {"hr_reachable": False, "contact_known": False},
}


@pytest.mark.parametrize("fields", NOBODY.values(), ids=NOBODY)
@pytest.mark.parametrize(
    "events",
    [
        [],
        [{"at": "2026-11-20", "event": "thank-you-failed"}],
        [{"at": "2026-11-20", "event": "no-decision-date"}],
        [{"at": "2026-11-20", "event": "paperwork-date-set", "date": "2026-11-27"}],
        [{"at": "2026-11-20", "event": "contact-date-set", "date": "2026-11-27"}],
        [{"at": "2026-11-20", "event": "position-on-hold"}],
        [{"at": "2026-11-20", "event": "contact-away", "date": "2026-12-04"}],
        [{"at": "2026-11-20", "event": "interview-cancelled"}],
    ],
)
def test_what_cannot_be_acted_on_does_not_stay_overdue(events, fields):
    state = STATE.model_copy()
    state = InterviewState.read({**state.model_dump(exclude_unset=True), **fields,
                                 "events": [*state.events, *events]})  # fmt: skip
    report = advise(state, "2026-12-20 12:00")
    assert not [advice.id for advice in report if advice.due is not None]
    assert "find-a-contact" in report


def test_what_is_done_before_it_is_advised_suppresses_nothing_later():
    text = """
pack: late
rules:
  - id: call
    source: our own rule
    when: from interview + 5 days
    advise: {action: call, kind: do, title: Call, text: Call them.}
  - id: other
    source: our own rule
    when: from interview + 3 days
    conclude: three_days
"""
    done = STATE.with_events({"event": "advice-done", "at": "2026-11-20", "advice": "call"})
    for pack in (text, text[: text.index("  - id: other")]):
        report = Advisor(RulePack.from_text(pack)).advise(done, "2026-11-26 12:00")
        assert report.ids == ("call",)
