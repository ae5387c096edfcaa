"""What an app stores beside an event or a state: its own id and data, carried along untouched."""

from __future__ import annotations

import json
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, JsonValue
from pydantic_core import PydanticCustomError

__all__ = ["Meta", "hash_of"]

_MOST = 20_000
"""Maximum length of `meta`, in characters of JSON."""


def _plain(value: dict[str, JsonValue]) -> dict[str, Any]:
    """Return a copy of data that is sure to survive being written and read again."""
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False)
        text.encode()
    except ValueError:
        message, hint = "a number or a character that JSON does not have", "write it as plain text"
    else:
        if len(text) <= _MOST:
            copy: dict[str, Any] = json.loads(text)
            return copy
        message = f"meta may have at most {_MOST} characters as JSON"
        hint = "store larger data elsewhere, under the id"
    context: dict[str, object] = {"message": message, "hint": hint, "where": ""}
    raise PydanticCustomError("refused", "{message}", context) from None


Meta = Annotated[dict[str, JsonValue], AfterValidator(_plain)]


def hash_of(model: BaseModel) -> int:
    """Return a hash of a model that leaves out `meta`, which has none."""
    return hash(tuple([value for name, value in model if name != "meta"]))
