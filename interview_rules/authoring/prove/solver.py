"""The solver z3. Importing this module raises ModuleNotFoundError without the extra `prove`."""

from __future__ import annotations

try:
    import z3
except ModuleNotFoundError as error:
    message = "proofs need an extra: pip install 'interview-rules[prove]'"
    raise ModuleNotFoundError(message, name="z3") from error

# With z3's own handler, Ctrl+C would only end one of many questions, not the program.
z3.set_param(ctrl_c=False)

__all__ = ["z3"]
