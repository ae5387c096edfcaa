"""All ways to write one event log give the same facts."""

from __future__ import annotations

from itertools import pairwise

from drawn import events, logs, marks, states, zones
from hypothesis import given
from hypothesis import strategies as st
from profiles import scaled

from interview_rules import InterviewState
from interview_rules.events.event import Event
from interview_rules.facts.folding import fold
from interview_rules.facts.intervals import FactIntervals, intervals_of
from interview_rules.facts.timeline import Timeline

EXAMPLES = scaled(500)


def moments_of(state: InterviewState) -> list[int]:
    borders = state.intervals.change_points
    return [t for border in borders for t in (border - 1, border)] or [0]


@EXAMPLES
@given(states())
def test_a_snapshot_and_its_log_give_the_same_facts_at_every_moment(state):
    snapshot = state.snapshot()
    again = InterviewState.from_events(
        snapshot.log(),
        timezone=state.timezone,
        country=state.country,
        intermediary=state.intermediary,
        hr_reachable=state.hr_reachable,
        internal_candidate=state.internal_candidate,
        contact_known=state.contact_known,
    )
    for moment in moments_of(state):
        assert state.facts_at(moment) == snapshot.facts_at(moment) == again.facts_at(moment)
        assert snapshot.as_log().facts_at(moment) == state.facts_at(moment)


@EXAMPLES
@given(st.data(), logs, zones)
def test_the_order_of_a_log_never_counts(data, log, zone):
    state = InterviewState.from_events(log, timezone=zone)
    shuffled = InterviewState.from_events(data.draw(st.permutations(log)), timezone=zone)
    for moment in moments_of(state):
        assert state.facts_at(moment) == shuffled.facts_at(moment)


@EXAMPLES
@given(states())
def test_a_state_survives_json(state):
    again = InterviewState.model_validate_json(state.model_dump_json())
    assert again == state
    assert again.identity == state.identity
    assert hash(again) == hash(state)
    assert {state: 1}[again] == 1


@EXAMPLES
@given(states())
def test_facts_change_only_at_the_borders(state):
    borders = state.intervals.change_points
    for left, right in pairwise(borders):
        assert state.facts_at(left) == state.facts_at(right - 1)


@EXAMPLES
@given(states())
def test_a_fact_has_one_value_at_a_time(state):
    for point in state.intervals.change_points:
        found = {}
        for each in state.intervals.values:
            if each.contains(point):
                assert found.setdefault(each.fact, each.value) == each.value


def plain(intervals: FactIntervals) -> tuple:
    """Return intervals without the objects that they come from, which are compared by identity.

    Where those of one fact overlap, they have the same value, so it does not matter in which order
    they are listed.
    """
    values = sorted((each.fact, each.start, each.end, each.value) for each in intervals.values)
    counts = sorted((each.fact, each.start, each.end, each.value) for each in intervals.counts)
    changes = (intervals.points.instants, intervals.points.changes, intervals.points.known_changes)
    folded = [fold(intervals, instant) for instant in intervals.change_points]
    return intervals.base, folded, values, counts, *changes, intervals.marks


@EXAMPLES
@given(
    states(marked=True),
    st.lists(st.tuples(st.one_of(events(), marks()), st.booleans()), min_size=1, max_size=4),
)
def test_a_log_with_one_more_event_has_the_intervals_of_the_whole_log(state, further):
    grown = state
    for each, is_read in [*further, (further[0][0], True)]:
        grown = grown.imagined(Event.model_validate(each))
        if not is_read:
            continue
        log = grown.timeline.events
        assert {*log} == {*grown.log()}
        whole = intervals_of(Timeline(log, grown.calendar), grown.standing)
        assert plain(grown.intervals) == plain(whole)
        kept, again = grown.timeline, whole.timeline
        assert [each[:-1] for each in kept.happenings] == [each[:-1] for each in again.happenings]
        assert (kept.free_days, kept.of_pack) == (again.free_days, again.of_pack)
