"""The questions about the applications of a search, the most urgent application first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, overload

from interview_rules.records.question import SearchQuestionRecord

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from interview_rules.evaluation.question import Question
    from interview_rules.reports.report import Report

__all__ = ["SearchQuestion", "SearchQuestions", "search_questions"]

_MOST = 10
"""Maximum number of questions."""
_MOST_TRIED = 40
"""Maximum number of applications whose questions are computed."""


class SearchQuestion(NamedTuple):
    """One question with the name of its application."""

    application: str
    question: Question


class SearchQuestions(Sequence[SearchQuestion]):
    """The best question about each of several applications, the most urgent application first.

    `complete` is False if questions may be missing, because a limit on the number or on the work
    was reached.
    """

    def __init__(self, found: tuple[SearchQuestion, ...], *, complete: bool) -> None:
        self._found = found
        self.complete = complete

    @overload
    def __getitem__(self, place: int) -> SearchQuestion: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[SearchQuestion, ...]: ...
    def __getitem__(self, place: int | slice) -> SearchQuestion | tuple[SearchQuestion, ...]:
        return self._found[place]

    def __len__(self) -> int:
        return len(self._found)

    def __repr__(self) -> str:
        return repr([(each.application, each.question.text) for each in self])

    def records(self) -> tuple[SearchQuestionRecord, ...]:
        """Return the questions as data."""
        return tuple(
            [
                SearchQuestionRecord(application=name, **dict(question.record()))
                for name, question in self
            ]
        )


def search_questions(reports: Mapping[str, Report], urgent: Iterable[str]) -> SearchQuestions:
    """Return the best question about each application, at most ten in all.

    `reports` maps the names of the applications to their reports. The applications named by
    `urgent` come first, in that order. Only the first forty applications are tried.
    """
    found: list[SearchQuestion] = []
    complete = True
    for tried, name in enumerate(dict.fromkeys((*urgent, *reports))):
        if tried == _MOST_TRIED or len(found) == _MOST:
            complete = False
            break
        questions = reports[name].questions
        complete = complete and questions.complete
        found += [SearchQuestion(name, question) for question in questions[:1]]
    return SearchQuestions(tuple(found), complete=complete)
