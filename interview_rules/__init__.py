"""Rule-based advice after a job interview: dated, explained and cited.

>>> from interview_rules import advise
>>> report = advise({"interview": "2026-11-19", "decision_date": "2026-11-25"},
...                 now="2026-11-20 12:00")
>>> report["wait"].title
'Do not ask about the decision before Wednesday 25 November 2026 is over'
"""

from typing import TYPE_CHECKING

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
    WarningRecord,
)
from interview_rules.reports.advice import Advice
from interview_rules.reports.calendar_feed import CalendarFeed
from interview_rules.reports.explanation import Explanation
from interview_rules.reports.plan import Plan, Stretch
from interview_rules.reports.report import Report
from interview_rules.reports.search_plan import SearchPlan
from interview_rules.reports.search_report import SearchAdvice, SearchReport
from interview_rules.state.interview_state import InterviewState
from interview_rules.state.job_search import JobSearch
from interview_rules.state.reading import read_file

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

if TYPE_CHECKING:
    __version__: str
else:
    # Hidden from type checkers, so that they still report misspelled names.

    def __getattr__(name: str) -> str:
        """Return `__version__`, which is looked up only on access: most programs do not need it."""
        if name == "__version__":
            from importlib.metadata import version  # noqa: PLC0415  # see above

            return version("interview-rules")
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
