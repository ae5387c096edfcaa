"""Syntax errors of the YAML parser in plain words, each with a position and a hint."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from interview_rules.errors import Problem, printable
from interview_rules.positions import Position

if TYPE_CHECKING:
    from ruamel.yaml.error import MarkedYAMLError

__all__ = ["syntax_problem"]

_QUOTE = "put the text in quotes"
_INDENT = "indent this line like the others of its block"
_CLOSE = "add the same quotation mark at the end of the text"
_SAID = (
    (
        "mapping values are not allowed",
        "a key and a colon cannot appear here",
        "put text that contains a colon in quotes, or indent the key like the others of its block",
    ),
    ("sequence entries are not allowed", "a list cannot begin here", f"begin it on a new line, or {_QUOTE}"),
    ("block sequence entries are not allowed", "a list cannot begin here", f"begin it on a new line, or {_QUOTE}"),
    ("'\\t' that cannot start", "a tab cannot indent a line", "indent with spaces"),
    ("unknown escape character", "", "write \\\\ for a backslash, or use single quotes"),
    ("expected alphabetic or numeric", "& and * must be followed by a name", _QUOTE),
    (
        "chomping or indentation",
        "text after | or > must begin on the next line",
        f"begin it there, or {_QUOTE}",
    ),
    ("incompatible YAML document", "this version of YAML is not supported", "remove the line that begins with %YAML"),
    ("could not find expected ':'", "this line has no colon after its key", f"write key: value, or {_QUOTE}"),
    ("expected <block end>, but found '<scalar>'", "unexpected text", f"{_INDENT}, or {_QUOTE}; inside single quotes, write '' for an apostrophe"),
    ("expected <block end>", "this line does not fit its block", _INDENT),
)  # fmt: skip
"""Parts of messages of the parser, each with the message to show (empty: the parser's) and a hint."""
_CANNOT_START = re.compile(r"found character '(.+)' that cannot start any token")
_OPEN = re.compile(r"expected ',' or '(.)'")


def syntax_problem(error: MarkedYAMLError, name: str) -> Problem:
    """Return the problem for a syntax error in the YAML file with this name."""
    said = " ".join(str(error.problem or error.context or "not valid YAML").split())
    mark = error.problem_mark or error.context_mark
    opened = error.context_mark
    message, hint = said, "fix the YAML here"
    if "unexpected end of stream" in said and opened is not None:
        message, hint, mark = "this quotation mark is never closed", _CLOSE, opened
    elif (found := _OPEN.search(said)) is not None:
        message = f"expected a comma or '{found[1]}'"
        hint = f"add it, or {_QUOTE}"
        if opened is not None:
            message += f" for the bracket opened on line {opened.line + 1}"
    elif (found := _CANNOT_START.search(said)) is not None and found[1] != "\\t":
        message, hint = f"text cannot begin with {found[1]}", _QUOTE
    else:
        for part, shown, how in _SAID:
            if part in said:
                message, hint = shown or said, how
                break
    at = Position(name, mark.line + 1, mark.column + 1) if mark else Position(name)
    return Problem(at, printable(message, 200), hint, "no-yaml")
