"""Registry of all kinds of findings by code: lint warnings, and errors found while loading."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from typing import TYPE_CHECKING

from interview_rules.authoring.checks import lints
from interview_rules.authoring.checks.accepted import UNUSED
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
"""All lints, each a kind of finding with its validator."""

FINDINGS: dict[str, Finding] = {
    each.code: each
    for each in sorted((*OF_LOADING, UNUSED, *(f for f, _ in LINTS)), key=lambda f: f.code)
}
"""All kinds of findings, by code."""


def finding(code: str) -> Finding:
    """Return the kind of finding with a code, the value of the option `--explain`.

    Raises PackError if the code is unknown.
    """
    if code not in FINDINGS:
        message = f"unknown finding '{printable(code)}'"
        near = nearest(code, FINDINGS)
        hint = str(near) if near.near else f"choose from: {', '.join(FINDINGS)}"
        raise PackError([Problem("--explain", message, hint)])
    return FINDINGS[code]
