"""Former names of rules, actions, parameters, facts and events, for data that still use them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, get_args

from interview_rules.errors import nearest, printable

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from interview_rules.sources.yaml_shapes import Shapes
    from interview_rules.sources.yaml_tree import YamlNode

__all__ = ["KINDS", "Formerly", "Kind"]

Kind = Literal["rules", "actions", "parameters", "facts", "events"]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(slots=True)
class Formerly:
    """The former names in all layers: `names` maps them to present names, for each kind."""

    names: dict[Kind, dict[str, str]] = field(default_factory=dict)
    _nodes: list[tuple[Kind, str, YamlNode]] = field(default_factory=list)

    def add(self, shapes: Shapes, node: YamlNode | None) -> None:
        """Add the former names of one layer; `node` is the value of its key `formerly`, if any."""
        sections = shapes.mapping(node, "formerly", KINDS)
        for kind in KINDS:
            section = sections.get(kind)
            listed = self.names.setdefault(kind, {})
            for old, value in shapes.mapping(section, f"formerly {kind}").items():
                new = shapes.word(value)
                if not new:
                    continue
                # After two renamings, both old names map to the latest, in any order of entries.
                for earlier in [name for name, now in listed.items() if now == old]:
                    listed[earlier] = new
                listed[old] = listed.get(new, new)
                self._nodes.append((kind, old, value))

    def now(self, kind: Kind, name: str) -> str:
        """Return the present name for a former name; any other name is returned unchanged."""
        return self.names.get(kind, {}).get(name, name)

    def check(
        self,
        shapes: Shapes,
        known: Mapping[Kind, Collection[str]],
        taken: Mapping[Kind, Collection[str]],
        disabled: Mapping[Kind, Collection[str]],
    ) -> None:
        """Note a problem for each former name that is still in use or maps to an unknown name.

        `taken` holds the names in use. A former name may map to a name in `known` or `disabled`.
        """
        for kind, old, node in self._nodes:
            what, new = kind[:-1], self.names[kind][old]
            if old in taken[kind]:
                message = f"the name '{printable(old)}' is in use, so it cannot be a former name"
                way = "remove this entry"
                if new not in known[kind]:
                    way = f"write the former name first: {new}: {old}"
                shapes.note("name-taken", node.at, message, way)
            elif new not in known[kind] and new not in disabled.get(kind, ()):
                message = f"unknown {what} '{printable(new)}'"
                hint = nearest(new, known[kind]) or f"remove this entry, or add the {what}"
                shapes.note("unknown-name", node.at, message, hint, node.span())
