"""Properties try few examples on the quick run and all of them on the full one."""

from __future__ import annotations

from profiles import register

register()
