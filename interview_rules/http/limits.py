"""Limits of a service: sizes, times and processes."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from interview_rules.errors import Problem, StateError, nearest, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["QUICK_BYTES", "Limits", "limits_from"]

QUICK_BYTES = 2_000
"""Maximum size in bytes of a quick request that is answered without another process."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a service accepts: sizes in bytes, times in seconds.

    `body` limits a request in JSON, `table` a table, and `table_answer` the advice for one.
    `seconds` is the time for work in a process, and also the time for the body of a request to
    arrive. The work on a check has `check_seconds` instead; for a table, `table_seconds` limits
    both. A process that exceeds its time is stopped. `workers` is the maximum number of processes
    for work that takes longer than a few milliseconds; tables have as many of their own. None means
    one for each core.
    """

    body: int = 256_000
    seconds: float = 10
    check_seconds: float = 60
    table: int = 100_000_000
    table_answer: int = 2_000_000_000
    table_seconds: float = 300
    workers: int | None = None


_NAMES = [field.name for field in fields(Limits)]
_IN_SECONDS = {"seconds", "check_seconds", "table_seconds"}
_MOST = 10**12


def limits_from(settings: Iterable[str]) -> Limits:
    """Return limits from settings such as `seconds=5`; all others keep their defaults.

    Raises StateError that lists every unknown name, every invalid number and every repetition.
    """
    found: dict[str, float] = {}
    problems = []
    for setting in settings:
        name, _, text = (part.strip() for part in setting.partition("="))
        number = _number(text, whole=name not in _IN_SECONDS)
        if name not in _NAMES:
            message = f"unknown limit {quoted(name)}"
            problems.append(Problem("limit", message, nearest(name, _NAMES)))
        elif name in found:
            problems.append(Problem("limit", f"{name} is given twice", "give it once"))
        elif number is None:
            unit = "number of seconds" if name in _IN_SECONDS else "whole number"
            message = f"{quoted(text)} is not a {unit} from 1 to {_MOST:,}"
            if name in _IN_SECONDS:
                message = f"{quoted(text)} is not a {unit} above 0 and up to {_MOST:,}"
            problems.append(
                Problem("limit", message, f"write, for example, {name}={_example(name)}")
            )
        else:
            found[name] = number
    if problems:
        raise StateError(problems)
    return Limits(**found)  # type: ignore[arg-type]  # whole numbers where the field has them


def _number(text: str, *, whole: bool) -> float | None:
    try:
        number = int(text) if whole else float(text)
    except ValueError:
        return None
    return number if 0 < number <= _MOST else None


def _example(name: str) -> str:
    return str(getattr(Limits(), name) or 2)
