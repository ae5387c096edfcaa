"""Verdicts and changes as text and as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from interview_rules.authoring.pack_tests.yaml_writer import written_test
from interview_rules.authoring.prove.change_table import contrast_as_text
from interview_rules.authoring.prove.claims import only_expected

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from interview_rules.authoring.prove.change_table import Contrast
    from interview_rules.authoring.prove.claims import Kind
    from interview_rules.authoring.prove.counterexamples import Situation
    from interview_rules.authoring.prove.pack_diff import Change, Effect
    from interview_rules.authoring.prove.prover import Verdict

__all__ = ["changes_as_text", "verdict_as_data", "verdicts_as_text"]

_SUMS: dict[Kind, tuple[str, str]] = {
    "exclusive": ("pair of actions is never advised together", "pairs of actions are never advised together"),
    "complete": ("kind of state always has a stance", "kinds of state always have a stance"),
    "instead-of": (
        "piece of advice is never given together with its replacement",
        "pieces of advice are never given together with their replacements",
    ),
    "can-hold": ("rule that only concludes can hold", "rules that only conclude can hold"),
    "can-speak": ("rule can give its advice", "rules can give their advice"),
}  # fmt: skip
_NOT_INSTEAD = "no longer give their advice instead of it"
_EFFECTS: dict[Effect, str] = {
    "added": "is new",
    "gone": "is switched off or removed",
    "same": "holds in the same cases",
    "fewer": "holds in fewer cases",
    "more": "holds in more cases",
    "other": "holds in other cases: some are new, others no longer apply",
    "undecided": "may hold in other cases; proofs and examples do not decide this",
}


def verdicts_as_text(name: str, verdicts: Sequence[Verdict], *, everything: bool) -> str:
    """Return the refuted and undecided claims, each with an example or a reason, and totals.

    With `everything`, list the proved claims too.
    """
    lines = []
    for verdict in verdicts:
        claim = verdict.claim
        if verdict.outcome == "proved":
            if everything:
                lines.append(f"proved: {claim.says}")
            continue
        lines.append(f"{claim.at}: {verdict.outcome}: {claim.says}")
        if verdict.reason:
            lines.append(f"  {verdict.reason}")
        lines += [f"    - {words}" for words in verdict.excluding]
        if verdict.situation is not None:
            lines.append("  Counterexample, to paste into a test file:")
            lines += [f"  {line}" if line else "" for line in _test_of(verdict).split("\n")]
    proved = [verdict.claim.kind for verdict in verdicts if verdict.outcome == "proved"]
    claims = "claim" if len(verdicts) == 1 else "claims"
    lines.append(f"{name}: {len(proved)} of {len(verdicts)} {claims} proved")
    for kind, (one, several) in _SUMS.items():
        count = proved.count(kind)
        if count:
            lines.append(f"  {count} {one if count == 1 else several}")
    return "\n".join(lines) + "\n"


def _test_of(verdict: Verdict) -> str:
    """Return the situation of a verdict as the YAML of a pack test; empty if it has none."""
    situation = verdict.situation
    if situation is None:
        return ""
    claim = verdict.claim
    name = {
        "exclusive": f"{' together with '.join(claim.of)}",
        "instead-of": f"{' together with '.join(claim.of)}",
        "complete": "No stance",
    }.get(claim.kind, claim.says)
    expected = claim.expected(situation.report)
    return written_test(name, situation.given, situation.now, expected, situation.country)


def changes_as_text(
    name: str,
    below: str,
    changes: Sequence[Change],
    contrasts: Mapping[str, Sequence[Contrast]] | None = None,
    *,
    everything: bool,
) -> str:
    """Return the changed rules, one per line.

    With `everything`, show what each change means, as in `contrasts`, and its situations;
    otherwise, only count the new rules.
    """
    lines = [f"changes that {name} makes to {below}:"]
    shown = [change for change in changes if everything or change.effect != "added"]
    for change in shown:
        also = f"; also changed: {', '.join(change.keys)}" if change.keys else ""
        lines.append(f"  {change.rule} {_EFFECTS[change.effect]}{also}{_echoes(change)}")
        for found in (contrasts or {}).get(change.rule, ()):
            lines += [f"    {line}" for line in contrast_as_text(found)]
        for word, situation in (("no longer", change.before), ("now", change.now)):
            if situation is not None and everything:
                lines.append(f"    {word} holds here:")
                test = _changed(change.rule, situation, word)
                lines += [f"      {line}" for line in test.split("\n") if line]
    new = len(changes) - len(shown)
    if new:
        lines.append(f"  {new} rule{'s are' if new > 1 else ' is'} new")
    elif not shown:
        lines.append("  nothing")
    return "\n".join(lines) + "\n"


def _echoes(change: Change) -> str:
    """Return what follows for other rules from the absence of a rule; empty if nothing does."""
    told = []
    for rules, one, several in (
        (change.instead_of, "no longer gives its advice instead of it", _NOT_INSTEAD),
        (change.before_it, "no longer comes before it", "no longer come before it"),
    ):
        if rules:
            told.append(f"{rules[0]} {one}" if len(rules) == 1 else f"{len(rules)} rules {several}")
    return f", so {' and '.join(told)}" if told else ""


def _changed(rule: str, situation: Situation, word: str) -> str:
    if word == "now":
        name, expected = f"{rule} holds", {"holds": [rule]}
    else:
        # `holds_not` requires another test in which the rule holds, so expect the exact advice.
        name, expected = f"{rule} does not hold", only_expected(situation.report)
    return written_test(name, situation.given, situation.now, expected, situation.country)


def verdict_as_data(verdict: Verdict) -> dict[str, Any]:
    """Return a verdict as plain data; `example` is the YAML of a pack test, or empty."""
    claim = verdict.claim
    return {
        "claim": claim.says,
        "kind": claim.kind,
        "of": list(claim.of),
        "at": str(claim.at),
        "outcome": verdict.outcome,
        "reason": verdict.reason,
        "excluding": [*verdict.excluding],
        "example": _test_of(verdict),
    }


def change_as_data(change: Change, found: Sequence[Contrast] = ()) -> dict[str, Any]:
    """Return a change as plain data; its situations are the YAML of pack tests, or empty.

    `advice` tells what the change means in each situation of `found`.
    """
    advice = [
        {"situation": each.words, "before": [*each.before], "after": [*each.after]}
        for each in found
    ]
    return {
        "rule": change.rule,
        "effect": change.effect,
        "keys": list(change.keys),
        "instead_of": list(change.instead_of),
        "before_it": list(change.before_it),
        "no_longer": _changed(change.rule, change.before, "no longer") if change.before else "",
        "now": _changed(change.rule, change.now, "now") if change.now else "",
        "advice": advice,
    }
