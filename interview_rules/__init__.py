"""What to do after a job interview, as rules: dated, explained, cited advice.

>>> from interview_rules import advise
>>> report = advise({"interview": "2026-11-19", "decision_date": "2026-11-25"},
...                 now="2026-11-20 12:00")
>>> report["wait"].title
'Leave them in peace until Wednesday 25 November 2026'
"""

from interview_rules.advisor import Advisor, advise, explain, plan
from interview_rules.errors import (
    CalendarError,
    InterviewRulesError,
    PackError,
    Problem,
    StateError,
)
from interview_rules.events.event import Event
from interview_rules.packs.model import RulePack
from interview_rules.records import ExplanationRecord, PlanRecord, ReportRecord
from interview_rules.reports.advice import Advice
from interview_rules.reports.explanation import Explanation
from interview_rules.reports.plan import Plan, Stretch
from interview_rules.reports.report import Report
from interview_rules.reports.search_report import SearchAdvice, SearchPlan, SearchReport
from interview_rules.state.interview_state import InterviewState
from interview_rules.state.job_search import JobSearch

__all__ = [
    "Advice",
    "Advisor",
    "CalendarError",
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
    "Report",
    "ReportRecord",
    "RulePack",
    "SearchAdvice",
    "SearchPlan",
    "SearchReport",
    "StateError",
    "Stretch",
    "advise",
    "explain",
    "plan",
]
