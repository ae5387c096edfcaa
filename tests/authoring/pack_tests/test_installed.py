"""Tests of packs in installed packages, run by the name of the pack."""

from __future__ import annotations

from pathlib import Path

import pytest
from packages import UNI, site, write_package

from interview_rules import PackError, __version__
from interview_rules.authoring.pack_tests import (
    Coverage,
    find_test_files,
    read_test_file,
    run_tests,
)
from interview_rules.authoring.rule_docs import files_beside
from interview_rules.packs import bundled
from interview_rules.packs.model import RulePack

__all__ = ["site"]

TESTS = """\
tests:
  - name: Our coaches hear of silence
    events:
      - {at: 2026-11-19, event: interview}
      - {at: 2026-11-19, event: decision-date-set, date: 2026-11-25}
    now: 2026-12-10 12:00
    expect: [tell-your-coach]
  - name: They do not hear of a wait
    events: [{at: 2026-11-19, event: interview}]
    now: 2026-11-20 12:00
    expect_not: [tell-your-coach]
"""


@pytest.fixture
def tested(site):
    write_package(
        site,
        files={"uni_careers/rules.yaml": UNI, "uni_careers/rules.tests.yaml": TESTS},
    )
    return site


def test_the_tests_of_an_installed_pack_are_next_to_it(tested):
    (path,) = find_test_files(["uni-careers"])
    assert path == tested / "uni_careers" / "rules.tests.yaml"
    assert find_test_files(["uni-careers >= 2"]) == [path]
    assert all(outcome.passed for outcome in run_tests(read_test_file(path)))
    pack = RulePack.load("uni-careers")
    assert path in [Path(file.name) for file in files_beside(pack, ["uni-careers"])]


def test_the_tests_of_a_bundled_pack_are_next_to_it():
    path = bundled.path_of("job-search").with_name("job-search.tests.yaml")
    assert find_test_files(["job-search"]) == [path]


@pytest.mark.usefixtures("tested")
@pytest.mark.parametrize("asked", ["uni-careers", "'uni-careers >= 2'", "[uni-careers]"])
def test_a_test_file_names_an_installed_pack(asked):
    path = Path("mine.tests.yaml")
    path.write_text(f"rules: {asked}\n{TESTS}", encoding="utf-8")
    file = read_test_file(path)
    assert file.files == {"uni-careers"}
    assert all(outcome.passed for outcome in run_tests(file))
    coverage = Coverage(file.pack, file.files)
    coverage.add([file])
    assert coverage.percent == 100


@pytest.mark.usefixtures("tested")
def test_a_wrong_version_is_found_where_the_test_file_asks_for_it():
    path = Path("mine.tests.yaml")
    path.write_text(f"rules: uni-careers >= 3\n{TESTS}", encoding="utf-8")
    with pytest.raises(
        PackError, match=r"^mine\.tests\.yaml:1:8: uni-careers >= 3 is required, but"
    ):
        read_test_file(path)


def test_a_pack_without_tests_and_one_that_is_missing(site):
    write_package(site)
    write_package(site, "other", "1", {"other": "other:rules.yaml"}, {})
    with pytest.raises(PackError) as caught:
        find_test_files(["uni-careers", "other", "job-search >= 90"])
    assert [problem.message for problem in caught.value.problems] == [
        "the pack uni-careers has no tests: rules.tests.yaml is missing next to it",
        "other 1 lacks the file other/rules.yaml of its pack 'other'",
        f"job-search >= 90 is required, but interview-rules {__version__} is installed",
    ]
