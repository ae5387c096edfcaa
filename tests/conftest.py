"""Setup for all tests: registers the Hypothesis profiles, and leaves what stays to no collector."""

from __future__ import annotations

import gc

from profiles import register

register()
gc.disable()


def pytest_collection_finish() -> None:
    """Leave modules and collected tests out of garbage collection: they all stay to the end."""
    gc.enable()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
