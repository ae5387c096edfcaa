"""Load rule packs: from paths, texts and names to a checked RulePack.

What reads YAML is imported only where a pack has to be read: the default pack comes prepared.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from interview_rules.errors import PackError, Problem, nearest
from interview_rules.packs import bundled
from interview_rules.packs.model import RulePack
from interview_rules.packs.serialization import pack_from_data
from interview_rules.positions import NOWHERE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from interview_rules.packs.assembly import Assembly
    from interview_rules.packs.layers import Layers

__all__ = [
    "Inspected",
    "Rules",
    "bundled_pack",
    "inspect_packs",
    "load_packs",
    "pack_below",
    "pack_from_text",
    "pack_of",
    "read_packs",
]

Rules = RulePack | str | Path | Sequence[str | Path] | None
"""Rules as callers give them: a pack, a path or name, or several, each on top of those before it."""


def load_packs(sources: Iterable[str | Path | RulePack]) -> RulePack:
    """One pack out of several, each on top of those before it. Raises PackError."""
    given = tuple(sources)
    if len(given) == 1:
        if isinstance(given[0], RulePack):
            return given[0]
        if str(given[0]) in bundled.names():
            return bundled_pack(str(given[0]))
    return read_packs(given)


@lru_cache(maxsize=8)
def bundled_pack(name: str) -> RulePack:
    """A pack that comes with the library, read once. Raises PackError for an unknown name."""
    if name not in bundled.names():
        hint = nearest(name, bundled.names())
        raise PackError([Problem("", f"no pack {name!r} comes with the library", hint)])
    prepared = bundled.prepared(name)
    pack = pack_from_data(prepared) if prepared is not None else None
    return pack if pack is not None else read_packs((name,))


def read_packs(sources: Iterable[str | Path | RulePack]) -> RulePack:
    """Read one pack out of several, from YAML also where it is prepared. Raises PackError."""
    layers = _layers()
    for source in sources:
        if isinstance(source, RulePack):
            message = f"{source.name} is already loaded: packs are put together from files"
            layers.note("unreadable-pack", NOWHERE, message, "give the paths")
        else:
            layers.add(source, None)
    return _assembly(layers).pack()


@dataclass(frozen=True, slots=True)
class Inspected:
    """What was made of some packs: the pack, or None, the problems, and how it was written.

    `used` are the names of facts, parameters, definitions and conclusions that anything asks for.
    """

    pack: RulePack | None
    problems: tuple[Problem, ...]
    layers: Layers
    used: frozenset[str]


def inspect_packs(sources: Iterable[str | Path]) -> Inspected:
    """The same as `load_packs`, with the problems instead of an error, and more."""
    layers = _layers()
    for source in sources:
        layers.add(source, None)
    assembly = _assembly(layers)
    try:
        pack: RulePack | None = assembly.pack()
    except PackError as error:
        return Inspected(None, error.problems, layers, frozenset(assembly.scope.used))
    return Inspected(pack, (), layers, frozenset(assembly.scope.used))


def pack_below(sources: Sequence[str | Path]) -> RulePack | None:
    """What lies below the uppermost of several files: what it extends. None if there is nothing.

    Raises PackError.
    """
    layers = _layers(without=str(sources[-1]))
    for source in sources:
        layers.add(source, None)
    return _assembly(layers).pack() if layers.rules or layers.problems else None


def pack_from_text(text: str, name: str) -> RulePack:
    """A pack from YAML text. Raises PackError."""
    layers = _layers()
    layers.add_text(text, name, None)
    return _assembly(layers).pack()


def pack_of(rules: Rules) -> RulePack:
    """The pack that somebody names, or has. Raises PackError."""
    if rules is None:
        return RulePack.default()
    if isinstance(rules, RulePack):
        return rules
    if isinstance(rules, list | tuple):
        return RulePack.load(*rules)
    return RulePack.load(rules)  # type: ignore[arg-type]  # sequences were just taken out


def _layers(without: str = "") -> Layers:
    from interview_rules.packs.layers import Layers  # noqa: PLC0415  # needs YAML

    return Layers(without=without)


def _assembly(layers: Layers) -> Assembly:
    from interview_rules.packs.assembly import Assembly  # noqa: PLC0415  # needs lark

    return Assembly(layers)
