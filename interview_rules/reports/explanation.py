"""Why a rule holds or does not: a tree over its condition, and when it could hold.

The tree is evaluated node by node by the interpreter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_rules.calendars.calendar import NEVER
from interview_rules.calendars.formatting import say_border
from interview_rules.errors import PackError, Problem, kind_of
from interview_rules.records import ExplanationRecord, source_record
from interview_rules.reports.explanation_tree import ConditionTree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from interview_rules.evaluation.evaluation import Evaluation
    from interview_rules.packs.model import Rule
    from interview_rules.reports.explanation_tree import Part, Saw

__all__ = ["Explanation", "explain_evaluation", "lines_of"]


class Explanation:
    """Why a rule holds at a moment or does not, and when it could.

    `tree` is its condition. `given` tells whether its advice is given: a rule can hold while
    another one speaks in its place, or while its advice is done or set aside.
    """

    def __init__(self, evaluation: Evaluation, rule: Rule) -> None:
        self.evaluation = evaluation
        self.rule = rule
        self.index = evaluation.pack.by_id[rule.id]
        self.holds = bool(evaluation.holds >> self.index & 1)
        self.given = bool(evaluation.given >> self.index & 1)
        self.tree = ConditionTree(evaluation).part(rule.when)

    def __repr__(self) -> str:
        return f"<Explanation {self.rule.id}: {'holds' if self.holds else 'does not hold'}>"

    # -- what follows from it ------------------------------------------------------------------

    @property
    def deciding(self) -> tuple[Part, ...]:
        """The tests that decide: those that fail, or those by which it holds.

        A test under `not` fails by coming out true, and one of several that are joined by `or`
        decides only together with the others.
        """
        found: dict[int, Part] = {}
        for part, _wanted in self.decide(self.tree, wanted=not self.tree.holds, seen=set()):
            found[id(part)] = part
        return tuple(found.values())

    def decide(
        self, part: Part, *, wanted: bool, seen: set[tuple[int, bool]]
    ) -> Iterator[tuple[Part, bool]]:
        """The tests below a part that would have to come out otherwise for it to be as wanted."""
        if part.holds is wanted or (id(part), wanted) in seen:
            return
        seen.add((id(part), wanted))
        if part.kind == "test" or not part.parts:
            yield part, wanted
            return
        for inner in part.parts:
            if part.kind == "not":
                yield from self.decide(inner, wanted=not wanted, seen=seen)
            elif inner.holds is not wanted:
                yield from self.decide(inner, wanted=wanted, seen=seen)

    @property
    def missing(self) -> tuple[str, ...]:
        """The facts that nobody knows and that a test which fails would need."""
        if self.holds:
            return ()
        return tuple(dict.fromkeys(name for part in self.deciding for name in part.missing))

    @property
    def earliest(self) -> datetime | None:
        """The first moment from now on at which the rule holds with nothing else changing.

        None if it cannot: something that the state does not know of would have to happen.
        """
        return self.evaluation.clock(self.evaluation.windows().holds_from(self.index))

    @property
    def until(self) -> datetime | None:
        """Where the stretch around now ends in which the rule holds; None if it does not end."""
        if not self.holds:
            return None
        return self.evaluation.clock(self.evaluation.windows().holds_until(self.index))

    @property
    def given_from(self) -> datetime | None:
        """The first moment from now on at which the advice of the rule is given; None if never."""
        for instant, _facts, _holds, given in self.evaluation.windows().moments():
            if given >> self.index & 1:
                return self.evaluation.clock(instant)
        return None

    @property
    def instead(self) -> tuple[str, ...]:
        """The rules that speak in the place of this one while it holds, by id."""
        pack, evaluation = self.evaluation.pack, self.evaluation
        if not self.holds or self.given or self.rule.advise is None:
            return ()
        replacing = [i for i in pack.replaced_by.get(self.index, ()) if evaluation.stands(i)]
        if not replacing:
            action = self.rule.advise.action
            replacing = [
                i
                for i in range(self.index)
                if pack.actions_by_rule[i] == action and evaluation.stands(i)
            ][:1]
        return tuple(pack.ids[i] for i in replacing)

    @property
    def hidden(self) -> bool:
        """Whether the advice would be given but for being done or set aside."""
        return bool(
            self.evaluation.windows().suppressed_at(self.evaluation.instant) >> self.index & 1
        )

    def record(self) -> ExplanationRecord:
        """The explanation as data. What is shown twice in the tree is taken apart once."""
        return ExplanationRecord(
            rule=self.rule.id,
            now=self.evaluation.now,
            holds=self.holds,
            given=self.given,
            earliest=self.earliest,
            until=self.until,
            given_from=self.given_from,
            instead=self.instead,
            hidden=self.hidden,
            deciding=tuple(part.words for part in self.deciding),
            missing=self.missing,
            source=source_record(self.rule.source),
            tree=self.tree.record(set()),
        )

    def to_json(self, *, indent: int | None = None) -> str:
        """The explanation as JSON; `ExplanationRecord.model_validate_json` reads it back."""
        return self.record().model_dump_json(indent=indent)

    def __str__(self) -> str:
        return "\n".join(lines_of(self))


def explain_evaluation(evaluation: Evaluation, rule: str) -> Explanation:
    """Explain a rule, or the rule that advises an action. Raises PackError if there is none.

    Of several rules for an action, explain the one whose advice is given, or else the first to hold.
    """
    pack = evaluation.pack
    if not isinstance(rule, str):
        message = f"a rule is named by its id, this is {kind_of(rule)}"
        raise PackError([Problem("", message, "write follow-up or the like")])
    if rule in pack.by_id or rule not in pack.actions:
        return Explanation(evaluation, pack.rule(rule))
    rules = [index for index, action in enumerate(pack.actions_by_rule) if action == rule]
    windows = evaluation.windows()
    first = min(
        rules,
        key=lambda i: (
            not evaluation.given >> i & 1,
            NEVER if (at := windows.holds_from(i)) is None else at,
        ),
    )
    return Explanation(evaluation, pack.rules[first])


_HOLDS, _FAILS = "✓", "✗"


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
    calendar = part.tree.evaluation.calendar
    return [f"{word} from {say_border(calendar, changes)}"]
