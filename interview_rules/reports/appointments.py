"""Calendar appointments for what is due according to a report or a plan.

The UID of an appointment is built from the application, the action and the occasion on which the
action is advised, but not from the day, so importing a later file moves appointments instead of
duplicating them.
"""

from __future__ import annotations

import json
import uuid
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from interview_rules.calendars.calendar import NEVER
from interview_rules.engines.rule_mask import contains
from interview_rules.evaluation.windows import Windows
from interview_rules.reports.advice import Advice
from interview_rules.sources.characters import NOT_IN_CALENDARS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from interview_rules.evaluation.evaluation import Evaluation
    from interview_rules.evaluation.session import Session
    from interview_rules.state.interview_state import InterviewState

__all__ = ["Appointment", "of_plan", "of_report"]

_OURS = uuid.UUID("5d0f9d0e-6a39-5b0b-9a3c-0b6a1d7f4c11")


class Appointment(NamedTuple):
    """An action with its due date: a date, or an aware datetime if the hour matters."""

    uid: str
    due: date | datetime
    title: str
    text: str
    action: str


def of_report(evaluation: Evaluation, name: str = "") -> list[Appointment]:
    """Return the appointments of a report: each action to do that has a due date.

    `name` identifies the application in the UIDs; it defaults to the company and position.
    """
    occasions = _Occasions(evaluation.session)
    return [
        _appointment(
            advice,
            advice.due,
            occasions.number(advice.action, evaluation.instant),
            evaluation,
            name,
        )
        for advice in _advice(evaluation)
        if advice.kind == "do" and advice.due is not None
    ]


def of_plan(
    evaluations: Sequence[Evaluation], session: Session, name: str = ""
) -> list[Appointment]:
    """Return the appointments of a plan, one for each action to do and occasion.

    An action without a due date is placed on the day on which its advice begins, unless the plan
    starts with it. `session` is the session at the end of the plan.
    """
    occasions = _Occasions(session)
    found: dict[tuple[str, int], Appointment | None] = {}
    first_rule: dict[tuple[str, int], str] = {}
    for evaluation in evaluations:
        for advice in _advice(evaluation):
            if advice.kind != "do":
                continue
            occasion = occasions.number(advice.action, evaluation.instant)
            key = (advice.action, occasion)
            due = advice.due
            if key not in found:
                begins = evaluation.instant > evaluations[0].instant
                day = evaluation.now.date() if due is None and begins else due
                first_rule[key] = advice.id
                found[key] = _appointment(advice, day, occasion, evaluation, name) if day else None
            elif due is not None and first_rule[key] == advice.id:
                # Within one occasion, the first rule's last due date and wording win.
                found[key] = _appointment(advice, due, occasion, evaluation, name)
    return [each for each in found.values() if each is not None]


def _advice(evaluation: Evaluation) -> list[Advice]:
    return [Advice(evaluation, index) for index in evaluation.order]


class _Occasions:
    """The periods in which each action is advised in the history of a state, numbered from 1."""

    def __init__(self, session: Session) -> None:
        self._begins: dict[str, list[int]] = {}
        actions = session.pack.actions_by_rule
        before: set[str] = set()
        history = Windows(
            session.program.engine, session.program.moments, session.intervals, -NEVER, session.own
        )
        for instant, _facts, _holds, given in history.moments():
            here = {action for i, action in enumerate(actions) if action and contains(given, i)}
            for action in here - before:
                self._begins.setdefault(action, []).append(instant)
            before = here

    def number(self, action: str, instant: int) -> int:
        """Return the number of the period in which an action is advised at an instant."""
        return bisect_right(self._begins.get(action, ()), instant)


def _appointment(
    advice: Advice, due: date | datetime | None, occasion: int, evaluation: Evaluation, name: str
) -> Appointment:
    assert due is not None  # noqa: S101  # callers check it
    state = evaluation.state
    about = " at ".join(each for each in (state.position, state.company) if each) or name
    key = json.dumps([name or _name_of(state), advice.action, occasion])
    return Appointment(
        uid=f"{uuid.uuid5(_OURS, key)}@interview-rules",
        due=due,
        title=_clean(f"{advice.title} ({about})" if about else advice.title),
        text=_clean(f"{advice.text}\n\nSource: {advice.source}"),
        action=advice.action,
    )


def _name_of(state: InterviewState) -> list[str]:
    """Return the company and position, which stand for the name of an unnamed application."""
    return [state.company or "", state.position or ""]


def _clean(text: str) -> str:
    return NOT_IN_CALENDARS.sub(" ", text)
