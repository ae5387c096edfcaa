"""Names in a state that the rules do not know: facts, events of packs, and advice that is marked.

A state can outlive the rules that it was recorded for, so these names are kept without effect.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_rules.errors import LIST_RULES, Problem, StateError, nearest, printable, quoted
from interview_rules.events.event_names import OF_ADVICE, is_of_pack
from interview_rules.facts.place import PLACE_FACTS, is_of_place
from interview_rules.facts.vocabulary import FACTS
from interview_rules.packs import bundled
from interview_rules.positions import FieldPath

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from interview_rules.events.event import Event
    from interview_rules.packs.model import RulePack
    from interview_rules.packs.own_event import OwnEvent
    from interview_rules.state.interview_state import InterviewState

__all__ = [
    "action_of",
    "unknown_advice",
    "unknown_application",
    "unknown_events",
    "unknown_in_search",
    "unknown_names",
]


def unknown_names(pack: RulePack, state: InterviewState) -> tuple[Problem, ...]:
    """Return a problem for each fact, event and mark on advice that names something unknown.

    An event without a date is a problem, too, if it sets a fact of the pack to its date. A pack
    knows its facts, its events, its rules and its actions. An action that another bundled pack
    advises counts as known, too; the ids of the rules in that pack do not.
    """
    problems = [
        _unknown_fact(pack, name)
        for name in state.facts
        if (known := pack.facts.get(pack.now("facts", name))) is None or is_of_place(known)
    ]
    if state.intervals.marks or state.intervals.timeline.of_pack:
        spots = zip(state.spots(), state.log(), strict=True)
        events = [(FieldPath(*spot), event) for spot, event in spots]
        problems += [*unknown_advice(pack, events), *unknown_events(pack, events)]
    return tuple(problems)


def unknown_in_search(
    own: Iterable[Problem], applications: Mapping[str, Iterable[Problem]]
) -> tuple[Problem, ...]:
    """Return the problems of a search and of its applications, with paths in the search."""
    found = [*own]
    for name, problems in applications.items():
        found += StateError(problems).within(FieldPath("applications", name)).problems
    return tuple(found)


def _unknown_fact(pack: RulePack, name: str) -> Problem:
    if name in FACTS:
        message = f"{name} is a built-in fact, which follows from events"
        way_out = "remove it here, and write down the event"
        return Problem(FieldPath("facts", name), message, way_out, "unknown-name")
    if name in PLACE_FACTS:
        message = f"{name} is a field of the state, not a fact of the pack"
        return Problem(FieldPath("facts", name), message, "move it out of facts", "unknown-name")
    hint = nearest(name, pack.facts) or "declare it in the pack, under facts:"
    message = f"unknown fact '{printable(name)}'"
    return Problem(FieldPath("facts", name), message, hint, "unknown-name")


def unknown_advice(pack: RulePack, events: Iterable[tuple[FieldPath, Event]]) -> list[Problem]:
    """Return a problem for each event that marks unknown advice, given pairs of path and event."""
    problems = []
    for path, event in events:
        name = event.advice or ""
        if event.event not in OF_ADVICE or action_of(pack, name):
            continue
        if not any(name in pack.shipped(other).actions for other in bundled.names()):
            hint = nearest(name, pack.actions) or LIST_RULES
            message = f"unknown advice '{printable(name)}'"
            problems.append(Problem(FieldPath(*path, "advice"), message, hint, "unknown-name"))
    return problems


def unknown_events(pack: RulePack, events: Iterable[tuple[FieldPath, Event]]) -> list[Problem]:
    """Return a problem for each event of another pack, and for each that lacks a date to set."""
    problems = []
    for path, event in events:
        if not is_of_pack(event.event):
            continue
        known = pack.event(event.event)
        if known is None:
            hint = nearest(event.event, pack.events) or "declare it in the pack, under events:"
            message = f"unknown event '{printable(event.event)}'"
            problems.append(Problem(FieldPath(*path, "event"), message, hint, "unknown-name"))
        elif event.date is None and (dated := _dated(known)):
            message = f"{known.name} has no date, so {dated} stays as it was"
            hint = "add one, for example, date: 2026-11-25"
            problems.append(Problem(FieldPath(*path, "date"), message, hint, "no-date"))
    return problems


def _dated(event: OwnEvent) -> str | None:
    """Return the first fact that an event sets to its date, if any."""
    return next((each.fact for each in event.sets if each.to == "date"), None)


def action_of(pack: RulePack, name: str) -> str:
    """Return the action that a mark names, directly or by a rule id; empty if it is unknown."""
    action, rule = pack.now("actions", name), pack.now("rules", name)
    if action in pack.actions:
        return action
    return pack.actions_by_rule[pack.by_id[rule]] if rule in pack.by_id else ""


def unknown_application(name: str, known: Iterable[str], place: str) -> Problem:
    """Return a problem at `place`, a field or an argument, that names no application of a search."""
    message = f"unknown application {quoted(name)}"
    hint = nearest(name, known) or "use the name of an application in the search"
    return Problem(FieldPath(place), message, hint, "unknown-name")
