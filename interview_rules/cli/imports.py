"""The command `import`: rows of a tracker become a search."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from interview_rules.cli.input import options_named
from interview_rules.cli.output import FINDINGS, complaints, print_lines
from interview_rules.sources.files import write_file

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["importing"]

importing = typer.Typer()

MOST_LISTED = 50
"""Maximum number of lines that each list shows; the rest are counted."""


@importing.command("import")
def import_rows(
    file: Annotated[str, typer.Argument(metavar="FILE", help="CSV file of a tracker.")],
    *,
    preset: Annotated[
        str,
        typer.Option(
            "--as",
            metavar="PRESET",
            help="How to read FILE: a preset such as linkedin or huntr, or your own mapping, a YAML"
            " file.",
        ),
    ],
    output: Annotated[
        str | None,
        typer.Option("-o", "--output", metavar="FILE", help="Write the search to this file."),
    ] = None,
    timezone: Annotated[
        str | None,
        typer.Option(metavar="ZONE", help="Time zone of the rows, e.g. Europe/Berlin."),
    ] = None,
    country: Annotated[
        str | None, typer.Option(metavar="CODE", help="Country of the search, e.g. DE.")
    ] = None,
    subdivision: Annotated[
        str | None, typer.Option(metavar="CODE", help="Subdivision of that country, e.g. BY.")
    ] = None,
    encoding: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Encoding of FILE, e.g. cp1252. Default: UTF-8."),
    ] = None,
) -> None:
    """Import the rows of a tracker as a search.

    Without --output, only report what would be imported. The exit status is 1 if rows are rejected.
    """
    with complaints():
        from interview_rules.cli.progress import progress_bar  # noqa: PLC0415  # only long runs draw a bar
        from interview_rules.imports import Importer  # noqa: PLC0415  # no other command needs it
        from interview_rules.imports.search_file import search_text  # noqa: PLC0415  # the same

        named = {name: f"--{name}" for name in ("timezone", "country", "subdivision", "encoding")}
        with options_named(named, "--as"):
            importer = Importer(preset, timezone=timezone, country=country, subdivision=subdivision)
        with progress_bar("rows") as progress, options_named(named):
            found = importer.read_csv_file(file, encoding=encoding, progress=progress)
        if output is not None:
            as_json = output.lower().endswith(".json")
            write_file(output, search_text(found.search, as_json=as_json).encode())
        problems = [problem for row in found.rejected for problem in row.problems]
        lines = [
            str(found.summary),
            *_listed("rejected", problems),
            *_listed("guessed", found.guesses),
            *_listed("left out", found.left_out),
        ]
        print_lines("".join(f"{line}\n" for line in lines))
        if found.rejected:
            raise typer.Exit(FINDINGS)


def _listed(title: str, notes: Iterable[Any]) -> list[str]:
    told = [" ".join(str(note).split("\n")) for note in notes]
    more = [f"  and {len(told) - MOST_LISTED:,} more"] if len(told) > MOST_LISTED else []
    return [f"{title}:", *(f"  {line}" for line in told[:MOST_LISTED]), *more] if told else []
