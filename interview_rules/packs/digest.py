"""Digests of rule packs, which tell apart packs that share a name but differ in content."""

from __future__ import annotations

import hashlib
from dataclasses import fields, is_dataclass

__all__ = ["digest_of"]


def digest_of(value: object) -> str:
    """Return a digest of a pack or of a part of it: equal for equal contents.

    It ignores what the comparison ignores, such as the positions of rules in their files.
    """
    return hashlib.blake2b(repr(_compared(value)).encode(), digest_size=16).hexdigest()


def _compared(value: object) -> object:
    if is_dataclass(value):
        compared = (getattr(value, each.name) for each in fields(value) if each.compare)
        return (type(value).__name__, *map(_compared, compared))
    if isinstance(value, tuple):
        return tuple(map(_compared, value))
    if isinstance(value, dict):
        return tuple(sorted((key, _compared(item)) for key, item in value.items()))
    return value
