"""`read_file`: reads a state or a search from a YAML or JSON file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_rules.errors import StateError

if TYPE_CHECKING:
    from pathlib import Path

    from interview_rules.state.interview_state import InterviewState
    from interview_rules.state.job_search import JobSearch

__all__ = ["read_file"]


def read_file(path: str | Path) -> InterviewState | JobSearch:
    """Return the state or the search in a YAML or JSON file; the path `-` means standard input.

    A list of events is read as the log of a state. Raises StateError, whose problems have the file
    and, where it is known, the line and column.
    """
    # The YAML reader is slow to import, and most programs never need it.
    from interview_rules.state.state_file import read_state_file  # noqa: PLC0415

    source = read_state_file(path)
    try:
        return source.state_or_search()
    except StateError as error:
        raise source.located(error) from None
