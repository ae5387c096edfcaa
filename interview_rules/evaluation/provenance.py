"""Provenance: the entries and fields of a state that give a fact its value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_rules.calendars.moments import resolve
from interview_rules.evaluation.unknown_names import action_of
from interview_rules.facts.happening import in_its_zone
from interview_rules.facts.place import is_of_place
from interview_rules.facts.vocabulary import FACTS
from interview_rules.records.explanation import OriginRecord
from interview_rules.records.values import day_and_instant

if TYPE_CHECKING:
    from interview_rules.evaluation.evaluation import Evaluation
    from interview_rules.events.event import Event
    from interview_rules.facts.interval import Origin as Cause

__all__ = ["Origin", "causes", "origins"]

Origin = OriginRecord

_FIELDS = {
    "agency_between": "intermediary",
    "recruiter_between": "intermediary",
    "internal_candidate": "internal_candidate",
    "slow_employer": "employer_kind",
    "hr_unreachable": "hr_reachable",
    "contact_unknown": "contact_known",
    "other_applications": "other_applications",
}
"""The field of the state that sets each of these facts directly."""
_COUNTED_AS = {"follow_up_pending": "follow_ups"}


def origins(evaluation: Evaluation, fact: str) -> tuple[Origin, ...]:
    """Return the entries and fields of a state that give a fact its value.

    The result is empty if nothing in the state sets the fact. A field counts even if its value
    leaves the fact at its default, such as `contact_known: true`.
    """
    events = [cause.event for cause in causes(evaluation, fact) if cause is not None]
    found = _entries(evaluation, [*events, *_of_pack(evaluation, fact)])
    of_place = fact in evaluation.pack.facts and is_of_place(evaluation.pack.facts[fact])
    field = fact if of_place else _FIELDS.get(fact)
    if field and getattr(evaluation.state, field) is not None:
        found.append(Origin(path=field))
    counted = fact not in FACTS and evaluation.pack.facts[fact].type == "count"
    if fact not in FACTS and (counted or not found):
        given, now = evaluation.state.facts, evaluation.pack.now
        former = (name for name in given if now("facts", name) == fact)
        written = fact if fact in given else next(former, None)
        found += [Origin(path=f"facts.{written}")] if written else []
    return tuple(dict.fromkeys(found))


def causes(evaluation: Evaluation, fact: str) -> list[Cause]:
    """Return the happenings and rounds that give a fact its value.

    An item is None if something else sets the value, as for a holiday. The result is empty for a
    default, for a value that a field of the state sets, and for a fact that the pack declares.
    """
    if fact not in FACTS:
        return []
    intervals, now = evaluation.session.intervals, evaluation.instant
    name = _COUNTED_AS.get(fact, fact)
    values = [each for each in intervals.values if each.fact == name and each.contains(now)]
    counts = [each.origin for each in intervals.counts if each.fact == name and each.contains(now)]
    return [*(each.origin for each in values[-1:]), *counts]


def _of_pack(evaluation: Evaluation, fact: str) -> list[Event]:
    """Return the events of the pack that give one of its facts its value; empty for a default.

    A count can be the result of several events.
    """
    bit = evaluation.pack.bits[fact]
    if not evaluation.session.own.at(evaluation.instant)[0] & bit:
        return []
    later = evaluation.session.own.later
    changes = [each for each in later if each.changed & bit and each.instant <= evaluation.instant]
    since = next((n for n, each in reversed([*enumerate(changes)]) if not each.bits & bit), -1) + 1
    if changes and changes[-1].event is None:
        return _done(evaluation, fact)
    found = [each.event for each in changes[since:] if each.event is not None]
    return found if evaluation.pack.facts[fact].type == "count" else found[-1:]


def _done(evaluation: Evaluation, fact: str) -> list[Event]:
    """Return the latest event that marks advice as done and sets a fact of the pack."""
    pack, now = evaluation.pack, evaluation.instant
    marks = [
        (resolve(event.at, evaluation.calendar)[0], place, event)
        for place, event in enumerate(evaluation.session.intervals.timeline.events)
        if event.event == "advice-done"
        and event.at is not None
        and pack.recorded.get(action_of(pack, event.advice or "")) == fact
    ]
    return [event for at, _place, event in sorted(marks) if at <= now][-1:]


def _entries(evaluation: Evaluation, events: list[Event]) -> list[Origin]:
    """Return the entries of events, leaving out those that are not in the log."""
    wanted = {id(event) for event in events}
    log = evaluation.session.intervals.timeline.events
    numbered = reversed([*enumerate(log)])  # of an event that occurs twice, the first entry counts
    places = {id(event): place for place, event in numbered if id(event) in wanted}
    return [_entry(evaluation, event, places[id(event)]) for event in events if id(event) in places]


def _entry(evaluation: Evaluation, event: Event, place: int) -> Origin:
    """Return the entry of the event at this index of the log."""
    moment = event.date if event.event == "interview-scheduled" else event.at
    day, at = None, None
    if moment is not None:
        span = resolve(in_its_zone(event, moment) or moment, evaluation.calendar)
        day, at = day_and_instant(evaluation.day_or_hour(span))
    return Origin(path=evaluation.state.path_of(place), event=event.event, day=day, at=at)
