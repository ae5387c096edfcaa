"""The log: what can happen after an interview, one name an event, and what it may carry."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Literal, Self, get_args

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
from interview_rules.errors import NO_TEXT, Suggestions, kind_of, nearest, quoted

if TYPE_CHECKING:
    from datetime import date

__all__ = [
    "CHANNELS",
    "EVENTS",
    "OF_ADVICE",
    "OWN_ACTS",
    "Channel",
    "Event",
    "Name",
    "Role",
    "Text",
    "refuse_backwards",
    "refused",
]

EVENTS: dict[str, str] = {
    "interview": "An interview took place, or will: `at` is when. `interviewers` names the people.",
    "phone-screen": "A screening call took place, or will.",
    "test-taken": "A test or task was done.",
    "interview-scheduled": "A round was arranged; `date` is when it takes place. If it replaces one"
    " that was arranged before, `reschedule-requested` has to say so; else both are rounds.",
    "missed-interview": "A round did not take place because somebody was not there.",
    "interview-cancelled": "A round was cancelled.",
    "reschedule-requested": "Somebody asked to move a round; the old time no longer holds.",
    "decision-date-set": "They said when they will decide: `date`, with `earliest` for a range.",
    "decision-date-changed": "They moved that date to `date`, or took it back if none is given.",
    "no-decision-date": "No date was given, asked for or not.",
    "next-step-date-set": "They will be in touch by `date`; a decision was not promised.",
    "not-before-date": "Nothing will be decided before `date`.",
    "contact-date-set": "They asked to be contacted on `date`.",
    "paperwork-date-set": "The letter or contract is to come by `date`.",
    "start-date-changed": "The first working day moved, to `date` or to no date.",
    "holiday": "`date` is a day on which nobody works there.",
    "thank-you-sent": "A thank-you note for the latest round went out.",
    "thank-you-not-sent": "The candidate says that no note was sent.",
    "thank-you-failed": "The note came back or did not arrive.",
    "thank-you-reply": "A courtesy reply to the note; it settles nothing.",
    "follow-up-sent": "The candidate asked how things stand.",
    "hr-contacted": "The candidate asked human resources.",
    "contact-failed": "An attempt to reach them did not get through.",
    "contact-update": "The candidate gave new contact details or the like, and asked nothing.",
    "contact-away": "The contact is away, until the end of `date` if it is known.",
    "chance-contact": "A chance meeting or a missed call, without a word on the matter.",
    "reply-received": "A real answer; `date` if it names a new decision date.",
    "auto-reply-received": "An automatic reply; it settles nothing.",
    "third-party-info": "Hearsay or a hint from somebody inside; it settles nothing.",
    "positive-signal": "Kind words or a good sign; it settles nothing.",
    "posting-relisted": "The posting appeared again; it settles nothing.",
    "position-on-hold": "The position is on hold or frozen, until `date` if they said so.",
    "rejection": "They said no, in whatever words.",
    "references-requested": "They asked for references; no decision yet.",
    "references-checked": "They spoke to referees; no decision yet.",
    "background-check": "A check of the person was started; `date` is its expected end.",
    "materials-requested": "They asked for papers or work samples, by `date` if they said so.",
    "materials-sent": "The candidate sent what they asked for.",
    "informal-offer": "An offer was hinted at or announced, without terms.",
    "verbal-offer": "An offer was made by word of mouth.",
    "conditional-offer": "An offer that hangs on a check, an approval or references.",
    "firm-offer": "An unconditional offer with its terms.",
    "written-offer": "The offer in writing.",
    "offer-deadline": "They want an answer to the offer by `date`.",
    "offer-accepted": "The candidate said yes.",
    "offer-declined": "The candidate said no.",
    "offer-withdrawn": "They took the offer back.",
    "other-offer": "Another employer made an offer.",
    "other-offer-deadline": "The other employer wants an answer by `date`.",
    "withdrawn": "The candidate left the process.",
    "application-sent": "The candidate applied, here or elsewhere.",
    "boards-searched": "The candidate looked through job boards.",
    "networking-attended": "The candidate went to a networking event.",
    "mentor-consulted": "The candidate talked with a mentor or an associate about openings.",
    "advice-done": "What the advice of the action `advice` asks for is done. Where that is a message"
    " or the like, it counts as the event that the rules name for it.",
    "advice-set-aside": "The advice of the action `advice` is not wanted until `date`, or not for"
    " as long as it would be given without a break.",
}

OF_ADVICE = frozenset({"advice-done", "advice-set-aside"})
"""Events about an advice, not about the application: they say so in `advice`."""

OWN_ACTS = (
    "thank-you-sent",
    "follow-up-sent",
    "hr-contacted",
    "contact-update",
    "materials-sent",
    "offer-accepted",
    "offer-declined",
    "withdrawn",
    "application-sent",
    "boards-searched",
    "networking-attended",
    "mentor-consulted",
)
"""Events that are the candidate's own doing, so that having followed an advice can be one."""

NEEDS_DATE = frozenset(
    {
        "decision-date-set",
        "next-step-date-set",
        "not-before-date",
        "contact-date-set",
        "paperwork-date-set",
        "offer-deadline",
        "other-offer-deadline",
    }
)

UNDATED_SAYING = frozenset(
    {
        "interview-scheduled",
        "decision-date-set",
        "decision-date-changed",
        "next-step-date-set",
        "not-before-date",
        "contact-date-set",
        "paperwork-date-set",
        "offer-deadline",
        "other-offer-deadline",
    }
)
"""Events that may leave open when they were said: what counts is the date they name."""

Channel = Literal["email", "phone", "post", "card", "in-person", "message", "video"]
Role = Literal["manager", "interviewer", "recruiter", "agency", "hr", "referee"]
CHANNELS: tuple[str, ...] = get_args(Channel)

_CHANNEL_ALIASES = {
    "e-mail": "email",
    "mail": "email",
    "call": "phone",
    "telephone": "phone",
    "voicemail": "phone",
    "letter": "post",
    "in person": "in-person",
    "text": "message",
    "sms": "message",
    "video call": "video",
}


def refused(message: str, hint: str | Suggestions = "", where: str = "") -> PydanticCustomError:
    """The error of a field, with the hint kept apart so that it can be shown apart.

    `where` is the field to blame if it is found by a check of the whole that holds it.
    """
    context: dict[str, object] = {"message": message, "hint": str(hint), "where": where}
    if isinstance(hint, Suggestions):
        context["suggestions"] = hint
    return PydanticCustomError("refused", "{message}", context)


def refuse_backwards(
    start: date | None, end: date | None, earliest: date | None, latest: date | None
) -> None:
    """Refuse an `end` before its start and an `earliest` after its date.

    What cannot be told without a zone is let through.
    """
    if surely_after(start, end):
        raise refused("this ends before it begins", f"write {start} or later", "end")
    if surely_after(earliest, latest):
        message = "the earliest day lies after the date itself"
        raise refused(message, f"write {latest} or earlier", "earliest")


def _one_of(known: tuple[str, ...], what: str, aliases: dict[str, str]) -> BeforeValidator:
    def check(value: object) -> object:
        if not isinstance(value, str):
            message = f"a {what} is a word, this is {kind_of(value)}"
            raise refused(message, f"known are: {', '.join(known)}")
        word = value.strip().lower()
        word = aliases.get(word, word)
        if word not in known:
            near = replace(nearest(word, known), word=value)
            raise refused(f"unknown {what} {quoted(value)}", near)
        return word

    return BeforeValidator(check)


def _event_name(value: object) -> str:
    if not isinstance(value, str):
        message = f"the name of an event is a word, this is {kind_of(value)}"
        raise refused(message, "write event: interview or the like")
    if value in EVENTS:
        return value
    word = value.strip().lower().replace("_", "-").replace(" ", "-")
    if word in EVENTS:
        return word
    near = replace(nearest(word, EVENTS), word=value)
    hint = near or "interview-rules schema events lists them all"
    raise refused(f"unknown event {quoted(value)}", hint)


def _clean(value: str) -> str:
    try:
        value.encode()
    except UnicodeEncodeError:
        raise refused(*NO_TEXT) from None
    return value


EventName = Annotated[
    str,
    BeforeValidator(_event_name),
    WithJsonSchema({"type": "string", "enum": list(EVENTS)}),
]
Text = Annotated[str, Field(max_length=2_000), AfterValidator(_clean)]
Name = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_clean)]
ChannelName = Annotated[Channel, _one_of(CHANNELS, "channel", _CHANNEL_ALIASES)]
RoleName = Annotated[Role, _one_of(get_args(Role), "role", {})]


class Event(BaseModel):
    """One line of a log.

    `at` is when it happened or was said; a date alone means some time on that day. `null` stands
    for "nobody noted when" and is taken only where a date that was named counts and not the
    saying of it. `elsewhere` marks what concerns another employer.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

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
    elsewhere: bool = False
    asked: bool | None = None
    kind: Literal["interview", "phone-screen", "test"] | None = None
    advice: Name | None = None

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.event in OF_ADVICE and self.advice is None:
            hint = "add advice: follow-up, or another action"
            raise refused(f"{self.event} needs to say which advice", hint)
        if self.date is None and self.event in NEEDS_DATE:
            raise refused(f"{self.event} needs a date", "add date: 2026-11-25 or the like")
        if self.at is None and self.event not in UNDATED_SAYING:
            raise refused(f"{self.event} needs its moment", "add at: 2026-11-25 or the like")
        start = self.date if self.event == "interview-scheduled" else self.at
        refuse_backwards(start, self.end, self.earliest, self.date)
        return self


def example_of(owner: type[BaseModel], name: str) -> str:
    """A value that a field takes."""
    if name == "event":
        return "interview"
    words = get_args(owner.model_fields[name].annotation)
    return str(words[0]) if words and isinstance(words[0], str) else "2026-11-25"
