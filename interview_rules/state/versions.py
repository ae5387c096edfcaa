"""The schema version of stored states and searches, and the upgrade of data in older versions."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from interview_rules.errors import shown
from interview_rules.events.event import refused

__all__ = ["SCHEMA_VERSION", "SchemaUrl", "SchemaVersion", "upgraded"]

SCHEMA_VERSION = 2
"""The version that this library writes. It reads all versions up to this one.

1: versions 0.1 and 0.2, which do not write their version.
2: `schema_version`, `$schema`, `id`, `meta` and `skip_questions`; repeated events count once.
"""

SchemaVersion = Annotated[int, Field(strict=True, ge=1, le=SCHEMA_VERSION)]
SchemaUrl = Annotated[
    str | None,
    Field(
        alias="$schema",
        max_length=2_000,
        exclude_if=lambda value: value is None,
    ),
]


def upgraded(data: Any) -> Any:
    """Return the data of a state or a search, converted to the current version of the schema.

    Raises a validation error for a version that this library does not support yet.
    """
    version = data.get("schema_version") if isinstance(data, dict) else None
    if isinstance(version, int) and version > SCHEMA_VERSION:
        newest = f"the newest that this library supports is {SCHEMA_VERSION}"
        message = f"the schema version is {shown(version)}, but {newest}"
        hint = "install a newer version of interview-rules, or correct the number"
        raise refused(message, hint, "schema_version")
    if version not in range(1, SCHEMA_VERSION):
        return data
    # Later versions have only added fields so far.
    return {**data, "schema_version": SCHEMA_VERSION}
