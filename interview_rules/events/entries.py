"""The entries of a snapshot: rounds, notes, dates, messages, replies, checks, offers.

Each kind of entry is another way to write one kind of event; `log` gives the event and `of` reads
it back, so that a snapshot and its log can never say different things.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from interview_rules.calendars.moments import Moment
from interview_rules.events.event import (
    ChannelName,
    Event,
    Name,
    RoleName,
    Text,
    refuse_backwards,
    refused,
)

__all__ = [
    "Activity",
    "Away",
    "CalledOff",
    "Check",
    "Deadline",
    "Entry",
    "Hold",
    "Mark",
    "Message",
    "OfferStep",
    "Reply",
    "Round",
    "StatedDate",
    "ThankYou",
    "Word",
]


class Entry(BaseModel):
    """What every entry shares: which field of the event each of its own fields becomes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    names: ClassVar[dict[str, str]]
    """Own field -> field of the event. The fields in `selects` are left out."""
    selects: ClassVar[str] = ""
    """The own field that chooses the event's name, if several events share this entry."""
    choices: ClassVar[dict[str, str]] = {}

    detail: Text | None = None

    def log(self, event: str = "") -> Event:
        """The event this entry stands for; `event` where the list, not the entry, says which."""
        data = {theirs: getattr(self, ours) for ours, theirs in self.names.items()}
        name = self.choices[getattr(self, self.selects)] if self.selects else event
        return Event(event=name, detail=self.detail, **data)

    @classmethod
    def of(cls, event: Event) -> Self:
        """The entry that stands for an event; fields it cannot carry are left out."""
        data = {ours: getattr(event, theirs) for ours, theirs in cls.names.items()}
        if cls.selects:
            backwards = {name: choice for choice, name in cls.choices.items()}
            data[cls.selects] = backwards[event.event]
        return cls.model_validate({"detail": event.detail, **data})


class Round(Entry):
    """One round: an interview, a screening call or a test.

    `date` is when it takes or took place (a whole day, or an instant with an optional `end`).
    A round that is `planned` stays ahead until its day is over, or until `end`; one that is not
    has taken place once its moment has come. `arranged` is when the invitation to a planned round
    came.
    """

    date: Moment | None = None
    end: Moment | None = None
    kind: Literal["interview", "phone-screen", "test"] = "interview"
    interviewers: Annotated[tuple[Name, ...], Field(max_length=50)] = ()
    planned: bool = False
    arranged: Moment | None = None

    choices: ClassVar[dict[str, str]] = {
        "interview": "interview",
        "phone-screen": "phone-screen",
        "test": "test-taken",
    }

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.date is None and not self.planned:
            raise refused("a round needs its date", "add date: 2026-11-19, or planned: true")
        if self.arranged is not None and not self.planned:
            raise refused("only a planned round says when it was arranged", "add planned: true")
        refuse_backwards(self.date, self.end, None, None)
        return self

    def log(self, event: str = "") -> Event:
        """See Entry.log: `interview-scheduled` for a planned round, its own event otherwise."""
        shared: dict[str, Any] = {
            "end": self.end,
            "interviewers": self.interviewers,
            "detail": self.detail,
        }
        if self.planned:
            kind = None if self.kind == "interview" else self.kind
            return Event(
                event="interview-scheduled", at=self.arranged, date=self.date, kind=kind, **shared
            )
        return Event(event=event or self.choices[self.kind], at=self.date, **shared)

    @classmethod
    def of(cls, event: Event) -> Self:
        """See Entry.of."""
        shared: dict[str, object] = {
            "end": event.end,
            "interviewers": event.interviewers,
            "detail": event.detail,
        }
        if event.event == "interview-scheduled":
            kind = event.kind or "interview"
            own: dict[str, object] = {"planned": True, "arranged": event.at, "kind": kind}
            own["date"] = event.date
        else:
            kinds = {name: own_kind for own_kind, name in cls.choices.items()}
            own = {"date": event.at, "kind": kinds[event.event]}
        return cls.model_validate({**shared, **own})


class CalledOff(Entry):
    """A round that fell through, as it became known at `at`; `date` is the round's own."""

    names = {"at": "at", "date": "date", "role": "role"}
    selects = "how"
    choices: ClassVar[dict[str, str]] = {
        "missed": "missed-interview",
        "cancelled": "interview-cancelled",
        "rescheduling": "reschedule-requested",
    }

    at: Moment
    how: Literal["missed", "cancelled", "rescheduling"]
    date: Moment | None = None
    role: RoleName | None = None


class ThankYou(Entry):
    """What became of a thank-you note; it belongs to the latest round before it."""

    names = {"at": "at", "to": "contact", "channel": "channel", "role": "role"}
    selects = "outcome"
    choices: ClassVar[dict[str, str]] = {
        "sent": "thank-you-sent",
        "not-sent": "thank-you-not-sent",
        "failed": "thank-you-failed",
        "answered": "thank-you-reply",
    }

    at: Moment
    outcome: Literal["sent", "not-sent", "failed", "answered"] = "sent"
    to: Name | None = None
    channel: ChannelName | None = None
    role: RoleName | None = None


class StatedDate(Entry):
    """A date the employer named, or that they named none.

    `said_on` is when they said it; left out, the date counts as known all along and as said in the
    latest round that is not after it. `earliest` is the near end of a range whose far end is `date`. `asked` tells whether the
    candidate asked for it.
    """

    names = {"said_on": "at", "date": "date", "earliest": "earliest", "asked": "asked"} | {
        "role": "role"
    }
    selects = "kind"
    choices: ClassVar[dict[str, str]] = {
        "decision": "decision-date-set",
        "changed": "decision-date-changed",
        "none": "no-decision-date",
        "next-step": "next-step-date-set",
        "not-before": "not-before-date",
        "contact": "contact-date-set",
        "paperwork": "paperwork-date-set",
    }

    kind: Literal[
        "decision", "changed", "none", "next-step", "not-before", "contact", "paperwork"
    ] = "decision"
    date: Moment | None = None
    said_on: Moment | None = None
    earliest: Moment | None = None
    asked: bool | None = None
    role: RoleName | None = None

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.date is None and self.kind not in {"changed", "none"}:
            raise refused("this date is missing", "add date: 2026-11-25 or the like")
        if self.said_on is None and self.kind == "none":
            raise refused("when did they say that there is no date?", "add said_on: 2026-11-19")
        refuse_backwards(None, None, self.earliest, self.date)
        return self


class Message(Entry):
    """Something the candidate sent or tried to send, and to whom."""

    names = {"at": "at", "to": "contact", "role": "role", "channel": "channel"}

    at: Moment
    to: Name | None = None
    role: RoleName | None = None
    channel: ChannelName | None = None


class Reply(Entry):
    """A word from them, or about them. Only an `answer` settles anything.

    `date` is the new decision date that an answer names.
    """

    names = {"at": "at", "date": "date", "sender": "contact", "role": "role", "channel": "channel"}
    selects = "kind"
    choices: ClassVar[dict[str, str]] = {
        "answer": "reply-received",
        "automatic": "auto-reply-received",
        "third-party": "third-party-info",
        "positive-signal": "positive-signal",
        "chance": "chance-contact",
        "relisted": "posting-relisted",
    }

    at: Moment
    kind: Literal["answer", "automatic", "third-party", "positive-signal", "chance", "relisted"] = (
        "answer"
    )
    date: Moment | None = None
    sender: Name | None = None
    role: RoleName | None = None
    channel: ChannelName | None = None


class Check(Entry):
    """References, a background check, or papers asked for; `due` is when it should be done."""

    names = {"at": "at", "due": "date", "role": "role"}
    selects = "kind"
    choices: ClassVar[dict[str, str]] = {
        name: name
        for name in (
            "references-requested",
            "references-checked",
            "background-check",
            "materials-requested",
            "materials-sent",
        )
    }

    at: Moment
    kind: Literal[
        "references-requested",
        "references-checked",
        "background-check",
        "materials-requested",
        "materials-sent",
    ]
    due: Moment | None = None
    role: RoleName | None = None


class OfferStep(Entry):
    """A step of the offer (informal < verbal < conditional < firm < written), or its end."""

    names = {"at": "at", "role": "role"}
    selects = "step"
    choices: ClassVar[dict[str, str]] = {
        "informal": "informal-offer",
        "verbal": "verbal-offer",
        "conditional": "conditional-offer",
        "firm": "firm-offer",
        "written": "written-offer",
        "accepted": "offer-accepted",
        "declined": "offer-declined",
        "withdrawn": "offer-withdrawn",
    }

    at: Moment
    step: Literal[
        "informal",
        "verbal",
        "conditional",
        "firm",
        "written",
        "accepted",
        "declined",
        "withdrawn",
    ]
    role: RoleName | None = None


class Deadline(Entry):
    """The day by which they want an answer to the offer; `said_on` is when they said so."""

    names = {"said_on": "at", "date": "date"}

    date: Moment
    said_on: Moment | None = None


class Hold(Entry):
    """The position was put on hold at `at`, until `until` if they said so."""

    names = {"at": "at", "until": "date", "role": "role"}

    at: Moment
    until: Moment | None = None
    role: RoleName | None = None


class Away(Entry):
    """The contact is away: said at `at`, until the end of `until` if it is known."""

    names = {"at": "at", "until": "date", "contact": "contact", "role": "role"}

    at: Moment
    until: Moment | None = None
    contact: Name | None = None
    role: RoleName | None = None


class Mark(Entry):
    """An advice, by its action, that is done as of `at`, or set aside until `until`."""

    names = {"at": "at", "until": "date", "advice": "advice"}
    selects = "how"
    choices: ClassVar[dict[str, str]] = {"done": "advice-done", "set-aside": "advice-set-aside"}

    at: Moment
    advice: Name
    how: Literal["done", "set-aside"] = "done"
    until: Moment | None = None


class Activity(Entry):
    """Something done for the search as a whole at `at`."""

    names = {"at": "at"}
    selects = "kind"
    choices: ClassVar[dict[str, str]] = {
        "application": "application-sent",
        "boards": "boards-searched",
        "networking": "networking-attended",
        "mentor": "mentor-consulted",
    }

    at: Moment
    kind: Literal["application", "boards", "networking", "mentor"]


class Word(Entry):
    """Something that was said or happened at `at`, with a `date` where one was named."""

    names = {"at": "at", "date": "date", "role": "role"}

    at: Moment
    date: Moment | None = None
    role: RoleName | None = None
