"""Snoozed advice in reports: what is left out, until when, and which entries snooze it."""

from __future__ import annotations

import random

import pytest

from interview_rules import Advisor, InterviewState, JobSearch, ReportRecord, RulePack, advise
from interview_rules.records.report import SearchReportRecord


def with_log(events):
    return InterviewState.from_events(events, timezone="America/New_York", country="US")


STATE = with_log(
    [
        {"at": "2026-11-19 15:00", "event": "interview"},
        {"at": "2026-11-19 15:00", "event": "decision-date-set", "date": "2026-11-25"},
    ]
)
NOW = "2026-11-26 12:00"


def marked(event: str, **fields):
    return STATE.with_events({"event": event, **fields})


def snoozed(report):
    return {each.advice.id: each for each in report.snoozed}


def test_snoozed_advice_says_until_when_and_which_entry_snoozes_it():
    aside = marked("advice-set-aside", at="2026-11-26 09:00", advice="follow-up", date="2026-11-30")
    found = snoozed(advise(aside, NOW))["follow-up"]
    assert found.advice.title == advise(STATE, NOW)["follow-up"].title
    assert found.until.isoformat() == "2026-11-30T00:00:00-05:00"
    assert found.entries == ("events[2]",)
    assert not advise(aside, "2026-11-26 08:59").snoozed, "not snoozed yet"
    assert not advise(aside, "2026-11-30 00:00").snoozed, "given again"


def test_a_snooze_without_an_end_has_no_until():
    aside = marked("advice-set-aside", at="2026-11-26 09:00", advice="follow-up")
    assert snoozed(advise(aside, NOW))["follow-up"].until is None


def test_the_longest_of_several_snoozes_counts():
    twice = marked("advice-set-aside", at="2026-11-26 09:00", advice="follow-up", date="2026-11-30")
    twice = twice.with_events(
        {"event": "advice-set-aside", "at": "2026-11-26 10:00", "advice": "follow-up",
         "date": "2026-11-28"},
        {"event": "advice-set-aside", "at": "2026-11-20 10:00", "advice": "follow-up",
         "date": "2026-11-21"},
    )  # fmt: skip
    found = snoozed(advise(twice, NOW))["follow-up"]
    assert found.until.isoformat() == "2026-11-30T00:00:00-05:00"
    assert found.entries == ("events[2]", "events[3]"), "not the one that is over"


def test_advice_that_no_longer_applies_or_is_done_is_not_among_the_snoozed():
    aside = marked("advice-set-aside", at="2026-11-20 09:00", advice="send-thank-you",
                   date="2027-01-01")  # fmt: skip
    assert "thank-you" in snoozed(advise(aside, "2026-11-20 12:00"))
    assert "thank-you" not in snoozed(advise(aside, "2026-12-20 12:00"))
    done = aside.with_events({"event": "thank-you-sent", "at": "2026-11-20 10:00"})
    assert "thank-you" not in snoozed(advise(done, "2026-11-20 12:00"))
    searched = marked("advice-set-aside", at="2026-11-20 09:00", advice="continue-search")
    assert "continue-search" in snoozed(advise(searched, "2026-11-20 12:00"))
    both = searched.with_events(
        {"event": "advice-done", "at": "2026-11-20 10:00", "advice": "continue-search"}
    )
    assert not advise(both, "2026-11-20 12:00").snoozed


def test_advice_that_sets_a_fact_of_the_pack_is_done_or_snoozed():
    pack = RulePack.from_text(
        """
pack: own
facts:
  asked: {type: moment, doc: When you asked., ask: "When did you ask?"}
rules:
  - id: ask
    when: from interview and no asked
    advise: {action: ask, kind: do, title: Ask, text: Ask., recorded_as: asked}
    source: Drawn.
"""
    )
    advisor = Advisor(pack)
    aside = marked("advice-set-aside", at="2026-11-20 09:00", advice="ask")
    assert [each.advice.id for each in advisor.advise(aside, NOW).snoozed] == ["ask"]
    done = aside.with_events({"event": "advice-done", "at": "2026-11-20 10:00", "advice": "ask"})
    assert not advisor.advise(done, NOW).snoozed


def test_a_snapshot_and_an_advice_named_by_its_rule_lead_to_the_entry():
    by_rule = marked("advice-set-aside", at="2026-11-20", advice="thank-you").snapshot()
    (found,) = advise(by_rule, "2026-11-20 12:00").snoozed
    assert found.entries == ("marks[0]",)


@pytest.mark.parametrize("seed", range(20))
def test_without_the_entries_that_snooze_it_the_advice_is_given(seed):
    draw = random.Random(seed)  # noqa: S311  # drawing examples
    given = advise(STATE, NOW)
    state = STATE
    for action in draw.sample(given.actions, k=draw.randint(1, len(given.actions))):
        for _ in range(draw.randint(1, 3)):
            name = draw.choice(["advice-set-aside", "advice-set-aside", "advice-done"])
            entry = {"event": name, "at": f"2026-11-{draw.randint(19, 26)} 09:00", "advice": action}
            if name == "advice-set-aside" and draw.random() < 0.6:
                entry["date"] = f"2026-11-{draw.randint(26, 30)}"
            state = state.with_events(entry)
    report = advise(state, NOW)
    listed = {each.advice.id for each in report.snoozed}
    assert not listed & {*report.ids}
    for each in report.snoozed:
        kept = [event for n, event in enumerate(state.events) if f"events[{n}]" not in each.entries]
        assert each.advice.id in advise(with_log(kept), NOW).ids
    none = [event for event in state.events if event.event != "advice-set-aside"]
    without = advise(with_log(none), NOW)
    assert {*without.ids} - {*report.ids} == listed


def test_a_search_names_the_application_and_leaves_out_what_it_advises_itself():
    entry = {"event": "advice-set-aside", "at": "2026-11-20 09:00"}
    search = JobSearch.read(
        {
            "timezone": "America/New_York",
            "country": "US",
            "events": [{**entry, "advice": "continue-search", "date": "2026-12-01"}],
            "applications": {
                "Acme": marked("advice-set-aside", at="2026-11-26", advice="follow-up").snapshot()
                .model_dump(mode="json", exclude_defaults=True),
                "Birch": marked("advice-set-aside", at="2026-11-26", advice="continue-search")
                .model_dump(mode="json", exclude_defaults=True),
            },
        }
    )  # fmt: skip
    report = advise(search, NOW)
    found = [(each.application, each.snoozed.advice.action) for each in report.snoozed]
    assert found == [("", "continue-search"), ("Acme", "follow-up")]
    text = report.to_text(width=80)
    assert "Acme: " in text.partition("SNOOZED")[2]
    record = SearchReportRecord.model_validate_json(report.to_json())
    assert [each.application for each in record.snoozed] == ["", "Acme"]
    assert record.snoozed[0].entries == ("events[0]",)


def test_a_report_lists_the_snoozed_advice_in_its_text_and_its_data():
    aside = marked("advice-set-aside", at="2026-11-26 09:00", advice="follow-up", date="2026-11-30")
    report = advise(aside, NOW)
    section = report.to_text(width=80).partition("SNOOZED\n")[2]
    assert (
        section.split("\n\n")[0].strip()
        == "- Ask your interviewer for news (until Sun 29 Nov 2026)"
    )
    (record,) = ReportRecord.model_validate_json(report.to_json()).snoozed
    assert (record.id, record.action, record.kind) == ("follow-up", "follow-up", "do")
    assert record.until == report.snoozed[0].until
    assert "SNOOZED" not in advise(STATE, NOW).to_text(width=80)
    older = report.record().model_dump(mode="json")
    del older["snoozed"]
    assert ReportRecord.model_validate(older).snoozed == ()
