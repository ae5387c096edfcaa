"""Tests of rule packs as tests of pytest: every `*.tests.yaml` is collected, an item for each test.

The plugin is registered when the library is installed. It reads nothing but files of that name
which speak of tests or rules, and what reads YAML is imported only once there is one.
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

__all__ = ["PackTestItem", "PackTestsFile", "pytest_collect_file"]

_SUFFIX = ".tests.yaml"
_SAYS_SOMETHING = re.compile(r"^\ufeff?\s*[^\s#]", re.MULTILINE)
_OURS = re.compile(r"""^\ufeff?(\{.*)?["']?(tests?|rules)["']?\s*:""", re.MULTILINE)
"""What a file of ours has in any case. Too much is better than passing over a file in silence."""


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect test files of packs."""
    if not file_path.name.endswith(_SUFFIX):
        return None
    try:
        text = file_path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        text = "tests:"  # why it cannot be read is told when it is collected
    if not _OURS.search(text) and _SAYS_SOMETHING.search(text):
        return None
    found: pytest.Collector = PackTestsFile.from_parent(parent, path=file_path)
    return found


class PackTestsFile(pytest.File):
    """A test file of a pack."""

    def collect(self) -> Iterator[PackTestItem]:
        """One item for each test; what cannot be read is an error of the collection."""
        from interview_rules.authoring.pack_tests.reader import read_test_file  # noqa: PLC0415  # the same
        from interview_rules.errors import InterviewRulesError  # noqa: PLC0415  # only where it is needed

        try:
            file = read_test_file(self.path)
        except InterviewRulesError as error:
            raise self.CollectError(str(error)) from None
        for test in file.tests:
            yield PackTestItem.from_parent(self, name=test.name, file=file, test=test)


class PackTestItem(pytest.Item):
    """One test, at all of its moments."""

    def __init__(self, *, file: TestFile, test: PackTest, **others: Any) -> None:
        super().__init__(**others)
        self.file = file
        self.test = test

    def runtest(self) -> None:
        """Run the test; fails with everything that is not as expected."""
        from interview_rules.authoring.pack_tests.runner import run_test  # noqa: PLC0415  # see above

        failed = [each for each in run_test(self.file, self.test) if not each.passed]
        if failed:
            raise _NotAsExpected(failed)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """What was not as expected, with the explanation of each rule in question."""
        if isinstance(excinfo.value, _NotAsExpected):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where the test stands, with the line counted from 0."""
        return self.path, self.test.at.line - 1, self.name


class _NotAsExpected(Exception):
    def __init__(self, outcomes: list[Outcome]) -> None:
        lines: list[str] = []
        for outcome in outcomes:
            lines.append(f"at {outcome.now:%Y-%m-%d %H:%M}:")
            for failure in outcome.failures:
                lines.append(f"  {failure.message}")
                lines += [f"    {line}" for line in failure.explanation.split("\n") if line]
        super().__init__("\n".join(lines))
