"""pytest plugin that collects the tests of rule packs, one item per test.

Installing the library registers the plugin, which does nothing unless the project sets the option
`interview_rules_tests = true`: other tools have files of the same name. It then collects
`*.tests.yaml` files that have a `tests` or `rules` key or no content. pytest imports this module at
every start, so it imports the rest of the library only when it finds such a file.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from interview_rules.authoring.pack_tests.reader import PackTest, TestFile
    from interview_rules.authoring.pack_tests.runner import Outcome

__all__ = ["PackTestItem", "PackTestsFile", "pytest_addoption", "pytest_collect_file"]

_OPTION = "interview_rules_tests"
_SUFFIX = ".tests.yaml"
_HAS_CONTENT = re.compile(r"^\ufeff?[^\S\n]*[^\s#]", re.MULTILINE)
_OURS = re.compile(r"""^\ufeff?(\{.*)?["']?(tests?|rules)["']?\s*:""", re.MULTILINE)
"""Matches every test file of a pack. A false match is better than a silently skipped file."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option with which a project asks for the tests of its rule packs."""
    parser.addini(_OPTION, f"Collect tests of rule packs (*{_SUFFIX}).", "bool", default=False)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Return a collector for a test file of a rule pack, or None for any other file.

    Return None for every file unless the project asks for these tests.
    """
    if not file_path.name.endswith(_SUFFIX) or not parent.config.getini(_OPTION):
        return None
    try:
        text = file_path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        text = "tests:"  # collecting the file reports why it cannot be read
    if not _OURS.search(text) and _HAS_CONTENT.search(text):
        return None
    found: pytest.Collector = PackTestsFile.from_parent(parent, path=file_path)
    return found


class PackTestsFile(pytest.File):
    """A test file of a rule pack."""

    def collect(self) -> Iterator[PackTestItem]:
        """Yield an item for each test. Raises CollectError if the file is invalid or unreadable."""
        from interview_rules.authoring.pack_tests.reader import read_test_file  # noqa: PLC0415  # reads YAML: only if needed
        from interview_rules.errors import InterviewRulesError  # noqa: PLC0415  # only if needed

        try:
            file = read_test_file(self.path)
        except InterviewRulesError as error:
            raise self.CollectError(str(error)) from None
        for test in file.tests:
            yield PackTestItem.from_parent(self, name=test.name, file=file, test=test)


class PackTestItem(pytest.Item):
    """One test of a rule pack, run at each of its moments."""

    def __init__(self, *, file: TestFile, test: PackTest, **others: Any) -> None:
        super().__init__(**others)
        self.file = file
        self.test = test

    def runtest(self) -> None:
        """Run the test at each of its moments and report every failed expectation."""
        from interview_rules.authoring.pack_tests.runner import run_test  # noqa: PLC0415  # only if needed

        failed = [each for each in run_test(self.file, self.test) if not each.passed]
        if failed:
            raise _ExpectationsFailed(failed)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Describe what failed; failures about the same rule share an explanation."""
        if isinstance(excinfo.value, _ExpectationsFailed):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Return the file, the zero-based line and the name of the test."""
        return self.path, self.test.at.line - 1, self.name


class _ExpectationsFailed(Exception):
    def __init__(self, outcomes: list[Outcome]) -> None:
        from interview_rules.authoring.pack_tests.report import failures_as_lines  # noqa: PLC0415  # only if needed

        lines: list[str] = []
        for outcome in outcomes:
            lines.append(f"at {outcome.now:%Y-%m-%d %H:%M}:")
            lines += [f"  {line}" for line in failures_as_lines(outcome)]
        super().__init__("\n".join(lines))
