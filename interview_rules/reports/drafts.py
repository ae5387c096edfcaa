"""Drafts of messages, filled in for each person to write to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_args

from interview_rules.calendars.calendar import NEVER
from interview_rules.events.event import ROUNDS
from interview_rules.facts.people import intermediary_in, not_yet_thanked
from interview_rules.facts.vocabulary import OFFSETS
from interview_rules.records.advice import DraftChannel, DraftRecord
from interview_rules.sources.characters import one_line

if TYPE_CHECKING:
    from interview_rules.evaluation.evaluation import Evaluation
    from interview_rules.events.event import Event
    from interview_rules.packs.model import Draft

__all__ = ["drafts_of"]

_BETWEEN = {"agency": "Recruitment Team", "recruiter": "Recruiter"}
"""The roles of intermediaries, each with a form of address if the name is unknown."""
_BLANK = re.compile(r"\[[^][\n]+\]")
_CHANNELS: tuple[DraftChannel, ...] = get_args(DraftChannel)
_NO_MESSAGES = frozenset({*ROUNDS, "thank-you-failed", "contact-failed"})
"""Events whose channel does not tell how to write to a person."""
_WRITTEN_TO_SOMEBODY = frozenset(
    {"thank-you-sent", "follow-up-sent", "question-answered", "correction-sent"}
)
"""Messages from the candidate that a person reads, even in a portal."""
_OF_ROLE = {"hr-contacted": "hr"}
"""Events whose name implies the role of the person they concern."""


def drafts_of(evaluation: Evaluation, draft: Draft) -> tuple[DraftRecord, ...]:
    """Return a draft for each addressee; one without a name if none is known or all have left."""
    role = _role(evaluation, draft)
    if role in _BETWEEN and draft.through:
        draft = evaluation.pack.drafts[draft.through]
    return tuple(
        _filled(evaluation, draft, person, role) for person in _people(evaluation, draft, role)
    )


def _role(evaluation: Evaluation, draft: Draft) -> str:
    between = intermediary_in(evaluation.facts)
    if between and (draft.to == "interviewer" or (draft.to == "hr" and draft.through)):
        return between
    return "hr" if draft.to == "hr" else "interviewer"


def _people(evaluation: Evaluation, draft: Draft, role: str) -> tuple[str, ...]:
    """Return the names of the addressees who have not left; one empty name if there are none."""
    there = [each for each in _known(evaluation, draft, role) if not _has_left(evaluation, each)]
    return tuple(there) or ("",)


def _known(evaluation: Evaluation, draft: Draft, role: str) -> tuple[str, ...]:
    timeline = evaluation.session.intervals.timeline
    if role != "interviewer":
        named = [
            h.event.contact
            for h in timeline.happenings
            if h.known <= evaluation.instant and h.event.role == role and h.event.contact
        ]
        return tuple(named[-1:])
    held = evaluation.latest_round
    if draft.to == "not_yet_thanked" and held is not None and held.event.interviewers:
        return not_yet_thanked(timeline.happenings, evaluation.instant, held)
    return (evaluation.name("interviewer") or (held and held.event.contact) or "",)


def _has_left(evaluation: Evaluation, person: str) -> bool:
    """Return True if a person has left the employer.

    A `contact-left` event without a name is about the first interviewer and the contact of the
    latest round at that moment. Until the candidate and the employer are in contact again, it is
    also about the interviewer that the state names.
    """
    timeline = evaluation.session.intervals.timeline
    recent = evaluation.facts[OFFSETS["contact_left"]] < NEVER
    for h in timeline.happenings:
        if h.event.event != "contact-left" or h.known > evaluation.instant:
            continue
        if h.event.contact is not None:
            gone: set[str | None] = {h.event.contact}
        else:
            held = timeline.latest_round(h.known)
            gone = {*held.event.interviewers[:1], held.event.contact} if held else set()
            if recent:
                gone.add(evaluation.state.interviewer)
        if person in gone:
            return True
    return False


def _channel(evaluation: Evaluation, person: str, role: str) -> DraftChannel:
    """Return how the person last wrote or was written to; `email` if that is not recorded.

    Rounds, and messages that failed, do not count.
    """
    found: DraftChannel = "email"
    for h in evaluation.session.intervals.timeline.happenings:
        event = h.event
        if (
            h.known <= evaluation.instant
            and event.channel in _CHANNELS
            and event.event not in _NO_MESSAGES
            and not event.elsewhere
            and _concerns(event, person, role)
        ):
            found = event.channel
    return found


def _concerns(event: Event, person: str, role: str) -> bool:
    if event.contact and person:
        return event.contact == person
    if event.channel == "portal" and person and event.event not in _WRITTEN_TO_SOMEBODY:
        return False  # Messages in a portal concern nobody in particular.
    their = event.role or _OF_ROLE.get(event.event, "interviewer")
    return role == ("interviewer" if their == "manager" else their)


def _filled(evaluation: Evaluation, draft: Draft, person: str, role: str) -> DraftRecord:
    missing: dict[str, None] = {}

    def named(name: str) -> str:
        value = person if name == "addressee" else evaluation.name(name)
        if not value:
            missing[name] = None
            # The phrase of a template for an unknown addressee may not fit an intermediary.
            value = _BETWEEN.get(role, "") if name == "addressee" else ""
        return one_line(value)

    def without_brackets(name: str) -> str:
        return named(name).translate({ord("["): "(", ord("]"): ")"})

    texts = (draft.subject, draft.body)
    subject, body = (evaluation.filled(each, named).strip() for each in texts)
    blanks = [
        blank
        for each in texts
        for blank in _BLANK.findall(evaluation.filled(each, without_brackets))
    ]
    return DraftRecord(
        to=one_line(person) or None,
        role=role,
        channel=_channel(evaluation, person, role),
        subject=subject,
        body=body,
        missing=tuple(missing),
        blanks=tuple(dict.fromkeys(blanks)),
    )
