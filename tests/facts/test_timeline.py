"""The order of events, and which rounds are still planned."""

from __future__ import annotations

from datetime import date, datetime
from itertools import pairwise

import pytest
from log_facts import EVE, dated, facts, log_of, span

from interview_rules import CalendarError, InterviewState
from interview_rules.calendars.calendar import NEVER, calendar_for
from interview_rules.calendars.moments import resolve
from interview_rules.events.event import EVENTS, NEEDS_DATE, OF_ADVICE, Event
from interview_rules.facts.timeline import Timeline

TENTH, TWENTIETH = (1, "interview-scheduled", dated(10)), (2, "interview-scheduled", dated(20))


def left(*events):
    """Return the days of the planned rounds that nothing has called off."""
    meetings = InterviewState.from_events(log_of(events)).timeline.meetings
    return [meeting.moment[2] - EVE for meeting in meetings if meeting.off == NEVER]


@pytest.mark.parametrize(
    ("off", "expected"),
    [
        ([(5, "interview-cancelled")], [20]),
        ([(5, "missed-interview")], [20]),
        ([(10, "interview-cancelled")], [20]),
        ([(11, "interview-cancelled")], [10]),
        ([(11, "missed-interview")], [10]),
        ([(21, "missed-interview")], [10]),
        ([(21, "interview-cancelled")], [10, 20]),
        ([(21, "reschedule-requested")], [10, 20]),
        ([(5, "interview-cancelled"), (6, "interview-cancelled")], []),
        ([(21, "missed-interview"), (22, "missed-interview")], []),
        ([(5, "interview-cancelled", dated(20))], [10]),
        ([(5, "interview-cancelled", dated(15))], [10, 20]),
        ([(21, "missed-interview", dated(10))], [20]),
        ([(5, "interview-cancelled", dated(10)), (6, "interview-cancelled", dated(10))], [20]),
    ],
)  # fmt: skip
def test_a_cancellation_is_about_the_next_round_or_that_of_its_date(off, expected):
    assert left(TENTH, TWENTIETH, *off) == expected
    assert left(*off, TWENTIETH, TENTH) == expected


def test_a_missed_round_is_the_last_one_if_none_is_ahead():
    planned = [(1, "interview-scheduled", dated(day)) for day in (8, 10, 12)]
    assert left(*planned, (21, "missed-interview")) == [8, 10]


@pytest.mark.parametrize(
    ("arranged", "off", "expected"),
    [
        # The round that was arranged before goes first, even if it comes later.
        ([TWENTIETH, (5, "interview-scheduled", dated(10))], 5, [10]),
        ([(5, "interview-scheduled", dated(20))], 5, []),
        ([(5, "interview-scheduled", dated(20))], "2026-11-05 09:00", []),
        ([("2026-11-05 09:00", "interview-scheduled", dated(20))], 5, []),
        ([("2026-11-05 09:00", "interview-scheduled", dated(20))], "2026-11-05 09:00", []),
        ([("2026-11-05 09:00", "interview-scheduled", dated(20))], "2026-11-05 08:59", [20]),
        ([(6, "interview-scheduled", dated(20))], 5, [20]),
        ([("2026-11-06 09:00", "interview-scheduled", dated(20))], 5, [20]),
    ],
)
def test_a_cancellation_is_about_a_round_that_was_arranged_by_then(arranged, off, expected):
    assert left(*arranged, (off, "interview-cancelled")) == expected


def test_a_cancellation_takes_effect_when_it_is_stated():
    log = [TENTH, ("2026-11-05 09:00", "interview-cancelled")]
    assert facts("2026-11-05 08:59", *log)["upcoming_interview"] == 10
    assert facts("2026-11-05 09:00", *log)["upcoming_interview"] is None
    later = [("2026-11-05 09:00", "interview-scheduled", dated(20)), (5, "interview-cancelled")]
    assert facts("2026-11-05 09:00", *later)["upcoming_interview"] is None


def upcoming(*events):
    """Return the hours of 10 November after which the next round changes, with its day or None."""
    hours = [f"2026-11-10 {hour:02}:{minute:02}" for hour in range(24) for minute in (0, 30)]
    found = [(hour[-5:], facts(hour, *events)["upcoming_interview"]) for hour in hours]
    return [each for before, each in pairwise([(None, 0), *found]) if before[1] != each[1]]


AT_TWO = {"date": "2026-11-10 14:00"}
TO_FOUR = {"end": "2026-11-10 16:00"}


@pytest.mark.parametrize(
    ("log", "expected"),
    [
        ([TENTH], [("00:00", 10)]),
        ([(1, "interview-scheduled", AT_TWO)], [("00:00", 10)]),
        ([(1, "interview-scheduled", AT_TWO | TO_FOUR)], [("00:00", 10), ("16:00", None)]),
        ([("2026-11-10 14:00", "interview")], [("00:00", 10), ("14:00", None)]),
        ([("2026-11-10 14:00", "interview", TO_FOUR)], [("00:00", 10), ("16:00", None)]),
        ([(10, "interview")], [("00:00", None)]),
        ([(10, "interview", TO_FOUR)], [("00:00", None)]),
        # A round that is recorded as held takes the place of its plan.
        ([TENTH, ("2026-11-10 15:00", "interview")], [("00:00", 10), ("15:00", None)]),
        (
            [(1, "interview-scheduled", AT_TWO | TO_FOUR), ("2026-11-10 15:00", "interview")],
            [("00:00", 10), ("15:00", None)],
        ),
        (
            [("2026-11-10 15:30", "interview-scheduled", dated(10)), ("2026-11-10 15:00", "interview")],
            [("00:00", None)],  # nobody knew of it before
        ),
        # A plan that was called off is no plan for it.
        ([TENTH, (5, "interview-cancelled"), (10, "interview")], [("00:00", None)]),
        (
            [TENTH, (5, "interview-cancelled"), ("2026-11-10 15:00", "interview")],
            [("00:00", 10), ("15:00", None)],
        ),
        # A cancellation and the end of the application call off what is planned.
        ([TENTH, ("2026-11-10 09:00", "interview-cancelled")], [("00:00", 10), ("09:00", None)]),
        ([TENTH, ("2026-11-10 09:00", "rejection")], [("00:00", 10), ("09:00", None)]),
        ([(1, "interview-scheduled", AT_TWO | TO_FOUR), ("2026-11-10 16:00", "withdrawn")],
         [("00:00", 10), ("16:00", None)]),
        ([("2026-11-10 09:00", "interview-scheduled", dated(10)), ("2026-11-10 09:30", "rejection")],
         [("00:00", None), ("09:00", 10), ("09:30", None)]),
        ([("2026-11-10 09:00", "rejection"), ("2026-11-10 09:30", "interview-scheduled", dated(10))],
         [("00:00", None), ("09:30", 10)]),
        ([("2026-11-10 09:00", "rejection"), ("2026-11-10 09:00", "interview-scheduled", dated(10))],
         [("00:00", None)]),
    ],
)  # fmt: skip
def test_a_round_is_ahead_until_it_is_over_or_called_off(log, expected):
    assert upcoming(*log) == expected
    assert upcoming(*reversed(log)) == expected


def test_a_round_that_ended_before_the_application_did_took_place():
    log = [(1, "interview-scheduled", AT_TWO | TO_FOUR), ("2026-11-10 16:00", "withdrawn")]
    assert facts(11, *log)["rounds"] == 1
    log[1] = ("2026-11-10 15:59", "withdrawn")
    assert facts(11, *log)["rounds"] == 0
    off = [TENTH, (5, "interview-cancelled"), (8, "withdrawn")]
    assert facts(11, *off)["rounds"] == 0


def test_the_end_of_the_application_counts_although_the_round_is_cancelled_later():
    log = [TENTH, (4, "withdrawn"), (8, "interview-cancelled")]
    assert [facts(day, *log)["upcoming_interview"] for day in (3, 6, 9)] == [10, None, None]
    log[2] = (12, "missed-interview")
    assert [facts(day, *log)["rounds"] for day in (11, 13)] == [0, 0]


@pytest.mark.parametrize("order", [1, -1])
def test_a_plan_for_a_day_with_two_rounds_is_for_the_first(order):
    log = [TENTH, ("2026-11-10 09:00", "interview"), ("2026-11-10 15:00", "interview")][::order]
    assert facts("2026-11-10 12:00", *log)["rounds"] == 1
    assert upcoming(*log) == [("00:00", 10), ("15:00", None)]
    timeline = InterviewState.from_events(log_of(log)).timeline
    plan = next(meeting for meeting in timeline.meetings if not meeting.held)
    assert [m.announced == plan.over for m in timeline.meetings if m.held] == [True, False]


@pytest.mark.parametrize(
    ("kind", "held", "expected"),
    [
        ("interview", "interview", {"interview": 10, "test_taken": None, "rounds": 1}),
        ("interview", "phone-screen", {"interview": 10, "test_taken": None, "rounds": 1}),
        ("interview", "test-taken", {"interview": 10, "test_taken": 10, "rounds": 2}),
        ("phone-screen", "interview", {"interview": 10, "test_taken": None, "rounds": 1}),
        ("test", "test-taken", {"interview": None, "test_taken": 10, "rounds": 1}),
        ("test", "interview", {"interview": 10, "test_taken": 10, "rounds": 2}),
        ("test", None, {"interview": None, "test_taken": 10, "rounds": 1}),
        ("phone-screen", None, {"interview": 10, "test_taken": None, "rounds": 1}),
        (None, None, {"interview": 10, "test_taken": None, "rounds": 1}),
    ],
)
def test_a_plan_and_a_round_of_its_day_are_one_unless_one_is_a_test(kind, held, expected):
    plan = (1, "interview-scheduled", {**dated(10), **({"kind": kind} if kind else {})})
    seen = facts(12, plan, *([(10, held)] if held else []))
    assert {name: seen[name] for name in expected} == expected


@pytest.mark.parametrize(
    ("event", "start", "end"),
    [
        (("2026-11-10 10:00", "interview"), "10 10:00", "10 10:00"),
        (("2026-11-10 10:00", "interview", TO_FOUR), "10 10:00", "10 16:00"),
        ((10, "interview"), "10 00:00", "11 00:00"),
        ((10, "interview", TO_FOUR), "10 00:00", "11 00:00"),
        ((1, "interview-scheduled", AT_TWO), "10 14:00", "10 14:00"),
        ((1, "interview-scheduled", AT_TWO | TO_FOUR), "10 14:00", "10 16:00"),
        ((1, "interview-scheduled", dated(10) | TO_FOUR), "10 00:00", "11 00:00"),
        (
            (1, "interview-scheduled", dated(10) | {"end": "2026-11-11 16:00"}),
            "10 00:00",
            "11 16:00",
        ),
    ],
)
def test_a_round_lasts_until_its_end_and_at_least_as_long_as_its_moment(event, start, end):
    assert span(13, "interview", event) == (start, end)


def test_the_end_of_a_round_is_in_its_own_zone():
    zone = {"zone": "America/Sao_Paulo", "end": "2026-11-10 11:00"}
    held = ("2026-11-10 10:00", "interview", zone)
    assert span(13, "interview", held, timezone="Europe/Berlin") == ("10 13:00", "10 14:00")
    planned = (1, "interview-scheduled", {"date": "2026-11-10 10:00", **zone})
    assert span(13, "interview", planned, timezone="Europe/Berlin") == ("10 13:00", "10 14:00")


def test_hours_are_foreign_by_the_clock_at_the_start_of_a_round():
    # Clocks fall back in Berlin during this round.
    night = {"at": "2026-10-25T00:30+02:00", "end": "2026-10-25T05:00+01:00"}
    state = InterviewState.from_events([{**night, "event": "interview"}], timezone="Europe/Berlin")
    assert not state.timeline.foreign


@pytest.mark.parametrize(
    ("undated", "since"),
    [
        ({"date": "2026-11-20"}, 10),
        ({"date": "2026-11-10"}, 10),
        ({"date": "2026-11-09"}, 5),
        ({"date": "2026-11-05"}, 5),
        ({"date": "2026-11-04"}, None),
    ],
)
def test_a_date_that_nobody_dated_was_given_in_the_last_round_up_to_it(undated, since):
    log = [(5, "interview"), (10, "interview"), (None, "decision-date-set", undated)]
    state = InterviewState.from_events(log_of(log))
    (given,) = [h for h in state.timeline.happenings if h.event.event == "decision-date-set"]
    assert (given.day - EVE if given.day > 0 else None) == since
    assert given.known == -NEVER
    assert (given.at == -NEVER) is (since is None)
    assert not given.timed
    # It is no contact of its own.
    assert facts(12, *log)["last_contact"] == 10


def test_an_undated_invitation_was_given_in_a_round_before_the_day_that_it_names():
    undated = (None, "interview-scheduled", dated(10))
    log = [(5, "interview"), (10, "interview"), undated]
    state = InterviewState.from_events(log_of(log))
    (given,) = [h for h in state.timeline.happenings if h.event.event == "interview-scheduled"]
    assert given.day - EVE == 5


def test_a_date_that_is_withdrawn_without_another_leaves_none():
    log = [(5, "decision-date-set", dated(20))]
    gone, moved = (8, "decision-date-changed"), (8, "decision-date-changed", dated(25))
    assert (facts(9, *log)["decision_date"], facts(9, *log)["no_date"]) == (20, None)
    assert (facts(9, *log, gone)["decision_date"], facts(9, *log, gone)["no_date"]) == (None, 8)
    assert (facts(9, *log, moved)["decision_date"], facts(9, *log, moved)["no_date"]) == (25, None)
    # It is a message all the same.
    assert facts(9, *log, gone)["last_contact"] == 8
    assert facts(9, (6, "rejection"), gone)["rejection"] is None
    set_again = (10, "decision-date-set", dated(28))
    assert facts(11, *log, gone, set_again)["no_date"] is None


@pytest.mark.parametrize(
    ("event", "more", "known"),
    [
        ("reply-received", {}, {"holding_replies": 1, "decision_date": None}),
        ("reply-received", dated(20), {"holding_replies": 0, "decision_date": 20}),
        ("follow-up-sent", {}, {"hr_contacted": None, "date_asked": 0}),
        ("follow-up-sent", {"role": "hr"}, {"hr_contacted": 5}),
        ("contact-update", {"role": "hr"}, {"hr_contacted": None}),
        ("follow-up-sent", {"role": "agency"}, {"agency_between": 1, "recruiter_between": 0}),
        ("follow-up-sent", {"role": "recruiter"}, {"agency_between": 0, "recruiter_between": 1}),
        ("follow-up-sent", {"role": "manager"}, {"agency_between": 0, "recruiter_between": 0}),
        ("interview", {"role": "agency"}, {"agency_between": 1, "recruiter_between": 0}),
        ("phone-screen", {"role": "recruiter"}, {"agency_between": 0, "recruiter_between": 1}),
        ("interview", {"role": "hr"}, {"agency_between": 0, "hr_contacted": None}),
        ("decision-date-set", {**dated(20), "asked": True}, {"date_asked": 1}),
        ("decision-date-set", {**dated(20), "asked": False}, {"date_asked": 0}),
        ("decision-date-set", {**dated(20), "earliest": "2026-11-18"}, {"decision_earliest": 18}),
        ("reply-received", {**dated(20), "earliest": "2026-11-18"}, {"decision_earliest": 18}),
        ("reply-received", {"earliest": "2026-11-18"}, {"decision_earliest": None}),
    ],
)
def test_what_an_event_says_beyond_its_name(event, more, known):
    seen = facts(8, (5, event, more))
    assert {name: seen[name] for name in known} == known


def test_an_answer_with_a_date_reopens_the_application():
    log = [(5, "rejection")]
    assert facts(8, *log, (6, "reply-received", dated(20)))["rejection"] is None
    assert facts(8, *log, (6, "reply-received"))["rejection"] == 5


def test_a_repeated_event_counts_once_and_its_app_data_make_no_difference():
    once = [(5, "interview"), (8, "follow-up-sent"), (9, "firm-offer", {"elsewhere": True})]
    for more in ({}, {"meta": {"row": 7}}):
        again = [
            (day, name, {**given, **more}) for day, name, given in ((*e, {})[:3] for e in once)
        ]
        assert facts(12, *once, *again) == facts(12, *once)
    assert facts(12, *once, (8, "follow-up-sent", {"detail": "by phone"}))["follow_ups"] == 2


def test_the_latest_round_is_the_last_that_is_over_and_took_place():
    log = [
        (3, "phone-screen"),
        (4, "test-taken"),
        (1, "interview-scheduled", dated(7)),
        ("2026-11-10 09:00", "interview"),
    ]
    timeline = InterviewState.from_events(log_of(log)).timeline

    def latest(moment):
        held = timeline.latest_round(resolve(datetime.fromisoformat(moment), timeline.calendar)[0])
        return None if held is None else held.day - EVE

    hours = ("02 23:59", "03 00:00", "05 00:00", "07 23:59", "08 00:00", "10 08:59", "10 09:00")
    assert [latest(f"2026-11-{hour}") for hour in hours] == [None, 3, 3, 3, 7, 7, 10]


def test_a_round_that_was_missed_is_the_latest_until_that_is_stated():
    log = [(3, "interview"), (1, "interview-scheduled", dated(7)), (9, "missed-interview")]
    timeline = InterviewState.from_events(log_of(log)).timeline
    starts = timeline.calendar.starts
    found = [timeline.latest_round(starts[EVE + day]).day - EVE for day in (7, 8, 9, 10)]
    assert found == [3, 7, 3, 3]


FAR = "2199-01-04"


@pytest.mark.parametrize(
    ("event", "more"),
    [
        ("interview", {"at": FAR}),
        ("interview", {"end": FAR}),
        ("interview-scheduled", {"date": FAR}),
        ("interview-scheduled", {"at": FAR, **dated(20)}),
        ("interview-scheduled", {**dated(20), "end": FAR}),
        ("interview-cancelled", {"at": FAR}),
        ("missed-interview", {"date": FAR}),
        ("rejection", {"at": FAR}),
        ("reply-received", {"at": FAR}),
        ("decision-date-set", {"date": FAR}),
        ("decision-date-set", {"date": "2199-02-04", "earliest": FAR}),
        ("advice-done", {"at": FAR, "advice": "wait"}),
        ("advice-set-aside", {"date": FAR, "advice": "wait"}),
        ("flat.viewed", {"at": FAR}),
    ],
)
def test_a_date_without_calendar_data_is_reported_with_its_event(event, more):
    log = [{"at": "2026-11-05", "event": event, **more}]
    events = tuple(Event.model_validate(each) for each in log)
    with pytest.raises(CalendarError) as raised:
        Timeline(events, calendar_for("UTC", "US"))
    assert [problem.message.split(": ")[0] for problem in raised.value.problems] == [event]
    assert len(Timeline(events, calendar_for("UTC", None)).events) == 1


def timeline(*events, recorded=None):
    log = tuple(Event.model_validate(each) for each in log_of(events))
    return Timeline(log, calendar_for("UTC", None), recorded)


def test_statements_about_advice_are_kept_in_order():
    found = timeline(
        (8, "advice-set-aside", {"advice": "wait", **dated(12)}),
        (7, "advice-set-aside", {"advice": "ask"}),
        ("2026-11-06 09:00", "advice-done", {"advice": "wait", **dated(12)}),
        (9, "thank-you-not-sent", {"advice": "wait"}),
    )
    day = found.calendar.starts
    said = {number: (day[EVE + number], day[EVE + number + 1], EVE + number) for number in (7, 8)}
    nine = day[EVE + 6] + 9 * 3600
    assert found.marks == (
        ("ask", said[7], NEVER, False),
        ("wait", (nine, nine, EVE + 6), NEVER, True),
        ("wait", said[8], day[EVE + 12], False),
    )
    assert [h.event.event for h in found.happenings] == ["thank-you-not-sent"]


def test_advice_that_an_event_records_counts_as_that_event_when_it_is_done():
    log = [
        (6, "advice-done", {"advice": "ask"}),
        (7, "advice-done", {"advice": "wait"}),
        (8, "advice-set-aside", {"advice": "ask"}),
    ]
    found = timeline(*log, recorded={"ask": "follow-up-sent"})
    assert [(mark.advice, mark.done) for mark in found.marks] == [("ask", False), ("wait", True)]
    assert [(h.event.event, h.event.advice, h.day - EVE) for h in found.happenings] == [
        ("follow-up-sent", None, 6)
    ]
    assert [(e.event, e.advice) for e in found.events] == [
        ("follow-up-sent", None),
        ("advice-done", "wait"),
        ("advice-set-aside", "ask"),
    ]
    assert [event.event for event in timeline(*log).events] == [name for _day, name, _ in log]


def test_events_of_packs_are_kept_apart_in_order_and_once():
    seen, left = (9, "flat.viewed", dated(12)), (8, "flat.left")
    noon = ("2026-11-09 12:00", "flat.viewed")
    same_day = [(9, "flat.viewed", {"detail": word}) for word in ("large", "dark")]
    log = [noon, seen, (5, "interview"), left, *same_day, seen]
    for order in (1, -1):
        found = timeline(*log[::order])
        assert [(h.event.event, h.event.detail, h.day - EVE) for h in found.of_pack] == [
            ("flat.left", None, 8),
            ("flat.viewed", None, 9),
            ("flat.viewed", "dark", 9),
            ("flat.viewed", "large", 9),
            ("flat.viewed", None, 9),
        ]
        assert [h.known == h.at for h in found.of_pack] == [True] * 5
        assert [h.timed for h in found.of_pack] == [False] * 4 + [True]
        assert {h.sets for h in found.of_pack} == {()}
        assert [h.event.event for h in found.happenings] == ["interview"]
    assert timeline((5, "interview")).of_pack == ()


def test_events_of_packs_are_in_the_order_of_their_moments_in_any_zone():
    found = timeline(("2026-11-09T23:00-11:00", "flat.viewed"), (10, "flat.left"))
    assert [h.event.event for h in found.of_pack] == ["flat.left", "flat.viewed"]


def test_holidays_are_kept_with_the_moment_from_which_they_are_known():
    found = timeline((9, "holiday", dated(25)), (5, "holiday"), (7, "holiday", dated(20)))
    days = [(known - found.calendar.starts[EVE]) // 86_400 for known, _day in found.free_days]
    assert list(zip(days, [day[2] - EVE for _known, day in found.free_days], strict=True)) == [
        (5, 5),
        (7, 20),
        (9, 25),
    ]


def test_rounds_with_names_or_foreign_hours_are_noticed():
    plain = timeline((5, "interview"), (6, "firm-offer"))
    assert not plain.has_names
    assert not plain.foreign
    assert timeline((5, "interview", {"interviewers": ["Ann"]})).has_names
    assert timeline(("2026-11-05T09:00+02:00", "interview")).foreign
    assert not timeline(("2026-11-05T09:00+00:00", "interview")).foreign
    assert not timeline((5, "interview", {"interviewers": ["Ann"], "elsewhere": True})).has_names


def test_an_event_is_placed_among_the_rounds_of_the_log():
    found = timeline((5, "interview"), (10, "interview"), (7, "reply-received"))
    undated = Event(event="decision-date-set", at=None, date="2026-11-08")
    placed = found.placed(undated)
    assert placed.day - EVE == 5
    assert placed.sets == ("decision_date", "answer", "reopened")
    assert found.placed(undated.model_copy(update={"date": date(2026, 11, 12)})).day - EVE == 10
    assert found.placed(Event(event="flat.viewed", at="2026-11-08")).sets == ()


def test_rounds_with_another_employer_end_with_its_no_or_that_of_the_candidate():
    there, elsewhere = {"elsewhere": True, "employer": "Ash"}, {"elsewhere": True}
    log = [
        (5, "interview", there),
        (6, "interview", {**elsewhere, "employer": "Birch"}),
        (1, "interview-scheduled", {**there, **dated(15)}),
        (8, "rejection", there),
        (12, "rejection", elsewhere),
    ]
    found = timeline(*log).other_meetings
    ends = [(m.moment[2] - EVE, m.ended, m.off) for m in found]
    day = calendar_for("UTC", None).starts
    assert ends == [
        (5, day[EVE + 8], NEVER),
        (6, day[EVE + 12], NEVER),
        (15, NEVER, day[EVE + 8]),
    ]
    assert [m.event.employer for m in found] == ["Ash", "Birch", "Ash"]
    shown = [facts(day, *log)["other_interview_held"] for day in (4, 5, 7, 9, 13)]
    assert shown == [None, 5, 6, 6, None]
    assert [facts(day, *log)["other_interview"] for day in (4, 7, 9)] == [5, 15, None]


def test_a_repeated_cancellation_with_another_employer_counts_once():
    elsewhere = {"elsewhere": True}
    log = [(1, "interview-scheduled", {**elsewhere, **dated(day)}) for day in (10, 20)]
    log += [(5, "interview-cancelled", elsewhere)] * 2
    assert facts(6, *log)["other_interview"] == 20


def test_an_event_without_a_name_ends_only_rounds_without_one_or_all():
    log = [
        (5, "interview", {"elsewhere": True}),
        (8, "rejection", {"elsewhere": True, "employer": "Ash"}),
    ]
    (found,) = timeline(*log).other_meetings
    assert found.ended == NEVER


def event_on(day, name):
    """Return an event at the beginning of a day, with the fields that it requires."""
    more = {"date": "2026-11-20"} if name in NEEDS_DATE or name == "holiday" else {}
    more |= {"advice": "continue-search"} if name in OF_ADVICE else {}
    return Event(event=name, at=f"2026-11-{day:02}", **more)


SOME = [
    (1, "interview-scheduled", dated(12)),
    (3, "interview"),
    (4, "conditional-offer"),
    (6, "thank-you-sent"),
    (6, "contact-away", dated(9)),
    (6, "position-on-hold"),
    (6, "other-offer"),
    (6, "advice-set-aside", {"advice": "send-thank-you", **dated(9)}),
]


@pytest.mark.parametrize("name", EVENTS)
def test_an_event_that_is_added_counts_as_it_does_in_the_whole_log(name):
    state, event = InterviewState.from_events(log_of(SOME)), event_on(6, name)
    assert state.intervals
    added, whole = state.imagined(event), InterviewState.from_events([*log_of(SOME), event])
    assert added.intervals.marks == whole.intervals.marks
    one, other = ([each.event for each in state.timeline.happenings] for state in (added, whole))
    assert one == other
    reply = event_on(7, "reply-received")
    at_once = state.imagined(event, reply)
    both = InterviewState.from_events([*log_of(SOME), event, reply])
    for day in (5, 6, 7, 12, 21):
        now = state.calendar.starts[EVE + day] + 12 * 3600
        assert added.facts_at(now) == whole.facts_at(now)
        assert at_once.facts_at(now) == both.facts_at(now)


def test_all_events_can_happen_at_one_moment_in_any_order():
    log = [event_on(6, name) for name in EVENTS]
    one, other = (InterviewState.from_events(each) for each in (log, log[::-1]))
    for day in (5, 6, 7, 21):
        now = one.calendar.starts[EVE + day] + 12 * 3600
        assert one.facts_at(now) == other.facts_at(now)
