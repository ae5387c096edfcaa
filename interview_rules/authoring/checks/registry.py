"""Every finding there is, by its code: those of the lints, and those of loading."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from typing import TYPE_CHECKING

from interview_rules.authoring.checks import lints
from interview_rules.authoring.checks.load_errors import OF_LOADING
from interview_rules.errors import PackError, Problem, nearest, printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from interview_rules.authoring.checks.context import Context
    from interview_rules.authoring.checks.finding import Finding, Found

__all__ = ["FINDINGS", "LINTS", "finding"]

LINTS: tuple[tuple[Finding, Callable[[Context], Iterator[Found]]], ...] = tuple(
    (module.FINDING, module.validator)
    for name in sorted(each.name for each in pkgutil.iter_modules(lints.__path__))
    for module in [import_module(f"{lints.__name__}.{name}")]
)
"""The lints: each a finding and its validator."""

FINDINGS: dict[str, Finding] = {
    each.code: each for each in sorted((*OF_LOADING, *(f for f, _ in LINTS)), key=lambda f: f.code)
}
"""Every finding, by its code."""


def finding(code: str) -> Finding:
    """The finding with a code. Raises PackError that names the nearest."""
    if code not in FINDINGS:
        message = f"there is no code '{printable(code)}'"
        raise PackError([Problem("", message, nearest(code, FINDINGS))])
    return FINDINGS[code]
