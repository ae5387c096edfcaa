"""What a change means: the advice before and after it, in one situation, side by side."""

from __future__ import annotations

import json

import pytest
from command_line import run

from interview_rules import PackError, RulePack
from interview_rules.packs.loading import pack_below

pytest.importorskip("z3")

from interview_rules.authoring.prove.change_table import contrast_as_text, contrasts
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
    told = {each.rule: contrasts(below, above, each, {}) for each in changes(below, above)}
    assert told.pop("rest") == ()
    found = {rule: each for rule, (each,) in told.items()}
    assert (found["ask"].before, found["ask"].after) == (("Ask them", "Rest"), ("Rest well",))
    assert (found["quiet"].before, found["quiet"].after) == (("Be quiet",), ())
    assert found["quiet"].words.endswith("with tired: true")
    assert found["ask"].words.startswith("On ")
    assert "with interview on 20" in found["ask"].words


def test_a_rule_with_new_words_is_shown_where_it_is_known_to_speak(packs):
    below, above = packs
    by_rule = {each.rule: each for each in changes(below, above)}
    shown = {"rest": by_rule["ask"].before}
    (found,) = contrasts(below, above, by_rule["rest"], shown)
    assert (found.before, found.after) == (("Ask them", "Rest"), ("Rest well",))


def test_equal_titles_stand_side_by_side(packs):
    below, above = packs
    change = next(each for each in changes(below, above) if each.rule == "ask")
    (found,) = contrasts(below, above, change, {})
    head, *rows = contrast_as_text(found)
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
    (advice,) = by_rule["quiet"]["advice"]
    assert (advice["before"], advice["after"]) == (["Be quiet"], [])
    sibling = tmp_path / "sibling.yaml"
    sibling.write_text(ABOVE.replace("pack: above", "pack: sibling").replace("1 week", "2 weeks"))
    text = run("prove", str(sibling), "--against", file)
    assert "changes that sibling makes to above:\n  ask holds in fewer cases\n" in text


def test_packs_with_other_facts_cannot_be_compared(packs):
    _below, above = packs
    with pytest.raises(PackError, match="after-the-interview does not declare tired as above does"):
        list(changes(above, RulePack.shipped("after-the-interview")))


def compared(tmp_path, above: str):
    (tmp_path / "below.yaml").write_text(BELOW)
    (tmp_path / "above.yaml").write_text(f"pack: above\nextends: below.yaml\n{above}")
    below, made = pack_below([tmp_path / "above.yaml"]), RulePack.load(tmp_path / "above.yaml")
    return {each.rule: contrasts(below, made, each, {}) for each in changes(below, made)}


def test_a_new_title_is_seen_beside_the_old_one_if_the_condition_changes_too(tmp_path):
    title = "title: 'Now, ask {country|them}'"
    when = "when: after interview + 1 week and not tired"
    gone, both = compared(tmp_path, f"override:\n  ask: {{{when}, {title}}}\n")["ask"]
    assert (gone.before, gone.after) == (("Ask them", "Rest"), ("Rest",))
    assert (both.before, both.after) == (("Ask them", "Rest"), ("Now, ask them", "Rest"))


def test_cases_that_are_lost_and_cases_that_are_won_are_both_seen(tmp_path):
    when = "when: after interview and tired"
    gone, won = compared(tmp_path, f"override:\n  ask: {{{when}, title: Call}}\n")["ask"]
    assert ("Ask them" in gone.before, "Call" in gone.after) == (True, False)
    assert ("Ask them" in won.before, "Call" in won.after) == (False, True)


def test_events_that_only_the_new_pack_has_are_not_used_to_compare(tmp_path):
    event = "events: {own.yawned: {doc: They yawned., by: you, sets: {tired: true}}}\n"
    (found,) = compared(
        tmp_path, f"{event}override:\n  quiet: {{when: tired and interview is known}}\n"
    )["quiet"]
    assert "tired: true" in found.words
    assert (found.before, found.after) == (("Be quiet",), ())
