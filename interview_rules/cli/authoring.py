"""The commands for authors of rules: check, prove and new."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from interview_rules.authoring.checks import check as check_packs
from interview_rules.authoring.checks.fixer import fix_files
from interview_rules.authoring.checks.formats import FORMATS, explained, fixed_as_text, formatted
from interview_rules.authoring.checks.registry import finding
from interview_rules.authoring.scaffold import start
from interview_rules.cli.input import options_named
from interview_rules.cli.options import AsJson
from interview_rules.cli.output import FINDINGS, complaints, print_json, print_lines
from interview_rules.errors import InterviewRulesError, Problem, nearest, printable
from interview_rules.packs.loading import pack_below
from interview_rules.packs.model import RulePack

if TYPE_CHECKING:
    from interview_rules.authoring.checks.formats import Format

__all__ = ["authoring"]

authoring = typer.Typer()

Packs = Annotated[
    list[str],
    typer.Argument(metavar="PACK...", help="Files or bundled packs; each is proved separately."),
]


@authoring.command()
def check(
    packs: Annotated[
        list[str] | None,
        typer.Argument(metavar="PACK...", help="Files of rules or tests, or bundled packs."),
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
        typer.Option(metavar="PACK", help="Pack to extend: after-the-interview or in-practice."),
    ] = "in-practice",
    folder: Annotated[
        str, typer.Option("--in", metavar="FOLDER", help="Folder for the new files.")
    ] = ".",
) -> None:
    """Create a rule pack with tests and editor schemas."""
    with complaints():
        for path in start(name, extends, folder):
            print_lines(f"{path}\n")
