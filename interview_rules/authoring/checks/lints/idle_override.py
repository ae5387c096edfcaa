"""An override that changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_rules.authoring.checks.finding import Finding, Found
from interview_rules.authoring.checks.fixes import removal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_rules.authoring.checks.context import Context

__all__ = ["FINDING", "validator"]

FINDING = Finding(
    code="idle-override",
    level="warning",
    title="This override changes nothing",
    why="Repeating the value of an extended pack looks like a decision, but is not one. It also hides "
    "later improvements to that pack.",
    avoid="""
extends: after-the-interview
set:
  reply_wait: 3 days
""",
    prefer="""
extends: after-the-interview
set:
  reply_wait: 5 business days
""",
)


def validator(context: Context) -> Iterator[Found]:
    """Find entries of the files being checked that set a value the extended pack already has."""
    for at, what in context.layers.idle:
        if context.own(at):
            fix = removal(context.layers.contents[at.file], at)
            yield Found(at, f"{what} already has this value", "remove this entry", fix)
