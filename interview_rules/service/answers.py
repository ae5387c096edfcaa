"""Answers other than complete results: questions, drafts, findings and rules as data."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict

from interview_rules.packs.describe import rule_page, template_text
from interview_rules.records.advice import DraftRecord
from interview_rules.records.question import QuestionRecord, SearchQuestionRecord
from interview_rules.reports.explanation import Explanation

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from interview_rules.packs.model import Rule, RulePack
    from interview_rules.reports.advice import Advice
    from interview_rules.reports.report import Report

__all__ = [
    "DraftsAnswer",
    "FindingsAnswer",
    "QuestionsAnswer",
    "RuleAnswer",
    "RulesAnswer",
    "SearchQuestionsAnswer",
    "StatusAnswer",
    "TestsAnswer",
    "drafts_of",
    "rule_of",
    "rules_of",
    "status_of",
]


class _Answer(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="forbid", json_schema_serialization_defaults_required=True
    )


class QuestionsAnswer(_Answer):
    """Questions, most useful first: the best three, or all found if the request sets `all`.

    `complete` is false if the search for questions stopped early, so that some may be missing.
    """

    questions: tuple[QuestionRecord, ...]
    complete: bool


class SearchQuestionsAnswer(_Answer):
    """The best question about each of up to ten applications, the most urgent application first.

    `complete` is false if there may be questions about further applications.
    """

    questions: tuple[SearchQuestionRecord, ...]
    complete: bool


class AdviceDraft(_Answer):
    """A draft, with the rule and the action that it belongs to.

    `application` is the name of the application in a search; it is empty for advice on the search
    as a whole, and for a request about one application. `mailto` is a link that opens the message
    in a mail program.
    """

    application: str
    rule: str
    action: str
    title: str
    draft: DraftRecord
    mailto: str


class DraftsAnswer(_Answer):
    """Drafts of the messages that the advice suggests, in the order of the advice."""

    drafts: tuple[AdviceDraft, ...]


class TextPosition(_Answer):
    """A position in the text of a pack. Lines and columns count from 1."""

    line: int
    column: int


class TextEdit(_Answer):
    """The text to write from `start` up to, but not including, `end`."""

    start: TextPosition
    end: TextPosition
    text: str


class FixAnswer(_Answer):
    """Edits that fix a finding; `safety` is `safe`, or `unsafe` if a person has to review them."""

    message: str
    safety: str
    edits: tuple[TextEdit, ...]


class FindingAnswer(_Answer):
    """A finding in a pack or its tests.

    An `error` prevents loading them, unless it is about an entry under `accept`; a `warning` does
    not.

    `file` is `pack.yaml`, `pack.tests.yaml`, or the name of a bundled pack that the pack extends.
    Line 0 stands for the whole file. `fixable` is true if `fix` is safe.
    """

    code: str
    level: Literal["error", "warning"]
    file: str
    line: int
    column: int
    message: str
    hint: str
    fixable: bool
    fix: FixAnswer | None


class FindingsAnswer(_Answer):
    """The findings of a check, in order of position; empty if nothing was found."""

    findings: tuple[FindingAnswer, ...]


class FailureAnswer(_Answer):
    """Why a test failed, with the explanation of the rule in question as text, if there is one."""

    message: str
    explanation: str


class TestAnswer(_Answer):
    """The outcome of a test at one of its moments; `line` is where the test begins."""

    __test__ = False  # keeps pytest from collecting it

    file: str
    line: int
    name: str
    now: datetime
    passed: bool
    failures: tuple[FailureAnswer, ...]


class LeafAnswer(_Answer):
    """A leaf of a condition, and its position as text, such as `pack.yaml:5:11`.

    `of` is the id of its rule or the name of its definition.
    """

    of: str
    at: str
    words: str


class CoverageAnswer(_Answer):
    """What the tests reach in the pack.

    `percent` is the leaf coverage. Each leaf has two outcomes to cover: true and false.
    """

    pack: str
    percent: float
    rules_never_held: tuple[str, ...]
    rules_always_held: tuple[str, ...]
    leaves_never_true: tuple[LeafAnswer, ...]
    leaves_never_false: tuple[LeafAnswer, ...]


class TestsAnswer(_Answer):
    """The outcomes of the tests of a pack, and their coverage.

    `findings` lists the errors of the pack or, if it has none, of the tests; with any, no test runs
    and `coverage` is null.
    """

    __test__ = False  # keeps pytest from collecting it

    findings: tuple[FindingAnswer, ...]
    tests: tuple[TestAnswer, ...]
    coverage: CoverageAnswer | None


class RuleStatus(_Answer):
    """Whether a rule holds at a moment, and when.

    `title` is the template of its advice; it is empty for a rule that only concludes. `given` is
    true if its advice is given, from `since` until `until`, exclusive; each is null if the window
    is open on that side. If no advice is given, `since` is null, and `until` is the end of the
    interval in which the rule holds, null if it does not hold or the interval has no end.
    `earliest` is the first moment from now on at which it holds, null if it cannot hold unless
    something new happens. `instead` lists the rules that take its place, and `hidden` is true if
    it holds, but its advice is done or snoozed.
    """

    id: str
    pack: str
    title: str
    holds: bool
    given: bool
    since: datetime | None
    until: datetime | None
    earliest: datetime | None
    instead: tuple[str, ...]
    hidden: bool


class StatusAnswer(_Answer):
    """The status of every rule of a pack, in the order of the pack."""

    rules: tuple[RuleStatus, ...]


class RuleSummary(_Answer):
    """A rule in a list; `kind`, `action` and `title` are empty for a rule that only concludes."""

    id: str
    title: str
    kind: str
    action: str
    concludes: tuple[str, ...]
    source: str


class RulesAnswer(_Answer):
    """The rules of a pack in the order of the pack, and the digest of the pack."""

    pack: str
    title: str
    digest: str
    rules: tuple[RuleSummary, ...]


class RuleAnswer(RuleSummary):
    """A rule in full, with the definitions, parameters and conclusions that it uses.

    Fields that do not apply to the rule are empty.
    """

    when: tuple[str, ...]
    definitions: dict[str, str]
    conclusions_of_other_rules: dict[str, str]
    parameters: dict[str, str]
    text: str
    due: str
    draft: str
    recorded_as: str
    again_after: str
    order: str
    instead_of: tuple[str, ...]
    not_while_one_of_these_holds: tuple[str, ...]
    before: tuple[str, ...]
    pack: str


def drafts_of(advice: Iterable[tuple[str | None, Advice]]) -> DraftsAnswer:
    """Return the drafts of pieces of advice, each with the name of its application, if any."""
    return DraftsAnswer(
        drafts=tuple(
            AdviceDraft(
                application=application or "",
                rule=each.id,
                action=each.action,
                title=each.title,
                draft=draft,
                mailto=draft.mailto(),
            )
            for application, each in advice
            for draft in each.drafts
        )
    )


def status_of(report: Report) -> StatusAnswer:
    """Return the status of every rule at the moment of a report."""
    return StatusAnswer(rules=tuple(_status(report, rule) for rule in report.pack.rules))


def _status(report: Report, rule: Rule) -> RuleStatus:
    found = Explanation(report.evaluation, rule)
    since, until = None, found.until
    if found.given and rule.advise is not None:
        advice = report[rule.advise.action]
        since, until = advice.since, advice.until
    return RuleStatus(
        id=rule.id,
        pack=rule.pack,
        title=template_text(report.pack, rule.advise.title) if rule.advise else "",
        holds=found.holds,
        given=found.given,
        since=since,
        until=until,
        earliest=found.earliest,
        instead=found.instead,
        hidden=found.holds and found.hidden,
    )


def rules_of(pack: RulePack) -> RulesAnswer:
    """Return a summary of each rule of a pack."""
    pages = (rule_page(pack, rule) for rule in pack.rules)
    return RulesAnswer(
        pack=pack.name,
        title=pack.title,
        digest=pack.digest,
        rules=tuple(RuleSummary.model_validate(_only(RuleSummary, page)) for page in pages),
    )


def rule_of(pack: RulePack, rule: str) -> RuleAnswer:
    """Return one rule in full. Raises PackError for an unknown rule."""
    return RuleAnswer.model_validate(_only(RuleAnswer, rule_page(pack, pack.rule(rule))))


def _only(model: type[BaseModel], page: dict[str, Any]) -> dict[str, Any]:
    # The position of a rule names a file of the machine, which is nobody else's business.
    return {name: page[name] for name in model.model_fields}
