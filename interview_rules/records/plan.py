"""Plans as data: the results of `plan`."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import model_validator

from interview_rules.events.event import Event
from interview_rules.packs.model import Kind
from interview_rules.records.base import Record, Result
from interview_rules.records.upgrading import upgraded_plan

__all__ = [
    "Assumed",
    "BarRecord",
    "PlanRecord",
    "PlannedEventRecord",
    "PlannedRecord",
    "RowRecord",
    "SearchPlanRecord",
    "SearchPlannedRecord",
    "SearchStretchRecord",
    "StretchRecord",
]

Assumed = Literal["silence", "follow advice"]
"""What a plan assumes: that nothing happens, or that the candidate follows the advice."""


class PlannedRecord(Record):
    """One piece of advice within a plan; its window is that of the stretch."""

    id: str
    action: str
    kind: Kind
    title: str
    text: str
    due: date | None
    due_at: datetime | None


class SearchPlannedRecord(PlannedRecord):
    """One piece of advice within the plan of a search, with the name of its application.

    The name is empty for advice on the search as a whole.
    """

    application: str


class BarRecord(Record):
    """A period of uninterrupted advice in a plan, with the deadline that it has at its end."""

    since: datetime
    until: datetime | None
    due: date | None
    due_at: datetime | None


class RowRecord(Record):
    """One piece of advice throughout a plan, with the periods in which it is given.

    `application` is empty in the plan of a single application, and for the search as a whole.
    """

    application: str
    id: str
    action: str
    kind: Kind
    title: str
    bars: tuple[BarRecord, ...]


class PlannedEventRecord(Record):
    """An event within a plan, recorded in the state or `imagined`; `says` is the event in words.

    `at` is when it takes place or becomes known. `application` is empty in the plan of a single
    application, and for events of the search as a whole.
    """

    application: str
    at: datetime
    event: Event
    imagined: bool
    says: str


class StretchRecord(Record):
    """A stretch of a plan with unchanging advice, from `since` until `until`, exclusive."""

    since: datetime
    until: datetime | None
    advice: tuple[PlannedRecord, ...]


class PlanRecord(Result):
    """The advice to come, as consecutive stretches from `now` to `until`.

    `until` is null if the plan has no end. `assumed` names the assumptions, `imagined` lists the
    events that the plan adds to the state. `cut_short` is true if the plan reached the limit on
    imagined actions and follows the advice no further. `rows` has one row for each piece of advice,
    and `happens` lists the events within the plan.
    """

    now: datetime
    until: datetime | None
    pack: str
    pack_digest: str
    state: str
    assumed: tuple[Assumed, ...]
    imagined: tuple[Event, ...]
    cut_short: bool
    stretches: tuple[StretchRecord, ...]
    rows: tuple[RowRecord, ...]
    happens: tuple[PlannedEventRecord, ...]
    versions: dict[str, str]

    _older = model_validator(mode="before")(upgraded_plan)


class SearchStretchRecord(Record):
    """A stretch of a search plan with unchanging advice, from `since` until `until`, exclusive."""

    since: datetime
    until: datetime
    advice: tuple[SearchPlannedRecord, ...]


class SearchPlanRecord(Result):
    """The advice to come for a whole search, as consecutive stretches from `now` to `until`.

    `packs` names the pack for applications and the pack for the search. `assumed` names the
    assumptions. `cut_short` is true if a plan reached the limit on imagined actions and follows
    the advice no further.
    """

    now: datetime
    until: datetime
    packs: tuple[str, str]
    pack_digests: tuple[str, str]
    search: str
    assumed: tuple[Assumed, ...]
    cut_short: bool
    stretches: tuple[SearchStretchRecord, ...]
    rows: tuple[RowRecord, ...]
    happens: tuple[PlannedEventRecord, ...]
    versions: dict[str, str]

    _older = model_validator(mode="before")(upgraded_plan)
