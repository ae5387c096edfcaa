"""Events of a pack that may lead to given values of the facts that the pack declares.

Like `witness_logs`, this module only proposes: whether the events lead to the values depends on
their order, and is found out by evaluation.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from interview_rules.facts.vocabulary import Fact
    from interview_rules.packs.own_event import OwnEvent, Setting

__all__ = ["OwnLog", "can_set", "day_of", "own_logs"]

_MOST_REPEATED = 4
"""The highest count for which one event per step is proposed."""
_AHEAD = timedelta(weeks=1)
"""How far ahead a date is that an event has to name although no fact asks for it."""


class _Proposed(NamedTuple):
    """An event, and the facts that it sets to their wanted values; `spoils` counts the others.

    Without `at`, the moment of the event is open. `is_plan` is True if the event names, as a date to
    come, one that is not after today. The event is to be repeated `times` times.
    """

    event: dict[str, Any]
    covers: frozenset[str]
    spoils: int
    is_plan: bool
    times: int = 1

    @property
    def preference(self) -> tuple[int, int, bool]:
        """A key that sorts proposals by how well they fit, the best first.

        Of two that fit equally, what happened comes before what was only announced.
        """
        return (-len(self.covers), self.spoils, self.is_plan)


_PREFERENCE = attrgetter("preference")


class OwnLog(NamedTuple):
    """Events of a pack, and the values of its facts that a state gives under `facts` instead."""

    proposed: tuple[_Proposed, ...]
    given: dict[str, Any]

    def events(self, at: date) -> list[dict[str, Any]]:
        """Return the events; `at` is the moment of those whose moment is open.

        Repeated events are a day apart, so that they stay distinct.
        """
        return [
            {"at": at - timedelta(days=earlier), **each.event}
            for each in self.proposed
            for earlier in range(each.times)
        ]


def own_logs(
    wanted: Mapping[str, Any],
    facts: Mapping[str, Fact],
    events: Sequence[OwnEvent],
    now: datetime,
) -> Iterator[OwnLog]:
    """Yield ways to give facts the `wanted` values, those with more events first.

    In the first, events set each fact that they can set. In the next ones, another event sets one
    of the facts, or the state gives it. In the last, the state gives all facts.
    """
    options = {name: _proposals(name, wanted, facts, events, now) for name in wanted}
    settable = [name for name, found in options.items() if found]
    if settable:
        yield _chosen(wanted, options)
        for name in settable:
            for other in options[name][1:]:
                yield _chosen(wanted, {**options, name: [other]})
        if len(settable) > 1:
            for name in settable:
                yield _chosen(wanted, {**options, name: []}, {name})
    yield OwnLog((), dict(wanted))


def can_set(setting: Setting, fact: Fact, value: object) -> bool:
    """Return True if an event with this setting can give a fact this value; dates are not compared."""
    if setting.fact != fact.name:
        return False
    match setting.to:
        case "at" | "date":
            return True
        case "more":
            return isinstance(value, int) and 0 < value <= _MOST_REPEATED
        case "less":
            return False
        case "value":
            return setting.value == _encoded(fact, value)


def day_of(moment: date) -> date:
    """Return the day of a moment, which is a day or a naive datetime."""
    return moment.date() if isinstance(moment, datetime) else moment


def _encoded(fact: Fact, value: object) -> int | None:
    if fact.type == "choice":
        return fact.choices.index(str(value)) if value in fact.choices else None
    return int(value) if isinstance(value, int) else None


def _chosen(
    wanted: Mapping[str, Any],
    options: Mapping[str, Sequence[_Proposed]],
    given: frozenset[str] | set[str] = frozenset(),
) -> OwnLog:
    """Choose the first option of each fact that no event chosen before already sets."""
    chosen: list[_Proposed] = []
    done = set(given)
    for first in sorted((found[0] for found in options.values() if found), key=_PREFERENCE):
        if not first.covers <= done:
            chosen.append(first)
            done |= first.covers
    by_hand = {name: value for name, value in wanted.items() if name in given or name not in done}
    return OwnLog(tuple(chosen), by_hand)


def _proposals(
    name: str,
    wanted: Mapping[str, Any],
    facts: Mapping[str, Fact],
    events: Sequence[OwnEvent],
    now: datetime,
) -> list[_Proposed]:
    """Return the events that can set one fact to its wanted value, the best first."""
    found = [
        _proposed(event, setting, wanted, facts, now.date())
        for event in events
        for setting in event.sets
        if can_set(setting, facts[name], wanted[name])
    ]
    # An event that is yet to come changes nothing so far.
    past = [each for each in found if day_of(each.event.get("at", now)) <= now.date()]
    return sorted(past, key=_PREFERENCE)


def _proposed(
    event: OwnEvent,
    setting: Setting,
    wanted: Mapping[str, Any],
    facts: Mapping[str, Fact],
    today: date,
) -> _Proposed:
    """Return an event that sets the fact of one of its settings to its wanted value."""
    made: dict[str, Any] = {"event": event.name}
    for each in (setting, *event.sets):
        if each.to in {"at", "date"} and each.fact in wanted:
            made.setdefault(each.to, wanted[each.fact])
    if any(each.to == "date" for each in event.sets):
        made.setdefault("date", today + _AHEAD)
    times = wanted[setting.fact] if setting.to == "more" else 1
    covers = {
        each.fact
        for each in event.sets
        if each.fact in wanted
        and can_set(each, facts[each.fact], wanted[each.fact])
        and (each.to not in {"at", "date"} or made[each.to] == wanted[each.fact])
        and (each.to != "more" or wanted[each.fact] == times)
    }
    changed = {each.fact for each in event.sets}
    spoils = len(changed - covers) + sum(fact in wanted for fact in event.clears)
    is_plan = "date" in made and day_of(made["date"]) <= today
    return _Proposed(made, frozenset(covers), spoils, is_plan, times)
