"""`Meta`: data of an app's own, stored with an event or a state and kept unchanged."""

from __future__ import annotations

import json
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, JsonValue
from pydantic_core import PydanticCustomError

__all__ = ["Meta", "hash_of"]

_MOST = 20_000
"""Maximum length of `meta` as JSON, in characters."""
_DEEPEST = 20
"""Maximum nesting depth of `meta`, far below what JSON parsers allow."""


def _shallow(value: object) -> object:
    """Return the data unchanged, or raise a validation error if it is nested too deeply.

    The check is iterative, so that deep data cannot exhaust the stack.
    """
    level: list[object] = [value]
    for _ in range(_DEEPEST):
        inner: list[object] = []
        for each in level:
            inner += each.values() if isinstance(each, dict) else ()
            inner += each if isinstance(each, list | tuple) else ()
        level = [each for each in inner if isinstance(each, dict | list | tuple)]
    if level:
        raise _refused(f"meta is nested more than {_DEEPEST} levels deep", "store it as text")
    return value


def _plain(value: dict[str, JsonValue]) -> dict[str, Any]:
    """Return a copy of the data as JSON holds it.

    Raises a validation error for values that JSON cannot hold, and for data that is too long.
    """
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False)
        text.encode()
    except ValueError:
        message = "meta contains a number or a character that JSON does not allow"
        hint = "replace or remove it"
    else:
        if len(text) <= _MOST:
            copy: dict[str, Any] = json.loads(text)
            return copy
        message = f"meta may have at most {_MOST} characters when written as JSON"
        hint = "store the data elsewhere, and only a reference to it here"
    raise _refused(message, hint) from None


def _refused(message: str, hint: str) -> PydanticCustomError:
    context: dict[str, object] = {"message": message, "hint": hint, "where": ""}
    return PydanticCustomError("refused", "{message}", context)


Meta = Annotated[dict[str, JsonValue], BeforeValidator(_shallow), AfterValidator(_plain)]


def hash_of(model: BaseModel) -> int:
    """Return a hash of all fields of a model except `meta`, which is not hashable."""
    return hash(tuple([value for name, value in model if name != "meta"]))
