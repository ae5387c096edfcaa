"""Tests of passing and failing expectations, and of explanations of failures."""

from __future__ import annotations

import pytest

from interview_rules import PackError
from interview_rules.authoring.pack_tests import read_test_file, run_tests
from interview_rules.authoring.pack_tests.report import failures_as_lines

GIVEN = ("    state: {timezone: Europe/Berlin, facts: {a: 2026-11-19, n: 2}}",)
NOW = "    now: 2026-11-20 12:00"

PASS = [
    "expect: [write, keep-calm]",
    "expect: [ask]",
    "expect: keep-calm",
    "expect: [write: {rule: ask}]",
    "expect: [ask: {rule: ask}]",
    "expect: [write: {since: 2026-11-20 00:00}]",
    "expect: [write: {since: 2026-11-19T23:00Z, until: '2026-11-26T23:00:00Z'}]",
    "expect: [write: {until: 2026-11-27 00:00}]",
    "expect: [keep-calm: {since: always, until: never, due: never}]",
    "expect: [write: {due: 2026-11-21}]",
    "expect: [write: {text: Ask about Thursday 19 November 2026}]",
    "expect: [write: {text: Ask them how}]",
    "expect: [{write: {rule: ask}, keep-calm: {due: never}}]",
    "expect: [write, keep-calm]\n    nothing_else: true",
    "expect: [ask, keep-calm]\n    nothing_else: true",
    "holds: [ask, keep-calm]",
    "expect: [write]\n    holds: [ask]",
]
DUE = "(due is a + 2 days, where a is Thursday 19 November 2026)"
FAIL = [
    ("expect: [rest]", ["rest is not advised (advised: write, keep-calm)"]),
    ("expect: [nag]", ["nag is not advised (advised: write, keep-calm)"]),
    ("expect: [write: {rule: nag}]", ["rule of write is ask, not nag"]),
    (
        "expect: [write: {since: 2026-11-20 00:01}]",
        ["since of write is 2026-11-20 00:00, not 2026-11-20 00:01"],
    ),
    ("expect: [write: {since: always}]", ["since of write is 2026-11-20 00:00, not always"]),
    ("expect: [write: {until: never}]", ["until of write is 2026-11-27 00:00, not never"]),
    (
        "expect: [keep-calm: {since: 2026-11-20 00:00, until: 2026-11-27 00:00:01}]",
        [
            "since of keep-calm is always, not 2026-11-20 00:00",
            "until of keep-calm is never, not 2026-11-27 00:00:01",
        ],
    ),
    ("expect: [write: {due: 2026-11-22}]", [f"due of write is 2026-11-21, not 2026-11-22 {DUE}"]),
    (
        "expect: [write: {due: 2026-11-21 00:00}]",
        [f"due of write is 2026-11-21, not 2026-11-21 00:00 {DUE}"],
    ),
    ("expect: [write: {due: never}]", [f"due of write is 2026-11-21, not never {DUE}"]),
    (
        "expect: [keep-calm: {due: 2026-11-21}]",
        ["due of keep-calm is never, not 2026-11-21 (rule keep-calm has no due)"],
    ),
    (
        "expect: [keep-calm: {text: keep calm}]",
        ["the title and text of keep-calm, “Calm Keep calm.”, do not contain “keep calm”"],
    ),
    (
        "expect: [write]\n    nothing_else: true",
        ["keep-calm is also advised, by keep-calm"],
    ),
    (
        "nothing_else: true",
        ["write is also advised, by ask", "keep-calm is also advised, by keep-calm"],
    ),
    ("holds: [nag, ask]", ["nag does not hold"]),
    ("holds: [overdue]", ["overdue does not hold"]),
    (
        "expect: [rest, write: {rule: nag, due: never}]\n    holds: [overdue]",
        [
            "rest is not advised (advised: write, keep-calm)",
            "rule of write is ask, not nag",
            f"due of write is 2026-11-21, not never {DUE}",
            "overdue does not hold",
        ],
    ),
]


def failures(file) -> list[list[str]]:
    return [[failure.message for failure in outcome.failures] for outcome in run_tests(file)]


@pytest.mark.parametrize("expected", PASS)
def test_what_is_so_passes(expected, one):
    assert failures(one(*GIVEN, NOW, f"    {expected}")) == [[]]


@pytest.mark.parametrize(("expected", "said"), FAIL)
def test_what_is_not_so_fails_with_all_of_it(expected, said, one):
    assert failures(one(*GIVEN, NOW, f"    {expected}")) == [said]


def test_what_must_not_be_so_passes_and_fails(read):
    shown = (
        "tests:\n  - name: Shown\n    state: {facts: {a: 2026-11-19}}\n"
        "    now: [2026-11-19 12:00, 2026-11-28 12:00]\n"
    )
    absent = (
        "  - name: Absent\n    state: {facts: {a: 2026-11-19}}\n    now: 2026-11-20 12:00\n"
        "    expect_not: [{names}]\n    holds_not: [{rules}]\n"
    )
    text = (
        shown.replace("[2026-11-19 12:00, 2026-11-28 12:00]", "2026-11-20 12:00")
        + "    expect: [ask]\n"
        + shown.replace("tests:\n", "").replace("Shown", "Later").replace("2026-11-19 12:00, ", "")
        + "    expect: [nag]\n    holds: [overdue]\n"
    )
    sound = absent.replace("{names}", "nag").replace("{rules}", "nag, overdue")
    assert failures(read(text + sound)) == [[], [], []]
    broken = absent.replace("{names}", "write, ask").replace("{rules}", "ask")
    assert failures(read(text + broken)) == [
        [],
        [],
        ["write is advised, by ask", "ask is advised, by ask", "ask holds"],
    ]


def test_the_advice_of_an_action_is_that_of_whichever_rule_speaks(one):
    facts = "    state: {facts: {f: true}}"
    assert failures(one(facts, NOW, "    expect: [rest: {rule: rest-well, text: all rest}]")) == [
        []
    ]
    # `rest` names both an action and a rule; the action takes precedence.
    assert failures(one(facts, NOW, "    expect: [rest]")) == [[]]
    assert failures(one(facts, NOW, "    holds: [rest]")) == [["rest does not hold"]]


def test_nothing_advised_is_said(one):
    said = failures(one("    events: []", NOW, "    expect: [write]"))
    assert said == [["write is not advised (advised: nothing)"]]


def test_every_moment_is_an_outcome_of_its_own(one):
    file = one(
        *GIVEN,
        "    now: [2026-11-19 23:59:59, 2026-11-20 00:00, 2026-11-27 00:00]",
        "    expect: [ask]",
    )
    outcomes = run_tests(file)
    assert [(outcome.now.isoformat(), outcome.passed) for outcome in outcomes] == [
        ("2026-11-19T23:59:59+01:00", False),
        ("2026-11-20T00:00:00+01:00", True),
        ("2026-11-27T00:00:00+01:00", False),
    ]
    assert {outcome.file for outcome in outcomes} == {file.name}
    assert {outcome.test.name for outcome in outcomes} == {"One"}


def test_a_due_instant_is_no_day(read):
    text = (
        "timezone: America/New_York\ntests:\n  - name: One\n"
        "    state: {facts: {a: 2026-11-19 10:00}}\n    now: 2026-12-01 12:00\n"
        "    expect: [write: {due: WHEN}]\n"
    )
    assert failures(read(text.replace("WHEN", "2026-11-19 19:00"))) == [[]]
    assert failures(read(text.replace("WHEN", "2026-11-20T00:00Z"))) == [[]]
    assert failures(read(text.replace("WHEN", "2026-11-19"))) == [
        [
            (
                "due of write is 2026-11-19 19:00, not 2026-11-19 "
                "(due is a + 9 hours, where a is Thursday 19 November 2026, 10:00)"
            )
        ]
    ]


WHY = [
    ("expect: [rest]", "rest: does not hold", "✗ before a + 1 day  [a + 1 day: Friday"),
    ("expect: [write: {rule: nag}]", "ask: holds, and its advice is given", "✓ from a + 1 day"),
    ("expect: [write: {since: always}]", "ask: holds, and its advice is given", "✓ not late"),
    ("nothing_else: true", "ask: holds, and its advice is given", "    ✓ not late"),
    ("holds: [overdue]", "overdue: does not hold", "✗ after a + 1 week"),
    ("expect: [nag]", "nag: does not hold", "✗ late"),
]


@pytest.mark.parametrize(("expected", "head", "part"), WHY)
def test_a_failure_explains_the_rule_in_question(expected, head, part, one):
    (outcome,) = run_tests(one(*GIVEN, NOW, f"    {expected}"))
    explanation = outcome.failures[0].explanation
    assert explanation.split("\n")[0] == head
    assert part in explanation
    assert "Source: This test." in explanation


def test_failures_about_one_rule_share_its_explanation(one):
    expected = "expect: [write: {since: always, until: never, due: never}, rest]"
    (outcome,) = run_tests(one(*GIVEN, NOW, f"    {expected}"))
    assert len({failure.explanation for failure in outcome.failures}) == 2
    lines = failures_as_lines(outcome)
    assert [line for line in lines if not line.startswith(" ")] == [
        failure.message for failure in outcome.failures
    ]
    assert [line.split(":")[0] for line in lines if line.startswith("  ") and line[2] != " "] == [
        "  ask",
        "  rest",
    ]


def test_what_should_not_hold_is_explained_as_well(read):
    (_shown, outcome) = run_tests(
        read(
            "tests:\n  - name: Shown\n    facts: {f: true}\n    now: 2026-11-20 12:00\n"
            "    expect: [rest-well]\n"
            "  - name: Absent\n    facts: {f: true}\n    now: 2026-11-20 12:00\n"
            "    holds_not: [rest-well]\n    expect_not: [rest-well]\n"
        )
    )
    assert [failure.message for failure in outcome.failures] == [
        "rest-well is advised, by rest-well",
        "rest-well holds",
    ]
    for failure in outcome.failures:
        assert "✓ f" in failure.explanation


def test_what_is_done_is_not_advised_but_holds(read):
    text = (
        "tests:\n  - name: One\n    state:\n      facts: {a: 2026-11-19}\n      events:\n"
        "        - {at: 2026-11-20 09:00, event: advice-done, advice: write}\n"
        "    now: 2026-11-20 12:00\n    holds: [ask]\n    nothing_else: true\n"
    )
    assert failures(read(text)) == [[]]


def test_a_country_has_its_holidays(folder, read):
    pack = (folder / "tiny.yaml").read_text(encoding="utf-8")
    (folder / "tiny.yaml").write_text(pack.replace("due: a + 2 days", "due: a + 1 business day"))
    test = (
        "tests:\n  - name: Thanksgiving\n    state: {facts: {a: 2026-11-25}}\n"
        "    now: 2026-11-26 12:00\n    expect: [write: {due: WHEN}]\n"
    )
    assert failures(read("country: US\n" + test.replace("WHEN", "2026-11-27"))) == [[]]
    assert failures(read("country: DE\n" + test.replace("WHEN", "2026-11-26"))) == [[]]


def test_what_is_switched_off_can_be_held_to_stay_so(folder):
    (folder / "quiet.yaml").write_text(
        "pack: quiet\nextends: tiny.yaml\nswitch_off: [action write, rest-well]\n"
    )
    path = folder / "quiet.tests.yaml"
    test = "tests:\n  - name: Silence\n    facts: {a: 2026-11-19, f: true}\n    now: 2026-11-25 12:00\n"
    path.write_text(
        f"{test}    expect_not: [write, ask, rest-well]\n    holds_not: [nag, rest-well]\n"
    )
    assert failures(read_test_file(path)) == [[]]
    path.write_text(f"{test}    expect: write\n    holds: nagg\n    expect_not: writer\n")
    with pytest.raises(PackError) as caught:
        read_test_file(path)
    assert [str(each).removeprefix(f"{folder}/") for each in caught.value.problems] == [
        (
            "quiet.tests.yaml:5:13: write is switched off in the pack quiet"
            " (list it under expect_not:, or remove it)"
        ),
        (
            "quiet.tests.yaml:7:17: unknown rule or action 'writer' in the pack quiet"
            " (did you mean write?)"
        ),
        "quiet.tests.yaml:6:12: unknown rule 'nagg' in the pack quiet (did you mean nag?)",
    ]
