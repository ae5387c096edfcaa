"""`Appointment`: one entry of a calendar, before it is written to a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from interview_rules.sources.characters import UNPRINTABLE

if TYPE_CHECKING:
    from datetime import date, datetime

    from interview_rules.state.interview_state import InterviewState

__all__ = ["Appointment", "named", "without_controls"]


class Appointment(NamedTuple):
    """Something to do, or a round. `start` is a date, or an aware datetime if the hour matters.

    `end` is the first day or instant after it; None for a single day or an instant. `category` is
    the advised action, or the kind of the round. `is_due` is False for advice without a due date.
    `anchored` is False for such advice if nothing in the state determines its day either.
    """

    uid: str
    start: date | datetime
    end: date | datetime | None
    title: str
    text: str
    category: str
    place: str = ""
    link: str = ""
    people: tuple[str, ...] = ()
    is_round: bool = False
    is_due: bool = True
    anchored: bool = True


def named(title: str, state: InterviewState, name: str) -> str:
    """Return a title on one line, with the position and company, or else `name`, in parentheses."""
    about = state.about or name
    return " ".join(without_controls(f"{title} ({about})" if about else title).split("\n"))


def without_controls(text: str) -> str:
    """Return text with each unprintable character except line feeds replaced by a space."""
    return UNPRINTABLE.sub(" ", text)
