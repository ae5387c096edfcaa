"""Answers as a form posts them, by the ids of their questions."""

from __future__ import annotations

import json

import pytest

from interview_rules import Advisor, InterviewState, JobSearch, StateError, advise, answer

NOON = "2026-11-24 12:00"
STATE = {"interview": "2026-11-19 10:00"}


def ids(state, now=NOON):
    return {question.id for question in advise(state, now).questions(all=True)}


def test_a_form_is_posted_at_once_and_empty_fields_are_left_out():
    posted = {
        "decision_date": "2026-11-27",
        "thank_you": "",
        "interviewers": "Ms Okafor, Mr Lind",
        "intermediary": "agency",
        "internal_candidate": " no ",
        "contact_known": None,
    }
    state = answer(STATE, posted, NOON)
    assert state.rounds[0].interviewers == ("Ms Okafor", "Mr Lind")
    assert state.intermediary == "agency"
    assert state.internal_candidate is False
    assert state.contact_known is None
    assert "wait" in advise(state, NOON)
    assert "thank_you" in ids(state)
    assert InterviewState.read(state.model_dump_json()) == state


def test_all_problems_are_told_at_once_each_with_its_question():
    posted = {
        "decision_date": "2026-11-01",
        "thank_you": "2026-11-30",
        "internal_candidate": "perhaps",
        "decison_date": "2026-11-27",
        "offer_deadline": "2026-11-30",
    }
    with pytest.raises(StateError) as error:
        answer(STATE, posted, NOON)
    assert [(problem.where, problem.message) for problem in error.value.problems] == [
        ("decision_date", "2026-11-01 is too early"),
        ("thank_you", "2026-11-30 is too late"),
        ("internal_candidate", "'perhaps' is not a valid answer"),
        ("decison_date", "no question 'decison_date' is open"),
        ("offer_deadline", "no question 'offer_deadline' is open"),
    ]
    assert error.value.problems[3].hint == "did you mean decision_date?"
    assert error.value.problems[3].code == "unknown-question"


@pytest.mark.parametrize("wrong", ["decision_date", [("decision_date", "no")], {3: "no"}, None])
def test_answers_must_be_a_mapping_from_ids(wrong):
    with pytest.raises(StateError) as error:
        answer(STATE, wrong, NOON)
    (problem,) = error.value.problems
    assert problem.code == "wrong-type"
    assert problem.hint == 'write, for example, {"decision_date": "2026-11-25"}'
    if isinstance(wrong, dict):
        assert problem.message == "the id of a question must be text, not a number"
    else:
        kind = {str: "text", list: "a list"}.get(type(wrong), "null")
        assert problem.message == f"answers must be a mapping, not {kind}"


def test_what_nobody_knows_is_not_asked_again_until_something_changes():
    state = answer(STATE, {"decision_date": "unknown"}, NOON)
    assert advise(state, NOON).says() == advise(STATE, NOON).says()
    assert "decision_date" not in ids(state)
    assert "decision_date" not in ids(json.loads(state.model_dump_json()))
    # Another answer is no news from them.
    both = answer(state, {"internal_candidate": "no"}, NOON)
    assert "decision_date" not in ids(both)
    later = both.with_events({"at": "2026-11-24", "event": "reply-received"})
    assert "decision_date" in ids(later)


def test_an_answer_that_changes_nothing_is_not_asked_for_again():
    log = [
        {"at": "2026-11-02", "event": "interview-scheduled", "date": "2026-11-20 10:00"},
        {"at": "2026-11-05", "event": "interview-scheduled", "date": "2026-11-10 10:00"},
    ]
    now = "2026-11-11 12:00"
    state = InterviewState.from_events(log)
    assert "still-on-2026-11-20" in ids(state, now)
    kept = answer(state, {"still-on-2026-11-20": "yes"}, now)
    assert "still-on-2026-11-20" not in ids(kept, now)
    assert kept.events == state.events


def test_an_answer_can_settle_another_question():
    log = [{"at": "2026-11-02", "event": "interview-scheduled", "date": "2026-11-20 10:00"}]
    state = InterviewState.from_events(log)
    both = {"took-place-2026-11-20": "yes", "decision_date": "2026-11-27"}
    found = advise(answer(state, both, NOON), NOON)
    assert "wait" in found
    assert not {question.id for question in found.questions(all=True)} & both.keys()


SEARCH = {
    "timezone": "Europe/Berlin",
    "country": "DE",
    "applications": {
        "Acme": {"interview": "2026-11-19"},
        "Bolt": {"interview": "2026-11-20", "offer": {"at": "2026-11-23", "step": "written"}},
    },
}


def test_a_search_has_questions_in_its_data_and_takes_their_answers():
    search = JobSearch.read(SEARCH)
    record = advise(search, NOON).record()
    asked = {(question.application, question.id) for question in record.questions}
    assert ("Bolt", "offer_deadline") in asked
    found = answer(search, {"Bolt": {"offer_deadline": "2026-12-01"}, "Acme": {}}, NOON)
    assert isinstance(found, JobSearch)
    assert "offer_deadline" not in {q.id for q in advise(found, NOON).record().questions}
    # What the search lends to an application is not stored with it.
    assert found.applications["Acme"] == search.applications["Acme"]
    assert found.applications["Bolt"].elsewhere == ()
    assert found.applications["Bolt"].timezone is None


def test_what_nobody_knows_counts_within_a_search():
    search = JobSearch.read(SEARCH)
    first = advise(search, NOON).applications["Acme"].questions[0]
    found = answer(search, {"Acme": {first.id: "unknown"}}, NOON)
    left = {question.id for question in advise(found, NOON).applications["Acme"].questions}
    assert first.id not in left


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ("Acme", "answers must be a mapping, not text"),
        ({None: {}}, "the name of an application must be text, not null"),
    ],
)
def test_answers_for_a_search_must_be_a_mapping_from_applications(wrong, message):
    with pytest.raises(StateError) as error:
        answer(JobSearch.read(SEARCH), wrong, NOON)
    (problem,) = error.value.problems
    assert (problem.where, problem.message) == ("", message)
    example = '{"Harbor & Finch": {"decision_date": "2026-11-25"}}'
    assert problem.hint == f"write, for example, {example}"


def test_problems_of_a_search_name_the_application():
    posted = {"Bolt": {"offer_deadline": "2026-11-01"}, "Acmee": {}, "Acme": "no"}
    with pytest.raises(StateError) as error:
        Advisor().answer(JobSearch.read(SEARCH), posted, NOON)
    assert [problem.where for problem in error.value.problems] == [
        "Bolt.offer_deadline",
        "Acmee",
        "Acme",
    ]


def test_a_round_that_took_place_is_an_event_of_its_own():
    arranged = {
        "at": "2026-11-02",
        "event": "interview-scheduled",
        "date": "2026-11-20 10:00",
        "interviewers": ["Mr Lind"],
        "id": "r-1",
        "meta": {"row": 1},
    }
    state = InterviewState.from_events([arranged])
    held = answer(state, {"took-place-2026-11-20": "yes"}, NOON)
    assert held.events[1].interviewers == ("Mr Lind",)
    assert (held.events[1].id, held.events[1].meta) == (None, None)
    assert held.without("r-1").events == held.events[1:]


def told(state, posted):
    """Return the problems of answers, each as its place, its message and its hint."""
    with pytest.raises(StateError) as error:
        answer(state, posted, NOON)
    return [(each.where, each.message, each.hint) for each in error.value.problems]


def test_questions_that_are_asked_together_can_be_answered_together():
    posted = {"decision_date": "2026-11-27", "thank_you": "2026-11-20", "contact_known": "no"}
    asked = advise({"interview": "2026-11-19"}, NOON).questions
    assert [question.id for question in asked] == [*posted]
    state = answer({"interview": "2026-11-19"}, posted, NOON)
    assert [event.event for event in state.events] == ["decision-date-set", "thank-you-sent"]
    assert state.contact_known is False
    backwards = answer({"interview": "2026-11-19"}, dict(reversed(posted.items())), NOON)
    assert advise(backwards, NOON).says() == advise(state, NOON).says()


def test_answers_that_amend_one_list_are_all_kept():
    log = [
        {"at": "2026-11-02", "event": "interview"},
        {"at": "2026-11-12", "event": "position-on-hold"},
        {"at": "2026-11-13", "event": "contact-away"},
    ]
    posted = {"interviewers": ["Ms Ito"], "hold_until": "2026-12-15", "contact_away": "2026-12-01"}
    state = answer({"events": log}, posted, NOON)
    assert state.events[0].interviewers == ("Ms Ito",)
    assert [str(event.date) for event in state.events[1:]] == ["2026-12-15", "2026-12-01"]


def test_an_answer_that_another_one_contradicts_and_one_without_room_are_refused():
    arranged = {"date": "2026-11-20", "planned": True}
    sent = {"at": "2026-11-10", "event": "interest-lost"}
    state = {"rounds": [arranged], "events": [{**sent, "detail": str(n)} for n in range(999)]}
    posted = {
        "took-place-2026-11-20": "no",
        "thank_you": "2026-11-21",
        "interviewers": "Mr Lind",
        "decision_date": "2026-11-30",
    }
    full = (
        "the answer cannot be added to the state: this list may have at most 1,000 entries, but has 1,001",
        "leave out entries that no longer matter",
    )
    assert told(state, posted) == [
        ("thank_you", *full),
        ("interviewers", "another answer settles this question", "leave out this answer"),
        ("decision_date", *full),
    ]


def test_where_nothing_is_asked_the_hint_is_to_ask_again():
    fields = ("hr_reachable", "contact_known", "internal_candidate")
    known = {**dict.fromkeys(fields, True), "intermediary": "none", "employer_kind": "company"}
    assert told({"rejection": "2026-11-19", **known}, {"decision_date": "no"}) == [
        (
            "decision_date",
            "no question 'decision_date' is open",
            "get the open questions again: the state may have changed",
        )
    ]


def test_skipped_questions_keep_their_order_and_other_answers_are_added():
    posted = {
        **dict.fromkeys(("intermediary", "hr_reachable", "employer_kind"), "unknown"),
        "decision_date": " unknown ",
        "internal_candidate": False,
        "interviewers": ["Ms Ito"],
    }
    state = answer(STATE, posted, NOON)
    assert state.internal_candidate is False
    assert state.rounds[0].interviewers == ("Ms Ito",)
    state = answer(state, {"contact_known": "unknown"}, NOON)
    assert [*state.skip_questions] == [*list(posted)[:4], "contact_known"]
    assert not ids(state) & state.skip_questions.keys()


def test_many_answers_are_added_to_a_search_at_once(monkeypatch):
    applications = {f"company {n}": {"interview": "2026-11-19"} for n in range(30)}
    search = JobSearch.read({"applications": applications})
    reads = []
    read = JobSearch.read

    def counted(source):
        reads.append(source)
        return read(source)

    monkeypatch.setattr(JobSearch, "read", staticmethod(counted))
    found = answer(search, {name: {"thank_you": "no"} for name in applications}, NOON)
    assert len(reads) == 1
    assert all(state.events for state in found.applications.values())


def test_a_skipped_question_stays_skipped_if_the_log_is_put_in_another_order():
    events = [
        {"at": "2026-11-19", "event": "interview"},
        {"at": "2026-11-20", "event": "thank-you-sent"},
    ]
    stored = answer({"events": events}, {"decision_date": "unknown"}, NOON)
    data = json.loads(stored.model_dump_json())
    data["events"].reverse()
    assert "decision_date" not in ids(data)
