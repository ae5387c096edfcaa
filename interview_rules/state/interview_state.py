"""`InterviewState`: the state of one application, as a snapshot or as an event log."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from interview_rules.calendars.calendar import Calendar, calendar_for
from interview_rules.calendars.moments import DateOnly
from interview_rules.errors import CalendarError, Problem, StateError, kind_of
from interview_rules.events.entries import (
    Activity,
    Away,
    CalledOff,
    Check,
    Deadline,
    Entry,
    Hold,
    Mark,
    OfferStep,
    Round,
    StatedDate,
    Word,
)
from interview_rules.events.event import Event, Name, Text, refused
from interview_rules.events.message_entries import Message, OwnStep, Reply, ThankYou
from interview_rules.events.snapshot import ENTRIES, SHORTHANDS
from interview_rules.facts.folding import fold
from interview_rules.facts.intervals import FactIntervals, intervals_of
from interview_rules.facts.timeline import Timeline
from interview_rules.state.problems import MOST, given, read_as

if TYPE_CHECKING:
    from interview_rules.facts.vocabulary import Facts

__all__ = ["InterviewState"]

_Many = Field(default=(), max_length=MOST)


def _shorthand_schema(schema: dict[str, Any]) -> None:
    one = {"type": "string", "description": "a date or an instant"}
    for short, (field, _key, _fixed) in SHORTHANDS.items():
        # A date alone does not determine the step of the offer.
        step = {"type": "object", "required": ["at", "step"]}
        entry = [step] if short == "offer" else [one, {"type": "object"}]
        many: dict[str, Any] = {"type": "array", "items": {"anyOf": entry}}
        schema["properties"][short] = {
            "anyOf": [*entry, many, {"type": "null"}],
            "description": f"Shorthand for an entry of `{field}`.",
        }


class InterviewState(BaseModel):
    """The state of one application, as far as the candidate knows it. All fields are optional.

    A snapshot (`rounds`, `dates`, `follow_ups`, ...), an event log (`events`), or both. Every entry
    has the moment at which it happened or was stated; entries after the `now` of a call are plans
    until their moment arrives. Times without a zone are in `timezone` (default: UTC). Business days
    follow `country` and `subdivision`, with the codes of the `holidays` package, or `free_days`
    and `weekend` (Monday is 0). `facts` holds the values of facts that a rule pack declares.
    `skip_questions` holds the ids of questions answered with "I do not know", each with a digest
    of the state; they are asked again once anything else in the state changes.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", json_schema_extra=_shorthand_schema, title="InterviewState"
    )

    company: Name | None = None
    position: Name | None = None
    interviewer: Name | None = None
    candidate: Name | None = None
    timezone: Name | None = None
    country: Name | None = None
    subdivision: Name | None = None
    free_days: Annotated[tuple[DateOnly, ...], Field(max_length=5_000)] | None = None
    weekend: (
        Annotated[tuple[Annotated[int, Field(ge=0, le=6)], ...], Field(max_length=6)] | None
    ) = None

    rounds: tuple[Round, ...] = _Many
    called_off: tuple[CalledOff, ...] = _Many
    thank_yous: tuple[ThankYou, ...] = _Many
    dates: tuple[StatedDate, ...] = _Many
    follow_ups: tuple[Message, ...] = _Many
    hr_contacts: tuple[Message, ...] = _Many
    failed_attempts: tuple[Message, ...] = _Many
    contact_updates: tuple[Message, ...] = _Many
    replies: tuple[Reply, ...] = _Many
    checks: tuple[Check, ...] = _Many
    own_steps: tuple[OwnStep, ...] = _Many
    offers: tuple[OfferStep, ...] = _Many
    offer_deadlines: tuple[Deadline, ...] = _Many
    other_offers: tuple[Word, ...] = _Many
    other_offer_deadlines: tuple[Deadline, ...] = _Many
    holds: tuple[Hold, ...] = _Many
    away: tuple[Away, ...] = _Many
    free_days_named: tuple[Word, ...] = _Many
    start_date_changes: tuple[Word, ...] = _Many
    rejections: tuple[Word, ...] = _Many
    withdrawals: tuple[Word, ...] = _Many
    activities: tuple[Activity, ...] = _Many
    marks: tuple[Mark, ...] = _Many
    elsewhere: tuple[Event, ...] = _Many
    events: tuple[Event, ...] = _Many

    intermediary: Literal["none", "agency", "recruiter"] | None = None
    employer_kind: Literal["company", "university", "public"] | None = None
    internal_candidate: bool | None = None
    hr_reachable: bool | None = None
    contact_known: bool | None = None
    other_applications: Annotated[int, Field(ge=0, le=100_000)] | None = None
    facts: Annotated[
        dict[Name, Annotated[bool, Field(strict=True)] | Annotated[int, Field(strict=True)] | Text],
        Field(max_length=200),
    ] = Field(default_factory=dict)

    skip_questions: Annotated[dict[Name, Name], Field(max_length=200)] = Field(default_factory=dict)

    @model_validator(mode="before")
    @classmethod
    def _shorthands(cls, data: object) -> object:
        if not isinstance(data, dict) or not (SHORTHANDS.keys() & data.keys()):
            return data
        plain = {key: value for key, value in data.items() if key not in SHORTHANDS}
        for short, (field, key, fixed) in SHORTHANDS.items():
            value = data.get(short)
            if value is None:
                continue
            entries = [
                {**fixed, **one} if isinstance(one, Mapping) else {**fixed, key: one}
                for one in given(value)
            ]
            already = plain.get(field, ())
            if not isinstance(already, list | tuple):
                hint = f"write {field}: [...], or only {short}"
                raise refused("expected a list", hint, field)
            plain[field] = [*already, *entries]
        return plain

    @field_validator("elsewhere", mode="after")
    @classmethod
    def _is_elsewhere(cls, events: tuple[Event, ...]) -> tuple[Event, ...]:
        return tuple(
            event if event.elsewhere else event.model_copy(update={"elsewhere": True})
            for event in events
        )

    def model_post_init(self, _context: object, /) -> None:
        """Validate zone, country and log by computing the intervals once."""
        try:
            _ = self.intervals
        except CalendarError as error:
            problems = self._misplaced() or error.problems
            context = {"message": "; ".join(map(str, problems)), "problems": problems}
            raise PydanticCustomError("refused", "{message}", context) from None

    def _misplaced(self) -> tuple[Problem, ...]:
        """Check the time zone, the country and the weekend separately, and return all problems."""
        problems: list[Problem] = []
        for place in (
            {"zone": self.timezone or "UTC"},
            {"country": self.country, "subdivision": self.subdivision},
            {"weekend": self.weekend},
        ):
            try:
                calendar_for(**place)
            except CalendarError as error:
                problems += error.problems
        return tuple(problems)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, InterviewState):
            return NotImplemented
        names = type(self).model_fields
        return self is other or all(getattr(self, n) == getattr(other, n) for n in names)

    def __hash__(self) -> int:
        return hash(self.identity)

    @cached_property
    def calendar(self) -> Calendar:
        """The calendar for the time zone and business days of this state."""
        zone = self.timezone or "UTC"
        return calendar_for(zone, self.country, self.subdivision, self.free_days, self.weekend)

    @cached_property
    def timeline(self) -> Timeline:
        """The log in chronological order, from which the facts are computed."""
        return Timeline(self._log, self.calendar)

    @cached_property
    def intervals(self) -> FactIntervals:
        """The intervals during which each fact has each of its values."""
        return intervals_of(self.timeline, self.standing)

    @property
    def standing(self) -> dict[str, int]:
        """The non-default values of facts that no event changes."""
        found: dict[str, int] = {}
        if self.intermediary in {"agency", "recruiter"}:
            found[f"{self.intermediary}_between"] = 1
        if self.employer_kind in {"university", "public"}:
            found["slow_employer"] = 1
        if self.internal_candidate:
            found["internal_candidate"] = 1
        if self.hr_reachable is False:
            found["hr_unreachable"] = 1
        if self.contact_known is False:
            found["contact_unknown"] = 1
        if self.other_applications:
            found["other_applications"] = self.other_applications
        return found

    def facts_at(self, instant: int) -> Facts:
        """Return the folded facts at an instant, in seconds since the epoch.

        Later events count as plans.
        """
        return fold(self.intervals, instant)

    @cached_property
    def identity(self) -> str:
        """A digest of the whole state: equal for equal states, usable as a cache key."""
        return hashlib.blake2b(self.model_dump_json().encode(), digest_size=16).hexdigest()

    @cached_property
    def content_digest(self) -> str:
        """A digest of the state without `skip_questions`."""
        content = self.model_dump_json(exclude={"skip_questions"})
        return hashlib.blake2b(content.encode(), digest_size=8).hexdigest()

    @cached_property
    def skipped_questions(self) -> frozenset[str]:
        """The ids of the questions that are not asked, because nothing has changed since."""
        if not self.skip_questions:
            return frozenset()
        same = self.content_digest
        return frozenset(name for name, then in self.skip_questions.items() if then == same)

    @classmethod
    def read(cls, source: InterviewState | Mapping[str, Any] | str | bytes) -> InterviewState:
        """Create a state from a dict or a JSON string; return an existing state unchanged.

        Raises StateError with all problems and their field paths.
        """
        if isinstance(source, InterviewState):
            return source
        return read_as(cls, source, "state")

    @classmethod
    def from_events(
        cls,
        events: Iterable[Event | Mapping[str, Any]],
        *,
        timezone: str | None = None,
        country: str | None = None,
        **fields: Any,
    ) -> InterviewState:
        """Create a state from events in any order.

        `fields` are other fields of the state. Raises StateError with all problems and the index
        of each invalid event.
        """
        if isinstance(events, str | bytes | Mapping) or not isinstance(events, Iterable):
            message = f"a log must be a list of events, not {kind_of(events)}"
            raise StateError([Problem("events", message, "pass [{...}, ...]")])
        log = []
        for event in events:
            log.append(event)
            if len(log) > MOST:
                message = f"a log may have at most {MOST} events"
                hint = "leave out events that no longer matter"
                raise StateError([Problem("events", message, hint)])
        return cls.read({**fields, "timezone": timezone, "country": country, "events": log})

    def log(self) -> tuple[Event, ...]:
        """Return the whole state as events, in no particular order."""
        return self._log

    @cached_property
    def _log(self) -> tuple[Event, ...]:
        said: list[Event] = []
        for field, (_entry, names) in ENTRIES.items():
            entries: tuple[Entry, ...] = getattr(self, field)
            said += [entry.log(names[0] if len(names) == 1 else "") for entry in entries]
        return (*said, *self.elsewhere, *self.events)

    def places(self) -> tuple[str, ...]:
        """Return the field path of each event, in the order of `log`."""
        return tuple(f"{field}[{index}]" for field, index in self.spots())

    def spots(self) -> tuple[tuple[str, int], ...]:
        """Return the field and the index of each event, in the order of `log`."""
        fields = [*ENTRIES, "elsewhere", "events"]
        return tuple(
            (field, place) for field in fields for place in range(len(getattr(self, field)))
        )

    def snapshot(self) -> InterviewState:
        """Return this state with its log converted to the lists of a snapshot.

        Events that an entry cannot represent completely stay in `events`.
        """
        lists: dict[str, list[Entry]] = {}
        elsewhere, rest = [], []
        for event in self.log():
            if event.elsewhere:
                elsewhere.append(event)
                continue
            field = _FIELD_OF[event.event]
            entry_type, names = ENTRIES[field]
            entry = entry_type.of(event)
            if entry.log(names[0] if len(names) == 1 else "") == event:
                lists.setdefault(field, []).append(entry)
            else:
                rest.append(event)
        kept = {
            name: getattr(self, name)
            for name in self.model_fields_set - ENTRIES.keys() - {"events", "elsewhere"}
        }
        return self.read({**kept, **lists, "elsewhere": elsewhere, "events": rest})

    def imagined(self, *events: Event) -> InterviewState:
        """Return this state with further events, for example hypothetical ones, unvalidated.

        The intervals of the result raise CalendarError for years without calendar data.
        """
        other = self.model_copy(update={"events": (*self.events, *events)})
        for name in _DERIVED - {"calendar"}:
            other.__dict__.pop(name, None)
        other.__dict__["_log"] = (*self._log, *events)
        return other

    def amended(self, changes: Mapping[str, Any]) -> InterviewState:
        """Return this state with some fields replaced, without validating the new values.

        The key `add` holds further events.
        """
        given = dict(changes)
        added = given.pop("add", ())
        other = self.model_copy(update=given) if given else self
        if given:
            for name in _DERIVED:
                other.__dict__.pop(name, None)
        return other.imagined(*added) if added else other

    def amendment(self, place: int, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return the changes, for `amended`, that set fields of one event.

        `place` is the index of the event in `log`, and `values` are its new fields. Raises
        pydantic's ValidationError if the changed event is invalid.
        """
        field, index = self.spots()[place]
        listed = [*getattr(self, field)]
        entry = listed[index]
        changed = {_name_in(entry, name): value for name, value in values.items()}
        said = {name: getattr(entry, name) for name in entry.model_fields_set}
        listed[index] = type(entry).model_validate({**said, **changed})
        return {field: tuple(listed)}

    def path_to(self, place: int, name: str) -> str:
        """Return the path of a field of one event, as `amendment` sets it."""
        field, index = self.spots()[place]
        return f"{field}[{index}].{_name_in(getattr(self, field)[index], name)}"

    def with_events(self, *events: Event | Mapping[str, Any]) -> InterviewState:
        """Return this state with further events. Raises StateError for invalid events."""
        data = {name: getattr(self, name) for name in self.model_fields_set}
        return self.read({**data, "events": [*self.events, *events]})


def _name_in(entry: Entry | Event, name: str) -> str:
    """Return the name that an entry has for a field of its event."""
    own = getattr(entry, "names", {}) if isinstance(entry, Entry) else {}
    return next((ours for ours, theirs in own.items() if theirs == name), name)


_FIELD_OF = {name: field for field, (_entry, names) in ENTRIES.items() for name in names}
_DERIVED = frozenset(
    name for name, value in vars(InterviewState).items() if isinstance(value, cached_property)
)
"""Cached properties that a changed copy must recompute."""
