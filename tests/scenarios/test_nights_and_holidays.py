"""Exact moments around clock changes, skipped and repeated days, and holidays."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from interview_rules import Advisor, InterviewState, RulePack
from interview_rules.sources.yaml_tree import read_yaml

FILE = Path(__file__).with_name("nights-and-holidays.yaml")
CASES = read_yaml(FILE.read_bytes(), FILE.name).value()
ARTICLE, PRACTICE = Advisor(RulePack.shipped("after-the-interview")), Advisor()
SECOND = timedelta(seconds=1)


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def at(moment: datetime | None) -> datetime:
    """Convert to UTC, because datetime never considers ambiguous times in different zones equal."""
    assert moment is not None
    return moment.astimezone(UTC)


@pytest.mark.parametrize("advisor", [ARTICLE, PRACTICE], ids=["article", "practice"])
@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_the_moments_are_exact(case, advisor):
    interview = (date.fromisoformat(case["decision"]) - timedelta(days=9)).isoformat()
    state = InterviewState.from_events(
        [
            {"at": interview, "event": "interview"},
            {"at": interview, "event": "thank-you-sent"},
            {"at": interview, "event": "decision-date-set", "date": case["decision"]},
        ],
        timezone=case["zone"],
        country=case.get("country"),
    )
    begins, ends = map(instant, case["day"])
    before = advisor.advise(state, begins - SECOND)
    assert at(before["wait"].until) == ends
    assert at(before.next_change) == ends
    on_the_day = advisor.advise(state, ends - SECOND)
    assert "follow-up" not in on_the_day
    follow_up = advisor.advise(state, ends)["follow-up"]
    assert at(follow_up.since) == ends
    assert follow_up.due == date.fromisoformat(case["due"])
    filled = instant(case["filled"])
    assert "assume-filled" not in advisor.advise(state, filled - SECOND)
    assert at(advisor.advise(state, filled)["assume-filled"].since) == filled
    plan = advisor.plan(state, begins - SECOND)
    since = [at(stretch.since) for stretch in plan]
    assert since[:3] == [begins - SECOND, ends, filled]
    # In practice, the application goes cold in the end.
    assert len(since) == (3 if advisor is ARTICLE else 4)


def test_the_day_with_two_midnights_is_that_day_and_no_other():
    decision = {"at": "2024-11-01", "event": "decision-date-set", "date": "2024-11-03"}
    state = InterviewState.from_events([decision], timezone="America/Havana")
    starts = state.calendar.starts[date(2024, 11, 3).toordinal()]
    assert datetime.fromtimestamp(starts, UTC) == instant("2024-11-03T04:00:00Z")
    again = instant("2024-11-03T05:00:00Z")
    assert PRACTICE.advise(state, again - SECOND).ids == PRACTICE.advise(state, again).ids
