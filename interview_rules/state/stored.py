"""`Stored`, the base of what an app stores: states and searches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    ModelWrapValidatorHandler,
    ValidationError,
    model_validator,
)

from interview_rules.errors import Problem, StateError, quoted
from interview_rules.events.carried import Meta
from interview_rules.events.event import Event, Name
from interview_rules.positions import FieldPath
from interview_rules.state.problems import reworded
from interview_rules.state.versions import SCHEMA_VERSION, SchemaUrl, SchemaVersion

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Stored", "indexes_of"]


class Stored(BaseModel):
    """What states and searches have in common: a schema version, and data of the app's own.

    Validation by pydantic reports the same problems as `read`.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        validate_by_name=True,
        validate_by_alias=True,
        serialize_by_alias=True,
    )

    schema_: SchemaUrl = None
    schema_version: SchemaVersion = SCHEMA_VERSION
    id: Name | None = None
    meta: Meta | None = None

    @model_validator(mode="wrap")
    @classmethod
    def _reworded(cls, data: Any, validate: ModelWrapValidatorHandler[Self]) -> Self:
        try:
            return validate(data)
        except ValidationError as error:
            raise reworded(error, data, cls) from None


def indexes_of(log: Sequence[Event], wanted: Sequence[Event | str]) -> set[int]:
    """Return the indexes of events in a log, each given as an event or by its `id`.

    Raises StateError listing the events that the log does not have.
    """
    found: set[int] = set()
    problems = []
    for place, each in enumerate(wanted):
        same = {
            index
            for index, event in enumerate(log)
            if (event.id == each if isinstance(each, str) else event == each)
        }
        found |= same
        if not same:
            what = f"event with the id {quoted(each)}" if isinstance(each, str) else each.event
            message = f"there is no {what} to remove"
            problems.append(Problem(FieldPath(place), message, "", "unknown-name"))
    if problems:
        raise StateError(problems)
    return found
