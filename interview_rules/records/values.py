"""The values of facts as data, tagged with their type."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from interview_rules.records.base import Record

__all__ = [
    "ChoiceValue",
    "CountValue",
    "FactValue",
    "FlagValue",
    "MomentValue",
    "day_and_instant",
]


class MomentValue(Record):
    """The value of a moment: its local day and, unless it is the whole day, its instant `at`.

    Both are null if the moment is unknown.
    """

    type: Literal["moment"] = "moment"
    day: date | None
    at: datetime | None


class FlagValue(Record):
    """The value of a flag."""

    type: Literal["flag"] = "flag"
    value: bool


class ChoiceValue(Record):
    """The value of a choice."""

    type: Literal["choice"] = "choice"
    value: str


class CountValue(Record):
    """The value of a count."""

    type: Literal["count"] = "count"
    value: int


FactValue = Annotated[
    MomentValue | FlagValue | ChoiceValue | CountValue, Field(discriminator="type")
]
"""The value of a fact as data; `type` tells which kind it is."""


def day_and_instant(moment: date | datetime | None) -> tuple[date | None, datetime | None]:
    """Return the local day of a moment, and its instant, which is None for a whole day.

    Both are None without a moment.
    """
    if isinstance(moment, datetime):
        return moment.date(), moment
    return moment, None
