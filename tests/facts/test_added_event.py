"""Facts with one more event: the same as those of the whole log with that event."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from log_facts import dated, log_of

from interview_rules import CalendarError, InterviewState
from interview_rules.calendars.calendar import NEVER
from interview_rules.events.event import EVENTS, NEEDS_DATE, OF_ADVICE, UNDATED_SAYING, Event
from interview_rules.facts.added_event import facts_with, facts_with_other
from interview_rules.facts.folding import fold
from interview_rules.facts.vocabulary import FACTS, OFFSETS, PLACES
from tests.drawn import logs

INTERVIEW = {"at": "2026-11-10", "event": "interview"}


def after(state, days):
    return state.calendar.starts[739920 + 10 + days] + 12 * 3600


@given(logs, logs, st.integers(-5, 60), st.sampled_from([None, "agency", "recruiter"]))
def test_the_facts_are_those_of_the_whole_log(log, added, days, intermediary):
    state = InterviewState.from_events(log, intermediary=intermediary)
    now = after(state, days)
    for event in map(Event.model_validate, added):
        seen = {}
        for later in (0, 1, 9):
            moved = _moved(event, timedelta(later))
            found = facts_with(state.intervals, state.facts_at(now), now, moved, seen)
            if found is not None:
                assert found == state.imagined(moved).facts_at(now)


def _moved(event, by):
    """Return an event with its date, and that alone, moved by a length of time."""
    return event if event.date is None else event.model_copy(update={"date": event.date + by})


@pytest.mark.parametrize(
    "event",
    [
        {"event": "decision-date-set", "at": None, "date": "2026-11-20"},
        {"event": "no-decision-date", "at": "2026-11-10"},
        {"event": "offer-deadline", "at": None, "date": "2026-11-20"},
        {"event": "other-offer-deadline", "at": None, "date": "2026-11-20"},
        {"event": "thank-you-sent", "at": "2026-11-11"},
        {"event": "reply-received", "at": "2026-11-12"},
        {"event": "follow-up-sent", "at": "2026-11-12 10:00"},
    ],
)
def test_the_events_that_questions_try_take_no_second_folding(event):
    log = [INTERVIEW, {"at": "2026-11-11", "event": "other-offer"}]
    state = InterviewState.from_events(log)
    now = after(state, 5)
    facts = state.facts_at(now)
    found = facts_with(state.intervals, facts, now, Event.model_validate(event))
    assert found is not None
    assert found != facts
    assert facts == state.facts_at(now)


def test_an_answer_after_opposed_statements_takes_no_second_folding():
    log = [
        INTERVIEW,
        {"at": "2026-11-11", "event": "rejection", "role": "hr"},
        {"at": "2026-11-12", "event": "positive-signal", "role": "manager"},
    ]
    state = InterviewState.from_events(log)
    now = after(state, 6)
    facts = state.facts_at(now)
    assert facts[OFFSETS["contradiction"]] < NEVER
    event = Event(event="reply-received", at="2026-11-13")
    found = facts_with(state.intervals, facts, now, event)
    assert found == state.imagined(event).facts_at(now)
    assert found[OFFSETS["contradiction"]] == NEVER


@pytest.mark.parametrize(
    "event",
    [
        {"event": "interview", "at": "2026-11-12"},
        {"event": "interview-cancelled", "at": "2026-11-12"},
        {"event": "rejection", "at": "2026-11-12"},
        {"event": "other-offer", "at": "2026-11-12"},
        {"event": "written-offer", "at": "2026-11-12", "elsewhere": True},
        {"event": "advice-done", "at": "2026-11-12", "advice": "wait"},
    ],
)
def test_events_that_change_more_than_single_facts_are_left_to_folding(event):
    state = InterviewState.from_events([INTERVIEW])
    now = after(state, 5)
    event = Event.model_validate(event)
    assert facts_with(state.intervals, state.facts_at(now), now, event) is None


def test_a_later_event_changes_nothing_yet():
    state = InterviewState.from_events([INTERVIEW])
    now = after(state, 0)
    facts = state.facts_at(now)
    event = Event(event="thank-you-sent", at="2026-11-20")
    assert facts_with(state.intervals, facts, now, event) == facts


def test_a_date_beyond_the_known_years_is_an_error():
    state = InterviewState.from_events([INTERVIEW], country="US")
    now = after(state, 5)
    event = Event(event="decision-date-set", at=None, date="2199-01-01")
    with pytest.raises(CalendarError):
        facts_with(state.intervals, state.facts_at(now), now, event)


def test_a_round_called_off_before_it_does_not_double_the_count_of_questions():
    log = [
        {"at": "2026-11-19", "event": "interview-scheduled", "date": "2026-11-28"},
        {"at": "2026-11-20", "event": "follow-up-sent"},
        {"at": "2026-11-22", "event": "offer-withdrawn"},
    ]
    state = InterviewState.from_events(log)
    for days in (11, 14):
        facts = state.facts_at(after(state, days))
        assert facts[OFFSETS["follow_ups"]] == 1


TALKS = [
    (2, "interview"),
    ("2026-11-06 09:00", "follow-up-sent"),
    (8, "follow-up-sent", {"asked": True}),
    ("2026-11-10 15:00", "interview"),
    ("2026-11-10 16:00", "follow-up-sent"),
    (12, "reply-received"),
    (13, "decision-date-set", dated(18)),
    (14, "materials-requested", dated(25)),
]
DOUBTS = [
    (2, "interview"),
    (4, "positive-signal", {"contact": "Ann"}),
    (6, "verbal-offer", {"contact": "Ann"}),
    (8, "rejection", {"contact": "Ben"}),
    (12, "firm-offer", {"contact": "Ann"}),
]
CHANGES = [
    (1, "interview-scheduled", dated(5)),
    (2, "interview-scheduled", dated(9)),
    (3, "follow-up-sent"),
    (4, "interview-cancelled"),
    (10, "interview-cancelled"),
    (11, "decision-date-set", dated(20)),
]
PANEL = [
    (9, "interview", {"interviewers": ["Ann", "Ben"]}),
    (10, "thank-you-sent", {"contact": "Ann"}),
]
ELSEWHERE = [
    (2, "interview"),
    (4, "other-offer", {"employer": "Ash"}),
    (5, "other-offer-deadline", {"employer": "Ash", **dated(18)}),
    (6, "other-offer", {"employer": "Birch"}),
]
REFUSED = [(2, "interview"), (8, "rejection", {"contact": "Ben"})]
LOGS = {
    "refused": REFUSED,
    "talks": TALKS,
    "doubts": DOUBTS,
    "changes": CHANGES,
    "panel": PANEL,
    "elsewhere": ELSEWHERE,
}
WHEN = ("2026-11-08", "2026-11-08T09:00", "2026-11-12", "2026-11-12T00:00")


def ways(name):
    """Yield ways in which an event can be added: on several days, undated, and by some people."""
    needed = {"date": "2026-11-21"} if name in NEEDS_DATE | {"interview-scheduled"} else {}
    more = {"advice": "wait"} if name in OF_ADVICE else {}
    for at in WHEN:
        yield {"at": at, **needed, **more}
    for by in ({"contact": "Ben"}, {"role": "hr"}, {"asked": True}, {"date": "2026-11-22"}):
        yield {"at": "2026-11-12", **needed, **more, **by}
    if name in UNDATED_SAYING:
        yield {"at": None, "date": "2026-11-08", **more}


@pytest.mark.parametrize("log", LOGS)
def test_every_event_has_the_effect_that_it_has_in_the_log(log):
    state = InterviewState.from_events(log_of(LOGS[log]))
    saved = set()
    starts = state.calendar.starts
    for now in (after(state, 3), *(starts[739920 + day] for day in (4, 10, 12))):
        facts, seen = state.facts_at(now), {}
        for name in EVENTS:
            for way in ways(name):
                event = Event.model_validate({"event": name, **way})
                expected = state.imagined(event).facts_at(now)
                for shared in (None, seen):
                    found = facts_with(state.intervals, facts, now, event, shared)
                    assert found in (None, expected), event
                    if found is not None:
                        saved.add(name)
    assert "follow-up-sent" in saved
    assert ("thank-you-sent" in saved) is (log != "panel")


def test_calls_that_differ_in_the_date_share_their_work():
    state = InterviewState.from_events([INTERVIEW])
    now, seen = after(state, 5), {}
    facts = state.facts_at(now)
    first, second = (
        Event(event="decision-date-set", at="2026-11-12", date=f"2026-11-{day}") for day in (20, 25)
    )
    facts_with(state.intervals, facts, now, first, seen)
    ((done, named),) = seen.values()
    assert named == ("decision_date",)
    # What is shared is what counts, except for the date.
    done[OFFSETS["follow_ups"]] = 7
    found = facts_with(state.intervals, facts, now, second, seen)
    assert found[OFFSETS["follow_ups"]] == 7
    assert found[OFFSETS["decision_date"] + 2] == 739920 + 25
    assert done[OFFSETS["decision_date"] + 2] == 739920 + 20
    assert len(seen) == 1


@pytest.mark.parametrize("first", [[], [{"at": "2026-11-12", "event": "interview"}]])
def test_an_event_that_ties_with_another_is_left_to_folding(first):
    log = [INTERVIEW, {"at": "2026-11-12", "event": "reply-received", "detail": "by phone"}]
    state = InterviewState.from_events([*first, *log])
    now = after(state, 5)
    same = Event(event="reply-received", at="2026-11-12", detail="kind")
    other = Event(event="reply-received", at="2026-11-13", detail="kind")
    assert facts_with(state.intervals, state.facts_at(now), now, same) is None
    assert facts_with(state.intervals, state.facts_at(now), now, other) is not None


def changed(state, now, place, update, seen=None):
    """Return the facts with an event of the log changed, and those of the whole changed log."""
    event = state.timeline.events[place]
    other = event.model_copy(update=update)
    log = [other if each is event else each for each in state.timeline.events]
    expected = InterviewState.from_events(log).facts_at(now)
    return facts_with_other(state.intervals, state.facts_at(now), now, event, other, seen), expected


@pytest.mark.parametrize(
    ("log", "place", "update"),
    [
        ([(9, "interview", {"interviewers": ["Ann"]})], 0, {"interviewers": ("Ann", "Ben")}),
        ([(9, "interview")], 0, {"interviewers": ("Ann", "Ben")}),
        (PANEL, 0, {"interviewers": ("Ann",)}),
        (TALKS, 6, {"date": date(2026, 11, 12)}),
        (TALKS, 6, {"date": date(2026, 11, 28)}),
        (CHANGES, 5, {"date": date(2026, 11, 28)}),
        (TALKS, 7, {"date": None}),
        (ELSEWHERE[:3], 2, {"date": date(2026, 11, 28)}),
        (TALKS, 5, {"detail": "kind"}),
        ([*TALKS, (16, "decision-date-changed", dated(24))], 6, {"date": date(2026, 11, 28)}),
        ([(11, "decision-date-set", dated(20))], 0, {"earliest": date(2026, 11, 18)}),
        ([(20, "decision-date-set", dated(25))], 0, {"date": date(2026, 11, 28)}),
    ],
)
def test_a_changed_event_has_the_effect_that_it_has_in_the_log(log, place, update):
    state = InterviewState.from_events(log_of(log))
    said = next(h.known for h in state.timeline.happenings if h.event is state.log()[place])
    for now, seen in ((after(state, -3), None), (said, None), (after(state, 5), None), (said, {})):
        for _twice in range(2):
            found, expected = changed(state, now, place, update, seen)
            assert found in (None, expected)
        assert (found is None) is (now < said and "interviewers" in update)


@pytest.mark.parametrize(
    ("log", "place", "update"),
    [
        # A round without people, an older round, a moved event, another name, an event of another
        # employer or role.
        (PANEL, 0, {"interviewers": ()}),
        ([(3, "interview"), *PANEL], 0, {"interviewers": ("Cem",)}),
        (PANEL, 0, {"interviewers": ("Cem",), "detail": "by phone"}),
        (TALKS, 6, {"at": date(2026, 11, 14)}),
        (ELSEWHERE, 2, {"date": date(2026, 11, 28)}),
        ([(3, "interview-scheduled", dated(9))], 0, {"date": date(2026, 11, 12)}),
        ([(3, "firm-offer", {"elsewhere": True})], 0, {"date": date(2026, 11, 12)}),
        ([(3, "firm-offer", {"other_role": "Clerk"})], 0, {"date": date(2026, 11, 12)}),
        ([(3, "advice-set-aside", {"advice": "wait"})], 0, {"date": date(2026, 11, 28)}),
        # Equal events count as one, and events that tie are ordered by what they say.
        ([(3, "reply-received")] * 2, 0, {"detail": "kind"}),
        ([(3, "reply-received"), (3, "reply-received", {"detail": "kind"})], 0, {"detail": "cool"}),
        ([(3, "reply-received"), (3, "reply-received", {"meta": {"a": 1}})], 0, {"detail": "cool"}),
    ],
)
def test_other_changes_are_left_to_folding(log, place, update):
    state = InterviewState.from_events(log_of(log))
    assert changed(state, after(state, 5), place, update)[0] is None


def test_an_event_that_is_not_in_the_log_is_left_to_folding():
    state = InterviewState.from_events([INTERVIEW])
    now, event = after(state, 5), Event(event="reply-received", at="2026-11-12")
    assert facts_with_other(state.intervals, state.facts_at(now), now, event, event) is None


def test_changes_of_one_date_share_their_work():
    state = InterviewState.from_events(log_of(TALKS))
    now, seen = after(state, 5), {}
    changed(state, now, 6, {"date": date(2026, 11, 20)}, seen)
    ((done, named),) = seen.values()
    assert named == ("decision_date",)
    done[OFFSETS["rounds"]] = 7
    found, _expected = changed(state, now, 6, {"date": date(2026, 11, 25)}, seen)
    assert found[OFFSETS["rounds"]] == 7
    assert found[OFFSETS["decision_date"] + 2] == 739920 + 25
    changed(state, now, 6, {"date": date(2026, 11, 25), "earliest": date(2026, 11, 19)}, seen)
    assert len(seen) == 2


@pytest.mark.parametrize("name", EVENTS)
def test_moments_that_no_event_of_the_log_states_are_kept_as_folding_keeps_them(name):
    state = InterviewState.from_events([INTERVIEW])
    base, now = state.intervals.base.copy(), after(state, 5)
    given_ = [state.calendar.starts[739920 + 11]] * 2 + [739920 + 11]
    for fact in FACTS.values():
        if fact.type == "moment":
            base[PLACES[fact.name]] = given_
    more = {"date": "2026-11-20"} if name in NEEDS_DATE else {}
    more |= {"advice": "continue-search"} if name in OF_ADVICE else {}
    event = Event(event=name, at="2026-11-12", **more)
    intervals = state.intervals._replace(base=base)
    found = facts_with(intervals, fold(intervals, now), now, event)
    whole = state.imagined(event).intervals._replace(base=base)
    assert found in (None, fold(whole, now))
