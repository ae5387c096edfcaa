"""Event logs that may lead to the facts found by the solver.

Details that the facts leave open, such as when a date was announced, are found by trial:
`counterexamples` evaluates each log to check whether it works.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from interview_rules.authoring.prove.own_event_logs import day_of, own_logs
from interview_rules.events.effects import OFFER_LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from interview_rules.facts.vocabulary import Fact
    from interview_rules.packs.own_event import OwnEvent

__all__ = ["Found", "logs_for", "written"]

Event = dict[str, Any]

_AT: dict[str, str] = {
    "interview": "interview",
    "test_taken": "test-taken",
    "round_off": "missed-interview",
    "thank_you": "thank-you-sent",
    "thank_you_missing": "thank-you-not-sent",
    "thank_you_failed": "thank-you-failed",
    "thank_you_reply": "thank-you-reply",
    "no_date": "no-decision-date",
    "follow_up": "follow-up-sent",
    "hr_contacted": "hr-contacted",
    "contact_failed": "contact-failed",
    "contact_update": "contact-update",
    "chance_contact": "chance-contact",
    "call_missed": "call-missed",
    "question_answered": "question-answered",
    "mistake": "mistake-noticed",
    "interest_lost": "interest-lost",
    "contact_left": "contact-left",
    "counter_offer": "counter-offer-made",
    "notice_given": "notice-given",
    "auto_reply": "auto-reply-received",
    "hint": "third-party-info",
    "positive_signal": "positive-signal",
    "relisted": "posting-relisted",
    "rejection": "rejection",
    "references_requested": "references-requested",
    "references_checked": "references-checked",
    "materials_sent": "materials-sent",
    "start_moved": "start-date-changed",
    "offer_accepted": "offer-accepted",
    "offer_declined": "offer-declined",
    "offer_withdrawn": "offer-withdrawn",
    "withdrawn": "withdrawn",
    "other_offer": "other-offer",
    "last_application": "application-sent",
    "last_boards": "boards-searched",
    "last_networking": "networking-attended",
    "last_mentor": "mentor-consulted",
}
"""Facts that hold the moment of an event, each with the event."""

_WITH_A_DATE: dict[str, tuple[str, str]] = {
    "on_hold": ("position-on-hold", "hold_until"),
    "background_check": ("background-check", "background_check_due"),
    "materials_requested": ("materials-requested", "materials_due"),
    "their_question": ("question-received", "their_question_due"),
    "invitation": ("interview-scheduled", "upcoming_interview"),
}
"""Facts that hold the moment of an event with a date: the event, and the fact with its date."""

_NAMED: dict[str, str] = {
    "decision_date": "decision-date-set",
    "next_step_date": "next-step-date-set",
    "not_before_date": "not-before-date",
    "contact_date": "contact-date-set",
    "paperwork_date": "paperwork-date-set",
    "silence_means_no": "silence-means-no",
    "decision_meeting": "decision-meeting",
    "contact_away": "contact-away",
    "upcoming_interview": "interview-scheduled",
    "offer_deadline": "offer-deadline",
    "other_offer_deadline": "other-offer-deadline",
    "holiday": "holiday",
    "hold_until": "position-on-hold",
    "background_check_due": "background-check",
    "materials_due": "materials-requested",
    "their_question_due": "question-received",
}
"""Facts that hold an announced date, each with the event that announces it."""

_PEOPLE = ("Ms Okafor", "Mr Lind", "Dr Abe", "Ms Weber", "Mr Sato", "Ms Rossi")
_FIELDS: dict[str, tuple[str, Any]] = {
    "agency_between": ("intermediary", "agency"),
    "recruiter_between": ("intermediary", "recruiter"),
    "internal_candidate": ("internal_candidate", True),
    "hr_unreachable": ("hr_reachable", False),
    "contact_unknown": ("contact_known", False),
    "slow_employer": ("employer_kind", "university"),
}


class Found(NamedTuple):
    """An example found by the solver: now and the known facts.

    Moments are dates, or naive datetimes in the zone of the fact `timezone`, by default UTC.
    """

    now: datetime
    facts: Mapping[str, Any]


def logs_for(
    found: Found, own: Mapping[str, Fact], events: Sequence[OwnEvent] = ()
) -> Iterator[dict[str, Any]]:
    """Yield states whose logs may lead to the facts found.

    `own` holds the facts that the pack declares, and `events` those of its events that the logs may
    have. Logs in which they set its facts come before states that give these facts.
    """
    facts = dict(found.facts)
    mine = {name: facts.pop(name) for name in [*facts] if name in own}
    state = dict(_fields(facts))
    certain = list(_certain(facts, found.now))
    named = [
        (event, facts[name])
        for name, event in _NAMED.items()
        if name in facts and not _is_date_of_another(name, facts)
    ]
    for way in own_logs(mine, own, events, found.now):
        given = {name: written(value) for name, value in way.given.items()}
        below = {"facts": given} if given else {}
        for announced in _announcements(facts, mine, found.now):
            dated = [{"at": announced, "event": event, "date": value} for event, value in named]
            dated += way.events(announced)
            for extra in _fillers(facts):
                log = sorted([*certain, *dated, *extra], key=lambda event: _order(event["at"]))
                yield {**below, **state, "events": [_plain(event) for event in log]}


def _fields(facts: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the fields of a state, other than events, that facts imply."""
    for name, field in _FIELDS.items():
        if facts.get(name):
            yield field
    if facts.get("other_applications"):
        yield "other_applications", facts["other_applications"]


def _is_date_of_another(name: str, facts: Mapping[str, Any]) -> bool:
    return any(of in facts and name == date_of for of, (_, date_of) in _WITH_A_DATE.items())


def _certain(facts: Mapping[str, Any], now: datetime) -> Iterator[Event]:
    """Yield the events that facts imply. The moment of an event is assumed if no fact holds it."""
    for name, event in _AT.items():
        if name in facts:
            made: Event = {"at": facts[name], "event": event}
            if name == "interview" and facts.get("interviewers"):
                several = max(facts["interviewers"], facts.get("not_yet_thanked", -1) + 1)
                made["interviewers"] = list(_PEOPLE[:several])
            elif name == "thank_you" and facts.get("not_yet_thanked"):
                made["contact"] = _PEOPLE[0]
            yield made
    for name, (event, dated) in _WITH_A_DATE.items():
        if name in facts:
            made = {"at": facts[name], "event": event}
            if dated in facts:
                made["date"] = facts[dated]
            yield made
    yield from _offers(facts, now)
    if "contradiction" in facts:
        at = facts["contradiction"]
        yield {"at": facts.get("rejection", at), "event": "rejection", "role": "hr"}
        hope = "positive-signal" if "rejection" in facts else "verbal-offer"
        yield {"at": at, "event": hope, "role": "manager"}
    yield from _elsewhere_and_answers(facts, now)
    for earlier in range(min(facts.get("rounds", 0), 4) - ("interview" in facts)):
        yield {**_before(day_of(now) - timedelta(days=60), earlier), "event": "interview"}
    asked = max(facts.get("follow_ups", 0), facts.get("unanswered_follow_ups", 0))
    for earlier in range(1, min(asked, 4)):
        yield {**_before(facts.get("follow_up", day_of(now)), earlier), "event": "follow-up-sent"}
    if facts.get("other_time_zone"):
        zone = f"{day_of(now) - timedelta(days=60)} 10:00+05:00"
        yield {"at": zone, "event": "interview"}


def _elsewhere_and_answers(facts: Mapping[str, Any], now: datetime) -> Iterator[Event]:
    """Yield rounds with another employer, and answers that name no date."""
    if "other_interview" in facts:
        at = day_of(now) - timedelta(days=20)
        there = {"at": at, "event": "interview-scheduled", "elsewhere": True}
        yield {**there, "date": facts["other_interview"]}
    if "other_interview_held" in facts:
        yield {"at": facts["other_interview_held"], "event": "interview", "elsewhere": True}
    for earlier in range(min(facts.get("holding_replies", 0), 4)):
        yield {**_before(facts.get("reply", day_of(now)), earlier), "event": "reply-received"}


def _before(moment: date, days: int) -> Event:
    """Return an `at` some days before a moment, so that repeated events stay distinct."""
    return {"at": moment - timedelta(days=days)}


def _offers(facts: Mapping[str, Any], now: datetime) -> Iterator[Event]:
    """Yield the offers that facts imply, from this employer and from others."""
    if "offer_made" in facts or facts.get("offer"):
        level = facts.get("offer", OFFER_LEVELS[1])
        yield {"at": facts.get("offer_made", day_of(now)), "event": f"{level}-offer"}
    if "accepted_elsewhere" in facts:
        yield {"at": facts["accepted_elsewhere"], "event": "offer-accepted", "elsewhere": True}
    if "other_role_offer" in facts:
        yield {"at": facts["other_role_offer"], "event": "firm-offer", "other_role": "Clerk"}


def _announcements(
    facts: Mapping[str, Any], mine: Mapping[str, Any], now: datetime
) -> Iterator[date]:
    """Yield moments at which dates may have been announced.

    These are contacts, the moments among the pack's facts (`mine`), long ago, and today.
    """
    seen: dict[date, None] = {}
    for name in ("interview", "last_contact", "reply", "invitation", "offer_made", "other_offer"):
        if name in facts:
            seen.setdefault(facts[name])
    for value in mine.values():
        if isinstance(value, date) and day_of(value) <= day_of(now):
            seen.setdefault(value)
    yield from seen
    yield from (day_of(now) - timedelta(days=40), day_of(now))


def _fillers(facts: Mapping[str, Any]) -> Iterator[list[Event]]:
    """Yield lists of extra events that set the latest contact and the latest reply."""
    reply = facts.get("reply")
    contact = facts.get("last_contact")
    words = {"at": reply, "event": "reply-received"} if reply is not None else None
    yield []
    if words is not None:
        yield [words]
    if contact is not None:
        yield [{"at": contact, "event": "contact-update"}]
        if words is not None:
            yield [words, {"at": contact, "event": "contact-update"}]


def _order(at: Any) -> tuple[str, int]:
    text = str(written(at))
    return (text[:10], len(text))


def _plain(event: Event) -> Event:
    return {key: written(value) for key, value in event.items()}


def written(value: Any) -> Any:
    """Return a moment in the notation of state files, any other value unchanged."""
    if isinstance(value, datetime):
        text = f"{value:%Y-%m-%d %H:%M:%S}"
        return text.removesuffix(":00")
    return value.isoformat() if isinstance(value, date) else value
