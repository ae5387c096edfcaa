"""The search for a situation in which something occurs, one calendar at a time.

The solver finds facts in a model with exact dates. `witness_logs` proposes event logs that may lead
to these facts. Each log is evaluated like any other state. From a log that works, the events and
fields that make no difference are removed. If no log works, the bare facts are evaluated instead.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from time import monotonic
from typing import TYPE_CHECKING, Any

from interview_rules.authoring.prove.own_event_logs import can_set
from interview_rules.authoring.prove.queries import SEARCHING, examples
from interview_rules.authoring.prove.time_models import OneCalendar
from interview_rules.authoring.prove.witness_logs import logs_for, written
from interview_rules.engines.program import program_for
from interview_rules.errors import InterviewRulesError
from interview_rules.evaluation.evaluation import evaluate
from interview_rules.evaluation.session import Session, session_of_facts
from interview_rules.facts.place import OTHER, PLACE_FACTS, is_of_place
from interview_rules.reports.report import Report
from interview_rules.state.interview_state import InterviewState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from interview_rules.authoring.prove.encoding import Encoding
    from interview_rules.authoring.prove.queries import PackSolver
    from interview_rules.authoring.prove.witness_logs import Found
    from interview_rules.packs.model import RulePack
    from interview_rules.packs.own_event import OwnEvent

__all__ = [
    "COUNTRIES",
    "FIRST_CALENDAR",
    "Situation",
    "are_alike",
    "find_situation",
    "named_countries",
]

COUNTRIES = ("US", "DE")
"""Countries (ISO 3166 codes) whose holidays are tried if no example is found without holidays."""
FIRST_CALENDAR = OneCalendar(date(2026, 9, 1), date(2027, 3, 31))
"""The calendar in which examples are sought first: UTC, without holidays, for a few months."""


@dataclass(frozen=True, slots=True)
class Situation:
    """A state and a moment at which something was observed.

    `given` holds the fields of the state: `events` and others, or only `facts`. `now` is a naive
    datetime in the `timezone` of `given`, or in UTC if it has none. `country` is the country whose
    holidays apply, or None without holidays.
    """

    given: dict[str, Any]
    now: datetime
    country: str | None
    report: Report

    @property
    def is_log(self) -> bool:
        """True if the state has an event log rather than bare facts."""
        return "events" in self.given

    @property
    def by_hand(self) -> tuple[str, ...]:
        """The facts that the state gives although events of the pack can set them to such values."""
        pack = self.report.pack
        settings = [setting for event in pack.events.values() for setting in event.sets]
        return tuple(
            name
            for name, value in self.given.get("facts", {}).items()
            if name in pack.facts
            and any(can_set(setting, pack.facts[name], value) for setting in settings)
        )


def find_situation(
    pack: RulePack,
    wanted: Callable[[Encoding], Any],
    seen: Callable[[Report], bool],
    countries: Sequence[str] = COUNTRIES,
    first: PackSolver | None = None,
    until: float | None = None,
    beside: RulePack | None = None,
) -> Situation | None:
    """Return a situation whose report satisfies `seen`, or None if none is found in time.

    `wanted` returns the formula that proposed facts satisfy. A situation with an event log is
    preferred to one with bare facts, and a log whose events set the facts of the pack to one with
    facts given by hand. With `beside`, a log has only events that this pack declares alike. If
    nothing is found without holidays, the countries that conditions name and then `countries` (ISO
    3166 codes) are tried in turn. `first` is a solver for FIRST_CALENDAR, which all searches in one
    pack can share. The search ends when `time.monotonic` reaches `until`, by default after
    `SEARCHING` seconds. Raises CalendarError for an unknown country, once the search tries it.
    """
    bare: Situation | None = None
    by_hand: Situation | None = None
    until = monotonic() + SEARCHING if until is None else until
    usable = [each for each in pack.events.values() if beside is None or are_alike(each, beside)]
    if first is not None:
        with closing(first.examples(wanted, until)) as found_first:
            for found in found_first:
                situation = _as_log(pack, found, None, seen, usable)
                if situation is not None and not situation.by_hand:
                    return situation
                by_hand = by_hand or situation
    places = _places([*named_countries(pack), *countries]) if by_hand is None else ()
    for tried, place in enumerate(places, start=1):
        for whole in (False, True):
            for found in examples(pack, wanted, place, whole=whole, until=until):
                situation = _as_log(pack, found, place.country, seen, usable)
                if situation is not None and not situation.by_hand:
                    return situation
                by_hand = by_hand or situation
                bare = bare or _as_facts(pack, found, place.country, seen)
        # A log may still be found with a second calendar.
        if by_hand is not None or (bare is not None and tried > 1):
            break
    return by_hand or bare


def are_alike(event: OwnEvent, pack: RulePack) -> bool:
    """Return True if a pack declares an event with the same effects."""
    other = pack.events.get(event.name)
    return other is not None and (other.sets, other.clears) == (event.sets, event.clears)


def _places(countries: Sequence[str]) -> Iterator[OneCalendar]:
    """Yield the calendars to try, all in UTC.

    The first has no holidays and covers a few months, the second 16 years; then comes each country,
    with its holidays, around the turn of a year.
    """
    yield FIRST_CALENDAR
    yield OneCalendar(date(2020, 1, 1), date(2035, 12, 31))
    for country in countries:
        yield OneCalendar(date(2026, 11, 16), date(2027, 3, 1), country)


def named_countries(pack: RulePack) -> tuple[str, ...]:
    """Return the countries that the conditions of a pack name."""
    fact = pack.facts.get("country")
    first = len(PLACE_FACTS["country"].choices)
    return () if fact is None or not is_of_place(fact) else fact.choices[first:]


def _without_place(pack: RulePack, found: Found) -> tuple[Found, dict[str, str]]:
    """Return facts that are not about the place, and state fields for the rest but `country`."""
    # The pack that this one is compared with may have facts about the place that it lacks.
    of_place = {
        name for name in PLACE_FACTS if is_of_place(pack.facts.get(name, PLACE_FACTS[name]))
    }
    facts = {name: value for name, value in found.facts.items() if name not in of_place}
    fields = {name: str(value) for name, value in found.facts.items() if name in of_place}
    left_out = {name for name, value in fields.items() if value == OTHER or name == "country"}
    return found._replace(facts=facts), {n: v for n, v in fields.items() if n not in left_out}


def _as_log(
    pack: RulePack,
    found: Found,
    country: str | None,
    seen: Callable[[Report], bool],
    usable: Sequence[OwnEvent],
) -> Situation | None:
    found, fields = _without_place(pack, found)
    for state in logs_for(found, pack.facts, usable):
        situation = _tried(pack, {**state, **fields}, found.now, country, seen)
        if situation is not None:
            return _shorter(pack, situation, seen)
    return None


def _tried(
    pack: RulePack,
    state: dict[str, Any],
    now: datetime,
    country: str | None,
    seen: Callable[[Report], bool],
) -> Situation | None:
    try:
        known = InterviewState.read({**state, "country": country})
        session = Session(program_for(pack), known)
        here = now.replace(tzinfo=known.calendar.tzinfo)
        report = Report(evaluate(session, int(here.timestamp())))
        return Situation(state, now, country, report) if seen(report) else None
    except InterviewRulesError:
        return None


def _shorter(pack: RulePack, situation: Situation, seen: Callable[[Report], bool]) -> Situation:
    """Return the situation without the events and fields that make no difference."""
    place = 0
    while place < len(situation.given["events"]):
        events = situation.given["events"]
        fewer = {**situation.given, "events": [*events[:place], *events[place + 1 :]]}
        tried = _tried(pack, fewer, situation.now, situation.country, seen)
        if tried is None:
            place += 1
        else:
            situation = tried
    for field in [key for key in situation.given if key != "events"]:
        fewer = {key: value for key, value in situation.given.items() if key != field}
        situation = _tried(pack, fewer, situation.now, situation.country, seen) or situation
    return situation


def _as_facts(
    pack: RulePack, found: Found, country: str | None, seen: Callable[[Report], bool]
) -> Situation | None:
    found, _fields = _without_place(pack, found)
    facts = {name: written(value) for name, value in found.facts.items()}
    try:
        state = InterviewState.read({"country": country})
        session = session_of_facts(program_for(pack), state, facts)
        report = Report(evaluate(session, int(found.now.replace(tzinfo=UTC).timestamp())))
    except InterviewRulesError:
        return None
    return Situation({"facts": facts}, found.now, country, report) if seen(report) else None
