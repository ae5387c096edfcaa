"""A report on one application as data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_rules.calendars.versions import versions
from interview_rules.records.parts import parts_of
from interview_rules.records.report import ReportRecord, warning_records
from interview_rules.records.upgrading import RESULT_VERSION
from interview_rules.reports.advice_record import advice_record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from interview_rules.records.parts import Part
    from interview_rules.reports.report import Report

__all__ = ["report_record"]


def report_record(report: Report, include: Iterable[Part] | None = None) -> ReportRecord:
    """Return a report as data; `include` and errors are as for `Report.record`."""
    parts = parts_of(include)
    questions = report.questions if "questions" in parts else None
    return ReportRecord(
        schema_version=RESULT_VERSION,
        now=report.now,
        pack=report.pack.name,
        pack_digest=report.pack.digest,
        state=report.state.identity,
        headline=report.headline,
        advice=tuple([advice_record(advice, parts) for advice in report.advice]),
        snoozed=tuple([each.record() for each in report.snoozed]),
        assumptions=report.assumptions if "assumptions" in parts else (),
        questions=() if questions is None else tuple(each.record() for each in questions),
        questions_complete=questions is not None and questions.complete,
        next_change=report.next_change if "windows" in parts else None,
        warnings=warning_records(report.warnings),
        included=parts,
        versions=versions(report.state.country),
    )
