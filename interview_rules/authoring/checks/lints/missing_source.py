"""A parameter or a rule without a source."""

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
    title="The source is missing",
    why="People act on this advice. A number or a rule with a source can be looked up, discussed and "
    "corrected; one without a source cannot.",
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
    """Find parameters without a source and rules with an empty source."""
    for parameter in context.pack.parameters.values():
        if not str(parameter.source).strip():
            message = f"the parameter {parameter.name} has no source"
            yield Found(parameter.at, message, "add source: ...")
    for rule in context.pack.rules:
        if not str(rule.source).strip():
            yield Found(rule.at, f"the source of the rule {rule.id} is empty", "name the source")
