"""Drawn examples are the same at every run of a checked commit, and new ones elsewhere."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("checked", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("checked")
