"""What-ifs: the same as the evaluation of the changed state."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_rules import (
    Advisor,
    InterviewRulesError,
    InterviewState,
    JobSearch,
    RulePack,
    StateError,
)
from interview_rules.evaluation.askable import askable
from interview_rules.evaluation.evaluation import evaluate
from interview_rules.evaluation.questions import tries
from interview_rules.evaluation.what_if import what_if
from interview_rules.events.event import Event
from tests.drawn import logs

PACK = RulePack.from_text("""
pack: own
extends: in-practice
facts:
  visa: {type: flag, doc: A visa is needed.}
  mood: {type: choice, choices: [good, bad], doc: Their mood.}
rules:
  - id: papers
    when: visa and mood is bad
    source: Officials take their time.
    advise: {action: papers, kind: do, title: See to the papers, text: Ask.}
""")
ADVISOR = Advisor(PACK)


@given(logs, st.integers(0, 45), st.sampled_from(["US", None]))
def test_an_answer_leads_to_the_advice_of_the_changed_state(log, day, country):
    state = InterviewState.from_events(log, country=country)
    now = state.calendar.starts[739920 + day] + 12 * 3600
    evaluation = evaluate(
        ADVISOR.advise(state, state.calendar.to_datetime(now)).evaluation.session, now
    )
    for question in askable(evaluation):
        seen = {}
        for answer in tries(evaluation, question)[::3]:
            try:
                changes = question.changes(answer)
                other = evaluate(evaluation.session.again(state.amended(changes)), now)
            except InterviewRulesError:
                continue
            found = what_if(evaluation, changes, seen)
            assert (found.facts, found.holds, found.given, found.says()) == (
                other.facts,
                other.holds,
                other.given,
                other.says(),
            )


INTERVIEW = {"at": "2026-11-10", "event": "interview"}
YESTERDAY = {**INTERVIEW, "at": "2026-11-23"}
HOLD = {"at": "2026-11-12", "event": "position-on-hold"}


def folds_again(advisor: Advisor, state: InterviewState, changes: dict[str, object]) -> bool:
    """Return True if a what-if folds the log again; check that it finds what folding finds."""
    evaluation = advisor.advise(state, "2026-11-24 12:00").evaluation
    found = what_if(evaluation, changes)
    other = evaluate(evaluation.session.again(state.amended(changes)), evaluation.instant)
    assert (found.instant, found.facts, found.given, found.says()) == (
        other.instant,
        other.facts,
        other.given,
        other.says(),
    )
    return found.session is not evaluation.session


@pytest.mark.parametrize(
    ("log", "place", "change"),
    [
        ([INTERVIEW, HOLD], 1, {"date": date(2026, 12, 1)}),
        ([INTERVIEW, HOLD], 0, {"interviewers": ("Ms Okafor", "Mr Lind")}),
        ([{**INTERVIEW, "interviewers": ["Dr Abe"]}], 0, {"interviewers": ("Ms Okafor",)}),
        ([{**YESTERDAY, "interviewers": ["Dr Abe"]}], 0, {"interviewers": ("Ms Okafor",)}),
        ([INTERVIEW, {**INTERVIEW, "at": "2026-11-09"}], 0, {"interviewers": ("Ms Okafor",)}),
    ],
)
def test_a_changed_event_takes_no_second_folding(log, place, change):
    state = InterviewState.from_events(log)
    assert not folds_again(ADVISOR, state, state.amendment(place, change))


@pytest.mark.parametrize(
    ("log", "place", "change"),
    [
        ([INTERVIEW, HOLD], 0, {"at": date(2026, 11, 11)}),
        ([INTERVIEW, HOLD], 1, {"at": date(2026, 11, 13)}),
        ([INTERVIEW, {**INTERVIEW, "at": "2026-11-09"}], 1, {"interviewers": ("Ms Okafor",)}),
        ([INTERVIEW, HOLD, HOLD], 1, {"date": date(2026, 12, 1)}),
        ([INTERVIEW, INTERVIEW], 0, {"interviewers": ("Ms Okafor",)}),
    ],
)
def test_a_change_of_more_than_single_facts_is_left_to_folding(log, place, change):
    state = InterviewState.from_events(log)
    assert folds_again(ADVISOR, state, state.amendment(place, change))


FLAT = Advisor(RulePack.load(Path(__file__).parents[2] / "examples" / "rental-viewing.yaml"))


@pytest.mark.parametrize(
    ("advisor", "changes"),
    [
        (ADVISOR, {"add": [Event(event="decision-date-set", at="2026-11-20", date="2026-11-27")]}),
        (ADVISOR, {"facts": {"visa": True, "mood": "bad"}}),
        (ADVISOR, {"intermediary": "recruiter"}),
        (
            ADVISOR,
            {
                **dict.fromkeys(("hr_reachable", "contact_known", "internal_candidate"), False),
                "intermediary": "none",
                "employer_kind": "public",
            },
        ),
        (FLAT, {"add": [Event(event="flat.viewed", at="2026-11-20 17:00")]}),
        # Nothing comes of these.
        (ADVISOR, {"facts": {"mood": "good"}}),
        (FLAT, {"add": [Event(event="flat.decision-day-named", at="2026-11-20")]}),
    ],
)
def test_a_new_event_and_a_new_value_take_no_second_folding(advisor, changes):
    assert not folds_again(advisor, InterviewState.from_events([INTERVIEW]), changes)


@pytest.mark.parametrize("role", ["agency", "recruiter"])
def test_who_is_in_between_is_left_to_folding_if_the_log_says_it_too(role):
    state = InterviewState.from_events([{**INTERVIEW, "role": role}])
    for given_ in ("agency", "recruiter", "none"):
        assert folds_again(ADVISOR, state, {"intermediary": given_})


def test_advice_that_is_snoozed_stays_so():
    snoozed = {"at": "2026-11-24", "event": "advice-set-aside", "advice": "continue-search"}
    plain, state = (InterviewState.from_events([INTERVIEW, *more]) for more in ([], [snoozed]))
    assert "continue-search" in ADVISOR.advise(plain, "2026-11-24 12:00")
    assert folds_again(ADVISOR, state, {"hr_reachable": False})


def test_only_years_that_a_state_may_contain_are_tried():
    report = ADVISOR.advise({"interview": "2199-11-10"}, "2199-12-24 12:00")
    questions = {question.fact: question for question in askable(report.evaluation)}
    question = questions["decision_date"]
    assert question.tried(date(2200, 12, 31)) is not None
    assert question.tried(date(2201, 1, 1)) is None


def test_what_a_search_leaves_out_stays_out():
    report = ADVISOR.advise({"interview": "2026-11-10"}, "2026-11-24 12:00")
    session = report.evaluation.session
    session.leave_out = report.given
    left = what_if(evaluate(session, report.instant), {"hr_reachable": False})
    assert left.given & report.given == 0


def test_the_name_of_an_application_in_an_imagined_event_is_text():
    search = JobSearch.read({"applications": {"5": {"interview": "2026-11-19"}}})
    for name, kind in ((None, "null"), (5, "5"), (["5"], "a list")):
        event = {"application": name, "at": "2026-11-25", "event": "reply-received"}
        with pytest.raises(StateError) as caught:
            Advisor().plan(search, "2026-11-20 12:00", assume=event)
        assert str(caught.value.problems[0]) == (
            f"assume[0].application: the name of an application must be text, not {kind}"
            " (name an application of the search)"
        )


def test_events_that_differ_in_meta_only_count_as_one_in_both_ways():
    hold = {"at": "2026-11-20", "event": "position-on-hold"}
    state = InterviewState.from_events(
        [
            {"at": "2026-11-19", "event": "interview"},
            {**hold, "meta": {"n": 1}},
            {**hold, "meta": {"n": 2}},
        ]
    )
    report = Advisor().advise(state, "2026-11-21 12:00")
    evaluation = report.evaluation
    for place in (1, 2):
        changes = state.amendment(place, {"date": date(2026, 12, 24)})
        again = evaluate(evaluation.session.again(state.amended(changes)), evaluation.instant)
        assert what_if(evaluation, changes).facts == again.facts
