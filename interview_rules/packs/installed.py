"""Packs in installed packages, found by entry point and read as data.

A package offers a pack with an entry point of the group `interview_rules.packs`: the name of the
pack, and the place of its file as `package:file.yaml`. The package is not imported.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from interview_rules.errors import PackError, Problem, printable
from interview_rules.sources.yaml_shapes import ID

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.metadata import EntryPoint

__all__ = ["GROUP", "InstalledPack", "InstalledPacks"]

GROUP = "interview_rules.packs"
_VALUE = re.compile(r"([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)\s*:\s*([\w-]+(?:\.[\w-]+)*\.ya?ml)")


@dataclass(frozen=True, slots=True)
class InstalledPack:
    """A pack in an installed package: its file, and the name and version of the package."""

    name: str
    path: Path
    package: str
    version: str

    def __str__(self) -> str:
        """Return the package and its version."""
        return f"{self.package} {self.version}"


class InstalledPacks:
    """The packs of the packages that are installed when the object is created.

    Raises PackError if the packages cannot be listed.
    """

    def __init__(self) -> None:
        self._offers: dict[str, list[EntryPoint]] = {}
        try:
            found = entry_points(group=GROUP)
        except (OSError, ValueError) as error:
            message = f"cannot list the installed packages: {printable(str(error), 200)}"
            hint = "repair the Python environment, or create a new one"
            raise PackError([Problem("", message, hint, "unreadable-pack")]) from None
        for offer in found:
            offers = self._offers.setdefault(offer.name, [])
            if (offer.value, _package(offer)) not in [(o.value, _package(o)) for o in offers]:
                offers.append(offer)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the packs in alphabetical order, including those that cannot be used."""
        return tuple(sorted(self._offers))

    def offered_by(self, name: str) -> str:
        """Return the packages that offer a pack, each with its version."""
        offers = self._offers[name]
        return " and ".join(sorted({" ".join(_package(each)) for each in offers}))

    def pack(self, name: str) -> InstalledPack:
        """Return a pack by its name, one of `names`.

        Raises PackError if the pack cannot be used, for example because several packages offer it
        or because its file cannot be found.
        """
        offers = self._offers[name]
        offer = offers[0]
        package, version = _package(offer)
        if not ID.fullmatch(name):
            message = (
                f"the package {package} offers a pack with the invalid name '{printable(name)}'"
            )
            hint = "tell its authors: a name has lowercase words and hyphens, such as our-rules"
            raise _unusable(message, hint)
        if len(offers) > 1:
            several = self.offered_by(name)
            if several == f"{package} {version}":
                message, hint = f"{several} offers two packs named '{name}'", "tell its authors"
            else:
                message = f"several packages offer a pack '{name}': {several}"
                hint = "uninstall all but one of them"
            raise _unusable(message, hint)
        found = _VALUE.fullmatch(offer.value.strip())
        if found is None:
            message = (
                f"the package {package} gives '{printable(offer.value)}' as the place of its pack "
                f"'{name}', which names no YAML file"
            )
            hint = "tell its authors: the entry point has the form package:file.yaml"
            raise _unusable(message, hint)
        for folder in _folders(offer, found[1].split(".")):
            if (folder / found[2]).is_file():
                return InstalledPack(name, folder / found[2], package, version)
        file = "/".join((*found[1].split("."), found[2]))
        message = f"{package} {version} lacks the file {file} of its pack '{name}'"
        raise _unusable(message, f"reinstall {package}, or tell its authors")


def _package(offer: EntryPoint) -> tuple[str, str]:
    """Return the name and the version of the package that has an entry point."""
    if offer.dist is None:
        return "an unknown package", "unknown"
    return printable(offer.dist.name), printable(offer.dist.version)


def _folders(offer: EntryPoint, steps: list[str]) -> Iterator[Path]:
    """Yield the folders that may be those of a package, given as the steps of its dotted name.

    The folder in the distribution comes first, so that one of the same name elsewhere on the path
    does not count. The files of an editable installation are only found by the import system.
    """
    if offer.dist is not None:
        yield Path(str(offer.dist.locate_file("/".join(steps))))
    try:
        # Finding the spec of a subpackage would import its parent, so find that of the top one.
        spec = find_spec(steps[0])
    except (ImportError, ValueError):
        return
    for place in (spec and spec.submodule_search_locations) or ():
        yield Path(place, *steps[1:])


def _unusable(message: str, hint: str) -> PackError:
    return PackError([Problem("", message, hint, "unreadable-pack")])
