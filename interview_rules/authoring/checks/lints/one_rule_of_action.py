"""A name that stands for one rule only, although other rules advise the action of that name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_rules.authoring.checks.finding import Finding, Found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_rules.authoring.checks.context import Context

__all__ = ["FINDING", "validator"]

FINDING = Finding(
    code="one-rule-of-action",
    level="warning",
    title="Only one rule of an action is switched off",
    why="A rule and an action can have the same name. `switch_off: wait` disables the rule wait, "
    "while other rules still advise the action wait. To disable them all, write `action` before "
    "the name.",
    avoid="""
extends: after-the-interview
switch_off: wait
""",
    prefer="""
extends: after-the-interview
switch_off: action wait
""",
)


def validator(context: Context) -> Iterator[Found]:
    """Find rules, switched off or put into a group, whose id is also the action of other rules."""
    pack = context.pack
    for at, name in context.layers.named_like_actions:
        by_action = zip(pack.ids, pack.actions_by_rule, strict=True)
        others = sum(action == name and rule_id != name for rule_id, action in by_action)
        if others and context.own(at):
            rules = "another rule still advises" if others == 1 else f"{others} others still advise"
            message = f"this means the rule {name} only; {rules} {name}"
            yield Found(at, message, f"write action {name} for all of them")
