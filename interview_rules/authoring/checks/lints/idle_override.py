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
    title="This changes nothing",
    why="What is set or overridden with what it was anyway looks like a decision and is none. It also "
    "keeps the pack from following when what it extends is improved.",
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
    """What is set or overridden, in the files under check, with the value it has below."""
    for at, what in context.layers.idle:
        if context.own(at):
            fix = removal(context.layers.contents[at.file], at)
            yield Found(at, f"{what} is the same without this", "leave it out", fix)
