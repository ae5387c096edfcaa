"""Calendar files, read back by a second implementation: ical.js, in Node."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from interview_rules import InterviewState, JobSearch, advise, plan

PEER = Path(__file__).with_name("calendar_peer")
STATE = {
    "interview": "2026-11-19",
    "decision_date": "2026-11-27",
    "timezone": "America/New_York",
    "country": "US",
    "company": "Acme; Ltd, \\ & <Co>",
    "position": "Clerk\u00e9",
}
NOW = "2026-11-20 12:00"


@pytest.fixture(scope="session")
def ical_js():
    """Return a reader for calendar files that uses ical.js, installed once next to its script."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        assert not os.environ.get("CI"), "the checks need Node and npm to read calendar files"
        pytest.skip("Node and npm are not installed")
    modules = PEER / "node_modules"
    if not (modules / "ical.js").is_dir():
        # Install in a temporary folder and rename it, because tests run in parallel.
        with tempfile.TemporaryDirectory(dir=PEER) as elsewhere:
            shutil.copy(PEER / "package.json", elsewhere)
            subprocess.run(
                [npm, "install", "--no-package-lock", "--no-audit", "--no-fund", "--silent"],
                cwd=elsewhere,
                check=True,
                capture_output=True,
            )
            try:
                (Path(elsewhere) / "node_modules").rename(modules)
            except OSError:
                assert (modules / "ical.js").is_dir(), "what was installed could not be kept"

    def read(file: bytes):
        done = subprocess.run(
            [node, "read.mjs"], cwd=PEER, input=file, capture_output=True, check=True
        )
        return json.loads(done.stdout)

    return read


def unix(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp())


@pytest.mark.process
def test_a_plan_is_read_as_events_with_alarms(ical_js):
    made = plan(STATE, NOW, assume="follow advice")
    read = ical_js(made.to_ics())
    assert read["version"] == "2.0"
    events = read["entries"]
    assert [(e["kind"], e["start"]["text"], e["start"]["isDate"]) for e in events] == [
        ("vevent", "2026-11-20", True),
        ("vevent", "2026-11-30", True),
        ("vevent", "2026-12-05", True),
    ]
    assert [e["end"]["text"] for e in events] == ["2026-11-21", "2026-12-01", "2026-12-06"]
    about = "(Clerk\u00e9 at Acme; Ltd, \\ & <Co>)"
    assert events[1]["summary"] == f"Ask your interviewer for news {about}"
    assert "Source: the article, section \u201cWhen to Reach Out\u201d" in events[1]["description"]
    assert "\n\n" in events[1]["description"]
    for event in events:
        assert event["stamp"]["unix"] == unix("2026-11-20T17:00:00+00:00")
        assert [alarm["action"] for alarm in event["alarms"]] == ["DISPLAY"]
    assert [e["alarms"][0]["at"]["unix"] for e in events] == [
        unix("2026-11-20T13:00:00-05:00"),
        unix("2026-11-30T09:00:00-05:00"),
        unix("2026-12-05T09:00:00-05:00"),
    ]


@pytest.mark.process
def test_an_hour_is_an_instant_for_every_calendar(ical_js):
    state = {"rounds": [{"date": "2026-11-25 15:00", "planned": True}], "timezone": "Asia/Tokyo"}
    (event,) = ical_js(advise(state, NOW).to_ics())["entries"]
    assert event["start"]["unix"] == unix("2026-11-25T15:00:00+09:00")
    assert not event["start"]["isDate"]
    assert event["end"] is None
    assert event["alarms"][0]["at"]["unix"] == unix("2026-11-25T14:00:00+09:00")


@pytest.mark.process
def test_to_dos_are_an_option(ical_js):
    (todo,) = ical_js(advise(STATE, NOW).to_ics(todos=True))["entries"]
    assert todo["kind"] == "vtodo"
    assert todo["due"]["text"] == "2026-11-20"
    assert len(todo["alarms"]) == 1
    quiet = ical_js(advise(STATE, NOW).to_ics(alarms=False))["entries"]
    assert not quiet[0]["alarms"]


def by_uid(read):
    return {entry["uid"]: entry for entry in read["entries"]}


@pytest.mark.process
def test_a_later_file_updates_entries_without_duplicates(ical_js):
    first = by_uid(ical_js(plan(STATE, NOW).to_ics()))
    moved = InterviewState.read(STATE).with_events(
        {"event": "thank-you-sent", "at": "2026-11-20"},
        {"event": "decision-date-changed", "at": "2026-11-24", "date": "2026-12-04"},
    )
    later = by_uid(ical_js(plan(moved, "2026-11-25 09:00").to_ics()))
    assert later.keys() < first.keys(), "what was done is gone, and nothing is new"
    for uid, event in later.items():
        assert event["start"]["unix"] > first[uid]["start"]["unix"]
        assert event["sequence"] > first[uid]["sequence"]
    assert plan(STATE, NOW).to_ics() == plan(STATE, NOW).to_ics()


@pytest.mark.process
def test_a_second_question_is_another_event(ical_js):
    asked = InterviewState.read(STATE).with_events(
        {"event": "thank-you-sent", "at": "2026-11-20"},
        {"event": "follow-up-sent", "at": "2026-11-30"},
        {"event": "reply-received", "at": "2026-12-01", "date": "2026-12-08"},
    )
    first = by_uid(ical_js(plan(STATE, NOW, assume="follow advice").to_ics()))
    second = by_uid(ical_js(plan(asked, "2026-12-01 12:00").to_ics()))
    ask = [event for event in second.values() if event["categories"] == "follow-up"]
    assert len(ask) == 1
    assert ask[0]["uid"] not in first


@pytest.mark.process
def test_a_round_in_between_keeps_the_uids(ical_js):
    log = [
        {"at": "2026-11-10", "event": "interview"},
        {"at": "2026-11-18", "event": "written-offer"},
        {"at": "2026-11-18", "event": "offer-deadline", "date": "2026-11-30"},
        {"at": "2026-11-19", "event": "interview-scheduled", "date": "2026-11-25"},
    ]
    state = InterviewState.from_events(log, timezone="UTC")
    before = by_uid(ical_js(plan(state, "2026-11-20 12:00").to_ics()))
    after = by_uid(ical_js(plan(state, "2026-11-27 12:00").to_ics()))

    def decide(entries):
        return [uid for uid, e in entries.items() if e["categories"] == "decide-on-offer"]

    assert len(decide(before)) == 1
    assert decide(before) == decide(after)


@pytest.mark.process
def test_a_second_occasion_is_another_event_and_a_moved_one_is_not(ical_js):
    asked = {"at": "2026-11-20", "event": "materials-requested"}
    again = {"at": "2026-12-10", "event": "materials-requested"}
    state = InterviewState.from_events([asked, again], timezone="UTC")
    both = ical_js(plan(state, "2026-11-20 12:00", assume="follow advice").to_ics())["entries"]
    sent = [e for e in both if e["categories"] == "send-materials"]
    assert [e["start"]["text"] for e in sent] == ["2026-11-24", "2026-12-14"]
    assert len({e["uid"] for e in sent}) == 2

    def applied(*days):
        activities = [{"at": day, "kind": "application"} for day in days]
        found = JobSearch.read({"timezone": "UTC", "activities": activities})
        entries = ical_js(plan(found, "2026-11-07 12:00").to_ics())["entries"]
        return next(e for e in entries if e["categories"] == "send-an-application")

    one, other = applied("2026-11-03"), applied("2026-11-03", "2026-11-06")
    assert one["uid"] == other["uid"]
    assert one["start"]["unix"] < other["start"]["unix"]


@pytest.mark.process
def test_an_alarm_never_rings_after_the_due_time(ical_js):
    state = {"rounds": [{"date": "2026-11-25 15:00", "planned": True}], "timezone": "UTC"}
    (event,) = ical_js(advise(state, "2026-11-25 14:30").to_ics())["entries"]
    assert event["alarms"][0]["at"]["unix"] == unix("2026-11-25T15:00:00+00:00")


@pytest.mark.process
def test_an_application_can_have_any_name(ical_js):
    same = {key: value for key, value in STATE.items() if key not in {"company", "position"}}
    found = JobSearch.read(
        {
            "applications": {"the search": same},
            "activities": [{"at": "2026-11-01", "kind": "boards"}],
        }
    )
    entries = ical_js(advise(found, "2026-11-20 12:00").to_ics())["entries"]
    assert {e["categories"] for e in entries} == {"send-thank-you", "read-the-boards"}


@pytest.mark.process
def test_applications_have_different_uids(ical_js):
    same = {key: value for key, value in STATE.items() if key not in {"company", "position"}}
    found = JobSearch.read({"applications": {"One": same, "Two": same}})
    entries = ical_js(plan(found, "2026-11-20 12:00", assume="follow advice").to_ics())["entries"]
    assert len({entry["uid"] for entry in entries}) == len(entries) >= 6
    assert {entry["summary"][-5:] for entry in entries} >= {"(One)", "(Two)"}
    report = ical_js(advise(found, "2026-11-30 12:00").to_ics())["entries"]
    assert {entry["summary"] for entry in report} == {
        "Ask your interviewer for news (One)",
        "Ask your interviewer for news (Two)",
    }
    assert {entry["uid"] for entry in report} <= {entry["uid"] for entry in entries}
    one = by_uid(ical_js(plan(same, NOW).to_ics(name="One")))
    other = by_uid(ical_js(plan(same, NOW).to_ics(name="Two")))
    assert not one.keys() & other.keys()


def test_control_characters_do_not_reach_the_file():
    wild = {**STATE, "company": "A\r\nBEGIN:VEVENT\x00\u2028B"}
    file = advise(wild, NOW).to_ics()
    assert file.count(b"BEGIN:VEVENT\r\n") == 1
    assert b"\x00" not in file
    assert all(len(line) <= 75 for line in file.split(b"\r\n"))


def test_a_missing_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "icalendar", None)
    monkeypatch.delitem(sys.modules, "interview_rules.reports.ics", raising=False)
    with pytest.raises(ModuleNotFoundError) as error:
        advise(STATE, NOW).to_ics()
    assert str(error.value) == (
        "calendar files need an extra: pip install 'interview-rules[calendar]'"
    )


def test_nothing_due_is_an_empty_calendar():
    file = advise({}, datetime(2026, 11, 20, tzinfo=UTC)).to_ics()
    assert b"VEVENT" not in file
    assert file.startswith(b"BEGIN:VCALENDAR\r\n")
