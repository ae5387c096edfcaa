"""The packs that can be used by name: bundled packs, and packs of installed packages."""

from __future__ import annotations

from dataclasses import dataclass

from interview_rules.calendars.versions import versions
from interview_rules.errors import PackError, Problem
from interview_rules.packs import bundled
from interview_rules.packs.installed import InstalledPack, InstalledPacks
from interview_rules.packs.loading import bundled_pack
from interview_rules.packs.lookup import Lookup, PackFile
from interview_rules.sources.yaml_shapes import Shapes
from interview_rules.sources.yaml_tree import read_yaml

__all__ = ["KnownPack", "known_packs"]


@dataclass(frozen=True, slots=True)
class KnownPack:
    """A pack that can be used by name, and the package that it is in."""

    name: str
    title: str
    package: str
    version: str

    def __str__(self) -> str:
        """Return the package and its version."""
        return f"{self.package} {self.version}"


def known_packs() -> tuple[list[KnownPack], list[Problem]]:
    """Return the packs that can be used by name, bundled ones first, and what keeps others out.

    Only the title of an installed pack is read, so a pack in the list may be invalid.
    """
    version = versions(None)["interview-rules"]
    found = [
        KnownPack(name, bundled_pack(name).title, "interview-rules", version)
        for name in bundled.names()
    ]
    problems: list[Problem] = []
    try:
        installed = InstalledPacks()
    except PackError as error:
        return found, [*error.problems]
    for name in installed.names:
        if name in bundled.names():
            message = (
                f"the pack '{name}' in {installed.offered_by(name)} has the name of a bundled pack"
            )
            hint = "the bundled pack is used; tell the authors of the package"
            problems.append(Problem("", message, hint, "name-taken"))
            continue
        try:
            pack = installed.pack(name)
            found.append(KnownPack(name, _title(pack), pack.package, pack.version))
        except PackError as error:
            problems += error.problems
    return found, problems


def _title(pack: InstalledPack) -> str:
    """Return the title of an installed pack; empty if it has none. Raises PackError."""
    file = PackFile(pack.path, pack.name, "")
    root = read_yaml(Lookup().read(file, None), pack.name)
    title = (root.keys or {}).get("title")
    return "" if title is None else Shapes().text(title)
