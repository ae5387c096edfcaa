"""Explanations agree with the engine, and only parts that are decisive are reported as decisive."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from drawn import nows, states
from drawn_packs import packs
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from profiles import scaled

from interview_rules import Advisor, RulePack
from interview_rules.calendars.calendar import NEVER
from interview_rules.engines.program import program_for
from interview_rules.evaluation.session import Session

EXAMPLES = scaled(500, suppress_health_check=list(HealthCheck))
SHIPPED = [RulePack.shipped("after-the-interview"), RulePack.default()]
PACKS = pytest.mark.parametrize(
    "source",
    [*map(st.just, SHIPPED), packs],
    ids=["article", "practice", "drawn"],
)


def turned(part, flipped):
    """Return the value of a part if some tests had the opposite result."""
    if id(part) in flipped:
        return not part.holds
    inner = [turned(each, flipped) for each in part.parts]
    match part.kind:
        case "all" | "definition" | "rule":
            return all(inner)
        case "any" | "conclusion":
            return any(inner)
        case "not":
            return not inner[0]
        case _:
            return part.holds


def both_ways(tree):
    """Return the parts under an even and under an odd number of negations."""
    seen = {}
    left = [(tree, False)]
    while left:
        part, odd = left.pop()
        if odd not in seen.setdefault(id(part), set()):
            seen[id(part)].add(odd)
            left += [(each, odd is not (part.kind == "not")) for each in part.parts]
    return {part for part, found in seen.items() if len(found) > 1}


@PACKS
@EXAMPLES
@given(st.data(), states(), nows)
def test_the_tree_says_what_the_engine_says(source, data, state, now):
    pack = data.draw(source)
    report = Advisor(pack).advise(state, now)
    rule = data.draw(st.sampled_from(pack.rules))
    why = Advisor(pack).explain(state, rule.id, now)
    holds = bool(report.holds >> pack.by_id[rule.id] & 1)
    assert why.holds is why.tree.holds is holds
    assert why.given is (rule.id in report.ids)
    deciding = {id(part) for part in why.deciding}
    # A test that is required in one place and excluded in another cannot change in both.
    if not deciding & both_ways(why.tree):
        assert turned(why.tree, deciding) is not holds


@PACKS
@EXAMPLES
@given(st.data(), states(), nows)
def test_the_earliest_moment_is_the_first(source, data, state, now):
    pack = data.draw(source)
    session = Session(program_for(pack), state)
    advisor = Advisor(pack)
    why = advisor.explain(state, data.draw(st.sampled_from(pack.rules)).id, now)
    start, bit = why.evaluation.instant, 1 << why.index
    earliest = NEVER if why.earliest is None else int(why.earliest.timestamp())
    given_from = NEVER if why.given_from is None else int(why.given_from.timestamp())
    until = NEVER if why.until is None else int(why.until.timestamp())
    for instant, _facts, holds, given_ in session.windows(start).moments():
        if instant < earliest:
            assert not holds & bit
        if instant < given_from:
            assert not given_ & bit
        if why.holds and instant < until:
            assert holds & bit
    for border, mask in ((earliest, "holds"), (given_from, "given")):
        if border < NEVER:
            there = advisor.advise(state, datetime.fromtimestamp(border, UTC))
            assert getattr(there, mask) & bit
    if why.holds and until < NEVER:
        assert not advisor.advise(state, datetime.fromtimestamp(until, UTC)).holds & bit


@EXAMPLES
@given(st.sampled_from(SHIPPED), states(), nows, st.data())
def test_what_a_test_saw_stands_where_it_says(pack, state, now, data):
    why = Advisor(pack).explain(state, data.draw(st.sampled_from(pack.rules)).id, now)
    left = [why.tree]
    while left:
        part = left.pop()
        left += part.parts
        for saw in part.saw:
            for origin in saw.origins:
                if origin.event:
                    place = state.places().index(origin.path)
                    assert state.log()[place].event == origin.event
    assert str(why)
    assert why.record().holds is why.holds
