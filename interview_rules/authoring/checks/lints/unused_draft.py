"""A draft that no rule offers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_rules.authoring.checks.finding import Finding, Found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_rules.authoring.checks.context import Context

__all__ = ["FINDING", "validator"]

FINDING = Finding(
    code="unused-draft",
    level="warning",
    title="No rule offers this draft",
    why="A draft is offered together with a piece of advice. A draft that no rule names is never shown.",
    avoid="""
drafts:
  a-question: {subject: A question, body: May I ask how things stand?}
rules:
  - id: ask
    when: after decision_date
    advise: {action: ask, kind: do, title: Ask, text: Ask them.}
    source: Our own practice.
""",
    prefer="""
drafts:
  a-question: {subject: A question, body: May I ask how things stand?}
rules:
  - id: ask
    when: after decision_date
    advise: {action: ask, kind: do, title: Ask, text: Ask them., draft: a-question}
    source: Our own practice.
""",
)


def validator(context: Context) -> Iterator[Found]:
    """Find drafts in the files being checked that no rule offers, even through another draft."""
    named = {rule.advise.draft for rule in context.pack.rules if rule.advise is not None}
    named |= {draft.through for name, draft in context.pack.drafts.items() if name in named}
    for name, node in context.layers.drafts.items():
        at = node.at
        if name not in named and context.own(at):
            hint = f"write draft: {name} in the advice of a rule, or remove the draft"
            yield Found(at, f"no rule offers the draft {name}", hint)
