"""`CalendarFeed`: a calendar file for subscribers, with what a web server needs to serve it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

from interview_rules.errors import Problem, StateError, nearest, quoted, shown
from interview_rules.reports.appointment import without_controls

__all__ = ["COLORS", "CalendarFeed", "FeedLook", "etag_of", "read_look", "read_text"]

COLORS = {
    "black": "#000000",
    "blue": "#0000FF",
    "brown": "#A52A2A",
    "crimson": "#DC143C",
    "darkorange": "#FF8C00",
    "goldenrod": "#DAA520",
    "gray": "#808080",
    "green": "#008000",
    "indigo": "#4B0082",
    "maroon": "#800000",
    "navy": "#000080",
    "olive": "#808000",
    "purple": "#800080",
    "red": "#FF0000",
    "seagreen": "#2E8B57",
    "steelblue": "#4682B4",
    "teal": "#008080",
}
"""Maps the CSS color names that a feed accepts to the hex codes that Apple's calendar reads."""
_LEAST, _MOST = timedelta(minutes=1), timedelta(days=30)
_TEXT = "write, for example, 'My applications'"
_HOURS = "write, for example, timedelta(hours=6)"


@dataclass(frozen=True, slots=True)
class CalendarFeed:
    """A calendar file to publish at a URL to which calendars subscribe.

    `content` is the file, of the media type `text/calendar`. `etag` is the quoted value of the HTTP
    header `ETag`; it changes only if the content does. `name` is the name of the calendar, and
    `refresh` how often subscribers are asked to fetch it.
    """

    content: bytes
    etag: str
    name: str
    refresh: timedelta


class FeedLook(NamedTuple):
    """The name, color and refresh interval of a feed."""

    name: str
    color: str
    refresh: timedelta


def read_look(title: str, color: str, refresh: timedelta) -> FeedLook:
    """Return the look of a feed, with `title` on one line and the other values unchanged.

    `color` is a name in `COLORS`, and `refresh` is from a minute to 30 days. Raises StateError
    listing everything that is invalid.
    """
    problems: list[Problem] = []
    try:
        name = read_text("title", title)
    except StateError as error:
        problems += error.problems
    if not isinstance(color, str) or color not in COLORS:
        message = f"unknown color {quoted(str(color))}"
        hint = nearest(str(color), COLORS) or f"choose from: {', '.join(COLORS)}"
        problems.append(Problem("color", message, hint, "unknown-value"))
    if not isinstance(refresh, timedelta):
        message = f"a refresh interval must be a timedelta, not {shown(refresh)}"
        problems.append(Problem("refresh", message, _HOURS, "wrong-type"))
    elif not _LEAST <= refresh <= _MOST:
        message = f"a refresh interval must be from a minute to 30 days, not {refresh}"
        problems.append(Problem("refresh", message, _HOURS, "out-of-range"))
    if problems:
        raise StateError(problems)
    return FeedLook(" ".join(without_controls(name).split()), color, refresh)


def read_text(argument: str, value: object) -> str:
    """Return the value of an argument if it is text. Raises StateError for anything else."""
    if isinstance(value, str):
        return value
    message = f"a {argument} must be text, not {shown(value)}"
    raise StateError([Problem(argument, message, _TEXT, "wrong-type")])


def etag_of(content: bytes) -> str:
    """Return the value of the HTTP header `ETag` for a file, in quotation marks."""
    return f'"{hashlib.blake2b(content, digest_size=16).hexdigest()}"'
