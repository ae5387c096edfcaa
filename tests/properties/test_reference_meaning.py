"""Engines agree with the interpreter, which evaluates conditions node by node."""

from __future__ import annotations

import importlib.util

import pytest
from fact_rows import tables
from hypothesis import HealthCheck, given
from profiles import scaled

from interview_rules import PackError
from interview_rules.engines.program import program_for
from interview_rules.evaluation.interpreter import Interpreter

# The drawn examples are long.
pytestmark = pytest.mark.filterwarnings("ignore::hypothesis.errors.HypothesisWarning")
DURABLE = importlib.util.find_spec("durable_rules_engine") is not None


def draws(examples: int):
    return scaled(examples, suppress_health_check=list(HealthCheck))


@draws(400)
@given(tables(most=40))
def test_the_compiled_engine(drawn):
    pack, now, rows = drawn
    program = program_for(pack)
    for facts, calendar in rows:
        reference = Interpreter(pack, now, facts, calendar)
        assert program.evaluate(now, facts, calendar) == reference.evaluate()
        for place, rule in enumerate(pack.rules):
            if rule.advise and rule.advise.due:
                due = program.moments.due(place)(facts, calendar)
                assert due == reference.span(rule.advise.due)


@pytest.mark.skipif(not DURABLE, reason="durable_rules runs on 3.11 and 3.12 only")
@draws(200)
@given(tables(most=40))
def test_the_durable_engine(drawn):
    pack, now, rows = drawn
    try:
        program = program_for(pack, "durable")
    except PackError:
        return
    for facts, calendar in rows:
        reference = Interpreter(pack, now, facts, calendar).evaluate()
        assert program.evaluate(now, facts, calendar) == reference
