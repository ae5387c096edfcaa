"""Advice on an application is the same within a search, and changes only at announced moments."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise

from drawn import events, every_moment, nows, states, zones
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from profiles import scaled

from interview_rules import Advisor, JobSearch
from interview_rules.calendars.calendar import NEVER
from interview_rules.calendars.moments import instant_of
from interview_rules.engines.rule_mask import contains
from interview_rules.evaluation.search_session import open_while
from interview_rules.evaluation.session import Session
from interview_rules.evaluation.simulation import MOST_ACTS

EXAMPLES = scaled(500, suppress_health_check=list(HealthCheck))
ADVISOR = Advisor()
CLOSED = ("settled", "assumed_filled", "written_off")
OWN = ("application-sent", "boards-searched", "networking-attended", "mentor-consulted",
       "other-offer", "other-offer-deadline", "written-offer", "offer-declined")  # fmt: skip


@st.composite
def searches(draw):
    names = draw(st.lists(st.sampled_from("ABCD"), max_size=3, unique=True))
    return JobSearch.read(
        {
            "applications": {name: draw(states()) for name in names},
            "events": draw(st.lists(events(OWN), max_size=4)),
            "timezone": draw(zones),
        }
    )


def says(items):
    return [(name, a.id, a.title, a.text, a.due) for name, a in items]


@EXAMPLES
@given(searches(), nows)
def test_an_application_is_advised_as_alone_but_for_what_is_the_persons(search, now):
    report = ADVISOR.advise(search, now)
    own = {*ADVISOR.search_pack.actions}
    for name, state in search.prepared.items():
        alone = ADVISOR.advise(state, report.now)
        kept = [a.id for a in alone if a.action not in own]
        assert list(report.applications[name].ids) == kept
        for advice in report.applications[name]:
            other = next(a for a in alone if a.id == advice.id)
            assert (advice.since, advice.until) == (other.since, other.until)
    assert {*report.search.actions} & {*ADVISOR.search_pack.stances}


@EXAMPLES
@given(searches(), nows)
def test_the_windows_of_the_search_hold(search, now):
    report = ADVISOR.advise(search, now)
    for advice in report.search:
        for border, inside in ((advice.since, True), (advice.until, False)):
            if border is not None:
                at = int(border.timestamp())
                for instant, given_ in ((at, inside), (at - 1, not inside)):
                    there = ADVISOR.advise(search, datetime.fromtimestamp(instant, UTC)).search
                    assert (advice.id in there.ids) is given_
    if report.next_change is not None:
        at = int(report.next_change.timestamp())
        change, before = (
            ADVISOR.advise(search, datetime.fromtimestamp(t, UTC)) for t in (at, at - 1)
        )
        assert says(change) != says(report)
        assert sorted(says(before), key=repr) == sorted(says(report), key=repr)


@EXAMPLES
@given(searches(), nows, st.sampled_from(("silence", "follow advice")))
def test_the_plan_of_a_search_begins_as_it_is_advised_and_ends(search, now, assume):
    plan = ADVISOR.plan(search, now, assume=assume)
    assert says(plan.stretches[0]) == says(ADVISOR.advise(search, now))
    assert not plan.cut_short
    assert sum(len(each.imagined) for each in plan.applications.values()) < MOST_ACTS
    for one, other in pairwise(plan.stretches):
        assert one.since.timestamp() < one.until.timestamp() == other.since.timestamp()
    assert plan.stretches[-1].until == plan.until


@EXAMPLES
@given(states())
def test_an_application_is_open_whenever_no_conclusion_closes_it(state):
    session = Session(ADVISOR.program, state)
    spans = open_while(session)
    pack = ADVISOR.pack
    over = {index for name in CLOSED for index in pack.concluders[name]}
    timeline = state.timeline
    begun = min(
        [each.known for each in timeline.happenings]
        + [each.announced for each in timeline.meetings],
        default=-NEVER,
    )
    for instant, facts in every_moment(pack, state):
        holds = session.program.evaluate(instant, facts, state.calendar)[0]
        closed = any(contains(holds, index) for index in over)
        assert any(start <= instant < end for start, end in spans) == (
            instant >= begun and not closed
        )


@EXAMPLES
@given(searches(), nows)
def test_counting_the_open_applications_at_one_moment_agrees_with_their_periods(search, now):
    whole = ADVISOR._search_session(search)
    known = whole.person(whole.sessions)
    spans = known.open_applications.periods
    assert known.intervals  # from now on, its facts are folded from the periods
    moments = {instant_of(now, search.calendar)}
    moments |= {at + more for span in spans for at in span if abs(at) < NEVER for more in (-1, 0)}
    for instant in moments:
        assert whole.person(whole.sessions).facts(instant) == known.facts(instant)
