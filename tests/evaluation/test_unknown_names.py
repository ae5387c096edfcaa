"""Names in a state that no rules know: each is told where it stands, with a way out."""

from __future__ import annotations

import json

import pytest

from interview_rules import InterviewState, RulePack
from interview_rules.errors import LIST_RULES
from interview_rules.evaluation.unknown_names import unknown_in_search, unknown_names
from interview_rules.positions import FieldPath

PACK = RulePack.from_text("""
pack: tiny
facts:
  visa: {type: flag, doc: A visa is needed.}
  begun: {type: moment, doc: When it began.}
events:
  it.begun: {doc: It began., by: them, sets: {visa: true, begun: date}}
  it.over: {doc: It is over., by: them, clears: [visa, begun]}
formerly:
  facts: {permit: visa}
  events: {it.started: it.begun}
  rules: {passport: papers}
  actions: {look: see}
rules:
  - {id: papers, when: visa, source: Us., advise: {action: see, kind: do, title: A, text: A.}}
""")
TWENTY = range(20)
MANY = RulePack.from_text(
    json.dumps(
        {
            "pack": "many",
            "facts": {f"number_{n}": {"type": "count", "doc": "A number."} for n in TWENTY},
            "events": {
                f"own.number-{n}": {"doc": "One.", "by": "you", "sets": {f"number_{n}": 1}}
                for n in TWENTY
            },
            "rules": [{"id": "it", "when": "no interview", "conclude": "so", "source": "Us."}],
        }
    )
)
THEN = "2026-11-20"


def told(fields, pack=PACK):
    """Return the code, the place, the message and the hint of each unknown name."""
    found = unknown_names(pack, InterviewState.read(fields))
    return [(each.code, each.where, each.message, each.hint) for each in found]


KNOWN = {
    "facts": {"facts": {"visa": True, "begun": "2026-11-19"}},
    "a former fact": {"facts": {"permit": True}},
    "events": {
        "events": [
            {"at": THEN, "event": "it.begun", "date": "2026-11-19"},
            {"at": THEN, "event": "it.started", "date": "2026-11-19"},
            {"at": THEN, "event": "it.over"},
        ]
    },
    "advice, by its action and by its rules": {
        "marks": [{"at": THEN, "advice": name} for name in ("see", "look", "papers", "passport")]
    },
    "advice of another pack": {"marks": [{"at": THEN, "advice": "send-thank-you"}]},
}


@pytest.mark.parametrize("fields", KNOWN.values(), ids=KNOWN)
def test_what_the_rules_know_is_no_problem(fields):
    assert told(fields) == []


UNKNOWN = {
    "a fact": (
        {"facts": {"viza": True}},
        ("unknown-name", "facts.viza", "unknown fact 'viza'", "did you mean visa?"),
    ),
    "a built-in fact": (
        {"facts": {"offer": "firm"}},
        (
            "unknown-name",
            "facts.offer",
            "offer is a built-in fact, which follows from events",
            "remove it here, and write down the event",
        ),
    ),
    "a field of the state": (
        {"facts": {"country": "DE"}},
        (
            "unknown-name",
            "facts.country",
            "country is a field of the state, not a fact of the pack",
            "move it out of facts",
        ),
    ),
    "an event": (
        {"events": [{"at": THEN, "event": "it.begn"}]},
        (
            "unknown-name",
            "events[0].event",
            "unknown event 'it.begn'",
            "did you mean it.begun?",
        ),
    ),
    "an event without the date that it sets": (
        {"rejection": THEN, "events": [{"at": THEN, "event": "it.begun"}]},
        (
            "no-date",
            "events[0].date",
            "it.begun has no date, so begun stays as it was",
            "add one, for example, date: 2026-11-25",
        ),
    ),
    "advice": (
        {"marks": [{"at": THEN, "advice": "see"}, {"at": THEN, "advice": "sea"}]},
        ("unknown-name", "marks[1].advice", "unknown advice 'sea'", "did you mean see?"),
    ),
    "a rule of another pack": (
        {"events": [{"at": THEN, "event": "advice-done", "advice": "thank-you"}]},
        ("unknown-name", "events[0].advice", "unknown advice 'thank-you'", "choose from: see"),
    ),
}


@pytest.mark.parametrize(("fields", "problem"), UNKNOWN.values(), ids=UNKNOWN)
def test_what_the_rules_do_not_know_is_told_with_its_place(fields, problem):
    assert told(fields) == [problem]


def test_among_too_many_names_to_list_the_hint_says_what_to_do():
    fields = {
        "facts": {"children": 3},
        "events": [{"at": THEN, "event": "it.begun"}],
        "marks": [{"at": THEN, "advice": "write-a-poem"}],
    }
    assert [hint for _code, _where, _message, hint in told(fields, MANY)] == [
        "declare it in the pack, under facts:",
        LIST_RULES,
        "declare it in the pack, under events:",
    ]


def test_problems_of_a_search_are_located_in_their_applications():
    own = unknown_names(PACK, InterviewState.read({"facts": {"viza": True}}))
    theirs = unknown_names(PACK, InterviewState.read({"facts": {"mood": "good"}}))
    found = unknown_in_search(own, {"Harbor & Finch": theirs, "Cobalt": ()})
    assert [each.place for each in found] == [
        FieldPath("facts", "viza"),
        FieldPath("applications", "Harbor & Finch", "facts", "mood"),
    ]
    assert found[1].hint == theirs[0].hint
