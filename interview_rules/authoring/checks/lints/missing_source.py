"""A parameter or a rule that rests on nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_rules.authoring.checks.finding import Finding, Found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_rules.authoring.checks.context import Context

__all__ = ["FINDING", "validator"]

FINDING = Finding(
    code="missing-source",
    level="warning",
    title="It does not say what it rests on",
    why="People act on this advice. A number or a rule whose source is named can be looked up, argued "
    "about and mended; one without cannot.",
    avoid="""
parameters:
  patience: {value: 4 days, doc: How long to wait.}
rules:
  - id: waited
    when: from decision_date + patience
    conclude: waited
    source: Our own practice.
""",
    prefer="""
parameters:
  patience: {value: 4 days, doc: How long to wait., source: The median of our clients' replies.}
rules:
  - id: waited
    when: from decision_date + patience
    conclude: waited
    source: Our own practice.
""",
)


def validator(context: Context) -> Iterator[Found]:
    """Parameters without a source, and rules with an empty one."""
    for parameter in context.pack.parameters.values():
        if not str(parameter.source).strip():
            yield Found(
                parameter.at, f"parameter {parameter.name} has no source", "add source: ..."
            )
    for rule in context.pack.rules:
        if not str(rule.source).strip():
            yield Found(rule.at, f"the source of {rule.id} is empty", "say what it rests on")
