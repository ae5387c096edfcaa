"""The instants at which facts can change."""

from __future__ import annotations

from interview_rules.calendars.calendar import NEVER
from interview_rules.facts.change_points import ChangePoints
from interview_rules.facts.interval import Interval
from interview_rules.facts.vocabulary import BITS

INTERVIEW, FOLLOW_UP = BITS["interview"], BITS["follow_up"]
FOLLOW_UPS = BITS["follow_ups"] | BITS["unanswered_follow_ups"] | BITS["follow_up_pending"]


def test_facts_change_where_intervals_start_and_end():
    moment = (7, 7, 7)
    points = ChangePoints(
        (
            Interval(10, 20, "interview", moment),
            Interval(20, NEVER, "interview", moment),
            Interval(-NEVER, 20, "follow_up", moment),
        ),
        (),
    )
    assert points.instants == (10, 20)
    assert points.changes == (INTERVIEW, INTERVIEW | FOLLOW_UP)
    # At 20, one interview follows another, so it stays known.
    assert points.known_changes == (INTERVIEW, FOLLOW_UP)


def test_counts_change_where_one_begins_or_ends_even_if_another_does_the_opposite():
    counts = (Interval(10, 20, "rounds", 1), Interval(20, 30, "rounds", 1))
    points = ChangePoints((), counts)
    assert points.instants == (10, 20, 30)
    assert points.changes == points.known_changes == (BITS["rounds"],) * 3


def test_follow_ups_change_what_is_counted_and_whether_one_is_pending():
    points = ChangePoints((), (Interval(10, 20, "unanswered_follow_ups", 1),))
    assert points.changes == points.known_changes == (FOLLOW_UPS, FOLLOW_UPS)
