"""Calendar appointments for the actions that a report or a plan advises.

The UID of an appointment is built from the application, the action and the occasion on which the
action is advised, but not from the day, so a later file moves appointments instead of duplicating
them. Advice without a due date is placed on the first business day on which it is given, and stays
there as long as it is given.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from typing import TYPE_CHECKING

from interview_rules.calendars.calendar import NEVER
from interview_rules.engines.rule_mask import contains
from interview_rules.errors import CalendarError
from interview_rules.evaluation.windows import Windows
from interview_rules.reports.advice import Advice
from interview_rules.reports.appointment import Appointment, named, without_controls

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from interview_rules.evaluation.evaluation import Evaluation
    from interview_rules.evaluation.session import Session
    from interview_rules.reports.application_identity import Identity

__all__ = ["tasks_of"]


def tasks_of(
    evaluations: Sequence[Evaluation],
    session: Session,
    identity: Identity,
    name: str = "",
    *,
    todos: bool = False,
) -> list[Appointment]:
    """Return the appointments for everything to do in a report (one evaluation) or a plan.

    `session` is the session of the report, or the one at the end of the plan. `name` stands in the
    titles if the state has neither a position nor a company. With `todos`, the UIDs differ from
    those of events, so that a to-do never updates an event.
    """
    occasions = _Occasions(session)
    found: dict[tuple[str, int], Appointment] = {}
    first_rule: dict[tuple[str, int], str] = {}
    for evaluation in evaluations:
        for index in evaluation.order:
            advice = Advice(evaluation, index)
            if advice.kind != "do":
                continue
            occasion = occasions.number(advice.action, evaluation.instant)
            key = (advice.action, occasion)
            due = advice.due
            if key in found and (due is None or first_rule[key] != advice.id):
                # Within one occasion, the first rule's last due date and wording win.
                continue
            begins = None if due is not None else occasions.begins(advice, evaluation)
            first_rule.setdefault(key, advice.id)
            found[key] = Appointment(
                uid=identity.uid(*key, *(["to-do"] if todos else [])),
                start=due if due is not None else _business_day(advice, evaluation, begins),
                end=None,
                title=named(advice.title, evaluation.state, name),
                text=without_controls(f"{advice.text}\n\nSource: {advice.source}"),
                category=advice.action,
                is_due=due is not None,
                anchored=due is not None or begins is not None,
            )
    return list(found.values())


class _Occasions:
    """The occasions of each action: the periods in which rules advise it, numbered from 1.

    Suppressed advice counts as advised.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._begins: dict[str, list[int]] = {}
        # Only actions to do have occasions.
        actions = {
            index: rule.advise.action
            for index, rule in enumerate(session.pack.rules)
            if rule.advise is not None and rule.advise.kind == "do"
        }
        before: set[str] = set()
        last = 0
        history = Windows(
            session.program.engine, session.program.moments, session.intervals, -NEVER, session.own
        )
        for instant, _facts, _holds, given in history.moments():
            if given == last:
                continue
            here = {action for index, action in actions.items() if contains(given, index)}
            for action in here - before:
                self._begins.setdefault(action, []).append(instant)
            before, last = here, given

    def number(self, action: str, instant: int) -> int:
        """Return the number of the latest occasion of an action at an instant; 0 without one."""
        return bisect_right(self._begins.get(action, ()), instant)

    def begins(self, advice: Advice, evaluation: Evaluation) -> int | None:
        """Return the instant since which the action of a piece of advice has been advised.

        Advice that was done or snoozed meanwhile counts from the end of that period. Advice that
        was always given counts from the first event. None if there was no event yet.
        """
        number = self.number(advice.action, evaluation.instant)
        begins = self._begins[advice.action][number - 1] if number else evaluation.instant
        for _start, end, mask in evaluation.session.suppressed:
            if end <= evaluation.instant and contains(mask, advice.index):
                begins = max(begins, end)
        if begins > -NEVER:
            return begins
        happenings = evaluation.session.intervals.timeline.happenings
        return min(
            (h.moment[0] for h in happenings if -NEVER < h.moment[0] <= evaluation.instant),
            default=None,
        )


def _business_day(advice: Advice, evaluation: Evaluation, begins: int | None) -> date | datetime:
    """Return the first business day from the instant `begins` on; None stands for now.

    If the advice ends before that day, or the business days of the year are unknown, return the
    day of the instant itself.
    """
    calendar = evaluation.calendar
    day = calendar.day_of(evaluation.instant if begins is None else begins)
    try:
        open_day = day if calendar.is_business(day) else calendar.business(day, 1)
    except CalendarError:
        # Business days are not known for every year.
        return date.fromordinal(day)
    until = advice.until
    if until is not None and until.timestamp() <= calendar.starts[open_day]:
        return date.fromordinal(day)
    return date.fromordinal(open_day)
