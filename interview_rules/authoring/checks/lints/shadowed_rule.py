"""A rule whose advice is never given because of an earlier rule with the same action."""

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
    title="An earlier rule with the same action always takes precedence",
    why="Of the rules that hold and advise one action, only the first in the pack gives its advice. If "
    "an earlier rule holds whenever this one does, and no rule replaces it, the advice of this one is "
    "never given. Put the special case first, or let it replace the general one with `instead_of`.",
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
    """Find rules that hold only while an earlier rule with the same action gives the advice."""
    pack, logic = context.pack, context.logic
    for index, rule in context.advising:
        for before in context.alike[index]:
            if context.as_bundled >= {index, before}:
                continue
            if before in pack.replaced_by or logic.never(logic.rule(index)):
                continue
            one, two = logic.rule(before), logic.rule(index)
            other = pack.rules[before]
            if rule.id in other.instead_of:
                continue  # its author has decided that
            if not logic.implies(two, one):
                continue
            equal = logic.implies(one, two)
            if equal and rule.says_the_same_as(other):
                continue  # same-rule
            message = f"whenever {rule.id} holds, {other.id} gives its advice instead"
            hint = f"write instead_of: {other.id}"
            if context.below(rule.at):
                hint = f"override {rule.id}: {hint} there, or switch it off"
            elif equal:
                hint = f"{hint}, or remove one of the two"
            elif not context.below(other.at):
                hint = f"put {rule.id} before {other.id}, or {hint}"
            yield Found(rule.at, message, hint)
            break
