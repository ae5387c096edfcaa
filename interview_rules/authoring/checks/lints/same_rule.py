"""Two equivalent rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_rules.authoring.checks.finding import Finding, Found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_rules.authoring.checks.context import Context

__all__ = ["FINDING", "validator"]

FINDING = Finding(
    code="same-rule",
    level="warning",
    title="Two rules are equivalent",
    why="Two rules with the same condition, conclusions and advice do the work of one.",
    avoid="""
rules:
  - id: late
    when: after decision_date and no reply
    conclude: running_late
    source: Our own practice.
  - id: overdue
    when: no reply and after decision_date
    conclude: running_late
    source: Our own practice.
""",
    prefer="""
rules:
  - id: late
    when: after decision_date and no reply
    conclude: running_late
    source: Our own practice.
""",
)


def validator(context: Context) -> Iterator[Found]:
    """Find rules that are equivalent to an earlier rule."""
    logic = context.logic
    rules = context.pack.rules
    for index, rule in enumerate(rules):
        for before in context.alike[index]:
            other = rules[before]
            if not rule.says_the_same_as(other) or context.as_bundled >= {index, before}:
                continue
            one, two = logic.rule(before), logic.rule(index)
            same = one == two or (logic.implies(one, two) and logic.implies(two, one))
            if same and not logic.never(two):
                message = f"{rule.id} is equivalent to {other.id} at {other.at}"
                hint = "remove one of the two"
                if context.below(rule.at):
                    hint = f"check what this pack changes, or write switch_off: {rule.id}"
                elif context.below(other.at):
                    hint = f"remove {rule.id}"
                yield Found(rule.at, message, hint)
                break
