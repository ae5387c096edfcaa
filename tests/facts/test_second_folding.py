"""Tests of folding against a second opinion: a naive folder made from the table folding.yaml."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise

from drawn import ROUNDS, START, states, zones
from facts import naive_folder
from facts.naive_rounds import TABLE
from hypothesis import given
from hypothesis import strategies as st
from profiles import scaled

from interview_rules import InterviewState
from interview_rules.calendars.calendar import NEVER
from interview_rules.calendars.moments import resolve
from interview_rules.events.event import EVENTS, NEEDS_DATE, OF_ADVICE, UNDATED_SAYING
from interview_rules.facts.vocabulary import FACTS, OFFSETS

PLACES_OF_FACTS = (
    "facts",
    "facts of other employers",
    "facts of rounds",
    "facts of several events",
    "facts of fields",
)
IN_TABLE = {name for place in PLACES_OF_FACTS for name in TABLE[place] if name in FACTS}
FIELDS = {row["field"] for row in TABLE["facts of fields"].values()}
PEOPLE = ("Ms Okafor", "ms okafor", "Mr Lind")
ENDINGS, OFFERS = TABLE["words"]["the end"], TABLE["words"]["an offer"]
OFF = TABLE["rounds"]["called off by"]

days = st.integers(0, 4).map(lambda n: START + timedelta(days=n))
hours = st.sampled_from((0, 9, 9, 15))
moments = st.one_of(
    days,
    st.builds(lambda day, hour: datetime(day.year, day.month, day.day, hour), days, hours),
)


def bare(words):
    """Return the events that words of the table stand for, without what the table says of them."""
    known = (word for names in naive_folder.events_in(words) for word in names.split())
    return tuple(sorted({name for name in known if name in EVENTS}))


def family(row):
    """Return the events that set a fact, and those that clear it, if any do."""
    clearing = [bare(words) for how, words in row.items() if how.startswith("cleared by")]
    return tuple(names for names in (bare(row["set by"]), *clearing) if names)


ANY = tuple(name for name in EVENTS if name not in OF_ADVICE)
PLANS = ("interview-scheduled",)
OF_FACTS = [family(row) for row in TABLE["facts"].values() if bare(row["set by"])]
FAMILIES = [
    (ANY,),
    (PLANS, OFF, ENDINGS, ("interview", "test-taken")),
    (PLANS, OFF),
    (PLANS, OFF, ("rejection", "positive-signal")),
    (("holiday",),),
    (PLANS, tuple(NEEDS_DATE), ("decision-date-changed", "reply-received", "interview")),
    (OFFERS, ENDINGS, ("positive-signal", "reply-received", "interview")),
    (("interview",), ("thank-you-sent", "thank-you-failed")),
]
ELSEWHERE = [
    (PLANS, OFF, ENDINGS, ("interview", "test-taken")),
    (OFFERS, ENDINGS, ("offer-accepted", "offer-deadline", "other-offer", "other-offer-deadline")),
]


@st.composite
def crowded(draw, groups, *, elsewhere=False):
    """Draw an event of a few days, so that many events of a log fall together.

    Its name is from one of some groups of names.
    """
    name = draw(st.sampled_from(draw(st.sampled_from(groups))))
    event = {"event": name, "at": draw(moments)}
    if name in NEEDS_DATE or draw(st.booleans()):
        event["date"] = draw(moments)
    start = event.get("date") if name == "interview-scheduled" else event["at"]
    if name in ROUNDS and start is not None and draw(st.integers(0, 2)) == 0:
        event["end"] = start + timedelta(
            days=draw(st.integers(0, 2)), hours=draw(st.integers(1, 3))
        )
    if name in ROUNDS and isinstance(start, datetime) and draw(st.integers(0, 4)) == 0:
        event["zone"] = draw(zones)
    if name == "interview-scheduled":
        event["kind"] = draw(st.sampled_from((None, None, "phone-screen", "test")))
    if name in {"interview", "interview-scheduled"} and draw(st.booleans()):
        event["interviewers"] = draw(st.lists(st.sampled_from(PEOPLE), unique=True))
    if name in UNDATED_SAYING and "date" in event and draw(st.integers(0, 3)) == 0:
        event["at"] = None
    event["role"] = draw(
        st.sampled_from((None, None, None, "manager", "recruiter", "agency", "hr"))
    )
    event["contact"] = draw(st.sampled_from((None, *PEOPLE)))
    event["channel"] = draw(st.sampled_from((None, None, "portal", "email")))
    event["detail"] = draw(st.sampled_from((None, None, "kind")))
    event["asked"] = draw(st.sampled_from((None, None, None, True, False)))
    if draw(st.integers(0, 5)) == 0:
        event["earliest"] = draw(days) if "date" not in event else event["date"]
    whose = draw(st.integers(0, 11))
    if whose == 0:
        event["other_role"] = "Analyst"
    event["elsewhere"] = elsewhere or whose == 1
    if event["elsewhere"] or name.startswith("other-offer"):
        event["employer"] = draw(st.sampled_from((None, "Birch", "Cobalt")))
    return event


def crowds(families):
    return st.sampled_from(families).flatmap(
        lambda groups: st.lists(crowded(groups), min_size=2, max_size=7)
    )


elsewhere = st.sampled_from(ELSEWHERE).flatmap(
    lambda groups: st.lists(crowded(groups, elsewhere=True), max_size=6)
)


@st.composite
def repeated(draw):
    """Draw a log with an event that is recorded twice."""
    log = draw(crowds(FAMILIES) | elsewhere)
    return [*log, draw(st.sampled_from(log))] if log else log


@st.composite
def crowded_states(draw, logs):
    log = draw(logs)
    fields = {}
    if draw(st.integers(0, 4)) == 0:
        fields = draw(
            st.fixed_dictionaries(
                {},
                optional={
                    "intermediary": st.sampled_from(("none", "agency", "recruiter")),
                    "employer_kind": st.sampled_from(("company", "university", "public")),
                    "internal_candidate": st.booleans(),
                    "hr_reachable": st.booleans(),
                    "contact_known": st.booleans(),
                    "other_applications": st.integers(0, 3),
                },
            )
        )
    return InterviewState.from_events(log, timezone=draw(zones), **fields)


@st.composite
def pairs(draw):
    """Draw an event that sets a fact and one that clears it, on one day or the next."""
    setting, *clearing = draw(st.sampled_from([each for each in OF_FACTS if len(each) > 1]))
    log = []
    for names in (setting, draw(st.sampled_from(clearing))):
        hour = draw(st.sampled_from((None, None, 9, 15)))
        day = START + timedelta(days=draw(st.integers(0, 4)) // 4)
        at = day if hour is None else datetime(day.year, day.month, day.day, hour)
        log.append({"event": draw(st.sampled_from(names)), "at": at, "date": at})
    return InterviewState.from_events(log)


def instants_of(state):
    """Return the instants around each one at which something may change, and some between."""
    points = {*state.intervals.change_points}
    for event in state.log():
        for value in (event.at, event.date, event.end):
            if value is not None:
                points |= {*resolve(value, state.calendar)[:2]}
    points = sorted(points) or [0]
    between = [(one + other) // 2 for one, other in pairwise(points)]
    return sorted({*between, *(p - 1 for p in points), *points, points[-1] + 10**7})


def real(state, instant):
    folded = state.facts_at(instant)
    return {
        name: (tuple(folded[place : place + 3]) if folded[place] < NEVER else None)
        if FACTS[name].type == "moment"
        else folded[place]
        for name, place in OFFSETS.items()
        if name in IN_TABLE
    }


def differences(state):
    """Return the facts on which the two folders differ: instant, fact, naive value, real value."""
    fields = {name: getattr(state, name) for name in FIELDS}
    found = []
    for instant in instants_of(state):
        naive = naive_folder.facts_at(state.log(), state.calendar, instant, fields)
        for name, value in real(state, instant).items():
            if naive[name] != value:
                found.append((instant, name, naive[name], value))
    return found


def test_the_table_has_every_fact_or_says_why_not():
    left_out = {*TABLE["left out"]}
    assert IN_TABLE | left_out == {*FACTS}
    assert not IN_TABLE & left_out


def test_the_table_has_every_event_once():
    assert sorted(name for names in TABLE["kinds"] for name in names) == sorted(EVENTS)


@scaled(3000)
@given(states())
def test_both_folders_agree_on_plausible_logs(state):
    assert not differences(state)


@scaled(3000)
@given(crowded_states(crowds(OF_FACTS)))
def test_both_folders_agree_on_crowded_logs_about_one_fact(state):
    assert not differences(state)


@scaled(3000)
@given(crowded_states(crowds(FAMILIES)))
def test_both_folders_agree_on_crowded_logs_about_one_topic(state):
    assert not differences(state)


@scaled(1500)
@given(crowded_states(elsewhere | repeated()))
def test_both_folders_agree_on_other_employers_and_repeated_events(state):
    assert not differences(state)


@scaled(5000)
@given(pairs())
def test_both_folders_agree_on_what_clears_a_fact(state):
    assert not differences(state)
