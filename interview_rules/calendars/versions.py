"""Versions of the software and data behind advice: this library, time zones and holidays."""

from __future__ import annotations

import zoneinfo
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

__all__ = ["versions"]


def versions(country: str | None) -> dict[str, str]:
    """Return the versions of this library, the time zone data and, with a country, the holidays.

    The keys are `interview-rules`, `tzdata` and `holidays`. The value is `unknown` if no version
    can be found, and `the system's` if the system's time zone data do not state their version.
    """
    found = {"interview-rules": _installed("interview-rules"), "tzdata": _zones()}
    if country:
        found["holidays"] = _installed("holidays")
    return found


@cache
def _zones() -> str:
    for folder in zoneinfo.TZPATH:
        try:
            with (Path(folder) / "tzdata.zi").open(encoding="ascii") as data:
                first = data.readline().split()
        except (OSError, ValueError):
            continue
        if first[:2] == ["#", "version"]:
            return first[2]
    if any((Path(folder) / "UTC").exists() for folder in zoneinfo.TZPATH):
        return "the system's"
    return _installed("tzdata")


@cache
def _installed(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "unknown"
