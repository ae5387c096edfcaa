"""Accepted findings: what they silence, and what is wrong with entries."""

from __future__ import annotations

import pytest

from interview_rules.authoring.checks import check
from interview_rules.authoring.checks.accepted import KINDS
from interview_rules.authoring.checks.registry import LINTS
from interview_rules.authoring.checks.runner import check_text
from interview_rules.packs.loading import inspect_text
from interview_rules.packs.model import RulePack

PACK = """\
pack: mine
extends: after-the-interview
parameters:
  patience: {value: 4 days, doc: How long to wait., source: Our own practice.}
rules:
  - id: write
    when: interview is known
    advise: {action: write, kind: do, title: Write, text: Write to them.}
    source: Our own practice.
  - id: write-twice
    when: interview is known and rounds >= 2
    advise: {action: write, kind: do, title: Write again, text: Write to both.}
    source: Our own practice.
"""
SHADOWED = "accept:\n  - {finding: shadowed-rule, rule: write-twice, because: Branches need it.}\n"


def codes(text: str) -> list[str]:
    return [result.finding.code for result in check_text(text, "mine.yaml")]


def said(text: str) -> list[str]:
    return [str(result) for result in check_text(text, "mine.yaml")]


def test_a_finding_is_silenced_for_one_rule():
    assert codes(PACK) == ["unused-parameter", "shadowed-rule"]
    assert codes(PACK + SHADOWED) == ["unused-parameter"]
    more = "  - {finding: unused-parameter, parameter: patience, because: Branches use it.}\n"
    assert codes(PACK + SHADOWED + more) == []
    third = PACK.partition("  - id: write-twice\n")[2].replace("again", "thrice")
    assert codes(f"{PACK}  - id: write-thrice\n{third}{SHADOWED}{more}") == ["shadowed-rule"]


@pytest.mark.parametrize("lint", [lint for lint, _validator in LINTS], ids=lambda lint: lint.code)
def test_every_lint_can_be_accepted_for_what_it_is_about(lint):
    text = f"pack: example\n{lint.avoid}"
    inspected = inspect_text(text, "mine.yaml")
    pack, drafts = inspected.pack, inspected.layers.drafts
    rules = [*pack.by_id, *inspected.layers.switched_off]
    names = (rules, pack.definitions, pack.parameters, pack.facts, drafts)
    before = codes(text)
    assert lint.code in before
    silencing = []
    for kind, known in zip(KINDS, names, strict=True):
        for name in known:
            entry = f"accept: [{{finding: {lint.code}, {kind}: {name}, because: We know.}}]\n"
            after = codes(entry + text)
            if "unused-acceptance" in after:
                assert sorted(after) == sorted([*before, "unused-acceptance"])
            else:
                silencing.append((kind, name))
                assert after.count(lint.code) < before.count(lint.code)
    assert len(silencing) >= 1


def test_a_finding_in_an_override_belongs_to_the_overridden_rule(tmp_path):
    pack = (
        "pack: mine\nextends: after-the-interview\n"
        "override:\n  wait:\n    when: after decision_date and before decision_date\n"
    )
    found = {*codes(pack)}
    assert "never-holds" in found
    entries = "".join(
        f"  - {{finding: {code}, rule: wait, because: A joke.}}\n" for code in sorted(found)
    )
    assert codes(f"{pack}accept:\n{entries}") == []
    # A pack on top has the findings of the files that it extends, and what they accept.
    (tmp_path / "mine.yaml").write_text(f"{pack}accept:\n{entries}")
    top = tmp_path / "top.yaml"
    top.write_text("pack: top\nextends: mine.yaml\n")
    assert check([top]) == []
    top.write_text("pack: top\nextends: mine.yaml\noverride: {wait: {when: no interview}}\n")
    assert "unused-acceptance" not in [result.finding.code for result in check([top])]


def test_a_rule_of_a_bundled_pack_can_be_named():
    pack = (
        "pack: mine\nextends: in-practice\n"
        "override: {a-call-or-a-meeting: {when: interview is known or no interview}}\n"
    )
    results = [each for each in check_text(pack, "mine.yaml") if each.at.file == "in-practice"]
    (shadowed, *_) = [each for each in results if each.finding.code == "shadowed-rule"]
    rule = next(rule.id for rule in RulePack.shipped("in-practice").rules if rule.at == shadowed.at)
    entry = f"accept: [{{finding: shadowed-rule, rule: {rule}, because: We know.}}]\n"
    assert said(pack + entry) == [each for each in said(pack) if each != str(shadowed)]


WRONG = {
    "{finding: shadowd-rule, rule: write, because: We know.}": [
        "15:15: error unknown-value: unknown finding 'shadowd-rule' (did you mean shadowed-rule?)"
    ],
    "{finding: nothing, rule: write, because: We know.}": [
        (
            "15:15: error unknown-value: unknown finding 'nothing' "
            "(run 'interview-rules check --explain' to list them)"
        )
    ],
    "{finding: unknown-name, rule: write, because: We know.}": [
        (
            "15:15: error unknown-value: unknown-name is an error, and only warnings can be accepted "
            "(fix it instead, and remove this entry)"
        )
    ],
    "{finding: shadowed-rule, rule: writes, because: We know.}": [
        "15:36: error unknown-rule: unknown rule 'writes' (did you mean write?)"
    ],
    "{finding: unused-parameter, parameter: patince, because: We know.}": [
        "15:44: error unknown-name: unknown parameter 'patince' (did you mean patience?)"
    ],
    "{finding: shadowed-rule, rule: write-twice}": [
        "15:5: error missing-key: missing key 'because' in an accepted finding (add because: ...)"
    ],
    "{finding: shadowed-rule, rule: write-twice, because: ' '}": [
        "15:58: error missing-key: the reason is empty (write why you keep what this finding is about)"
    ],
    "{finding: shadowed-rule, because: We know.}": [
        (
            "15:5: error missing-key: an accepted finding must be about exactly one thing "
            "(write one of: rule, definition, parameter, fact, draft; for example, rule: my-rule)"
        )
    ],
    "{finding: shadowed-rule, rule: write-twice, parameter: patience, because: We know.}": [
        (
            "15:5: error missing-key: an accepted finding must be about exactly one thing "
            "(write one of: rule, definition, parameter, fact, draft; for example, rule: my-rule)"
        )
    ],
    "{findin: shadowed-rule, rule: write-twice, because: We know.}": [
        "15:6: error unknown-key: unknown key 'findin' in an accepted finding (did you mean finding?)"
    ],
    "shadowed-rule": [
        "15:5: error wrong-form: an accepted finding must be a mapping, not text (write key: value)"
    ],
    "{finding: never-true, rule: write, because: We know.}": [
        "15:5: warning unused-acceptance: never-true is not found in rule write (remove this entry)"
    ],
}


@pytest.mark.parametrize(("entry", "expected"), WRONG.items(), ids=WRONG)
def test_what_is_wrong_with_an_entry_is_said_and_nothing_is_silenced(entry, expected):
    assert [line.removeprefix("mine.yaml:") for line in said(f"{PACK}accept:\n  - {entry}\n")] == [
        *(line.removeprefix("mine.yaml:") for line in said(PACK)),
        *expected,
    ]


def test_all_that_is_wrong_is_said_at_once():
    text = f"{PACK}accept:\n" + "".join(f"  - {entry}\n" for entry in WRONG)
    assert len(said(text)) == len(WRONG) + 2
    assert said(f"{PACK}accept: {{finding: x}}\n")[-1].startswith(
        "mine.yaml:14:9: error wrong-form: expected a list, not a mapping"
    )


def test_an_entry_that_repeats_another_is_unused():
    assert said(PACK + SHADOWED + SHADOWED.partition("\n")[2])[1:] == [
        (
            "mine.yaml:16:5: warning unused-acceptance: "
            "shadowed-rule is already accepted for rule write-twice (remove this entry)"
        )
    ]


def test_accepted_findings_have_no_effect_on_the_pack():
    plain = RulePack.from_text(PACK)
    assert RulePack.from_text(PACK + SHADOWED).digest == plain.digest


def test_a_less_specific_finding_does_not_take_the_place_of_an_accepted_one():
    pack = (
        "pack: mine\nrules:\n  - id: one\n    when: interview is known and (no reply or rounds < 0)\n"
        "    advise: {action: one, kind: do, title: One, text: One.}\n    source: This test.\n"
    )
    (code,) = {*codes(pack)}
    assert codes(f"{pack}accept: [{{finding: {code}, rule: one, because: We know.}}]\n") == []


def test_what_one_pack_accepts_is_accepted_beside_another(tmp_path):
    (tmp_path / "one.yaml").write_text(
        PACK.replace("parameters:\n", "").replace(
            "  patience: {value: 4 days, doc: How long to wait., source: Our own practice.}\n", ""
        )
        + SHADOWED
    )
    (tmp_path / "two.yaml").write_text("pack: two\nextends: after-the-interview\n")
    assert [*check([tmp_path / "one.yaml"])] == []
    assert [*check([tmp_path / "one.yaml", tmp_path / "two.yaml"])] == []


def test_a_reason_in_a_wrong_form_is_one_error():
    entry = "accept:\n  - {finding: shadowed-rule, rule: write-twice, because: [x]}\n"
    assert [each for each in said(PACK + entry) if "because" in each or "text" in each] == [
        (
            "mine.yaml:15:58: error wrong-form: expected text, not a list"
            " (write text, in quotes if it begins with [ or -)"
        )
    ]
