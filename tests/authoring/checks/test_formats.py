"""Tests of the output formats of findings."""

from __future__ import annotations

import json
from importlib.metadata import version

import pytest

from interview_rules.authoring.checks import FINDINGS, Result, check, finding
from interview_rules.authoring.checks.fixes import Edit, Fix
from interview_rules.authoring.checks.formats import FORMATS, explained, formatted
from interview_rules.positions import Position, Range

PACK = """\
pack: small
parameters:
  patience: {value: 4 days, doc: How long to wait.}
rules:
  - id: late
    when: after decision_date and decision_date is known
    advise: {action: ask, kind: do, title: Ask, text: Ask them.}
    source: This test.
"""


def result(code: str, at: tuple[str, int, int], message: str, hint: str = "", *, fix=False):
    place = Position(*at)
    edit = Edit(Range(place, Position(at[0], at[1] + 1, 1)), "")
    return Result(
        FINDINGS[code], place, message, hint, Fix("remove it", (edit,), "safe") if fix else None
    )


ODD = [
    result("syntax", ("my, odd: 100%.yaml", 3, 7), "one\r\ntwo 50%, and: three", "so, say: 1%"),
    result("unreadable-pack", ("", 0, 0), "cannot read 'x'"),
    result("no-yaml", ("whole.yaml", 0, 0), "this file is empty"),
    result("unused-draft", ("a\\b.yaml", 9, 1), "no rule offers it", "leave it out", fix=True),
]


@pytest.fixture
def found(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "small.yaml").write_text(PACK)
    return check(["small.yaml"])


def test_text_has_a_line_for_each_and_counts(found):
    assert formatted(found, "text") == (
        "small.yaml:3:3: warning missing-source: the parameter patience has no source "
        "(add source: ...)\n"
        "small.yaml:3:3: warning unused-parameter: the parameter patience is never used "
        "(use it in a rule, or remove it)\n"
        "small.yaml:6:35: warning needless-part: this is redundant, given the other parts: "
        "decision_date is known (remove it)\n"
        "found 3 warnings\n"
    )


@pytest.mark.parametrize(
    ("results", "said"),
    [
        ([], "nothing found\n"),
        (ODD[:1], "found 1 error\n"),
        (ODD[:3], "found 3 errors\n"),
        (ODD[3:], "found 1 warning; 1 can be fixed with --fix\n"),
        (ODD, "found 3 errors and 1 warning; 1 can be fixed with --fix\n"),
    ],
)
def test_text_ends_with_how_many_there_are(results, said):
    text = formatted(results, "text")
    assert text.split("\n")[-2] + "\n" == said
    assert text.endswith(said)


def test_text_says_no_place_that_there_is_not():
    lines = formatted(ODD, "text").split("\n")
    assert "error unreadable-pack: cannot read 'x'" in lines
    assert "whole.yaml: error no-yaml: this file is empty" in lines


def test_json_has_everything(found):
    records = json.loads(formatted(found, "json"))
    assert [record["code"] for record in records] == [
        "missing-source",
        "unused-parameter",
        "needless-part",
    ]
    assert records[1] == {
        "code": "unused-parameter",
        "level": "warning",
        "file": "small.yaml",
        "line": 3,
        "column": 3,
        "message": "the parameter patience is never used",
        "hint": "use it in a rule, or remove it",
        "fixable": False,
        "fix": None,
    }
    assert [record["fixable"] for record in records] == [False, False, False]
    assert json.loads(formatted([], "json")) == []
    assert [record["message"] for record in json.loads(formatted(ODD, "json"))] == [
        each.message for each in ODD
    ]


@pytest.mark.parametrize("results", [ODD, ODD[::-1], [], [*ODD, *ODD]])
def test_sarif_names_each_rule_once_and_points_at_it(results):
    log = json.loads(formatted(results, "sarif"))
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-2.1.0.json")
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "interview-rules"
    assert driver["version"] == version("interview-rules")
    rules = driver["rules"]
    assert sorted(rule["id"] for rule in rules) == sorted({each.finding.code for each in results})
    assert run["columnKind"] == "unicodeCodePoints"
    assert len(run["results"]) == len(results)
    for each, written in zip(results, run["results"], strict=True):
        assert written["ruleId"] == each.finding.code
        assert rules[written["ruleIndex"]]["id"] == each.finding.code
        assert written["level"] == each.finding.level
        assert written["message"]["text"].startswith(each.message)
    for rule in rules:
        kind = FINDINGS[rule["id"]]
        assert rule["shortDescription"]["text"] == kind.title
        assert rule["fullDescription"]["text"] == kind.why
        assert rule["defaultConfiguration"]["level"] == kind.level
        assert rule["help"]["text"] == explained(kind)


def test_sarif_says_where_as_far_as_that_is_known(found):
    def places(results):
        (run,) = json.loads(formatted(results, "sarif"))["runs"]
        return [each.get("locations") for each in run["results"]]

    assert places(found[2:]) == [
        [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "small.yaml"},
                    "region": {"startLine": 6, "startColumn": 35},
                }
            }
        ]
    ]
    (_odd, none, whole, windows) = places(ODD)
    assert none is None
    assert whole == [{"physicalLocation": {"artifactLocation": {"uri": "whole.yaml"}}}]
    assert windows[0]["physicalLocation"]["artifactLocation"] == {"uri": "a/b.yaml"}


def test_github_has_a_command_for_each(found):
    assert formatted(found, "github").split("\n") == [
        (
            "::warning file=small.yaml,line=3,col=3,title=missing-source::"
            "the parameter patience has no source (add source: ...)"
        ),
        (
            "::warning file=small.yaml,line=3,col=3,title=unused-parameter::"
            "the parameter patience is never used (use it in a rule, or remove it)"
        ),
        (
            "::warning file=small.yaml,line=6,col=35,title=needless-part::"
            "this is redundant, given the other parts: decision_date is known (remove it)"
        ),
        "",
    ]
    assert formatted([], "github") == ""


def test_github_escapes_what_would_end_a_command():
    lines = formatted(ODD, "github").split("\n")
    assert lines[0] == (
        "::error file=my%2C odd%3A 100%25.yaml,line=3,col=7,title=syntax::"
        "one%0D%0Atwo 50%25, and: three (so, say: 1%25)"
    )
    assert lines[2] == "::error file=whole.yaml,title=no-yaml::this file is empty"
    assert len(lines) == len(ODD) + 1


@pytest.mark.parametrize("code", FINDINGS)
def test_a_page_has_all_that_there_is_to_say(code):
    page = explained(finding(code))
    kind = FINDINGS[code]
    assert page.startswith(f"{code} ({kind.level})\n\n{kind.title}.\n\n{kind.why}\n\nAvoid:\n\n")
    shown = [line.removeprefix("    ") for line in page.split("\n")]
    for example in (kind.avoid, kind.prefer):
        wanted = example.strip("\n").split("\n")
        assert any(shown[at : at + len(wanted)] == wanted for at in range(len(shown)))


def test_every_format_ends_with_a_line_break_and_says_the_same_twice():
    for form in FORMATS:
        text = formatted(ODD, form)
        assert text.endswith("\n")
        assert not text.endswith("\n\n")
        assert formatted(ODD, form) == text
