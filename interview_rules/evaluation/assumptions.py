"""Assumptions about missing information on which the advice of an evaluation may depend."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from interview_rules.calendars.calendar import NEVER
from interview_rules.errors import InterviewRulesError
from interview_rules.evaluation.what_if import what_if
from interview_rules.events.event import Event
from interview_rules.facts.happening import round_key
from interview_rules.facts.vocabulary import OFFSETS
from interview_rules.packs.rule_usage import usage_of
from interview_rules.records.report import AssumptionRecord

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_rules.evaluation.evaluation import Evaluation
    from interview_rules.packs.model import Rule

__all__ = ["MOST_ROUNDS", "assumptions", "unconfirmed"]

_NOT_DONE = {
    "thank-you-sent": ("thank_you", "No thank-you note is recorded, so none counts as sent."),
    "follow-up-sent": ("follow_up", "No follow-up is recorded, so none counts as sent."),
    "hr-contacted": ("hr_contacted", "No message to HR is recorded, so none counts as sent."),
    "materials-sent": ("materials_sent", "Nothing is recorded as sent since they asked for it."),
}
"""For each event that records an action: the fact that it sets, and the assumption without it."""
_REQUESTS = ("references_requested", "materials_requested")
"""The moments at which the employer asked the candidate to send something."""
MOST_ROUNDS = 5
"""Maximum number of rounds to ask about, or to report as assumed to have taken place."""
_SILENCE = frozenset({"reply", "follow_up_pending", "unanswered_follow_ups"})


def assumptions(evaluation: Evaluation) -> tuple[AssumptionRecord, ...]:
    """Return the assumptions about missing information on which the advice may depend."""
    return tuple(AssumptionRecord(fact=fact, text=text) for fact, text in _assumed(evaluation))


def _assumed(evaluation: Evaluation) -> Iterator[tuple[str, str]]:
    state, pack = evaluation.state, evaluation.pack
    given = [pack.rules[index] for index in evaluation.order]
    if state.timezone is None and evaluation.session.intervals.change_points:
        yield "timezone", "No time zone is given, so days are counted in UTC."
    if (
        state.country is None
        and state.free_days is None
        and state.weekend is None
        and any(_counts_business_days(evaluation, rule) for rule in given)
    ):
        text = "No country is given, so Saturday and Sunday are free and no holiday is counted."
        yield "country", text
    for _round, day in unconfirmed(evaluation):
        missed = Event.of_validated(event="missed-interview", at=day, date=day)
        if _otherwise(evaluation, missed) != evaluation.given:
            said = day.isoformat()
            yield "interview", f"The round arranged for {said} is assumed to have taken place."
    told = Event.of_validated(event="reply-received", at=evaluation.now)
    lost = evaluation.given & ~_otherwise(evaluation, told)
    places = evaluation.pack.by_id
    silent = [
        rule
        for rule in given
        if lost >> places[rule.id] & 1 and _rests_on_silence(evaluation, rule)
    ]
    if silent:
        yield "reply", "Anything they said that is not recorded counts as silence."
    recorded = {pack.recorded.get(action, "") for action in evaluation.actions}
    for event, (fact, said) in _NOT_DONE.items():
        asked = event != "materials-sent" or any(_known(evaluation, each) for each in _REQUESTS)
        if asked and event in recorded and not _known(evaluation, fact):
            yield fact, said


def _known(evaluation: Evaluation, fact: str) -> bool:
    """Return True if a moment is known."""
    return evaluation.facts[OFFSETS[fact]] != NEVER


def unconfirmed(evaluation: Evaluation) -> list[tuple[Event, date]]:
    """Return the arranged rounds that are over, with their local days.

    Those recorded as held or called off are left out, and so are all but the latest `MOST_ROUNDS`.
    """
    meetings = evaluation.session.intervals.timeline.meetings
    held = {round_key(meeting) for meeting in meetings if meeting.held}
    found = [
        meeting
        for meeting in meetings
        if not meeting.held
        and meeting.over <= evaluation.instant < meeting.off
        and round_key(meeting) not in held
    ]
    latest = found[-MOST_ROUNDS:]
    return [(meeting.event, date.fromordinal(meeting.moment[2])) for meeting in latest]


def _otherwise(evaluation: Evaluation, event: Event) -> int:
    """Return the mask of rules that would give their advice if one more event were recorded.

    If that cannot be computed, return the mask of the rules that give their advice now.
    """
    try:
        return what_if(evaluation, {"add": [event]}).given
    except InterviewRulesError:  # a date beyond the years with calendar data
        return evaluation.given


def _rests_on_silence(evaluation: Evaluation, rule: Rule) -> bool:
    return any(fact.name in _SILENCE for fact in usage_of(evaluation.pack, rule).facts)


def _counts_business_days(evaluation: Evaluation, rule: Rule) -> bool:
    """Return True if a rule uses a known moment that is shifted by business days."""
    shifted = usage_of(evaluation.pack, rule).in_business_days
    return any(evaluation.span(moment)[0] < NEVER for moment in shifted)
