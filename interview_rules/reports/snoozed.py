"""`SnoozedAdvice`: advice that a report leaves out because the candidate snoozed it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from interview_rules.calendars.calendar import NEVER
from interview_rules.calendars.formatting import say_border
from interview_rules.engines.rule_mask import contains
from interview_rules.evaluation.suppression import periods_of_marks
from interview_rules.facts.timeline import mark_of
from interview_rules.records.report import SnoozedAdviceRecord
from interview_rules.reports.advice import Advice

if TYPE_CHECKING:
    from datetime import datetime

    from interview_rules.calendars.calendar import Calendar
    from interview_rules.evaluation.evaluation import Evaluation
    from interview_rules.facts.happening import Mark

__all__ = ["SearchSnoozedAdvice", "SnoozedAdvice", "say_snoozed", "snoozed_in"]


class SnoozedAdvice(NamedTuple):
    """Advice that would be given now if it were not snoozed.

    It is given again at `until`, in the time zone of the state; None if it stays snoozed for as
    long as it applies without interruption. `entries` are the paths of the entries of the state
    that snooze it, such as `events[2]`: without them, the advice is given now.
    """

    advice: Advice
    until: datetime | None
    entries: tuple[str, ...]

    def record(self) -> SnoozedAdviceRecord:
        """Return the snoozed advice as data."""
        return SnoozedAdviceRecord(
            id=self.advice.id,
            action=self.advice.action,
            kind=self.advice.kind,
            title=self.advice.title,
            until=self.until,
            entries=self.entries,
        )


class SearchSnoozedAdvice(NamedTuple):
    """Snoozed advice with the name of its application, empty for the search as a whole."""

    application: str
    snoozed: SnoozedAdvice


def snoozed_in(evaluation: Evaluation) -> tuple[SnoozedAdvice, ...]:
    """Return the advice that an evaluation leaves out because it is snoozed, in pack order."""
    if all(mark.done for mark in evaluation.session.intervals.marks):
        return ()
    state = evaluation.state
    said = [mark_of(event, evaluation.calendar) for event in state.log()]
    found = []
    for index, marks in _snoozes(evaluation).items():
        until = max(mark.until for mark in marks)
        paths = zip(state.places(), said, strict=True)
        found.append(
            SnoozedAdvice(
                Advice(evaluation, index),
                None if until == NEVER else evaluation.clock(until),
                tuple(path for path, mark in paths if mark in marks),
            )
        )
    return tuple(found)


def _snoozes(evaluation: Evaluation) -> dict[int, set[Mark]]:
    """Map each rule whose advice would be given if it were not snoozed to the marks that snooze it.

    The rules are in pack order.
    """
    session = evaluation.session
    current = [
        (mark, rules)
        for mark, (start, end, rules) in periods_of_marks(
            session.program, session.state, session.intervals, session.own
        )
        if start <= evaluation.instant < end
    ]
    advised = session.program.conflicts.of(evaluation.holds)[1] & ~session.leave_out
    for mark, rules in current:
        if mark.done:
            advised &= ~rules
    by_rule = {
        index: {mark for mark, rules in current if contains(rules, index)}
        for index in range(len(session.pack.rules))
        if contains(advised, index)
    }
    return {index: marks for index, marks in by_rule.items() if marks}


def say_snoozed(name: str, snoozed: SnoozedAdvice, calendar: Calendar) -> str:
    """Return snoozed advice as one line, after the name of its application unless it is empty."""
    title = f"{name}: {snoozed.advice.title}" if name else snoozed.advice.title
    if snoozed.until is None:
        return title
    return f"{title} (until {say_border(calendar, snoozed.until, ends=True)})"
