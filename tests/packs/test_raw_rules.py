"""Rules that layers change: by id, and all rules of an action at once."""

from __future__ import annotations

import pytest

from interview_rules import PackError, RulePack, advise

WAITING = {"interview": "2026-11-10", "decision_date": "2026-11-20"}
LATE = "2026-11-23 12:00"
FOLLOW_UPS = [
    rule.id
    for rule in RulePack.default().rules
    if rule.advise and rule.advise.action == "follow-up"
]
OWN = (
    "rules:\n  - id: {0}\n    when: no reply\n"
    "    advise: {{action: {1}, kind: do, title: Call, text: Call them.}}\n    source: Ours.\n{2}"
)


def pack(keys: str, *, extends: str = "in-practice") -> RulePack:
    return RulePack.from_text(f"pack: mine\nextends: {extends}\n{keys}", "mine.yaml")


def load(folder, **texts: str) -> RulePack:
    for name, text in texts.items():
        (folder / f"{name}.yaml").write_text(f"pack: {name}\n{text}")
    return RulePack.load(folder / f"{[*texts][-1]}.yaml")


def test_one_entry_switches_off_all_rules_of_an_action():
    assert len(FOLLOW_UPS) > 3
    assert advise(WAITING, LATE).advice[0].action == "follow-up"
    quiet = pack("switch_off: action follow-up")
    assert not {*FOLLOW_UPS} & quiet.by_id.keys()
    assert "follow-up" not in {advice.action for advice in advise(WAITING, LATE, quiet).advice}
    # The name alone is the id of a rule, and only of that one.
    by_id = pack("switch_off: follow-up").by_id
    assert [each for each in FOLLOW_UPS if each not in by_id] == ["follow-up"]


def test_an_action_that_is_no_rule_needs_no_word_before_it(tmp_path):
    below = OWN.format("one", "call", "") + OWN.format("two", "call", "").replace("rules:\n", "")
    both = load(
        tmp_path,
        below=below,
        top="extends: below.yaml\nswitch_off: call\n" + OWN.format("c", "d", ""),
    )
    assert [rule.id for rule in both.rules] == ["c"]


def test_an_override_of_an_action_changes_all_its_rules():
    changed = pack("override: {action follow-up: {title: Ask them, source: Ours.}}")
    for name in FOLLOW_UPS:
        rule = changed.rules[changed.by_id[name]]
        assert (rule.advise.title, str(rule.source)) == (("Ask them",), "Ours.")


def test_a_rule_replaces_or_precedes_all_other_rules_of_an_action():
    mine = pack(OWN.format("mine", "call", "    instead_of: action follow-up\n"))
    assert mine.rules[mine.by_id["mine"]].instead_of == tuple(FOLLOW_UPS)
    assert next(advice.action for advice in advise(WAITING, LATE, mine).advice) == "call"
    among = pack(OWN.format("mine", "follow-up", "    before: action follow-up\n"))
    assert among.rules[among.by_id["mine"]].before == tuple(FOLLOW_UPS)


def test_rules_that_packs_beside_add_later_are_changed_too_but_not_those_of_packs_above(tmp_path):
    quiet = "extends: in-practice\nswitch_off: action follow-up\n"
    other = "extends: in-practice\n" + OWN.format("ask", "follow-up", "")
    beside = load(tmp_path, quiet=quiet, other=other, top="extends: [quiet.yaml, other.yaml]\n")
    assert "ask" not in beside.by_id
    first = load(tmp_path, quiet=quiet, other=other, top="extends: [other.yaml, quiet.yaml]\n")
    assert "ask" not in first.by_id
    above = load(
        tmp_path, quiet=quiet, top="extends: quiet.yaml\n" + OWN.format("ask", "follow-up", "")
    )
    assert "ask" in above.by_id
    short = "extends: in-practice\noverride: {action follow-up: {title: Short}}\n"
    beside = load(tmp_path, short=short, other=other, top="extends: [short.yaml, other.yaml]\n")
    assert beside.rules[beside.by_id["ask"]].advise.title == ("Short",)


def test_a_former_name_of_an_action_is_followed(tmp_path):
    below = OWN.format("one", "call", "formerly: {actions: {ring: call}}\n")
    both = load(
        tmp_path,
        below=below,
        top="extends: below.yaml\nswitch_off: action ring\n" + OWN.format("c", "d", ""),
    )
    assert [rule.id for rule in both.rules] == ["c"]


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        (
            "switch_off: action folow-up",
            "mine.yaml:3:13: no rule advises 'folow-up' (did you mean follow-up?)",
        ),
        (
            "switch_off: [action follow-up, action follow-up]",
            "mine.yaml:3:32: no rule advises 'follow-up' any more (remove this entry)",
        ),
        (
            "override: {action follow-up: {when: no reply}}",
            (
                "mine.yaml:3:31: unknown key 'when' in an override of an action (choose from: action, kind,"
                " title, text, due, draft, recorded_as, again_after, order, source)"
            ),
        ),
        (
            "override: {folow-up: {title: Ask}}",
            "mine.yaml:3:12: unknown rule 'folow-up' (did you mean follow-up?)",
        ),
        (
            OWN.format("mine", "call", "    instead_of: action folow-up\n"),
            "mine.yaml:8:17: no rule advises 'folow-up' (did you mean follow-up?)",
        ),
    ],
)
def test_what_names_nothing_is_an_error(keys, message):
    with pytest.raises(PackError) as caught:
        pack(keys)
    assert str(caught.value) == message
