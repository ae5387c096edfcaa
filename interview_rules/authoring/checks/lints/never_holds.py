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
    why="The parts of the condition exclude each other, so the rule silently never has an effect. "
    "Usually a comparison is reversed, or an `and` should be an `or`.",
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
    """Find rules and `complete` entries whose conditions are never true."""
    for complete in context.pack.complete:
        if context.logic.never(context.logic.condition(complete.when)):
            message = f"no state satisfies this condition: {complete.words}"
            yield Found(complete.at, message, "check whether a comparison is reversed")
    for index, rule in enumerate(context.pack.rules):
        if index not in context.as_bundled and context.logic.never(context.logic.rule(index)):
            message = f"{rule.id} can never hold: its condition contradicts itself"
            hint = "check whether a comparison is reversed"
            if context.below(rule.when.at):
                hint = f"check what this pack changes, or write switch_off: {rule.id}"
            yield Found(rule.when.at, message, hint)
