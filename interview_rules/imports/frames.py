"""Rows of data frames that narwhals supports; in `imports`, only this module needs narwhals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from interview_rules.errors import MissingExtraError, Problem, StateError, kind_of

try:
    import narwhals as nw
except ModuleNotFoundError as missing:
    if (missing.name or "").split(".")[0] != "narwhals":
        raise
    message = "frames need an extra: pip install 'interview-rules[tables]'"
    raise MissingExtraError(message, name=missing.name) from None

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["frame_rows"]


def frame_rows(frame: object, most: int) -> Iterable[dict[str, Any]]:
    """Return up to `most` rows of a frame that narwhals supports.

    Raises StateError for anything that is not a frame.
    """
    try:
        known = nw.from_native(frame)  # type: ignore[call-overload]  # callers may pass anything
    except (TypeError, nw.exceptions.NarwhalsError):
        message = f"expected a list of dicts or a frame, not {kind_of(frame)}"
        raise StateError([Problem("rows", message, "pass [{...}, ...]")]) from None
    opened = known.head(most)
    if isinstance(opened, nw.LazyFrame):
        opened = opened.collect()
    rows: Iterable[dict[str, Any]] = opened.iter_rows(named=True)
    return rows
