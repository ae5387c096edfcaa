"""Packs side by side that contradict each other, and packs above that decide."""

from __future__ import annotations

import pytest

from interview_rules import PackError, RulePack
from interview_rules.authoring.checks import check

RULE = (
    "rules:\n  - id: {0}\n    when: no reply\n"
    "    advise: {{action: call, kind: {1}, title: Call, text: Call them.}}\n    source: Ours.\n"
)


def combined(
    folder, one: str, other: str, above: str = "", *, extends: str = "in-practice"
) -> RulePack:
    """Return a pack that extends two, which extend a third; each is given by its keys."""
    for name, keys in (("one", one), ("other", other)):
        (folder / f"{name}.yaml").write_text(f"pack: {name}\nextends: {extends}\n{keys}")
    top = folder / "top.yaml"
    top.write_text(f"pack: top\nextends: [one.yaml, other.yaml]\n{above}")
    return RulePack.load(top)


CLASHES = {
    "a parameter": (
        "set: {reply_wait: 3 days}",
        "set: {reply_wait: 1 week}",
        (
            "other.yaml:3:19: reply_wait is also changed at one.yaml:3:19, to something else (decide in a"
            " pack that extends both: set: {reply_wait: ...})"
        ),
        "set: {reply_wait: 5 days}",
    ),
    "a key of a rule": (
        "override: {follow-up: {title: Ask}}",
        "override: {follow-up: {text: Ask them., title: Write}}",
        (
            "other.yaml:3:48: title of rule follow-up is also changed at one.yaml:3:31, to something else"
            " (decide in a pack that extends both: override: {follow-up: {title: ...}})"
        ),
        "override: {follow-up: {title: Ask or write}}",
    ),
    "a key of a draft": (
        "override_drafts: {thank-you: {subject: Thanks}}",
        "override_drafts: {thank-you: {subject: Thank you}}",
        (
            "other.yaml:3:40: subject of draft thank-you is also changed at one.yaml:3:40, to something"
            " else (decide in a pack that extends both: override_drafts: {thank-you: {subject: ...}})"
        ),
        "override_drafts: {thank-you: {subject: Many thanks}}",
    ),
    "a key of the draft of one rule": (
        "override: {follow-up: {draft: {subject: News}}}",
        "override: {follow-up: {draft: {subject: Any news}}}",
        (
            "other.yaml:3:41: subject of the draft of rule follow-up is also changed at one.yaml:3:41, to"
            " something else (decide in a pack that extends both: override: {follow-up: {draft: {subject:"
            " ...}}})"
        ),
        "override: {follow-up: {draft: {subject: Good news}}}",
    ),
    "a rule of an action": (
        "override: {action follow-up: {title: Ask}}",
        "override: {follow-up: {title: Write}}",
        (
            "other.yaml:3:31: title of rule follow-up is also changed at one.yaml:3:38, to something else"
            " (decide in a pack that extends both: override: {follow-up: {title: ...}})"
        ),
        "override: {follow-up: {title: Ask or write}}",
    ),
    "all rules of an action": (
        "override: {action follow-up: {title: Ask}}",
        "override: {action follow-up: {title: Write}}",
        (
            "other.yaml:3:38: title of the rules of action follow-up is also changed at one.yaml:3:38, to"
            " something else (decide in a pack that extends both: override: {action follow-up: {title:"
            " ...}})"
        ),
        "override: {action follow-up: {title: Ask or write}}",
    ),
    "advice to do and to avoid": (
        RULE.format("one", "do"),
        RULE.format("two", "avoid"),
        (
            "other.yaml:4:9: two advises call as avoid, but one at one.yaml:4:9 advises it as do (in a pack"
            " that extends both, switch one of them off, or let one replace the other with instead_of)"
        ),
        "override: {one: {instead_of: two}}",
    ),
}
SWITCHED_OFF = {
    "a rule that is switched off": (
        "switch_off: follow-up",
        "override: {follow-up: {title: Write}}",
        (
            "other.yaml:3:12: rule follow-up is overridden, but switched off at one.yaml:3:13 (decide in a"
            " pack that extends both: switch_off: follow-up, or override: {follow-up: ...})"
        ),
        "switch_off: follow-up",
    ),
    "an action that is switched off": (
        "switch_off: action follow-up",
        "override: {action follow-up: {title: Write}}",
        (
            "other.yaml:3:12: the rules of action follow-up are overridden, but switched off at"
            " one.yaml:3:13 (decide in a pack that extends both: switch_off: action follow-up, or override:"
            " {action follow-up: ...})"
        ),
        "override: {action follow-up: {title: Ask or write}}",
    ),
    "a rule of an action that is switched off": (
        "override: {follow-up: {title: Write}}",
        "switch_off: action follow-up",
        (
            "other.yaml:3:13: rule follow-up is switched off, but overridden at one.yaml:3:12 (decide in a"
            " pack that extends both: switch_off: follow-up, or override: {follow-up: ...})"
        ),
        "override: {follow-up: {title: Ask or write}}",
    ),
}


@pytest.mark.parametrize(
    ("one", "other", "message", "decision"),
    (CLASHES | SWITCHED_OFF).values(),
    ids=CLASHES | SWITCHED_OFF,
)
def test_a_clash_is_an_error_with_both_places_until_a_pack_above_decides(
    tmp_path, one, other, message, decision
):
    with pytest.raises(PackError) as caught:
        combined(tmp_path, one, other)
    assert str(caught.value).replace(f"{tmp_path}/", "") == message
    combined(tmp_path, one, other, decision)


@pytest.mark.parametrize(("one", "other"), [each[:2] for each in CLASHES.values()], ids=CLASHES)
def test_packs_given_side_by_side_clash_as_well(tmp_path, one, other):
    for name, keys in (("one", one), ("other", other)):
        (tmp_path / f"{name}.yaml").write_text(f"pack: {name}\nextends: in-practice\n{keys}")
    with pytest.raises(PackError, match=r"other\.yaml:"):
        RulePack.load(tmp_path / "one.yaml", tmp_path / "other.yaml")
    # If one extends the other, it decides.
    (tmp_path / "other.yaml").write_text(f"pack: other\nextends: one.yaml\n{other}")
    RulePack.load(tmp_path / "one.yaml", tmp_path / "other.yaml")


@pytest.mark.parametrize("swapped", [False, True])
@pytest.mark.parametrize(
    ("off", "override", "decision", "left"),
    [
        ("follow-up", "follow-up", "switch_off: follow-up", False),
        ("action follow-up", "follow-up", "switch_off: follow-up", False),
        ("follow-up", "follow-up", "override: {follow-up: {text: Ask.}}", True),
        ("action follow-up", "follow-up", "override: {follow-up: {text: Ask.}}", True),
        ("group asking", "group asking", "override: {group asking: {text: Ask.}}", True),
        ("group asking", "group asking", "switch_off: group asking", False),
    ],
)
def test_a_pack_above_says_whether_an_overridden_rule_stays_switched_off(
    tmp_path, off, override, decision, left, swapped
):
    one, other = f"switch_off: {off}", f"override: {{{override}: {{title: Write}}}}"
    if swapped:
        one, other = other, one
    with pytest.raises(PackError) as caught:
        combined(tmp_path, one, other)
    assert [each.code for each in caught.value.problems] == ["clash"]
    pack = combined(tmp_path, one, other, decision)
    assert ("follow-up" in pack.by_id) is left
    if left:
        assert pack.rule("follow-up").advise.title == ("Write",)
        order = [rule_id for rule_id in RulePack.default().ids if rule_id in pack.by_id]
        assert [*pack.ids] == order
    with pytest.raises(PackError, match="switched off"):
        combined(tmp_path, one, other, "set: {reply_wait: 9 days}")


def test_an_override_of_an_action_is_no_clash_while_one_of_its_rules_is_left(tmp_path):
    for keys in (off := "switch_off: follow-up", "override: {action follow-up: {title: Write}}"):
        other = "override: {action follow-up: {title: Write}}" if keys == off else off
        pack = combined(tmp_path, keys, other)
        titles = {r.advise.title for r in pack.rules if r.advise and r.advise.action == "follow-up"}
        assert titles == {("Write",)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("set: {reply_wait: 3 days}", "set: {reply_wait: 3  days}"),
        ("set: {reply_wait: 3 days}", "set: {thank_you_time: 3 days}"),
        ("override: {follow-up: {title: Ask}}", "override: {follow-up: {text: Ask.}}"),
        (RULE.format("one", "do"), RULE.format("two", "know")),
        (
            RULE.format("one", "do"),
            RULE.format("two", "avoid").replace(
                "    source", "    instead_of: action call\n    source"
            ),
        ),
    ],
)
def test_what_does_not_contradict_is_no_clash(tmp_path, one, other):
    combined(tmp_path, one, other)


def test_a_pack_is_above_bundled_packs_even_if_it_is_given_beside_them(tmp_path):
    mine = tmp_path / "mine.yaml"
    mine.write_text("pack: mine\nset: {reply_wait: 9 days}\noverride: {follow-up: {title: Ask}}\n")
    pack = RulePack.load("in-practice", mine)
    assert str(pack.parameters["reply_wait"].value.amount) == "9"


def test_a_pack_above_only_one_of_the_two_does_not_decide(tmp_path):
    (tmp_path / "above.yaml").write_text(
        "pack: above\nextends: one.yaml\nset: {reply_wait: 5 days}\n"
    )
    for name, wait in (("one", "3 days"), ("other", "1 week")):
        text = f"pack: {name}\nextends: in-practice\nset: {{reply_wait: {wait}}}\n"
        (tmp_path / f"{name}.yaml").write_text(text)
    with pytest.raises(PackError, match="reply_wait is also changed"):
        RulePack.load(tmp_path / "above.yaml", tmp_path / "other.yaml")


def test_check_looks_at_several_packs_together(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "one.yaml").write_text(
        f"pack: one\nextends: after-the-interview\n{RULE.format('one', 'do')}"
    )
    twice = RULE.format("two", "do").replace("Call them", "Call us")
    (tmp_path / "other.yaml").write_text(f"pack: other\nextends: after-the-interview\n{twice}")
    (tmp_path / "third.yaml").write_text(
        f"pack: third\nextends: after-the-interview\n{RULE.format('one', 'avoid')}"
    )
    assert (
        check(["one.yaml"])
        == check(["other.yaml"])
        == check(["one.yaml", "after-the-interview"])
        == []
    )
    assert [str(found) for found in check(["one.yaml", "other.yaml"])] == [
        (
            "other.yaml:4:9: warning shadowed-rule: whenever two holds, one gives its advice instead"
            " (write instead_of: one, or remove one of the two)"
        )
    ]
    assert [str(found) for found in check(["one.yaml", "third.yaml"])] == [
        (
            "third.yaml:4:9: error name-taken: rule one is already defined at one.yaml:4:9 (choose another"
            " id, or change the rule with override:)"
        )
    ]


def test_replacing_one_rule_of_several_does_not_hide_the_others(tmp_path):
    one = RULE.format("one", "do") + RULE.format("too", "do").removeprefix("rules:\n")
    other = RULE.format("two", "avoid").replace("    source", "    instead_of: one\n    source")
    other = f"extends: in-practice\n{other}"
    (tmp_path / "one.yaml").write_text(f"pack: one\n{one}")
    (tmp_path / "other.yaml").write_text(
        f"pack: other\n{other.replace('instead_of: one', 'instead_of: wait')}"
    )
    with pytest.raises(PackError, match="two advises call as avoid, but one at"):
        RulePack.load(tmp_path / "one.yaml", tmp_path / "other.yaml")
    (tmp_path / "other.yaml").write_text(f"pack: other\n{other}")
    with pytest.raises(PackError, match="two advises call as avoid, but too at"):
        RulePack.load(tmp_path / "one.yaml", tmp_path / "other.yaml")
