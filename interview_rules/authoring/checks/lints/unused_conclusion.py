"""A conclusion that no condition uses and that has no description."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_rules.authoring.checks.finding import Finding, Found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_rules.authoring.checks.context import Context

__all__ = ["FINDING", "validator"]

FINDING = Finding(
    code="unused-conclusion",
    level="warning",
    title="This conclusion is neither used nor described",
    why="Conclusions are for other rules, or for apps that read them from a report. If no rule uses "
    "a conclusion, an entry under `conclusions:` should describe what it means for an app.",
    avoid="""
rules:
  - id: late
    when: after decision_date
    conclude: running_late
    source: Our own practice.
""",
    prefer="""
conclusions:
  running_late: The decision date has passed.
rules:
  - id: late
    when: after decision_date
    conclude: running_late
    source: Our own practice.
""",
)


def validator(context: Context) -> Iterator[Found]:
    """Find conclusions of the files being checked that are neither used nor described."""
    for rule in context.pack.rules:
        for name in rule.conclude:
            first = context.pack.rules[context.pack.concluders[name][0]] is rule
            known = name in context.used or context.pack.conclusions.get(name)
            if first and not known and context.own(rule.at):
                message = f"no rule uses {name}, and it has no description"
                hint = f"add conclusions: {{{name}: ...}}, or use it in a rule"
                yield Found(rule.at, message, hint)
