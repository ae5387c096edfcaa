"""Drafts of messages, one for each person that advice is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_rules.calendars.calendar import NEVER
from interview_rules.facts.people import not_yet_thanked
from interview_rules.facts.vocabulary import OFFSETS
from interview_rules.records import DraftRecord
from interview_rules.sources.characters import UNPRINTABLE

if TYPE_CHECKING:
    from interview_rules.evaluation.evaluation import Evaluation
    from interview_rules.packs.model import Draft

__all__ = ["drafts_of"]

_BETWEEN = {"agency": "Recruitment Team", "recruiter": "Recruiter"}
"""Who may act between, each with how to address them if their name is unknown."""


def drafts_of(evaluation: Evaluation, draft: Draft) -> tuple[DraftRecord, ...]:
    """Return the draft filled in for each addressee, at least once."""
    role = _role(evaluation, draft)
    if role in _BETWEEN and draft.through:
        draft = evaluation.pack.drafts[draft.through]
    return tuple(
        _filled(evaluation, draft, person, role) for person in _people(evaluation, draft, role)
    )


def _role(evaluation: Evaluation, draft: Draft) -> str:
    if draft.to == "interviewer" or (draft.to == "hr" and draft.through):
        between = [each for each in _BETWEEN if evaluation.facts[OFFSETS[f"{each}_between"]]]
        if between:
            return between[0]
    return "hr" if draft.to == "hr" else "interviewer"


def _people(evaluation: Evaluation, draft: Draft, role: str) -> tuple[str, ...]:
    """Return the names of the addressees; an empty name if nobody is known."""
    timeline = evaluation.session.intervals.timeline
    if role != "interviewer":
        named = [
            h.event.contact
            for h in timeline.happenings
            if h.known <= evaluation.instant and h.event.role == role and h.event.contact
        ]
        return (named[-1],) if named else ("",)
    held = timeline.latest_round(evaluation.instant)
    if draft.to == "not_yet_thanked" and held is not None and held.event.interviewers:
        left = not_yet_thanked(timeline.happenings, evaluation.instant, held)
        return left or ("",)
    contact = evaluation.name("interviewer") or (held and held.event.contact) or ""
    return ("" if _has_left(evaluation, contact) else contact,)


def _has_left(evaluation: Evaluation, person: str) -> bool:
    """Return True if a person has left the employer; without a name, it was the contact."""
    gone = {
        h.event.contact
        for h in evaluation.session.intervals.timeline.happenings
        if h.known <= evaluation.instant and h.event.event == "contact-left"
    }
    return person in gone or (None in gone and evaluation.facts[OFFSETS["contact_left"]] < NEVER)


def _filled(evaluation: Evaluation, draft: Draft, person: str, role: str) -> DraftRecord:
    missing: dict[str, None] = {}

    def named(name: str) -> str:
        value = person if name == "addressee" else evaluation.name(name)
        if not value:
            missing[name] = None
            # The text of a pack for an unknown addressee is for the one that the draft is written to.
            value = _BETWEEN.get(role, "") if name == "addressee" else ""
        # A name comes from outside, and goes into the head of a message.
        return " ".join(UNPRINTABLE.sub(" ", value).split())

    subject, body = (evaluation.filled(each, named) for each in (draft.subject, draft.body))
    return DraftRecord(
        to=person or None,
        role=role,
        subject=subject,
        body=body,
        missing=tuple(missing),
    )
