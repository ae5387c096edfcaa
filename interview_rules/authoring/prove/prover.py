"""The prover, which decides for each claim about a pack: proved, refuted or undecided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from interview_rules.authoring.prove.claims import claims_of
from interview_rules.authoring.prove.contradiction import contradiction
from interview_rules.authoring.prove.counterexamples import (
    COUNTRIES,
    FIRST_CALENDAR,
    find_situation,
)
from interview_rules.authoring.prove.queries import SEARCHING, PackSolver, impossible
from interview_rules.authoring.prove.solver import SECONDS
from interview_rules.authoring.prove.time_models import AnyCalendar
from interview_rules.calendars.formatting import say_hour
from interview_rules.calendars.regions import known_place
from interview_rules.language.printer import say_condition

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from interview_rules.authoring.prove.claims import Claim
    from interview_rules.authoring.prove.counterexamples import Situation
    from interview_rules.packs.model import RulePack

__all__ = ["Verdict", "prove"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The verdict on one claim.

    `situation` is the counterexample that refutes the claim, or the example that proves that a rule
    can take effect. `reason` explains an undecided verdict or a refuted one. `excluding` holds the
    conditions that exclude each other if a rule can never take effect.
    """

    claim: Claim
    outcome: Literal["proved", "refuted", "undecided"]
    reason: str = ""
    situation: Situation | None = None
    excluding: tuple[str, ...] = ()


def prove(pack: RulePack, countries: Sequence[str] = COUNTRIES) -> Iterator[Verdict]:
    """Yield a verdict on each claim about a pack.

    Proofs are valid for all logs, zones and calendars. Examples are sought in UTC without holidays,
    then in the countries that conditions name and in `countries` (ISO 3166 codes). Raises
    CalendarError for an unknown country.
    """
    for country in countries:
        known_place(country, None)
    always, first = PackSolver(pack, AnyCalendar()), PackSolver(pack, FIRST_CALENDAR)
    for claim in claims_of(pack):
        if not claim.never:
            yield _shown(pack, claim, countries, first)
        elif always.impossible(claim.wanted):
            yield Verdict(claim, "proved")
        else:
            yield _decided(pack, claim, countries, first)


def _decided(pack: RulePack, claim: Claim, countries: Sequence[str], first: PackSolver) -> Verdict:
    """Decide a claim that something is impossible, for which the first attempt found no proof."""
    answer = impossible(pack, claim.wanted)
    if answer:
        return Verdict(claim, "proved")
    situation = find_situation(pack, claim.wanted, claim.seen, countries, first)
    if situation is not None:
        reasons = filter(None, (_why_refuted(claim, situation), _by_hand(situation)))
        return Verdict(claim, "refuted", " ".join(reasons), situation)
    return Verdict(claim, "undecided", _why_open(None if answer is None else False, countries))


def _why_refuted(claim: Claim, situation: Situation) -> str:
    """Say when and why the rules of a claim give their advice, or which advice is no stance."""
    report = situation.report
    given = [
        report.pack.rules[index]
        for index, action in enumerate(report.pack.actions_by_rule)
        if report.given >> index & 1
        and (action if claim.kind == "exclusive" else report.pack.ids[index]) in claim.of
    ]
    if claim.kind == "complete":
        advised = [action for action in report.actions if action not in report.pack.stances]
        told = f", only {', '.join(advised)}" if advised else ""
        hint = "; if one of these says where things stand, list it under stances" if advised else ""
        return f"On {say_hour(situation.now)}, no stance is advised{told}{hint}."
    if claim.kind not in {"exclusive", "instead-of"}:
        return ""
    reasons = [
        f"{rule.id} ({rule.at}) gives its advice because {say_condition(rule.when)}"
        for rule in given
    ]
    return f"On {say_hour(situation.now)}, {', and '.join(reasons)}."


def _by_hand(situation: Situation) -> str:
    """Say that no log was found in which events of the pack set its facts; empty if one was."""
    names = situation.by_hand
    if not names:
        return ""
    return (
        f"No log was found in which events of the pack set {' and '.join(names)}, so the example"
        " gives the facts by hand; check whether they can occur together."
    )


def _shown(pack: RulePack, claim: Claim, countries: Sequence[str], first: PackSolver) -> Verdict:
    """Decide a claim that something can occur: an example proves it, impossibility refutes it."""
    situation = find_situation(pack, claim.wanted, claim.seen, countries, first)
    if situation is not None:
        return Verdict(claim, "proved", situation=situation)
    answer = impossible(pack, claim.wanted)
    if answer:
        advice = claim.kind == "can-speak"
        excluding = contradiction(pack, pack.by_id[claim.of[0]], advice=advice)
        never = "the advice can never be given" if advice else "the rule can never hold"
        reason = f"{never}, with any log, zone or calendar"
        if excluding:
            reason += ", because this is a contradiction:"
        return Verdict(claim, "refuted", reason, excluding=excluding)
    return Verdict(claim, "undecided", _why_open(None if answer is None else False, countries))


def _why_open(answer: Literal[False] | None, countries: Sequence[str]) -> str:
    places = ", ".join(["UTC without holidays", *countries])
    if answer is None:
        return f"the solver gave up after {SECONDS} s, and no example was found in {places}"
    return (
        "this might occur with some zone, calendar or order of events, but no example was found"
        f" in {places} within {SEARCHING} s"
    )
