"""A parameter that is never used."""

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
    title="This parameter is never used",
    why="Setting a parameter that no rule reads has no effect, although it looks like a change.",
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
    """Find parameters of the files being checked that no condition or text uses."""
    for name, parameter in context.pack.parameters.items():
        if name not in context.used and context.own(parameter.at):
            message = f"the parameter {name} is never used"
            yield Found(parameter.at, message, "use it in a rule, or remove it")
