"""Packs that are combined in unusual ways: aliases, rules added again, former names, repeated values."""

from __future__ import annotations

import pytest

from interview_rules import PackError, RulePack
from interview_rules.packs.describe import template_text

RULE = (
    "when: interview is known, source: Us., advise: {{action: {0}, kind: {1}, title: A, text: A.}}"
)
BASE = f"""\
pack: base
parameters:
  aa: {{value: 1 day, doc: A.}}
  bb: {{value: 1 day, doc: B.}}
rules:
  - {{id: r1, {RULE.format("act", "do")}}}
  - {{id: r2, {RULE.format("act", "do")}}}
  - {{id: r3, when: after interview + aa, source: Us., conclude: late}}
  - {{id: r4, when: after interview + bb and late, source: Us., advise: {{action: other, kind: do, title: A, text: A.}}}}
"""


@pytest.fixture
def packs(tmp_path):
    (tmp_path / "base.yaml").write_text(BASE)

    def load(*texts: str, below: str = "base.yaml") -> RulePack:
        names = []
        for number, text in enumerate(texts):
            name = f"p{number}.yaml"
            extends = f"[{', '.join(names)}]" if number == len(texts) - 1 > 1 else below
            (tmp_path / name).write_text(f"pack: p{number}\nextends: {extends}\n{text}\n")
            names.append(name)
        return RulePack.load(tmp_path / names[-1])

    return load


def messages(load, *texts: str) -> list[str]:
    with pytest.raises(PackError) as caught:
        load(*texts)
    return [problem.message.partition(" at ")[0] for problem in caught.value.problems]


def test_one_value_for_two_parameters_clashes_twice(packs):
    assert messages(
        packs, "set: {aa: &v 3 days, bb: *v}", "set: {aa: &v 4 days, bb: *v}", "rules: []"
    ) == ["aa is also changed", "bb is also changed"]


def test_a_clash_of_rules_that_are_switched_off_above(packs):
    titles = ("override: {action act: {title: B}}", "override: {action act: {title: C}}")
    found = messages(packs, *titles, "switch_off: r1")
    assert found == ["title of the rules of action act is also changed"]


def test_a_rule_that_is_added_again_can_be_replaced(packs):
    again = f"- {{id: r1, {RULE.format('act', 'do')}}}"
    more = f"- {{id: mine, {RULE.format('mine', 'do')}, instead_of: r1, before: r1}}"
    pack = packs(f"switch_off: r1\nrules:\n  {again}\n  {more}")
    assert pack.rule("mine").instead_of == ("r1",)
    assert pack.rule("mine").before == ("r1",)
    assert "r1" not in pack.absent


def test_a_former_id_settles_a_clash(packs):
    one = f"formerly: {{rules: {{old: one}}}}\nrules:\n  - {{id: one, {RULE.format('x', 'do')}}}"
    two = f"rules:\n  - {{id: two, {RULE.format('x', 'avoid')}, instead_of: WHICH}}"
    for which in ("one", "old"):
        assert packs(one, two.replace("WHICH", which), "rules: []").rule("two").instead_of == (
            "one",
        )


def test_texts_and_places_are_described_without_their_defaults():
    pack = RulePack.from_text(
        "pack: p\nfacts:\n  my_text: {type: text, doc: A text.}\nrules:\n"
        "  - {id: a, when: country is DE, source: Us., advise: {action: a, kind: do,"
        ' title: "{my_text} in {country}", text: "{my_text|nothing}"}}\n'
    )
    advise = pack.rule("a").advise
    assert template_text(pack, advise.title) == "{my_text} in {country}"
    assert template_text(pack, advise.text) == "{my_text|nothing}"


def test_an_invalid_number_is_one_problem():
    text = (
        "pack: p\nparameters:\n  limit: {value: lots, doc: L.}\nrules:\n"
        "  - {id: a, when: rounds >= limit, source: Us., advise: {action: a, kind: do,"
        " title: A, text: A.}}\n"
    )
    with pytest.raises(PackError) as caught:
        RulePack.from_text(text)
    assert len(caught.value.problems) == 1


def test_every_state_has_a_time_zone():
    rule = (
        "{id: a, when: no timezone, source: Us., advise: {action: a, kind: do, title: A, text: A.}}"
    )
    with pytest.raises(PackError, match=r"in UTC \(write 'timezone is UTC'\)"):
        RulePack.from_text(f"pack: p\nrules:\n  - {rule}\n")


def test_the_escape_that_is_wrong_is_named():
    with pytest.raises(PackError, match=r"p\.yaml:3:.*U00110000"):
        RulePack.from_text('pack: p\ntitle: "\\U0001F600"\nextends: "\\U00110000"\n', "p.yaml")
