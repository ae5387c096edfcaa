"""Reports as data: the models returned by `record()`, read from JSON and described by schemas."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, Field

from interview_rules.calendars.moments import Moment
from interview_rules.events.event import Event
from interview_rules.packs.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_rules.packs.model import Source

__all__ = [
    "AdviceRecord",
    "AssumptionRecord",
    "DraftRecord",
    "ExplanationRecord",
    "OriginRecord",
    "PartRecord",
    "PlanRecord",
    "PlannedRecord",
    "QuestionRecord",
    "ReasonRecord",
    "ReportRecord",
    "SawRecord",
    "SearchAdviceRecord",
    "SearchPlanRecord",
    "SearchPlannedRecord",
    "SearchReportRecord",
    "SearchStretchRecord",
    "SourceRecord",
    "StretchRecord",
    "source_record",
]


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SourceRecord(_Record):
    """The source of a piece of advice: a section of the article, or the reason given instead."""

    section: str = ""
    rests_on: str = ""

    def __str__(self) -> str:
        return f"the article, section “{self.section}”" if self.section else self.rests_on


def source_record(source: Source) -> SourceRecord:
    """Return a source as data."""
    return SourceRecord(section=source.section, rests_on=source.rests_on)


class ReasonRecord(_Record):
    """A rule behind a piece of advice: its condition in words, and the facts it used."""

    rule: str
    pack: str
    words: tuple[str, ...]
    facts: dict[str, str]
    source: SourceRecord


class DraftRecord(_Record):
    """A draft of a message to send.

    `to` is the name of the addressee, null if it is unknown, and `role` the part they play.
    `missing` lists the names that the draft uses and the state lacks, such as `candidate`: the
    text has a general phrase in their place.
    """

    to: str | None
    role: Literal["interviewer", "agency", "recruiter", "hr"]
    subject: str
    body: str
    missing: tuple[str, ...]


class AssumptionRecord(_Record):
    """An assumption that affects the advice: the fact or field it concerns, and its wording."""

    fact: str
    text: str

    def __str__(self) -> str:
        return self.text


class QuestionRecord(_Record):
    """A question whose answer would change the advice, with its fact and its choices.

    `type` is `moment`, `choice`, `names` or `count`. A `moment` question can offer choices in
    addition to a date.
    """

    text: str
    fact: str
    type: str
    choices: tuple[str, ...] = ()


class AdviceRecord(_Record):
    """One piece of advice.

    `id` identifies the rule that gives the advice, `action` the advised action. The advice is
    given from `since` until `until`, exclusive; either is null if the window is open on that side.
    `due` is the recommended deadline: a date, or a datetime if the hour matters.
    """

    id: str
    action: str
    kind: Kind
    title: str
    text: str
    since: datetime | None
    until: datetime | None
    due: Moment | None
    because: tuple[ReasonRecord, ...]
    source: SourceRecord
    draft: DraftRecord | None
    drafts: tuple[DraftRecord, ...]


class OriginRecord(_Record):
    """A place in a state: its field path, and the event there, if any."""

    path: str
    event: str = ""
    at: Moment | None = None


class SawRecord(_Record):
    """A fact that a test used: its value in words, and the places in the state it comes from."""

    fact: str
    value: str
    known: bool
    origins: tuple[OriginRecord, ...]


class PartRecord(_Record):
    """A part of a condition: its words, whether it holds, and its own parts.

    A test has no parts; `saw` lists the facts it used, and `changes` is the next moment at which
    the passage of time alone changes its value. A repeated part is recorded without its own parts.
    """

    kind: Literal["all", "any", "not", "definition", "conclusion", "rule", "test"]
    words: str
    holds: bool
    saw: tuple[SawRecord, ...]
    changes: datetime | None
    parts: tuple[PartRecord, ...]


class ExplanationRecord(_Record):
    """An explanation of why a rule holds or does not hold at a moment, and when it could hold.

    `given` is true if the rule gives its advice, `hidden` if the advice is done or snoozed, and
    `instead` names the rules that take precedence. The rule holds from `earliest` if nothing else
    changes, gives its advice from `given_from`, and holds until `until`; each is null if that
    never happens. `deciding` lists the tests that decide, `missing` the unknown facts they need.
    """

    rule: str
    now: datetime
    holds: bool
    given: bool
    earliest: datetime | None
    until: datetime | None
    given_from: datetime | None
    instead: tuple[str, ...]
    hidden: bool
    deciding: tuple[str, ...]
    missing: tuple[str, ...]
    source: SourceRecord
    tree: PartRecord


class PlannedRecord(_Record):
    """One piece of advice within a plan; its window is that of the stretch."""

    id: str
    action: str
    kind: Kind
    title: str
    text: str
    due: Moment | None


class SearchAdviceRecord(AdviceRecord):
    """One piece of advice within a search, with the name of its application."""

    application: str


class SearchPlannedRecord(PlannedRecord):
    """One piece of advice within the plan of a search, with the name of its application."""

    application: str


class StretchRecord(_Record):
    """A stretch of a plan with unchanging advice, from `since` until `until`, exclusive."""

    since: datetime
    until: datetime | None
    advice: tuple[PlannedRecord, ...]


class PlanRecord(_Record):
    """The advice to come, as consecutive stretches from `now` to `until`.

    `until` is null if the plan has no end. `assumed` names the assumptions, `imagined` lists the
    events that the plan adds to the state. `cut_short` is true if the plan reached the limit on
    imagined actions and follows the advice no further.
    """

    now: datetime
    until: datetime | None
    pack: str
    assumed: tuple[str, ...]
    imagined: tuple[Event, ...]
    cut_short: bool
    stretches: tuple[StretchRecord, ...]


class SearchStretchRecord(_Record):
    """A stretch of a search plan with unchanging advice, from `since` until `until`, exclusive."""

    since: datetime
    until: datetime
    advice: tuple[SearchPlannedRecord, ...]


class SearchPlanRecord(_Record):
    """The advice to come for a whole search, as consecutive stretches from `now` to `until`.

    `packs` names the pack for applications and the pack for the search. `assumed` names the
    assumptions. `cut_short` is true if a plan reached the limit on imagined actions and follows
    the advice no further.
    """

    now: datetime
    until: datetime
    packs: tuple[str, str]
    assumed: tuple[str, ...]
    cut_short: bool
    stretches: tuple[SearchStretchRecord, ...]


class SearchReportRecord(_Record):
    """The advice across a search at one moment, ordered by kind and urgency.

    `packs` names the pack for applications and the pack for the search. If nothing happens, the
    advice stays the same until `next_change`. `versions` lists the versions of the calendar data.
    """

    now: datetime
    packs: tuple[str, str]
    advice: tuple[SearchAdviceRecord, ...]
    assumptions: tuple[AssumptionRecord, ...]
    next_change: datetime | None
    versions: dict[str, str] = Field(default_factory=dict)


class ReportRecord(_Record):
    """The advice at one moment, most urgent first, with assumptions and questions.

    `headline` says in one sentence how things stand.
    If nothing happens, the advice stays the same until `next_change`. `versions` lists the versions
    of the calendar data.
    """

    now: datetime
    pack: str
    headline: str
    advice: tuple[AdviceRecord, ...]
    assumptions: tuple[AssumptionRecord, ...]
    questions: tuple[QuestionRecord, ...]
    next_change: datetime | None
    versions: dict[str, str] = Field(default_factory=dict)

    def __iter__(self) -> Iterator[AdviceRecord]:  # type: ignore[override]  # iterates over the advice, not the fields
        return iter(self.advice)
