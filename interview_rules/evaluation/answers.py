"""Answers that a form posts to questions, checked and added to the state."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from interview_rules.errors import (
    InterviewRulesError,
    Problem,
    StateError,
    kind_of,
    nearest,
    quoted,
)
from interview_rules.evaluation.askable import askable
from interview_rules.evaluation.evaluation import evaluate
from interview_rules.evaluation.question import CORRECT, UNKNOWN
from interview_rules.positions import NOWHERE, FieldPath
from interview_rules.state.interview_state import FLAGS_OF, InterviewState

if TYPE_CHECKING:
    from interview_rules.evaluation.evaluation import Evaluation
    from interview_rules.evaluation.question import Question

__all__ = ["answered", "as_answers"]


def as_answers(given: object, *, of_search: bool = False) -> Mapping[str, Any]:
    """Return `given` if it is a mapping with text keys, or raise StateError.

    The keys are the ids of questions or, with `of_search`, the names of applications.
    """
    what, example = "id of a question", '{"decision_date": "2026-11-25"}'
    if of_search:
        what, example = "name of an application", f'{{"Harbor & Finch": {example}}}'
    hint = f"write, for example, {example}"
    if not isinstance(given, Mapping):
        message = f"answers must be a mapping, not {kind_of(given)}"
        raise StateError([Problem(NOWHERE, message, hint, "wrong-type")])
    wrong = [key for key in given if not isinstance(key, str)]
    if wrong:
        message = f"the {what} must be text, not {kind_of(wrong[0])}"
        raise StateError([Problem(NOWHERE, message, hint, "wrong-type")])
    return given


def answered(
    evaluation: Evaluation, answers: Mapping[str, Any], state: InterviewState | None = None
) -> InterviewState:
    """Return the state with answers added; `answers` maps question ids to answers.

    Empty answers are ignored. The answer `unknown`, like an answer that changes nothing, adds its
    question to `skip_questions`. `state` is the state to change; it defaults to the evaluated
    state. An application of a search is evaluated with additions from the search, so pass its own
    state. Raises StateError listing the invalid answers and the ids without an open question, each
    with the id as the place.
    """
    state = evaluation.state if state is None else state
    given = {key: value for key, value in answers.items() if not _is_empty(value)}
    asked = {question.id: question for question in askable(evaluation)}
    problems: list[Problem] = []
    for name, value in given.items():
        problems += _problems(asked, name, value)
    if problems:
        raise StateError(problems)
    skipped = [name for name in state.skip_questions if name in state.skipped_questions]
    for name, value in given.items():
        # An earlier answer can have changed the list that this one amends, or settled the question.
        still = next((each for each in askable(evaluation) if each.id == name), None)
        question = still or asked[name]
        changes = {} if _is_unknown(question, value) else question.changes(value)
        if not changes:
            skipped.append(name)
            continue
        if still is None and not changes.keys() <= {"add", *FLAGS_OF}:
            message, hint = "another answer settles this question", "leave out this answer"
            problems += question.problem(message, hint).problems
            continue
        try:
            state = _read_again(state.amended(changes))
            changed = evaluation.state.amended(changes)
            evaluation = evaluate(evaluation.session.again(changed), evaluation.instant)
        except InterviewRulesError as error:
            said = "; ".join(problem.message for problem in error.problems)
            message = f"the answer cannot be added to the state: {said}"
            problems += question.problem(message, error.problems[0].hint or CORRECT).problems
    if problems:
        raise StateError(problems)
    digest = state.content_digest
    return _read_again(state.amended({"skip_questions": dict.fromkeys(skipped, digest)}))


def _is_empty(value: object) -> bool:
    """Return True for the value that a form posts for an empty field."""
    return value is None or (isinstance(value, str) and not value.strip())


def _is_unknown(question: Question, value: object) -> bool:
    said = value.strip() if isinstance(value, str) else value
    return said == UNKNOWN and UNKNOWN not in question.choices


def _problems(asked: Mapping[str, Question], name: str, value: object) -> list[Problem]:
    question = asked.get(name)
    if question is None:
        hint = nearest(name, asked) or "get the open questions again: the state may have changed"
        return [
            Problem(
                FieldPath(name), f"no question {quoted(name)} is open", hint, "unknown-question"
            )
        ]
    if not _is_unknown(question, value):
        try:
            question.changes(value)
        except StateError as error:
            return list(error.problems)
    return []


def _read_again(state: InterviewState) -> InterviewState:
    """Return an amended state, validated. Raises StateError."""
    return state.read({name: getattr(state, name) for name in state.model_fields_set})
