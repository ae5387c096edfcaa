"""The command `check`: findings about packs and test files, once or after each change."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer.core import TyperCommand

from interview_rules.authoring.checks import FINDINGS as KINDS
from interview_rules.authoring.checks import check as check_packs
from interview_rules.authoring.checks.fixer import fix_files
from interview_rules.authoring.checks.formats import (
    FORMATS,
    explained,
    fixed_as_text,
    formatted,
    listed,
)
from interview_rules.authoring.checks.registry import finding
from interview_rules.authoring.checks.sources import packs_and_tests
from interview_rules.cli.options import refuse_with
from interview_rules.cli.output import FINDINGS, complain, complaints, print_json, print_lines
from interview_rules.cli.watching import again_after_each_change
from interview_rules.errors import InterviewRulesError, Problem, nearest, printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interview_rules.authoring.checks import Result
    from interview_rules.authoring.checks.formats import Format

__all__ = ["checking"]

checking = typer.Typer()

_ALL = ""
"""The value of `--explain` without a code."""


class _Check(TyperCommand):
    """A command whose option `--explain` may be given without a value."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]  # the class has no public name
        words: list[str] = []
        for word, after in zip(args, [*args[1:], "-"], strict=False):
            words.append(word)
            if word == "--explain" and after.startswith("-"):
                words.append(_ALL)
        return super().parse_args(ctx, words)


@checking.command(cls=_Check)
def check(
    packs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PACK...",
            help="Files of rules or tests, folders of them, or bundled or installed packs.",
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
        str | None,
        typer.Option(
            "--explain",
            metavar="CODE",
            help="Explain a finding and exit. Without a code, list all findings.",
        ),
    ] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Apply safe fixes, then check again.")] = False,
    watch: Annotated[
        bool,
        typer.Option("--watch", help="Check again after each change of a file, until Ctrl+C."),
    ] = False,
) -> None:
    """Check packs for errors and likely mistakes.

    The exit status is 1 if there are findings.
    """
    with complaints():
        if explain is not None:
            print_lines(listed(KINDS.values()) if explain == _ALL else explained(finding(explain)))
            return
        if form not in FORMATS:
            message = f"unknown format '{printable(form)}'"
            raise InterviewRulesError([Problem("--format", message, nearest(form, FORMATS))])
        if not packs:
            hint = "write, for example, interview-rules check my-rules.yaml"
            raise InterviewRulesError([Problem("", "no pack given", hint)])
        if watch:
            _watch(packs, form, fix=fix)
        if _checked(packs, _form(form), fix=fix):
            raise typer.Exit(FINDINGS)


def _checked(packs: Sequence[str], form: Format, *, fix: bool) -> bool:
    """Check packs once, print the findings, and return True if there are any.

    With `fix`, apply safe fixes first. Raises InterviewRulesError for packs that cannot be read,
    after printing the other findings.
    """
    sources = packs_and_tests(packs)
    fixed = fix_files(sources) if fix else []
    if form == "text":
        print_lines(fixed_as_text(fixed))
    results = check_packs(sources)
    if fix:
        # All useful safe fixes have been applied, so the remaining ones are not offered again.
        results = [replace(each, fix=None) if each.fixable else each for each in results]
    missing = [r for r in results if r.finding.code == "unreadable-pack" and not r.at.line]
    results = [each for each in results if each not in missing]
    if fix and results and not fixed and form == "text":
        print_lines("fixed nothing: none of these has a safe fix\n")
    if results or not missing:
        _print(results, form)
    if missing:
        raise InterviewRulesError([Problem("", r.message, r.hint) for r in missing])
    return bool(results)


def _print(results: Sequence[Result], form: Format) -> None:
    written = formatted(results, form)
    if form in {"json", "sarif"}:
        print_json(written.rstrip("\n"))
    else:
        print_lines(written)


def _watch(packs: Sequence[str], form: str, *, fix: bool) -> None:
    """Check packs now and after each change, until Ctrl+C.

    Raises InterviewRulesError with `fix`, and for a `form` other than text.
    """
    refuse_with("--watch", {"--fix": fix, "--format": form != "text"})

    def once() -> None:
        try:
            _checked(packs, "text", fix=False)
        except InterviewRulesError as error:
            for line in str(error).split("\n"):
                complain(line)
        at = datetime.now().astimezone()
        print_lines(f"checked at {at:%H:%M:%S}; waiting for changes (Ctrl+C ends this)\n")

    again_after_each_change(once, [pack for pack in packs if Path(pack).is_dir()])


def _form(form: str) -> Format:
    return next(each for each in FORMATS if each == form)
