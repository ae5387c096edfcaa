"""`Stored`: the base class of states and searches, which apps store."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    ModelWrapValidatorHandler,
    ValidationError,
    model_validator,
)

from interview_rules.calendars.calendar import calendar_for
from interview_rules.errors import CalendarError, Problem, StateError, quoted, shown
from interview_rules.events.carried import Meta
from interview_rules.events.event import Event, Name
from interview_rules.positions import FieldPath
from interview_rules.state.problems import reworded
from interview_rules.state.versions import SCHEMA_VERSION, SchemaUrl, SchemaVersion

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Stored", "indexes_of", "misplaced"]


class Stored(BaseModel):
    """Base class of states and searches, with a schema version and an app's own `id` and `meta`.

    Validation by pydantic reports the same problems as `read`, except those of JSON text itself:
    invalid JSON has pydantic's own message, and duplicate keys are not reported.
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

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy, with some fields replaced by values that are not validated.

        Values computed from the old fields are computed again. For values that may be invalid, pass
        all fields to `read` instead.
        """
        copied = super().model_copy(update=update, deep=deep)
        if update:
            for name in copied.__dict__.keys() - type(self).model_fields.keys():
                del copied.__dict__[name]
        return copied

    @model_validator(mode="wrap")
    @classmethod
    def _reworded(cls, data: Any, validate: ModelWrapValidatorHandler[Self]) -> Self:
        try:
            return validate(data)
        except ValidationError as error:
            raise reworded(error, data, cls, also=misplaced(data)) from None


def misplaced(data: object) -> list[Problem]:
    """Return all problems with the time zone, the country and the weekend of a state or a search.

    Values of the wrong type are ignored here, because validation reports them.
    """
    if not isinstance(data, Mapping):
        return []
    zone, country, subdivision = (
        value if isinstance(value := data.get(name), str) else None
        for name in ("timezone", "country", "subdivision")
    )
    weekend = data.get("weekend")
    problems: list[Problem] = []
    for place in (
        {"zone": zone or "UTC"},
        {"country": country, "subdivision": subdivision},
        {"weekend": weekend if _are_weekdays(weekend) else None},
    ):
        try:
            calendar_for(**place)
        except CalendarError as error:
            problems += error.problems
    return problems


def _are_weekdays(value: object) -> bool:
    return isinstance(value, list | tuple) and all(each in range(7) for each in value)


def indexes_of(log: Sequence[Event], wanted: Sequence[Event | str]) -> set[int]:
    """Return the indexes of all events in a log that match the wanted ones.

    An event is wanted either as an event, which matches equal ones, or by its `id`. Raises
    StateError listing what matches no event of the log.
    """
    found: set[int] = set()
    problems = []
    for place, each in enumerate(wanted):
        if not isinstance(each, str | Event):
            message = f"expected an event or an id, not {shown(each)}"
            hint = "pass an event of the log, or the id of one"
            problems.append(Problem(FieldPath(place), message, hint, "wrong-type"))
            continue
        same = {
            index
            for index, event in enumerate(log)
            if (event.id == each if isinstance(each, str) else event == each)
        }
        found |= same
        if not same:
            what = (
                f"event with the id {quoted(each)}"
                if isinstance(each, str)
                else f"such {each.event} event"
            )
            message = f"there is no {what} to remove"
            hint = "pass an event of the log, or the id of one"
            problems.append(Problem(FieldPath(place), message, hint, "unknown-name"))
    if problems:
        raise StateError(problems)
    return found
