"""Why a rule holds or does not: a tree over its condition, and when it could hold.

The tree is evaluated node by node, as the language reads, and is held to what the engine says.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from interview_rules.calendars import NEVER
from interview_rules.errors import PackError, Problem, kind_of
from interview_rules.facts import FACTS
from interview_rules.language import nodes
from interview_rules.language.wording import say_condition, say_moment
from interview_rules.origins import Origin, origins
from interview_rules.records import ExplanationRecord, PartRecord, SawRecord, source_record
from interview_rules.texts import said

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from interview_rules.advice import Report
    from interview_rules.language.nodes import Condition, Moment
    from interview_rules.packs import Rule
    from interview_rules.timeline import Span

__all__ = ["Explanation", "Part", "Saw", "explain_report", "holds_in"]

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
        own = explanation.report.pack.facts
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
            return () if self.explanation.report.fact_said(node.name)[1] else (node.name,)
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

    def __init__(self, report: Report, rule: Rule) -> None:
        self.report = report
        self.rule = rule
        self.index = report.pack.by_id[rule.id]
        self.holds = bool(report.holds >> self.index & 1)
        self.given = bool(report.given >> self.index & 1)
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
                part.holds = self.test(node, self.report.instant)
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
            pack = self.report.pack
            rules = [pack.rules[index] for index in pack.concluders.get(name, ())]
            part.parts = tuple(
                [self._once("rule", rule.id, rule.when, (rule.when,)) for rule in rules]
            )
            part.holds = any(each.holds for each in part.parts)
        return part

    # -- tests ---------------------------------------------------------------------------------

    def span(self, moment: Moment) -> Span:
        """A moment of the pack at the moment of the report."""
        report = self.report
        if isinstance(moment, nodes.MomentFact):
            place = report.pack.offsets[moment.name]
            start, end, day = report.facts[place : place + 3]
            return start, end, day
        return report.pack.moments.span(moment)(report.facts, report.calendar)

    def test(self, node: Condition, now: int) -> bool:
        """Whether a test holds at an instant, with the facts of the report."""
        match node:
            case nodes.Not(inner):
                return not self.test(inner, now)
            case nodes.Flag(name):
                return bool(self._value(name))
            case nodes.Known(moment):
                return self.span(moment)[0] < NEVER
            case nodes.Is(name, test, _, index):
                value = self._value(name)
                return {"is": value == index, "at least": value >= index}.get(test, value <= index)
            case nodes.Count(name, comparison, number):
                return _compare(self._value(name), comparison, number)
            case nodes.Now(word, moment):
                return self._now(word, self.span(moment), now)
            case nodes.Against(left, word, right):
                return _against(self.span(left), word, self.span(right))
            case nodes.NoneSince(left, right):
                since = self.span(right)
                return since[0] < NEVER and not _against(self.span(left), "from", since)
            case _:
                raise AssertionError(node)

    def _value(self, name: str) -> int:
        return self.report.facts[self.report.pack.offsets[name]]

    def _now(self, word: str, span: Span, now: int) -> bool:
        start, end, day = span
        if start == NEVER:
            return False
        if word == "on":
            starts = self.report.calendar.starts
            return starts[day] <= now < starts[day + 1]
        return {"before": now < start, "from": now >= start}.get(word, now >= end)

    def changes(self, node: Condition, *, holds: bool) -> datetime | None:
        """When a test comes out otherwise with time alone."""
        inner = self.plain(node)
        if not isinstance(inner, nodes.Now):
            return None
        start, end, day = self.span(inner.moment)
        if start == NEVER:
            return None
        starts, now = self.report.calendar.starts, self.report.instant
        for border in sorted({start, end, starts[day], starts[day + 1]}):
            if border > now and self.test(node, border) is not holds:
                return self.report.clock(border)
        return None

    @staticmethod
    def plain(node: Condition) -> Condition:
        """A test without the `not` before it."""
        return node.condition if isinstance(node, nodes.Not) else node

    def derived(self, moment: Moment) -> Saw:
        """A moment that is worked out from facts, in words."""
        span = self.span(moment)
        known = span[0] < NEVER
        value = said(span, self.report.calendar) if known else "unknown"
        return Saw(say_moment(moment), value, known, ())

    def saw(self, fact: str) -> Saw:
        """A fact of the report, in words, and where it comes from."""
        value, known = self.report.fact_said(fact)
        return Saw(fact, value, known, origins(self.report, fact))

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
        return self.report.clock(self.report.windows().holds_from(self.index))

    @property
    def until(self) -> datetime | None:
        """Where the stretch around now ends in which the rule holds; None if it does not end."""
        if not self.holds:
            return None
        return self.report.clock(self.report.windows().holds_until(self.index))

    @property
    def given_from(self) -> datetime | None:
        """The first moment from now on at which the advice of the rule is given; None if never."""
        for instant, _facts, _holds, given in self.report.windows().moments():
            if given >> self.index & 1:
                return self.report.clock(instant)
        return None

    @property
    def instead(self) -> tuple[str, ...]:
        """The rules that speak in the place of this one while it holds, by id."""
        pack, report = self.report.pack, self.report
        if not self.holds or self.given or self.rule.advise is None:
            return ()
        beaters = [i for i in pack.beaten_by.get(self.index, ()) if report.active(i)]
        if not beaters:
            action = self.rule.advise.action
            beaters = [
                i
                for i in range(self.index)
                if pack.actions_by_rule[i] == action and report.active(i)
            ][:1]
        return tuple(pack.ids[i] for i in beaters)

    @property
    def hidden(self) -> bool:
        """Whether the advice would be given but for being done or set aside."""
        return bool(self.report.windows().hidden_at(self.report.instant) >> self.index & 1)

    def record(self) -> ExplanationRecord:
        """The explanation as data. What is shown twice in the tree is taken apart once."""
        return ExplanationRecord(
            rule=self.rule.id,
            now=self.report.now,
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
        from interview_rules.explanation_text import text_of  # noqa: PLC0415  # a cycle: the text reads this class

        return text_of(self)


def explain_report(report: Report, rule: str) -> Explanation:
    """Why a rule, or one that advises an action, holds where a report was made. PackError if none is.

    Of several rules for an action it is the one that speaks, or else the one that could hold first.
    """
    pack = report.pack
    if not isinstance(rule, str):
        message = f"a rule is named by its id, this is {kind_of(rule)}"
        raise PackError([Problem("", message, "write follow-up or the like")])
    if rule in pack.by_id or rule not in pack.actions:
        return Explanation(report, pack.rule(rule))
    rules = [index for index, action in enumerate(pack.actions_by_rule) if action == rule]
    windows = report.windows()
    first = min(
        rules,
        key=lambda i: (
            not report.given >> i & 1,
            NEVER if (at := windows.holds_from(i)) is None else at,
        ),
    )
    return Explanation(report, pack.rules[first])


def holds_in(report: Report, condition: Condition) -> bool:
    """Whether a condition holds where a report was made, though no rule asks for it."""
    rules = report.pack.rules
    return bool(rules) and Explanation(report, replace(rules[0], when=condition)).tree.holds


def _concluded(node: Condition) -> bool:
    return isinstance(node, nodes.Flag) and node.conclusion


def _compare(value: int, comparison: str, number: int) -> bool:
    return {
        "=": value == number,
        "<": value < number,
        "<=": value <= number,
        ">": value > number,
    }.get(comparison, value >= number)


def _against(left: Span, word: str, right: Span) -> bool:
    """One moment against another: to the second between instants, by local days otherwise."""
    if left[0] == NEVER or right[0] == NEVER:
        return False
    exact = left[0] == left[1] and right[0] == right[1] and word != "on"
    one, other = (left[0], right[0]) if exact else (left[2], right[2])
    if word == "after":
        return one >= other if exact else one > other
    return {"before": one < other, "from": one >= other}.get(word, one == other)
