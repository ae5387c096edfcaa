"""Claims decided: proved, refuted by an example, or undecided, with the reason."""

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
    """What became of a claim.

    `situation` is an example: of the opposite if the claim is refuted, of the rule at work if it is
    proved that there is one. `reason` says why a claim is undecided or cannot be kept.
    """

    claim: Claim
    outcome: Literal["proved", "refuted", "undecided"]
    reason: str = ""
    situation: Situation | None = None


def prove(pack: RulePack, countries: Sequence[str] = COUNTRIES) -> Iterator[Verdict]:
    """Decide everything that is claimed of a pack, one claim after the other.

    A proof counts for all logs, zones and calendars. Examples are looked for in UTC without
    holidays, then in `countries`. Raises ModuleNotFoundError without the extra `prove`, and
    CalendarError for a country that is not known.
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
    """A claim that something can come about: an example shows it, a proof of the opposite does not."""
    situation = find_situation(pack, claim.wanted, claim.seen, countries)
    if situation is not None:
        return Verdict(claim, "proved", situation=situation)
    answer = impossible(pack, claim.wanted)
    if answer:
        return Verdict(claim, "refuted", "no log, zone or calendar brings it about")
    return Verdict(claim, "undecided", _why_open(None if answer is None else False, countries))


def _why_open(answer: Literal[False] | None, countries: Sequence[str]) -> str:
    places = ", ".join(["UTC without holidays", *countries])
    if answer is None:
        return f"the solver gave up after {SECONDS} s, and no example was found soon in {places}"
    return (
        "some zone, calendar or order of events might bring it about, but no example was found"
        f" in {places} within {SEARCHING} s"
    )
