"""Limits of a service: sizes, times and processes."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["QUICK_BYTES", "Limits"]

QUICK_BYTES = 2_000
"""The size up to which a body counts as that of a usual state, which is answered in milliseconds."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a service accepts: sizes in bytes, times in seconds.

    `seconds` is the time for one request and for its body to arrive; the check of a pack and a table
    have more. `workers` is the number of processes for work that takes longer than a few
    milliseconds, and again for tables; it defaults to the number of cores. A process that exceeds
    its time is stopped.
    """

    body: int = 256_000
    seconds: float = 10
    check_seconds: float = 60
    table: int = 100_000_000
    table_seconds: float = 300
    workers: int | None = None
