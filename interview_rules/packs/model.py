"""Rule packs: what a checked pack consists of, and where packs come from."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from interview_rules.errors import PackError, Problem, nearest, printable
from interview_rules.facts.vocabulary import BITS, FACTS, OFFSETS, SIZE
from interview_rules.language.nodes import names_in

if TYPE_CHECKING:
    from pathlib import Path

    from interview_rules.facts.vocabulary import Fact
    from interview_rules.language.nodes import Condition, Duration, Moment
    from interview_rules.packs.templates import Template
    from interview_rules.positions import Position

__all__ = [
    "ADVICE_KINDS",
    "Advise",
    "Complete",
    "Definition",
    "Draft",
    "Kind",
    "Parameter",
    "Rule",
    "RulePack",
    "Source",
]

Kind = Literal["do", "avoid", "know"]
ADVICE_KINDS: tuple[Kind, ...] = ("do", "avoid", "know")
DEFAULT = "in-practice"


@dataclass(frozen=True, slots=True)
class Source:
    """What a rule rests on: a section of the article, or the reason given instead."""

    section: str = ""
    rests_on: str = ""

    def __str__(self) -> str:
        return f"the article, section “{self.section}”" if self.section else self.rests_on


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number or a length of time that rules name instead of writing it out."""

    name: str
    value: Duration | int
    doc: str
    source: Source
    at: Position = field(compare=False)


@dataclass(frozen=True, slots=True)
class Definition:
    """A condition or a moment with a name."""

    name: str
    node: Condition | Moment
    text: str
    doc: str
    at: Position = field(compare=False)


@dataclass(frozen=True, slots=True)
class Complete:
    """A kind of state, as a condition, in which every moment is to have a stance."""

    when: Condition
    words: str
    at: Position = field(compare=False)


@dataclass(frozen=True, slots=True)
class Draft:
    """A message a person can send."""

    name: str
    subject: Template
    body: Template


@dataclass(frozen=True, slots=True)
class Advise:
    """What a rule says to a person when it holds.

    Having done it is recorded as the event `recorded_as`, if there is one for it. What is done by
    word alone comes back after `again_after`, or else not before the advice has had a break.
    """

    action: str
    kind: Kind
    title: Template
    text: Template
    due: Moment | None = None
    draft: str = ""
    recorded_as: str = ""
    again_after: Duration | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: when it holds, what it concludes, what it advises, and on what it rests."""

    id: str
    when: Condition
    words: tuple[str, ...]
    source: Source
    pack: str
    at: Position = field(compare=False)
    conclude: tuple[str, ...] = ()
    advise: Advise | None = None
    instead_of: tuple[str, ...] = ()
    before: tuple[str, ...] = ()


@dataclass(frozen=True)
class RulePack:
    """A checked pack with everything it extends: immutable, shareable between threads.

    `layers` are the packs it was made of, the lowest first. `facts` are those that it declares
    itself, beyond the vocabulary. Load one with `RulePack.load`, `from_text` or `default`.
    """

    name: str
    title: str
    layers: tuple[str, ...]
    rules: tuple[Rule, ...]
    parameters: dict[str, Parameter] = field(hash=False)
    definitions: dict[str, Definition] = field(hash=False)
    conclusions: dict[str, str] = field(hash=False)
    facts: dict[str, Fact] = field(hash=False)
    drafts: dict[str, Draft] = field(hash=False)
    exclusive: tuple[tuple[str, ...], ...] = ()
    stances: tuple[str, ...] = ()
    complete: tuple[Complete, ...] = ()

    def __getstate__(self) -> dict[str, object]:
        # What has been made of a pack is made again elsewhere; functions do not travel.
        return {each.name: getattr(self, each.name) for each in fields(self)}

    def __hash__(self) -> int:
        return hash((self.name, tuple(rule.id for rule in self.rules)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, RulePack):
            return NotImplemented
        return self is other or self._content == other._content

    @property
    def _content(self) -> tuple[object, ...]:
        return tuple(getattr(self, each.name) for each in fields(self) if each.compare)

    @cached_property
    def by_id(self) -> dict[str, int]:
        """The place of each rule, by its id."""
        return {rule.id: index for index, rule in enumerate(self.rules)}

    @cached_property
    def offsets(self) -> dict[str, int]:
        """Where each fact begins in the folded list: the vocabulary, then the pack's own facts."""
        offsets, size = dict(OFFSETS), SIZE
        for fact in self.facts.values():
            offsets[fact.name] = size
            size += fact.width
        return offsets

    @cached_property
    def bits(self) -> dict[str, int]:
        """The bit of each fact in the first place of the folded list."""
        own = {name: 1 << place for place, name in enumerate(self.facts, len(BITS))}
        return {**BITS, **own}

    @cached_property
    def actions(self) -> tuple[str, ...]:
        """The actions that its rules can advise, in pack order."""
        return tuple(dict.fromkeys(rule.advise.action for rule in self.rules if rule.advise))

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The id of each rule."""
        return tuple(rule.id for rule in self.rules)

    @cached_property
    def actions_by_rule(self) -> tuple[str, ...]:
        """The action of each rule, empty for one that gives no advice."""
        return tuple(rule.advise.action if rule.advise else "" for rule in self.rules)

    @cached_property
    def recorded(self) -> dict[str, str]:
        """The event that stands for having done what an action asks for, where there is one."""
        found: dict[str, str] = {}
        for rule in self.rules:
            if rule.advise is not None and rule.advise.recorded_as:
                found.setdefault(rule.advise.action, rule.advise.recorded_as)
        return found

    @cached_property
    def ranks(self) -> dict[int, tuple[int, int, bool]]:
        """For each rule that advises: the rank of its kind, its place, and whether it has a due."""
        return {
            index: (ADVICE_KINDS.index(rule.advise.kind), index, rule.advise.due is not None)
            for index, rule in enumerate(self.rules)
            if rule.advise is not None
        }

    @cached_property
    def concluders(self) -> dict[str, tuple[int, ...]]:
        """The places of the rules that conclude each conclusion."""
        found: dict[str, tuple[int, ...]] = {}
        for index, rule in enumerate(self.rules):
            for name in rule.conclude:
                found[name] = (*found.get(name, ()), index)
        return found

    @cached_property
    def replaced_by(self) -> dict[int, tuple[int, ...]]:
        """For each rule that others stand instead of, their places."""
        found: dict[int, tuple[int, ...]] = {}
        for index, rule in enumerate(self.rules):
            for replaced in rule.instead_of:
                place = self.by_id[replaced]
                found[place] = (*found.get(place, ()), index)
        return found

    @cached_property
    def has_befores(self) -> bool:
        """Whether any rule says that it comes before another."""
        return any(rule.before for rule in self.rules)

    @cached_property
    def programs(self) -> dict[str, object]:
        """What engines made of this pack, by engine: kept here to live as long as the pack."""
        return {}

    def facts_of(self, rule: Rule) -> tuple[Fact, ...]:
        """The facts that a rule asks for, through definitions and other rules' conclusions."""
        names: dict[str, None] = {}
        done: set[str] = set()
        left = [rule]
        while left:
            for name in names_in(left.pop().when):
                if name in FACTS or name in self.facts:
                    names[name] = None
                elif name not in done:
                    done.add(name)
                    left += [self.rules[index] for index in self.concluders.get(name, ())]
        return tuple(self.facts.get(name) or FACTS[name] for name in names)

    def rule(self, rule_id: str) -> Rule:
        """The rule with this id. Raises PackError that names the nearest."""
        if rule_id not in self.by_id:
            hint = nearest(rule_id, self.by_id)
            raise PackError(
                [Problem("", f"there is no rule '{printable(rule_id)}' in {self.name}", hint)]
            )
        return self.rules[self.by_id[rule_id]]

    # `loading` makes packs, so it imports this module. The four methods below only lead there.

    @classmethod
    def default(cls) -> RulePack:
        """The article's advice and what it leaves open: `in-practice`, which extends the article.

        Read once a process from what the build prepared.
        """
        return cls.shipped(DEFAULT)

    @classmethod
    def shipped(cls, name: str) -> RulePack:
        """A bundled pack by name, such as `after-the-interview`. Raises PackError."""
        from interview_rules.packs.loading import bundled_pack  # noqa: PLC0415  # see above

        return bundled_pack(name)

    @classmethod
    def load(cls, *sources: str | Path | RulePack) -> RulePack:
        """One pack out of files and bundled packs, each on top of those before it.

        A source is a path, the name of a bundled pack, or a pack. Raises PackError with every
        problem of every file.
        """
        from interview_rules.packs.loading import load_packs  # noqa: PLC0415  # see above

        return load_packs(sources)

    @classmethod
    def from_text(cls, text: str, name: str = "pack.yaml") -> RulePack:
        """A pack from YAML text. `name` is what errors call it; it extends bundled packs only."""
        from interview_rules.packs.loading import pack_from_text  # noqa: PLC0415  # see above

        return pack_from_text(text, name)
