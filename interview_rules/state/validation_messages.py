"""Plain messages for pydantic's errors, by error type."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from interview_rules.errors import Suggestions, kind_of, printable, quoted
from interview_rules.events.event import NOT_ENCODABLE

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["message_and_hint"]

_LABELS = {"how": "way to call off a round"}
"""Labels for fields whose names do not read well in a sentence."""

_SEE_SCHEMA = "run 'interview-rules schema state' to see what is allowed"


def message_and_hint(
    kind: str, name: str, value: object, limits: Mapping[str, Any]
) -> tuple[str, str | Suggestions]:
    """Return what is wrong with the value of the field `name`, and how to fix it.

    `kind` and `limits` are the type and the context of a pydantic error. Pydantic's own messages
    are not used, because they mention inputs and Python types, and may change with any release.
    """
    match kind:
        case "literal_error":
            return _unknown_word(name, value, limits["expected"])
        case "too_long" | "string_too_long" | "string_too_short":
            return _wrong_length(kind, name, value, limits)
        case "string_type":
            plain = isinstance(value, int | float)
            hint = "put it in quotes" if plain else "write text in quotes"
            return f"expected text, not {kind_of(value)}", hint
        case "string_unicode":
            return NOT_ENCODABLE
        case "greater_than_equal":
            return f"this number is below {limits['ge']}", f"write {limits['ge']} or more"
        case "less_than_equal":
            return f"this number is above {limits['le']}", f"write {limits['le']} or less"
        case "json_invalid":
            reason = printable(str(limits["error"]), 200)
            return f"not valid JSON: {reason}", "fix the quotes, commas or brackets there"
        case "json_type":
            return "not valid JSON", "pass JSON as str or bytes"
        case "invalid_key":
            return "field names must be text", "put the name in quotes"
        case _:
            return _wrong_type(kind, name)


def _wrong_type(kind: str, name: str) -> tuple[str, str]:
    match kind:
        case "tuple_type" | "list_type":
            return "expected a list", f"write {name}: [...]"
        case "model_type" | "dict_type" | "mapping_type" | "model_attributes_type":
            return "expected a mapping of fields", f"write {name}: {{...}}"
        case "bool_type" | "bool_parsing":
            return "expected true or false", f"write '{name}: true' or '{name}: false'"
        case "int_type" | "int_parsing" | "int_from_float" | "int_parsing_size" | "finite_number":
            return "expected a whole number", f"write, for example, {name}: 1"
        case _:
            return f"not a valid {_LABELS.get(name, name) or 'state'}", _SEE_SCHEMA


def _wrong_length(
    kind: str, name: str, value: object, limits: Mapping[str, Any]
) -> tuple[str, str]:
    match kind:
        case "string_too_short":
            if not name:
                return "a name is empty", "give it a name, or remove it"
            return "this text is empty", "leave out the field if its value is not known"
        case "string_too_long":
            counted = f", but has {len(value)}" if isinstance(value, str) else ""
            message = f"this text may have at most {limits['max_length']} characters{counted}"
            return message, "shorten it"
        case _:
            holder = "mapping" if isinstance(value, dict) else "list"
            length = limits.get("actual_length")
            counted = f", but has {length}" if length else ""
            message = f"this {holder} may have at most {limits['max_length']} entries{counted}"
            return message, "leave out entries that no longer matter"


def _unknown_word(name: str, value: object, expected: str) -> tuple[str, Suggestions]:
    """Return the message and hint for a value that is none of the quoted words in `expected`."""
    # List all words: there are few, and the intended one may be spelled quite differently.
    known = tuple(re.findall(r"'([^']*)'", expected))
    if isinstance(value, str):
        message = f"unknown {_LABELS.get(name, name)} {quoted(value)}"
        return message, Suggestions(value, known=known)
    return f"expected a word, not {kind_of(value)}", Suggestions("", known=known)
