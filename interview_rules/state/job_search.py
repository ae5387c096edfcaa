"""`JobSearch`: several applications of one person, and events that belong to the person.

Offers, their deadlines and outcomes affect every other application, so each application receives
those of the others as `elsewhere` events. Activities for the whole search form a separate log.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from interview_rules.calendars.calendar import NEVER, calendar_for
from interview_rules.calendars.moments import DateOnly, resolve
from interview_rules.errors import InterviewRulesError, Problem, StateError, shown
from interview_rules.events.effects import ELSEWHERE, OFFER_LEVELS
from interview_rules.events.entries import Activity, Mark
from interview_rules.events.event import LONGEST_NAME, Event, Name, Weekdays, refused
from interview_rules.events.json_schema import complete
from interview_rules.positions import FieldPath
from interview_rules.state.interview_state import IN_SEARCH, PLACE, InterviewState
from interview_rules.state.problems import MOST, MOST_APPLICATIONS, named_applications, read_as
from interview_rules.state.shared_offers import SharedOffers
from interview_rules.state.stored import Stored, indexes_of
from interview_rules.state.versions import upgraded

if TYPE_CHECKING:
    from interview_rules.calendars.calendar import Calendar

__all__ = ["JobSearch", "as_elsewhere"]

_OFFERED = frozenset(f"{level}-offer" for level in OFFER_LEVELS[1:])
_SOLID = frozenset({"firm-offer", "written-offer"})
_OVER = frozenset({"offer-declined", "offer-withdrawn"})
MOST_OFFERS = 20
"""Maximum number of applications whose offers the others receive. Those with accepted offers come
first, then those with open ones."""
_OF_OTHERS = frozenset({"other-offer", "other-offer-deadline"})
_ENDS = {"rejection": "offer-withdrawn", "withdrawn": "offer-declined"}
"""Events that end an application, mapped to the outcome of its offer that the others receive."""


def _complete_with_lists(schema: dict[str, Any], model: type[BaseModel]) -> None:
    """Complete the schema, and let `applications` be a list of states."""
    complete(schema, model)
    named = schema["properties"]["applications"]
    about = {key: named.pop(key) for key in ("default", "description", "examples") if key in named}
    listed = {
        "type": "array",
        "items": named["additionalProperties"],
        "maxItems": MOST_APPLICATIONS,
    }
    schema["properties"]["applications"] = {"anyOf": [named, listed], **about}


class JobSearch(Stored):
    """All applications of one person, and the activities for the whole search.

    `applications` maps names of your choice, such as companies, to states. In a list of states,
    each is named by company and position, or else by its number. `events` belong to the person:
    activities, and offers of employers that are not among the applications. `timezone` is the
    default for applications without one. `country`, `subdivision`, `free_days` and `weekend` are
    defaults for applications that have no country, free days or weekend. `id` and `meta` are for
    your own use; they and `$schema` are kept unchanged.
    """

    model_config = ConfigDict(json_schema_extra=_complete_with_lists)

    applications: Annotated[dict[Name, InterviewState], Field(max_length=MOST_APPLICATIONS)] = (
        Field(default_factory=dict)
    )
    activities: Annotated[tuple[Activity, ...], Field(max_length=MOST)] = ()
    events: Annotated[tuple[Event, ...], Field(max_length=MOST)] = ()
    marks: Annotated[tuple[Mark, ...], Field(max_length=MOST)] = ()
    timezone: Name | None = None
    country: Name | None = None
    subdivision: Name | None = None
    free_days: Annotated[tuple[DateOnly, ...], Field(max_length=5_000)] | None = None
    weekend: Weekdays | None = None

    @model_validator(mode="before")
    @classmethod
    def _named(cls, data: object) -> object:
        data = upgraded(data)
        if not isinstance(data, Mapping):
            return data
        listed = data.get("applications")
        if not isinstance(listed, list | tuple):
            return data
        if len(listed) > MOST_APPLICATIONS:
            most = f"at most {MOST_APPLICATIONS:,} applications"
            message = f"a search may have {most}, but has {len(listed):,}"
            raise refused(message, "leave out closed applications", "applications")
        return {**data, "applications": named_applications(listed)}

    @classmethod
    def read(cls, source: JobSearch | Mapping[str, Any] | str | bytes) -> JobSearch:
        """Create a search from a mapping or JSON text; return an existing search unchanged.

        Raises StateError with all problems found, each with its field path.
        """
        if isinstance(source, JobSearch):
            return source
        return read_as(cls, source, "search", IN_SEARCH)

    def model_post_init(self, _context: object, /) -> None:
        """Validate the person's state, and the applications with what the search adds to them."""
        try:
            _ = self.person, self.prepared
        except InterviewRulesError as error:
            context = {"message": str(error), "problems": error.problems}
            raise PydanticCustomError("refused", "{message}", context) from None

    @classmethod
    def from_events(cls, events: Iterable[Mapping[str, Any]], **fields: Any) -> JobSearch:
        """Create a search from a single log whose events name their `application`.

        The name becomes the `company` of the application, too. Events that name none belong to the
        person. `fields` are other fields of the search. Raises StateError with all problems found,
        those of an event at its index in `events`.
        """
        if isinstance(events, str | bytes | Mapping) or not isinstance(events, Iterable):
            message = f"a log must be a list of events, not {shown(events)}"
            raise StateError([Problem("events", message, "pass [{...}, ...]", "wrong-type")])
        logs: dict[str, list[Mapping[str, Any]]] = {}
        own: list[Any] = []
        places: dict[str | None, list[int]] = {}
        problems = []
        for place, event in enumerate(events):
            name = event.get("application") if isinstance(event, Mapping) else None
            if name is None:
                places.setdefault(None, []).append(place)
                own.append(event)
            elif isinstance(name, str) and 0 < len(name) <= LONGEST_NAME:
                places.setdefault(name, []).append(place)
                rest = {key: value for key, value in event.items() if key != "application"}
                logs.setdefault(name, []).append(rest)
            else:
                message = f"the name of an application must be text, not {shown(name)}"
                hint = "write the name in quotes, or leave it out if the event is not about one application"
                if name == "":
                    message = "the name of the application is empty"
                    hint = (
                        "write the name, or leave it out if the event is not about one application"
                    )
                elif isinstance(name, str):
                    most = f"at most {LONGEST_NAME} characters, but has {len(name):,}"
                    message, hint = f"the name of an application may have {most}", "shorten it"
                path = FieldPath("events", place, "application")
                problems.append(Problem(path, message, hint, "wrong-type"))
        if problems:
            raise StateError(problems)
        applications = {name: {"company": name, "events": log} for name, log in logs.items()}
        try:
            return cls.read({**fields, "applications": applications, "events": own})
        except StateError as error:
            raise _in_one_log(error, places) from None

    @cached_property
    def identity(self) -> str:
        """A digest of the whole search, whatever the order of its events; usable as a cache key."""
        lists = ("activities", "events", "marks")
        content = [self.model_dump_json(exclude={"applications", *lists})]
        for name in lists:
            content += [name, *sorted(each.model_dump_json() for each in getattr(self, name))]
        for name, state in sorted(self.applications.items()):
            content += [name, state.identity]
        return hashlib.blake2b("\n".join(content).encode(), digest_size=16).hexdigest()

    @cached_property
    def person(self) -> InterviewState:
        """The state of the person: own activities, events and marks, and `borrowed` events."""
        # The events of the applications are validated already, and too many to add one by one.
        alone = self.person_alone
        return alone.amended({"events": (*alone.events, *self.borrowed)})

    @cached_property
    def person_alone(self) -> InterviewState:
        """The state of the person without the events in `borrowed`."""
        own = {
            "activities": self.activities,
            "marks": self.marks,
            "events": [as_elsewhere(event) for event in self.events],
            **{name: getattr(self, name) for name in PLACE},
        }
        return InterviewState.read(own)

    @cached_property
    def borrowed(self) -> tuple[Event, ...]:
        """Events of the applications that also concern the person: offers and sent applications."""
        sent = [
            event
            for state in self.applications.values()
            for event in state.log()
            if event.event == "application-sent" and not event.elsewhere
        ]
        return (*sent, *(event for events in self.offers.values() for event in events))

    @cached_property
    def loose(self) -> tuple[InterviewState, ...]:
        """One state for each application sent according to the person's own activities and events.

        Applications that only the `applications` record are left out.
        """
        own = InterviewState.read({name: getattr(self, name) for name in PLACE})
        sent = [e for a in self.activities if (e := a.log()).event == "application-sent"]
        sent += [e for e in self.events if e.event == "application-sent"]
        return tuple(own.imagined(event) for event in sent)

    @cached_property
    def offers(self) -> dict[str, tuple[Event, ...]]:
        """Offers, their deadlines and their outcomes by application, as events for the others.

        Includes at most `MOST_OFFERS` applications.
        """
        found: dict[str, tuple[Event, ...]] = {}
        for name, state in self.applications.items():
            events = [e for e in state.log() if not e.elsewhere]
            offered = [e for e in events if e.event in ELSEWHERE and e.event not in _OF_OTHERS]
            if any(e.event.endswith("-offer") or e.event == "offer-accepted" for e in offered):
                ended = [
                    e.model_copy(update={"event": _ENDS[e.event]})
                    for e in events
                    if e.event in _ENDS
                ]
                calendar = calendar_for(state.timezone or self.timezone or "UTC")
                theirs = tuple(
                    e.model_copy(update={"elsewhere": True, "employer": name})
                    for e in (*_once_solid(events, calendar), *ended)
                )
                if theirs:
                    found[name] = theirs
        first = sorted(found, key=lambda name: _matters(found[name]), reverse=True)
        return {name: found[name] for name in first[:MOST_OFFERS]}

    @cached_property
    def prepared(self) -> dict[str, InterviewState]:
        """The applications, each with the offers of the others and the defaults of the search.

        The offers are those in `offers` and, from employers outside the search, those in `events`.
        """
        outside = tuple(as_elsewhere(e) for e in self.events if e.event in ELSEWHERE)
        offers = SharedOffers(outside, self.offers)
        found: dict[str, InterviewState] = {}
        for name, state in self.applications.items():
            changes: dict[str, Any] = {}
            if state.timezone is None and self.timezone is not None:
                changes["timezone"] = self.timezone
            if state.country is None and state.free_days is None and state.weekend is None:
                place = {key: getattr(self, key) for key in PLACE[1:]}
                changes |= {key: value for key, value in place.items() if value is not None}
            try:
                found[name] = received = offers.added_to(state, name, changes)
                if received is not state:
                    # Additions by the search do not bring skipped questions back.
                    received.__dict__["skipped_questions"] = state.skipped_questions
                    received.check_calendar()
            except InterviewRulesError as error:
                raise error.within(FieldPath("applications", name)) from None
        return found

    @property
    def calendar(self) -> Calendar:
        """The calendar for the person's time zone and business days."""
        return self.person.calendar

    def as_log(self) -> Self:
        """Return this search with all entries as events in `events`, as in `InterviewState`.

        Raises StateError if there would be more than 1,000 events of the person or an application.
        """
        own = {name: getattr(self, name) for name in ("activities", "marks", "events")}
        kept = self.model_fields_set - {"activities", "marks"}
        data = {name: getattr(self, name) for name in kept}
        data["events"] = InterviewState.read({**own, "timezone": self.timezone}).log()
        logs = {name: state.as_log() for name, state in self.applications.items()}
        return self.read({**data, "applications": logs})  # type: ignore[return-value]  # JobSearch has no subclasses

    def with_application(self, name: str, state: InterviewState) -> Self:
        """Return this search with one application added or replaced.

        Raises StateError as `with_applications` does.
        """
        return self.with_applications({name: state})

    def with_applications(self, states: Mapping[str, InterviewState]) -> Self:
        """Return this search with applications added or replaced, each under its name.

        Raises StateError if the result is invalid, such as a search with too many applications.
        """
        return self._changed({"applications": {**self.applications, **states}})

    def without(self, *events: Event | str) -> Self:
        """Return this search without some of the person's events, for example to undo a step.

        Each of `events` is an event in the field `events` of the search or the `id` of one; all
        events that match it are removed, but no activities or marks. Raises StateError if one of
        them matches nothing.
        """
        gone = indexes_of(self.events, events)
        return self._changed({"events": [e for i, e in enumerate(self.events) if i not in gone]})

    def with_events(self, *events: Event | Mapping[str, Any]) -> Self:
        """Return this search with further events of the person.

        Raises StateError for invalid events, and if `events` would exceed 1,000 entries.
        """
        return self._changed({"events": [*self.events, *events]})

    def _changed(self, changes: Mapping[str, Any]) -> Self:
        data = {name: getattr(self, name) for name in self.model_fields_set}
        return self.read({**data, **changes})  # type: ignore[return-value]  # JobSearch has no subclasses


def _in_one_log(error: StateError, places: Mapping[str | None, list[int]]) -> StateError:
    """Return the error with each event located in the single log.

    `places` holds the indexes of the events in that log, by application; None is the person.
    """
    problems = []
    for problem in error.problems:
        match problem.place:
            case ("applications", str(name), "events", int(index), *rest):
                path = FieldPath("events", places[name][index], *rest)
            case ("events", int(index), *rest):
                path = FieldPath("events", places[None][index], *rest)
            case _:
                problems.append(problem)
                continue
        problems.append(replace(problem, place=path))
    return StateError(problems)


def _matters(events: tuple[Event, ...]) -> tuple[bool, bool, date]:
    """Return a sort key, which is highest for accepted offers, then open ones, then later ones."""
    names = {event.event for event in events}
    days = [date(w.year, w.month, w.day) for e in events if (w := e.at or e.date) is not None]
    return "offer-accepted" in names, not names & _OVER, max(days)


def _once_solid(events: list[Event], calendar: Calendar) -> Iterator[Event]:
    """Yield the offers of an application, their deadlines and outcomes, in chronological order.

    The acceptance of an offer that is not yet firm or written is moved to the time of the firm or
    written offer that follows, and left out if none does, because the employer can still take such
    an offer back. An acceptance with no offer on record is kept.
    """
    is_open = is_solid = False
    waiting: list[Event] = []

    def start(event: Event) -> int:
        return -NEVER if event.at is None else resolve(event.at, calendar)[0]

    for event in sorted(events, key=start):
        name = event.event
        if name in _OVER or name in _ENDS:
            is_open = is_solid = False
            waiting.clear()
        elif name in _OFFERED:
            is_open = True
            is_solid = is_solid or name in _SOLID
        elif name == "offer-accepted" and is_open and not is_solid:
            waiting.append(event)
            continue
        if name in ELSEWHERE and name not in _OF_OTHERS:
            yield event
        if is_solid:
            yield from (yes.model_copy(update={"at": event.at}) for yes in waiting)
            waiting.clear()


def as_elsewhere(event: Event) -> Event:
    """Return an event of the person as an event of another employer, if it counts as one."""
    if event.event in ELSEWHERE and not event.elsewhere:
        return event.model_copy(update={"elsewhere": True})
    return event
