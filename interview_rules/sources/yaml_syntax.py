"""Syntax errors of the YAML parser in plain words, each with a position and a hint."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from interview_rules.errors import Problem, printable
from interview_rules.positions import Position, position_in
from interview_rules.sources.yaml_events import EventKind
from interview_rules.sources.yaml_repairs import Retyped, Unindented, repair

if TYPE_CHECKING:
    from collections.abc import Container

    from ruamel.yaml.error import MarkedYAMLError

    from interview_rules.sources.yaml_events import YamlEvent

__all__ = ["in_quotes", "read_as_sign", "syntax_problem"]

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
    (
        "expected escape sequence",
        "this escape sequence is incomplete",
        "write \\\\ for a backslash, or use single quotes",
    ),
    ("unknown escape character", "", "write \\\\ for a backslash, or use single quotes"),
    ("expected alphabetic or numeric", "& and * must be followed by a name", _QUOTE),
    (
        "chomping or indentation",
        "text after | or > must begin on the next line",
        f"begin it there, or {_QUOTE}",
    ),
    (
        "expected a comment or a line break",
        "text after | or > must begin on the next line",
        f"begin it there, or {_QUOTE}",
    ),
    ("mapping keys are not allowed", "text cannot begin with ? and a space", _QUOTE),
    ("incompatible YAML document", "this version of YAML is not supported", "remove the line that begins with %YAML"),
    ("could not find expected ':'", "this line has no colon after its key", f"write key: value, or {_QUOTE}"),
    ("expected <block end>, but found '<scalar>'", "unexpected text", f"{_INDENT}, or {_QUOTE}; inside single quotes, write '' for an apostrophe"),
    ("expected <block end>", "this line does not fit its block", _INDENT),
)  # fmt: skip
"""Parts of the parser's messages, each with the message to show (empty: the same) and a hint."""
_CANNOT_START = re.compile(r"found character '(.+)' that cannot start any token")
_OPEN = re.compile(r"expected ',' or '(.)'")


_BRACE_FIRST = re.compile(
    r"(?P<before>\s*(?:- +)*(?:[\w-]+: +)?)(?P<text>(?P<sign>[{\[])[^{}\[\]:,]*[}\]].*)"
)
"""A line whose text begins with a placeholder such as `{company}`, or with words in brackets."""
_KEY_AND_TEXT = re.compile(r"\s*(?:- +)*[\w-]+:\s+(?P<text>[^\s\"'|>&*!{\[].*)")
"""A line with a key and a text without quotation marks."""
_SENTENCE = re.compile(r"\s*(?:[A-Z]|[^\s:-]+\s+[^\s:])[^:]*$")
"""The part of a line before a colon if it makes no key."""
_ODD_INDENT = re.compile("^ *(?P<space>[\u00a0\u2007\u202f\u3000])", re.MULTILINE)
_NEAR = 2_000
"""Number of characters before an error in which an unusual indent is looked for."""
_REMARK = re.compile(r"(?<=\S)\s+(?P<rest>#.*)")
_BY_ONE_LINE = (
    "<block end>",
    "<document start>",
    "mapping values are not allowed",
    "could not find expected ':'",
    "expected a comment or a line break",
)
"""Parts of the parser's messages for what one line with a wrong indent or sign can cause."""
_NO_COLON = ("could not find expected ':'", "mapping values are not allowed")
_COLON = re.compile(r"[\w-]+:[\u00a0\u2007\u202f]")
_LONGEST_REWRITE = 60
"""Maximum length of a text that a hint repeats in quotes, in characters."""


def syntax_problem(
    error: MarkedYAMLError, name: str, text: str, last: YamlEvent | None = None
) -> Problem:
    """Return the problem for a syntax error in the YAML file with this name.

    `text` is the content of the file, and `last` the last scalar that was read before the error.
    """
    found = _about_text(error, text, last)
    if found is not None:
        index, message, hint = found
        return Problem(position_in(text, index, name), message, hint, "no-yaml")
    said = " ".join(str(error.problem or error.context or "not valid YAML").split())
    repaired = _one_line(error, said, text, name)
    if repaired is not None:
        return repaired
    mark = error.problem_mark or error.context_mark
    opened = error.context_mark
    message, hint = said, "fix the YAML here"
    if _NO_COLON[0] in said:
        # The parser gives up only in the line after the one without a colon.
        mark = error.context_mark or mark
    if "unexpected end of stream" in said and opened is not None:
        message, hint, mark = "this quotation mark is never closed", _CLOSE, opened
    elif (match := _OPEN.search(said)) is not None:
        message = f"expected a comma or '{match[1]}'"
        hint = f"add it, or {_QUOTE}"
        if opened is not None:
            message += f" for the bracket opened on line {opened.line + 1}"
    elif (match := _CANNOT_START.search(said)) is not None and match[1] != "\\t":
        message, hint = f"text cannot begin with {match[1]}", _QUOTE
    else:
        for part, shown, how in _SAID:
            if part in said:
                message, hint = shown or said, how
                break
    at = Position(name, mark.line + 1, mark.column + 1) if mark else Position(name)
    return Problem(at, printable(message, 200), hint, "no-yaml")


def _one_line(error: MarkedYAMLError, said: str, text: str, name: str) -> Problem | None:
    """Return the problem of a line that lacks a colon or a space or has a wrong indent, or None."""
    mark = error.problem_mark
    if mark is None or not any(part in said for part in _BY_ONE_LINE):
        return None
    moved = repair(text, mark.line)
    if moved is None:
        return None
    if isinstance(moved, Unindented):
        message = f"the text after {moved.sign} must be indented more than its key"
        hint = f"indent each line of it by {moved.meant} spaces"
        return Problem(Position(name, moved.line + 1, moved.indent + 1), message, hint, "no-yaml")
    if isinstance(moved, Retyped):
        message = {
            "colon": "this line has no colon after its key",
            "hyphen": "an item of a list begins with a hyphen and a space",
        }.get(moved.lacks, f"a space is missing after '{moved.lacks}'")
        hint = f"write '{printable(moved.meant)}'"
        return Problem(Position(name, moved.line + 1, moved.column + 1), message, hint, "no-yaml")
    hint = "begin it at the start of the line" if 0 in moved.meant else ""
    if any(moved.meant):
        spaces = " or ".join(str(number) for number in moved.meant if number)
        plural = "s" if moved.meant != (1,) else ""
        hint += f"{', or ' if hint else ''}indent it by {spaces} space{plural}"
    if _NO_COLON[1] in said and moved.line == mark.line:
        hint += ", or put text that contains a colon in quotes"
    at = Position(name, moved.line + 1, moved.indent + 1)
    return Problem(at, "this line does not fit its block", hint, "no-yaml")


def _about_text(
    error: MarkedYAMLError, text: str, last: YamlEvent | None
) -> tuple[int, str, str] | None:
    """Return what is wrong with a text that contains a character with a meaning in YAML, or None.

    The result holds the index in the file, the message and the hint.
    """
    mark = error.problem_mark
    if mark is None:
        return None
    return (
        _odd_indent(text, mark.index)
        or _after_quotes(text, mark.index, last)
        or _begins_with_brace(text, mark.index)
        or _in_braces(error, text, mark.index)
        or _has_colon(error, text, mark.index)
        or _after_colon(error, text)
    )


def _odd_indent(text: str, index: int) -> tuple[int, str, str] | None:
    """Return the problem of a tab after a colon, or of an unusual space in an indent, or None."""
    first = text.rfind("\n", 0, index) + 1
    if text[index : index + 1] == "\t" and text[first:index].strip():
        return index, "a tab cannot stand here", "type a space instead"
    for match in _ODD_INDENT.finditer(text, max(0, index - _NEAR), index + 1):
        message = "unexpected non-breaking space in the indent of a line"
        return match.start("space"), message, "indent with ordinary spaces"
    return None


def _after_quotes(text: str, index: int, last: YamlEvent | None) -> tuple[int, str, str] | None:
    """Return the problem of characters after a text in quotation marks, or None."""
    if last is None or last.style not in {"'", '"'}:
        return None
    between = text[last.end : index]
    if between.strip() or "\n" in between or text[index : index + 1] in {"", "\n", "#"}:
        return None
    lines = text.count("\n", last.start, last.end)
    if lines:
        message = f"this quotation mark is closed only by the one on line {last.line + lines + 1}"
        return last.start, message, _CLOSE
    if last.style == "'" and not between and text[index].isalnum():
        message = "this apostrophe ends the text in single quotes"
        return (
            last.end - 1,
            message,
            "write '' for an apostrophe, or put the text in double quotes",
        )
    message = "the text goes on after its closing quotation mark"
    other = '"' if last.style == "'" else "'"
    return index, message, f"put the whole text in quotes, such as {other}...{other}"


def _begins_with_brace(text: str, index: int) -> tuple[int, str, str] | None:
    """Return the problem of a text that begins with a brace or a bracket, or None."""
    first = text.rfind("\n", 0, index) + 1
    line = text[first:].partition("\n")[0]
    match = _BRACE_FIRST.fullmatch(line)
    if match is None or first + match.start("text") >= index:
        return None
    kind = "mapping" if match["sign"] == "{" else "list"
    message = f"a text that begins with {match['sign']} is read as a {kind}"
    return first + match.start("text"), message, f"{_QUOTE}: {in_quotes(match['text'])}"


def _in_braces(error: MarkedYAMLError, text: str, index: int) -> tuple[int, str, str] | None:
    """Return the problem of a text inside braces that contains a brace or `#`, or None."""
    opened = error.context_mark
    if opened is None or _OPEN.search(str(error.problem)) is None:
        return None
    line_end = text.find("\n", opened.index)
    line = text[opened.index : line_end if line_end >= 0 else len(text)]
    remark = _REMARK.search(line)
    if remark is not None and opened.index + remark.start() < index:
        at = opened.index + remark.start("rest")
        message = f"the line ends before '{printable(remark['rest'])}', which is read as a comment"
        return at, message, _QUOTE
    if text[index : index + 1] in {"{", "["} and text[:index].rstrip(" ")[-1:] not in ",:{[":
        message = f"a text without quotation marks cannot contain {text[index]} here"
        return index, message, f"{_QUOTE}, or write each key on a line of its own"
    return None


def _has_colon(error: MarkedYAMLError, text: str, index: int) -> tuple[int, str, str] | None:
    """Return the problem of a text with a colon and a space, which begin a value, or None."""
    if _NO_COLON[1] not in str(error.problem):
        return None
    first = text.rfind("\n", 0, index) + 1
    line = text[first:].partition("\n")[0]
    match = _KEY_AND_TEXT.fullmatch(line)
    if match is not None and first + match.start("text") < index:
        message = "a text without quotation marks cannot contain a colon and a space"
        return first + match.start("text"), message, f"{_QUOTE}: {in_quotes(match['text'])}"
    if _SENTENCE.match(text[first:index]) and text[:first].strip():
        message = "the text above goes on here, and cannot contain a colon and a space"
        return index, message, "write > after its key, and begin the text in the line below"
    return None


def _after_colon(error: MarkedYAMLError, text: str) -> tuple[int, str, str] | None:
    """Return the problem of a non-breaking space after the colon of a key, or None."""
    mark = error.problem_mark
    said = str(error.problem)
    if mark is None or not any(part in said for part in _NO_COLON):
        return None
    # The key was read as text, which goes on in the line of the error.
    line = text.rfind("\n", 0, mark.index) + 1
    before = text.rfind("\n", 0, max(line - 1, 0)) + 1
    match = _COLON.search(text, before, mark.index)
    if match is None:
        return None
    return match.end() - 1, "unexpected non-breaking space after ':'", "type an ordinary space"


def read_as_sign(event: YamlEvent, name: str, text: str, anchors: Container[str]) -> Problem | None:
    """Return the problem of an event whose first character was meant as part of a text, or None.

    `anchors` are the names to which the file refers: a text after such an anchor is what it seems,
    and so is an alias that is a whole value.
    """
    sign = text[event.start : event.start + 1]
    line = re.split(r"\s#|\n", text[event.start :], maxsplit=1)[0]
    at = Position(name, event.line + 1, event.column + 1)
    if sign == "*":
        rest = line[1 + len(event.anchor or "") :].strip(" ,]}")
        if re.fullmatch(r"[\w-]+", event.anchor or "") and not rest:
            message = f"unknown anchor '{printable(event.anchor or '')}'"
            return Problem(at, message, f"write the value out, or {_QUOTE}", "no-yaml")
        message = "text cannot begin with *, which refers to an anchor"
        return Problem(at, message, f"{_QUOTE}: {in_quotes(line)}", "no-yaml")
    if event.kind is not EventKind.SCALAR or event.style is not None:
        return None
    if sign == "!":
        message = "text cannot begin with !, which is read as a tag"
        return Problem(at, message, f"{_QUOTE}: {in_quotes(line)}", "no-yaml")
    if event.anchor and event.anchor not in anchors:
        message = f"'&{printable(event.anchor)}' is read as an anchor, not as part of the text"
        hint = f"{_QUOTE}: {in_quotes(line)}; or remove the anchor, to which nothing refers"
        return Problem(at, message, hint, "no-yaml")
    return None


def in_quotes(text: str) -> str:
    """Return a text quoted so that YAML reads it back; of a long text, only the beginning."""
    mark = "'" if '"' in text or "\\" in text else '"'
    shown = text.rstrip() if len(text) <= _LONGEST_REWRITE else text[:_LONGEST_REWRITE] + "..."
    return printable(f"{mark}{shown.replace(mark, mark * 2)}{mark}", _LONGEST_REWRITE + 20)
