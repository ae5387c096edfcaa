"""Every question that can be asked: its words, its choices, and where the answer goes."""

from __future__ import annotations

import json

import pytest

from interview_rules import Advisor, InterviewState, RulePack
from interview_rules.calendars.moments import instant_of
from interview_rules.engines.program import program_for
from interview_rules.evaluation.askable import askable
from interview_rules.evaluation.evaluation import evaluate
from interview_rules.evaluation.session import session_of_facts

NOW = "2026-11-24 12:00"
OWN = RulePack.from_text(
    json.dumps(
        {
            "pack": "own",
            "facts": {
                "visa": {"type": "flag", "doc": "Whether you have a visa."},
                "tries": {"type": "count", "doc": "A count.", "ask": "How many tries?"},
                "stage": {"type": "choice", "doc": "A stage.", "choices": ["first_one", "last"]},
                "start": {"type": "moment", "doc": "The start."},
                "seen": {"type": "moment", "doc": "When it was seen."},
                "day": {"type": "moment", "doc": "A day."},
                "note": {"type": "text", "doc": "A text."},
            },
            "events": {
                "it.seen": {
                    "doc": "Seen.",
                    "by": "you",
                    "sets": {"seen": "at"},
                    "ask": "Seen when?",
                },
                "it.named": {
                    "doc": "Named.",
                    "by": "them",
                    "sets": {"day": "date"},
                    "ask": "Which?",
                },
                "it.told": {"doc": "Told.", "by": "them", "sets": {"visa": True}},
            },
            "rules": [
                {
                    "id": "one",
                    "when": "visa or tries > 1 or stage is last or start is known or seen is known",
                    "source": "This test.",
                    "advise": {"action": "a", "kind": "do", "title": "It.", "text": "So."},
                }
            ],
        }
    )
)
PLAIN = RulePack.from_text(
    "pack: plain\nrules:\n"
    "  - {id: one, when: rounds > 5, source: Us., conclude: many}\n"
    "  - {id: two, when: many, source: Us.,"
    " advise: {action: a, kind: do, title: A, text: A.}}\n"
)
KNOWN = {
    "hr_reachable": True,
    "intermediary": "none",
    "contact_known": True,
    "employer_kind": "company",
    "internal_candidate": False,
    "timezone": "UTC",
}
MET = {"event": "interview", "at": "2026-11-19 10:00", "interviewers": ["Ms Okafor"]}
THANKED = {"event": "thank-you-sent", "at": "2026-11-20"}
NAMED = {"event": "decision-date-set", "at": "2026-11-19", "date": "2026-11-30"}


def asked(pack: RulePack, *events: dict, **fields) -> list[str]:
    """Return the questions, one a line: id, words, type, place, rank, choices and bounds."""
    state = {"timezone": "UTC", "events": list(events), **fields}
    found = []
    for each in askable(Advisor(pack).advise(state, NOW).evaluation):
        record = each.record()
        more = [f"{value}: {label}" for value, label in each.labels]
        more += ["to the hour"] * each.hour
        more += [f"from {record.earliest}"] * (record.earliest is not None)
        more += [f"to {record.latest}"] * (record.latest is not None)
        about = f"{each.id} ({each.fact}, {each.type}, {each.path}, {each.rank})"
        found.append(" | ".join([about, each.text, *more]))
    return found


ASKED = [
    # nothing is known
    (
        PLAIN,
        [],
        {},
        [
            "interview (interview, moment, events[0].at, 0) | When is or was the interview? | to the hour",
            "hr_reachable (hr_reachable, choice, hr_reachable, 1) | Is there a human resources department there that you can ask? | yes: Yes | no: No",
            "intermediary (intermediary, choice, intermediary, 2) | Are you dealing with them through a recruiter or an agency? | no: No | recruiter: A recruiter | agency: An agency",
            "contact_known (contact_known, choice, contact_known, 2) | Do you know anyone there you can write to? | yes: Yes | no: No",
            "employer_kind (employer_kind, choice, employer_kind, 3) | Is the employer a university or a public body? | no: No | university: A university | public: A public body",
            "internal_candidate (internal_candidate, choice, internal_candidate, 3) | Do you work there already? | yes: Yes | no: No",
        ],
    ),
    # a round is over
    (
        PLAIN,
        [{"event": "interview", "at": "2026-11-19 10:00"}],
        KNOWN,
        [
            "decision_date (decision_date, moment, events[1].date, 0) | Did they say when they will decide? | no: No, they did not say | from 2026-11-19",
            "thank_you (thank_you, moment, events[1].at, 1) | Did you send a thank-you note after the interview, and when? | no: No, I did not send one | from 2026-11-19 | to 2026-11-24",
            "interviewers (interviewers, names, events[0].interviewers, 2) | Who was there at the latest interview?",
        ],
    ),
    # an invitation has no date
    (
        PLAIN,
        [{"event": "interview-scheduled", "at": "2026-11-19"}],
        KNOWN,
        [
            "upcoming_interview (upcoming_interview, moment, events[0].date, 0) | When is the round that was arranged? | to the hour | from 2026-11-19",
        ],
    ),
    # a round was arranged and is over
    (
        PLAIN,
        [{"event": "interview-scheduled", "at": "2026-11-02", "date": "2026-11-20 10:00"}],
        KNOWN,
        [
            "took-place-2026-11-20 (interview, choice, events[1], 0) | Did the round on 2026-11-20 take place? | yes: Yes | no: No",
            "decision_date (decision_date, moment, events[1].date, 0) | Did they say when they will decide? | no: No, they did not say | from 2026-11-20",
            "thank_you (thank_you, moment, events[1].at, 1) | Did you send a thank-you note after the interview, and when? | no: No, I did not send one | from 2026-11-20 | to 2026-11-24",
            "interviewers (interviewers, names, events[0].interviewers, 2) | Who was there at the latest interview?",
        ],
    ),
    # a round was arranged again, and earlier
    (
        PLAIN,
        [
            {"event": "interview-scheduled", "at": "2026-11-02", "date": "2026-12-10"},
            {"event": "interview-scheduled", "at": "2026-11-05", "date": "2026-12-01"},
        ],
        KNOWN,
        [
            "still-on-2026-12-10 (upcoming_interview, choice, events[2], 0) | Is the round on 2026-12-10 still on, besides the earlier one? | yes: Yes | no: No",
        ],
    ),
    # a round that will take place was recorded without its arrangement
    (
        PLAIN,
        [
            {"event": "interview", "at": "2026-12-10"},
            {"event": "interview-scheduled", "at": "2026-11-05", "date": "2026-12-01"},
        ],
        KNOWN,
        [],
    ),
    # there are offers
    (
        PLAIN,
        [
            MET,
            THANKED,
            NAMED,
            {"event": "firm-offer", "at": "2026-11-22"},
            {"event": "other-offer", "at": "2026-11-21", "employer": "Harbor"},
        ],
        KNOWN,
        [
            "decision_date (decision_date, moment, events[5].date, 0) | Did they say when they will decide? | no: No, they did not say | from 2026-11-19",
            "offer_deadline (offer_deadline, moment, events[5].date, 0) | By when do they want an answer to their offer? | to the hour | from 2026-11-22",
            "other_offer_deadline-Harbor (other_offer_deadline, moment, events[5].date, 0) | By when does Harbor want an answer? | to the hour | from 2026-11-21",
        ],
    ),
    # another offer is of nobody
    (
        PLAIN,
        [MET, THANKED, NAMED, {"event": "other-offer", "at": "2026-11-21"}],
        KNOWN,
        [
            "other_offer_deadline (other_offer_deadline, moment, events[4].date, 0) | By when does the other employer want an answer? | to the hour | from 2026-11-21",
        ],
    ),
    # ends are open
    (
        PLAIN,
        [
            MET,
            THANKED,
            NAMED,
            {"event": "position-on-hold", "at": "2026-11-20"},
            {"event": "background-check", "at": "2026-11-20"},
            {"event": "materials-requested", "at": "2026-11-21"},
            {"event": "question-received", "at": "2026-11-22"},
            {"event": "contact-away", "at": "2026-11-22"},
        ],
        KNOWN,
        [
            "decision_date (decision_date, moment, events[8].date, 0) | Did they say when they will decide? | no: No, they did not say | from 2026-11-19",
            "hold_until (hold_until, moment, events[3].date, 0) | Until when is the position on hold? | to the hour | from 2026-11-20",
            "background_check_due (background_check_due, moment, events[4].date, 0) | When is the background check due? | from 2026-11-20",
            "materials_due (materials_due, moment, events[5].date, 0) | By when do they want the materials? | to the hour | from 2026-11-21",
            "their_question_due (their_question_due, moment, events[6].date, 0) | By when do they want your answer? | to the hour | from 2026-11-22",
            "contact_away (contact_away, moment, events[7].date, 0) | Until when is your contact away? | from 2026-11-22",
        ],
    ),
    # a pack has facts and events of its own
    (
        OWN,
        [MET, THANKED, NAMED],
        KNOWN,
        [
            "events.it.seen (seen, moment, events[3].at, 2) | Seen when? | to the hour | to 2026-11-24",
            "events.it.named (day, moment, events[3].date, 2) | Which? | to the hour",
            "facts.tries (tries, count, facts.tries, 2) | How many tries?",
            "facts.stage (stage, choice, facts.stage, 2) | Please fill this in: A stage. | first_one: first one | last: last",
            "facts.start (start, moment, facts.start, 2) | Please fill this in: The start. | to the hour",
        ],
    ),
    # some of them are known
    (
        OWN,
        [
            MET,
            THANKED,
            NAMED,
            {"event": "it.seen", "at": "2026-11-20"},
            {"event": "it.told", "at": "2026-11-20"},
        ],
        {**KNOWN, "facts": {"tries": 2}},
        [
            "events.it.named (day, moment, events[5].date, 2) | Which? | to the hour",
            "facts.stage (stage, choice, facts.stage, 2) | Please fill this in: A stage. | first_one: first one | last: last",
            "facts.start (start, moment, facts.start, 2) | Please fill this in: The start. | to the hour",
        ],
    ),
]


@pytest.mark.parametrize(("pack", "events", "fields", "lines"), ASKED)
def test_what_is_asked_and_how(pack, events, fields, lines):
    assert asked(pack, *events, **fields) == lines


@pytest.mark.parametrize(
    ("at", "is_asked"),
    [
        ("2026-11-24", True),
        ("2026-11-24 12:00", True),
        ("2026-11-24 12:01", False),
        ("2026-11-25", False),
    ],
)
def test_the_end_of_an_absence_is_asked_for_from_the_beginning_of_its_day(at, is_asked):
    away = {"event": "contact-away", "at": at}
    assert any(line.startswith("contact_away") for line in asked(PLAIN, MET, away)) is is_asked


@pytest.mark.parametrize("fact", ["on_hold", "offer_made", "other_offer"])
def test_a_moment_that_no_event_states_is_no_bound(fact):
    given = {fact: "2026-11-20", "offer": "firm"}
    session = session_of_facts(program_for(PLAIN), InterviewState.read({}), given)
    evaluation = evaluate(session, instant_of(NOW, session.calendar))
    found = {question.id: question.earliest for question in askable(evaluation)}
    assert "hold_until" not in found
    assert found["offer_deadline"] is None
    assert found.get("other_offer_deadline") is None
    assert ("other_offer_deadline" in found) is (fact == "other_offer")
