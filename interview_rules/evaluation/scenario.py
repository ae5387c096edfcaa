"""The arguments of a plan: the scenario to assume, and the end of the plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from interview_rules.calendars.moments import parse_moment, resolve
from interview_rules.errors import Problem, StateError, Suggestions, kind_of, nearest, quoted, shown
from interview_rules.evaluation.unknown_names import unknown_advice, unknown_events
from interview_rules.events.event import Event
from interview_rules.positions import FieldPath
from interview_rules.state.interview_state import InterviewState
from interview_rules.state.job_search import as_elsewhere
from interview_rules.state.problems import MOST

if TYPE_CHECKING:
    from collections.abc import Collection

    from interview_rules.calendars.calendar import Calendar
    from interview_rules.packs.model import RulePack
    from interview_rules.records.plan import Assumed
    from interview_rules.state.job_search import JobSearch

    Assume = str | Iterable[str | Event | Mapping[str, object]]

__all__ = ["Scenario", "check_imagined", "parse_end", "read_scenario", "with_imagined"]

SILENCE: Final = "silence"
FOLLOW: Final = "follow advice"
_HINT: Final = f"write '{SILENCE}', '{FOLLOW}' or a list of events"
_LONGEST = timedelta(days=36_525)

LIMIT = "out-of-range"
"""The code of problems with the length of a plan."""


class Scenario(NamedTuple):
    """The assumptions of a plan: whether the candidate follows the advice, and imagined events.

    Events are listed by application; the key `""` holds those that name no application.
    """

    follow: bool
    events: dict[str, tuple[Event, ...]]
    places: dict[str, list[int]]
    """The positions of each application's events in the `assume` argument."""

    @property
    def words(self) -> tuple[Assumed, ...]:
        """The keywords that describe the scenario."""
        return (FOLLOW if self.follow else SILENCE,)

    def located(self, error: StateError, name: str, known: int) -> StateError:
        """Return a copy of an error, with imagined events located in `assume`, not in the state.

        `known` is the number of events in the state before the imagined ones were added.
        """
        places = self.places.get(name, [])
        problems = []
        for problem in error.problems:
            path = problem.place
            own = FieldPath("applications", name)
            if name and isinstance(path, FieldPath) and path[:2] == own:
                path = FieldPath(*path[2:])
            match path:
                case ("events", int(index), *rest) if 0 <= index - known < len(places):
                    place = FieldPath("assume", places[index - known], *rest)
                    problems.append(replace(problem, place=place))
                case _:
                    problems.append(problem)
        return StateError(problems)


def read_scenario(assume: Assume, applications: Collection[str] | None = None) -> Scenario:
    """Read the `assume` argument of a plan: a keyword, an event, or a list of them.

    With `applications`, the names of the applications of a search, an event that is a mapping can
    name its `application`. Raises StateError for any other value, unknown keywords, unknown
    applications and invalid events.
    """
    if not isinstance(assume, Iterable):
        message = f"expected a keyword or a list of events, not {kind_of(assume)}"
        raise StateError([Problem("assume", message, _HINT, "wrong-type")])
    alone = isinstance(assume, str | Mapping | Event)
    given = [assume] if alone else list(islice(assume, MOST + 1))
    words = [each for each in given if isinstance(each, str)]
    problems = [
        Problem(
            "assume",
            f"unknown scenario {quoted(word)}",
            nearest(word, (SILENCE, FOLLOW)) or _HINT,
            "unknown-value",
        )
        for word in words
        if word not in {SILENCE, FOLLOW}
    ]
    places: dict[str, list[int]] = {}
    for place, each in enumerate(given):
        if not isinstance(each, str):
            name = ""
            if isinstance(each, Mapping) and "application" in each and applications is not None:
                name = each["application"]
                if not isinstance(name, str) or name not in applications:
                    path = FieldPath("assume", place, "application")
                    hint: str | Suggestions = "name an application of the search"
                    if isinstance(name, str):
                        message, code = f"unknown application {quoted(name)}", "unknown-name"
                        hint = nearest(name, applications) or hint
                    else:
                        message = f"the name of an application must be text, not {shown(name)}"
                        code = "wrong-type"
                    problems.append(Problem(path, message, hint, code))
                    continue
            places.setdefault(name, []).append(place)
    events: dict[str, tuple[Event, ...]] = {}
    for name, own in places.items():
        try:
            listed = [_without_application(given[place], name) for place in own]
            events[name] = InterviewState.read({"events": listed}).events
        except StateError as error:
            problems += [_moved(problem, own) for problem in error.problems]
    if problems:
        raise StateError(problems)
    if applications is not None and "" in events:
        # The search reads them like this, too, so a plan recognizes them as imagined.
        events[""] = tuple(as_elsewhere(event) for event in events[""])
    return Scenario(FOLLOW in words, events, places)


def with_imagined(search: JobSearch, name: str, events: Iterable[Event]) -> JobSearch:
    """Return a search with imagined events of an application or, without a name, its own.

    Raises StateError, with paths in the search.
    """
    if not name:
        return search.with_events(*events)
    try:
        return search.with_application(name, search.applications[name].with_events(*events))
    except StateError as error:
        raise error.within(FieldPath("applications", name)) from None


def check_imagined(
    pack: RulePack, events: Iterable[Event], place: int, application: str = ""
) -> None:
    """Raise StateError if imagined events are unknown, lack a date or mark unknown advice.

    Unlike a stored state, imagined events are written for the rules at hand, so an unknown name is
    a mistake. `place` is the index of the first imagined event in the log of the state, or of the
    search if there is no `application`.
    """
    path = FieldPath("applications", application) if application else FieldPath()
    placed = [
        (FieldPath(*path, "events", index), event) for index, event in enumerate(events, place)
    ]
    problems = [*unknown_advice(pack, placed), *unknown_events(pack, placed)]
    if problems:
        raise StateError(problems)


def _without_application(event: Any, name: str) -> Any:
    if not name:
        return event
    return {key: value for key, value in event.items() if key != "application"}


def _moved(problem: Problem, places: list[int]) -> Problem:
    """Return a problem with one application's events, located in the `assume` argument."""
    match problem.place:
        case ("events", int(index), *rest):
            return replace(problem, place=FieldPath("assume", places[index], *rest))
        case _:
            return replace(problem, place=FieldPath("assume"))


def parse_end(
    until: datetime | date | timedelta | str | None, start: int, calendar: Calendar
) -> int | None:
    """Return the instant at which a plan ends, or None if it has no end.

    `start` is the instant at which the plan begins. A date means the end of that day, and a
    timedelta counts from `start`; a date or a datetime can also be text. A date or time without a
    zone is in the zone of the calendar. Raises StateError for an invalid end, an end that is not
    after the start, and a timedelta of more than 100 years.
    """
    if until is None:
        return None
    if isinstance(until, timedelta):
        end = start + until // timedelta(seconds=1)
        if until > _LONGEST:
            raise StateError(
                [
                    Problem(
                        "until",
                        "this period is longer than 100 years",
                        "choose a shorter period",
                        LIMIT,
                    )
                ]
            )
    else:
        end = resolve(parse_moment(until, "until"), calendar)[1]
    if end <= start:
        hint = f"choose a date or time after {calendar.to_datetime(start):%Y-%m-%d %H:%M}"
        if isinstance(until, timedelta):
            hint = "choose a longer period"
        raise StateError([Problem("until", "a plan must end after it begins", hint, LIMIT)])
    return end
