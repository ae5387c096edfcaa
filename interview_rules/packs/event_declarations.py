"""The events that a pack declares, checked against its facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_rules.errors import Suggestions, nearest, printable
from interview_rules.facts.vocabulary import FACTS
from interview_rules.packs.own_event import MOVES, OwnEvent, Setting

if TYPE_CHECKING:
    from collections.abc import Mapping

    from interview_rules.facts.vocabulary import Fact
    from interview_rules.packs.layers import Layers
    from interview_rules.sources.yaml_tree import YamlNode

__all__ = ["own_events"]

_KEYS = ("doc", "by", "sets", "clears", "ask")
_FIELDS = ("at", "date")
_STEPS = {"one more": "more", "one less": "less"}
_MOST = 1_000_000_000
_EXAMPLES = {
    "moment": "write at for the moment of the event, or date for the date that it names",
    "flag": "write true or false",
    "count": "write one more, one less, or a whole number",
}


def own_events(layers: Layers, facts: Mapping[str, Fact]) -> dict[str, OwnEvent]:
    """Return the valid events of all layers, by name; `facts` are those that the pack declares."""
    reader = _Reader(layers, facts)
    found = (reader.event(name, node) for name, node in layers.events.items())
    return {event.name: event for event in found if event is not None}


class _Reader:
    def __init__(self, layers: Layers, facts: Mapping[str, Fact]) -> None:
        self.layers = layers
        self.facts = facts

    def event(self, name: str, node: YamlNode) -> OwnEvent | None:
        """Return a declared event, or None after noting problems."""
        layers, before = self.layers, len(self.layers.problems)
        keys = layers.mapping(node, f"event {name}", _KEYS)
        layers.require(node, f"event {name}", keys, ("doc", "by"))
        by = layers.text(keys["by"], 200) if "by" in keys else "you"
        if by not in MOVES and keys["by"].text is not None:
            near = Suggestions(by, known=MOVES)
            message = f"unknown value '{printable(by)}' of by"
            layers.note("unknown-value", keys["by"].at, message, near, keys["by"].span())
        given = layers.mapping(keys.get("sets"), f"sets of {name}")
        sets = [self._setting(keys["sets"], fact, value) for fact, value in given.items()]
        clears = [self._cleared(item) for item in layers.listing(keys.get("clears"))]
        if not sets and not clears and before == len(layers.problems):
            message = f"event {name} sets and clears no fact"
            layers.note("missing-key", node.at, message, "add, for example, sets: {viewing: at}")
        ask = layers.text(keys["ask"]) if "ask" in keys else ""
        event = OwnEvent(
            name,
            layers.text(keys["doc"]) if "doc" in keys else "",
            by,  # type: ignore[arg-type]  # checked against MOVES
            tuple(each for each in sets if each is not None),
            tuple(filter(None, clears)),
            ask,
            node.at,
        )
        if ask and event.first_moment is None and before == len(layers.problems):
            message = f"ask needs a moment that {name} sets, which the answer gives"
            layers.note("at-odds", keys["ask"].at, message, "set a moment, or remove ask")
        return event if before == len(layers.problems) else None

    def _known(self, word: str, node: YamlNode) -> Fact | None:
        """Return the fact of the pack with this name, or None if a problem with it is noted."""
        layers = self.layers
        name = layers.formerly.now("facts", word)
        fact = self.facts.get(name)
        if fact is None and name in FACTS:
            message = f"{name} is a built-in fact, which only built-in events set"
            layers.note("unknown-name", node.at, message, "name a fact of this pack")
        elif fact is None and name not in layers.facts:
            message = f"unknown fact '{printable(word)}'"
            hint = nearest(word, self.facts) or "declare it under facts:"
            layers.note("unknown-name", node.at, message, hint, node.span())
        elif fact is not None and fact.is_text:
            message = f"an event cannot set {name}, which is a text"
            hint = "remove it; a state gives texts under facts"
            layers.note("wrong-kind", node.at, message, hint)
            return None
        return fact

    def _cleared(self, item: YamlNode) -> str:
        word = self.layers.word(item)
        fact = self._known(word, item) if word else None
        return "" if fact is None else fact.name

    def _setting(self, section: YamlNode, word: str, node: YamlNode) -> Setting | None:
        """Return what an event sets a fact to, or None after noting a problem."""
        fact = self._known(word, section.key_nodes[word])
        if fact is None:
            return None
        text = " ".join(self.layers.text(node, 80).split())
        value: Setting | None = None
        match fact.type:
            case "moment" if text in _FIELDS:
                value = Setting(fact.name, text)  # type: ignore[arg-type]  # one of _FIELDS
            case "flag" if isinstance(node.value(), bool):
                value = Setting(fact.name, "value", int(bool(node.value())))
            case "choice" if text in fact.choices:
                value = Setting(fact.name, "value", fact.choices.index(text))
            case "count" if text in _STEPS:
                value = Setting(fact.name, _STEPS[text])  # type: ignore[arg-type]  # more or less
            case "count" if text.isascii() and text.isdigit() and len(text) < len(str(_MOST)):
                value = Setting(fact.name, "value", int(text))
            case _:
                pass
        if value is None and node.text is not None:
            message = f"'{printable(text)}' is not a value for {fact.name}"
            hint = _EXAMPLES.get(fact.type) or nearest(text, fact.choices)
            near = hint or Suggestions(text, known=fact.choices)
            self.layers.note("unknown-value", node.at, message, near, node.span())
        return value
