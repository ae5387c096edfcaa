"""Tests of the pytest plugin, with pytest run in a separate folder."""

from __future__ import annotations

import os
import subprocess
import sys
from time import process_time

import pytest

from interview_rules import pytest_plugin

pytestmark = pytest.mark.process

TESTS = """\
tests:
  - name: It rests
    facts: {f: true}
    now: 2026-11-20 12:00
    expect: [rest: {rule: rest-well}]
  - name: It writes
    facts: {f: true}
    now: [2026-11-20 12:00, 2026-11-21 12:00]
    expect: [write]
"""


@pytest.fixture
def collected(folder):
    """Run pytest in the folder of the small pack."""
    (folder / "pytest.ini").write_text("[pytest]\ninterview_rules_tests = true\n")

    def running(*words: str, status: int) -> str:
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "-p",
            "no:randomly",
        ]
        environment = {key: value for key, value in os.environ.items() if "PYTEST" not in key}
        done = subprocess.run(
            [*command, *words],
            cwd=folder,
            env={**environment, "COLUMNS": "100", "PYTHONUTF8": "1"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout

    return running


def test_what_passes_and_what_fails_and_why(folder, collected):
    (folder / "tiny.tests.yaml").write_text(TESTS)
    said = collected(status=1)
    assert "1 failed, 1 passed in " in said
    assert "FAILED tiny.tests.yaml::It writes" in said
    failure = (
        "at 2026-11-20 12:00:\n  write is not advised (advised: rest)\n    ask: does not hold\n"
    )
    assert failure in said
    assert failure.replace("11-20", "11-21") in said
    assert "✗ from a + 1 day" in said
    assert "Traceback" not in said
    assert "_NotAsExpected" not in said
    assert "1 passed in " in collected("tiny.tests.yaml::It rests", status=0)


def test_what_cannot_be_read_is_an_error_of_the_collection(folder, collected):
    (folder / "tiny.tests.yaml").write_text(TESTS.replace("[write]", "[wrte]"))
    (folder / "other.tests.yaml").write_text(TESTS)
    said = collected("--continue-on-collection-errors", status=1)
    assert f"{folder}/tiny.tests.yaml:9:14: unknown rule or action 'wrte' in the pack tiny" in said
    assert (
        f"{folder}/other.tests.yaml:1:1: this test file does not name the rules under test" in said
    )
    assert "2 errors in " in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    "text",
    [
        TESTS.replace("tests:", '"tests":'),
        TESTS.replace("tests:", "test:"),
        "{rules: tiny.yaml, 'tests': [{name: One, facts: {f: true}, now: 2026-11-20}]}",
        "rules: tiny.yaml\ntestz: []\n",
        "",
        "# tests:\n#   - name: One\n",
    ],
)
def test_no_file_is_passed_over_because_of_how_it_is_written(text, folder, collected):
    (folder / "tiny.tests.yaml").write_text(text)
    said = collected(status=1 if '"tests"' in text else 2)
    assert "tiny.tests.yaml" in said
    assert "no tests ran" not in said


def test_files_of_others_are_left_alone_and_nothing_is_loaded_for_them(folder, collected):
    (folder / "other.tests.yaml").write_text("suite:\n  tests:\n    - {name: One}\n")
    (folder / "bytes.tests.yaml").write_bytes(b"\xff\xfe\x00")
    (folder / "tests.yaml").write_text(TESTS)
    (folder / "test_it.py").write_text(LOADS_LITTLE)
    assert "\n1 passed in " in collected(status=0)


LOADS_LITTLE = """\
import sys


def test_it():
    ours = {name for name in sys.modules if name.split(".")[0] == "interview_rules"}
    assert ours == {"interview_rules", "interview_rules.pytest_plugin"}
    assert not {"pydantic", "ruamel.yaml", "lark"} & sys.modules.keys()
"""

PROMTOOL = """\
rule_files: [alerts.yaml]
tests:
  - interval: 1m
    input_series: [{series: up, values: 0 0 0}]
"""


def test_a_project_that_does_not_ask_is_left_alone(folder, collected):
    (folder / "pytest.ini").write_text("[pytest]\n")
    (folder / "alerts.tests.yaml").write_text(PROMTOOL)
    (folder / "tiny.tests.yaml").write_text(TESTS)
    (folder / "test_it.py").write_text(LOADS_LITTLE)
    assert "\n1 passed in " in collected(status=0)
    asked = ("-o", "interview_rules_tests=true", "tiny.tests.yaml")
    assert "1 failed, 1 passed in " in collected(*asked, status=1)


@pytest.mark.parametrize("ending", ["", "# nothing\n", "\t#"])
def test_blank_lines_are_read_in_linear_time(ending):
    text = "\n \t" * 300_000 + ending
    start = process_time()
    assert not pytest_plugin._HAS_CONTENT.search(text)
    assert not pytest_plugin._OURS.search(text)
    assert process_time() - start < 2
    assert pytest_plugin._HAS_CONTENT.search(text + "\n  a")
