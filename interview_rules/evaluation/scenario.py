"""What a plan is asked for: what is to be assumed, and where it is to end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from interview_rules.calendars.moments import parse_moment, resolve
from interview_rules.errors import Problem, StateError, kind_of, nearest, quoted
from interview_rules.events.event import Event
from interview_rules.positions import FieldPath
from interview_rules.state.interview_state import InterviewState
from interview_rules.state.problems import MOST

if TYPE_CHECKING:
    from collections.abc import Collection

    from interview_rules.calendars.calendar import Calendar

    Assume = str | Iterable[str | Event | Mapping[str, object]]

__all__ = ["Scenario", "parse_end", "read_scenario"]

SILENCE, FOLLOW = "silence", "follow advice"
_LONGEST = timedelta(days=36_525)


class Scenario(NamedTuple):
    """Whether the advice is followed, and the events that are imagined, by application."""

    follow: bool
    events: dict[str, tuple[Event, ...]]
    places: dict[str, list[int]]
    """Where the events of each application stand in what was to be assumed."""

    @property
    def words(self) -> tuple[str, ...]:
        """The same in the words it is asked for."""
        return (FOLLOW if self.follow else SILENCE,)

    def located(self, error: StateError, name: str, known: int) -> StateError:
        """An error about a state that had so many events of its own before these were added."""
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
    """What is to be assumed. With several applications, an event says which it is about.

    Raises StateError for what cannot be assumed.
    """
    if not isinstance(assume, Iterable):
        message = f"what is assumed is a word or a list of events, this is {kind_of(assume)}"
        raise StateError([Problem("assume", message, f"write {FOLLOW}")])
    alone = isinstance(assume, str | Mapping | Event)
    given = [assume] if alone else list(islice(assume, MOST + 1))
    words = [each for each in given if isinstance(each, str)]
    problems = [
        Problem(
            "assume",
            f"nobody can assume {quoted(word)}",
            nearest(word, (SILENCE, FOLLOW)) or f"write {SILENCE}, {FOLLOW}, or a list of events",
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
                    message = f"there is no application {quoted(str(name))}"
                    hint = nearest(str(name), applications)
                    problems.append(
                        Problem(FieldPath("assume", place, "application"), message, hint)
                    )
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
    return Scenario(FOLLOW in words, events, places)


def _without_application(event: Any, name: str) -> Any:
    if not name:
        return event
    return {key: value for key, value in event.items() if key != "application"}


def _moved(problem: Problem, places: list[int]) -> Problem:
    """What is wrong with one of the events, under its place in what was to be assumed."""
    match problem.place:
        case ("events", int(index), *rest):
            return replace(problem, place=FieldPath("assume", places[index], *rest))
        case _:
            return replace(problem, place=FieldPath("assume"))


def parse_end(
    until: datetime | date | timedelta | str | None, start: int, calendar: Calendar
) -> int | None:
    """Where a plan is to end: a moment, the end of a day, or a length of time from its start.

    Raises StateError for what is none of these, and for an end that is not after the start.
    """
    if until is None:
        return None
    if isinstance(until, timedelta):
        end = start + until // timedelta(seconds=1)
        if until > _LONGEST:
            raise StateError([Problem("until", "a plan goes on for a hundred years at most")])
    else:
        end = resolve(parse_moment(until, "until"), calendar)[1]
    if end <= start:
        raise StateError([Problem("until", "a plan ends after it begins", "write a later day")])
    return end
