"""A negated time test of a moment that may be unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_rules.authoring.checks.finding import Finding, Found
from interview_rules.language import nodes
from interview_rules.language.printer import say_condition

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_rules.authoring.checks.context import Context

__all__ = ["FINDING", "validator"]

FINDING = Finding(
    code="unguarded-not",
    level="warning",
    title="This negation is also true if the moment is unknown",
    why="A test of an unknown moment is false, so its negation is true: `not after decision_date` "
    "also holds without a decision date. If that is meant, write it explicitly; otherwise require "
    "the moment to be known.",
    avoid="""
rules:
  - id: still-time
    when: interview is known and not after decision_date
    conclude: still_time
    source: Our own practice.
""",
    prefer="""
rules:
  - id: still-time
    when: interview is known and decision_date is known and not after decision_date
    conclude: still_time
    source: Our own practice.
""",
)


def validator(context: Context) -> Iterator[Found]:
    """Find negated time tests of moments that no other part tests or requires to be known."""
    for whole in context.conditions:
        asked = frozenset(_asked(whole))
        formula = context.logic.condition(whole)
        for test in _negated(whole):
            # "no X since M" is meant to include an X that never happened, so only M counts.
            moment = nodes.moments_in(test)[-1]
            if asked.isdisjoint(_inside(moment)) and not context.logic.makes_sure(formula, moment):
                yield Found(test.at, *_said(f"not {say_condition(test)}", moment))


def _negated(condition: nodes.Condition, *, negative: bool = False) -> Iterator[nodes.Condition]:
    """Yield the negated time tests in a condition."""
    match condition:
        case nodes.Not(inner):
            yield from _negated(inner, negative=not negative)
        case nodes.All(several) | nodes.Any(several):
            for each in several:
                yield from _negated(each, negative=negative)
        case nodes.Now() | nodes.Against() | nodes.NoneSince() if negative:
            yield condition


def _asked(condition: nodes.Condition, *, negative: bool = False) -> Iterator[str]:
    """Yield the facts and named moments that parts of a condition test or require to be known."""
    match condition:
        case nodes.Not(inner):
            yield from _asked(inner, negative=not negative)
        case nodes.Known(moment):
            yield from _inside(moment)
        case nodes.Now() | nodes.Against() | nodes.NoneSince() if not negative:
            for moment in nodes.moments_in(condition):
                yield from _inside(moment)
        case _:
            for part in nodes.parts(condition):
                yield from _asked(part, negative=negative)


def _inside(moment: nodes.Moment) -> Iterator[str]:
    """Yield the facts and named moments that a moment refers to."""
    if isinstance(moment, nodes.NamedMoment):
        yield moment.name
    yield from nodes.facts_of(moment)


def _said(text: str, moment: nodes.Moment) -> tuple[str, str]:
    """Return the message and the hint for a negated test, given as text, of a moment."""
    names = [*dict.fromkeys(_inside(moment))]
    if isinstance(moment, nodes.NamedMoment):
        names = names[:1]
    # `latest of` and `earliest of` are unknown only if all their moments are.
    unknown = f"{' and '.join(names)} {'is' if len(names) == 1 else 'are'} unknown"
    without = " and ".join(f"no {name}" for name in names)
    known = " or ".join(f"{name} is known" for name in names)
    if len(names) > 1:
        without, known = f"({without})", f"({known})"
    return (
        f"this also holds if {unknown}: {text}",
        f"write '({without} or {text})' if that is meant, or add '{known}'",
    )
