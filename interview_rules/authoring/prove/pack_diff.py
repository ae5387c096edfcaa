"""Differences between two versions of a pack, rule by rule, with situations that show them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Literal

from interview_rules.authoring.prove.counterexamples import (
    COUNTRIES,
    find_situation,
    named_countries,
)
from interview_rules.authoring.prove.queries import impossible
from interview_rules.calendars.regions import known_place
from interview_rules.engines.program import program_for
from interview_rules.errors import PackError, Problem
from interview_rules.facts.place import is_of_place, place_of
from interview_rules.facts.vocabulary import BITS, SIZE
from interview_rules.language.nodes import conclusions_in
from interview_rules.packs.model import Advise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from interview_rules.authoring.prove.counterexamples import Situation
    from interview_rules.authoring.prove.encoding import Encoding, Term
    from interview_rules.facts.vocabulary import Fact, Facts
    from interview_rules.packs.model import Rule, RulePack
    from interview_rules.reports.report import Report

__all__ = ["Change", "Effect", "changes", "facts_of"]

Effect = Literal["added", "gone", "same", "fewer", "more", "other", "undecided"]

_OF_RULES = frozenset({"instead_of", "before"})
_COMPARED = ("conclude", "instead_of", "before", "source")


@dataclass(frozen=True, slots=True)
class Change:
    """A rule that differs between two packs.

    `effect` compares the conditions: the rule holds in the `same` cases, or in `fewer`, `more` or
    `other` cases, or this is `undecided`. A rule that only one of the packs has is `added` or
    `gone`. `keys` lists the keys other than `when` that differ. In the situation `before`, the rule
    held but no longer does; in the situation `now`, it holds but did not before. A situation is
    None if there is none or none was found. For a rule that is `gone`, `instead_of` and `before_it`
    list the remaining rules that named it under these keys, which does not count as a change of
    their own.
    """

    rule: str
    effect: Effect
    keys: tuple[str, ...] = ()
    before: Situation | None = None
    now: Situation | None = None
    instead_of: tuple[str, ...] = ()
    before_it: tuple[str, ...] = ()


def changes(
    old: RulePack,
    new: RulePack,
    countries: Sequence[str] = COUNTRIES,
    *,
    progress: Callable[[int, int], object] | None = None,
) -> Iterator[Change]:
    """Yield the rules that differ between two packs: removed ones, then added and changed ones.

    Situations are sought in UTC without holidays, then in the countries that conditions of `new`
    name and in `countries` (ISO 3166 codes). `progress` is called before each rule of `new` and at
    the end, with the number of rules compared and the total. Raises CalendarError for an unknown
    country, and PackError if `new` lacks a fact that `old` declares, or declares it with other
    values.
    """
    declared = [fact for fact in old.facts.values() if not is_of_place(fact)]
    lacking = [each.name for each in declared if not _is_declared_alike(each, new)]
    if lacking:
        message = f"{new.name} does not declare {', '.join(lacking)} as {old.name} does"
        raise PackError([Problem("", message, "compare packs with the same facts")])
    for country in countries:
        known_place(country, None)
    remaining = [rule for rule in old.rules if rule.id in new.by_id]
    for rule in old.rules:
        if rule.id not in new.by_id:
            instead = tuple(each.id for each in remaining if rule.id in each.instead_of)
            before = tuple(each.id for each in remaining if rule.id in each.before)
            yield Change(rule.id, "gone", instead_of=instead, before_it=before)
    for rule in _counted(new.rules, progress):
        if rule.id not in old.by_id:
            yield Change(rule.id, "added")
            continue
        keys = tuple(_keys(old.rules[old.by_id[rule.id]], rule, old, new))
        if _asks_the_same(old, new, rule.id):
            if keys:
                yield Change(rule.id, "same", keys)
            continue
        yield _weighed(old, new, rule.id, keys, countries)


def _counted(
    rules: Sequence[Rule], progress: Callable[[int, int], object] | None
) -> Iterator[Rule]:
    """Yield rules, reporting the number done before each and at the end."""
    for done, rule in enumerate(rules):
        if progress is not None:
            progress(done, len(rules))
        yield rule
    if progress is not None:
        progress(len(rules), len(rules))


def _keys(before: Rule, now: Rule, old: RulePack, new: RulePack) -> Iterator[str]:
    """Yield the keys other than `when` that differ between two versions of a rule."""
    for key in _COMPARED:
        one, other = getattr(before, key), getattr(now, key)
        if key in _OF_RULES:
            # A rule that is gone is a change of its own, and not of the rules that named it.
            one = tuple(name for name in one if name in new.by_id)
        if one != other:
            yield key
    if before.advise is None and now.advise is None:
        return
    for each in fields(Advise):
        one, other = (getattr(rule.advise, each.name, None) for rule in (before, now))
        if each.name == "draft":
            # A draft can change in place, under the same name.
            one, other = old.drafts.get(one or ""), new.drafts.get(other or "")
        if one != other:
            yield each.name


def _asks_the_same(old: RulePack, new: RulePack, rule_id: str) -> bool:
    """Return True if the conditions of a rule, and of all rules it depends on, are unchanged."""
    left, done = [rule_id], {rule_id}
    while left:
        name = left.pop()
        if name not in old.by_id or name not in new.by_id:
            return False
        one, other = old.rules[old.by_id[name]], new.rules[new.by_id[name]]
        if one.when != other.when:
            return False
        for conclusion in conclusions_in(other.when):
            before, now = (
                {pack.ids[index] for index in pack.concluders.get(conclusion, ())}
                for pack in (old, new)
            )
            if before != now:
                return False
            left += now - done
            done |= now
    return True


def _weighed(
    old: RulePack, new: RulePack, rule_id: str, keys: tuple[str, ...], countries: Sequence[str]
) -> Change:
    """Return the change of a rule whose condition differs, with situations that show it."""

    def only_in(which: RulePack) -> tuple[bool | None, Situation | None]:
        # Both packs are encoded over the facts of the new one, which has all facts of the old one.
        def wanted(encoding: Encoding) -> Term:
            now = encoding.holds(new.by_id[rule_id])
            before = encoding.beside(old).holds(old.by_id[rule_id])
            return (
                encoding.without(now, [before]) if which is new else encoding.without(before, [now])
            )

        def seen(report: Report) -> bool:
            facts = facts_of(old, report)
            held = program_for(old).evaluate(report.instant, facts, report.calendar)[0]
            before = bool(held >> old.by_id[rule_id] & 1)
            now = bool(report.holds >> new.by_id[rule_id] & 1)
            return now is not before and now is (which is new)

        never = impossible(new, wanted)
        return never, None if never else find_situation(new, wanted, seen, countries, beside=old)

    countries = [*named_countries(old), *countries]
    never_lost, lost = only_in(old)
    never_won, won = only_in(new)
    effect: Effect = "undecided"
    if never_lost and never_won:
        effect = "same"
    elif lost is not None and won is not None:
        effect = "other"
    elif never_won and lost is not None:
        effect = "fewer"
    elif never_lost and won is not None:
        effect = "more"
    return Change(rule_id, effect, keys, lost, won)


def _is_declared_alike(fact: Fact, pack: RulePack) -> bool:
    """Return True if a pack declares a fact with the same values."""
    other = pack.facts.get(fact.name)
    kinds = [(each.type, each.choices, each.is_text) for each in (fact, other) if each is not None]
    return len(kinds) == 2 and kinds[0] == kinds[1]


def facts_of(pack: RulePack, report: Report) -> Facts:
    """Return the facts of a report on another pack in the order of a pack's own facts."""
    others, values = report.pack.offsets, list[int]()
    mask = report.facts[0] & sum(BITS.values())
    for fact in pack.facts.values():
        place = others.get(fact.name, 0)
        value = report.facts[place : place + fact.width]
        if is_of_place(fact):
            value = [place_of(fact, report.calendar)]
        mask |= pack.bits[fact.name] if value[0] != fact.default else 0
        values += value
    return [mask, *report.facts[1:SIZE], *values]
