"""Moments in words: days, instants, and parts of days."""

from __future__ import annotations

from interview_rules import advise
from interview_rules.calendars.calendar import calendar_for
from interview_rules.calendars.formatting import said

BERLIN = calendar_for("Europe/Berlin", None)
DAY = 739_947  # 27 November 2026
START = BERLIN.starts[DAY]
HOUR = 3600


def test_a_day_an_instant_and_a_part_of_a_day():
    assert said((START, BERLIN.starts[DAY + 1], DAY), BERLIN) == "Friday 27 November 2026"
    at = START + 15 * HOUR
    assert said((at, at, DAY), BERLIN) == "Friday 27 November 2026, 15:00"
    assert said((at, at + HOUR, DAY), BERLIN) == "Friday 27 November 2026, 15:00"
    assert said((at, START + 24 * HOUR, DAY), BERLIN) == "Friday 27 November 2026, 15:00"
    assert said((at, at + 24 * HOUR, DAY), BERLIN) == "Friday 27 November 2026"
    assert said((START, START, DAY), BERLIN) == "Friday 27 November 2026"
    assert said((START, START + HOUR, DAY), BERLIN) == "Friday 27 November 2026"


def test_a_round_with_an_end_keeps_its_hour_in_texts():
    planned = {"date": "2026-11-27 15:00", "planned": True, "kind": "interview"}
    for end in ({}, {"end": "2026-11-27 16:00"}):
        state = {"timezone": "Europe/Berlin", "rounds": [{**planned, **end}]}
        report = advise(state, "2026-11-24 12:00")
        assert any("27 November 2026, 15:00" in each.text + each.title for each in report)
