"""Findings and tests of a rule pack that comes as a text, as data."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from interview_rules.authoring.checks.formats import formatted
from interview_rules.authoring.checks.runner import problems_as_results
from interview_rules.authoring.pack_tests import Coverage, read_tests, run_tests
from interview_rules.errors import PackError
from interview_rules.packs.model import RulePack
from interview_rules.service.answers import (
    CoverageAnswer,
    FailureAnswer,
    FindingAnswer,
    LeafAnswer,
    TestAnswer,
    TestsAnswer,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from interview_rules.authoring.checks.runner import Result
    from interview_rules.authoring.pack_tests import Outcome
    from interview_rules.authoring.pack_tests.coverage import Leaf

__all__ = ["PACK", "findings_of", "tested"]

PACK, TESTS = "pack.yaml", "pack.tests.yaml"
"""The names of the files in positions."""


def findings_of(results: Iterable[Result]) -> tuple[FindingAnswer, ...]:
    """Return the results of a check as data."""
    found = json.loads(formatted(list(results), "json"))
    return tuple(FindingAnswer.model_validate(each) for each in found)


def tested(pack: str, tests: str) -> TestsAnswer:
    """Return the outcomes of the tests of a pack; both are texts in YAML."""
    try:
        file = read_tests(tests, TESTS, RulePack.from_text(pack, PACK), PACK)
    except PackError as error:
        findings = findings_of(problems_as_results(error))
        return TestsAnswer(findings=findings, tests=(), coverage=None)
    coverage = Coverage(file.pack, file.files)
    coverage.add([file])
    return TestsAnswer(
        findings=(), tests=tuple(map(_outcome, run_tests(file))), coverage=_coverage(coverage)
    )


def _outcome(outcome: Outcome) -> TestAnswer:
    return TestAnswer(
        line=outcome.test.at.line,
        name=outcome.test.name,
        now=outcome.now,
        passed=outcome.passed,
        failures=tuple(
            FailureAnswer(message=each.message, explanation=each.explanation)
            for each in outcome.failures
        ),
    )


def _coverage(coverage: Coverage) -> CoverageAnswer:
    return CoverageAnswer(
        percent=round(coverage.percent, 2),
        rules_never_held=coverage.never_held,
        rules_always_held=coverage.always_held,
        leaves_never_true=tuple(map(_leaf, coverage.never_true)),
        leaves_never_false=tuple(map(_leaf, coverage.never_false)),
    )


def _leaf(leaf: Leaf) -> LeafAnswer:
    return LeafAnswer(of=leaf.of, line=leaf.at.line, column=leaf.at.column, words=leaf.words)
