"""Properties of advice that hold for every event log."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from drawn import countries, days, every_moment, interviewed, logs, nows, promised, states, zones
from hypothesis import assume, example, given
from hypothesis import strategies as st
from profiles import scaled

from interview_rules import Advisor, InterviewState, ReportRecord, RulePack
from interview_rules.calendars.calendar import NEVER
from interview_rules.facts.vocabulary import OFFSETS
from interview_rules.records.parts import PARTS

EXAMPLES = scaled(500)
PRACTICE = Advisor()
ARTICLE = Advisor(RulePack.shipped("after-the-interview"))
BOTH = pytest.mark.parametrize("advisor", [ARTICLE, PRACTICE], ids=["article", "practice"])


def known(report, fact):
    return report.facts[OFFSETS[fact]] < NEVER


@BOTH
@EXAMPLES
@given(states(), nows)
def test_advice_never_contradicts_itself(advisor, state, now):
    report = advisor.advise(state, now)
    given_ = set(report.actions)
    for group in advisor.pack.exclusive:
        assert len(given_ & set(group)) < 2, group
    for pair in (("wait", "follow-up"), ("follow-up", "await-reply")):
        assert not set(pair) <= given_
    if "send-thank-you" in given_:
        assert not known(report, "thank_you")
    if "decide-on-offer" in given_:
        assert report.facts[OFFSETS["offer"]] >= 4
    assert len(report.actions) == len(given_)


@BOTH
@EXAMPLES
@given(states(), nows)
def test_a_position_is_not_filled_while_a_question_is_fresh(advisor, state, now):
    report = advisor.advise(state, now)
    if "assume-filled" in report.actions and report.facts[OFFSETS["follow_up_pending"]]:
        place = OFFSETS["follow_up"]
        follow_up = tuple(report.facts[place : place + 3])
        wait = state.calendar.starts[follow_up[2] + 3]
        date_place = OFFSETS["decision_date"]
        before_the_date = report.facts[date_place] < NEVER and (
            follow_up[2] < report.facts[date_place + 2]
        )
        assert report.instant >= wait or before_the_date


@BOTH
@EXAMPLES
@given(st.data(), logs, zones, nows)
def test_the_same_log_in_another_order_gives_the_same_bytes(advisor, data, log, zone, now):
    one = advisor.advise(InterviewState.from_events(log, timezone=zone), now)
    other_log = data.draw(st.permutations(log))
    other = advisor.advise(InterviewState.from_events(other_log, timezone=zone), now)
    text = one.to_json()
    assert text == ReportRecord.model_validate_json(text).model_dump_json()
    rest = [part for part in PARTS if part != "questions"]
    assert one.to_json(include=rest) == other.to_json(include=rest)
    # Only the places in the log, where answers go, depend on its order.
    assert placeless(one) == placeless(other)


def placeless(report):
    """Return the questions of a report without their paths."""
    return [each.record().model_copy(update={"path": ""}) for each in report.questions]


@BOTH
@EXAMPLES
@given(states(), nows)
def test_the_windows_agree_with_advice_on_both_sides_of_their_borders(advisor, state, now):
    report = advisor.advise(state, now)
    for advice in report:
        for moment, inside in (
            (advice.since, True),
            (advice.until, False),
        ):
            if moment is None:
                continue
            at = int(moment.timestamp())
            for instant, expected in ((at, inside), (at - 1, not inside)):
                there = advisor.advise(state, datetime.fromtimestamp(instant, UTC))
                assert (advice.id in there.ids) is expected
                if expected:
                    same = next(other for other in there if other.id == advice.id)
                    assert (same.since, same.until) == (advice.since, advice.until)
    change = report.next_change
    if change is not None:
        before = datetime.fromtimestamp(int(change.timestamp()) - 1, UTC)
        assert says(advisor.advise(state, change)) != says(report)
        assert says(advisor.advise(state, before)) == says(report)


def says(report):
    return {(advice.id, advice.title, advice.text, advice.due) for advice in report}


STANCES = {
    place
    for place, action in enumerate(PRACTICE.pack.actions_by_rule)
    if action in PRACTICE.pack.stances
}


def has_a_stance(speaks):
    return any(speaks >> place & 1 for place in STANCES)


@scaled(2_000)
@given(interviewed(), zones)
@example(
    drawn=(
        [
            {"event": "interview", "at": "2026-11-02"},
            {"event": "decision-date-set", "at": "2026-11-04", "date": "2026-11-03"},
            {"event": "follow-up-sent", "at": "2026-11-03"},
        ],
        None,
    ),
    zone="UTC",
)
def test_from_the_first_interview_on_there_is_always_a_stance(drawn, zone):
    state = InterviewState.from_events(drawn[0], timezone=zone)
    first = min(meeting.over for meeting in state.timeline.meetings)
    for instant, facts in every_moment(PRACTICE.pack, state):
        if instant >= first:
            _holds, speaks = PRACTICE.engine.evaluate(instant, facts, state.calendar)
            assert has_a_stance(speaks), instant


@EXAMPLES
@given(promised(), zones)
def test_the_rule_on_the_card_holds_literally_in_the_article_pack(drawn, zone):
    log, now = drawn
    state = InterviewState.from_events(log, timezone=zone)
    report = ARTICLE.advise(state, now)
    facts, calendar, instant = report.facts, state.calendar, report.instant

    def span(name):
        place = OFFSETS[name]
        return (facts[place], facts[place + 1], facts[place + 2])

    decision, reply, follow_up = span("decision_date"), span("reply"), span("follow_up")
    assume(decision[0] < NEVER and facts[OFFSETS["offer"]] < 4 and not known(report, "rejection"))
    replied = reply[0] < NEVER and (
        reply[0] >= decision[0]
        if reply[0] == reply[1] and decision[0] == decision[1]
        else reply[2] >= decision[2]
    )
    fresh = (
        facts[OFFSETS["follow_up_pending"]]
        and instant < calendar.starts[follow_up[2] + 3]
        and follow_up[2] >= decision[2]
    )
    if fresh and follow_up[0] == follow_up[1] and decision[0] == decision[1]:
        fresh = follow_up[0] >= decision[0]
    passed = instant >= calendar.starts[decision[2] + 3]
    if passed and not replied and not fresh:
        assert "assume-filled" in report.actions
        sent = follow_up[0] < NEVER and follow_up[2] >= decision[2]
        if not sent:
            assert "follow-up" in report.actions
            hr = facts[OFFSETS["hr_unreachable"]] or known(report, "hr_contacted")
            assert ("contact-hr" in report.actions) is not bool(hr)


@BOTH
@EXAMPLES
@given(days, st.integers(1, 20), st.integers(-3, 20), zones, countries)
def test_three_days_after_the_date_without_a_reply_it_counts_as_filled(
    advisor, met, until, after, zone, country
):
    decision = met + timedelta(days=until)
    log = [
        {"at": met.isoformat(), "event": "interview"},
        {"at": met.isoformat(), "event": "thank-you-sent"},
        {"at": met.isoformat(), "event": "decision-date-set", "date": decision.isoformat()},
    ]
    now = datetime.combine(decision + timedelta(days=after), time(12))
    report = advisor.advise(InterviewState.from_events(log, timezone=zone, country=country), now)
    assert ("assume-filled" in report.actions) is (after >= 3)
    assert ("follow-up" in report.actions) is (after >= 1)
