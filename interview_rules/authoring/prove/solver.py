"""The solver z3, or a line that says which extra is missing."""

from __future__ import annotations

try:
    import z3
except ModuleNotFoundError as error:
    message = "proving needs an extra: pip install 'interview-rules[prove]'"
    raise ModuleNotFoundError(message, name="z3") from error

# Python's own handler ends the program; the solver's would only end one question of many.
z3.set_param(ctrl_c=False)

__all__ = ["z3"]
