"""Groups in tests: one word under `expect_not` or `holds_not` for all their members."""

from __future__ import annotations

import pytest

from interview_rules import PackError, RulePack
from interview_rules.authoring.pack_tests.reader import read_tests
from interview_rules.authoring.pack_tests.runner import run_tests
from interview_rules.schemas.registry import schema_of

RULE = "source: Us., advise: {{action: {0}, kind: do, title: A, text: A.}}"
TEXT = f"""\
pack: mine
groups:
  asking: [action ask, nag]
rules:
  - {{id: ask-early, when: interview is known, {RULE.format("ask")}}}
  - {{id: ask-late, when: after interview + 1 week, {RULE.format("ask")}}}
  - {{id: nag, when: after interview + 2 weeks, {RULE.format("call")}}}
"""
SHOWN = """\
  - name: It is shown
    events: [{at: 2026-11-02, event: interview}]
    now: 2026-11-02 12:00
    expect: ask-early
"""
EARLIER = """\
  - name: Before the interview
    events: [{at: 2026-11-02, event: interview}]
    now: 2026-11-01 12:00
"""


def failures(pack: RulePack, tests: str) -> list[str]:
    text = f"rules: mine.yaml\ntests:\n{tests}"
    file = read_tests(text, "mine.tests.yaml", pack, "")
    return [str(f.message) for outcome in run_tests(file) for f in outcome.failures]


def problems(pack: RulePack, tests: str) -> list[str]:
    with pytest.raises(PackError) as caught:
        failures(pack, tests)
    return [problem.message for problem in caught.value.problems]


PACK = RulePack.from_text(TEXT)


def test_no_member_of_a_group_is_advised():
    assert failures(PACK, f"{SHOWN}{EARLIER}    expect_not: [group asking]\n") == []
    later = EARLIER.replace("now: 2026-11-01", "now: 2026-11-20")
    assert failures(PACK, f"{SHOWN}{later}    expect_not: group asking\n") == [
        "ask is advised, by ask-early",
        "nag is advised, by nag",
    ]


def test_no_rule_of_a_group_holds():
    assert failures(PACK, f"{SHOWN}{EARLIER}    holds_not: [group asking]\n") == []
    later = EARLIER.replace("now: 2026-11-01", "now: 2026-11-10")
    assert failures(PACK, f"{SHOWN}{later}    holds_not: [group asking]\n") == [
        "ask-early holds",
        "ask-late holds",
    ]


def test_one_member_must_be_shown():
    (found,) = {*problems(PACK, f"{EARLIER}    expect_not: [group asking]\n")}
    assert found == (
        "no test expects a member of group asking, so this passes even if none of them ever appears"
    )


def test_a_group_that_is_switched_off_needs_no_other_test(tmp_path):
    (tmp_path / "below.yaml").write_text(TEXT)
    above = tmp_path / "above.yaml"
    more = f"- {{id: rest, when: interview is known, {RULE.format('rest')}}}"
    above.write_text(
        f"pack: above\nextends: below.yaml\nswitch_off: group asking\nrules:\n  {more}\n"
    )
    quiet = RulePack.load(above)
    shown = SHOWN.replace("ask-early", "rest")
    assert failures(quiet, f"{shown}    expect_not: [group asking]\n") == []
    assert failures(quiet, f"{shown}    holds_not: [group asking]\n") == []


@pytest.mark.parametrize(
    ("test", "message"),
    [
        ("expect_not: [group askin]", "unknown group 'askin' in the pack mine"),
        (
            "expect: [group asking]",
            "a group can stand only for advice or rules that must be absent",
        ),
        (
            "holds: [group asking]",
            "a group can stand only for advice or rules that must be absent",
        ),
    ],
)
def test_mistakes_with_groups(test, message):
    assert message in problems(PACK, f"{SHOWN}{EARLIER}    {test}\n")


def test_editors_suggest_the_groups():
    test = schema_of("tests", PACK)["properties"]["tests"]["items"]["properties"]
    for key in ("expect_not", "holds_not"):
        assert "group asking" in str(test[key])
    assert "group asking" not in str(test["expect"])


def test_an_action_can_have_the_word_before_it():
    late = EARLIER.replace("2026-11-01", "2026-11-20")
    shown = SHOWN.replace("ask-early", "[{action ask: {rule: ask-early}}]")
    assert failures(PACK, f"{shown}{EARLIER}    expect_not: [action ask]\n") == []
    assert failures(
        PACK, f"{SHOWN}{late}    expect_not: action ask\n    expect: action call\n"
    ) == [
        "ask is advised, by ask-early",
    ]


WRONG_ACTIONS = {
    "expect: [action call]\n    expect_not: [nag]": (
        "call under expect is advice of rule nag, which is under expect_not"
    ),
    "expect: [action nag]": "unknown action 'nag' in the pack mine",
    "expect: [action none: {rule: nag}]": "unknown action 'none' in the pack mine",
    "holds_not: [action ask]": "'action ask' names an action, but only a rule can hold",
}  # fmt: skip


@pytest.mark.parametrize("keys", WRONG_ACTIONS)
def test_an_unknown_or_misplaced_action_is_reported(keys):
    assert problems(PACK, f"{SHOWN}{EARLIER}    {keys}\n") == [WRONG_ACTIONS[keys]]


def test_an_action_that_is_switched_off_can_have_the_word_before_it(tmp_path):
    (tmp_path / "below.yaml").write_text(TEXT)
    above = tmp_path / "above.yaml"
    above.write_text("pack: above\nextends: below.yaml\nswitch_off: action ask\n")
    pack = RulePack.load(above)
    assert failures(pack, f"{EARLIER}    expect_not: [action ask]\n") == []
    assert problems(pack, f"{EARLIER}    expect: [action ask]\n") == [
        "ask is switched off in the pack above"
    ]


def test_the_schema_knows_actions_with_the_word_before_them():
    jsonschema = pytest.importorskip("jsonschema")
    schema = schema_of("tests", PACK)
    test = {"name": "It", "events": [], "now": "2026-11-20 12:00"}
    for keys, valid in (
        ({"expect_not": ["action ask"]}, True),
        ({"expect": [{"action ask": {"rule": "nag"}}]}, True),
        ({"expect": "action nag"}, False),
        ({"holds": "action ask"}, False),
    ):
        file = {"tests": [{**test, **keys}]}
        assert jsonschema.Draft202012Validator(schema).is_valid(file) is valid, keys


AT_ODDS = {
    "expect: [ask: {rule: ask-early}]\n    expect_not: [ask-early]": (
        "ask under expect is advice of rule ask-early, which is under expect_not"
    ),
    "expect: [ask-early]\n    expect_not: [ask]": (
        "ask-early under expect gives the advice ask, which is under expect_not"
    ),
    "expect: [call]\n    expect_not: [nag]": (
        "call under expect is advice of rule nag, which is under expect_not"
    ),
    "expect: [ask: {rule: ask-early}]\n    holds_not: [ask-early]": (
        "ask under expect is advice of rule ask-early, which is under holds_not"
    ),
    "expect: [nag]\n    holds_not: [nag]": (
        "this test has nag under both expect and holds_not"
    ),
    "expect: [ask-late]\n    expect_not: [group asking]": (
        "ask-late under expect gives the advice ask, which is under expect_not, in group asking"
    ),
    "holds: [ask-late]\n    holds_not: [group asking]": (
        "this test has ask-late under both holds and holds_not, in group asking"
    ),
}  # fmt: skip


@pytest.mark.parametrize("keys", AT_ODDS)
def test_other_names_of_the_same_advice_are_at_odds(keys):
    assert AT_ODDS[keys] in problems(PACK, f"{SHOWN}{EARLIER}    {keys}\n")


@pytest.mark.parametrize(
    "keys",
    [
        "expect: [ask: {rule: ask-early}]\n    expect_not: [nag]",
        "expect: [ask: {rule: ask-early}]\n    holds_not: [ask-late]",
        "holds: [ask-early]\n    expect_not: [call]",
    ],
)
def test_other_advice_may_be_absent(keys):
    late = SHOWN.replace("It", "Later it").replace("11-02 1", "11-20 1")
    late = late.replace("expect: ask-early", "expect: call\n    holds: [ask-late, nag]")
    early = EARLIER.replace("2026-11-01", "2026-11-02")
    found = failures(PACK, f"{SHOWN}{late}{early}    {keys}\n")
    assert found == []


def test_one_of_several_rules_of_an_action_may_be_absent():
    keys = "expect: [ask]\n    expect_not: [ask-late]\n    holds_not: [ask-late]"
    assert not any("under" in said for said in problems(PACK, f"{SHOWN}{EARLIER}    {keys}\n"))
