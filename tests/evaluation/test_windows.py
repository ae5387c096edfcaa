"""Windows of one log, against the advice of every hour."""

from __future__ import annotations

from itertools import groupby

import hypothesis
import pytest
from hypothesis import strategies as st

from interview_rules import InterviewState, RulePack
from interview_rules.calendars.calendar import NEVER
from interview_rules.engines.program import program_for
from interview_rules.evaluation.session import Session

TEXT = """\
pack: hours
facts:
  seen: {type: moment, doc: When it was seen.}
  ready: {type: flag, doc: It is ready.}
events:
  it.seen: {doc: It was seen., by: you, sets: {seen: at}}
  it.ready: {doc: It is ready., by: them, sets: {ready: true}}
  it.gone: {doc: It is gone., by: them, clears: [ready, seen]}
rules:
  - {id: early, when: from interview and before interview + 5 hours, source: Us.,
     advise: {action: early, kind: do, title: A, text: A.}}
  - {id: twice, when: from interview + 3 hours and before interview + 6 hours
       or from decision_date and before decision_date + 1 day, source: Us.,
     advise: {action: twice, kind: do, title: A, text: A.}}
  - {id: silent, when: no reply since interview and from interview + 1 day, source: Us.,
     advise: {action: silent, kind: know, title: A, text: A.}}
  - {id: asked, when: follow_up_pending, source: Us.,
     advise: {action: ask, kind: avoid, title: A, text: A.}}
  - {id: always, when: rounds >= 0, source: Us.,
     advise: {action: always, kind: know, title: A, text: A.}}
  - {id: never, when: rounds >= 90, source: Us.,
     advise: {action: never, kind: know, title: A, text: A.}}
  - {id: look, when: ready and from seen + 2 hours, source: Us.,
     advise: {action: look, kind: do, title: A, text: A.}}
  - {id: gap, when: from interview and (before interview + 3 hours or from interview + 6 hours),
     source: Us., advise: {action: gap, kind: know, title: A, text: A.}}
  - {id: both, when: from interview + 6 hours or from interview + 4 hours, source: Us.,
     advise: {action: both, kind: know, title: A, text: A.}}
  - {id: before-all, when: before interview or no interview, source: Us.,
     advise: {action: before-all, kind: know, title: A, text: A.}}
"""
PROGRAM = program_for(RulePack.from_text(TEXT))
RULES = [rule.id for rule in PROGRAM.pack.rules]
LOG = [
    {"at": "2026-11-03 10:00", "event": "interview"},
    {"at": "2026-11-03 12:00", "event": "decision-date-set", "date": "2026-11-06"},
    {"at": "2026-11-04 16:00", "event": "follow-up-sent"},
    {"at": "2026-11-05 09:00", "event": "reply-received"},
    {"at": "2026-11-07 09:00", "event": "follow-up-sent"},
]
OF_PACK = [
    {"at": "2026-11-03 10:00", "event": "it.seen"},
    {"at": "2026-11-03 11:00", "event": "it.ready"},
    {"at": "2026-11-04 20:00", "event": "it.gone"},
    {"at": "2026-11-05 20:00", "event": "it.ready"},
    {"at": "2026-11-06 03:00", "event": "it.seen"},
]
MARKS = [
    {"at": "2026-11-04 18:00", "event": "advice-set-aside", "advice": "ask", "date": "2026-11-04 20:00"},
    {"at": "2026-11-03 11:00", "event": "advice-set-aside", "advice": "early", "date": "2026-11-03 13:00"},
    {"at": "2026-11-05 01:00", "event": "advice-done", "advice": "silent"},
    {"at": "2026-11-06 04:00", "event": "advice-set-aside", "advice": "always", "date": "2026-11-08"},
    {"at": "2026-11-04 01:00", "event": "advice-set-aside", "advice": "always", "date": "2026-11-05"},
]  # fmt: skip
LOGS = {
    "plain": LOG,
    "own": [*LOG, *OF_PACK],
    "marked": [*LOG, *MARKS],
    "all": [*LOG, *OF_PACK, *MARKS],
}
FIRST = 1_793_577_600  # 2026-11-02 in UTC
HOURS = [FIRST + 3600 * hour for hour in range(24 * 8)]


@pytest.fixture(params=LOGS)
def session(request):
    return Session(PROGRAM, InterviewState.from_events(LOGS[request.param]))


def seen(session, hour):
    """Return the rules that hold and those that give advice at an instant, as masks."""
    holds, given = PROGRAM.engine.evaluate(hour, session.facts(hour), session.calendar)
    hidden = 0
    for start, end, mask in session.suppressed:
        hidden |= mask if start <= hour < end else 0
    return holds, given & ~hidden


def stretches(bits):
    """Return the stretches of the hours, each as its value, its start and its end.

    The first has no start, and the last no end.
    """
    found, place = [], 0
    for value, group in groupby(bits):
        length = len(list(group))
        end = place + length
        found.append((value, place and HOURS[place], HOURS[end] if end < len(HOURS) else None))
        place = end
    return [(value, start or None, end) for value, start, end in found]


def around(found, hour):
    return next(
        each for each in found if (each[1] or 0) <= hour and (each[2] is None or hour < each[2])
    )


@pytest.mark.parametrize("rule", range(len(RULES)), ids=RULES)
def test_a_window_is_the_longest_stretch_of_the_advice(session, rule):
    given = stretches([seen(session, hour)[1] >> rule & 1 for hour in HOURS])
    for shift in (0, 1, 1800, 3599):
        for hour in HOURS[:-1]:
            value, start, end = around(given, hour)
            windows = session.windows(hour + shift)
            if value:
                assert windows.window(rule) == (start, end)
                for by in (hour + 3600, hour + 7200, HOURS[-1], end or HOURS[-1]):
                    expected = end if end is not None and end <= by else None
                    assert windows.end(rule, by) == expected


@pytest.mark.parametrize("rule", range(len(RULES)), ids=RULES)
def test_a_rule_holds_from_and_until(session, rule):
    holds = stretches([seen(session, hour)[0] >> rule & 1 for hour in HOURS])
    for hour in HOURS[:-1]:
        for shift in (0, 1800):
            value, _start, end = around(holds, hour)
            later = [start for each, start, _end in holds if each and start and start > hour]
            windows = session.windows(hour + shift)
            assert windows.holds_from(rule) == (hour + shift if value else min(later, default=None))
            assert windows.holds_until(rule) == (end if value else hour + shift)


def test_nothing_changes_between_two_moments(session):
    everything = [(*seen(session, hour), session.facts(hour)) for hour in HOURS]
    for place in range(0, len(HOURS), 7):
        found = list(session.windows(HOURS[place]).moments())
        instants = [instant for instant, *_rest in found]
        assert instants == sorted(set(instants))
        assert instants[0] == HOURS[place]
        for hour, (holds, given, facts) in zip(HOURS[place:], everything[place:], strict=True):
            _at, *said = next(each for each in reversed(found) if each[0] <= hour)
            assert said == [facts, holds, given]
        # What could change did, if only now passed what a rule compares it with.
        changed = {HOURS[p] for p in range(1, len(HOURS)) if everything[p] != everything[p - 1]}
        assert {hour for hour in changed if hour > HOURS[place]} <= set(instants)


@pytest.mark.parametrize("rules", [["early"], ["twice"], ["never"], ["silent", "look"], ["always"]])
def test_the_next_occasion_of_some_advice(session, rules):
    mask = sum(1 << RULES.index(rule) for rule in rules)
    found = stretches([bool(seen(session, hour)[1] & mask) for hour in HOURS])
    for hour in HOURS[::5]:
        value, _start, end = around(found, hour)
        for by in (hour, hour + 1, hour + 3600, hour + 40 * 3600, HOURS[-1]):
            later = [each for each in found if each[0] and each[1] and hour < each[1] < by]
            nearest = (True, hour, end) if value else next(iter(later), None)
            expected = nearest and (nearest[1], nearest[2] or NEVER)
            if by == hour:
                expected = None
            assert session.windows(hour).occasion(mask, by) == expected


def test_windows_of_a_session_share_what_they_compute():
    session = Session(PROGRAM, InterviewState.from_events(LOG))
    instant = FIRST + 40 * 3600
    facts = session.facts(instant)
    one, other = session.windows(instant, facts), session.windows(instant + 1)
    one.window(RULES.index("always"))
    assert one._given is other._given
    assert one._known is other._known
    assert any(each is facts for each in one._known.values())
    assert one.suppressed_at(instant) == 0


def test_a_window_begins_a_second_before_a_change_that_makes_no_difference():
    text = """\
pack: seconds
rules:
  - {id: either, when: from interview + 1 hour or decision_date is known, source: Us.,
     advise: {action: either, kind: do, title: A, text: A.}}
"""
    log = [
        {"at": "2026-11-03 10:00:00", "event": "interview"},
        {"at": "2026-11-03 11:00:01", "event": "decision-date-set", "date": "2026-11-06"},
    ]
    session = Session(program_for(RulePack.from_text(text)), InterviewState.from_events(log))
    eleven = FIRST + 35 * 3600
    for now in (eleven, eleven + 1, eleven + 2, eleven + 3600):
        assert session.windows(now).window(0) == (eleven, None)


PERIODS = st.tuples(
    st.sampled_from([-NEVER, *HOURS[:30:5]]),
    st.sampled_from([*HOURS[5:60:5], NEVER]),
    st.integers(1, 31),
).filter(lambda period: period[0] < period[1])


@hypothesis.given(st.lists(PERIODS, max_size=6))
def test_advice_is_suppressed_in_each_of_many_periods(periods):
    session = Session(PROGRAM, InterviewState.from_events(LOG))
    session.suppressed = tuple(periods)
    windows = session.windows(FIRST)
    moments = [*windows.moments()]
    for instant, facts, _holds, given_then in moments:
        given_otherwise = PROGRAM.engine.evaluate(instant, facts, session.calendar)[1]
        assert given_then == given_otherwise & ~windows.suppressed_at(instant)
    ends = {end for start, stop, _mask in periods for end in (start, stop)}
    assert {end for end in ends if FIRST < end < NEVER} <= {moment[0] for moment in moments}
