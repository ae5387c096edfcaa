"""A calendar that receives every file of a feed shows what the last plan says, and nothing else."""

from __future__ import annotations

from datetime import timedelta

from calendar_client import Client, components, rings, says
from drawn import events, interviewed, marks, zones
from hypothesis import given
from hypothesis import strategies as st
from profiles import scaled

from interview_rules import Advisor, InterviewState, JobSearch, StateError

ADVISOR = Advisor()
SCENARIOS = st.sampled_from(("silence", "follow advice", None))
"""What a plan assumes; None stands for a report instead of a plan."""


@st.composite
def histories(draw):
    """Draw the versions of a state, each with its moment, options and scenario."""
    log, now = draw(interviewed())
    zone = draw(zones)
    found = []
    for _ in range(draw(st.integers(2, 4))):
        state = InterviewState.from_events(log, timezone=zone, company=draw(COMPANIES))
        options = {"todos": draw(st.booleans()), "alarms": draw(ALARMS)}
        found.append((state, now, draw(SCENARIOS), options))
        match draw(st.sampled_from(("add", "mark", "remove", "wait", "same"))):
            case "add":
                log = [*log, draw(events())]
            case "mark":
                log = [*log, draw(marks())]
            case "remove":
                log = [log[0], *log[2:]]
            case "wait":
                now += timedelta(hours=draw(st.integers(1, 24 * 60)))
    return found


COMPANIES = st.sampled_from((None, "Acme", "Acme\r\nBEGIN:VEVENT"))
ALARMS = st.sampled_from((True, False, ["day before", "hour before"]))


def made(source, now, scenario):
    if scenario is None:
        return ADVISOR.advise(source, now)
    return ADVISOR.plan(source, now, assume=scenario)


@scaled(100)
@given(histories(), st.sampled_from(("", "One")))
def test_a_calendar_shows_what_the_last_plan_says(history, name):
    client, subscriber, previous = Client(), Client(), None
    for state, now, scenario, options in history:
        plan = made(state, now, scenario)
        previous = plan.to_feed(name=name, previous=previous, **options).content
        client.receive(previous)
        subscriber = Client()
        subscriber.receive(previous)
        alone = sorted(map(says, components(plan.to_ics(name=name, todos=options["todos"]))))
        assert client.shows == subscriber.shows == alone


@scaled(100)
@given(histories())
def test_stamps_sequence_and_alarms_change_only_with_content(history):
    previous, before = None, {}
    for state, now, scenario, options in history:
        plan = made(state, now, scenario)
        file = plan.to_ics(name="One", previous=previous, **options)
        entries = {str(entry["UID"]): entry for entry in components(file)}
        assert entries.keys() >= before.keys(), "what is gone is cancelled"
        for uid, entry in entries.items():
            earlier = before.get(uid)
            if earlier is None:
                continue
            same = says(entry) == says(earlier) and entry["STATUS"] == earlier["STATUS"]
            if same and entry["SEQUENCE"] == earlier["SEQUENCE"]:
                assert entry == earlier
                assert rings(entry) == rings(earlier)
            else:
                assert entry["SEQUENCE"] > earlier["SEQUENCE"]
                assert not same or entry["STATUS"] != "CANCELLED"
        assert plan.to_ics(name="One", previous=file, **options) == file
        later = made(state, now + timedelta(seconds=1), scenario)
        for entry in components(later.to_ics(name="One", previous=file, **options)):
            uid = str(entry["UID"])
            if uid in entries and says(entry) == says(entries[uid]):
                assert entry == entries[uid]
        previous, before = file, entries


@scaled(60)
@given(st.lists(histories(), min_size=2, max_size=3))
def test_the_same_holds_for_a_search(histories_):
    client, previous = Client(), None
    for versions in zip(*histories_, strict=False):
        now = max(version[1] for version in versions)
        states = {f"No. {n}": version[0] for n, version in enumerate(versions)}
        # Advice on a search without any activity has no day of its own and stays where it was.
        begun = [{"at": "2026-10-01", "kind": "boards"}]
        search = JobSearch.read({"applications": states, "timezone": "UTC", "activities": begun})
        plan = made(search, now, versions[0][2])
        previous = plan.to_feed(previous=previous).content
        client.receive(previous)
        assert client.shows == sorted(map(says, components(plan.to_ics())))


@scaled(100)
@given(interviewed(), zones, st.sampled_from((None, "US", "DE")))
def test_advice_without_a_date_is_on_a_business_day_of_its_window(log_and_now, zone, country):
    log, now = log_and_now
    state = InterviewState.from_events(log, timezone=zone, country=country)
    report = ADVISOR.advise(state, now)
    calendar = report.calendar
    entries = {str(e["CATEGORIES"].cats[0]): e for e in components(report.to_ics())}
    for advice in report:
        if advice.kind != "do" or advice.due is not None:
            continue
        day = entries[advice.action]["DTSTART"].dt.toordinal()
        if not calendar.is_business(day):
            following = calendar.starts[calendar.business(day, 1)]
            assert advice.until is not None
            assert advice.until.timestamp() <= following
        elif advice.until is not None:
            assert calendar.starts[day] < advice.until.timestamp()


GOOD = ADVISOR.plan(
    {"interview": "2026-11-19", "rounds": [{"date": "2026-11-25 15:00", "planned": True}]},
    "2026-11-20 12:00",
).to_feed()
PIECES = st.sampled_from(
    ["", ":", ";", "\r\n", "\0", "é", "BEGIN:VEVENT\r\n", "END:VEVENT\r\n", "VALUE=DATE", "9" * 30]
)


@scaled(300)
@given(st.data())
def test_a_damaged_file_is_refused_or_continued(data):
    text = GOOD.content.decode()
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        stop = start + data.draw(st.integers(0, 40))
        text = text[:start] + data.draw(PIECES) + text[stop:]
    plan = ADVISOR.plan({"interview": "2026-11-19"}, "2026-11-20 13:00")
    try:
        file = plan.to_ics(previous=text)
    except StateError as error:
        refused = error.problems
    else:
        refused = ()
        client = Client()
        client.receive(file)
        assert client.shows == sorted(map(says, components(plan.to_ics())))
    assert [problem.where for problem in refused] in ([], ["previous"])
