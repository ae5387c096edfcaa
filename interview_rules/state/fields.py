"""`StateFields`: the fields of the state of an application, and the log made from them."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter, field_validator

from interview_rules.calendars.moments import DateOnly, Moment
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
from interview_rules.events.event import PLAIN, Event, Name, Text, Weekdays, YesOrNo
from interview_rules.events.json_schema import complete
from interview_rules.events.message_entries import Message, OwnStep, Reply, ThankYou
from interview_rules.events.snapshot import ENTRIES, SHORTHANDS
from interview_rules.state.problems import MOST
from interview_rules.state.stored import Stored

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["StateFields"]


def _moment_as_text(value: object) -> object:
    """Return a date or a datetime, which a fact of a pack can have in Python, as ISO 8601 text."""
    return value.isoformat() if isinstance(value, date) else value


_SHORTHAND = (
    "Shorthand for entries of `{field}`: one or several, each in full or, if that suffices, as a"
    " moment; null for none."
)
_Many = Field(default=(), max_length=MOST)


def _complete_with_shorthands(schema: dict[str, Any], model: type[BaseModel]) -> None:
    """Complete the schema, and add the shorthands: each a moment, an entry, or a list of these."""
    complete(schema, model)
    properties = schema["properties"]
    moment = TypeAdapter(Moment).json_schema()
    for short, (field, _key, _fixed) in SHORTHANDS.items():
        # Reuse pydantic's own reference, which stays valid wherever the schema is embedded.
        entry = properties[field]["items"]
        # A moment alone does not determine the step of the offer.
        no_moment = short == "offer"
        one = [entry] if no_moment else [moment, entry]
        several = {"type": "array", "items": {"anyOf": one}, "maxItems": MOST}
        properties[short] = {
            "anyOf": [*one, several, {"type": "null"}],
            "description": _SHORTHAND.format(field=field),
            "examples": [{"at": "2026-11-20", "step": "verbal"}] if no_moment else ["2026-11-25"],
        }


class StateFields(Stored):
    """The fields of `InterviewState`, and their conversion to a log of events."""

    model_config = ConfigDict(json_schema_extra=_complete_with_shorthands, title="InterviewState")

    company: Name | None = None
    position: Name | None = None
    interviewer: Name | None = None
    candidate: Name | None = None
    timezone: Name | None = None
    country: Name | None = None
    subdivision: Name | None = None
    free_days: Annotated[tuple[DateOnly, ...], Field(max_length=5_000)] | None = None
    weekend: Weekdays | None = None

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
    internal_candidate: YesOrNo | None = None
    hr_reachable: YesOrNo | None = None
    contact_known: YesOrNo | None = None
    other_applications: Annotated[int, Field(strict=True, ge=0, le=100_000), PLAIN] | None = None
    facts: Annotated[
        dict[
            Name,
            Annotated[
                YesOrNo | Annotated[int, Field(strict=True), PLAIN] | Text,
                BeforeValidator(_moment_as_text),
            ],
        ],
        Field(max_length=200),
    ] = Field(default_factory=dict)

    skip_questions: Annotated[dict[Name, Name], Field(max_length=200)] = Field(default_factory=dict)

    @field_validator("elsewhere", mode="after")
    @classmethod
    def _is_elsewhere(cls, events: tuple[Event, ...]) -> tuple[Event, ...]:
        return tuple(
            event if event.elsewhere else event.model_copy(update={"elsewhere": True})
            for event in events
        )

    def log(self) -> tuple[Event, ...]:
        """Return the entries of all lists as events, in the order of the fields, not of time."""
        return self._log

    @cached_property
    def _log(self) -> tuple[Event, ...]:
        fields = self.__dict__
        said = [_as_event(field, entry) for field in ENTRIES for entry in fields[field]]
        return (*said, *self.elsewhere, *self.events) if said or self.elsewhere else self.events

    def places(self) -> tuple[str, ...]:
        """Return the field path of each event, such as `rounds[0]`, in the order of `log`."""
        return tuple(f"{field}[{index}]" for field, index in self.spots())

    def path_of(self, place: int) -> str:
        """Return the field path of the event at `place` in `log`."""
        field, index = self.spots()[place]
        return f"{field}[{index}]"

    def spots(self) -> tuple[tuple[str, int], ...]:
        """Return the field and the index of each event, in the order of `log`."""
        return self._spots

    @cached_property
    def _spots(self) -> tuple[tuple[str, int], ...]:
        return tuple(
            (field, place) for field in _LISTS for place in range(len(getattr(self, field)))
        )

    def replacement(self, changes: Mapping[str, Any]) -> tuple[Event, Event] | None:
        """Return the one event of `log` that changed lists replace, and the event that replaces it.

        `changes` maps fields to new lists of entries. Return None if it has other fields, adds or
        removes entries, or changes none or several of the events.
        """
        if not changes.keys() <= _LISTS.keys():
            return None
        found: list[tuple[str, int]] = []
        for field, listed in changes.items():
            entries = getattr(self, field)
            if len(entries) != len(listed):
                return None
            pairs = enumerate(zip(entries, listed, strict=True))
            found += [(field, place) for place, (old, new) in pairs if old is not new]
        if len(found) != 1:
            return None
        field, place = found[0]
        old = self._log[self.spots().index((field, place))]
        new = _as_event(field, changes[field][place])
        return None if old == new else (old, new)

    def amendment(self, place: int, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return the changes to pass to `amended` in order to set fields of one event.

        `place` is the index of the event in `log`, and `values` maps fields of the event to their
        new values. Raises pydantic's ValidationError if the changed event is invalid.
        """
        field, index = self.spots()[place]
        listed = [*getattr(self, field)]
        entry = listed[index]
        changed = {_name_in(entry, name): value for name, value in values.items()}
        said = {name: getattr(entry, name) for name in entry.model_fields_set}
        listed[index] = type(entry).model_validate({**said, **changed})
        return {field: tuple(listed)}

    def path_to(self, place: int, name: str) -> str:
        """Return the path in the state of the field `name` of the event at `place` in `log`."""
        field, index = self.spots()[place]
        return f"{self.path_of(place)}.{_name_in(getattr(self, field)[index], name)}"


def _as_event(field: str, entry: Entry | Event) -> Event:
    """Return an entry of the list `field` of a state as an event."""
    if isinstance(entry, Event):
        return entry
    names = ENTRIES[field][1]
    return entry.log(names[0] if len(names) == 1 else "")


_LISTS = dict.fromkeys([*ENTRIES, "elsewhere", "events"])
"""The fields that hold the entries of the log, in its order."""


def _name_in(entry: Entry | Event, name: str) -> str:
    """Return what an entry calls a field of its event; the two names are often the same."""
    own = getattr(entry, "names", {}) if isinstance(entry, Entry) else {}
    return next((ours for ours, theirs in own.items() if theirs == name), name)
