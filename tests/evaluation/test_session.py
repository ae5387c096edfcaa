"""Sessions of facts with fixed values, which need not come from any log."""

from __future__ import annotations

import json
import pickle
from datetime import UTC, date, datetime

import pytest

from interview_rules import InterviewState, RulePack, StateError
from interview_rules.engines.program import program_for
from interview_rules.evaluation.evaluation import evaluate
from interview_rules.evaluation.session import OpenDuring, Session, session_of_facts
from interview_rules.facts.vocabulary import FACTS
from interview_rules.reports.report import Report

OWN = {
    "visa": {"type": "flag", "doc": "A visa."},
    "permit": {"type": "moment", "doc": "A permit."},
    "papers": {"type": "count", "doc": "Papers."},
    "mood": {"type": "choice", "choices": ["low", "fair", "high"], "doc": "A mood."},
}
NOON = 1_795_176_000  # 2026-11-20 12:00 in UTC


def pack(when: str, facts=None) -> RulePack:
    rule = {"id": "it", "when": when, "conclude": "so", "source": "This test."}
    return RulePack.from_text(json.dumps({"pack": "tiny", "facts": facts or {}, "rules": [rule]}))


def holds(when: str, instant: int = NOON, zone: str = "UTC", **facts) -> bool:
    made = pack(when, OWN)
    session = session_of_facts(program_for(made), InterviewState.read({"timezone": zone}), facts)
    report = Report(evaluate(session, instant))
    explained = report.holds & 1
    assert (
        explained
        == program_for(made).evaluate(instant, session.facts(instant), session.calendar)[0]
    )
    return bool(explained)


SO = [
    # Moments
    ("on interview", {"interview": "2026-11-20"}),
    ("after interview", {"interview": "2026-11-20 11:59"}),
    ("from interview and not after interview", {"interview": "2026-11-20"}),
    ("before interview", {"interview": "2026-11-20 12:00:01"}),
    ("before follow_up", {"follow_up": "2027-01-01"}),  # impossible in any log
    ("interview before decision_date", {"interview": "2026-11-19", "decision_date": "2026-11-20"}),
    ("no interview and decision_date is known", {"decision_date": "2026-11-20"}),
    ("upcoming_interview is known", {"upcoming_interview": "2026-11-01"}),
    # Flags, choices and counts
    ("agency_between", {"agency_between": True}),
    ("not agency_between", {"agency_between": False}),
    ("offer is firm", {"offer": "firm"}),
    ("no offer", {"offer": "none"}),
    ("no offer", {}),
    ("rounds = 3 and no interview", {"rounds": 3}),
    ("not_yet_thanked >= 2 and no interviewers", {"not_yet_thanked": 2}),
    ("open_applications = 4", {"open_applications": 4}),
    ("solid_offers = 1", {"solid_offers": 1}),
    # Pending means unanswered
    ("follow_up_pending and unanswered_follow_ups = 1", {"follow_up_pending": True, "follow_ups": 2}),
    (
        "not follow_up_pending and unanswered_follow_ups = 0",
        {"follow_up_pending": False, "follow_ups": 2},
    ),
    (
        "follow_up_pending and unanswered_follow_ups = 2",
        {"follow_up_pending": True, "follow_ups": 2, "unanswered_follow_ups": 2},
    ),
    ("follow_up_pending and no follow_ups", {"follow_up_pending": True}),
    # Facts that the pack declares
    ("visa", {"visa": True}),
    ("not visa and papers = 2", {"visa": False, "papers": 2}),
    ("mood is high", {"mood": "high"}),
    ("no mood", {"mood": "low"}),
    ("on permit and interview is known", {"permit": "2026-11-20", "interview": "2026-11-01"}),
    ("after permit", {"permit": "2026-11-20 11:00"}),
]  # fmt: skip


@pytest.mark.parametrize(("when", "facts"), SO)
def test_facts_are_what_was_said(when, facts):
    assert holds(when, **facts)
    assert not holds(f"not ({when})", **facts)


@pytest.mark.parametrize("instant", [NOON - 86_400 * 3_650, NOON, NOON + 86_400 * 3_650])
def test_they_are_so_at_every_moment(instant):
    facts = {"upcoming_interview": "2026-11-20", "rounds": 2, "visa": True}
    assert holds("upcoming_interview is known and rounds = 2 and visa", instant, **facts)


def test_days_are_those_of_the_zone():
    assert holds("on interview", NOON, "Asia/Tokyo", interview="2026-11-20")
    assert holds("on interview", NOON + 3 * 3_600, "Asia/Tokyo", interview="2026-11-21")
    assert not holds("on interview", NOON + 3 * 3_600, "UTC", interview="2026-11-21")


def test_all_facts_can_be_given_and_none_changes_another():
    made = pack("no reply")
    values = {"moment": "2026-11-20", "flag": True, "count": 1}
    given = {
        name: fact.choices[-1] if fact.type == "choice" else values[fact.type]
        for name, fact in FACTS.items()
    }
    state = InterviewState.read({})
    session = session_of_facts(program_for(made), state, given)
    facts, plain = session.facts(NOON), Session(program_for(made), state).facts(NOON)
    for name, fact in FACTS.items():
        alone = session_of_facts(program_for(made), state, {name: given[name]}).facts(NOON)
        place = made.offsets[name]
        assert alone[place] != fact.default
        assert facts[place] == alone[place]
        others = {made.offsets[each] for each in FACTS if each != name}
        assert all(alone[each] == plain[each] for each in others)


def test_a_state_that_is_read_twice_is_not_changed():
    made, state = pack("rounds = 2"), InterviewState.read({})
    before = Session(program_for(made), state).facts(NOON)
    assert evaluate(session_of_facts(program_for(made), state, {"rounds": 2}), NOON).holds == 1
    assert Session(program_for(made), state).facts(NOON) == before
    assert evaluate(session_of_facts(program_for(made), state, {}), NOON).holds == 0


WRONG = [
    ({"interview": "soon"}, "facts.interview: 'soon' is not a date"),
    ({"interview": 5}, "facts.interview: 5 is not a date"),
    ({"agency_between": "yes"}, "facts.agency_between: expected true or false, not 'yes'"),
    ({"agency_between": 1}, "facts.agency_between: expected true or false"),
    ({"rounds": -1}, "facts.rounds: expected a whole number of at least 0"),
    ({"rounds": True}, "facts.rounds: expected a whole number of at least 0, not true"),
    ({"rounds": 1.5}, "facts.rounds: expected a whole number of at least 0"),
    ({"rounds": "2"}, "facts.rounds: expected a whole number of at least 0, not '2'"),
    ({"offer": "firmm"}, "facts.offer: unknown value 'firmm' (did you mean firm?)"),
    ({"rounds": 10**30}, f"facts.rounds: {10**30} is too large"),
    ({"offer": 3}, "facts.offer: unknown value 3"),
    ({"visa": "yes"}, "facts.visa: expected true or false"),
    ({"papers": -2}, "facts.papers: expected a whole number of at least 0"),
    ({"mood": "sad"}, "facts.mood: unknown value 'sad'"),
    ({"permit": "later"}, "facts.permit: 'later' is not a date"),
    ({"vissa": True}, "facts.vissa: unknown fact 'vissa' (did you mean visa?)"),
    ({"intervew": 1}, "facts.intervew: unknown fact 'intervew' (did you mean interview?)"),
    (
        {"follow_ups": 1, "follow_up_pending": True, "unanswered_follow_ups": 0},
        "facts.follow_up_pending: true contradicts unanswered_follow_ups: 0 (leave out one of the two)",
    ),
    (
        {"follow_ups": 1, "follow_up_pending": False, "unanswered_follow_ups": 1},
        "facts.follow_up_pending: false contradicts unanswered_follow_ups: 1 (leave out one of the two)",
    ),
]


@pytest.mark.parametrize(("facts", "said"), WRONG)
def test_what_is_no_value_of_a_fact_is_said(facts, said):
    with pytest.raises(StateError) as caught:
        holds("no reply", **facts)
    assert str(caught.value).startswith(said)


def test_problems_with_values_have_codes_and_examples():
    for facts, code, hint in (
        ({"offer": 3}, "invalid-value", ""),
        ({"vissa": True}, "unknown-name", "did you mean visa?"),
        ({"visa": "yes"}, "wrong-type", "write true or false, without quotes"),
        ({"papers": -2}, "wrong-type", "write, for example, papers: 3"),
    ):
        with pytest.raises(StateError) as caught:
            holds("no reply", **facts)
        (problem,) = caught.value.problems
        assert problem.code == code
        assert hint in problem.hint


def test_all_that_is_wrong_is_said_at_once():
    with pytest.raises(StateError) as caught:
        holds("no reply", interview="soon", visa=3, moood="low", rounds=-1)
    assert sorted(problem.where for problem in caught.value.problems) == [
        "facts.interview",
        "facts.moood",
        "facts.rounds",
        "facts.visa",
    ]


def test_windows_end_where_a_fact_that_is_held_still_is_reached():
    rule = {
        "id": "it",
        "when": "before decision_date + 1 day",
        "advise": {
            "action": "it",
            "kind": "know",
            "title": "Title",
            "text": "Until {decision_date}.",
        },
        "source": "This test.",
    }
    made = RulePack.from_text(json.dumps({"pack": "tiny", "rules": [rule]}))
    facts = {"decision_date": "2026-11-25"}
    session = session_of_facts(program_for(made), InterviewState.read({}), facts)
    report = Report(evaluate(session, NOON))
    (advice,) = report
    assert (advice.since, str(advice.until)) == (None, "2026-11-26 00:00:00+00:00")
    assert advice.text == "Until Wednesday 25 November 2026."


def test_a_fact_that_nobody_knows_is_said_of_a_pack_without_facts():
    with pytest.raises(StateError, match="did you mean decision_date"):
        session_of_facts(
            program_for(pack("no reply")), InterviewState.read({}), {"decision_dat": "2026-11-25"}
        )


def test_the_country_is_no_fact_but_stands_beside_now():
    with pytest.raises(StateError) as caught:
        session_of_facts(program_for(pack("no reply")), InterviewState.read({}), {"country": "DE"})
    (problem,) = caught.value.problems
    assert problem.where == "facts.country"
    assert problem.hint == "write it beside now, not under facts"


def test_moments_whose_holidays_nobody_knows_are_refused_when_they_are_read_all_at_once():
    made = pack("from permit - 1 business day", {**OWN, "visit": OWN["permit"]})
    facts = {"permit": "1972-01-07", "visit": "2150-01-07"}
    state = InterviewState.read({"country": "DE", "facts": facts})
    with pytest.raises(StateError) as caught:
        Session(program_for(made), state)
    assert [problem.where for problem in caught.value.problems] == ["facts.permit", "facts.visit"]
    with pytest.raises(StateError, match=r"facts\.interview: business days from 1972 cannot"):
        session_of_facts(
            program_for(made), InterviewState.read({"country": "DE"}), {"interview": "1972-01-07"}
        )


@pytest.mark.parametrize("value", [date(2026, 11, 19), datetime(2026, 11, 19, 17, tzinfo=UTC)])
def test_a_moment_of_a_pack_can_be_a_date_of_python(value):
    state = InterviewState.read({"facts": {"viewing": value}})
    assert state == InterviewState.read({"facts": {"viewing": value.isoformat()}})
    assert state.facts == {"viewing": value.isoformat()}


def test_a_session_can_be_pickled_with_its_settings():
    state = InterviewState.read({"interview": "2026-11-19"})
    session = Session(program_for(pack("no reply")), state, OpenDuring(((0, NOON),)), leave_out=1)
    again = pickle.loads(pickle.dumps(session))
    assert (again.state, again.leave_out) == (state, 1)
    assert again.open_applications == OpenDuring(((0, NOON),))
    assert evaluate(again, NOON).given == evaluate(session, NOON).given
