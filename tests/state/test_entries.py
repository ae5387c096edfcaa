"""Entries of a snapshot and the events that they stand for."""

from __future__ import annotations

import copy
import pickle
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from profiles import scaled
from pydantic import ValidationError

from interview_rules import Event, InterviewState, StateError
from interview_rules.events.entries import Entry, Round
from interview_rules.events.labels import say_event
from interview_rules.events.snapshot import ENTRIES

FULL = {
    "at": "2026-11-19",
    "date": "2026-11-25 15:00",
    "earliest": "2026-11-24",
    "end": "2026-11-25 16:00",
    "detail": "They sounded pleased.",
    "channel": "phone",
    "contact": "Ms. Okafor",
    "interviewers": ("Ms. Okafor", "Mr. Reyes"),
    "role": "manager",
    "zone": "Europe/London",
    "place": "Room 4",
    "link": "https://meet.example/abc",
    "message": True,
    "asked": False,
    "kind": "phone-screen",
    "advice": "follow-up",
    "id": "e-17",
    "meta": {"source": "mail 17"},
}
"""A value for each field of an event that some entry has."""
OF_ROUNDS = {"end", "zone", "place", "link", "interviewers"}


def fields_of(entry: type[Entry], event: str) -> set[str]:
    """Return the fields of an event that its entry holds."""
    own = {"detail", "id", "meta"}
    if entry is not Round:
        return own | {*entry.names.values()}
    return own | OF_ROUNDS | ({"at", "date", "kind"} if event == "interview-scheduled" else {"at"})


@pytest.mark.parametrize(
    ("field", "event"),
    [(field, each) for field, (_entry, all_) in ENTRIES.items() for each in all_],
)
def test_a_snapshot_keeps_all_that_an_event_says(field, event):
    full = {name: FULL[name] for name in fields_of(ENTRIES[field][0], event)}
    if event in Round.choices.values():
        full["at"] = FULL["date"]
    written = Event(event=event, **full)
    state = InterviewState.from_events([written]).snapshot()
    assert not state.events
    (entry,) = getattr(state, field)
    assert (entry.detail, entry.id, entry.meta) == (FULL["detail"], FULL["id"], FULL["meta"])
    assert state.log() == (written,)
    assert state.log()[0].meta == FULL["meta"]


@pytest.mark.parametrize("kind", Round.choices)
def test_a_round_that_was_held_is_the_event_of_its_kind(kind):
    held = Round(date="2026-11-19", kind=kind)
    assert held.log().event == Round.choices[kind]
    assert Round.of(held.log()) == held


@pytest.mark.parametrize("kind", Round.choices)
def test_a_planned_round_is_of_the_same_kind_once_it_is_arranged(kind):
    planned = Round(planned=True, kind=kind, date="2026-11-25", arranged="2026-11-19")
    event = planned.log()
    assert event.event == "interview-scheduled"
    assert event.kind == (None if kind == "interview" else kind)
    assert Round.of(event) == planned


@pytest.mark.parametrize(
    ("event", "kind", "label", "taking_place"),
    [
        ("interview", None, "interview", "interview"),
        ("phone-screen", None, "phone screen", "phone screen"),
        ("interview-scheduled", None, "round arranged", "interview"),
        ("interview-scheduled", "interview", "round arranged", "interview"),
        ("interview-scheduled", "phone-screen", "round arranged", "phone screen"),
        ("interview-scheduled", "test", "round arranged", "test"),
        ("follow-up-sent", None, "follow-up sent", "follow-up sent"),
        ("no-decision-date", None, "no decision date", "no decision date"),
        ("flat.viewed-twice", None, "flat viewed twice", "flat viewed twice"),
    ],
)
def test_events_have_short_labels(event, kind, label, taking_place):
    one = Event(event=event, at="2026-11-19", date="2026-11-25", kind=kind)
    assert say_event(one, takes_place=False) == label
    assert say_event(one, takes_place=True) == taking_place


def test_channels_and_roles_are_read_in_the_words_that_people_use():
    said = {"E-Mail ": "email", "voicemail": "phone", "Text": "message", "letter": "post"}
    for word, channel in said.items():
        event = Event(event="follow-up-sent", at="2026-11-19", channel=word, role=" HR")
        assert (event.channel, event.role) == (channel, "hr")


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Follow_Up Sent", "follow-up-sent"),
        (" INTERVIEW ", "interview"),
        ("Flat Share.Viewed_Again", "flat-share.viewed-again"),
    ],
)
def test_names_of_events_are_read_in_other_spellings(written, name):
    assert Event(event=written, at="2026-11-19").event == name


@pytest.mark.parametrize(
    ("event", "message", "hint"),
    [
        ("Follow_Up Snt", "unknown event 'Follow_Up Snt'", "did you mean follow-up-sent?"),
        (
            "zzz",
            "unknown event 'zzz'",
            "run 'interview-rules schema events' to list all events",
        ),
        (
            "Flat..viewed",
            "'Flat..viewed' is not a valid name for an event of a pack",
            "write two words with a dot between them, such as flat.viewed",
        ),
    ],
)
def test_wrong_names_of_events_are_quoted_as_they_were_written(event, message, hint):
    with pytest.raises(StateError) as caught:
        InterviewState.from_events([{"at": "2026-11-19", "event": event}])
    (problem,) = caught.value.problems
    assert (problem.message, problem.hint) == (message, hint)


def test_what_a_word_may_mean_is_suggested_for_the_word_as_it_was_written():
    wrong = {"event": "Follow_Up Snt", "channel": "E-Mial", "role": "Managr"}
    with pytest.raises(StateError) as caught:
        InterviewState.from_events([{"at": "2026-11-19", **wrong}])
    found = [problem.suggestions for problem in caught.value.problems]
    assert [(each.word, each.only) for each in found] == [
        ("Follow_Up Snt", "follow-up-sent"),
        ("E-Mial", "email"),
        ("Managr", "manager"),
    ]


@pytest.mark.parametrize("field", ["channel", "role"])
def test_what_is_no_word_is_described_and_the_words_are_listed(field):
    with pytest.raises(StateError) as caught:
        InterviewState.from_events([{"at": "2026-11-19", "event": "reply-received", field: 5}])
    (problem,) = caught.value.problems
    assert problem.message == f"a {field} must be a word, not 5"
    assert problem.hint.startswith("choose from: ")


class Scalar:
    """Stands for a scalar of NumPy."""

    def item(self):
        return True


def test_scalars_of_numpy_alone_are_read_as_plain_values(monkeypatch):
    event = {"at": "2026-11-19", "event": "call-missed", "message": Scalar()}
    with pytest.raises(StateError, match=r"events\[0\]\.message: expected true or false"):
        InterviewState.from_events([event])
    monkeypatch.setattr(Scalar, "__module__", "numpy")
    assert InterviewState.from_events([event]).events[0].message is True


VALUES = {
    "advice": ("follow-up",),
    "channel": ("phone", "E-Mail"),
    "link": ("https://meet.example/abc",),
    "zone": ("Europe/London", "Nowhere"),
    "interviewers": ((), ("Ms. Okafor",)),
    "role": ("hr", "agency"),
    **dict.fromkeys(("planned", "asked", "message"), (True, False)),
}
"""Values of the fields whose type is neither a moment nor text; choices are drawn from the field."""
MOMENTS = ("2026-11-19", "2026-11-25", "2026-11-20 15:00", "2026-11-20T15:00+05:00")
OF_TEXT = ("detail", "id", "to", "sender", "contact", "place")


@st.composite
def written_entries(draw):
    """Draw the fields of an entry of a snapshot, not always valid, and the list it belongs to."""
    field = draw(st.sampled_from(sorted(ENTRIES)))
    entry = ENTRIES[field][0]
    written = {}
    for name in sorted(entry.model_fields.keys() - {"meta"}):
        if draw(st.integers(0, 2)):
            choices = [*entry.choices] if name in (entry.selects, "kind") else MOMENTS
            choices = ("by phone",) if name in OF_TEXT else VALUES.get(name, choices)
            written[name] = draw(st.sampled_from(choices))
    return field, written


@scaled(1_000)
@given(written_entries())
def test_a_valid_entry_stands_for_a_valid_event(drawn):
    field, written = drawn
    entry_type, names = ENTRIES[field]
    try:
        entry = entry_type.model_validate(written)
    except ValidationError:
        return
    event = entry.log(names[0] if len(names) == 1 else "")
    assert Event.model_validate(event.model_dump()) == event


def test_an_event_made_of_valid_fields_is_like_a_validated_one():
    fields = {
        "event": "interview", "at": date(2026, 11, 19), "interviewers": ("Ms Okafor",),
        "meta": {"mail": 17},
    }  # fmt: skip
    made, validated = Event.of_validated(**fields), Event(**fields)
    assert made == validated
    assert hash(made) == hash(validated)
    assert made.model_fields_set == validated.model_fields_set
    assert made.model_dump_json() == validated.model_dump_json()
    assert repr(made) == repr(validated)
    for copied in (pickle.loads(pickle.dumps(made)), copy.deepcopy(made), made.model_copy()):
        assert copied == validated
        assert copied.model_fields_set == validated.model_fields_set
    with pytest.raises(ValidationError, match="frozen"):
        made.at = None
    # A change of one does not reach the defaults of the next.
    assert Event.of_validated(event="rejection").model_fields_set == {"at", "event"}
    assert Event.of_validated(event="rejection").interviewers == ()
