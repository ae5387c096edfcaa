"""The commands `serve` and `mcp`, which start the library as a service and as tools."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003  # typer reads the annotations
from typing import Annotated

import typer

from interview_rules.advisor import Advisor
from interview_rules.cli.garbage import collect_as_usual
from interview_rules.cli.input import options_named, pack_option
from interview_rules.cli.options import Rules, whole_number
from interview_rules.cli.output import WRONG_USE, complaints
from interview_rules.errors import Problem, StateError
from interview_rules.http.limits import limits_from

__all__ = ["serving"]

serving = typer.Typer()


@serving.command()
def serve(
    *,
    rules: Rules = None,
    host: Annotated[
        str,
        typer.Option(
            metavar="ADDRESS",
            help="Address to listen on, e.g. 0.0.0.0 for all. Default: this machine only.",
        ),
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(metavar="PORT", parser=whole_number(1, 65_535), help="Port.")
    ] = 8000,
    workers: Annotated[
        int,
        typer.Option(
            metavar="NUMBER", parser=whole_number(1, 100), help="Number of server processes."
        ),
    ] = 1,
    cors: Annotated[
        list[str] | None,
        typer.Option(
            "--cors",
            metavar="ORIGIN",
            help="Allow pages of this origin, e.g. https://example.org, to call the service."
            " Repeat for several.",
        ),
    ] = None,
    site: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            help="Folder of static pages to serve at /. Default: web/site/dist of this clone, if it"
            " is built.",
        ),
    ] = None,
    limit: Annotated[
        list[str] | None,
        typer.Option(
            "--limit",
            metavar="NAME=NUMBER",
            help="Change a limit, e.g. seconds=5: body, table or table_answer in bytes; seconds,"
            " check_seconds or table_seconds; workers, the maximum number of processes for longer"
            " work. Repeat for several.",
        ),
    ] = None,
) -> None:
    """Serve advice over HTTP, until interrupted."""
    collect_as_usual()
    with complaints():
        from interview_rules.http.server import serve as run  # noqa: PLC0415  # the extra may be missing

        named = {"cors": "--cors", "site": "--site", "limit": "--limit"}
        try:
            with options_named(named, "--rules"):
                limits = limits_from(limit or ())
                run(
                    rules,
                    host=host,
                    port=port,
                    workers=workers,
                    cors=cors or (),
                    site=site,
                    limits=limits,
                )
        except SystemExit as stopped:
            # The server has said why, such as an address that is in use.
            raise typer.Exit(WRONG_USE if stopped.code else 0) from None


@serving.command()
def mcp(
    *,
    rules: Rules = None,
    http: Annotated[
        bool, typer.Option("--http", help="Serve over HTTP, at /mcp, instead of standard input.")
    ] = False,
    host: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help="With --http, address to listen on. Default: this machine only.",
        ),
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(
            metavar="PORT",
            parser=whole_number(1, 65_535),
            help="With --http, port. Default: 8001.",
        ),
    ] = None,
) -> None:
    """Serve advice as tools for an assistant, over the Model Context Protocol."""
    collect_as_usual()
    with complaints():
        given = {"--host": host, "--port": port}
        unused = [option for option, value in given.items() if value is not None and not http]
        if unused:
            message = "has no effect without --http"
            raise StateError([Problem(option, message, "add --http") for option in unused])
        from interview_rules.mcp.server import serve_http, serve_stdio  # noqa: PLC0415  # the extra may be missing

        advisor = Advisor(pack_option(rules))
        try:
            if http:
                serve_http(advisor, host or "127.0.0.1", port or 8001)
            else:
                serve_stdio(advisor)
        except SystemExit as stopped:
            raise typer.Exit(WRONG_USE if stopped.code else 0) from None
