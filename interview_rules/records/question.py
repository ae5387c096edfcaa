"""Questions as data: what a form can ask, and how it may be answered."""

from __future__ import annotations

from datetime import date
from typing import Literal

from interview_rules.records.base import Record

__all__ = ["ChoiceRecord", "QuestionRecord", "QuestionType", "SearchQuestionRecord"]

QuestionType = Literal["moment", "choice", "names", "count"]


class ChoiceRecord(Record):
    """One answer to choose: the value to send, and its label."""

    value: str
    label: str


class QuestionRecord(Record):
    """A question whose answer would change the advice.

    `id` identifies the question while it is open; use it as the key when you call `answer`. `fact`
    is the fact or the field of the state that the question is about, and `path` the place in the
    state where the answer goes. Answer a `moment` with one of the choices or a date from `earliest`
    to `latest`, with a time of day if `hour` is true. Answer a `count` with a number from `minimum`
    to `maximum`, and `names` with a list of up to `maximum` names. A bound that does not exist is
    null.
    """

    id: str
    text: str
    fact: str
    type: QuestionType
    choices: tuple[ChoiceRecord, ...]
    hour: bool
    earliest: date | None
    latest: date | None
    minimum: int | None
    maximum: int | None
    path: str


class SearchQuestionRecord(QuestionRecord):
    """A question about one application of a search, with the name of the application."""

    application: str
