"""Entries of a snapshot: rounds, stated dates, checks, offers, marks on advice and other news.

Each entry is another notation for an event; `Entry.log` and `Entry.of` convert between the two, so
a snapshot and its log always agree.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from interview_rules.calendars.moments import Moment
from interview_rules.events.carried import Meta, hash_of
from interview_rules.events.event import (
    Event,
    Link,
    Name,
    RoleName,
    Text,
    YesOrNo,
    check_zone,
    refuse_backwards,
    refused,
)
from interview_rules.events.json_schema import complete

__all__ = [
    "Activity",
    "Away",
    "CalledOff",
    "Check",
    "Deadline",
    "Entry",
    "Hold",
    "Mark",
    "OfferStep",
    "Round",
    "StatedDate",
    "Word",
]


class Entry(BaseModel):
    """Base class of entries, each of which stands for an event.

    `detail` is a note in your own words. `id` and `meta` are for your own use, and kept unchanged.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_extra=complete)

    names: ClassVar[dict[str, str]]
    """Maps fields of the entry to those of the event.

    Leaves out `detail`, `id`, `meta` and the field named in `selects`.
    """
    selects: ClassVar[str] = ""
    """The field that selects the name of the event, if several events share this type of entry."""
    choices: ClassVar[dict[str, str]] = {}
    """Maps the values of the field named in `selects` to names of events."""

    detail: Text | None = None
    id: Name | None = None
    meta: Meta | None = None

    def __hash__(self) -> int:
        return hash_of(self)

    def log(self, event: str = "") -> Event:
        """Return this entry as an event, named by the field in `selects`, or else by `event`."""
        data = {theirs: getattr(self, ours) for ours, theirs in self.names.items()}
        name = self.choices[getattr(self, self.selects)] if self.selects else event
        return Event.of_validated(
            event=name, detail=self.detail, id=self.id, meta=self.meta, **data
        )

    @classmethod
    def of(cls, event: Event) -> Self:
        """Return the entry for an event; fields of the event that the entry lacks are dropped."""
        data = {ours: getattr(event, theirs) for ours, theirs in cls.names.items()}
        if cls.selects:
            backwards = {name: choice for choice, name in cls.choices.items()}
            data[cls.selects] = backwards[event.event]
        own = {"detail": event.detail, "id": event.id, "meta": event.meta}
        return cls.model_validate({**own, **data})


class Round(Entry):
    """One round: an interview, a screening call or a test.

    `date` is the moment of the round: a date, or an instant with an optional `end`; `zone` is the
    time zone of these times if it differs from the candidate's. `place` is where the round takes
    place, and `link` the address of a video call. A `planned` round is upcoming until its day is
    over; any other round, until its moment arrives. If `date` is an instant and `end` is given, a
    round of either kind is upcoming until that end. `arranged` is the moment of the invitation to a
    planned round.
    """

    date: Moment | None = None
    end: Moment | None = None
    zone: Name | None = None
    place: Name | None = None
    link: Link | None = None
    kind: Literal["interview", "phone-screen", "test"] = "interview"
    interviewers: Annotated[tuple[Name, ...], Field(max_length=50)] = ()
    planned: YesOrNo = False
    arranged: Moment | None = None

    choices: ClassVar[dict[str, str]] = {
        "interview": "interview",
        "phone-screen": "phone-screen",
        "test": "test-taken",
    }

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.date is None and not self.planned:
            hint = "add one such as date: 2026-11-19, or add planned: true"
            raise refused("a round requires a date", hint)
        if self.arranged is not None and not self.planned:
            hint = "add planned: true, or remove arranged"
            raise refused("arranged is allowed only for a planned round", hint, "arranged")
        check_zone(self.zone)
        refuse_backwards(self.date, self.end, None, None)
        return self

    def log(self, event: str = "") -> Event:
        """Return `interview-scheduled` for a planned round, else the event of its kind."""
        shared: dict[str, Any] = {
            "end": self.end,
            "zone": self.zone,
            "place": self.place,
            "link": self.link,
            "interviewers": self.interviewers,
            "detail": self.detail,
            "id": self.id,
            "meta": self.meta,
        }
        if self.planned:
            kind = None if self.kind == "interview" else self.kind
            return Event.of_validated(
                event="interview-scheduled", at=self.arranged, date=self.date, kind=kind, **shared
            )
        return Event.of_validated(event=event or self.choices[self.kind], at=self.date, **shared)

    @classmethod
    def of(cls, event: Event) -> Self:
        """Return the round that an event records; for `interview-scheduled`, a planned one."""
        shared: dict[str, object] = {
            "end": event.end,
            "zone": event.zone,
            "place": event.place,
            "link": event.link,
            "interviewers": event.interviewers,
            "detail": event.detail,
            "id": event.id,
            "meta": event.meta,
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
    """A round that was missed or called off at `at`; `date` is when it was to take place.

    Without `date`, it is the next round that had been arranged by then; if none is ahead, `missed`
    means the last one.
    """

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


class StatedDate(Entry):
    """A date that the employer stated, or the statement that there is none.

    `said_on` is the moment of the statement. Without it, the date counts as known at all times, and
    as stated in the latest round up to that date. `earliest` is the start of a range that ends on
    `date`. `asked` is True if the candidate asked for the date, and None if that is unknown.
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
        "silence-means-no": "silence-means-no",
        "meeting": "decision-meeting",
    }

    kind: Literal[
        "decision",
        "changed",
        "none",
        "next-step",
        "not-before",
        "contact",
        "paperwork",
        "silence-means-no",
        "meeting",
    ] = "decision"
    date: Moment | None = None
    said_on: Moment | None = None
    earliest: Moment | None = None
    asked: YesOrNo | None = None
    role: RoleName | None = None

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.date is None and self.kind not in {"changed", "none"}:
            raise refused("this entry requires a date", "add one, for example, date: 2026-11-25")
        if self.said_on is None and self.kind == "none":
            hint = "add it, for example, said_on: 2026-11-19"
            raise refused("this entry requires the day on which it was said", hint)
        refuse_backwards(None, None, self.earliest, self.date)
        return self


class Check(Entry):
    """A step of a check: references, a background check, or requested materials.

    `due` is the day by which the check ends or the materials are wanted.
    """

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
    """A step of the offer (informal < verbal < conditional < firm < written), or its outcome."""

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
    """The deadline `date` for answering an offer, stated on `said_on`, if that is known."""

    names = {"said_on": "at", "date": "date"}

    date: Moment
    said_on: Moment | None = None


class Hold(Entry):
    """A hold on the position, announced at `at` and lasting until `until`, if known."""

    names = {"at": "at", "until": "date", "role": "role"}

    at: Moment
    until: Moment | None = None
    role: RoleName | None = None


class Away(Entry):
    """An absence of the contact, announced at `at`; `until` is its last day, if known."""

    names = {"at": "at", "until": "date", "contact": "contact", "role": "role"}

    at: Moment
    until: Moment | None = None
    contact: Name | None = None
    role: RoleName | None = None


class Mark(Entry):
    """A mark on the advice for the action `advice`: done at `at`, or snoozed from then on.

    Snoozed advice is given again from `until`; a date means the start of that day. Without `until`,
    it stays snoozed for as long as it applies without interruption.
    """

    names = {"at": "at", "until": "date", "advice": "advice"}
    selects = "how"
    choices: ClassVar[dict[str, str]] = {"done": "advice-done", "set-aside": "advice-set-aside"}

    at: Moment
    advice: Name
    how: Literal["done", "set-aside"] = "done"
    until: Moment | None = None


class Activity(Entry):
    """An activity for the job search as a whole, at `at`."""

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
    """News at `at`, with the `date` that it names, if any."""

    names = {"at": "at", "date": "date", "role": "role"}

    at: Moment
    date: Moment | None = None
    role: RoleName | None = None
