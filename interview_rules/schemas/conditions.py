"""The JSON Schemas of conditions and moments in a pack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_rules.language.nodes import Moment
from interview_rules.schemas.parts import TEXT, Schema, facts_of, sentence, suggested

if TYPE_CHECKING:
    from interview_rules.facts.vocabulary import Fact
    from interview_rules.packs.model import Definition, RulePack

__all__ = ["condition", "moment", "own_moments"]


def moment(pack: RulePack, otherwise: Schema = TEXT) -> Schema:
    """Return the schema of a moment, which suggests those that a pack knows."""
    facts = facts_of(pack).values()
    described = {fact.name: sentence(fact.doc) for fact in facts if fact.type == "moment"}
    described |= {
        name: _definition_description(definition)
        for name, definition in pack.definitions.items()
        if isinstance(definition.node, Moment)
    }
    return suggested(described, "A moment, for example: decision_date + 1 business day.", otherwise)


def own_moments(pack: RulePack) -> dict[str, str]:
    """Return the descriptions of the moments that a pack declares, by name."""
    facts = pack.facts.values()
    return {fact.name: sentence(fact.doc) for fact in facts if fact.type == "moment"}


def condition(pack: RulePack) -> Schema:
    """Return the schema of a condition, which suggests a simple one for each name in a pack."""
    facts = facts_of(pack).values()
    described = {
        _example_condition(fact): f"{sentence(fact.doc)[:-1]} ({fact.type})." for fact in facts
    }
    for name, definition in pack.definitions.items():
        suffix = " is known" if isinstance(definition.node, Moment) else ""
        described[f"{name}{suffix}"] = _definition_description(definition)
    described |= {name: doc or "A conclusion." for name, doc in pack.conclusions.items()}
    return suggested(described, "A condition, for example: after decision_date and no reply.")


def _definition_description(definition: Definition) -> str:
    return f"{definition.doc} ({' '.join(definition.text.split())})"


def _example_condition(fact: Fact) -> str:
    """Return a simple condition that uses a fact."""
    match fact.type:
        case "moment":
            return f"{fact.name} is known"
        case "choice":
            return f"{fact.name} is {fact.choices[-1]}"
        case "count":
            return f"{fact.name} >= 1"
        case "flag":
            return fact.name
