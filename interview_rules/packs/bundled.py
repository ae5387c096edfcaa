"""Bundled packs: their YAML files, and the data that the build prepares from them.

A wheel contains `rules/*.yaml` and the same packs, already checked, as JSON, so that the default
advice requires neither a YAML reader nor lark. Prepared data is used only if its digest matches
the YAML. Beside it are modules of generated code, which Python compiles once.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypedDict

__all__ = ["StoredCode", "digest", "names", "path_of", "prepared"]

FORMAT = 8
"""Version of the prepared data. Increase it if the meaning of a field changes; added, removed and
renamed fields are detected anyway."""


class StoredCode(TypedDict):
    """Which modules have the generated code of a pack, and a digest of what generated it."""

    generator: str
    modules: dict[Literal["whole", "plain"], str]


@cache
def folder() -> Path:
    """Return the folder of the YAML files: inside the package, or next to it in a checkout."""
    package = Path(__file__).parents[1]
    inside = package / "rules"
    return inside if inside.is_dir() else package.parent / "rules"


@cache
def names() -> tuple[str, ...]:
    """Return the names of the bundled packs, in alphabetical order."""
    return tuple(sorted(path.stem for path in folder().glob("*.yaml") if "." not in path.stem))


def path_of(name: str) -> Path:
    """Return the path of the YAML file of a bundled pack; the name is not checked."""
    return folder() / f"{name}.yaml"


@cache
def digest() -> str:
    """Return a digest of the format version and of the YAML of all packs.

    It covers all packs because they extend each other.
    """
    found = hashlib.blake2b(str(FORMAT).encode(), digest_size=16)
    for name in names():
        found.update(path_of(name).read_bytes())
    return found.hexdigest()


def prepared(name: str) -> dict[str, Any] | None:
    """Return the prepared data of a pack, or None if it is missing, unreadable or out of date."""
    path = Path(__file__).parents[1] / "prepared" / f"{name}.json"
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(data, dict) or data.get("digest") != digest():
        return None
    return data
