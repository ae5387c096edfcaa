"""Explanations of why a rule holds or does not hold, and of when it could hold.

The interpreter evaluates the condition of the rule as a tree, node by node.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from interview_rules.calendars.calendar import NEVER
from interview_rules.calendars.formatting import say_border
from interview_rules.calendars.versions import versions
from interview_rules.engines.rule_mask import contains
from interview_rules.errors import PackError, Problem, shown
from interview_rules.records.advice import source_record
from interview_rules.records.explanation import ExplanationRecord
from interview_rules.records.upgrading import RESULT_VERSION
from interview_rules.reports.display import Displayed
from interview_rules.reports.document import Document
from interview_rules.reports.explanation_tree import ConditionTree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from interview_rules.evaluation.evaluation import Evaluation
    from interview_rules.evaluation.provenance import Origin
    from interview_rules.packs.model import Rule
    from interview_rules.reports.explanation_tree import Part, Saw

__all__ = ["Explanation", "explain_evaluation"]


class Explanation(Displayed):
    """An explanation of why a rule holds or does not hold at a moment, and when it could hold.

    `given` is True if the rule's advice is given. A rule can hold without giving its advice: while
    another rule takes precedence, while its advice is done or snoozed, or if the rules of a search
    advise its action.
    """

    def __init__(self, evaluation: Evaluation, rule: Rule) -> None:
        self.evaluation = evaluation
        self.rule = rule
        self.index = evaluation.pack.by_id[rule.id]
        self.holds = bool(evaluation.holds >> self.index & 1)
        self.given = bool(evaluation.given >> self.index & 1)

    @cached_property
    def tree(self) -> Part:
        """The condition of the rule, part by part."""
        return ConditionTree(self.evaluation).part(self.rule.when)

    def __reduce__(self) -> tuple[type[Explanation], tuple[Evaluation, Rule]]:
        return (Explanation, (self.evaluation, self.rule))

    def __repr__(self) -> str:
        return f"<Explanation {self.rule.id}: {'holds' if self.holds else 'does not hold'}>"

    # -- derived from the tree ------------------------------------------------------------------

    @property
    def deciding(self) -> tuple[Part, ...]:
        """The tests that make the rule hold or, if it does not hold, the tests that make it fail.

        If the rule fails, all of these tests under an `and` must change, but only one of those
        under an `or`. Under `not` it is the other way round, and a test makes the rule fail by being
        true.
        """
        found: dict[int, Part] = {}
        for part, _wanted in self.decide(self.tree, wanted=not self.tree.holds, seen=set()):
            found[id(part)] = part
        return tuple(found.values())

    def decide(
        self, part: Part, *, wanted: bool, seen: set[tuple[int, bool]]
    ) -> Iterator[tuple[Part, bool]]:
        """Yield the tests that keep a part from having the value `wanted`.

        Each comes with the value it needs. `seen` collects the parts visited so far, with their
        wanted values.
        """
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
    def origins(self) -> tuple[Origin, ...]:
        """The places in the state where the deciding tests found their facts, each once."""
        found = (origin for part in self.deciding for saw in part.saw for origin in saw.origins)
        return tuple(dict.fromkeys(found))

    @property
    def missing(self) -> tuple[str, ...]:
        """The names of the unknown facts that the failing tests need; empty if the rule holds."""
        if self.holds:
            return ()
        return tuple(dict.fromkeys(name for part in self.deciding for name in part.missing))

    @property
    def earliest(self) -> datetime | None:
        """The first moment from now on at which the rule holds if nothing else changes.

        None if the rule cannot hold unless something happens that the state does not record.
        """
        return self.evaluation.clock(self.evaluation.windows().holds_from(self.index))

    @property
    def until(self) -> datetime | None:
        """The end of the interval around now in which the rule holds, exclusive.

        None if the interval has no end or the rule does not hold.
        """
        if not self.holds:
            return None
        return self.evaluation.clock(self.evaluation.windows().holds_until(self.index))

    @property
    def given_from(self) -> datetime | None:
        """The first moment from now on at which the rule gives its advice if nothing else changes.

        None if it never does.
        """
        for instant, _facts, _holds, given in self.evaluation.windows().moments():
            if given >> self.index & 1:
                return self.evaluation.clock(instant)
        return None

    @property
    def instead(self) -> tuple[str, ...]:
        """The ids of the rules that take precedence if this rule holds but does not give advice."""
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
        """True if the rule's advice is done or snoozed at this moment.

        In a search, True also if the rules of the search advise the action.
        """
        return bool(
            self.evaluation.windows().suppressed_at(self.evaluation.instant) >> self.index & 1
        )

    def record(self) -> ExplanationRecord:
        """Return the explanation as data. A part that recurs lists its own parts only once."""
        return ExplanationRecord(
            schema_version=RESULT_VERSION,
            rule=self.rule.id,
            pack=self.evaluation.pack.name,
            pack_digest=self.evaluation.pack.digest,
            state=self.evaluation.state.identity,
            now=self.evaluation.now,
            holds=self.holds,
            given=self.given,
            earliest=self.earliest,
            until=self.until,
            given_from=self.given_from,
            instead=self.instead,
            hidden=self.hidden,
            deciding=tuple(part.words for part in self.deciding),
            origins=self.origins,
            missing=self.missing,
            source=source_record(self.rule.source),
            tree=self.tree.record(set()),
            versions=versions(self.evaluation.state.country),
        )

    def to_json(self, *, indent: int | None = None) -> str:
        """Return the explanation as JSON; `ExplanationRecord.model_validate_json` reads it back."""
        return self.record().model_dump_json(indent=indent)

    def _document(self) -> Document:
        title, *lines = _lines_of(self)
        found = [(line, line.lstrip(" ")) for line in lines]
        return Document(
            title, outline=tuple(((len(line) - len(text)) // 2, text) for line, text in found)
        )


def explain_evaluation(evaluation: Evaluation, rule: str) -> Explanation:
    """Explain a rule, given by its id or by the action it advises.

    A name that is both is taken as the id. If several rules advise the action, explain the one that
    gives its advice now, or else the one that holds soonest, or else the first. Raises PackError
    for an unknown rule.
    """
    pack = evaluation.pack
    if not isinstance(rule, str):
        message = f"expected the id of a rule, not {shown(rule)}"
        raise PackError([Problem("rule", message, "pass it as text, for example, 'follow-up'")])
    if rule not in pack.by_id and rule not in pack.actions:
        rule = pack.now("actions", pack.now("rules", rule))
    if rule in pack.by_id or rule not in pack.actions:
        return Explanation(evaluation, pack.rule(rule))
    windows = evaluation.windows()
    first = min(
        pack.by_action[rule],
        key=lambda i: (
            not contains(evaluation.given, i),
            NEVER if (at := windows.holds_from(i)) is None else at,
        ),
    )
    return Explanation(evaluation, pack.rules[first])


_HOLDS, _FAILS = "✓", "✗"


def _lines_of(explanation: Explanation) -> list[str]:
    """Return an explanation as lines of text, indented by two spaces per level."""
    rule = explanation.rule
    lines = [f"{rule.id}: {_verdict(explanation)}"]
    if rule.advise is not None and explanation.rule.id != rule.advise.action:
        lines.append(f"  Action: {rule.advise.action}")
    lines += [f"  {said}" for said in _when(explanation)]
    if explanation.missing:
        lines.append(f"  Missing information: {', '.join(explanation.missing)}")
    lines.append(f"  Source: {rule.source}")
    lines.append("  Conditions:")
    shown: set[int] = set()
    tree = explanation.tree
    for part in tree.parts if tree.kind == "all" else (tree,):
        lines += _part(part, 2, wanted=True, shown=shown)
    return lines


def _verdict(explanation: Explanation) -> str:
    if explanation.given:
        return "holds, and its advice is given"
    if not explanation.holds:
        return "does not hold"
    reason = _reason_not_given(explanation) if explanation.rule.advise is not None else ""
    return f"holds, but {reason}" if reason else "holds"


def _reason_not_given(explanation: Explanation) -> str:
    """Say why the advice is not given although the rule holds or will hold."""
    if contains(explanation.evaluation.session.leave_out, explanation.index):
        return "the rules of the search advise this action"
    if explanation.hidden:
        return "its advice is done or snoozed"
    if explanation.instead:
        verb = "takes" if len(explanation.instead) == 1 else "take"
        return f"{' and '.join(explanation.instead)} {verb} precedence"
    return "another rule takes precedence"


def _when(explanation: Explanation) -> list[str]:
    evaluation = explanation.evaluation
    if explanation.hidden and explanation.holds:
        back = explanation.given_from
        if back is not None:
            return [f"Advised again from {say_border(evaluation.calendar, back)}."]
    if explanation.holds:
        until = explanation.until
        if until is None:
            return ["Continues to hold unless something happens."]
        return [f"Holds until {say_border(evaluation.calendar, until, ends=True)}."]
    earliest, given = explanation.earliest, explanation.given_from
    if earliest is None:
        return ["Cannot hold unless something happens that the state does not record."]
    said = [f"Will hold from {say_border(evaluation.calendar, earliest)} if nothing else changes."]
    if explanation.rule.advise is not None and given is None:
        said.append(f"Even then, {_reason_not_given(explanation)}.")
    elif given is not None and given.timestamp() != earliest.timestamp():
        said.append(f"Its advice is given from {say_border(evaluation.calendar, given)}.")
    return said


def _part(part: Part, depth: int, *, wanted: bool, shown: set[int]) -> list[str]:
    """Return the lines of a part and, if it lacks the wanted value, those of its inner parts.

    `shown` collects the parts whose inner parts are listed already.
    """
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
    """Return the parts to list below a part.

    An inner `and`, and an `or` below `not`, is replaced by its own parts.
    """
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
    word = "fails" if part.holds else "holds"
    calendar = part.tree.evaluation.calendar
    return [f"{word} from {say_border(calendar, changes)}"]
