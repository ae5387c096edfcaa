"""Declarations of a pack: facts, events, parameters, definitions and conclusions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from interview_rules.errors import nearest, printable
from interview_rules.events.event_names import OWN_ACTS
from interview_rules.facts.place import PLACE_FACTS
from interview_rules.facts.vocabulary import FACTS, Fact
from interview_rules.language.checker import Checker
from interview_rules.language.nodes import Duration
from interview_rules.language.parser import KEYWORDS, MOST_OF_A_UNIT, read_duration
from interview_rules.language.printer import say_duration
from interview_rules.language.scope import PendingDefinition, Scope
from interview_rules.packs.event_declarations import own_events
from interview_rules.packs.layers import NAME, VALUE
from interview_rules.packs.model import Definition
from interview_rules.packs.origins import Change, Source
from interview_rules.packs.parameter import Parameter
from interview_rules.packs.templates import NAMES
from interview_rules.sources.yaml_tree import Passage

if TYPE_CHECKING:
    from interview_rules.packs.layers import Layers
    from interview_rules.sources.yaml_tree import YamlNode

__all__ = ["Declarations", "passage_of"]

_FACT_KEYS = ("type", "doc", "choices", "ordered", "spoken", "ask")
_FACT_TYPES = ("moment", "flag", "choice", "count", "text")
MOST_NUMBER = 1_000_000
"""Maximum value of a numeric parameter."""


class Declarations:
    """The facts, events, parameters, definitions and conclusions that all layers declare.

    The constructor checks the facts and events only. Call `parameters`, `declare_names` and
    `definitions` in this order: each needs the names that the previous ones added to the scope.
    """

    def __init__(self, layers: Layers) -> None:
        self.layers = layers
        self.facts = {
            name: fact
            for name, node in layers.facts.items()
            if (fact := self._fact(name, node)) is not None
        }
        formerly = layers.formerly.names
        self.events = own_events(layers, self.facts)
        renamed = {**formerly.get("parameters", {}), **formerly.get("facts", {})}
        self.scope = Scope(facts={**FACTS, **PLACE_FACTS, **self.facts}, renamed=renamed)
        self.checker = Checker(self.scope)

    # -- facts ---------------------------------------------------------------------------------

    def _fact(self, name: str, node: YamlNode) -> Fact | None:
        layers = self.layers
        if name in FACTS or name in NAMES:
            what = "a built-in fact" if name in FACTS else "a name that texts can use"
            layers.note("name-taken", node.at, f"{name} is {what}", "choose another name")
            return None
        keys = layers.mapping(node, f"fact {name}", _FACT_KEYS)
        layers.require(node, f"fact {name}", keys, ("type", "doc"))
        if "type" not in keys:
            return None
        kind = layers.text(keys["type"], 200)
        if kind not in _FACT_TYPES and keys["type"].text is None:
            return None
        if kind not in _FACT_TYPES:
            message = f"unknown fact type '{printable(kind)}'"
            hint, span = nearest(kind, _FACT_TYPES), keys["type"].span()
            layers.note("unknown-value", keys["type"].at, message, hint, span)
            return None
        before = len(layers.problems)
        choices = tuple(layers.word(item) for item in layers.listing(keys.get("choices")))
        if before != len(layers.problems):
            return None
        if kind == "choice" and len(set(choices)) < max(2, len(choices)):
            message = f"the choice {name} needs at least two values, all of them different"
            layers.note(
                "missing-key", node.at, message, "write, for example, choices: [none, some, all]"
            )
            return None
        self._check_choice_keys(kind, keys)
        doc = layers.text(keys["doc"]) if "doc" in keys else ""
        is_text = kind == "text"
        unknown = f"[{name.replace('_', ' ')}]" if is_text else "then"
        spoken = layers.text(keys["spoken"]) if "spoken" in keys else unknown
        ordered = "ordered" in keys and keys["ordered"].value() is True
        ask = layers.text(keys["ask"]) if "ask" in keys else ""
        return Fact(
            name,
            "flag" if is_text else kind,  # type: ignore[arg-type]  # checked against _FACT_TYPES
            doc,
            f"facts: {{{name}: ...}}",
            "",
            spoken,
            choices,
            ordered,
            ask,
            is_text,
        )

    def _check_choice_keys(self, kind: str, keys: dict[str, YamlNode]) -> None:
        layers = self.layers
        for item in layers.listing(keys.get("choices")):
            layers.word(item, VALUE, "phone-screen")
        for key in ("choices", "ordered"):
            if key in keys and kind != "choice":
                message = f"'{key}' applies only to facts of type choice"
                layers.note(
                    "unknown-key", keys[key].at, message, f"remove {key}, or write type: choice"
                )
        if kind == "text" and "ask" in keys:
            message = "'ask' has no effect on a fact of type text, which nobody is asked for"
            layers.note("unknown-key", keys["ask"].at, message, "remove ask")
        if kind == "choice" and "ordered" in keys and not isinstance(keys["ordered"].value(), bool):
            message, hint = "ordered must be true or false", "write ordered: true, or remove it"
            layers.note("wrong-form", keys["ordered"].at, message, hint)

    def all_facts(self) -> dict[str, Fact]:
        """Return the declared facts, and those about the place that conditions or texts use."""
        tested = (PLACE_FACTS.keys() & self.scope.used) - self.facts.keys()
        return {**self.facts, **{name: self.scope.facts[name] for name in sorted(tested)}}

    def acts(self) -> tuple[str, ...]:
        """Return the names that `recorded_as` allows.

        They are the pack's events by `you`, its moments, and the built-in acts of the candidate.
        """
        moments = (name for name, fact in self.facts.items() if fact.type == "moment")
        events = (name for name, event in self.events.items() if event.by == "you")
        return (*events, *moments, *OWN_ACTS)

    def written(self) -> dict[str, tuple[Change, ...]]:
        """Return who wrote the words of facts and events that are shown to people, by name.

        Names of events have a dot, so no fact and no event have the same name.
        """
        own = [
            *((name, ("spoken", "ask"), self.layers.facts[name]) for name in self.facts),
            *((name, ("doc", "ask"), self.layers.events[name]) for name in self.events),
        ]
        return {
            name: tuple(
                Change(key, self.layers.packs.get(at.file, ""), at)
                for key in keys
                if (at := node.key_at.get(key)) is not None
            )
            for name, keys, node in own
        }

    # -- parameters ----------------------------------------------------------------------------

    def parameters(self) -> list[Parameter]:
        """Check the parameters and the values under `set`, and add them to the scope.

        Return the valid parameters, with their final values.
        """
        found: dict[str, Parameter] = {}
        for name, keys in self.layers.parameters.items():
            if "value" not in keys:
                continue
            value = self.value(keys["value"])
            if value is None:
                # Keep the name known, so that conditions that use it do not cause more problems.
                self.scope.parameters[name] = Duration(1, "day")
                self.scope.invalid.add(name)
                continue
            self.scope.parameters[name] = value
            doc = self.layers.text(keys["doc"]) if "doc" in keys else ""
            source = self.source(keys.get("source"))
            at = keys[""].at
            pack = self.layers.packs.get(at.file, "")
            found[name] = Parameter(name, value, doc, source, at, pack, value)
        for name, node in self.layers.changed:
            new, old = self.value(node), self.scope.parameters.get(name)
            if new is None or old is None:
                continue
            if isinstance(new, int) is not isinstance(old, int):
                if isinstance(new, int) and not isinstance(old, int):
                    message = f"{name} must be a duration, not a number"
                    hint = f"write {say_duration(Duration(new, old.unit))}"
                else:
                    message = f"{name} must be a number, not a duration"
                    hint = "write a number such as 3"
                self.layers.note("wrong-kind", node.at, message, hint)
                continue
            self.scope.parameters[name] = new
            if name in found:
                by = Change("set", self.layers.packs.get(node.at.file, ""), node.at)
                found[name] = replace(found[name], value=new, changed=by)
        return list(found.values())

    def value(self, node: YamlNode, *, allow_number: bool = True) -> Duration | int | None:
        """Return the length of time or number in a node, or None after noting a problem."""
        before = len(self.layers.problems)
        text = self.layers.text(node, 60)
        if before != len(self.layers.problems):
            return None
        if allow_number and text.isascii() and text.isdigit() and int(text) <= MOST_NUMBER:
            return int(text)
        length = read_duration(text)
        if length is None:
            number = " or number" if allow_number else ""
            message = f"'{printable(text)}' is not a valid duration{number}"
            hint = "write one such as 3 days, 5 business days, 2 weeks or 48 hours"
            if number:
                hint += f"; or a number from 0 to {MOST_NUMBER}, to compare with a count"
            self.layers.note("wrong-unit", node.at, message, hint)
            return None
        amount, unit = length
        if amount > MOST_OF_A_UNIT[unit]:
            message = f"{amount} {unit}s is too long"
            hint = f"use at most {MOST_OF_A_UNIT[unit]} {unit}s"
            self.layers.note("wrong-unit", node.at, message, hint)
            return None
        return Duration(amount, unit, at=node.at)

    def source(self, node: YamlNode | None) -> Source:
        """Return the source in a node, or an empty source if there is no node. Notes problems."""
        layers = self.layers
        if node is None:
            return Source()
        if node.text is not None:
            return Source(rests_on=layers.text(node))
        keys = layers.mapping(node, "source", ("section", "rests_on"))
        if node.keys is not None and len(keys) != 1 and len(keys) == len(node.keys):
            message = "a source must have either section or rests_on"
            layers.note("wrong-form", node.at, message, "write section: ... or rests_on: ...")
        return Source(**{key: layers.text(value) for key, value in keys.items()})

    # -- names ---------------------------------------------------------------------------------

    def declare_names(self) -> None:
        """Check that names are unique, and add the conclusions to the scope.

        Facts, parameters, definitions and conclusions share one namespace.
        """
        layers, scope = self.layers, self.scope
        taken: dict[str, tuple[str, YamlNode | None]] = dict.fromkeys(KEYWORDS, ("keyword", None))
        for name in self.facts.keys() & taken.keys():
            self._claim(name, "fact", layers.facts[name], taken)
        taken |= {name: ("fact", layers.facts.get(name)) for name in scope.facts}
        for name, keys in layers.parameters.items():
            self._claim(name, "parameter", keys[""], taken)
        for name, node in layers.definitions.items():
            self._claim(name, "definition", node, taken)
        for raw in layers.rules.values():
            for item in layers.listing(raw.keys.get("conclude")):
                name = layers.word(item)
                if name in scope.conclusions or not name:
                    continue
                if not NAME.fullmatch(name):
                    message = f"'{printable(name)}' is not a valid name"
                    hint = "use lowercase words and underscores, such as assumed_filled"
                    layers.note("bad-name", item.at, message, hint)
                else:
                    self._claim(name, "conclusion", item, taken)
                    scope.conclusions.add(name)
        for raw in layers.switched_off.values():
            # Conclusions of switched-off rules stay known, although these rules never draw them.
            for item in layers.listing(raw.keys.get("conclude")):
                scope.conclusions.add(layers.word(item))
        for name, node in layers.conclusions.items():
            if name not in scope.conclusions:
                near = nearest(name, scope.conclusions) or "let a rule conclude it, or remove it"
                layers.note("unknown-name", node.at, f"no rule concludes '{name}'", near)

    def _claim(
        self, name: str, kind: str, node: YamlNode, taken: dict[str, tuple[str, YamlNode | None]]
    ) -> None:
        """Reserve a name, or note a problem if it is taken.

        If two layers declare the name, the problem is noted in the upper one, whose author may not
        be able to change the lower one.
        """
        if name not in taken:
            taken[name] = (kind, node)
            return
        other, earlier = taken[name]
        files = self.layers.files
        if (
            earlier is not None
            and {earlier.at.file, node.at.file} <= {*files}
            and files.index(earlier.at.file) > files.index(node.at.file)
        ):
            kind, node, other = other, earlier, kind
        message = f"'{name}' is a keyword" if other == "keyword" else f"{name} is already a {other}"
        hint = f"choose another name for the {kind}"
        self.layers.note("name-taken", node.at, message, hint)

    # -- definitions ---------------------------------------------------------------------------

    def definitions(self) -> list[Definition]:
        """Add the definitions to the scope and check them; return the valid ones."""
        layers = self.layers
        docs: dict[str, str] = {}
        for name, node in layers.definitions.items():
            keys = layers.mapping(node, f"definition {name}", ("moment", "condition", "doc"))
            docs[name] = layers.text(keys["doc"]) if "doc" in keys else ""
            layers.require(node, f"definition {name}", keys, ("doc",))
            given = [key for key in ("moment", "condition") if key in keys]
            if node.keys is None and node.text != "":
                continue  # the wrong form has been noted
            if len(given) != 1:
                message = f"definition {name} must have either moment or condition"
                hint = "remove one of them" if given else "add moment: ... or condition: ..."
                layers.note("missing-key", node.at, message, hint)
                continue
            passage = passage_of(layers, keys[given[0]])
            if passage is None:
                continue
            kind: Literal["moment", "condition"] = "moment" if "moment" in given else "condition"
            self.scope.definitions[name] = PendingDefinition(kind, *passage)
        found: list[Definition] = []
        for name, pending in self.scope.definitions.items():
            checked = self.checker.definition(name)
            if checked is not None:
                at = layers.definitions[name].at
                found.append(Definition(name, checked, pending.text, docs[name], at))
        return found


def passage_of(layers: Layers, node: YamlNode) -> tuple[str, Passage] | None:
    """Return the text of a node without surrounding white space, and its place in the file.

    Return None after a problem is noted, for example for a node that is not a scalar.
    """
    before = len(layers.problems)
    text = layers.text(node)
    if before != len(layers.problems):
        return None
    return text, Passage(node, (node.text or "").find(text) if text else 0)
