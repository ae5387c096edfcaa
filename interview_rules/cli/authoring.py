"""The commands for authors of rules: check, test, prove and new."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from interview_rules.authoring.checks import check as check_packs
from interview_rules.authoring.checks.fixer import fix_files
from interview_rules.authoring.checks.formats import FORMATS, explained, fixed_as_text, formatted
from interview_rules.authoring.checks.registry import finding
from interview_rules.authoring.pack_tests import (
    Coverage,
    find_test_files,
    read_test_file,
    run_tests,
)
from interview_rules.authoring.pack_tests.junit import junit
from interview_rules.authoring.pack_tests.report import outcomes_as_data, outcomes_as_text
from interview_rules.authoring.scaffold import start, start_package
from interview_rules.cli.input import options_named
from interview_rules.cli.options import percentage
from interview_rules.cli.output import FINDINGS, complaints, print_json, print_lines
from interview_rules.errors import InterviewRulesError, Problem, nearest, printable
from interview_rules.packs.loading import pack_below
from interview_rules.packs.model import RulePack
from interview_rules.sources.files import write_file

if TYPE_CHECKING:
    from interview_rules.authoring.checks.formats import Format

__all__ = ["authoring"]

authoring = typer.Typer()

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
Packs = Annotated[
    list[str],
    typer.Argument(
        metavar="PACK...", help="Files, or bundled or installed packs; each is proved separately."
    ),
]


@authoring.command()
def check(
    packs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PACK...", help="Files of rules or tests, or bundled or installed packs."
        ),
    ] = None,
    *,
    form: Annotated[
        str,
        typer.Option(
            "--format", metavar="FORM", help="Output format: text, json, sarif or github."
        ),
    ] = "text",
    explain: Annotated[
        str | None, typer.Option("--explain", metavar="CODE", help="Explain a finding and exit.")
    ] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Apply safe fixes, then check again.")] = False,
) -> None:
    """Check packs for errors and likely mistakes.

    The exit status is 1 if there are findings.
    """
    with complaints():
        if explain is not None:
            print_lines(explained(finding(explain)))
            return
        if form not in FORMATS:
            message = f"unknown format '{printable(form)}'"
            raise InterviewRulesError([Problem("--format", message, nearest(form, FORMATS))])
        if not packs:
            hint = "write, for example, interview-rules check my-rules.yaml"
            raise InterviewRulesError([Problem("", "no pack given", hint)])
        if fix:
            fixed = fix_files(packs)
            if form == "text":
                print_lines(fixed_as_text(fixed))
        results = check_packs(packs)
        if fix:
            # All useful safe fixes have been applied, so the remaining ones are not offered again.
            results = [replace(each, fix=None) if each.fixable else each for each in results]
        missing = [r for r in results if r.finding.code == "unreadable-pack" and not r.at.line]
        results = [each for each in results if each not in missing]
        if results or not missing:
            written = formatted(results, _form(form))
            if form in {"json", "sarif"}:
                print_json(written.rstrip("\n"))
            else:
                print_lines(written)
        if missing:
            raise InterviewRulesError([Problem("", r.message, r.hint) for r in missing])
        if results:
            raise typer.Exit(FINDINGS)


def _form(form: str) -> Format:
    return next(each for each in FORMATS if each == form)


@authoring.command("test")
def try_packs(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH...",
            help="Test files (*.tests.yaml), folders of them, or packs with tests next to them.",
        ),
    ],
    *,
    coverage: Annotated[
        bool,
        typer.Option(
            "--coverage", help="List each leaf that no test makes true or no test makes false."
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
        problems: list[Problem] = []
        files = []
        for path in find_test_files(paths):
            try:
                files.append(read_test_file(path))
            except InterviewRulesError as error:
                problems += error.problems
        if problems:
            raise InterviewRulesError(problems)
        outcomes = [outcome for file in files for outcome in run_tests(file)]
        coverages: dict[Any, Coverage] = {}
        for file in files:
            key = (file.files, file.pack)
            coverages.setdefault(key, Coverage(file.pack, file.files)).add([file])
        if junit_file is not None:
            write_file(junit_file, junit(outcomes))
        found = list(coverages.values())
        if as_json:
            data = outcomes_as_data(outcomes, found)
            print_json(json.dumps(data, indent=2, ensure_ascii=False))
        else:
            leaves = coverage or min_coverage is not None
            print_lines(outcomes_as_text(outcomes, found, leaves=leaves))
        too_low = [c for c in found if min_coverage is not None and c.percent < min_coverage]
        if too_low and not as_json:
            print_lines(
                "".join(f"{c.pack.name}: coverage is below {min_coverage:g}%\n" for c in too_low)
            )
        if too_low or not all(outcome.passed for outcome in outcomes):
            raise typer.Exit(FINDINGS)


@authoring.command()
def prove(
    packs: Packs,
    *,
    country: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CODE",
            help="Country whose holidays to try in the search for counterexamples. Repeat for"
            " several. Default: US and DE.",
        ),
    ] = None,
    everything: Annotated[
        bool,
        typer.Option("--all", help="List all claims, and an example for each change."),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Prove the claims of packs, or find counterexamples.

    For a pack that extends another, also show its changes. The exit status is 1 if there is a
    counterexample.
    """
    with complaints():
        from interview_rules.authoring.prove import counterexamples, prover, report  # noqa: PLC0415  # the extra may be missing
        from interview_rules.authoring.prove.pack_diff import changes  # noqa: PLC0415  # the extra may be missing

        places = tuple(country) if country else counterexamples.COUNTRIES
        data, refuted = [], False
        for source in packs:
            pack, below = RulePack.load(source), pack_below([source])
            with options_named({"country": "--country"}):
                found = list(prover.prove(pack, places))
            refuted = refuted or any(verdict.outcome == "refuted" for verdict in found)
            changed = list(changes(below, pack, places)) if below is not None else []
            if as_json:
                record: dict[str, Any] = {
                    "pack": pack.name,
                    "claims": [report.verdict_as_data(verdict) for verdict in found],
                    "changes": [report.change_as_data(change) for change in changed],
                }
                data.append(record)
                continue
            text = report.verdicts_as_text(pack.name, found, everything=everything)
            if below is not None:
                text += report.changes_as_text(
                    pack.name, below.name, changed, everything=everything
                )
            print_lines(text)
        if as_json:
            print_json(json.dumps(data, indent=2, ensure_ascii=False))
        if refuted:
            raise typer.Exit(FINDINGS)


@authoring.command()
def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name of the pack, e.g. our-rules.")],
    *,
    extends: Annotated[
        str,
        typer.Option(
            metavar="PACK",
            help="Pack to extend: after-the-interview, in-practice, or an installed pack.",
        ),
    ] = "in-practice",
    folder: Annotated[
        str, typer.Option("--in", metavar="FOLDER", help="Folder for the new files.")
    ] = ".",
    package: Annotated[
        bool,
        typer.Option(
            "--package", help="Create a folder NAME with a Python package for others to install."
        ),
    ] = False,
) -> None:
    """Create a rule pack with tests and editor schemas."""
    with complaints():
        made = start_package if package else start
        for path in made(name, extends, folder):
            print_lines(f"{path}\n")
