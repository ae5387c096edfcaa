"""Suggested tests pass when they are added to their file, and raise the coverage."""

from __future__ import annotations

import pytest

from interview_rules.authoring.pack_tests import Coverage, read_test_file, run_tests
from interview_rules.authoring.pack_tests.selection import with_name

pytest.importorskip("z3")

from interview_rules.authoring.prove import suggested_tests
from interview_rules.authoring.prove.suggested_tests import Missed, Suggestion, suggest
from interview_rules.authoring.prove.suggestion_report import (
    suggestions_as_data,
    suggestions_as_text,
)

PACK = """\
pack: tiny
facts:
  f: {type: flag, doc: A flag.}
conclusions: {late: It is late.}
definitions:
  waiting: {condition: interview is known and no reply, doc: There is no answer.}
rules:
  - id: ask
    when: waiting and (after decision_date or after interview + 5 business days) and not late
    advise: {action: ask, kind: do, title: Ask, text: Ask them., due: decision_date}
    source: This test.
  - id: overdue
    when: after decision_date + 2 weeks and f
    conclude: late
    source: This test.
  - id: nag
    when: late and rounds >= 2
    advise: {action: nag, kind: do, title: Nag, text: Ask again.}
    source: This test.
"""
TESTS = """\
timezone: Asia/Tokyo
country: DE
tests:
  - name: The date has passed
    events:
      - {at: 2026-11-19, event: interview}
      - {at: 2026-11-19, event: decision-date-set, date: 2026-11-25}
    now: 2026-11-26 12:00
    expect: [ask]
"""


@pytest.fixture
def tiny(tmp_path):
    def reading(pack: str = PACK, tests: str = TESTS):
        (tmp_path / "tiny.yaml").write_text(pack)
        (tmp_path / "tiny.tests.yaml").write_text(tests)
        return read_test_file(tmp_path / "tiny.tests.yaml")

    return reading


def coverage(file) -> Coverage:
    found = Coverage(file.pack, file.files)
    found.add([file])
    return found


def test_suggestions_pass_in_the_file_and_cover_what_was_open(tiny):
    file = tiny()
    assert coverage(file).percent < 70
    found = list(suggest([file]))
    assert [each for each in found if isinstance(each, Missed)] == []
    percent, tests = coverage(file).percent, TESTS
    for each in found:
        tests += each.yaml
        more = tiny(tests=tests)
        assert [outcome.passed for outcome in run_tests(more)] == [True] * len(more.tests)
        assert coverage(more).percent > percent
        percent = coverage(more).percent
    assert percent == 100
    assert (coverage(more).never_held, coverage(more).always_held) == ((), ())
    # The text as a whole can be added as well.
    whole = tiny(tests=TESTS + suggestions_as_text("tiny", found))
    assert coverage(whole).percent == 100
    assert list(suggest([whole])) == []
    assert "cover every rule" in suggestions_as_text("tiny", [])


def test_the_other_parts_of_the_condition_are_met_if_they_can_be(tiny):
    pack = "\n".join(PACK.replace("no reply", "no reply and not f").split("\n"))
    found = [each for each in suggest([tiny(pack)]) if isinstance(each, Suggestion)]
    (open_,) = [each for each in found if each.gap.of == "nag" and each.gap.leaf is None]
    assert open_.yaml.startswith("  - name: nag holds\n")
    assert "expect: [nag: {rule: nag}]" in open_.yaml


def test_what_cannot_happen_is_told_apart_from_what_was_not_found(tiny):
    file = tiny(PACK.replace("and rounds >= 2", "and rounds >= 2 and interview before interview"))
    missed = [each for each in suggest([file]) if isinstance(each, Missed)]
    assert {(each.gap.of, each.gap.value, each.reason) for each in missed} == {
        ("nag", True, "impossible")
    }
    text = suggestions_as_text("tiny", missed)
    assert "  # nag holds in no test: no event log can change this, in any zone or calendar" in text
    assert (
        "never true: interview before interview  [nag]: no event log can change this, in any zone or calendar"
        in text
    )


def test_the_search_is_bounded_in_time(tiny, monkeypatch):
    missed = list(suggest([tiny()], seconds=0))
    assert {each.reason for each in missed} == {"time"}
    assert "there was no time left" in suggestions_as_text("tiny", missed)
    monkeypatch.setattr(suggested_tests, "find_situation", lambda *_: None)
    assert {each.reason for each in suggest([tiny()])} == {"not found"}


def test_tests_of_all_files_of_a_pack_count(tiny, tmp_path):
    file = tiny()
    (tmp_path / "more.tests.yaml").write_text(
        "rules: tiny.yaml\ntests:\n" + "".join(each.yaml for each in suggest([file]))
    )
    assert list(suggest([file, read_test_file(tmp_path / "more.tests.yaml")])) == []


def test_suggestions_as_data(tiny):
    data = suggestions_as_data("tiny", list(suggest([tiny()], seconds=0)))
    assert data["pack"] == "tiny"
    assert data["suggestions"] == []
    assert data["missed"][0] == {"reason": "time", "of": "overdue", "value": True}
    (leaf,) = [
        each for each in data["missed"] if each.get("words") == "rounds >= 2" and each["value"]
    ]
    assert {**leaf, "at": ""} == {
        **data["missed"][0],
        "of": "nag",
        "words": "rounds >= 2",
        "at": "",
    }
    found = suggestions_as_data("tiny", list(suggest([tiny()])))["suggestions"]
    assert {*found[0]} == {"file", "name", "yaml", "of", "value"}


def test_a_name_of_a_test_that_was_not_selected_is_not_used_again(tiny):
    first = next(each for each in suggest([tiny()]) if isinstance(each, Suggestion))
    file = tiny(tests=TESTS + first.yaml)
    (selected,) = with_name([file], "The date has passed")
    again = next(each for each in suggest([selected]) if isinstance(each, Suggestion))
    assert again.gap == first.gap
    assert again.name == f"{first.name} (2)"
