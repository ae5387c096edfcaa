"""What a state says of advice: that it is done, or set aside; and which advice is hidden by it.

Done is done until the advice has had a break: when it is given anew, it is about something new. Set
aside is set aside until the moment named, or else until that break. Advice that is hidden still
stands in the place of what it stands instead of, and what its rule concludes still holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from interview_rules.calendars.calendar import NEVER
from interview_rules.errors import Problem, StateError, nearest, printable
from interview_rules.evaluation.windows import Windows
from interview_rules.events.event import OF_ADVICE
from interview_rules.facts.intervals import FactIntervals, intervals_of
from interview_rules.facts.timeline import Timeline
from interview_rules.packs import bundled
from interview_rules.positions import FieldPath

if TYPE_CHECKING:
    from collections.abc import Iterable

    from interview_rules.engines.program import Program
    from interview_rules.evaluation.own_facts import Own
    from interview_rules.evaluation.windows import Suppressed
    from interview_rules.facts.happening import Mark
    from interview_rules.packs.model import RulePack
    from interview_rules.state.interview_state import InterviewState

__all__ = ["Suppression", "read_marks"]


class Suppression(NamedTuple):
    """A state as a pack understands it: what is done by an event counts as that event."""

    intervals: FactIntervals
    suppressed: tuple[Suppressed, ...]


def read_marks(
    program: Program,
    state: InterviewState,
    own: Own,
    open_applications: Iterable[tuple[int, int]] = (),
) -> Suppression:
    """What a state says of the advice of a pack. `own` are the values of the pack's own facts.

    Raises StateError for an advice that neither this pack nor a shipped one gives.
    """
    pack = program.pack
    actions = _actions(pack, state)
    recorded = {
        said: pack.recorded[action] for said, action in actions.items() if action in pack.recorded
    }
    timeline = Timeline(state.log(), state.calendar, recorded)
    intervals = intervals_of(timeline, state.standing, open_applications)
    suppressed: list[Suppressed] = []
    for mark in timeline.marks:
        rules = tuple(
            index
            for index, action in enumerate(pack.actions_by_rule)
            if action and action == actions.get(mark.advice)
        )
        if rules:
            suppressed += _hidden(program, intervals, mark, rules, own)
    return Suppression(intervals, tuple(sorted(suppressed)))


def _actions(pack: RulePack, state: InterviewState) -> dict[str, str]:
    """The action that each mark is about; a rule's id is taken as well."""
    found: dict[str, str] = {}
    problems = []
    for spot, event in zip(state.spots(), state.log(), strict=True):
        if event.event not in OF_ADVICE:
            continue
        name = event.advice or ""
        if name in pack.actions:
            found[name] = name
        elif name in pack.by_id and pack.rules[pack.by_id[name]].advise is not None:
            found[name] = pack.actions_by_rule[pack.by_id[name]]
        elif not any(name in pack.shipped(other).actions for other in bundled.names()):
            hint = nearest(name, pack.actions)
            message = f"no rule advises '{printable(name)}'"
            problems.append(Problem(FieldPath(*spot, "advice"), message, hint))
    if problems:
        raise StateError(problems)
    return found


def _hidden(
    program: Program, intervals: FactIntervals, mark: Mark, rules: tuple[int, ...], own: Own
) -> list[Suppressed]:
    start, end, _day = mark.said
    mask = sum(1 << index for index in rules)
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
