"""Simulation of the future of a state, including the actions of a simulated candidate.

A simulation always ends. A state has finitely many change points and a pack finitely many
comparisons with now, so the next action is reached in finitely many steps. After each action, of
which there are at most `MOST_ACTS`, the simulation starts again at a later instant.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from interview_rules.calendars.calendar import NEVER
from interview_rules.evaluation.evaluation import Evaluation
from interview_rules.events.event import Event

if TYPE_CHECKING:
    from interview_rules.evaluation.session import Session

__all__ = ["MOST_ACTS", "Simulation"]

MOST_ACTS = 100
"""Maximum number of actions that the simulated candidate takes in one plan."""
OPENING, CLOSING = 9, 21
"""The local hours between which the simulated candidate acts on a day that has begun."""
_HOUR = 3600
_LAST_DAY = date(2200, 12, 31).toordinal()
"""The last day on which an event can fall; see `calendars.moments`."""


class Simulation:
    """Simulates a state from `start` to `end`; collects evaluations and the actions taken.

    `start` and `end` are instants; an `end` of None leaves the simulation open. `evaluations` has
    the first evaluation, and one for each time at which the advice reads differently. `done` has
    the events that record the actions. `cut_short` is True if the candidate had to stop acting, at
    `MOST_ACTS` actions or past the last valid day.
    """

    def __init__(self, session: Session, start: int, end: int | None) -> None:
        self.session = session
        self.at = start
        self.end = NEVER if end is None else end
        self.evaluations: list[Evaluation] = []
        self.done: list[Event] = []
        self.cut_short = False
        self._due: dict[str, int | None] = {}
        """Maps each action still advised to the instant at which to take it.

        None stands for an action that has been taken, or is left to later advice.
        """
        self._done: set[str] = set()
        """The actions in `_due` that have been taken."""

    def go(self, *, follow: bool) -> None:
        """Run the simulation to its end; with `follow`, the candidate follows the advice.

        Raises CalendarError if it needs the business days of a year without known holidays.
        """
        while self._leg(follow=follow):
            pass

    def _leg(self, *, follow: bool) -> bool:
        """Run until the next action and record it; return False if there is none."""
        session = self.session
        act: tuple[int, int, str] | None = None
        advised, seen = -1, None
        for instant, facts, holds, given in session.windows(self.at).moments():
            if act is not None and act[0] < min(instant, self.end):
                if self._do(*act):
                    return True
                follow, act = False, None
            if instant >= self.end:
                return False
            evaluation = Evaluation(session, instant, facts, holds, given)
            if self.evaluations and self.evaluations[-1].instant == instant:
                self.evaluations.pop()
            if not self.evaluations or _differs(self.evaluations[-1], evaluation):
                self.evaluations.append(evaluation)
            if follow and (given != advised or facts is not seen):
                act, advised, seen = self._next_act(evaluation), given, facts
        return act is not None and act[0] < self.end and self._do(*act)

    def _next_act(self, evaluation: Evaluation) -> tuple[int, int, str] | None:
        """Return the next action to take: its instant, its place in the advice, and its name.

        Return None if there is nothing to do.
        """
        recorded, acting = self.session.pack.recorded, {}
        for index in evaluation.order if evaluation.given else ():
            advise = evaluation.pack.rules[index].advise
            if advise is not None and advise.kind == "do" and advise.action in recorded:
                acting[advise.action] = index
        self._done &= acting.keys()
        begun = self._due
        # An action moves with its deadline, but one planned for today keeps its instant.
        self._due = {
            action: None if action in self._done else _when(evaluation, index, begun.get(action))
            for action, index in acting.items()
        }
        ahead = [
            (at, place, action)
            for place, action in enumerate(acting)
            if (at := self._due[action]) is not None
        ]
        return min(ahead, default=None)

    def _do(self, at: int, _place: int, action: str) -> bool:
        """Record an action; return False at the limit on actions or past the last valid day."""
        calendar = self.evaluations[-1].calendar
        day = calendar.day_of(at)
        if len(self.done) == MOST_ACTS or day > _LAST_DAY:
            self.cut_short = True
            return False
        on_the_day = at == calendar.starts[day]
        moment = date.fromordinal(day) if on_the_day else calendar.to_datetime(at)
        pack = self.session.pack
        name = pack.recorded[action]
        if name in pack.facts:
            event = Event(at=moment, event="advice-done", advice=action)
        else:
            event = Event(at=moment, event=name)
        session = self.session
        lent = session.recorded is not session.state
        recorded = session.recorded.imagined(event) if lent else None
        self.session = session.again(session.state.imagined(event), recorded)
        self.done.append(event)
        self.at = at
        self._done.add(action)
        return True


def _differs(one: Evaluation, other: Evaluation) -> bool:
    """Return True if the advice of two successive evaluations reads differently."""
    if one.given != other.given:
        return True
    return one.facts is not other.facts and one.says() != other.says()


def _when(evaluation: Evaluation, index: int, planned: int | None) -> int | None:
    """Return the instant at which the candidate follows a piece of advice, or None.

    The candidate acts at the start of the day of the deadline (today, if that day is past) or,
    without a deadline, of the first business day from today on. If the day has already begun, the
    candidate acts at `OPENING` or an hour from now, whichever is later; if that is at `CLOSING` or
    later, at `OPENING` the next day.
    If the advice ends before then, the candidate acts sooner. An action that is due only after its
    advice ends is left to the advice that follows. `planned` is the instant planned before, if any;
    it is kept if there is no deadline, or if it is still ahead on the day to act.
    """
    calendar, now = evaluation.calendar, evaluation.instant
    due = evaluation.due(index)
    today = calendar.day_of(now)
    if due[0] < NEVER:
        day = max(due[2], today)
    elif planned is not None:
        return planned
    else:
        day = today if calendar.is_business(today) else calendar.business(today, 1)
    starts = calendar.starts
    at = starts[day]
    if at <= now:
        if planned is not None and planned >= now and day == calendar.day_of(planned):
            return planned
        at = max(starts[day] + OPENING * _HOUR, now + _HOUR)
        if at >= starts[day] + CLOSING * _HOUR:
            at = starts[day + 1] + OPENING * _HOUR
    until = evaluation.windows().end(index, at)
    if until is None:
        return at
    # The advice ends before that instant: act sooner, unless the deadline is also past the end.
    soon = min(now + _HOUR, until - 1)
    named_later = due[0] < NEVER and due[0] >= until
    return None if named_later or soon <= now else soon
