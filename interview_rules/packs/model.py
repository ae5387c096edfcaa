"""The classes of a checked rule pack: rules, advice, definitions and drafts."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from interview_rules.errors import LIST_RULES, PackError, Problem, nearest, printable
from interview_rules.facts.vocabulary import BITS, OFFSETS, SIZE
from interview_rules.packs.digest import digest_of

if TYPE_CHECKING:
    from pathlib import Path

    from interview_rules.facts.vocabulary import Fact
    from interview_rules.language.nodes import Condition, Duration, Moment
    from interview_rules.packs.bundled import StoredCode
    from interview_rules.packs.formerly import Kind as Former
    from interview_rules.packs.origins import Change, Source
    from interview_rules.packs.own_event import OwnEvent
    from interview_rules.packs.parameter import Parameter
    from interview_rules.packs.templates import Template
    from interview_rules.positions import Position

__all__ = [
    "ADDRESSEES",
    "ADVICE_KINDS",
    "OF_RULE",
    "ORDERS",
    "Addressee",
    "Advise",
    "Complete",
    "Definition",
    "Draft",
    "Kind",
    "Order",
    "Rule",
    "RulePack",
]

Kind = Literal["do", "avoid", "know"]
ADVICE_KINDS: tuple[Kind, ...] = ("do", "avoid", "know")
Order = Literal["first", "last"]
ORDERS: tuple[Order, ...] = ("first", "last")
Addressee = Literal["interviewer", "not_yet_thanked", "hr"]
ADDRESSEES: tuple[Addressee, ...] = ("interviewer", "not_yet_thanked", "hr")
DEFAULT = "in-practice"
OF_RULE = "rule:"
"""Prefix of the name of a draft that only one rule offers; the id of the rule follows."""


@dataclass(frozen=True, slots=True)
class Definition:
    """A named condition or moment: the checked `node`, and the `text` that it was read from."""

    name: str
    node: Condition | Moment
    text: str
    doc: str
    at: Position = field(compare=False)


@dataclass(frozen=True, slots=True)
class Complete:
    """A condition under which one of the pack's stances must be advised at every moment.

    `words` is the text of the condition.
    """

    when: Condition
    words: str
    at: Position = field(compare=False)


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft of a message to send.

    `to` says who gets it: `interviewer` (or the agency or recruiter in between), `not_yet_thanked`
    (every interviewer without a note, each with a separate message), or `hr`. `through` is the name
    of the draft to use instead if an agency or a recruiter acts in between. `written` says who
    wrote the subject and the body.
    """

    name: str
    subject: Template
    body: Template
    to: Addressee = "interviewer"
    through: str = ""
    written: tuple[Change, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Advise:
    """The advice that a rule gives while it holds and no other rule replaces the advice.

    `due` is the recommended deadline, and `draft` the name of a draft, or empty. `recorded_as`
    names the event, or the moment of the pack, that records the action as done. If it is empty,
    advice marked as done is given again when `again_after` has passed, if set, or after a pause in
    which no rule gave it, whichever comes first. `order` puts advice before or after all other
    advice, whatever its kind; None leaves it with its kind.
    """

    action: str
    kind: Kind
    title: Template
    text: Template
    due: Moment | None = None
    draft: str = ""
    recorded_as: str = ""
    again_after: Duration | None = None
    order: Order | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its condition, its conclusions, its advice and its source.

    `words` holds the text of each condition under `when`, and `pack` the name of the pack that adds
    the rule; `changed` lists the keys that packs above replace. `advise` is None if the rule only
    draws conclusions. `instead_of` holds the ids of the rules whose advice this rule replaces, and
    `before` those of the rules whose advice is listed after the advice of this one.
    """

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
    changed: tuple[Change, ...] = field(default=(), compare=False)

    def says_the_same_as(self, other: Rule) -> bool:
        """Return True if both rules have equal conclusions and equal advice."""
        return self.conclude == other.conclude and self.advise == other.advise


def _rank(advise: Advise) -> int:
    match advise.order:
        case "first":
            return -1
        case "last":
            return len(ADVICE_KINDS)
        case None:
            return ADVICE_KINDS.index(advise.kind)


@dataclass(frozen=True)
class RulePack:
    """A checked pack with everything that it extends: immutable, safe to share between threads.

    `layers` holds the names of the merged packs that add rules, lowest first, and ends with the
    name of this pack. `facts` holds the facts that the pack declares and those about the place that
    it uses, and `events` its own events. `formerly` maps, for each kind, such as `rules`, former
    names to present ones. `packages` maps the files of installed packages, as positions name them,
    to the name and version of their package. `switched_off` maps the rules that a layer switches
    off to their actions, empty for rules without advice. `groups` holds the rules and actions of
    each group, as they are named. `written` says who wrote the words of the pack's own facts
    (`spoken`, `ask`) and events (`doc`, `ask`), by the name of the fact or event. Load a pack with
    `load`, `from_text` or `default`.
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
    exclusive_at: tuple[Position, ...] = field(default=(), compare=False)
    stances: tuple[str, ...] = ()
    complete: tuple[Complete, ...] = ()
    events: dict[str, OwnEvent] = field(default_factory=dict, hash=False)
    formerly: dict[str, dict[str, str]] = field(default_factory=dict, hash=False)
    packages: dict[str, str] = field(default_factory=dict, hash=False, compare=False)
    switched_off: dict[str, str] = field(default_factory=dict, hash=False, compare=False)
    groups: dict[str, tuple[str, ...]] = field(default_factory=dict, hash=False, compare=False)
    written: dict[str, tuple[Change, ...]] = field(default_factory=dict, hash=False, compare=False)

    def __getstate__(self) -> dict[str, object]:
        # Other cached values are computed again: compiled functions cannot be pickled.
        return {each.name: getattr(self, each.name) for each in fields(self)} | {
            "digest": self.digest
        }

    def __hash__(self) -> int:
        return hash((self.name, tuple(rule.id for rule in self.rules)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, RulePack):
            return NotImplemented
        names = [each.name for each in fields(self) if each.compare]
        return self is other or all(getattr(self, n) == getattr(other, n) for n in names)

    @cached_property
    def digest(self) -> str:
        """A digest of the rules, parameters and texts: equal for equal packs, whatever their files.

        Reports carry it, so that packs that share a name but differ in content can be told apart.
        """
        return digest_of(self)

    @cached_property
    def stored_code(self) -> StoredCode | None:
        """The code for the default engine that the build stored with this pack; None if none."""
        return None

    @property
    def shared_drafts(self) -> dict[str, Draft]:
        """The drafts that any rule can name, without those of single rules."""
        return {name: draft for name, draft in self.drafts.items() if not name.startswith(OF_RULE)}

    @cached_property
    def by_id(self) -> dict[str, int]:
        """The index of each rule in `rules`, by rule id."""
        return {rule.id: index for index, rule in enumerate(self.rules)}

    @cached_property
    def offsets(self) -> dict[str, int]:
        """The offset of each fact in the folded facts: vocabulary first, then facts of the pack."""
        offsets, size = dict(OFFSETS), SIZE
        for fact in self.facts.values():
            offsets[fact.name] = size
            size += fact.width
        return offsets

    @cached_property
    def bits(self) -> dict[str, int]:
        """The bit of each fact in masks of facts, such as the first item of the folded facts."""
        own = {name: 1 << place for place, name in enumerate(self.facts, len(BITS))}
        return {**BITS, **own}

    @cached_property
    def actions(self) -> tuple[str, ...]:
        """The actions that the rules can advise, in pack order."""
        return tuple(dict.fromkeys(rule.advise.action for rule in self.rules if rule.advise))

    @property
    def absent(self) -> frozenset[str]:
        """The rule ids and actions that name nothing anymore because rules are switched off."""
        off = self.switched_off
        return frozenset((*off, *off.values())) - {"", *self.actions}

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The ids of the rules, in pack order."""
        return tuple(rule.id for rule in self.rules)

    @cached_property
    def actions_by_rule(self) -> tuple[str, ...]:
        """The action of each rule, empty if it gives no advice."""
        return tuple(rule.advise.action if rule.advise else "" for rule in self.rules)

    @cached_property
    def by_action(self) -> dict[str, tuple[int, ...]]:
        """The indexes of the rules that advise each action, in pack order."""
        found: dict[str, list[int]] = {}
        for index, action in enumerate(self.actions_by_rule):
            if action:
                found.setdefault(action, []).append(index)
        return {action: tuple(rules) for action, rules in found.items()}

    @cached_property
    def recorded(self) -> dict[str, str]:
        """The event or the fact of the pack that records each action as done, if there is one."""
        found: dict[str, str] = {}
        for rule in self.rules:
            if rule.advise is not None and rule.advise.recorded_as:
                found.setdefault(rule.advise.action, rule.advise.recorded_as)
        return found

    @cached_property
    def ranks(self) -> dict[int, tuple[int, int, bool]]:
        """The rank, the index, and whether `due` is set, for each rule with advice, by index.

        The rank follows from `order`, or else from the kind of advice.
        """
        return {
            index: (_rank(rule.advise), index, rule.advise.due is not None)
            for index, rule in enumerate(self.rules)
            if rule.advise is not None
        }

    @cached_property
    def concluders(self) -> dict[str, tuple[int, ...]]:
        """The indexes of the rules that draw each conclusion, by the name of the conclusion."""
        found: dict[str, tuple[int, ...]] = {}
        for index, rule in enumerate(self.rules):
            for name in rule.conclude:
                found[name] = (*found.get(name, ()), index)
        return found

    @cached_property
    def replaced_by(self) -> dict[int, tuple[int, ...]]:
        """The indexes of the rules whose `instead_of` names a rule, by that rule's index."""
        found: dict[int, tuple[int, ...]] = {}
        for index, rule in enumerate(self.rules):
            for replaced in rule.instead_of:
                place = self.by_id[replaced]
                found[place] = (*found.get(place, ()), index)
        return found

    @cached_property
    def has_befores(self) -> bool:
        """True if any rule has `before`, so that its advice must be listed before other advice."""
        return any(rule.before for rule in self.rules)

    @cached_property
    def programs(self) -> dict[str, object]:
        """The programs of this pack by the name of their engine; `program_for` fills it."""
        return {}

    @cached_property
    def usages(self) -> dict[str, tuple[Rule, object]]:
        """What each rule uses, by its id; `usage_of` fills it."""
        return {}

    def now(self, kind: Former, name: str) -> str:
        """Return the present name for a former name of this kind; return other names unchanged."""
        return self.formerly.get(kind, {}).get(name, name)

    def event(self, name: str) -> OwnEvent | None:
        """Return the event that the pack declares under a name or former name, or None."""
        return self.events.get(self.now("events", name))

    def rule(self, rule_id: str) -> Rule:
        """Return the rule with this id, or former id. Raises PackError for an unknown id."""
        rule_id = self.now("rules", rule_id)
        if rule_id not in self.by_id:
            hint = nearest(rule_id, self.by_id) or LIST_RULES
            message = f"unknown rule '{printable(rule_id)}' in the pack {self.name}"
            raise PackError([Problem("", message, hint)])
        return self.rules[self.by_id[rule_id]]

    # `loading` imports this module, so the methods below import it when called.
    @classmethod
    def default(cls) -> RulePack:
        """Return the default pack, `in-practice`, which extends `after-the-interview`. Cached."""
        return cls.shipped(DEFAULT)

    @classmethod
    def shipped(cls, name: str) -> RulePack:
        """Return a bundled pack by name, such as `after-the-interview`. Cached.

        Raises PackError for an unknown name.
        """
        from interview_rules.packs.loading import bundled_pack  # noqa: PLC0415  # see above

        return bundled_pack(name)

    @classmethod
    def load(cls, *sources: str | Path | RulePack) -> RulePack:
        """Merge packs, given as paths or names, into one pack, each on top of the previous.

        A source is a path, or the name of a bundled pack or of a pack in an installed package, with
        or without required versions, such as `uni-careers >= 2`. A RulePack is accepted only as the
        sole source, and returned as it is. Raises PackError with the problems of all files, and if
        there is no source.
        """
        from interview_rules.packs.loading import load_packs  # noqa: PLC0415  # see above

        return load_packs(sources)

    @classmethod
    def from_text(cls, text: str, name: str = "pack.yaml", *, installed: bool = True) -> RulePack:
        """Return the pack in a YAML text, which can extend packs by name, but no files.

        With `installed=False`, it can extend only bundled packs, not those of installed packages.
        Errors show `name` as the file name. Raises PackError.
        """
        from interview_rules.packs.loading import pack_from_text  # noqa: PLC0415  # see above

        return pack_from_text(text, name, installed=installed)
