"""Outcomes of pack tests as text and as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from interview_rules.authoring.pack_tests.coverage import Coverage, Leaf
    from interview_rules.authoring.pack_tests.runner import Outcome

__all__ = ["failures_as_lines", "outcomes_as_data", "outcomes_as_text"]


def outcomes_as_text(
    outcomes: Sequence[Outcome], coverages: Sequence[Coverage], *, leaves: bool, left_out: int = 0
) -> str:
    """Return failures with explanations, rules that hold in no test or in every test, and totals.

    With `leaves`, also list the uncovered leaves and the leaf coverage. `left_out` counts the
    tests that were not run, once for each of their instants.
    """
    lines: list[str] = []
    for outcome in outcomes:
        if not outcome.passed:
            at = f"{outcome.test.at}: {outcome.test.name}, at {outcome.now:%Y-%m-%d %H:%M}"
            lines.append(f"FAILED {at}")
            lines += [f"  {line}" for line in failures_as_lines(outcome)]
            lines.append("")
    for coverage in coverages:
        lines += _not_reached(coverage, leaves=leaves)
    failed = sum(not outcome.passed for outcome in outcomes)
    rest = f", {left_out} left out" if left_out else ""
    lines.append(f"{len(outcomes) - failed} passed, {failed} failed{rest}")
    return "\n".join(lines) + "\n"


def failures_as_lines(outcome: Outcome) -> list[str]:
    """Return what failed in a test at one instant; equal explanations are given only once."""
    messages: dict[str, list[str]] = {}
    for failure in outcome.failures:
        messages.setdefault(failure.explanation, []).append(failure.message)
    lines: list[str] = []
    for explanation, several in messages.items():
        lines += several
        lines += [f"  {line}" for line in explanation.split("\n") if line]
    return lines


def _not_reached(coverage: Coverage, *, leaves: bool) -> list[str]:
    name = coverage.pack.name
    lines = [f"{name}: {rule} holds in no test" for rule in coverage.never_held]
    lines += [f"{name}: {rule} holds in every test" for rule in coverage.always_held]
    if leaves:
        lines += [_leaf(leaf, "never true") for leaf in coverage.never_true]
        lines += [_leaf(leaf, "never false") for leaf in coverage.never_false]
        reached = f"{coverage.reached} of {coverage.wanted}"
        lines.append(f"{name}: leaf coverage {coverage.percent:.1f}% ({reached})")
    return lines


def _leaf(leaf: Leaf, what: str) -> str:
    return f"{leaf.at}: {what}: {leaf.words}  [{leaf.of}]"


def outcomes_as_data(outcomes: Iterable[Outcome], coverages: Iterable[Coverage]) -> dict[str, Any]:
    """Return outcomes and coverage as plain data."""
    return {
        "tests": [
            {
                "file": outcome.file,
                "line": outcome.test.at.line,
                "name": outcome.test.name,
                "now": outcome.now.isoformat(),
                "passed": outcome.passed,
                "failures": [
                    {"message": failure.message, "explanation": failure.explanation}
                    for failure in outcome.failures
                ],
            }
            for outcome in outcomes
        ],
        "coverage": [
            {
                "pack": coverage.pack.name,
                "percent": round(coverage.percent, 2),
                "rules_never_held": list(coverage.never_held),
                "rules_always_held": list(coverage.always_held),
                "leaves_never_true": [_leaf_record(leaf) for leaf in coverage.never_true],
                "leaves_never_false": [_leaf_record(leaf) for leaf in coverage.never_false],
            }
            for coverage in coverages
        ],
    }


def _leaf_record(leaf: Leaf) -> dict[str, Any]:
    return {"of": leaf.of, "at": str(leaf.at), "words": leaf.words}
