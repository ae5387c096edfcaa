"""The commands for authors of rules: output, exit status, and safety against hostile input."""

from __future__ import annotations

import json
from xml.etree import ElementTree as ET

import pytest
from command_line import HOSTILE, RAW, SOUND, TESTS, process, run

from interview_rules.authoring.checks import FINDINGS
from interview_rules.authoring.checks.formats import explained

FAILING = TESTS.replace("2026-11-21", "2026-11-18").replace("    expect_not: [ask]\n", "")


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
        "found 1 error and 1 warning; 1 can be fixed with --fix\n"
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


def test_problems_in_tests_are_found_as_well(folder):
    (folder / "tiny.tests.yaml").write_text(TESTS.replace("[rest]", "[rset]"))
    assert run("check", "tiny.tests.yaml", status=1).startswith(
        "tiny.tests.yaml:9:14: error unknown-rule: unknown rule or action 'rset' in the pack tiny"
    )


def test_fix_applies_fixes_and_checks_again(folder):
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
    assert run("check", "tiny.yaml", "--fix") == "nothing found\n"
    (folder / "tiny.yaml").write_text(SOUND.replace("decision_date", "decison_date"))
    assert json.loads(run("check", "tiny.yaml", "--fix", "--format", "json")) == []


def test_fix_says_if_nothing_has_a_safe_fix(folder):
    text = SOUND.replace("decision_date", "xyzzy")
    (folder / "tiny.yaml").write_text(text)
    said = run("check", "tiny.yaml", "--fix", status=1).splitlines()
    assert said[0] == "fixed nothing: none of these has a safe fix"
    assert said[-1] == "found 2 errors"
    assert (folder / "tiny.yaml").read_text() == text
    assert run("check", "tiny.yaml", "--fix", "--format", "json", status=1).startswith("[")


@pytest.mark.parametrize("code", ["never-holds", "unknown-rule"])
def test_a_code_is_explained(code):
    assert run("check", "--explain", code) == explained(FINDINGS[code])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("--explain", "never-hold"),
            "--explain: unknown finding 'never-hold' (did you mean never-holds?)\n",
        ),
        (
            ("--explain", "\x1b[31m"),
            f"--explain: unknown finding '\\x1b[31m' (choose from: {', '.join(FINDINGS)})\n",
        ),
        ((), "no pack given (write, for example, interview-rules check my-rules.yaml)\n"),
        (
            ("tiny.yaml", "--format", "xml"),
            "--format: unknown format 'xml' (choose from: text, json, sarif, github)\n",
        ),
        (("--format", "jsn"), "--format: unknown format 'jsn' (did you mean json?)\n"),
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
        "tiny: leaf coverage 83.3% (5 of 6)\n"
        "2 passed, 0 failed\n"
    )


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(("least", "status"), [("83.3", 0), ("83.4", 1), ("0", 0), ("100", 1)])
def test_low_coverage_is_status_1(least, status):
    said = run("test", ".", "--min-coverage", least, status=status)
    assert "tiny: leaf coverage 83.3% (5 of 6)\n" in said
    less = f"tiny: coverage is below {least}%\n" if status else ""
    assert said.endswith("2 passed, 0 failed\n" + less)


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("least", ["-1", "100.5", "nan", "inf"])
def test_an_invalid_percentage_is_refused(least):
    said = run("test", ".", "--min-coverage", least, status=2)
    assert said == (f"--min-coverage: {least} is not a percentage (write a number from 0 to 100)\n")


def test_files_of_one_pack_are_counted_together(folder):
    (folder / "more.tests.yaml").write_text(
        "rules: tiny.yaml\n"
        + TESTS.replace("{decision_date: 2026-11-21}", "{decision_date: 2026-11-21, f: true}")
    )
    assert run("test", ".", "--min-coverage", "100") == (
        "tiny: leaf coverage 100.0% (6 of 6)\n4 passed, 0 failed\n"
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


def test_unreadable_files_are_status_2(folder):
    (folder / "tiny.tests.yaml").write_text(TESTS.replace("[rest]", "[rset]"))
    (folder / "other.tests.yaml").write_text("rules: none.yaml\ntests: []\n")
    (folder / "sub").mkdir()
    said = run("test", "none.tests.yaml", "tiny.tests.yaml", "other.tests.yaml", status=2)
    assert said == (
        "cannot read 'none.tests.yaml': No such file or directory (give the path of a test file)\n"
        "tiny.tests.yaml:9:14: unknown rule or action 'rset' in the pack tiny (did you mean rest?)\n"
        "other.tests.yaml:1:8: cannot read 'none.yaml': No such file or directory "
        "(give the path of a file, or the name of a bundled pack: after-the-interview, in-practice, "
        "job-search)\n"
    )
    assert run("test", "sub", status=2) == (
        "no file in sub ends in .tests.yaml (write one next to the pack)\n"
    )
    (folder / "tiny.tests.yaml").write_text(TESTS)
    said = run("test", "tiny.tests.yaml", "--junit", "gone/out.xml", status=2)
    assert (
        said
        == "gone/out.xml: cannot be written: No such file or directory (create its folder first, or write to another file)\n"
    )


# -- new, and pages ------------------------------------------------------------------------------


@pytest.mark.usefixtures("folder")
def test_a_new_package_passes_check_and_tests():
    made = run("new", "--package", "our-rules", "--in", "sub").splitlines()
    assert made[0] == "sub/our-rules/pyproject.toml"
    pack, tests = (path for path in made if path.endswith(".yaml"))
    assert run("check", pack, tests) == "nothing found\n"
    assert run("test", "sub", "--min-coverage", "100").endswith("5 passed, 0 failed\n")


@pytest.mark.usefixtures("folder")
def test_a_new_pack_passes_check_and_tests():
    words = ("new", "ours", "--extends", "after-the-interview", "--in", "sub")
    files = [
        f"sub/ours{end}" for end in (".yaml", ".tests.yaml", ".schema.json", ".tests.schema.json")
    ]
    assert run(*words) == "".join(f"{file}\n" for file in files)
    assert run("check", *files[:2]) == "nothing found\n"
    assert run("test", "sub", "--min-coverage", "100").endswith("\n5 passed, 0 failed\n")
    said = run(*words, status=2)
    assert said == "".join(
        f"{file} already exists (choose another name or folder)\n" for file in files
    )
    assert (
        run("new", "Ours", status=2)
        == "'Ours' is not a valid name (use lowercase words and hyphens, such as our-rules, at most 80"
        " characters)\n"
    )
    said = run("new", "in-practice", status=2)
    assert said == "in-practice is the name of a bundled pack (choose another name)\n"
    assert run("new", "ours", "--extends", "job-search", status=2).startswith(
        "cannot extend the pack 'job-search'"
    )


def test_pages_are_written_into_a_folder(folder):
    assert run("rules", "--rules", "tiny.yaml", "--pages", "a/b") == "3 pages in a/b\n"
    pages = folder / "a" / "b"
    assert sorted(path.name for path in pages.iterdir()) == ["README.md", "ask.md", "rest.md"]
    assert "**One rests**" not in (pages / "ask.md").read_text(encoding="utf-8")
    assert "[rest](rest.md)" in (pages / "README.md").read_text(encoding="utf-8")
    (pages / "ask.md").write_text("My own page.\n")
    said = run("rules", "--rules", "tiny.yaml", "--pages", "a/b", status=2)
    assert (
        said
        == "a/b/ask.md: this file was not generated from rules, so it is not overwritten (choose another folder)\n"
    )
    (pages / "ask.md").unlink()
    assert run("rules", "--rules", "tiny.yaml", "--pages", "a/b") == "3 pages in a/b\n"
    (folder / "file").touch()
    said = run("rules", "--rules", "tiny.yaml", "--pages", "file", status=2)
    assert said == "file: cannot create the folder: File exists (choose another folder)\n"


# -- hostile input --------------------------------------------------------------------------------


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


@pytest.mark.process
def test_findings_are_printed_although_another_file_is_missing(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text("pack: mine\ntitel: x\n")
    outcome = process("check", str(path), "nothere.yaml")
    assert b"unknown key 'titel'" in outcome.stdout
    assert b"cannot read 'nothere.yaml'" in outcome.stderr
