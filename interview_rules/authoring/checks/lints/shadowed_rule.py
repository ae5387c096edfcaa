"""A rule whose advice another of its action always gives before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_rules.authoring.checks.finding import Finding, Found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_rules.authoring.checks.context import Context

__all__ = ["FINDING", "validator"]

FINDING = Finding(
    code="shadowed-rule",
    level="warning",
    title="Another rule with the same action always speaks first",
    why="Of several rules that advise one action, the first in the pack speaks. Where an earlier one "
    "holds whenever this one does, and nothing ever takes its place, the words of this one are never "
    "heard. Put the special case first, or let it stand `instead_of` the general one.",
    avoid="""
rules:
  - id: write
    when: interview is known
    advise: {action: write, kind: do, title: Write, text: Write to them.}
    source: Our own practice.
  - id: write-twice
    when: interview is known and rounds >= 2
    advise: {action: write, kind: do, title: Write again, text: Write to both.}
    source: Our own practice.
""",
    prefer="""
rules:
  - id: write
    when: interview is known
    advise: {action: write, kind: do, title: Write, text: Write to them.}
    source: Our own practice.
  - id: write-twice
    when: interview is known and rounds >= 2
    advise: {action: write, kind: do, title: Write again, text: Write to both.}
    instead_of: write
    source: Our own practice.
""",
)


def validator(context: Context) -> Iterator[Found]:
    """Rules behind one that holds whenever they do and that nothing beats."""
    pack, logic = context.pack, context.logic
    for index, rule in context.advising:
        for before in context.alike[index]:
            if before in pack.replaced_by or logic.never(logic.rule(index)):
                continue
            one, two = logic.rule(before), logic.rule(index)
            if logic.implies(two, one) and not logic.implies(one, two):
                other = pack.rules[before]
                message = f"whenever {rule.id} holds, {other.id} speaks in its place"
                hint = f"put it before {other.id}, or write instead_of: {other.id}"
                yield Found(rule.at, message, hint)
                break
