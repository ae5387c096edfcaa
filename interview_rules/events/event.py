"""`Event`: one entry of an event log, with the validation of its name and fields."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from interview_rules.calendars.moments import Moment, surely_after
from interview_rules.calendars.regions import known_zone
from interview_rules.errors import CalendarError, Suggestions, nearest, quoted, shown
from interview_rules.events.carried import Meta, hash_of
from interview_rules.events.event_names import (
    EVENTS,
    NEEDS_DATE,
    OF_ADVICE,
    OF_PACK,
    OWN_ACTS,
    ROUNDS,
    UNDATED_SAYING,
    is_of_pack,
)
from interview_rules.events.json_schema import complete

if TYPE_CHECKING:
    from datetime import date

__all__ = [
    "CHANNELS",
    "EVENTS",
    "LONGEST_NAME",
    "NEEDS_DATE",
    "OF_ADVICE",
    "OWN_ACTS",
    "PLAIN",
    "ROUNDS",
    "UNDATED_SAYING",
    "Channel",
    "Event",
    "Name",
    "Role",
    "Text",
    "Weekdays",
    "YesOrNo",
    "check_zone",
    "not_encodable",
    "refuse_backwards",
    "refused",
]

Channel = Literal[
    "email", "phone", "post", "card", "in-person", "message", "video", "linkedin", "portal"
]
Role = Literal["manager", "interviewer", "recruiter", "agency", "hr", "referee"]
CHANNELS: tuple[str, ...] = get_args(Channel)


def not_encodable(text: str) -> tuple[str, str] | None:
    """Return a message and a hint for a text that cannot be encoded as UTF-8, or else None."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        which = f"character {error.start + 1} of this text, {text[error.start]!r},"
        message = f"{which} is a lone surrogate, which cannot be encoded"
        return message, "remove it, or replace it with a whole character"
    return None


_CHANNEL_ALIASES = {
    "e-mail": "email",
    "mail": "email",
    "call": "phone",
    "telephone": "phone",
    "voicemail": "phone",
    "linked in": "linkedin",
    "website": "portal",
    "letter": "post",
    "in person": "in-person",
    "text": "message",
    "sms": "message",
    "video call": "video",
}


_WEB_ADDRESS = re.compile(r"^[Hh][Tt][Tt][Pp][Ss]?://[!-~]+$")


def refused(message: str, hint: str | Suggestions, where: str = "") -> PydanticCustomError:
    """Return a pydantic validation error that keeps the message and the hint separate.

    `where` names the invalid field; only a validator of the whole model needs to pass it.
    """
    context: dict[str, object] = {"message": message, "hint": str(hint), "where": where}
    if isinstance(hint, Suggestions):
        context["suggestions"] = hint
    return PydanticCustomError("refused", "{message}", context)


def refuse_backwards(
    start: date | None, end: date | None, earliest: date | None, latest: date | None
) -> None:
    """Raise a validation error if `end` is before `start`, or `earliest` after `latest`.

    None stands for an unknown moment. A date is not compared with an instant, nor a time with an
    offset with one without.
    """
    if surely_after(start, end):
        raise refused(f"the end, {end}, is before the start", f"write {start} or later", "end")
    if surely_after(earliest, latest):
        message = f"the earliest day, {earliest}, is after the date"
        raise refused(message, f"write {latest} or earlier", "earliest")


def check_zone(zone: str | None) -> None:
    """Raise a validation error at the field `zone` if the time zone is unknown."""
    if zone is not None:
        try:
            known_zone(zone)
        except CalendarError as error:
            problem = error.problems[0]
            raise refused(problem.message, problem.suggestions or problem.hint, "zone") from None


def _word(value: object, known: tuple[str, ...], what: str) -> str:
    """Return a word as it is in `known`, or raise a validation error."""
    if not isinstance(value, str):
        message = f"a {what} must be a word, not {shown(value)}"
        raise refused(message, f"choose from: {', '.join(known)}")
    word = value.strip().lower()
    if what == "channel":
        word = _CHANNEL_ALIASES.get(word, word)
    if word not in known:
        near = replace(nearest(word, known), word=value)
        raise refused(f"unknown {what} {quoted(value)}", near)
    return word


def _channel(value: object) -> str:
    return _word(value, CHANNELS, "channel")


def _role(value: object) -> str:
    return _word(value, get_args(Role), "role")


def _event_name(value: object) -> str:
    if not isinstance(value, str):
        message = f"an event name must be a word, not {shown(value)}"
        raise refused(message, "write, for example, event: interview")
    if value in EVENTS:
        return value
    word = value.strip().lower().replace("_", "-").replace(" ", "-")
    if word in EVENTS or OF_PACK.fullmatch(word):
        return word
    if is_of_pack(word):
        message = f"{quoted(value)} is not a valid name for an event of a pack"
        raise refused(message, "write two words with a dot between them, such as flat.viewed")
    near = replace(nearest(word, EVENTS), word=value)
    hint = near or "run 'interview-rules schema events' to list all events"
    raise refused(f"unknown event {quoted(value)}", hint)


def _clean(value: str) -> str:
    if wrong := not_encodable(value):
        raise refused(*wrong)
    return value


def _web_address(value: str) -> str:
    if not _WEB_ADDRESS.fullmatch(_clean(value)):
        hint = (
            "write it in full, for example, https://meet.example/abc, with ASCII characters only"
            " and without spaces"
        )
        raise refused(f"{quoted(value)} is not a web address", hint)
    return value


EventName = Annotated[
    str,
    BeforeValidator(_event_name),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "enum": list(EVENTS)},
                {"type": "string", "pattern": OF_PACK.pattern},
            ]
        }
    ),
]
LONGEST_NAME = 200
"""Maximum length of a name, in characters."""
Text = Annotated[str, Field(max_length=2_000), AfterValidator(_clean)]
Name = Annotated[str, Field(min_length=1, max_length=LONGEST_NAME), AfterValidator(_clean)]
Link = Annotated[
    str,
    Field(max_length=2_000),
    AfterValidator(_web_address),
    WithJsonSchema({"type": "string", "maxLength": 2_000, "pattern": _WEB_ADDRESS.pattern}),
]


def _plain(value: object) -> object:
    """Return a NumPy scalar, for example from a data frame, as a Python value; others unchanged."""
    item = getattr(value, "item", None)
    return item() if type(value).__module__ == "numpy" and callable(item) else value


PLAIN = BeforeValidator(_plain)
"""Unwraps NumPy scalars. It stands last in an annotation, so that the schema keeps its bounds."""
YesOrNo = Annotated[bool, Field(strict=True), PLAIN]
"""True or false. Numbers and words such as `off` are not read as either."""
Weekdays = Annotated[
    tuple[Annotated[int, Field(strict=True, ge=0, le=6), PLAIN], ...], Field(max_length=6)
]
"""The free days of the week, from 0 for Monday to 6 for Sunday."""
ChannelName = Annotated[Channel, BeforeValidator(_channel)]
RoleName = Annotated[Role, BeforeValidator(_role)]


class Event(BaseModel):
    """One entry of an event log.

    `at` is the moment of the event: an instant, a date if the time of day is unknown, or `null` if
    the moment was not recorded, which is accepted only for events that mainly state a date. `zone`
    is the time zone of a round, if it was stated in a zone other than the candidate's; `place` is
    where it takes place, and `link` the address of a video call. `elsewhere` marks events of
    another employer; `other_role` names the role of events about another role at the same employer.
    `id` and `meta` are for your own use, and kept unchanged. Events that are equal in every field
    except `meta` count once. A name with a dot, such as `flat.viewed`, is that of an event that a
    pack declares: it needs `at`, and can only be about this application.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_extra=complete)

    at: Moment | None
    event: EventName
    date: Moment | None = None
    earliest: Moment | None = None
    end: Moment | None = None
    detail: Text | None = None
    channel: ChannelName | None = None
    contact: Name | None = None
    interviewers: Annotated[tuple[Name, ...], Field(max_length=50)] = ()
    role: RoleName | None = None
    employer: Name | None = None
    elsewhere: YesOrNo = False
    other_role: Name | None = None
    zone: Name | None = None
    place: Name | None = None
    link: Link | None = None
    message: YesOrNo | None = None
    asked: YesOrNo | None = None
    kind: Literal["interview", "phone-screen", "test"] | None = None
    advice: Name | None = None
    id: Name | None = None
    meta: Meta | None = None

    def __hash__(self) -> int:
        return hash_of(self)

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.event in OF_ADVICE and self.advice is None:
            hint = "add it, for example, advice: follow-up"
            raise refused(f"{self.event} requires the action of the advice", hint)
        if self.date is None and self.event in NEEDS_DATE:
            hint = "add one, for example, date: 2026-11-25"
            raise refused(f"{self.event} requires a date", hint)
        if self.at is None and self.event not in UNDATED_SAYING:
            hint = "add one, for example, at: 2026-11-25"
            raise refused(f"{self.event} requires a moment", hint)
        if is_of_pack(self.event):
            for name in ("elsewhere", "other_role"):
                if getattr(self, name):
                    message = f"{self.event} cannot have {name}"
                    raise refused(message, f"remove {name}; only built-in events have it", name)
        if self.zone is not None or self.place is not None or self.link is not None:
            self._check_round_fields()
        if self.end is not None or self.earliest is not None:
            start = self.date if self.event == "interview-scheduled" else self.at
            refuse_backwards(start, self.end, self.earliest, self.date)
        return self

    @classmethod
    def of_validated(cls, **fields: Any) -> Event:
        """Return an event with fields that are already valid, without validating them again."""
        # For speed, this sets what `model_copy` sets, which takes twice as long: questions try dozens
        # of events, and every entry of a snapshot becomes one.
        event = cls.__new__(cls)
        _set(event, "__dict__", {**_DEFAULTS, **fields})
        _set(event, "__pydantic_fields_set__", {"at", "event", *fields})
        _set(event, "__pydantic_extra__", None)
        _set(event, "__pydantic_private__", None)
        return event

    def _check_round_fields(self) -> None:
        """Reject an unknown zone, and `zone`, `place` or `link` on an event that is not a round."""
        check_zone(self.zone)
        if self.event in ROUNDS:
            return
        for name in ("zone", "place", "link"):
            if getattr(self, name) is not None:
                hint = f"remove {name}; only these events can have one: {', '.join(ROUNDS)}"
                raise refused(f"{self.event} cannot have a {name}", hint, name)


_set = object.__setattr__
_DEFAULTS: dict[str, Any] = dict(Event.model_construct(at=None, event=""))
"""The default of every optional field, and None or an empty text for the others."""
