"""The runner of pack tests, which explains every failed expectation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from interview_rules.errors import CalendarError
from interview_rules.evaluation.evaluation import evaluate
from interview_rules.reports.explanation import explain_evaluation
from interview_rules.reports.report import Report

if TYPE_CHECKING:
    from interview_rules.authoring.pack_tests.model import Expected, PackTest, TestFile
    from interview_rules.reports.advice import Advice

__all__ = ["Failure", "Outcome", "run_test", "run_tests"]


@dataclass(frozen=True, slots=True)
class Failure:
    """A reason why a test failed, with an explanation of the rule in question, if there is one."""

    message: str
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of a test at one of its instants; `now` is in the zone of the state."""

    file: str
    test: PackTest
    now: datetime
    failures: tuple[Failure, ...]

    @property
    def passed(self) -> bool:
        """True if every expectation was met."""
        return not self.failures


def run_tests(file: TestFile) -> list[Outcome]:
    """Run every test of a file at each of its instants. A CalendarError fails the test."""
    return [outcome for test in file.tests for outcome in run_test(file, test)]


def run_test(file: TestFile, test: PackTest) -> list[Outcome]:
    """Run one test at each of its instants. A CalendarError fails the test."""
    found = []
    for instant in test.nows:
        now = test.session.calendar.to_datetime(instant)
        try:
            failures = tuple(_failures(test, Report(evaluate(test.session, instant))))
        except CalendarError as error:
            failures = (Failure(str(error)),)
        found.append(Outcome(file.name, test, now, failures))
    return found


def _failures(test: PackTest, report: Report) -> list[Failure]:
    found = []
    expected = set[str]()
    for each in test.expect:
        advice = _given(report, each.name)
        if advice is None:
            came = ", ".join(report.actions) or "nothing"
            message = f"{each.name} is not advised (advised: {came})"
            found.append(Failure(message, _why(report, each.name)))
            continue
        expected.add(advice.id)
        found += _details(report, advice, each)
    for name, _at in test.expect_not:
        advice = _given(report, name)
        if advice is not None:
            found.append(Failure(f"{name} is advised, by {advice.id}", _why(report, advice.id)))
    for named, wanted in ((test.holds, True), (test.holds_not, False)):
        for name, _at in named:
            if bool(report.holds >> report.pack.by_id[name] & 1) is not wanted:
                message = f"{name} does not hold" if wanted else f"{name} holds"
                found.append(Failure(message, _why(report, name)))
    if test.nothing_else:
        found += [
            Failure(f"{advice.action} is also advised, by {advice.id}", _why(report, advice.id))
            for advice in report
            if advice.id not in expected
        ]
    return found


def _given(report: Report, name: str) -> Advice | None:
    """Return the advice for the action `name`, or else by the rule `name`; None if not given."""
    if name in report.pack.actions:
        return next((advice for advice in report if advice.action == name), None)
    return next((advice for advice in report if advice.id == name), None)


def _why(report: Report, name: str) -> str:
    return str(explain_evaluation(report.evaluation, name))


def _details(report: Report, advice: Advice, expected: Expected) -> list[Failure]:
    found = []
    for key, wanted in expected.details.items():
        if key == "text":
            came: object = f"{advice.title} {advice.text}"
            same = wanted in str(came)
        elif key == "rule":
            came, same = advice.id, advice.id == wanted
        elif key == "due":
            came = advice.due
            same = type(came) is type(wanted) and came == wanted
        else:
            came = advice.since if key == "since" else advice.until
            same = (came is None and wanted is None) or (
                isinstance(came, datetime) and wanted is not None and came.timestamp() == wanted
            )
        if not same:
            shown = _shown(report, key, wanted)
            message = f"{key} of {expected.name} is {_shown(report, key, came)}, not {shown}"
            found.append(Failure(message, _why(report, advice.id)))
    return found


def _shown(report: Report, key: str, value: object) -> str:
    if value is None:
        return "always" if key == "since" else "never"
    if isinstance(value, int):
        value = report.calendar.to_datetime(value)
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S}".removesuffix(":00")
    return f"“{value}”" if key == "text" else str(value)
