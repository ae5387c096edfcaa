"""The commands for those who write rules: check, test, prove and new."""

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
from interview_rules.authoring.scaffold import start
from interview_rules.cli.output import FINDINGS, complaints, print_json, print_lines
from interview_rules.errors import InterviewRulesError, Problem, nearest, printable
from interview_rules.packs.loading import pack_below
from interview_rules.packs.model import RulePack
from interview_rules.sources.files import write_file

if TYPE_CHECKING:
    from interview_rules.authoring.checks.formats import Format

__all__ = ["authoring"]

authoring = typer.Typer()

AsJson = Annotated[bool, typer.Option("--json", help="Data instead of text.")]
Packs = Annotated[
    list[str], typer.Argument(metavar="PACK...", help="Files or shipped packs, each for itself.")
]


@authoring.command()
def check(
    packs: Annotated[
        list[str] | None,
        typer.Argument(metavar="PACK...", help="Files of rules or tests, or shipped packs."),
    ] = None,
    *,
    form: Annotated[
        str, typer.Option("--format", metavar="FORM", help="text, json, sarif or github.")
    ] = "text",
    explain: Annotated[
        str | None, typer.Option("--explain", metavar="CODE", help="Tell about one finding.")
    ] = None,
    fix: Annotated[
        bool, typer.Option("--fix", help="Mend what is mechanical, then check again.")
    ] = False,
) -> None:
    """Say what is wrong with packs, or likely not meant; exit status 1 if anything is."""
    with complaints():
        if explain is not None:
            print_lines(explained(finding(explain)))
            return
        if form not in FORMATS:
            message = f"there is no format '{printable(form)}'"
            raise InterviewRulesError([Problem("--format", message, nearest(form, FORMATS))])
        if not packs:
            hint = "write: interview-rules check my-rules.yaml"
            raise InterviewRulesError([Problem("", "no pack was given", hint)])
        if fix:
            fixed = fix_files(packs)
            if form == "text":
                print_lines(fixed_as_text(fixed))
        results = check_packs(packs)
        if fix:
            # Every safe fix that helps is applied; what is left needs its author.
            results = [replace(each, fix=None) if each.fixable else each for each in results]
        missing = [r for r in results if r.finding.code == "unreadable-pack" and not r.at.line]
        if missing:
            raise InterviewRulesError([Problem("", r.message, r.hint) for r in missing])
        written = formatted(results, _form(form))
        if form in {"json", "sarif"}:
            print_json(written.rstrip("\n"))
        else:
            print_lines(written)
        if results:
            raise typer.Exit(FINDINGS)


def _form(form: str) -> Format:
    return next(each for each in FORMATS if each == form)


@authoring.command("test")
def try_packs(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH...", help="Test files (*.tests.yaml), or folders of them."),
    ],
    *,
    coverage: Annotated[
        bool, typer.Option("--coverage", help="List each leaf that no test makes true, or false.")
    ] = False,
    min_coverage: Annotated[
        float | None,
        typer.Option(metavar="PERCENT", help="Fail if fewer leaves are reached both ways."),
    ] = None,
    junit_file: Annotated[
        str | None, typer.Option("--junit", metavar="FILE", help="Write JUnit XML as well.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Run tests of packs; exit status 1 if one fails, or too little is reached."""
    with complaints():
        if min_coverage is not None and not 0 <= min_coverage <= 100:
            message = "this is no percentage"
            raise InterviewRulesError([Problem("--min-coverage", message, "write 0 to 100")])
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
        little = [c for c in found if min_coverage is not None and c.percent < min_coverage]
        if little and not as_json:
            print_lines(
                "".join(f"{each.pack.name}: less than {min_coverage:g} %\n" for each in little)
            )
        if little or not all(outcome.passed for outcome in outcomes):
            raise typer.Exit(FINDINGS)


@authoring.command()
def prove(
    packs: Packs,
    *,
    country: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CODE", help="Where to look for examples, besides UTC; several may be."
        ),
    ] = None,
    everything: Annotated[
        bool,
        typer.Option("--all", help="List every claim, and where each change makes a difference."),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Prove what packs promise, or find a situation in which it is not so; exit status 1 if one is."""
    with complaints():
        from interview_rules.authoring.prove import counterexamples, prover, report  # noqa: PLC0415  # the extra may be missing
        from interview_rules.authoring.prove.pack_diff import changes  # noqa: PLC0415  # the same

        places = tuple(country) if country else counterexamples.COUNTRIES
        data, refuted = [], False
        for source in packs:
            pack, below = RulePack.load(source), pack_below([source])
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
    name: Annotated[str, typer.Argument(metavar="NAME", help="Such as our-rules.")],
    *,
    extends: Annotated[
        str, typer.Option(metavar="PACK", help="after-the-interview, or in-practice.")
    ] = "in-practice",
    folder: Annotated[
        str, typer.Option("--in", metavar="FOLDER", help="Where the files are written.")
    ] = ".",
) -> None:
    """Make a pack of your own with a rule, its tests, and schemas for your editor."""
    with complaints():
        for path in start(name, extends, folder):
            print_lines(f"{path}\n")
