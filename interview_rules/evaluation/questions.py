"""The questions whose answers would change the advice: the next ones that a form should ask.

Every question is tried out with each of its choices and with values that represent all other
possible answers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from interview_rules.errors import InterviewRulesError
from interview_rules.evaluation.askable import askable
from interview_rules.evaluation.boundary_values import boundary_values
from interview_rules.evaluation.question import Question, Questions
from interview_rules.evaluation.what_if import what_if
from interview_rules.language import nodes

if TYPE_CHECKING:
    from interview_rules.evaluation.evaluation import Evaluation
    from interview_rules.language.nodes import Condition

__all__ = ["questions", "tries"]

_MOST_WORK = 20_000
"""The bound on the work of one call, in events looked at."""
_ONE_TRY = 40
"""The work of trying one answer on an empty log, in the same unit."""


def questions(evaluation: Evaluation) -> Questions:
    """Return the questions whose answers would change the advice now, most useful first.

    Questions about dates come before questions about people; within each group, those that change
    more pieces of advice come first. The work is bounded, so that long logs have fewer questions;
    `Questions.complete` is False if the bound was reached.
    """
    left, events = _MOST_WORK, len(evaluation.session.intervals.timeline.happenings)
    said = None
    ranked: list[tuple[int, int, int, Question]] = []
    for place, question in enumerate(askable(evaluation)):
        changed, words = 0, False
        if left < 0:
            break
        for answer in tries(evaluation, question):
            try:
                other = what_if(evaluation, question.changes(answer))
            except InterviewRulesError:  # a date beyond the known years
                continue
            folded = other.session is not evaluation.session
            left -= _ONE_TRY + (events if folded else events // 8)
            changed = max(changed, (evaluation.given ^ other.given).bit_count())
            if not changed and not words and _may_read_differently(evaluation, other):
                said = said or evaluation.says()
                words = other.says() != said
        if changed or words:
            ranked.append((question.rank, -changed, place, question))
    # Two rounds on the same day lead to the same text: ask about one round at a time.
    found: dict[str, Question] = {}
    for *_keys, question in sorted(ranked, key=lambda r: r[:3]):
        found.setdefault(question.text, question)
    return Questions(tuple(found.values()), complete=left >= 0)


def _may_read_differently(evaluation: Evaluation, other: Evaluation) -> bool:
    """Return True if anything that the words of the advice show has another value."""
    if other.session is not evaluation.session:
        return True
    return any(
        evaluation.facts[place] != other.facts[place]
        for index in evaluation.order
        for place in evaluation.program.shown(index)
    )


def tries(evaluation: Evaluation, question: Question) -> list[Any]:
    """Return answers that represent all possible answers to a question."""
    found: list[Any] = list(question.choices)
    if question.type == "moment":
        found += boundary_values(evaluation, question.fact)
    elif question.type == "names":
        found += [("A",), ("A", "B")]
    elif question.type == "count":
        counts = {n for rule in evaluation.pack.rules for n in _numbers(rule.when, question.fact)}
        found += sorted({0, *counts, *(n + 1 for n in counts), *(n - 1 for n in counts if n)})
    return found


def _numbers(condition: Condition, fact: str) -> list[int]:
    found = nodes.leaves(condition)
    return [leaf.number for leaf in found if isinstance(leaf, nodes.Count) and leaf.name == fact]
