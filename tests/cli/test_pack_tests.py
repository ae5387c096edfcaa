"""The command `test`: selection and updates of tests."""

from __future__ import annotations

import json

import pytest
from command_line import TESTS, run


@pytest.mark.usefixtures("folder")
def test_tests_are_selected_by_a_part_of_their_names():
    assert run("test", ".", "--filter", "ASKS") == "1 passed, 0 failed, 1 left out\n"
    assert run("test", ".", "--filter", "one") == "2 passed, 0 failed\n"
    said = run("test", ".", "--filter", "One asts", status=2)
    assert said == "--filter: no test has 'One asts' in its name (did you mean One asks?)\n"


def test_reports_are_recorded_and_updated_on_request_only(folder):
    path = folder / "tiny.tests.yaml"
    path.write_text(TESTS + "    report:\n")
    before = path.read_text()
    assert "the report has yet to be recorded" in run("test", ".", status=1)
    assert path.read_text() == before
    assert run("test", ".", "--update") == (
        "tiny.tests.yaml: updated 1 report\n2 passed, 0 failed\n"
    )
    recorded = path.read_text()
    assert recorded.startswith(before)
    assert recorded.endswith("        until: 2026-11-21 00:00\n")
    assert run("test", ".", "--update") == "2 passed, 0 failed\n"
    pack = folder / "tiny.yaml"
    pack.write_text(pack.read_text().replace("Let it rest.", "Let it be."))
    said = run("test", ".", status=1)
    assert "    -  text: Let it rest.\n    +  text: Let it be.\n" in said
    # What is left out stays as it is.
    assert "1 passed" in run("test", ".", "--filter", "asks", "--update")
    assert path.read_text() == recorded
    run("test", ".", "--filter", "rests", "--update")
    assert path.read_text() == recorded.replace("Let it rest.", "Let it be.")


def test_suggested_tests_can_be_added_to_the_file(folder):
    pytest.importorskip("z3")
    path = folder / "tiny.tests.yaml"
    said = run("test", ".", "--suggest")
    assert said.startswith("  # 1 suggested test for tiny, to be read before being kept\n")
    assert "  # tiny.yaml:6:39: never true: f  [ask]\n  - name:" in said
    path.write_text(TESTS + said)
    assert run("test", ".", "--min-coverage", "100") == (
        "tiny: leaf coverage 100.0% (6 of 6)\n3 passed, 0 failed\n"
    )
    assert run("test", ".", "--suggest") == "  # tiny: the tests cover every rule and every leaf\n"
    (data,) = json.loads(run("test", ".", "--suggest", "--json"))
    assert data == {"pack": "tiny", "suggestions": [], "missed": []}


@pytest.mark.usefixtures("folder")
def test_suggestions_are_a_mode_of_their_own():
    assert run("test", ".", "--suggest", "--update", "--min-coverage", "9", status=2) == (
        "--update: cannot be combined with --suggest (remove one of the two)\n"
        "--min-coverage: cannot be combined with --suggest (remove one of the two)\n"
    )
