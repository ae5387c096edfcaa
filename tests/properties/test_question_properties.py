"""Answers to unlisted questions change no advice."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from drawn import PEOPLE, START, nows, states
from drawn_packs import packs
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from profiles import scaled

from interview_rules import Advisor, InterviewRulesError, InterviewState, RulePack
from interview_rules.engines.program import program_for
from interview_rules.evaluation.askable import askable
from interview_rules.evaluation.evaluation import evaluate
from interview_rules.evaluation.questions import tries
from interview_rules.evaluation.session import Session

EXAMPLES = scaled(500, suppress_health_check=list(HealthCheck))
FEWER = scaled(150, suppress_health_check=list(HealthCheck))
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
    listed = {question.id for question in report.questions(all=True)}
    rest = [each for each in askable(report.evaluation) if each.id not in listed]
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
        own = question.fact in pack.facts
        assert _changes_something(report, question.answered, question) or (
            own and _changes_in_a_pair(report, question)
        ), question.text
    ids = [question.id for question in report.questions(all=True)]
    assert len(ids) == len(set(ids))


def _changes_something(report, answered, question):
    """Return True if some answer, given to a function, leads to other advice or words."""
    for answer in tries(report.evaluation, question):
        try:
            session = Session(report.evaluation.program, answered(answer))
            if evaluate(session, report.instant).says() != report.says():
                return True
        except InterviewRulesError:
            continue
    return False


def _changes_in_a_pair(report, question):
    for answer in tries(report.evaluation, question):
        try:
            state = question.answered(answer)
        except InterviewRulesError:
            continue
        first = Advisor(report.pack).advise(state, report.now)
        for other in askable(first.evaluation):
            if other.fact in report.pack.facts and _changes_something(
                report, other.answered, other
            ):
                return True
    return False


@PACKS
@FEWER
@given(st.data(), states(), nows)
def test_an_answer_is_accepted_and_the_question_is_not_asked_again(source, data, state, now):
    advisor = Advisor(data.draw(source))
    report = advisor.advise(state, now)
    for question in report.questions:
        answer = data.draw(st.one_of(st.just("unknown"), allowed(question)))
        answered = advisor.answer(state, {question.id: answer}, now)
        after = advisor.advise(InterviewState.read(answered.model_dump_json()), now)
        assert question.id not in {each.id for each in after.questions(all=True)}
        if answer == "unknown":
            assert after.says() == report.says()
            assert question.id not in {each.id for each in askable(after.evaluation)}


def allowed(question):
    """Return what the data of a question allows as answers."""
    record = question.record()
    kinds = []
    if record.choices:
        kinds.append(st.sampled_from([choice.value for choice in record.choices]))
    match record.type:
        case "moment":
            first = record.earliest or START - timedelta(days=60)
            last = record.latest or max(first, START) + timedelta(days=120)
            kinds.append(st.dates(first, last).map(str))
        case "names":
            kinds.append(st.lists(st.sampled_from(PEOPLE), min_size=record.minimum, unique=True))
        case "count":
            kinds.append(st.integers(record.minimum, 12).map(str))
    return st.one_of(*kinds)
