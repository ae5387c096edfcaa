"""Setup for all tests: registers the Hypothesis profiles."""

from __future__ import annotations

from profiles import register

register()
