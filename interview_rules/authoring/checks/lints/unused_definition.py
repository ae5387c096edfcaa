"""A definition that is never used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_rules.authoring.checks.finding import Finding, Found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_rules.authoring.checks.context import Context

__all__ = ["FINDING", "validator"]

FINDING = Finding(
    code="unused-definition",
    level="warning",
    title="This definition is never used",
    why="Readers study a definition to understand the rules that use it. An unused definition costs "
    "them time, and often means that a rule uses something else by mistake.",
    avoid="""
definitions:
  overdue: {condition: after decision_date, doc: The date has passed.}
rules:
  - id: late
    when: from decision_date
    conclude: late
    source: Our own practice.
""",
    prefer="""
definitions:
  overdue: {condition: after decision_date, doc: The date has passed.}
rules:
  - id: late
    when: overdue
    conclude: late
    source: Our own practice.
""",
)


def validator(context: Context) -> Iterator[Found]:
    """Find definitions of the files being checked that no condition or text uses."""
    for name, definition in context.pack.definitions.items():
        if name not in context.used and context.own(definition.at):
            message = f"the definition {name} is never used"
            yield Found(definition.at, message, "use it in a rule, or remove it")
