"""Plans with silence, followed advice, and hypothetical events."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from interview_rules import Advisor, InterviewState, PlanRecord, RulePack, StateError, advise, plan
from interview_rules.evaluation.simulation import MOST_ACTS

STATE = {
    "interview": "2026-11-19 15:00",
    "decision_date": "2026-11-27",
    "timezone": "America/New_York",
    "country": "US",
}
NOW = "2026-11-20 12:00"


def days(a_plan, action):
    """Return the first day, and the day after the last, of each period that advises an action."""
    return [
        (bar.since.date().isoformat(), bar.until.date().isoformat() if bar.until else None)
        for row in a_plan.rows
        if row.action == action
        for bar in row.bars
    ]


def test_following_the_advice_goes_as_the_article_says():
    followed = plan(STATE, NOW, assume="follow advice")
    happens = [(each.event.event, each.at.date().isoformat()) for each in followed.happens]
    assert happens == [
        ("thank-you-sent", "2026-11-20"),
        ("follow-up-sent", "2026-11-30"),
        ("hr-contacted", "2026-12-07"),
    ]
    assert days(followed, "wait") == [("2026-11-20", "2026-11-28")]
    assert days(followed, "follow-up") == [("2026-11-28", "2026-11-30")]
    assert days(followed, "await-reply") == [("2026-11-30", "2026-12-03")]
    assert days(followed, "assume-filled") == [("2026-12-03", "2027-02-02")]
    assert days(followed, "contact-hr") == [("2026-12-05", "2026-12-07")]
    assert days(followed, "application-closed") == [("2027-02-02", None)]
    assert followed.until is None
    assert not followed.cut_short


def test_in_silence_nothing_is_done():
    silent = plan(STATE, NOW)
    assert not silent.happens
    assert [stretch.since.isoformat() for stretch in silent] == [
        "2026-11-20T12:00:00-05:00",
        "2026-11-22T00:00:00-05:00",
        "2026-11-28T00:00:00-05:00",
        "2026-11-30T00:00:00-05:00",
        "2027-01-22T00:00:00-05:00",
    ]
    assert silent[-1].actions == ("application-closed", "continue-search")
    assert silent[0].actions == advise(STATE, NOW).actions
    assert silent[-1].until is None
    assert silent.at(datetime(2026, 11, 29, tzinfo=UTC)) is silent[2]
    assert silent.at("2026-11-29 00:00") is silent[2]
    with pytest.raises(StateError, match="moment: a time is required"):
        silent.at("2026-11-29")
    with pytest.raises(KeyError):
        silent.at(datetime(2026, 11, 19, tzinfo=UTC))


def test_what_if_they_reply_on_tuesday():
    reply = {"event": "reply-received", "at": "2026-12-01 10:00", "date": "2026-12-08"}
    what_if = plan(STATE, NOW, assume=["follow advice", reply])
    assert days(what_if, "await-reply")[0] == ("2026-11-30", "2026-12-01")
    assert days(what_if, "wait")[1] == ("2026-12-01", "2026-12-09")
    assert "hr-contacted" not in [each.event.event for each in what_if.happens][:3]
    alone = plan(STATE, NOW, assume=[reply])
    assert days(alone, "follow-up")[0] == ("2026-11-28", "2026-12-01")
    assert plan(STATE, NOW, assume=reply).to_json() == alone.to_json()
    assert [each.imagined for each in alone.happens] == [True]


def test_future_events_of_the_state_happen():
    state = {**STATE, "rounds": [{"date": "2026-12-04 10:00", "planned": True}]}
    ahead = plan(state, NOW)
    (round_,) = ahead.happens
    assert (round_.event.event, round_.imagined) == ("interview-scheduled", False)
    assert days(ahead, "ask-decision-date") == [("2026-11-20", "2026-12-05")]
    assert days(ahead, "send-thank-you")[-1] == ("2026-12-05", "2026-12-07")


@pytest.mark.parametrize(
    ("until", "end"),
    [
        ("2026-11-30", "2026-12-01T00:00:00-05:00"),
        (date(2026, 11, 30), "2026-12-01T00:00:00-05:00"),
        ("2026-11-30 09:00", "2026-11-30T09:00:00-05:00"),
        (timedelta(days=2), "2026-11-22T12:00:00-05:00"),
    ],
)
def test_a_plan_ends_at_until(until, end):
    ended = plan(STATE, NOW, until=until)
    assert ended.until.isoformat() == end
    assert ended[-1].until == ended.until
    assert all(stretch.since < ended.until for stretch in ended)


WRONG = {
    "an end before its beginning": (
        {"until": "2026-11-19"},
        "until: a plan must end after it begins (choose a date or time after 2026-11-20 12:00)",
    ),
    "a period of no length": (
        {"until": timedelta(0)},
        "until: a plan must end after it begins (choose a longer period)",
    ),
    "no end at all": ({"until": "soon"}, "until: 'soon' is not a date (write one such as"),
    "an end out of sight": (
        {"until": timedelta(days=10**6)},
        "until: this period is longer than 100 years (choose a shorter period)",
    ),
    "an assumption nobody can make": (
        {"assume": "silnce"},
        "assume: unknown scenario 'silnce' (did you mean silence?)",
    ),
    "a number": ({"assume": 5}, "assume: expected a keyword or a list of events, not"),
    "events that are none": (
        {"assume": ["follow advice", {"event": "reply", "at": "2026-12-01"}, {"event": "offer"}]},
        "assume[1].event: unknown event 'reply'",
    ),
    "words on advice that there is not": (
        {"assume": ["silence", {"event": "advice-done", "at": "2026-12-01", "advice": "nope"}]},
        "assume[1].advice: unknown advice 'nope'",
    ),
    "the other of them": (
        {"assume": ["follow advice", {"event": "reply", "at": "2026-12-01"}, {"event": "offer"}]},
        "assume[2].at: this field is required",
    ),
}


@pytest.mark.parametrize(("options", "said"), WRONG.values(), ids=WRONG)
def test_invalid_arguments_are_errors(options, said):
    with pytest.raises(StateError) as error:
        plan(STATE, NOW, **options)
    assert said in str(error.value)


def test_a_plan_reads_back_from_json():
    made = plan(STATE, NOW, assume="follow advice")
    again = PlanRecord.model_validate_json(made.to_json())
    assert again == made.record()
    assert [stretch.since for stretch in again.stretches] == [stretch.since for stretch in made]
    assert again.assumed == ("follow advice",)
    assert [event.event for event in again.imagined] == [
        "thank-you-sent",
        "follow-up-sent",
        "hr-contacted",
    ]


def test_new_wording_starts_a_new_stretch():
    moved = {"event": "decision-date-changed", "at": "2026-11-24", "date": "2026-12-04"}
    changed = plan(STATE, NOW, assume=[moved])
    waits = [row.title for row in changed.rows if row.id == "wait"]
    assert waits == [
        "Do not ask about the decision before Friday 27 November 2026 is over",
        "Do not ask about the decision before Friday 4 December 2026 is over",
    ]
    assert advise(
        InterviewState.read(STATE).with_events(moved), "2026-11-23 12:00"
    ).next_change.isoformat() == ("2026-11-24T00:00:00-05:00")


NEVER_ENDING = """
pack: restless
rules:
  - id: ask
    when: no follow_up or from follow_up + 1 day
    advise: {action: ask, kind: do, title: Ask, text: Ask., recorded_as: follow-up-sent}
    source: Drawn.
"""


def test_following_advice_that_never_ends_is_cut_short():
    restless = Advisor(RulePack.from_text(NEVER_ENDING))
    endless = restless.plan({}, NOW, assume="follow advice")
    assert endless.cut_short
    assert len(endless.imagined) == MOST_ACTS
    month = restless.plan({}, NOW, until=timedelta(days=30), assume="follow advice")
    assert not month.cut_short
    assert 10 < len(month.imagined) < 40


def test_what_falls_on_the_end_of_a_plan_is_no_longer_done():
    restless = Advisor(RulePack.from_text(NEVER_ENDING))
    first = restless.plan({}, NOW, assume="follow advice").imagined[0].at
    assert restless.plan({}, NOW, until=first, assume="follow advice").imagined == ()
    later = restless.plan({}, NOW, until=first + timedelta(seconds=1), assume="follow advice")
    assert [event.at for event in later.imagined] == [first]


def test_advice_that_stays_although_it_is_done_is_done_once():
    stubborn = NEVER_ENDING.replace("no follow_up or from follow_up + 1 day", "rounds >= 0")
    a_plan = Advisor(RulePack.from_text(stubborn)).plan({}, NOW, assume="follow advice")
    assert len(a_plan.imagined) == 1
    assert not a_plan.cut_short


def test_no_message_is_sent_while_the_contact_is_away():
    away = {
        **STATE,
        "decision_date": "2026-11-18",
        "interview": "2026-11-10",
        "thank_you": "2026-11-10",
        "away": [{"at": "2026-11-17", "until": "2026-11-27"}],
    }
    followed = plan(away, NOW, assume="follow advice")
    first = followed.happens[0]
    assert (first.event.event, first.at.date().isoformat()) == ("follow-up-sent", "2026-11-30")
    assert days(followed, "await-reply") == [("2026-11-30", "2026-12-03")]


@pytest.mark.parametrize(
    ("now", "at"),
    [
        ("2026-11-21 02:00", "2026-11-21T09:00:00-05:00"),
        ("2026-11-21 08:30", "2026-11-21T09:30:00-05:00"),
        ("2026-11-21 12:00", "2026-11-21T13:00:00-05:00"),
        ("2026-11-20 21:30", "2026-11-21T09:00:00-05:00"),
        ("2026-11-21 23:30", "2026-11-21T23:59:59-05:00"),
    ],
)
def test_what_is_due_today_is_done_at_a_reasonable_hour(now, at):
    done = plan(STATE, now, assume="follow advice").happens[0]
    assert (done.event.event, done.at.isoformat()) == ("thank-you-sent", at)


def test_a_due_day_that_moves_is_followed():
    state = {
        **STATE,
        "checks": [
            {"at": "2026-11-18", "kind": "materials-requested", "due": "2026-11-24"},
            {"at": "2026-11-23", "kind": "materials-requested", "due": "2026-12-10"},
        ],
    }
    rows = [r for r in plan(state, NOW).rows if r.action == "send-materials"]
    # After the second day, the advice is that of a late answer.
    due = [bar.due.isoformat() for r in rows for bar in r.bars]
    assert due == ["2026-11-24", "2026-12-10", "2026-12-10"]
    sent = [
        each.at.date().isoformat()
        for each in plan(state, "2026-11-19 12:00", assume="follow advice").happens
        if each.event.event == "materials-sent"
    ]
    assert sent == ["2026-12-10"]


def test_happens_lists_events_in_order():
    log = [
        {"at": "2026-11-10", "event": "interview-scheduled", "date": "2026-11-25 10:00"},
        {"at": "2026-11-12", "event": "interview-scheduled", "date": "2026-11-26 10:00"},
        {"at": "2026-11-20", "event": "interview-cancelled", "date": "2026-11-26"},
        {"at": "2026-11-25 12:00", "event": "reply-received"},
    ]
    state = InterviewState.from_events(log, timezone="Europe/Berlin")
    told = plan(state, "2026-11-21 09:00").happens
    assert [(each.at.hour, each.says) for each in told] == [
        (10, "interview"),
        (12, "reply received"),
    ]
    assert plan(state, "2026-11-25 11:00").happens[0].says == "reply received"
    invited = {"event": "interview-scheduled", "at": "2026-11-25", "date": "2026-12-02 10:00"}
    what_if = plan(STATE, NOW, assume=[invited]).happens
    assert [(each.at.day, each.says, each.imagined) for each in what_if] == [
        (25, "round arranged", True),
        (2, "interview", True),
    ]
    known = InterviewState.read(STATE).with_events({"event": "rejection", "at": "2026-11-24"})
    both = plan(known, NOW, assume=[{"event": "rejection", "at": "2026-11-24"}]).happens
    assert [each.imagined for each in both] == [False]


def test_a_planned_round_without_the_date_of_its_arrangement():
    state = {"rounds": [{"date": "2026-11-25 15:00", "planned": True}], "timezone": "UTC"}
    ahead = plan(state, NOW)
    assert [each.says for each in ahead.happens] == ["interview"]
    report = advise(state, NOW)
    assert report.next_change.isoformat() == "2026-11-26T00:00:00+00:00"
    report.to_json()
    by_day = advise({"interview": {"date": "2026-11-25", "planned": True}}, NOW)
    assert not [fact for fact in ("reply", "invitation") if by_day.evaluation.fact_said(fact)[1]]


def test_a_plan_is_indexed_by_moments_in_its_own_zone():
    silent = plan(STATE, NOW)
    assert silent.at(datetime(2026, 11, 27, 23, 59)) is silent[1]
    assert silent.at(datetime(2026, 11, 28)) is silent[2]


def test_human_resources_are_not_asked_on_a_weekend():
    state = {**STATE, "follow_up": "2026-12-02"}
    asked = plan(state, "2026-12-05 08:00", assume="follow advice")
    (hr,) = [each for each in asked.happens if each.event.event == "hr-contacted"]
    assert hr.at.date() == date(2026, 12, 7)


def test_a_plan_as_text_says_how_many_events_it_leaves_out():
    rounds = [
        {"date": f"2027-{month:02}-{day:02}", "planned": True}
        for month in (1, 2, 3)
        for day in range(1, 26)
    ]
    text = plan({"rounds": rounds}, "2026-12-01 09:00", until="2027-06-01").to_text()
    assert "and 15 more" in text


def test_the_axis_of_a_short_plan_fits_its_width():
    made = plan({"interview": "2026-11-20"}, "2026-11-20 23:30", until="2026-11-20")
    for width in (30, 40, 80):
        assert max(map(len, made.to_text(width=width).splitlines())) <= width


def test_periods_that_are_left_out_are_counted():
    rule = "{id: a, when: WHEN, source: Us., advise: {action: a, kind: do, title: A, text: A.}}"
    when = " or ".join(f"on interview + {2 * n} days" for n in range(10))
    pack = RulePack.from_text(f"pack: p\nrules:\n  - {rule.replace('WHEN', when)}\n")
    text = plan({"interview": "2026-11-20"}, "2026-11-20 12:00", rules=pack).to_text(width=200)
    assert "; and 4 more" in text
