"""Advice as data: in a report, with its reasons and drafts, and in a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_rules.evaluation.fact_values import fact_value
from interview_rules.packs.rule_usage import usage_of
from interview_rules.records.advice import AdviceRecord, ReasonRecord, source_record
from interview_rules.records.parts import parts_of
from interview_rules.records.plan import PlannedRecord
from interview_rules.records.values import day_and_instant

if TYPE_CHECKING:
    from collections.abc import Iterable

    from interview_rules.evaluation.evaluation import Evaluation
    from interview_rules.packs.model import Rule
    from interview_rules.records.parts import Part
    from interview_rules.records.values import FactValue
    from interview_rules.reports.advice import Advice

__all__ = ["advice_record", "planned_record", "reason_record"]


def advice_record(advice: Advice, include: Iterable[Part] | None = None) -> AdviceRecord:
    """Return a piece of advice as data; `include` and errors are as for `Advice.record`."""
    parts = parts_of(include)
    drafts = advice.drafts if "drafts" in parts else ()
    windows = "windows" in parts
    due, due_at = day_and_instant(advice.due)
    return AdviceRecord(
        id=advice.id,
        action=advice.action,
        kind=advice.kind,
        title=advice.title,
        text=advice.text,
        since=advice.since if windows else None,
        until=advice.until if windows else None,
        due=due,
        due_at=due_at,
        because=advice.because if "reasons" in parts else (),
        source=source_record(advice.source),
        draft=next(iter(drafts), None),
        drafts=drafts,
    )


def planned_record(advice: Advice) -> PlannedRecord:
    """Return the fields of a piece of advice that a plan shows, as data."""
    due, due_at = day_and_instant(advice.due)
    return PlannedRecord(
        id=advice.id,
        action=advice.action,
        kind=advice.kind,
        title=advice.title,
        text=advice.text,
        due=due,
        due_at=due_at,
    )


def reason_record(evaluation: Evaluation, rule: Rule) -> ReasonRecord:
    """Return a rule as a reason for advice, with the facts that it reads."""
    texts: dict[str, str] = {}
    values: dict[str, FactValue] = {}
    for name, place, default, text in usage_of(evaluation.pack, rule).readings:
        if evaluation.facts[place] == default:  # most facts, so this takes the least time
            texts[name] = text
        else:
            texts[name] = evaluation.fact_said(name)[0]
            values[name] = fact_value(evaluation, name)
    return ReasonRecord(
        rule=rule.id,
        pack=rule.pack,
        words=rule.words,
        facts=texts,
        values=values,
        source=source_record(rule.source),
    )
