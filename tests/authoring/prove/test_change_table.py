"""What a change means: the advice before and after it, in one situation, side by side."""

from __future__ import annotations

import json

import pytest
from command_line import run

from interview_rules import PackError, RulePack
from interview_rules.packs.loading import pack_below

pytest.importorskip("z3")

from interview_rules.authoring.prove.change_table import contrast, contrast_as_text
from interview_rules.authoring.prove.pack_diff import changes

RULE = "source: Us., advise: {{action: {0}, kind: do, title: {1}, text: A.}}"
BELOW = f"""\
pack: below
facts:
  tired: {{type: flag, doc: They are tired.}}
rules:
  - {{id: ask, when: after interview and not tired, {RULE.format("ask", "Ask them")}}}
  - {{id: rest, when: interview is known, {RULE.format("rest", "Rest")}}}
  - {{id: quiet, when: tired, {RULE.format("quiet", "Be quiet")}}}
"""
ABOVE = """\
pack: above
extends: below.yaml
switch_off: quiet
override:
  ask: {when: after interview + 1 week and not tired}
  rest: {title: Rest well}
"""


@pytest.fixture
def packs(tmp_path):
    (tmp_path / "below.yaml").write_text(BELOW)
    (tmp_path / "above.yaml").write_text(ABOVE)
    return pack_below([tmp_path / "above.yaml"]), RulePack.load(tmp_path / "above.yaml")


def test_each_change_has_the_advice_before_and_after(packs):
    below, above = packs
    found = {each.rule: contrast(below, above, each, {}) for each in changes(below, above)}
    assert (found["ask"].before, found["ask"].after) == (("Ask them", "Rest"), ("Rest well",))
    assert (found["quiet"].before, found["quiet"].after) == (("Be quiet",), ())
    assert found["rest"] is None
    assert found["quiet"].words.endswith("with tired: true")
    assert found["ask"].words.startswith("On ")
    assert "with interview on 20" in found["ask"].words


def test_a_rule_with_new_words_is_shown_where_it_is_known_to_speak(packs):
    below, above = packs
    by_rule = {each.rule: each for each in changes(below, above)}
    shown = {"rest": by_rule["ask"].before}
    found = contrast(below, above, by_rule["rest"], shown)
    assert (found.before, found.after) == (("Ask them", "Rest"), ("Rest well",))


def test_equal_titles_stand_side_by_side(packs):
    below, above = packs
    change = next(each for each in changes(below, above) if each.rule == "ask")
    head, *rows = contrast_as_text(contrast(below, above, change, {}))
    assert head.startswith("On ")
    assert [row.split("  ")[0].strip() for row in rows] == ["BEFORE", "Ask them", "Rest"]
    assert rows[0].split() == ["BEFORE", "AFTER"]
    assert rows[1].split() == ["Ask", "them", "Rest", "well"]


@pytest.mark.usefixtures("packs")
def test_the_command_shows_the_table_and_compares_with_any_pack(tmp_path):
    file = str(tmp_path / "above.yaml")
    text = run("prove", file, "--all")
    assert "  quiet is switched off or removed\n    On " in text
    assert "BEFORE                                AFTER" in text
    assert "BEFORE" not in run("prove", file)
    (data,) = json.loads(run("prove", file, "--json"))
    by_rule = {each["rule"]: each for each in data["changes"]}
    assert by_rule["quiet"]["advice"]["before"] == ["Be quiet"]
    assert by_rule["quiet"]["advice"]["after"] == []
    sibling = tmp_path / "sibling.yaml"
    sibling.write_text(ABOVE.replace("pack: above", "pack: sibling").replace("1 week", "2 weeks"))
    text = run("prove", str(sibling), "--against", file)
    assert "changes that sibling makes to above:\n  ask holds in fewer cases\n" in text


def test_packs_with_other_facts_cannot_be_compared(packs):
    _below, above = packs
    with pytest.raises(PackError, match="after-the-interview does not declare tired as above does"):
        list(changes(above, RulePack.shipped("after-the-interview")))
