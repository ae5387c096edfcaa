"""One question: which answers it takes, and what it says to others."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from interview_rules import InterviewState, StateError
from interview_rules.calendars.calendar import NEVER, calendar_for
from interview_rules.evaluation.changes import AddDecisionDate, AddEvent
from interview_rules.evaluation.question import CORRECT, MOST_NAMES, Question, Questions

DAY = date(2026, 11, 24)
CALENDAR = calendar_for()
TODAY = DAY.toordinal()
START, END = CALENDAR.starts[TODAY], CALENDAR.starts[TODAY + 1]
WHOLE_DAY = (START, END, TODAY)
HOUR = 3_600


def question(type_: Any, **more: Any) -> Question:
    """Return a question whose change is the checked answer itself."""
    return Question(
        "it",
        "Is it so?",
        "fact",
        type_,
        "facts.it",
        CALENDAR,
        InterviewState(),
        lambda answer: {"answer": answer},
        **more,
    )


def taken(type_: Any, value: Any, **more: Any) -> Any:
    return question(type_, **more).changes(value)["answer"]


def refused(type_: Any, value: Any, **more: Any) -> tuple[str, str]:
    with pytest.raises(StateError) as caught:
        question(type_, **more).changes(value)
    (problem,) = caught.value.problems
    assert (problem.where, problem.code) == ("it", "invalid-answer")
    return problem.message, problem.hint


@pytest.mark.parametrize(
    ("given", "number"), [(0, 0), (7, 7), ("0", 0), (" 12 ", 12), ("9" * 18, 10**18 - 1)]
)
def test_a_count_is_a_whole_number_also_as_text(given, number):
    assert taken("count", given) == number


@pytest.mark.parametrize(
    "given", [-1, True, 1.0, "-1", "1.5", "three", "²", "٣", "9" * 20, NEVER, None]
)
def test_what_is_no_count_is_refused(given):
    message, hint = refused("count", given)
    assert message.endswith(" is not a valid answer")
    assert hint == "write a whole number of at least 0"


def test_a_long_answer_is_quoted_by_its_beginning():
    assert refused("count", [1, 2])[0] == "[1, 2] is not a valid answer"
    message, _hint = refused("count", list(range(100)))
    assert len(message) < 90
    assert message.startswith("[0, 1, 2, ")


def test_names_are_a_list_or_text_with_signs_between_them():
    assert taken("names", "Ms Okafor, Mr Lind;Ms Ito\nMs Okafor") == (
        "Ms Okafor",
        "Mr Lind",
        "Ms Ito",
    )
    assert taken("names", [" Ms Okafor ", "", "Mr Lind"]) == ("Ms Okafor", "Mr Lind")
    most = [f"Person {n}" for n in range(MOST_NAMES)]
    assert taken("names", most) == tuple(most)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ([f"Person {n}" for n in range(MOST_NAMES + 1)], f"not {MOST_NAMES + 1} names"),
        ([], "not an empty list"),
        ([" "], "not an empty list"),
        (["Ms Okafor", 3], "but not every item is text"),
        (3, "not a number"),
        ({"a": "b"}, "not a mapping"),
    ],
)
def test_what_are_no_names_is_said(given, said):
    message, hint = refused("names", given)
    assert message.startswith("expected a list of ")
    assert message.endswith(said)
    assert hint == f'write at most {MOST_NAMES} names, for example, ["Ms Okafor"]'


LABELS = (("yes", "Yes"), ("no", "No"))


def test_a_choice_is_one_of_the_values_and_true_and_false_are_yes_and_no():
    assert taken("choice", " yes ", labels=LABELS) == "yes"
    assert taken("choice", value=True, labels=LABELS) == "yes"
    assert taken("choice", value=False, labels=LABELS) == "no"
    assert refused("choice", "yess", labels=LABELS) == (
        "'yess' is not a valid answer",
        "did you mean yes?",
    )
    refused("choice", value=True, labels=(("one", "One"),))
    assert taken("moment", "no", labels=LABELS) == "no"


@pytest.mark.parametrize(
    ("bound", "too_early", "fitting", "hint"),
    [
        (
            WHOLE_DAY,
            ["2026-11-23", "2026-11-23 23:59"],
            ["2026-11-24", "2026-11-24 00:00"],
            "2026-11-24",
        ),
        (
            (START + 9 * HOUR, START + 9 * HOUR, TODAY),
            ["2026-11-23", "2026-11-24 08:59"],
            ["2026-11-24", "2026-11-24 09:00"],
            "2026-11-24 09:00",
        ),
        (
            (START + 61, START + 61, TODAY),
            ["2026-11-24 00:01"],
            ["2026-11-25"],
            "2026-11-24 00:01:01",
        ),
        (
            (START + HOUR, END, TODAY),
            ["2026-11-24 00:30"],
            ["2026-11-24 01:00"],
            "2026-11-24 01:00",
        ),
    ],
)
def test_a_moment_is_not_before_the_earliest(bound, too_early, fitting, hint):
    for given in too_early:
        assert refused("moment", given, earliest=bound)[1] == f"write {hint} or later"
    for given in fitting:
        assert taken("moment", given, earliest=bound)


@pytest.mark.parametrize(
    ("bound", "too_late", "fitting", "hint"),
    [
        (
            WHOLE_DAY,
            ["2026-11-25", "2026-11-25 00:01"],
            ["2026-11-24", "2026-11-24 23:59"],
            "2026-11-24",
        ),
        (
            (START + 9 * HOUR, START + 9 * HOUR, TODAY),
            ["2026-11-25", "2026-11-24 09:01"],
            ["2026-11-24", "2026-11-24 09:00"],
            "2026-11-24 09:00",
        ),
        (
            (START, START + HOUR, TODAY),
            ["2026-11-24 02:00"],
            ["2026-11-24 01:00"],
            "2026-11-24 01:00",
        ),
    ],
)
def test_a_moment_is_not_after_the_latest(bound, too_late, fitting, hint):
    for given in too_late:
        assert refused("moment", given, latest=bound)[1] == f"write {hint} or earlier"
    for given in fitting:
        assert taken("moment", given, latest=bound)


def test_an_answer_that_is_tried_is_left_out_if_it_is_impossible():
    bounded = question("moment", earliest=WHOLE_DAY)
    assert bounded.tried(DAY) == {"answer": DAY}
    assert bounded.tried(date(2026, 11, 23)) is None
    assert bounded.tried(datetime(2026, 11, 24, 9, tzinfo=UTC)) is not None
    assert question("moment").tried(date(1, 1, 1)) is None
    assert question("count").tried(3) == {"answer": 3}


def test_an_answer_changes_the_recorded_state():
    asked = Question(
        "it",
        "When?",
        "reply",
        "moment",
        "events[0].at",
        CALENDAR,
        InterviewState(),
        AddEvent("reply-received"),
    )
    assert [event.at for event in asked.answered("2026-11-24").events] == [DAY]


def test_an_answer_that_the_state_cannot_hold_is_refused_with_the_reason():
    asked = question("choice", labels=LABELS)
    asked = replace(asked, _change=AddDecisionDate(None))
    with pytest.raises(StateError) as caught:
        asked.changes("no")
    (problem,) = caught.value.problems
    assert problem.message.startswith(
        "the answer contradicts the state: no-decision-date requires "
    )
    assert (problem.hint, problem.code) == (CORRECT, "invalid-answer")


def test_a_question_as_data_has_its_bounds():
    record = question("moment", earliest=WHOLE_DAY, hour=True, rank=2).record()
    assert (record.earliest, record.latest, record.hour) == (DAY, None, True)
    assert (record.minimum, record.maximum) == (None, None)
    record = question("moment", latest=WHOLE_DAY).record()
    assert (record.earliest, record.latest) == (None, DAY)
    names, count = question("names").record(), question("count").record()
    assert (names.minimum, names.maximum) == (1, MOST_NAMES)
    assert (count.minimum, count.maximum) == (0, None)
    (yes, _no) = question("choice", labels=LABELS).record().choices
    assert (yes.value, yes.label) == ("yes", "Yes")


def test_questions_are_complete_unless_it_is_said_that_some_may_be_missing():
    several = tuple(question("count") for _ in range(4))
    assert Questions(several).complete
    assert not Questions(several, complete=False).complete
    assert (len(Questions(several)), Questions(several)(all=True)) == (3, several)
