"""Import from job trackers: rows of a spreadsheet, a database or a data frame become a job search.

A mapping says which column holds what. Presets are mappings for well-known trackers. Data frames
of pandas, Polars and other libraries need the extra `tables`.
"""

from __future__ import annotations

from interview_rules.imports.importer import Importer
from interview_rules.imports.mapping import ColumnMapping, DateColumn, StatusColumn, presets
from interview_rules.imports.result import Guess, Imported, LeftOut, RejectedRow, Summary

__all__ = [
    "ColumnMapping",
    "DateColumn",
    "Guess",
    "Imported",
    "Importer",
    "LeftOut",
    "RejectedRow",
    "StatusColumn",
    "Summary",
    "presets",
]
