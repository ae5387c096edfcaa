"""Where the value of a fact comes from: the entries and fields of a state."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from interview_rules import Advisor, Event, RulePack
from interview_rules.evaluation.provenance import causes, origins

NOW = "2026-11-24 12:00"
ADVISE = {"action": "a", "kind": "do", "title": "It.", "text": "So."}
PACK = RulePack.from_text(
    json.dumps(
        {
            "pack": "tiny",
            "facts": {
                "visa": {"type": "flag", "doc": "A flag."},
                "tries": {"type": "count", "doc": "A count."},
                "start": {"type": "moment", "doc": "A moment."},
                "seen": {"type": "moment", "doc": "Another moment."},
            },
            "events": {
                "it.tried": {"doc": "A try.", "by": "you", "sets": {"tries": "one more"}},
                "it.begun": {"doc": "A start.", "by": "them", "sets": {"start": "at"}},
                "it.reset": {"doc": "Nothing.", "by": "you", "clears": ["tries", "start"]},
            },
            "formerly": {"facts": {"begin": "start"}},
            "rules": [
                {
                    "id": "one",
                    "when": "visa or tries > 1 or start is known",
                    "source": "This test.",
                    "advise": ADVISE,
                },
                {
                    "id": "two",
                    "when": "no seen",
                    "source": "This test.",
                    "advise": {**ADVISE, "action": "b", "recorded_as": "seen"},
                },
            ],
        }
    )
)


def told(fact: str, *events: dict, **fields) -> list[str]:
    """Return the paths of what gives a fact its value, each with its day if it has one."""
    state = {"events": list(events), "timezone": "UTC", **fields}
    evaluation = Advisor(PACK).advise(state, NOW).evaluation
    return [
        " ".join(filter(None, (each.path, each.event, each.day and str(each.day))))
        for each in origins(evaluation, fact)
    ]


MET = {"event": "interview", "at": "2026-11-19 10:00"}
SENT = {"event": "follow-up-sent", "at": "2026-11-21"}
AGAIN = {"event": "follow-up-sent", "at": "2026-11-23"}


def test_the_latest_entry_gives_a_moment_and_every_entry_a_count():
    assert told("interview", MET) == ["events[0] interview 2026-11-19"]
    assert told("follow_up", MET, SENT, AGAIN) == ["events[2] follow-up-sent 2026-11-23"]
    every = ["events[1] follow-up-sent 2026-11-21", "events[2] follow-up-sent 2026-11-23"]
    assert told("follow_ups", MET, SENT, AGAIN) == every
    assert told("follow_up_pending", MET, SENT, AGAIN) == every
    assert told("follow_ups", MET) == []


def test_an_origin_has_the_day_and_the_hour_of_what_happened():
    evaluation = Advisor(PACK).advise({"timezone": "UTC", "events": [MET, SENT]}, NOW).evaluation
    (met,) = origins(evaluation, "interview")
    assert met.at == datetime(2026, 11, 19, 10, tzinfo=UTC)
    (sent,) = origins(evaluation, "follow_up")
    assert sent.at is None
    # The day of an arranged round is that of the round, not that of its arrangement.
    arranged = {"event": "interview-scheduled", "at": "2026-11-02", "date": "2026-11-20"}
    assert told("interview", arranged) == ["events[0] interview-scheduled 2026-11-20"]

    # An hour is that of the place where the round is.
    abroad = {**arranged, "date": "2026-11-20 22:00", "zone": "America/New_York"}
    assert told("interview", abroad) == ["events[0] interview-scheduled 2026-11-21"]


def test_the_latest_of_several_that_say_the_same_is_the_origin():
    first = {"event": "interview-scheduled", "at": "2026-11-02", "role": "recruiter"}
    second = {**first, "at": "2026-11-05"}
    for log, path in (((first, second), "events[1]"), ((second, first), "events[0]")):
        assert told("recruiter_between", *log) == [f"{path} interview-scheduled"]


def test_the_first_entry_of_an_event_that_is_listed_twice_is_the_origin():
    sent = Event(at="2026-11-20", event="follow-up-sent")
    assert told("follow_up", MET, sent, sent, sent) == ["events[1] follow-up-sent 2026-11-20"]


def test_a_holiday_has_no_origin():
    closed = {"event": "holiday", "at": "2026-11-20", "date": "2026-11-26"}
    assert told("holiday", MET, closed) == []


def test_what_happens_later_is_no_origin_yet():
    later = {"event": "follow-up-sent", "at": "2026-11-25"}
    assert told("follow_up", MET, later) == []


@pytest.mark.parametrize(
    ("fact", "field", "value"),
    [
        ("agency_between", "intermediary", "agency"),
        ("recruiter_between", "intermediary", "recruiter"),
        ("internal_candidate", "internal_candidate", True),
        ("slow_employer", "employer_kind", "public"),
        ("hr_unreachable", "hr_reachable", False),
        ("contact_unknown", "contact_known", True),
    ],
)
def test_a_field_of_the_state_counts_even_if_it_leaves_the_fact_as_it_was(fact, field, value):
    assert told(fact, MET, **{field: value}) == [field]
    assert told(fact, MET) == []


def test_facts_of_the_pack_come_from_the_state_or_from_its_events():
    tried = {"event": "it.tried", "at": "2026-11-20"}
    begun = {"event": "it.begun", "at": "2026-11-21"}
    reset = {"event": "it.reset", "at": "2026-11-22"}
    assert told("visa", facts={"visa": False}) == ["facts.visa"]
    assert told("visa") == []
    assert told("tries", tried, facts={"tries": 2}) == [
        "events[0] it.tried 2026-11-20",
        "facts.tries",
    ]
    assert told("start", begun, facts={"start": "2026-11-01"}) == ["events[0] it.begun 2026-11-21"]
    assert told("start", facts={"start": "2026-11-01"}) == ["facts.start"]
    assert told("start", facts={"begin": "2026-11-01"}) == ["facts.begin"]
    assert told("start", facts={"begin": "2026-11-01", "start": "2026-11-02"}) == ["facts.start"]
    assert told("tries", tried, reset) == []
    again = {"event": "it.tried", "at": "2026-11-23"}
    assert told("tries", tried, reset, again) == ["events[2] it.tried 2026-11-23"]
    assert told("tries", {"event": "it.tried", "at": "2026-11-26"}) == []
    assert told("tries", {"event": "it.tried", "at": NOW}) == ["events[0] it.tried 2026-11-24"]
    assert told("tries", tried, again) == [
        "events[0] it.tried 2026-11-20",
        "events[1] it.tried 2026-11-23",
    ]
    assert told("start", begun, {**begun, "at": "2026-11-22"}) == ["events[1] it.begun 2026-11-22"]


def test_the_latest_mark_that_the_advice_was_done_is_the_origin_of_what_records_it():
    done = {"event": "advice-done", "at": "2026-11-22", "advice": "b"}
    others = [
        {**done, "at": "2026-11-20"},
        {**done, "at": "2026-11-21", "advice": "a"},
        {**done, "at": "2026-11-23", "advice": "a"},
        {**done, "event": "advice-set-aside", "at": "2026-11-23"},
        {**done, "at": "2026-11-25"},
    ]
    for log in ([*others, done], [done, *others]):
        assert told("seen", *log) == [f"events[{log.index(done)}] advice-done 2026-11-22"]
    assert told("seen", {**done, "at": NOW}) == ["events[0] advice-done 2026-11-24"]


def test_causes_are_of_built_in_facts_only():
    evaluation = Advisor(PACK).advise({"events": [MET, SENT]}, NOW).evaluation
    assert [cause.event.event for cause in causes(evaluation, "follow_up")] == ["follow-up-sent"]
    assert causes(evaluation, "visa") == []
    assert causes(evaluation, "reply") == []
