"""Tests with whole reports: what passes, how a difference is shown, and what is refused."""

from __future__ import annotations

from time import process_time

import pytest

from interview_rules.authoring.pack_tests import run_tests
from interview_rules.authoring.pack_tests.snapshots import (
    difference,
    report_as_data,
    written_advice,
)
from interview_rules.errors import PackError
from interview_rules.evaluation.evaluation import evaluate
from interview_rules.reports.report import Report

GIVEN = (
    "    state: {timezone: Europe/Berlin, facts: {a: 2026-11-19, n: 2}}",
    "    now: 2026-11-20 12:00",
)
REPORT = """\
    report:
      - action: write
        rule: ask
        kind: do
        title: Ask about Thursday 19 November 2026
        text: Ask them how things stand.
        since: 2026-11-20 00:00
        until: 2026-11-27 00:00
        due: 2026-11-21
      - {action: keep-calm, rule: keep-calm, kind: know, title: Calm, text: "Keep
         calm.", until: never, since: always}"""


def failures(file):
    return [
        (failure.message, failure.explanation.split("\n"))
        for outcome in run_tests(file)
        for failure in outcome.failures
    ]


def test_a_report_that_is_as_expected_passes(one):
    assert failures(one(*GIVEN, REPORT)) == []


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        ("due: 2026-11-21", "due: 2026-11-22", ["-  due: 2026-11-22", "+  due: 2026-11-21"]),
        ("\n        due: 2026-11-21", "", ["+  due: 2026-11-21"]),
        ("Keep\n         calm.", "Keep quiet.", ["-  text: Keep quiet.", "+  text: Keep calm."]),
        ("until: never", "until: 2026-11-21 12:00", ["+  until: never"]),
        ("action: write", "action: call", ["-- action: call", "+- action: write"]),
    ],
)
def test_a_difference_is_shown_line_by_line(old, new, lines, one):
    assert old in REPORT
    ((message, shown),) = failures(one(*GIVEN, REPORT.replace(old, new)))
    assert message.startswith("the report differs (- expected, + advised now; ")
    changed = [line for line in shown if line.startswith(("-", "+"))]
    assert [line for line in lines if line not in changed] == []
    assert not any("\x1b" in line for line in shown)


def test_what_is_missing_and_what_is_new_is_shown(one):
    ((_, shown),) = failures(one(*GIVEN, "    report: []"))
    assert all(line.startswith("+") for line in shown)
    assert sum(line.startswith("+- action:") for line in shown) == 2
    quiet = ("    events: []", "    now: 2026-11-20 12:00")
    assert failures(one(*quiet, "    report: []")) == []
    ((_, shown),) = failures(one(*quiet, REPORT))
    assert all(line.startswith("-") for line in shown)


def test_a_long_difference_is_cut_and_found_in_linear_time():
    advice = {"action": "write", "rule": "ask", "kind": "do", "title": "A", "text": "B"}
    long, other = [advice] * 600, [{**advice, "text": "C"}] * 300
    start = process_time()
    lines = difference(long, other).split("\n")
    assert process_time() - start < 30
    assert len(lines) == 401
    assert lines[-1] == "... and 4100 more"


def test_a_report_that_is_not_recorded_fails(one):
    for empty in ("report:", "report: null", "report: ~"):
        ((message, _),) = failures(one(*GIVEN, f"    {empty}"))
        assert message == (
            "the report has yet to be recorded (to accept it, run interview-rules test with --update)"
        )


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (
            (*GIVEN, REPORT.replace("due:", "duee:")),
            "13:9: unknown key 'duee' in advice in a report (did you mean due?)",
        ),
        (
            (GIVEN[0], "    now: [2026-11-20 12:00, 2026-11-21 12:00]", "    report:"),
            (
                "5:5: a report is about one moment, but this test has several "
                "(write a test for each moment)"
            ),
        ),
        (
            (*GIVEN, "    report: [write]"),
            "5:14: advice in a report must be a mapping, not text (write key: value)",
        ),
        (
            (*GIVEN, "    report: {action: write}"),
            "5:13: expected a list, not a mapping (start each item with -)",
        ),
        (
            (*GIVEN, "    report: [{title: [1]}]"),
            "5:22: expected text, not a list (write text, in quotes if it begins with [ or -)",
        ),
    ],
)
def test_what_cannot_be_a_report_is_an_error_with_its_place(lines, said, one):
    with pytest.raises(PackError) as raised:
        one(*lines)
    assert [str(each).partition("tiny.tests.yaml:")[2] for each in raised.value.problems] == [said]


def test_a_report_shows_what_other_tests_expect_to_be_absent(one):
    absent = (
        "  - name: Two",
        "    events: []",
        "    now: 2026-11-20 12:00",
        "    expect_not: [write, ask]",
        "    holds_not: [keep-calm]",
    )
    assert failures(one(*GIVEN, REPORT, *absent)) == []


def test_drafts_are_part_of_a_report(read):
    file = read(
        "rules: after-the-interview\ntests:\n  - name: One\n    events:\n"
        "      - {at: 2026-11-19, event: interview, interviewers: [Ms Okafor, Mr Lind]}\n"
        "    now: 2026-11-20 12:00\n    expect: [send-thank-you]\n"
    )
    (test,) = file.tests
    came = report_as_data(Report(evaluate(test.session, test.nows[0])))
    (first, second) = came[0]["drafts"]
    assert (first["to"], second["to"]) == ("Ms Okafor", "Mr Lind")
    assert first["body"].startswith("Dear Ms Okafor,\n\n")
    written = "\n".join(written_advice(came[0], 6))
    assert "            body: |\n              Dear Ms Okafor,\n\n" in written
    assert not any(line.endswith(" ") for line in written.split("\n"))
    changed = ({**came[0], "drafts": [first, {**second, "subject": "Hello"}]}, *came[1:])
    lines = difference(changed, came).split("\n")
    assert [line for line in lines if line[0] in "+-"] == [
        "-      subject: Hello",
        f"+      subject: {second['subject']}",
    ]
