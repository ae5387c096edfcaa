"""Output of the commands: text to standard output, problems to standard error.

Names and texts come from untrusted input, so unsafe characters in them are escaped.
"""

from __future__ import annotations

import json
import re
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from interview_rules.errors import InterviewRulesError, MissingExtraError, Problem, printable
from interview_rules.sources.characters import UNPRINTABLE, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "FINDINGS",
    "WRONG_USE",
    "complain",
    "complaints",
    "make_folder",
    "print_json",
    "print_lines",
    "print_text",
    "said_plainly",
]

FINDINGS, WRONG_USE = 1, 2
"""Exit status for findings, and for usage errors or invalid input."""


def make_folder(name: str) -> None:
    """Create a folder unless it exists. Raises InterviewRulesError if that fails."""
    try:
        Path(name).mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        message = f"cannot create the folder: {getattr(error, 'strerror', None) or error}"
        hint = "choose another folder"
        raise InterviewRulesError([Problem(printable(name, 200), message, hint)]) from None


@contextmanager
def complaints() -> Iterator[None]:
    """Print the problems of an error raised in this context, and exit with status 2.

    Each problem is on a line of its own. A missing optional library is reported in the same way.
    """
    try:
        yield
    except InterviewRulesError as error:
        for line in str(error).split("\n"):
            complain(line)
        raise typer.Exit(WRONG_USE) from None
    except MissingExtraError as error:
        complain(str(error))
        raise typer.Exit(WRONG_USE) from None


def complain(line: str) -> None:
    """Print one line to standard error, with unsafe characters escaped."""
    if sys.stderr is not None:
        line = " ".join(line.split("\n"))
        sys.stderr.write(f"{shown(line, sys.stderr.encoding)}\n")


_MEANT = re.compile(r"\.? \(?(?:Possible options:|Did you mean(?: one of:?)?) (.+?)\??\)?$")
"""Words that usage errors can end with."""


def said_plainly(said: str) -> str:
    """Return the message of a usage error in the style of this command's other messages."""
    said = said.strip().removesuffix(".")
    said = re.sub(r"^Invalid value for '(\S+)': ", r"\1: ", said)
    said = re.sub(
        r"^Got unexpected extra argument(?:s|\(s\))? \((.*)\)$",
        lambda found: f"unexpected argument{'s' * (' ' in found[1])}: {found[1]}",
        said,
    )
    said = re.sub(_MEANT, r"; did you mean \1?", said)
    first = said[:1]
    return said if said[1:2].isupper() else first.lower() + said[1:]


def print_text(text: str) -> None:
    """Print text that contains no untrusted input, or is already escaped."""
    if sys.stdout is not None:
        sys.stdout.write(text)
        sys.stdout.flush()


def print_lines(text: str) -> None:
    """Print text that can contain untrusted input, with unsafe characters escaped."""
    print_text(shown(text, sys.stdout.encoding if sys.stdout is not None else None))


def print_json(text: str) -> None:
    """Print JSON, escaping characters that are unsafe on a terminal or not in its encoding."""

    # JSON is ASCII outside strings, so only characters in strings are ever escaped.
    def escape(match: re.Match[str]) -> str:
        return json.dumps(match[0])[1:-1] if match[0] != "\x7f" else "\\u007f"

    safe = UNPRINTABLE.sub(escape, text)
    encoding = (sys.stdout.encoding if sys.stdout is not None else None) or "ascii"
    try:
        safe.encode(encoding)
    except UnicodeEncodeError:
        safe = re.sub(r"[^\x00-\x7f]", escape, safe)
    print_text(f"{safe}\n")
