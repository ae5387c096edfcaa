"""Lenient reading of JSON texts: the value, the first error and the duplicate keys."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any, NamedTuple

from interview_rules.errors import Problem, quoted
from interview_rules.positions import Position, position_in

__all__ = ["JsonText", "read_json"]


class JsonText(NamedTuple):
    """The value of a JSON text, the first problem with it, and its duplicate keys.

    `value` is None if the text cannot be parsed; `problem` is None if the text is valid. A text
    with duplicate keys, NaN or Infinity has both a value and a problem, which is that of a
    duplicate key if there is one. `value` holds the last value of each duplicate key. `duplicates`
    holds each such key once, with the line of its first occurrence and the position of the second.
    """

    value: Any
    problem: Problem | None
    duplicates: tuple[tuple[str, int, Position], ...]

    def duplicate_keys(self) -> list[Problem]:
        """Return one problem without a place for each duplicate key.

        Its message says where the key is repeated.
        """
        return [
            _duplicate(key, "", first, f" on line {at.line}, column {at.column}")
            for key, first, at in self.duplicates
        ]


def read_json(text: str | bytes, name: str = "") -> JsonText:
    """Parse a JSON text without raising; `name` is the file name in the position of the problem."""
    duplicates: dict[str, None] = {}
    constants: list[str] = []

    def as_dict(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            counted = Counter(key for key, _value in pairs)
            duplicates.update((key, None) for key, times in counted.items() if times > 1)
        return found

    def constant(word: str) -> float:
        constants.append(word)
        return float(word)

    try:
        value = json.loads(text, object_pairs_hook=as_dict, parse_constant=constant)
    except json.JSONDecodeError as error:
        at = Position(name, error.lineno, error.colno)
        if not error.doc.strip():
            return _refused(at, "the text is empty", "write a JSON value, such as {}")
        hints = (hint for said, hint in _HINTS.items() if error.msg.startswith(said))
        hint = next(hints, "fix the quotes, commas or brackets there")
        reason = _REMARK.sub("", error.msg)
        return _refused(at, reason, hint)
    except UnicodeDecodeError as error:
        message = f"byte {error.start + 1} is not {error.encoding.upper()}"
        return _refused(Position(name), message, "encode the text as UTF-8")
    except RecursionError:
        return _refused(Position(name), "nested too deeply", "use fewer levels")
    except ValueError:
        return _refused(Position(name), "a number has too many digits", "shorten it")
    problem = None
    repeated: tuple[tuple[str, int, Position], ...] = ()
    if duplicates or constants:
        decoded = (
            text
            if isinstance(text, str)
            else text.decode(json.detect_encoding(text), "surrogatepass")
        )
        second, constant_at = _places(decoded, name)
        if duplicates:
            repeated = tuple((key, *second[key]) for key in duplicates)
            key, first, at = repeated[0]
            problem = _duplicate(key, at, first)
        else:
            message = f"not valid JSON: {constants[0]} is not allowed"
            problem = Problem(constant_at, message, "write a number or null", "invalid-json")
    return JsonText(value, problem, repeated)


_HINTS = {
    "Expecting value": "write a value, such as text in double quotes, or remove an extra comma",
    "Expecting property name": "put the name in double quotes, or remove an extra comma",
    "Extra data": "remove what follows the first value",
    "Invalid control character": "write an escape instead, such as \\n for a line break",
    "Invalid \\": "write \\\\ for a backslash",
    "Unterminated string": "add the closing quotation mark",
    "Unexpected UTF-8 BOM": "remove the byte order mark at the beginning",
}
"""Hints for errors of the JSON parser, by the beginning of their messages."""
_REMARK = re.compile(r"( starting)? at$| \(.*\)$")
_COLON = re.compile(r"\s*:")
_TOKENS = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]]|NaN|-?Infinity', re.DOTALL)


def _refused(at: Position, reason: str, hint: str) -> JsonText:
    return JsonText(None, Problem(at, f"not valid JSON: {reason}", hint, "invalid-json"), ())


def _places(text: str, name: str) -> tuple[dict[str, tuple[int, Position]], Position]:
    """Return where a valid JSON text repeats each duplicate key, and where its first constant is.

    Constants are NaN and Infinity. If there is none, its place is the whole text.
    """
    repeated: dict[str, tuple[int, Position]] = {}
    constant: Position | None = None
    objects: list[dict[str, int]] = []
    for match in _TOKENS.finditer(text):
        token, at = match[0], match.start()
        if token in {"{", "["}:
            objects.append({})
        elif token in {"}", "]"}:
            objects.pop()
        elif token[0] != '"':
            constant = constant or position_in(text, at, name)
        elif _COLON.match(text, match.end()):
            key = json.loads(token)
            first = objects[-1].setdefault(key, at)
            if first != at and key not in repeated:
                earlier = position_in(text, first, name)
                repeated[key] = (earlier.line, position_in(text, at, name))
    return repeated, constant or Position(name)


def _duplicate(key: str, place: Position | str, first: int, where: str = "") -> Problem:
    message = f"duplicate key {quoted(key)}{where}"
    hint = f"the first is on line {first}; merge the two, or remove one"
    return Problem(place, message, hint, "duplicate-key")
