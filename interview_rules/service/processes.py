"""Work in separate processes; a process is stopped when the time for its work is up.

This module needs anyio, which the extras `http` and `mcp` install.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TypeVar

import anyio
from anyio import BrokenWorkerProcess, CancelScope, CapacityLimiter, to_process

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["BusyError", "ProcessDiedError", "Processes"]

MOST_WAITING = 200
"""The maximum number of calls that wait for a process; more are refused."""

_Result = TypeVar("_Result")


class BusyError(Exception):
    """Too many calls are waiting for a process."""


class ProcessDiedError(Exception):
    """A process ended before its work was done."""


class Processes:
    """Up to `workers` processes, by default one for each core, which start when they are needed."""

    def __init__(self, workers: int | None = None) -> None:
        self._slots = CapacityLimiter(workers or os.cpu_count() or 1)
        # The slots limit the processes, so anyio need not.
        self._unlimited = CapacityLimiter(float("inf"))

    async def run(
        self, seconds: float, work: Callable[..., _Result], *arguments: object
    ) -> _Result:
        """Return the result of work in a process, which is stopped after `seconds`.

        The time starts once a process is ready. `work` and its arguments are pickled. Raises
        TimeoutError when the time is up, BusyError if `MOST_WAITING` calls are waiting already,
        ProcessDiedError if the process ends early, and whatever `work` raises.
        """
        if self._slots.statistics().tasks_waiting >= MOST_WAITING:
            raise BusyError
        async with self._slots:
            try:
                # A process that is stopped while it starts would be left behind.
                with CancelScope(shield=True):
                    await to_process.run_sync(_ready, limiter=self._unlimited)
                with anyio.fail_after(seconds):
                    return await to_process.run_sync(
                        work, *arguments, cancellable=True, limiter=self._unlimited
                    )
            except BrokenWorkerProcess:
                raise ProcessDiedError from None


def _ready() -> None:
    """Do nothing: a process that returns from here has started."""
