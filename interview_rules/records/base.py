"""`Record`, the base class of all results as data, and `Result`, that of complete results."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from interview_rules.events.json_schema import describe
from interview_rules.records.field_descriptions import DESCRIPTIONS, EXAMPLES

__all__ = ["Record", "Result"]


def _described(schema: dict[str, Any], model: type[BaseModel]) -> None:
    describe(schema, model, DESCRIPTIONS, EXAMPLES)


class Record(BaseModel):
    """An immutable part of a result. Every field is written, even if it is null or empty."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        json_schema_extra=_described,
        json_schema_serialization_defaults_required=True,
    )


class Result(Record):
    """A complete result; `schema_version` is the version of its layout.

    Results that older versions of this library wrote can still be read: fields that they lack get
    the value that older versions implied, or else are empty or null.
    """

    schema_version: Literal[2]
