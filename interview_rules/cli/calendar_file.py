"""Calendar files of the command `plan`: the options, and how the file is written or updated."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from interview_rules.errors import InterviewRulesError, Problem, StateError, printable
from interview_rules.positions import FieldPath, Position
from interview_rules.reports.calendar_methods import COLOR
from interview_rules.sources.files import write_file

if TYPE_CHECKING:
    from interview_rules.reports.alarms import Alarms
    from interview_rules.reports.plan import Plan
    from interview_rules.reports.search_plan import SearchPlan

__all__ = ["Alarm", "CalendarFile", "Color", "Feed", "Ics", "Todos", "Update"]

Ics = Annotated[
    str | None, typer.Option("--ics", metavar="FILE", help="Also write a calendar file.")
]
Todos = Annotated[
    bool, typer.Option("--todos", help="Write to-dos instead of events to the calendar file.")
]
Update = Annotated[
    bool,
    typer.Option(
        "--update",
        help="Continue the calendar file if it exists: update what changed, cancel what no longer"
        " applies.",
    ),
]
Alarm = Annotated[
    list[str] | None,
    typer.Option(
        "--alarm",
        metavar="WHEN",
        help="When to ring, e.g. 'day before' or '2 hours before'. Repeat for several.",
    ),
]
Feed = Annotated[
    str | None,
    typer.Option(
        "--feed", metavar="NAME", help="Write a feed that others can subscribe to, with this name."
    ),
]
Color = Annotated[
    str | None,
    typer.Option("--color", metavar="NAME", help="Write a feed in this color, e.g. teal."),
]

_OPTIONS = {"alarms": "--alarm", "color": "--color"}


class CalendarFile(NamedTuple):
    """The values of the options for calendar files. Without a `name`, no file is written."""

    name: str | None
    todos: bool
    update: bool
    alarms: list[str] | None
    feed: str | None
    color: str | None

    def write(self, plan: Plan | SearchPlan) -> None:
        """Write the calendar file of a plan, if it was asked for.

        Raises InterviewRulesError for invalid options, options that have no effect without a file,
        and a file that cannot be updated or written. Problems are located at an option or the file.
        """
        if self.name is None:
            self._refuse_unused()
            return
        previous = _read(self.name) if self.update else None
        alarms: Alarms = True if self.alarms is None else self.alarms
        try:
            content = self._content(plan, alarms, previous)
        except StateError as error:
            raise StateError([self._located(problem) for problem in error.problems]) from None
        write_file(self.name, content)

    def _refuse_unused(self) -> None:
        given = {
            "--todos": self.todos,
            "--update": self.update,
            "--alarm": self.alarms,
            "--feed": self.feed,
            "--color": self.color,
        }
        unused = [
            option for option, value in given.items() if value is not None and value is not False
        ]
        if unused:
            hint = "add --ics FILE"
            message = "has no effect without a calendar file"
            raise InterviewRulesError([Problem(option, message, hint) for option in unused])

    def _content(self, plan: Plan | SearchPlan, alarms: Alarms, previous: bytes | None) -> bytes:
        if self.feed is None and self.color is None:
            return plan.to_ics(todos=self.todos, alarms=alarms, previous=previous)
        feed = plan.to_feed(
            title=self.feed,
            color=COLOR if self.color is None else self.color,
            todos=self.todos,
            alarms=alarms,
            previous=previous,
        )
        return feed.content

    def _located(self, problem: Problem) -> Problem:
        match problem.place:
            case ("previous",):
                message = f"cannot be updated: {problem.message}"
                hint = "write to another file, or leave out --update"
                return Problem(Position(printable(self.name or "", 200)), message, hint)
            case (str(option), *_) if option in _OPTIONS:
                return replace(problem, place=FieldPath(_OPTIONS[option]))
            case _:
                return problem


def _read(name: str) -> bytes | None:
    """Return the content of a file, or None if it does not exist.

    Raises InterviewRulesError if it cannot be read.
    """
    try:
        return Path(name).read_bytes()
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        message = f"cannot be read: {getattr(error, 'strerror', None) or error}"
        hint = "write to another file, or leave out --update"
        raise InterviewRulesError(
            [Problem(Position(printable(name, 200)), message, hint)]
        ) from None
