"""Short event logs that are easy to get wrong, and the advice that they must and must not get."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from interview_rules import Advice, Advisor, Report
from interview_rules.sources.yaml_tree import read_yaml

FILE = Path(__file__).with_name("small-inputs.yaml")
CASES = read_yaml(FILE.read_bytes(), FILE.name).value()
ADVISOR = Advisor()
DAYS_LATER = 120
KEYS = {"case", "state", "now", "all", "none", "only", "first", "titles", "due", "to", "unsaid"}

each_case = pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])


def drafted(report: Report) -> str:
    drafts = [draft for advice in report for draft in advice.drafts]
    return " ".join(f"{draft.subject} {draft.body}" for draft in drafts).lower()


def said(report: Report) -> str:
    texts = [f"{advice.title}. {advice.text}" for advice in report]
    return f"{' '.join(texts)} {drafted(report)}".lower()


def of_action(report: Report, action: str) -> Advice:
    (advice,) = (each for each in report if each.action == action)
    return advice


def test_every_case_has_a_name_and_expects_something():
    assert len({case["case"] for case in CASES}) == len(CASES) == 28
    for case in CASES:
        assert set(case) <= KEYS | {"later"}, case["case"]
        assert case["none"], case["case"]
        assert case.get("all") or case.get("only"), case["case"]
        assert set(case.get("later", ())) <= {"none", "unsaid", "undrafted"}, case["case"]


@each_case
def test_the_advice_now(case):
    report = ADVISOR.advise(case["state"], case["now"])
    given = set(report.actions)
    assert set(case.get("all", ())) <= given
    assert not given & set(case["none"])
    assert given == set(case.get("only", given))
    assert report.actions[0] == case.get("first", report.actions[0])
    for words in case.get("unsaid", ()):
        assert words not in said(report)


@each_case
def test_titles_due_dates_and_addressees(case):
    report = ADVISOR.advise(case["state"], case["now"])
    for action, fragment in case.get("titles", {}).items():
        assert fragment in of_action(report, action).title
    for action, day in case.get("due", {}).items():
        assert str(of_action(report, action).due) == day
    if case.get("due") == {}:
        assert not [advice.id for advice in report if advice.due]
    for action, people in case.get("to", {}).items():
        assert [draft.to for draft in of_action(report, action).drafts] == people


LATER = [case for case in CASES if "later" in case]


@pytest.mark.parametrize("case", LATER, ids=[case["case"] for case in LATER])
def test_the_advice_on_each_day_that_follows(case):
    later = case["later"]
    now = ADVISOR.advise(case["state"], case["now"]).now
    for days in range(DAYS_LATER):
        report = ADVISOR.advise(case["state"], now + timedelta(days=days))
        assert not set(report.actions) & set(later.get("none", ())), report.now
        for words in later.get("unsaid", ()):
            assert words not in said(report), report.now
        for words in later.get("undrafted", ()):
            assert words not in drafted(report), report.now
