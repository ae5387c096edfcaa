"""The evaluation of a changed state (other fields, or one more event) at the same instant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from interview_rules.evaluation.evaluation import Evaluation, evaluate
from interview_rules.evaluation.own_facts import own_facts
from interview_rules.facts.added_event import facts_with
from interview_rules.facts.vocabulary import BITS, OFFSETS, SIZE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from interview_rules.facts.vocabulary import Facts

__all__ = ["what_if"]

_FLAGS_OF = {
    "intermediary": ("agency_between", "recruiter_between"),
    "employer_kind": ("slow_employer",),
    "internal_candidate": ("internal_candidate",),
    "hr_reachable": ("hr_unreachable",),
    "contact_known": ("contact_unknown",),
}
"""Fields of a state that set flags, each with its flags."""


def what_if(evaluation: Evaluation, changes: Mapping[str, Any]) -> Evaluation:
    """Return the evaluation, at the same instant, of the state with some changes.

    `changes` are those of `InterviewState.amended`. The windows of the result may be those of the
    unchanged state, so use only what holds at the instant itself. Raises InterviewRulesError for
    years without calendar data.
    """
    facts = _facts(evaluation, changes)
    if facts is None:
        state = evaluation.state.amended(changes)
        return evaluate(evaluation.session.again(state), evaluation.instant)
    session = evaluation.session
    holds, given = session.program.evaluate(evaluation.instant, facts, session.calendar)
    return Evaluation(session, evaluation.instant, facts, holds, given & ~session.leave_out)


def _facts(evaluation: Evaluation, changes: Mapping[str, Any]) -> Facts | None:
    """Return the facts with the changes, or None if all intervals must be computed again."""
    session = evaluation.session
    if session.intervals.marks:
        return None
    match changes:
        case {"add": [event], **rest} if not rest:
            return facts_with(session.intervals, evaluation.facts, evaluation.instant, event)
        case {"facts": _, **rest} if not rest:
            own = own_facts(session.pack, evaluation.state.amended(changes))
            facts = evaluation.facts[:SIZE] + own.values
            facts[0] = facts[0] & ~session.own.bits | own.bits
            return facts
        case _:
            return _with_flags(evaluation, changes) if changes.keys() <= _FLAGS_OF.keys() else None


def _with_flags(evaluation: Evaluation, changes: Mapping[str, Any]) -> Facts | None:
    """Return the facts with the flags that the changed fields set.

    Return None if events can set these flags too.
    """
    if "intermediary" in changes and not evaluation.session.intervals.by_slot.keys().isdisjoint(
        {"agency", "recruiter"}
    ):
        return None
    standing = evaluation.state.model_copy(update=changes).standing
    facts = evaluation.facts.copy()
    for field in changes:
        for flag in _FLAGS_OF[field]:
            facts[OFFSETS[flag]] = standing.get(flag, 0)
            facts[0] = facts[0] | BITS[flag] if flag in standing else facts[0] & ~BITS[flag]
    return facts
