"""Loading of rule packs from paths, texts and names.

The YAML reader is imported only if needed, since bundled packs are prepared in advance.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from interview_rules.errors import PackError, Problem, nearest, printable, shown
from interview_rules.packs import bundled
from interview_rules.packs.model import RulePack
from interview_rules.packs.serialization import pack_from_data
from interview_rules.positions import NOWHERE, Position

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from interview_rules.packs.assembly import Assembly
    from interview_rules.packs.layers import Layers
    from interview_rules.sources.yaml_tree import YamlNode

__all__ = [
    "Inspected",
    "Rules",
    "bundled_pack",
    "file_name",
    "inspect_packs",
    "inspect_text",
    "load_packs",
    "pack_below",
    "pack_from_text",
    "pack_of",
    "read_packs",
    "without_quotes",
]

Rules = RulePack | str | Path | Sequence[str | Path] | None
"""Rules as callers pass them: a pack, a path, a name, or several paths and names, lowest first.

A name is that of a bundled pack or of a pack in an installed package, and may be followed by the
required versions, such as `uni-careers >= 2`. None means the default pack.
"""


def load_packs(sources: Iterable[str | Path | RulePack]) -> RulePack:
    """Merge packs into one, each on top of the previous.

    A single RulePack is returned as it is. Raises PackError for invalid packs, for a RulePack
    together with other packs, and if there are no sources.
    """
    given = tuple(sources)
    if len(given) == 1:
        if isinstance(given[0], RulePack):
            return given[0]
        if str(given[0]) in bundled.names():
            return bundled_pack(str(given[0]))
    return read_packs(given)


@lru_cache(maxsize=8)
def bundled_pack(name: str) -> RulePack:
    """Return a bundled pack by name. Cached. Raises PackError for an unknown name."""
    if name not in bundled.names():
        hint = nearest(name, bundled.names())
        raise PackError([Problem("", f"unknown bundled pack '{printable(name)}'", hint)])
    prepared = bundled.prepared(name)
    pack = pack_from_data(prepared) if prepared is not None else None
    if prepared is None or pack is None:
        return read_packs((name,))
    # Both are slow to compute. These are the names of cached properties.
    pack.__dict__.update(digest=prepared["pack_digest"], stored_code=prepared["code"])
    return pack


def read_packs(sources: Iterable[str | Path | RulePack]) -> RulePack:
    """Merge packs into one, reading even bundled packs from YAML.

    Raises PackError for invalid packs, for any RulePack, and if there are no sources.
    """
    layers = _layers()
    for source in sources:
        if isinstance(source, RulePack):
            message = f"{source.name} is a RulePack, which cannot be combined with other packs"
            layers.note("unreadable-pack", NOWHERE, message, "pass its name or path instead")
        else:
            layers.add(source)
    try:
        return _assembly(layers).pack()
    except PackError as error:
        raise PackError(without_quotes(layers.outside, error.problems)) from None


def without_quotes(
    outside: Mapping[str, tuple[Path, YamlNode]], problems: Iterable[Problem]
) -> list[Problem]:
    """Return problems, with a single error for each file in `outside` that is not a valid pack.

    `outside` maps names in positions to files outside the folders of the files that the caller
    named, and to the nodes that name them. Problems quote what they are about, and a stranger's
    file can name any path, so the content of such a file is shown only if it is a valid pack.
    """
    invalid: dict[str, bool] = {}
    found: list[Problem] = []
    for problem in problems:
        name = problem.place.file if isinstance(problem.place, Position) else ""
        # A loop is reported as it is, because it quotes no content.
        if name in outside and problem.code != "loop":
            path, entry = outside[name]
            if name not in invalid:
                invalid[name] = not _is_pack(path)
            if invalid[name]:
                shown = printable(name)
                message = f"{shown} is not a valid pack; its errors are not shown in another folder"
                hint = f"run interview-rules rules --rules {shown} to see them"
                found.append(Problem(entry.at, message, hint, "unreadable-pack"))
                continue
        found.append(problem)
    return [*dict.fromkeys(found)]


def _is_pack(path: Path) -> bool:
    """Return True if a file is a valid pack by itself."""
    layers = _layers()
    layers.add(path)
    try:
        _assembly(layers).pack()
    except PackError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Inspected:
    """The result of inspecting packs: the merged pack (None if invalid), its problems and layers.

    `used` holds the names of facts, parameters, definitions and conclusions that the pack uses.
    """

    pack: RulePack | None
    problems: tuple[Problem, ...]
    layers: Layers
    used: frozenset[str]


def inspect_packs(sources: Iterable[str | Path]) -> Inspected:
    """Merge packs into one like `read_packs`, but return problems instead of raising PackError."""
    layers = _layers()
    for source in sources:
        layers.add(source)
    return _inspected(layers)


def _inspected(layers: Layers) -> Inspected:
    assembly = _assembly(layers)
    try:
        pack: RulePack | None = assembly.pack()
    except PackError as error:
        problems = tuple(without_quotes(layers.outside, error.problems))
        return Inspected(None, problems, layers, frozenset(assembly.scope.used))
    return Inspected(pack, (), layers, frozenset(assembly.scope.used))


def inspect_text(text: str, name: str, *, installed: bool = True) -> Inspected:
    """Read the pack in a YAML text, returning problems instead of raising PackError.

    `name` is the file name in positions. The pack can extend bundled packs and, if `installed` is
    true, packs of installed packages, but no files.
    """
    return _inspected(_layers_of_text(text, name, installed=installed))


def pack_below(sources: Sequence[str | Path]) -> RulePack | None:
    """Return the pack that the last source builds on, or None if it builds on no rules.

    This pack merges the other sources and the packs that the last one extends. At least one source
    is required. Raises PackError.
    """
    layers = _layers(without=file_name(sources[-1]))
    for source in sources:
        layers.add(source)
    return _assembly(layers).pack() if layers.rules or layers.problems else None


def pack_from_text(text: str, name: str, *, installed: bool = True) -> RulePack:
    """Return the pack in a YAML text; `name` is the file name in errors.

    The pack can extend bundled packs and, if `installed` is true, packs of installed packages, but
    no files. Raises PackError.
    """
    return _assembly(_layers_of_text(text, name, installed=installed)).pack()


def pack_of(rules: Rules) -> RulePack:
    """Return the pack for rules given in any form that `Rules` allows. Raises PackError."""
    if rules is None:
        return RulePack.default()
    if isinstance(rules, RulePack):
        return rules
    if isinstance(rules, list | tuple):
        return RulePack.load(*rules)
    return RulePack.load(rules)  # type: ignore[arg-type]  # sequences are handled above


def file_name(source: str | Path) -> str:
    """Return the file name that positions show for a source.

    For a pack given by name, this is the name without the required versions; for a path, the path.
    """
    from interview_rules.packs.requirements import named_pack  # noqa: PLC0415  # imports the YAML reader

    return named_pack(str(Path(source)))


def _layers_of_text(text: str, name: str, *, installed: bool) -> Layers:
    if not isinstance(text, str | bytes):
        message = f"a pack must be YAML text, not {shown(text)}"
        hint = "pass the text of the pack, or use RulePack.load for a file"
        raise PackError([Problem("", message, hint, "wrong-form")])
    layers = _layers(installed=installed)
    layers.add_text(text, name)
    return layers


def _layers(without: str = "", *, installed: bool = True) -> Layers:
    from interview_rules.packs.layers import Layers  # noqa: PLC0415  # imports the YAML reader
    from interview_rules.packs.lookup import Lookup  # noqa: PLC0415  # the same

    return Layers(without=without, lookup=Lookup(installed=installed))


def _assembly(layers: Layers) -> Assembly:
    from interview_rules.packs.assembly import Assembly  # noqa: PLC0415  # imports lark

    return Assembly(layers)
