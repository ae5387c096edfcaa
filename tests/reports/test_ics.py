"""Calendar files, read back by other implementations: ical.js, node-ical and ts-ics, in Node."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from interview_rules import InterviewState, JobSearch, advise, plan

PEER = Path(__file__).with_name("calendar_peer")
PEERS = ("ical.js", "node-ical", "ts-ics")
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
    """Return a reader for calendar files that uses ical.js; its scripts are installed once."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        assert not os.environ.get("CI"), "the checks need Node and npm to read calendar files"
        pytest.skip("Node and npm are not installed")
    modules = PEER / "node_modules"
    if not all((modules / name).is_dir() for name in PEERS):
        shutil.rmtree(modules, ignore_errors=True)
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
                assert (modules / PEERS[-1]).is_dir(), "what was installed could not be kept"

    def read(file: bytes, script="read.mjs"):
        done = subprocess.run([node, script], cwd=PEER, input=file, capture_output=True, check=True)
        return json.loads(done.stdout)

    return read


def unix(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp())


@pytest.mark.process
def test_a_plan_is_read_as_events_with_alarms(ical_js):
    made = plan(STATE, NOW, assume="follow advice")
    read = ical_js(made.to_ics())
    assert read["version"] == "2.0"
    earlier, events = read["entries"][:2], read["entries"][2:]
    assert {(e["categories"], e["start"]["text"]) for e in earlier} == {
        ("continue-search", "2026-11-19"),
        ("interview", "2026-11-19"),
    }
    assert [(e["kind"], e["start"]["text"], e["start"]["isDate"]) for e in events] == [
        ("vevent", "2026-11-20", True),
        ("vevent", "2026-11-30", True),
        ("vevent", "2026-12-07", True),
    ], "a task without a date is on a business day"
    assert [e["end"]["text"] for e in events] == ["2026-11-21", "2026-12-01", "2026-12-08"]
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
        unix("2026-12-07T09:00:00-05:00"),
    ]


def at_an_hour(read):
    """Return the entries at an hour of the day: first what is to be done, then the rounds."""
    timed = [entry for entry in read["entries"] if not entry["start"]["isDate"]]
    return sorted(timed, key=lambda entry: entry["categories"] == "interview")


@pytest.mark.process
def test_an_hour_is_an_instant_for_every_calendar(ical_js):
    state = {"rounds": [{"date": "2026-11-25 15:00", "planned": True}], "timezone": "Asia/Tokyo"}
    event, round_ = at_an_hour(ical_js(advise(state, NOW).to_ics()))
    assert round_["start"] == event["start"]
    assert [alarm["at"]["unix"] for alarm in round_["alarms"]] == [
        unix("2026-11-24T15:00:00+09:00"),
        unix("2026-11-25T14:00:00+09:00"),
    ]
    assert event["start"]["unix"] == unix("2026-11-25T15:00:00+09:00")
    assert not event["start"]["isDate"]
    assert event["end"] is None
    assert event["alarms"][0]["at"]["unix"] == unix("2026-11-25T14:00:00+09:00")


@pytest.mark.process
def test_to_dos_are_an_option(ical_js):
    entries = ical_js(advise(STATE, NOW).to_ics(todos=True))["entries"]
    assert {e["kind"] for e in entries if e["categories"] != "interview"} == {"vtodo"}
    assert {e["kind"] for e in entries if e["categories"] == "interview"} == {"vevent"}
    (todo,) = [e for e in entries if e["categories"] == "send-thank-you"]
    assert todo["due"]["text"] == "2026-11-20"
    assert len(todo["alarms"]) == 1
    quiet = ical_js(advise(STATE, NOW).to_ics(alarms=False))["entries"]
    assert not any(entry["alarms"] for entry in quiet)


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
        assert event["sequence"] > first[uid]["sequence"]
    assert {
        event["categories"]: event["start"]["unix"] - first[uid]["start"]["unix"]
        for uid, event in later.items()
    } == {"interview": 0, "continue-search": 0, "follow-up": 7 * 86_400}
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
    event, round_ = at_an_hour(ical_js(advise(state, "2026-11-25 14:30").to_ics()))
    assert round_["alarms"][0]["at"] == event["alarms"][0]["at"]
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
    about = {e["categories"]: e["summary"].endswith("(the search)") for e in entries}
    assert about.items() >= {
        ("send-thank-you", True),
        ("interview", True),
        ("read-the-boards", False),
    }


@pytest.mark.process
def test_applications_have_different_uids(ical_js):
    same = {key: value for key, value in STATE.items() if key not in {"company", "position"}}
    found = JobSearch.read({"applications": {"One": same, "Two": same}})
    entries = ical_js(plan(found, "2026-11-20 12:00", assume="follow advice").to_ics())["entries"]
    assert len({entry["uid"] for entry in entries}) == len(entries) >= 6
    assert {entry["summary"][-5:] for entry in entries} >= {"(One)", "(Two)"}
    report = ical_js(advise(found, "2026-11-30 12:00").to_ics())["entries"]
    assert {entry["summary"] for entry in report if "(" in entry["summary"]} == {
        "Ask your interviewer for news (One)",
        "Ask your interviewer for news (Two)",
        "Interview (One)",
        "Interview (Two)",
    }
    assert {entry["uid"] for entry in report} <= {entry["uid"] for entry in entries}
    one = by_uid(ical_js(plan(same, NOW).to_ics(name="One")))
    other = by_uid(ical_js(plan(same, NOW).to_ics(name="Two")))
    assert not one.keys() & other.keys()


@pytest.mark.parametrize("field", ["company", "position", "interviewer"])
@pytest.mark.parametrize(
    "attack", ["A\r\nBEGIN:VEVENT\x00\u2028B", "A\nEND:VCALENDAR\n", 'A\\;,:"\x0b']
)
def test_names_cannot_inject_lines(field, attack):
    plain, wild = (
        advise({**STATE, field: text}, NOW).to_feed(title=text).content.decode()
        for text in ("A", attack)
    )
    for word in ("BEGIN:VEVENT", "END:VCALENDAR", "BEGIN:VALARM"):
        assert lines(wild).count(word) == lines(plain).count(word)
    assert not set(wild) & {"\x00", "\x0b", "\u2028"}
    assert all(len(line.encode()) <= 75 for line in wild.split("\r\n"))


def test_a_round_cannot_inject_lines():
    attack = "A\r\nEND:VEVENT\r\nBEGIN:VEVENT"
    shown = {"place": attack, "detail": attack, "interviewers": [attack]}
    state = {"rounds": [{"date": "2026-11-25", "planned": True, **shown}]}
    assert lines(advise(state, NOW).to_ics().decode()).count("BEGIN:VEVENT") == 3


def lines(file: str):
    return file.split("\r\n")


def test_a_missing_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "icalendar", None)
    monkeypatch.delitem(sys.modules, "interview_rules.reports.ics", raising=False)
    with pytest.raises(ModuleNotFoundError) as error:
        advise(STATE, NOW).to_ics()
    assert str(error.value) == (
        "calendar files need an extra: pip install 'interview-rules[calendar]'"
    )


QUIET = "continue-search"


def without_advice(now):
    done = [{"at": "2026-11-02", "advice": QUIET, "how": "set-aside", "until": "2027-11-02"}]
    return advise({"marks": done}, now)


@pytest.mark.process
def test_a_calendar_without_entries_is_valid(ical_js):
    file = without_advice("2026-11-20 12:00").to_feed().content
    assert b"VEVENT" not in file
    assert b"BEGIN:VTIMEZONE" in file
    assert ical_js(file)["entries"] == []
    others = ical_js(file, "read_others.mjs")
    assert others["node-ical"]["entries"] == others["ts-ics"]["entries"] == []


ROUND = {
    "date": "2026-12-03 08:00",
    "end": "2026-12-03 09:00",
    "planned": True,
    "place": "Room 4; north, left",
    "link": "https://meet.example/a?b=1;c,d",
    "interviewers": ["Ms. Okafor", "Mr. Lind, PhD"],
    "detail": "Bring a pen.",
}


@pytest.mark.process
def test_every_reader_finds_the_same(ical_js):
    state = {**STATE, "rounds": [ROUND]}
    first = plan(state, NOW).to_feed(title="Jobs; mine, yours", color="teal").content
    feed = plan({**state, "thank_you": "2026-11-20"}, "2026-11-21 12:00").to_feed(
        title="Jobs; mine, yours", color="teal", previous=first
    )
    keys = ("uid", "summary", "description", "status", "sequence", "location", "url")
    found = {e["uid"]: {key: e[key] for key in keys} for e in ical_js(feed.content)["entries"]}
    times = {
        e["uid"]: (e["start"]["unix"], e["end"] and e["end"]["unix"])
        for e in ical_js(feed.content)["entries"]
        if not e["start"]["isDate"]
    }
    rings = {
        e["uid"]: [a["at"]["unix"] for a in e["alarms"]] for e in ical_js(feed.content)["entries"]
    }
    assert [e["status"] for e in found.values()].count("CANCELLED") >= 1
    others = ical_js(feed.content, "read_others.mjs")
    for reader, read in others.items():
        assert len(read["entries"]) == len(found), reader
        for entry in read["entries"]:
            uid = entry["uid"]
            assert {key: entry[key] for key in keys} == found[uid], reader
            assert entry["alarms"] == rings[uid], reader
            assert entry["isDate"] is (uid not in times), reader
            if uid in times:
                start, end = times[uid]
                assert entry["start"] == start, reader
                assert (entry["end"] or start) == (end or start), reader
    (meeting,) = [e for e in found.values() if e["location"]]
    assert meeting["location"] == "Room 4; north, left"
    assert meeting["url"] == "https://meet.example/a?b=1;c,d"
    assert meeting["description"].split("\n")[0] == "With Ms. Okafor, Mr. Lind, PhD"
    assert times[meeting["uid"]] == (
        unix("2026-12-03T08:00:00-05:00"),
        unix("2026-12-03T09:00:00-05:00"),
    )


@pytest.mark.process
def test_a_feed_has_a_name_a_colour_and_a_refresh_interval(ical_js):
    feed = plan(STATE, NOW).to_feed(title="My jobs", color="teal")
    assert (feed.name, feed.refresh) == ("My jobs", timedelta(hours=6))
    read = ical_js(feed.content)["calendar"]
    assert read == {
        "name": "My jobs",
        "x-wr-calname": "My jobs",
        "color": "teal",
        "x-apple-calendar-color": "#008080",
        "refresh-interval": "PT6H",
        "x-published-ttl": "PT6H",
    }
