"""A conclusion that nobody asks for and that is not described."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_rules.authoring.checks.finding import Finding, Found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_rules.authoring.checks.context import Context

__all__ = ["FINDING", "validator"]

FINDING = Finding(
    code="unused-conclusion",
    level="warning",
    title="Nobody asks for this conclusion, and it is not described",
    why="A conclusion is there for other rules, or for apps that read it from a report. If no rule "
    "asks for it, a line under `conclusions:` should say what it tells an app.",
    avoid="""
rules:
  - id: late
    when: after decision_date
    conclude: running_late
    source: Our own practice.
""",
    prefer="""
conclusions:
  running_late: The decision date has passed.
rules:
  - id: late
    when: after decision_date
    conclude: running_late
    source: Our own practice.
""",
)


def validator(context: Context) -> Iterator[Found]:
    """Conclusions of the files under check, where the first rule that concludes them stands."""
    for rule in context.pack.rules:
        for name in rule.conclude:
            first = context.pack.rules[context.pack.concluders[name][0]] is rule
            known = name in context.used or context.pack.conclusions.get(name)
            if first and not known and context.own(rule.at):
                message = f"no rule asks for {name}, and nothing says what it means"
                hint = f"add conclusions: {{{name}: ...}}, or ask for it"
                yield Found(rule.at, message, hint)
