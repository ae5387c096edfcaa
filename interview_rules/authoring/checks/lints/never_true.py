"""A part of a condition that is never true."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_rules.authoring.checks.finding import Finding, Found
from interview_rules.language.printer import say_condition

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_rules.authoring.checks.context import Context

__all__ = ["FINDING", "validator"]

FINDING = Finding(
    code="never-true",
    level="warning",
    title="This part of a condition is never true",
    why="A part of an `or` that can never be true has no effect, but readers will believe that "
    "the rule also holds in that case.",
    avoid="""
rules:
  - id: lost-contact
    when: no last_contact or (contact_unknown and not contact_unknown)
    conclude: out_of_touch
    source: Our own practice.
""",
    prefer="""
rules:
  - id: lost-contact
    when: no last_contact or contact_unknown
    conclude: out_of_touch
    source: Our own practice.
""",
)


def validator(context: Context) -> Iterator[Found]:
    """Find the outermost parts of conditions that are never true.

    Whole conditions are left to `never-holds`, which reports those of rules and of `complete`
    entries, but not those of definitions.
    """
    logic = context.logic
    for whole in context.conditions:
        if logic.never(logic.condition(whole)):
            continue
        below: set[int] = set()
        for part in context.written(whole):
            if id(part) in below:
                continue
            if part is not whole and logic.never(logic.condition(part)):
                below.update(id(inner) for inner in context.written(part))
                yield Found(part.at, f"this is never true: {say_condition(part)}", "remove it")
