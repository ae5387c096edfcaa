"""Every rule of the shipped packs once where its condition holds, and once just beside that."""

from __future__ import annotations

from pathlib import Path

import pytest

from interview_rules import Advisor, InterviewState, RulePack
from interview_rules.yaml_reader import read_yaml

FILE = Path(__file__).with_name("rules.yaml")
CASES: dict[str, dict] = read_yaml(FILE.read_bytes(), FILE.name).value()
ADVISOR = Advisor()
PACK = ADVISOR.pack


def report_on(case: dict):
    state = InterviewState.from_events(case["events"], **case.get("state", {}))
    return ADVISOR.advise(state, case["now"])


def holds(rule_id: str, case: dict) -> bool:
    report = report_on(case)
    calendar = report.state.calendar
    held, _given = PACK.engine.evaluate(report.instant, report.facts, calendar)
    return bool(held >> PACK.by_id[rule_id] & 1)


def changed(fires: dict, change: dict) -> dict:
    ((how, what),) = change.items()
    events = fires["events"]
    match how:
        case "now":
            return {**fires, "now": what}
        case "state":
            return {**fires, "state": {**fires.get("state", {}), **what}}
        case "with":
            return {**fires, "events": [*events, what]}
        case "without":
            left = [event for event in events if event["event"] != what]
        case "instead":
            left = [what.get(event["event"], event) for event in events]
        case _:
            raise AssertionError(how)
    assert sum(event not in left for event in events) == 1, "one thing is changed, not more"
    return {**fires, "events": left}


def test_every_rule_has_its_case_and_every_case_its_rule():
    rules = {rule.id for name in ("after-the-interview", "in-practice") for rule in _rules(name)}
    assert sorted(CASES) == sorted(rules)
    assert list(CASES) == [rule.id for rule in PACK.rules], "cases stand in the order of the pack"
    for rule_id, case in CASES.items():
        assert {"fires", "quiet"} <= set(case) <= {"fires", "quiet", "given"}, rule_id
        assert len(case["quiet"]) == 1, rule_id


def _rules(name: str):
    return RulePack.shipped(name).rules


@pytest.mark.parametrize("rule_id", CASES)
def test_the_condition_holds(rule_id):
    assert holds(rule_id, CASES[rule_id]["fires"])


@pytest.mark.parametrize("rule_id", CASES)
def test_the_condition_holds_no_longer_once_one_thing_is_changed(rule_id):
    case = CASES[rule_id]
    assert not holds(rule_id, changed(case["fires"], case["quiet"]))


@pytest.mark.parametrize("rule_id", [rule.id for rule in PACK.rules if rule.advise])
def test_the_advice_is_given_unless_another_rule_speaks(rule_id):
    case = CASES[rule_id]
    report = report_on(case["fires"])
    assert (rule_id in report.ids) is case.get("given", True)
    if not case.get("given", True):
        assert PACK.rule(rule_id).advise.action in report.actions
