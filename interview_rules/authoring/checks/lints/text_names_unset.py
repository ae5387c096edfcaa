"""A text that uses a moment that may be unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_rules.authoring.checks.finding import Finding, Found
from interview_rules.packs.templates import Placeholder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_rules.authoring.checks.context import Context
    from interview_rules.packs.model import Advise

__all__ = ["FINDING", "validator"]

FINDING = Finding(
    code="text-names-unset",
    level="warning",
    title="This text names a moment that may be unknown",
    why="If the moment is unknown, the text shows the words after `|`. Without such words it shows a "
    "general phrase, so a sentence about a date lacks the date. Require the fact in the condition, "
    "or add words after `|`.",
    avoid="""
rules:
  - id: note-the-date
    when: interview is known
    advise: {action: note, kind: know, title: Note it, text: "They decide on {decision_date}."}
    source: Our own practice.
""",
    prefer="""
rules:
  - id: note-the-date
    when: interview is known
    advise:
      action: note
      kind: know
      title: Note it
      text: "They decide on {decision_date|a day they have not named}."
    source: Our own practice.
""",
)


def validator(context: Context) -> Iterator[Found]:
    """Find moments in titles, texts and drafts that may be unknown when the rule holds."""
    logic = context.logic
    for index, rule in context.advising:
        assert rule.advise is not None  # noqa: S101  # `advising` skips rules without advice
        shown: set[str] = set()
        drafts = [context.pack.drafts[name] for name in _drafts_of(rule.advise, context)]
        message_texts = [piece for each in drafts for piece in (*each.subject, *each.body)]
        for place in (*rule.advise.title, *rule.advise.text, *message_texts):
            if not isinstance(place, Placeholder) or place.moment is None or place.given:
                continue
            if place.name in shown or context.below(place.moment.at):
                continue
            if not logic.makes_sure(logic.rule(index), place.moment):
                shown.add(place.name)
                message = f"a text of {rule.id} uses {{{place.name}}}, which may be unknown"
                hint = f"write {{{place.name}|...}}, or require it in when:"
                yield Found(place.moment.at, message, hint)


def _drafts_of(advise: Advise, context: Context) -> Iterator[str]:
    if advise.draft:
        yield advise.draft
        if through := context.pack.drafts[advise.draft].through:
            yield through
