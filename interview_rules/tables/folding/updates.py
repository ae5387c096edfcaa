"""Updates of some rows of a frame with the values of another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["updated"]


def updated(frame: pl.DataFrame, found: pl.DataFrame, on: str | Sequence[str]) -> pl.DataFrame:
    """Return a frame with the values of another one in the rows that have the same key.

    Nulls in a key are equal; a null among the values of `found` leaves the value as it is. `on`
    names the key, which must be unique in `found`. The rows keep their order.
    """
    keys = [on] if isinstance(on, str) else [*on]
    values = [name for name in found.columns if name not in keys]
    found = found.rename({name: f"{name}_found" for name in values})
    joined = frame.join(found, on=keys, how="left", nulls_equal=True, maintain_order="left")
    joined = joined.with_columns(pl.coalesce(f"{name}_found", name).alias(name) for name in values)
    return joined.select(frame.columns)
