"""The z3 solver. Importing this module without the extra `prove` raises MissingExtraError."""

from __future__ import annotations

from interview_rules.errors import MissingExtraError

try:
    import z3
except ModuleNotFoundError as error:
    message = "proofs need an extra: pip install 'interview-rules[prove]'"
    raise MissingExtraError(message, name="z3") from error

# With z3's own handler, Ctrl+C would end only the current query, not the program.
z3.set_param(ctrl_c=False)

__all__ = ["z3"]
