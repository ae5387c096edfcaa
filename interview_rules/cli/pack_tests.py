"""The command `test`: the tests of packs are run, updated and suggested."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from interview_rules.authoring.pack_tests import (
    Coverage,
    find_test_files,
    read_test_file,
    run_tests,
)
from interview_rules.authoring.pack_tests.junit import junit
from interview_rules.authoring.pack_tests.report import outcomes_as_data, outcomes_as_text
from interview_rules.authoring.pack_tests.selection import with_name
from interview_rules.authoring.pack_tests.snapshot_update import update_reports
from interview_rules.cli.options import AsJson, percentage, refuse_with
from interview_rules.cli.output import FINDINGS, complaints, print_json, print_lines
from interview_rules.errors import InterviewRulesError, Problem
from interview_rules.sources.files import write_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from interview_rules.authoring.pack_tests import TestFile

__all__ = ["testing"]

testing = typer.Typer()


@testing.command("test")
def try_packs(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH...",
            help="Test files (*.tests.yaml), folders of them, or packs with tests next to them.",
        ),
    ],
    *,
    named: Annotated[
        str | None,
        typer.Option(
            "--filter",
            metavar="TEXT",
            help="Only tests with this text in their names, ignoring case.",
        ),
    ] = None,
    update: Annotated[
        bool,
        typer.Option(
            "--update",
            help="First rewrite each report in a test that differs from the advice given now.",
        ),
    ] = False,
    suggest: Annotated[
        bool,
        typer.Option(
            "--suggest",
            help="Instead, print tests that would raise the coverage, as YAML to add to a file.",
        ),
    ] = False,
    coverage: Annotated[
        bool,
        typer.Option(
            "--coverage",
            help="List each leaf, a single question of a condition, that no test makes true or no"
            " test makes false.",
        ),
    ] = False,
    min_coverage: Annotated[
        float | None,
        typer.Option(
            metavar="PERCENT",
            parser=percentage,
            help="Minimum coverage. Each leaf has two outcomes to cover: true and false.",
        ),
    ] = None,
    junit_file: Annotated[
        str | None, typer.Option("--junit", metavar="FILE", help="Also write JUnit XML.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Run the tests of packs.

    The exit status is 1 if a test fails or the coverage is below --min-coverage.
    """
    with complaints():
        if min_coverage is not None and not 0 <= min_coverage <= 100:
            message = f"{min_coverage:g} is not a percentage"
            hint = "write a number from 0 to 100"
            raise InterviewRulesError([Problem("--min-coverage", message, hint)])
        every = _files(paths)
        files = every if named is None else with_name(every, named)
        if suggest:
            given = {"--update": update, "--coverage": coverage, "--junit": junit_file}
            _suggest(files, {**given, "--min-coverage": min_coverage is not None}, as_json=as_json)
            return
        if update:
            files = _updated(files, quiet=as_json)
        outcomes = [outcome for file in files for outcome in run_tests(file)]
        found = _coverages(files)
        if junit_file is not None:
            write_file(junit_file, junit(outcomes))
        if as_json:
            data = outcomes_as_data(outcomes, found)
            print_json(json.dumps(data, indent=2, ensure_ascii=False))
        else:
            leaves = coverage or min_coverage is not None
            # The tests that --filter selects do not show what the tests as a whole fail to reach.
            shown = found if named is None or leaves else []
            left_out = _count(every) - _count(files)
            print_lines(outcomes_as_text(outcomes, shown, leaves=leaves, left_out=left_out))
        too_low = [c for c in found if min_coverage is not None and c.percent < min_coverage]
        if too_low and not as_json:
            print_lines(
                "".join(f"{c.pack.name}: coverage is below {min_coverage:g}%\n" for c in too_low)
            )
        if too_low or not all(outcome.passed for outcome in outcomes):
            raise typer.Exit(FINDINGS)


def _files(paths: Iterable[str]) -> list[TestFile]:
    """Read the test files in some paths. Raises InterviewRulesError with all their problems."""
    problems: list[Problem] = []
    files = []
    for path in find_test_files(paths):
        try:
            files.append(read_test_file(path))
        except InterviewRulesError as error:
            problems += error.problems
    if problems:
        raise InterviewRulesError(problems)
    return files


def _count(files: Iterable[TestFile]) -> int:
    """Return the number of outcomes that the tests of some files have."""
    return sum(len(test.nows) for file in files for test in file.tests)


def _by_pack(files: Iterable[TestFile]) -> list[list[TestFile]]:
    """Return the test files in groups that test the same pack."""
    groups: dict[Any, list[TestFile]] = {}
    for file in files:
        groups.setdefault((file.files, file.pack), []).append(file)
    return list(groups.values())


def _suggest(files: Iterable[TestFile], others: dict[str, Any], *, as_json: bool) -> None:
    """Print suggested tests. Raises InterviewRulesError if other options are given as well."""
    refuse_with("--suggest", others)
    from interview_rules.authoring.prove.suggested_tests import suggest  # noqa: PLC0415  # the extra may be missing
    from interview_rules.authoring.prove.suggestion_report import (  # noqa: PLC0415  # the extra may be missing
        suggestions_as_data,
        suggestions_as_text,
    )

    data = []
    for several in _by_pack(files):
        name, found = several[0].pack.name, list(suggest(several))
        if as_json:
            data.append(suggestions_as_data(name, found))
        else:
            print_lines(suggestions_as_text(name, found))
    if as_json:
        print_json(json.dumps(data, indent=2, ensure_ascii=False))


def _coverages(files: Iterable[TestFile]) -> list[Coverage]:
    """Return the coverage of each pack under test by the tests of all its files."""
    found = []
    for several in _by_pack(files):
        coverage = Coverage(several[0].pack, several[0].files)
        coverage.add(several)
        found.append(coverage)
    return found


def _updated(files: Sequence[TestFile], *, quiet: bool) -> list[TestFile]:
    """Update the reports in some files, and return the files read again, with the same tests."""
    found = []
    for file in files:
        count = update_reports(file)
        if count and not quiet:
            print_lines(f"{file.name}: updated {count} report{'s' * (count > 1)}\n")
        names = {test.name for test in file.tests}
        again = read_test_file(file.name) if count else file
        tests = tuple(test for test in again.tests if test.name in names)
        found.append(replace(again, tests=tests))
    return found
