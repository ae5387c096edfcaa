"""Everything public pickles and copies, whatever was read before, and works in other processes."""

from __future__ import annotations

import copy
import multiprocessing
import pickle
from datetime import timedelta
from functools import cache

import pytest

import interview_rules
from interview_rules import (
    Advisor,
    CalendarFeed,
    Event,
    InterviewState,
    JobSearch,
    PackError,
    Problem,
    RulePack,
    StateError,
    advise,
    explain,
    plan,
)

NOW = "2026-11-24 12:00"
STATE = InterviewState.read(
    {
        "interview": "2026-11-19 10:00",
        "decision_date": "2026-11-23",
        "offer": {"at": "2026-11-20", "step": "verbal"},
        "country": "DE",
        "timezone": "Europe/Berlin",
        "id": "a-1",
        "meta": {"x": [1]},
    }
)
SEARCH = JobSearch.read({"applications": {"Acme": STATE, "Bolt": {"interview": "2026-11-20"}}})


SNOOZE = {"event": "advice-set-aside", "at": "2026-11-24 10:00", "advice": "continue-search"}


def read_everything(thing):
    """Read every public property, so that all caches are filled."""
    for name in dir(thing):
        if not name.startswith(("_", "model_")) and not callable(getattr(type(thing), name, None)):
            getattr(thing, name)
    if hasattr(thing, "to_json"):
        thing.to_json()


@cache
def made():
    report, across = advise(STATE, NOW), advise(SEARCH, NOW)
    ahead = plan(STATE, NOW, assume="follow advice")
    why = explain(STATE, "follow-up", NOW)
    return {
        "Advisor": Advisor(),
        "CalendarFeed": CalendarFeed(b"BEGIN", '"tag"', "name", timedelta(hours=4)),
        "Advice": report.advice[0],
        "Event": Event(at="2026-11-19", event="interview", meta={"x": 1}),
        "Explanation": why,
        "Part": why.tree,
        "InterviewState": STATE,
        "JobSearch": SEARCH,
        "Plan": ahead,
        "Stretch": ahead.stretches[0],
        "Problem": Problem("x", "y", "z"),
        "Question": report.questions(all=True)[0],
        "Questions": report.questions,
        "Report": report,
        "RulePack": RulePack.default(),
        "SearchAdvice": across.advice[0],
        "SearchSnoozedAdvice": advise(SEARCH.with_events(SNOOZE), NOW).snoozed[0],
        "SnoozedAdvice": advise(STATE.with_events(SNOOZE), NOW).snoozed[0],
        "SearchPlan": plan(SEARCH, NOW),
        "SearchReport": across,
        "record": report.record(),
    }


def said(thing):
    """Return what a thing says, for comparison."""
    match thing:
        case interview_rules.Report() | interview_rules.Explanation() | interview_rules.Plan():
            return thing.to_json()
        case interview_rules.SearchReport() | interview_rules.SearchPlan():
            return thing.to_json()
        case Advisor():
            return thing.advise(STATE, NOW).to_json()
        case interview_rules.Advice():
            return thing.record()
        case interview_rules.SearchAdvice():
            return thing.advice.record()
        case interview_rules.SearchSnoozedAdvice():
            return thing.snoozed.record()
        case _ if hasattr(thing, "record"):
            return thing.record(set()) if hasattr(thing, "tree") else thing.record()
        case interview_rules.Stretch():
            return [advice.record() for advice in thing]
        case _:
            return repr(thing)


QUICK = ("CalendarFeed", "Event", "InterviewState", "JobSearch", "Problem", "Question")
"""Tried in the quick run; the others make a whole rule pack executable again and again."""


@pytest.mark.parametrize(
    "name", [pytest.param(n, marks=() if n in QUICK else pytest.mark.slow) for n in made()]
)
def test_it_pickles_and_copies(name):
    for read in (False, True):
        thing = made()[name]
        before = said(thing)
        if read:
            read_everything(thing)
        assert said(pickle.loads(pickle.dumps(thing))) == before
        assert said(copy.deepcopy(thing)) == before
        assert said(copy.copy(thing)) == before


def test_every_public_class_is_tried():
    public = {n for n in interview_rules.__all__ if isinstance(getattr(interview_rules, n), type)}
    errors = {n for n in public if issubclass(getattr(interview_rules, n), Exception)}
    records = {n for n in public if n.endswith("Record")}
    assert public - errors - records <= {*made()}


def test_a_question_from_a_pickle_can_be_answered():
    for question in advise(STATE, NOW).questions(all=True):
        again = pickle.loads(pickle.dumps(question))
        for choice in question.choices:
            assert again.answered(choice) == question.answered(choice)


def test_errors_keep_their_problems():
    for error in (StateError([Problem("a", "b")]), PackError([Problem("a", "b")])):
        assert pickle.loads(pickle.dumps(error)).problems == error.problems


def _advised(advisor, state):
    return advisor.advise(state, NOW).to_json()


@pytest.mark.process
def test_an_advisor_works_in_other_processes():
    advisor = Advisor()
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        found = pool.starmap(_advised, [(advisor, STATE)] * 4)
    assert set(found) == {_advised(advisor, STATE)}
