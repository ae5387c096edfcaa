"""How often the process of a command collects garbage.

A command creates many objects that stay until it ends, packs above all. With the usual thresholds
of Python, looking through them again and again takes a third of the time of `check`.
"""

from __future__ import annotations

import gc

__all__ = ["collect_as_usual", "collect_seldom"]

_USUAL = gc.get_threshold()
_SELDOM = 100_000
"""New objects between two collections."""


def collect_seldom() -> None:
    """Collect garbage less often, in a process that ends soon."""
    gc.set_threshold(_SELDOM, *_USUAL[1:])


def collect_as_usual() -> None:
    """Collect garbage as Python usually does, in a process that serves until it is told to stop."""
    gc.set_threshold(*_USUAL)
