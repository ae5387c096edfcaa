"""The commands for authors of rules: prove and new."""

from __future__ import annotations

import json
from typing import Annotated, Any

import typer

from interview_rules.authoring.scaffold import start, start_package
from interview_rules.cli.input import options_named
from interview_rules.cli.options import AsJson, refuse_with
from interview_rules.cli.output import FINDINGS, complaints, print_json, print_lines
from interview_rules.packs.loading import pack_below
from interview_rules.packs.model import RulePack

__all__ = ["authoring"]

authoring = typer.Typer()

Packs = Annotated[
    list[str],
    typer.Argument(
        metavar="PACK...", help="Files, or bundled or installed packs; each is proved separately."
    ),
]


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
        typer.Option(
            "--all",
            help="List all claims and, for each change, the advice before and after it in an example.",
        ),
    ] = False,
    against: Annotated[
        str | None,
        typer.Option(
            metavar="PACK",
            help="Pack whose changes to show. Default: the pack that each pack extends.",
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Prove the claims of packs, or find counterexamples.

    For a pack that extends another, also show its changes; with --against, those from any other
    pack. The exit status is 1 if there is a counterexample.
    """
    with complaints():
        from interview_rules.authoring.prove import counterexamples, prover, report  # noqa: PLC0415  # the extra may be missing
        from interview_rules.authoring.prove.change_table import contrasts  # noqa: PLC0415  # the extra may be missing
        from interview_rules.authoring.prove.claims import claims_of  # noqa: PLC0415  # the same
        from interview_rules.authoring.prove.pack_diff import changes  # noqa: PLC0415  # the extra may be missing
        from interview_rules.cli.progress import progress_bar  # noqa: PLC0415  # only long runs draw a bar

        places = tuple(country) if country else counterexamples.COUNTRIES
        data, refuted = [], False
        for source in packs:
            pack = RulePack.load(source)
            below = RulePack.load(against) if against is not None else pack_below([source])
            found = []
            total = sum(1 for _claim in claims_of(pack))
            with progress_bar("claims") as progress, options_named({"country": "--country"}):
                for verdict in prover.prove(pack, places):
                    found.append(verdict)
                    progress(len(found), total)
            refuted = refuted or any(verdict.outcome == "refuted" for verdict in found)
            changed = []
            if below is not None:
                with progress_bar("rules compared") as progress:
                    changed = list(changes(below, pack, places, progress=progress))
            seen = {}
            if below is not None and (everything or as_json):
                # Claims that something can occur are about one rule each.
                shown = {
                    v.claim.of[0]: v.situation for v in found if v.situation and not v.claim.never
                }
                seen = {c.rule: contrasts(below, pack, c, shown, places) for c in changed}
            if as_json:
                record: dict[str, Any] = {
                    "pack": pack.name,
                    "claims": [report.verdict_as_data(verdict) for verdict in found],
                    "changes": [
                        report.change_as_data(each, seen.get(each.rule, ())) for each in changed
                    ],
                }
                data.append(record)
                continue
            text = report.verdicts_as_text(pack.name, found, everything=everything)
            if below is not None:
                names = pack.name, below.name
                text += report.changes_as_text(*names, changed, seen, everything=everything)
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
        str | None,
        typer.Option(
            metavar="PACK",
            help="Pack to extend: after-the-interview, in-practice, or an installed pack. Default:"
            " in-practice.",
        ),
    ] = None,
    blank: Annotated[
        bool, typer.Option("--blank", help="Create a pack that extends no other pack.")
    ] = False,
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
        if blank:
            refuse_with("--blank", {"--extends": extends})
        made = start_package if package else start
        for path in made(name, None if blank else extends or "in-practice", folder):
            print_lines(f"{path}\n")
