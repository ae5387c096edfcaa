"""Tests of the changes of a layer: which rules, in which cases, with situations."""

from __future__ import annotations

import pytest

from interview_rules import CalendarError, PackError, RulePack
from interview_rules.authoring.pack_tests import read_test_file, run_tests
from interview_rules.packs.loading import pack_below

pytest.importorskip("z3")

from interview_rules.authoring.prove.pack_diff import changes
from interview_rules.authoring.prove.prover import prove
from interview_rules.authoring.prove.report import change_as_data, changes_as_text


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
    assert "assume-filled" not in lost.report
    assert found["assume-filled"].now is None
    assert "text" in found["assume-filled"].keys
    text = changes_as_text("layer", "below", list(found.values()), everything=True)
    assert "assume-filled does not hold" in text


def test_a_draft_that_changes_in_place_is_a_change_of_its_rules(tmp_path):
    found = changed(tmp_path, "override_drafts: {follow-up: {subject: News?}}\n")
    assert {name: (each.effect, each.keys) for name, each in found.items()} == {
        "follow-up": ("same", ("draft",))
    }
    found = changed(tmp_path, "override: {follow-up: {draft: {subject: News?}}}\n")
    assert {name: each.keys for name, each in found.items()} == {"follow-up": ("draft",)}


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
    assert "wait holds in the same cases; also changed: title" in text
    assert text.endswith("  1 rule is new\n")
    assert change_as_data(found["wait"])["keys"] == ["title"]


def test_a_rule_that_is_gone_is_told_once_with_the_rules_that_named_it():
    rule = "  - id: {0}\n    when: no reply\n    advise: {{action: {0}, kind: do, title: T, text: T}}\n    source: U.\n"
    old = RulePack.from_text(
        "pack: old\nrules:\n"
        + rule.format("first")
        + "    instead_of: [gone, kept]\n"
        + rule.format("second")
        + "    instead_of: gone\n    before: [gone]\n"
        + rule.format("kept")
        + rule.format("gone")
    )
    text = (
        "pack: new\nrules:\n"
        + rule.format("first")
        + "    instead_of: [kept]\n"
        + rule.format("second")
        + rule.format("kept")
    )
    (gone,) = changes(old, RulePack.from_text(text))
    assert (gone.rule, gone.instead_of, gone.before_it) == (
        "gone",
        ("first", "second"),
        ("second",),
    )
    assert changes_as_text("new", "old", [gone], everything=False).endswith(
        "\n  gone is switched off or removed, so 2 rules no longer give their advice instead of it and"
        " second no longer comes before it\n"
    )
    assert change_as_data(gone)["instead_of"] == ["first", "second"]
    reported: list[tuple[int, int]] = []
    new = RulePack.from_text(text)
    [*changes(old, new, progress=lambda *done: reported.append(done))]
    assert reported == [(0, 3), (1, 3), (2, 3), (3, 3)]
    # A rule that is still there and no longer named is a change of the rule that named it.
    other = text.replace("    instead_of: [kept]\n", "")
    assert [(each.rule, each.keys) for each in changes(old, RulePack.from_text(other))] == [
        ("gone", ()),
        ("first", ("instead_of",)),
    ]


@pytest.mark.slow
def test_what_a_rule_concludes_is_followed_through_other_rules(tmp_path):
    found = changed(tmp_path, "override:\n  told-no:\n    when: rejection is known and no reply\n")
    assert found["told-no"].effect == "fewer"
    assert found["keep-options-open"].effect == "more"


OWN = """facts:
  promised: {type: moment, doc: When somebody promised something.}
  senior: {type: flag, doc: Whether the job is a senior one.}
"""


def test_facts_of_its_own_may_decide_what_a_layer_changes(tmp_path):
    override = "override:\n  keep-options-open:\n    when: "
    found = changed(tmp_path, OWN + override + "last_contact is known and not settled or senior\n")
    assert found["keep-options-open"].effect == "more"
    assert found["keep-options-open"].now.given["facts"] == {"senior": True}
    later = "last_contact is known and not settled and not before promised + 2 days\n"
    found = changed(tmp_path, OWN + override + later)
    assert found["keep-options-open"].effect == "fewer"
    assert "promised" in found["keep-options-open"].before.given["facts"]
    found = changed(tmp_path, OWN + "set:\n  reply_wait: 5 business days\n")
    assert found["assume-filled"].effect == "fewer"


def test_what_is_shown_of_a_change_reads_back_as_tests_that_pass(tmp_path):
    found = changed(tmp_path, "set:\n  reply_wait: 5 business days\n").values()
    shown = [
        text for c in found for key in ("no_longer", "now") if (text := change_as_data(c)[key])
    ]
    assert len(shown) == 4
    lines = "\n".join(f"  {line}" for text in shown for line in text.splitlines())
    file = tmp_path / "found.tests.yaml"
    file.write_text(f"rules: layer.yaml\ntests:\n{lines}\n")
    assert all(outcome.passed for outcome in run_tests(read_test_file(file)))


def test_a_layer_over_one_with_facts_of_its_own(tmp_path):
    middle = (
        "rules:\n  - {id: mine, when: senior and promised is known, conclude: over, source: T.}\n"
    )
    (tmp_path / "middle.yaml").write_text(
        f"pack: middle\nextends: after-the-interview\n{OWN}{middle}"
    )
    file = tmp_path / "upper.yaml"
    file.write_text(
        "pack: upper\nextends: middle.yaml\nfacts:\n  abroad: {type: flag, doc: Elsewhere.}\n"
        "override:\n  mine:\n    when: senior and promised is known and not abroad\n"
    )
    (change,) = changes(pack_below([file]), RulePack.load(file))
    assert (change.rule, change.effect) == ("mine", "fewer")
    assert change.before.given["facts"].keys() == {"senior", "promised", "abroad"}


def test_below_a_pack_that_extends_nothing_there_is_nothing():
    assert pack_below(["after-the-interview"]) is None
    assert pack_below(["in-practice"]).name == "after-the-interview"


def test_advice_that_is_added_or_removed_is_a_change():
    rule = "pack: one\nrules:\n  - id: call\n    source: ours\n    when: from interview\n"
    silent = RulePack.from_text(
        rule + "    conclude: called\nconclusions: {called: They called.}\n"
    )
    advising = RulePack.from_text(
        rule
        + "    conclude: called\n    advise: {action: call, kind: know, title: Call, text: Call.}\n"
        "conclusions: {called: They called.}\n"
    )
    for old, new in ((silent, advising), (advising, silent)):
        (change,) = changes(old, new)
        assert (change.rule, change.effect) == ("call", "same")
        assert {"action", "kind", "title", "text"} <= {*change.keys}


def test_the_pack_below_a_file_is_found_however_its_path_is_written(tmp_path, monkeypatch):
    (tmp_path / "layer.yaml").write_text("pack: layer\nextends: after-the-interview\n")
    monkeypatch.chdir(tmp_path)
    for path in ("layer.yaml", "./layer.yaml", ".//layer.yaml"):
        assert pack_below([path]).name == "after-the-interview"


def test_an_unknown_country_is_refused_before_the_search():
    pack = RulePack.shipped("after-the-interview")
    for verdicts in (changes(pack, pack, ["US", "XX"]), prove(pack, ["US", "XX"])):
        with pytest.raises(CalendarError, match="unknown country 'XX'"):
            next(verdicts)


def test_a_conclusion_that_fewer_rules_draw_is_a_change(tmp_path):
    rule = "source: Us., advise: {action: ID, kind: do, title: A, text: A.}"
    (tmp_path / "below.yaml").write_text(
        "pack: below\nrules:\n"
        "  - {id: r, when: interview is known, conclude: [x, y], source: Us.}\n"
        "  - {id: t, when: rejection is known, conclude: x, source: Us.}\n"
        f"  - {{id: s, when: x, {rule.replace('ID', 's')}}}\n"
        f"  - {{id: u, when: y, {rule.replace('ID', 'u')}}}\n"
    )
    top = tmp_path / "top.yaml"
    top.write_text("pack: top\nextends: below.yaml\noverride: {r: {conclude: y}}\n")
    below = pack_below([top])
    effects = {each.rule: each.effect for each in changes(below, RulePack.load(top))}
    assert effects["s"] == "fewer"
    assert "u" not in effects


def compared(old: str, new: str) -> dict[str, str]:
    rule = "source: Us., advise: {action: a, kind: do, title: A, text: A.}"
    packs = [
        RulePack.from_text(f"pack: p\n{head}rules:\n  - {{id: a, when: {when}, {rule}}}\n")
        for head, _, when in (each.rpartition("|") for each in (old, new))
    ]
    return {each.rule: each.effect for each in changes(*packs)}


def test_places_are_compared_by_name_whatever_other_places_a_pack_names():
    assert compared("country is DE", "country is AT or country is DE") == {"a": "more"}
    assert compared("country is AT or country is DE", "country is DE") == {"a": "fewer"}
    assert compared("country is AT or country is DE", "country is DE or country is AT") == {
        "a": "same"
    }
    assert compared("country is DE", "country is AT") == {"a": "other"}
    assert compared("no country", "not country is DE") == {"a": "more"}


def test_facts_may_be_declared_in_another_order():
    one = "facts:\n  x: {type: flag, doc: X.}\n  y: {type: count, doc: Y.}\n|"
    other = "facts:\n  y: {type: count, doc: Y.}\n  x: {type: flag, doc: X.}\n|"
    assert compared(f"{one}x", f"{other}x and y >= 2") == {"a": "fewer"}
    assert compared(f"{one}x and country is DE", f"{other}x") == {"a": "more"}


def test_facts_with_other_values_cannot_be_compared():
    one = "facts:\n  x: {type: choice, doc: X., choices: [a, b]}\n|"
    other = "facts:\n  x: {type: choice, doc: X., choices: [b, a]}\n|"
    with pytest.raises(PackError, match="p does not declare x as p does"):
        compared(f"{one}x is b", f"{other}x is b")
