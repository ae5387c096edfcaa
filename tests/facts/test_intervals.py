"""The effects of each kind of event on the facts, as in the table of events."""

from __future__ import annotations

import random
from datetime import date
from itertools import pairwise

import pytest
from log_facts import EVE, causes, dated, facts, log_of

from interview_rules import InterviewState
from interview_rules.calendars.calendar import NEVER
from interview_rules.calendars.moments import resolve
from interview_rules.events.effects import ELSEWHERE, RANK, SETS
from interview_rules.events.event import EVENTS, NEEDS_DATE, OF_ADVICE, Event
from interview_rules.facts.folding import fold
from interview_rules.facts.interval import Interval
from interview_rules.facts.intervals import SPANS, _beside, _joined, _lasts, _latest, intervals_of
from interview_rules.facts.vocabulary import BITS, FACTS, OFFSETS, PLACES


def test_every_event_has_a_place_in_the_order_and_in_the_table():
    assert set(EVENTS) == set(RANK) == set(SETS)
    assert set(ELSEWHERE) <= set(EVENTS)


@pytest.mark.parametrize(
    "event", [name for name in EVENTS if name != "holiday" and name not in OF_ADVICE]
)
def test_every_event_is_seen_from_its_day_on(event):
    extra = (
        dated(20) if event in NEEDS_DATE or event in {"interview-scheduled", "contact-away"} else {}
    )
    before = [(8, "notice-given")] if event == "notice-withdrawn" else []
    assert facts(9, *before, (10, event, extra)) == facts(9, *before) or event in {
        "interview",
        "phone-screen",
        "test-taken",
    }
    assert facts(10, *before, (10, event, extra)) != facts(10, *before)


@pytest.mark.parametrize(
    ("fact", "log", "expected"),
    [
        ("call_missed", [(3, "call-missed")], 3),
        ("call_missed", [(3, "call-missed"), (4, "thank-you-sent")], 3),
        ("call_missed", [(3, "call-missed"), (4, "follow-up-sent")], None),
        ("call_missed", [(3, "call-missed"), (4, "reply-received")], None),
        ("their_question", [(3, "question-received", dated(6))], 3),
        ("their_question_due", [(3, "question-received", dated(6))], 6),
        ("their_question", [(3, "question-received"), (4, "question-answered")], None),
        ("their_question", [(3, "question-received"), (4, "reply-received")], 3),
        ("question_answered", [(3, "question-received"), (4, "question-answered")], 4),
        ("question_answered", [(4, "question-answered"), (5, "reply-received")], None),
        ("counter_offer", [(3, "verbal-offer"), (4, "counter-offer-made")], 4),
        ("counter_offer", [(4, "counter-offer-made"), (5, "reply-received")], 4),
        ("counter_offer", [(4, "counter-offer-made"), (5, "written-offer")], None),
        ("notice_given", [(3, "notice-given")], 3),
        ("notice_given", [(3, "notice-given"), (4, "notice-withdrawn")], None),
        ("silence_means_no", [(3, "silence-means-no", dated(9))], 9),
        ("silence_means_no", [(3, "silence-means-no", dated(9)), (5, "verbal-offer")], None),
        ("decision_meeting", [(3, "decision-meeting", dated(9))], 9),
        ("decision_meeting", [(3, "decision-meeting", dated(9)), (5, "interview")], None),
        ("contact_left", [(3, "contact-left")], 3),
        ("contact_left", [(3, "contact-left"), (5, "reply-received")], None),
        ("mistake", [(3, "mistake-noticed")], 3),
        ("mistake", [(3, "mistake-noticed"), (3, "correction-sent")], None),
        ("interest_lost", [(3, "interest-lost")], 3),
        ("interest_lost", [(3, "interest-lost"), (4, "withdrawn")], None),
        ("other_role_offer", [(3, "firm-offer", {"other_role": "Clerk"})], 3),
        ("other_role_offer", [(3, "firm-offer", {"other_role": "Clerk"}),
                              (4, "offer-declined", {"other_role": "Clerk"})], None),
        ("offer_made", [(3, "firm-offer", {"other_role": "Clerk"})], None),
        ("rejection", [(3, "rejection", {"other_role": "Clerk"})], None),
        ("other_offer", [(3, "firm-offer", {"other_role": "Clerk"})], None),
        ("materials_requested", [(3, "materials-requested"), (5, "test-taken")], None),
        ("hr_contacted", [(3, "follow-up-sent", {"role": "hr"})], 3),
        ("hr_contacted", [(3, "follow-up-sent", {"role": "manager"})], None),
        ("upcoming_interview", [(3, "interview-scheduled", dated(12)), (5, "withdrawn")], None),
        ("upcoming_interview", [(3, "interview-scheduled", dated(12)), (5, "rejection")], None),
        ("upcoming_interview", [(3, "interview-scheduled", dated(12)), (5, "offer-declined")], None),
        ("upcoming_interview", [(3, "withdrawn"), (5, "interview-scheduled", dated(12))], 12),
    ],
)  # fmt: skip
def test_whose_move_it_is_and_what_ends(fact, log, expected):
    assert facts(8, *log)[fact] == expected


def test_a_round_ahead_of_the_end_never_takes_place():
    log = [(3, "interview-scheduled", dated(12)), (5, "withdrawn")]
    assert facts(13, *log)["interview"] is None
    assert facts(13, *log)["rounds"] == 0
    assert facts(13, *log)["withdrawn"] == 5


def test_an_hour_in_another_zone_counts_there():
    zone = {"zone": "America/Sao_Paulo"}
    there = {"at": "2026-11-10 10:00", "event": "interview", **zone}
    state = InterviewState.from_events([there], timezone="Europe/Berlin")
    same = {"at": "2026-11-10T10:00:00-03:00", "event": "interview"}
    other = InterviewState.from_events([same], timezone="Europe/Berlin")
    assert state.facts_at(NEVER - 1) == other.facts_at(NEVER - 1)
    assert state.facts_at(NEVER - 1)[OFFSETS["other_time_zone"]] == 1


def test_a_round_still_ahead_stays_ahead_until_its_day_is_over():
    arranged = (3, "interview-scheduled", dated(10))
    assert facts(10, arranged)["upcoming_interview"] == 10
    assert facts(10, arranged)["interview"] is None
    assert facts(11, arranged)["upcoming_interview"] is None
    assert facts(11, arranged)["interview"] == 10


def test_a_round_that_is_recorded_has_taken_place_once_its_day_has_started():
    both = [(3, "interview-scheduled", dated(10)), (10, "interview")]
    assert facts(10, *both)["interview"] == 10
    assert facts(10, *both)["upcoming_interview"] is None
    assert facts(10, *both)["rounds"] == 1
    assert facts(9, *both)["upcoming_interview"] == 10


@pytest.mark.parametrize(
    "later",
    [
        ("interview", {}), ("interview-scheduled", dated(28)), ("no-decision-date", {}),
        ("verbal-offer", {}), ("position-on-hold", {}), ("not-before-date", dated(28)),
        ("contact-date-set", dated(28)), ("next-step-date-set", dated(28)),
        ("paperwork-date-set", dated(28)), ("decision-date-changed", {}), ("rejection", {}),
        ("withdrawn", {}), ("offer-declined", {}), ("offer-withdrawn", {}),
    ],
)  # fmt: skip
def test_what_takes_the_old_date_back(later):
    set_ = (5, "decision-date-set", dated(20))
    assert facts(12, set_)["decision_date"] == 20
    assert facts(12, set_, (10, *later))["decision_date"] is None
    assert facts(12, (10, "decision-date-set", dated(20)), (5, *later))["decision_date"] == 20


@pytest.mark.parametrize(
    "other",
    ["thank-you-reply", "auto-reply-received", "chance-contact", "third-party-info",
     "posting-relisted", "references-requested", "references-checked", "positive-signal"],
)  # fmt: skip
def test_what_settles_nothing(other):
    log = [(5, "decision-date-set", dated(20)), (8, "follow-up-sent"), (10, other)]
    seen = facts(12, *log)
    assert seen["follow_up_pending"]
    assert seen["decision_date"] == 20
    assert seen["reply"] is None


@pytest.mark.parametrize(
    "answer",
    ["reply-received", "rejection", "position-on-hold", "verbal-offer", "interview-scheduled",
     "background-check", "materials-requested", "start-date-changed"],
)  # fmt: skip
@pytest.mark.parametrize("day", [8, 10])
def test_what_answers_a_follow_up(answer, day):
    log = [(8, "follow-up-sent"), (day, answer, dated(28) if "scheduled" in answer else {})]
    assert not facts(12, *log)["follow_up_pending"]


def test_the_latest_stated_date_rules_whatever_the_order():
    log = [
        (5, "decision-date-set", dated(20)),
        (8, "decision-date-changed", dated(25)),
        (9, "reply-received", dated(27)),
    ]
    assert facts(12, *log)["decision_date"] == 27
    assert facts(12, *reversed(log))["decision_date"] == 27
    assert facts(8, *log)["decision_date"] == 25


def test_the_offer_ladder_and_its_end():
    log = [(5, "verbal-offer"), (8, "written-offer")]
    assert facts(6, *log)["offer"] == 2
    assert facts(9, *log)["offer"] == 5
    assert facts(12, *log, (10, "offer-declined"))["offer"] == 0
    assert facts(12, *log, (8, "offer-accepted"))["offer_accepted"] == 8
    assert facts(12, *log, (10, "rejection"))["offer"] == 0


@pytest.mark.parametrize("event", ["verbal-offer", "interview-scheduled", "decision-date-set"])
def test_what_reopens_a_refusal(event):
    assert facts(12, (5, "rejection"))["rejection"] == 5
    assert facts(12, (5, "rejection"), (9, event, dated(20)))["rejection"] is None
    assert facts(12, (9, "rejection"), (5, event, dated(20)))["rejection"] == 9


def test_thanks_belong_to_the_latest_round():
    log = [(5, "interview"), (6, "thank-you-sent")]
    assert facts(7, *log)["thank_you"] == 6
    assert facts(12, *log, (10, "interview"))["thank_you"] is None
    assert facts(12, *log, (8, "thank-you-failed"))["thank_you"] is None
    assert facts(12, *log, (8, "thank-you-failed"), (9, "thank-you-sent"))["thank_you"] == 9


def test_a_panel_is_counted_by_name():
    held = (5, "interview", {"interviewers": ["Ann", "Ben", "Cem"]})
    assert facts(6, held)["not_yet_thanked"] == 3
    assert facts(6, held, (6, "thank-you-sent", {"contact": "Ben"}))["not_yet_thanked"] == 2
    assert facts(6, held, (6, "thank-you-sent"))["not_yet_thanked"] == 0


def test_a_round_that_falls_through_is_no_round():
    log = [(3, "interview-scheduled", dated(10)), (10, "missed-interview")]
    seen = facts(12, *log)
    assert seen["interview"] is None
    assert seen["round_off"] == 10
    again = facts(12, *log, (11, "interview-scheduled", dated(15)))
    assert again["round_off"] is None
    assert again["upcoming_interview"] == 15


def test_cancelling_means_the_round_that_was_arranged_before():
    log = [
        (3, "interview-scheduled", dated(8)),
        (8, "reschedule-requested"),
        (8, "interview-scheduled", dated(15)),
    ]
    assert facts(9, *log)["upcoming_interview"] == 15
    assert facts(9, *log)["interview"] is None


def test_hours_count_where_both_moments_have_them():
    morning = ("2026-11-10T09:00", "follow-up-sent")
    assert facts(12, morning, ("2026-11-10T08:00", "reply-received"))["follow_up_pending"]
    assert not facts(12, morning, ("2026-11-10T10:00", "reply-received"))["follow_up_pending"]
    assert not facts(12, morning, (10, "reply-received"))["follow_up_pending"]


def test_a_question_of_the_minute_of_a_round_is_not_older_than_the_round():
    held = ("2026-11-10T09:00", "interview")
    asked = {"2026-11-10T08:59": 0, "2026-11-10T09:00": 1, "2026-11-10T09:01": 1}
    for hour, count in asked.items():
        assert facts(12, (hour, "follow-up-sent"), held)["follow_ups"] == count


def test_who_stands_in_between_is_known_from_the_state_or_from_an_event():
    assert facts(5, intermediary="agency")["agency_between"]
    assert facts(12, (10, "follow-up-sent", {"role": "recruiter"}))["recruiter_between"]
    assert not facts(9, (10, "follow-up-sent", {"role": "recruiter"}))["recruiter_between"]


def test_what_was_superseded_counts_again_where_only_the_later_one_is_taken_back():
    # Without a time, a question is not older than a round on that day; with a time, it is.
    log = [(20, "follow-up-sent"), ("2026-11-20 09:00", "follow-up-sent")]
    known = facts(21, *log, ("2026-11-20 15:00", "interview"))
    assert (known["follow_up"], known["follow_ups"], known["follow_up_pending"]) == (20, 1, True)
    assert facts(21, *log)["follow_ups"] == 2


def facts_on(day, events):
    state = InterviewState.from_events(events)
    return state.facts_at(state.calendar.starts[date.fromisoformat(day).toordinal()] + 43_200)


def test_a_no_from_one_other_employer_leaves_the_rounds_of_another():
    there = {"elsewhere": True, "employer": "B"}
    log = [
        {"at": "2026-11-16", "event": "interview", **there},
        {"at": "2026-11-16", "event": "interview-scheduled", "date": "2026-11-25", **there},
        {"at": "2026-11-18", "event": "rejection", "elsewhere": True, "employer": "C"},
    ]
    facts = facts_on("2026-11-20", log)
    assert facts[OFFSETS["other_interview"]] < NEVER
    assert facts[OFFSETS["other_interview_held"]] < NEVER
    for named in (there, {"elsewhere": True}):
        gone = facts_on("2026-11-20", [*log, {"at": "2026-11-19", "event": "rejection", **named}])
        assert gone[OFFSETS["other_interview"]] == NEVER
        assert gone[OFFSETS["other_interview_held"]] == NEVER


@pytest.mark.parametrize(
    ("more", "count"),
    [
        ([], 2),
        ([{"at": "2026-11-12", "event": "next-step-date-set", "date": "2026-11-30"}], 0),
        ([{"at": "2026-11-12", "event": "reply-received", "date": "2026-11-30"}], 0),
        ([{"at": "2026-11-12", "event": "interview"}], 0),
        ([{"at": "2026-11-12", "event": "follow-up-sent"}], 2),
    ],
)
def test_answers_without_a_date_count_until_there_is_one(more, count):
    log = [
        {"at": "2026-11-02", "event": "interview"},
        {"at": "2026-11-05", "event": "reply-received"},
        {"at": "2026-11-10", "event": "reply-received"},
    ]
    assert facts_on("2026-11-20", [*log, *more])[OFFSETS["holding_replies"]] == count


def test_holidays_of_another_employer_or_role_are_not_those_of_this_one():
    for more, known in (({}, True), ({"elsewhere": True}, False), ({"other_role": "Clerk"}, False)):
        event = {"at": "2026-11-19", "event": "holiday", **more}
        state = InterviewState.from_events([event])
        facts = state.facts_at(resolve(date(2026, 11, 19), state.calendar)[0])
        assert (facts[OFFSETS["holiday"]] < NEVER) is known


PIECES = [(start, end) for start in range(6) for end in range(start + 1, 7)]


def covered(spans):
    return {place for start, end in spans for place in range(start, end)}


def apart(spans):
    """Return True if intervals are in order, not empty, and do not overlap."""
    return all(start < end for start, end in spans) and all(
        one[1] <= other[0] for one, other in pairwise(spans)
    )


TWO = [[one, other] for one in PIECES for other in PIECES if one[0] <= other[0]]


def test_intervals_that_touch_are_joined():
    for spans in (*([each] for each in PIECES), *TWO):
        joined = _joined(spans)
        assert covered(joined) == covered(spans)
        assert all(one[1] < other[0] for one, other in pairwise(joined))


def test_three_intervals_are_joined():
    assert _joined([(1, 3), (2, 5), (7, 9)]) == [(1, 5), (7, 9)]
    assert _joined([(1, 6), (2, 3), (6, 9)]) == [(1, 9)]


def test_what_later_happenings_leave_of_an_interval():
    several = [spans for spans in [[], *([each] for each in PIECES), *TWO] if apart(spans)]
    for lasts in several:
        for taken in several:
            left = _beside(lasts, taken)
            assert apart(left)
            assert covered(left) == covered(lasts) - covered(taken)


def test_a_long_log_counts_as_a_short_one_does():
    asked = [(f"2026-11-{day:02} 09:00", "follow-up-sent") for day in range(2, 24)]
    answers = [(f"2026-11-{day:02} {hour}", "reply-received")
               for day, hour in ((2, "09:00"), (5, "08:59"), (5, "10:00"), (11, "07:00"), *(
                   (day, "12:00") for day in range(12, 20)))]  # fmt: skip
    log = [(1, "interview"), *asked, *answers]
    unanswered = [facts(day, *log)["unanswered_follow_ups"] for day in range(2, 24)]
    assert unanswered == [0, 1, 2, 0, 1, 2, 3, 4, 5, 1, *[0] * 8, 1, 2, 3, 4]
    pending = [facts(day, *log)["follow_up_pending"] for day in range(2, 24)]
    assert pending == [count > 0 for count in unanswered]


def test_what_nobody_dated_counts_in_a_long_log_too():
    dates = [(f"2026-11-01 {hour:02}:00", "decision-date-set", dated(15)) for hour in range(12)]
    log = [*dates, (5, "interview"), (5, "no-decision-date")]
    assert facts(8, *log)["no_date"] == 5
    # It was given in the round, and so beside the statement that there is no date.
    assert facts(8, *log, (None, "decision-date-set", dated(20)))["no_date"] is None


def test_a_whole_day_is_not_newer_than_an_hour_up_to_three_days_away():
    # A statement in a zone far to the east comes first, although its day is later.
    zones = {"timezone": "Pacific/Kiritimati"}
    answers = [(day, "reply-received") for day in range(1, 12)]
    log = [*answers, ("2026-11-11T23:00-11:00", "follow-up-sent")]
    assert facts(13, *log, **zones)["unanswered_follow_ups"] == 1
    log = [*answers, ("2026-11-11T01:00+14:00", "follow-up-sent")]
    assert facts(13, *log, **zones)["unanswered_follow_ups"] == 0


def test_an_interval_has_its_start_and_not_its_end():
    interval = Interval(5, 9, "rounds", 1)
    assert [instant for instant in range(12) if interval.contains(instant)] == [5, 6, 7, 8]
    assert interval.during(6, 7) == Interval(6, 7, "rounds", 1)


CHANGING = [
    (2, "interview"),
    (3, "interview-scheduled", {"date": "2026-11-09 10:00"}),
    ("2026-11-04 09:00", "follow-up-sent", {"asked": True}),
    (5, "contact-failed"),
    (6, "decision-date-set", dated(14)),
    (7, "interview-cancelled"),
    ("2026-11-08 12:00", "decision-date-set", dated(16)),
    (8, "firm-offer", {"elsewhere": True}),
    (10, "verbal-offer"),
    (11, "rejection", {"contact": "Ann"}),
    (12, "holiday", dated(13)),
]


def test_facts_change_at_the_change_points_alone():
    state = InterviewState.from_events(log_of(CHANGING))
    intervals = state.intervals
    points = intervals.change_points
    assert list(points) == sorted(set(points))
    assert {each.value for each in intervals.counts} == {1}
    first = state.calendar.starts[EVE]
    hours = [first + 3600 * hour for hour in range(24 * 20)]
    changed = {hour for hour in hours if state.facts_at(hour) != state.facts_at(hour - 1)}
    assert changed
    assert changed <= {*points} <= {*hours}
    for point, changes, known in zip(
        points, intervals.points.changes, intervals.points.known_changes, strict=True
    ):
        before, after = state.facts_at(point - 1), state.facts_at(point)
        edges = {
            each.fact
            for each in (*intervals.values, *intervals.counts)
            if point in {each.start, each.end}
        }
        if not edges.isdisjoint({"follow_ups", "unanswered_follow_ups"}):
            edges |= {"follow_ups", "unanswered_follow_ups", "follow_up_pending"}
        assert {name for name, bit in BITS.items() if changes & bit} == edges
        for name, bit in BITS.items():
            if before[PLACES[name]] != after[PLACES[name]]:
                assert changes & bit, name
            if FACTS[name].type == "moment":
                place = OFFSETS[name]
                differs = (before[place] == NEVER) != (after[place] == NEVER)
                assert bool(known & bit) is differs, name


def test_what_gives_flags_and_counts_their_values():
    assert causes(6, "no_hour", (3, "interview-scheduled", dated(9))) == [
        ("interview-scheduled", 9)
    ]
    assert facts(6, (3, "interview-scheduled", dated(9)))["no_hour"] == 1
    assert facts(6, (3, "interview-scheduled", {"date": "2026-11-09 10:00"}))["no_hour"] == 0
    assert causes(9, "solid_offers", *CHANGING) == [("firm-offer", 8)]
    assert causes(9, "date_asked", *CHANGING) == [("follow-up-sent", 4)]
    assert causes(9, "rounds", *CHANGING) == [("interview", 2)]
    assert causes(9, "follow_ups", *CHANGING) == [("follow-up-sent", 4)]
    assert causes(10, "offer", *CHANGING) == [("verbal-offer", 10)]
    assert causes(6, "upcoming_interview", *CHANGING) == [("interview-scheduled", 9)]
    assert causes(9, "decision_date", *CHANGING) == [("decision-date-set", 8)]
    there = {"elsewhere": True}
    log = [(3, "interview", there), (4, "interview-scheduled", {**there, **dated(9)})]
    assert causes(6, "other_interview", *log) == [("interview-scheduled", 9)]
    assert causes(6, "other_interview_held", *log) == [("interview", 3)]


def test_each_application_counts_while_it_is_open():
    timeline = InterviewState.from_events(log_of(CHANGING)).intervals.timeline
    intervals = intervals_of(timeline, {}, [(10, 30), (20, 40)])
    place = OFFSETS["open_applications"]
    times = (9, 10, 19, 20, 29, 30, 39, 40)
    assert [fold(intervals, now)[place] for now in times] == [0, 1, 1, 2, 2, 1, 1, 0]
    assert intervals.change_points[:4] == (10, 20, 30, 40)
    assert intervals.counts[-2:] == (
        Interval(10, 30, "open_applications", 1),
        Interval(20, 40, "open_applications", 1),
    )


def test_a_round_counts_until_it_turns_out_that_it_did_not_take_place():
    log = [(2, "interview-scheduled", dated(4)), (3, "follow-up-sent"), (6, "missed-interview", dated(4)),
           (8, "interview")]  # fmt: skip
    assert [facts(day, *log)["interview"] for day in (4, 5, 6, 7, 8)] == [None, 4, None, None, 8]
    # The message from before the round counts again, until there is another round.
    assert [facts(day, *log)["follow_ups"] for day in (4, 5, 6, 7, 8)] == [1, 0, 1, 1, 0]


def test_interviewers_of_a_round_that_was_called_off_are_not_counted():
    planned = (3, "interview-scheduled", {"interviewers": ["Ann"], **dated(9)})
    log = [planned, (5, "interview-cancelled", dated(9))]
    assert facts(12, *log)["interviewers"] == 0
    assert facts(12, planned)["interviewers"] == 1


def test_the_marks_on_advice_are_kept():
    event = {"at": "2026-11-03", "event": "advice-done", "advice": "follow-up"}
    intervals = InterviewState.from_events([event]).intervals
    assert intervals.marks == intervals.timeline.marks
    assert len(intervals.marks) == 1


def test_an_imagined_round_in_another_zone_counts_as_a_recorded_one():
    fields = {"timezone": "Europe/Berlin"}
    there = (2, "interview-scheduled", {"date": "2026-11-20 10:00", "zone": "Europe/Lisbon"})
    here = (3, "interview-scheduled", {"date": "2026-11-12 10:00"})
    for first, added in ((there, here), (here, there)):
        state = InterviewState.from_events(log_of([first]), **fields)
        before = state.facts_at(state.calendar.starts[EVE + 11])
        (event,) = log_of([added])
        imagined = state.imagined(Event.model_validate(event))
        recorded = InterviewState.from_events(log_of([first, added]), **fields)
        for day in range(1, 24):
            now = state.calendar.starts[EVE + day]
            assert imagined.facts_at(now) == recorded.facts_at(now)
        place = OFFSETS["other_time_zone"]
        assert before[place] == (first is there)
        assert imagined.facts_at(state.calendar.starts[EVE + 11])[place] == 0


OFTEN = [
    ("question-received", dated(9)), ("question-received", {}), ("question-answered", {}),
    ("mistake-noticed", {}), ("correction-sent", {}), ("follow-up-sent", {}), ("reply-received", {}),
    ("decision-date-set", dated(7)), ("decision-date-set", dated(9)), ("no-decision-date", {}),
    ("interview", {}), ("interview-scheduled", dated(6)), ("interview-scheduled", dated(8)),
    ("interview-cancelled", {}), ("missed-interview", {}), ("position-on-hold", {}),
    ("contact-failed", {}), ("verbal-offer", {}), ("rejection", {}),
]  # fmt: skip


def test_at_every_instant_the_latest_statement_counts_that_is_not_cleared():
    drawn = random.Random(4)  # noqa: S311  # the same logs every time
    for _ in range(600):
        names = drawn.sample(OFTEN, drawn.randint(2, 4))
        days = [
            (drawn.choice([*range(2, 9), "2026-11-04 12:00"]), *drawn.choice(names))
            for _ in range(8)
        ]
        by_slot = InterviewState.from_events(log_of(days)).intervals.by_slot
        for slot, found in by_slot.items():
            for _name, _which, ends in SPANS.get(slot, ()):
                lasting = [(_lasts(each, ends, by_slot), each) for each in found]
                latest = _latest(found, ends, by_slot)
                for now in {start for spans, _each in lasting for span in spans for start in span}:
                    there = [each for spans, each in lasting if any(a <= now < b for a, b in spans)]
                    assert [each for a, b, each in latest if a <= now < b] == there[-1:]
