"""The questions whose answers would change the advice: the next ones that a form should ask.

Every question is tried out with each of its choices and with values that represent all other
possible answers.
"""

from __future__ import annotations

from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING, Any

from interview_rules.errors import InterviewRulesError
from interview_rules.evaluation.askable import askable
from interview_rules.evaluation.boundary_values import boundary_values
from interview_rules.evaluation.question import Question, Questions
from interview_rules.evaluation.what_if import what_if
from interview_rules.language import nodes
from interview_rules.packs.rule_usage import usage_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from interview_rules.evaluation.evaluation import Evaluation
    from interview_rules.facts.added_event import Seen
    from interview_rules.facts.vocabulary import Facts
    from interview_rules.language.nodes import Condition

__all__ = ["questions", "tries"]

_MOST_WORK = 20_000
"""The bound on the work of one call, in events examined."""
_ONE_TRY = 40
"""The work of trying one answer on an empty log, in the same unit."""
_NAMES = (("A",), ("A", "B"))
"""The lists of names to try: which names they are does not matter."""


def questions(evaluation: Evaluation) -> Questions:
    """Return the questions whose answers would change the advice now, most useful first.

    Questions are sorted by rank, which puts most dates first; within a rank, those that change more
    pieces of advice come first. Facts that the pack declares and that change nothing alone are also
    tried in pairs. The work is bounded, so a long log may yield fewer questions;
    `Questions.complete` is False if the bound was reached.
    """
    trial = _Trial(evaluation)
    ranked: list[tuple[int, int, int, Question]] = []
    for place, question in enumerate(askable(evaluation)):
        changed = trial.changed(_changes(evaluation, question))
        if changed is None:
            trial.without_effect.append((place, question))
        else:
            ranked.append((question.rank, -changed, place, question))
    ranked += trial.in_pairs()
    ranked.sort()  # no two have the same place, so the questions themselves are never compared
    return Questions(tuple([each[3] for each in ranked]), complete=not trial.is_over)


class _Trial:
    """Tries out answers on one evaluation, with a bound on the work."""

    def __init__(self, evaluation: Evaluation) -> None:
        self.evaluation = evaluation
        self.left = _MOST_WORK
        self.without_effect: list[tuple[int, Question]] = []
        self._read: dict[int, tuple[object, ...]] = {}
        self._events = len(evaluation.session.intervals.timeline.happenings)

    @property
    def is_over(self) -> bool:
        """True if the bound on the work is reached."""
        return self.left < 0

    @cached_property
    def _shown(self) -> list[tuple[int, list[tuple[slice, Facts]]]]:
        """For each piece of advice, the facts that its texts and its due date use, as they are."""
        program, facts = self.evaluation.program, self.evaluation.facts
        return [
            (index, [(place, facts[place]) for place in program.shown(index)])
            for index in self.evaluation.order
        ]

    def changed(self, several: Iterable[dict[str, Any]]) -> int | None:
        """Return the largest number of pieces of advice that one of several changes affects.

        Zero means that only the wording or a due date changes, None that nothing does. Stops when
        the bound on the work is reached.
        """
        evaluation = self.evaluation
        most = 0
        alike: list[Evaluation] = []
        seen: Seen = {}
        for changes in several:
            if self.is_over:
                break
            try:
                other = what_if(evaluation, changes, seen)
            except InterviewRulesError:  # a date beyond the years with calendar data
                continue
            folded = other.session is not evaluation.session
            self.left -= _ONE_TRY + (self._events if folded else self._events // 8)
            if other.given != evaluation.given:
                most = max(most, (evaluation.given ^ other.given).bit_count())
            elif other is not evaluation:
                alike.append(other)
        # Comparing texts takes longest, and matters only if no change affects which advice is given.
        return most if most or any(map(self._reads_differently, alike)) else None

    def _reads_differently(self, other: Evaluation) -> bool:
        """Return True if the same advice has another title, text or due date."""
        evaluation, facts = self.evaluation, other.facts
        if other.session is not evaluation.session:
            return other.says() != [*map(self._reads, evaluation.order)]
        renamed = other.held is not evaluation.held  # texts name the people of that round
        return any(
            other.reads(index) != self._reads(index)
            for index, shown in self._shown
            if renamed or any(facts[place] != values for place, values in shown)
        )

    def _reads(self, index: int) -> tuple[object, ...]:
        """Return how a piece of advice reads without any answer."""
        if index not in self._read:
            self._read[index] = self.evaluation.reads(index)
        return self._read[index]

    def in_pairs(self) -> Iterator[tuple[int, int, int, Question]]:
        """Yield the questions about facts of the pack that change the advice only in pairs."""
        evaluation = self.evaluation
        facts = evaluation.pack.facts
        own = {q.fact: (place, q) for place, q in self.without_effect if q.fact in facts}
        found: dict[str, int] = {}
        for one, other in _together(evaluation, own):
            if one in found and other in found:
                continue
            changed = self.changed(
                _as_one(first, second, other)
                for first in _changes(evaluation, own[one][1])
                for second in _changes(evaluation, own[other][1])
            )
            if changed is not None:
                for name in (one, other):
                    found[name] = max(changed, found.get(name, changed))
        for name, changed in found.items():
            place, question = own[name]
            yield question.rank, -changed, place, question


def _as_one(first: dict[str, Any], second: dict[str, Any], fact: str) -> dict[str, Any]:
    """Return two changes as one; `fact` is the fact of the pack that the second one is about."""
    both = {**first, **second}
    if "facts" in second:
        both["facts"] = {**first.get("facts", second["facts"]), fact: second["facts"][fact]}
    if "add" in second:
        both["add"] = [*first.get("add", ()), *second["add"]]
    return both


def _together(evaluation: Evaluation, own: Collection[str]) -> list[tuple[str, str]]:
    """Return the pairs of facts in `own` that some rule uses together."""
    pack = evaluation.pack
    rules = pack.rules if len(own) > 1 else ()
    used = ([f.name for f in usage_of(pack, rule).facts if f.name in own] for rule in rules)
    return list(dict.fromkeys(pair for names in used for pair in combinations(sorted(names), 2)))


def _changes(evaluation: Evaluation, question: Question) -> Iterator[dict[str, Any]]:
    """Yield the changes that each representative answer makes, leaving out impossible answers."""
    for answer in tries(evaluation, question):
        changes = question.tried(answer)
        if changes is not None:
            yield changes


def tries(evaluation: Evaluation, question: Question) -> list[Any]:
    """Return the answers to try for a question, which stand for all others."""
    match question.type:
        case "moment":
            moments = boundary_values(evaluation, question.fact, hours=question.hour)
            return [*question.choices, *moments]
        case "names":
            return [*_NAMES]
        case "count":
            rules = evaluation.pack.rules
            counts = {number for rule in rules for number in _numbers(rule.when, question.fact)}
            return sorted({0, *counts, *(n + 1 for n in counts), *(n - 1 for n in counts if n)})
        case "choice":
            return [*question.choices]


def _numbers(condition: Condition, fact: str) -> list[int]:
    found = nodes.leaves(condition)
    return [leaf.number for leaf in found if isinstance(leaf, nodes.Count) and leaf.name == fact]
