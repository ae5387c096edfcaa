"""Reports as data: the results of `advise`."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from pydantic import model_validator

from interview_rules.packs.model import Kind
from interview_rules.positions import FieldPath
from interview_rules.records.advice import AdviceRecord, SearchAdviceRecord
from interview_rules.records.base import Record, Result
from interview_rules.records.parts import Part
from interview_rules.records.question import QuestionRecord, SearchQuestionRecord
from interview_rules.records.upgrading import upgraded_report

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from interview_rules.errors import Problem

__all__ = [
    "AssumptionRecord",
    "ReportRecord",
    "SearchReportRecord",
    "SearchSnoozedAdviceRecord",
    "SnoozedAdviceRecord",
    "WarningRecord",
    "warning_records",
]


class AssumptionRecord(Record):
    """An assumption that affects the advice: the fact or field it concerns, and its wording."""

    fact: str
    text: str

    def __str__(self) -> str:
        return self.text


class WarningRecord(Record):
    """A problem that leaves a part of the state without effect, such as an unknown name.

    `place` holds the steps to that part of the state: names of fields, and positions in lists.
    """

    place: tuple[str | int, ...]
    message: str
    hint: str


class SnoozedAdviceRecord(Record):
    """Advice that would be given now if it were not snoozed.

    It is given again at `until`, null if it stays snoozed for as long as it applies without
    interruption. `entries` are the paths of the entries that snooze it, such as `events[2]`:
    without them, it is given now.
    """

    id: str
    action: str
    kind: Kind
    title: str
    until: datetime | None
    entries: tuple[str, ...]


class SearchSnoozedAdviceRecord(SnoozedAdviceRecord):
    """Snoozed advice within a search, with the name of its application.

    The name is empty for advice on the search as a whole. The paths in `entries` begin in the state
    of the application or, if the name is empty, in the search.
    """

    application: str


def warning_records(problems: Iterable[Problem]) -> tuple[WarningRecord, ...]:
    """Return warnings as data, leaving out those that have no field path as their place."""
    return tuple(
        [
            WarningRecord(place=tuple(each.place), message=each.message, hint=each.hint)
            for each in problems
            if isinstance(each.place, FieldPath)
        ]
    )


class SearchReportRecord(Result):
    """The advice across a search at one moment, in order of importance and urgency.

    `headline` is that of the application whose advice comes first, after its name if there are
    several; of the search as a whole if no application has advice; empty without any advice.
    `packs` names the pack for applications and the pack for the search, `pack_digests` holds the
    digests of their rules, and `search` is the digest of the search. If nothing happens, the
    advice stays the same until `next_change`. `assumptions` are only those of the advice on the
    search as a whole, and `questions` has the best question about each of up to ten applications.
    The other fields are as in `ReportRecord`.
    """

    now: datetime
    packs: tuple[str, str]
    pack_digests: tuple[str, str]
    search: str
    headline: str = ""
    advice: tuple[SearchAdviceRecord, ...]
    snoozed: tuple[SearchSnoozedAdviceRecord, ...] = ()
    assumptions: tuple[AssumptionRecord, ...]
    questions: tuple[SearchQuestionRecord, ...]
    questions_complete: bool
    next_change: datetime | None
    warnings: tuple[WarningRecord, ...]
    included: tuple[Part, ...]
    versions: dict[str, str]

    _older = model_validator(mode="before")(upgraded_report)


class ReportRecord(Result):
    """The advice at one moment, most urgent first, with assumptions and questions.

    `headline` says in one sentence how things stand; it is empty without advice. If nothing
    happens, the advice stays the same until `next_change`, which is null if it never changes or was
    left out. `pack_digest` and `state` are digests of the rules and of the state: equal for equal
    rules and states. `questions_complete` is false if there may be more questions. `warnings` lists
    problems that leave parts of the state without effect, such as unknown names. `included` lists
    the parts that were computed; a part that was left out is empty or null. `versions` lists the
    versions of this library and of the calendar data.
    """

    now: datetime
    pack: str
    pack_digest: str
    state: str
    headline: str
    advice: tuple[AdviceRecord, ...]
    snoozed: tuple[SnoozedAdviceRecord, ...] = ()
    assumptions: tuple[AssumptionRecord, ...]
    questions: tuple[QuestionRecord, ...]
    questions_complete: bool
    next_change: datetime | None
    warnings: tuple[WarningRecord, ...]
    included: tuple[Part, ...]
    versions: dict[str, str]

    _older = model_validator(mode="before")(upgraded_report)

    def __iter__(self) -> Iterator[AdviceRecord]:  # type: ignore[override]  # iterates over the advice, not the fields
        return iter(self.advice)
