"""Input of the commands: options, and files with a state, an event log or a search."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from interview_rules.cli.output import complain
from interview_rules.errors import InterviewRulesError, Problem, StateError
from interview_rules.packs.loading import pack_of
from interview_rules.positions import NOWHERE, FieldPath, Position
from interview_rules.state.state_file import read_state_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from interview_rules.packs.model import RulePack
    from interview_rules.state.state_file import StateFile

__all__ = ["imagined_events", "options_named", "pack_option", "read_file", "warn"]

_OPTIONS = {
    "now": "--now",
    "until": "--until",
    "assume": "--assume",
    "timezone": "--timezone",
    "country": "--country",
    "subdivision": "--subdivision",
    "engine": "--engine",
    "include": "--include",
}
"""The command-line option for each argument, and for each field that a file can leave out."""


@contextmanager
def options_named(options: Mapping[str, str], otherwise: str = "") -> Iterator[None]:
    """Locate the problems of an error raised in this context at command-line options.

    `options` maps the names of arguments to options. Problems without a place are located at the
    option `otherwise`, if it is given.
    """

    def moved(problem: Problem) -> Problem:
        match problem.place:
            case (str(name),) if name in options:
                return replace(problem, place=FieldPath(options[name]))
            case place if place == NOWHERE and otherwise:
                return replace(problem, place=FieldPath(otherwise))
            case _:
                return problem

    try:
        yield
    except InterviewRulesError as error:
        raise type(error)([moved(problem) for problem in error.problems]) from None


def pack_option(rules: list[str] | None, option: str = "--rules") -> RulePack:
    """Return the pack that an option names, or the default pack if unset. Raises PackError."""
    with options_named({}, option):
        return pack_of(rules)


@contextmanager
def read_file(
    file: str, given: Mapping[str, str | None], what_if: StateFile | None = None
) -> Iterator[StateFile]:
    """Read a file, and locate in it the problems of a StateError raised in this context.

    `given` holds the values of options for fields that the file does not set. Problems with
    imagined events are located in the file `what_if`. Raises StateError, also if the file cannot be
    read.
    """
    source = read_state_file(file)
    source.otherwise = {key: value for key, value in given.items() if value is not None}
    if "country" in source.otherwise and source.data.get("country") is not None:
        # The option names a part of the country beside it, not of the country in the file.
        source.otherwise.pop("subdivision", None)
    try:
        yield source
    except StateError as error:
        own, imagined = [], []
        for problem in error.problems:
            match problem.place:
                case ("assume", int(index), *rest):
                    # The first assumption is the word from --assume; the events follow.
                    place = FieldPath("events", index - 1, *rest)
                    imagined.append(replace(problem, place=place))
                case _:
                    own.append(problem)
        problems = source.located(StateError(own), _OPTIONS).problems
        if what_if is not None:
            problems += what_if.located(StateError(imagined)).problems
        raise StateError(problems) from None


def warn(source: StateFile, warnings: Iterable[Problem]) -> None:
    """Print warnings about a file to standard error."""
    for problem in source.located(StateError(warnings), {}).problems:
        complain(f"warning: {problem}")


def imagined_events(source: StateFile) -> list[Any]:
    """Return the events of an event log. Raises InterviewRulesError for any other file."""
    events = source.data.get("events")
    other = source.data.keys() - {"events"}
    if not isinstance(events, list) or other or not all(isinstance(e, dict) for e in events):
        message = "imagined events must be an event log: a list of events"
        hint = "write, for example, - {at: 2026-12-01, event: reply-received}"
        raise InterviewRulesError([Problem(Position(source.name), message, hint)])
    return events
