"""The published invariants hold for every drawn event log."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from drawn import ROUNDS, START, events, every_moment, interviewed, promised, states
from hypothesis import given, reject
from hypothesis import strategies as st
from profiles import scaled

from interview_rules import InterviewState, RulePack
from interview_rules.authoring.invariants import INVARIANTS, invariants
from interview_rules.calendars.calendar import NEVER
from interview_rules.engines.program import program_for
from interview_rules.errors import StateError
from interview_rules.events.event import EVENTS, OF_ADVICE
from interview_rules.facts.vocabulary import EMPTY, FACTS, LASTING, OFFSETS, PLACES
from interview_rules.packs.model import Rule
from interview_rules.packs.origins import Source

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


OFTEN = (
    *ROUNDS,
    *ROUNDS,
    "follow-up-sent",
    "interview-cancelled",
    "missed-interview",
    "reply-received",
)
NAMES = (*(name for name in EVENTS if name not in OF_ADVICE), *OFTEN, *OFTEN)


@st.composite
def crowded(draw):
    """Draw logs of one week, including the week in which Apia skipped a day."""
    log = draw(st.lists(events(NAMES), min_size=2, max_size=7))
    place, first = draw(
        st.sampled_from((("UTC", date(2026, 11, 16)), ("Pacific/Apia", date(2011, 12, 27))))
    )

    def moved(value):
        """Return a moment moved into the week, with the same precision."""
        try:
            day = date.fromisoformat(value[:10])
        except (TypeError, ValueError):
            return value
        return str(first + timedelta(days=(day - START).days % 7)) + value[10:]

    log = [{name: moved(value) for name, value in event.items()} for event in log]
    try:
        return InterviewState.from_events(log, timezone=place)
    except StateError:  # an hour of the skipped day, or an end before its start
        reject()


@scaled(400)
@given(st.one_of(logs(), crowded()))
def test_every_invariant_holds_at_every_moment_of_every_log(state):
    for instant, facts in every_moment(DEFAULT, state):
        if instant < EARLIEST:
            continue
        held, _given = program_for(WATCHING).evaluate(instant, facts, state.calendar)
        broken = [INVARIANTS[place] for place in range(len(INVARIANTS)) if not held >> place & 1]
        assert not broken, state.calendar.to_datetime(instant)


@scaled(200)
@given(crowded())
def test_only_moments_of_rounds_end_later_than_a_day_or_point_in_time_does(state):
    starts = state.calendar.starts
    for border in state.intervals.change_points:
        facts = state.facts_at(border)
        for name in (name for name, fact in FACTS.items() if fact.type == "moment"):
            start, end, day = facts[PLACES[name]]
            if name not in LASTING and start < NEVER:
                assert end == start or (start, end) == (starts[day], starts[day + 1])


def test_facts_of_no_log_break_invariants():
    facts = EMPTY.copy()
    facts[OFFSETS["follow_up_pending"]] = True
    held, _given = program_for(WATCHING).evaluate(0, facts, InterviewState.read({}).calendar)
    broken = {INVARIANTS[place] for place in range(len(INVARIANTS)) if not held >> place & 1}
    assert "not follow_up_pending or follow_up is known" in broken
