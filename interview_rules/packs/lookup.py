"""Lookup of packs: the file for a name, with or without required versions, or for a path."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from interview_rules.calendars.versions import versions
from interview_rules.errors import PackError, Problem, Suggestions, nearest, printable
from interview_rules.packs import bundled
from interview_rules.packs.installed import InstalledPacks
from interview_rules.packs.requirements import (
    Requirement,
    Version,
    begins_with_operator,
    requirement_in,
)
from interview_rules.positions import NOWHERE, Position
from interview_rules.sources.files import read_source, real_path
from interview_rules.sources.yaml_tree import MOST_IN_PACK

if TYPE_CHECKING:
    from interview_rules.positions import Place
    from interview_rules.sources.yaml_tree import YamlNode

__all__ = ["Lookup", "PackFile"]

MOST_BYTES = 4 * MOST_IN_PACK
"""Maximum size of a pack file, in bytes."""
_PATH_WITH_VERSION = re.compile(r"(.+?\.ya?ml)\s*[<>=!~]+\s*\d\S*.*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class PackFile:
    """The file of a pack, and its name in positions.

    `shipped` is True for a file of a bundled pack or of an installed package. For a package,
    `package` is its name and version, `folder` the folder that its files must not leave, and
    `label` the name of the pack, with which the names of its other files begin.
    """

    path: Path
    name: str
    key: str
    """The resolved path, which is the same however the path of the file is written."""
    shipped: bool = False
    package: str = ""
    folder: Path | None = None
    label: str = ""
    mismatch: Problem | None = None
    """The problem with the version of the pack if it is not one of those required."""


class Lookup:
    """Finds the files of packs. `installed` says whether packs of installed packages count.

    The environment is searched once, and only for a name that is neither bundled nor a file.
    """

    def __init__(self, *, installed: bool = True) -> None:
        self.installed = installed

    @cached_property
    def _packages(self) -> InstalledPacks:
        return InstalledPacks()

    @property
    def _names(self) -> tuple[str, ...]:
        """The names of bundled and installed packs."""
        more = self._packages.names if self.installed else ()
        return tuple(dict.fromkeys((*bundled.names(), *more)))

    def find(self, text: str, within: PackFile | None, entry: YamlNode | None) -> PackFile:
        """Return the file of a pack, given as a path or a name, with or without required versions.

        `entry` is the node under `extends` that has the text, and `within` the file with that node,
        to which paths are relative; without `within`, an entry must be a name, not a path. A file
        takes precedence over an installed pack of the same name, as bundled packs do over files.

        Raises PackError, but not for a missing file, which `read` reports; where paths are
        allowed, an unknown name without versions counts as a path. If the version is not one of
        those required, the file is returned with its `mismatch`, so that nothing in the pack is
        reported as unknown.
        """
        if text in bundled.names():
            return _bundled(text)
        paths = entry is None or within is not None
        if paths and _is_file(_beside(within, text)):
            return self._at_path(text, within, entry)
        if begins_with_operator(text):
            message = f"'{printable(text)}' is not the name of a pack"
            hint = 'put a pack and its versions in quotes: "our-rules >= 2, < 3"'
            raise _problem(entry, message, hint, "wrong-version")
        asked = requirement_in(text)
        if asked is None and paths:
            return self._at_path(text, within, entry)  # reading it says what is wrong
        if asked is None:
            raise self._unknown(text, entry)
        if asked.error:
            raise _problem(entry, asked.error, asked.hint, "wrong-version")
        if asked.name in bundled.names():
            version = versions(None)["interview-rules"]
            mismatch = _mismatch(asked, version, "interview-rules", entry)
            return replace(_bundled(asked.name), mismatch=mismatch)
        if not self.installed or asked.name not in self._packages.names:
            if paths and not asked.bounds:
                return self._at_path(text, within, entry)  # the same
            raise self._unknown(asked.name, entry)
        try:
            pack = self._packages.pack(asked.name)
        except PackError as error:
            raise _placed(error, entry) from None
        path = Path(os.path.normpath(pack.path))
        return PackFile(
            path,
            pack.name,
            str(real_path(path)),
            shipped=True,
            package=str(pack),
            folder=path.parent,
            label=pack.name,
            mismatch=_mismatch(asked, pack.version, pack.package, entry),
        )

    def is_name(self, text: str, folder: Path) -> bool:
        """Return True if a text names a pack rather than a file in a folder.

        A bundled name takes precedence over a file; a name with versions need not be known.
        """
        asked = requirement_in(text)
        if asked is None or text in bundled.names():
            return asked is not None
        if _is_file(folder / text):
            return False
        known = bool(asked.bounds or asked.error) or asked.name in bundled.names()
        return known or (self.installed and asked.name in self._packages.names)

    def _at_path(self, text: str, within: PackFile | None, entry: YamlNode | None) -> PackFile:
        path = _beside(within, text)
        name = str(path)
        if not _is_file(path) and (found := _PATH_WITH_VERSION.fullmatch(text)):
            hint = f"write {printable(found[1])}, or the name of an installed pack"
            raise _problem(entry, "a path takes no version", hint, "wrong-version")
        if within is not None and within.folder is not None:
            # Not resolved, because some installers make every file a link to a shared one.
            path = Path(os.path.normpath(path))
            if not path.is_relative_to(within.folder):
                message = f"'{printable(text)}' is outside the folder of {within.package}"
                hint = "a pack in a package extends files in its own folder, or packs by name"
                raise _problem(entry, message, hint)
            name = f"{within.label}/{path.relative_to(within.folder).as_posix()}"
        try:
            key = str(real_path(path))
        except (OSError, ValueError) as error:
            raise self._unreadable(path, name, error, entry) from None
        if within is None or within.folder is None:
            return PackFile(path, name, key)
        return replace(within, path=path, name=name, key=key, mismatch=None)

    def read(self, file: PackFile, entry: YamlNode | None) -> bytes:
        """Return the content of a file that `find` returned. Raises PackError."""
        at = Position(file.name) if entry is None else entry.at
        try:
            # Reading a pipe or a device could block forever.
            special = entry is not None and file.path.exists() and not file.path.is_file()
            text = b"" if special else read_source(file.path, MOST_BYTES + 1)
        except (OSError, ValueError) as error:
            raise self._unreadable(file.path, file.name, error, entry) from None
        if special:
            message = f"'{printable(file.name)}' is not a regular file"
            raise _problem(entry, message, "give the path of a file")
        if len(text) > MOST_BYTES:
            message = f"the file is larger than {MOST_BYTES:,} bytes"
            raise PackError([Problem(at, message, "split it into several files", "too-large")])
        return text

    def _unreadable(
        self, path: Path, name: str, error: Exception, entry: YamlNode | None
    ) -> PackError:
        named = requirement_in(path.name) is not None
        names = self._names if named else bundled.names()
        known = nearest(path.name, names)
        hint = _hint(names)
        reason = getattr(error, "strerror", None) or "invalid path"
        problem = Problem(
            NOWHERE if entry is None else entry.at,
            f"cannot read '{printable(name)}': {reason}",
            known if known.near else hint,
            "unreadable-pack",
            known,
            entry.span() if entry is not None and entry.text == path.name else None,
        )
        return PackError([problem])

    def _unknown(self, name: str, entry: YamlNode | None) -> PackError:
        near = nearest(name, self._names)
        what = "bundled and installed packs" if self.installed else "bundled packs"
        hint = f"only {what} can be extended here: {', '.join(self._names)}"
        if self.installed and requirement_in(name) is not None:
            hint = f"install the package that has it, or choose from: {', '.join(self._names)}"
        return _problem(entry, f"unknown pack '{printable(name)}'", near if near.near else hint)


def _hint(names: tuple[str, ...]) -> str:
    what = "a bundled pack" if names == bundled.names() else "a pack"
    return f"give the path of a file, or the name of {what}: {', '.join(names)}"


def _bundled(name: str) -> PackFile:
    path = bundled.path_of(name)
    return PackFile(path, name, str(real_path(path)), shipped=True)


def _beside(within: PackFile | None, text: str) -> Path:
    return Path(text) if within is None else within.path.parent / text


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False  # reading it says why


def _mismatch(
    asked: Requirement, version: str, package: str, entry: YamlNode | None
) -> Problem | None:
    """Return the problem with the version of a package, or None if it meets the requirement."""
    if not asked.bounds:
        return None
    have = Version.read(version)
    if have is None:
        message = f"the version of {package} is '{printable(version)}', which cannot be compared with {asked}"
        return Problem(_place(entry), message, f"remove {asked}", "wrong-version")
    if asked.met_by(have):
        return None
    message = f"{asked.name} {asked} is required, but {package} {version} is installed"
    bounds = str(asked).replace(" ", "")
    hint = f"run pip install '{package}{bounds}', or change the requirement"
    return Problem(_place(entry), message, hint, "wrong-version")


def _place(entry: YamlNode | None) -> Place:
    return NOWHERE if entry is None else entry.at


def _problem(
    entry: YamlNode | None,
    message: str,
    hint: str | Suggestions,
    code: str = "unreadable-pack",
) -> PackError:
    """Return an error about an entry.

    Its span, with which tools replace a misspelled name, is set only if the entry is just the name.
    """
    alone = isinstance(hint, Suggestions) and entry is not None and entry.text == hint.word
    span = entry.span() if alone and entry is not None else None
    return PackError([Problem(_place(entry), message, hint, code, span=span)])


def _placed(error: PackError, entry: YamlNode | None) -> PackError:
    return PackError([replace(problem, place=_place(entry)) for problem in error.problems])
