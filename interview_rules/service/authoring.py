"""What authors can ask for: the findings and test outcomes of a rule pack in YAML text, as data."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from interview_rules.authoring.checks.formats import formatted
from interview_rules.authoring.checks.runner import problems_as_results
from interview_rules.authoring.pack_tests import Coverage, read_tests, run_tests
from interview_rules.authoring.pack_tests.report import outcomes_as_data
from interview_rules.errors import PackError
from interview_rules.packs.model import RulePack
from interview_rules.service.answers import FindingAnswer, TestsAnswer
from interview_rules.service.hints import without_commands

if TYPE_CHECKING:
    from collections.abc import Iterable

    from interview_rules.authoring.checks.runner import Result

__all__ = ["PACK", "findings_of", "tested"]

PACK, TESTS = "pack.yaml", "pack.tests.yaml"
"""The names of the files in positions."""


def findings_of(results: Iterable[Result]) -> tuple[FindingAnswer, ...]:
    """Return the results of a check as data."""
    found = json.loads(formatted(list(results), "json"))
    return tuple(
        FindingAnswer.model_validate({**each, "hint": without_commands(each["hint"])})
        for each in found
    )


def tested(pack: str, tests: str) -> TestsAnswer:
    """Return the outcomes of a pack's tests; `pack` and `tests` are YAML text."""
    try:
        # A stranger must not learn which packages a service has.
        read = RulePack.from_text(pack, PACK, installed=False)
        file = read_tests(tests, TESTS, read, PACK)
    except PackError as error:
        findings = findings_of(problems_as_results(error))
        return TestsAnswer(findings=findings, tests=(), coverage=None)
    coverage = Coverage(file.pack, file.files)
    coverage.add([file])
    data = outcomes_as_data(run_tests(file), [coverage])
    for failure in (each for test in data["tests"] for each in test["failures"]):
        failure["message"] = without_commands(failure["message"])
    (reached,) = data["coverage"]
    return TestsAnswer.model_validate(
        {"findings": (), "tests": tuple(data["tests"]), "coverage": reached}
    )
