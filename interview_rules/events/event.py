"""Events of a log: their names, their fields, and the validation of both."""

from __future__ import annotations

import re
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
from interview_rules.calendars.regions import known_zone
from interview_rules.errors import CalendarError, Suggestions, kind_of, nearest, quoted
from interview_rules.events.carried import Meta, hash_of

if TYPE_CHECKING:
    from datetime import date

__all__ = [
    "CHANNELS",
    "EVENTS",
    "NOT_ENCODABLE",
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
    "interview": "An interview took place, or will take place, at `at`, with the people in"
    " `interviewers`.",
    "phone-screen": "A screening call took place, or will take place, at `at`.",
    "test-taken": "A test or task was completed.",
    "interview-scheduled": "A round was arranged for `date`. If it replaces an earlier one, record"
    " `reschedule-requested` too; otherwise both count as rounds.",
    "missed-interview": "A round did not take place because one side did not show up.",
    "interview-cancelled": "A round was cancelled.",
    "reschedule-requested": "One side asked to move a round; the old time no longer applies.",
    "decision-date-set": "The employer stated when it will decide: by `date`, with `earliest` for a"
    " range.",
    "decision-date-changed": "The employer moved the decision date to `date`, or withdrew it if"
    " `date` is missing.",
    "no-decision-date": "The employer gave no decision date, whether asked or not.",
    "next-step-date-set": "The employer will be in touch by `date`, without promising a decision.",
    "not-before-date": "The employer will not decide before `date`.",
    "contact-date-set": "The employer asked to be contacted on `date`.",
    "silence-means-no": "The employer said that no word by `date` means no.",
    "decision-meeting": "The employer decides internally on `date`, which is not a promise to"
    " candidates.",
    "paperwork-date-set": "The employer will send the letter or contract by `date`.",
    "start-date-changed": "The first working day moved to `date`, or to an unknown day if `date` is"
    " missing.",
    "holiday": "The employer is closed on `date`.",
    "thank-you-sent": "The candidate sent a thank-you note for the latest round.",
    "thank-you-not-sent": "The candidate states that no note was sent.",
    "thank-you-failed": "The thank-you note came back or did not arrive.",
    "thank-you-reply": "A courtesy reply to the thank-you note; does not settle a follow-up.",
    "follow-up-sent": "The candidate asked about the status; with `role: hr`, human resources.",
    "hr-contacted": "The candidate asked human resources about the status.",
    "contact-failed": "An attempt to reach the employer failed.",
    "contact-update": "The candidate sent new contact details or similar, without asking anything.",
    "contact-away": "The contact is away, until the end of `date` if known.",
    "chance-contact": "A chance meeting or a missed call, without news.",
    "call-missed": "The employer rang and the candidate missed the call; `message` tells whether they"
    " left a message.",
    "question-received": "The employer asked the candidate something, to be answered by `date` if"
    " stated.",
    "question-answered": "The candidate answered the employer's question.",
    "reply-received": "A real answer; `date` is the new decision date if the answer names one.",
    "auto-reply-received": "An automatic reply; does not settle a follow-up.",
    "third-party-info": "Hearsay or a hint from an insider; does not settle a follow-up.",
    "positive-signal": "Kind words or a good sign; does not settle a follow-up.",
    "contact-left": "The interviewer or contact has left the employer.",
    "posting-relisted": "The posting appeared again; does not settle a follow-up.",
    "position-on-hold": "The position is on hold or frozen, until `date` if known.",
    "rejection": "The employer rejected the candidate, in whatever words.",
    "references-requested": "The employer asked for references; no decision yet.",
    "references-checked": "The employer contacted the referees; no decision yet.",
    "background-check": "A background check started; `date` is its expected end.",
    "materials-requested": "The employer asked for documents or work samples, by `date` if stated.",
    "materials-sent": "The candidate sent the requested materials.",
    "informal-offer": "The employer hinted at or announced an offer, without terms.",
    "verbal-offer": "The employer made an oral offer.",
    "conditional-offer": "An offer that depends on a check, an approval or references.",
    "firm-offer": "An unconditional offer with its terms.",
    "written-offer": "The offer in writing.",
    "counter-offer-made": "The candidate asked for other terms than those offered.",
    "notice-given": "The candidate resigned from the present job.",
    "notice-withdrawn": "The candidate took the resignation back.",
    "offer-deadline": "The employer wants an answer to the offer by `date`.",
    "offer-accepted": "The candidate accepted the offer.",
    "offer-declined": "The candidate declined the offer.",
    "offer-withdrawn": "The employer withdrew the offer.",
    "other-offer": "Another employer made an offer.",
    "other-offer-deadline": "The other employer wants an answer by `date`.",
    "withdrawn": "The candidate withdrew the application.",
    "interest-lost": "The candidate no longer wants this job, and has not told the employer yet.",
    "mistake-noticed": "The candidate found a mistake in something already sent.",
    "correction-sent": "The candidate corrected a mistake in something already sent.",
    "application-sent": "The candidate applied, to this or another employer.",
    "boards-searched": "The candidate looked through job boards.",
    "networking-attended": "The candidate attended a networking event.",
    "mentor-consulted": "The candidate talked with a mentor or an associate about openings.",
    "advice-done": "The advice for the action `advice` has been followed. If its rules name an"
    " event for that, such as a message, this counts as that event.",
    "advice-set-aside": "The advice for the action `advice` is snoozed until `date`, or for as long"
    " as it applies without interruption.",
}

OF_ADVICE = frozenset({"advice-done", "advice-set-aside"})
"""Events about advice rather than the application; they require `advice`."""

OWN_ACTS = (
    "thank-you-sent",
    "follow-up-sent",
    "hr-contacted",
    "contact-update",
    "materials-sent",
    "question-answered",
    "counter-offer-made",
    "correction-sent",
    "notice-given",
    "notice-withdrawn",
    "offer-accepted",
    "offer-declined",
    "withdrawn",
    "application-sent",
    "boards-searched",
    "networking-attended",
    "mentor-consulted",
)
"""Events in which the candidate acts; they can record that advice was followed."""

ROUNDS = ("interview", "phone-screen", "test-taken", "interview-scheduled")
"""Events that are rounds."""

NEEDS_DATE = frozenset(
    {
        "decision-date-set",
        "next-step-date-set",
        "not-before-date",
        "contact-date-set",
        "paperwork-date-set",
        "silence-means-no",
        "decision-meeting",
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
        "silence-means-no",
        "decision-meeting",
        "offer-deadline",
        "other-offer-deadline",
    }
)
"""Events whose `at` may be null, because what counts is the date that they name."""

Channel = Literal[
    "email", "phone", "post", "card", "in-person", "message", "video", "linkedin", "portal"
]
Role = Literal["manager", "interviewer", "recruiter", "agency", "hr", "referee"]
CHANNELS: tuple[str, ...] = get_args(Channel)

NOT_ENCODABLE = (
    "this text contains a lone surrogate, which cannot be encoded",
    "replace or remove that character",
)
"""Message and hint for a text that cannot be encoded as UTF-8."""

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


def refused(message: str, hint: str | Suggestions = "", where: str = "") -> PydanticCustomError:
    """Return a validation error of pydantic that keeps message and hint as separate values.

    `where` names the invalid field if the validator checks the whole model.
    """
    context: dict[str, object] = {"message": message, "hint": str(hint), "where": where}
    if isinstance(hint, Suggestions):
        context["suggestions"] = hint
    return PydanticCustomError("refused", "{message}", context)


def refuse_backwards(
    start: date | None, end: date | None, earliest: date | None, latest: date | None
) -> None:
    """Raise a validation error if `end` is before `start`, or `earliest` after `latest`.

    Moments that cannot be compared without knowing the zone are accepted.
    """
    if surely_after(start, end):
        raise refused("the end is before the start", f"write {start} or later", "end")
    if surely_after(earliest, latest):
        message = "the earliest day is after the date"
        raise refused(message, f"write {latest} or earlier", "earliest")


def _one_of(known: tuple[str, ...], what: str, aliases: dict[str, str]) -> BeforeValidator:
    def check(value: object) -> object:
        if not isinstance(value, str):
            message = f"a {what} must be a word, not {kind_of(value)}"
            raise refused(message, f"choose from: {', '.join(known)}")
        word = value.strip().lower()
        word = aliases.get(word, word)
        if word not in known:
            near = replace(nearest(word, known), word=value)
            raise refused(f"unknown {what} {quoted(value)}", near)
        return word

    return BeforeValidator(check)


def _event_name(value: object) -> str:
    if not isinstance(value, str):
        message = f"an event name must be a word, not {kind_of(value)}"
        raise refused(message, "write, for example, event: interview")
    if value in EVENTS:
        return value
    word = value.strip().lower().replace("_", "-").replace(" ", "-")
    if word in EVENTS:
        return word
    near = replace(nearest(word, EVENTS), word=value)
    hint = near or "list all events with interview-rules schema events"
    raise refused(f"unknown event {quoted(value)}", hint)


def _clean(value: str) -> str:
    try:
        value.encode()
    except UnicodeEncodeError:
        raise refused(*NOT_ENCODABLE) from None
    return value


def _web_address(value: str) -> str:
    if not _WEB_ADDRESS.fullmatch(_clean(value)):
        hint = "write the whole address, for example, https://meet.example/abc"
        raise refused("a link must be an address on the web", hint)
    return value


EventName = Annotated[
    str,
    BeforeValidator(_event_name),
    WithJsonSchema({"type": "string", "enum": list(EVENTS)}),
]
Text = Annotated[str, Field(max_length=2_000), AfterValidator(_clean)]
Name = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_clean)]
Link = Annotated[
    str,
    Field(max_length=2_000),
    AfterValidator(_web_address),
    WithJsonSchema({"type": "string", "maxLength": 2_000, "pattern": _WEB_ADDRESS.pattern}),
]
ChannelName = Annotated[Channel, _one_of(CHANNELS, "channel", _CHANNEL_ALIASES)]
RoleName = Annotated[Role, _one_of(get_args(Role), "role", {})]


class Event(BaseModel):
    """One entry of an event log.

    `at` is the moment of the event: an instant, a date if the time of day is unknown, or `null` if
    the moment was not recorded, which is accepted only for events that mainly state a date. `zone`
    is the time zone of a round, if it was stated in a zone other than the candidate's; `place` is
    where it takes place, and `link` the address of a video call. `elsewhere` marks events of
    another employer; `other_role` names the role of events about another role at the same employer.
    `id` and `meta` are your own, and carried along untouched. An event that is recorded twice
    counts once, unless the ids differ.
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
    other_role: Name | None = None
    zone: Name | None = None
    place: Name | None = None
    link: Link | None = None
    message: bool | None = None
    asked: bool | None = None
    kind: Literal["interview", "phone-screen", "test"] | None = None
    advice: Name | None = None
    id: Name | None = None
    meta: Meta | None = None

    def __hash__(self) -> int:
        return hash_of(self)

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.event in OF_ADVICE and self.advice is None:
            hint = "add advice: follow-up or another action"
            raise refused(f"{self.event} requires the action of the advice", hint)
        if self.date is None and self.event in NEEDS_DATE:
            hint = "add one, for example, date: 2026-11-25"
            raise refused(f"{self.event} requires a date", hint)
        if self.at is None and self.event not in UNDATED_SAYING:
            hint = "add one, for example, at: 2026-11-25"
            raise refused(f"{self.event} requires a moment", hint)
        self._check_round_fields()
        start = self.date if self.event == "interview-scheduled" else self.at
        refuse_backwards(start, self.end, self.earliest, self.date)
        return self

    def _check_round_fields(self) -> None:
        """Reject an unknown zone, and fields of a round on an event that is none."""
        if self.zone is not None:
            try:
                known_zone(self.zone)
            except CalendarError as error:
                problem = error.problems[0]
                raise refused(problem.message, problem.hint, "zone") from None
        if self.event in ROUNDS:
            return
        for name in ("zone", "place", "link"):
            if getattr(self, name) is not None:
                hint = f"remove {name}; only {', '.join(ROUNDS)} have one"
                raise refused(f"{self.event} cannot have a {name}", hint, name)


def example_of(owner: type[BaseModel], name: str) -> str:
    """Return a valid value for a field of a model, to show in hints."""
    if name == "event":
        return "interview"
    if name == "link":
        return "https://meet.example/abc"
    words = get_args(owner.model_fields[name].annotation)
    return str(words[0]) if words and isinstance(words[0], str) else "2026-11-25"
