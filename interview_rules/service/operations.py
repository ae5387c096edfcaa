"""Operations: what a front end can ask for, each from a request to the bytes of its answer.

An answer depends on the rules, the request and the current time. Nothing is kept in between.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from interview_rules.records.explanation import ExplanationRecord
from interview_rules.records.plan import PlanRecord, SearchPlanRecord
from interview_rules.records.report import ReportRecord, SearchReportRecord
from interview_rules.service import requests
from interview_rules.service.answers import (
    DraftsAnswer,
    FindingsAnswer,
    QuestionsAnswer,
    SearchQuestionsAnswer,
    StatusAnswer,
    TestsAnswer,
    drafts_of,
    status_of,
)
from interview_rules.service.reading import placed_in, read_request
from interview_rules.state.interview_state import InterviewState
from interview_rules.state.job_search import JobSearch

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic import BaseModel

    from interview_rules.advisor import Advisor
    from interview_rules.reports.plan import Plan
    from interview_rules.reports.report import Report
    from interview_rules.reports.search_plan import SearchPlan
    from interview_rules.reports.search_report import SearchReport

    AdviseOfEither = requests.AdviseRequest | requests.SearchAdviseRequest
    PlanOfEither = requests.PlanRequest | requests.SearchPlanRequest
    IcsOfEither = requests.IcsRequest | requests.SearchIcsRequest
    LogOfEither = requests.LogRequest | requests.SearchLogRequest
    AnswerOfEither = requests.AnswerRequest | requests.SearchAnswerRequest

__all__ = ["JSON", "OPERATIONS", "Operation", "perform"]

JSON = "application/json"
_CALENDAR = "text/calendar"
_PICTURE = "image/svg+xml"


class Operation(NamedTuple):
    """An operation: the models of its request and answer, and the function between them.

    `answer` is the model of the answer, or None for a file that is not JSON. `quick` is True if the
    answer takes milliseconds for a usual state; any other operation can take seconds.
    """

    name: str
    request: type[requests.Request]
    perform: Callable[[Advisor, Any], bytes]
    answer: type[BaseModel] | None
    summary: str
    quick: bool = True
    media_type: str = JSON


def perform(operation: Operation, advisor: Advisor, body: str | bytes) -> bytes:
    """Return the answer to a request: JSON, a calendar file or a picture. `body` is JSON.

    Raises InterviewRulesError with all problems, each with its place in the request, and
    MissingExtraError if an extra is missing.
    """
    asked = read_request(operation.request, body)
    with placed_in(asked):
        return operation.perform(advisor, asked)


def _advise(advisor: Advisor, asked: AdviseOfEither) -> bytes:
    report: Report | SearchReport = advisor.advise(asked.subject, asked.now)
    return report.to_json(include=asked.include).encode()


def _planned(advisor: Advisor, asked: PlanOfEither) -> Plan | SearchPlan:
    plan: Plan | SearchPlan = advisor.plan(asked.subject, asked.now, asked.until, asked.scenario)
    return plan


def _plan(advisor: Advisor, asked: PlanOfEither) -> bytes:
    return _planned(advisor, asked).to_json().encode()


def _ics(advisor: Advisor, asked: IcsOfEither) -> bytes:
    plan = _planned(advisor, asked)
    return plan.to_ics(todos=asked.todos, alarms=asked.alarms, previous=asked.previous)


def _picture(advisor: Advisor, asked: PlanOfEither) -> bytes:
    return _planned(advisor, asked).to_svg().encode()


def _explain(advisor: Advisor, asked: requests.ExplainRequest) -> bytes:
    return advisor.explain(asked.state, asked.rule, asked.now).to_json().encode()


def _explain_in_search(advisor: Advisor, asked: requests.SearchExplainRequest) -> bytes:
    found = advisor.explain(asked.search, asked.rule, asked.now, asked.application)
    return found.to_json().encode()


def _questions(advisor: Advisor, asked: requests.QuestionsRequest) -> bytes:
    found = advisor.advise(asked.state, asked.now).questions
    listed = found(all=True) if asked.all else found
    records = tuple(each.record() for each in listed)
    return _written(QuestionsAnswer(questions=records, complete=found.complete))


def _questions_of_search(advisor: Advisor, asked: requests.SearchRequest) -> bytes:
    record = advisor.advise(asked.search, asked.now).record(include=("questions",))
    return _written(
        SearchQuestionsAnswer(questions=record.questions, complete=record.questions_complete)
    )


def _answer(advisor: Advisor, asked: AnswerOfEither) -> bytes:
    return _stored(advisor.answer(asked.subject, asked.answers, asked.now))


def _log(_advisor: Advisor, asked: LogOfEither) -> bytes:
    return _stored(asked.subject.as_log())


def _drafts(advisor: Advisor, asked: requests.StateRequest) -> bytes:
    report = advisor.advise(asked.state, asked.now)
    return _written(drafts_of(("", advice) for advice in report))


def _drafts_of_search(advisor: Advisor, asked: requests.SearchRequest) -> bytes:
    return _written(drafts_of(advisor.advise(asked.search, asked.now)))


def _check(_advisor: Advisor, asked: requests.CheckRequest) -> bytes:
    # The checks take a fifth of the time to import all of this, and few front ends need them.
    from interview_rules.authoring.checks.runner import check_text  # noqa: PLC0415
    from interview_rules.service.authoring import PACK, findings_of  # noqa: PLC0415

    return _written(
        FindingsAnswer(findings=findings_of(check_text(asked.pack, PACK, installed=False)))
    )


def _test(_advisor: Advisor, asked: requests.TestRequest) -> bytes:
    from interview_rules.service.authoring import tested  # noqa: PLC0415  # as for the checks

    return _written(tested(asked.pack, asked.tests))


def _status(advisor: Advisor, asked: requests.StateRequest) -> bytes:
    return _written(status_of(advisor.advise(asked.state, asked.now)))


def _stored(subject: InterviewState | JobSearch) -> bytes:
    return subject.model_dump_json(exclude_defaults=True).encode()


def _written(answer: BaseModel) -> bytes:
    return answer.model_dump_json().encode()


OPERATIONS: dict[str, Operation] = {
    each.name: each
    for each in (
        Operation(
            "advise", requests.AdviseRequest, _advise, ReportRecord,
            "What to do, to avoid and to know now",
        ),
        Operation(
            "plan", requests.PlanRequest, _plan, PlanRecord,
            "What will be advised, and when", quick=False,
        ),
        Operation(
            "explain", requests.ExplainRequest, _explain, ExplanationRecord,
            "Why a rule holds or does not, and when it could",
        ),
        Operation(
            "status", requests.StateRequest, _status, StatusAnswer,
            "Which rules hold, which give their advice, and when", quick=False,
        ),
        Operation(
            "questions", requests.QuestionsRequest, _questions, QuestionsAnswer,
            "The questions whose answers would change the advice",
        ),
        Operation(
            "answer", requests.AnswerRequest, _answer, InterviewState,
            "The state with answers added, to store",
        ),
        Operation(
            "log", requests.LogRequest, _log, InterviewState,
            "The same state as an event log, to show and to change",
        ),
        Operation(
            "drafts", requests.StateRequest, _drafts, DraftsAnswer, "Drafts of the messages to send"
        ),
        Operation(
            "ics", requests.IcsRequest, _ics, None,
            "A calendar file of what will be advised", quick=False, media_type=_CALENDAR,
        ),
        Operation(
            "picture", requests.PlanRequest, _picture, None,
            "A picture of what will be advised", quick=False, media_type=_PICTURE,
        ),
        Operation(
            "search/advise", requests.SearchAdviseRequest, _advise, SearchReportRecord,
            "The advice on all applications of a search", quick=False,
        ),
        Operation(
            "search/plan", requests.SearchPlanRequest, _plan, SearchPlanRecord,
            "What will be advised on a search, and when", quick=False,
        ),
        Operation(
            "search/explain", requests.SearchExplainRequest, _explain_in_search, ExplanationRecord,
            "Why a rule holds or does not for an application of a search, and when it could",
            quick=False,
        ),
        Operation(
            "search/questions", requests.SearchRequest, _questions_of_search, SearchQuestionsAnswer,
            "The questions about the applications of a search", quick=False,
        ),
        Operation(
            "search/answer", requests.SearchAnswerRequest, _answer, JobSearch,
            "The search with answers added, to store", quick=False,
        ),
        Operation(
            "search/log", requests.SearchLogRequest, _log, JobSearch,
            "The same search with event logs, to show and to change", quick=False,
        ),
        Operation(
            "search/drafts", requests.SearchRequest, _drafts_of_search, DraftsAnswer,
            "Drafts of the messages to send for a search", quick=False,
        ),
        Operation(
            "search/ics", requests.SearchIcsRequest, _ics, None,
            "A calendar file of what will be advised on a search", quick=False,
            media_type=_CALENDAR,
        ),
        Operation(
            "search/picture", requests.SearchPlanRequest, _picture, None,
            "A picture of what will be advised on a search", quick=False, media_type=_PICTURE,
        ),
        Operation(
            "check", requests.CheckRequest, _check, FindingsAnswer,
            "What is wrong with a rule pack, and what probably is", quick=False,
        ),
        Operation(
            "test", requests.TestRequest, _test, TestsAnswer,
            "The outcomes of the tests of a rule pack, and their coverage", quick=False,
        ),
    )
}  # fmt: skip
"""All operations, by name."""
