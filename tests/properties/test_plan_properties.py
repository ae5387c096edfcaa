"""Plans end, have no gaps, and agree with the advice at every moment."""

from __future__ import annotations

from itertools import pairwise

import pytest
from drawn import nows, states
from drawn_packs import packs
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from profiles import scaled

from interview_rules import Advisor, RulePack
from interview_rules.evaluation.simulation import MOST_ACTS

EXAMPLES = scaled(500, suppress_health_check=list(HealthCheck))
SHIPPED = [RulePack.shipped("after-the-interview"), RulePack.default()]
PACKS = pytest.mark.parametrize(
    "source",
    [*map(st.just, SHIPPED), packs],
    ids=["article", "practice", "drawn"],
)
MARKED = st.booleans().flatmap(lambda marked: states(marked=marked))


def says(report):
    return [(advice.id, advice.title, advice.text, advice.due) for advice in report]


@PACKS
@EXAMPLES
@given(st.data(), MARKED, nows)
def test_in_silence_a_plan_says_what_advice_will_say(source, data, state, now):
    pack = data.draw(source)
    advisor = Advisor(pack)
    plan = advisor.plan(state, now)
    assert says(plan[0]) == says(advisor.advise(state, now))
    assert plan[-1].until is None
    report = advisor.advise(state, now)
    for stretch in plan:
        assert says(stretch) == says(report)
        assert stretch.until == report.next_change
        if stretch.until is not None:
            report = advisor.advise(state, stretch.until)


@PACKS
@EXAMPLES
@given(st.data(), MARKED, nows)
def test_following_all_advice_ends_and_only_does_what_was_advised(source, data, state, now):
    pack = data.draw(source)
    advisor = Advisor(pack)
    plan = advisor.plan(state, now, assume="follow advice")
    assert says(plan[0]) == says(advisor.advise(state, now))
    assert len(plan.imagined) <= MOST_ACTS
    assert plan.cut_short is (len(plan.imagined) == MOST_ACTS)
    if pack in SHIPPED:
        assert len(plan.imagined) < 20
    for one, other in pairwise(plan):
        assert one.since < one.until == other.since
        assert says(one) != says(other)
    done = [each for each in plan.happens if each.imagined]
    for each in done:
        before = max((s for s in plan if s.since < each.at), key=lambda s: s.since)
        advised = {pack.recorded.get(a.action) for a in before if a.kind == "do"}
        assert each.event.event in advised


@PACKS
@EXAMPLES
@given(st.data(), MARKED, nows)
def test_the_rows_of_a_plan_are_its_stretches(source, data, state, now):
    pack = data.draw(source)
    plan = Advisor(pack).plan(state, now, until="2027-06-30")
    for stretch in plan:
        there = {
            (row.id, row.title)
            for row in plan.rows
            for bar in row.bars
            if bar.since <= stretch.since and (bar.until is None or stretch.until <= bar.until)
        }
        assert there == {(advice.id, advice.title) for advice in stretch}
    for row in plan.rows:
        for one, other in pairwise(row.bars):
            assert one.until < other.since
