"""Rule-based advice after a job interview: dated, explained and cited.

>>> from interview_rules import advise
>>> report = advise({"interview": "2026-11-19", "decision_date": "2026-11-25"},
...                 now="2026-11-20 12:00")
>>> report["wait"].title
'Do not ask about the decision before Wednesday 25 November 2026 is over'
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from interview_rules.advisor import Advisor, advise, answer, explain, plan
    from interview_rules.errors import (
        CalendarError,
        InterviewRulesError,
        PackError,
        Problem,
        StateError,
    )
    from interview_rules.events.event import Event
    from interview_rules.packs.model import RulePack
    from interview_rules.records.advice import (
        AdviceRecord,
        DraftRecord,
        ReasonRecord,
        SearchAdviceRecord,
        SourceRecord,
    )
    from interview_rules.records.explanation import ExplanationRecord
    from interview_rules.records.plan import PlanRecord, SearchPlanRecord
    from interview_rules.records.question import ChoiceRecord, QuestionRecord, SearchQuestionRecord
    from interview_rules.records.report import (
        AssumptionRecord,
        ReportRecord,
        SearchReportRecord,
        SearchSnoozedAdviceRecord,
        SnoozedAdviceRecord,
        WarningRecord,
    )
    from interview_rules.reports.advice import Advice
    from interview_rules.reports.calendar_feed import CalendarFeed
    from interview_rules.reports.explanation import Explanation
    from interview_rules.reports.plan import Plan, Stretch
    from interview_rules.reports.report import Report
    from interview_rules.reports.search_plan import SearchPlan
    from interview_rules.reports.search_report import SearchAdvice, SearchReport
    from interview_rules.reports.snoozed import SearchSnoozedAdvice, SnoozedAdvice
    from interview_rules.state.interview_state import InterviewState
    from interview_rules.state.job_search import JobSearch
    from interview_rules.state.reading import read_file

    __version__: str
else:
    # Hidden from type checkers, so that they still report misspelled names.
    from importlib import import_module

    _NAMES_BY_MODULE = {
        "advisor": "Advisor advise answer explain plan",
        "errors": "CalendarError InterviewRulesError PackError Problem StateError",
        "events.event": "Event",
        "packs.model": "RulePack",
        "records.advice": "AdviceRecord DraftRecord ReasonRecord SearchAdviceRecord SourceRecord",
        "records.explanation": "ExplanationRecord",
        "records.plan": "PlanRecord SearchPlanRecord",
        "records.question": "ChoiceRecord QuestionRecord SearchQuestionRecord",
        "records.report": "AssumptionRecord ReportRecord SearchReportRecord SearchSnoozedAdviceRecord"
        " SnoozedAdviceRecord WarningRecord",
        "reports.advice": "Advice",
        "reports.calendar_feed": "CalendarFeed",
        "reports.explanation": "Explanation",
        "reports.plan": "Plan Stretch",
        "reports.report": "Report",
        "reports.search_plan": "SearchPlan",
        "reports.search_report": "SearchAdvice SearchReport",
        "reports.snoozed": "SearchSnoozedAdvice SnoozedAdvice",
        "state.interview_state": "InterviewState",
        "state.job_search": "JobSearch",
        "state.reading": "read_file",
    }
    _MODULE_OF = {
        name: module for module, names in _NAMES_BY_MODULE.items() for name in names.split()
    }

    def __getattr__(name: str) -> object:
        """Return a public name, which is imported on first access, or `__version__`.

        pytest imports this package at every start because of its plugin, and other programs need
        only some modules.
        """
        if name in _MODULE_OF:
            found = getattr(import_module(f"{__name__}.{_MODULE_OF[name]}"), name)
            globals()[name] = found
            return found
        if name == "__version__":
            from importlib.metadata import version  # noqa: PLC0415  # most programs do not need it

            return version("interview-rules")
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)

    def __dir__() -> list[str]:
        """Return the names of the package, including those that have not been looked up yet."""
        return sorted({*globals(), *__all__})


__all__ = [
    "Advice",
    "AdviceRecord",
    "Advisor",
    "AssumptionRecord",
    "CalendarError",
    "CalendarFeed",
    "ChoiceRecord",
    "DraftRecord",
    "Event",
    "Explanation",
    "ExplanationRecord",
    "InterviewRulesError",
    "InterviewState",
    "JobSearch",
    "PackError",
    "Plan",
    "PlanRecord",
    "Problem",
    "QuestionRecord",
    "ReasonRecord",
    "Report",
    "ReportRecord",
    "RulePack",
    "SearchAdvice",
    "SearchAdviceRecord",
    "SearchPlan",
    "SearchPlanRecord",
    "SearchQuestionRecord",
    "SearchReport",
    "SearchReportRecord",
    "SearchSnoozedAdvice",
    "SearchSnoozedAdviceRecord",
    "SnoozedAdvice",
    "SnoozedAdviceRecord",
    "SourceRecord",
    "StateError",
    "Stretch",
    "WarningRecord",
    "advise",
    "answer",
    "explain",
    "plan",
    "read_file",
]
