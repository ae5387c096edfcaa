"""A part of a condition that is always true."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_rules.authoring.checks.finding import Finding, Found
from interview_rules.language.printer import say_condition

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_rules.authoring.checks.context import Context

__all__ = ["FINDING", "validator"]

FINDING = Finding(
    code="always-true",
    level="warning",
    title="This part of a condition is always true",
    why="A condition that is true in every state has no effect. A rule with no other condition "
    "holds at every moment of every application.",
    avoid="""
rules:
  - id: nudge
    when: interview is known and follow_ups >= 0
    conclude: nudged
    source: Our own practice.
""",
    prefer="""
rules:
  - id: nudge
    when: interview is known and follow_ups >= 1
    conclude: nudged
    source: Our own practice.
""",
)


def validator(context: Context) -> Iterator[Found]:
    """Find the outermost parts of conditions that are always true."""
    logic = context.logic
    for whole in context.conditions:
        below: set[int] = set()
        for part in context.written(whole):
            if id(part) in below:
                continue
            if logic.always(logic.condition(part)):
                below.update(id(inner) for inner in context.written(part))
                message = f"this is always true: {say_condition(part)}"
                hint = "fix or remove this part"
                if part is whole:
                    hint = "write a condition that can also be false"
                yield Found(part.at, message, hint)
