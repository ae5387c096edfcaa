"""The command `interview-rules`: thin, and the only module that knows Typer and Rich.

Exit status 0 is fine, 2 is wrong use or bad input, with one problem a line on standard error.
Everything that is printed goes through `_shown`, because names and texts come from strangers.
"""

from __future__ import annotations

import errno
import json
import os
import re
import sys
from contextlib import contextmanager
from datetime import datetime
from importlib.metadata import version
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer
from rich.console import Console
from rich.text import Text

from interview_rules.advisor import Advisor
from interview_rules.errors import InterviewRulesError, StateError
from interview_rules.rule_pages import rule_page
from interview_rules.saying import say_border, say_day, say_hour
from interview_rules.schemas import text_of
from interview_rules.state_files import read_state_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_rules.advice import Advice, Report
    from interview_rules.packs import Kind
    from interview_rules.schemas import SchemaName

__all__ = ["app", "run"]

WRONG_USE = 2
INTERRUPTED, NOBODY_READS = 130, 141
"""What a shell reports for SIGINT and SIGPIPE."""

_NARROWEST, _WIDEST = 20, 100
_HEADINGS: dict[Kind, str] = {"do": "DO", "avoid": "AVOID", "know": "KNOW"}
_IN_LISTS = ("id", "kind", "action", "concludes", "source")
_OPTIONS = {"now": "--now", "timezone": "--timezone", "country": "--country"}
_UNPRINTABLE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_PLAINER = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "…": "...", "–": "-", "—": "-", "\xa0": " "}  # noqa: RUF001  # these are the ones to be replaced
)

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


def run() -> None:
    """Run the command and leave with its exit status, whatever happens."""
    try:
        status = app(prog_name="interview-rules", standalone_mode=False)
        if sys.stdout is not None:
            sys.stdout.flush()
    except (KeyboardInterrupt, typer.Abort):
        status = INTERRUPTED
    except cast("type[typer.BadParameter]", typer.BadParameter.__base__) as error:
        # The base of BadParameter is every kind of wrong use, in all versions of Typer.
        command = error.ctx.command_path if error.ctx else "interview-rules"
        _complain(f"{error.format_message()} ({command} --help tells more)")
        status = WRONG_USE
    except (OSError, SystemExit) as error:
        # Typer turns a broken pipe into exit status 1, which is kept for findings here.
        cause = error.__context__ if isinstance(error, SystemExit) else error
        if not isinstance(cause, OSError):
            raise
        status = NOBODY_READS if cause.errno == errno.EPIPE else WRONG_USE
        if status == WRONG_USE:
            _complain(f"nothing can be written: {cause.strerror or cause}")
        # What is still unwritten stays so: the interpreter must not try again on its way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    sys.exit(status if isinstance(status, int) else 0)


def _version(*, asked: bool) -> None:
    if asked:
        _print(f"interview-rules {version('interview-rules')}\n")
        raise typer.Exit


@app.callback()
def _options(
    *,
    _asked: Annotated[
        bool,
        typer.Option("--version", callback=lambda asked: _version(asked=asked), is_eager=True),
    ] = False,
) -> None:
    """What to do after a job interview: dated, explained, cited advice."""


Rules = Annotated[
    list[str] | None,
    typer.Option(
        "--rules", metavar="PACK", help="A shipped pack or a file; several lie on each other."
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Data instead of text.")]


@app.command()
def advise(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A state or a log; - for stdin.")],
    *,
    now: Annotated[
        str | None,
        typer.Option(metavar="MOMENT", help="Such as '2026-11-25 12:00'; the clock if left out."),
    ] = None,
    rules: Rules = None,
    timezone: Annotated[
        str | None, typer.Option(metavar="ZONE", help="If FILE names none: Europe/Berlin.")
    ] = None,
    country: Annotated[
        str | None, typer.Option(metavar="CODE", help="If FILE names none: DE.")
    ] = None,
    drafts: Annotated[bool, typer.Option("--drafts", help="Show messages to send.")] = False,
    as_json: AsJson = False,
) -> None:
    """Say what to do, avoid and know, given a state or a log of events in YAML or JSON."""
    with _complaints():
        advisor = Advisor(rules)
        source = read_state_file(file)
        given = {"timezone": timezone, "country": country}
        try:
            state = source.state({key: value for key, value in given.items() if value is not None})
            report = advisor.advise(state, now)
        except StateError as error:
            raise source.located(error, _OPTIONS) from None
        if as_json:
            _print_json(report.to_json(indent=2))
        else:
            _print(_Page().report(report, drafts=drafts))


@app.command()
def rules(
    rule: Annotated[
        str | None, typer.Argument(metavar="ID", help="The rule to show in full.")
    ] = None,
    *,
    rules: Rules = None,
    as_json: AsJson = False,
) -> None:
    """List the rules, or show one of them in full."""
    with _complaints():
        pack = Advisor(rules).pack
        if rule is None:
            full = [rule_page(pack, each) for each in pack.rules]
            found: Any = [{key: each[key] for key in _IN_LISTS} for each in full]
            page = _Page().rules(f"{pack.name}: {pack.title}", found)
        else:
            found = rule_page(pack, pack.rule(rule))
            page = _Page().rules("", [found])
        if as_json:
            _print_json(json.dumps(found, indent=2, ensure_ascii=False))
        else:
            _print(page)


@app.command()
def schema(
    name: Annotated[str, typer.Argument(metavar="NAME", help="state, events or report.")],
) -> None:
    """Print the JSON Schema of a state, a log of events, or a report."""
    with _complaints():
        _print_json(text_of(cast("SchemaName", name)).rstrip("\n"))


# -- what reaches the terminal -----------------------------------------------------------------


@contextmanager
def _complaints() -> Iterator[None]:
    try:
        yield
    except InterviewRulesError as error:
        for line in str(error).split("\n"):
            _complain(line)
        raise typer.Exit(WRONG_USE) from None


def _complain(line: str) -> None:
    if sys.stderr is not None:
        line = " ".join(line.split("\n"))
        sys.stderr.write(f"{_shown(line, sys.stderr.encoding)}\n")


def _shown(text: str, encoding: str | None) -> str:
    """A text that does nothing to a terminal but be read, in what its encoding can say."""
    safe = _UNPRINTABLE.sub(lambda match: repr(match[0])[1:-1], text)
    try:
        safe.encode(encoding or "ascii")
    except UnicodeEncodeError:
        plainer = safe.translate(_PLAINER)
        return plainer.encode(encoding or "ascii", "backslashreplace").decode(encoding or "ascii")
    return safe


def _print(text: str) -> None:
    if sys.stdout is not None:
        sys.stdout.write(text)
        sys.stdout.flush()


def _print_json(text: str) -> None:
    # Outside of strings JSON is plain ASCII, so an escape means the same wherever it is needed.
    def escape(match: re.Match[str]) -> str:
        return json.dumps(match[0])[1:-1] if match[0] != "\x7f" else "\\u007f"

    safe = _UNPRINTABLE.sub(escape, text)
    encoding = (sys.stdout.encoding if sys.stdout is not None else None) or "ascii"
    try:
        safe.encode(encoding)
    except UnicodeEncodeError:
        safe = re.sub(r"[^\x00-\x7f]", escape, safe)
    _print(f"{safe}\n")


class _Page:
    """Text for a person, wrapped to the width at hand; what is bold reads the same when it is not."""

    def __init__(self) -> None:
        self.console = Console(markup=False, emoji=False, highlight=False)
        self.width = min(max(self.console.width, _NARROWEST), _WIDEST)
        self.encoding = sys.stdout.encoding if sys.stdout is not None else None
        self.lines: list[Text] = []

    def __str__(self) -> str:
        with self.console.capture() as capture:
            for line in self.lines:
                self.console.print(line, no_wrap=True, overflow="ignore", crop=False)
        return capture.get()

    def gap(self) -> None:
        if self.lines and self.lines[-1].plain:
            self.lines.append(Text())

    def say(self, text: str, indent: int = 0, *, style: str = "", bullet: str = "") -> None:
        first = " " * indent + bullet
        words = Text(_shown(" ".join(text.split("\n")), self.encoding), style=style)
        for line in words.wrap(self.console, self.width - len(first)):
            line.rstrip()
            self.lines.append(Text(first).append_text(line))
            first = " " * len(first)

    def heading(self, text: str) -> None:
        self.gap()
        self.say(text, style="bold")

    def items(self, heading: str, items: tuple[str, ...]) -> None:
        if items:
            self.heading(heading)
            for item in items:
                self.say(item, 2, bullet="- ")

    def report(self, report: Report, *, drafts: bool) -> str:
        state = report.state
        about = " at ".join(name for name in (state.position, state.company) if name)
        if about:
            self.say(about, style="bold")
        self.say(f"As of {say_hour(report.now)} ({state.calendar.zone})")
        last = None
        for advice in report:
            if advice.kind != last:
                self.heading(_HEADINGS[advice.kind])
            else:
                self.gap()
            last = advice.kind
            self._advice(report, advice, drafts=drafts)
        if not len(report):
            self.heading("There is nothing to advise.")
        self.items("ASSUMED", tuple(map(str, report.assumptions)))
        self.items("WHAT WOULD HELP TO KNOW", tuple(q.text for q in report.questions))
        self.gap()
        change = report.next_change
        if change is None:
            self.say("This stays as it is until something happens.")
        else:
            self.say(f"If nothing happens, this changes on {say_border(report.calendar, change)}.")
        hidden = 0 if drafts else sum(1 for advice in report if advice.draft)
        if hidden:
            self.say(f"--drafts shows {hidden} message{'s' * (hidden > 1)} to send.")
        return str(self)

    def _advice(self, report: Report, advice: Advice, *, drafts: bool) -> None:
        self.say(advice.title, 2, style="bold")
        when = _when(report, advice)
        if when:
            self.say(when, 4)
        self.say(advice.text, 4)
        self.say(f"Source: {advice.source}", 4)
        draft = advice.draft if drafts else None
        if draft is not None:
            self.gap()
            self.say(f"Subject: {draft.subject}", 6)
            self.gap()
            for line in draft.body.split("\n"):
                if line.strip():
                    self.say(line, 6)
                else:
                    self.gap()

    def rules(self, title: str, found: list[dict[str, Any]]) -> str:
        if title:
            self.heading(title)
        for rule in found:
            self.heading(rule["id"])
            for key, value in rule.items():
                name = key.replace("_", " ")
                if isinstance(value, str) and value and key != "id":
                    self.say(f"{name}: {value}", 2)
                elif value and key != "id":
                    self.say(f"{name}:", 2)
                    named = value.items() if isinstance(value, dict) else ()
                    for each in [f"{inner}: {text}" for inner, text in named] or value:
                        self.say(each, 4, bullet="- ")
        return str(self)


# -- dates -------------------------------------------------------------------------------------


def _when(report: Report, advice: Advice) -> str:
    """By when to act, or where the stretch begins, and until when it lasts, in a plain line."""
    due, now, said = advice.due, report.now, []
    if due is not None:
        over = due < now if isinstance(due, datetime) else due < now.date()
        today = due.timetuple()[:3] == now.timetuple()[:3]
        word = "was due" if over else "due today," if today else "due"
        said.append(f"{word} {say_hour(due) if isinstance(due, datetime) else say_day(due)}")
    elif advice.kind != "do" and advice.since is not None:
        said.append(f"since {say_border(report.calendar, advice.since)}")
    if advice.until is not None:
        said.append(f"until {say_border(report.calendar, advice.until, ends=True)}")
    line = "; ".join(said)
    return line[:1].upper() + line[1:]
