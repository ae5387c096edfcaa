"""Tests of rule packs, written in YAML: reader, runner, coverage and reports."""

from interview_rules.authoring.pack_tests.coverage import Coverage
from interview_rules.authoring.pack_tests.reader import (
    TestFile,
    find_test_files,
    read_test_file,
    read_tests,
)
from interview_rules.authoring.pack_tests.runner import Outcome, run_tests

__all__ = [
    "Coverage",
    "Outcome",
    "TestFile",
    "find_test_files",
    "read_test_file",
    "read_tests",
    "run_tests",
]
