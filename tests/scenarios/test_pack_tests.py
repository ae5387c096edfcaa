"""The tests of the shipped packs cover every rule, and both results of every test in conditions."""

from __future__ import annotations

import pytest

from interview_rules.authoring.pack_tests import Coverage, read_test_file, run_tests
from interview_rules.packs import bundled


@pytest.mark.parametrize("name", bundled.names())
@pytest.mark.slow
def test_every_leaf_is_true_in_one_test_and_false_in_another(name):
    file = read_test_file(bundled.path_of(name).with_name(f"{name}.tests.yaml"))
    assert [outcome.test.name for outcome in run_tests(file) if not outcome.passed] == []
    coverage = Coverage(file.pack, file.files)
    coverage.add([file])
    assert [(leaf.of, leaf.words) for leaf in coverage.never_true] == []
    assert [(leaf.of, leaf.words) for leaf in coverage.never_false] == []
    assert (coverage.never_held, coverage.always_held) == ((), ())
    assert coverage.percent == 100
