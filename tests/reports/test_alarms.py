"""Alarms: how long before an entry they ring."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from interview_rules import StateError
from interview_rules.calendars.calendar import calendar_for
from interview_rules.reports.alarms import alarm_times, read_alarms
from interview_rules.reports.appointment import Appointment

BERLIN = calendar_for("Europe/Berlin")


def times(start, *alarms, is_round=False):
    entry = Appointment("1", start, None, "", "", "", is_round=is_round)
    found = alarm_times(entry, read_alarms(list(alarms)), BERLIN)
    return [each.astimezone(BERLIN.tzinfo).strftime("%d %H:%M") for each in found]


@pytest.mark.parametrize(
    ("alarm", "said"),
    [
        ("day before", "24 09:00"),
        ("1 day before", "24 09:00"),
        ("2 Days", "23 09:00"),
        ("week before", "18 09:00"),
        ("hour before", "25 08:00"),
        ("90 minutes before", "25 07:30"),
        ("0 minutes", "25 09:00"),
        (timedelta(days=1, hours=1), "24 08:00"),
        (timedelta(), "25 09:00"),
    ],
)
def test_a_whole_day_counts_from_nine(alarm, said):
    assert times(date(2026, 11, 25), alarm) == [said]


def test_an_hour_counts_from_itself_and_equal_alarms_ring_once():
    at = datetime(2026, 11, 25, 14, tzinfo=UTC)
    assert times(at, "hour before", "day before", "60 minutes", timedelta(hours=1)) == [
        "24 15:00",
        "25 14:00",
    ]


def test_a_day_before_is_the_same_hour_when_clocks_change():
    at = datetime(2026, 10, 25, 14, tzinfo=UTC)  # 15:00 in Berlin, where clocks went back at three
    assert times(at, "day before", "24 hours before") == ["24 15:00", "24 16:00"]


def test_all_invalid_alarms_are_named():
    with pytest.raises(StateError) as error:
        read_alarms(["day after", "hour before", 5, timedelta(hours=-1), "9999 weeks"])
    hint = "(write, for example, 'day before', '2 hours before' or '0 minutes')"
    assert str(error.value).split("\n") == [
        f"alarms[0]: unknown alarm 'day after' {hint}",
        f"alarms[2]: an alarm must be text or a timedelta, not 5 {hint}",
        f"alarms[3]: -1:00:00 is negative, but an alarm must not ring after its entry begins {hint}",
        f"alarms[4]: an alarm must ring at most 366 days before its entry, not '9999 weeks' {hint}",
    ]
    with pytest.raises(StateError, match="alarms must be a list, true or false, not 'day before'"):
        read_alarms("day before")
    with pytest.raises(StateError, match="an entry may have at most 10 alarms"):
        read_alarms([f"{n} minutes" for n in range(11)])
