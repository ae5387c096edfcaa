"""Entries of a snapshot for messages and replies, thank-you notes, and steps of the candidate."""

from __future__ import annotations

from typing import ClassVar, Literal

from interview_rules.calendars.moments import Moment
from interview_rules.events.entries import Entry
from interview_rules.events.event import ChannelName, Name, RoleName, YesOrNo

__all__ = ["Message", "OwnStep", "Reply", "ThankYou"]


class Message(Entry):
    """A message that the candidate sent or tried to send."""

    names: ClassVar[dict[str, str]] = {
        "at": "at",
        "to": "contact",
        "role": "role",
        "channel": "channel",
    }

    at: Moment
    to: Name | None = None
    role: RoleName | None = None
    channel: ChannelName | None = None


class ThankYou(Message):
    """A thank-you note for the latest round before `at`, and what became of it."""

    selects = "outcome"
    choices: ClassVar[dict[str, str]] = {
        "sent": "thank-you-sent",
        "not-sent": "thank-you-not-sent",
        "failed": "thank-you-failed",
        "answered": "thank-you-reply",
    }

    outcome: Literal["sent", "not-sent", "failed", "answered"] = "sent"


class Reply(Entry):
    """A message from the employer, or news about it.

    Of these, only an answer or a question settles a follow-up. `date` is the new decision date that
    an answer names, or the day by which the employer wants a question answered. `message` tells
    whether the caller of a missed call left a message.
    """

    names: ClassVar[dict[str, str]] = {
        "at": "at",
        "date": "date",
        "sender": "contact",
        "role": "role",
        "channel": "channel",
        "message": "message",
    }
    selects = "kind"
    choices: ClassVar[dict[str, str]] = {
        "answer": "reply-received",
        "automatic": "auto-reply-received",
        "third-party": "third-party-info",
        "positive-signal": "positive-signal",
        "chance": "chance-contact",
        "relisted": "posting-relisted",
        "question": "question-received",
        "missed-call": "call-missed",
        "contact-left": "contact-left",
    }

    at: Moment
    kind: Literal[
        "answer",
        "automatic",
        "third-party",
        "positive-signal",
        "chance",
        "relisted",
        "question",
        "missed-call",
        "contact-left",
    ] = "answer"
    date: Moment | None = None
    sender: Name | None = None
    role: RoleName | None = None
    channel: ChannelName | None = None
    message: YesOrNo | None = None


class OwnStep(Message):
    """A step of the candidate that has no list of its own, such as correcting a mistake."""

    selects = "step"
    choices: ClassVar[dict[str, str]] = {
        "answer": "question-answered",
        "counter-offer": "counter-offer-made",
        "correction": "correction-sent",
        "mistake-noticed": "mistake-noticed",
        "interest-lost": "interest-lost",
        "notice-given": "notice-given",
        "notice-withdrawn": "notice-withdrawn",
    }

    step: Literal[
        "answer",
        "counter-offer",
        "correction",
        "mistake-noticed",
        "interest-lost",
        "notice-given",
        "notice-withdrawn",
    ]
