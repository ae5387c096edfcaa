"""Proofs about rule packs, and counterexamples. Needs the extra `prove`.

`prove` is imported on first access, so that importing this package does not need z3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from interview_rules.authoring.prove.prover import prove

__all__ = ["prove"]


def __getattr__(name: str) -> object:
    if name == "prove":
        from interview_rules.authoring.prove.prover import prove  # noqa: PLC0415  # needs z3

        return prove
    message = f"module '{__name__}' has no attribute '{name}'"
    raise AttributeError(message)
