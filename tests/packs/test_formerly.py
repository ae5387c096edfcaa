"""Former names: what was stored or written for an earlier version keeps its meaning."""

from __future__ import annotations

import pickle

import pytest

from interview_rules import Advisor, InterviewState, PackError, RulePack, explain
from interview_rules.packs.serialization import LAYOUT, pack_from_data, pack_to_data
from interview_rules.schemas.registry import schema_of

NOW = "2026-11-24 12:00"
BASE = """
pack: base
facts:
  visa_needed: {type: flag, doc: The candidate needs a work permit.}
  mood: {type: choice, doc: How it went., choices: [unsaid, good, bad]}
parameters:
  pause: {value: 3 days, doc: How long to rest.}
formerly:
  rules: {see-to-visa: see-to-papers}
  actions: {visa: papers, see-to-it: papers}
  parameters: {rest: pause}
  facts: {visa: visa_needed}
rules:
  - id: see-to-papers
    when: visa_needed and interview is known
    advise: {action: papers, kind: do, title: See to the papers, text: Ask., due: interview + pause}
    source: Officials take their time.
  - id: take-heart
    when: mood is bad
    advise: {action: take-heart, kind: know, title: Take heart, text: It passes.}
    source: It does.
"""
STATE = {"interview": "2026-11-23", "facts": {"visa": True}}


@pytest.fixture
def base(tmp_path):
    path = tmp_path / "base.yaml"
    path.write_text(BASE)
    return path


def above(base, text):
    path = base.with_name("above.yaml")
    path.write_text(f"pack: above\nextends: base.yaml\n{text}")
    return RulePack.load(path)


def test_stored_facts_and_marks_keep_their_meaning(base):
    advisor = Advisor(base, strict=True)
    report = advisor.advise(STATE, NOW)
    assert report.actions == ("papers",)
    assert "facts.visa_needed" not in {question.id for question in report.questions(all=True)}
    why = advisor.explain(STATE, "see-to-visa", NOW)
    assert why.rule.id == "see-to-papers"
    paths = [o.path for p in why.deciding for s in p.saw for o in s.origins]
    assert "facts.visa" in paths
    for name in ("visa", "see-to-it", "papers", "see-to-visa", "see-to-papers"):
        marked = {**STATE, "marks": [{"at": "2026-11-24 09:00", "advice": name}]}
        assert advisor.advise(marked, NOW).actions == ()
        assert not advisor.advise(marked, NOW).warnings
    both = {**STATE, "facts": {"visa": True, "visa_needed": False}}
    assert advisor.advise(both, NOW).actions == ()


def test_layers_written_for_an_earlier_version_still_load(base):
    pack = above(
        base,
        """
set: {rest: 5 days}
override:
  see-to-visa: {title: See to the visa}
exclusive:
  - [visa, take-heart]
rules:
  - id: mine
    when: visa and after interview + rest
    instead_of: [see-to-visa]
    advise: {action: mine, kind: do, title: "Rest {rest}", text: Rest.}
    source: Mine.
""",
    )
    assert str(pack.parameters["pause"].value.amount) == "5"
    assert pack.rule("see-to-visa").advise.title == ("See to the visa",)
    assert pack.exclusive == (("papers", "take-heart"),)
    assert pack.rules[-1].instead_of == ("see-to-papers",)
    late = Advisor(pack).advise(STATE, "2026-11-30 12:00")
    assert late["mine"].title == "Rest 5 days"
    off = above(base, "switch_off: [see-to-visa]\n")
    assert off.ids == ("take-heart",)


def test_a_name_that_was_given_up_twice_leads_to_the_latest(base):
    pack = above(
        base,
        """
switch_off: [see-to-papers]
formerly:
  actions: {papers: permit}
rules:
  - id: permit
    when: visa_needed
    advise: {action: permit, kind: do, title: Ask for the permit, text: Ask.}
    source: Mine.
""",
    )
    assert pack.now("actions", "visa") == pack.now("actions", "papers") == "permit"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("formerly: {rules: {x: nowhere}}", "unknown rule 'nowhere'"),
        ("formerly: {actions: {x: pappers}}", "unknown action 'pappers' (did you mean papers?)"),
        ("formerly: {parameters: {x: puase}}", "unknown parameter 'puase' (did you mean pause?)"),
        ("formerly: {facts: {x: mod}}", "unknown fact 'mod' (did you mean mood?)"),
        ("formerly: {facts: {mood: visa_needed}}", "'mood' is in use, so it cannot be a former"),
        (
            "formerly: {facts: {interview: visa_needed}}",
            "'interview' is in use, so it cannot be a former",
        ),
        ("formerly: {facts: {pause: visa_needed}}", "'pause' is in use, so it cannot be a former"),
        (
            "formerly: {parameters: {company: pause}}",
            "'company' is in use, so it cannot be a former",
        ),
        (
            "definitions: {busy: {condition: visa_needed}}\nformerly: {facts: {busy: visa_needed}}",
            "'busy' is in use, so it cannot be a former",
        ),
        ("formerly: {rules: {take-heart: see-to-papers}}", "'take-heart' is in use"),
        ("formerly: {rule: {x: take-heart}}", "unknown key 'rule'"),
        ("formerly: [x]", ""),
        ("formerly: {rules: [x]}", ""),
        ("formerly: {rules: {x: [y]}}", ""),
        ("set: {rust: 5 days}", "unknown parameter 'rust'"),
    ],
)
def test_wrong_former_names_are_reported(base, text, said):
    with pytest.raises(PackError) as error:
        above(base, f"{text}\n")
    assert said in str(error.value)
    assert "above.yaml:3:" in str(error.value) or "above.yaml:4:" in str(error.value)


def test_former_names_survive_preparation_and_pickling(base):
    pack = RulePack.load(base)
    assert pack_from_data({"layout": LAYOUT, "pack": pack_to_data(pack)}) == pack
    assert pickle.loads(pickle.dumps(pack)).formerly == pack.formerly
    without = RulePack.from_text(BASE.replace("parameters: {rest: pause}", "parameters: {}"))
    assert without.digest != pack.digest


def test_the_schema_knows_former_names():
    schema = schema_of("pack")
    assert set(schema["properties"]["formerly"]["properties"]) == {
        "rules",
        "actions",
        "parameters",
        "facts",
        "events",
    }


def test_a_state_keeps_the_name_it_was_stored_with(base):
    state = InterviewState.read(STATE)
    assert Advisor(base).advise(state, NOW).state.facts == {"visa": True}
    assert explain(state, "take-heart", NOW, rules=base).holds is False


@pytest.mark.parametrize("rules", ["{b: see-to-papers, c: b}", "{c: b, b: see-to-papers}"])
def test_chains_do_not_depend_on_the_order_of_entries(base, rules):
    pack = above(base, f"formerly: {{rules: {rules}}}\n")
    assert pack.now("rules", "b") == pack.now("rules", "c") == "see-to-papers"


def test_a_former_name_in_the_wrong_place_is_reported_like_the_present_one(base):
    text = """
rules:
  - id: mine
    when: %s >= 3
    conclude: mine
    source: Mine.
"""
    said = []
    for name in ("visa", "visa_needed"):
        with pytest.raises(PackError) as error:
            above(base, text % name)
        said.append(str(error.value).split(": ", 1)[1].replace(name, "NAME"))
    assert said[0].startswith("NAME is a flag, not a count")
    assert said[0].split(" (")[0] == said[1].split(" (")[0]


def test_names_in_the_wrong_order_are_told():
    rule = "{id: new, when: interview is known, conclude: over, source: Us.}"
    with pytest.raises(PackError, match=r"write the former name first: old: new"):
        RulePack.from_text(f"pack: p\nrules:\n  - {rule}\nformerly: {{rules: {{new: old}}}}\n")
