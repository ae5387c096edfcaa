"""Tests of the pytest plugin, with pytest run in a separate folder."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

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
    (folder / "pytest.ini").write_text("[pytest]\n")

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
    (folder / "test_it.py").write_text(
        "import sys\n\n\ndef test_it():\n"
        "    assert not {'ruamel.yaml', 'lark', 'interview_rules.authoring.pack_tests'} & sys.modules.keys()\n"
    )
    assert "\n1 passed in " in collected(status=0)
