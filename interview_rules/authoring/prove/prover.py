"""Decide the claims about a pack: proved, refuted by an example, or undecided with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from interview_rules.authoring.prove.claims import claims_of
from interview_rules.authoring.prove.counterexamples import COUNTRIES, find_situation
from interview_rules.authoring.prove.queries import SEARCHING, SECONDS, impossible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from interview_rules.authoring.prove.claims import Claim
    from interview_rules.authoring.prove.counterexamples import Situation
    from interview_rules.packs.model import RulePack

__all__ = ["Verdict", "prove"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome for one claim.

    `situation` is a counterexample if the claim is refuted, or an example of the rule taking effect
    if the claim that it can is proved. `reason` explains why a claim is undecided or false.
    """

    claim: Claim
    outcome: Literal["proved", "refuted", "undecided"]
    reason: str = ""
    situation: Situation | None = None


def prove(pack: RulePack, countries: Sequence[str] = COUNTRIES) -> Iterator[Verdict]:
    """Decide all claims about a pack and yield a verdict for each.

    Proofs are valid for all logs, zones and calendars. Examples are searched in UTC without holidays,
    then in `countries` (ISO 3166 codes). Raises CalendarError for an unknown country.
    """
    for claim in claims_of(pack):
        yield _decided(pack, claim, countries)


def _decided(pack: RulePack, claim: Claim, countries: Sequence[str]) -> Verdict:
    if not claim.never:
        return _shown(pack, claim, countries)
    answer = impossible(pack, claim.wanted)
    if answer:
        return Verdict(claim, "proved")
    situation = find_situation(pack, claim.wanted, claim.seen, countries)
    if situation is not None:
        return Verdict(claim, "refuted", situation=situation)
    return Verdict(claim, "undecided", _why_open(None if answer is None else False, countries))


def _shown(pack: RulePack, claim: Claim, countries: Sequence[str]) -> Verdict:
    """Decide a claim that something can occur: an example proves it, a proof of the opposite refutes it."""
    situation = find_situation(pack, claim.wanted, claim.seen, countries)
    if situation is not None:
        return Verdict(claim, "proved", situation=situation)
    answer = impossible(pack, claim.wanted)
    if answer:
        return Verdict(claim, "refuted", "it is impossible with every log, zone and calendar")
    return Verdict(claim, "undecided", _why_open(None if answer is None else False, countries))


def _why_open(answer: Literal[False] | None, countries: Sequence[str]) -> str:
    places = ", ".join(["UTC without holidays", *countries])
    if answer is None:
        return f"the solver gave up after {SECONDS} s, and no example was found in {places}"
    return (
        "it might occur with some zone, calendar or order of events, but no example was found"
        f" in {places} within {SEARCHING} s"
    )
