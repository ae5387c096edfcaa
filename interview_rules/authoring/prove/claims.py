"""Claims about a pack that the solver can prove or refute.

The claims are that actions of an `exclusive` group are never advised together, that a rule never
gives its advice alongside a rule that replaces it, that a state covered by `complete` always has a
stance, and that every rule can take effect.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any, Literal

from interview_rules.evaluation.interpreter import Interpreter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_rules.authoring.prove.encoding import Encoding, Term
    from interview_rules.language.nodes import Condition
    from interview_rules.packs.model import RulePack
    from interview_rules.positions import Position
    from interview_rules.reports.report import Report

__all__ = ["Claim", "Kind", "claims_of", "only_expected"]

Kind = Literal["exclusive", "complete", "instead-of", "can-hold", "can-speak"]


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim about a pack.

    `of` names the actions or rules that the claim is about. Claims of the kinds `can-hold` and
    `can-speak` state that something can occur; all others state that it never occurs.
    """

    kind: Kind
    says: str
    at: Position
    of: tuple[str, ...] = ()
    when: Condition | None = None

    @property
    def never(self) -> bool:
        """True if the claim states that something never occurs, False if it states that it can."""
        return not self.kind.startswith("can-")

    def wanted(self, encoding: Encoding) -> Term:
        """Return the formula of the situation that the claim says can occur or never occurs."""
        pack = encoding.pack
        match self.kind:
            case "exclusive":
                return encoding.together([encoding.advised(action) for action in self.of])
            case "instead-of":
                rules = [pack.by_id[rule] for rule in self.of]
                return encoding.together([encoding.gives_advice(index) for index in rules])
            case "complete":
                assert self.when is not None  # noqa: S101  # claims of this kind have a condition
                stances = [encoding.advised(action) for action in pack.stances]
                return encoding.without(encoding.condition(self.when), stances)
            case "can-hold":
                return encoding.holds(pack.by_id[self.of[0]])
            case "can-speak":
                return encoding.gives_advice(pack.by_id[self.of[0]])

    def seen(self, report: Report) -> bool:
        """Return True if what the claim is about occurs in a report."""
        match self.kind:
            case "exclusive":
                return all(action in report for action in self.of)
            case "complete":
                silent = set(report.pack.stances).isdisjoint(report.actions)
                if not silent or self.when is None:
                    return False
                where = (report.instant, report.facts, report.calendar)
                return Interpreter(report.pack, *where).holds(self.when)
            case kind:
                mask = report.holds if kind == "can-hold" else report.given
                return all(mask >> report.pack.by_id[rule] & 1 for rule in self.of)

    def expected(self, report: Report) -> dict[str, Any]:
        """Return the expectations of a pack test that reproduces what a report shows."""
        match self.kind:
            case "complete":
                return only_expected(report)
            case "exclusive" | "instead-of":
                return {"expect": [*self.of]}
            case "can-hold":
                return {"holds": [*self.of]}
            case "can-speak":
                index = report.pack.by_id[self.of[0]]
                return {"expect": [{report.pack.actions_by_rule[index]: {"rule": self.of[0]}}]}


def only_expected(report: Report) -> dict[str, Any]:
    """Return the expectations of a pack test that requires the advice in a report and no other."""
    expected = {"expect": [*report.actions]} if report.actions else {}
    return {**expected, "nothing_else": True}


def claims_of(pack: RulePack) -> Iterator[Claim]:
    """Yield all claims about a pack: first what never occurs, then what can occur."""
    pairs: dict[tuple[str, str], Position] = {}
    for group, at in zip(pack.exclusive, pack.exclusive_at, strict=True):
        for pair in combinations(dict.fromkeys(group), 2):
            pairs.setdefault(pair, at)
    for (one, other), at in pairs.items():
        says = f"{one} and {other} are never advised together"
        yield Claim("exclusive", says, at, (one, other))
    for complete in pack.complete:
        says = f"there is always a stance when this is true: {complete.words}"
        yield Claim("complete", says, complete.at, when=complete.when)
    for rule in pack.rules:
        for name in rule.instead_of:
            says = f"{name} is never given together with {rule.id}, which replaces it"
            yield Claim("instead-of", says, rule.at, (rule.id, name))
    for rule in pack.rules:
        if rule.advise is None:
            yield Claim("can-hold", f"{rule.id} can hold", rule.at, (rule.id,))
        else:
            says = f"the advice of {rule.id} can be given"
            yield Claim("can-speak", says, rule.at, (rule.id,))
