"""Names that a pack had in an earlier version, so that what others stored keeps its meaning."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, get_args

from interview_rules.errors import LIST_NAMES, nearest, printable

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from interview_rules.sources.yaml_shapes import Shapes
    from interview_rules.sources.yaml_tree import YamlNode

__all__ = ["KINDS", "Formerly", "Kind"]

Kind = Literal["rules", "actions", "parameters", "facts"]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(slots=True)
class Formerly:
    """The former names of all layers: for each kind, the present name of each former one."""

    names: dict[Kind, dict[str, str]] = field(default_factory=dict)
    _nodes: list[tuple[Kind, str, YamlNode]] = field(default_factory=list)

    def add(self, shapes: Shapes, node: YamlNode | None) -> None:
        """Add the former names of one layer, under `formerly` in its file."""
        sections = shapes.mapping(node, "formerly", KINDS)
        for kind in KINDS:
            section = sections.get(kind)
            listed = self.names.setdefault(kind, {})
            for old, value in shapes.mapping(section, f"formerly {kind}").items():
                new = shapes.word(value)
                if not new:
                    continue
                # A name that was given up twice leads to the latest name, in any order of entries.
                for earlier in [name for name, now in listed.items() if now == old]:
                    listed[earlier] = new
                listed[old] = listed.get(new, new)
                self._nodes.append((kind, old, value))

    def now(self, kind: Kind, name: str) -> str:
        """Return the present name for a former or present one."""
        return self.names.get(kind, {}).get(name, name)

    def check(
        self,
        shapes: Shapes,
        known: Mapping[Kind, Collection[str]],
        taken: Mapping[Kind, Collection[str]],
        disabled: Mapping[Kind, Collection[str]],
    ) -> None:
        """Note a problem for each former name that is `taken`, or that leads to an unknown name.

        A former name may lead to a `known` name or to a disabled one.
        """
        for kind, old, node in self._nodes:
            what, new = kind[:-1], self.names[kind][old]
            if old in taken[kind]:
                message = f"the name '{printable(old)}' is in use, so it is no former {what}"
                shapes.note("name-taken", node.at, message, "remove one of the two")
            elif new not in known[kind] and new not in disabled.get(kind, ()):
                message = f"unknown {what} '{printable(new)}'"
                hint = nearest(new, known[kind]) or LIST_NAMES
                shapes.note("unknown-name", node.at, message, hint, node.span())
