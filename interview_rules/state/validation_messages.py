"""Plain messages for pydantic's errors, by error type."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from interview_rules.errors import Suggestions, kind_of, printable, quoted, shown
from interview_rules.events.event import not_encodable

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["message_and_hint"]

_LABELS = {"how": "way to call off a round", "include": "part"}
"""Labels for fields whose names do not read well in a sentence."""

_NOT_UNICODE = (
    "this text contains a lone surrogate, which cannot be encoded",
    "remove it, or replace it with a whole character",
)
_SEE_SCHEMA = "run 'interview-rules schema state' to see what is allowed"


def message_and_hint(
    kind: str, name: str, value: object, limits: Mapping[str, Any]
) -> tuple[str, str | Suggestions]:
    """Return what is wrong with the value of the field `name`, and how to fix it.

    `kind` and `limits` are the type and the context of a pydantic error. Pydantic's own messages
    are used only for the reason why JSON is invalid, because they mention inputs and Python types,
    and may change with any release.
    """
    match kind:
        case "literal_error":
            return _unknown_word(name, value, limits["expected"])
        case "too_long" | "too_short" | "string_too_long" | "string_too_short":
            return _wrong_length(kind, value, limits)
        case "string_type":
            plain = isinstance(value, int | float)
            hint = "put it in quotes" if plain else "write text in quotes"
            return f"expected text, not {shown(value)}", hint
        case "string_unicode":
            return (isinstance(value, str) and not_encodable(value)) or _NOT_UNICODE
        case "greater_than_equal":
            return f"{shown(value)} is below {limits['ge']}", f"write {limits['ge']} or more"
        case "less_than_equal":
            most = f"{limits['le']:,}"
            return f"{shown(value)} is above {most}", f"write {limits['le']} or less"
        case "json_invalid":
            reason = printable(str(limits["error"]), 200)
            if reason.startswith("recursion limit exceeded"):
                where = reason.removeprefix("recursion limit exceeded")
                return f"not valid JSON: nested too deeply{where}", "use fewer levels"
            part = "escape sequence" if "escape" in reason else "quotes, commas or brackets"
            return f"not valid JSON: {reason}", f"fix the {part} there"
        case "json_type":
            return "not valid JSON", "pass JSON as str or bytes"
        case "invalid_key":
            return f"a field name must be text, not {shown(value)}", "put the name in quotes"
        case _:
            return _wrong_type(kind, name, value)


def _wrong_type(kind: str, name: str, value: object) -> tuple[str, str]:
    told = f", not {shown(value)}"
    match kind:
        case "tuple_type" | "list_type":
            return f"expected a list{told}", f"write {name}: [...]"
        case "model_type" | "dict_type" | "mapping_type" | "model_attributes_type":
            return f"expected a mapping of fields{told}", f"write {name}: {{...}}"
        case "bool_type" | "bool_parsing":
            return f"expected true or false{told}", "write true or false, without quotes"
        case "int_type" | "int_parsing" | "int_from_float" | "int_parsing_size" | "finite_number":
            return f"expected a whole number{told}", f"write, for example, {name}: 1"
        case "invalid-json-value":
            if isinstance(value, tuple | set | frozenset):
                return f"JSON cannot hold a {type(value).__name__}", "pass a list"
            return f"JSON cannot hold {kind_of(value)}", "pass it as text"
        case _:
            return f"not a valid {_LABELS.get(name, name) or 'state'}", _SEE_SCHEMA


def _wrong_length(kind: str, value: object, limits: Mapping[str, Any]) -> tuple[str, str]:
    match kind:
        case "string_too_short":
            return "this text is empty", "write something, or leave it out"
        case "string_too_long":
            counted = f", but has {len(value):,}" if isinstance(value, str) else ""
            message = f"this text may have at most {limits['max_length']:,} characters{counted}"
            return message, "shorten it"
        case "too_short":
            return "this list is empty", "write at least one entry"
        case _:
            holder = "mapping" if isinstance(value, dict) else "list"
            length = len(value) if isinstance(value, dict) else limits.get("actual_length")
            counted = f", but has {length:,}" if length else ""
            message = f"this {holder} may have at most {limits['max_length']:,} entries{counted}"
            return message, "leave out entries that no longer matter"


def _unknown_word(name: str, value: object, expected: str) -> tuple[str, Suggestions]:
    """Return the message and hint for a value that is none of the quoted words in `expected`."""
    # List all words: there are few, and the intended one may be spelled quite differently.
    known = tuple(re.findall(r"'([^']*)'", expected))
    if isinstance(value, str):
        message = f"unknown {_LABELS.get(name, name)} {quoted(value)}"
        return message, Suggestions(value, known=known)
    return f"expected a word, not {shown(value)}", Suggestions("", known=known)
