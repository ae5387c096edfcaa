"""What applications share about offers elsewhere is what each would find on its own."""

from __future__ import annotations

from drawn import countries, events, logs, marks, states, zones
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from profiles import scaled

from interview_rules import Event, InterviewState, JobSearch
from interview_rules.events.effects import ELSEWHERE
from interview_rules.facts.elsewhere import intervals_beside, intervals_elsewhere
from interview_rules.facts.folding import fold
from interview_rules.facts.happening import content_of
from interview_rules.facts.intervals import intervals_of
from interview_rules.facts.timeline import Timeline
from interview_rules.state.interview_state import PLACE
from interview_rules.state.job_search import as_elsewhere

EXAMPLES = scaled(500, suppress_health_check=list(HealthCheck))
EMPLOYERS = st.sampled_from((None, "Ash", "Birch", "Cobalt"))


@st.composite
def offers(draw):
    """Draw events of other employers, some of them twice."""
    found = []
    for event in draw(st.lists(events(tuple(ELSEWHERE)), max_size=6)):
        employer = draw(EMPLOYERS)
        found.append(Event.model_validate({**event, "elsewhere": True, "employer": employer}))
    return tuple(found + found[: draw(st.integers(0, 1))])


def check_same(found, whole):
    """Compare everything that is read from the intervals of a log."""
    assert sorted(map(repr, said(found.values))) == sorted(map(repr, said(whole.values)))
    assert sorted(map(repr, said(found.counts))) == sorted(map(repr, said(whole.counts)))
    for name in ("instants", "changes", "known_changes"):
        assert getattr(found.points, name) == getattr(whole.points, name)
    for point in (0, *whole.change_points):
        for instant in (point - 1, point):
            assert fold(found, instant) == fold(whole, instant)
    assert found.marks == whole.marks
    mine, other = found.timeline, whole.timeline
    assert mine.events == other.events
    assert list(map(what, mine.happenings)) == list(map(what, other.happenings))
    assert mine.begins == other.begins
    assert {slot: list(map(what, each)) for slot, each in mine.by_slot.items()} == {
        slot: list(map(what, each)) for slot, each in other.by_slot.items()
    }


def said(intervals):
    return [(*each[:4], each.origin and content_of(each.origin.event)) for each in intervals]


def what(happening):
    return (*happening[:-2], content_of(happening.event))


@EXAMPLES
@given(logs, st.lists(marks(), max_size=2), offers(), zones, countries)
def test_the_intervals_of_both_parts_are_those_of_the_whole_log(
    log, marked, elsewhere, zone, country
):
    here = InterviewState.from_events(
        [event for event in (*log, *marked) if not event.get("elsewhere")],
        timezone=zone,
        country=country,
    )
    calendar, standing = here.calendar, {"contact_unknown": 1}
    shared = intervals_elsewhere(elsewhere, calendar)
    all_events = (*elsewhere, *here.events)
    own = Timeline(here.events, calendar)
    found = intervals_beside(own, standing, shared, all_events)
    check_same(found, intervals_of(Timeline(all_events, calendar), standing))


@st.composite
def searches(draw):
    names = draw(st.lists(st.sampled_from("ABCDE"), max_size=4, unique=True))
    applications = {}
    for name in names:
        state = draw(states(marked=True))
        if draw(st.booleans()):
            state = state.with_events(*draw(st.lists(events(tuple(ELSEWHERE)), max_size=3)))
        if draw(st.booleans()):
            state = state.amended({"timezone": None, "country": None})
        applications[name] = {field: getattr(state, field) for field in state.model_fields_set}
    return JobSearch.read(
        {
            "applications": applications,
            "events": draw(st.lists(events(tuple(ELSEWHERE)), max_size=3)),
            "timezone": draw(zones),
            "country": draw(countries),
        }
    )


@EXAMPLES
@given(searches())
def test_an_application_receives_what_it_would_read_on_its_own(search):
    outside = [as_elsewhere(event) for event in search.events if event.event in ELSEWHERE]
    for name, prepared in search.prepared.items():
        state = search.applications[name]
        others = [e for other, es in search.offers.items() if other != name for e in es]
        there = {field: getattr(prepared, field) for field in PLACE}
        received = {"elsewhere": (*state.elsewhere, *outside, *others)}
        whole = state.amended({**there, **received})
        assert prepared == whole
        assert prepared.log() == whole.log()
        check_same(prepared.intervals, whole.intervals)
