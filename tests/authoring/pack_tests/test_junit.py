"""Tests of JUnit XML: it is valid, with the right counts, whatever characters names have."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from interview_rules.authoring.pack_tests import read_test_file, run_tests
from interview_rules.authoring.pack_tests.junit import junit
from interview_rules.authoring.pack_tests.report import outcomes_as_data, outcomes_as_text

TESTS = """\
tests:
  - name: {name}
    facts: {f: true}
    now: [2026-11-20 12:00, 2026-11-20 12:00:30]
    expect: [rest]
  - name: Fails
    facts: {f: true}
    now: 2026-11-20 12:00
    expect: [write, keep-calm]
"""


def test_a_suite_a_file_and_a_case_a_moment(read, folder):
    first = read(TESTS.replace("{name}", "Passes"))
    path = folder / "b & <b>.tests.yaml"
    path.write_text(
        "rules: tiny.yaml\ntests:\n"
        "  - {name: Only, facts: {f: true}, now: 2026-11-20 12:00, expect: [rest]}\n"
    )
    written = junit([*run_tests(first), *run_tests(read_test_file(path))])
    assert written.startswith(b"<?xml version='1.0' encoding='utf-8'?>\n<testsuites")
    assert written.endswith(b">\n")
    root = ET.fromstring(written)
    assert [(s.get("name"), s.get("tests"), s.get("failures")) for s in root] == [
        (str(folder / "tiny.tests.yaml"), "3", "1"),
        (str(path), "1", "0"),
    ]
    cases = [*root[0]]
    assert [(c.get("name"), c.get("line"), len(c)) for c in cases] == [
        ("Passes [2026-11-20 12:00:00]", "2", 0),
        ("Passes [2026-11-20 12:00:30]", "2", 0),
        ("Fails [2026-11-20 12:00:00]", "6", 2),
    ]
    assert {case.get("file") for case in cases} == {str(folder / "tiny.tests.yaml")}
    (wrote, calm) = cases[2]
    assert (wrote.tag, wrote.get("message")) == ("failure", "write is not advised (advised: rest)")
    assert wrote.text.startswith("ask: does not hold")
    assert "✗ from a + 1 day" in wrote.text
    assert calm.get("message") == "keep-calm is not advised (advised: rest)"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a & b < c > d ' e", "a & b < c > d ' e"),
        (']]>"<!--', ']]>"<!--'),
        ("ä“😀", "ä“😀"),
        ("\x1b[31m\x00\x07\x9b2J\u202e\u2028x", "�[31m���2J��x"),
        ("a\tb\x0bc", "a\tb�c"),
        ("one\ntwo", "one two"),
        ("a\ufffeb\uffff", "a�b�"),
    ],
)
def test_odd_characters_in_names_leave_it_well_formed(name, shown, read):
    escaped = "".join(c if c.isalnum() and c.isascii() else f"\\U{ord(c):08x}" for c in name)
    file = read(TESTS.replace("{name}", f'"{escaped}"'))
    assert file.tests[0].name == name.replace("\n", " ")
    (suite,) = ET.fromstring(junit(run_tests(file)))
    assert suite[0].get("name") == f"{shown} [2026-11-20 12:00:00]"


def test_nothing_run_is_an_empty_report():
    root = ET.fromstring(junit([]))
    assert (root.tag, len(root)) == ("testsuites", 0)


def test_the_same_as_data_and_as_text(read, folder):
    outcomes = run_tests(read(TESTS.replace("{name}", "Passes")))
    data = outcomes_as_data(outcomes, [])
    assert [(test["name"], test["line"], test["passed"]) for test in data["tests"]] == [
        ("Passes", 2, True),
        ("Passes", 2, True),
        ("Fails", 6, False),
    ]
    assert data["tests"][1]["now"] == "2026-11-20T12:00:30+00:00"
    assert data["tests"][2]["file"] == str(folder / "tiny.tests.yaml")
    (wrote, _calm) = data["tests"][2]["failures"]
    assert wrote["message"] == "write is not advised (advised: rest)"
    assert wrote["explanation"].startswith("ask: does not hold\n")
    text = outcomes_as_text(outcomes, [], leaves=False)
    assert text.startswith(
        f"FAILED {folder}/tiny.tests.yaml:6:5: Fails, at 2026-11-20 12:00\n"
        "  write is not advised (advised: rest)\n"
        "    ask: does not hold\n"
    )
    assert text.endswith("\n\n2 passed, 1 failed\n")
