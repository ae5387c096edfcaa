"""Explanations as data: the results of `explain`."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import WithJsonSchema, model_validator

from interview_rules.events.event_names import EVENTS, OF_PACK
from interview_rules.records.advice import SourceRecord
from interview_rules.records.base import Record, Result
from interview_rules.records.upgrading import upgraded_explanation
from interview_rules.records.values import FactValue

__all__ = ["ExplanationRecord", "OriginRecord", "PartRecord", "SawRecord"]

# Results of older versions may hold former names of events, which can still be read.
_EventOrEmpty = Annotated[
    str,
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "enum": ["", *EVENTS]},
                {"type": "string", "pattern": OF_PACK.pattern},
            ]
        }
    ),
]


class OriginRecord(Record):
    """A place in a state: its field path, and the event there, if any, with its day or instant."""

    path: str
    event: _EventOrEmpty = ""
    day: date | None = None
    at: datetime | None = None


class SawRecord(Record):
    """A fact that a test used: its value in words and as data, and its origins in the state.

    For a computed moment, `fact` is the moment in the rule language, such as `interview + 3 days`,
    and `origins` is empty. `known` is false if the value is the default of the fact. `data` is null
    only in results of version 0.2 and before.
    """

    fact: str
    value: str
    data: FactValue | None
    known: bool
    origins: tuple[OriginRecord, ...]


class PartRecord(Record):
    """A part of a condition: its words, whether it holds, and its own parts.

    A test has no parts; `saw` lists the facts it used. If it compares a moment with now, `changes`
    is the next moment at which its value changes while its facts stay the same. `changes` is null
    if there is none, and for all other parts. A repeated part is recorded without its own parts.
    """

    kind: Literal["all", "any", "not", "definition", "conclusion", "rule", "test"]
    words: str
    holds: bool
    saw: tuple[SawRecord, ...]
    changes: datetime | None
    parts: tuple[PartRecord, ...]


class ExplanationRecord(Result):
    """An explanation of why a rule holds or does not hold at a moment, and when it could hold.

    `given` is true if the rule gives its advice. `hidden` is true if the advice is done or snoozed
    or, in a search, if the rules of the search advise its action. `instead` names the rules that
    take precedence. If nothing else changes, the rule holds from `earliest` and gives its advice
    from `given_from`; each is null if that never happens. `until` is when it stops holding, null if
    it does not hold now or never stops. `deciding` lists the tests that decide, `origins` the
    places in the state where they found their facts, and `missing` the unknown facts they need.
    """

    rule: str
    pack: str
    pack_digest: str
    state: str
    now: datetime
    holds: bool
    given: bool
    earliest: datetime | None
    until: datetime | None
    given_from: datetime | None
    instead: tuple[str, ...]
    hidden: bool
    deciding: tuple[str, ...]
    origins: tuple[OriginRecord, ...] = ()
    missing: tuple[str, ...]
    source: SourceRecord
    tree: PartRecord
    versions: dict[str, str]

    _older = model_validator(mode="before")(upgraded_explanation)
