"""What a layer changes: which rules, in which cases, each with a situation that shows it."""

from __future__ import annotations

import pytest

from interview_rules import RulePack
from interview_rules.pack_reader import pack_below
from interview_rules.prove.changes import changes
from interview_rules.prove.pages import change_as_data, changes_as_text


def changed(tmp_path, text: str) -> dict[str, object]:
    file = tmp_path / "layer.yaml"
    file.write_text(f"pack: layer\nextends: after-the-interview\n{text}")
    below = pack_below([file])
    assert below is not None
    return {change.rule: change for change in changes(below, RulePack.load(file))}


def test_a_layer_that_says_nothing_changes_nothing(tmp_path):
    assert changed(tmp_path, "") == {}
    assert changes_as_text("a", "b", [], everything=False).endswith("  nothing\n")


def test_more_patience_gives_up_later_and_waits_longer(tmp_path):
    found = changed(tmp_path, "set:\n  reply_wait: 5 business days\n")
    effects = {name: change.effect for name, change in found.items()}
    assert effects == {
        "await-reply": "more",
        "assume-filled": "fewer",
        "assume-filled-unanswered": "fewer",
        "contact-hr": "fewer",
    }
    lost = found["assume-filled"].before
    assert lost.is_log
    assert "assume-filled" in lost.report
    assert found["assume-filled"].now is None
    assert "text" in found["assume-filled"].keys
    text = changes_as_text("layer", "below", list(found.values()), everything=True)
    assert "holds_not: [assume-filled]" in text


@pytest.mark.parametrize(
    ("when", "effect"),
    [
        ("last_contact is known and not settled", None),
        ("not settled and last_contact is known", "same"),
        ("last_contact is known", "more"),
        ("last_contact is known and not settled and follow_ups >= 1", "fewer"),
        ("follow_ups >= 2", "other"),
    ],
)
def test_another_condition_is_weighed_against_the_old_one(tmp_path, when, effect):
    found = changed(tmp_path, f"override:\n  keep-options-open:\n    when: {when}\n")
    assert (found["keep-options-open"].effect if found else None) == effect


def test_rules_that_are_new_or_gone_and_other_words_are_told(tmp_path):
    found = changed(
        tmp_path,
        "switch_off: contact-hr\n"
        "override:\n  wait:\n    title: Leave them alone\n"
        "rules:\n  - {id: mine, when: settled, conclude: over, source: This test.}\n",
    )
    assert found["contact-hr"].effect == "gone"
    assert found["mine"].effect == "added"
    assert (found["wait"].effect, found["wait"].keys) == ("same", ("title",))
    text = changes_as_text("layer", "below", list(found.values()), everything=False)
    assert "wait holds in the same cases; other title" in text
    assert text.endswith("  1 rule is new\n")
    assert change_as_data(found["wait"])["keys"] == ["title"]


def test_what_a_rule_concludes_is_followed_through_other_rules(tmp_path):
    found = changed(tmp_path, "override:\n  told-no:\n    when: rejection is known and no reply\n")
    assert found["told-no"].effect == "fewer"
    assert found["keep-options-open"].effect == "more"


def test_below_a_pack_that_extends_nothing_there_is_nothing():
    assert pack_below(["after-the-interview"]) is None
    assert pack_below(["in-practice"]).name == "after-the-interview"
