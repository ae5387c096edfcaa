"""`CalendarPart`: what a calendar file says about one application, or about a search as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interview_rules.evaluation.evaluation import Evaluation
    from interview_rules.evaluation.session import Session

__all__ = ["CalendarPart"]


class CalendarPart(NamedTuple):
    """A report (one evaluation) or a plan, of an application or of the search as a whole.

    `session` is the session of the report, or the one at the end of the plan. Planned rounds
    announced later than the instant `horizon` are left out. `name` is the name of the application,
    if it has one; empty for the search.
    """

    evaluations: Sequence[Evaluation]
    session: Session
    horizon: int
    name: str = ""
