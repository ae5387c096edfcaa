"""The days and instants that stand for all values of a moment."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from interview_rules import Advisor, RulePack
from interview_rules.evaluation.boundary_values import boundary_values, find_comparisons

if TYPE_CHECKING:
    from interview_rules.evaluation.evaluation import Evaluation

NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
TODAY = NOW.date()
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
FACTS = {name: {"type": "moment", "doc": "A moment."} for name in "abc"}


def asked(*whens: str, now: datetime = NOW, **facts: str) -> Evaluation:
    rules = [
        {
            "id": f"r{place}",
            "when": when,
            "source": "This test.",
            "advise": {"action": f"a{place}", "kind": "do", "title": "It.", "text": "It is so."},
        }
        for place, when in enumerate(whens)
    ]
    definitions = {"later": {"moment": "a + 40 days", "doc": "A moment."}}
    sections = {"facts": FACTS, "definitions": definitions, "rules": rules}
    pack = RulePack.from_text(json.dumps({"pack": "tiny", **sections}))
    return Advisor(pack).advise({"facts": facts, "timezone": "UTC"}, now).evaluation


def days(evaluation: Evaluation, fact: str = "a") -> set[int]:
    """Return the days, as their distances from today."""
    found = boundary_values(evaluation, fact, hours=False)
    assert found == sorted(set(found))
    assert all(type(value) is date for value in found)
    return {(value - TODAY).days for value in found}


def instants(evaluation: Evaluation, fact: str = "a") -> set[datetime]:
    found = boundary_values(evaluation, fact)
    dates = boundary_values(evaluation, fact, hours=False)
    assert found[: len(dates)] == dates
    assert all(isinstance(value, datetime) and value.tzinfo for value in found[len(dates) :])
    return set(found[len(dates) :])


ALWAYS = {-1_200, -1, 0, 1, 1_200}


def test_without_a_comparison_there_are_the_days_around_now_and_two_far_ones():
    evaluation = asked("from b")
    assert days(evaluation) == ALWAYS
    middles = {NOW + DAY * distance for distance in ALWAYS}
    assert instants(evaluation) == middles | {NOW - SECOND, NOW, NOW + SECOND}


@pytest.mark.parametrize(
    ("when", "boundary"),
    [
        ("from a + 20 days", -20),
        ("before a - 20 days", 20),
        ("on a + 3 weeks", -21),
        ("from a + 480 hours", -20),
        ("from a + 10 days - 30 days", 20),
        ("after latest of b, a + 20 days", -20),
        ("from later", -40),
        ("f and not before a + 20 days", -20),
    ],
)
def test_the_days_around_the_boundary_with_now_are_among_them(when, boundary):
    found = days(asked(when.replace("f and ", "")))
    assert {boundary - 1, boundary, boundary + 1} <= found
    assert found >= ALWAYS
    assert len(found) < 20


@pytest.mark.parametrize(
    ("when", "first", "last"),
    [
        ("from a + 2 months", -63, -59),
        ("from a + 10 business days", -24, -10),
        ("before a - 10 business days", 10, 24),
    ],
)
def test_a_length_that_depends_on_the_calendar_has_a_margin(when, first, last):
    found = days(asked(when))
    assert set(range(first, last + 1)) <= found
    assert min(found - {-1_200}) >= min(first - 20, -1)
    assert max(found - {1_200}) <= max(last + 20, 1)


def test_as_many_free_days_are_allowed_for_as_any_country_has():
    # Ten business days take 14 days; the margin is 1 day, 10 holidays in a row, and a fifth more.
    assert days(asked("from a + 10 business days")) == set(range(-14 - 13, 1)) | ALWAYS


def test_a_month_may_be_february():
    evaluation = asked("from a + 1 month", now=datetime(2026, 3, 18, 12, tzinfo=UTC))
    found = boundary_values(evaluation, "a", hours=False)
    assert {date(2026, 2, 17), date(2026, 2, 18), date(2026, 2, 19)} <= set(found)


def test_other_moments_are_boundaries_if_they_are_known():
    for when in ("a before b", "b before a", "no a since b", "no b since a", "a on b"):
        assert {29, 30, 31} <= days(asked(when, b="2026-12-18"))
        assert days(asked(when)) == ALWAYS
    for when in ("a before latest of b, c", "a before earliest of b, c"):
        assert {29, 30, 31, 49, 50, 51} <= days(asked(when, b="2026-12-18", c="2027-01-07"))
    shifted = asked("a before latest of b, c + 10 days", b="2026-12-18", c="2027-01-07")
    assert {29, 30, 31, 59, 60, 61} <= days(shifted)
    assert {39, 40, 41} <= days(asked("a - 10 days before b", b="2026-12-18"))


def test_a_moment_is_no_boundary_of_itself():
    assert days(asked("a before latest of a, b", b="2026-12-18")) >= {29, 30, 31}
    assert days(asked("a + 1 day after a", a="2026-12-18")) == ALWAYS


def test_instants_lie_on_both_sides_of_a_boundary_to_the_second():
    boundary = NOW - timedelta(hours=50)
    near = {boundary - SECOND, boundary, boundary + SECOND}
    assert near <= instants(asked("from a + 50 hours"))
    assert near <= instants(asked("from a + 51 hours - 60 minutes"))
    other = datetime(2026, 12, 18, 9, tzinfo=UTC)
    near = {other - SECOND, other, other + SECOND}
    assert near <= instants(asked("a before b", b="2026-12-18 09:00"))
    moved = {each - timedelta(hours=3) for each in near}
    assert moved <= instants(asked("a + 3 hours before b", b="2026-12-18 09:00"))


def test_whole_days_have_no_such_instants():
    start = datetime(2026, 12, 18, tzinfo=UTC)
    assert start - SECOND not in instants(asked("a before b", b="2026-12-18"))
    assert start - 3 * 3_600 * SECOND in instants(asked("a + 3 hours before b", b="2026-12-18"))
    assert NOW - 5 * DAY + SECOND not in instants(asked("from a + 5 days"))


def test_each_day_has_its_middle():
    evaluation = asked("from a + 20 days", "a before b", b="2026-12-18")
    found = instants(evaluation)
    for distance in days(evaluation):
        assert datetime(2026, 11, 18, 12, tzinfo=UTC) + DAY * distance in found


def test_comparisons_are_found_once_for_each_program():
    evaluation = asked("from a + 20 days", "a before b")
    program = evaluation.program
    assert "a" not in program.comparisons
    find_comparisons(program)
    assert {"a", "b", "c", "interview", "reply"} <= set(program.comparisons)
    assert "rounds" not in program.comparisons
    kept = program.comparisons["a"]
    boundary_values(evaluation, "a")
    assert program.comparisons["a"] is kept
    assert len(kept) == 2
