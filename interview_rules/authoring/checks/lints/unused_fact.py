"""A fact of the pack's own that nothing asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_rules.authoring.checks.finding import Finding, Found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_rules.authoring.checks.context import Context

__all__ = ["FINDING", "validator"]

FINDING = Finding(
    code="unused-fact",
    level="warning",
    title="Nothing asks for this fact",
    why="A state may bring this fact, and no rule looks at it: an app would collect it for nothing.",
    avoid="""
facts:
  visa_needed: {type: flag, doc: The candidate needs a visa.}
rules:
  - id: late
    when: after decision_date
    conclude: late
    source: Our own practice.
""",
    prefer="""
facts:
  visa_needed: {type: flag, doc: The candidate needs a visa.}
rules:
  - id: late
    when: after decision_date and visa_needed
    conclude: late
    source: Our own practice.
""",
)


def validator(context: Context) -> Iterator[Found]:
    """Facts declared in the files under check that neither a condition nor a text names."""
    for name in context.pack.facts:
        at = context.layers.facts[name].at
        if name not in context.used and context.own(at):
            message = f"nothing asks for the fact {name}"
            yield Found(at, message, "ask for it in a rule, or leave it out")
