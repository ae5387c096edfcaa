"""The schemas for editors accept valid packs and tests, and reject typical mistakes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from interview_rules.authoring.pack_tests import read_test_file
from interview_rules.authoring.pack_tests.expectations import DETAILS
from interview_rules.authoring.pack_tests.reader import FILE_KEYS, SUFFIX, TEST_KEYS
from interview_rules.authoring.scaffold import start
from interview_rules.events.event import EVENTS
from interview_rules.facts.vocabulary import FACTS
from interview_rules.packs.bundled import names
from interview_rules.packs.keys import ADVISE_KEYS, OVERRIDE_KEYS, PACK_KEYS, RULE_KEYS
from interview_rules.packs.model import RulePack
from interview_rules.schemas.registry import SchemaName, schema_of
from interview_rules.sources.yaml_tree import read_yaml

CHECKOUT = Path(__file__).parents[2]
FILES = [
    *sorted((CHECKOUT / "rules").glob("*.yaml")),
    *sorted((CHECKOUT / "examples").glob("my_rules*.yaml")),
    *sorted((CHECKOUT / "tests" / "checks" / "planted" / "sound").glob("*.yaml")),
]
TESTS = [path for path in FILES if path.name.endswith(SUFFIX)]
PACKS = [path for path in FILES if path not in TESTS]

OWN = """
pack: our-rules
extends: in-practice
parameters:
  tea_time: {value: 2 days, doc: How long tea keeps.}
  cups: {value: 3, doc: How many cups there are.}
facts:
  tea_served: {type: moment, doc: The last time that tea was served}
  tea_kind: {type: choice, doc: The kind of tea, choices: [none, green, black]}
definitions:
  tea_over: {moment: tea_served + tea_time, doc: The end of the tea.}
  thirsty: {condition: after tea_over, doc: There is no tea left.}
switch_off: [hearsay]
rules:
  - id: more-tea
    when: [thirsty, not settled]
    conclude: in_need
    advise: {action: make-tea, kind: do, title: Make tea., text: "Make {cups} cups."}
    source: It was cold.
"""


def read(text: str) -> Any:
    return read_yaml(text, "a.yaml").value()


def validator(name: SchemaName, pack: RulePack | None = None) -> Draft202012Validator:
    return Draft202012Validator(schema_of(name, pack))


@pytest.fixture(scope="module")
def own() -> RulePack:
    return RulePack.from_text(OWN)


@pytest.fixture(scope="module")
def packs(own) -> Draft202012Validator:
    return validator("pack", own)


@pytest.fixture(scope="module")
def tests(own) -> Draft202012Validator:
    return validator("tests", own)


def stem(path: Path) -> str:
    return path.name.removesuffix(".yaml")


def complaints(checked: Draft202012Validator, data: Any) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in checked.iter_errors(data)]


@pytest.mark.slow
def test_the_schemas_of_a_pack_are_schemas(packs, tests) -> None:
    for checked in (packs, tests):
        Draft202012Validator.check_schema(checked.schema)


# -- valid files -----------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("path", PACKS, ids=stem)
def test_valid_packs_pass(path: Path) -> None:
    checked = validator("pack", RulePack.load(path))
    assert complaints(checked, read(path.read_text(encoding="utf-8"))) == []


@pytest.mark.slow
@pytest.mark.parametrize("path", TESTS, ids=stem)
def test_valid_test_files_pass(path: Path) -> None:
    checked = validator("tests", read_test_file(path).pack)
    assert complaints(checked, read(path.read_text(encoding="utf-8"))) == []


def test_every_shipped_pack_and_its_tests_are_among_them() -> None:
    assert {path.stem for path in PACKS} >= {*names(), "my_rules"}
    assert {path.name.removesuffix(SUFFIX) for path in TESTS} >= {*names()}


@pytest.mark.slow
def test_the_scaffold_passes(tmp_path: Path) -> None:
    pack_file, test_file, *_ = start("our-rules", folder=tmp_path)
    pack = RulePack.load(pack_file)
    for name, path in (("pack", pack_file), ("tests", test_file)):
        text = path.read_text(encoding="utf-8")
        assert complaints(validator(name, pack), read(text)) == []


def test_a_pack_is_taken_by_the_schema_of_the_packs_below_it() -> None:
    example = CHECKOUT / "examples" / "my_rules.yaml"
    assert complaints(validator("pack"), read(example.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "text",
    [
        OWN,
        "{pack: a}",
        "{pack: a, extends: [in-practice, other.yaml]}",
        "{pack: a, extends: , parameters: , set: , facts: , definitions: , conclusions: , rules: }",
        "{pack: a, exclusive: , stances: , complete: , drafts: , switch_off: , override: }",
        "{pack: a, title: 2026}",
        "{pack: a, stances: wait, complete: offer is verbal}",
        "{pack: a, exclusive: [[wait, tea-break]], stances: [tea-break]}",
        "{pack: a, set: {reply_wait: 5 business days, cups: 4, tea_time: 1 day}}",
        "{pack: a, set: {cups: '4'}}",
        "{pack: a, switch_off: wait}",
        "{pack: a, override: {wait: }}",
        "{pack: a, override: {wait: {due: , draft: , recorded_as: , again_after: , before: }}}",
        "{pack: a, override: {wait: {due: '', draft: '', recorded_as: '', again_after: ''}}}",
        "{pack: a, override: {wait: {instead_of: [], conclude: []}}}",
        "{pack: a, override: {wait: {again_after: tea_time}, follow-up: {again_after: 3 weeks}}}",
        "{pack: a, override: {wait: {source: {section: The Waiting Game}}}}",
        "{pack: a, override: {wait: {when: 'before latest of interview, decision_date'}}}",
        "{pack: a, override: {wait: {instead_of: a-rule-of-this-file, draft: a-new-one}}}",
        "{pack: a, override: {wait: {draft: {subject: b, body: c, to: hr}}}}",
        "{pack: a, override: {wait: {draft: {}}}, override_drafts: }",
        "{pack: a, override_drafts: {thank-you: {subject: b}, follow-up: , contact-hr: {to: hr}}}",
    ],
)
def test_every_valid_form_of_a_pack_passes(packs: Draft202012Validator, text: str) -> None:
    assert complaints(packs, read(text)) == []


BEFORE = "tests: [{name: a, now: 2026-11-26, "


@pytest.mark.parametrize(
    "text",
    [
        BEFORE + "events: [], nothing_else: true}]",
        BEFORE + "events: [], expect: wait, expect_not: follow-up}]",
        BEFORE + "events: [], holds: more-tea, holds_not: [solid-offer]}]",
        BEFORE + "events: [], expect: [{wait: {rule: wait, text: 25}}, {make-tea: }, follow-up]}]",
        BEFORE + "events: [{at: 2026-11-19, event: interview}], expect: , holds: [wait]}]",
        BEFORE + "events: [{at: 2026-11-19, event: Follow up sent}]}]",
        BEFORE + "events: [{at: 2026-11-19, event: follow_up_sent}]}]",
        BEFORE + "facts: {tea_served: 2026-11-19 12:00, tea_kind: black, offer: firm}}]",
        BEFORE + "facts: {follow_ups: 2, internal_candidate: true}, expect: [wait]}]",
        BEFORE + "state: {interview: 2026-11-19, facts: {tea_kind: green}}, expect: [wait]}]",
        BEFORE + "state: {events: [{at: 2026-11-19, event: advice-done, advice: make-tea}]}}]",
        "{rules: our-rules.yaml, timezone: Europe/Berlin, tests: [{name: a, now: [2026-11-26]}]}",
    ],
)
def test_every_valid_form_of_a_test_passes(tests: Draft202012Validator, text: str) -> None:
    data = read(text if text.startswith("{") else f"{{{text}}}")
    assert complaints(tests, data) == []


@pytest.mark.parametrize("kind", ["pack", "tests"])
def test_a_pack_without_rules_has_schemas(kind: SchemaName) -> None:
    checked = validator(kind, RulePack.from_text("{pack: bare, rules: }"))
    Draft202012Validator.check_schema(checked.schema)
    if kind == "pack":
        assert complaints(checked, {"pack": "bare", "rules": None}) == []
        assert not checked.is_valid({"pack": "bare", "override": {"wait": None}})
    else:
        test = {"name": "a", "now": "2026-11-26", "events": [], "nothing_else": True}
        assert complaints(checked, {"tests": [test]}) == []
        assert not checked.is_valid({"tests": [{**test, "holds": ["wait"]}]})
        assert not checked.is_valid({"tests": [{**test, "expect": ["wait"]}]})


# -- invalid files ---------------------------------------------------------------------------------

RULE = "id: a, when: interview is known, source: b"
ADVICE = "action: a, kind: do, title: b, text: c"


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("{pack: a, overide: {wait: {text: b}}}", "$"),
        ("{title: no name}", "$"),
        ("{pack: Our Rules}", "$.pack"),
        ("[pack]", "$"),
        ("{pack: a, override: {wiat: {text: b}}}", "$.override"),
        ("{pack: a, override: {wait: {txt: b}}}", "$.override.wait"),
        ("{pack: a, override: {wait: {kind: must}}}", "$.override.wait.kind"),
        ("{pack: a, override: {wait: {when: }}}", "$.override.wait.when"),
        ("{pack: a, override: {wait: {again_after: 2 fortnights}}}", "$.override.wait.again_after"),
        ("{pack: a, override: {wait: {recorded_as: slept}}}", "$.override.wait.recorded_as"),
        ("{pack: a, set: {reply_wiat: 3 days}}", "$.set"),
        ("{pack: a, set: {reply_wait: 3}}", "$.set.reply_wait"),
        ("{pack: a, set: {reply_wait: three days}}", "$.set.reply_wait"),
        ("{pack: a, set: {cups: 3 days}}", "$.set.cups"),
        ("{pack: a, parameters: {b: {value: 3 days}}}", "$.parameters.b"),
        ("{pack: a, parameters: {b: {value: 3 dags, doc: c}}}", "$.parameters.b.value"),
        ("{pack: a, parameters: {Bee: {value: 3 days, doc: c}}}", "$.parameters"),
        ("{pack: a, facts: {b: {type: date, doc: c}}}", "$.facts.b.type"),
        ("{pack: a, facts: {b: {type: choice, doc: c, choices: [d]}}}", "$.facts.b.choices"),
        ("{pack: a, definitions: {b: {doc: c}}}", "$.definitions.b"),
        ("{pack: a, definitions: {b: {moment: c, condition: d, doc: e}}}", "$.definitions.b"),
        ("{pack: a, drafts: {b: {subject: c}}}", "$.drafts.b"),
        ("{pack: a, drafts: {a_b: {subject: c, body: d}}}", "$.drafts"),
        ("{pack: a, exclusive: [[wait]]}", "$.exclusive[0]"),
        ("{pack: a, switch_off: [Wait!]}", "$.switch_off"),
        ("{pack: a, rules: {id: b}}", "$.rules"),
        ("{pack: a, rules: [{id: b, when: c}]}", "$.rules[0]"),
        ("{pack: a, rules: [{" + RULE + ", wenn: c}]}", "$.rules[0]"),
        ("{pack: a, rules: [{" + RULE + ", " + ADVICE + "}]}", "$.rules[0]"),
        (
            "{pack: a, rules: [{" + RULE + ", advise: {" + ADVICE + ", du: c}}]}",
            "$.rules[0].advise",
        ),
        ("{pack: a, rules: [{" + RULE + ", advise: {action: b}}]}", "$.rules[0].advise"),
        ("{pack: a, rules: [{id: b, when: c, source: }]}", "$.rules[0].source"),
    ],
)
def test_a_mistake_in_a_pack_is_refused_where_it_is(
    packs: Draft202012Validator, text: str, where: str
) -> None:
    assert where in [error.json_path for error in packs.iter_errors(read(text))]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("{}", "$"),
        ("{tests: []}", "$.tests"),
        ("{test: []}", "$"),
        (BEFORE + "event: []}]", "$.tests[0]"),
        ("tests: [{name: a, events: []}]", "$.tests[0]"),
        (
            BEFORE + "events: [{at: 2026-11-19, event: interveiw}]}]",
            "$.tests[0].events[0].event",
        ),
        (BEFORE + "events: [{at: 2026-11-19, evnt: interview}]}]", "$.tests[0].events[0]"),
        (BEFORE + "state: {evnts: []}}]", "$.tests[0].state"),
        (BEFORE + "state: {facts: {tea_sort: green}}}]", "$.tests[0].state.facts"),
        (BEFORE + "holds: [wiat]}]", "$.tests[0].holds"),
        (BEFORE + "holds: [make-tea]}]", "$.tests[0].holds"),
        (BEFORE + "holds: [hearsay]}]", "$.tests[0].holds"),
        (BEFORE + "holds_not: wiat}]", "$.tests[0].holds_not"),
        (BEFORE + "expect: [wiat]}]", "$.tests[0].expect"),
        (BEFORE + "expect: [solid-offer]}]", "$.tests[0].expect"),
        (BEFORE + "expect: [{wiat: {rule: wait}}]}]", "$.tests[0].expect"),
        (BEFORE + "expect: [{wait: {rul: wait}}]}]", "$.tests[0].expect"),
        (BEFORE + "expect: [{wait: {rule: wiat}}]}]", "$.tests[0].expect"),
        (BEFORE + "expect_not: [wiat]}]", "$.tests[0].expect_not"),
        (BEFORE + "facts: {intervew: 2026-11-19}}]", "$.tests[0].facts"),
        (BEFORE + "facts: {offer: frim}}]", "$.tests[0].facts.offer"),
        (BEFORE + "facts: {tea_kind: red}}]", "$.tests[0].facts.tea_kind"),
        (BEFORE + "facts: {follow_ups: many}}]", "$.tests[0].facts.follow_ups"),
        (BEFORE + "nothing_else: wait}]", "$.tests[0].nothing_else"),
    ],
)
def test_a_mistake_in_a_test_is_refused_where_it_is(
    tests: Draft202012Validator, text: str, where: str
) -> None:
    data = read(text if text.startswith("{") else f"{{{text}}}")
    assert where in [error.json_path for error in tests.iter_errors(data)]


# -- suggestions in editors ------------------------------------------------------------------------


def offered(schema: dict[str, Any]) -> dict[str, str]:
    return {
        each["const"]: each.get("description", "") for each in schema["anyOf"] if "const" in each
    }


def test_every_key_that_is_read_is_in_the_schema_and_no_other(own: RulePack) -> None:
    schema = schema_of("pack", own)
    rule = schema["properties"]["rules"]["items"]["properties"]
    assert {*schema["properties"]} == {*PACK_KEYS}
    assert {*rule} == {*RULE_KEYS}
    assert {*rule["advise"]["properties"]} == {*ADVISE_KEYS}
    assert {*schema["$defs"]["overridable"]["properties"]} == {*OVERRIDE_KEYS}
    schema = schema_of("tests", own)
    assert {*schema["properties"]} == {*FILE_KEYS}
    assert {*schema["properties"]["tests"]["items"]["properties"]} == {*TEST_KEYS}
    assert {*schema["$defs"]["details"]["properties"]} == {*DETAILS}


def test_every_key_has_a_description(own: RulePack) -> None:
    pack, tests = schema_of("pack", own), schema_of("tests", own)
    rule = pack["properties"]["rules"]["items"]["properties"]
    for schema, keys in (
        (pack, pack["properties"]),
        (pack, pack["properties"]["override"]["properties"]),
        (pack, pack["properties"]["set"]["properties"]),
        (pack, pack["$defs"]["overridable"]["properties"]),
        (pack, rule),
        (pack, rule["advise"]["properties"]),
        (tests, tests["properties"]),
        (tests, tests["properties"]["tests"]["items"]["properties"]),
        (tests, tests["$defs"]["details"]["properties"]),
    ):
        for key, value in keys.items():
            part = schema["$defs"].get(value.get("$ref", "").removeprefix("#/$defs/"), value)
            assert value.get("description") or part["description"], key


def test_what_a_pack_declares_itself_is_offered(own: RulePack) -> None:
    schema = schema_of("pack", own)
    parts, properties = schema["$defs"], schema["properties"]
    conditions = offered(parts["condition"])
    assert conditions["tea_served is known"] == "The last time that tea was served (moment)."
    assert conditions["tea_over is known"] == "The end of the tea. (tea_served + tea_time)"
    assert conditions["thirsty"] == "There is no tea left. (after tea_over)"
    assert conditions["tea_kind is black"] == "The kind of tea (choice)."
    assert "in_need" in conditions
    assert {"tea_served", "tea_over", "interview"} <= offered(parts["moment"]).keys()
    assert offered(parts["action"])["make-tea"] == "Make tea. Advised by: more-tea."
    assert properties["set"]["properties"]["tea_time"] == {
        "description": "How long tea keeps. Current value: 2 days.",
        "examples": ["2 days"],
        "type": "string",
        "pattern": "^[0-9]+ +(minute|minutes|hour|hours|day|days|week|weeks|month|months|"
        "business day|business days)$",
    }
    assert properties["override"]["properties"]["more-tea"]["description"] == (
        "Make tea. When: thirsty and not settled. Source: It was cold."
    )
    assert "hearsay" not in properties["override"]["properties"]
    assert {"more-tea", "wait"} <= offered(parts["other_rule"]).keys()
    assert "solid-offer" not in offered(parts["other_rule"])


def test_suggested_conditions_are_valid(own: RulePack) -> None:
    rule = "  - {{id: r{}, when: {}, conclude: in_need, source: a}}\n"
    for pack, start_of_text in (
        (own, OWN),
        (RulePack.default(), "pack: a\nextends: in-practice\n"),
    ):
        conditions = offered(schema_of("pack", pack)["$defs"]["condition"])
        assert len(conditions) >= len(FACTS) + len(pack.facts) + len(pack.definitions)
        text = start_of_text if "rules:" in start_of_text else f"{start_of_text}rules:\n"
        conditions.pop("in_need", None)
        text += "".join(rule.format(i, each) for i, each in enumerate(conditions))
        RulePack.from_text(text)


def test_tests_are_offered_the_names_of_their_pack(own: RulePack) -> None:
    schema = schema_of("tests", own)
    test = schema["properties"]["tests"]["items"]["properties"]
    assert {*offered(schema["$defs"]["rule"])} == {*own.ids}
    assert {"make-tea", "more-tea", "wait"} <= offered(schema["$defs"]["name"]).keys()
    assert {*test["facts"]["properties"]} == {*FACTS, "tea_served", "tea_kind"}
    assert {*test["state"]["properties"]["facts"]["properties"]} == {"tea_served", "tea_kind"}
    event = schema["$defs"]["Event"]["properties"]
    assert offered(event["event"]) == EVENTS
    assert "make-tea" in offered(event["advice"])


def test_the_description_of_a_fact_of_a_pack_ends_in_one_full_stop():
    pack = RulePack.from_text(
        "pack: mine\nfacts:\n  visa: {type: moment, doc: The day of the visa.}\n"
        "rules: [{id: a, when: visa is known, conclude: b, source: Us.}]\n",
        "mine.yaml",
    )
    told = str(schema_of("pack", pack))
    assert "The day of the visa (moment)." in told
    for each in (told, str(schema_of("tests", pack))):
        assert "The day of the visa." in each
        assert "visa.." not in each
