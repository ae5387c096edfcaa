"""Tests of coverage: leaves count where they are written, in the files under test."""

from __future__ import annotations

import pytest

from interview_rules import RulePack
from interview_rules.authoring.pack_tests import Coverage, read_test_file
from interview_rules.authoring.pack_tests.coverage import leaves_of

BELOW = """\
pack: below
facts:
  f: {type: flag, doc: A flag.}
  g: {type: flag, doc: A flag.}
conclusions: {low: Low.}
rules:
  - {id: base, when: f and not g, conclude: low, source: This test.}
"""
ABOVE = """\
pack: above
extends: below.yaml
definitions:
  both: {condition: f and (g or low), doc: Both.}
  day: {moment: interview + 1 day, doc: A day.}
conclusions: {one: One., two: Two.}
rules:
  - {id: first, when: both, conclude: one, source: This test.}
  - id: second
    when:
      - both or not after day
      - one
    conclude: two
    source: This test.
"""


@pytest.fixture
def covered(tmp_path):
    (tmp_path / "below.yaml").write_text(BELOW)
    (tmp_path / "above.yaml").write_text(ABOVE)

    def counting(*facts: str, rules: str = "above.yaml") -> Coverage:
        path = tmp_path / "any.tests.yaml"
        tests = "".join(
            f"  - {{name: '{place}', facts: {{{each}}}, now: 2026-11-20 12:00, holds: [base]}}\n"
            for place, each in enumerate(facts)
        )
        path.write_text(f"rules: {rules}\ntests:\n{tests}")
        file = read_test_file(path)
        coverage = Coverage(file.pack, file.files)
        coverage.add([file])
        return coverage

    return counting


def words(leaves) -> list[tuple[str, str]]:
    return [(leaf.of, leaf.words) for leaf in leaves]


def test_a_leaf_in_a_definition_counts_once_and_what_is_extended_not_at_all(covered):
    coverage = covered("f: false")
    assert words(leaves_of(coverage.pack, coverage.files)) == [
        ("both", "f"),
        ("both", "g"),
        ("both", "low"),
        ("second", "after day"),
        ("second", "one"),
    ]
    assert coverage.wanted == 10
    assert {leaf.at.file for leaf in coverage.never_true} == {*coverage.files}
    assert [leaf.at.line for leaf in coverage.never_true] == [4, 4, 4, 11, 12]


def test_both_files_count_if_both_are_named(covered):
    coverage = covered("f: false", rules="[below.yaml, above.yaml]")
    assert [leaf.of for leaf in leaves_of(coverage.pack, coverage.files)] == [
        "both", "both", "both", "base", "base", "second", "second",
    ]  # fmt: skip
    assert coverage.never_held == ("base", "first", "second")


def test_what_was_seen_is_no_longer_missing(covered):
    coverage = covered("f: false")
    assert (coverage.reached, coverage.percent) == (5, 50)
    assert coverage.never_false == ()
    assert (coverage.never_held, coverage.always_held) == (("first", "second"), ())
    coverage = covered("f: true", "f: true, g: true, interview: 2026-11-01")
    assert words(coverage.never_true) == []
    assert words(coverage.never_false) == [("both", "f"), ("second", "one")]
    assert (coverage.reached, coverage.percent) == (8, 80)
    assert (coverage.never_held, coverage.always_held) == ((), ("first", "second"))
    coverage = covered("f: true", "f: true, g: true, interview: 2026-11-01", "f: false")
    assert (coverage.never_true, coverage.never_false) == ((), ())
    assert (coverage.never_held, coverage.always_held) == ((), ())
    assert coverage.percent == 100


def test_several_files_are_counted_together(covered, tmp_path):
    coverage = covered("f: true")
    before = coverage.reached
    more = tmp_path / "more.tests.yaml"
    more.write_text(
        "rules: above.yaml\ntests:\n"
        "  - {name: a, facts: {f: false}, now: 2026-11-20 12:00, holds: [base]}\n"
    )
    coverage.add([read_test_file(more)])
    assert coverage.reached > before
    assert coverage.always_held == ()


def test_every_moment_counts(tmp_path):
    (tmp_path / "x.yaml").write_text(
        "pack: x\nconclusions: {late: Late.}\nrules:\n"
        "  - {id: late, when: after interview, conclude: late, source: This test.}\n"
    )
    path = tmp_path / "x.tests.yaml"
    path.write_text(
        "tests:\n  - name: One\n    facts: {interview: 2026-11-19}\n"
        "    now: [2026-11-19 23:59, 2026-11-20 00:00]\n    holds: [late]\n"
    )
    file = read_test_file(path)
    coverage = Coverage(file.pack, file.files)
    assert (coverage.reached, coverage.percent, coverage.never_held) == (0, 0, ("late",))
    coverage.add([file])
    assert (coverage.percent, coverage.never_held, coverage.always_held) == (100, (), ())


def test_where_there_is_nothing_to_reach_all_is_reached(tmp_path):
    (tmp_path / "below.yaml").write_text(BELOW)
    path = tmp_path / "x.yaml"
    path.write_text("pack: x\nextends: below.yaml\n")
    coverage = Coverage(RulePack.load(path), frozenset({str(path)}))
    assert (coverage.wanted, coverage.reached, coverage.percent) == (0, 0, 100)
    assert (coverage.never_held, coverage.always_held) == ((), ())


def test_an_override_with_a_condition_of_its_own_counts_in_its_file(tmp_path):
    (tmp_path / "below.yaml").write_text(BELOW)
    path = tmp_path / "x.yaml"
    path.write_text("pack: x\nextends: below.yaml\noverride:\n  base:\n    when: g\n")
    coverage = Coverage(RulePack.load(path), frozenset({str(path)}))
    assert coverage.never_held == ("base",)
    assert [(leaf.of, leaf.words, leaf.at.line) for leaf in coverage.never_true] == [
        ("base", "g", 5)
    ]


def test_the_same_question_in_two_rules_counts_in_both(tmp_path):
    path = tmp_path / "x.yaml"
    path.write_text(
        "pack: x\nconclusions: {p: P.}\nrules:\n"
        "  - {id: a, when: no reply, conclude: p, source: This test.}\n"
        "  - {id: b, when: no reply, conclude: p, source: This test.}\n"
    )
    coverage = Coverage(RulePack.load(path), frozenset({str(path)}))
    assert words(coverage.never_true) == words(coverage.never_false)
    assert [(leaf.of, leaf.at.line) for leaf in coverage.never_true] == [("a", 4), ("b", 5)]
