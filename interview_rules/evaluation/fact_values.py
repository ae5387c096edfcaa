"""The values of facts in an evaluation, as data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_rules.facts.vocabulary import FACTS
from interview_rules.records.values import (
    ChoiceValue,
    CountValue,
    FlagValue,
    MomentValue,
    day_and_instant,
)

if TYPE_CHECKING:
    from interview_rules.calendars.calendar import Span
    from interview_rules.evaluation.evaluation import Evaluation
    from interview_rules.records.values import FactValue

__all__ = ["fact_value", "moment_value"]


def fact_value(evaluation: Evaluation, name: str) -> FactValue:
    """Return the value of a fact as data. Raises KeyError for a name that is no fact."""
    fact = FACTS.get(name) or evaluation.pack.facts[name]
    place = evaluation.pack.offsets[name]
    value = evaluation.facts[place]
    match fact.type:
        case "moment":
            start, end, day = evaluation.facts[place : place + 3]
            return moment_value(evaluation, (start, end, day))
        case "flag":
            return FlagValue(value=bool(value))
        case "choice":
            return ChoiceValue(value=fact.choices[value])
        case "count":
            return CountValue(value=value)


def moment_value(evaluation: Evaluation, span: Span) -> MomentValue:
    """Return a moment as data."""
    day, at = day_and_instant(evaluation.day_or_hour(span))
    return MomentValue(day=day, at=at)
