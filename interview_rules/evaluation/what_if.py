"""Evaluation of a changed state at the same instant, mostly without folding the log again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from interview_rules.evaluation.evaluation import Evaluation, evaluate
from interview_rules.evaluation.own_facts import own_facts, with_changes
from interview_rules.events.event_names import is_of_pack
from interview_rules.facts.added_event import facts_with, facts_with_other
from interview_rules.facts.vocabulary import BITS, OFFSETS, SIZE
from interview_rules.state.interview_state import FLAGS_OF

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from interview_rules.evaluation.own_facts import Own
    from interview_rules.events.event import Event
    from interview_rules.facts.added_event import Seen
    from interview_rules.facts.happening import Happening
    from interview_rules.facts.vocabulary import Facts

__all__ = ["what_if"]


def what_if(
    evaluation: Evaluation, changes: Mapping[str, Any], seen: Seen | None = None
) -> Evaluation:
    """Return the evaluation of the state with some changes, at the same instant.

    `changes` are as for `InterviewState.amended`. The result may have the state and the windows of
    the unchanged evaluation, so use only what concerns the instant itself. Answers to one question
    can share a dict `seen`, as in `facts_with`. Raises CalendarError for years without calendar
    data, and StateError for invalid values of facts that the pack declares.
    """
    session, instant = evaluation.session, evaluation.instant
    found = None if session.intervals.marks else _found(evaluation, changes, seen)
    if found is None:
        return evaluate(session.again(evaluation.state.amended(changes)), instant)
    facts, held = found
    if held is None and facts == evaluation.facts:
        return evaluation
    holds, given = session.program.evaluate(instant, facts, session.calendar)
    return Evaluation(session, instant, facts, holds, given & ~session.leave_out, held)


def _found(
    evaluation: Evaluation, changes: Mapping[str, Any], seen: Seen | None
) -> tuple[Facts, Happening | None] | None:
    """Return the facts with the changes, or None if all intervals must be computed again.

    The facts come with the latest round if the changes affect it, or else with None.
    """
    session, facts, instant = evaluation.session, evaluation.facts, evaluation.instant
    if "add" in changes:
        added = changes["add"]
        if len(added) != 1 or len(changes) > 1:
            return None
        event: Event = added[0]
        if is_of_pack(event.event):
            timeline = session.intervals.timeline
            happenings = (*timeline.of_pack, timeline.placed(event))
            return _with_own(evaluation, session.own, happenings), None
        found = facts_with(session.intervals, facts, instant, event, seen)
        return None if found is None else (found, None)
    if changes.keys() == {"facts"}:
        own = own_facts(session.pack, evaluation.state.amended(changes))
        return _with_own(evaluation, own, session.intervals.timeline.of_pack), None
    if changes.keys() <= FLAGS_OF.keys():
        return _with_flags(evaluation, changes)
    return _with_other_event(evaluation, changes, seen)


def _with_own(evaluation: Evaluation, own: Own, happenings: Sequence[Happening]) -> Facts:
    """Return the facts with those of the pack replaced by `own`, as changed by `happenings`."""
    session, instant = evaluation.session, evaluation.instant
    bits, values = with_changes(own, session.pack, happenings).at(instant)
    facts = evaluation.facts[:SIZE] + values
    facts[0] = facts[0] & ~session.own.at(instant)[0] | bits
    return facts


def _with_flags(evaluation: Evaluation, changes: Mapping[str, Any]) -> tuple[Facts, None] | None:
    """Return the facts with the flags that the changed fields set.

    Return None if events of the log set these flags too.
    """
    if "intermediary" in changes and not evaluation.session.intervals.by_slot.keys().isdisjoint(
        {"agency", "recruiter"}
    ):
        return None
    facts = evaluation.facts.copy()
    for field, value in changes.items():
        flags = FLAGS_OF[field]
        for flag in {*flags.values()}:
            given = flags.get(value) == flag
            facts[OFFSETS[flag]] = int(given)
            facts[0] = facts[0] | BITS[flag] if given else facts[0] & ~BITS[flag]
    return facts, None


def _with_other_event(
    evaluation: Evaluation, changes: Mapping[str, Any], seen: Seen | None
) -> tuple[Facts, Happening | None] | None:
    """Return the facts with one event changed, and the latest round if that event is the round.

    Return None if more than one event changes, or if all intervals must be computed again.
    """
    replaced = evaluation.state.replacement(changes)
    if replaced is None:
        return None
    old, new = replaced
    intervals = evaluation.session.intervals
    facts = facts_with_other(intervals, evaluation.facts, evaluation.instant, old, new, seen)
    held = evaluation.latest_round
    held = held._replace(event=new) if held is not None and held.event is old else None
    return None if facts is None else (facts, held)
