"""Hints for whoever sends a request, and may not have the command that a hint for files names."""

from __future__ import annotations

import re

__all__ = ["LIST", "without_commands"]

LIST = "choose an id from the list of rules"
"""What to say instead of the command that lists the rules."""

_INSTEAD = [
    (r"run '?interview-rules rules --rules \S+?'? to (list the rules of a pack|see them)", LIST),
    (
        r"run '?interview-rules schema (\w+)(?: --rules \S+?)?'? to (?:list|see) ([\w ]+)",
        r"look up \2 in the schema '\1'",
    ),
    (r"run '?interview-rules check --explain'? to list them", "look them up in the documentation"),
    (r"run interview-rules test with --update", "write the new report into the test"),
]
_PATTERNS = [(re.compile(command), instead) for command, instead in _INSTEAD]


def without_commands(text: str) -> str:
    """Return a message or a hint with what a sender of requests can do instead of each command."""
    for command, instead in _PATTERNS:
        text = command.sub(instead, text)
    return text
