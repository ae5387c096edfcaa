"""Lenient reading of JSON texts: the value, the first error and the duplicate keys."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any, NamedTuple

from interview_rules.errors import Problem, printable, quoted
from interview_rules.positions import Position

__all__ = ["JsonText", "read_json"]


class JsonText(NamedTuple):
    """The value of a JSON text, the first problem with it, and its duplicate keys.

    `value` is None if the text cannot be parsed; `problem` is None if the text is valid. A text
    with duplicate keys, NaN or Infinity has both a value and a problem. `value` holds the last
    value of each duplicate key.
    """

    value: Any
    problem: Problem | None
    duplicates: tuple[str, ...]

    def duplicate_keys(self) -> list[Problem]:
        """Return one problem without a position for each key that an object has more than once."""
        return [_duplicate(key, "") for key in self.duplicates]


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
        message, hint = f"not valid JSON: {error.msg}", "fix the quotes, commas or brackets there"
        return JsonText(None, Problem(at, message, hint, "invalid-json"), ())
    except (ValueError, RecursionError) as error:
        reason = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        message = f"not valid JSON: {printable(reason)}"
        return JsonText(None, Problem(Position(name), message, "", "invalid-json"), ())
    problem = None
    if duplicates:
        problem = _duplicate(next(iter(duplicates)), Position(name))
    elif constants:
        message = f"not valid JSON: {constants[0]} is not allowed"
        problem = Problem(Position(name), message, "write a number or null", "invalid-json")
    return JsonText(value, problem, tuple(duplicates))


def _duplicate(key: str, place: Position | str) -> Problem:
    return Problem(
        place, f"duplicate key {quoted(key)} in an object", "keep one of them", "duplicate-key"
    )
