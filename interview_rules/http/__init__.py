"""The library as a web service: `create_app` returns it as an ASGI application.

`create_app` needs the extra `http`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_rules.http.limits import Limits

if TYPE_CHECKING:
    from interview_rules.http.app import create_app as create_app

__all__ = ["Limits", "create_app"]


def __getattr__(name: str) -> object:
    """Return `create_app`, which needs the extra `http`. Raises MissingExtraError without it."""
    if name == "create_app":
        from interview_rules.http.app import create_app  # noqa: PLC0415  # the extra may be missing

        return create_app
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)
