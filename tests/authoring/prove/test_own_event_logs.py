"""Examples of proofs, and suggested tests, use the events that a pack declares."""

from __future__ import annotations

from pathlib import Path

import pytest

from interview_rules import RulePack
from interview_rules.authoring.pack_tests import read_test_file, run_tests

pytest.importorskip("z3")

from interview_rules.authoring.prove import prove
from interview_rules.authoring.prove.report import verdict_as_data
from interview_rules.authoring.prove.suggested_tests import Suggestion, suggest

EXAMPLES = Path(__file__).parents[3] / "examples"
RULE = "  - {{id: {0}, when: {1}, source: Us., advise: {{action: {0}, kind: do, title: A, text: A.}}}}\n"
HEAD = """\
pack: flats
facts:
  viewing: {type: moment, doc: The viewing.}
  answer: {type: choice, choices: [none, offered, refused], doc: Their answer.}
  answer_by: {type: moment, doc: The day by which they want your answer.}
  calls: {type: count, doc: How often you called.}
  found: {type: flag, doc: You have a flat.}
  size: {type: count, doc: The number of rooms.}
events:
  flat.arranged: {doc: You arranged to view it., by: you, sets: {viewing: date}}
  flat.viewed: {doc: You viewed it., by: you, sets: {viewing: at}}
  flat.offered: {doc: They offered it., by: them, sets: {answer: offered, answer_by: date}}
  flat.refused: {doc: They refused., by: them, sets: {answer: refused}, clears: answer_by}
  flat.called: {doc: You called., by: you, sets: {calls: one more}}
  flat.signed: {doc: You signed., by: you, sets: {found: true}}
"""


def flats(**rules: str) -> RulePack:
    return RulePack.from_text(
        HEAD + "rules:\n" + "".join(RULE.format(name, when) for name, when in rules.items())
    )


def given(when: str) -> dict:
    (verdict,) = prove(flats(one=when), ())
    assert verdict.outcome == "proved"
    return verdict.situation.given


def names(state: dict) -> list[str]:
    return [event["event"] for event in state["events"]]


@pytest.mark.parametrize(
    ("when", "events"),
    [
        ("after viewing + 1 week", ["flat.viewed"]),
        ("before viewing - 1 week", ["flat.arranged"]),
        ("answer is offered", ["flat.offered"]),
        ("from answer_by and answer is offered", ["flat.offered"]),
        ("answer is refused and after viewing", ["flat.refused", "flat.viewed"]),
        ("calls >= 3", ["flat.called"] * 3),
        ("found and after viewing + 1 day", ["flat.signed", "flat.viewed"]),
        ("after viewing and viewing after interview and answer_by after viewing", ["flat.offered", "flat.viewed", "interview"]),
    ],
)  # fmt: skip
def test_events_set_the_facts_of_an_example(when, events):
    state = given(when)
    assert sorted(names(state)) == events
    assert "facts" not in state


def test_what_no_event_sets_is_given():
    state = given("size >= 2 and after viewing + 1 day")
    assert state["facts"] == {"size": 2}
    assert names(state) == ["flat.viewed"]
    state = given("calls > 6")
    assert state["facts"] == {"calls": 7}


def test_an_example_that_no_events_lead_to_says_so(tmp_path):
    text = HEAD + "exclusive: [[decide, look], [decide, sign]]\nrules:\n"
    text += RULE.format("decide", "from answer_by - 1 week")
    text += RULE.format("look", "answer is refused") + RULE.format("sign", "answer is offered")
    found = {v.claim.of: v for v in prove(RulePack.from_text(text), ("US",)) if v.claim.never}
    apart, together = found["decide", "look"], found["decide", "sign"]
    assert (apart.outcome, together.outcome) == ("refuted", "refuted")
    assert set(apart.situation.by_hand) == {"answer", "answer_by"}
    assert "No log was found in which events of the pack set " in apart.reason
    assert together.situation.by_hand == ()
    assert names(together.situation.given) == ["flat.offered"]
    assert "No log was found" not in together.reason
    (tmp_path / "flats.yaml").write_text(text)
    tests = [verdict_as_data(each)["example"] for each in found.values()]
    (tmp_path / "flats.tests.yaml").write_text("tests:\n" + "".join(tests))
    outcomes = run_tests(read_test_file(tmp_path / "flats.tests.yaml"))
    assert [outcome.passed for outcome in outcomes] == [True, True]


def test_suggested_tests_of_an_example_pack_use_its_events(tmp_path):
    file = tmp_path / "few.tests.yaml"
    file.write_text(
        f"rules: {EXAMPLES / 'rental-viewing.yaml'}\n"
        "tests: [{name: None, events: [], now: 2026-11-20 12:00, expect: [keep-looking]}]\n"
    )
    made = [each for each in suggest([read_test_file(file)]) if isinstance(each, Suggestion)]
    assert len(made) > 5
    assert [each.name for each in made if "facts:" in each.yaml] == []
    (told,) = [each.yaml for each in made if each.name == "say-thank-you holds"]
    assert "event: flat.viewed}" in told
