"""Facts that a pack declares, as a session has them: their values, and what differs from defaults."""

from __future__ import annotations

import pytest

from interview_rules import Advisor, InterviewState, RulePack, StateError
from interview_rules.calendars.calendar import NEVER, calendar_for
from interview_rules.evaluation.own_facts import own_facts, value_of
from interview_rules.events.event import LONGEST_NAME

PACK = RulePack.from_text("""
pack: tiny
facts:
  visa: {type: flag, doc: A visa is needed.}
  mood: {type: choice, doc: Their mood., choices: [calm, glad, sad]}
  tries: {type: count, doc: How often they tried.}
  begun: {type: moment, doc: When it began.}
  over: {type: moment, doc: When it was over.}
  owner: {type: text, doc: The owner.}
events:
  it.settled: {doc: All is well., by: them, sets: {mood: calm, tries: 0}, clears: [visa, over]}
  it.called: {doc: They were called., by: you, sets: {tries: one more, begun: at}}
  it.darkened: {doc: All is bad., by: them, sets: {mood: sad, over: date}}
rules:
  - id: stop
    when: visa and mood is sad and tries > 3 and begun is known and owner and country is DE
    source: Us.
    advise: {action: stop, kind: do, title: Stop, text: Stop., recorded_as: over}
""")
NOW = "2026-11-30 12:00"


def mask(*facts):
    return sum(PACK.bits[name] for name in facts)


@pytest.mark.parametrize(
    ("fields", "differ"),
    [
        ({}, ()),
        ({"country": "DE"}, ("country",)),
        ({"facts": {"visa": False, "mood": "calm", "tries": 0, "owner": " "}}, ()),
        ({"facts": {"visa": True, "tries": 2}}, ("visa", "tries")),
        (
            {"country": "DE", "facts": {"mood": "sad", "begun": "2026-11-20", "owner": "Jo"}},
            ("country", "mood", "begun", "owner"),
        ),
    ],
)
def test_the_facts_that_differ_from_their_defaults_are_marked(fields, differ):
    assert own_facts(PACK, InterviewState.read(fields)).bits == mask(*differ)


@pytest.mark.parametrize(
    ("fact", "given", "value"),
    [
        ("visa", True, 1),
        ("visa", False, 0),
        ("mood", "sad", 2),
        ("tries", 0, 0),
        ("tries", NEVER - 1, NEVER - 1),
        ("owner", "x" * LONGEST_NAME, 1),
        ("owner", " ", 0),
    ],
)
def test_a_value_is_encoded_as_a_number(fact, given, value):
    assert value_of(PACK.facts[fact], given, calendar_for()) == [value]


BOOLEAN = "write true or false, without quotes"
TEXT = "write text, and put a number in quotes"
WRONG = [
    ("visa", "yes", "wrong-type", "expected true or false, not 'yes'", BOOLEAN),
    ("mood", "sat", "invalid-value", "unknown value 'sat'", "did you mean sad?"),
    (
        "tries",
        True,
        "wrong-type",
        "expected a whole number of at least 0, not true",
        "write, for example, tries: 3",
    ),
    ("tries", NEVER, "wrong-type", f"{NEVER} is too large", "write, for example, tries: 3"),
    ("owner", 3, "wrong-type", "expected text, not a number", TEXT),
    (
        "owner",
        "x" * (LONGEST_NAME + 1),
        "too-long",
        f"this text may have at most {LONGEST_NAME} characters, but has {LONGEST_NAME + 1}",
        "shorten it",
    ),
]


@pytest.mark.parametrize(("fact", "given", "code", "message", "hint"), WRONG)
def test_what_is_no_value_is_a_problem(fact, given, code, message, hint):
    with pytest.raises(StateError) as caught:
        value_of(PACK.facts[fact], given, calendar_for())
    (problem,) = caught.value.problems
    assert (problem.where, problem.code) == (f"facts.{fact}", code)
    assert (problem.message, problem.hint) == (message, hint)


def changes(*events, **facts):
    """Return the facts that each change changes, and those that differ from their defaults then."""
    state = InterviewState.from_events(events, facts=facts)
    own = Advisor(PACK).advise(state, NOW).evaluation.session.own
    names = sorted(PACK.bits)
    return [
        ([n for n in names if PACK.bits[n] & bits] for bits in (each.changed, each.bits))
        for each in own.later
    ]


def said(fact, *events, now=NOW, **facts):
    """Return a fact as a text says it."""
    state = InterviewState.from_events(events, facts=facts)
    return Advisor(PACK).advise(state, now).evaluation.fact_said(fact)[0]


THEN = "2026-11-20 10:00"
CALLED = {"at": THEN, "event": "it.called"}
SETTLED = {"at": THEN, "event": "it.settled"}
DARKENED = {"at": THEN, "event": "it.darkened", "date": "2026-12-24"}
STOPPED = {"event": "advice-done", "advice": "stop"}


def test_an_event_changes_only_what_it_sets_and_clears():
    later = {**SETTLED, "at": "2026-11-21"}
    assert [[*each] for each in changes(CALLED, DARKENED, later, visa=True)] == [
        [["begun", "tries"], ["begun", "tries", "visa"]],
        [["mood", "over"], ["begun", "mood", "over", "tries", "visa"]],
        [["mood", "over", "tries", "visa"], ["begun"]],
    ]
    assert changes(SETTLED) == []
    assert changes(CALLED)
    assert said("visa", later, visa=True) == "no"


def test_at_one_moment_the_order_is_the_declared_one_after_advice_that_was_done():
    stopped = {**STOPPED, "at": THEN}
    for log in ([SETTLED, CALLED, stopped], [stopped, CALLED, SETTLED]):
        assert said("tries", *log) == "1"
        assert said("over", *log) == "unknown"
    for log in ([CALLED, stopped], [stopped, CALLED]):
        assert said("over", *log) == "Friday 20 November 2026, 10:00"
    twice = ({**CALLED, "detail": "By phone."}, {**CALLED, "detail": "By post."})
    assert said("tries", *twice) == "2"


def test_a_fact_that_advice_done_sets_keeps_a_moment_that_is_not_earlier():
    on_the_day = {**STOPPED, "at": "2026-11-20"}
    for over in ("2026-11-20 00:00", "2026-11-20 09:00", "2026-11-21"):
        assert changes(on_the_day, over=over) == []
    assert said("over", on_the_day, over="2026-11-19 23:59") == "Friday 20 November 2026"
