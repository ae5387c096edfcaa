"""What a rule uses: facts, also through conclusions, and moments shifted by business days."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from interview_rules.facts.vocabulary import FACTS
from interview_rules.language import nodes

if TYPE_CHECKING:
    from interview_rules.facts.vocabulary import Fact
    from interview_rules.packs.model import Rule, RulePack

__all__ = ["Reading", "RuleUsage", "usage_of"]


class Reading(NamedTuple):
    """The place of a fact in the folded facts, and its value and text there by default."""

    name: str
    place: int
    default: int
    text: str


class RuleUsage(NamedTuple):
    """What one rule of a pack uses.

    `facts` are the facts in its condition, directly or through conclusions, and `readings` where to
    find them. `in_business_days` holds the moments in its condition, its texts and its deadline that
    are shifted by business days.
    """

    facts: tuple[Fact, ...]
    readings: tuple[Reading, ...]
    in_business_days: tuple[nodes.Moment, ...]


def usage_of(pack: RulePack, rule: Rule) -> RuleUsage:
    """Return what a rule uses under a pack, which remembers it."""
    known = pack.usages.get(rule.id)
    if known is None or known[0] is not rule:
        known = pack.usages[rule.id] = rule, _usage(pack, rule)
    found = known[1]
    assert isinstance(found, RuleUsage)  # noqa: S101  # only this function fills the cache
    return found


def _usage(pack: RulePack, rule: Rule) -> RuleUsage:
    facts = _facts(pack, rule)
    readings = tuple(
        Reading(fact.name, pack.offsets[fact.name], fact.default, fact.default_text)
        for fact in facts
    )
    shifted = tuple(moment for moment in _moments(rule) if _in_business_days(moment))
    return RuleUsage(facts, readings, shifted)


def _facts(pack: RulePack, rule: Rule) -> tuple[Fact, ...]:
    names: dict[str, None] = {}
    done: set[str] = set()
    left = [rule]
    while left:
        for name in nodes.names_in(left.pop().when):
            if name in FACTS or name in pack.facts:
                names[name] = None
            elif name not in done:
                done.add(name)
                left += [pack.rules[index] for index in pack.concluders.get(name, ())]
    return tuple(pack.facts.get(name) or FACTS[name] for name in names)


def _moments(rule: Rule) -> list[nodes.Moment]:
    moments = [m for leaf in nodes.leaves(rule.when) for m in nodes.moments_in(leaf)]
    if (advise := rule.advise) is not None:
        moments += [advise.due] if advise.due is not None else []
        places = (*advise.title, *advise.text)
        moments += [p.moment for p in places if not isinstance(p, str) and p.moment is not None]
    return moments


def _in_business_days(moment: nodes.Moment) -> bool:
    own = isinstance(moment, nodes.Shift) and moment.duration.unit == "business day"
    inner = [part for part in nodes.inside(moment) if isinstance(part, nodes.Moment)]
    return own or any(map(_in_business_days, inner))
