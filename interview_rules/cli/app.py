"""The command `interview-rules`, a thin layer over the library.

Other modules of this package have the commands for authors of rules, for servers and for imports.
The exit status is 0 for success, 1 for findings such as a failed test or a rejected row, and 2 for
usage errors, invalid input, or output that cannot be written; it is 130 after Ctrl-C and 141 after
a broken pipe. Problems go to standard error, one per line.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from interview_rules import __version__
from interview_rules.advisor import Advisor
from interview_rules.cli.authoring import authoring
from interview_rules.cli.calendar_file import Alarm, CalendarFile, Color, Feed, Ics, Todos, Update
from interview_rules.cli.checking import checking
from interview_rules.cli.imports import importing
from interview_rules.cli.input import imagined_events, options_named, pack_option, read_file, warn
from interview_rules.cli.options import (
    AsJson,
    Country,
    Engine,
    File,
    Now,
    OneFile,
    Rules,
    Strict,
    Subdivision,
    Zone,
)
from interview_rules.cli.output import (
    WRONG_USE,
    complain,
    complaints,
    print_json,
    print_text,
    said_plainly,
)
from interview_rules.cli.pack_tests import testing
from interview_rules.cli.packs import listing
from interview_rules.cli.serve import serving
from interview_rules.cli.text import styled
from interview_rules.errors import Problem, StateError
from interview_rules.reports.display import page_of
from interview_rules.schemas.registry import OF_RESULTS, text_of
from interview_rules.sources.files import write_file
from interview_rules.state.state_file import read_state_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from interview_rules.engines.engine import EngineName
    from interview_rules.records.parts import Part
    from interview_rules.schemas.registry import SchemaName

__all__ = ["app", "run"]

INTERRUPTED, BROKEN_PIPE = 130, 141
"""The exit statuses that shells report for SIGINT and SIGPIPE."""

_OF_TABLES = {
    name: f"--{name}"
    for name in ("now", "keep", "timezone", "country", "subdivision", "application")
}
"""The options of `table` by the names of the arguments of `advise_file` and `advise_event_file`."""
app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
app.add_typer(checking)
app.add_typer(testing)
app.add_typer(authoring)
app.add_typer(importing)
app.add_typer(listing)
app.add_typer(serving)


def run() -> None:
    """Run the command and exit with its status."""
    try:
        status = app(prog_name="interview-rules", standalone_mode=False)
        if sys.stdout is not None:
            sys.stdout.flush()
    except (KeyboardInterrupt, typer.Abort):
        status = INTERRUPTED
    except cast("type[typer.BadParameter]", typer.BadParameter.__base__) as error:
        # The base class of BadParameter covers every usage error in all versions of Typer.
        command = error.ctx.command_path if error.ctx else "interview-rules"
        complain(f"{said_plainly(error.format_message())} (see {command} --help)")
        status = WRONG_USE
    except (OSError, SystemExit) as error:
        # Typer exits with 1 for a broken pipe, but this command reserves 1 for findings.
        cause = error.__context__ if isinstance(error, SystemExit) else error
        if not isinstance(cause, OSError):
            raise
        status = BROKEN_PIPE if cause.errno == errno.EPIPE else WRONG_USE
        if status == WRONG_USE:
            complain(f"cannot write the output: {cause.strerror or cause}")
        # Discard unwritten output, so that the interpreter does not fail on it again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    sys.exit(status if isinstance(status, int) else 0)


def _version(*, asked: bool) -> None:
    if asked:
        print_text(f"interview-rules {__version__}\n")
        raise typer.Exit


@app.callback()
def _options(
    *,
    _asked: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=lambda asked: _version(asked=asked),
            is_eager=True,
            help="Print the version and exit.",
        ),
    ] = False,
) -> None:
    """Give dated, explained and cited advice on what to do after a job interview."""


@app.command()
def advise(
    file: File,
    *,
    now: Now = None,
    rules: Rules = None,
    timezone: Zone = None,
    country: Country = None,
    subdivision: Subdivision = None,
    drafts: Annotated[
        bool, typer.Option("--drafts", help="Show drafts of messages to send.")
    ] = False,
    as_json: AsJson = False,
    include: Annotated[
        list[str] | None,
        typer.Option(
            "--include",
            metavar="PART",
            help="With --json, only these parts: windows, reasons, drafts, assumptions, questions."
            " Repeat for several. Default: all.",
        ),
    ] = None,
    strict: Strict = False,
    engine: Engine = "compiled",
) -> None:
    """Show what to do, what to avoid and what to know."""
    with complaints():
        if include is not None and not as_json:
            raise StateError([Problem("--include", "has no effect without --json", "add --json")])
    with complaints(), read_file(file, _place(timezone, country, subdivision)) as source:
        advisor = _advisor(rules, engine, strict=strict)
        report = advisor.advise(source.state_or_search(), now)
        warn(source, report.warnings)
        parts = cast("list[Part] | None", include)
        if as_json:
            print_json(report.to_json(indent=2, include=parts))
        else:
            print_text(styled(page_of(report, drafts=drafts)))


@app.command()
def plan(
    file: File,
    *,
    now: Now = None,
    until: Annotated[
        str | None, typer.Option(metavar="DAY", help="Last day of the plan, e.g. 2026-12-31.")
    ] = None,
    assume: Annotated[
        str,
        typer.Option(
            metavar="WHAT",
            help="What to assume: 'silence' (nothing new happens) or 'follow advice' (you take each"
            " advised action).",
        ),
    ] = "silence",
    imagine: Annotated[
        str | None, typer.Option(metavar="FILE", help="An event log of imagined events.")
    ] = None,
    rules: Rules = None,
    timezone: Zone = None,
    country: Country = None,
    subdivision: Subdivision = None,
    ics: Ics = None,
    todos: Todos = False,
    update: Update = False,
    alarm: Alarm = None,
    feed: Feed = None,
    color: Color = None,
    svg: Annotated[
        str | None, typer.Option("--svg", metavar="FILE", help="Also write an SVG picture.")
    ] = None,
    as_json: AsJson = False,
    strict: Strict = False,
    engine: Engine = "compiled",
) -> None:
    """Show what will be advised in the coming weeks, and when."""
    with complaints():
        what_if = read_state_file(imagine) if imagine is not None else None
        assumed: list[Any] = [assume, *(imagined_events(what_if) if what_if else ())]
        with read_file(file, _place(timezone, country, subdivision), what_if) as source:
            advisor = _advisor(rules, engine, strict=strict)
            made = advisor.plan(source.state_or_search(), now, until, assumed)
            warn(source, made.warnings)
        CalendarFile(ics, todos, update, alarm, feed, color).write(made)
        if svg is not None:
            write_file(svg, made.to_svg().encode())
        print_json(made.to_json(indent=2)) if as_json else print_text(styled(page_of(made)))


@app.command()
def explain(
    file: OneFile,
    rule: Annotated[str, typer.Argument(metavar="RULE", help="A rule id or an action.")],
    *,
    now: Now = None,
    rules: Rules = None,
    timezone: Zone = None,
    country: Country = None,
    subdivision: Subdivision = None,
    as_json: AsJson = False,
    strict: Strict = False,
    engine: Engine = "compiled",
) -> None:
    """Explain why a rule holds or does not hold, and when it could."""
    with complaints(), read_file(file, _place(timezone, country, subdivision)) as source:
        why = _advisor(rules, engine, strict=strict).explain(source.state(), rule, now)
        warn(source, why.evaluation.session.unknown_names)
        print_json(why.to_json(indent=2)) if as_json else print_text(styled(page_of(why)))


@app.command()
def table(
    source: Annotated[str, typer.Argument(metavar="IN", help="Table of facts, .parquet or .csv.")],
    target: Annotated[
        str, typer.Argument(metavar="OUT", help="File for the advice, .parquet or .csv.")
    ],
    *,
    now: Now = None,
    rules: Rules = None,
    keep: Annotated[
        list[str] | None,
        typer.Option("--keep", metavar="COLUMN", help="Column to copy to OUT. Repeat for several."),
    ] = None,
    events: Annotated[
        bool,
        typer.Option("--events", help="IN has a row for each event, not for each application."),
    ] = False,
    application: Annotated[
        str | None,
        typer.Option(
            metavar="COLUMN",
            help="With --events, the column that identifies the application; default: application.",
        ),
    ] = None,
    long: Annotated[
        bool, typer.Option("--long", help="Write a row for each piece of advice, with its window.")
    ] = False,
    no_windows: Annotated[
        bool,
        typer.Option(
            "--no-windows", help="With --long, leave out since and until, which is faster."
        ),
    ] = False,
    timezone: Annotated[
        str,
        typer.Option(metavar="ZONE", help="Time zone of rows that have none, e.g. Europe/Berlin."),
    ] = "UTC",
    country: Annotated[
        str | None, typer.Option(metavar="CODE", help="Country of rows that have none, e.g. DE.")
    ] = None,
    subdivision: Annotated[
        str | None, typer.Option(metavar="CODE", help="Subdivision of that country, e.g. BY.")
    ] = None,
) -> None:
    """Advise on a table of applications.

    Each row of IN is one application; its columns are named after the facts. With --events, each
    row is one event of an application; the columns are named after the fields of an event.
    """
    with complaints():
        for option, needs, wrong in (
            ("--no-windows", "--long", no_windows and not long),
            ("--application", "--events", application is not None and not events),
        ):
            if wrong:
                raise StateError(
                    [Problem(option, f"has no effect without {needs}", f"add {needs}")]
                )
    with complaints(), _stopped_gently():
        from interview_rules.cli.progress import progress_bar  # noqa: PLC0415  # only this command draws a bar
        from interview_rules.tables.event_files import advise_event_file  # noqa: PLC0415  # the extra may be missing
        from interview_rules.tables.files import advise_file  # noqa: PLC0415  # the extra may be missing

        advise: Callable[..., int] = advise_file
        if events:
            advise = partial(advise_event_file, application=application or "application")
        what = "events" if events else "applications"
        with progress_bar(what) as progress, options_named(_OF_TABLES):
            advise(
                source,
                target,
                now,
                pack_option(rules),
                keep=keep or (),
                timezone=timezone,
                country=country,
                subdivision=subdivision,
                form="long" if long else "wide",
                include=() if no_windows else None,
                progress=progress,
            )


def _place(
    timezone: str | None, country: str | None, subdivision: str | None
) -> dict[str, str | None]:
    """Return the place that options give, by the fields of a state."""
    return {"timezone": timezone, "country": country, "subdivision": subdivision}


def _advisor(rules: list[str] | None, engine: str, *, strict: bool) -> Advisor:
    return Advisor(pack_option(rules), cast("EngineName", engine), strict=strict)


@contextmanager
def _stopped_gently() -> Iterator[None]:
    """Handle SIGTERM like Ctrl-C in this context, so that unfinished output is removed."""

    def stop(*_signal: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@app.command()
def schema(
    name: Annotated[
        str,
        typer.Argument(metavar="NAME", help="Schema to print: state, events, report, pack, ..."),
    ],
    *,
    rules: Rules = None,
    to: Annotated[
        str | None, typer.Option("--to", metavar="FILE", help="Write the schema to a file instead.")
    ] = None,
) -> None:
    """Print the JSON Schema of an input or a result.

    With --rules, it lists what the pack declares.
    """
    with complaints():
        if rules and name in OF_RESULTS:
            message = "the schema of a result is the same for every pack"
            raise StateError([Problem("--rules", message, "remove it")])
        text = text_of(cast("SchemaName", name), pack_option(rules) if rules else None)
        if to is None:
            print_json(text.rstrip("\n"))
        else:
            write_file(to, text.encode())
