"""Why a rule holds or does not: a tree over its condition, and when it could hold.

The tree is evaluated node by node by the interpreter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from interview_rules.calendars.calendar import NEVER
from interview_rules.errors import PackError, Problem, kind_of
from interview_rules.evaluation.interpreter import Interpreter
from interview_rules.evaluation.provenance import Origin, origins
from interview_rules.facts.vocabulary import FACTS
from interview_rules.language import nodes
from interview_rules.language.printer import say_condition, say_moment
from interview_rules.packs.templates import said
from interview_rules.records import ExplanationRecord, PartRecord, SawRecord, source_record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from interview_rules.calendars.calendar import Span
    from interview_rules.evaluation.evaluation import Evaluation
    from interview_rules.language.nodes import Condition, Moment
    from interview_rules.packs.model import Rule

__all__ = ["Explanation", "Part", "Saw", "explain_evaluation"]

PartKind = Literal["all", "any", "not", "definition", "conclusion", "rule", "test"]


class Saw(NamedTuple):
    """A fact that a test asked for: its value in words, and where in the state that comes from."""

    fact: str
    value: str
    known: bool
    origins: tuple[Origin, ...]


class Part:
    """A part of a condition: what it says, whether it holds, and its own parts.

    A `test` has none; a `conclusion` has a `rule` for each rule that concludes it, and a `rule` the
    condition of that rule. What was shown before is not taken apart again: its `parts` are those
    of the first time.
    """

    __slots__ = ("_node", "explanation", "holds", "kind", "name", "parts")

    def __init__(
        self,
        explanation: Explanation,
        kind: PartKind,
        node: Condition,
        name: str = "",
    ) -> None:
        self.explanation = explanation
        self._node = node
        self.kind = kind
        self.name = name
        self.holds = False
        self.parts: tuple[Part, ...] = ()

    def __repr__(self) -> str:
        return f"<{self.kind} {self.words}: {self.holds}>"

    @property
    def words(self) -> str:
        """The part as the rule language says it; of a rule, its id."""
        return self.name if self.kind == "rule" else say_condition(self._node)

    @property
    def saw(self) -> tuple[Saw, ...]:
        """The facts that a test asked for."""
        if self.kind != "test":
            return ()
        explanation = self.explanation
        own = explanation.evaluation.pack.facts
        names = [n for n in nodes.names_in(self._node) if n in FACTS or n in own]
        moments = nodes.moments_in(explanation.plain(self._node))
        derived = [moment for moment in moments if not isinstance(moment, nodes.MomentFact)]
        return (*map(explanation.derived, derived), *map(explanation.saw, names))

    @property
    def changes(self) -> datetime | None:
        """When a test of now comes out otherwise, if its facts stay as they are; None if never."""
        if self.kind != "test":
            return None
        return self.explanation.changes(self._node, holds=self.holds)

    @property
    def missing(self) -> tuple[str, ...]:
        """The facts that a test which does not hold would need and that nobody has said."""
        node = self._node
        if self.holds or self.kind != "test" or isinstance(node, nodes.Not):
            return ()
        if isinstance(node, nodes.Flag | nodes.Is | nodes.Count):
            return () if self.explanation.evaluation.fact_said(node.name)[1] else (node.name,)
        unknown = [
            moment
            for moment in nodes.moments_in(self._node)
            if self.explanation.span(moment)[0] == NEVER
            and not (isinstance(self._node, nodes.NoneSince) and moment is self._node.left)
        ]
        return tuple(dict.fromkeys(n for m in unknown for n in nodes.names_in(nodes.Known(m))))

    def record(self, shown: set[int]) -> PartRecord:
        """The same as data; `shown` are the parts that have been taken apart already."""
        again = id(self) in shown
        shown.add(id(self))
        return PartRecord(
            kind=self.kind,
            words=self.words,
            holds=self.holds,
            saw=tuple(
                SawRecord(fact=saw.fact, value=saw.value, known=saw.known, origins=saw.origins)
                for saw in self.saw
            ),
            changes=self.changes,
            parts=() if again else tuple(part.record(shown) for part in self.parts),
        )


class Explanation:
    """Why a rule holds at a moment or does not, and when it could.

    `tree` is its condition. `given` tells whether its advice is given: a rule can hold while
    another one speaks in its place, or while its advice is done or set aside.
    """

    def __init__(self, evaluation: Evaluation, rule: Rule) -> None:
        self.evaluation = evaluation
        self.meaning = Interpreter(
            evaluation.pack, evaluation.instant, evaluation.facts, evaluation.calendar
        )
        self.rule = rule
        self.index = evaluation.pack.by_id[rule.id]
        self.holds = bool(evaluation.holds >> self.index & 1)
        self.given = bool(evaluation.given >> self.index & 1)
        self._known: dict[tuple[str, str], Part] = {}
        self.tree = self._part(rule.when)

    def __repr__(self) -> str:
        return f"<Explanation {self.rule.id}: {'holds' if self.holds else 'does not hold'}>"

    # -- the tree ------------------------------------------------------------------------------

    def _part(self, node: Condition) -> Part:
        match node:
            case nodes.All(several):
                return self._whole("all", node, several)
            case nodes.Any(several):
                return self._whole("any", node, several)
            case nodes.Named(name, inner):
                return self._once("definition", name, node, (inner,))
            case nodes.Flag(name, conclusion=True):
                return self._conclusion(name, node)
            case nodes.Not(inner) if nodes.parts(inner) or _concluded(inner):
                part = Part(self, "not", node)
                part.parts = (self._part(inner),)
                part.holds = not part.parts[0].holds
                return part
            case _:
                part = Part(self, "test", node)
                part.holds = self.meaning.holds(node)
                return part

    def _whole(
        self, kind: Literal["all", "any"], node: Condition, inner: tuple[Condition, ...]
    ) -> Part:
        part = Part(self, kind, node)
        part.parts = tuple([self._part(each) for each in inner])
        held = [each.holds for each in part.parts]
        part.holds = all(held) if kind == "all" else any(held)
        return part

    def _once(
        self, kind: PartKind, name: str, node: Condition, inner: tuple[Condition, ...]
    ) -> Part:
        part = self._known.get((kind, name))
        if part is None:
            part = self._known[kind, name] = Part(self, kind, node, name)
            part.parts = tuple([self._part(each) for each in inner])
            part.holds = all(each.holds for each in part.parts)
        return part

    def _conclusion(self, name: str, node: Condition) -> Part:
        part = self._known.get(("conclusion", name))
        if part is None:
            part = self._known["conclusion", name] = Part(self, "conclusion", node, name)
            pack = self.evaluation.pack
            rules = [pack.rules[index] for index in pack.concluders.get(name, ())]
            part.parts = tuple(
                [self._once("rule", rule.id, rule.when, (rule.when,)) for rule in rules]
            )
            part.holds = any(each.holds for each in part.parts)
        return part

    # -- tests ---------------------------------------------------------------------------------

    def span(self, moment: Moment) -> Span:
        """A moment of the pack at the instant of the evaluation."""
        return self.meaning.span(moment)

    def changes(self, node: Condition, *, holds: bool) -> datetime | None:
        """When a test comes out otherwise with time alone."""
        inner = self.plain(node)
        if not isinstance(inner, nodes.Now):
            return None
        start, end, day = self.span(inner.moment)
        if start == NEVER:
            return None
        starts, now = self.evaluation.calendar.starts, self.evaluation.instant
        for border in sorted({start, end, starts[day], starts[day + 1]}):
            met = self.meaning.meets(inner.word, inner.moment, border)
            if border > now and (met is (inner is node)) is not holds:
                return self.evaluation.clock(border)
        return None

    @staticmethod
    def plain(node: Condition) -> Condition:
        """A test without the `not` before it."""
        return node.condition if isinstance(node, nodes.Not) else node

    def derived(self, moment: Moment) -> Saw:
        """A moment that is worked out from facts, in words."""
        span = self.span(moment)
        known = span[0] < NEVER
        value = said(span, self.evaluation.calendar) if known else "unknown"
        return Saw(say_moment(moment), value, known, ())

    def saw(self, fact: str) -> Saw:
        """A fact of the report, in words, and where it comes from."""
        value, known = self.evaluation.fact_said(fact)
        return Saw(fact, value, known, origins(self.evaluation, fact))

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
        beaters = [i for i in pack.beaten_by.get(self.index, ()) if evaluation.stands(i)]
        if not beaters:
            action = self.rule.advise.action
            beaters = [
                i
                for i in range(self.index)
                if pack.actions_by_rule[i] == action and evaluation.stands(i)
            ][:1]
        return tuple(pack.ids[i] for i in beaters)

    @property
    def hidden(self) -> bool:
        """Whether the advice would be given but for being done or set aside."""
        return bool(self.evaluation.windows().hidden_at(self.evaluation.instant) >> self.index & 1)

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
        from interview_rules.reports.explanation_text import text_of  # noqa: PLC0415  # a cycle: the text reads this class

        return text_of(self)


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


def _concluded(node: Condition) -> bool:
    return isinstance(node, nodes.Flag) and node.conclusion
