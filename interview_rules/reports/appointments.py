"""What a report or a plan says is due, as appointments for a calendar.

The UID of an appointment rests on the application, the action, and which time the action is
advised, not on the day: importing a later file moves what has moved and duplicates nothing.
"""

from __future__ import annotations

import json
import uuid
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from interview_rules.calendars.calendar import NEVER
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
    """Something that is due: a whole day, or an aware moment."""

    uid: str
    due: date | datetime
    title: str
    text: str
    action: str


def of_report(evaluation: Evaluation, name: str = "") -> list[Appointment]:
    """The appointments of a report: everything to do that has a due date."""
    times = _Times(evaluation.session)
    return [
        _appointment(
            advice, advice.due, times.which(advice.action, evaluation.instant), evaluation, name
        )
        for advice in _advice(evaluation)
        if advice.kind == "do" and advice.due is not None
    ]


def of_plan(
    evaluations: Sequence[Evaluation], session: Session, name: str = ""
) -> list[Appointment]:
    """The appointments of a plan: what is due, and what begins later without a due date.

    The latter gets the day on which it begins. `session` is that of the end of the plan.
    """
    times = _Times(session)
    found: dict[tuple[str, int], Appointment | None] = {}
    speaks: dict[tuple[str, int], str] = {}
    for evaluation in evaluations:
        for advice in _advice(evaluation):
            if advice.kind != "do":
                continue
            which = times.which(advice.action, evaluation.instant)
            key = (advice.action, which)
            due = advice.due
            if key not in found:
                begins = evaluation.instant > evaluations[0].instant
                day = evaluation.now.date() if due is None and begins else due
                speaks[key] = advice.id
                found[key] = _appointment(advice, day, which, evaluation, name) if day else None
            elif due is not None and speaks[key] == advice.id:
                # Of one time it is the day last named that counts, in the words of its first rule.
                found[key] = _appointment(advice, due, which, evaluation, name)
    return [each for each in found.values() if each is not None]


def _advice(evaluation: Evaluation) -> list[Advice]:
    return [Advice(evaluation, index) for index in evaluation.order]


class _Times:
    """The how-manieth time an action is advised in the whole history of a state, from 1."""

    def __init__(self, session: Session) -> None:
        self._begins: dict[str, list[int]] = {}
        actions = session.pack.actions_by_rule
        before: set[str] = set()
        history = Windows(
            session.program.engine, session.program.moments, session.intervals, -NEVER, session.own
        )
        for instant, _facts, _holds, given in history.moments():
            here = {action for i, action in enumerate(actions) if action and given >> i & 1}
            for action in here - before:
                self._begins.setdefault(action, []).append(instant)
            before = here

    def which(self, action: str, instant: int) -> int:
        """Which time it is at an instant at which the action is advised."""
        return bisect_right(self._begins.get(action, ()), instant)


def _appointment(
    advice: Advice, due: date | datetime | None, which: int, evaluation: Evaluation, name: str
) -> Appointment:
    assert due is not None  # noqa: S101  # only what is due comes here
    state = evaluation.state
    about = " at ".join(each for each in (state.position, state.company) if each) or name
    key = json.dumps([name or _name_of(state), advice.action, which])
    return Appointment(
        uid=f"{uuid.uuid5(_OURS, key)}@interview-rules",
        due=due,
        title=_clean(f"{advice.title} ({about})" if about else advice.title),
        text=_clean(f"{advice.text}\n\nSource: {advice.source}"),
        action=advice.action,
    )


def _name_of(state: InterviewState) -> list[str]:
    """What tells one application from another if nobody gave it a name."""
    return [state.company or "", state.position or ""]


def _clean(text: str) -> str:
    return NOT_IN_CALENDARS.sub(" ", text)
