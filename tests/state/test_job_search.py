"""Searches: the names of their applications, and where their problems are located."""

from __future__ import annotations

import pytest

from interview_rules import InterviewState, JobSearch, StateError, advise


def problems(call):
    with pytest.raises(StateError) as caught:
        call()
    return [str(problem) for problem in caught.value.problems]


def test_no_application_is_lost_when_names_collide():
    listed = [{"company": name} for name in ("A", "A (3)", "A", "A")]
    search = JobSearch.read({"applications": [*listed, {}, {}]})
    assert list(search.applications) == [
        "A", "A (3)", "A (4)", "A (5)", "application 5", "application 6",
    ]  # fmt: skip


def test_names_of_listed_applications_are_cut_to_the_allowed_length():
    long = {"company": "a" * 150, "position": "b" * 150}
    search = JobSearch.read({"applications": [long, long]})
    assert [len(name) for name in search.applications] == [192, 196]
    assert all(state.position == "b" * 150 for state in search.applications.values())


def test_problems_of_one_log_are_located_in_that_log():
    day = "2026-11-19"
    log = [
        {"application": "X", "at": day, "event": "interview"},
        {"at": day, "event": "intervew"},
        {"application": "X", "at": "2026-11-31", "event": "interview"},
        {"application": "Y", "at": day, "event": "interview", "id": 3},
    ]
    assert sorted(each.split(":")[0] for each in problems(lambda: JobSearch.from_events(log))) == [
        "events[1].event",
        "events[2].at",
        "events[3].id",
    ]
    assert problems(lambda: JobSearch.from_events([], timezone="X/Y"))[0].startswith("timezone: ")


EMPTY = "a name in this mapping is empty (write the name, or remove its entry)"


@pytest.mark.parametrize("field", ["facts", "skip_questions"])
def test_an_empty_name_in_a_state_is_located_at_its_mapping(field):
    assert problems(lambda: InterviewState.read({field: {"": "x"}})) == [f"{field}: {EMPTY}"]


def test_names_of_applications_that_are_empty_or_too_long_are_located():
    found = problems(lambda: JobSearch.read({"applications": {"": {}, "b" * 201: {}}}))
    assert found[0] == f"applications: {EMPTY}"
    assert found[1].startswith("applications.bbb")
    assert found[1].endswith("at most 200 characters, but has 201 (shorten it)")


def test_names_in_meta_must_be_text():
    assert problems(lambda: InterviewState.read({"meta": {3: "x"}})) == [
        "meta[3]: expected text, not 3 (put it in quotes)"
    ]


def test_the_example_of_a_required_name_is_a_name():
    assert problems(lambda: InterviewState.read({"marks": [{"at": "2026-11-20"}]})) == [
        "marks[0].advice: this field is required (add it, for example, advice: follow-up)"
    ]


@pytest.mark.parametrize("text", ["[" * 1_000 + "]" * 1_000, '{"a":' * 500 + "1" + "}" * 500])
def test_text_that_is_nested_too_deeply_is_told_so(text):
    (line,) = problems(lambda: InterviewState.read(text))
    assert line.startswith("not valid JSON: nested too deeply at line 1 column ")
    assert line.endswith("(use fewer levels)")


def test_a_copy_of_a_search_has_what_follows_from_its_own_applications():
    one = InterviewState.read({"interview": "2026-11-19"})
    search = JobSearch.read({"applications": {"A": one}})
    copied = search.model_copy(update={"applications": {"A": one, "B": one}})
    assert [*advise(copied, "2026-11-20 12:00").applications] == ["A", "B"]
