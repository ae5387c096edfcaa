"""What a report only assumed, and which answers would change it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from interview_rules.calendars import NEVER
from interview_rules.errors import InterviewRulesError
from interview_rules.facts import OFFSETS
from interview_rules.timeline import same_round

if TYPE_CHECKING:
    from collections.abc import Callable

    from interview_rules.advice import Report
    from interview_rules.state import InterviewState

__all__ = ["Question", "assumptions", "questions"]

MOST_QUESTIONS = 3


@dataclass(frozen=True, slots=True)
class Question:
    """A question to the candidate: the fact it is about, its type, and the choices there are."""

    text: str
    fact: str
    type: str
    choices: tuple[str, ...] = ()


def assumptions(state: InterviewState, now: int) -> tuple[str, ...]:
    """What was taken for granted because the state does not say it."""
    found = []
    if state.timezone is None:
        found.append("No time zone is given, so days are counted in UTC.")
    if state.country is None and state.free_days is None and state.weekend is None:
        found.append(
            "No country is given, so Saturday and Sunday are free and no holiday is counted."
        )
    for meeting in state.timeline.meetings:
        if not meeting.held and meeting.over <= now < meeting.off:
            day = date.fromordinal(meeting.moment[2]).isoformat()
            if not any(same_round(held, meeting) for held in state.timeline.meetings):
                found.append(f"The round arranged for {day} is taken to have taken place.")
    return tuple(found)


def _answers(report: Report) -> list[tuple[Question, list[dict[str, object]]]]:
    """Questions that make sense now, each with the events that likely answers would add."""
    state, facts = report.state, report.facts
    today = date.fromordinal(state.calendar.day_of(report.instant))
    at = report.now.isoformat()

    def unknown(name: str) -> bool:
        return facts[OFFSETS[name]] >= NEVER

    def day(name: str) -> str:
        return date.fromordinal(facts[OFFSETS[name] + 2]).isoformat()

    later = (today + timedelta(days=5)).isoformat()
    earlier = (today - timedelta(days=5)).isoformat()
    asked: list[tuple[bool, Question, Callable[[], list[dict[str, object]]]]] = [
        (
            unknown("interview") and unknown("upcoming_interview"),
            Question("When is or was the interview?", "interview", "moment"),
            lambda: [{"event": "interview", "at": when} for when in (later, earlier)],
        ),
        (
            unknown("decision_date") and not unknown("interview"),
            Question("Did they say by when they will decide?", "decision_date", "moment"),
            lambda: [
                {"event": "decision-date-set", "at": day("interview"), "date": when}
                for when in (later, earlier)
            ],
        ),
        (
            unknown("thank_you") and not unknown("interview"),
            Question("Have you sent a thank-you note for the interview?", "thank_you", "moment"),
            lambda: [
                {"event": "thank-you-sent", "at": at},
                {"event": "thank-you-not-sent", "at": at},
            ],
        ),
        (
            unknown("follow_up") and not unknown("interview"),
            Question("Have you asked them how things stand?", "follow_up", "moment"),
            lambda: [{"event": "follow-up-sent", "at": when} for when in (at, earlier)],
        ),
        (
            unknown("reply") and not unknown("interview"),
            Question("Have they said anything since?", "reply", "moment"),
            lambda: [
                {"event": "reply-received", "at": at},
                {"event": "reply-received", "at": at, "date": later},
            ],
        ),
        (
            unknown("other_offer"),
            Question("Do you hold an offer from another employer?", "other_offer", "moment"),
            lambda: [{"event": "other-offer", "at": at}],
        ),
        (
            facts[OFFSETS["offer"]] > 0 and unknown("offer_deadline"),
            Question("By when do they want an answer to their offer?", "offer_deadline", "moment"),
            lambda: [{"event": "offer-deadline", "at": at, "date": later}],
        ),
        (
            "contact-hr" in report.actions,
            Question(
                "Can you reach a human resources department there?",
                "hr_unreachable",
                "flag",
                ("yes", "no"),
            ),
            list,
        ),
    ]
    return [(question, events()) for fits, question, events in asked if fits]


def _with(state: InterviewState, change: dict[str, Any]) -> InterviewState:
    """The state with a field changed, or with events added."""
    data = {name: getattr(state, name) for name in state.model_fields_set}
    return state.read({**data, **change, "events": [*state.events, *change.get("events", ())]})


def questions(report: Report) -> tuple[Question, ...]:
    """The questions whose answers would change the advice now, most changed advice first."""
    given = set(report.ids)
    ranked: list[tuple[int, int, Question]] = []
    for place, (question, events) in enumerate(_answers(report)):
        changed = 0
        changes: list[dict[str, Any]] = [{"events": [event]} for event in events]
        if question.fact == "hr_unreachable" and report.state.hr_reachable is None:
            changes = [{"hr_reachable": False}]
        for change in changes:
            try:
                state = _with(report.state, change)
                other = report.reading.__class__(report.pack, state).report(report.instant)
            except InterviewRulesError:  # an imagined day beyond the years that are known
                continue
            changed = max(changed, len(given ^ set(other.ids)))
        if changed:
            ranked.append((-changed, place, question))
    return tuple(question for _changed, _place, question in sorted(ranked, key=lambda r: r[:2]))[
        :MOST_QUESTIONS
    ]
