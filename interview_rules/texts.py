"""Texts with places to fill in: `{decision_date}`, `{follow_up + reply_wait}`, `{company|they}`.

A template is checked when its pack is loaded; every place has something to say even where nothing
is known, so filling one in cannot fail.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from interview_rules.calendars import NEVER
from interview_rules.language.nodes import Duration, Extreme, MomentFact, NamedMoment, Shift

if TYPE_CHECKING:
    from collections.abc import Mapping

    from interview_rules.calendars import Calendar
    from interview_rules.facts import Facts
    from interview_rules.language.nodes import Moment
    from interview_rules.timeline import Span

__all__ = ["NAMES", "Place", "Template", "fill", "said", "say_duration", "span_of"]

NAMES: dict[str, str] = {
    "company": "the company",
    "position": "the position",
    "interviewer": "your interviewer",
    "interviewers": "each person you met",
    "not_yet_thanked": "the others you met",
    "candidate": "[your name]",
    "contact": "your contact",
}
"""Names a text can use, and what it says where the name is not known."""

_PLACE = re.compile(r"\{([^{}|]*)(?:\|([^{}|]*))?\}")


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a template: a moment, a value or a name, with what to say if it is unknown."""

    kind: Literal["moment", "count", "choice", "name", "words"]
    name: str
    otherwise: str
    moment: Moment | None = None
    choices: tuple[str, ...] = ()


Template = tuple[str | Place, ...]


def split(text: str) -> list[str | tuple[int, str, str | None]]:
    """A text taken apart into plain pieces and places: offset, inside, and what follows `|`."""
    pieces: list[str | tuple[int, str, str | None]] = []
    end = 0
    for match in _PLACE.finditer(text):
        pieces.append(text[end : match.start()])
        pieces.append((match.start() + 1, match[1], match[2]))
        end = match.end()
    pieces.append(text[end:])
    return [piece for piece in pieces if piece != ""]


def say_duration(duration: Duration) -> str:
    """A length of time in words: `3 days`, `1 business day`."""
    return f"{duration.amount} {duration.unit}{'' if duration.amount == 1 else 's'}"


def span_of(moment: Moment, facts: Facts, offsets: Mapping[str, int], calendar: Calendar) -> Span:
    """A moment's first instant, end and day; all NEVER where it is unknown."""
    match moment:
        case MomentFact(name):
            start = offsets[name]
            return (facts[start], facts[start + 1], facts[start + 2])
        case NamedMoment(_, inner):
            return span_of(inner, facts, offsets, calendar)
        case Extreme(which, moments):
            spans = [span_of(inner, facts, offsets, calendar) for inner in moments]
            known = [span for span in spans if span[0] != NEVER]
            pick = max if which == "latest" else min
            if not known:
                return (NEVER, NEVER, NEVER)
            starts, ends, days = zip(*known, strict=True)
            return (pick(starts), pick(ends), pick(days))
        case Shift(inner, sign, duration):
            start, end, day = span_of(inner, facts, offsets, calendar)
            if start == NEVER:
                return (NEVER, NEVER, NEVER)
            return shifted((start, end, day), sign * duration.amount, duration.unit, calendar)


def shifted(span: Span, amount: int, unit: str, calendar: Calendar) -> Span:
    """A known moment moved by an amount of a unit."""
    start, end, day = span
    if unit in {"minute", "hour"}:
        seconds = amount * (60 if unit == "minute" else 3600)
        return (start + seconds, end + seconds, calendar.day_of(start + seconds))
    if unit == "month":
        day = calendar.months(day, amount)
    elif unit == "business day":
        day = calendar.business(day, amount)
    else:
        day += amount * (7 if unit == "week" else 1)
    return (calendar.starts[day], calendar.starts[day + 1], day)


def said(span: Span, calendar: Calendar) -> str:
    """A known moment as a person says it: `Friday 27 November 2026`, with the time if it has one."""
    start, end, day = span
    if start == end and start != calendar.starts[day]:
        moment = calendar.to_datetime(start)
        return f"{_day_said(day)}, {moment:%H:%M}"
    return _day_said(day)


@lru_cache(maxsize=4096)
def _day_said(day: int) -> str:
    when = date.fromordinal(day)
    return f"{_WEEKDAYS[when.weekday()]} {when.day} {_MONTHS[when.month - 1]} {when.year}"


_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def fill(
    template: Template,
    facts: Facts,
    offsets: Mapping[str, int],
    calendar: Calendar,
    names: Mapping[str, str],
) -> str:
    """A template with its places filled in from facts and names."""
    out = []
    for piece in template:
        if isinstance(piece, str):
            out.append(piece)
            continue
        text = piece.otherwise
        if piece.moment is not None:
            span = span_of(piece.moment, facts, offsets, calendar)
            if span[0] != NEVER:
                text = said(span, calendar)
        elif piece.kind == "count":
            text = str(facts[offsets[piece.name]])
        elif piece.kind == "choice":
            text = piece.choices[facts[offsets[piece.name]]]
        elif piece.kind == "name":
            text = names.get(piece.name) or piece.otherwise
        out.append(text)
    filled = "".join(out)
    return filled[:1].upper() + filled[1:]
