"""The packs that come with the library: where their YAML lies, and what the build prepared of it.

A wheel carries `rules/*.yaml` and, beside them, the same packs checked and written as JSON, so
that the default advice needs neither YAML nor lark. Prepared data counts only if it was made from
the very YAML that lies beside it.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

__all__ = ["digest", "names", "path_of", "prepared"]

FORMAT = 6
"""Raise it when prepared data changes its meaning; a change of its fields is noticed anyway."""


@cache
def folder() -> Path:
    """Where the YAML of the packs lies: inside the package, or beside it in a checkout."""
    package = Path(__file__).parents[1]
    inside = package / "rules"
    return inside if inside.is_dir() else package.parent / "rules"


@cache
def names() -> tuple[str, ...]:
    """The names of the packs."""
    return tuple(sorted(path.stem for path in folder().glob("*.yaml") if "." not in path.stem))


def path_of(name: str) -> Path:
    """The YAML file of a pack."""
    return folder() / f"{name}.yaml"


@cache
def digest() -> str:
    """A digest of the YAML of all packs, which all of them may extend, and of the format."""
    found = hashlib.blake2b(str(FORMAT).encode(), digest_size=16)
    for name in names():
        found.update(path_of(name).read_bytes())
    return found.hexdigest()


def prepared(name: str) -> dict[str, Any] | None:
    """What the build prepared of a pack, or None if there is nothing or the YAML has changed."""
    path = Path(__file__).parents[1] / "prepared" / f"{name}.json"
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(data, dict) or data.get("digest") != digest():
        return None
    return data
