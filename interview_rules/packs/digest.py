"""Digests of rule packs, which differ if packs of the same name have different contents."""

from __future__ import annotations

import hashlib
from dataclasses import fields, is_dataclass

__all__ = ["digest_of"]


def digest_of(value: object) -> str:
    """Return a hexadecimal digest of a pack or of a part of it; equal values have equal digests.

    Fields that `==` ignores, such as positions in files, do not affect the digest.
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
