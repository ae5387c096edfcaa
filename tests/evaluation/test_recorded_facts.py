"""Advice that a moment of the pack records as done: what it sets, from when on, and in a plan."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_rules import Advisor, InterviewState, RulePack, advise, plan
from interview_rules.errors import PackError

FILE = Path(__file__).parents[2] / "examples" / "rental-viewing.yaml"
MOMENTS = {"thanked": "thanked", "documents-sent": "documents_sent", "asked": "asked"}
TEXT = FILE.read_text()
for event, moment in MOMENTS.items():
    TEXT = TEXT.replace(f"recorded_as: flat.{event}", f"recorded_as: {moment}")
PACK = RulePack.from_text(TEXT)
FLAT = InterviewState.read(
    {"timezone": "Europe/Berlin", "country": "DE", "facts": {"viewing": "2026-11-19 17:00", "decision_day": "2026-11-25"}}
)  # fmt: skip
ASKED = {"event": "advice-done", "advice": "ask-once"}


def test_what_is_done_is_a_fact_from_then_on():
    asked = FLAT.with_events({**ASKED, "at": "2026-11-26 09:00"})
    assert "ask-once" in advise(asked, "2026-11-26 08:59", PACK)
    told = advise(asked, "2026-11-26 09:00", PACK)["wait-for-answer"]
    assert "You asked on Thursday 26 November 2026, 09:00." in told.text
    assert f"{told.since:%d %H:%M} {told.until:%d %H:%M}" == "26 09:00 02 00:00"
    assert told.until == advise(asked, "2026-11-30 12:00", PACK)["wait-for-answer"].until
    assert "assume-let" in advise(asked, "2026-12-02 00:00", PACK)


def test_it_is_what_the_fact_would_be():
    asked = FLAT.with_events({**ASKED, "at": "2026-11-26 09:00"})
    stated = FLAT.amended({"facts": {**FLAT.facts, "asked": "2026-11-26 09:00"}})
    for now in ("2026-11-26 09:00", "2026-12-01 12:00", "2026-12-20 12:00"):
        one, other = advise(asked, now, PACK), advise(stated, now, PACK)
        assert [(a.id, a.title, a.text, a.due, a.until) for a in one] == [
            (a.id, a.title, a.text, a.due, a.until) for a in other
        ]


def test_done_returns_the_state_with_it():
    report = advise(FLAT, "2026-11-26 09:00", PACK)
    (event,) = report["ask-once"].done("2026-11-26").events
    assert (event.event, event.advice) == ("advice-done", "ask-once")


def test_a_mark_that_a_fact_records_hides_no_advice_by_itself():
    pack = RulePack.from_text(TEXT.replace("no asked and not too_late", "not too_late"))
    asked = FLAT.with_events({**ASKED, "at": "2026-11-26 09:00"})
    assert "ask-once" in advise(asked, "2026-11-26 10:00", pack)
    assert "ask-once" not in advise(asked, "2026-11-26 10:00", PACK)


def test_the_latest_of_several_counts_and_what_the_state_says_if_it_is_later():
    twice = FLAT.with_events(
        {**ASKED, "at": "2026-11-26"}, {**ASKED, "at": "2026-11-30"}, {**ASKED, "at": "2026-11-28"}
    )
    for now, day in (("2026-11-27 12:00", "26"), ("2026-11-29 12:00", "28"), ("2026-12-01 12:00", "30")):  # fmt: skip
        assert f"{day} November" in advise(twice, now, PACK)["wait-for-answer"].text
    later = twice.amended({"facts": {**twice.facts, "asked": "2026-12-01"}})
    assert "1 December" in advise(later, "2026-12-01 12:00", PACK)["wait-for-answer"].text


def test_a_plan_that_follows_the_advice_acts_and_says_so():
    made = plan(FLAT, "2026-11-19 18:00", assume="follow advice", rules=PACK)
    assert [(str(each.at)[:10], each.says, each.imagined) for each in made.happens] == [
        ("2026-11-20", "“Thank the landlord for the viewing” done", True),
        ("2026-11-26", "“Ask the landlord once whether they have decided” done", True),
    ]
    assert "assume-let" in {row.action for row in made.rows}
    assert "“Ask the landlord once whether they have decided” done, imagined" in made.to_text()


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["ask-once", "say-thank-you", "send-documents"]),
            st.integers(0, 40 * 24),
        ),
        max_size=5,
    ),
    st.lists(st.integers(0, 50 * 24), min_size=2, max_size=6),
)
def test_windows_agree_with_advice_at_every_instant(done, hours):
    start = datetime(2026, 11, 19, tzinfo=UTC)
    state = FLAT.with_events(
        *(
            {"event": "advice-done", "advice": name, "at": start + timedelta(hours=at)}
            for name, at in done
        )
    )
    advisor = Advisor(PACK)
    reports = [advisor.advise(state, start + timedelta(hours=at)) for at in hours]
    for one in reports:
        for each in one:
            for other in reports:
                since, until = each.since, each.until
                if (since is None or since <= other.now) and (until is None or other.now < until):
                    assert each.id in other.ids


def test_only_a_moment_of_the_pack_can_record_an_action():
    for name, hint in (("askd", "did you mean asked?"), ("answer", "did you mean answer_by?")):
        with pytest.raises(PackError) as caught:
            RulePack.from_text(TEXT.replace("recorded_as: asked", f"recorded_as: {name}"), "r.yaml")
        (problem,) = caught.value.problems
        assert problem.message == (
            "recorded_as must name an act of the candidate, an event by you, or a moment of the"
            f" pack, not '{name}'"
        )
        assert hint in str(problem)
