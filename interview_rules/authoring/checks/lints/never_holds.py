"""A rule whose condition is never true."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_rules.authoring.checks.finding import Finding, Found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_rules.authoring.checks.context import Context

__all__ = ["FINDING", "validator"]

FINDING = Finding(
    code="never-holds",
    level="warning",
    title="This rule can never hold",
    why="What it asks for excludes itself, so its advice is never given and nobody will notice. "
    "Most often a comparison is turned round, or an `and` should be an `or`.",
    avoid="""
rules:
  - id: reminder
    when: before decision_date and after decision_date
    conclude: reminded
    source: Our own practice.
""",
    prefer="""
rules:
  - id: reminder
    when: after decision_date and before decision_date + 3 days
    conclude: reminded
    source: Our own practice.
""",
)


def validator(context: Context) -> Iterator[Found]:
    """Rules, and kinds of state, whose whole condition excludes itself."""
    for complete in context.pack.complete:
        if context.logic.never(context.logic.condition(complete.when)):
            message = f"there is no such state: {complete.words}"
            yield Found(complete.at, message, "is a comparison turned round?")
    for index, rule in enumerate(context.pack.rules):
        if context.logic.never(context.logic.rule(index)):
            message = f"{rule.id} can never hold: what it asks for excludes itself"
            yield Found(rule.when.at, message, "is a comparison turned round?")
