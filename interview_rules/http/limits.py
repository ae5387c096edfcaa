"""Limits of a service: sizes, times and processes."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["QUICK_BYTES", "Limits"]

QUICK_BYTES = 2_000
"""Maximum size in bytes of a quick request that is answered without another process."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a service accepts: sizes in bytes, times in seconds.

    `body` limits a request in JSON, `table` a table. `seconds` is the time for work in a process, and
    also the time for the body of a request to arrive. The work on a check has `check_seconds` instead;
    for a table, `table_seconds` limits both. `workers` is the maximum number of processes for work
    that takes longer than a few milliseconds; tables have as many of their own. None means one for
    each core. A process that exceeds its time is stopped.
    """

    body: int = 256_000
    seconds: float = 10
    check_seconds: float = 60
    table: int = 100_000_000
    table_seconds: float = 300
    workers: int | None = None
