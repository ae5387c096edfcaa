"""What answers change in a state: the entries and fields that each kind of question adds or sets."""

from __future__ import annotations

import pickle
from datetime import UTC, date, datetime

import pytest
from pydantic import ValidationError

from interview_rules import InterviewState
from interview_rules.evaluation.changes import (
    AddDecisionDate,
    AddEvent,
    AddThanks,
    Amend,
    CallOff,
    ConfirmRound,
    SetFact,
    SetField,
)
from interview_rules.events.event import Event

DAY = date(2026, 11, 25)
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
ARRANGED = Event(
    event="interview-scheduled",
    at=date(2026, 11, 2),
    date=DAY,
    kind="phone-screen",
    id="x-1",
    interviewers=("Ms Okafor",),
)


def added(change: dict) -> dict:
    """Return the fields of the one event that a change adds."""
    (event,) = change.pop("add")
    assert not change
    return {
        name: value for name, value in event.model_dump().items() if value not in (None, (), False)
    }


def test_the_answer_is_the_date_of_an_event_or_the_date_that_it_states():
    assert added(AddEvent("reply-received")(DAY)) == {"event": "reply-received", "at": DAY}
    # What the event states was said at another moment, perhaps of another employer.
    dated = AddEvent("decision-date-set", dated=True, employer="Other", said=NOW)
    assert added(dated(DAY)) == {
        "event": "decision-date-set",
        "at": NOW,
        "date": DAY,
        "employer": "Other",
    }
    undated = AddEvent("reply-received", employer="Other", said=NOW)
    assert added(undated(DAY)) == {"event": "reply-received", "at": DAY}


def test_no_decision_date_is_also_something_they_said():
    assert added(AddDecisionDate(NOW)(DAY)) == {"event": "decision-date-set", "date": DAY}
    assert added(AddDecisionDate(NOW)("no")) == {"event": "no-decision-date", "at": NOW}
    with pytest.raises(ValidationError):
        AddDecisionDate(None)("no")


def test_no_note_of_thanks_is_recorded_as_such():
    assert added(AddThanks(NOW)(DAY)) == {"event": "thank-you-sent", "at": DAY}
    assert added(AddThanks(NOW)("no")) == {"event": "thank-you-not-sent", "at": NOW}


def test_a_round_took_place_as_arranged_or_was_missed():
    assert added(ConfirmRound(ARRANGED, DAY)("yes")) == {
        "event": "phone-screen",
        "at": DAY,
        "interviewers": ("Ms Okafor",),
    }
    plain = ARRANGED.model_copy(update={"kind": None})
    assert added(ConfirmRound(plain, DAY)("yes"))["event"] == "interview"
    assert added(ConfirmRound(ARRANGED, DAY)("no")) == {
        "event": "missed-interview",
        "at": DAY,
        "date": DAY,
    }


def test_a_round_that_is_still_on_changes_nothing():
    assert CallOff(ARRANGED, NOW)("yes") == {}
    assert added(CallOff(ARRANGED, NOW)("no")) == {
        "event": "interview-cancelled",
        "at": NOW,
        "date": DAY,
    }


def test_a_field_of_the_state_has_the_answer_or_what_it_stands_for():
    setting = SetField("contact_known", {"yes": True, "no": False})
    assert setting("yes") == {"contact_known": True}
    assert setting("no") == {"contact_known": False}
    assert SetField("intermediary", {})("agency") == {"intermediary": "agency"}


def test_facts_of_a_pack_keep_those_that_were_given():
    state = InterviewState.read({"interview": "2026-11-19", "facts": {"visa": True}})
    assert SetFact(state, "bonus", flag=True)("yes") == {"facts": {"visa": True, "bonus": True}}
    assert SetFact(state, "bonus", flag=True)("no") == {"facts": {"visa": True, "bonus": False}}
    assert SetFact(state, "visa", flag=False)("yes") == {"facts": {"visa": "yes"}}
    assert SetFact(state, "start", flag=False)(DAY) == {
        "facts": {"visa": True, "start": "2026-11-25"}
    }


def test_an_entry_is_amended_in_its_place():
    state = InterviewState.from_events(
        [
            {"event": "interview", "at": "2026-11-19"},
            {"event": "reply-received", "at": "2026-11-20"},
        ]
    )
    changed = state.amended(Amend(state, 1, "at")(DAY))
    assert [event.at for event in changed.log()] == [date(2026, 11, 19), DAY]


def test_changes_can_be_pickled():
    for change in (AddEvent("reply-received"), AddThanks(NOW), CallOff(ARRANGED, NOW)):
        assert pickle.loads(pickle.dumps(change)) == change
