"""Written tests read back as the same situation and name, and pass."""

from __future__ import annotations

from datetime import datetime

import pytest

from interview_rules.authoring.pack_tests import run_tests
from interview_rules.authoring.pack_tests.yaml_writer import written_test
from interview_rules.evaluation.evaluation import evaluate
from interview_rules.reports.report import Report

NOW = datetime(2026, 11, 20, 12, 0)
LOG = [
    {"at": "2026-11-19 10:00", "event": "interview", "interviewers": ["Ms. Lee", "Mr. Ray"]},
    {"at": "2026-11-19", "event": "decision-date-set", "date": "2026-11-25"},
]


def back(read, *given, rules: str = "tiny.yaml"):
    written = written_test(*given)
    file = read(f"rules: {rules}\ntests:\n{written}")
    (test,) = file.tests
    assert [outcome.passed for outcome in run_tests(file)] == [True]
    return test


def test_facts(read):
    facts = {
        "a": "2026-11-19",
        "interview": "2026-11-18 09:30:15",
        "f": False,
        "n": 2,
        "mood": "high",
        "offer": "firm",
    }
    expected = {"holds": ["ask", "keep-calm"], "expect": [{"write": {"due": "2026-11-21"}}]}
    test = back(read, "Facts", {"facts": facts}, NOW, expected)
    instant = test.nows[0]
    assert instant == NOW.replace(tzinfo=test.session.calendar.to_datetime(0).tzinfo).timestamp()
    report = Report(evaluate(test.session, instant))
    assert report["write"].id == "ask"
    assert test.session.facts(instant)[report.pack.offsets["interview"]] == 1_795_000_000 - 5_785


def test_a_log(read):
    expected = {"expect": [{"wait": {"until": "2026-11-26 00:00"}}], "holds": ["wait"]}
    test = back(read, "A log", {"events": LOG}, NOW, expected, rules="after-the-interview")
    assert [event.event for event in test.session.state.log()] == ["interview", "decision-date-set"]
    assert test.session.state.log()[0].interviewers == ("Ms. Lee", "Mr. Ray")


def test_a_log_with_fields_of_a_state(read):
    given = {"events": LOG[:1], "facts": {"a": "2026-11-19 10:00"}, "hr_reachable": False}
    test = back(read, "A state", given, NOW, {"holds": ["ask"]})
    assert test.session.state.hr_reachable is False
    assert len(test.session.state.log()) == 1


@pytest.mark.parametrize("country", ["NO", "DE", None])
def test_a_country(country, read):
    test = back(read, "One", {"facts": {"f": True}}, NOW, {"holds": ["rest-well"]}, country)
    assert test.session.calendar.country == country


@pytest.mark.parametrize(
    "now", [NOW, NOW.replace(second=59), NOW.replace(hour=0), datetime(2026, 1, 1)]
)
def test_a_moment_to_the_second(now, read):
    test = back(read, "One", {"facts": {"f": True}}, now, {"holds": ["rest-well"]})
    came = test.session.calendar.to_datetime(test.nows[0])
    assert came.replace(tzinfo=None).isoformat() == now.isoformat()


@pytest.mark.parametrize(
    "name",
    [
        "Ask beside rest",
        "'a' \"b\": {c} [d] - # e",
        "true",
        "12",
        "~",
        "2026-11-20",
        "- a",
        "# a",
        "a: b",
        "%a @b `c !d &e *f |g >h",
        "Ä “quoted” – 😀",
        "\x1b[31m\x00",
        "a word " * 40 + "end",
        "a\ttab",
    ],
)
def test_odd_names(name, read):
    test = back(read, name, {"facts": {"f": True}}, NOW, {"holds": ["rest-well"]})
    assert test.name == name


def test_moments_are_written_as_people_write_them():
    facts = {"a": "2026-11-19", "interview": "2026-11-18 09:30:00"}
    assert written_test("One", {"facts": facts}, NOW, {"holds": ["ask"], "nothing_else": True}) == (
        "  - name: One\n"
        "    facts:\n"
        "      a: 2026-11-19\n"
        "      interview: 2026-11-18 09:30\n"
        "    now: 2026-11-20 12:00\n"
        "    holds: [ask]\n"
        "    nothing_else: true\n"
    )


def test_every_event_is_a_line():
    assert written_test("One", {"events": LOG}, NOW, {"expect": ["wait"]}, "US") == (
        "  - name: One\n"
        "    events:\n"
        "      - {at: 2026-11-19 10:00, event: interview, interviewers: [Ms. Lee, Mr. Ray]}\n"
        "      - {at: 2026-11-19, event: decision-date-set, date: 2026-11-25}\n"
        "    country: US\n"
        "    now: 2026-11-20 12:00\n"
        "    expect: [wait]\n"
    )
