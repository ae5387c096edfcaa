"""Assembly of a RulePack from its layers, with every name and text checked.

The problems of all layers are reported together.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from interview_rules.errors import LIST_RULES, PackError, Problem, Suggestions, nearest, printable
from interview_rules.language import nodes
from interview_rules.language.cycles import find_cycle, longest_chain
from interview_rules.packs import bundled
from interview_rules.packs.clashes import note_clashes
from interview_rules.packs.declarations import Declarations, passage_of
from interview_rules.packs.draft_checker import DraftChecker
from interview_rules.packs.keys import DRAFT_KEYS, OVERRIDE_KEYS
from interview_rules.packs.model import ADVICE_KINDS, ORDERS, Advise, Complete, Rule, RulePack
from interview_rules.packs.origins import Change
from interview_rules.packs.template_checker import TemplateChecker
from interview_rules.packs.templates import NAMES
from interview_rules.positions import NOWHERE, Position

if TYPE_CHECKING:
    from collections.abc import Collection

    from interview_rules.language.nodes import Condition, Duration
    from interview_rules.packs.formerly import Kind as Former
    from interview_rules.packs.layers import Layers
    from interview_rules.packs.model import Order
    from interview_rules.packs.origins import Source
    from interview_rules.packs.raw_rule import RawRule
    from interview_rules.sources.yaml_tree import YamlNode

__all__ = ["Assembly"]

MOST_IN_A_CHAIN = 50
"""Maximum number of steps in a chain of references between conclusions or between rules."""


class Assembly:
    """Builds a RulePack from layers, checking rules and groups against the declarations."""

    def __init__(self, layers: Layers) -> None:
        self.layers = layers
        self.declarations = Declarations(layers)
        self.scope = self.declarations.scope
        self.checker = self.declarations.checker
        self.templates = TemplateChecker(layers, self.checker)
        self.drafts: DraftChecker
        self.recorded: dict[str, str] = {}
        """The event or the fact that records an action as done, by action."""

    def pack(self) -> RulePack:
        """Return the checked pack. Raises PackError with the problems of all layers.

        Cycles of rules and conclusions are looked for only if every rule is valid by itself.
        """
        layers = self.layers
        if not layers.order and not layers.name and not layers.problems:
            hint = "pass a path or the name of a pack"
            layers.note("unreadable-pack", NOWHERE, "no pack given", hint)
        parameters = self.declarations.parameters()
        self.declarations.declare_names()
        definitions = self.declarations.definitions()
        self.drafts = DraftChecker(layers, self.templates)
        rules = [rule for raw in layers.rules.values() if (rule := self._rule(raw)) is not None]
        if len(rules) == len(layers.rules):
            self._check_cycles(rules)
        actions = [raw.action for raw in layers.rules.values()]
        disabled = {raw.action for raw in layers.switched_off.values()} - {*actions}
        exclusive = [self._exclusive_group(node, actions, disabled) for node in layers.exclusive]
        stances = [a for node in layers.stances for a in self._actions(node, actions, disabled)]
        complete = [self._complete(node) for node in layers.complete]
        known: dict[Former, Collection[str]] = {
            "rules": layers.rules,
            "actions": {*filter(None, actions)},
            "parameters": layers.parameters,
            "facts": layers.facts,
            "events": layers.events,
        }
        off: dict[Former, Collection[str]] = {"rules": layers.switched_off, "actions": disabled}
        # Conditions and texts have one namespace, so a former fact or parameter can clash with any
        # name in it.
        words = {*self.scope.names(), *NAMES}
        taken = {**known, "parameters": words, "facts": words}
        layers.formerly.check(layers, known, taken, off)
        layers.note_unknown_members()
        note_clashes(layers)
        problems = [*layers.problems, *self.checker.problems]
        if problems:
            raise PackError(sorted(dict.fromkeys(problems), key=_file_position))
        conclusions = {
            name: layers.text(layers.conclusions[name]) if name in layers.conclusions else ""
            for name in sorted(self.scope.conclusions)
        }
        names = tuple(dict.fromkeys(rule.pack for rule in rules)) or (layers.name,)
        return RulePack(
            name=layers.name,
            title=layers.title,
            layers=(*(n for n in names if n != layers.name), layers.name),
            rules=tuple(rules),
            parameters={p.name: p for p in parameters},
            definitions={d.name: d for d in definitions},
            conclusions=conclusions,
            facts=self.declarations.all_facts(),
            events=self.declarations.events,
            written=self.declarations.written(),
            drafts=self.drafts.found,
            exclusive=tuple(group for group in exclusive if len(group) > 1),
            exclusive_at=tuple(
                node.at
                for node, group in zip(layers.exclusive, exclusive, strict=True)
                if len(group) > 1
            ),
            stances=tuple(dict.fromkeys(stances)),
            complete=tuple(each for each in complete if each is not None),
            formerly={kind: names for kind, names in layers.formerly.names.items() if names},
            packages={file: package for file, package in layers.shipped.items() if package},
            switched_off={
                raw.id: raw.action
                for raw in layers.switched_off.values()
                if raw.id not in layers.rules
            },
            groups={
                name: tuple(layers.word(member) for member in members)
                for name, members in layers.groups.items()
            },
        )

    # -- rules ---------------------------------------------------------------------------------

    def _condition(self, node: YamlNode) -> tuple[Condition | None, tuple[str, ...]]:
        before = len(self.layers.problems)
        items = self.layers.listing(node)
        texts = [passage for item in items if (passage := passage_of(self.layers, item))]
        checked = [self.checker.condition(text, locate) for text, locate in texts]
        words = tuple(" ".join(text.split()) for text, _ in texts)
        if not checked or any(condition is None for condition in checked):
            if not items and before == len(self.layers.problems):
                hint = "write, for example, 'no reply since interview'"
                self.layers.note("missing-key", node.at, "the condition is empty", hint)
            return None, words
        sound = [condition for condition in checked if condition is not None]
        return (sound[0] if len(sound) == 1 else nodes.All(tuple(sound), at=node.at)), words

    def _complete(self, node: YamlNode) -> Complete | None:
        condition, words = self._condition(node)
        return None if condition is None else Complete(condition, " and ".join(words), node.at)

    def _rule(self, raw: RawRule) -> Rule | None:
        layers, keys = self.layers, raw.keys
        before = len(layers.problems) + len(self.checker.problems)
        if "when" not in keys or "source" not in keys:
            return None
        condition, words = self._condition(keys["when"])
        changed = self._changed(raw)
        source = self._source(keys["source"], changed)
        conclude = tuple(layers.word(item) for item in layers.listing(keys.get("conclude")))
        advise = self._advise(raw) if raw.advises else None
        instead_of = self._rule_ids(keys.get("instead_of"), raw)
        ahead = self._rule_ids(keys.get("before"), raw)
        if (instead_of or ahead) and not raw.advises:
            has = " and ".join(key for key in ("instead_of", "before") if key in keys)
            message = f"rule {raw.id} gives no advice, but has {has}"
            layers.note("no-advice", raw.at, message, f"add advise:, or remove {has}")
        if condition is None or before != len(layers.problems) + len(self.checker.problems):
            return None
        return Rule(
            id=raw.id,
            when=condition,
            words=words,
            source=source,
            pack=raw.pack,
            at=raw.at,
            conclude=conclude,
            advise=advise,
            instead_of=instead_of,
            before=ahead,
            changed=changed,
        )

    def _source(self, node: YamlNode, changed: tuple[Change, ...]) -> Source:
        """Return the source in a node, with the pack (if any) whose words replace the rule's.

        Bundled packs all have the same author and source, so their changes are not mentioned, and
        neither are those of a pack that gives this source.
        """
        source = self.declarations.source(node)
        for change in changed:
            replaces = change.key in {"title", "text"} and change.at.file != node.at.file
            if replaces and change.at.file not in bundled.names():
                source = replace(source, words_of=change.pack)
        return source

    def _changed(self, raw: RawRule) -> tuple[Change, ...]:
        """Return the keys of a rule that packs above have replaced, each with the last change."""
        layers = self.layers
        last = {}
        for key in OVERRIDE_KEYS:
            nodes = layers.changes.get(("override", raw.id, key), ())
            if key == "draft":
                drafts = (("override", raw.id, key, part) for part in DRAFT_KEYS)
                nodes = [*nodes, *(n for each in drafts for n in layers.changes.get(each, ()))]
            if nodes:
                last[key] = nodes[-1].at
        return tuple(Change(key, layers.packs.get(at.file, ""), at) for key, at in last.items())

    def _rule_ids(self, node: YamlNode | None, raw: RawRule) -> tuple[str, ...]:
        layers = self.layers
        found = []
        words = [
            (item, word, word != named)
            for item in layers.listing(node)
            for named in [layers.word(item)]
            for word in layers.named(named, item)
        ]
        for item, word, in_group in words:
            rule_id = layers.formerly.now("rules", word)
            action = layers.action_named(word) if word else ""
            if action:
                found += [each.id for each in layers.rules_of(action) if each.id != raw.id]
            elif (
                (rule_id in layers.switched_off and rule_id not in layers.rules)
                or not rule_id
                or (in_group and (rule_id == raw.id or rule_id not in layers.rules))
            ):
                continue
            elif rule_id not in layers.rules:
                message, near = layers.unknown_rule(word)
                layers.note("unknown-rule", item.at, message, near, item.span())
            elif not layers.rules[rule_id].advises:
                hint = "name a rule that has advise:"
                message = f"rule {rule_id} gives no advice to replace or precede"
                layers.note("no-advice", item.at, message, hint)
            elif rule_id == raw.id:
                layers.note(
                    "loop", item.at, f"rule {rule_id} refers to itself", "remove this entry"
                )
            else:
                found.append(rule_id)
        return tuple(dict.fromkeys(found))

    def _advise(self, raw: RawRule) -> Advise | None:
        layers, keys = self.layers, raw.keys
        if not {"action", "kind", "title", "text"} <= keys.keys():
            return None
        kind = self._one_of(keys["kind"], ADVICE_KINDS, "kind of advice")
        due = None
        if "due" in keys and keys["due"].text != "":
            passage = passage_of(layers, keys["due"])
            due = self.checker.moment(*passage) if passage is not None else None
        again = self._again_after(keys["again_after"]) if "again_after" in keys else None
        return Advise(
            action=layers.identifier(keys["action"]),
            kind=kind,  # type: ignore[arg-type]  # checked against ADVICE_KINDS
            title=self.templates.template(keys["title"]),
            text=self.templates.template(keys["text"]),
            due=due,
            draft=self.drafts.name_for(raw),
            recorded_as=self._recorded_as(raw, kind, again) if "recorded_as" in keys else "",
            again_after=again,
            order=self._order(keys["order"]) if "order" in keys else None,
        )

    def _one_of(self, node: YamlNode, known: tuple[str, ...], what: str) -> str:
        """Return the word in a node; note a problem unless it is one of `known`."""
        word = self.layers.text(node, 200)
        if word not in known and node.text is not None:
            message = f"unknown {what} '{printable(word)}'"
            near = nearest(word, known) or Suggestions(word, known=known)
            self.layers.note("unknown-value", node.at, message, near, node.span())
        return word

    def _order(self, node: YamlNode) -> Order | None:
        if node.text == "":
            return None
        return self._one_of(node, ORDERS, "order")  # type: ignore[return-value]  # checked

    def _recorded_as(self, raw: RawRule, kind: str, again: Duration | None) -> str:
        """Return the event or the fact that records the advice as followed; empty for none."""
        node = raw.keys["recorded_as"]
        word = "" if node.text == "" else self.layers.word(node)
        name = self.layers.formerly.now("events", self.scope.now(word))
        acts = self.declarations.acts()
        if name and name not in acts:
            near = nearest(name, acts) or Suggestions(name, known=acts)
            message = (
                "recorded_as must name an act of the candidate, an event by you, or a moment of the"
                f" pack, not '{printable(name)}'"
            )
            self.layers.note("unknown-value", node.at, message, near, node.span())
            return ""
        if name and kind in ADVICE_KINDS and kind != "do":
            hint = "write kind: do, or remove recorded_as"
            self.layers.note("at-odds", node.at, "recorded_as requires kind: do", hint)
        if name and again is not None:
            message = "recorded_as and again_after cannot be combined"
            self.layers.note("at-odds", node.at, message, "remove recorded_as or again_after")
        action = raw.action
        other = self.recorded.setdefault(action, name) if name else name
        if other != name:
            message = f"another rule records {action} as {other}"
            hint = f"write recorded_as: {other}, or choose another action"
            self.layers.note("at-odds", node.at, message, hint)
        return name

    def _again_after(self, node: YamlNode) -> Duration | None:
        """Return the length of time in a node, or the value of the parameter that it names.

        Return None if the node is empty, or after noting a problem.
        """
        if node.text == "":
            return None
        name = self.scope.now(self.layers.text(node, 60))
        value = self.scope.parameters.get(name)
        if value is None:
            value = self.declarations.value(node, allow_number=False)
        else:
            self.scope.used.add(name)
        hint = "write, for example, 2 weeks"
        if isinstance(value, int):
            message = f"{name} is a number, not a duration"
            self.layers.note("wrong-unit", node.at, message, hint)
            return None
        if value is not None and not value.amount:
            message = "again_after must be longer than 0"
            self.layers.note("wrong-unit", node.at, message, hint)
            return None
        if value is not None and name in self.scope.parameters:
            return replace(value, parameter=name)
        return value

    # -- groups ------------------------------------------------------------------------------

    def _actions(self, node: YamlNode, actions: list[str], disabled: set[str]) -> tuple[str, ...]:
        """Return the actions in a list, without those whose rules are all switched off.

        Actions that no rule advises are noted as problems.
        """
        found = []
        for item in self.layers.listing(node):
            action = self.layers.formerly.now("actions", self.layers.word(item))
            if action and action not in actions and action not in disabled:
                known = dict.fromkeys(filter(None, actions))
                hint = nearest(action, known) or LIST_RULES
                message = f"no rule advises '{printable(action)}'"
                self.layers.note("unknown-action", item.at, message, hint, item.span())
            elif action not in disabled:
                found.append(action)
        return tuple(found)

    def _exclusive_group(
        self, node: YamlNode, actions: list[str], disabled: set[str]
    ) -> tuple[str, ...]:
        before = len(self.layers.problems)
        named = self.layers.listing(node)
        if before == len(self.layers.problems) and len({item.text for item in named}) < 2:
            message = "a group of exclusive actions needs at least two different actions"
            hint = "write, for example, - [wait, follow-up]"
            self.layers.note("wrong-form", node.at, message, hint)
        return self._actions(node, actions, disabled)

    # -- cycles --------------------------------------------------------------------------------

    def _check_cycles(self, rules: list[Rule]) -> None:
        """Note cycles, and chains that are too long, of conclusions, `instead_of` and `before`."""
        needs: dict[str, set[str]] = {}
        concluders: dict[str, RawRule] = {}
        for rule in rules:
            for name in rule.conclude:
                needs.setdefault(name, set()).update(nodes.conclusions_in(rule.when))
                concluders.setdefault(name, self.layers.rules[rule.id])
        self._check_chain(needs, concluders, "dependencies between conclusions")
        replaced = {rule.id: set(rule.instead_of) for rule in rules}
        self._check_chain(replaced, self.layers.rules, "instead_of keys of rules")
        later = {rule.id: set(rule.before) for rule in rules}
        self._check_chain(later, self.layers.rules, "before keys of rules")

    def _check_chain(
        self, edges: dict[str, set[str]], raws: dict[str, RawRule], message: str
    ) -> None:
        """Note a cycle or a chain that is too long; `message` says what links its names."""
        cycle = find_cycle(edges)
        if cycle:
            at = raws[cycle[0]].at if cycle[0] in raws else NOWHERE
            hint = "remove a reference from this cycle"
            self.layers.note("loop", at, f"{message} form a cycle: {' -> '.join(cycle)}", hint)
            return
        steps, first = longest_chain(edges)
        if steps > MOST_IN_A_CHAIN:
            at = raws[first].at if first in raws else NOWHERE
            message = f"{message} form a chain of {steps} steps, starting at {first}"
            self.layers.note("loop", at, message, f"use at most {MOST_IN_A_CHAIN} steps")


def _file_position(problem: Problem) -> Position:
    return problem.place if isinstance(problem.place, Position) else Position(problem.where)
