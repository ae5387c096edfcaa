"""Which round or holiday is the next one, and which round the latest one."""

from __future__ import annotations

import pytest
from log_facts import causes, dated, facts, log_of, span

from interview_rules import InterviewState

THERE = "2026-11-{:02}T10:00-03:00"


def held(day, *, foreign):
    return (THERE.format(day) if foreign else day, "interview")


@pytest.mark.parametrize("foreign", [True, False])
def test_the_latest_round_says_whether_hours_are_foreign(foreign):
    log = [held(5, foreign=foreign), held(10, foreign=not foreign)]
    # A round that is recorded for a later day is ahead until then.
    assert [facts(day, *log)["other_time_zone"] for day in (4, 8, 12)] == [
        foreign,
        not foreign,
        not foreign,
    ]


def test_the_next_round_goes_before_the_latest():
    log = [held(5, foreign=True), (6, "interview-scheduled", {"date": "2026-11-10 09:00"})]
    assert [facts(day, *log)["other_time_zone"] for day in (4, 5, 8, 12)] == [1, 1, 0, 0]
    assert causes(5, "other_time_zone", *log) == [("interview", 5)]


def test_of_two_rounds_that_are_over_at_once_the_one_that_began_last_is_the_latest():
    log = [
        (1, "interview-scheduled", {"date": THERE.format(10)}),
        (1, "interview-scheduled", {"date": "2026-11-10 15:00"}),
    ]
    assert span(12, "interview", *log) == ("10 15:00", "10 15:00")
    assert facts(12, *log)["other_time_zone"] == 0
    there = [(day, event, {**more, "elsewhere": True}) for day, event, more in log]
    assert span(12, "other_interview_held", *there) == ("10 15:00", "10 15:00")


@pytest.mark.parametrize("first", ["there", "here"])
def test_of_two_rounds_at_one_moment_the_one_arranged_last_is_the_latest(first):
    rounds = {
        "there": {"date": THERE.format(10), "interviewers": ["Ms Ito"]},
        "here": {"date": "2026-11-10 13:00", "interviewers": ["Mr Lind", "Ms Okafor"]},
    }
    days = (1, 2) if first == "there" else (2, 1)
    log = [
        (day, "interview-scheduled", rounds[name]) for day, name in zip(days, rounds, strict=True)
    ]
    ahead, over = facts(5, *log), facts(12, *log)
    assert [ahead["other_time_zone"], over["other_time_zone"]] == [
        first == "there",
        first == "here",
    ]
    assert over["interviewers"] == (2 if first == "there" else 1)


def test_no_hours_are_foreign_while_no_round_is_known():
    log = [
        (2, "interview-scheduled", {"date": THERE.format(10)}),
        (5, "interview-cancelled"),
        (8, "interview-scheduled", dated(15)),
    ]
    assert [facts(day, *log)["other_time_zone"] for day in (1, 3, 6, 9, 16)] == [0, 1, 0, 0, 0]
    assert causes(3, "other_time_zone", *log) == [("interview-scheduled", 10)]


def test_a_round_arranged_after_the_end_leaves_a_cancellation_as_it_was():
    log = [
        (2, "interview-scheduled", dated(7)),
        (5, "interview-cancelled"),
        (8, "rejection"),
        (9, "interview-scheduled", dated(15)),
    ]
    assert [facts(day, *log)["round_off"] for day in (4, 5, 7, 8, 10)] == [None, 5, 5, None, None]


def test_a_cancellation_counts_only_while_no_other_round_is_ahead():
    log = [
        (1, "interview-scheduled", dated(7)),
        (2, "interview-scheduled", dated(10)),
        (5, "interview-cancelled"),
        (12, "interview-scheduled", dated(14)),
        (13, "interview-cancelled"),
    ]
    assert [facts(day, *log)["round_off"] for day in (5, 9, 11, 12, 13)] == [
        None,
        None,
        None,
        None,
        13,
    ]
    only = (log[0], log[2])
    assert [facts(day, *only)["round_off"] for day in (4, 5, 20)] == [None, 5, 5]


def test_a_round_that_was_missed_counts_as_missed_from_the_moment_it_is_stated():
    log = [(1, "interview-scheduled", dated(2)), (5, "missed-interview")]
    assert [facts(day, *log)["round_off"] for day in (1, 3, 4, 5)] == [None, None, None, 5]


def test_a_round_that_is_called_off_when_it_is_arranged_is_never_ahead():
    log = [
        (5, "interview-scheduled", {"date": "2026-11-10"}),
        (5, "interview-cancelled", {"date": "2026-11-10"}),
    ]
    assert InterviewState.from_events(log_of(log)).intervals.ahead == []
