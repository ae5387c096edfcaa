"""The z3 solver. Importing this module without the extra `prove` raises MissingExtraError."""

from __future__ import annotations

from interview_rules.errors import MissingExtraError

try:
    import z3
except ModuleNotFoundError as error:
    message = "proofs need an extra: pip install 'interview-rules[prove]'"
    raise MissingExtraError(message, name="z3") from error

__all__ = ["SECONDS", "new_solver", "z3"]

SECONDS: float = 10
"""Time limit of the solver per query."""


def new_solver() -> z3.Solver:
    """Return a solver that gives the same answers each time, and gives up after `SECONDS`."""
    solver = z3.Solver()
    solver.set("timeout", int(SECONDS * 1_000))
    solver.set("random_seed", 0)
    # With z3's own handler, Ctrl+C would end only the current query, not the program.
    solver.set(ctrl_c=False)
    return solver
