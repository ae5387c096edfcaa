"""Tests of fixes as data: ranges, edits, safety, and their output as JSON and SARIF."""

from __future__ import annotations

import json

import pytest

from interview_rules.authoring.checks import check
from interview_rules.authoring.checks.fixes import (
    Edit,
    Fix,
    applied,
    correction,
    removal,
    removal_at,
)
from interview_rules.authoring.checks.formats import fixed_as_text, formatted
from interview_rules.errors import Problem, Suggestions, nearest
from interview_rules.positions import Position, Range

PACK = """\
pack: small
extends: after-the-interview
set:
  reply_wait: 3 days
switch_off: [contct-hr]
rules:
  - id: late
    when: after desicion_date and no reply
    advise: {action: ask, kind: do, title: Ask}
    "sorce": This test.
"""


def edit(line, start, end, text, old=""):
    return Edit(Range(Position("f", line, start), Position("f", line, end)), text, old)


@pytest.mark.parametrize(
    ("edits", "wanted"),
    [
        ([], "one two\r\nthree\n"),
        ([edit(1, 1, 4, "1", "one")], "1 two\r\nthree\n"),
        ([edit(1, 1, 4, "1"), edit(1, 5, 8, "2"), edit(2, 1, 6, "3")], "1 2\r\n3\n"),
        ([edit(1, 1, 4, ""), edit(1, 4, 8, "")], "\r\nthree\n"),
        ([edit(1, 1, 5, "1"), edit(1, 4, 8, "2")], None),
        ([edit(1, 1, 4, "1", "two")], None),
        ([Edit(Range(Position("f", 1, 1), Position("f", 2, 1)), "")], "three\n"),
        ([Edit(Range(Position("f", 2, 6), Position("f", 3, 1)), "")], "one two\r\nthree"),
    ],
)
def test_edits_are_applied_together_or_not_at_all(edits, wanted):
    assert applied("one two\r\nthree\n", edits) == wanted
    assert applied("one two\r\nthree\n", edits[::-1]) == wanted


SPAN = Range(Position("f", 1, 1), Position("f", 1, 9))


@pytest.mark.parametrize(
    ("word", "near", "code", "safety"),
    [
        ("sorce", "source", "unknown-key", "safe"),
        ("sorce", "source", "nothing-to-override", "unsafe"),
        ("the_date", "decision_date", "unknown-name", "unsafe"),
        ("call_3", "call_2", "unknown-name", "unsafe"),
        ("(nto", "not", "syntax", None),
        ("day", "business day", "syntax", None),
    ],
)
def test_a_fix_is_safe_only_for_what_is_surely_misspelt(word, near, code, safety):
    problem = Problem(SPAN.start, "any words", Suggestions(word, (near,)), code, span=SPAN)
    fix = correction(problem)
    if safety is None:
        assert fix is None
    else:
        assert fix == Fix(f"replace {word} with {near}", (Edit(SPAN, near, word),), safety)


def test_there_is_no_fix_without_a_range_or_a_single_nearest_word():
    assert correction(Problem(SPAN.start, "m", nearest("sorce", ["source"]), "unknown-key")) is None
    for suggestions in (
        Suggestions("a", ("b", "c")),
        Suggestions("a", known=("b",)),
        Suggestions(),
    ):
        assert correction(Problem(SPAN.start, "m", suggestions, "unknown-key", span=SPAN)) is None
    # A hint in words alone gives no correction.
    assert correction(Problem(SPAN.start, "unknown 'a'", "did you mean b?", span=SPAN)) is None


@pytest.mark.parametrize(
    ("text", "at", "left"),
    [
        ("a: 1\nb: 2\nc: 3\n", (2, 1), "a: 1\nc: 3\n"),
        ("a: 1\nb:\n  c: 3\n", (3, 3), "a: 1\n"),
        ("a: 1\n\nb:\n  c: 3\n\nd: 4\n", (4, 3), "a: 1\n\nd: 4\n"),
        ("a: 1\nb:\n  c:\n    d: >-\n      e\n      f\n", (4, 5), "a: 1\n"),
        ("a: 1\nb:\n  c: 3\n  d: 4\n", (3, 3), "a: 1\nb:\n  d: 4\n"),
        ("a: 1\r\nb:\r\n  c: 3", (3, 3), "a: 1"),
        ("b:\n  c: 3", (2, 3), ""),
        ("b: {c: 3}\n", (1, 5), None),
        ("b:\n  c: 3  # for a reason\n", (2, 3), None),
        ("a: \x85\nb:\n  c: 3\n", (3, 3), None),
    ],
)
def test_an_entry_is_removed_with_sections_that_are_empty_then(text, at, left):
    found = removal_at(text, Position("f", *at))
    assert (None if found is None else applied(text, [found])) == left
    fix = removal(b"\xef\xbb\xbf" + text.encode(), Position("f", *at))
    assert fix == (None if found is None else Fix("remove this entry", (found,), "safe"))


@pytest.fixture
def results(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "small.yaml").write_text(PACK)
    found = check(["small.yaml"])
    # An entry without effect is found once the pack can be read.
    (tmp_path / "idle.yaml").write_text(
        PACK.replace("desicion", "decision")
        .replace("sorce", "source")
        .replace("contct", "contact")
        .replace("title: Ask", "title: Ask, text: Ask them.")
    )
    return [*found, *(r for r in check(["idle.yaml"]) if r.finding.code == "idle-override")]


def test_results_carry_their_fixes(results):
    assert [(r.finding.code, r.fix and r.fix.safety, r.fixable) for r in results] == [
        ("nothing-to-override", "unsafe", False),
        ("missing-key", None, False),
        ("unknown-key", "safe", True),
        ("idle-override", "safe", True),
    ]
    assert fixed_as_text(results[2:]).split("\n") == [
        "small.yaml:10:5: replaced sorce with source",
        "idle.yaml:4:3: removed this entry",
        "fixed 2",
        "",
    ]


def test_json_has_the_fix_with_its_range_text_and_safety(results):
    records = json.loads(formatted(results, "json"))
    assert [record["fixable"] for record in records] == [False, False, True, True]
    assert [record["fix"] for record in records] == [
        {
            "message": "replace contct-hr with contact-hr",
            "safety": "unsafe",
            "edits": [
                {
                    "start": {"line": 5, "column": 14},
                    "end": {"line": 5, "column": 23},
                    "text": "contact-hr",
                }
            ],
        },
        None,
        {
            "message": "replace sorce with source",
            "safety": "safe",
            "edits": [
                {
                    "start": {"line": 10, "column": 6},
                    "end": {"line": 10, "column": 11},
                    "text": "source",
                }
            ],
        },
        {
            "message": "remove this entry",
            "safety": "safe",
            "edits": [
                {"start": {"line": 3, "column": 1}, "end": {"line": 5, "column": 1}, "text": ""}
            ],
        },
    ]


def test_sarif_has_fix_objects(results):
    (run,) = json.loads(formatted(results, "sarif"))["runs"]
    fixes = [each.get("fixes") for each in run["results"]]
    assert fixes[1] is None
    assert fixes[2] == [
        {
            "description": {"text": "replace sorce with source"},
            "artifactChanges": [
                {
                    "artifactLocation": {"uri": "small.yaml"},
                    "replacements": [
                        {
                            "deletedRegion": {
                                "startLine": 10,
                                "startColumn": 6,
                                "endLine": 10,
                                "endColumn": 11,
                            },
                            "insertedContent": {"text": "source"},
                        }
                    ],
                }
            ],
            "properties": {"safety": "safe"},
        }
    ]
    ((removed,),) = (
        [replacement for change in fix["artifactChanges"] for replacement in change["replacements"]]
        for fix in fixes[3]
    )
    assert "insertedContent" not in removed


REGION = {
    key: {"type": "integer", "minimum": 1}
    for key in ("startLine", "startColumn", "endLine", "endColumn")
}
SHAPE = {
    "type": "array",
    "minItems": 1,
    "items": {
        "type": "object",
        "additionalProperties": False,
        "required": ["artifactChanges"],
        "properties": {
            "description": {"type": "object", "required": ["text"]},
            "properties": {"type": "object"},
            "artifactChanges": {
                "type": "array",
                "minItems": 1,
                "uniqueItems": True,
                "items": {
                    "type": "object",
                    "additionalProperties": False,
                    "required": ["artifactLocation", "replacements"],
                    "properties": {
                        "artifactLocation": {"type": "object", "required": ["uri"]},
                        "replacements": {
                            "type": "array",
                            "minItems": 1,
                            "items": {
                                "type": "object",
                                "additionalProperties": False,
                                "required": ["deletedRegion"],
                                "properties": {
                                    "deletedRegion": {
                                        "type": "object",
                                        "additionalProperties": False,
                                        "properties": REGION,
                                    },
                                    "insertedContent": {
                                        "type": "object",
                                        "required": ["text"],
                                        "properties": {"text": {"type": "string"}},
                                    },
                                },
                            },
                        },
                    },
                },
            },
        },
    },
}
"""The part of the schema of SARIF 2.1.0 that concerns fixes, reduced to the properties in use."""


def test_sarif_fixes_have_the_shape_of_the_standard(results):
    jsonschema = pytest.importorskip("jsonschema")
    (run,) = json.loads(formatted(results, "sarif"))["runs"]
    fixes = [each["fixes"] for each in run["results"] if "fixes" in each]
    assert len(fixes) == 3
    for each in fixes:
        jsonschema.validate(each, SHAPE)


def test_applying_the_fix_that_is_shown_fixes_the_finding(results, tmp_path):
    for name, code in (("small.yaml", "unknown-key"), ("idle.yaml", "idle-override")):
        (shown,) = (r for r in results if (r.at.file, r.finding.code) == (name, code))
        text = applied((tmp_path / name).read_text(), shown.fix.edits)
        (tmp_path / name).write_text(text)
        assert code not in {result.finding.code for result in check([name])}
    assert "set:" not in (tmp_path / "idle.yaml").read_text()
