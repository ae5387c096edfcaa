"""The hand-written rules of the benchmarks give the same results as the engine.

They were written independently from the YAML, so each checks the other.
"""

from __future__ import annotations

import sys
from pathlib import Path

from drawn import every_moment, interviewed, states
from hypothesis import given
from profiles import scaled

from interview_rules import InterviewState, RulePack
from interview_rules.engines.program import program_for

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))
from handwritten import advise_by_hand  # importable thanks to the line above

PACK = RulePack.default()
BY_HAND = advise_by_hand(PACK)


def compare(state):
    for instant, facts in every_moment(PACK, state):
        engine = program_for(PACK).evaluate(instant, facts, state.calendar)
        assert engine == BY_HAND(instant, facts, state.calendar)


@scaled(300)
@given(states())
def test_the_engine_agrees_with_rules_written_by_hand(state):
    compare(state)


@scaled(300)
@given(interviewed())
def test_they_agree_after_an_interview(drawn):
    compare(InterviewState.from_events(drawn[0], timezone="America/Havana"))
