"""A rule that replaces another rule although they never hold together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_rules.authoring.checks.finding import Finding, Found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_rules.authoring.checks.context import Context

__all__ = ["FINDING", "validator"]

FINDING = Finding(
    code="instead-of-apart",
    level="warning",
    title="These two rules never hold together",
    why="`instead_of` suppresses the advice of another rule while both rules hold. If they never hold "
    "together, it has no effect, and readers look for a conflict that does not exist.",
    avoid="""
rules:
  - id: patience
    when: before decision_date
    advise: {action: rest, kind: know, title: Rest, text: Let it rest.}
    source: Our own practice.
  - id: question
    when: from decision_date + 1 day
    advise: {action: ask, kind: do, title: Ask, text: Ask them.}
    instead_of: patience
    source: Our own practice.
""",
    prefer="""
rules:
  - id: patience
    when: before decision_date
    advise: {action: rest, kind: know, title: Rest, text: Let it rest.}
    source: Our own practice.
  - id: question
    when: from decision_date + 1 day
    advise: {action: ask, kind: do, title: Ask, text: Ask them.}
    source: Our own practice.
""",
)


def validator(context: Context) -> Iterator[Found]:
    """Find pairs of rules joined by `instead_of` whose conditions exclude each other."""
    pack, logic = context.pack, context.logic
    for index, rule in enumerate(pack.rules):
        if context.below(rule.at):
            continue  # would not be reported
        written = _written(context, rule.id)
        for name in rule.instead_of:
            if name not in written:
                continue  # comes from an action or a group, so an author cannot remove it
            one, other = logic.rule(index), logic.rule(pack.by_id[name])
            if logic.never(one, other) and not (logic.never(one) or logic.never(other)):
                message = f"{rule.id} never replaces {name}, because they never hold together"
                yield Found(rule.at, message, f"remove {name} from instead_of")


def _written(context: Context, rule_id: str) -> frozenset[str]:
    """Return the words under a rule's `instead_of`, with present ids in place of former ones."""
    layers = context.layers
    raw = layers.rules.get(rule_id)
    node = raw.keys.get("instead_of") if raw is not None else None
    items = [] if node is None else node.items or [node]
    return frozenset(layers.formerly.now("rules", (item.text or "").strip()) for item in items)
