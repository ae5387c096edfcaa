"""`Meta`: an app's own data, stored with a state, a search, an entry or an event, unchanged."""

from __future__ import annotations

import json
import re
from math import isfinite, isnan
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, JsonValue
from pydantic_core import PydanticCustomError

__all__ = ["Meta", "hash_of"]

_MOST = 20_000
"""Maximum length of `meta` as JSON, in characters."""
_DEEPEST = 20
"""Maximum nesting depth of `meta`, far below what JSON parsers allow."""
_SURROGATE = re.compile("[\ud800-\udfff]")
_Path = tuple[str | int, ...]


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
        message = f"meta is nested more than {_DEEPEST} levels deep"
        raise _refused(message, "use fewer levels, or store the data as text")
    return value


def _plain(value: dict[str, JsonValue]) -> dict[str, Any]:
    """Return a copy of the data as JSON holds it.

    Raises a validation error for values that JSON cannot hold, and for data that is too long.
    """
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False)
        text.encode()
    except ValueError:
        path, message = _not_json(value, ())
        message = message or "this data holds a number that is too long for JSON"
        raise _refused(message, "replace or remove it", path) from None
    else:
        if len(text) <= _MOST:
            copy: dict[str, Any] = json.loads(text)
            return copy
        message = f"meta may have at most {_MOST:,} characters as JSON, but has {len(text):,}"
        raise _refused(message, "store the data elsewhere, and only a reference to it here")


def _not_json(value: object, path: _Path) -> tuple[_Path, str]:
    """Return the path of the first value in `value` that JSON cannot hold, and a message about it.

    The message is empty if there is none. The path of a key is that of its mapping.
    """
    if isinstance(value, float) and not isfinite(value):
        return path, f"JSON cannot hold the number {'NaN' if isnan(value) else value}"
    if isinstance(value, str) and (lone := _SURROGATE.search(value)):
        which = f"character {lone.start() + 1} of this text, {lone[0]!r},"
        return path, f"{which} is a lone surrogate, which JSON cannot hold"
    inner: list[tuple[_Path, object]] = []
    if isinstance(value, dict):
        inner = [(path, key) for key in value]
        inner += [((*path, key), each) for key, each in value.items()]
    elif isinstance(value, list | tuple):
        inner = [((*path, place), each) for place, each in enumerate(value)]
    for at, each in inner:
        found = _not_json(each, at)
        if found[1]:
            return found
    return path, ""


def _refused(message: str, hint: str, path: _Path = ()) -> PydanticCustomError:
    context: dict[str, object] = {"message": message, "hint": hint, "where": path}
    return PydanticCustomError("refused", "{message}", context)


Meta = Annotated[dict[str, JsonValue], BeforeValidator(_shallow), AfterValidator(_plain)]


def hash_of(model: BaseModel) -> int:
    """Return a hash of all fields of a model except `meta`, which is not hashable."""
    return hash(tuple([value for name, value in model if name != "meta"]))
