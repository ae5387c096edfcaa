"""Invalid states, logs and moments: the problem, its place, and the fix."""

from __future__ import annotations

import copy
import json
import pickle
from datetime import UTC, date, datetime
from types import MappingProxyType

import pytest

from interview_rules import Advisor, Event, InterviewState, RulePack, StateError, advise

NOW = "2026-11-20 12:00"
ANY = "write one such as 2026-11-25, or 2026-11-25 12:00 with a time"
NOW_ANY = "write one such as 2026-11-25 12:00"
FACT_OR_SCHEMA = "if it is a fact of a rule pack, put it under facts; otherwise run 'interview-rules schema state' to list all fields"
ADD = "add one, for example, date: 2026-11-25"


def test_a_row_of_numpy_is_read_as_plain_values():
    numpy = pytest.importorskip("numpy")
    state = InterviewState.read(
        {
            "contact_known": numpy.bool_(0),
            "other_applications": numpy.int64(2),
            "weekend": [numpy.int8(6)],
        }
    )
    assert (state.contact_known, state.other_applications, state.weekend) == (False, 2, (6,))


def log(*events: dict) -> dict:
    return {"events": [{"at": "2026-11-19", **event} for event in events]}


WRONG = {
    # Dates
    "a date to be read in two ways": (
        log({"event": "interview", "at": "11/12/2026"}),
        (
            "events[0].at: the order of day and month in '11/12/2026' is ambiguous "
            "(write 2026-12-11 or 2026-11-12)"
        ),
    ),
    "a date of another country": (
        {"rounds": [{"date": "25.11.2026"}]},
        "rounds[0].date: '25.11.2026' is not an ISO date (write 2026-11-25)",
    ),
    "a number of seconds": (
        {"rounds": [{"date": 1764028800}]},
        f"rounds[0].date: 1764028800 is not a date ({ANY})",
    ),
    "the same as text": (
        {"rounds": [{"date": "1764028800"}]},
        f"rounds[0].date: '1764028800' is a number, not a date ({ANY})",
    ),
    "a day there is not": (
        {"rounds": [{"date": "2026-02-30"}]},
        "rounds[0].date: invalid date 2026-02-30 (write a day from 01 to 28)",
    ),
    "an hour there is not": (
        {"replies": [{"at": "2026-11-19 25:00"}]},
        (
            "replies[0].at: invalid time of day in '2026-11-19 25:00' "
            "(write a time from 00:00:00 to 23:59:59)"
        ),
    ),
    "a year long gone": (
        {"rounds": [{"date": "1899-12-31"}]},
        "rounds[0].date: the year 1899 is out of range (write a year from 1900 to 2200)",
    ),
    "a word": (
        {"follow_ups": [{"at": "2026-11-19"}, {"at": "yesterday"}]},
        f"follow_ups[1].at: 'yesterday' is not a date ({ANY})",
    ),
    "yes": (
        {"thank_yous": [{"at": True}]},
        f"thank_yous[0].at: true is not a date ({ANY})",
    ),
    "an hour as a free day": (
        {"free_days": ["2026-12-24", "2026-12-31 12:00"]},
        "free_days[1]: a date without a time is required (write 2026-12-31)",
    ),
    # Names of fields and events
    "a field": (
        {"intervew": "2026-11-19"},
        "intervew: unknown field 'intervew' (did you mean interview?)",
    ),
    "a number for true or false": (
        {"contact_known": 1},
        ("contact_known: expected true or false, not 1 (write true or false, without quotes)"),
    ),
    "a word for true or false": (
        {"hr_reachable": "off"},
        ("hr_reachable: expected true or false, not 'off' (write true or false, without quotes)"),
    ),
    "true for a number": (
        {"other_applications": True},
        (
            "other_applications: expected a whole number, not true"
            " (write, for example, other_applications: 1)"
        ),
    ),
    "text for a number": (
        {"other_applications": "2"},
        (
            "other_applications: expected a whole number, not '2'"
            " (write, for example, other_applications: 1)"
        ),
    ),
    "true for a day of the week": (
        {"weekend": [True]},
        (
            "weekend[0]: a weekday must be a number from 0 to 6, not true"
            " (write 0 for Monday to 6 for Sunday)"
        ),
    ),
    "a word for true or false in an event": (
        {"events": [{"at": "2026-11-19", "event": "call-missed", "message": "no"}]},
        (
            "events[0].message: expected true or false, not 'no'"
            " (write true or false, without quotes)"
        ),
    ),
    "a field that nothing is like": ({"zzz": 1}, f"zzz: unknown field 'zzz' ({FACT_OR_SCHEMA})"),
    "a field of an entry": (
        {"rounds": [{"date": "2026-11-19", "kinds": "test"}]},
        "rounds[0].kinds: unknown field 'kinds' (did you mean kind?)",
    ),
    "a field of an event": (
        log({"event": "follow-up-sent", "chanel": "email"}),
        "events[0].chanel: unknown field 'chanel' (did you mean channel?)",
    ),
    "an event": (
        log({"event": "interview"}, {"event": "thank-you-send"}),
        "events[1].event: unknown event 'thank-you-send' (did you mean thank-you-sent?)",
    ),
    "an event elsewhere": (
        {"elsewhere": [{"at": "2026-11-19", "event": "othr-offer"}]},
        "elsewhere[0].event: unknown event 'othr-offer' (did you mean other-offer?)",
    ),
    "an event that is a number": (
        log({"event": 5}),
        (
            "events[0].event: an event name must be a word, not 5 "
            "(write, for example, event: interview)"
        ),
    ),
    "a channel": (
        log({"event": "follow-up-sent", "channel": "pigeon"}),
        (
            "events[0].channel: unknown channel 'pigeon' "
            "(choose from: email, phone, post, card, in-person, message, video, linkedin, portal)"
        ),
    ),
    "a role": (
        log({"event": "reply-received", "role": "managr"}),
        "events[0].role: unknown role 'managr' (did you mean manager?)",
    ),
    # Missing values
    "a decision date without its date": (
        log({"event": "decision-date-set"}),
        f"events[0]: decision-date-set requires a date ({ADD})",
    ),
    "a deadline without its date": (
        log({"event": "interview"}, {"event": "offer-deadline"}),
        f"events[1]: offer-deadline requires a date ({ADD})",
    ),
    "an interview at no time": (
        log({"event": "interview", "at": None}),
        "events[0]: interview requires a moment (add one, for example, at: 2026-11-25)",
    ),
    "a round without its date": (
        {"rounds": [{}]},
        "rounds[0]: a round requires a date (add one such as date: 2026-11-19, or add planned: true)",
    ),
    "a round that was held, with its invitation": (
        {"rounds": [{"date": "2026-11-19", "arranged": "2026-11-12"}]},
        (
            "rounds[0].arranged: arranged is allowed only for a planned round "
            "(add planned: true, or remove arranged)"
        ),
    ),
    "a stated date that is none": (
        {"dates": [{"said_on": "2026-11-19"}]},
        f"dates[0]: this entry requires a date ({ADD})",
    ),
    "no date, said at no time": (
        {"dates": [{"kind": "none"}]},
        "dates[0]: this entry requires the day on which it was said (add it, for example, said_on: 2026-11-19)",
    ),
    "a list that is none, beside its short form": (
        {"interview": "2026-11-19", "rounds": "2026-11-12"},
        "rounds: expected a list, not '2026-11-12' (write rounds: [...], or only interview)",
    ),
    # Places
    "a zone": (
        {"timezone": "Europe/Berln"},
        "timezone: unknown time zone 'Europe/Berln' (did you mean Europe/Berlin?)",
    ),
    "a zone in small letters": (
        {"timezone": "europe/berlin"},
        "timezone: unknown time zone 'europe/berlin' (did you mean Europe/Berlin?)",
    ),
    "a zone of no kind": (
        {"timezone": "Nowhere"},
        "timezone: unknown time zone 'Nowhere' (use an IANA name such as Europe/Berlin)",
    ),
    "a country by another name": (
        {"country": "UK"},
        "country: unknown country 'UK' (did you mean GB?)",
    ),
    "a country in words": (
        {"country": "Germany"},
        ("country: unknown country 'Germany' (did you mean DE?)"),
    ),
    "a part without its country": (
        {"subdivision": "BY"},
        "subdivision: the subdivision 'BY' requires a country (add its country, such as DE)",
    ),
    "zone and country": (
        {"timezone": "Nowhere", "country": "UK"},
        (
            "timezone: unknown time zone 'Nowhere' "
            "(use an IANA name such as Europe/Berlin)\n"
            "country: unknown country 'UK' (did you mean GB?)"
        ),
    ),
    "a week of free days": (
        {"weekend": [0, 1, 2, 3, 4, 5, 6]},
        "weekend: the weekend covers the whole week (leave out at least one day)",
    ),
    "a day of the week that is none": (
        {"weekend": [5, 7]},
        "weekend[1]: a weekday must be a number from 0 to 6, not 7 (write 0 for Monday to 6 for Sunday)",
    ),
    # Values of the wrong kind
    "a text for a list": (
        {"rounds": "2026-11-19"},
        "rounds: expected a list, not '2026-11-19' (write rounds: [...])",
    ),
    "a date for an entry": (
        {"rounds": ["2026-11-19"], "events": ["interview"]},
        (
            "rounds[0]: expected a mapping of fields, not '2026-11-19' "
            "(write, for example, {date: 2026-11-25})\n"
            "events[0]: expected a mapping of fields, not 'interview' "
            "(write, for example, {at: 2026-11-19, event: interview})"
        ),
    ),
    "what has to be there": (
        {"events": [{}], "offer_deadlines": [{}], "checks": [{"at": "2026-11-19"}]},
        (
            "checks[0].kind: this field is required (add it, for example, kind: references-requested)\n"
            "offer_deadlines[0].date: this field is required (add it, for example, date: 2026-11-25)\n"
            "events[0].at: this field is required (add it, for example, at: 2026-11-19)\n"
            "events[0].event: this field is required (add it, for example, event: interview)"
        ),
    ),
    "a word that is no choice": (
        {"offers": [{"at": "2026-11-19", "step": "oral"}], "intermediary": 5},
        (
            "offers[0].step: unknown step 'oral' (choose from: informal, verbal, conditional, "
            "firm, written, accepted, declined, withdrawn)\n"
            "intermediary: expected a word, not 5 (choose from: none, agency, recruiter)"
        ),
    ),
    "texts": (
        {"company": 5, "position": "", "interviewer": "x" * 201, "candidate": ["A"]},
        (
            "company: expected text, not 5 (put it in quotes)\n"
            "position: this text is empty (write something, or leave it out)\n"
            "interviewer: this text may have at most 200 characters, but has 201 "
            "(shorten it)\n"
            "candidate: expected text, not a list (write text in quotes)"
        ),
    ),
    "flags and numbers": (
        {"internal_candidate": "maybe", "other_applications": 1.5},
        (
            "internal_candidate: expected true or false, not 'maybe' "
            "(write true or false, without quotes)\n"
            "other_applications: expected a whole number, not 1.5 "
            "(write, for example, other_applications: 1)"
        ),
    ),
    "too few": (
        {"other_applications": -1},
        "other_applications: -1 is below 0 (write 0 or more)",
    ),
    "too many": (
        {"other_applications": 100_001},
        "other_applications: 100001 is above 100,000 (write 100000 or less)",
    ),
    "facts of no known type": (
        {"facts": {"mood": [1], "size": 1.5, "word": "x" * 2_001, "": True}},
        (
            "facts.mood: a fact must be true or false, a whole number, or text, not a list "
            "(write, for example, mood: true, or put text in quotes)\n"
            "facts.size: a fact must be true or false, a whole number, or text, not 1.5 "
            "(write, for example, size: true, or put text in quotes)\n"
            "facts.word: this text may have at most 2,000 characters, but has 2,001 "
            "(shorten it)\n"
            "facts: a name in this mapping is empty (write the name, or remove its entry)"
        ),
    ),
    "no facts": (
        {"facts": 5},
        "facts: expected a mapping of fields, not 5 (write facts: {...})",
    ),
    # Shorthands
    "a short form": (
        {"interview": "11/12/2026", "rounds": [{"date": "2026-11-05"}, {}]},
        (
            "rounds[1]: a round requires a date (add one such as date: 2026-11-19, or add planned: true)\n"
            "interview: the order of day and month in '11/12/2026' is ambiguous "
            "(write 2026-12-11 or 2026-11-12)"
        ),
    ),
    "a short form after another of its list": (
        {"phone_screen": ["2026-11-05"], "interview": ["2026-11-19", "soon"]},
        f"interview[1]: 'soon' is not a date ({ANY})",
    ),
    "the second of a short list": (
        {"follow_up": ["2026-11-20", "soon", {"at": "2026-11-21", "zz": 1}]},
        (
            f"follow_up[1]: 'soon' is not a date ({ANY})\n"
            "follow_up[2].zz: unknown field 'zz' (choose from: at, to, role, channel, detail, id, meta)"
        ),
    ),
    "an offer of no step": (
        {"offer": "2026-11-20"},
        (
            "offer: an offer requires a step (write, for example, offer: {at: 2026-11-20, step: verbal})"
        ),
    ),
    "a short entry of no step": (
        {"offer": {"at": "2026-11-20"}},
        "offer.step: this field is required (add it, for example, step: informal)",
    ),
    # Reversed ranges
    "a round that ends before it begins": (
        {"interview": {"date": "2026-11-19 15:00", "end": "2026-11-19 14:00"}},
        "interview.end: the end, 2026-11-19 14:00:00, is before the start (write 2026-11-19 15:00:00 or later)",
    ),
    "an event that ends before it begins": (
        log({"event": "interview", "end": "2026-11-18"}),
        "events[0].end: the end, 2026-11-18, is before the start (write 2026-11-19 or later)",
    ),
    "a range that begins after its end": (
        {"dates": [{"date": "2026-11-25", "earliest": "2026-11-26"}]},
        (
            "dates[0].earliest: the earliest day, 2026-11-26, is after the date (write 2026-11-25 or earlier)"
        ),
    ),
    # Several problems at once
    "a round in an unknown zone": (
        {"rounds": [{"date": "2026-11-19", "zone": "Europe/Berln"}]},
        "rounds[0].zone: unknown time zone 'Europe/Berln' (did you mean Europe/Berlin?)",
    ),
    "an action that is empty": (
        {"marks": [{"at": "2026-11-19", "advice": ""}]},
        "marks[0].advice: this text is empty (write, for example, advice: follow-up)",
    ),
    "several": (
        {
            "rounds": [{"date": "11/12/2026"}, {}],
            "events": [
                {"at": "2026-11-19", "event": "rejected"},
                {"at": "x", "event": "interview"},
            ],
            "bogus_field": 1,
        },
        (
            "rounds[0].date: the order of day and month in '11/12/2026' is ambiguous "
            "(write 2026-12-11 or 2026-11-12)\n"
            "rounds[1]: a round requires a date (add one such as date: 2026-11-19, or add planned: true)\n"
            "events[0].event: unknown event 'rejected' (did you mean rejection?)\n"
            f"events[1].at: 'x' is not a date ({ANY})\n"
            f"bogus_field: unknown field 'bogus_field' ({FACT_OR_SCHEMA})"
        ),
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_said_of_a_wrong_state(case):
    state, said = WRONG[case]
    with pytest.raises(StateError) as caught:
        InterviewState.read(state)
    assert str(caught.value) == said
    with pytest.raises(StateError) as caught:
        advise(json.dumps(state), NOW)
    assert str(caught.value) == said, "and the same of JSON"


WRONG_NOW = [
    ("2026-11-20", "a time is required (add one, for example, 2026-11-20 12:00)"),
    (date(2026, 11, 20), "a time is required (add one, for example, 2026-11-20 12:00)"),
    (
        "11/12/2026 12:00",
        (
            "the order of day and month in '11/12/2026 12:00' is ambiguous "
            "(write 2026-12-11 12:00 or 2026-11-12 12:00)"
        ),
    ),
    ("tomorrow", f"'tomorrow' is not a date and time ({NOW_ANY})"),
    ("2026-1-5", "'2026-1-5' lacks a leading zero (write 2026-01-05 12:00)"),
    (1764028800, f"1764028800 is not a date and time ({NOW_ANY})"),
    (True, f"true is not a date and time ({NOW_ANY})"),
    ("12:00", "'12:00' is a time without a date (write a date and time such as 2026-11-25 12:00)"),
    (
        "2026-11-20 24:00",
        "hour 24 is not supported in '2026-11-20 24:00' (write 2026-11-21T00:00)",
    ),
    ("2201-01-01 00:00", "the year 2201 is out of range (write a year from 1900 to 2200)"),
    (datetime(1800, 1, 1), "the year 1800 is out of range (write a year from 1900 to 2200)"),
    (
        datetime(1800, 1, 1, tzinfo=UTC),
        "the year 1800 is out of range (write a year from 1900 to 2200)",
    ),
]


@pytest.mark.parametrize(("now", "said"), WRONG_NOW)
def test_what_is_said_of_a_wrong_now(now, said):
    with pytest.raises(StateError) as caught:
        advise({}, now)
    assert str(caught.value) == f"now: {said}"


FACTS = """
pack: mine
facts:
  visa: {type: flag, doc: D.}
  mood: {type: choice, doc: D., choices: [calm, glad, sad]}
  children: {type: count, doc: D.}
  moving: {type: moment, doc: D.}
"""
WRONG_FACTS = {
    "unknown": (
        {"visas": True},
        "facts.visas: unknown fact 'visas' (did you mean visa?)",
    ),
    "flag": (
        {"visa": "yes"},
        "facts.visa: expected true or false, not 'yes' (write true or false, without quotes)",
    ),
    "number for a flag": (
        {"visa": 1},
        "facts.visa: expected true or false, not 1 (write true or false, without quotes)",
    ),
    "choice": ({"mood": "gald"}, "facts.mood: unknown value 'gald' (did you mean glad?)"),
    "count": (
        {"children": -1},
        "facts.children: expected a whole number of at least 0, not -1 (write, for example, children: 3)",
    ),
    "flag for a count": (
        {"children": True},
        "facts.children: expected a whole number of at least 0, not true (write, for example, children: 3)",
    ),
    "moment": ({"moving": "soon"}, f"facts.moving: 'soon' is not a date ({ANY})"),
    "all": (
        {"visa": "x", "mood": "x", "children": 1 << 80, "moving": 5, "zzz": True},
        (
            "facts.zzz: unknown fact 'zzz' (choose from: visa, mood, children, moving)\n"
            "facts.visa: expected true or false, not 'x' (write true or false, without quotes)\n"
            "facts.mood: unknown value 'x' (choose from: calm, glad, sad)\n"
            f"facts.children: {1 << 80} is too large (write, for example, children: 3)\n"
            f"facts.moving: 5 is not a date ({ANY})"
        ),
    ),
}


@pytest.mark.parametrize("case", WRONG_FACTS)
def test_what_is_said_of_wrong_facts_of_ones_own(case):
    facts, said = WRONG_FACTS[case]
    advisor = Advisor(RulePack.from_text(FACTS), strict=True)
    with pytest.raises(StateError) as caught:
        advisor.advise({"facts": facts}, NOW)
    assert str(caught.value) == said


def test_facts_that_no_pack_declares_are_warnings():
    (warning,) = advise({"facts": {"visa": True}}, NOW).warnings
    assert str(warning) == "facts.visa: unknown fact 'visa' (declare it in the pack, under facts:)"
    with pytest.raises(StateError):
        Advisor(strict=True).advise({"facts": {"visa": True}}, NOW)


def test_a_log_holds_a_thousand_events_and_no_more():
    event = {"at": "2026-11-19", "event": "follow-up-sent"}
    assert len(InterviewState.from_events([event] * 1000).events) == 1000
    endless = (event for _ in iter(int, 1))
    with pytest.raises(StateError) as caught:
        InterviewState.from_events(endless)
    assert str(caught.value) == (
        "events: a log may have at most 1,000 events (leave out events that no longer matter)"
    )
    for field in ("events", "follow_ups"):
        entry = event if field == "events" else {"at": "2026-11-19"}
        with pytest.raises(StateError, match=rf"^{field}: .*\b1,000\b.*\b1,001\b"):
            InterviewState.read({field: [entry] * 1001})


@pytest.mark.parametrize(
    "text", ["{not json}", "", "2026-11-19", "[]", "null", '{"rounds": [', b"\xff", "\ud800"]
)
def test_what_is_no_json_object_is_refused(text):
    with pytest.raises(StateError) as caught:
        InterviewState.read(text)
    (problem,) = caught.value.problems
    assert not problem.where


@pytest.mark.parametrize("depth", [300, 100_000])
def test_json_that_is_nested_without_end_is_refused(depth):
    for text in ("[" * depth, '{"facts":' * depth, '{"facts":' + "[" * depth + "]" * depth + "}"):
        with pytest.raises(StateError):
            InterviewState.read(text)


@pytest.mark.parametrize("state", [None, 5, [], [("interview", "2026-11-19")], object()])
def test_what_is_no_state_at_all_is_refused(state):
    with pytest.raises(StateError, match="a state must be a mapping of fields"):
        advise(state, NOW)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"rounds": [', "not valid JSON: EOF while parsing a list at line 1 column 12"),
        ('{\n"a" 1}', "not valid JSON: expected `:` at line 2 column 5"),
    ],
)
def test_wrong_json_is_told_with_its_place(text, said):
    with pytest.raises(StateError) as caught:
        InterviewState.read(text)
    assert str(caught.value) == f"{said} (fix the quotes, commas or brackets there)"


def test_a_key_that_json_has_twice_is_named():
    text = '{"interview": "2026-11-19", "rounds": [{"date": "2026-11-05", "date": "soon"}]}'
    with pytest.raises(StateError) as caught:
        InterviewState.read(text)
    assert str(caught.value) == (
        "duplicate key 'date' on line 1, column 63 (the first is on line 1; merge the two, or remove one)\n"
        f"rounds[0].date: 'soon' is not a date ({ANY})"
    )
    with pytest.raises(StateError, match="duplicate key 'company'"):
        InterviewState.read(b'{"company": "A", "company": "B"}')


def test_a_mapping_of_any_kind_is_read_and_one_with_other_keys_refused():
    assert InterviewState.read(MappingProxyType({"interview": "2026-11-19"})).rounds
    with pytest.raises(StateError, match="a field name must be text, not 5"):
        InterviewState.read({5: "2026-11-19"})


def test_moments_that_cannot_be_compared_without_a_zone_are_let_through():
    for date_, end in (
        ("2026-11-19", "2026-11-18 12:00"),
        ("2026-11-19 12:00", "2026-11-19T11:00Z"),
    ):
        assert InterviewState.read({"rounds": [{"date": date_, "end": end}]}).rounds[0].end


@pytest.mark.parametrize(
    ("field", "entry"),
    [
        ("offers", {"at": "2026-11-19", "step": "oral"}),
        ("replies", {"at": "2026-11-19", "kind": "autmatic"}),
        ("dates", {"date": "2026-11-19", "kind": "next-stp"}),
        ("called_off", {"at": "2026-11-19", "how": "forgotten"}),
    ],
)
def test_a_word_that_is_no_choice_is_refused_where_it_stands(field, entry):
    with pytest.raises(StateError) as caught:
        InterviewState.read({field: [entry]})
    (problem,) = caught.value.problems
    assert problem.where == f"{field}[0].{list(entry)[-1]}"
    known = {
        "offers": "verbal",
        "replies": "automatic",
        "dates": "next-step",
        "called_off": "missed",
    }
    assert known[field] in str(problem)


@pytest.mark.parametrize(
    ("field", "value", "message", "hint"),
    [
        (
            "role",
            5,
            "a role must be a word, not 5",
            "choose from: manager, interviewer, recruiter, agency, hr, referee",
        ),
        ("role", "refree", "unknown role 'refree'", "did you mean referee?"),
        ("zone", "Mars", "unknown time zone 'Mars'", "use an IANA name such as Europe/Berlin"),
    ],
)
def test_a_word_of_an_event_that_is_refused_has_a_code_and_a_hint(field, value, message, hint):
    with pytest.raises(StateError) as caught:
        InterviewState.read(log({"event": "interview", field: value}))
    (problem,) = caught.value.problems
    assert (problem.where, problem.code) == (f"events[0].{field}", "invalid-value")
    assert (problem.message, problem.hint) == (message, hint)


def test_equal_events_count_as_one_in_a_set():
    event = {"event": "interview", "at": "2026-11-19", "interviewers": ["Ms Okafor"]}
    one, same = (Event.model_validate(event) for _ in range(2))
    other = Event.model_validate({**event, "at": "2026-11-20"})
    assert {one, same, other} == {one, other}


def test_events_are_named_by_their_place_in_the_log():
    good = {"at": "2026-11-19", "event": "interview"}
    with pytest.raises(StateError) as caught:
        InterviewState.from_events(
            [Event(**good), good, {**good, "event": "interveiw"}, {**good, "at": ""}]
        )
    assert str(caught.value) == (
        "events[2].event: unknown event 'interveiw' (did you mean interview?)\n"
        f"events[3].at: empty text is not a date ({ANY})"
    )


def test_an_event_that_is_added_is_checked_with_the_rest():
    state = InterviewState.from_events([{"at": "2026-11-19", "event": "interview"}])
    with pytest.raises(StateError) as caught:
        state.with_events({"at": "2026-11-20", "event": "reply-recieved"})
    assert str(caught.value) == (
        "events[1].event: unknown event 'reply-recieved' (did you mean reply-received?)"
    )
    assert len(state.events) == 1


def test_an_engine_there_is_not():
    with pytest.raises(StateError) as caught:
        Advisor(engine="compield")
    assert str(caught.value) == "engine: unknown engine 'compield' (did you mean compiled?)"


def test_errors_are_value_errors_that_can_be_copied_and_sent():
    with pytest.raises(ValueError, match="unknown field") as caught:
        InterviewState.read({"zzz": 1})
    for twin in (copy.copy(caught.value), pickle.loads(pickle.dumps(caught.value))):
        assert type(twin) is StateError
        assert twin.problems == caught.value.problems
        assert str(twin) == str(caught.value)
