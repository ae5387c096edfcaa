"""The intervals of long logs, which are folded block by block."""

from __future__ import annotations

import pickle
import random
from datetime import date, timedelta

import pytest

from interview_rules import InterviewState
from interview_rules.facts import steps
from interview_rules.facts.folding import fold
from interview_rules.facts.intervals import intervals_of
from interview_rules.facts.steps import LongSteps, Steps

DATED = ("decision-date-set", "interview-scheduled", "next-step-date-set", "offer-deadline")
PLAIN = (
    "interview",
    "phone-screen",
    "thank-you-sent",
    "follow-up-sent",
    "reply-received",
    "auto-reply-received",
    "hr-contacted",
    "written-offer",
    "rejection",
    "position-on-hold",
)


def long_log(seed, events=300):
    draw = random.Random(seed)  # noqa: S311  # drawing examples
    log = []
    for _ in range(events):
        name = draw.choice((*DATED, *PLAIN))
        day = date(2026, 1, 1) + timedelta(draw.randrange(events))
        event = {"event": name, "at": day.isoformat()}
        if draw.random() < 0.5:
            event["at"] += f" {draw.choice((9, 14, 23)):02}:00"
        if name in DATED:
            event["date"] = (day + timedelta(draw.randrange(1, 30))).isoformat()
        log.append(event)
    return InterviewState.from_events(log, timezone="America/New_York", country="US")


@pytest.mark.parametrize("seed", range(3))
def test_folding_by_blocks_is_folding(seed, monkeypatch):
    state = long_log(seed)
    found = state.intervals
    assert isinstance(found.steps, LongSteps)
    monkeypatch.setattr(steps, "_MANY", 100_000)
    whole = intervals_of(state.timeline, state.standing)
    assert isinstance(whole.steps, Steps)
    assert found.change_points == whole.change_points
    for point in found.change_points:
        for instant in (point - 1, point, point + 1):
            assert fold(found, instant) == fold(whole, instant)
    assert fold(pickle.loads(pickle.dumps(found)), point) == fold(whole, point)


def test_a_fold_of_a_long_log_looks_at_few_intervals():
    found = long_log(1, 900).intervals
    sizes = [sum(map(len, found.steps.at(point))) for point in found.change_points]
    assert max(sizes) < (len(found.values) + len(found.counts)) / 5


def test_a_short_log_is_encoded_as_a_whole():
    found = long_log(1, 10).intervals
    assert isinstance(found.steps, Steps)
    assert found.steps.at(0) is found.steps
