"""Calendar files that follow an earlier one: what changes, what stays and what is cancelled."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from calendar_client import Client, components, rings, says

from interview_rules import Advisor, InterviewState, JobSearch, RulePack, StateError, advise, plan

STATE = {
    "interview": "2026-11-19",
    "decision_date": "2026-11-27",
    "timezone": "America/New_York",
    "country": "US",
}
NOW = "2026-11-20 12:00"


def by_action(file):
    return {str(each["CATEGORIES"].cats[0]): each for each in components(file)}


def state_of(**more):
    return InterviewState.read({**STATE, **more})


def test_the_same_content_is_the_same_file():
    first = plan(STATE, NOW).to_feed()
    later = plan(STATE, "2026-11-20 18:00").to_feed(previous=first.content)
    assert later == first
    assert plan(STATE, "2026-11-20 18:00").to_feed() != first
    other = plan(STATE, "2026-11-20 18:00").to_feed(previous=first.content, color="teal")
    assert other.etag != first.etag
    text = first.content.decode()
    for same in (text, f"\ufeff{text}", text.replace("\r\n", "\n")):
        assert plan(STATE, NOW).to_feed(previous=same) == first


def test_only_what_changed_gets_a_new_stamp():
    first = by_action(plan(STATE, NOW).to_ics())
    moved = state_of().with_events(
        {"event": "decision-date-changed", "at": "2026-11-20 13:00", "date": "2026-12-04"}
    )
    later = by_action(plan(moved, "2026-11-20 14:00").to_ics(previous=plan(STATE, NOW).to_ics()))
    changed = {
        action
        for action, entry in later.items()
        if (entry["SEQUENCE"], entry["DTSTAMP"].dt)
        != (first[action]["SEQUENCE"], first[action]["DTSTAMP"].dt)
    }
    assert changed == {action for action in later if says(later[action]) != says(first[action])}
    assert "follow-up" in changed
    assert "send-thank-you" not in changed
    assert later["follow-up"]["SEQUENCE"] > first["follow-up"]["SEQUENCE"]


def test_what_no_longer_applies_is_cancelled():
    first = plan(STATE, NOW).to_ics()
    later = plan(state_of(thank_you="2026-11-20 13:00"), "2026-11-20 14:00").to_ics(previous=first)
    before, after = by_action(first)["send-thank-you"], by_action(later)["send-thank-you"]
    assert after["STATUS"] == "CANCELLED"
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["DTSTART"].dt == before["DTSTART"].dt
    assert not rings(after)
    again = plan(state_of(thank_you="2026-11-20 13:00"), "2026-11-20 15:00").to_ics(previous=later)
    assert again == later
    back = by_action(plan(STATE, "2026-11-20 16:00").to_ics(previous=later))["send-thank-you"]
    assert back["STATUS"] == "CONFIRMED"
    assert back["SEQUENCE"] > after["SEQUENCE"]


def test_when_nothing_applies_everything_is_cancelled():
    quiet = {"at": "2026-11-19", "advice": "continue-search", "until": "2027-11-19"}
    planned = {"rounds": [{"date": "2026-11-25", "planned": True}], "timezone": "UTC"}
    first = plan(planned, NOW).to_ics()
    off = {
        **planned,
        "called_off": [{"at": "2026-11-20", "how": "cancelled"}],
        "withdrawn": "2026-11-20",
        "marks": [{**quiet, "how": "set-aside"}],
    }
    later = advise(off, "2026-11-20 14:00").to_ics(previous=first)
    assert {each["STATUS"] for each in components(later)} == {"CANCELLED"}
    assert len(components(later)) == len(components(first)) > 0


def test_cancelled_entries_remain_for_half_a_year():
    first = plan(STATE, NOW).to_ics()
    done = state_of(thank_you="2026-11-20 13:00")
    second = plan(done, "2026-11-20 14:00").to_ics(previous=first)
    soon = plan(done, "2027-05-01 14:00").to_ics(previous=second)
    assert by_action(soon)["send-thank-you"]["STATUS"] == "CANCELLED"
    late = plan(done, "2027-06-01 14:00").to_ics(previous=soon)
    assert "send-thank-you" not in by_action(late)


def test_an_overdue_entry_rings_once():
    first = advise(STATE, "2026-11-21 12:00").to_ics()
    at = datetime(2026, 11, 21, 18, tzinfo=UTC)
    assert rings(by_action(first)["send-thank-you"]) == [at]
    for hour in (13, 14, 20):
        later = advise(STATE, f"2026-11-21 {hour}:30").to_ics(previous=first)
        assert by_action(later)["send-thank-you"] == by_action(first)["send-thank-you"]
    renamed = advise({**STATE, "company": "Acme"}, "2026-11-21 20:30").to_ics(previous=first)
    assert says(by_action(renamed)["send-thank-you"]) != says(by_action(first)["send-thank-you"])
    assert rings(by_action(renamed)["send-thank-you"]) == [at], "only the name is new"


def test_a_first_feed_does_not_ring_for_what_is_overdue():
    for hour in (12, 13):
        feed = advise(STATE, f"2026-11-21 {hour}:00").to_feed()
        assert not rings(by_action(feed.content)["send-thank-you"])
    empty = advise(state_of(thank_you="2026-11-20"), "2026-11-21 11:00").to_feed().content
    new = advise(STATE, "2026-11-21 12:00").to_feed(previous=empty).content
    assert rings(by_action(new)["send-thank-you"]) == [datetime(2026, 11, 21, 18, tzinfo=UTC)]


def test_other_alarms_are_new_content():
    first = plan(STATE, NOW).to_ics()
    later = plan(STATE, NOW).to_ics(previous=first, alarms=["2 days before"])
    before, after = by_action(first)["follow-up"], by_action(later)["follow-up"]
    assert says(before) == says(after)
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert rings(after) == [rings(before)[0] - timedelta(days=2)]


def test_advice_without_a_date_stays_where_it_is_while_it_holds():
    asked = state_of(thank_you="2026-11-20", follow_up="2026-11-30")
    file = plan(asked, "2026-12-01 12:00").to_ics()
    first = by_action(file)["contact-hr"]
    assert first["DTSTART"].dt.isoformat() == "2026-12-07", "5 December is a Saturday"
    for day in ("2026-12-06", "2026-12-07", "2026-12-21"):
        file = plan(asked, f"{day} 12:00").to_ics(previous=file)
        assert by_action(file)["contact-hr"] == first
        assert says(by_action(advise(asked, f"{day} 12:00").to_ics())["contact-hr"]) == says(first)
    done = asked.with_events({"event": "hr-contacted", "at": "2026-12-21 13:00"})
    file = plan(done, "2026-12-21 14:00").to_ics(previous=file)
    assert by_action(file)["contact-hr"]["STATUS"] == "CANCELLED"


def test_snoozed_advice_comes_back_on_the_day_it_is_given_again():
    asked = state_of(thank_you="2026-11-20", follow_up="2026-11-30")
    later = advise(asked, "2026-12-07 12:00")["contact-hr"].set_aside(until="2026-12-12")
    entry = by_action(plan(later, "2026-12-08 12:00").to_ics())["contact-hr"]
    assert entry["DTSTART"].dt.isoformat() == "2026-12-14"


WEEKEND = """
pack: weekend
rules:
  - id: rest
    when: from interview and before interview + %s
    advise: {action: rest, kind: do, title: Rest, text: Rest.}
    source: Weekends are for that.
"""


@pytest.mark.parametrize(("length", "day"), [("2 days", "2026-11-28"), ("3 days", "2026-11-30")])
def test_advice_for_a_weekend_only_stays_in_its_window(length, day):
    # The interview is on a Saturday.
    report = Advisor(RulePack.from_text(WEEKEND % length)).advise(
        {"interview": "2026-11-28"}, "2026-11-28 12:00"
    )
    assert by_action(report.to_ics())["rest"]["DTSTART"].dt.isoformat() == day


def test_advice_that_nothing_dates_stays_on_its_first_day():
    first = advise({}, NOW).to_ics()
    later = advise({}, "2026-12-20 12:00").to_ics(previous=first)
    assert later == first
    assert by_action(first)["continue-search"]["DTSTART"].dt.isoformat() == "2026-11-20"


def test_to_dos_take_the_place_of_events():
    client = Client()
    first = plan(STATE, NOW).to_ics()
    second = plan(STATE, NOW).to_ics(todos=True, previous=first)
    third = plan(STATE, NOW).to_ics(previous=second)
    for file, kind in ((first, "VEVENT"), (second, "VTODO"), (third, "VEVENT")):
        client.receive(file)
        kinds = {e.name for e in client.entries.values() if e["CATEGORIES"].cats[0] == "follow-up"}
        assert kinds == {kind}


def test_files_of_the_first_version_are_replaced():
    old = (
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
        b"PRODID:-//interview-rules//interview-rules//EN\r\n"
        b"BEGIN:VEVENT\r\nUID:1@interview-rules\r\nDTSTAMP:20261119T170000Z\r\n"
        b"DTSTART;VALUE=DATE:20261120\r\nSEQUENCE:3621180\r\nSUMMARY:Thank them\r\n"
        b"END:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    entries = {str(e["UID"]): e for e in components(plan(STATE, NOW).to_ics(previous=old))}
    assert entries.pop("1@interview-rules")["STATUS"] == "CANCELLED"
    assert {e["STATUS"] for e in entries.values()} == {"CONFIRMED"}


# -- files that are no earlier file -------------------------------------------------------------

GOOD = plan(STATE, NOW).to_ics()
BROKEN = "previous: this is not a valid calendar file"
HINT = " (pass the last file for the same application or search, or leave it out)"


@pytest.mark.parametrize(
    "file",
    [
        b"",
        "",
        b"\xff\xfe",
        b"hello",
        GOOD[:200],
        GOOD + GOOD,
        b"BEGIN:VEVENT\r\nEND:VEVENT\r\n",
    ],
)
def test_a_broken_file_is_one_clear_error(file):
    with pytest.raises(StateError) as error:
        plan(STATE, NOW).to_ics(previous=file)
    assert str(error.value) == BROKEN + HINT


def test_a_file_from_elsewhere_is_one_clear_error():
    foreign = GOOD.replace(b"-//interview-rules//interview-rules//EN", b"-//Other//Other//EN")
    with pytest.raises(StateError) as error:
        plan(STATE, NOW).to_feed(previous=foreign)
    assert str(error.value) == "previous: this calendar file was not written by this library" + HINT
    with pytest.raises(StateError, match="expected the content of a calendar file, not 5"):
        plan(STATE, NOW).to_ics(previous=5)


@pytest.mark.parametrize("other", [{"name": "Two"}, {"name": ""}])
def test_a_file_of_another_application_is_one_clear_error(other):
    mine = plan(STATE, NOW).to_ics(name="One")
    with pytest.raises(StateError) as error:
        plan(STATE, NOW).to_ics(previous=mine, **other)
    assert str(error.value) == (
        "previous: this is the calendar file of another application or search"
        " (pass the last file for the same application or search, or leave it out)"
    )
    search = JobSearch.read({"applications": {"One": STATE}})
    with pytest.raises(StateError, match="another application or search"):
        plan(search, NOW).to_ics(previous=mine)


def test_foreign_and_odd_entries_of_a_file_are_left_alone():
    extra = (
        b"BEGIN:VEVENT\r\nUID:mine@example.org\r\nDTSTART:20261120T100000Z\r\nEND:VEVENT\r\n"
        b"BEGIN:VEVENT\r\nUID:no-start@interview-rules\r\nEND:VEVENT\r\n"
        b"BEGIN:VEVENT\r\nUID:odd@interview-rules\r\nDTSTART:20261120T100000\r\n"
        b"SEQUENCE:many\r\nDTSTAMP:never\r\nEND:VEVENT\r\n"
        b"BEGIN:VJOURNAL\r\nUID:j@interview-rules\r\nEND:VJOURNAL\r\n"
    )
    file = plan(STATE, NOW).to_ics(
        previous=GOOD.replace(b"END:VCALENDAR", extra + b"END:VCALENDAR")
    )
    ours = {str(entry["UID"]): entry["STATUS"] for entry in components(file)}
    assert ours.pop("odd@interview-rules") == "CANCELLED"
    assert ours.keys() == {str(entry["UID"]) for entry in components(GOOD)}


def test_an_edited_sequence_never_exceeds_what_calendars_read():
    huge = GOOD.replace(b"SEQUENCE:", b"SEQUENCE:99999")
    changed = plan(state_of(thank_you="2026-11-20"), "2026-11-20 14:00").to_ics(previous=huge)
    assert all(
        int(entry["SEQUENCE"]) <= 2**31 - 1
        for entry in components(changed)
        if entry["STATUS"] == "CANCELLED"
    )


# -- searches -------------------------------------------------------------------------------------


def test_a_search_has_one_feed():
    both = {"applications": {"One": STATE, "Two": STATE}}
    feed = plan(JobSearch.read(both), NOW).to_feed()
    assert feed.name == "Job search"
    client = Client()
    client.receive(feed.content)
    one = JobSearch.read({"applications": {"One": STATE}})
    later = advise(one, "2026-11-20 14:00").to_feed(previous=feed.content)
    client.receive(later.content)
    assert client.shows == sorted(map(says, components(advise(one, "2026-11-20 14:00").to_ics())))
    alone = plan(STATE, NOW).to_ics(name="One")
    uids = {str(entry["UID"]) for entry in components(feed.content)}
    thanks = by_action(alone)["send-thank-you"]["UID"]
    assert str(thanks) in uids, "a search and an application of it agree"


@pytest.mark.parametrize(
    ("zone", "now", "rings_late"),
    [
        # The evening before, when it is the same day in UTC already.
        ("America/Los_Angeles", "2026-12-01 20:00", True),
        ("America/Los_Angeles", "2026-12-01 14:00", True),
        ("America/Los_Angeles", "2026-12-02 05:00", False),
        # The same day, which has not begun in UTC.
        ("Asia/Tokyo", "2026-12-02 05:00", False),
        ("Asia/Tokyo", "2026-12-02 12:00", False),
        ("Asia/Tokyo", "2026-12-01 23:00", True),
    ],
)
def test_whether_a_round_has_begun_depends_on_the_day_of_the_candidate(zone, now, rings_late):
    state = {"timezone": zone, "rounds": [{"date": "2026-12-02", "planned": True}]}
    file = advise(state, now).to_ics(alarms=["14 days before"])
    entry = by_action(file)["interview"]
    assert bool(rings(entry)) is rings_late


@pytest.mark.parametrize(
    "start",
    [
        "DTSTART;TZID=America/New_York:99991231T235959",
        "DTSTART;TZID=Asia/Tokyo:00010101T000000",
        "DTSTART;VALUE=DATE:99991231",
        "DTSTART;VALUE=DATE:00010101",
    ],
)
def test_an_edited_file_with_a_moment_beyond_all_years_is_followed_or_refused(start):
    first = plan(STATE, NOW).to_ics().decode()
    lines = [start if line.startswith("DTSTART") else line for line in first.split("\r\n")]
    edited = "\r\n".join(lines).encode()
    again = plan(STATE, NOW).to_ics(previous=edited)
    assert by_action(again).keys() == by_action(first.encode()).keys()
    assert advise({}, NOW).to_ics(name="x")
