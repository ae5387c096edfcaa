"""Proofs of claims about rule packs, and counterexamples. Requires the extra `prove`.

`prove` is imported on first access, so that importing this package does not require z3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from interview_rules.authoring.prove.prover import prove

__all__ = ["prove"]


def __getattr__(name: str) -> object:
    if name == "prove":
        from interview_rules.authoring.prove.prover import prove  # noqa: PLC0415  # requires z3

        return prove
    message = f"module '{__name__}' has no attribute '{name}'"
    raise AttributeError(message)
