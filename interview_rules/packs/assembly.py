"""YAML to RulePack: everything is looked up and checked here, once.

All problems of all layers are reported together; what loads cannot fail later.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from interview_rules.errors import PackError, Problem, Suggestions, nearest, printable
from interview_rules.events.event import OWN_ACTS
from interview_rules.facts.vocabulary import FACTS, Fact
from interview_rules.language import nodes
from interview_rules.language.checker import Checker, Scope
from interview_rules.language.cycles import find_cycle, longest_chain
from interview_rules.language.parser import KEYWORDS, MOST_OF_A_UNIT, read_duration
from interview_rules.language.scope import PendingDefinition
from interview_rules.packs.layers import NAME, VALUE, Layers, RawRule
from interview_rules.packs.model import (
    ADVICE_KINDS,
    Advise,
    Complete,
    Definition,
    Draft,
    Parameter,
    Rule,
    RulePack,
    Source,
)
from interview_rules.packs.template_checker import Texts
from interview_rules.positions import NOWHERE, Position
from interview_rules.sources.yaml_tree import Passage

if TYPE_CHECKING:
    from interview_rules.language.nodes import Condition, Duration
    from interview_rules.sources.yaml_tree import YamlNode

__all__ = ["Assembly"]

_FACT_KEYS = ("type", "doc", "choices", "ordered", "spoken", "ask")
MOST_NUMBER = 1_000_000
MOST_IN_A_CHAIN = 50
"""How many rules deep conclusions and replacements may hang on each other."""


class Assembly:
    """The layers of a pack, looked up and checked: names, definitions, drafts, rules, loops."""

    def __init__(self, layers: Layers) -> None:
        self.layers = layers
        self.own_facts = {
            name: fact
            for name, node in layers.facts.items()
            if (fact := self._fact(name, node)) is not None
        }
        self.scope = Scope(facts={**FACTS, **self.own_facts})
        self.checker = Checker(self.scope)
        self.texts = Texts(layers, self.checker)
        self.sources: dict[str, Source] = {}
        self.recorded: dict[str, str] = {}

    def pack(self) -> RulePack:
        """The checked pack. Raises PackError with every problem of every layer."""
        layers = self.layers
        if not layers.order and not layers.name and not layers.problems:
            layers.note("unreadable-pack", NOWHERE, "no pack was given")
        parameters = self._parameters()
        self._names()
        definitions = self._definitions()
        drafts = {name: self._draft(name, node) for name, node in layers.drafts.items()}
        rules = [self._rule(raw) for raw in layers.rules.values()]
        known = {rule.id for rule in rules if rule is not None}
        checked = [rule for rule in rules if rule is not None]
        if len(known) == len(layers.rules):
            self._loops(checked)
        actions = [self._said(raw, "action") for raw in layers.rules.values()]
        gone = {self._said(raw, "action") for raw in layers.switched_off.values()} - {*actions}
        exclusive = [self._group(node, actions, gone) for node in layers.exclusive]
        stances = [a for node in layers.stances for a in self._actions(node, actions, gone)]
        complete = [self._complete(node) for node in layers.complete]
        problems = [*layers.problems, *self.checker.problems]
        if problems:
            raise PackError(sorted(dict.fromkeys(problems), key=_in_the_file))
        conclusions = {
            name: layers.text(layers.conclusions[name]) if name in layers.conclusions else ""
            for name in sorted(self.scope.conclusions)
        }
        names = tuple(dict.fromkeys(rule.pack for rule in checked)) or (layers.name,)
        return RulePack(
            name=layers.name,
            title=layers.title,
            layers=(*(n for n in names if n != layers.name), layers.name),
            rules=tuple(checked),
            parameters={p.name: p for p in parameters if p is not None},
            definitions={d.name: d for d in definitions if d is not None},
            conclusions=conclusions,
            facts=self.own_facts,
            drafts={d.name: d for d in drafts.values() if d is not None},
            exclusive=tuple(group for group in exclusive if len(group) > 1),
            stances=tuple(dict.fromkeys(stances)),
            complete=tuple(each for each in complete if each is not None),
        )

    # -- names ---------------------------------------------------------------------------------

    def _fact(self, name: str, node: YamlNode) -> Fact | None:
        layers = self.layers
        if name in FACTS:
            layers.note("name-taken", node.at, f"{name} is a fact already", "choose another name")
            return None
        keys = layers.mapping(node, f"fact {name}", _FACT_KEYS)
        for key in ("type", "doc"):
            if key not in keys:
                layers.note("missing-key", node.at, f"fact {name} has no {key}", f"add {key}: ...")
        if "type" not in keys:
            return None
        kind = layers.word(keys["type"])
        if kind not in {"moment", "flag", "choice", "count"}:
            known = ("moment", "flag", "choice", "count")
            layers.note(
                "unknown-value",
                keys["type"].at,
                f"no fact is a '{printable(kind)}'",
                nearest(kind, known),
                keys["type"].span(),
            )
            return None
        choices = tuple(layers.word(item) for item in layers.listing(keys.get("choices")))
        if kind == "choice" and len(set(choices)) < max(2, len(choices)):
            layers.note(
                "missing-key",
                node.at,
                f"{name} needs its choices",
                "add choices: [none, ...], each once",
            )
            return None
        for item in layers.listing(keys.get("choices")):
            layers.word(item, VALUE, "phone-screen")
        for key in ("choices", "ordered"):
            if key in keys and kind != "choice":
                layers.note(
                    "unknown-key", keys[key].at, f"only a choice has {key}", f"leave out {key}"
                )
        if "ordered" in keys and not isinstance(keys["ordered"].value(), bool):
            layers.note("wrong-form", keys["ordered"].at, "ordered is true or false")
        doc = layers.text(keys["doc"]) if "doc" in keys else ""
        spoken = layers.text(keys["spoken"]) if "spoken" in keys else "then"
        ordered = "ordered" in keys and keys["ordered"].value() is True
        ask = layers.text(keys["ask"]) if "ask" in keys else ""
        return Fact(name, kind, doc, f"facts: {{{name}: ...}}", "", spoken, choices, ordered, ask)  # type: ignore[arg-type]  # the kind was just looked up

    def _parameters(self) -> list[Parameter | None]:
        found: list[Parameter | None] = []
        for name, keys in self.layers.parameters.items():
            if "value" not in keys:
                continue
            value = self._value(keys["value"])
            if value is None:
                # Its name is known all the same: whoever uses it has made no mistake.
                self.scope.parameters[name] = nodes.Duration(1, "day")
                continue
            self.scope.parameters[name] = value
            doc = self.layers.text(keys["doc"]) if "doc" in keys else ""
            source = self._source(keys.get("source"))
            found.append(Parameter(name, value, doc, source, keys[""].at))
        for name, node in self.layers.changed:
            new, old = self._value(node), self.scope.parameters.get(name)
            if new is None or old is None:
                continue
            if isinstance(new, int) is not isinstance(old, int):
                kind = "a number" if isinstance(old, int) else "a length of time"
                self.layers.note(
                    "wrong-kind", node.at, f"{name} is {kind}", "write one, such as 3 days or 3"
                )
                continue
            self.scope.parameters[name] = new
            found = [replace(p, value=new) if p and p.name == name else p for p in found]
        return found

    def _value(self, node: YamlNode) -> Duration | int | None:
        text = self.layers.text(node, 60)
        if text.isascii() and text.isdigit() and int(text[:8]) <= MOST_NUMBER:
            return int(text)
        length = read_duration(text)
        if length is None:
            if node.text is not None:
                hint = "write 3 days, 5 business days, 2 weeks, 48 hours, or a number"
                self.layers.note(
                    "wrong-unit", node.at, f"'{printable(text)}' is no length of time", hint
                )
            return None
        amount, unit = length
        if amount > MOST_OF_A_UNIT[unit]:
            self.layers.note(
                "wrong-unit",
                node.at,
                f"{amount} {unit}s is too long",
                f"use at most {MOST_OF_A_UNIT[unit]} {unit}s",
            )
            return None
        return nodes.Duration(amount, unit, at=node.at)

    def _names(self) -> None:
        """Conclusions, definitions and parameters share one set of names with the facts."""
        layers, scope = self.layers, self.scope
        taken: dict[str, str] = dict.fromkeys(KEYWORDS, "a word of the language")
        for name in self.own_facts.keys() & taken.keys():
            self._take(name, "a fact", layers.facts[name], taken)
        taken |= dict.fromkeys(scope.facts, "a fact")
        for name, keys in layers.parameters.items():
            self._take(name, "a parameter", keys[""], taken)
        for name, node in layers.definitions.items():
            self._take(name, "a definition", node, taken)
        for raw in layers.rules.values():
            for item in layers.listing(raw.keys.get("conclude")):
                name = layers.word(item)
                if name in scope.conclusions or not name:
                    continue
                if not NAME.fullmatch(name):
                    hint = "write it like assumed_filled"
                    layers.note("bad-name", item.at, f"'{printable(name)}' is no proper name", hint)
                elif self._take(name, "a conclusion", item, taken):
                    scope.conclusions.add(name)
        for raw in layers.switched_off.values():
            # What only a rule that is switched off concluded is still known, and never holds.
            for item in layers.listing(raw.keys.get("conclude")):
                scope.conclusions.add(layers.word(item))
        for name, node in layers.conclusions.items():
            if name not in scope.conclusions:
                near = nearest(name, scope.conclusions)
                layers.note("unknown-name", node.at, f"no rule concludes {name}", near)

    def _take(self, name: str, what: str, node: YamlNode, taken: dict[str, str]) -> bool:
        if name in taken:
            message = f"{name} cannot be {what}: it is {taken[name]}"
            self.layers.note("name-taken", node.at, message, "choose another name")
            return False
        taken[name] = what
        return True

    def _definitions(self) -> list[Definition | None]:
        layers = self.layers
        docs: dict[str, str] = {}
        for name, node in layers.definitions.items():
            keys = layers.mapping(node, f"definition {name}", ("moment", "condition", "doc"))
            docs[name] = layers.text(keys["doc"]) if "doc" in keys else ""
            if "doc" not in keys:
                layers.note("missing-key", node.at, f"definition {name} has no doc", "add doc: ...")
            given = [key for key in ("moment", "condition") if key in keys]
            if len(given) != 1:
                layers.note(
                    "missing-key",
                    node.at,
                    f"definition {name} is a moment: or a condition:, one of them",
                )
                continue
            body = keys[given[0]]
            text, locate = self._joined(body)
            self.scope.definitions[name] = PendingDefinition(given[0], text, locate)
        found: list[Definition | None] = []
        for name, opened in self.scope.definitions.items():
            checked = self.checker.definition(name)
            if checked is not None:
                at = layers.definitions[name].at
                found.append(Definition(name, checked, opened.text, docs[name], at))
        return found

    def _joined(self, node: YamlNode) -> tuple[str, Passage]:
        text = self.layers.text(node)
        return text, Passage(node, (node.text or "").find(text) if text else 0)

    # -- rules ---------------------------------------------------------------------------------

    def _source(self, node: YamlNode | None) -> Source:
        layers = self.layers
        if node is None:
            return Source()
        if node.text is not None:
            return Source(rests_on=layers.text(node))
        keys = layers.mapping(node, "source", ("section", "rests_on"))
        if len(keys) != 1:
            layers.note("wrong-form", node.at, "a source is one section: or one rests_on:")
        return Source(**{key: layers.text(value) for key, value in keys.items()})

    def _condition(self, node: YamlNode) -> tuple[Condition | None, tuple[str, ...]]:
        items = self.layers.listing(node)
        texts = [self._joined(item) for item in items]
        checked = [self.checker.condition(text, locate) for text, locate in texts]
        words = tuple(" ".join(text.split()) for text, _ in texts)
        if not checked or any(condition is None for condition in checked):
            if not items:
                self.layers.note(
                    "missing-key", node.at, "this rule never says when", "write when: ..."
                )
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
        source = self._source(keys["source"])
        conclude = tuple(layers.word(item) for item in layers.listing(keys.get("conclude")))
        advise = self._advise(raw) if raw.advises else None
        instead_of = self._rule_ids(keys.get("instead_of"), raw)
        ahead = self._rule_ids(keys.get("before"), raw)
        if (instead_of or ahead) and not raw.advises:
            layers.note(
                "no-advice", raw.at, f"{raw.id} gives no advice, so it replaces and precedes none"
            )
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
        )

    def _rule_ids(self, node: YamlNode | None, raw: RawRule) -> tuple[str, ...]:
        layers = self.layers
        found = []
        for item in layers.listing(node):
            rule_id = layers.word(item)
            if rule_id in layers.switched_off or not rule_id:
                continue
            if rule_id not in layers.rules:
                message = f"there is no rule '{printable(rule_id)}'"
                layers.note(
                    "unknown-rule",
                    item.at,
                    message,
                    nearest(rule_id, layers.rules),
                    item.span(),
                )
            elif not layers.rules[rule_id].advises:
                layers.note(
                    "no-advice", item.at, f"{rule_id} gives no advice that could be replaced"
                )
            elif rule_id == raw.id:
                layers.note("loop", item.at, f"{rule_id} names itself here", "leave it out")
            else:
                found.append(rule_id)
        return tuple(dict.fromkeys(found))

    def _advise(self, raw: RawRule) -> Advise | None:
        layers, keys = self.layers, raw.keys
        if not {"action", "kind", "title", "text"} <= keys.keys():
            return None
        kind = layers.word(keys["kind"])
        if kind not in ADVICE_KINDS:
            hint = nearest(kind, ADVICE_KINDS)
            layers.note(
                "unknown-value",
                keys["kind"].at,
                f"no advice is of the kind '{printable(kind)}'",
                hint,
                keys["kind"].span(),
            )
        due = None
        if "due" in keys and keys["due"].text != "":
            text, locate = self._joined(keys["due"])
            due = self.checker.moment(text, locate)
        draft = ""
        if "draft" in keys and keys["draft"].text != "":
            draft = layers.word(keys["draft"])
            if draft not in layers.drafts:
                hint = nearest(draft, layers.drafts)
                layers.note(
                    "unknown-name",
                    keys["draft"].at,
                    f"there is no draft '{printable(draft)}'",
                    hint,
                    keys["draft"].span(),
                )
        again = self._again(keys["again_after"]) if "again_after" in keys else None
        return Advise(
            action=layers.identifier(keys["action"]),
            kind=kind,  # type: ignore[arg-type]  # just looked up
            title=self.texts.template(keys["title"]),
            text=self.texts.template(keys["text"]),
            due=due,
            draft=draft,
            recorded_as=self._recorded_as(raw, kind, again) if "recorded_as" in keys else "",
            again_after=again,
        )

    def _recorded_as(self, raw: RawRule, kind: str, again: Duration | None) -> str:
        """The event that records that an advice was followed; none if the text is empty."""
        node = raw.keys["recorded_as"]
        name = "" if node.text == "" else self.layers.word(node)
        if name and name not in OWN_ACTS:
            hint = nearest(name, OWN_ACTS) or Suggestions(name, known=OWN_ACTS)
            message = f"no doing of the candidate is recorded as '{printable(name)}'"
            self.layers.note("unknown-value", node.at, message, hint, node.span())
            return ""
        if name and kind != "do":
            message = "only what is to be done can be recorded as done"
            self.layers.note(
                "at-odds", node.at, message, "write kind: do, or leave out recorded_as"
            )
        if name and again is not None:
            message = "what is recorded as an event does not come back by itself"
            self.layers.note("at-odds", node.at, message, "leave out recorded_as or again_after")
        action = self._said(raw, "action")
        other = self.recorded.setdefault(action, name) if name else name
        if other != name:
            message = f"what {action} asks for is recorded as {other} by another rule"
            self.layers.note(
                "at-odds", node.at, message, f"write {other}, or choose another action"
            )
        return name

    def _again(self, node: YamlNode) -> Duration | None:
        """A length of time, written out or as a parameter."""
        if node.text == "":
            return None
        name = self.layers.text(node, 60)
        value = self.scope.parameters.get(name)
        if value is None:
            value = self._value(node)
        else:
            self.scope.used.add(name)
        if isinstance(value, nodes.Duration) and name in self.scope.parameters:
            value = replace(value, parameter=name)
        if isinstance(value, int) or (value is not None and not value.amount):
            said = value if isinstance(value, int) else self.layers.text(node, 60)
            self.layers.note(
                "wrong-unit", node.at, f"{said} is no length of time", "write 2 weeks or the like"
            )
            return None
        return value

    def _draft(self, name: str, node: YamlNode) -> Draft | None:
        keys = self.layers.mapping(node, f"draft {name}", ("subject", "body"))
        if len(keys) != 2:
            self.layers.note("missing-key", node.at, f"draft {name} needs a subject: and a body:")
            return None
        return Draft(
            name,
            self.texts.template(keys["subject"]),
            self.texts.template(keys["body"], keep_lines=True),
        )

    @staticmethod
    def _said(raw: RawRule, key: str) -> str:
        return raw.keys[key].text or "" if key in raw.keys else ""

    def _actions(self, node: YamlNode, actions: list[str], gone: set[str]) -> tuple[str, ...]:
        """The actions named in a list, but for those whose every rule is switched off."""
        found = []
        for item in self.layers.listing(node):
            action = self.layers.word(item)
            if action and action not in actions and action not in gone:
                hint = nearest(action, dict.fromkeys(filter(None, actions)))
                message = f"no rule advises '{printable(action)}'"
                self.layers.note("unknown-action", item.at, message, hint, item.span())
            elif action not in gone:
                found.append(action)
        return tuple(found)

    def _group(self, node: YamlNode, actions: list[str], gone: set[str]) -> tuple[str, ...]:
        """Actions that exclude each other; one alone would promise nothing."""
        named = self.layers.listing(node)
        if len({item.text for item in named}) < 2:
            message = "a group of actions that exclude each other has at least two"
            self.layers.note("wrong-form", node.at, message, "write - [wait, follow-up]")
        return self._actions(node, actions, gone)

    # -- loops ---------------------------------------------------------------------------------

    def _loops(self, rules: list[Rule]) -> None:
        needs: dict[str, set[str]] = {}
        where: dict[str, RawRule] = {}
        for rule in rules:
            for name in rule.conclude:
                needs.setdefault(name, set()).update(nodes.conclusions_in(rule.when))
                where.setdefault(name, self.layers.rules[rule.id])
        self._loop(needs, where, "these conclusions need")
        beats = {rule.id: set(rule.instead_of) for rule in rules}
        self._loop(beats, self.layers.rules, "these rules stand instead of")
        ahead = {rule.id: set(rule.before) for rule in rules}
        self._loop(ahead, self.layers.rules, "these rules come before")

    def _loop(self, edges: dict[str, set[str]], raws: dict[str, RawRule], doing: str) -> None:
        """Note a circle of edges, or a chain that is too long; `doing` is what each edge says."""
        loop = find_cycle(edges)
        deepest, first = (0, "") if loop else longest_chain(edges)
        if deepest > MOST_IN_A_CHAIN:
            message = f"{doing} over {deepest} steps, from {first} on"
            at = raws[first].at if first in raws else NOWHERE
            self.layers.note("loop", at, message, f"at most {MOST_IN_A_CHAIN} are taken")
        if loop:
            at = raws[loop[0]].at if loop[0] in raws else NOWHERE
            message = f"{doing} each other: {' -> '.join(loop)}"
            self.layers.note("loop", at, message, "break the circle at one of them")


def _in_the_file(problem: Problem) -> Position:
    return problem.place if isinstance(problem.place, Position) else Position(problem.where)
