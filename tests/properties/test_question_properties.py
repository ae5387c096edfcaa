"""Answers to unlisted questions change no advice."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from drawn import PEOPLE, START, nows, states
from drawn_packs import packs
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from profiles import scaled

from interview_rules import Advisor, InterviewRulesError, RulePack
from interview_rules.engines.program import program_for
from interview_rules.evaluation.askable import askable
from interview_rules.evaluation.evaluation import evaluate
from interview_rules.evaluation.questions import tries
from interview_rules.evaluation.session import Session

EXAMPLES = scaled(500, suppress_health_check=list(HealthCheck))
SHIPPED = [RulePack.shipped("after-the-interview"), RulePack.default()]
PACKS = pytest.mark.parametrize(
    "source",
    [*map(st.just, SHIPPED), packs],
    ids=["article", "practice", "drawn"],
)

dates = st.integers(-60, 120).map(lambda n: START + timedelta(days=n))
instants = st.builds(
    lambda day, hour, minute: datetime(day.year, day.month, day.day, hour, minute),
    dates,
    st.integers(0, 23),
    st.sampled_from((0, 29, 30, 31)),
)


def answers(question):
    kinds = {
        "moment": st.one_of(dates, instants),
        "names": st.lists(st.sampled_from(PEOPLE), min_size=1, unique=True),
        "count": st.integers(0, 12),
    }
    choices = st.sampled_from(question.choices) if question.choices else None
    free = kinds.get(question.type)
    return st.one_of(*(each for each in (choices, free) if each is not None))


@PACKS
@EXAMPLES
@given(st.data(), states(), nows)
def test_an_answer_to_what_is_not_asked_changes_no_advice(source, data, state, now):
    pack = data.draw(source)
    report = Advisor(pack).advise(state, now)
    listed = {(question.fact, question.text) for question in report.questions(all=True)}
    rest = [each for each in askable(report.evaluation) if (each.fact, each.text) not in listed]
    for question in rest:
        for _ in range(3):
            answer = data.draw(answers(question))
            try:
                answered = question.answered(answer)
                other = evaluate(Session(program_for(pack), answered), report.instant)
            except InterviewRulesError:
                continue
            assert other.says() == report.says(), (question.fact, answer)


@PACKS
@EXAMPLES
@given(st.data(), states(), nows)
def test_every_question_has_an_answer_that_changes_something(source, data, state, now):
    pack = data.draw(source)
    report = Advisor(pack).advise(state, now)
    for question in report.questions(all=True):
        said = []
        for answer in tries(report.evaluation, question):
            try:
                said.append(
                    evaluate(
                        Session(program_for(pack), question.answered(answer)), report.instant
                    ).says()
                )
            except InterviewRulesError:
                continue
        assert any(each != report.says() for each in said), question.text
    texts = [question.text for question in report.questions(all=True)]
    assert len(texts) == len(set(texts))
