"""The condition of a rule as a tree of parts, with their truth values and the facts used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from interview_rules.calendars.calendar import NEVER
from interview_rules.calendars.formatting import said
from interview_rules.evaluation.fact_values import fact_value, moment_value
from interview_rules.evaluation.interpreter import Interpreter
from interview_rules.evaluation.provenance import Origin, origins
from interview_rules.facts.vocabulary import FACTS
from interview_rules.language import nodes
from interview_rules.language.printer import say_condition, say_moment
from interview_rules.records.explanation import PartRecord, SawRecord

if TYPE_CHECKING:
    from datetime import datetime

    from interview_rules.calendars.calendar import Span
    from interview_rules.evaluation.evaluation import Evaluation
    from interview_rules.language.nodes import Condition, Moment
    from interview_rules.records.values import FactValue

__all__ = ["ConditionTree", "Part", "PartKind", "Saw"]

PartKind = Literal["all", "any", "not", "definition", "conclusion", "rule", "test"]


class Saw(NamedTuple):
    """A fact that a test used: its value in words and as data, and its origins in the state.

    For a computed moment, `fact` is the moment in the rule language, such as `interview + 3 days`,
    and `origins` is empty. `known` is False if the value is the default of the fact.
    """

    fact: str
    value: str
    data: FactValue
    known: bool
    origins: tuple[Origin, ...]


class Part:
    """A part of a condition: its words, its truth value, and its own parts.

    A `test` has no parts. A `conclusion` has a `rule` part for each rule that concludes it, and a
    `rule` has the condition of that rule as its part. All occurrences of the same definition,
    conclusion or rule share one object.
    """

    __slots__ = ("_node", "_parts", "holds", "kind", "name", "tree")

    def __init__(
        self,
        tree: ConditionTree,
        kind: PartKind,
        node: Condition,
        name: str = "",
        *,
        holds: bool,
    ) -> None:
        self.tree = tree
        self._node = node
        self.kind = kind
        self.name = name
        self.holds = holds
        self._parts: tuple[Part, ...] | None = () if kind == "test" else None

    def __repr__(self) -> str:
        return f"<{self.kind} {self.words}: {self.holds}>"

    @property
    def parts(self) -> tuple[Part, ...]:
        """The inner parts, created on first use: most readers follow only those that matter."""
        if self._parts is None:
            self._parts = self.tree.inside(self._node, self.kind, self.name)
        return self._parts

    @property
    def words(self) -> str:
        """The text of the part in the rule language; for the kind `rule`, the id of the rule."""
        return self.name if self.kind == "rule" else say_condition(self._node)

    @property
    def saw(self) -> tuple[Saw, ...]:
        """The computed moments that a test used, then its facts; empty for other kinds of parts."""
        if self.kind != "test":
            return ()
        tree = self.tree
        own = tree.evaluation.pack.facts
        names = [n for n in nodes.names_in(self._node) if n in FACTS or n in own]
        moments = nodes.moments_in(tree.plain(self._node))
        derived = [moment for moment in moments if not isinstance(moment, nodes.MomentFact)]
        return (*map(tree.derived, derived), *map(tree.saw, names))

    @property
    def changes(self) -> datetime | None:
        """The next moment at which a comparison with now changes if its facts stay the same.

        None if it never changes, or if the part is not such a test.
        """
        if self.kind != "test":
            return None
        return self.tree.changes(self._node, holds=self.holds)

    @property
    def missing(self) -> tuple[str, ...]:
        """The names of the unknown facts that a failing test needs.

        Empty for tests with `not`, and for all other parts.
        """
        node = self._node
        if self.holds or self.kind != "test" or isinstance(node, nodes.Not):
            return ()
        if isinstance(node, nodes.Flag | nodes.Is | nodes.Count):
            return () if self.tree.evaluation.fact_said(node.name)[1] else (node.name,)
        unknown = [
            moment
            for moment in nodes.moments_in(self._node)
            if self.tree.span(moment)[0] == NEVER
            and not (isinstance(self._node, nodes.NoneSince) and moment is self._node.left)
        ]
        return tuple(dict.fromkeys(n for m in unknown for n in nodes.names_in(nodes.Known(m))))

    def record(self, shown: set[int]) -> PartRecord:
        """Return the part as data.

        `shown` collects the object ids of recorded parts; a repeated part omits its own parts.
        """
        again = id(self) in shown
        shown.add(id(self))
        return PartRecord(
            kind=self.kind,
            words=self.words,
            holds=self.holds,
            saw=tuple(
                SawRecord(
                    fact=saw.fact,
                    value=saw.value,
                    data=saw.data,
                    known=saw.known,
                    origins=saw.origins,
                )
                for saw in self.saw
            ),
            changes=self.changes,
            parts=() if again else tuple(part.record(shown) for part in self.parts),
        )


class ConditionTree:
    """A builder of trees of parts for the conditions of rules, with values from the interpreter."""

    def __init__(self, evaluation: Evaluation) -> None:
        self.evaluation = evaluation
        self.interpreter = Interpreter(
            evaluation.pack, evaluation.instant, evaluation.facts, evaluation.calendar
        )
        self._known: dict[tuple[str, str], Part] = {}

    def __reduce__(self) -> tuple[type[ConditionTree], tuple[Evaluation]]:
        return (ConditionTree, (self.evaluation,))

    # -- the tree ------------------------------------------------------------------------------

    def part(self, node: Condition) -> Part:
        """Return the part for a condition, with its truth value."""
        match node:
            case nodes.All():
                return Part(self, "all", node, holds=self.interpreter.holds(node))
            case nodes.Any():
                return Part(self, "any", node, holds=self.interpreter.holds(node))
            case nodes.Named(name):
                return self._once("definition", name, node)
            case nodes.Flag(name, conclusion=True):
                return self._once("conclusion", name, node)
            case nodes.Not(inner) if nodes.parts(inner) or _concluded(inner):
                return Part(self, "not", node, holds=self.interpreter.holds(node))
            case _:
                return Part(self, "test", node, holds=self.interpreter.holds(node))

    def inside(self, node: Condition, kind: PartKind, name: str) -> tuple[Part, ...]:
        """Return the inner parts of a part of this kind, with this condition and this name."""
        match node:
            case _ if kind == "rule":
                return (self.part(node),)
            case nodes.All(several) | nodes.Any(several):
                return tuple([self.part(each) for each in several])
            case nodes.Named(_, inner) | nodes.Not(inner):
                return (self.part(inner),)
            case _:
                pack = self.evaluation.pack
                rules = [pack.rules[index] for index in pack.concluders.get(name, ())]
                return tuple([self._once("rule", rule.id, rule.when) for rule in rules])

    def _once(self, kind: PartKind, name: str, node: Condition) -> Part:
        part = self._known.get((kind, name))
        if part is None:
            holds = self.interpreter.holds(node)
            part = self._known[kind, name] = Part(self, kind, node, name, holds=holds)
        return part

    # -- tests ---------------------------------------------------------------------------------

    def span(self, moment: Moment) -> Span:
        """Return a moment, as known now, as start, end and local day; all NEVER if unknown."""
        return self.interpreter.span(moment)

    def changes(self, node: Condition, *, holds: bool) -> datetime | None:
        """Return the next moment at which a comparison with now changes if its facts do not.

        None if there is none, and for any other test.
        """
        inner = self.plain(node)
        if not isinstance(inner, nodes.Now):
            return None
        start, end, day = self.span(inner.moment)
        if start == NEVER:
            return None
        starts, now = self.evaluation.calendar.starts, self.evaluation.instant
        for instant in sorted({start, end, starts[day], starts[day + 1]}):
            met = self.interpreter.meets(inner.word, inner.moment, instant)
            if instant > now and (met is (inner is node)) is not holds:
                return self.evaluation.clock(instant)
        return None

    @staticmethod
    def plain(node: Condition) -> Condition:
        """Return a test without its leading `not`, if it has one."""
        return node.condition if isinstance(node, nodes.Not) else node

    def derived(self, moment: Moment) -> Saw:
        """Return a computed moment, such as `interview + 3 days`, with its value in words."""
        span = self.span(moment)
        known = span[0] < NEVER
        value = said(span, self.evaluation.calendar) if known else "unknown"
        return Saw(say_moment(moment), value, moment_value(self.evaluation, span), known, ())

    def saw(self, fact: str) -> Saw:
        """Return a fact with its value in words and its origins in the state."""
        value, known = self.evaluation.fact_said(fact)
        data = fact_value(self.evaluation, fact)
        return Saw(fact, value, data, known, origins(self.evaluation, fact))


def _concluded(node: Condition) -> bool:
    return isinstance(node, nodes.Flag) and node.conclusion
