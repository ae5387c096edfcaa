"""What the candidate knows: `InterviewState`, as a snapshot or as a log of events."""

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
    Message,
    OfferStep,
    Reply,
    Round,
    StatedDate,
    ThankYou,
    Word,
)
from interview_rules.events.event import Event, Name, Text, refused
from interview_rules.events.snapshot import ENTRIES, SHORTHANDS
from interview_rules.facts.intervals import FactIntervals, fold, intervals_of
from interview_rules.facts.timeline import Timeline
from interview_rules.state.problems import MOST, given, read_as

if TYPE_CHECKING:
    from interview_rules.facts.vocabulary import Facts

__all__ = ["InterviewState"]

_Many = Field(default=(), max_length=MOST)


def _shorthand_schema(schema: dict[str, Any]) -> None:
    one = {"type": "string", "description": "a date or a moment"}
    for short, (field, _key, _fixed) in SHORTHANDS.items():
        # A date alone does not say which step of an offer it was.
        step = {"type": "object", "required": ["at", "step"]}
        entry = [step] if short == "offer" else [one, {"type": "object"}]
        many: dict[str, Any] = {"type": "array", "items": {"anyOf": entry}}
        schema["properties"][short] = {
            "anyOf": [*entry, many, {"type": "null"}],
            "description": f"Short for an entry of `{field}`.",
        }


class InterviewState(BaseModel):
    """Where somebody stands with one application, as far as they know. Everything is optional.

    A snapshot (`rounds`, `dates`, `follow_ups`, ...), a log (`events`), or both together. Every
    entry carries when it happened or was said; what lies after the `now` of a call is a plan
    until its moment comes. Times without a zone are read in `timezone` (UTC if none is given);
    business days follow `country` and `subdivision`, spelt as the `holidays` package does, or
    `free_days` and `weekend` (0 is Monday) where they are given. `facts` holds the values of facts
    that a rule pack declares itself.
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
    internal_candidate: bool | None = None
    hr_reachable: bool | None = None
    contact_known: bool | None = None
    other_applications: Annotated[int, Field(ge=0, le=100_000)] | None = None
    facts: Annotated[
        dict[Name, Annotated[bool, Field(strict=True)] | Annotated[int, Field(strict=True)] | Text],
        Field(max_length=200),
    ] = Field(default_factory=dict)

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
                hint = f"write {field}: [...], or {short} alone"
                raise refused("this should be a list", hint, field)
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
        """Read zone and country once, and put the log in order."""
        try:
            _ = self.intervals
        except CalendarError as error:
            problems = self._misplaced() or error.problems
            context = {"message": "; ".join(map(str, problems)), "problems": problems}
            raise PydanticCustomError("refused", "{message}", context) from None

    def _misplaced(self) -> tuple[Problem, ...]:
        """What is wrong with the zone, the country and the weekend, each for itself."""
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
        """The zone and the business days that this state counts in."""
        zone = self.timezone or "UTC"
        return calendar_for(zone, self.country, self.subdivision, self.free_days, self.weekend)

    @cached_property
    def timeline(self) -> Timeline:
        """The log in order, as plain numbers: what the facts are folded from."""
        return Timeline(self._log, self.calendar)

    @cached_property
    def intervals(self) -> FactIntervals:
        """From when until when each fact has which value."""
        return intervals_of(self.timeline, self.standing)

    @property
    def standing(self) -> dict[str, int]:
        """The facts that no event changes, for as far as they differ from their defaults."""
        found: dict[str, int] = {}
        if self.intermediary in {"agency", "recruiter"}:
            found[f"{self.intermediary}_between"] = 1
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
        """The facts of the vocabulary at an instant. Later events are plans and count as plans."""
        return fold(self.intervals, instant)

    @cached_property
    def identity(self) -> str:
        """A digest of everything in the state: equal for equal states, good as a cache key."""
        return hashlib.blake2b(self.model_dump_json().encode(), digest_size=16).hexdigest()

    @classmethod
    def read(cls, source: InterviewState | Mapping[str, Any] | str | bytes) -> InterviewState:
        """A state from a state, a dict or JSON text. A dict's `events` are a log.

        Raises StateError with every problem and its field path.
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
        """A state from a log, in whatever order its events come.

        Any other field of the state may be given by name. Raises StateError that names each
        event by its place in the list.
        """
        if isinstance(events, str | bytes | Mapping) or not isinstance(events, Iterable):
            message = f"a log is a list of events, this is {kind_of(events)}"
            raise StateError([Problem("events", message, "write [{...}, ...]")])
        log = []
        for event in events:
            log.append(event)
            if len(log) > MOST:
                message = f"a log holds at most {MOST} events"
                raise StateError([Problem("events", message, "leave out what is long settled")])
        return cls.read({**fields, "timezone": timezone, "country": country, "events": log})

    def log(self) -> tuple[Event, ...]:
        """Everything the state says, as events, in no particular order."""
        return self._log

    @cached_property
    def _log(self) -> tuple[Event, ...]:
        said: list[Event] = []
        for field, (_entry, names) in ENTRIES.items():
            entries: tuple[Entry, ...] = getattr(self, field)
            said += [entry.log(names[0] if len(names) == 1 else "") for entry in entries]
        return (*said, *self.elsewhere, *self.events)

    def places(self) -> tuple[str, ...]:
        """Where each event of `log` stands in the state, as a field path, in the same order."""
        return tuple(f"{field}[{index}]" for field, index in self.spots())

    def spots(self) -> tuple[tuple[str, int], ...]:
        """The field and index of each event of `log`, in the same order."""
        fields = [*ENTRIES, "elsewhere", "events"]
        return tuple(
            (field, place) for field in fields for place in range(len(getattr(self, field)))
        )

    def snapshot(self) -> InterviewState:
        """The same state with its log sorted into the lists of a snapshot.

        An event that carries more than the entry of its list can hold stays in `events`.
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
        """The same with checked events, not read again: for what might happen.

        Raises CalendarError for days beyond the years that are known.
        """
        other = self.model_copy(update={"events": (*self.events, *events)})
        for name in _DERIVED - {"calendar"}:
            other.__dict__.pop(name, None)
        other.__dict__["_log"] = (*self._log, *events)
        return other

    def amended(self, changes: Mapping[str, Any]) -> InterviewState:
        """The same with checked values for some fields; `add` are further events of the log."""
        given = dict(changes)
        added = given.pop("add", ())
        other = self.model_copy(update=given) if given else self
        if given:
            for name in _DERIVED:
                other.__dict__.pop(name, None)
        return other.imagined(*added) if added else other

    def amendment(self, place: int, values: Mapping[str, Any]) -> dict[str, Any]:
        """What `amended` takes to give an event of `log`, by its place, other values.

        Raises pydantic's ValidationError where they do not go with the rest of it.
        """
        field, index = self.spots()[place]
        listed = [*getattr(self, field)]
        entry = listed[index]
        own: dict[str, str] = {}
        if isinstance(entry, Entry):
            own = {theirs: ours for ours, theirs in getattr(entry, "names", {}).items()}
        changed = {own.get(name, name): value for name, value in values.items()}
        said = {name: getattr(entry, name) for name in entry.model_fields_set}
        listed[index] = type(entry).model_validate({**said, **changed})
        return {field: tuple(listed)}

    def with_events(self, *events: Event | Mapping[str, Any]) -> InterviewState:
        """This state with more events: what an app stores when something happens."""
        data = {name: getattr(self, name) for name in self.model_fields_set}
        return self.read({**data, "events": [*self.events, *events]})


_FIELD_OF = {name: field for field, (_entry, names) in ENTRIES.items() for name in names}
_DERIVED = frozenset(
    name for name, value in vars(InterviewState).items() if isinstance(value, cached_property)
)
"""What a state computes once and a changed copy has to compute again."""
