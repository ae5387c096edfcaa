"""A part of a condition that is redundant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_rules.authoring.checks.finding import Finding, Found
from interview_rules.engines.compiled.formulas import both, either
from interview_rules.language import nodes
from interview_rules.language.printer import say_condition

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_rules.authoring.checks.context import Context

__all__ = ["FINDING", "validator"]

FINDING = Finding(
    code="needless-part",
    level="warning",
    title="This part of a condition is redundant",
    why="A part of an `and` that is true whenever the other parts are, or a part of an `or` that is "
    "true only when another part is, can be removed without effect. It makes the rule longer, "
    "and no test can tell whether it is there.",
    avoid="""
rules:
  - id: date-passed
    when: decision_date is known and after decision_date
    conclude: date_passed
    source: Our own practice.
""",
    prefer="""
rules:
  - id: date-passed
    when: after decision_date
    conclude: date_passed
    source: Our own practice.
""",
)


def validator(context: Context) -> Iterator[Found]:
    """Find, for each `and` or `or`, the first part that can be removed without effect."""
    logic = context.logic
    for whole in context.conditions:
        inside: set[int] = set()
        for part in context.written(whole):
            if not isinstance(part, nodes.All | nodes.Any) or id(part) in inside:
                continue
            several = list(_joined(part, type(part), inside))
            formulas = [logic.condition(each) for each in several]
            if logic.never(logic.condition(part)) or any(map(logic.always, formulas)):
                continue
            for place, (each, formula) in enumerate(zip(several, formulas, strict=True)):
                others = formulas[:place] + formulas[place + 1 :]
                if isinstance(part, nodes.All):
                    needless = logic.implies(both(others), formula)
                else:
                    # "no X or not after X" states explicitly what happens if X is unknown.
                    guard = isinstance(each, nodes.Not) and isinstance(each.condition, nodes.Known)
                    needless = not guard and logic.implies(formula, either(others))
                if needless:
                    message = f"this is redundant, given the other parts: {say_condition(each)}"
                    yield Found(each.at, message, "remove it")
                    break


def _joined(
    part: nodes.Condition, kind: type[nodes.All | nodes.Any], inside: set[int]
) -> Iterator[nodes.Condition]:
    """Yield the parts of an `and` or an `or`, including those of nested ones of the same kind.

    `inside` collects the `id()` of each nested one, which needs no check of its own.
    """
    for each in nodes.parts(part):
        if isinstance(each, kind):
            inside.add(id(each))
            yield from _joined(each, kind, inside)
        else:
            yield each
