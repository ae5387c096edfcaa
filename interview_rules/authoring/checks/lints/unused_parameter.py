"""A parameter that nothing names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_rules.authoring.checks.finding import Finding, Found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_rules.authoring.checks.context import Context

__all__ = ["FINDING", "validator"]

FINDING = Finding(
    code="unused-parameter",
    level="warning",
    title="Nothing names this parameter",
    why="Whoever sets a parameter that no rule reads changes nothing and believes they have.",
    avoid="""
parameters:
  patience: {value: 4 days, doc: How long to wait., source: Our own practice.}
rules:
  - id: waited
    when: from decision_date + 4 days
    conclude: waited
    source: Our own practice.
""",
    prefer="""
parameters:
  patience: {value: 4 days, doc: How long to wait., source: Our own practice.}
rules:
  - id: waited
    when: from decision_date + patience
    conclude: waited
    source: Our own practice.
""",
)


def validator(context: Context) -> Iterator[Found]:
    """Parameters of the files under check that neither a condition nor a text names."""
    for name, parameter in context.pack.parameters.items():
        if name not in context.used and context.own(parameter.at):
            message = f"nothing names the parameter {name}"
            yield Found(parameter.at, message, "name it in a rule, or leave it out")
