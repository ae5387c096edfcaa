"""A definition that nothing names."""

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
    title="Nothing names this definition",
    why="A definition is read in order to understand the rules that use it; one that none uses only "
    "costs the reader time, and is often the sign of a rule that asks for something else by mistake.",
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
    """Definitions of the files under check that no condition names."""
    for name, definition in context.pack.definitions.items():
        if name not in context.used and context.own(definition.at):
            message = f"nothing names the definition {name}"
            yield Found(definition.at, message, "name it in a rule, or leave it out")
