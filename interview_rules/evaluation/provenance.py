"""Provenance: the entries and fields of a state that give a fact its value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_rules.facts.vocabulary import FACTS, OFFSETS, PLACES
from interview_rules.records import OriginRecord

if TYPE_CHECKING:
    from interview_rules.evaluation.evaluation import Evaluation
    from interview_rules.facts.intervals import Origin as Cause

__all__ = ["Origin", "causes", "origins"]

Origin = OriginRecord

_FIELDS = {
    "agency_between": "intermediary",
    "recruiter_between": "intermediary",
    "internal_candidate": "internal_candidate",
    "hr_unreachable": "hr_reachable",
    "contact_unknown": "contact_known",
    "other_applications": "other_applications",
}
"""The field of the state that sets each of these facts directly."""
_COUNTED_AS = {"follow_up_pending": "follow_ups"}
_PEOPLE = frozenset({"interviewers", "not_yet_thanked"})


def origins(evaluation: Evaluation, fact: str) -> tuple[Origin, ...]:
    """Return the entries and fields that give a fact its value, by path; empty for a default."""
    found = [_entry(evaluation, cause) for cause in causes(evaluation, fact)]
    field = _FIELDS.get(fact, "")
    if field and getattr(evaluation.state, field) is not None:
        found.append(Origin(path=field))
    if fact not in FACTS and fact in evaluation.state.facts:
        found.append(Origin(path=f"facts.{fact}"))
    return tuple(dict.fromkeys(filter(None, found)))


def causes(evaluation: Evaluation, fact: str) -> list[Cause]:
    """Return the happenings and rounds of the log that give a fact its value."""
    if fact not in FACTS:
        return []
    intervals, now = evaluation.session.intervals, evaluation.instant
    if fact in _PEOPLE:
        return [intervals.timeline.latest_round(now)]
    if FACTS[fact].type == "moment":
        places = PLACES[fact]
        spans = [s for s in intervals.spans if s[2] == places and s[0] <= now < s[1]]
        return [spans[-1][5]] if spans else []
    offset = OFFSETS[_COUNTED_AS.get(fact, fact)]
    values = [v for v in intervals.values if v[2] == offset and v[0] <= now < v[1]]
    counts = [c[3] for c in intervals.counts if c[2] == offset and c[0] <= now < c[1]]
    return [*([values[-1][5]] if values else []), *counts]


def _entry(evaluation: Evaluation, cause: Cause) -> Origin | None:
    if cause is None:
        return None
    event = cause.event
    timeline = evaluation.session.intervals.timeline
    for place, other in enumerate(timeline.events):
        if other is event:
            at = event.date if event.event == "interview-scheduled" else event.at
            return Origin(path=evaluation.state.places()[place], event=event.event, at=at)
    return None
