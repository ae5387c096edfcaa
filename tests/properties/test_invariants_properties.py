"""What is said to be so of every log is so of every log that is drawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from drawn import every_moment, interviewed, promised, states
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_rules import InterviewState, RulePack
from interview_rules.facts import EMPTY, OFFSETS
from interview_rules.invariants import INVARIANTS, invariants
from interview_rules.packs import Rule, Source

EARLIEST = int(datetime(1900, 1, 1, tzinfo=UTC).timestamp())
DEFAULT = RulePack.default()
WATCHING = replace(
    DEFAULT,
    rules=tuple(
        Rule(f"invariant-{place}", condition, (), Source(), "", condition.at)
        for place, condition in enumerate(invariants())
    ),
    exclusive=(),
    stances=(),
    complete=(),
)
ALL = (1 << len(INVARIANTS)) - 1


@st.composite
def logs(draw):
    state = draw(st.one_of(states(), st.none()))
    if state is not None:
        return state
    log, _now = draw(st.one_of(interviewed(), promised()))
    return InterviewState.from_events(log)


@settings(max_examples=400, deadline=None)
@given(logs())
def test_every_invariant_holds_at_every_moment_of_every_log(state):
    for instant, facts in every_moment(DEFAULT, state):
        if instant < EARLIEST:
            continue
        held, _given = WATCHING.engine.evaluate(instant, facts, state.calendar)
        broken = [INVARIANTS[place] for place in range(len(INVARIANTS)) if not held >> place & 1]
        assert not broken, state.calendar.to_datetime(instant)


def test_facts_of_no_log_break_invariants():
    facts = EMPTY.copy()
    facts[OFFSETS["follow_up_pending"]] = True
    held, _given = WATCHING.engine.evaluate(0, facts, InterviewState.read({}).calendar)
    broken = {INVARIANTS[place] for place in range(len(INVARIANTS)) if not held >> place & 1}
    assert "not follow_up_pending or follow_up is known" in broken
