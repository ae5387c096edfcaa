"""The runner of pack tests, which explains every failed expectation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from interview_rules.authoring.pack_tests.snapshots import difference, report_as_data
from interview_rules.errors import CalendarError
from interview_rules.evaluation.evaluation import evaluate
from interview_rules.language.nodes import facts_of
from interview_rules.language.printer import say_moment
from interview_rules.reports.explanation import explain_evaluation
from interview_rules.reports.report import Report

if TYPE_CHECKING:
    from interview_rules.authoring.pack_tests.model import Expected, PackTest, TestFile
    from interview_rules.authoring.pack_tests.snapshots import Snapshot
    from interview_rules.reports.advice import Advice

__all__ = ["Failure", "Outcome", "report_at", "run_test", "run_tests"]

_UPDATE = "to accept it, run interview-rules test with --update"


@dataclass(frozen=True, slots=True)
class Failure:
    """A reason why a test failed, and an explanation: of the rule, or of how reports differ.

    The explanation is empty if there is none.
    """

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
            failures = tuple(_failures(test, report_at(test, instant)))
        except CalendarError as error:
            failures = (Failure(str(error)),)
        found.append(Outcome(file.name, test, now, failures))
    return found


def report_at(test: PackTest, instant: int) -> Report:
    """Return the report on a test's state at an instant. Raises CalendarError."""
    return Report(evaluate(test.session, instant))


def _failures(test: PackTest, report: Report) -> list[Failure]:
    found = [] if test.report is None else _differences(test.report, report)
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
    for name, *_ in test.expect_not:
        advice = _given(report, name)
        if advice is not None:
            found.append(Failure(f"{name} is advised, by {advice.id}", _why(report, advice.id)))
    for named, wanted in ((test.holds, True), (test.holds_not, False)):
        for name, *_ in named:
            # A rule that is switched off has no index, and never holds.
            index = report.pack.by_id.get(name)
            if (index is not None and bool(report.holds >> index & 1)) is not wanted:
                message = f"{name} does not hold" if wanted else f"{name} holds"
                found.append(Failure(message, _why(report, name)))
    if test.nothing_else:
        found += [
            Failure(f"{advice.action} is also advised, by {advice.id}", _why(report, advice.id))
            for advice in report
            if advice.id not in expected
        ]
    return found


def _differences(snapshot: Snapshot, report: Report) -> list[Failure]:
    if snapshot.advice is None:
        return [Failure(f"the report has yet to be recorded ({_UPDATE})")]
    found = difference(snapshot.advice, report_as_data(report))
    if not found:
        return []
    return [Failure(f"the report differs (- expected, + advised now; {_UPDATE})", found)]


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
            if key == "text":
                said = _shown(report, key, came)
                message = f"the title and text of {expected.name}, {said}, do not contain {shown}"
            if key == "due":
                message += _computed(report, advice)
            found.append(Failure(message, _why(report, advice.id)))
    return found


def _computed(report: Report, advice: Advice) -> str:
    """Return how the rule computes when its advice is due, with the moments that it names."""
    moment = advice.rule.advise.due if advice.rule.advise is not None else None
    if moment is None:
        return f" (rule {advice.id} has no due)"
    names = [name for name in facts_of(moment) if name in report.pack.offsets]
    known = [f"{name} is {report.evaluation.fact_said(name)[0]}" for name in names]
    where = f", where {' and '.join(known)}" if known else ""
    return f" (due is {say_moment(moment)}{where})"


def _shown(report: Report, key: str, value: object) -> str:
    if value is None:
        return "always" if key == "since" else "never"
    if isinstance(value, int):
        value = report.calendar.to_datetime(value)
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S}".removesuffix(":00")
    return f"“{value}”" if key == "text" else str(value)
