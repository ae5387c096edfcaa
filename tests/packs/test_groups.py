"""Groups: rules and actions under one name, which packs above switch off, override and replace."""

from __future__ import annotations

import pytest
from command_line import run

from interview_rules import PackError, RulePack, advise
from interview_rules.authoring.checks.runner import check_text

STATE = {"interview": "2026-11-19", "decision_date": "2026-11-25", "country": "US"}
BELOW = """\
pack: below
groups:
  asking: [action ask, nag]
rules:
  - {id: ask, when: from interview, source: Us., advise: {action: ask, kind: do, title: A, text: A.}}
  - {id: ask-again, when: from interview, source: Us., advise: {action: ask, kind: do, title: B, text: B.}}
  - {id: nag, when: from interview, source: Us., advise: {action: call, kind: do, title: C, text: C.}}
  - {id: rest, when: from interview, source: Us., advise: {action: rest, kind: know, title: D, text: D.}}
"""


@pytest.fixture
def above(tmp_path):
    (tmp_path / "below.yaml").write_text(BELOW)

    def load(text: str) -> RulePack:
        path = tmp_path / "above.yaml"
        path.write_text(f"pack: above\nextends: below.yaml\n{text}")
        return RulePack.load(path)

    return load


def given(pack: RulePack) -> list[str]:
    return sorted(advise(STATE, "2026-11-20 12:00", pack).ids)


def test_one_word_switches_off_a_group(above):
    assert given(above("")) == ["ask", "nag", "rest"]
    assert given(above("switch_off: group asking")) == ["rest"]
    assert given(above("switch_off: [nag, group asking]")) == ["rest"]


def test_an_override_of_a_group_changes_all_its_rules(above):
    pack = above("override: {group asking: {title: Z, source: Them.}}")
    assert [(rule.id, "".join(rule.advise.title)) for rule in pack.rules] == [
        ("ask", "Z"),
        ("ask-again", "Z"),
        ("nag", "Z"),
        ("rest", "D"),
    ]
    with pytest.raises(PackError, match="unknown key 'when' in an override of a group"):
        above("override: {group asking: {when: no reply}}")


def test_advice_replaces_or_precedes_a_group(above):
    rule = "rules: [{id: own, when: from interview, source: Us., %s, advise: {action: own, kind: do, title: E, text: E.}}]"
    assert given(above(rule % "instead_of: group asking")) == ["own", "rest"]
    assert advise(STATE, "2026-11-20 12:00", above(rule % "before: [group asking]")).ids[0] == "own"


def test_a_rule_in_a_group_can_replace_the_others(above):
    pack = above("override: {nag: {instead_of: group asking}}")
    assert given(pack) == ["nag", "rest"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("switch_off: group askin", "unknown group 'askin' (did you mean group asking?)"),
        (
            "override: {group askin: {title: Z}}",
            "unknown group 'askin' (did you mean group asking?)",
        ),
        ("groups: {asking: [rest]}", "asking is already a group (choose another name,"),
        ("groups: {mine: [rest, action nap]}", "no rule advises 'nap' in group mine"),
        ("groups: {mine: [rst]}", "unknown rule 'rst' in group mine (did you mean rest?)"),
        ("groups: {mine: [group asking]}", "a group cannot contain a group (list the members of"),
        ("switch_off: asking", "unknown rule 'asking' (did you mean group asking?)"),
        ("switch_off: groups asking", "unknown rule 'groups asking' (did you mean group asking?)"),
        ("switch_off: [group asking, group asking]", "no rules are left in 'group asking'"),
        (
            "switch_off: group asking\noverride: {group asking: {title: Z}}",
            "no rules are left in 'group asking' (remove this entry)",
        ),
        ("groups: {Mine: [rest]}", "'Mine' is not a valid name"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(above, text, said):
    with pytest.raises(PackError) as caught:
        above(text)
    assert any(said in str(problem) for problem in caught.value.problems)
    assert len(caught.value.problems) == 1


def test_a_member_that_is_the_id_of_a_rule_means_that_rule_alone():
    text = BELOW.replace("asking: [action ask, nag]", "asking: [ask]")
    found = [str(each) for each in check_text(text, "b.yaml")]
    assert any(
        "this means the rule ask only; another rule still advises ask" in each for each in found
    )


def test_the_rules_of_a_group_are_listed():
    listed = run("rules", "group asking")
    assert "follow-up\n" in listed
    assert "contact-hr\n" in listed
    assert "continue-search\n" not in listed


def test_the_group_of_the_bundled_pack_is_all_asking():
    quiet = RulePack.from_text(
        "pack: quiet\nextends: in-practice\nswitch_off: group asking", "q.yaml"
    )
    assert "follow-up" in advise(STATE, "2026-11-27 09:00").actions
    assert {"follow-up", "contact-hr"}.isdisjoint(quiet.actions)


def test_an_unknown_group_is_called_one():
    assert "unknown group 'askin' in the pack in-practice (did you mean asking?)" in run(
        "rules", "group askin", status=2
    )
