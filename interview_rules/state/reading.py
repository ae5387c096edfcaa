"""Reading a state or a search from a file by hand or by a program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_rules.errors import StateError

if TYPE_CHECKING:
    from pathlib import Path

    from interview_rules.state.interview_state import InterviewState
    from interview_rules.state.job_search import JobSearch

__all__ = ["read_file"]


def read_file(path: str | Path) -> InterviewState | JobSearch:
    """Return the state or the search in a YAML or JSON file, or in standard input for `-`.

    A list of events is read as a log. Raises StateError with the file, line and column of every
    problem.
    """
    # The YAML reader takes long to import, and most programs never need it.
    from interview_rules.state.state_file import read_state_file  # noqa: PLC0415

    source = read_state_file(path)
    try:
        return source.state_or_search()
    except StateError as error:
        raise source.located(error) from None
