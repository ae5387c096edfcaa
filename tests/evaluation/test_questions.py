"""Questions that can change the advice, and the effects of their answers."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta

import pytest

from interview_rules import Advisor, InterviewState, RulePack, StateError, advise, answer
from interview_rules.evaluation import questions as module
from interview_rules.evaluation.askable import askable
from interview_rules.evaluation.questions import tries

NOON = "2026-11-24 12:00"

ORDER = {
    "nothing is known": ({}, ["interview"]),
    "an interview, and a day to thank on": (
        {"interview": "2026-11-23"},
        ["decision_date", "contact_known", "intermediary"],
    ),
    "an interview some days ago": (
        {"interview": "2026-11-19"},
        ["decision_date", "thank_you", "contact_known"],
    ),
    "a date to wait for": (
        {"interview": "2026-11-19", "thank_you": "2026-11-20", "decision_date": "2026-11-27"},
        ["internal_candidate"],
    ),
    "a date that has passed": (
        {"interview": "2026-11-10", "thank_you": "2026-11-11", "decision_date": "2026-11-18"},
        ["intermediary"],
    ),
    "no date was given": (
        {
            "interview": "2026-11-19",
            "dates": [{"kind": "none", "said_on": "2026-11-19"}],
            "intermediary": "none",
        },
        ["thank_you", "contact_known", "internal_candidate"],
    ),
    "an arranged round whose day is over": (
        {"interview": {"date": "2026-11-20", "planned": True}},
        ["decision_date", "interview", "thank_you"],
    ),
    "an offer without a deadline": (
        {"interview": "2026-11-10", "offer": {"at": "2026-11-20", "step": "written"}},
        ["offer_deadline"],
    ),
    "another offer without a deadline": (
        {"interview": "2026-11-19", "decision_date": "2026-11-30", "other_offer": "2026-11-23"},
        ["other_offer_deadline", "thank_you", "contact_known"],
    ),
    "a hold": (
        {"interview": "2026-11-02", "on_hold": "2026-11-12"},
        ["hold_until", "thank_you", "intermediary"],
    ),
    "a refusal": ({"rejection": "2026-11-19"}, []),
    "an invitation without a day": (
        {"events": [{"at": "2026-11-20", "event": "interview-scheduled"}]},
        ["upcoming_interview"],
    ),
}


@pytest.mark.parametrize(("state", "facts"), ORDER.values(), ids=ORDER)
def test_the_most_useful_question_comes_first(state, facts):
    asked = [question.fact for question in advise(state, NOON).questions]
    assert asked[: len(facts)] == facts
    assert len(asked) <= 3


def test_three_are_the_best_of_all():
    found = advise({"interview": "2026-11-19"}, NOON).questions
    assert len(found) == 3
    assert tuple(found) == found() == found(all=True)[:3]
    assert len(found(all=True)) > 3
    assert found[0].fact == found[:1][0].fact


def test_what_has_not_happened_yet_is_no_question():
    for state, _facts in ORDER.values():
        facts = {question.fact for question in advise(state, NOON).questions(all=True)}
        assert not facts & {"reply", "rejection", "offer", "other_offer", "follow_up"}
    just_now = advise({"interview": "2026-11-23"}, NOON)
    assert "send-thank-you" in just_now
    assert "thank_you" not in {question.fact for question in just_now.questions(all=True)}


def question(state, fact, now=NOON, rules=None):
    report = advise(state, now, rules=rules)
    return next(each for each in report.questions(all=True) if each.fact == fact)


def test_answers_go_into_the_state():
    state = {"interview": "2026-11-19"}
    dated = question(state, "decision_date").answered("2026-11-27")
    assert "wait" in advise(dated, NOON)
    assert advise(dated, NOON)["wait"].until.isoformat() == "2026-11-28T00:00:00+00:00"
    none = question(state, "decision_date").answered("no")
    facts = {each.fact for each in advise(none, NOON).questions(all=True)}
    assert "decision_date" not in facts
    late = question(state, "thank_you").answered(value=False)
    assert advise(late, NOON)["send-thank-you"].id == "late-thank-you"
    long_ago = {"interview": "2026-11-02"}
    agency = question(long_ago, "intermediary").answered("agency")
    assert advise(agency, NOON)["whom-to-ask"].id == "through-the-agency"
    alone = question(long_ago, "intermediary").answered("no")
    assert "intermediary" not in {q.fact for q in advise(alone, NOON).questions(all=True)}
    for answered in (dated, none, late, agency, alone):
        assert InterviewState.read(answered.model_dump_json()) == answered


def test_answers_complete_what_was_said_before():
    state = InterviewState.from_events(
        [
            {"at": "2026-11-02", "event": "interview"},
            {"at": "2026-11-12", "event": "position-on-hold"},
        ]
    )
    held = question(state, "hold_until").answered(date(2026, 12, 15))
    assert held.events[1].date == date(2026, 12, 15)
    snapshot = question({"interview": "2026-11-02", "on_hold": "2026-11-12"}, "hold_until")
    assert snapshot.answered("2026-12-15").holds[0].until == date(2026, 12, 15)
    met = question({"interview": "2026-11-23"}, "interviewers").answered(["Ms Okafor"])
    assert met.rounds[0].interviewers == ("Ms Okafor",)
    assert "Ms Okafor" in advise(met, NOON)["send-thank-you"].text
    planned = {"interview": {"date": "2026-11-20", "planned": True, "interviewers": ["Mr Lind"]}}
    took_place = question(planned, "interview").answered("yes")
    assert "Mr Lind" in advise(took_place, "2026-11-21 12:00")["send-thank-you"].text
    assert not [q for q in advise(took_place, NOON).questions(all=True) if q.fact == "interview"]
    missed = question(planned, "interview").answered("no")
    assert "reschedule" in advise(missed, NOON)


@pytest.mark.parametrize(
    ("fact", "value", "said"),
    [
        ("decision_date", "soon", "decision_date: 'soon' is not a date"),
        (
            "intermediary",
            "agncy",
            "intermediary: 'agncy' is not a valid answer (did you mean ag",
        ),
        (
            "internal_candidate",
            3,
            "internal_candidate: 3 is not a valid answer (choose from: yes, no)",
        ),
        (
            "interviewers",
            [" "],
            'interviewers: expected a list of 1 to 50 names, not an empty list (write at most 50 names, for example, ["Ms Okafor"])',
        ),
        ("interviewers", ["A"] * 49 + ["B", 3], "interviewers: expected a list of names"),
        ("decision_date", "2026-11-22", "2026-11-22 is too early (write 2026-11-23 or later)"),
        ("intermediary", True, "intermediary: true is not a valid answer"),
        (
            "intermediary",
            timedelta(days=1),
            "intermediary: a value of type timedelta is not a valid answer",
        ),
        (
            "interviewers",
            [str(number) for number in range(51)],
            "expected a list of 1 to 50 names, not 51 names",
        ),
    ],
)
def test_an_invalid_answer_is_refused(fact, value, said):
    with pytest.raises(StateError) as error:
        question({"interview": "2026-11-23"}, fact).answered(value)
    assert said in str(error.value)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("2026-11-18", "2026-11-18 is too early (write 2026-11-19 10:00 or later)"),
        ("2026-11-19 09:59", "is too early (write 2026-11-19 10:00 or later)"),
        ("2026-11-24 12:01", "is too late (write 2026-11-24 12:00 or earlier)"),
        ("2026-11-25", "2026-11-25 is too late"),
    ],
)
def test_a_note_of_thanks_lies_between_the_interview_and_now(value, said):
    asked = question({"interview": "2026-11-19 10:00"}, "thank_you")
    with pytest.raises(StateError) as error:
        asked.answered(value)
    assert said in str(error.value)
    assert asked.answered("2026-11-19").events
    assert asked.answered("2026-11-24 12:00").events


def test_the_hint_for_an_answer_before_a_round_with_an_end_can_be_followed() -> None:
    state = {"rounds": [{"date": "2026-11-19 15:00", "end": "2026-11-19 16:00"}]}
    asked = question(state, "decision_date")
    with pytest.raises(StateError, match=r"is too early \(write 2026-11-19 15:00 or later\)"):
        asked.answered("2026-11-19 10:00")
    assert asked.answered("2026-11-19 15:00").events
    assert asked.answered("2026-11-19").events


OWN = """
pack: mine
facts:
  visa_needed: {type: flag, doc: The candidate needs a work permit., ask: Do you need a permit?}
  grade: {type: choice, doc: How it went., choices: [unsaid, well, badly]}
  visits: {type: count, doc: How often they visited.}
  start: {type: moment, doc: The first day at work.}
rules:
  - id: mine
    when: visa_needed and grade is well or visits >= 3 or from start - 1 week
    advise: {action: mine, kind: do, title: Say so, text: Say so.}
    source: Drawn.
"""


def test_facts_of_a_pack_are_asked_for_in_its_words():
    pack = RulePack.from_text(OWN)
    advisor = Advisor(pack)
    report = advisor.advise({"facts": {"grade": "well"}}, NOON)
    asked = {q.id: (q.text, q.type, q.choices) for q in report.questions(all=True)}
    assert asked == {
        "facts.visa_needed": ("Do you need a permit?", "choice", ("yes", "no")),
        "facts.visits": ("Please fill this in: How often they visited.", "count", ()),
        "facts.start": ("Please fill this in: The first day at work.", "moment", ()),
    }
    answers = {"visa_needed": True, "visits": "3", "start": "2026-12-01"}
    for each in report.questions(all=True):
        answered = each.answered(answers[each.fact])
        assert "mine" in advisor.advise(answered, NOON), each.fact
    nothing = advisor.advise({"facts": {"visits": 4}}, NOON)
    assert not nothing.questions


def test_two_rounds_of_one_day_are_asked_about_one_after_the_other():
    planned = {"event": "interview-scheduled", "at": "2026-11-02"}
    days = ["2026-11-20 09:00", "2026-11-20 15:00"]
    state = InterviewState.from_events([{**planned, "date": day} for day in days])
    asked = [q for q in advise(state, NOON).questions(all=True) if q.fact == "interview"]
    assert [q.text for q in asked] == ["Did the round on 2026-11-20 take place?"]
    assert advise(asked[0].answered("yes"), NOON).facts


def asked(events, now, **fields):
    report = advise(InterviewState.from_events(events, **fields), now)
    return {question.text: question for question in report.questions(all=True)}


def test_a_round_that_may_have_been_brought_forward_is_asked_about():
    log = [
        {"at": "2026-11-02", "event": "interview-scheduled", "date": "2026-11-20 10:00"},
        {"at": "2026-11-05", "event": "interview-scheduled", "date": "2026-11-10 10:00"},
    ]
    question = asked(log, "2026-11-11 12:00")[
        "Is the round on 2026-11-20 still on, besides the earlier one?"
    ]
    now = "2026-11-11 12:00"
    assert "ask-decision-date" in advise(question.answered("yes"), now)
    assert "ask-decision-date" not in advise(question.answered("no"), now)
    in_order = [{**log[0], "date": "2026-11-10 10:00"}, {**log[1], "date": "2026-11-20 10:00"}]
    assert not [text for text in asked(in_order, now) if "still on" in text]


def test_whether_the_employer_takes_months_is_asked_when_it_matters():
    text = "Is the employer a university or a public body?"
    log = [{"at": "2026-03-02", "event": "interview"}]
    question = asked(log, "2026-06-02 12:00")[text]
    assert "application-closed" in advise(question.answered("no"), "2026-06-02 12:00")
    assert "application-closed" not in advise(question.answered("university"), "2026-06-02 12:00")
    assert question.answered("no").employer_kind == "company"
    assert text not in asked(log, "2026-03-10 12:00")


def test_a_question_of_theirs_has_a_day():
    log = [{"at": "2026-11-02", "event": "question-received"}]
    question = asked(log, "2026-11-02 12:00")["By when do they want your answer?"]
    from_then = advise(question.answered("2026-11-03"), "2026-11-02 12:00")
    assert str(from_then["answer-their-question"].due) == "2026-11-03"


def test_a_long_log_is_asked_about_within_a_bound():
    days = [str(date(2024, 1, 1) + timedelta(days=n)) for n in range(1_000)]
    log = [{"at": day, "event": "interview-scheduled", "date": day} for day in days]
    report = advise({"events": log}, "2026-11-28 12:00")
    assert not report.questions.complete
    assert len([each for each in report.questions(all=True) if "take place" in each.text]) <= 5
    assert advise({"interview": "2026-11-19"}, "2026-11-28 12:00").questions.complete


def test_facts_of_a_pack_that_matter_only_together_are_asked_for():
    advisor = Advisor(RulePack.from_text(OWN))
    asked = [q.fact for q in advisor.advise({}, NOON).questions(all=True)]
    assert sorted(asked) == ["grade", "start", "visa_needed", "visits"]
    not_well = advisor.advise({"facts": {"grade": "badly"}}, NOON).questions(all=True)
    assert "visa_needed" not in [q.fact for q in not_well]


def test_events_of_a_pack_that_matter_only_together_are_asked_for():
    pack = RulePack.from_text(
        "pack: pairs\n"
        "facts:\n"
        "  one: {type: moment, doc: The one.}\n"
        "  two: {type: moment, doc: The other.}\n"
        "  calm: {type: flag, doc: It is calm., ask: Is it calm?}\n"
        "  last: {type: moment, doc: The last.}\n"
        "  warm: {type: flag, doc: It is warm.}\n"
        "  wet: {type: flag, doc: It is wet.}\n"
        "events:\n"
        "  it.one: {doc: One came., by: them, sets: {one: at}, ask: When did one come?}\n"
        "  it.two: {doc: Two came., by: them, sets: {two: at}, ask: When did two come?}\n"
        "rules:\n"
        "  - {id: both, when: one is known and two is known and not calm, source: Us.,\n"
        "     advise: {action: go, kind: do, title: Go., text: Go.}}\n"
        "  - {id: fact, when: warm and last is known, source: Us.,\n"
        "     advise: {action: stay, kind: do, title: Stay., text: Stay.}}\n"
        "  - {id: mixed, when: one is known and wet, source: Us.,\n"
        "     advise: {action: wait, kind: do, title: Wait., text: Wait.}}\n"
    )
    asked = [each.id for each in Advisor(pack).advise({}, NOON).questions(all=True)]
    assert asked == ["events.it.one", "events.it.two", "facts.last", "facts.warm", "facts.wet"]


def test_a_question_as_data_says_how_to_answer_it():
    report = advise({"interview": "2026-11-23 10:00"}, NOON)
    asked = {question.id: question.record() for question in report.questions(all=True)}
    date_ = asked["decision_date"]
    assert (date_.type, date_.path, date_.hour) == ("moment", "events[0].date", False)
    assert (str(date_.earliest), date_.latest) == ("2026-11-23", None)
    assert [(c.value, c.label) for c in date_.choices] == [("no", "No, they did not say")]
    names = asked["interviewers"]
    assert (names.path, names.minimum, names.maximum) == ("rounds[0].interviewers", 1, 50)
    held = advise({"interview": "2026-11-02", "on_hold": "2026-11-12"}, NOON)
    until = held.questions[0].record()
    assert (until.id, until.path, str(until.earliest)) == (
        "hold_until",
        "holds[0].until",
        "2026-11-12",
    )
    assert until.path == "holds[0].until"


def test_yes_means_that_the_field_of_the_question_is_true():
    report = advise({"interview": "2026-11-10", "thank_you": "2026-11-11"}, NOON)
    for question in report.questions(all=True):
        if question.choices == ("yes", "no") and question.path == question.fact:
            assert getattr(question.answered("yes"), question.fact) is True
            assert getattr(question.answered("no"), question.fact) is False


def test_the_deadlines_of_two_employers_are_two_questions():
    log = [
        {"at": "2026-11-02", "event": "interview"},
        {"at": "2026-11-19", "event": "verbal-offer", "elsewhere": True, "employer": "Cobalt"},
        {"at": "2026-11-19", "event": "verbal-offer", "elsewhere": True},
    ]
    now = "2026-11-23 12:00"
    state, asked = InterviewState.from_events(log), []
    while found := [q for q in advise(state, now).questions(all=True) if "deadline" in q.id]:
        asked += [(question.id, question.text) for question in found]
        state = answer(state, {found[0].id: "2026-11-20"}, now)
    assert asked == [
        ("other_offer_deadline", "By when does the other employer want an answer?"),
        ("other_offer_deadline-Cobalt", "By when does Cobalt want an answer?"),
    ]


@pytest.mark.parametrize(
    "event",
    [
        {"at": "2026-11-24 14:00", "event": "interview-scheduled"},
        {"at": "2026-11-20", "event": "interview-scheduled", "other_role": "Analyst"},
    ],
    ids=["later today", "another role"],
)
def test_an_invitation_that_does_not_count_yet_is_not_asked_about(event):
    state = {"interview": "2026-11-02", "events": [event]}
    assert "upcoming_interview" not in asked_at_noon(state)
    assert "upcoming_interview" in asked_at_noon(
        {**state, "events": [{"at": "2026-11-24 11:00", "event": "interview-scheduled"}]}
    )


def asked_at_noon(state):
    return [question.id for question in advise(state, NOON).questions(all=True)]


def test_a_bound_with_seconds_is_told_to_the_second():
    state = {"interview": "2026-11-20T14:00:30"}
    with pytest.raises(StateError) as caught:
        answer(state, {"decision_date": "2026-11-20T14:00"}, NOON)
    assert "write 2026-11-20 14:00:30 or later" in str(caught.value)
    assert answer(state, {"decision_date": "2026-11-20T14:00:30"}, NOON)


def a_pack(*rules, text="So.", **facts):
    """Return a pack with flags that single letters name, and rules that advise one action each."""
    names = {name for when in rules for name in when.split() if len(name) == 1 and name.isalpha()}
    flags = {name: {"type": "flag", "doc": f"The flag {name}."} for name in sorted(names)}
    advised = [
        {
            "id": f"r{place}",
            "when": when,
            "source": "This test.",
            "advise": {"action": f"a{place}", "kind": "do", "title": "It.", "text": text},
        }
        for place, when in enumerate(rules)
    ]
    return RulePack.from_text(
        json.dumps({"pack": "tiny", "facts": {**facts, **flags}, "rules": advised})
    )


def asked_by(pack, state=None, now=NOON):
    report = Advisor(pack).advise(state or {}, now)
    return [question.fact for question in report.questions(all=True)]


MOMENT = {"type": "moment", "doc": "A moment."}


def test_what_changes_only_the_words_is_asked_last():
    shown = a_pack("no interview", "a", text="It was on {day}.", day=MOMENT, other=MOMENT)
    assert asked_by(shown) == ["interview", "a", "day"]


def test_a_mark_on_other_advice_changes_no_question():
    state = {"interview": "2026-11-23"}
    marked = {**state, "marks": [{"at": "2026-11-23", "advice": "stop-searching"}]}
    assert "interviewers" in asked_by(None, state)
    assert asked_by(None, marked) == asked_by(None, state)


@pytest.mark.parametrize(
    ("rules", "facts"),
    [
        # Pairs are tried whatever was found in those before.
        (["b and c", "a and c"], "abc"),
        (["a and b", "a and c"], "abc"),
        (["a and b", "c and d", "a and c", "e and f"], "abcdef"),
        # Of several pairs with a fact, the one that changes the most counts.
        (["x and y", "x and y", "a and y"], "xya"),
    ],
)
def test_facts_that_matter_only_in_pairs_are_asked_for_once(rules, facts):
    assert asked_by(a_pack(*rules)) == [*facts]


def test_a_date_without_known_holidays_ends_no_trial():
    assert advise({"country": "DE"}, "1993-01-02 12:00").questions[0].fact == "interview"


def test_what_is_tried_of_a_question():
    pack = a_pack("visits >= 3 or visits = 9 or from start", start=MOMENT,
                  visits={"type": "count", "doc": "A number."})  # fmt: skip
    evaluation = Advisor(pack).advise({"interview": "2026-11-23"}, NOON).evaluation
    tried = {each.id: tries(evaluation, each) for each in askable(evaluation)}
    assert tried["facts.visits"] == [0, 2, 3, 4, 8, 9, 10]
    assert tried["intermediary"] == ["no", "recruiter", "agency"]
    assert [len(names) for names in tried["interviewers"]] == [1, 2]
    assert tried["decision_date"][0] == "no"
    for name, hour in (("decision_date", False), ("facts.start", True)):
        assert any(isinstance(value, datetime) for value in tried[name]) is hour


def test_what_was_found_before_the_bound_counts(monkeypatch):
    monkeypatch.setattr(module, "_MOST_WORK", 0)
    found = advise({}, NOON).questions
    assert ([each.fact for each in found(all=True)], found.complete) == (["interview"], False)


def test_a_long_log_that_no_answer_folds_again_is_asked_about_to_the_end():
    log = [{"at": "2026-11-19", "event": "interview"}]
    log += [{"at": "2026-11-20", "event": "contact-update", "detail": str(n)} for n in range(990)]
    assert advise({"events": log}, NOON).questions.complete
