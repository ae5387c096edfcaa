"""Advice that a state marks as done or snoozed, and the periods during which it is suppressed.

Advice marked as done that neither an event nor a fact records stays suppressed until its
`again_after` has passed or its rules cease to give it, whichever comes first: advice given again
after that concerns something new. Snoozed advice stays suppressed until the given moment or,
without one, until its rules cease to give it. Suppressed advice still replaces other advice, and
its rules still reach their conclusions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from interview_rules.calendars.calendar import NEVER
from interview_rules.engines.rule_mask import mask_of
from interview_rules.evaluation.own_facts import with_changes
from interview_rules.evaluation.unknown_names import action_of
from interview_rules.evaluation.windows import Windows
from interview_rules.events.event import OF_ADVICE
from interview_rules.facts.intervals import FactIntervals, intervals_of
from interview_rules.facts.timeline import Timeline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from interview_rules.engines.program import Program
    from interview_rules.evaluation.own_facts import Own
    from interview_rules.evaluation.windows import Suppressed
    from interview_rules.facts.happening import Mark
    from interview_rules.packs.model import RulePack
    from interview_rules.state.interview_state import InterviewState

__all__ = ["Suppression", "periods_of_marks", "read_marks"]


class Suppression(NamedTuple):
    """The fact intervals of a state, and the periods in which advice is suppressed.

    Advice marked as done counts as the event that records its action, in `intervals`, or sets the
    fact of the pack that records it, in `own`. `own` also has what events of the pack change.
    """

    intervals: FactIntervals
    suppressed: tuple[Suppressed, ...]
    own: Own


def read_marks(
    program: Program,
    state: InterviewState,
    own: Own,
    open_applications: Iterable[tuple[int, int]] = (),
) -> Suppression:
    """Return what the marks of a state on advice mean.

    `own` holds the facts that the pack declares. `open_applications` is as for `Session`. Marks on
    advice unknown to the pack have no effect.
    """
    pack = program.pack
    actions = _actions(pack, state)
    recorded = {
        said: pack.recorded[action] for said, action in actions.items() if action in pack.recorded
    }
    by_facts = {said: name for said, name in recorded.items() if name in pack.facts}
    by_events = {said: name for said, name in recorded.items() if name not in pack.facts}
    if by_events:
        timeline = Timeline(state.log(), state.calendar, by_events)
        intervals = intervals_of(timeline, state.standing, open_applications)
    else:
        timeline, known = state.timeline, state.intervals
        intervals = intervals_of(timeline, state.standing, open_applications, before=known)
    in_facts = [mark for mark in timeline.marks if mark.done and mark.advice in by_facts]
    done = [(by_facts[mark.advice], mark.said) for mark in in_facts]
    if done or timeline.of_pack:
        own = with_changes(own, pack, timeline.of_pack, done)
    suppressed = [period for _mark, period in periods_of_marks(program, state, intervals, own)]
    return Suppression(intervals, tuple(sorted(suppressed)), own)


def periods_of_marks(
    program: Program, state: InterviewState, intervals: FactIntervals, own: Own
) -> Iterator[tuple[Mark, Suppressed]]:
    """Yield each mark that suppresses advice, and the period in which it does.

    `intervals` and `own` are those that `read_marks` returns.
    """
    pack, actions = program.pack, _actions(program.pack, state)
    rules_of: dict[str, tuple[int, ...]] = {
        said: pack.by_action.get(action, ()) for said, action in actions.items()
    }
    for mark in intervals.marks:
        rules = rules_of.get(mark.advice)
        in_facts = mark.done and pack.recorded.get(actions.get(mark.advice, "")) in pack.facts
        if rules and not in_facts:
            for period in _suppressed(program, intervals, mark, rules, own):
                yield mark, period


def _actions(pack: RulePack, state: InterviewState) -> dict[str, str]:
    """Map the names of advice marked as done or snoozed to actions, leaving out unknown names."""
    names = {event.advice or "" for event in state.log() if event.event in OF_ADVICE}
    return {name: action for name in names if (action := action_of(pack, name))}


def _suppressed(
    program: Program, intervals: FactIntervals, mark: Mark, rules: tuple[int, ...], own: Own
) -> list[Suppressed]:
    start, end, _day = mark.said
    mask = mask_of(rules)
    if not mark.done and mark.until < NEVER:
        return [(start, mark.until, mask)] if start < mark.until else []
    given = Windows(program.engine, program.moments, intervals, start, own).occasion(
        mask, max(end, start + 1)
    )
    if given is None:
        return []
    since, until = max(given[0], start), given[1]
    if mark.done:
        lengths = [
            again
            for index in rules
            if (advise := program.pack.rules[index].advise) is not None
            and (again := advise.again_after) is not None
        ]
        for length in lengths[:1]:
            until = min(until, intervals.calendar.shifted(mark.said, length.amount, length.unit)[0])
    return [(since, until, mask)] if since < until else []
