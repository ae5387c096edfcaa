"""One walk over a state's future, with what an imagined candidate does on the way.

A walk always ends. A state has finitely many borders and a pack finitely many comparisons with now,
so every leg of it is finite; what is done begins another one later in time, at most `MOST_ACTS` times.
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
"""How much a candidate who follows all advice does at most in one plan."""
OPENING, CLOSING = 9, 21
"""The hours between which an imagined candidate does what is due on the day itself."""
_HOUR = 3600
_LAST_DAY = date(2200, 12, 31).toordinal()
"""After this day nothing can be noted; see `moments`."""


class Simulation:
    """One walk over a state's future, with what is done on the way."""

    def __init__(self, session: Session, start: int, end: int | None) -> None:
        self.session = session
        self.at = start
        self.end = NEVER if end is None else end
        self.evaluations: list[Evaluation] = []
        self.done: list[Event] = []
        self.cut_short = False
        self._due: dict[str, int | None] = {}
        """For each action that is given without a break: when it is to be done, None if it cannot."""
        self._done: set[str] = set()
        """Of these the ones that were done."""

    def go(self, *, follow: bool) -> None:
        """Walk to the end."""
        while self._leg(follow=follow):
            pass

    def _leg(self, *, follow: bool) -> bool:
        """Walk until something is done, and note it; false if nothing more is."""
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
        """What is done next, of all that is advised: when, in which place, and which action."""
        recorded, acting = self.session.pack.recorded, {}
        for index in evaluation.order if evaluation.given else ():
            advise = evaluation.pack.rules[index].advise
            if advise is not None and advise.kind == "do" and advise.action in recorded:
                acting[advise.action] = index
        self._done &= acting.keys()
        begun = self._due
        # A day that was moved is another day; one that was reached stays as it was.
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
        """Note that something was done; false if that would be too much, or too far ahead."""
        calendar = self.evaluations[-1].calendar
        day = calendar.day_of(at)
        if len(self.done) == MOST_ACTS or day > _LAST_DAY:
            self.cut_short = True
            return False
        on_the_day = at == calendar.starts[day]
        moment = date.fromordinal(day) if on_the_day else calendar.to_datetime(at)
        event = Event(at=moment, event=self.session.pack.recorded[action])
        self.session = self.session.again(self.session.state.imagined(event))
        self.done.append(event)
        self.at = at
        self._done.add(action)
        return True


def _differs(one: Evaluation, other: Evaluation) -> bool:
    """Whether a person reads something else in two reports that follow each other."""
    if one.given != other.given:
        return True
    return one.facts is not other.facts and one.says() != other.says()


def _when(evaluation: Evaluation, index: int, planned: int | None) -> int | None:
    """When somebody who follows an advice does it; None if it is not for now.

    On the day it is due, or on the first business day if it has none; what is due by then or on that
    very day, in the morning, or an hour later, or on the next morning if it is evening. What is due only
    after the advice has ended is left to the advice that follows. `planned` is what was meant before.
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
    until = evaluation.windows().window(index)[1]
    if until is None or at < until:
        return at
    # A day that is never reached is no reason not to act, unless it was named.
    soon = min(now + _HOUR, until - 1)
    named_later = due[0] < NEVER and due[0] >= until
    return None if named_later or soon <= now else soon
