"""The command prove: claims, counterexamples and changes."""

from __future__ import annotations

import json
import re
from contextlib import contextmanager

import pytest
from command_line import HOSTILE, RAW, SOUND, run

from interview_rules.authoring.pack_tests import read_test_file, run_tests
from interview_rules.cli import progress

REFUTED = SOUND.replace("pack: tiny\n", "pack: tiny\nexclusive:\n  - [ask, rest]\n").replace(
    "when: before decision_date\n", "when: from decision_date + 1 day and follow_ups >= 1\n"
)


@pytest.fixture
def proving(folder):
    pytest.importorskip("z3")
    return folder


def test_proved_claims_are_status_0(proving):
    (proving / "tiny.yaml").write_text(SOUND.replace("rules:", "exclusive: [[ask, rest]]\nrules:"))
    assert run("prove", "tiny.yaml") == (
        "tiny: 3 of 3 claims proved\n"
        "  1 pair of actions is never advised together\n"
        "  2 rules can give their advice\n"
    )
    assert run("prove", "tiny.yaml", "--all").startswith(
        "proved: ask and rest are never advised together\n"
    )


def test_a_refuted_claim_is_status_1_and_its_counterexample_passes_as_a_test(proving):
    (proving / "tiny.yaml").write_text(REFUTED)
    said = run("prove", "tiny.yaml", status=1)
    (head, why, reason, *lines) = said.split("\n")
    assert head == "tiny.yaml:3:5: refuted: ask and rest are never advised together"
    assert re.sub(r"\w+ \d+ \w+ \d+, \d\d:\d\d", "MOMENT", why) == (
        "  On MOMENT, ask (tiny.yaml:7:9) gives its advice because after decision_date and not f, and rest"
        " (tiny.yaml:11:9) gives its advice because from decision_date + 1 day and follow_ups >= 1."
    )
    assert reason == "  Counterexample, to paste into a test file:"
    example = "".join(f"{line[2:]}\n" for line in lines if line.startswith("    "))
    pasted = proving / "pasted.tests.yaml"
    pasted.write_text(f"rules: tiny.yaml\ntests:\n{example}")
    assert [outcome.passed for outcome in run_tests(read_test_file(pasted))] == [True]
    (claim, *others) = json.loads(run("prove", "tiny.yaml", "--json", status=1))[0]["claims"]
    assert (claim["kind"], claim["of"], claim["outcome"], claim["at"]) == (
        "exclusive", ["ask", "rest"], "refuted", "tiny.yaml:3:5",
    )  # fmt: skip
    assert {each["outcome"] for each in others} == {"proved"}
    pasted.write_text(f"rules: tiny.yaml\ntests:\n{claim['example']}")
    assert [outcome.passed for outcome in run_tests(read_test_file(pasted))] == [True]


def test_counterexamples_are_looked_for_in_a_country(proving):
    # Around the turn of the year, five business days take longer in Germany than in UTC.
    (proving / "tiny.yaml").write_text(
        SOUND.replace("rules:", "exclusive: [[ask, rest]]\nrules:")
        .replace(
            "after decision_date and not f", "before decision_date + 5 business days and not f"
        )
        .replace("when: before decision_date\n", "when: from decision_date + 9 days\n")
    )
    (claim, *_others) = json.loads(
        run("prove", "tiny.yaml", "--country", "DE", "--json", status=1)
    )[0]["claims"]
    assert claim["outcome"] == "refuted"
    assert "country: DE\n" in claim["example"]
    said = run("prove", "tiny.yaml", "--country", "XX", status=2)
    assert "unknown country 'XX'" in said


def test_changes_are_listed_with_tests(proving):
    (proving / "above.yaml").write_text(
        "pack: above\nextends: tiny.yaml\noverride:\n  ask:\n    when: from decision_date and not f\n"
        "    title: Ask them\nrules:\n  - {id: two, when: f, conclude: two, source: This test.}\n"
    )
    (proved,) = json.loads(run("prove", "above.yaml", "--json"))
    (ask, two) = proved["changes"]
    assert (ask["rule"], ask["effect"], ask["keys"]) == ("ask", "more", ["title"])
    assert (two["rule"], two["effect"]) == ("two", "added")
    pasted = proving / "pasted.tests.yaml"
    pasted.write_text(f"rules: above.yaml\ntests:\n{ask['now']}")
    assert [outcome.passed for outcome in run_tests(read_test_file(pasted))] == [True]
    text = run("prove", "above.yaml")
    assert (
        "changes that above makes to tiny:\n  ask holds in more cases; also changed: title\n"
        in text
    )
    assert text.endswith("  1 rule is new\n")


def test_progress_is_reported_for_each_claim_and_rule(proving, monkeypatch):
    reported: dict[str, list[tuple[int, int]]] = {}

    @contextmanager
    def bar(what):
        yield lambda *done: reported.setdefault(what, []).append(done)

    monkeypatch.setattr(progress, "progress_bar", bar)
    (proving / "above.yaml").write_text("pack: above\nextends: tiny.yaml\n")
    (proved,) = json.loads(run("prove", "above.yaml", "--json"))
    count = len(proved["claims"])
    assert reported["claims"] == [(done, count) for done in range(1, count + 1)]
    assert reported["rules compared"][-1][0] == reported["rules compared"][-1][1] > 0


def test_an_invalid_pack_is_status_2(proving):
    said = run("prove", "none.yaml", status=2)
    assert said.startswith("cannot read 'none.yaml': No such file or directory")
    said = run("prove", "tiny.yaml", "--country", "Germany", status=2)
    assert said == "--country: unknown country 'Germany' (did you mean DE?)\n"
    (proving / "tiny.yaml").write_text(SOUND.replace("not f", "not g"))
    assert run("prove", "tiny.yaml", status=2).startswith("tiny.yaml:6:")


def test_hostile_texts_reach_no_terminal_from_proofs(proving):
    (proving / "odd.yaml").write_text(
        f'pack: odd\n"{HOSTILE}": 1\nrules:\n  - {{id: "{HOSTILE}", when: "{HOSTILE}"}}\n'
    )
    assert not RAW & {*run("prove", "odd.yaml", status=2)}


@pytest.mark.usefixtures("proving")
def test_a_test_file_is_refused_as_a_pack():
    assert run("prove", "tiny.tests.yaml", status=2) == (
        "tiny.tests.yaml:1:1: this is a test file, not a pack (use the pack that it tests instead of this file)\n"
    )
