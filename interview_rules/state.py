"""What the candidate knows: `InterviewState`, as a snapshot or as a log of events."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from interview_rules.calendars import Calendar, calendar_for
from interview_rules.entries import (
    Away,
    CalledOff,
    Check,
    Deadline,
    Entry,
    Hold,
    Message,
    OfferStep,
    Reply,
    Round,
    StatedDate,
    ThankYou,
    Word,
)
from interview_rules.errors import CalendarError, Problem, StateError, nearest, printable
from interview_rules.events import Event, Name, Text, refused
from interview_rules.folding import Stretches, stretches_of
from interview_rules.moments import DateOnly
from interview_rules.timeline import Timeline

if TYPE_CHECKING:
    from collections.abc import Iterable


__all__ = ["ENTRIES", "SHORTHANDS", "InterviewState"]

MOST = 1_000
"""How many entries a list of a state holds at most: more is no job interview."""

ENTRIES: dict[str, tuple[type[Entry], tuple[str, ...]]] = {
    "rounds": (Round, (*Round.choices.values(), "interview-scheduled")),
    "called_off": (CalledOff, (*CalledOff.choices.values(),)),
    "thank_yous": (ThankYou, (*ThankYou.choices.values(),)),
    "dates": (StatedDate, (*StatedDate.choices.values(),)),
    "follow_ups": (Message, ("follow-up-sent",)),
    "hr_contacts": (Message, ("hr-contacted",)),
    "failed_attempts": (Message, ("contact-failed",)),
    "contact_updates": (Message, ("contact-update",)),
    "replies": (Reply, (*Reply.choices.values(),)),
    "checks": (Check, (*Check.choices.values(),)),
    "offers": (OfferStep, (*OfferStep.choices.values(),)),
    "offer_deadlines": (Deadline, ("offer-deadline",)),
    "other_offers": (Word, ("other-offer",)),
    "other_offer_deadlines": (Deadline, ("other-offer-deadline",)),
    "holds": (Hold, ("position-on-hold",)),
    "away": (Away, ("contact-away",)),
    "free_days_named": (Word, ("holiday",)),
    "start_date_changes": (Word, ("start-date-changed",)),
    "rejections": (Word, ("rejection",)),
    "withdrawals": (Word, ("withdrawn",)),
}
"""Each list of a snapshot: its kind of entry, and the events that its entries stand for."""

SHORTHANDS: dict[str, tuple[str, str, dict[str, str]]] = {
    "interview": ("rounds", "date", {}),
    "phone_screen": ("rounds", "date", {"kind": "phone-screen"}),
    "thank_you": ("thank_yous", "at", {}),
    "decision_date": ("dates", "date", {}),
    "next_step_date": ("dates", "date", {"kind": "next-step"}),
    "not_before_date": ("dates", "date", {"kind": "not-before"}),
    "contact_date": ("dates", "date", {"kind": "contact"}),
    "paperwork_date": ("dates", "date", {"kind": "paperwork"}),
    "follow_up": ("follow_ups", "at", {}),
    "reply": ("replies", "at", {}),
    "hr_contacted": ("hr_contacts", "at", {}),
    "offer": ("offers", "at", {}),
    "offer_deadline": ("offer_deadlines", "date", {}),
    "other_offer": ("other_offers", "at", {}),
    "other_offer_deadline": ("other_offer_deadlines", "date", {}),
    "on_hold": ("holds", "at", {}),
    "rejection": ("rejections", "at", {}),
    "withdrawn": ("withdrawals", "at", {}),
}
"""Short names a script may write: the list each stands for, and the key that a moment fills."""

_Many = Field(default=(), max_length=MOST)


def _shorthand_schema(schema: dict[str, Any]) -> None:
    one = {"type": "string", "description": "a date or a moment"}
    for short, (field, _key, _fixed) in SHORTHANDS.items():
        many: dict[str, Any] = {"type": "array", "items": {"anyOf": [one, {"type": "object"}]}}
        schema["properties"][short] = {
            "anyOf": [one, {"type": "object"}, many, {"type": "null"}],
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
    elsewhere: tuple[Event, ...] = _Many
    events: tuple[Event, ...] = _Many

    intermediary: Literal["agency", "recruiter"] | None = None
    internal_candidate: bool = False
    hr_reachable: bool | None = None
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
            given = value if isinstance(value, list | tuple) else [value]
            entries = [
                {**fixed, **one} if isinstance(one, Mapping) else {**fixed, key: one}
                for one in given
            ]
            already = plain.get(field, ())
            if not isinstance(already, list | tuple):
                raise refused(f"{field} is a list", f"write {field}: [...], or {short} alone")
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
            _ = self.stretches
        except CalendarError as error:
            first = error.problems[0]
            raise refused(f"{first.where}: {first.message}", first.hint) from None

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
        return Timeline(self)

    @cached_property
    def stretches(self) -> Stretches:
        """From when until when each fact has which value."""
        return stretches_of(self)

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
        try:
            if isinstance(source, str | bytes):
                return cls.model_validate_json(source)
            return cls.model_validate(source)
        except ValidationError as error:
            raise StateError(_problems(error)) from None
        except RecursionError:
            raise StateError([Problem("", "this is nested too deeply to be a state")]) from None

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
        log = []
        for event in events:
            log.append(event)
            if len(log) > MOST:
                message = f"a log holds at most {MOST} events"
                raise StateError([Problem("events", message, "leave out what is long settled")])
        return cls.read({**fields, "timezone": timezone, "country": country, "events": log})

    def log(self) -> tuple[Event, ...]:
        """Everything the state says, as events, in no particular order."""
        said: list[Event] = []
        for field, (_entry, names) in ENTRIES.items():
            entries: tuple[Entry, ...] = getattr(self, field)
            said += [entry.log(names[0] if len(names) == 1 else "") for entry in entries]
        return (*said, *self.elsewhere, *self.events)

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

    def with_events(self, *events: Event | Mapping[str, Any]) -> InterviewState:
        """This state with more events: what an app stores when something happens."""
        data = {name: getattr(self, name) for name in self.model_fields_set}
        return self.read({**data, "events": [*self.events, *events]})


_FIELD_OF = {name: field for field, (_entry, names) in ENTRIES.items() for name in names}


def _problems(error: ValidationError) -> list[Problem]:
    problems = []
    for item in error.errors(include_url=False)[:MOST]:
        where = ""
        for part in item["loc"]:
            where += f"[{part}]" if isinstance(part, int) else f".{part}" if where else part
        context = item.get("ctx", {})
        message, hint = str(context.get("message") or item["msg"]), str(context.get("hint", ""))
        if item["type"] == "extra_forbidden":
            name = str(item["loc"][-1])
            message, hint = (
                f"unknown field {printable(name)!r}",
                nearest(name, _fields(item["loc"])),
            )
        problems.append(Problem(printable(where, 200), message, hint))
    return problems


def _fields(location: tuple[int | str, ...]) -> list[str]:
    owner = str(location[0])
    if len(location) == 1:
        return [*InterviewState.model_fields, *SHORTHANDS]
    entry = ENTRIES[owner][0] if owner in ENTRIES else Event
    return [*entry.model_fields]
