"""What-ifs: the same as the evaluation of the changed state."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from interview_rules import Advisor, InterviewRulesError, InterviewState, RulePack
from interview_rules.evaluation.askable import askable
from interview_rules.evaluation.evaluation import evaluate
from interview_rules.evaluation.questions import tries
from interview_rules.evaluation.what_if import what_if
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
        for answer in tries(evaluation, question)[::3]:
            try:
                changes = question.changes(answer)
                other = evaluate(evaluation.session.again(state.amended(changes)), now)
            except InterviewRulesError:
                continue
            found = what_if(evaluation, changes)
            assert (found.facts, found.holds, found.given) == (
                other.facts,
                other.holds,
                other.given,
            )


def test_what_a_search_leaves_out_stays_out():
    report = ADVISOR.advise({"interview": "2026-11-10"}, "2026-11-24 12:00")
    session = report.evaluation.session
    session.leave_out = report.given
    left = what_if(evaluate(session, report.instant), {"hr_reachable": False})
    assert left.given & report.given == 0
