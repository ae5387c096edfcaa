"""The commands for authors of rules: what they print, their exit status, and what never gets out raw."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from xml.etree import ElementTree as ET

import pytest
from typer.testing import CliRunner

from interview_rules.authoring.checks import FINDINGS
from interview_rules.authoring.checks.formats import explained
from interview_rules.authoring.pack_tests import read_test_file, run_tests
from interview_rules.cli.app import app

SOUND = """\
pack: tiny
facts:
  f: {type: flag, doc: A flag.}
rules:
  - id: ask
    when: after decision_date and not f
    advise: {action: ask, kind: do, title: Ask, text: Ask them.}
    source: This test.
  - id: rest
    when: before decision_date
    advise: {action: rest, kind: avoid, title: Rest, text: Let it rest.}
    source: This test.
"""
TESTS = """\
tests:
  - name: One asks
    facts: {decision_date: 2026-11-19}
    now: 2026-11-20 12:00
    expect: [ask]
  - name: One rests
    facts: {decision_date: 2026-11-21}
    now: 2026-11-20 12:00
    expect: [rest]
    expect_not: [ask]
"""
FAILING = TESTS.replace("2026-11-21", "2026-11-18").replace("    expect_not: [ask]\n", "")
HOSTILE = "x\\e[31m\\a\\x9b2J\\u202e\\u2028y"
RAW = {*"\x1b\x07\x9b\u202e\u2028\x00"}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tiny.yaml").write_text(SOUND)
    (tmp_path / "tiny.tests.yaml").write_text(TESTS)
    return tmp_path


def run(*words: str, status: int = 0) -> str:
    """What a command prints: to standard error where the status is 2, else to standard output."""
    done = CliRunner().invoke(app, words)
    assert done.exit_code == status, done.output
    assert (done.stdout if status == 2 else done.stderr) == ""
    return done.stderr if status == 2 else done.stdout


def process(*words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "interview_rules", *words],
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
    )


# -- check ---------------------------------------------------------------------------------------


@pytest.mark.usefixtures("folder")
def test_nothing_found_is_status_0():
    assert run("check", "tiny.yaml", "tiny.tests.yaml", "after-the-interview") == "nothing found\n"
    assert json.loads(run("check", "tiny.yaml", "--format", "json")) == []
    assert json.loads(run("check", "tiny.yaml", "--format", "sarif"))["runs"][0]["results"] == []
    assert run("check", "tiny.yaml", "--format", "github") == ""


def test_something_found_is_status_1(folder):
    (folder / "tiny.yaml").write_text(SOUND.replace("after decision_date", "after decison_date"))
    (folder / "idle.yaml").write_text(SOUND.replace(" and not f", ""))
    said = run("check", "tiny.yaml", "idle.yaml", status=1)
    assert said == (
        "idle.yaml:3:3: warning unused-fact: the fact f is never used "
        "(use it in a rule, or remove it)\n"
        "tiny.yaml:6:17: error unknown-name: unknown name 'decison_date' "
        "(did you mean decision_date?)\n"
        "found 1 error and 1 warning; --fix can fix 1 of them\n"
    )
    found = json.loads(run("check", "tiny.yaml", "--format", "json", status=1))
    assert [(each["code"], each["line"], each["fixable"]) for each in found] == [
        ("unknown-name", 6, True)
    ]
    sarif = json.loads(run("check", "idle.yaml", "--format", "sarif", status=1))
    assert [each["ruleId"] for each in sarif["runs"][0]["results"]] == ["unused-fact"]
    said = run("check", "idle.yaml", "--format", "github", status=1)
    assert said.startswith(
        "::warning file=idle.yaml,line=3,col=3,title=unused-fact::the fact f is never used"
    )


def test_what_is_wrong_with_tests_is_found_as_well(folder):
    (folder / "tiny.tests.yaml").write_text(TESTS.replace("[rest]", "[rset]"))
    assert run("check", "tiny.tests.yaml", status=1).startswith(
        "tiny.tests.yaml:9:14: error unknown-rule: unknown rule or action 'rset' in tiny"
    )


def test_fix_mends_and_checks_again(folder):
    (folder / "tiny.yaml").write_text(SOUND.replace("decision_date", "decison_date"))
    (folder / "tiny.tests.yaml").write_text(TESTS.replace("expect_not", "expct_not"))
    said = run("check", "tiny.yaml", "tiny.tests.yaml", "--fix")
    assert said == (
        "tiny.yaml:10:18: replaced decison_date with decision_date\n"
        "tiny.yaml:6:17: replaced decison_date with decision_date\n"
        "tiny.tests.yaml:10:5: replaced expct_not with expect_not\n"
        "fixed 3\nnothing found\n"
    )
    assert (folder / "tiny.yaml").read_text() == SOUND
    assert run("check", "tiny.yaml", "--fix") == "fixed 0\nnothing found\n"
    (folder / "tiny.yaml").write_text(SOUND.replace("decision_date", "decison_date"))
    assert json.loads(run("check", "tiny.yaml", "--fix", "--format", "json")) == []


@pytest.mark.parametrize("code", ["never-holds", "unknown-rule"])
def test_a_code_is_explained(code):
    assert run("check", "--explain", code) == explained(FINDINGS[code])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("--explain", "never-hold"),
            "unknown code 'never-hold' (did you mean never-holds?)\n",
        ),
        (("--explain", "\x1b[31m"), "unknown code '\\x1b[31m'\n"),
        ((), "no pack was given (write: interview-rules check my-rules.yaml)\n"),
        (
            ("tiny.yaml", "--format", "xml"),
            "--format: there is no format 'xml' (known are: text, json, sarif, github)\n",
        ),
        (("--format", "jsn"), "--format: there is no format 'jsn' (did you mean json?)\n"),
    ],
)
def test_wrong_use_of_check_is_status_2(words, said):
    assert run("check", *words, status=2) == said


# -- test ----------------------------------------------------------------------------------------


@pytest.mark.usefixtures("folder")
def test_tests_that_pass_are_status_0():
    assert run("test", "tiny.tests.yaml") == "2 passed, 0 failed\n"
    assert run("test", ".") == "2 passed, 0 failed\n"


def test_a_test_that_fails_is_status_1_and_explained(folder):
    (folder / "tiny.tests.yaml").write_text(FAILING)
    said = run("test", "tiny.tests.yaml", status=1)
    assert said.startswith(
        "FAILED tiny.tests.yaml:6:5: One rests, at 2026-11-20 12:00\n"
        "  rest is not advised (advised: ask)\n"
        "    rest: does not hold\n"
    )
    assert "      ✗ before decision_date" in said
    assert said.endswith(
        "\n\ntiny: rest holds in no test\ntiny: ask holds in every test\n1 passed, 1 failed\n"
    )


@pytest.mark.usefixtures("folder")
def test_coverage_lists_what_is_not_reached():
    assert run("test", ".", "--coverage") == (
        "tiny.yaml:6:39: never true: f  [ask]\n"
        "tiny: leaf coverage 83.3 % (5 of 6)\n"
        "2 passed, 0 failed\n"
    )


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(("least", "status"), [("83.3", 0), ("83.4", 1), ("0", 0), ("100", 1)])
def test_too_little_coverage_is_status_1(least, status):
    said = run("test", ".", "--min-coverage", least, status=status)
    assert "tiny: leaf coverage 83.3 % (5 of 6)\n" in said
    less = f"tiny: less than {least} %\n" if status else ""
    assert said.endswith("2 passed, 0 failed\n" + less)


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("least", ["-1", "100.5", "nan", "inf"])
def test_what_is_no_percentage_is_refused(least):
    said = run("test", ".", "--min-coverage", least, status=2)
    assert said == "--min-coverage: this is no percentage (write 0 to 100)\n"


@pytest.mark.usefixtures("proving")
def test_tests_are_no_pack():
    assert run("prove", "tiny.tests.yaml", status=2) == (
        "tiny.tests.yaml:1:1: this is a file of tests, not a pack (name the pack that it tests)\n"
    )


def test_files_of_one_pack_are_counted_together(folder):
    (folder / "more.tests.yaml").write_text(
        "rules: tiny.yaml\n"
        + TESTS.replace("{decision_date: 2026-11-21}", "{decision_date: 2026-11-21, f: true}")
    )
    assert run("test", ".", "--min-coverage", "100") == (
        "tiny: leaf coverage 100.0 % (6 of 6)\n4 passed, 0 failed\n"
    )


def test_tests_as_data(folder):
    (folder / "tiny.tests.yaml").write_text(FAILING)
    data = json.loads(run("test", ".", "--json", status=1))
    assert [(each["name"], each["line"], each["passed"]) for each in data["tests"]] == [
        ("One asks", 2, True),
        ("One rests", 6, False),
    ]
    (failure,) = data["tests"][1]["failures"]
    assert failure["message"] == "rest is not advised (advised: ask)"
    assert failure["explanation"].startswith("rest: does not hold\n")
    assert data["coverage"] == [
        {
            "pack": "tiny",
            "percent": 50.0,
            "rules_never_held": ["rest"],
            "rules_always_held": ["ask"],
            "leaves_never_true": [
                {"of": "ask", "at": "tiny.yaml:6:39", "words": "f"},
                {"of": "rest", "at": "tiny.yaml:10:11", "words": "before decision_date"},
            ],
            "leaves_never_false": [
                {"of": "ask", "at": "tiny.yaml:6:11", "words": "after decision_date"}
            ],
        }
    ]


def test_junit_is_written_whether_tests_pass_or_not(folder):
    run("test", ".", "--junit", "out.xml")
    (suite,) = ET.parse(folder / "out.xml").getroot()
    assert (suite.get("tests"), suite.get("failures")) == ("2", "0")
    (folder / "tiny.tests.yaml").write_text(FAILING)
    run("test", ".", "--junit", "out.xml", status=1)
    (suite,) = ET.parse(folder / "out.xml").getroot()
    assert (suite.get("tests"), suite.get("failures")) == ("2", "1")


def test_everything_that_cannot_be_read_is_status_2(folder):
    (folder / "tiny.tests.yaml").write_text(TESTS.replace("[rest]", "[rset]"))
    (folder / "other.tests.yaml").write_text("rules: none.yaml\ntests: []\n")
    (folder / "sub").mkdir()
    said = run("test", "none.tests.yaml", "tiny.tests.yaml", "other.tests.yaml", status=2)
    assert said == (
        "cannot read 'none.tests.yaml': No such file or directory\n"
        "tiny.tests.yaml:9:14: unknown rule or action 'rset' in tiny (did you mean rest?)\n"
        "other.tests.yaml:1:8: cannot read 'none.yaml': No such file or directory "
        "(known are: after-the-interview, in-practice, job-search)\n"
    )
    assert run("test", "sub", status=2) == (
        "no file in sub ends in .tests.yaml (write one next to the pack)\n"
    )
    (folder / "tiny.tests.yaml").write_text(TESTS)
    said = run("test", "tiny.tests.yaml", "--junit", "gone/out.xml", status=2)
    assert said == "gone/out.xml: this cannot be written: No such file or directory\n"


# -- prove ---------------------------------------------------------------------------------------

REFUTED = SOUND.replace("pack: tiny\n", "pack: tiny\nexclusive:\n  - [ask, rest]\n").replace(
    "when: before decision_date\n", "when: from decision_date + 1 day and follow_ups >= 1\n"
)


@pytest.fixture
def proving(folder):
    pytest.importorskip("z3")
    return folder


def test_what_is_proved_is_status_0(proving):
    (proving / "tiny.yaml").write_text(SOUND.replace("rules:", "exclusive: [[ask, rest]]\nrules:"))
    assert run("prove", "tiny.yaml") == (
        "tiny: 3 of 3 claims are proved\n"
        "  1 pair of actions is never advised together\n"
        "  2 rules can give their advice\n"
    )
    assert run("prove", "tiny.yaml", "--all").startswith(
        "proved: ask and rest are never advised together\n"
    )


def test_what_is_refuted_is_status_1_and_its_example_is_a_test_that_passes(proving):
    (proving / "tiny.yaml").write_text(REFUTED)
    said = run("prove", "tiny.yaml", status=1)
    (head, reason, *lines) = said.split("\n")
    assert head == "tiny.yaml:11:9: refuted: ask and rest are never advised together"
    assert reason == "  Counterexample, to paste into a test file:"
    example = "".join(f"{line[2:]}\n" for line in lines if line.startswith("    "))
    pasted = proving / "pasted.tests.yaml"
    pasted.write_text(f"rules: tiny.yaml\ntests:\n{example}")
    assert [outcome.passed for outcome in run_tests(read_test_file(pasted))] == [True]
    (claim, *others) = json.loads(run("prove", "tiny.yaml", "--json", status=1))[0]["claims"]
    assert (claim["kind"], claim["of"], claim["outcome"], claim["at"]) == (
        "exclusive", ["ask", "rest"], "refuted", "tiny.yaml:11:9",
    )  # fmt: skip
    assert {each["outcome"] for each in others} == {"proved"}
    pasted.write_text(f"rules: tiny.yaml\ntests:\n{claim['example']}")
    assert [outcome.passed for outcome in run_tests(read_test_file(pasted))] == [True]


def test_a_country_is_where_examples_are_looked_for(proving):
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


def test_what_changes_is_told_with_tests(proving):
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
    assert "changes of above to tiny:\n  ask holds in more cases; other title\n" in text
    assert text.endswith("  1 rule is new\n")


def test_what_cannot_be_proved_for_want_of_a_pack_is_status_2(proving):
    said = run("prove", "none.yaml", status=2)
    assert said.startswith("cannot read 'none.yaml': No such file or directory")
    (proving / "tiny.yaml").write_text(SOUND.replace("not f", "not g"))
    assert run("prove", "tiny.yaml", status=2).startswith("tiny.yaml:6:")


# -- new, and pages ------------------------------------------------------------------------------


@pytest.mark.usefixtures("folder")
def test_a_start_is_checked_and_tested_at_once():
    words = ("new", "ours", "--extends", "after-the-interview", "--in", "sub")
    files = [
        f"sub/ours{end}" for end in (".yaml", ".tests.yaml", ".schema.json", ".tests.schema.json")
    ]
    assert run(*words) == "".join(f"{file}\n" for file in files)
    assert run("check", *files[:2]) == "nothing found\n"
    assert run("test", "sub", "--min-coverage", "100").endswith("\n5 passed, 0 failed\n")
    said = run(*words, status=2)
    assert said == "".join(f"{file} already exists (choose another name)\n" for file in files)
    assert (
        run("new", "Ours", status=2)
        == "'Ours' is not a valid name (use lowercase words and hyphens, such as our-rules)\n"
    )
    said = run("new", "in-practice", status=2)
    assert said == "in-practice is the name of a bundled pack (choose another name)\n"
    assert run("new", "ours", "--extends", "job-search", status=2).startswith(
        "unknown pack 'job-search' to extend"
    )


def test_pages_are_written_into_a_folder(folder):
    assert run("rules", "--rules", "tiny.yaml", "--pages", "a/b") == "3 pages in a/b\n"
    pages = folder / "a" / "b"
    assert sorted(path.name for path in pages.iterdir()) == ["README.md", "ask.md", "rest.md"]
    assert "**One rests**" not in (pages / "ask.md").read_text(encoding="utf-8")
    assert "[rest](rest.md)" in (pages / "README.md").read_text(encoding="utf-8")
    (pages / "ask.md").write_text("My own page.\n")
    said = run("rules", "--rules", "tiny.yaml", "--pages", "a/b", status=2)
    assert said == "a/b/ask.md: this file was not generated from rules (choose another folder)\n"
    (pages / "ask.md").unlink()
    assert run("rules", "--rules", "tiny.yaml", "--pages", "a/b") == "3 pages in a/b\n"
    (folder / "file").touch()
    said = run("rules", "--rules", "tiny.yaml", "--pages", "file", status=2)
    assert said == "file: this folder cannot be made: File exists\n"


# -- what strangers put into files -----------------------------------------------------------------


def test_hostile_texts_reach_no_terminal(folder):
    (folder / "tiny.yaml").write_text(SOUND.replace("title: Rest", f'title: "{HOSTILE}"'))
    (folder / "tiny.tests.yaml").write_text(FAILING.replace("One rests", f'"{HOSTILE}"'))
    for words in (("test", "."), ("test", ".", "--json")):
        said = run(*words, status=1)
        assert "\\u202e" in said
        assert not RAW & {*said}
    (folder / "odd.yaml").write_text(
        f'pack: odd\n"{HOSTILE}": 1\nrules:\n  - {{id: "{HOSTILE}", when: "{HOSTILE}"}}\n'
    )
    for form in ("text", "json", "sarif", "github"):
        said = run("check", "odd.yaml", "--format", form, status=1)
        assert "x\\x1b[31m" in said.replace("\\\\", "\\")
        assert not RAW & {*said}
    name = "a\x1b[31mb.yaml"
    (folder / name).write_text("pack: [")
    assert not RAW & {*run("check", name, status=1)}
    assert not RAW & {*run("test", name, status=2)}


def test_hostile_texts_reach_no_terminal_from_proofs(proving):
    (proving / "odd.yaml").write_text(
        f'pack: odd\n"{HOSTILE}": 1\nrules:\n  - {{id: "{HOSTILE}", when: "{HOSTILE}"}}\n'
    )
    assert not RAW & {*run("prove", "odd.yaml", status=2)}


@pytest.mark.process
def test_odd_encodings_crash_nothing(folder):
    (folder / "tiny.tests.yaml").write_text(
        FAILING.replace("One rests", "Ä “😀” …"), encoding="utf-8"
    )
    for encoding in ("ascii", "cp437"):
        done = process("test", ".", "--coverage", PYTHONIOENCODING=encoding, PYTHONUTF8="0")
        assert (done.returncode, done.stderr) == (1, b"")
        assert b"1 passed, 1 failed" in done.stdout
        assert done.stdout.decode(encoding).startswith("FAILED tiny.tests.yaml:6:5: ")
    done = process("test", ".", "--json", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert json.loads(done.stdout)["tests"][1]["name"] == "Ä “😀” …"
