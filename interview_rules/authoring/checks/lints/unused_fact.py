"""A fact declared by the pack that is never used."""

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
    title="This fact is never used",
    why="States may provide this fact, but no rule uses it, so apps would collect it for nothing.",
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
    """Find facts declared in the files being checked that no condition or text uses."""
    for name in context.pack.facts.keys() & context.layers.facts.keys():
        at = context.layers.facts[name].at
        if name not in context.used and context.own(at):
            message = f"the fact {name} is never used"
            yield Found(at, message, "use it in a rule, or remove it")
