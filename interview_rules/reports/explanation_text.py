"""An explanation as text a person reads: what stands against a rule, and when it could hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_rules.calendars.formatting import say_border

if TYPE_CHECKING:
    from interview_rules.reports.explanation import Explanation, Part, Saw

__all__ = ["lines_of", "text_of"]

_HOLDS, _FAILS = "✓", "✗"


def text_of(explanation: Explanation) -> str:
    """The whole explanation."""
    return "\n".join(lines_of(explanation))


def lines_of(explanation: Explanation) -> list[str]:
    """The same line by line, indented by two spaces a level."""
    rule = explanation.rule
    lines = [f"{rule.id}: {_verdict(explanation)}"]
    if rule.advise is not None and explanation.rule.id != rule.advise.action:
        lines.append(f"  It is about: {rule.advise.action}")
    lines += [f"  {said}" for said in _when(explanation)]
    if explanation.missing:
        lines.append(f"  Nobody has said: {', '.join(explanation.missing)}")
    lines.append(f"  Source: {rule.source}")
    lines.append("  What it asks:")
    shown: set[int] = set()
    tree = explanation.tree
    for part in tree.parts if tree.kind == "all" else (tree,):
        lines += _part(part, 2, wanted=True, shown=shown)
    return lines


def _verdict(explanation: Explanation) -> str:
    if explanation.given:
        return "holds, and its advice is given"
    if explanation.hidden and explanation.holds:
        return "holds, and its advice is done or set aside"
    if explanation.instead:
        return f"holds, but {' and '.join(explanation.instead)} speaks in its place"
    return "holds" if explanation.holds else "does not hold"


def _when(explanation: Explanation) -> list[str]:
    evaluation = explanation.evaluation
    if explanation.hidden and explanation.holds:
        back = explanation.given_from
        if back is not None:
            return [f"It is advised again from {say_border(evaluation.calendar, back)} on."]
    if explanation.holds:
        until = explanation.until
        if until is None:
            return ["It goes on holding unless something happens."]
        return [f"It holds until {say_border(evaluation.calendar, until, ends=True)}."]
    earliest, given = explanation.earliest, explanation.given_from
    if earliest is None:
        return ["It cannot hold unless something happens that the state does not know of."]
    said = [
        f"It could hold from {say_border(evaluation.calendar, earliest)} on, if nothing else changes."
    ]
    if explanation.rule.advise is not None and given is None:
        said.append("Even then another rule speaks in its place.")
    elif given is not None and given.timestamp() != earliest.timestamp():
        said.append(f"Its advice is given from {say_border(evaluation.calendar, given)} on.")
    return said


def _part(part: Part, depth: int, *, wanted: bool, shown: set[int]) -> list[str]:
    """A part, taken apart only where it is not as it would have to be, and only once."""
    indent = "  " * depth
    mark = _HOLDS if part.holds else _FAILS
    line = f"{indent}{mark} {part.words}"
    if part.kind == "test":
        said = "; ".join([*map(_saw, part.saw), *_changes(part)])
        return [f"{line}  [{said}]" if said else line]
    if part.holds is wanted or id(part) in shown:
        return [line]
    shown.add(id(part))
    lines = [line]
    below = wanted if part.kind != "not" else not wanted
    for inner in _inside(part):
        if part.kind == "rule" or inner.holds is not below or part.kind in {"all", "any"}:
            lines += _part(inner, depth + 1, wanted=below, shown=shown)
    return lines


def _inside(part: Part) -> tuple[Part, ...]:
    """The parts of a part; a rule or definition that asks for several things lists them itself."""
    if part.kind in {"rule", "definition", "not"} and part.parts[0].kind in {"all", "any"}:
        inner = part.parts[0]
        if inner.kind == "all" or part.kind == "not":
            return inner.parts
    return part.parts


def _saw(saw: Saw) -> str:
    where = ", ".join(origin.path for origin in saw.origins)
    return f"{saw.fact}: {saw.value}{f' ({where})' if where else ''}"


def _changes(part: Part) -> list[str]:
    changes = part.changes
    if changes is None:
        return []
    word = "no longer" if part.holds else "so"
    calendar = part.explanation.evaluation.calendar
    return [f"{word} from {say_border(calendar, changes)}"]
