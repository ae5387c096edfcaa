"""Advice for tables of applications, computed for millions of rows at once.

Needs the extra `tables`.
"""

from __future__ import annotations

from interview_rules.errors import MissingExtraError

try:
    from interview_rules.tables.advise import advise_table
    from interview_rules.tables.facts_table import facts_table
except ModuleNotFoundError as missing:
    if (missing.name or "").split(".")[0] not in {"narwhals", "polars"}:
        raise
    message = "tables need an extra: pip install 'interview-rules[tables]'"
    raise MissingExtraError(message, name=missing.name) from None

__all__ = ["advise_table", "facts_table"]
