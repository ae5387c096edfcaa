"""Rounds as entries of a calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from calendar_client import components, rings

from interview_rules import advise, plan

NOW = "2026-11-20 12:00"


def rounds(state, now=NOW, **options):
    """Return the entries of rounds in the calendar of a report."""
    kinds = {"interview", "phone-screen", "test"}
    found = components(advise({"timezone": "UTC", **state}, now).to_ics(**options))
    return [entry for entry in found if entry["CATEGORIES"].cats[0] in kinds]


def planned(when, **more):
    return {"date": when, "planned": True, **more}


def utc(*parts):
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    ("when", "end", "start", "stop"),
    [
        ("2026-11-25 08:00", "2026-11-25 09:00", utc(2026, 11, 25, 8), utc(2026, 11, 25, 9)),
        ("2026-11-25 08:00", None, utc(2026, 11, 25, 8), None),
        ("2026-11-25 22:00", "2026-11-26 02:00", utc(2026, 11, 25, 22), utc(2026, 11, 26, 2)),
        ("2026-11-25", None, date(2026, 11, 25), date(2026, 11, 26)),
        ("2026-11-25", "2026-11-26", date(2026, 11, 25), date(2026, 11, 27)),
    ],
)
def test_a_round_has_its_hour_and_its_end(when, end, start, stop):
    (entry,) = rounds({"rounds": [planned(when, end=end)]})
    assert entry["DTSTART"].dt == start
    assert (entry["DTEND"].dt if "DTEND" in entry else None) == stop
    assert entry["TRANSP"] == "OPAQUE"
    assert entry["STATUS"] == "CONFIRMED"


def test_the_hour_of_another_zone_is_the_same_instant():
    state = {"rounds": [planned("2026-11-25 08:00", zone="Asia/Tokyo")]}
    (entry,) = rounds({**state, "timezone": "Europe/Berlin"})
    assert entry["DTSTART"].dt == utc(2026, 11, 24, 23)


def test_a_round_has_its_place_link_and_people():
    link = "https://meet.example/a"
    more = {"place": "Room 4", "link": link, "interviewers": ["Ms Okafor", "Mr Lind"]}
    (entry,) = rounds({"rounds": [planned("2026-11-25", detail="Bring a pen.", **more)]})
    assert entry["LOCATION"] == "Room 4"
    assert str(entry["URL"]) == link
    assert [str(each) for each in entry["CONTACT"]] == ["Ms Okafor", "Mr Lind"]
    assert str(entry["DESCRIPTION"]).split("\n") == [
        "With Ms Okafor, Mr Lind",
        "Where: Room 4",
        f"Link: {link}",
        "Bring a pen.",
    ]


def test_rounds_are_named_by_their_kind():
    state = {
        "company": "Acme",
        "phone_screen": "2026-11-10",
        "rounds": [
            planned("2026-11-25", kind="test"),
            planned("2026-11-26"),
            {"date": "2026-11-12"},
        ],
    }
    titles = [str(entry["SUMMARY"]) for entry in rounds(state)]
    assert titles == [
        "Screening call (Acme)",
        "Interview (Acme)",
        "Test or task (Acme)",
        "Interview (Acme)",
    ]


def test_a_round_stays_when_it_is_over_and_goes_when_it_is_called_off():
    state = {"rounds": [planned("2026-11-25 15:00", arranged="2026-11-19")]}
    first = advise(state, NOW).to_ics()
    held = advise(state, "2026-12-20 12:00").to_ics(previous=first)
    (before,) = rounds(state)
    after = {str(entry["UID"]): entry for entry in components(held)}[before["UID"]]
    assert after == before
    off = {**state, "called_off": [{"at": "2026-11-21", "how": "cancelled"}]}
    gone = advise(off, "2026-11-22 12:00").to_ics(previous=first)
    assert {str(e["UID"]): e["STATUS"] for e in components(gone)}[before["UID"]] == "CANCELLED"
    assert not rounds(off, "2026-11-22 12:00")


def test_a_round_moves_with_its_hour_and_a_moved_round_replaces_it():
    one, other = (
        rounds({"rounds": [planned(f"2026-11-25 {hour}:00")]})[0] for hour in ("15", "16")
    )
    assert one["UID"] == other["UID"]
    moved = {
        "rounds": [
            planned("2026-11-25 15:00", arranged="2026-11-19"),
            planned("2026-11-27 15:00", arranged="2026-11-21"),
        ],
        "called_off": [{"at": "2026-11-20", "how": "rescheduling", "date": "2026-11-25"}],
    }
    (left,) = rounds(moved, "2026-11-21 12:00")
    assert left["DTSTART"].dt == utc(2026, 11, 27, 15)


def test_two_rounds_of_one_day_are_two_entries():
    both = rounds({"rounds": [planned("2026-11-25 09:00"), planned("2026-11-25 14:00")]})
    assert [entry["DTSTART"].dt.hour for entry in both] == [9, 14]
    assert both[0]["UID"] != both[1]["UID"]


def test_a_round_that_took_place_is_the_one_that_was_planned():
    plan_ = planned("2026-11-25 09:00", end="2026-11-25 10:00", place="Room 4")
    (before,) = rounds({"rounds": [plan_]})
    (after,) = rounds(
        {"rounds": [plan_, {"date": "2026-11-25", "interviewers": ["Ms Okafor"]}]},
        "2026-11-26 12:00",
    )
    assert after["UID"] == before["UID"]
    assert (after["DTSTART"].dt, after["DTEND"].dt) == (before["DTSTART"].dt, before["DTEND"].dt)
    assert after["LOCATION"] == "Room 4"
    assert str(after["CONTACT"]) == "Ms Okafor"
    (exact,) = rounds({"rounds": [plan_, {"date": "2026-11-25 09:30"}]}, "2026-11-26 12:00")
    assert exact["DTSTART"].dt == utc(2026, 11, 25, 9, 30)


def test_of_two_rounds_of_a_day_the_one_that_took_place_is_the_nearest():
    plans = [planned("2026-11-25 09:00"), planned("2026-11-25 14:00")]
    before = rounds({"rounds": plans})
    for held, place, hour in (("14:30", 1, 14), ("09:30", 0, 9)):
        state = {"rounds": [*plans, {"date": f"2026-11-25 {held}", "kind": "phone-screen"}]}
        after = rounds(state, "2026-11-25 15:00")
        assert [e["UID"] for e in after] == [e["UID"] for e in before]
        assert after[place]["DTSTART"].dt == utc(2026, 11, 25, hour, 30)
        assert after[1 - place]["DTSTART"].dt == before[1 - place]["DTSTART"].dt
    three = [*plans, *({"date": f"2026-11-25 {hour}:00"} for hour in ("09", "14", "17"))]
    assert [e["DTSTART"].dt.hour for e in rounds({"rounds": three}, "2026-11-26 12:00")] == [
        9,
        14,
        17,
    ]


def test_a_round_is_shown_once_it_is_arranged():
    state = {"rounds": [planned("2026-11-25", arranged="2026-11-22")], "timezone": "UTC"}
    assert not rounds(state)
    assert len(rounds(state, "2026-11-22 12:00")) == 1
    kinds = {str(e["CATEGORIES"].cats[0]) for e in components(plan(state, NOW).to_ics())}
    assert "interview" in kinds, "the plan reaches beyond the invitation"


def test_rounds_elsewhere_belong_to_others():
    event = {"at": "2026-11-19", "event": "interview-scheduled", "date": "2026-11-25"}
    assert not rounds({"events": [{**event, "elsewhere": True}]})


def test_the_alarms_of_a_round():
    state = {"rounds": [planned("2026-11-25 15:00")]}
    (usual,) = rounds(state)
    assert rings(usual) == [utc(2026, 11, 24, 15), utc(2026, 11, 25, 14)]
    (own,) = rounds(state, alarms=["week before", "30 minutes before"])
    assert rings(own) == [utc(2026, 11, 25, 14, 30)], "the other alarm has passed"
    (past,) = rounds(state, "2026-11-26 12:00")
    assert not rings(past)
    (soon,) = rounds(state, "2026-11-25 14:30")
    assert rings(soon) == [utc(2026, 11, 25, 15)]
    (day,) = rounds({"rounds": [planned("2026-11-25")]})
    assert rings(day) == [utc(2026, 11, 24, 9)]
    assert not rings(rounds(state, alarms=False)[0])
