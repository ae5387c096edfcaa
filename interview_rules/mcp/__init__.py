"""The library as tools for an assistant, over the Model Context Protocol.

`create_server` needs the extra `mcp`; the rest of the library does not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from interview_rules.mcp.server import create_server as create_server

__all__ = ["create_server"]


def __getattr__(name: str) -> object:
    """Return `create_server`, which needs the extra `mcp`. Raises MissingExtraError without it."""
    if name == "create_server":
        from interview_rules.mcp.server import create_server  # noqa: PLC0415  # the extra may be missing

        return create_server
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)
