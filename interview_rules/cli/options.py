"""Arguments and options that several commands share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from interview_rules.errors import InterviewRulesError, Problem, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = [
    "AsJson",
    "Country",
    "Engine",
    "File",
    "Now",
    "OneFile",
    "Rules",
    "Strict",
    "Subdivision",
    "Zone",
    "percentage",
    "refuse_with",
    "whole_number",
]


def whole_number(low: int, high: int) -> Callable[[str | int], int]:
    """Return a parser for an option whose values are whole numbers from `low` to `high`."""

    def parse(value: str | int) -> int:
        text = str(value)
        if text.isascii() and text.isdigit() and len(text) < 10 and low <= int(text) <= high:
            return int(text)
        message = f"{quoted(text)} is not a whole number from {low} to {high}"
        raise typer.BadParameter(message)

    return parse


def percentage(value: str | float) -> float:
    """Parse a number as the value of an option; the command checks that it is a percentage."""
    try:
        return float(value)
    except ValueError:
        message = f"{quoted(str(value))} is not a number from 0 to 100"
        raise typer.BadParameter(message) from None


def refuse_with(option: str, others: Mapping[str, object]) -> None:
    """Raise an InterviewRulesError that lists each of the other options given besides `option`.

    `others` maps the names of the other options to their values, which are false if not given.
    """
    problems = [
        Problem(name, f"cannot be combined with {option}", "remove one of the two")
        for name, value in others.items()
        if value
    ]
    if problems:
        raise InterviewRulesError(problems)


Rules = Annotated[
    list[str] | None,
    typer.Option(
        "--rules",
        metavar="PACK",
        help="A bundled or installed pack, or a file. Repeat to layer packs.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
Engine = Annotated[
    str,
    typer.Option("--engine", metavar="NAME", help="'compiled', or 'durable' for durable_rules."),
]
OneFile = Annotated[
    str,
    typer.Argument(metavar="FILE", help="File with a state or an event log; - for standard input."),
]
File = Annotated[
    str,
    typer.Argument(
        metavar="FILE", help="File with a state, an event log or a search; - for standard input."
    ),
]
Now = Annotated[
    str | None,
    typer.Option(
        metavar="MOMENT", help="When to advise, e.g. '2026-11-25 12:00'. Default: the current time."
    ),
]
Zone = Annotated[
    str | None, typer.Option(metavar="ZONE", help="Time zone if FILE has none, e.g. Europe/Berlin.")
]
Country = Annotated[
    str | None, typer.Option(metavar="CODE", help="Country if FILE has none, e.g. DE.")
]
Subdivision = Annotated[
    str | None,
    typer.Option(metavar="CODE", help="Subdivision of that country if FILE has none, e.g. BY."),
]
Strict = Annotated[bool, typer.Option("--strict", help="Refuse names that the rules do not know.")]
